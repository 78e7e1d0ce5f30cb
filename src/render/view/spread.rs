//! What a figure is made of: how many gave each answer, and where a score lies on its scale.

use super::figures::{self, formatted};
use super::voice::{MeasureView, SpreadRow, SpreadView};
use crate::model::measures::{Distribution, Measured, Spread};
use crate::parse::kind::MeasureName;
use crate::render::chart;
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// A bar of this length is everybody.
const WHOLE: u64 = 200;

/// A figure with its scale and its answers.
pub fn view(measured: &Measured, from: &Viewpoint<'_>) -> MeasureView {
    MeasureView {
        figure: figures::figure(measured, from),
        scale: scale(measured, from),
        spread: match &measured.spread {
            Spread::Shown(distribution) => Some(answers(measured, distribution, from.words())),
            Spread::None | Spread::TooFew => None,
        },
        spread_too_few: measured.spread == Spread::TooFew,
    }
}

/// A recommendation between −100 and +100, its interval as a band.
fn scale(measured: &Measured, from: &Viewpoint<'_>) -> Option<String> {
    let figure = measured.figure.filter(|_| measured.name == MeasureName::Nps)?;
    let words = from.words();
    let said = |value: f64| formatted(MeasureName::Nps, value, words);
    let name = match figure.interval {
        Some(interval) => words.fill(
            "voice.scale_between",
            &[("value", &said(figure.value)), ("low", &said(interval.low)), ("high", &said(interval.high))],
        ),
        None => words.fill("voice.scale", &[("value", &said(figure.value))]),
    };
    let interval = figure.interval.map(|interval| (interval.low, interval.high));
    Some(chart::scale(&name, figure.value, interval, [&said(-100.0), &said(0.0), &said(100.0)]))
}

/// Rows with bars, the best answer first.
fn answers(measured: &Measured, distribution: &Distribution, words: &Words) -> SpreadView {
    let (answers, caption): (Vec<(String, u64, bool)>, String) = match distribution {
        Distribution::Recommendation { promoters, passives, detractors } => (
            vec![
                (words.get("voice.answers.promoters").to_owned(), *promoters, true),
                (words.get("voice.answers.passives").to_owned(), *passives, false),
                (words.get("voice.answers.detractors").to_owned(), *detractors, false),
            ],
            format!("voice.answered.nps.{}", measured.asked.as_str()),
        ),
        Distribution::Boxes { first, counts, top } => {
            let last = (*first..).zip(counts).last().map_or(*first, |(answer, _)| answer);
            let boxes = (*first..).zip(counts).map(|(answer, n)| {
                // A mean counts every answer.
                let counted = *top == 0 || answer + top > last;
                (answer.to_string(), *n, counted)
            });
            let mut boxes: Vec<_> = boxes.collect();
            boxes.reverse();
            let easiest = measured.name == MeasureName::Ces;
            (boxes, format!("voice.answered.{}", if easiest { "ces" } else { "boxes" }))
        }
    };
    let n = answers.iter().map(|(_, n, _)| *n).fold(0, u64::saturating_add).max(1);
    let best = answers.first().map_or_else(String::new, |(answer, _, _)| answer.clone());
    let row = |(answer, count, counted): (String, u64, bool)| {
        // To the nearest of a hundred, halves upwards.
        let share = count.saturating_mul(200).saturating_add(n) / (2 * n);
        SpreadRow {
            answer,
            count: words.number(count),
            share: words.fill("number.percent", &[("n", &share.to_string())]),
            length: u32::try_from(count.saturating_mul(WHOLE) / n).unwrap_or(0),
            counted,
        }
    };
    SpreadView {
        caption: words.fill(&caption, &[("best", &best)]),
        rows: answers.into_iter().map(row).collect(),
    }
}
