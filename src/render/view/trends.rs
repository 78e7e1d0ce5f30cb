//! Measures over time: customers beside employees, as a drawing and as the table that has every value.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::figures::{self, formatted};
use super::text;
use super::voice::Figure;
use crate::model::measures::Measured;
use crate::parse::kind::{AskedOf, MeasureName, VoiceSource};
use crate::parse::value::Period;
use crate::render::chart::{Point, Series, Trend, Values, Width};
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// One measure over the periods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrendView {
    /// The section's anchor.
    pub id: String,
    /// The question, as its heading.
    pub heading: String,
    /// The drawing for desks and paper, as SVG; `None` where there is one period only.
    pub wide: Option<String>,
    /// The same for phones, and wherever it is one of two.
    pub narrow: Option<String>,
    /// The newest figure of each side, in a line; `None` where none may be shown.
    pub newest: Option<String>,
    /// What a value counts.
    pub caption: String,
    /// Whether customers were asked.
    pub customers: bool,
    /// Whether employees were asked.
    pub employees: bool,
    /// Each period, the newest first.
    pub rows: Vec<TrendRow>,
    /// The newest figures of other sources, which are no part of the lines.
    pub others: Vec<OtherSource>,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrendRow {
    /// Which.
    pub period: String,
    /// What customers said.
    pub customers: TrendCell,
    /// What employees said.
    pub employees: TrendCell,
}

/// One value of the table. Where there is neither figure nor `too_few`, nobody was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TrendCell {
    /// The figure.
    pub figure: Option<Figure>,
    /// Whether there are answers, and too few to show them.
    pub too_few: bool,
    /// The page that has it in full.
    pub href: Option<String>,
}

/// The newest figure of a source of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherSource {
    /// The source, the key of a word.
    pub source: String,
    /// The figure.
    pub figure: Figure,
}

/// The measures that are drawn, the question that matters most first. Complaints are counted, not asked.
const DRAWN: [MeasureName; 6] = [
    MeasureName::Nps,
    MeasureName::Csat,
    MeasureName::ReferAFriend,
    MeasureName::Loyalty,
    MeasureName::Retention,
    MeasureName::Ces,
];

/// A line before it is drawn: one source's figures of all who were asked, the oldest first.
type Line<'m> = Vec<(Period, &'m Measured)>;

/// The same while it is gathered, by the ends of its periods.
type ByPeriod<'m> = BTreeMap<(Date, Date), (Period, &'m Measured)>;

/// The trends of `measures`.
pub fn trends(measures: &[&Measured], from: &Viewpoint<'_>) -> Vec<TrendView> {
    DRAWN.into_iter().filter_map(|name| trend(name, measures, from)).collect()
}

fn trend(name: MeasureName, measures: &[&Measured], from: &Viewpoint<'_>) -> Option<TrendView> {
    let words = from.words();
    let mut others = Vec::new();
    let [customers, employees] =
        [AskedOf::Customers, AskedOf::Employees].map(|asked| line(name, asked, measures, &mut others));
    if customers.is_empty() && employees.is_empty() {
        return None;
    }
    let key = text::key(name.as_str());
    let (wide, narrow) = draw(name, &customers, &employees, from).unzip();
    Some(TrendView {
        id: format!("asked-{}", name.as_str()),
        heading: words.get(&format!("voice.asks.{key}")).to_owned(),
        wide,
        narrow,
        newest: newest(&customers, &employees, from),
        caption: words.get(&format!("voice.counts.{key}")).to_owned(),
        customers: !customers.is_empty(),
        employees: !employees.is_empty(),
        rows: rows(&customers, &employees, from),
        others: others
            .into_iter()
            .map(|measured| OtherSource {
                source: text::key(measured.source.unwrap_or(VoiceSource::Survey).as_str()),
                figure: elsewhere(measured, from),
            })
            .collect(),
    })
}

/// The line of one side: the source with the most periods, the first of equals. Others give their newest figure.
fn line<'m>(
    name: MeasureName,
    asked: AskedOf,
    measures: &[&'m Measured],
    others: &mut Vec<&'m Measured>,
) -> Line<'m> {
    let mut sources: BTreeMap<Option<VoiceSource>, ByPeriod<'_>> = BTreeMap::new();
    for measured in measures {
        if measured.name != name || measured.asked != asked || measured.department.is_some() {
            continue;
        }
        let Some(period) = measured.period else { continue };
        let line = sources.entry(measured.source).or_default();
        line.entry((period.last(), period.first())).or_insert((period, measured));
    }
    let longest = sources.iter().map(|(source, line)| (std::cmp::Reverse(line.len()), *source)).min();
    let Some((_, longest)) = longest else { return Vec::new() };
    let mut of_longest = Vec::new();
    for (source, line) in sources {
        if source == longest {
            of_longest = line.into_values().collect();
        } else {
            others.extend(line.into_values().next_back().map(|(_, measured)| measured));
        }
    }
    of_longest
}

/// A figure that is read about on another page.
pub fn elsewhere(measured: &Measured, from: &Viewpoint<'_>) -> Figure {
    Figure {
        period: measured.period.map(|period| text::period(period, from.words())),
        source: Some(from.link(measured.voice)),
        ..figures::figure(measured, from)
    }
}

/// The table: a row for each period of either side, the newest first.
fn rows(customers: &Line<'_>, employees: &Line<'_>, from: &Viewpoint<'_>) -> Vec<TrendRow> {
    let mut periods: BTreeMap<(Date, Date), (Period, TrendCell, TrendCell)> = BTreeMap::new();
    let cell = |measured: &Measured| TrendCell {
        figure: Some(figures::figure(measured, from)).filter(|figure| figure.value.is_some()),
        too_few: measured.figure.is_none(),
        href: Some(from.to_entry(measured.voice)),
    };
    let empty = |period: Period| (period, TrendCell::default(), TrendCell::default());
    for (period, measured) in customers {
        let row = periods.entry((period.last(), period.first())).or_insert_with(|| empty(*period));
        row.1 = cell(measured);
    }
    for (period, measured) in employees {
        let row = periods.entry((period.last(), period.first())).or_insert_with(|| empty(*period));
        row.2 = cell(measured);
    }
    let row = |(period, customers, employees)| TrendRow {
        period: text::period_short(period, from.words()),
        customers,
        employees,
    };
    periods.into_values().rev().map(row).collect()
}

/// The newest figure of each side: `Newest: customers 81 % (370), colleagues 69 % (124)`.
fn newest(customers: &Line<'_>, employees: &Line<'_>, from: &Viewpoint<'_>) -> Option<String> {
    let words = from.words();
    let sides = [("voice.who.customers", customers), ("voice.who.employees", employees)];
    let latest = |(who, line): (&str, &Line<'_>)| {
        let (_, measured) = line.iter().rev().find(|(_, measured)| measured.figure.is_some())?;
        let figure = figures::figure(measured, from);
        let values = [("who", words.get(who)), ("figure", &figure.value?), ("n", &figure.n?)];
        Some(words.fill("voice.latest", &values))
    };
    let said: Vec<String> = sides.into_iter().filter_map(latest).collect();
    let figures = said.join(&format!("{} ", words.get("list.comma")));
    (!figures.is_empty()).then(|| words.fill("voice.newest_of", &[("figures", &figures)]))
}

/// The drawing at both widths, if there is a way to see.
fn draw(
    name: MeasureName,
    customers: &Line<'_>,
    employees: &Line<'_>,
    from: &Viewpoint<'_>,
) -> Option<(String, String)> {
    let words = from.words();
    let series = |line: &Line<'_>, employees: bool| Series {
        name: words.get(if employees { "voice.who.employees" } else { "voice.who.customers" }).to_owned(),
        employees,
        points: line
            .iter()
            .map(|(period, measured)| Point {
                from: period.first(),
                to: period.last(),
                value: measured.figure.map(|figure| figure.value),
            })
            .collect(),
    };
    let sides = [(customers, false), (employees, true)];
    let said: Vec<String> =
        sides.into_iter().filter_map(|(line, employees)| way(name, line, employees, from)).collect();
    let series: Vec<Series> = sides
        .into_iter()
        .filter(|(line, _)| !line.is_empty())
        .map(|(line, employees)| series(line, employees))
        .collect();
    let heading = words.get(&format!("voice.asks.{}", text::key(name.as_str()))).to_owned();
    let ways = said.join(&format!("{} ", words.get("list.semicolon")));
    let month = |day: Date, year_only: bool| {
        let year = day.year().to_string();
        let short = format!("date.short.m{}", day.month());
        if year_only {
            year
        } else {
            words.fill("date.month", &[("month", words.get(&short)), ("year", &year)])
        }
    };
    let trend = Trend {
        name: words.fill("voice.picture", &[("question", &heading), ("ways", &ways)]),
        series,
        values: Values { most: most(name), format: &|value| on_axis(name, value, words) },
        month: &month,
        too_few: words.get("voice.too_few_field").to_owned(),
    };
    trend.is_drawn().then(|| (trend.draw(Width::Wide, "wide"), trend.draw(Width::Narrow, "narrow")))
}

/// `customers from +27 to +45`, for those who hear the picture.
fn way(name: MeasureName, line: &Line<'_>, employees: bool, from: &Viewpoint<'_>) -> Option<String> {
    let words = from.words();
    let mut shown = line.iter().filter_map(|(_, measured)| measured.figure);
    let first = shown.next()?;
    let last = shown.next_back().unwrap_or(first);
    let who = words.get(if employees { "voice.who.employees" } else { "voice.who.customers" });
    let [first, last] = [first, last].map(|figure| formatted(name, figure.value, words));
    Some(words.fill("voice.way", &[("who", who), ("first", &first), ("last", &last)]))
}

/// A value beside its line: whole boxes need no decimals.
fn on_axis(name: MeasureName, value: f64, words: &Words) -> String {
    if name == MeasureName::Ces && value.fract() == 0.0 {
        return format!("{value:.0}");
    }
    formatted(name, value, words)
}

/// The highest value that can be.
fn most(name: MeasureName) -> Option<f64> {
    match name {
        MeasureName::Nps
        | MeasureName::Csat
        | MeasureName::Loyalty
        | MeasureName::Retention
        | MeasureName::ReferAFriend => Some(100.0),
        MeasureName::Ces | MeasureName::Complaints => None,
    }
}
