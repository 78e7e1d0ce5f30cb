//! Figures → drawings: trends and scales as SVG, by the rules of the theme's design.
//!
//! Pure: what is drawn depends on what is given and on nothing else, so the same figures are the same bytes. A drawing has no
//! style of its own; classes name what a thing is, and the theme's `chart.css` colours it by its tokens. Every
//! drawing is one picture with a name (`role="img"`), and stands beside a table that has every value.
//!
//! * Natural width 340 units (wide: 620), one unit about one pixel.
//! * Zero is always drawn, with two or three lines more. No legend: names stand at the series' ends.
//! * Customers are solid and round, employees dashed and square, in that order.
//! * Of too few the line breaks, and a quiet field says so. Never a zero, never an empty place.

mod axis;
mod scale;
mod svg;
mod trend;

pub use scale::scale;
pub use trend::{Point, Series, Trend, Values, Width};
