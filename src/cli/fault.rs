//! A fault of the program itself → words, and the exit code of a machine that failed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::output;
use crate::guard;

/// From now on tells faults in words.
pub(super) fn listen() {
    guard::listen(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
        output::line(&format!("error: {}", words(place.as_deref())));
    });
}

/// What is said of a fault, which lies at `place` in the program.
pub(super) fn words(place: Option<&str>) -> String {
    let place = place.map_or_else(String::new, |place| format!(" (for them: {place})"));
    format!(
        "Throughline stumbled, which is its own fault: please tell those who look after it what you were doing{place}"
    )
}

/// Does `work`; nothing, if that stumbled, which was told then.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_ends_in_words_and_not_in_the_middle() {
        assert_eq!(caught(|| 1), Some(1));
        assert_eq!(caught(|| -> u32 { std::panic::resume_unwind(Box::new("on purpose")) }), None);
        assert!(words(Some("src/x.rs:7")).ends_with("what you were doing (for them: src/x.rs:7)"));
        assert!(words(None).ends_with("what you were doing"));
    }
}
