//! Catches panics: one bad file never loses the findings of the others.

use sourcelint::report::Failed;
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
    panic::catch_unwind(AssertUnwindSafe(act)).map_err(|payload| {
        let said = LAST.with(RefCell::take);
        // What broke on another thread said so there; it comes back here without its place.
        let words = payload.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| payload.downcast_ref::<&str>().copied());
        match said.is_empty() {
            true => format!("internal error: {}", words.unwrap_or("no message")),
            false => said,
        }
    })
}

/// Runs `act` for the file at `path`; a panic becomes an error that names the file.
pub fn caught_for<T>(path: &str, act: impl FnOnce() -> T) -> Result<T, Failed> {
    caught(act).map_err(|message| Failed { path: path.into(), message, next: NEXT.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message_that_names_the_file() {
        quiet();
        let answer = caught_for("a.md", || -> u8 { panic!("bad luck") });
        let nested = caught(|| {
            let thread = std::thread::spawn(|| -> u8 { panic!("worse {}", "luck") });
            thread.join().unwrap_or_else(|payload| panic::resume_unwind(payload))
        });
        let _ = panic::take_hook();
        let failed = answer.unwrap_err();
        assert_eq!((failed.path.as_str(), failed.next.as_str()), ("a.md", NEXT));
        assert!(failed.message.starts_with("internal error at "), "{}", failed.message);
        assert!(failed.message.ends_with(": bad luck"), "{}", failed.message);
        assert_eq!(nested.unwrap_err(), "internal error: worse luck");
        assert_eq!(caught(|| 7), Ok(7));
    }
}
