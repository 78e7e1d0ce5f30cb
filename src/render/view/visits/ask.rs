//! "Ask for this place": a prefilled mail where the handbook gives an address, else the page of whoever is to be asked.

use serde::Serialize;

use super::VisitView;
use crate::model::schedule::Visit;
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::{Viewpoint, encode};

/// How to ask for a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// A mail with its subject and first lines, or a page.
    pub href: String,
    /// Which place it is, for those who hear the link by itself.
    pub about: String,
}

impl Ask {
    /// How to ask for a place of `visit`: the host by mail; else whomever the programme says to ask, or its owner, by mail;
    /// else the page of the one or the other. `None` where the handbook names nobody.
    pub fn of(visit: &Visit, shown: &VisitView, from: &Viewpoint<'_>) -> Option<Self> {
        let handbook = from.handbook();
        let words = from.words();
        let programme = handbook.entry(handbook.schedule().programmes[visit.programme].entry);
        let asked = programme.common.ask.iter().filter_map(|contact| contact.to);
        let others: Vec<EntryId> =
            asked.chain(programme.common.owner.as_ref().map(|owner| owner.to)).collect();
        let about = words.fill("shadowing.ask_about", &[("host", &shown.host.text), ("day", &shown.text)]);
        let mail = std::iter::once(visit.host).chain(others.iter().copied());
        let mail =
            mail.flat_map(|to| people(to, from)).find_map(|person| Some((person, address(person, from)?)));
        let href = match mail {
            Some((person, address)) => {
                let when = match &shown.elsewhere {
                    Some(elsewhere) => format!("{}, {elsewhere}", shown.hours),
                    None => shown.hours.clone(),
                };
                let values = [
                    ("name", from.link(person).text),
                    ("host", shown.host.text.clone()),
                    ("day", shown.text.clone()),
                    ("hours", when),
                    (
                        "place",
                        shown.place.clone().unwrap_or_else(|| words.get("shadowing.no_place").to_owned()),
                    ),
                    ("programme", programme.title.to_string()),
                ];
                let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, &**value)).collect();
                let body = words.fill("shadowing.ask_body", &values);
                mailto(&address, &words.fill("shadowing.ask_subject", &values), &body)
            }
            None => from.to_entry(*others.first()?),
        };
        Some(Self { href, about })
    }
}

/// The people behind a name: a person alone, everybody who has a role, whoever leads a department.
fn people(id: EntryId, from: &Viewpoint<'_>) -> Vec<EntryId> {
    match &from.handbook().entry(id).fields {
        Fields::Person(_) => vec![id],
        Fields::Role(_) => from.desk.relations.people_of_role(id).iter().map(|(person, _)| *person).collect(),
        Fields::Department(department) => department.lead.iter().map(|lead| lead.to).collect(),
        _ => Vec::new(),
    }
}

/// A person's mail address, where the handbook gives one that is one.
fn address(person: EntryId, from: &Viewpoint<'_>) -> Option<String> {
    let Fields::Person(fields) = &from.handbook().entry(person).fields else { return None };
    let written = fields.email.as_ref()?.trim();
    let (name, host) = written.split_once('@')?;
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@<>,;\"()".contains(c);
    let is_one = !name.is_empty() && !host.is_empty() && name.chars().chain(host.chars()).all(is_plain);
    is_one.then(|| written.to_owned())
}

/// The link that writes a mail, after RFC 6068: whatever could be read as another address, header or parameter is
/// percent-encoded, lines end in `%0D%0A`.
pub fn mailto(address: &str, subject: &str, body: &str) -> String {
    let mut href = to(address);
    href.push_str("?subject=");
    let line: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    encode(&mut href, line.trim());
    href.push_str("&body=");
    encode(&mut href, &body.replace('\n', "\r\n"));
    href
}

/// The link that writes to `address`.
pub fn to(address: &str) -> String {
    let mut href = String::from("mailto:");
    for (at, part) in address.split('@').enumerate() {
        if at > 0 {
            href.push('@');
        }
        encode(&mut href, part);
    }
    href
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_mail_becomes_another_header() {
        assert_eq!(
            mailto("yard+visits@harbour.example", "Is there room? & cake", "Hello Saskia\nline two\n100 %"),
            "mailto:yard%2Bvisits@harbour.example?subject=Is%20there%20room%3F%20%26%20cake\
             &body=Hello%20Saskia%0D%0Aline%20two%0D%0A100%20%25"
        );
        assert_eq!(to("a?bcc=eve@x.example"), "mailto:a%3Fbcc%3Deve@x.example");
        assert_eq!(
            mailto("a@b.example", "x\r\nbcc: eve", ""),
            "mailto:a@b.example?subject=x%20%20bcc%3A%20eve&body="
        );
        assert!(mailto("j@b.example", "Grüße", "שלום").contains("subject=Gr%C3%BC%C3%9Fe&body=%D7%A9"));
    }
}
