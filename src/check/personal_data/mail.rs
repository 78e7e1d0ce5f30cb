//! Mail addresses, and whether one is a person's own.

use std::collections::BTreeSet;
use std::ops::Range;


/// Hosts where people, not organisations, have their mail.
const PRIVATE_HOSTS: &[&str] = &[
    "aol.com",
    "btinternet.com",
    "free.fr",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.co.uk",
    "hotmail.com",
    "icloud.com",
    "laposte.net",
    "live.com",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "outlook.de",
    "posteo.de",
    "proton.me",
    "protonmail.com",
    "t-online.de",
    "virginmedia.com",
    "wanadoo.fr",
    "web.de",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.de",
    "ymail.com",
];

/// Words in the addresses of teams and shared mailboxes.
const SHARED: &[&str] = &[
    "access",
    "accounts",
    "admin",
    "agreements",
    "benefits",
    "billing",
    "bookings",
    "bookkeeping",
    "buchhaltung",
    "careers",
    "contact",
    "customer",
    "customers",
    "dept",
    "desk",
    "distribution",
    "donotreply",
    "editor",
    "enquiries",
    "events",
    "feedback",
    "field",
    "finance",
    "group",
    "handbook",
    "hello",
    "help",
    "helpdesk",
    "hr",
    "info",
    "inquiries",
    "internal",
    "invoice",
    "invoices",
    "it",
    "jobs",
    "kontakt",
    "kundenservice",
    "legal",
    "list",
    "mail",
    "management",
    "marketing",
    "media",
    "news",
    "newsletter",
    "no",
    "noreply",
    "notifications",
    "number",
    "office",
    "onboarding",
    "operations",
    "ops",
    "orders",
    "outreach",
    "payroll",
    "people",
    "personal",
    "post",
    "postmaster",
    "press",
    "presse",
    "privacy",
    "projects",
    "purchasing",
    "recruiting",
    "reception",
    "reply",
    "reports",
    "requests",
    "research",
    "returns",
    "sales",
    "security",
    "service",
    "services",
    "shared",
    "staff",
    "subscriptions",
    "supplier",
    "suppliers",
    "support",
    "team",
    "tech",
    "tenant",
    "tickets",
    "training",
    "travel",
    "vendor",
    "webmaster",
];

/// Names that stand for anybody's, in examples.
const EXAMPLES: &[&str] = &[
    "doe",
    "example",
    "firstname",
    "first",
    "jane",
    "john",
    "last",
    "lastname",
    "mustermann",
    "name",
    "nachname",
    "smith",
    "someone",
    "surname",
    "user",
    "username",
    "vorname",
    "you",
    "your",
    "yourname",
];

/// The mail address whose at sign stands at the byte `at`.
pub(super) fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let start = at - bytes[..at].iter().rev().take_while(|byte| local(byte)).count();
    let host = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let end = at + 1 + bytes[at + 1..].iter().take_while(|byte| host(byte)).count();
    let name = &text[at + 1..end];
    let end = at + 1 + name.trim_end_matches(['.', '-']).len();
    let (_, country) = text[at + 1..end].rsplit_once('.')?;
    let fits = start < at && country.len() > 1 && country.chars().all(|c| c.is_ascii_alphabetic());
    fits.then_some(start..end)
}

/// Whether an address is somebody's own, and no team's: it is at a host for private mail, looks like a first
/// and a last name, or begins with one of the `names` of those in the handbook.
pub(super) fn is_private(address: &str, names: &BTreeSet<String>) -> bool {
    let address = address.to_ascii_lowercase();
    let Some((local, host)) = address.split_once('@') else { return false };
    let parts: Vec<&str> = local.split(['.', '_', '-', '+']).filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| EXAMPLES.contains(part) || SHARED.contains(part)) {
        return false;
    }
    if PRIVATE_HOSTS.contains(&host) {
        return true;
    }
    let name = |part: &&str| part.chars().all(|c| c.is_ascii_alphabetic());
    let two_names = matches!(local.split(['.', '_']).collect::<Vec<_>>()[..], [first, last]
        if name(&first) && name(&last) && last.len() > 2 && !first.is_empty());
    two_names || names.contains(local)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::page;
    use crate::diagnostic::Name;

    #[test]
    fn addresses_are_found_as_they_stand_in_a_sentence() {
        let found = |text: &str| around(text, text.find('@').unwrap()).map(|range| text[range].to_owned());
        assert_eq!(found("Write to (ann.lee@a-b.example).").as_deref(), Some("ann.lee@a-b.example"));
        assert_eq!(found("<x+y@mail.a.example>").as_deref(), Some("x+y@mail.a.example"));
        for none in ["@omar", "a@b", "meet @ 5.30", "user@host.1", "x @ y.example"] {
            assert_eq!(found(none), None, "{none}");
        }
    }

    #[test]
    fn people_have_addresses_and_so_have_teams() {
        let told = |address: &str| {
            !page(Name::PersonalData, "a.md", &format!("Write to {address} today.\n")).is_empty()
        };
        for private in [
            "ann.lee@harbour.example",
            "a_lee@harbour.example",
            "bakerbob@gmail.com",
            "A.Lee@harbour.example",
        ] {
            assert!(told(private), "{private}");
        }
        for shared in [
            "returns@harbour.example",
            "first.last@harbour.example",
            "privacy.office@harbour.example",
            "hr@gmail.com",
            "tts-travel@gsa.gov",
            "hspd12.security@gsa.gov",
            "harbour.info@gmail.com",
            "you@gmail.com",
        ] {
            assert!(!told(shared), "{shared}");
        }
    }

    #[test]
    fn a_link_to_write_to_somebody_is_meant() {
        for text in [
            "[Ann](mailto:ann.lee@a.example)",
            "[ann.lee@a.example](mailto:ann.lee@a.example)",
            "<ann.lee@a.example>",
        ] {
            assert_eq!(page(Name::PersonalData, "a.md", text), [""; 0], "{text}");
        }
    }
}
