//! A programme with open places → who could take them, under all rules, and why a place stays empty.
//!
//! **What is kept to.** All that is an error or a warning about a single visit: nobody is in two places at once (over all programmes
//! and encounters), visits somebody of the same function, comes to a full visit, on a closed day, while away or outside the cycle; a
//! visit is as long as the rules want; its host offers it. Two softer rules are kept to as well, since a suggestion
//! that brings a warning with it is none: nobody visits the same host twice in a cycle, and no host has more visits with guests
//! in a month than `host_per_month`, even where more open dates were offered. Better an empty place than one of those. Only people whose department has joined
//! are asked.
//!
//! **What is best** ([`Worth`]), each only where all before it are equal:
//! 1. the most people who have not left their function in this programme yet, be it that they went or that they asked;
//! 2. the most departments that visit another for the first time in it;
//! 3. the most places filled;
//! 4. visits spread evenly over hosts, then over guests: the least sum of squares;
//! 5. by the order of ids, so that the same handbook has the same answer every time.
//!
//! Up to [`MOST`] places the answer is the best there is (`exact`); beyond that it is never worse than filling place after place
//! with whoever is worth most there (`search`).

mod exact;
mod obstacles;
#[cfg(test)]
mod oracle;
mod plan;
mod problem;
mod search;

pub use exact::MOST;
pub use obstacles::{Closed, Obstacle};
pub use plan::{Empty, Goes, Suggestion, VisitPlan, suggest};
pub use problem::{Answer, Guest, GuestNumber, Place, Problem, Worth};
pub use search::{answer, greedy};
