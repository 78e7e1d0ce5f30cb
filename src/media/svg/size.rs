//! An SVG's first element → the size it is drawn at (CSS Images 3, section 5; SVG 2, section 8.2).

use roxmltree::Node;

/// The size of what says nothing about its size, as browsers have it.
pub(super) const DEFAULT: (u32, u32) = (300, 150);

/// The width and height of `root` in CSS pixels, each at least 1.
pub(super) fn size(root: Node<'_, '_>) -> (u32, u32) {
    let (width, height) =
        (root.attribute("width").and_then(length), root.attribute("height").and_then(length));
    let shape = root.attribute("viewBox").and_then(view_box);
    let (width, height) = match (width, height, shape) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(shape)) => shape,
        (width, height, None) => {
            (width.unwrap_or(f64::from(DEFAULT.0)), height.unwrap_or(f64::from(DEFAULT.1)))
        }
    };
    // A million pixels is more than any page is wide, and far from any overflow.
    let whole = |side: f64| side.round().clamp(1.0, 1_000_000.0) as u32;
    (whole(width), whole(height))
}

/// A length in CSS pixels; `None` for what depends on the page, such as `100%`.
fn length(value: &str) -> Option<f64> {
    let value = value.trim();
    // `e` may start an exponent or the unit `em`, which depends on the page anyway.
    let end = value.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(value.len());
    let (number, unit) = value.split_at(end);
    let unit = match unit.to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    number
        .trim()
        .parse::<f64>()
        .ok()
        .map(|number| number * unit)
        .filter(|side| side.is_finite() && *side > 0.0)
}

/// The width and height in a `viewBox`.
fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = value
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|n| !n.is_empty())
        .filter_map(|n| n.parse().ok())
        .collect();
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 && (width / height).is_finite() => {
            Some((width, height))
        }
        _ => None,
    }
}
