//! Two colours → every colour the brand lends to the page, for light and dark, readable by construction.
//!
//! Worked out in OKLCH, where lightness is what the eye sees, and written as plain hex, so that contrast can be counted
//! and no browser needs new CSS. The matrices and the transfer are Björn Ottosson's, "A perceptual color space for image
//! processing", <https://bottosson.github.io/posts/oklab/>; contrast is WCAG 2.2's,
//! <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.

use std::fmt::{self, Write as _};

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

/// A text that is no colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadColour {
    /// As it was written.
    pub written: String,
}

impl fmt::Display for BadColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no colour; write it with six digits or letters from a to f, like \"#0b5d66\"",
            self.written
        )
    }
}

impl std::error::Error for BadColour {}

/// How readable a colour is as text on the page, just as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// WCAG's ratio, 1 to 21.
    pub ratio: f64,
    /// The nearest shade that reaches 4.5:1, where the colour itself does not.
    pub shade: Option<String>,
}

/// Works out the brand's colours from two hex values.
///
/// # Errors
/// When one of the two is not written as `#rgb` or `#rrggbb`.
pub fn tokens(colour: &str, accent: &str) -> Result<Brand, BadColour> {
    let brand = Oklch::from_hex(colour)?;
    let accent = Oklch::from_hex(accent)?;
    let light_brand = readable_on(brand, &[LIGHT.page, LIGHT.wash], TEXT);
    let light_accent = readable_on(accent.lightness(accent.l.min(0.50)), &[LIGHT.page, LIGHT.wash], TEXT);
    let light = Palette {
        brand_wash: brand.lightness(0.95).chroma_at_most(0.02).hex(),
        accent_wash: accent.lightness(0.95).chroma_at_most(0.02).hex(),
        on_brand: "#ffffff".to_owned(),
        line: light_brand.hex(),
        line_soft: drawn_on(brand.chroma_at_most(0.05), LIGHT.page, Toward::Dark),
        brand: light_brand.hex(),
        accent: light_accent.hex(),
    };
    let dark_brand = Oklch { c: brand.c * 1.2, ..brand }.chroma_at_most(0.085);
    let dark_accent = Oklch { c: accent.c * 1.2, ..accent }.chroma_at_most(0.12);
    let dark = Palette {
        brand: dark_brand.lightness(0.78).hex(),
        brand_wash: brand.lightness(0.29).chroma_at_most(0.04).hex(),
        on_brand: brand.lightness(0.19).chroma_at_most(0.02).hex(),
        accent: dark_accent.lightness(0.77).hex(),
        accent_wash: accent.lightness(0.29).chroma_at_most(0.045).hex(),
        line: dark_brand.lightness(0.71).hex(),
        line_soft: drawn_on(brand.chroma_at_most(0.05), DARK.page, Toward::Light),
    };
    Ok(Brand { light, dark })
}

/// Says whether a colour, as written, can be read as text on the light page.
///
/// # Errors
/// When it is not written as `#rgb` or `#rrggbb`.
pub fn contrast_as_text(colour: &str) -> Result<Contrast, BadColour> {
    let written = Oklch::from_hex(colour)?;
    let ratio = ratio(luminance(Srgb::from_hex(colour)?), luminance_of(LIGHT.page));
    let shade = (ratio < TEXT_AA).then(|| readable_on(written, &[LIGHT.page], TEXT_AA).hex());
    Ok(Contrast { ratio, shade })
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
    let enough =
        |c: Oklch| grounds.iter().all(|ground| ratio(luminance(c.srgb()), luminance_of(ground)) >= wanted);
    step_until(colour, Toward::Dark, enough)
}

/// The palest colour of a hue that can still be seen as a line on the page.
fn drawn_on(colour: Oklch, page: &str, toward: Toward) -> String {
    let start = match toward {
        Toward::Dark => colour.lightness(0.90),
        Toward::Light => colour.lightness(0.25),
    };
    step_until(start, toward, |c| ratio(luminance(c.srgb()), luminance_of(page)) >= DRAWN).hex()
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

/// A colour as the eye orders it: lightness 0 to 1, chroma, hue in radians.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Oklch {
    l: f64,
    c: f64,
    h: f64,
}

impl Oklch {
    fn from_hex(written: &str) -> Result<Self, BadColour> {
        let Srgb(rgb) = Srgb::from_hex(written)?;
        let [r, g, b] = rgb.map(|channel| to_linear(f64::from(channel) / 255.0));
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Ok(Self {
            l: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            c: a.hypot(b),
            h: b.atan2(a),
        })
    }

    fn lightness(self, l: f64) -> Self {
        Self { l, ..self }
    }

    fn chroma_at_most(self, c: f64) -> Self {
        Self { c: self.c.min(c), ..self }
    }

    /// The same colour in linear light; channels outside 0 to 1 lie outside sRGB.
    fn linear(self) -> [f64; 3] {
        let (a, b) = (self.c * self.h.cos(), self.c * self.h.sin());
        let l = (self.l + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.l - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.l - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }

    /// The nearest colour that screens can show: hue and lightness stay, chroma gives way.
    fn srgb(self) -> Srgb {
        let shown = |c: f64| Self { c, ..self }.linear().iter().all(|v| (-0.0005..=1.0005).contains(v));
        let mut chroma = self.c;
        if !shown(chroma) {
            let (mut low, mut high) = (0.0, self.c);
            for _ in 0..24 {
                let middle = f64::midpoint(low, high);
                if shown(middle) { low = middle } else { high = middle }
            }
            chroma = low;
        }
        Srgb(Self { c: chroma, ..self }.linear().map(|v| {
            // In 0..=255 after the clamp, so nothing is lost.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to a byte's range"
            )]
            let byte = (to_gamma(v.clamp(0.0, 1.0)) * 255.0).round().clamp(0.0, 255.0) as u8;
            byte
        }))
    }

    fn hex(self) -> String {
        let Srgb([r, g, b]) = self.srgb();
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

/// A colour as screens take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Srgb([u8; 3]);

impl Srgb {
    fn from_hex(written: &str) -> Result<Self, BadColour> {
        let bad = || BadColour { written: written.to_owned() };
        let digits: Vec<u8> = written
            .trim()
            .strip_prefix('#')
            .ok_or_else(bad)?
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|d| u8::try_from(d).ok()))
            .collect::<Option<_>>()
            .ok_or_else(bad)?;
        match digits[..] {
            [r, g, b] => Ok(Self([r * 17, g * 17, b * 17])),
            [r, r2, g, g2, b, b2] => Ok(Self([r * 16 + r2, g * 16 + g2, b * 16 + b2])),
            _ => Err(bad()),
        }
    }
}

/// sRGB's transfer curve (IEC 61966-2-1), undone.
fn to_linear(v: f64) -> f64 {
    if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

fn to_gamma(v: f64) -> f64 {
    if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
}

/// WCAG's relative luminance.
fn luminance(Srgb(rgb): Srgb) -> f64 {
    let [r, g, b] = rgb.map(|channel| to_linear(f64::from(channel) / 255.0));
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Luminance of one of our own colours.
fn luminance_of(hex: &str) -> f64 {
    Srgb::from_hex(hex).map_or(1.0, luminance)
}

fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
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
        ratio(luminance_of(one), luminance_of(other))
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
            let Srgb([r, g, b]) = Srgb::from_hex(hex).expect("a colour");
            assert!(r.abs_diff(g) <= 1 && g.abs_diff(b) <= 1, "{hex}");
        }
    }

    #[test]
    fn going_to_oklch_and_back_changes_nothing() {
        for hex in ["#0b5d66", "#c2410c", "#ff0000", "#00ff00", "#0000ff", "#ffffff", "#000000", "#123456"] {
            assert_eq!(Oklch::from_hex(hex).expect("a colour").hex(), hex);
        }
    }

    #[test]
    fn lightness_is_as_published() {
        // Ottosson's table: white has lightness 1; red is about 0.628, 0.258, 29.2°.
        let red = Oklch::from_hex("#f00").expect("a colour");
        assert!(
            (red.l - 0.628).abs() < 0.001
                && (red.c - 0.258).abs() < 0.001
                && (red.h.to_degrees() - 29.2).abs() < 0.1,
            "{red:?}"
        );
    }

    #[test]
    fn a_pale_colour_is_told_the_nearest_shade_that_can_be_read() {
        let pale = contrast_as_text("#fde047").expect("a colour");
        let shade = pale.shade.expect("too pale");
        assert!(
            pale.ratio < 1.5 && between(&shade, LIGHT.page) >= TEXT_AA && between(&shade, LIGHT.page) < 4.7,
            "{shade}"
        );
        assert_eq!(contrast_as_text("#0b5d66").expect("a colour").shade, None);
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
