//! SVG as text: numbers of one spelling, words without markup.

use unicode_width::UnicodeWidthStr;

/// A drawing being written.
pub(super) struct Svg(String);

impl Svg {
    /// A picture called `name`, `width` by `height` units, of these classes.
    pub(super) fn new(class: &str, width: f64, height: f64, name: &str) -> Self {
        let (width, height, name) = (number(width), number(height), escaped(name));
        Self(format!(
            r#"<svg class="{class}" viewBox="0 0 {width} {height}" role="img" aria-label="{name}">"#
        ))
    }

    /// A line through `points`, one stroke for each run of them.
    pub(super) fn line(&mut self, class: &str, runs: &[Vec<(f64, f64)>]) {
        let stroke = |run: &Vec<(f64, f64)>| {
            let points: Vec<String> =
                run.iter().map(|(x, y)| format!("{} {}", number(*x), number(*y))).collect();
            format!("M{}", points.join("L"))
        };
        let path: String = runs.iter().filter(|run| run.len() > 1).map(stroke).collect();
        if !path.is_empty() {
            self.0.push_str(&format!(r#"<path class="{class}" d="{path}"/>"#));
        }
    }

    /// A round point.
    pub(super) fn dot(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let [x, y, radius] = [x, y, radius].map(number);
        self.0.push_str(&format!(r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}"/>"#));
    }

    /// A rectangle from its upper left corner.
    pub(super) fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let [x, y, width, height] = [x, y, width, height].map(number);
        self.0.push_str(&format!(
            r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#
        ));
    }

    /// Words, beginning, centred or ending at a point.
    pub(super) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, words: &str) {
        let (x, y, words) = (number(x), number(y), escaped(words));
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let class = if class.is_empty() { String::new() } else { format!(r#" class="{class}""#) };
        self.0.push_str(&format!(r#"<text{class} x="{x}" y="{y}"{anchor}>{words}</text>"#));
    }

    pub(super) fn finish(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

/// Where words stand to their point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A number with at most one digit after the point; never `-0`.
fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    let tenths = if tenths == 0.0 { 0.0 } else { tenths };
    format!("{tenths}")
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// About how wide words are, in units, set at `size`: letters of a system's face are half as wide as they are high, and
/// a little more.
pub(super) fn width(words: &str, size: f64) -> f64 {
    let cells = u32::try_from(words.width()).unwrap_or(u32::MAX);
    f64::from(cells) * size * 0.56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_spelling() {
        assert_eq!([1.0, 1.26, -0.04, 100.0, 0.05].map(number), ["1", "1.3", "0", "100", "0.1"]);
    }

    #[test]
    fn words_are_no_markup() {
        let mut svg = Svg::new("chart", 10.0, 10.0, r#"a "b" & <c>"#);
        svg.text("", (1.0, 2.0), Anchor::End, "<script>");
        assert_eq!(
            svg.finish(),
            "<svg class=\"chart\" viewBox=\"0 0 10 10\" role=\"img\" aria-label=\"a &quot;b&quot; &amp; &lt;c&gt;\">\
             <text x=\"1\" y=\"2\" text-anchor=\"end\">&lt;script&gt;</text></svg>"
        );
    }
}
