//! Figures over time: at most two lines on one time axis, and nothing computed between them.

use jiff::civil::Date;

use super::axis::{self, Tick};
use super::svg::{Anchor, Svg, width};

/// A trend, ready to be drawn at both widths.
pub struct Trend<'t> {
    /// The picture's name: what it shows, in a sentence.
    pub name: String,
    /// Customers first, employees second.
    pub series: Vec<Series>,
    /// What a value is called on the axis, and its bounds.
    pub values: Values<'t>,
    /// What a month is called under the axis: short, with its year; or the year alone.
    pub month: &'t dyn Fn(Date, bool) -> String,
    /// What the field says where too few answered.
    pub too_few: String,
}

/// The values of a trend.
pub struct Values<'t> {
    /// The highest that can be, where there is one: no line is drawn above it.
    pub most: Option<f64>,
    /// As people of the language write it.
    pub format: &'t dyn Fn(f64) -> String,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What stands at its end.
    pub name: String,
    /// Whose it is.
    pub employees: bool,
    /// Its points, the oldest first.
    pub points: Vec<Point>,
}

/// One period of one line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The period's first day.
    pub from: Date,
    /// Its last.
    pub to: Date,
    /// The value; `None` where too few answered to show it.
    pub value: Option<f64>,
}

/// How wide a drawing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 620 units, for desks and paper.
    Wide,
    /// 340 units, for phones; or everywhere, where the drawing is one of two.
    Narrow,
}

/// Sizes of letters, as `chart.css` sets them.
const AXIS: f64 = 12.5;
const LARGEST: f64 = 14.5;
const NAME: f64 = 13.5;
/// Between a series' end and its name, and between two names one above the other.
const BESIDE: f64 = 12.0;
const APART: f64 = 18.0;
/// From one line of words to the next.
const LEADING: f64 = 17.0;
/// Half the field that says "too few".
const FIELD: f64 = 22.0;

impl Point {
    /// A period stands in its middle.
    fn day(&self) -> f64 {
        f64::midpoint(axis::number(self.from), axis::number(self.to))
    }
}

impl Series {
    fn class(&self) -> &'static str {
        if self.employees { "two" } else { "one" }
    }
}

/// Where everything stands.
struct Frame {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    first: f64,
    last: f64,
    lines: Vec<f64>,
}

impl Frame {
    fn of(trend: &Trend<'_>, size: Width) -> Self {
        let (width, height) = match size {
            Width::Wide => (620.0, 210.0),
            Width::Narrow => (340.0, 176.0),
        };
        let points = || trend.series.iter().flat_map(|series| &series.points);
        let values = || points().filter_map(|point| point.value);
        let mut lines = axis::lines(values().fold(0.0, f64::min), values().fold(0.0, f64::max));
        if let Some(most) = trend.values.most {
            lines.retain(|line| *line <= most);
        }
        let words = lines.iter().map(|line| super::svg::width(&(trend.values.format)(*line), AXIS));
        let names = trend.series.iter().map(|series| super::svg::width(&series.name, NAME));
        let (mut first, mut last) =
            points().map(Point::day).fold((f64::MAX, f64::MIN), |(a, b), day| (a.min(day), b.max(day)));
        if last - first < 1.0 {
            // A single period stands in the middle.
            (first, last) = (first - 45.0, last + 45.0);
        }
        // A field at the beginning wants room of its own.
        let field = points().any(|point| point.value.is_none() && point.day() - first < 1.0);
        let left = words.fold(0.0, f64::max) + 8.0;
        Self {
            width,
            height,
            left: left + if field { FIELD + 4.0 } else { 6.0 },
            // However long a name, half of the picture is the lines'.
            right: (width - names.fold(0.0, f64::max) - BESIDE - 4.0).max(width / 2.0),
            top: 14.0,
            bottom: height - 28.0,
            first,
            last,
            lines,
        }
    }

    fn x(&self, day: f64) -> f64 {
        self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)
    }

    fn y(&self, value: f64) -> f64 {
        let (low, high) =
            (self.lines.first().copied().unwrap_or(0.0), self.lines.last().copied().unwrap_or(1.0));
        self.bottom - (value - low) / (high - low).max(f64::MIN_POSITIVE) * (self.bottom - self.top)
    }
}

impl Trend<'_> {
    /// Whether there is a way to see: a line needs two periods.
    pub fn is_drawn(&self) -> bool {
        self.series.iter().any(|series| series.points.len() > 1)
    }

    /// The drawing, with `class` beside its own.
    pub fn draw(&self, size: Width, class: &str) -> String {
        let frame = Frame::of(self, size);
        let class = format!("chart {class}");
        let mut svg = Svg::new(class.trim(), frame.width, frame.height, &self.name);
        self.draw_axes(&frame, &mut svg);
        self.draw_fields(&frame, &mut svg);
        for series in &self.series {
            let runs: Vec<Vec<(f64, f64)>> = series
                .points
                .split(|point| point.value.is_none())
                .map(|run| run.iter().filter_map(|point| frame.place(point)).collect())
                .collect();
            svg.line(series.class(), &runs);
        }
        for series in &self.series {
            for at in series.points.iter().filter_map(|point| frame.place(point)) {
                if series.employees {
                    svg.rect("two-dot", (at.0 - 4.0, at.1 - 4.0), (8.0, 8.0));
                } else {
                    svg.dot("one-dot", at, 5.0);
                }
            }
        }
        self.draw_names(&frame, &mut svg);
        svg.finish()
    }

    fn draw_axes(&self, frame: &Frame, svg: &mut Svg) {
        let start = frame.x(frame.first) - if frame.left > FIELD { 6.0 } else { 0.0 };
        for line in &frame.lines {
            let y = frame.y(*line);
            let class = if *line == 0.0 { "axis" } else { "grid" };
            svg.line(class, &[vec![(start, y), (frame.right + 6.0, y)]]);
            let words = (self.values.format)(*line);
            svg.text("", (width(&words, AXIS), y + 4.0), Anchor::End, &words);
        }
        // As many months as stand apart even where letters are large: on the smallest phones.
        let room = width("Sep 2026", LARGEST) + 16.0;
        let most = (1..6_u8).rev().find(|n| f64::from(*n) * room <= frame.right - frame.left).unwrap_or(1);
        for Tick { day, year_only } in axis::ticks(frame.first, frame.last, usize::from(most)) {
            let x = frame.x(axis::number(day));
            svg.line("axis", &[vec![(x, frame.bottom), (x, frame.bottom + 5.0)]]);
            let words = (self.month)(day, year_only);
            // Words at the edge stay inside the picture.
            let half = width(&words, AXIS) / 2.0;
            let x = x.clamp(half, frame.width - half);
            svg.text("", (x, frame.bottom + 21.0), Anchor::Middle, &words);
        }
    }

    /// Quiet fields where too few answered; one where both lines break.
    fn draw_fields(&self, frame: &Frame, svg: &mut Svg) {
        let broken =
            self.series.iter().flat_map(|series| &series.points).filter(|point| point.value.is_none());
        let mut places: Vec<f64> = broken.map(|point| frame.x(point.day())).collect();
        places.sort_by(f64::total_cmp);
        places.dedup_by(|next, before| *next - *before < 2.0 * FIELD);
        let words: Vec<&str> = self.too_few.split_whitespace().collect();
        let zero = frame.y(0.0);
        let height = (zero - frame.top).clamp(0.0, 62.0).max(16.0 + LEADING * lines_of(&words));
        for x in places {
            let top = (zero - height).max(frame.top);
            svg.rect("hidden-zone", (x - FIELD, top), (2.0 * FIELD, height));
            let first = top + height / 2.0 + 4.0 - LEADING / 2.0 * (lines_of(&words) - 1.0);
            for (word, line) in words.iter().zip(0_u8..) {
                svg.text("hidden-word", (x, first + LEADING * f64::from(line)), Anchor::Middle, word);
            }
        }
    }

    /// Names at the series' ends; where they would meet, one moves up and the other down.
    fn draw_names(&self, frame: &Frame, svg: &mut Svg) {
        let end = |series: &Series| series.points.iter().rev().find_map(|point| frame.place(point));
        let mut ends: Vec<(f64, &Series)> =
            self.series.iter().filter_map(|series| Some((end(series)?.1, series))).collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        if let [(upper, _), (lower, _)] = ends.as_mut_slice()
            && *lower - *upper < APART
        {
            let middle =
                f64::midpoint(*upper, *lower).clamp(frame.top + APART / 2.0, frame.bottom - APART / 2.0);
            (*upper, *lower) = (middle - APART / 2.0, middle + APART / 2.0);
        }
        for (y, series) in ends {
            let class = format!("{}-name", series.class());
            svg.text(&class, (frame.right + BESIDE, y + 5.0), Anchor::Start, &series.name);
        }
    }
}

impl Frame {
    fn place(&self, point: &Point) -> Option<(f64, f64)> {
        Some((self.x(point.day()), self.y(point.value?)))
    }
}

fn lines_of(words: &[&str]) -> f64 {
    f64::from(u8::try_from(words.len()).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::value::Period;

    fn points(values: &[(&str, Option<f64>)]) -> Vec<Point> {
        let point = |(period, value): &(&str, Option<f64>)| {
            let period = Period::find(period).expect("a period");
            Point { from: period.first(), to: period.last(), value: *value }
        };
        values.iter().map(point).collect()
    }

    fn draw(customers: &[(&str, Option<f64>)], employees: &[(&str, Option<f64>)], size: Width) -> String {
        let series = |name: &str, employees, values: &[_]| Series {
            name: name.into(),
            employees,
            points: points(values),
        };
        let trend = Trend {
            name: "Recommendation over time".into(),
            series: vec![series("Customers", false, customers), series("Colleagues", true, employees)],
            values: Values { most: Some(100.0), format: &|value| format!("{value:+.0}") },
            month: &|day, year_only| {
                if year_only { day.year().to_string() } else { format!("{}/{}", day.month(), day.year()) }
            },
            too_few: "too few".into(),
        };
        trend.draw(size, "wide")
    }

    const CUSTOMERS: [(&str, Option<f64>); 3] =
        [("2025-Q3", Some(21.0)), ("2025-Q4", Some(24.0)), ("2026-Q2", Some(33.0))];
    const EMPLOYEES: [(&str, Option<f64>); 4] =
        [("2025-Q3", Some(8.0)), ("2025-Q4", None), ("2026-Q1", Some(14.0)), ("2026-04", Some(19.0))];

    #[test]
    fn a_line_breaks_where_too_few_answered() {
        let svg = draw(&CUSTOMERS, &EMPLOYEES, Width::Wide);
        assert_eq!(svg.matches("<circle class=\"one-dot\"").count(), 3);
        assert_eq!(svg.matches("<rect class=\"two-dot\"").count(), 3);
        assert_eq!(svg.matches("<rect class=\"hidden-zone\"").count(), 1);
        let line = |class: &str| {
            let (_, rest) = svg.split_once(&format!("<path class=\"{class}\" d=\"")).expect("a line");
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        assert_eq!(line("one").matches('M').count(), 1);
        // The first employees' point stands alone; only the last two are joined.
        assert_eq!(line("two").matches(['M', 'L']).count(), 2, "{}", line("two"));
    }

    #[test]
    fn the_axis_of_time_is_one_and_true() {
        let svg = draw(&CUSTOMERS, &EMPLOYEES, Width::Wide);
        let xs: Vec<f64> = svg
            .split("<circle class=\"one-dot\" cx=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next()?.parse().ok())
            .collect();
        // A quarter, then half a year.
        assert!(((xs[2] - xs[1]) / (xs[1] - xs[0]) - 2.0).abs() < 0.05, "{xs:?}");
        assert!(svg.contains(">1/2026<"), "{svg}");
    }

    #[test]
    fn zero_is_drawn_and_names_stand_apart() {
        let svg = draw(
            &[("2025", Some(40.0)), ("2026", Some(30.0))],
            &[("2025", Some(10.0)), ("2026", Some(29.0))],
            Width::Narrow,
        );
        assert_eq!(svg.matches("class=\"axis\"").count(), 1 + 2, "zero, and two months under it: {svg}");
        assert_eq!(svg.matches("class=\"grid\"").count(), 2, "{svg}");
        let y = |class: &str| -> f64 {
            let (_, rest) = svg.split_once(&format!("<text class=\"{class}-name\"")).expect("a name");
            rest.split("y=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).expect("a number")
        };
        assert!(y("two") - y("one") >= 17.9, "{} {}", y("one"), y("two"));
    }

    #[test]
    fn everything_stays_inside_the_picture() {
        let long = [("2000", Some(-100.0)), ("2013", None), ("2026", Some(100.0))];
        for (size, width, height) in [(Width::Wide, 620.0, 210.0), (Width::Narrow, 340.0, 176.0)] {
            for svg in
                [draw(&long, &EMPLOYEES, size), draw(&[], &[("2026", None)], size), draw(&[], &[], size)]
            {
                let numbers = |name: &str| -> Vec<f64> {
                    svg.split(&format!(" {name}=\""))
                        .skip(1)
                        .filter_map(|rest| rest.split('"').next()?.parse().ok())
                        .collect()
                };
                assert!(
                    numbers("x").iter().chain(&numbers("cx")).all(|x| (0.0..=width).contains(x)),
                    "{svg}"
                );
                assert!(
                    numbers("y").iter().chain(&numbers("cy")).all(|y| (0.0..=height).contains(y)),
                    "{svg}"
                );
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            }
        }
    }
}
