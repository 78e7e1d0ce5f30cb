//! The wall of thanks: whose care reached whom, and how thanks flow back to those who made it possible.

use serde::Serialize;

use super::super::recognition::RecognitionView;
use super::super::relations::Relations;
use super::super::{Choice, Link};
use crate::model::appreciation::Part;
use crate::model::collation_key;
use crate::parse::EntryId;
use crate::parse::kind::{Beneficiary, Fields, Kind};
use crate::render::viewpoint::Viewpoint;

/// Fills `sections/recognition.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wall {
    /// All thanks, the newest first.
    pub thanks: Vec<RecognitionView>,
    /// Whom the care was for: customers, colleagues.
    pub whom: Vec<Choice>,
    /// Every pillar, also those that nobody was thanked for.
    pub pillars: Vec<PillarThanks>,
    /// Every department, also those that were thanked for nothing.
    pub departments: Vec<DepartmentThanks>,
}

/// Thanks for keeping a pillar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PillarThanks {
    /// The pillar.
    pub link: Link,
    /// Its id, by which the wall is narrowed.
    pub key: String,
    /// How often somebody was thanked for keeping it.
    pub thanked: usize,
}

/// What reached a department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentThanks {
    /// The department.
    pub link: Link,
    /// Its id, by which the wall is narrowed.
    pub key: String,
    /// How often its people were thanked.
    pub thanked: usize,
    /// How often they made possible what others were thanked for.
    pub enabled: usize,
}

impl Wall {
    /// All thanks of the handbook.
    pub fn of(from: &Viewpoint<'_>, relations: &Relations) -> Self {
        let handbook = from.handbook();
        let newest = relations.appreciation().newest();
        let thanks = newest.iter().filter_map(|id| {
            let entry = handbook.entry(*id);
            let Fields::Recognition(recognition) = &entry.fields else { return None };
            Some(RecognitionView::listed(entry, recognition, from))
        });
        Self {
            thanks: thanks.collect(),
            whom: whom(newest, from),
            pillars: pillars(from, relations),
            departments: departments(from, relations),
        }
    }
}

fn whom(thanks: &[EntryId], from: &Viewpoint<'_>) -> Vec<Choice> {
    let for_customer = |id: &&EntryId| match &from.handbook().entry(**id).fields {
        Fields::Recognition(recognition) => {
            recognition.r#for.is_none_or(|whom| whom.value == Beneficiary::Customer)
        }
        _ => false,
    };
    let customers = thanks.iter().filter(for_customer).count();
    [(Beneficiary::Customer, customers), (Beneficiary::CoWorker, thanks.len() - customers)]
        .into_iter()
        .map(|(whom, count)| Choice {
            value: whom.as_str().to_owned(),
            text: from
                .words()
                .get(&format!("recognition.whom.{}", super::super::text::key(whom.as_str())))
                .to_owned(),
            count,
        })
        .collect()
}

fn pillars(from: &Viewpoint<'_>, relations: &Relations) -> Vec<PillarThanks> {
    let mut rows: Vec<PillarThanks> = from
        .handbook()
        .of_kind(Kind::Pillar)
        .map(|entry| PillarThanks {
            link: from.link(entry.id),
            key: entry.name().to_string(),
            thanked: relations.recognitions_of_pillar(entry.id).len(),
        })
        .collect();
    rows.sort_by_cached_key(|row| (std::cmp::Reverse(row.thanked), collation_key(&row.link.text)));
    rows
}

fn departments(from: &Viewpoint<'_>, relations: &Relations) -> Vec<DepartmentThanks> {
    let mut rows: Vec<DepartmentThanks> = from
        .handbook()
        .of_kind(Kind::Department)
        .map(|entry| {
            let reached = relations.appreciation().reached(entry.id);
            let thanked = reached.iter().filter(|share| share.part == Part::Thanked).count();
            DepartmentThanks {
                link: from.link(entry.id),
                key: entry.name().to_string(),
                thanked,
                enabled: reached.len() - thanked,
            }
        })
        .collect();
    rows.sort_by_cached_key(|row| (collation_key(&row.link.text), row.key.clone()));
    rows
}
