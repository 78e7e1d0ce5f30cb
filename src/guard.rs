//! Work on what people write, kept apart: a fault of this program, or of a library, in one file is a finding about that file
//! and not the end of the build or the preview.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// How deep this thread is in guarded work, and where that stumbled last.
    static GUARDED: RefCell<(usize, Option<String>)> = const { RefCell::new((0, None)) };
}

/// Work that ended before its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stumbled {
    /// Where in the program, for whoever mends it: `src/parse/body/mod.rs:120`. Nothing, where nobody [listens](listen).
    pub place: Option<String>,
}

/// Does `work`.
///
/// # Errors
/// It panicked. What it was changing must not be used any more.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Stumbled> {
    GUARDED.with_borrow_mut(|(depth, _)| *depth += 1);
    let done = catch_unwind(AssertUnwindSafe(work));
    let place = GUARDED.with_borrow_mut(|(depth, place)| {
        *depth -= 1;
        place.take()
    });
    done.map_err(|_| Stumbled { place })
}

/// From now on remembers where guarded work stumbles, in silence, and leaves all other faults to `tell`.
pub fn listen(tell: impl Fn(&PanicHookInfo<'_>) + Send + Sync + 'static) {
    std::panic::set_hook(Box::new(move |info| {
        let is_guarded = GUARDED.with_borrow_mut(|(depth, place)| {
            *place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
            *depth > 0
        });
        if !is_guarded {
            tell(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stumbles_is_told_and_what_comes_after_goes_on() {
        assert_eq!(guarded(|| 1 + 1), Ok(2));
        let stumbled =
            guarded(|| guarded(|| panic!("on purpose")).map_or_else(|inner| inner, |()| unreachable!()));
        assert!(stumbled.is_ok(), "the inner one is caught by itself");
        assert!(guarded(|| -> u32 { panic!("on purpose") }).is_err());
        assert_eq!(guarded(|| 3), Ok(3));
    }
}
