//! A shadowing programme: what it is for, its visits, its rules in words, who has been where, and what was seen.

use jiff::civil::Date;
use serde::Serialize;

use super::person::Span;
use super::text::{self, text};
use super::visits::agenda::Agenda;
use super::visits::coverage::ProgrammeCoverage;
use super::visits::debriefs::{self, Debrief};
use super::visits::{COVERAGE, DEBRIEFS};
use super::{Day, Link};
use crate::holidays::Region;
use crate::model::Entry;
use crate::model::schedule::{Closed, Programme, Rules};
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// Fills `kinds/shadowing.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShadowingView {
    /// From when to when.
    pub cycle: Option<Span>,
    /// The rules, a sentence each.
    pub rules: Vec<String>,
    /// Its visits.
    pub agenda: Agenda,
    /// Days without visits.
    pub closed: Vec<ClosedView>,
    /// Who has been where; `None` where the schedule does not know the programme.
    pub coverage: Option<ProgrammeCoverage>,
    /// Where that stands in full.
    pub to_coverage: Link,
    /// The newest of what was told afterwards.
    pub debriefs: Vec<Debrief>,
    /// Where all of it is, and how much there is.
    pub to_debriefs: Link,
    /// How many visits were told about.
    pub told: usize,
}

/// Days without visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClosedView {
    /// Which days; `None` for public holidays.
    pub days: Option<Span>,
    /// Why, or the holidays' region.
    pub why: Option<String>,
    /// The holidays within the cycle, each with its day.
    pub holidays: Vec<Holiday>,
}

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holiday {
    /// The day.
    pub on: Day,
    /// What it is called.
    pub name: &'static str,
}

/// How many debriefs stand on the programme's own page.
const DEBRIEFS_SHOWN: usize = 3;
/// How many holidays are named; a programme runs for a season, not for ever.
const HOLIDAYS: usize = 24;

impl ShadowingView {
    /// What the page of a programme shows.
    pub fn of(entry: &Entry, from: &Viewpoint<'_>) -> Self {
        let words = from.words();
        let schedule = from.handbook().schedule();
        let word = |key: &str, href: &str| Link {
            text: words.get(key).to_owned(),
            href: Some(from.to_address(href)),
        };
        let mut view = Self {
            cycle: None,
            rules: Vec::new(),
            agenda: Agenda::default(),
            closed: Vec::new(),
            coverage: None,
            to_coverage: word("shadowing.to_coverage", COVERAGE),
            debriefs: Vec::new(),
            to_debriefs: word("shadowing.to_debriefs", DEBRIEFS),
            told: 0,
        };
        let Some(at) = schedule.programme_of(entry.id) else { return view };
        let programme = &schedule.programmes[at];
        let told: Vec<_> = debriefs::told(schedule.of_programme(at)).collect();
        view.cycle = programme.cycle.map(|(first, last)| Span { from: from.day(first), to: from.day(last) });
        view.rules = rules(&programme.rules, words);
        view.agenda = Agenda::of(schedule.of_programme(at), from);
        view.closed = closed(programme, from);
        view.coverage = Some(ProgrammeCoverage::of(at, programme, from));
        view.told = told.len();
        view.debriefs = debriefs::newest(told, from);
        view.debriefs.truncate(DEBRIEFS_SHOWN);
        view
    }
}

/// What visits must keep to, a sentence each; what nobody laid down is not said.
fn rules(rules: &Rules, words: &Words) -> Vec<String> {
    let duration = |length| text::duration(length, words);
    let mut said = vec![words.plural("shadowing.rule.capacity", rules.capacity)];
    said.extend(match (rules.shortest, rules.longest) {
        (Some(shortest), Some(longest)) => Some(words.fill(
            "shadowing.rule.length",
            &[("shortest", &duration(shortest)), ("longest", &duration(longest))],
        )),
        (Some(shortest), None) => {
            Some(words.fill("shadowing.rule.at_least", &[("shortest", &duration(shortest))]))
        }
        (None, Some(longest)) => {
            Some(words.fill("shadowing.rule.at_most", &[("longest", &duration(longest))]))
        }
        (None, None) => None,
    });
    said.push(words.plural("shadowing.rule.approvals", rules.approvals));
    said.extend(rules.host_per_month.map(|n| words.plural("shadowing.rule.host_per_month", n)));
    said.extend(rules.reciprocal.then(|| words.get("shadowing.rule.reciprocal").to_owned()));
    let within = rules.debrief_within;
    said.extend(
        within.map(|within| words.fill("shadowing.rule.debrief_within", &[("time", &duration(within))])),
    );
    said
}

/// What a region is called in the page's language.
fn region_name(region: Region, words: &Words) -> String {
    let key = format!("shadowing.region.{}", region.code());
    if words.has(&key) { words.get(&key).to_owned() } else { region.name().to_owned() }
}

fn closed(programme: &Programme, from: &Viewpoint<'_>) -> Vec<ClosedView> {
    let words = from.words();
    let (first, last) = programme.cycle.unwrap_or((Date::MAX, Date::MIN));
    let holidays = |entry: usize| {
        let theirs = programme.holidays_between(first, last).filter(|(_, at, _)| *at == entry);
        theirs.take(HOLIDAYS).map(|(day, _, name)| Holiday { on: from.day(day), name }).collect()
    };
    let view = |(at, closed): (usize, &Closed)| match closed {
        Closed::Days { from: first, to, why, .. } => ClosedView {
            days: Some(Span { from: from.day(*first), to: from.day(*to) }),
            why: text(why, words),
            holidays: Vec::new(),
        },
        Closed::Holidays { region, .. } => {
            ClosedView { days: None, why: Some(region_name(*region, words)), holidays: holidays(at) }
        }
    };
    programme.closed.iter().enumerate().map(view).collect()
}
