//! The line of sight in words: ways from a role to customers, step by step, as every page tells them.

use serde::Serialize;

use super::role::{giving, receiving};
use super::text::{self, text};
use super::{Hop, Link};
use crate::model::line_of_sight::{self, Path};
use crate::parse::EntryId;
use crate::render::viewpoint::Viewpoint;

/// A whole way from a role to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Where it leads, as a heading: `To Paula, through Driver`.
    pub title: String,
    /// The steps, the role itself first; where the way forks at its end, as far as the last colleague.
    pub hops: Vec<Hop>,
    /// Where it forks: each customer, and what the last colleague gives them. Empty where there is one end.
    pub ends: Vec<Hop>,
    /// When the role's own step matters.
    pub moment: Option<String>,
    /// The pillar that the role's own step keeps.
    pub pillar: Option<Link>,
}

/// The steps of a path, the last one its customer.
pub fn hops(path: &Path, from: &Viewpoint<'_>) -> Vec<Hop> {
    steps(&path.hops, from)
}

/// The shortest way from a role to a customer; where it reaches none, its first handover. Empty where it serves nobody.
pub fn shortest(role: EntryId, from: &Viewpoint<'_>) -> Vec<Hop> {
    let line = from.handbook().line_of_sight();
    match line.shortest(role) {
        Some(path) => hops(&path, from),
        None => line.serves(role).next().map_or_else(Vec::new, |hop| steps(&[hop], from)),
    }
}

/// Steps as they are told.
fn steps(hops: &[line_of_sight::Hop], from: &Viewpoint<'_>) -> Vec<Hop> {
    let given = hops.iter().map(|hop| match from.handbook().handover(hop.from, hop.at) {
        Some(edge) => giving(hop.from, edge, from),
        None => receiving(hop.from, from),
    });
    given.chain(hops.last().map(|hop| receiving(hop.to, from))).collect()
}

impl Line {
    /// The ways of `paths`, which are one but for their last step. The first begins with a handover of the role's own.
    fn of(paths: &[&[line_of_sight::Hop]], from: &Viewpoint<'_>) -> Option<Self> {
        let hops = *paths.first()?;
        let first = hops.first()?;
        let own = from.handbook().handover(first.from, first.at)?;
        let words = from.words();
        let names: Vec<String> =
            paths.iter().filter_map(|hops| Some(from.link(hops.last()?.to).text)).collect();
        let to = text::enumeration(&names, words);
        let title = match hops {
            [_] => words.fill("role.to", &[("name", &to)]),
            _ => words.fill("role.to_through", &[("name", &to), ("colleague", &from.link(first.to).text)]),
        };
        let fork = |hops: &&[line_of_sight::Hop]| {
            let last = hops.last()?;
            let given = giving(last.from, from.handbook().handover(last.from, last.at)?, from);
            Some(Hop { who: from.link(last.to), customer: true, ..given })
        };
        let (hops, ends) = match paths {
            [_] => (steps(hops, from), Vec::new()),
            _ => (steps(&hops[..hops.len() - 1], from), paths.iter().filter_map(fork).collect()),
        };
        Some(Self {
            title,
            hops,
            ends,
            moment: text(&own.moment, words),
            pillar: text::link(&own.pillar, from),
        })
    }
}

/// All lines of a role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// The shortest way to each customer, the nearest first; then what else the role hands over.
    pub told: Vec<Line>,
    /// Customers beyond those, with how far they are.
    pub more: Vec<Link>,
    /// How many customers there are beyond `more`.
    pub rest: usize,
}

/// Ways of two steps and more that differ in nothing but the customer are told together; the first of each stands where
/// it stood.
fn forked(paths: &[Path]) -> Vec<Vec<&[line_of_sight::Hop]>> {
    let mut forks: Vec<Vec<&[line_of_sight::Hop]>> = Vec::new();
    for path in paths {
        let [shared @ .., _] = path.hops.as_slice() else { continue };
        let same = |fork: &&mut Vec<&[line_of_sight::Hop]>| match fork.first() {
            Some([other @ .., _]) => !shared.is_empty() && *other == *shared,
            Some([]) | None => false,
        };
        match forks.iter_mut().find(same) {
            Some(fork) => fork.push(&path.hops),
            None => forks.push(vec![&path.hops]),
        }
    }
    forks
}

/// So many ways are told step by step, and so many customers more are named.
const TOLD: usize = 12;
const NAMED: usize = 24;

impl Lines {
    /// The lines of `role`.
    pub fn of(role: EntryId, from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let line = handbook.line_of_sight();
        let reached = line.reaches(role);
        let told: Vec<Path> =
            reached.iter().take(TOLD).filter_map(|(customer, _)| line.path(role, *customer)).collect();
        let first: Vec<usize> = told.iter().filter_map(|path| Some(path.hops.first()?.at)).collect();
        let serves = match &handbook.entry(role).fields {
            crate::parse::kind::Fields::Role(fields) => fields.serves.as_slice(),
            _ => &[],
        };
        let also =
            serves.iter().enumerate().filter(|(at, _)| !first.contains(at)).filter_map(|(at, edge)| {
                let hop = line_of_sight::Hop { from: role, to: edge.to.as_ref()?.to, at };
                let mut line = Line::of(&[&[hop]], from)?;
                if !told.is_empty() {
                    line.title = from.words().fill("role.and_to", &[("name", &from.link(hop.to).text)]);
                }
                Some(line)
            });
        Self {
            told: forked(&told).iter().filter_map(|paths| Line::of(paths, from)).chain(also).collect(),
            more: reached.iter().skip(TOLD).take(NAMED).map(|(customer, _)| from.link(*customer)).collect(),
            rest: reached.len().saturating_sub(TOLD + NAMED),
        }
    }
}
