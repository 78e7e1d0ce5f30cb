//! Who our customers are.

use crate::parse::field::{Ref, Spot, Text, record};
use crate::parse::kind::target::{ToOwner, ToPillar};
use crate::parse::value::{Date, choices};

choices! {
    /// What a persona is to us.
    PersonaType {
        /// Pays for what we make.
        Customer "customer",
        /// Uses it without paying for it.
        User "user",
        /// A colleague whom we serve as if a customer.
        Internal "internal",
        /// Somebody whom we should not serve.
        NotForUs "not-for-us",
    }
}

choices! {
    /// How well founded a persona is.
    Level {
        /// We suppose so.
        Assumption "assumption",
        /// We talked to people.
        Interviews "interviews",
        /// We asked many.
        Survey "survey",
    }
}

choices! {
    /// How much of something there is.
    Strength {
        /// Much.
        High "high",
        /// Some.
        Medium "medium",
        /// Little.
        Low "low",
    }
}

record! {
    /// A customer, drawn as one person.
    Persona<R> {
        /// A human name.
        required name: Option<Text>,
        /// What this persona is to us.
        required r#type: Option<Spot<PersonaType>>,
        /// One sentence in this person's own words.
        required quote: Option<Text>,
        /// The group this person stands for.
        optional segment: Option<Text>,
        /// What the page rests on.
        checked evidence: Option<Evidence>,
        /// Who this is.
        required who: Option<Text>,
        /// Why this person comes to us.
        required why_us: Option<Text>,
        /// How this person uses what we make.
        required how_they_use: Option<Text>,
        /// What this person thinks of us.
        optional thinks: Option<Text>,
        /// What this person wants to get done: "When I …, I want …, so I can …".
        required jobs: Vec<Text>,
        /// What this person is after.
        required goals: Vec<Text>,
        /// What gets in the way.
        required pains: Vec<Text>,
        /// What would be a delight.
        optional gains: Vec<Text>,
        /// Where we meet.
        optional channels: Vec<Text>,
        /// How well we fit each other.
        required fit: Option<Fit>,
        /// The pillars that matter, the most important first.
        required matters: Vec<Ref<R, ToPillar>>,
        /// How we say goodbye; needed where `type` is not-for-us, or both parts of `fit` are low.
        optional leaving: Option<Leaving<R>>,
        /// A picture of the person, relative to the page.
        optional photo: Option<Spot<crate::parse::value::FileName>>,
        /// What the picture shows, for those who do not see it.
        optional photo_alt: Option<Text>,
    }
}

record! {
    /// What a persona rests on.
    Evidence {
        /// How well founded it is.
        required level: Option<Spot<Level>>,
        /// Whom we asked, how many, when.
        optional sources: Vec<Source>,
    }
}

record! {
    /// One source of evidence.
    Source {
        /// What it was.
        required what: Option<Text>,
        /// How many people.
        optional n: Option<Spot<u64>>,
        /// The day.
        optional date: Option<Spot<Date>>,
    }
}

record! {
    /// How well a persona and we fit each other.
    Fit {
        /// How well we serve the need.
        required needs_served: Option<Spot<Strength>>,
        /// How well it pays.
        required profitable: Option<Spot<Strength>>,
    }
}

record! {
    /// How we say goodbye to somebody whom we cannot serve well.
    Leaving<R> {
        /// How to tell.
        required signals: Vec<Text>,
        /// Who decides.
        required decided_by: Option<Ref<R, ToOwner>>,
        /// The words.
        required how_we_say_it: Option<Text>,
        /// Who would serve this person better.
        required alternative: Option<Text>,
    }
}
