//! What the promise is made of.

use crate::parse::field::{Ref, Spot, Text, record};
use crate::parse::kind::target::{ToDepartment, ToPersona, ToRole};
use crate::parse::value::Date;

record! {
    /// What the promise is made of, what proves it, what keeping it looks like.
    Pillar<R> {
        /// What we claim.
        required claim: Option<Text>,
        /// Whom it matters to.
        required matters_to: Vec<Ref<R, ToPersona>>,
        /// What proves the claim.
        checked proof: Vec<Proof>,
        /// What keeping it looks like, for a department or a role.
        checked behaviours: Vec<Behaviour<R>>,
    }
}

record! {
    /// One piece of proof.
    Proof {
        /// What holds.
        required text: Option<Text>,
        /// Where the figure comes from.
        required source: Option<Text>,
        /// The day for which it holds.
        required as_of: Option<Spot<Date>>,
    }
}

record! {
    /// What keeping a pillar looks like in one department or role.
    Behaviour<R> {
        /// The department.
        optional department: Option<Ref<R, ToDepartment>>,
        /// Or the role.
        optional role: Option<Ref<R, ToRole>>,
        /// What to do.
        required r#do: Option<Text>,
        /// What not to do.
        optional dont: Option<Text>,
        /// A story of when somebody did.
        optional example: Option<Text>,
    }
}
