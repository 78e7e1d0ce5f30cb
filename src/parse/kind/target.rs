//! Whom a reference may name. The first kind is the one a bare id is looked for in first.

use super::Kind::{self, Activity, Department, Goal, Page, Person, Persona, Pillar, Role};
use crate::parse::field::Target;

macro_rules! targets {
    ($($(#[doc = $doc:literal])* $name:ident: $($kind:ident)|+;)*) => {
        $($(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name;
        impl Target for $name {
            const KINDS: &'static [Kind] = &[$($kind),+];
        })*
    };
}

targets! {
    /// A persona.
    ToPersona: Persona;
    /// A role.
    ToRole: Role;
    /// A person.
    ToPerson: Person;
    /// A pillar of the promise.
    ToPillar: Pillar;
    /// A department.
    ToDepartment: Department;
    /// A goal.
    ToGoal: Goal;
    /// Who keeps a page: a role, person or department.
    ToOwner: Role | Person | Department;
    /// Who receives what a role gives: a colleague's role or a persona.
    ToReceiver: Role | Persona;
    /// Somebody who did something: a person or a role.
    ToSomebody: Person | Role;
    /// Where something can be learnt: an activity or a page.
    ToLearning: Activity | Page;
}
