//! Where the words for what is handed over go.

use super::layout::{Laid, Place};
use super::measure::{Lines, Type};
use super::scene::Scene;

/// A label's type, the distance of its lines, and how wide they may be: about eighteen letters.
const FACE: Type = Type::plain(14.0);
pub(super) const LEADING: f64 = 17.0;
const WIDTH: f64 = 132.0;
/// How many labels a picture has at most.
const MOST: usize = 6;

impl Scene {
    /// Where labels go: on the middle of their curve, or nearer to one of its ends where another label is in the way; a
    /// straight line has its label resting on it. The list has those for which there is no room.
    pub(super) fn labels(
        &self,
        ways: &[Vec<usize>],
        laid: &Laid,
        places: &[Place],
    ) -> Vec<(f64, f64, Vec<String>)> {
        let mut taken: Vec<[f64; 4]> = Vec::new();
        let mut labels = Vec::new();
        for (edge, way) in self.edges.iter().zip(ways) {
            let Some(label) = edge.label.as_ref().filter(|_| labels.len() < MOST) else { continue };
            let set = Lines::set(label, FACE, WIDTH, 2);
            let (wide, tall) = (set.width(FACE), set.lines.len() as f64 * LEADING);
            let free = self.middles(way, laid, places, wide, tall).into_iter().find(|(x, y)| {
                let own = [x - wide / 2.0 - 6.0, y - tall / 2.0, x + wide / 2.0 + 6.0, y + tall / 2.0];
                let clear = taken.iter().all(|other| {
                    own[2] < other[0] || other[2] < own[0] || own[3] < other[1] || other[3] < own[1]
                });
                if clear {
                    taken.push(own);
                }
                clear
            });
            if let Some((x, y)) = free {
                labels.push((x, y - tall / 2.0 + LEADING * 0.75, set.lines));
            }
        }
        labels
    }

    /// The middles that a label of this size may have: of an edge that skips a column, in its free row there.
    fn middles(&self, way: &[usize], laid: &Laid, places: &[Place], wide: f64, tall: f64) -> Vec<(f64, f64)> {
        let [from, to, ..] = way else { return Vec::new() };
        let resting = |y: f64| y - tall / 2.0 - 5.0;
        if *to >= self.stations.len() {
            let (start, end) = self.ends(*to, places);
            return vec![((start + end) / 2.0, resting(laid.y[*to]))];
        }
        let (start, end) = (self.ends(*from, places).1, self.ends(*to, places).0);
        if end - start < wide + 16.0 {
            return Vec::new();
        }
        let (above, below) = (laid.y[*from], laid.y[*to]);
        if (above - below).abs() < tall / 2.0 {
            return vec![((start + end) / 2.0, resting(above.min(below)))];
        }
        // A cubic with level handles half-way across has gone 3t² − 2t³ of its height at t.
        let at = |t: f64| {
            let x = start + (end - start) * (1.5 * t * (1.0 - t) + t * t * t);
            (x, above + (below - above) * (3.0 * t * t - 2.0 * t * t * t))
        };
        vec![at(0.5), at(0.35), at(0.65)]
    }
}
