//! How far reading is, and whether it is to stop: counters that the reading thread moves and any other looks at.
//!
//! Work is counted in bytes of files, so that sources add up before anything is known of their cells. Nothing here waits, and
//! nothing is shown here.

use std::io::{Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::read::ReadError;

/// Cells that are read between two looks at whether to stop.
pub const CELLS: u32 = 4096;

/// The progress of one reading; copies are the same one.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    total: AtomicU64,
    done: AtomicU64,
    cancelled: AtomicBool,
}

impl Progress {
    /// Asks the reading to stop. It ends soon, with [`ReadError::Cancelled`].
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// True after `cancel`.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Hundredths of the work that are done, 0 to 99; `None` before it is known how much there is. Never 100, because some work
    /// is left after the last row.
    pub fn percent(&self) -> Option<u64> {
        let (done, total) = (self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed));
        done.saturating_mul(100).checked_div(total).map(|percent| percent.min(99))
    }

    /// Adds work that is to be done, and gives it to whoever does it.
    pub fn share(&self, work: u64) -> Share {
        self.0.total.fetch_add(work, Ordering::Relaxed);
        Share { progress: self.clone(), left: work, cells: 0 }
    }

    /// # Errors
    /// [`ReadError::Cancelled`] after `cancel`.
    pub fn check(&self) -> Result<(), ReadError> {
        if self.is_cancelled() { Err(ReadError::Cancelled) } else { Ok(()) }
    }
}

/// A part of the work. What is left of it counts as done when it is dropped.
#[derive(Debug)]
pub struct Share {
    progress: Progress,
    left: u64,
    cells: u32,
}

impl Share {
    /// Work that nobody watches or stops.
    pub fn unwatched() -> Self {
        Progress::default().share(0)
    }

    /// Counts work as done, as far as some is left.
    pub fn did(&mut self, work: u64) {
        let work = work.min(self.left);
        self.left -= work;
        self.progress.0.done.fetch_add(work, Ordering::Relaxed);
    }

    /// Work that is left.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// What this is a part of.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// To be called for every cell: looks now and then whether to stop.
    ///
    /// # Errors
    /// [`ReadError::Cancelled`], at the latest [`CELLS`] cells after `cancel`.
    pub fn cell(&mut self) -> Result<(), ReadError> {
        self.cells += 1;
        if self.cells < CELLS {
            return Ok(());
        }
        self.cells = 0;
        self.progress.check()
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.did(self.left);
    }
}

/// The bytes of a file as other people's readers take them: counted, and with an error instead of more bytes after `cancel`.
pub struct Watched {
    bytes: Cursor<Vec<u8>>,
    share: Share,
}

impl Watched {
    /// The bytes of a whole file.
    pub fn new(bytes: Vec<u8>, share: Share) -> Self {
        Self { bytes: Cursor::new(bytes), share }
    }
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.share.progress.check().map_err(std::io::Error::other)?;
        let length = self.bytes.read(buffer)?;
        self.share.did(length as u64);
        Ok(length)
    }
}

impl Seek for Watched {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_what_is_dropped_is_done() {
        let progress = Progress::default();
        assert_eq!(progress.percent(), None);
        let (mut first, second) = (progress.share(300), progress.share(100));
        assert_eq!(progress.percent(), Some(0));
        first.did(150);
        assert_eq!(progress.percent(), Some(37));
        // More than there was counts no more than there was.
        first.did(1000);
        assert_eq!(progress.percent(), Some(75));
        drop(second);
        assert_eq!(progress.percent(), Some(99));
    }

    #[test]
    fn bytes_stop_coming_after_cancel() {
        let progress = Progress::default();
        let mut bytes = Watched::new(vec![7; 1000], progress.share(1000));
        let mut buffer = [0; 400];
        assert!(bytes.read_exact(&mut buffer).is_ok());
        assert_eq!(progress.percent(), Some(40));
        progress.cancel();
        assert!(bytes.read_exact(&mut buffer).is_err());
        assert_eq!(progress.percent(), Some(40));
    }
}
