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
    /// The steps, the role itself first.
    pub hops: Vec<Hop>,
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
    /// A way that begins with the role's handover `hops[0]`.
    fn of(hops: &[line_of_sight::Hop], from: &Viewpoint<'_>) -> Option<Self> {
        let (first, last) = (hops.first()?, hops.last()?);
        let edge = from.handbook().handover(first.from, first.at)?;
        let words = from.words();
        let to = from.link(last.to).text;
        let title = match hops {
            [_] => words.fill("role.to", &[("name", &to)]),
            [first, ..] => {
                words.fill("role.to_through", &[("name", &to), ("colleague", &from.link(first.to).text)])
            }
            [] => to,
        };
        Some(Self {
            title,
            hops: steps(hops, from),
            moment: text(&edge.moment, words),
            pillar: text::link(&edge.pillar, from),
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
                let mut line = Line::of(&[hop], from)?;
                if !told.is_empty() {
                    line.title = from.words().fill("role.and_to", &[("name", &from.link(hop.to).text)]);
                }
                Some(line)
            });
        Self {
            told: told.iter().filter_map(|path| Line::of(&path.hops, from)).chain(also).collect(),
            more: reached.iter().skip(TOLD).take(NAMED).map(|(customer, _)| from.link(*customer)).collect(),
            rest: reached.len().saturating_sub(TOLD + NAMED),
        }
    }
}
