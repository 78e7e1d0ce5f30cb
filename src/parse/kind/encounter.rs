//! Visits, events and adopted customers that connect us with real people.

use crate::parse::field::{Ref, Spot, Text, record};
use crate::parse::kind::target::{ToPerson, ToPersona};
use crate::parse::value::{Cadence, Date, Moment, choices};

choices! {
    /// How we meet.
    EncounterType {
        /// We go there.
        Visit "visit",
        /// They come, or both go somewhere.
        Event "event",
        /// We listen in.
        CallListening "call-listening",
        /// We keep in touch with one of them.
        Adoption "adoption",
    }
}

record! {
    /// A visit, an event or an adopted customer.
    Encounter<R> {
        /// How we meet.
        required r#type: Option<Spot<EncounterType>>,
        /// Whom we meet.
        required persona: Option<Ref<R, ToPersona>>,
        /// Who goes or keeps in touch.
        optional host: Option<Ref<R, ToPerson>>,
        /// Who comes along.
        optional guests: Vec<Ref<R, ToPerson>>,
        /// When it begins.
        optional start: Option<Spot<Moment>>,
        /// When it ends.
        optional end: Option<Spot<Moment>>,
        /// Where they meet.
        optional place: Option<Text>,
        /// Who agreed.
        optional approved_by: Vec<Ref<R, ToPerson>>,
        /// What for.
        optional purpose: Option<Text>,
        /// What we learned.
        optional learned: Option<Text>,
        /// Since when we have kept in touch.
        optional since: Option<Spot<Date>>,
        /// How often we are in touch.
        optional cadence: Option<Spot<Cadence>>,
        /// When we last were.
        optional last_contact: Option<Spot<Date>>,
        /// What we heard.
        optional needs_heard: Option<Text>,
    }
}
