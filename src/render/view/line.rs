//! The line of sight in words: who gives what to whom, department by department.

use serde::Serialize;

use super::Link;
use super::pillar::Handover;
use crate::model::collation_key;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};
use crate::render::viewpoint::Viewpoint;

/// Fills `line-of-sight.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// Departments by name; roles without one come last.
    pub departments: Vec<LineDepartment>,
    /// How many roles there are.
    pub roles: usize,
    /// How many handovers there are.
    pub handovers: usize,
}

/// The roles of one department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineDepartment {
    /// The department.
    pub department: Option<Link>,
    /// Its roles.
    pub roles: Vec<LineRole>,
}

/// What one role hands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineRole {
    /// The role.
    pub role: Link,
    /// To whom it gives what.
    pub gives: Vec<Handover>,
}

impl LineView {
    /// Every role's handovers.
    pub fn of(from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let mut roles: Vec<(Option<EntryId>, EntryId, usize)> = handbook
            .of_kind(Kind::Role)
            .filter_map(|entry| match &entry.fields {
                Fields::Role(role) => {
                    Some((role.department.as_ref().map(|to| to.to), entry.id, role.serves.len()))
                }
                _ => None,
            })
            .collect();
        roles.sort_by_cached_key(|(department, role, _)| {
            let key = |id: EntryId| collation_key(&handbook.entry(id).title);
            (department.is_none(), department.map(key), *department, key(*role), *role)
        });
        let mut view = Self { departments: Vec::new(), roles: roles.len(), handovers: 0 };
        let mut last = None;
        for (department, role, edges) in roles {
            let gives: Vec<Handover> = (0..edges).filter_map(|at| Handover::of(role, at, from)).collect();
            view.handovers += gives.len();
            let line = LineRole { role: from.link(role), gives };
            if last == Some(department)
                && let Some(group) = view.departments.last_mut()
            {
                group.roles.push(line);
            } else {
                let link = department.map(|id| from.link(id));
                view.departments.push(LineDepartment { department: link, roles: vec![line] });
            }
            last = Some(department);
        }
        view
    }
}
