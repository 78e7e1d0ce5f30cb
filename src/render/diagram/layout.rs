//! Columns of rows → the height of each row: numbers in, numbers out.

use std::collections::BTreeMap;

/// What is to be placed: a station, or the empty row that an edge has in a column it skips.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    /// Its column, from the left.
    pub column: usize,
    /// What stands above its line.
    pub above: f64,
    /// What stands below.
    pub below: f64,
    /// What it is kept together with; a group has a heading of its own.
    pub group: Option<usize>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pitch {
    /// The least height of a row.
    pub row: f64,
    /// The height of a group's heading; 0 where groups have none.
    pub heading: f64,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Laid {
    /// The height of each line, from the top.
    pub y: Vec<f64>,
    /// The headings of groups: group, column, and the height of their writing.
    pub headings: Vec<(usize, usize, f64)>,
    /// The height of the tallest column.
    pub height: f64,
}

/// Puts `places` in order and gives them heights. `edges` join places; of equals the first in `places` is higher.
pub(super) fn lay(places: &[Place], edges: &[(usize, usize)], pitches: &[Pitch]) -> Laid {
    let columns = ordered(places, edges, pitches.len());
    let mut laid = Laid { y: vec![0.0; places.len()], headings: Vec::new(), height: 0.0 };
    let mut heights = Vec::with_capacity(columns.len());
    for (column, pitch) in columns.iter().zip(pitches) {
        let mut top = 0.0;
        let mut group = None;
        for at in column {
            let place = &places[*at];
            let height = pitch.row.max(place.above + place.below);
            if place.group != group || top == 0.0 {
                group = place.group;
                if let Some(group) = group.filter(|_| pitch.heading > 0.0) {
                    top += pitch.heading;
                    // Close to what it is the heading of.
                    laid.headings.push((group, place.column, top + height - place.below - place.above - 3.0));
                }
            }
            laid.y[*at] = top + height - place.below;
            top += height;
        }
        heights.push(top);
    }
    laid.height = heights.iter().copied().fold(0.0, f64::max);
    // Short columns stand in the middle.
    let shift: Vec<f64> = heights.iter().map(|height| (laid.height - height) / 2.0).collect();
    for (at, place) in places.iter().enumerate() {
        laid.y[at] += shift[place.column];
    }
    for heading in &mut laid.headings {
        heading.2 += shift[heading.1];
    }
    laid
}

/// The columns' places from top to bottom: near the mean of those they are joined to, groups together.
fn ordered(places: &[Place], edges: &[(usize, usize)], columns: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<Vec<usize>> = vec![Vec::new(); columns];
    for (at, place) in places.iter().enumerate() {
        if let Some(column) = order.get_mut(place.column) {
            column.push(at);
        }
    }
    let mut joined: Vec<Vec<usize>> = vec![Vec::new(); places.len()];
    for (a, b) in edges.iter().filter(|(a, b)| places[*a].column != places[*b].column) {
        joined[*a].push(*b);
        joined[*b].push(*a);
    }
    // A share of the column's height, so that short and tall columns can be compared.
    let mut share = vec![0.5; places.len()];
    order.iter().for_each(|column| set_shares(column, &mut share));
    // From the customers back to the roles, and forth again.
    for column in (0..columns).rev().chain(0..columns) {
        sort(&mut order[column], places, &joined, &share);
        set_shares(&order[column], &mut share);
    }
    order
}

fn set_shares(column: &[usize], share: &mut [f64]) {
    for (rank, at) in column.iter().enumerate() {
        share[*at] = (rank as f64 + 0.5) / column.len() as f64;
    }
}

fn sort(column: &mut [usize], places: &[Place], joined: &[Vec<usize>], share: &[f64]) {
    let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len().max(1) as f64;
    let pull = |at: usize| {
        let neighbours: Vec<f64> = joined[at].iter().map(|other| share[*other]).collect();
        if neighbours.is_empty() { share[at] } else { mean(&neighbours) }
    };
    let mut groups: BTreeMap<Option<usize>, Vec<f64>> = BTreeMap::new();
    for at in column.iter() {
        groups.entry(places[*at].group).or_default().push(pull(*at));
    }
    column.sort_by(|a, b| {
        let key = |at: usize| (mean(&groups[&places[at].group]), places[at].group, pull(at), at);
        let (one, other) = (key(*a), key(*b));
        one.0
            .total_cmp(&other.0)
            .then_with(|| one.1.cmp(&other.1))
            .then_with(|| one.2.total_cmp(&other.2))
            .then_with(|| one.3.cmp(&other.3))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const PITCH: Pitch = Pitch { row: 48.0, heading: 0.0 };

    fn place(column: usize) -> Place {
        Place { column, above: 20.0, below: 8.0, group: None }
    }

    fn grouped(column: usize, group: usize) -> Place {
        Place { group: Some(group), ..place(column) }
    }

    #[test]
    fn neighbours_stand_beside_each_other() {
        // Two roles, two customers, crossed as listed.
        let places = [place(0), place(0), place(1), place(1)];
        let laid = lay(&places, &[(0, 3), (1, 2)], &[PITCH; 2]);
        assert_eq!((laid.y[0], laid.y[1]), (laid.y[3], laid.y[2]), "no line crosses another");
    }

    #[test]
    fn equals_keep_their_order() {
        let places = [place(0), place(0), place(0), place(1)];
        let laid = lay(&places, &[(0, 3), (1, 3), (2, 3)], &[PITCH; 2]);
        assert!(laid.y[0] < laid.y[1] && laid.y[1] < laid.y[2]);
        assert_eq!(laid.y[3], laid.y[1], "a short column stands in the middle");
    }

    #[test]
    fn groups_stay_together_under_their_heading() {
        let places = [grouped(0, 1), grouped(0, 0), grouped(0, 1), place(1)];
        let laid = lay(&places, &[(0, 3), (1, 3), (2, 3)], &[Pitch { heading: 34.0, ..PITCH }, PITCH]);
        assert_eq!(laid.headings.iter().map(|heading| heading.0).collect::<Vec<_>>(), [0, 1]);
        assert!(laid.y[1] < laid.y[0] && laid.y[0] < laid.y[2]);
        let gap = laid.headings[1].2 - laid.y[1];
        assert!(
            gap > 0.0 && laid.headings[1].2 < laid.y[0] - 20.0,
            "a heading has room of its own: {laid:?}"
        );
    }

    #[test]
    fn tall_rows_take_the_room_they_need() {
        let tall = Place { above: 90.0, ..place(0) };
        let laid = lay(&[place(0), tall, place(0)], &[], &[PITCH]);
        assert!(laid.y[1] - laid.y[0] >= 90.0 + 8.0, "{laid:?}");
        assert_eq!(laid.height, 48.0 + 98.0 + 48.0);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(lay(&[], &[], &[]).height, 0.0);
        assert_eq!(lay(&[], &[], &[PITCH; 3]).height, 0.0);
    }
}
