//! The one place where SVG is written: everything that comes from people is escaped here, every number is whole.

use crate::parse::body::escape;

/// A stroke: where it goes, in absolute units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stroke {
    /// Begins.
    Move(f64, f64),
    /// Straight on, level, to this `x`.
    Level(f64),
    /// A curve with both handles level: out at the first `x`, in at the second, to the point.
    Curve(f64, f64, f64, f64),
}

/// A curve from one point to another, its handles half the way across. Between equal heights it is straight.
pub(super) fn curve(from: (f64, f64), to: (f64, f64)) -> Stroke {
    if (from.1 - to.1).abs() < 0.5 {
        return Stroke::Level(to.0);
    }
    let half = (to.0 - from.0) / 2.0;
    Stroke::Curve(from.0 + half, to.0 - half, to.0, to.1)
}

/// Writes a picture. On a mirrored one every `x` is counted from the right.
pub(super) struct Pen {
    out: String,
    mirror: Option<f64>,
}

impl Pen {
    /// Begins a picture called `title`. `id` is the title's, unique on its page; it holds nothing to be escaped.
    pub(super) fn new(class: &str, id: &str, title: &str, width: f64, height: f64, mirrored: bool) -> Self {
        let mut pen = Self { out: String::with_capacity(4096), mirror: mirrored.then_some(width) };
        let (width, height) = (whole(width), whole(height));
        pen.raw(&format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-labelledby=\"{id}\"><title id=\"{id}\">"
        ));
        pen.words(title);
        pen.raw("</title>\n");
        pen
    }

    /// The picture.
    pub(super) fn finish(mut self) -> String {
        self.raw("</svg>");
        self.out
    }

    /// Opens an element that others stand in: a link where it leads somewhere, a group where not.
    pub(super) fn open(
        &mut self,
        class: &str,
        href: Option<&str>,
        attributes: &[(&str, &str)],
    ) -> &'static str {
        let name = if href.is_some() { "a" } else { "g" };
        self.raw(&format!("<{name} class=\"{class}\""));
        let href = href.map(|href| ("href", href));
        for (attribute, value) in href.into_iter().chain(attributes.iter().copied()) {
            self.attribute(attribute, value);
        }
        self.raw(">");
        name
    }

    /// Closes what [`open`](Self::open) opened.
    pub(super) fn close(&mut self, name: &str) {
        self.raw(&format!("</{name}>\n"));
    }

    /// What an element is called where its own words are cut.
    pub(super) fn title(&mut self, text: &str) {
        self.raw("<title>");
        self.words(text);
        self.raw("</title>");
    }

    /// Lines of text, the first one's foot at `y`, the others `leading` apart.
    pub(super) fn text(&mut self, class: &str, at: (f64, f64), middle: bool, lines: &[String], leading: f64) {
        let x = self.x(at.0);
        let middle = if middle { " text-anchor=\"middle\"" } else { "" };
        self.raw(&format!("<text class=\"{class}\" x=\"{x}\" y=\"{}\"{middle}>", whole(at.1)));
        match lines {
            [line] => self.words(line),
            lines => {
                for (number, line) in lines.iter().enumerate() {
                    let down = if number == 0 { 0.0 } else { leading };
                    self.raw(&format!("<tspan x=\"{x}\" dy=\"{}\">", whole(down)));
                    self.words(line);
                    self.raw("</tspan>");
                }
            }
        }
        self.raw("</text>");
    }

    /// A line.
    pub(super) fn path(&mut self, class: &str, strokes: &[Stroke], attributes: &[(&str, &str)]) {
        let mut way = String::new();
        let mut level = 0;
        for stroke in strokes {
            match *stroke {
                Stroke::Move(x, y) => {
                    level = whole(y);
                    way.push_str(&format!("M{} {level}", self.x(x)));
                }
                Stroke::Level(x) => way.push_str(&format!("H{}", self.x(x))),
                Stroke::Curve(out, into, x, y) => {
                    let y = whole(y);
                    way.push_str(&format!("C{} {level} {} {y} {} {y}", self.x(out), self.x(into), self.x(x)));
                    level = y;
                }
            }
        }
        self.raw(&format!("<path class=\"{class}\""));
        for (attribute, value) in attributes {
            self.attribute(attribute, value);
        }
        self.raw(&format!(" d=\"{way}\"/>"));
    }

    /// A station.
    pub(super) fn circle(&mut self, class: &str, x: f64, y: f64, radius: f64) {
        let x = self.x(x);
        self.raw(&format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{}\" r=\"{radius}\"/>", whole(y)));
    }

    /// What can be pointed at: transparent, and large enough for a finger.
    pub(super) fn hit(&mut self, x: f64, y: f64, width: f64, height: f64) {
        let x = self.x(if self.mirror.is_some() { x + width } else { x });
        let (y, width, height) = (whole(y), whole(width), whole(height));
        self.raw(&format!("<rect class=\"hit\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"));
    }

    /// A new line in the file, for whoever reads it.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.raw(&format!(" {name}=\""));
        self.words(value);
        self.raw("\"");
    }

    fn x(&self, x: f64) -> i64 {
        whole(self.mirror.map_or(x, |width| width - x))
    }

    fn words(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }
}

/// Pictures are hundreds of units wide, so that halves of one are not seen.
fn whole(number: f64) -> i64 {
    // Far from the ends of the numbers that fit.
    number.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(mirrored: bool, draw: impl Fn(&mut Pen)) -> String {
        let mut pen = Pen::new("los", "t", "A <picture>", 100.0, 50.0, mirrored);
        draw(&mut pen);
        pen.finish()
    }

    #[test]
    fn what_people_wrote_cannot_leave_its_place() {
        let svg = drawn(false, |pen| {
            let name = pen.open("node", Some("a\" onload=\"b"), &[("data-id", "\"><script>")]);
            pen.text("name", (1.0, 2.0), false, &["</text><script>alert(1)</script>".to_owned()], 0.0);
            pen.title("a & b");
            pen.close(name);
        });
        assert!(!svg.contains("<script") && !svg.contains("onload=\"b"), "{svg}");
        assert!(svg.contains("A &lt;picture&gt;") && svg.contains("<title>a &amp; b</title>"));
        roxmltree::Document::parse(&svg).unwrap();
    }

    #[test]
    fn a_line_is_made_of_level_pieces_and_curves() {
        let strokes = [
            Stroke::Move(0.0, 10.0),
            Stroke::Level(20.0),
            curve((20.0, 10.0), (60.0, 40.0)),
            curve((60.0, 40.0), (90.0, 40.0)),
        ];
        let svg = drawn(false, |pen| pen.path("edge", &strokes, &[]));
        assert!(svg.contains("d=\"M0 10H20C40 10 40 40 60 40H90\""), "{svg}");
        let svg = drawn(true, |pen| pen.path("edge", &strokes, &[]));
        assert!(svg.contains("d=\"M100 10H80C60 10 60 40 40 40H10\""), "{svg}");
    }

    #[test]
    fn a_mirrored_rectangle_keeps_its_size() {
        let svg = drawn(true, |pen| pen.hit(10.0, 5.0, 30.0, 24.0));
        assert!(svg.contains("x=\"60\" y=\"5\" width=\"30\" height=\"24\""), "{svg}");
    }
}
