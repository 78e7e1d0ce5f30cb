//! A person is quoted or named, and it is not noted that they agreed.
//!
//! Somebody told us something, or did something worth thanks. Whether colleagues may read it under their
//! name is for them to say. Those who find themselves in print without having been asked will tell us less
//! next time. Personas are invented and need no consent.
//!
//! ## What to do
//! Ask the person, show them the words, and note `consent: true`. If you cannot ask, take the quote or the
//! name out; a thank-you may also go to a role.
//!
//! ## Example
//! Before:
//! ```yaml
//! quotes:
//!   - {text: "You are the only ones who ring before I do.", persona: paula}
//! ```
//! After, once she has said yes:
//! ```yaml
//! quotes:
//!   - {text: "You are the only ones who ring before I do.", persona: paula, consent: true}
//! ```

use super::Scope;
use crate::diagnostic::{Diagnostic, Name, Span};
use crate::model::Entry;
use crate::parse::field::Spot;
use crate::parse::kind::{Fields, Kind};
use crate::parse::yaml::{Node, Value};

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let front = entry.document.facts.front.as_ref();
    match &entry.fields {
        Fields::Voice(voice) => {
            let quotes = front.and_then(|front| front.get("quotes"));
            for quote in &voice.quotes {
                let Some(text) = &quote.text else { continue };
                let around = quotes.and_then(|quotes| group_around(quotes, text.span));
                findings.extend(agreement(quote.consent, around).tell(entry, text.span, "this quote"));
            }
        }
        Fields::Recognition(recognition) => {
            let mut named = recognition.who.iter().chain(&recognition.enabled_by);
            let person = named.find(|somebody| scope.handbook.entry(somebody.to).kind() == Kind::Person);
            let Some(person) = person else { return };
            let name = scope.handbook.entry(person.to).title.clone();
            findings.extend(agreement(recognition.consent, front).tell(entry, person.span, &name));
        }
        Fields::Promise(_)
        | Fields::Pillar(_)
        | Fields::Persona(_)
        | Fields::Role(_)
        | Fields::Department(_)
        | Fields::Person(_)
        | Fields::Goal(_)
        | Fields::Shadowing(_)
        | Fields::Concern(_)
        | Fields::Encounter(_)
        | Fields::Activity(_)
        | Fields::Page => {}
    }
}

/// What a group of fields says about consent.
enum Agreement {
    Given,
    Refused(Span),
    Unsaid,
}

impl Agreement {
    /// The finding about what is named at `span`, in words `what`.
    fn tell(self, entry: &Entry, span: Span, what: &str) -> Option<Diagnostic> {
        let mend = match self {
            Self::Refused(_) => "take it out",
            Self::Given | Self::Unsaid => "ask, then write `consent: true`; or take it out",
        };
        let (span, message) = match self {
            Self::Given => return None,
            Self::Refused(span) if what == "this quote" => {
                (span, "whoever said this does not want to be quoted".to_owned())
            }
            Self::Refused(span) => (span, format!("{what} does not want to be named here")),
            Self::Unsaid if what == "this quote" => {
                (span, "it is not noted that this person agreed to be quoted".to_owned())
            }
            Self::Unsaid => (span, format!("it is not noted that {what} agreed to be named here")),
        };
        Some(Diagnostic::new(Name::ConsentMissing, entry.place(span), message).mend(mend))
    }
}

/// A consent that is written and cannot be read has a finding of its own, and is no refusal.
fn agreement(consent: Option<Spot<bool>>, group: Option<&Node>) -> Agreement {
    match consent {
        Some(consent) if consent.value => Agreement::Given,
        Some(consent) => Agreement::Refused(consent.span),
        None if group.is_some_and(|group| group.get("consent").is_some()) => Agreement::Given,
        None => Agreement::Unsaid,
    }
}

/// The group of fields in `node`, itself or one of its items, that holds `span`.
fn group_around(node: &Node, span: Span) -> Option<&Node> {
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| group_around(item, span)),
        Value::Map(entries) => entries.iter().any(|(_, value)| value.span == span).then_some(node),
        Value::Blank | Value::Bool(_) | Value::Number(_) | Value::Text(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{page, told};

    fn quote(quote: &str) -> Vec<String> {
        page(Name::ConsentMissing, "voice/q2.md", &format!("---\nsource: survey\nquotes: {quote}\n---\n"))
    }

    #[test]
    fn whoever_is_quoted_has_agreed() {
        let unsaid = ["error [You rang first] it is not noted that this person agreed to be quoted"];
        assert_eq!(quote("[{text: You rang first, persona: paula}]"), unsaid);
        assert_eq!(quote("{text: You rang first}"), unsaid, "a single quote needs no list");
        assert_eq!(quote("[{text: You rang first, consent: true}]"), [""; 0]);
        assert_eq!(
            quote("[{text: You rang first, consent: false}]"),
            ["error [false] whoever said this does not want to be quoted"]
        );
        assert_eq!(quote("[{text: a, consent: true}, {text: b}, {text: c}]").len(), 2);
    }

    #[test]
    fn consent_that_cannot_be_read_is_told_as_such() {
        assert_eq!(quote("[{text: You rang first, consent: yes}]"), [""; 0]);
        assert_eq!(quote("[{text: You rang first, consent:}]"), [""; 0]);
    }

    fn thanks(front: &str) -> Vec<String> {
        told(
            Name::ConsentMissing,
            &[
                ("handbook.yaml", ""),
                ("people/alun.md", "---\ntitle: Alun\n---\n"),
                ("roles/driver.md", "---\ntitle: Driver\n---\n"),
                ("recognition/x.md", &format!("---\nbehaviour: Waited\n{front}---\n")),
            ],
        )
    }

    #[test]
    fn whoever_is_thanked_by_name_has_agreed() {
        let unsaid = "it is not noted that Alun agreed to be named here";
        assert_eq!(thanks("who: person/alun\n"), [format!("error [person/alun] {unsaid}")]);
        assert_eq!(thanks("who: driver\nenabled_by: [alun]\n"), [format!("error [alun] {unsaid}")]);
        assert_eq!(
            thanks("who: alun\nconsent: false\n"),
            ["error [false] Alun does not want to be named here"]
        );
    }

    #[test]
    fn roles_and_people_who_agreed_are_fine() {
        assert_eq!(thanks("who: role/driver\n"), [""; 0]);
        assert_eq!(thanks("who: person/alun\nconsent: true\n"), [""; 0]);
        assert_eq!(thanks("who: person/alum\n"), [""; 0], "told as unknown-reference");
        assert_eq!(thanks("who: alun\nconsent: maybe\n"), [""; 0], "told as wrong-type");
    }
}
