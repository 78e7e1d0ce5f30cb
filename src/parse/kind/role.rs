//! What somebody's work does for a customer or a colleague.

use crate::parse::field::{Ref, Spot, Text, record};
use crate::parse::kind::target::{ToDepartment, ToGoal, ToLearning, ToPillar, ToReceiver};
use crate::parse::value::choices;

choices! {
    /// Whether a need is met.
    NeedStatus {
        /// It is there.
        Ok "ok",
        /// It is missing.
        Gap "gap",
    }
}

record! {
    /// What somebody's work does for a customer or a colleague.
    Role<R> {
        /// The role's name.
        required title: Option<Text>,
        /// Where it belongs.
        required department: Option<Ref<R, ToDepartment>>,
        /// What is expected, as things that can be seen.
        required expected: Vec<Text>,
        /// The goals it works for.
        checked goals: Vec<Ref<R, ToGoal>>,
        /// The skills and tools it takes.
        optional needs: Vec<Need<R>>,
        /// Who receives what from it, and why that matters: the line of sight.
        required serves: Vec<Serves<R>>,
    }
}

record! {
    /// A skill or a tool that a role takes.
    Need<R> {
        /// The skill.
        optional skill: Option<Text>,
        /// Or the tool.
        optional tool: Option<Text>,
        /// The activity or page where it can be learnt.
        optional from: Option<Ref<R, ToLearning>>,
        /// Whether it is there.
        optional status: Option<Spot<NeedStatus>>,
    }
}

record! {
    /// One edge of the line of sight: who receives what, and why it matters.
    Serves<R> {
        /// Who receives it.
        required to: Option<Ref<R, ToReceiver>>,
        /// What is handed over.
        required output: Option<Text>,
        /// Why it matters to the receiver.
        required value: Option<Text>,
        /// How good or how soon.
        optional standard: Option<Text>,
        /// The pillar it keeps.
        optional pillar: Option<Ref<R, ToPillar>>,
        /// When in the receiver's day.
        optional moment: Option<Text>,
    }
}
