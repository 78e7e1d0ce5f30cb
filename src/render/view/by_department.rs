//! What single departments said. Those that are not shown are named together, in one sentence.

use std::collections::BTreeMap;

use serde::Serialize;

use super::voice::Figure;
use super::{Link, figures, text, trends};
use crate::model::measures::Measured;
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, MeasureName};
use crate::render::viewpoint::Viewpoint;

/// One measure by department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Departments {
    /// What was asked, when, of how many.
    pub total: Figure,
    /// The page it comes from.
    pub link: Link,
    /// Departments that are shown.
    pub shown: Vec<DepartmentFigure>,
    /// Departments of which too few answered, or that stand in front of those: all in one sentence, so that nobody reads
    /// anything into which is which.
    pub hidden: Option<String>,
}

/// What one department said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentFigure {
    /// The department.
    pub department: Link,
    /// Its figure.
    pub figure: Figure,
    /// The length of its bar, of 200; `None` where the value has no beginning at zero.
    pub length: Option<u32>,
}

/// One table for each page and measure that knows departments: the newest of each measure and side.
pub fn departments(measures: &[&Measured], from: &Viewpoint<'_>) -> Vec<Departments> {
    let mut newest: BTreeMap<(AskedOf, MeasureName), EntryId> = BTreeMap::new();
    for measured in measures.iter().filter(|measured| measured.department.is_some()) {
        newest.entry((measured.asked, measured.name)).or_insert(measured.voice);
    }
    let words = from.words();
    let table = |((asked, name), page): ((AskedOf, MeasureName), EntryId)| {
        let same = |measured: &&&Measured| measured.voice == page && measured.name == name;
        let total = measures.iter().filter(same).find(|measured| measured.department.is_none());
        let groups =
            measures.iter().filter(same).filter_map(|measured| Some((measured.department?, *measured)));
        let mut hidden = Vec::new();
        let mut shown = Vec::new();
        for (department, measured) in groups {
            let Some(figure) = measured.figure else {
                hidden.push(from.link(department).text);
                continue;
            };
            // The department stands beside it and need not be said twice.
            let alone = Measured { department: None, ..(*measured).clone() };
            shown.push(DepartmentFigure {
                department: from.link(department),
                figure: figures::figure(&alone, from),
                length: length(name, figure.value),
            });
        }
        let figure = total.map(|total| trends::elsewhere(total, from));
        Departments {
            total: figure.unwrap_or_else(|| Figure::unknown(name, asked, from.link(page))),
            link: from.link(page),
            shown,
            hidden: (!hidden.is_empty()).then(|| text::enumeration(&hidden, words)),
        }
    };
    newest.into_iter().map(table).collect()
}

/// A value as a bar of at most 200, where nought is the beginning.
fn length(name: MeasureName, value: f64) -> Option<u32> {
    let share = match name {
        MeasureName::Csat | MeasureName::Loyalty | MeasureName::Retention | MeasureName::ReferAFriend => {
            value
        }
        MeasureName::Nps | MeasureName::Ces | MeasureName::Complaints => return None,
    };
    (0..=100_u32).find(|step| f64::from(*step) >= share.floor()).map(|step| step * 2)
}
