//! The fourteen kinds of content. One file declares one kind: its fields, what they may hold, what they mean.
//!
//! Adding a kind is adding a file here, a row to [`Kind`] and [`Fields`], a template and a fixture; the
//! compiler lists every place in between.

mod activity;
mod anchors;
mod common;
mod concern;
mod department;
mod encounter;
mod goal;
mod measure;
mod person;
mod persona;
mod pillar;
mod promise;
mod recognition;
mod role;
mod shadowing;
pub mod target;
mod voice;

pub use activity::{Activity, ActivityType};
pub use anchors::AROUND;
pub use common::{Common, Reviewed};
pub use concern::{Answer, Asked as ConcernQuestion, Concern, RaisedBy, Response};
pub use department::Department;
pub use encounter::{Encounter, EncounterType};
pub use goal::{Goal, GoalMeasure};
pub use measure::{ComplaintGroup, Measure, MeasureName};
pub use person::{Away, Person};
pub use persona::{Evidence, Fit, Leaving, Level, Persona, PersonaType, Source, Strength};
pub use pillar::{Behaviour, Pillar, Proof};
pub use promise::{Attribute, Promise};
pub use recognition::{Beneficiary, Recognition};
pub use role::{Need, NeedStatus, Role, Serves};
pub use shadowing::{Closed, Cycle, Debrief, Mode, Rules, Session, SessionStatus, Shadowing};
pub use voice::{AskedOf, Quote, Theme, Voice, VoiceSource};

use super::field::{Field, Follow, Reading, Record, Resolve, Written, read_field};
use super::yaml::{Key, Node};
use crate::parse::EntryId;

macro_rules! kinds {
    ($($kind:ident $word:literal $folder:literal $about:literal,)*) => {
        /// What a page is about, from internal marketing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = $about] $kind,)*
            /// Anything else.
            Page,
        }

        impl Kind {
            /// All kinds, in the order of the model.
            pub const ALL: &[Self] = &[$(Self::$kind,)* Self::Page];

            /// The kind's name in references, in `kind:` and in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $word,)* Self::Page => "page" }
            }

            /// The folder whose files are of this kind, unless `handbook.yaml` says otherwise.
            pub const fn folder(self) -> Option<&'static str> {
                match self { $(Self::$kind => Some($folder),)* Self::Page => None }
            }

            /// The question this kind answers.
            pub const fn question(self) -> &'static str {
                match self { $(Self::$kind => $about,)* Self::Page => "Anything." }
            }

            /// The fields of its own, beside those every page may have.
            pub fn fields(self) -> &'static [Field] {
                match self {
                    $(Self::$kind => <$kind<Written> as Record>::FIELDS,)*
                    Self::Page => &[],
                }
            }
        }

        /// The fields of one page's kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Fields<R> {
            $(#[doc = $about] $kind(Box<$kind<R>>),)*
            /// None of its own.
            Page,
        }

        impl Fields<Written> {
            /// No field read yet.
            pub fn empty(kind: Kind) -> Self {
                match kind { $(Kind::$kind => Self::$kind(Box::default()),)* Kind::Page => Self::Page }
            }

            /// Reads one field; `false` if the kind has none of that name.
            pub fn read(&mut self, key: &Key, node: &Node, reading: &mut Reading<'_>) -> bool {
                match self {
                    $(Self::$kind(fields) => read_field(&mut **fields, key, node, reading),)*
                    Self::Page => false,
                }
            }
        }

        impl<R> Fields<R> {
            /// Which kind these are the fields of.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind,)* Self::Page => Kind::Page }
            }
        }

        impl Resolve for Fields<Written> {
            type Resolved = Fields<EntryId>;
            fn resolve<F: Follow>(&self, follow: &mut F) -> Option<Fields<EntryId>> {
                Some(match self {
                    $(Self::$kind(fields) => Fields::$kind(Box::new(fields.resolve(follow)?)),)*
                    Self::Page => Fields::Page,
                })
            }
        }
    };
}

kinds! {
    Promise "promise" "promise" "What do we promise our customers?",
    Pillar "pillar" "promise/pillars" "What is the promise made of, what proves it, what does keeping it look like in my job?",
    Persona "persona" "personas" "Who are our customers, what matters to them, why us, how do they use it, what do they think of us?",
    Role "role" "roles" "What does my work do for a customer or a colleague, what is expected of me, what do I need?",
    Department "department" "departments" "Which roles belong together; who has joined?",
    Person "person" "people" "Who hosts, visits, owns, is thanked?",
    Goal "goal" "goals" "Where is the organisation headed, and which part is mine?",
    Shadowing "shadowing" "shadowing" "When can I spend time with colleagues outside my function?",
    Voice "voice" "voice" "What do customers tell us: surveys, call centre, complaints, visits?",
    Concern "concern" "listening" "What did employees and customers raise, and what did we do about it?",
    Recognition "recognition" "recognition" "Whose care for a customer or co-worker do we thank, and who made it possible?",
    Encounter "encounter" "encounters" "Which customer visits, events and adopted customers connect us with real people?",
    Activity "activity" "activities" "Which training, reinforcement, empowerment, information sharing, team building keeps a pillar alive?",
}

impl Kind {
    /// The kind called `word`.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }

    /// Whether a file's fields show that it is of this kind: one that no plain page has.
    pub fn has_own(self, name: &str) -> bool {
        self.fields().iter().any(|field| field.name() == name)
            && !<Common<Written> as Record>::FIELDS.iter().any(|field| field.name() == name)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
