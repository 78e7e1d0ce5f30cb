//! Where the organisation is headed.

use crate::parse::field::{Ref, Spot, Text, record};
use crate::parse::kind::target::{ToGoal, ToPersona, ToPillar};
use crate::parse::value::{Date, Period};

record! {
    /// Where the organisation is headed.
    Goal<R> {
        /// The goal, in one sentence.
        required statement: Option<Text>,
        /// By when, or for how long.
        required period: Option<Spot<Period>>,
        /// The larger goal it is part of.
        optional part_of: Option<Ref<R, ToGoal>>,
        /// The pillars it strengthens.
        required pillars: Vec<Ref<R, ToPillar>>,
        /// The customers who will notice.
        optional personas: Vec<Ref<R, ToPersona>>,
        /// How we tell that we are there.
        optional measures: Vec<GoalMeasure>,
    }
}

record! {
    /// One measure of a goal.
    GoalMeasure {
        /// What is measured.
        required name: Option<Text>,
        /// Where it should be.
        required target: Option<Text>,
        /// Where it is.
        optional now: Option<Text>,
        /// The day for which that holds.
        optional as_of: Option<Spot<Date>>,
    }
}
