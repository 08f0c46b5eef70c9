//! Containing the panics of readers: one `catch_unwind`, with the panic message kept off the screen.
//!
//! It is for calling other people's readers on files we did not make, and for nothing else: our own mistakes must
//! stay visible. It cannot stop a program from running out of memory; that is what the size checks are for.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use super::ReadError;

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic on this thread would be contained by the readers. A panic hook that is installed later than the
/// first reading (such as one that gives the terminal back) should do nothing then.
pub fn is_contained() -> bool {
    CONTAINED.get()
}

/// Runs a reader; its panic becomes [`ReadError::Damaged`], and no panic message appears.
pub(in super::super) fn contain<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    static QUIET: Once = Once::new();
    // Hooks are one per program, so the hook is set once and looks at the thread it runs on.
    QUIET.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |info| {
            if !is_contained() {
                usual(info);
            }
        }));
    });
    let before = CONTAINED.replace(true);
    // A half-read book is dropped with the panic, so nothing broken is seen again.
    let result = catch_unwind(AssertUnwindSafe(read));
    CONTAINED.set(before);
    result.unwrap_or_else(|_| Err(ReadError::damaged("the reader gave up")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let result: Result<(), _> = contain(|| panic!("malformed"));
        assert!(matches!(result, Err(ReadError::Damaged { .. })));
        assert!(!is_contained());
    }
}
