//! A line on standard error that tells how far reading is, for people at a terminal who wait.
//!
//! It is written over in place and cleared at the end; there is none where standard error is a file or a pipe, or when reading
//! takes no time to speak of. Data on standard output is never touched.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::load::progress::Progress;
use crate::messages::{Lang, usage as words};
use crate::text::cells;

/// Who waits less is told nothing.
const PATIENCE: Duration = Duration::from_millis(200);
/// Time between two looks.
const TICK: Duration = Duration::from_millis(100);

/// Does work whose progress is shown.
pub(super) fn watched<T>(lang: Lang, work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::default();
    if !std::io::stderr().is_terminal() {
        return work(&progress);
    }
    let (done, is_done) = channel::<()>();
    std::thread::scope(|scope| {
        let progress = &progress;
        scope.spawn(move || show(lang, progress, &is_done, &mut std::io::stderr()));
        let result = work(progress);
        drop(done);
        result
    })
}

/// Shows the progress until the other end of the channel is gone, and leaves an empty line.
fn show(lang: Lang, progress: &Progress, is_done: &Receiver<()>, output: &mut impl Write) {
    let (mut wait, mut shown) = (PATIENCE, 0_usize);
    while let Err(RecvTimeoutError::Timeout) = is_done.recv_timeout(wait) {
        wait = TICK;
        let Some(percent) = progress.percent() else { continue };
        let text = words::reading(lang, percent);
        let width = cells::width(&text);
        // Reading goes on when nobody can be told of it.
        let _ = write!(output, "\r{text}{}", " ".repeat(shown.saturating_sub(width)));
        let _ = output.flush();
        shown = width;
    }
    if shown > 0 {
        let _ = write!(output, "\r{}\r", " ".repeat(shown));
        let _ = output.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_written_over_and_cleared() {
        let progress = Progress::default();
        let mut share = progress.share(200);
        share.did(90);
        let (done, is_done) = channel();
        let mut output = Vec::new();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(PATIENCE + TICK / 2);
                drop(done);
            });
            show(Lang::Ja, &progress, &is_done, &mut output);
        });
        let text = String::from_utf8(output).unwrap();
        assert!(text.starts_with("\r読み込み中 45%"), "{text:?}");
        assert!(text.ends_with(&format!("\r{}\r", " ".repeat(14))), "{text:?}");
        assert!(text.chars().all(|c| c == '\r' || !c.is_control()));
    }

    #[test]
    fn quick_work_is_not_spoken_of() {
        let (done, is_done) = channel();
        drop(done);
        let mut output = Vec::new();
        let progress = Progress::default();
        let _share = progress.share(200);
        show(Lang::En, &progress, &is_done, &mut output);
        assert_eq!(output, b"");
    }
}
