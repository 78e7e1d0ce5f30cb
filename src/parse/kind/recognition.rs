//! Whose care for a customer or co-worker we thank.

use crate::parse::field::{Ref, Spot, Text, record};
use crate::parse::kind::target::{ToPersona, ToPillar, ToSomebody};
use crate::parse::value::{Date, choices};

choices! {
    /// Whom it was done for.
    Beneficiary {
        /// A customer.
        Customer "customer",
        /// A colleague.
        CoWorker "co-worker",
    }
}

record! {
    /// Whose care for a customer or co-worker we thank, and who made it possible.
    Recognition<R> {
        /// Whom we thank.
        required who: Vec<Ref<R, ToSomebody>>,
        /// What they did, so that others could do it too.
        checked behaviour: Option<Text>,
        /// Whom it was done for.
        required r#for: Option<Spot<Beneficiary>>,
        /// The pillar it kept.
        required pillar: Option<Ref<R, ToPillar>>,
        /// The customer it reached.
        optional persona: Option<Ref<R, ToPersona>>,
        /// Who made it possible, three at most.
        optional enabled_by: Vec<Ref<R, ToSomebody>>,
        /// The day.
        required on: Option<Spot<Date>>,
        /// Whether those named agreed.
        optional consent: Option<Spot<bool>>,
    }
}
