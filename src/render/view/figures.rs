//! Measures → figures as they are read: numbers in the reader's language, words for what they count.
//!
//! What a figure is, and whether it may be shown, is decided in [`model::measures`](crate::model::measures).

use super::text::{self, text};
use super::voice::{Figure, FigureRange};
use crate::model::measures::Measured;
use crate::parse::EntryId;
use crate::parse::kind::MeasureName;
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// The figures of all who were asked. Complaints are no figure but a table.
pub fn of(voice: EntryId, from: &Viewpoint<'_>) -> Vec<Figure> {
    let whole = from.handbook().measures().of(voice).iter().filter(|measured| measured.department.is_none());
    whole
        .filter(|measured| measured.name != MeasureName::Complaints)
        .map(|measured| figure(measured, from))
        .collect()
}

/// One figure in words.
pub fn figure(measured: &Measured, from: &Viewpoint<'_>) -> Figure {
    let words = from.words();
    let asked = measured.asked.as_str();
    let name = measured.name;
    let label = text(&measured.label, words);
    let shown = |value: f64| formatted(name, value, words);
    Figure {
        label,
        measure: text::key(name.as_str()),
        asked: asked.to_owned(),
        value: measured.figure.map(|figure| shown(figure.value)),
        range: measured
            .figure
            .and_then(|figure| figure.interval)
            .map(|interval| FigureRange { low: shown(interval.low), high: shown(interval.high) }),
        n: measured.figure.map(|figure| words.number(figure.n)),
        period: None,
        source: None,
    }
}

/// A value as people of the language write it.
pub fn formatted(name: MeasureName, value: f64, words: &Words) -> String {
    match name {
        MeasureName::Nps => {
            let rounded = value.round();
            // The minus sign is as wide as the plus.
            match rounded {
                r if r > 0.0 => format!("+{r:.0}"),
                r if r < 0.0 => format!("−{:.0}", -r),
                _ => "0".to_owned(),
            }
        }
        MeasureName::Ces => format!("{value:.1}").replace('.', words.get("number.decimal")),
        MeasureName::Complaints => format!("{value:.0}"),
        MeasureName::Csat | MeasureName::Loyalty | MeasureName::Retention | MeasureName::ReferAFriend => {
            words.fill("number.percent", &[("n", &format!("{value:.0}"))])
        }
    }
}
