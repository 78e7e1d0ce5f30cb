//! A persona is called by a segment, a number or an account instead of a human name.
//!
//! Nobody gets up at three in the morning for "Segment 3". A persona is there so that colleagues who never
//! meet a customer can think of one, and for that she needs a name that one could call across a bakery.
//!
//! ## What to do
//! Give the persona a first name. It is an invented person, so choose one that belongs to no actual
//! customer. What you wanted to say about the segment has a place in `segment`.
//!
//! ## Example
//! Before:
//! ```yaml
//! name: Segment 3 (households)
//! ```
//! After:
//! ```yaml
//! name: Paula
//! segment: households
//! ```

use super::Scope;
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::parse::kind::Fields;

/// Words for many people at once, or for their accounts; no human is called so.
const CROWDS: &[&str] = &[
    // English
    "account",
    "accounts",
    "archetype",
    "audience",
    "b2b",
    "b2c",
    "buyer",
    "buyers",
    "client",
    "clients",
    "cluster",
    "cohort",
    "consumer",
    "consumers",
    "customer",
    "customers",
    "enterprise",
    "enterprises",
    "group",
    "household",
    "households",
    "persona",
    "prospects",
    "segment",
    "segments",
    "shoppers",
    "sme",
    "smes",
    "smb",
    "smbs",
    "subscribers",
    "tier",
    "user",
    "users",
    "vip",
    "vips",
    // German
    "anwender",
    "b2b-kunden",
    "firmenkunden",
    "haushalt",
    "haushalte",
    "kunde",
    "kunden",
    "kundengruppe",
    "kundin",
    "kmu",
    "nutzer",
    "privatkunden",
    "zielgruppe",
];

pub(super) fn check(entry: &Entry, _: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Persona(persona) = &entry.fields else { return };
    let Some(name) = persona.name.as_ref().filter(|name| is_faceless(name)) else { return };
    findings.push(
        Diagnostic::new(
            Name::FacelessPersona,
            entry.place(name.span),
            format!("nobody could call `{}` across a room: a persona needs a human name", &*name.value),
        )
        .mend("give her or him a first name, and write this into `segment`"),
    );
}

fn is_faceless(name: &str) -> bool {
    // What follows explains the name: "Paula (households)", "Paula, a customer since 2019".
    let called = name.split([',', '(', '–', '—', ':', '/', '|', ';']).next().unwrap_or(name).trim();
    if called.is_empty() || !called.chars().any(char::is_alphabetic) || called.chars().any(char::is_numeric) {
        return true;
    }
    let words = called.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty());
    if words.clone().any(|word| CROWDS.contains(&word.to_lowercase().as_str())) {
        return true;
    }
    // A code: capitals that nobody can pronounce.
    let code = |word: &str| {
        word.chars().count() > 2
            && word.chars().all(|c| c.is_ascii_uppercase())
            && !word.contains(['A', 'E', 'I', 'O', 'U', 'Y'])
    };
    words.clone().all(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::page;

    #[test]
    fn segments_and_accounts_are_no_names() {
        for name in [
            "Segment 3",
            "Segment 3 (households)",
            "Customer A",
            "Group 2",
            "Account 4411",
            "SMB customers",
            "Households",
            "4411",
            "KMU",
            "CRM",
            "B2B buyer",
            "Tier-1",
            "Kundengruppe Mitte",
            "VIP",
            "—",
            "Key account",
        ] {
            assert!(is_faceless(name), "{name}");
        }
    }

    #[test]
    fn people_are_called_in_many_ways() {
        for name in [
            "Noor",
            "Joy",
            "Clive",
            "Grace Okoro",
            "Dr. Meyer",
            "Paula (households)",
            "Paula, a customer since 2019",
            "JT",
            "Ng",
            "O'Brien",
            "ANNA",
            "Elizabeth II",
            "Jean-Luc",
            "Søren",
            "李小龙",
            "Ольга",
            "محمد",
            "Mme Dupont",
            "Will Power",
            "Busy Betty",
            "Herr Kundmüller",
        ] {
            assert!(!is_faceless(name), "{name}");
        }
    }

    #[test]
    fn the_name_is_marked() {
        assert_eq!(
            page(Name::FacelessPersona, "personas/x.md", "---\nname: Segment 3\n---\n"),
            ["error [Segment 3] nobody could call `Segment 3` across a room: a persona needs a human name"]
        );
        assert_eq!(page(Name::FacelessPersona, "personas/x.md", "---\nname: 4411\n---\n").len(), 1);
    }
}
