//! One score on the scale of all that could have been: where it lies, and between which ends with 95 in 100 certainty.

use super::svg::{Anchor, Svg};

/// The drawing's size, and where its line runs.
const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 50.0;
const ENDS: (f64, f64) = (16.0, 324.0);
const LINE: f64 = 16.0;

/// A scale from −100 to +100 called `name`, with `value`, its `interval` as a band, and words under both ends and the middle.
pub fn scale(name: &str, value: f64, interval: Option<(f64, f64)>, words: [&str; 3]) -> String {
    let x = |value: f64| ENDS.0 + (value.clamp(-100.0, 100.0) + 100.0) / 200.0 * (ENDS.1 - ENDS.0);
    let mut svg = Svg::new("chart scale", WIDTH, HEIGHT, name);
    if let Some((low, high)) = interval {
        svg.rect("band", (x(low), LINE - 8.0), ((x(high) - x(low)).max(1.0), 16.0));
    }
    svg.line("axis", &[vec![(ENDS.0, LINE), (ENDS.1, LINE)]]);
    for (end, words) in [-100.0, 0.0, 100.0].into_iter().zip(words) {
        svg.line("axis", &[vec![(x(end), LINE - 5.0), (x(end), LINE + 5.0)]]);
        svg.text("", (x(end), HEIGHT - 6.0), Anchor::Middle, words);
    }
    svg.dot("one-dot", (x(value), LINE), 6.0);
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_reaches_from_end_to_end() {
        let svg = scale("A score", 0.0, Some((-50.0, 50.0)), ["−100", "0", "+100"]);
        assert!(svg.contains(r#"<rect class="band" x="93" y="8" width="154" height="16"/>"#), "{svg}");
        assert!(svg.contains(r#"<circle class="one-dot" cx="170""#), "{svg}");
        assert!(!scale("A score", 0.0, None, ["", "", ""]).contains("band"));
    }
}
