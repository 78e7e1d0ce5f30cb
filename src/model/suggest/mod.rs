//! Suggest.
mod exact;
#[cfg(test)]
mod oracle;
mod problem;
mod search;
pub use problem::{Answer, Guest, Place, Problem, Worth};
pub use search::{answer, greedy};
