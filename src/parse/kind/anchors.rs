//! The anchors that a page's design has of its own, beside the headings of its text.

use super::Kind;

impl Kind {
    /// The sections of this kind's page that can be linked to: `paula.md#goals`. The theme's templates carry them as
    /// ids, and a heading of the same words gets another one.
    pub const fn own_anchors(self) -> &'static [&'static str] {
        match self {
            Self::Promise => &["for", "meaning", "pillars", "we-are", "voice", "contributors"],
            Self::Pillar => {
                &["proof", "behaviours", "kept-by", "goals", "activities", "thanks", "matters-to"]
            }
            Self::Persona => &[
                "who",
                "matters",
                "why-us",
                "jobs",
                "how-they-use",
                "thinks",
                "wants",
                "goals",
                "pains",
                "gains",
                "serves",
                "leaving",
                "evidence",
            ],
            Self::Role => {
                &["serves", "about", "expected", "goals", "behaviours", "needs", "relies-on", "people"]
            }
            Self::Department => &["roles", "people", "behaviours", "concerns", "activities"],
            Self::Person => &["role", "serves", "visits", "thanks", "keeps"],
            Self::Goal => &["measures", "parts", "roles"],
            Self::Shadowing => &["sessions", "debriefs", "rules"],
            Self::Voice => &["measures", "departments", "complaints", "themes", "quotes", "about"],
            Self::Concern => &["response"],
            Self::Recognition => &["behaviour", "enabled-by"],
            Self::Encounter => &["learned", "needs-heard"],
            Self::Activity => &["teaches", "needed-by"],
            Self::Page => &[],
        }
    }
}

/// Anchors that every page has around its text.
pub const AROUND: &[&str] =
    &["content", "mentioned-on", "tagged-with", "on-this-page", "others", "sections", "me"];
