//! Every role, every customer it reaches, and the shortest way there.

use serde::{Serialize, Serializer};

use super::names::Names;
use crate::model::Handbook;

/// Written one after the other as the list is made: ten thousand roles and fifty customers are half a million ways.
pub(super) struct Ways<'h> {
    pub(super) handbook: &'h Handbook,
    pub(super) names: &'h Names<'h>,
}

#[derive(Serialize)]
struct Way<'h> {
    role: &'h str,
    persona: &'h str,
    distance: usize,
    path: Vec<&'h str>,
}

impl Serialize for Ways<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let line = self.handbook.line_of_sight();
        let name = |id| self.names.of_entry(id);
        serializer.collect_seq(line.roles().iter().flat_map(|role| {
            line.customers().iter().filter_map(move |persona| {
                let path = line.path(*role, *persona)?;
                Some(Way {
                    role: name(*role),
                    persona: name(*persona),
                    distance: path.distance(),
                    path: path.stations().map(name).collect(),
                })
            })
        }))
    }
}
