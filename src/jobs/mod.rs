//! Background work: std threads, one newest-wins slot per kind of work, a cancel token and a generation number.
//!
//! It knows nothing of surveys or screens. A [`Slot`] runs one job at a time and keeps at most one waiting: a newer job
//! cancels the running one and takes the waiting one's place. Every job that was started reports exactly once, so who
//! counts what was [`submitted`](Slot::submit) and what came back knows when nothing is left to do.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A result that came back from a thread.
#[derive(Debug)]
pub struct Done<R> {
    /// Number given by [`Slot::submit`]; an older one than the newest is stale and must be dropped.
    pub generation: u64,
    /// What the work came to; `None` where it panicked.
    pub result: Option<R>,
}

/// What [`Slot::submit`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    /// Number that comes back with the result.
    pub generation: u64,
    /// A job that waited was replaced and will never report.
    pub replaced: bool,
}

/// One kind of work, of which only the newest matters.
pub struct Slot {
    inner: Arc<Mutex<Inner>>,
}

type Work = Box<dyn FnOnce(&AtomicBool) + Send>;

#[derive(Default)]
struct Inner {
    generation: u64,
    running: bool,
    cancel: Arc<AtomicBool>,
    waiting: Option<(Arc<AtomicBool>, Work)>,
}

impl Default for Slot {
    fn default() -> Self {
        Self { inner: Arc::new(Mutex::new(Inner::default())) }
    }
}

impl Slot {
    /// Starts `work` on a thread, or lets it wait for the running job, which is asked to stop. The result is sent
    /// through `wrap` into `send`; a receiver that is gone is no error.
    pub fn submit<R, M, W, F>(&mut self, send: &Sender<M>, wrap: F, work: W) -> Ticket
    where
        R: Send + 'static,
        M: Send + 'static,
        W: FnOnce(&AtomicBool) -> R + Send + 'static,
        F: FnOnce(Done<R>) -> M + Send + 'static,
    {
        let send = send.clone();
        let mut inner = lock(&self.inner);
        inner.generation += 1;
        let generation = inner.generation;
        inner.cancel.store(true, Ordering::Relaxed);
        let cancel = Arc::new(AtomicBool::new(false));
        inner.cancel = Arc::clone(&cancel);
        let job: Work = Box::new(move |cancel| {
            let result = catch_unwind(AssertUnwindSafe(|| work(cancel))).ok();
            // The receiver is gone when the program is closing.
            let _ = send.send(wrap(Done { generation, result }));
        });
        let replaced = inner.waiting.replace((cancel, job)).is_some();
        if !inner.running {
            inner.running = true;
            let shared = Arc::clone(&self.inner);
            std::thread::spawn(move || run(&shared));
        }
        Ticket { generation, replaced }
    }

    /// Asks the running job to stop. It reports all the same: what it came to, or that it stopped.
    pub fn stop(&mut self) {
        lock(&self.inner).cancel.store(true, Ordering::Relaxed);
    }

    /// Asks the running job to stop. Its result, if it still comes, carries an old generation.
    pub fn cancel(&mut self) {
        let mut inner = lock(&self.inner);
        inner.generation += 1;
        inner.cancel.store(true, Ordering::Relaxed);
    }

    /// Number of the newest job.
    pub fn newest(&self) -> u64 {
        lock(&self.inner).generation
    }
}

/// Works until nothing waits.
fn run(shared: &Mutex<Inner>) {
    loop {
        let next = {
            let mut inner = lock(shared);
            let next = inner.waiting.take();
            inner.running = next.is_some();
            next
        };
        let Some((cancel, work)) = next else { return };
        work(&cancel);
    }
}

/// A panic while the lock was held leaves nothing half done here, so a poisoned lock is used all the same.
fn lock(inner: &Mutex<Inner>) -> MutexGuard<'_, Inner> {
    inner.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn a_newer_job_stops_the_running_one_and_replaces_the_waiting_one() {
        let (send, receive) = channel();
        let (started, has_started) = channel();
        let mut slot = Slot::default();
        slot.submit(
            &send,
            |done| done,
            move |cancel| {
                started.send(()).unwrap();
                while !cancel.load(Ordering::Relaxed) {
                    std::thread::yield_now();
                }
                "first"
            },
        );
        has_started.recv().unwrap();
        let second = slot.submit(&send, |done| done, |_| "second");
        assert!(!second.replaced || second.generation == 2);
        let third = slot.submit(&send, |done| done, |_| "third");
        let reports = if third.replaced { 2 } else { 3 };
        let last = (0..reports).fold(None, |_, _| receive.recv().ok()).unwrap();
        assert_eq!((last.generation, last.result), (slot.newest(), Some("third")));
    }

    #[test]
    fn a_panic_is_reported_and_the_slot_works_on() {
        let (send, receive) = channel();
        let mut slot = Slot::default();
        slot.submit(&send, |done: Done<u8>| done, |_| std::panic::resume_unwind(Box::new("planted")));
        assert_eq!(receive.recv().unwrap().result, None);
        slot.submit(&send, |done| done, |_| 7);
        assert_eq!(receive.recv().unwrap().result, Some(7));
    }

    #[test]
    fn a_job_that_is_stopped_reports() {
        let (send, receive) = channel();
        let (started, has_started) = channel();
        let mut slot = Slot::default();
        let ticket = slot.submit(
            &send,
            |done| done,
            move |cancel| {
                started.send(()).unwrap();
                while !cancel.load(Ordering::Relaxed) {
                    std::thread::yield_now();
                }
                "stopped"
            },
        );
        has_started.recv().unwrap();
        slot.stop();
        let done = receive.recv().unwrap();
        assert_eq!((done.generation, done.result), (ticket.generation, Some("stopped")));
        assert_eq!(slot.newest(), ticket.generation);
    }

    #[test]
    fn a_cancelled_result_is_stale() {
        let (send, receive) = channel();
        let mut slot = Slot::default();
        let ticket = slot.submit(&send, |done| done, |_| 1);
        slot.cancel();
        assert_eq!(receive.recv().unwrap().generation, ticket.generation);
        assert!(ticket.generation < slot.newest());
    }
}
