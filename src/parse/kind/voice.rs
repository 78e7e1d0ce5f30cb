//! What customers and employees tell us: counts only, never one person's answer.

use super::Measure;
use crate::parse::field::{Reading, Ref, Spot, Text, Written, record};
use crate::parse::kind::target::{ToDepartment, ToPersona, ToPillar};
use crate::parse::value::{Cadence, FileName, Period, choices};
use crate::parse::yaml::{Node, Value};

choices! {
    /// Where it was heard.
    VoiceSource {
        /// We asked.
        Survey "survey",
        /// They rang.
        CallCentre "call-centre",
        /// They complained.
        Complaints "complaints",
        /// We went there.
        Visit "visit",
        /// They wrote it for others to read.
        Reviews "reviews",
    }
}

choices! {
    /// Who was asked.
    AskedOf {
        /// Customers.
        Customers "customers",
        /// Colleagues.
        Employees "employees",
    }
}

record! {
    /// What customers or employees told us in one period.
    Voice<R> {
        /// Where it was heard.
        required source: Option<Spot<VoiceSource>>,
        /// The time it tells about.
        required period: Option<Spot<Period>>,
        /// How often we ask.
        optional cadence: Option<Spot<Cadence>>,
        /// Whom it tells about.
        optional personas: Vec<Ref<R, ToPersona>>,
        /// The departments it was shared with.
        required departments: Vec<Ref<R, ToDepartment>>,
        /// Who was asked.
        required asked: Option<Spot<AskedOf>>,
        /// The figures.
        optional measures: Vec<Measure<R>>,
        /// The same as a spreadsheet's export: a row a measure, with the columns measure, department, label, scale and one for each answer.
        optional counts_file: Option<Spot<FileName>>,
        /// What was talked about.
        optional themes: Vec<Theme<R>>,
        /// What somebody said.
        optional quotes: Vec<Quote<R>>,
    }
}

record! {
    /// What was talked about, and how often.
    Theme<R> {
        /// The theme.
        required theme: Option<Text>,
        /// How often.
        optional count: Option<Spot<u64>>,
        /// Which pillar it was about.
        optional pillar: Option<Ref<R, ToPillar>>,
    }
}

record! {
    /// What somebody said.
    Quote<R> {
        /// The words.
        required text: Option<Text>,
        /// Who said it.
        optional persona: Option<Ref<R, ToPersona>>,
        /// Whether that person agreed to be quoted.
        optional consent: Option<Spot<bool>>,
    }
}

impl Voice<Written> {
    /// Tells counts that a measure lacks or cannot have. `front` is the front matter as written.
    pub fn complete(&self, front: &Node, reading: &mut Reading<'_>) {
        let Some(written) = front.get("measures") else { return };
        let nodes = match &written.value {
            Value::List(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(written),
        };
        // What is no group of fields has been told, and is no measure.
        let groups = nodes.iter().filter(|node| matches!(node.value, Value::Map(_)));
        for (measure, node) in self.measures.iter().zip(groups) {
            measure.complete(|field| node.get(field).is_some(), reading);
        }
    }
}
