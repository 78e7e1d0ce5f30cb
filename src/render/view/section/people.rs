//! The people's section: colleagues by department.

use serde::Serialize;

use super::super::{Link, Portrait, person, role, text};
use crate::model::collation_key;
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::Viewpoint;

/// People of one department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeopleGroup {
    /// The department.
    pub department: Option<Link>,
    /// Its people.
    pub people: Vec<PersonCard>,
}

/// A colleague in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonCard {
    /// The page.
    pub link: Link,
    /// The face.
    pub portrait: Portrait,
    /// The role.
    pub role: Option<String>,
    /// Whether colleagues may come and look.
    pub hosts: bool,
}

/// Colleagues by department, those without one last.
pub fn people(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<PeopleGroup> {
    let handbook = from.handbook();
    let mut groups: Vec<(Option<(String, EntryId)>, PeopleGroup)> = Vec::new();
    for id in pages {
        let entry = handbook.entry(*id);
        let Fields::Person(fields) = &entry.fields else { continue };
        let role = fields.role.as_ref().map(|role| &handbook.entry(role.to).fields);
        let department = match role {
            Some(Fields::Role(role)) => role.department.as_ref().map(|department| department.to),
            _ => None,
        };
        let card = PersonCard {
            link: from.link(*id),
            portrait: text::portrait(entry, &entry.title, &fields.photo, from),
            role: person::role_title(*id, from),
            hosts: role::hosts(*id, from).is_some(),
        };
        let link = department.map(|department| from.link(department));
        let key = link.as_ref().map(|link| collation_key(&link.text)).zip(department);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.people.push(card),
            None => groups.push((key, PeopleGroup { department: link, people: vec![card] })),
        }
    }
    groups.sort_by(|(a, _), (b, _)| (a.is_none(), a).cmp(&(b.is_none(), b)));
    groups.into_iter().map(|(_, group)| group).collect()
}
