//! What we promise our customers.

use crate::parse::field::{Ref, Text, record};
use crate::parse::kind::target::{ToDepartment, ToPerson, ToPersona, ToPillar};

record! {
    /// What we promise our customers.
    Promise<R> {
        /// The promise, in one sentence.
        required statement: Option<Text>,
        /// Whom it is made to.
        required r#for: Vec<Ref<R, ToPersona>>,
        /// Who answers for it.
        required sponsor: Option<Ref<R, ToPerson>>,
        /// The departments that keep it.
        optional contributors: Vec<Ref<R, ToDepartment>>,
        /// The pillars it stands on.
        optional values: Vec<Ref<R, ToPillar>>,
        /// What we are.
        optional we_are: Vec<Text>,
        /// What we are not.
        optional we_are_not: Vec<Text>,
        /// How we sound.
        optional voice: Vec<Attribute>,
    }
}

record! {
    /// One attribute of how we sound.
    Attribute {
        /// The attribute, such as `plain`.
        required attribute: Option<Text>,
        /// What it sounds like.
        optional r#do: Vec<Text>,
        /// What it does not sound like.
        optional dont: Vec<Text>,
    }
}
