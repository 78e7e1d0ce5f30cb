//! Two colours → every colour the brand lends to the page, for light and dark, readable by construction.
//!
//! Worked out in OKLCH, where lightness is what the eye sees, and written as plain hex, so that contrast can be counted
//! and no browser needs new CSS. The matrices and the transfer are Björn Ottosson's, "A perceptual color space for image
//! processing", <https://bottosson.github.io/posts/oklab/>; contrast is WCAG 2.2's,
//! <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.

use std::fmt::Write as _;

use crate::colour::{BadColour, Oklch, Rgb};

/// The neutrals of `styles/tokens.css` on which the brand's colours must be readable. A test keeps the two the same.
const LIGHT: Ground = Ground { page: "#fcfbf8", wash: "#f5f2eb" };
const DARK: Ground = Ground { page: "#11191a", wash: "#182325" };

/// What text may stand on, besides the brand's own washes.
struct Ground {
    page: &'static str,
    wash: &'static str,
}

/// Text in the brand's colours is a little more readable than WCAG's AA asks, since it is also thin lines.
const TEXT: f64 = 5.5;
/// WCAG 2.2, 1.4.3 for text.
#[cfg(test)]
const TEXT_AA: f64 = 4.5;
/// WCAG 2.2, 1.4.11 for what is drawn, with a hair to spare.
const DRAWN: f64 = 3.05;

/// Where the build writes the colours into `styles/tokens.css`.
const START: &str = "/* brand:start */";
const END: &str = "/* brand:end */";

/// The brand's colour where a handbook names none.
pub const COLOUR: &str = "#0b5d66";
/// The accent where a handbook names none.
pub const ACCENT: &str = "#c2410c";

/// The brand's colours for both schemes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// On light pages and on paper.
    pub light: Palette,
    /// On dark pages.
    pub dark: Palette,
}

/// One scheme's colours, each as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// Links, and what leads on.
    pub brand: String,
    /// A breath of it behind something.
    pub brand_wash: String,
    /// Text on a surface of `brand`.
    pub on_brand: String,
    /// Here, look: me, today, an open place, a gap, a mistake.
    pub accent: String,
    /// A breath of it behind something.
    pub accent_wash: String,
    /// The line.
    pub line: String,
    /// Every other line; just over 3:1, since every drawn connection says something.
    pub line_soft: String,
}

/// Works out the brand's colours from two hex values.
///
/// # Errors
/// When one of the two is not written as `#rgb` or `#rrggbb`.
pub fn tokens(colour: &str, accent: &str) -> Result<Brand, BadColour> {
    let brand = Oklch::from(colour.parse::<Rgb>()?);
    let accent = Oklch::from(accent.parse::<Rgb>()?);
    let light_brand = readable_on(brand, &[LIGHT.page, LIGHT.wash], TEXT);
    let light_accent = readable_on(accent.lightness(accent.l.min(0.50)), &[LIGHT.page, LIGHT.wash], TEXT);
    let light = Palette {
        brand_wash: brand.lightness(0.95).chroma_at_most(0.02).rgb().to_string(),
        accent_wash: accent.lightness(0.95).chroma_at_most(0.02).rgb().to_string(),
        on_brand: "#ffffff".to_owned(),
        line: light_brand.rgb().to_string(),
        line_soft: drawn_on(brand.chroma_at_most(0.05), LIGHT.page, Toward::Dark),
        brand: light_brand.rgb().to_string(),
        accent: light_accent.rgb().to_string(),
    };
    let dark_brand = Oklch { c: brand.c * 1.2, ..brand }.chroma_at_most(0.085);
    let dark_accent = Oklch { c: accent.c * 1.2, ..accent }.chroma_at_most(0.12);
    let dark = Palette {
        brand: dark_brand.lightness(0.78).rgb().to_string(),
        brand_wash: brand.lightness(0.29).chroma_at_most(0.04).rgb().to_string(),
        on_brand: brand.lightness(0.19).chroma_at_most(0.02).rgb().to_string(),
        accent: dark_accent.lightness(0.77).rgb().to_string(),
        accent_wash: accent.lightness(0.29).chroma_at_most(0.045).rgb().to_string(),
        line: dark_brand.lightness(0.71).rgb().to_string(),
        line_soft: drawn_on(brand.chroma_at_most(0.05), DARK.page, Toward::Light),
    };
    Ok(Brand { light, dark })
}

impl Brand {
    /// The colours as CSS: light for everything, dark for screens that ask for it.
    #[must_use]
    pub fn css(&self) -> String {
        let mut out = String::with_capacity(900);
        out.push_str(":root {");
        self.light.write(&mut out);
        out.push_str(" }\n  @media screen and (prefers-color-scheme: dark) {\n    :root:not([data-scheme=\"light\"]) {");
        self.dark.write(&mut out);
        out.push_str(" }\n  }\n  @media screen {\n    :root[data-scheme=\"dark\"] {");
        self.dark.write(&mut out);
        out.push_str(" }\n  }");
        out
    }

    /// Writes the colours between the marks of a theme's `tokens.css`. A theme without the marks has chosen its own.
    #[must_use]
    pub fn write_into(&self, tokens_css: &str) -> String {
        let Some((before, rest)) = tokens_css.split_once(START) else { return tokens_css.to_owned() };
        let Some((_, after)) = rest.split_once(END) else { return tokens_css.to_owned() };
        format!("{before}{START}\n  {}\n  {END}{after}", self.css())
    }
}

impl Palette {
    fn write(&self, out: &mut String) {
        for (name, value) in [
            ("brand", &self.brand),
            ("brand-wash", &self.brand_wash),
            ("on-brand", &self.on_brand),
            ("accent", &self.accent),
            ("accent-wash", &self.accent_wash),
            ("line", &self.line),
            ("line-soft", &self.line_soft),
        ] {
            // Writing to a String cannot fail.
            let _ = write!(out, " --{name}: {value};");
        }
    }
}

/// The colour itself, or darkened in small steps until it has the ratio on every ground.
fn readable_on(colour: Oklch, grounds: &[&str], wanted: f64) -> Oklch {
    let enough = |c: Oklch| grounds.iter().all(|ground| c.rgb().contrast(own(ground)) >= wanted);
    step_until(colour, Toward::Dark, enough)
}

/// The palest colour of a hue that can still be seen as a line on the page.
fn drawn_on(colour: Oklch, page: &str, toward: Toward) -> String {
    let start = match toward {
        Toward::Dark => colour.lightness(0.90),
        Toward::Light => colour.lightness(0.25),
    };
    step_until(start, toward, |c| c.rgb().contrast(own(page)) >= DRAWN).rgb().to_string()
}

#[derive(Clone, Copy)]
enum Toward {
    Dark,
    Light,
}

/// Moves the lightness until the colour is good enough; at the end stands black or white, which always is.
fn step_until(mut colour: Oklch, toward: Toward, enough: impl Fn(Oklch) -> bool) -> Oklch {
    const STEP: f64 = 0.0025;
    while !enough(colour) && (0.0..=1.0).contains(&colour.l) {
        colour.l += match toward {
            Toward::Dark => -STEP,
            Toward::Light => STEP,
        };
    }
    colour
}

/// One of our own colours.
fn own(hex: &str) -> Rgb {
    hex.parse().unwrap_or(Rgb([255; 3]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Colours organisations have: the sample's, primaries, pastels, near black, near white, greys.
    const BRANDS: [&str; 22] = [
        "#0b5d66", "#c2410c", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff", "#00ffff", "#000000",
        "#ffffff", "#808080", "#fde047", "#fbcfe8", "#1e1b4b", "#e20074", "#009a44", "#ffcc00", "#003366",
        "#7c3aed", "#f5f2eb", "#111", "#9ca",
    ];

    fn between(one: &str, other: &str) -> f64 {
        own(one).contrast(own(other))
    }

    #[test]
    fn every_text_pair_is_readable_whatever_the_brand() {
        for colour in BRANDS {
            for accent in BRANDS {
                let brand = tokens(colour, accent).expect("a colour");
                for (palette, ground, ink, quiet) in
                    [(&brand.light, &LIGHT, "#142023", "#576365"), (&brand.dark, &DARK, "#eae7e2", "#9facae")]
                {
                    let grounds = [ground.page, ground.wash, &palette.brand_wash, &palette.accent_wash];
                    for on in grounds {
                        for text in [palette.brand.as_str(), &palette.accent, ink, quiet] {
                            assert!(
                                between(text, on) >= TEXT_AA,
                                "{text} on {on} from {colour} and {accent}: {}",
                                between(text, on)
                            );
                        }
                    }
                    assert!(between(&palette.on_brand, &palette.brand) >= TEXT_AA, "{palette:?}");
                    assert!(between(&palette.line, ground.page) >= 3.0, "{palette:?}");
                    assert!(between(&palette.line_soft, ground.page) >= 3.0, "{palette:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_not_text_in_a_neutral_is_seen_too() {
        for (edge, ground) in [("#7f8a8b", &LIGHT), ("#7d8b8d", &DARK)] {
            assert!(between(edge, ground.page) >= 3.0);
            assert!(between(edge, ground.wash) >= 3.0);
        }
    }

    #[test]
    fn a_dark_enough_brand_is_kept_as_given() {
        let brand = tokens("#0b5d66", "#c2410c").expect("a colour");
        assert_eq!(brand.light.brand, "#0b5d66");
        assert_eq!(brand.light.line, "#0b5d66");
    }

    #[test]
    fn a_grey_brand_stays_grey() {
        let brand = tokens("#808080", "#808080").expect("a colour");
        for hex in [&brand.light.brand, &brand.light.line_soft, &brand.dark.brand, &brand.dark.brand_wash] {
            let Rgb([r, g, b]) = own(hex);
            assert!(r.abs_diff(g) <= 1 && g.abs_diff(b) <= 1, "{hex}");
        }
    }

    #[test]
    fn going_to_oklch_and_back_changes_nothing() {
        for hex in ["#0b5d66", "#c2410c", "#ff0000", "#00ff00", "#0000ff", "#ffffff", "#000000", "#123456"] {
            assert_eq!(Oklch::from(own(hex)).rgb().to_string(), hex);
        }
    }

    #[test]
    fn lightness_is_as_published() {
        // Ottosson's table: white has lightness 1; red is about 0.628, 0.258, 29.2°.
        let red = Oklch::from(own("#f00"));
        assert!(
            (red.l - 0.628).abs() < 0.001
                && (red.c - 0.258).abs() < 0.001
                && (red.h.to_degrees() - 29.2).abs() < 0.1,
            "{red:?}"
        );
    }

    #[test]
    fn what_is_no_colour_is_said() {
        for written in ["0b5d66", "#0b5d6", "teal", "", "#", "#ggg", "#äöü", "#0b5d66ff"] {
            assert_eq!(tokens(written, "#000"), Err(BadColour { written: written.to_owned() }));
        }
    }

    #[test]
    fn the_theme_has_the_same_neutrals_and_a_place_for_the_brand() {
        let css = include_str!("../../themes/default/styles/tokens.css");
        for ground in [&LIGHT, &DARK] {
            assert!(
                css.contains(&format!("--page: {};", ground.page))
                    && css.contains(&format!("--wash: {};", ground.wash))
            );
        }
        let written = tokens("#003366", "#e20074").expect("a colour").write_into(css);
        assert!(written.contains("--brand: #003366;") && !written.contains("--brand: #0b5d66;"));
        assert_eq!(written.matches(START).count(), 1);
        assert_eq!(tokens("#123456", "#654321").expect("a colour").write_into(":root {}"), ":root {}");
    }
}
