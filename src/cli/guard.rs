//! Catches panics: one bad file never loses the findings of the others.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

/// The next step after a panic.
pub const NEXT: &str = "this is a bug in sourcelint; please report it with the file";

thread_local! {
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics from printing; what they say is kept for `caught`.
pub fn quiet() {
    panic::set_hook(Box::new(|info| {
        let words = info.payload_as_str().unwrap_or("no message");
        let place = info.location().map(|l| format!(" at {}:{}", l.file(), l.line()));
        let said = format!("internal error{}: {words}", place.unwrap_or_default());
        LAST.with(|last| last.replace(said));
    }));
}

/// Runs `act`; a panic becomes its message.
pub fn caught<T>(act: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(act)).map_err(|_| LAST.with(RefCell::take))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message() {
        quiet();
        let answer = caught(|| -> u8 { panic!("bad luck") });
        let _ = panic::take_hook();
        let message = answer.unwrap_err();
        assert!(message.starts_with("internal error at "), "{message}");
        assert!(message.ends_with(": bad luck"), "{message}");
    }
}
