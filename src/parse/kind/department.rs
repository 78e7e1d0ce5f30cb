//! Which roles belong together.

use crate::parse::field::{Ref, Text, record};
use crate::parse::kind::target::ToPerson;

record! {
    /// Which roles belong together.
    Department<R> {
        /// Who leads it.
        required lead: Option<Ref<R, ToPerson>>,
        /// The larger function it is part of; shadowing leads out of it.
        optional function: Option<Text>,
    }
}
