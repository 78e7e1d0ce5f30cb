//! Measures in a few words, for tests.

use super::{Measures, Minima, Raw, measured};
use crate::diagnostic::Span;
use crate::parse::EntryId;
use crate::parse::field::{Map, Ref, Spot};
use crate::parse::kind::{AskedOf, Measure, MeasureName, VoiceSource};
use crate::parse::value::Period;

pub(super) const USUAL: Minima = Minima { group: 5, distribution: 8 };

pub(super) fn spot<T>(value: T) -> Spot<T> {
    Spot { value, span: Span::default() }
}

pub(super) fn measure(name: MeasureName) -> Measure<EntryId> {
    Measure { measure: Some(spot(name)), ..Measure::default() }
}

pub(super) fn nps(
    department: Option<u32>,
    promoters: u64,
    passives: u64,
    detractors: u64,
) -> Measure<EntryId> {
    Measure {
        department: department.map(|id| Ref::new(EntryId(id), Span::default())),
        promoters: Some(spot(promoters)),
        passives: Some(spot(passives)),
        detractors: Some(spot(detractors)),
        ..measure(MeasureName::Nps)
    }
}

/// Satisfied and other people, by department.
pub(super) fn groups<const N: usize>(counts: [(Option<u32>, u64, u64); N]) -> Vec<Measure<EntryId>> {
    let one = |(department, glad, others): (Option<u32>, u64, u64)| Measure {
        department: department.map(|id| Ref::new(EntryId(id), Span::default())),
        scale: Some(spot(3)),
        counts: Map(vec![(spot("3".into()), spot(glad)), (spot("1".into()), spot(others))]),
        ..measure(MeasureName::Csat)
    };
    counts.map(one).into()
}

pub(super) fn raw(voice: u32, measure: Measure<EntryId>) -> Raw {
    Raw {
        voice: EntryId(voice),
        source: Some(VoiceSource::Survey),
        asked: Some(AskedOf::Employees),
        period: Some(Period::Quarter(2026, 2)),
        file: "content/voice/q2.md".into(),
        measure,
    }
}

/// The measures of one page.
pub(super) fn measure_all(measures: Vec<Measure<EntryId>>) -> Measures {
    measure_with(measures, USUAL.group)
}

/// The same, where groups may be as small as `minimum`.
pub(super) fn measure_with(measures: Vec<Measure<EntryId>>, minimum: u64) -> Measures {
    let raw: Vec<Raw> = measures.into_iter().map(|measure| raw(0, measure)).collect();
    measured(&raw, Minima { group: minimum, ..USUAL })
}

/// The measures of several pages about one survey.
pub(super) fn of(measures: &[(u32, Measure<EntryId>)]) -> Measures {
    let raw: Vec<Raw> = measures.iter().map(|(voice, measure)| raw(*voice, measure.clone())).collect();
    measured(&raw, USUAL)
}
