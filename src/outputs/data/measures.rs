//! [`Measures`](crate::model::Measures) → the `measures` of `data/handbook.json`: figures, never counts.

use serde::Serialize;

use super::names::Names;
use crate::model::Handbook;
use crate::model::measures::{Category, Measured};
use crate::parse::kind::{Fields, MeasureName};
use crate::parse::value::Period;

/// One measure. What too few answered is `shown: false` and carries neither value nor number.
#[derive(Serialize)]
pub(super) struct MeasureData<'h> {
    file: &'h str,
    source: Option<&'static str>,
    asked: &'static str,
    /// The department it is about, if it is only one; else those its page was shared with.
    departments: Vec<&'h str>,
    personas: Vec<&'h str>,
    period: Option<PeriodData>,
    measure: &'static str,
    label: Option<&'h str>,
    /// `score` from −100 to 100, `percent`, `mean` or `count`.
    unit: &'static str,
    n: Option<u64>,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    shown: bool,
    /// Complaints by what they were about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by: Vec<CategoryData<'h>>,
}

/// A period as writers write it.
#[derive(Serialize)]
#[serde(untagged)]
enum PeriodData {
    Named(String),
    Range { from: String, to: String },
}

#[derive(Serialize)]
struct CategoryData<'h> {
    category: &'h str,
    received: Option<u64>,
    closed: Option<u64>,
    median_days: Option<f64>,
    persona: Option<&'h str>,
    pillar: Option<&'h str>,
    shown: bool,
}

/// All measures, by file, each file's in the order of writing.
pub(super) fn measures<'h>(handbook: &'h Handbook, names: &'h Names<'h>) -> Vec<MeasureData<'h>> {
    handbook.measures().all().iter().map(|measured| measure(measured, handbook, names)).collect()
}

fn measure<'h>(measured: &'h Measured, handbook: &'h Handbook, names: &'h Names<'h>) -> MeasureData<'h> {
    let entry = handbook.entry(measured.voice);
    let (departments, personas) = match &entry.fields {
        Fields::Voice(voice) => (voice.departments.as_slice(), voice.personas.as_slice()),
        _ => (&[][..], &[][..]),
    };
    let departments = match measured.department {
        Some(department) => vec![names.of_entry(department)],
        None => departments.iter().map(|department| names.of_entry(department.to)).collect(),
    };
    let figure = measured.figure;
    let interval = figure.and_then(|figure| figure.interval);
    MeasureData {
        file: entry.file(),
        source: measured.source.map(|source| source.as_str()),
        asked: measured.asked.as_str(),
        departments,
        personas: personas.iter().map(|persona| names.of_entry(persona.to)).collect(),
        period: measured.period.map(period),
        measure: measured.name.as_str(),
        label: measured.label.as_ref().map(|label| &*label.value),
        unit: unit(measured.name),
        n: figure.map(|figure| figure.n),
        value: figure.map(|figure| rounded(figure.value)),
        low: interval.map(|interval| rounded(interval.low)),
        high: interval.map(|interval| rounded(interval.high)),
        shown: figure.is_some(),
        by: measured.categories.iter().map(|row| category(row, names)).collect(),
    }
}

fn category<'h>(row: &'h Category, names: &'h Names<'h>) -> CategoryData<'h> {
    CategoryData {
        category: &row.category,
        received: row.count.map(|count| count.received),
        closed: row.count.and_then(|count| count.closed),
        median_days: row.count.and_then(|count| count.median_days),
        persona: row.persona.map(|persona| names.of_entry(persona)),
        pillar: row.pillar.map(|pillar| names.of_entry(pillar)),
        shown: row.count.is_some(),
    }
}

fn unit(name: MeasureName) -> &'static str {
    match name {
        MeasureName::Nps => "score",
        MeasureName::Csat | MeasureName::Loyalty | MeasureName::Retention | MeasureName::ReferAFriend => {
            "percent"
        }
        MeasureName::Ces => "mean",
        MeasureName::Complaints => "count",
    }
}

fn period(period: Period) -> PeriodData {
    match period {
        Period::Year(year) => PeriodData::Named(format!("{year:04}")),
        Period::Quarter(year, quarter) => PeriodData::Named(format!("{year:04}-Q{quarter}")),
        Period::Month(year, month) => PeriodData::Named(format!("{year:04}-{month:02}")),
        Period::Range(from, to) => PeriodData::Range { from: from.to_string(), to: to.to_string() },
    }
}

/// Four digits after the point: more would only show how the machine counts.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
