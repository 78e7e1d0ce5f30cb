//! A [`Suggestion`] → words for people, and data for tools.

use std::fmt::Write as _;

use jiff::Zoned;
use serde::Serialize;

use crate::diagnostic::suggest::list;
use crate::model::Handbook;
use crate::model::schedule::Visit;
use crate::model::suggest::{Closed, Empty, Goes, Obstacle, Suggestion, VisitPlan};
use crate::parse::EntryId;

/// `text` for one, `texts` for any other number, which stands in for `{n}`.
fn counted(n: u64, one: &str, many: &str) -> String {
    if n == 1 { one.to_owned() } else { many.replace("{n}", &n.to_string()) }
}

fn filled(plan: &VisitPlan) -> u64 {
    plan.goes.len() as u64
}

fn left(plan: &VisitPlan) -> u64 {
    plan.empty.as_ref().map_or(0, |empty| empty.places)
}

/// What could be done, and why a place stays empty.
pub(super) fn words(handbook: &Handbook, suggestion: &Suggestion) -> String {
    let schedule = handbook.schedule();
    let programme = handbook.entry(schedule.programmes[suggestion.programme].entry);
    let mut out = String::new();
    let _ = writeln!(out, "{} ({})", programme.title, programme.reference());
    let goes: u64 = suggestion.visits.iter().map(filled).sum();
    let open = goes + suggestion.visits.iter().map(left).sum::<u64>();
    if open == 0 {
        out.push_str("Nothing is open: every place is taken.\n");
        return out;
    }
    let _ = writeln!(
        out,
        "{}, and {} filled.",
        counted(open, "One place is open", "{n} places are open"),
        match (goes, open) {
            (0, _) => "none of them can be".into(),
            (goes, open) if goes == open => counted(open, "it can be", "all of them can be"),
            (goes, _) => counted(goes, "one of them can be", "{n} of them can be"),
        }
    );
    let worth = &suggestion.worth;
    for (n, one, many) in [
        (
            worth.first.into(),
            "One person leaves their own function for the first time in this programme.",
            "{n} people leave their function for the first time in this programme.",
        ),
        (
            worth.pairs.into(),
            "One department visits another where it has not been yet.",
            "{n} times a department visits another where it has not been yet.",
        ),
        (
            suggestion.not_joined as u64,
            "One person was not asked, whose department has not joined.",
            "{n} people were not asked, whose departments have not joined.",
        ),
    ] {
        if n > 0 {
            let _ = writeln!(out, "{}", counted(n, one, many));
        }
    }
    let mut empty = String::new();
    for plan in &suggestion.visits {
        let visit = &schedule.visits[plan.visit];
        if !plan.goes.is_empty() {
            let _ = writeln!(out, "\n{}", heading(handbook, visit));
            for goes in &plan.goes {
                let _ = writeln!(out, "  {}", somebody(handbook, goes));
            }
        }
        if let Some(why) = &plan.empty {
            let places = counted(why.places, "one place", "{n} places");
            let _ = writeln!(empty, "\n{}: {places}", heading(handbook, visit));
            for reason in reasons(handbook, visit, why) {
                let _ = writeln!(empty, "  {reason}");
            }
        }
    }
    if !empty.is_empty() {
        let _ = write!(out, "\nWhat stays empty, and why\n{empty}");
    }
    out
}

/// `w04-2  Tuesday, 8 December 2026, 04:30 to 07:30, with Saskia de Wit, Yard desk`
fn heading(handbook: &Handbook, visit: &Visit) -> String {
    let host = &handbook.entry(visit.host).title;
    let mut heading = format!("{}  {}, with {host}", visit.id, hours(visit));
    if let Some(place) = &visit.written.place {
        let _ = write!(heading, ", {}", place.value);
    }
    heading
}

fn hours(visit: &Visit) -> String {
    let ends = if visit.start.date() == visit.end.date() { "%H:%M" } else { "%H:%M on %-d %B" };
    format!("{} to {}", visit.start.strftime("%A, %-d %B %Y, %H:%M"), visit.end.strftime(ends))
}

/// `Farah Nasser: a first visit; Office has not been to Delivery yet`
fn somebody(handbook: &Handbook, goes: &Goes) -> String {
    let title = |id| &handbook.entry(id).title;
    let first = goes.first.then(|| "a first visit".to_owned());
    let pair = goes.pair.map(|(from, to)| format!("{} has not been to {} yet", title(from), title(to)));
    let why: Vec<String> = first.into_iter().chain(pair).collect();
    let colon = if why.is_empty() { "" } else { ": " };
    format!("{}{colon}{}", title(goes.person), why.join("; "))
}

/// Why places stay empty, a line for each reason.
fn reasons(handbook: &Handbook, visit: &Visit, why: &Empty) -> Vec<String> {
    let host = &handbook.entry(visit.host).title;
    let rules = &handbook.schedule().programmes[visit.programme].rules;
    let of_visit = |closed: &Closed| match closed {
        Closed::Past => format!("it begins before {}", handbook.edition.date.strftime("%-d %B %Y")),
        Closed::OutsideCycle => "it is outside the programme’s cycle".into(),
        Closed::Day(reason) if reason.is_empty() => "nobody visits on that day".into(),
        Closed::Day(reason) => format!("nobody visits on that day: {reason}"),
        Closed::TooShort => "it is shorter than the rules want".into(),
        Closed::TooLong => "it is longer than the rules want".into(),
        Closed::NotAHost => format!("{host} has not offered to host"),
        Closed::HostAway => format!("{host} is away"),
        Closed::HostBusy => format!("{host} is somewhere else at the same time"),
        Closed::HostFull => {
            let limit = counted(rules.host_per_month.unwrap_or(0), "one visit", "{n} visits");
            format!("{host} would have more than {limit} in that month")
        }
    };
    let mut reasons: Vec<String> = why.closed.iter().map(of_visit).collect();
    for (obstacle, people) in &why.nobody {
        let who = list(people.iter().map(|id| &*handbook.entry(*id).title));
        let n = people.len() as u64;
        reasons.push(match obstacle {
            Obstacle::SameFunction => {
                format!("{who} {} the host’s function", counted(n, "has", "have"))
            }
            Obstacle::Away => format!("{who} {} away", counted(n, "is", "are")),
            Obstacle::Busy => format!("{who} {} somewhere else at the same time", counted(n, "is", "are")),
            Obstacle::SameHost => format!("{who} {} the same host already", counted(n, "visits", "visit")),
            Obstacle::SuggestedElsewhere => {
                format!(
                    "{who} {} somewhere else at the same time, as suggested here",
                    counted(n, "is", "are")
                )
            }
            Obstacle::SuggestedThere => {
                format!(
                    "{who} {} the same host another time, as suggested here",
                    counted(n, "visits", "visit")
                )
            }
        });
    }
    if reasons.is_empty() {
        reasons.push("there is nobody else to ask".into());
    }
    reasons
}

/// All of it as data. Keys are stable; more may be added.
#[derive(Serialize)]
pub(super) struct Data {
    version: u32,
    programme: String,
    date: String,
    open: u64,
    filled: u64,
    first_visits: u32,
    new_pairs: u32,
    not_joined: usize,
    visits: Vec<VisitData>,
}

#[derive(Serialize)]
struct VisitData {
    id: String,
    session: String,
    file: String,
    start: String,
    end: String,
    host: String,
    guests: Vec<String>,
    suggested: Vec<GoesData>,
    empty: u64,
    why: Vec<Why>,
}

#[derive(Serialize)]
struct GoesData {
    person: String,
    first_visit: bool,
    new_pair: Option<[String; 2]>,
}

#[derive(Serialize)]
struct Why {
    reason: &'static str,
    people: Vec<String>,
    text: String,
}

/// `suggestion` as data.
pub(super) fn data(handbook: &Handbook, suggestion: &Suggestion) -> Data {
    let name = |id: EntryId| handbook.entry(id).reference();
    let schedule = handbook.schedule();
    let instant = |moment: &Zoned| moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let goes = |goes: &Goes| GoesData {
        person: name(goes.person),
        first_visit: goes.first,
        new_pair: goes.pair.map(|(from, to)| [name(from), name(to)]),
    };
    let visit = |plan: &VisitPlan| {
        let visit = &schedule.visits[plan.visit];
        let why = plan.empty.as_ref().map_or_else(Vec::new, |why| {
            let closed = why.closed.iter().map(|closed| (code(closed), Vec::new()));
            let nobody = why
                .nobody
                .iter()
                .map(|(rule, who)| (rule_code(*rule), who.iter().map(|id| name(*id)).collect()));
            let texts = reasons(handbook, visit, why);
            closed
                .chain(nobody)
                .zip(texts)
                .map(|((reason, people), text)| Why { reason, people, text })
                .collect()
        });
        VisitData {
            id: visit.id.to_string(),
            session: visit.name().to_owned(),
            file: visit.file.to_string(),
            start: instant(&visit.start),
            end: instant(&visit.end),
            host: name(visit.host),
            guests: visit.guests.iter().map(|id| name(*id)).collect(),
            suggested: plan.goes.iter().map(goes).collect(),
            empty: left(plan),
            why,
        }
    };
    let filled: u64 = suggestion.visits.iter().map(filled).sum();
    Data {
        version: 1,
        programme: name(schedule.programmes[suggestion.programme].entry),
        date: handbook.edition.date.to_string(),
        open: filled + suggestion.visits.iter().map(left).sum::<u64>(),
        filled,
        first_visits: suggestion.worth.first,
        new_pairs: suggestion.worth.pairs,
        not_joined: suggestion.not_joined,
        visits: suggestion.visits.iter().map(visit).collect(),
    }
}

const fn code(closed: &Closed) -> &'static str {
    match closed {
        Closed::Past => "past",
        Closed::OutsideCycle => "outside-cycle",
        Closed::Day(_) => "closed-day",
        Closed::TooShort => "too-short",
        Closed::TooLong => "too-long",
        Closed::NotAHost => "not-a-host",
        Closed::HostAway => "host-away",
        Closed::HostBusy => "host-busy",
        Closed::HostFull => "host-overload",
    }
}

const fn rule_code(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::SameFunction => "same-function",
        Obstacle::Away => "away",
        Obstacle::Busy => "busy",
        Obstacle::SameHost => "same-host",
        Obstacle::SuggestedElsewhere => "suggested-elsewhere",
        Obstacle::SuggestedThere => "suggested-there",
    }
}
