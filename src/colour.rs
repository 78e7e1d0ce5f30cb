//! Colours: hex ⇄ what the eye sees, how well one can be read on another, the nearest shade that can.
//!
//! Shades are made in OKLCH, where lightness is what the eye sees, so that a darker shade keeps its hue. The
//! matrices and the transfer are Björn Ottosson's, "A perceptual color space for image processing",
//! <https://bottosson.github.io/posts/oklab/>; contrast is WCAG 2.2's,
//! <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>. Nothing here knows a theme or a handbook.

use std::fmt;
use std::str::FromStr;

/// A colour as screens take it: red, green and blue, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub [u8; 3]);

/// A text that is no colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadColour {
    /// As it was written.
    pub written: String,
}

impl fmt::Display for BadColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no colour", self.written)
    }
}

impl std::error::Error for BadColour {}

impl FromStr for Rgb {
    type Err = BadColour;

    /// Reads `#rgb` or `#rrggbb`.
    fn from_str(written: &str) -> Result<Self, BadColour> {
        let bad = || BadColour { written: written.to_owned() };
        let digits = written.trim().strip_prefix('#').ok_or_else(bad)?.chars();
        let digits: Option<Vec<u8>> =
            digits.map(|digit| digit.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
        match digits.ok_or_else(bad)?[..] {
            [r, g, b] => Ok(Self([r * 17, g * 17, b * 17])),
            [r, r2, g, g2, b, b2] => Ok(Self([r * 16 + r2, g * 16 + g2, b * 16 + b2])),
            _ => Err(bad()),
        }
    }
}

/// `#rrggbb`
impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Rgb {
    /// The relative luminance: 0 for black, 1 for white.
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|channel| to_linear(f64::from(channel) / 255.0));
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast of this colour and `other`, 1 to 21; whichever is lighter.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour, or the nearest darker shade of it whose contrast on every one of `grounds` is at least
    /// `wanted`; black, where no shade has it.
    pub fn readable_on(self, grounds: &[Self], wanted: f64) -> Self {
        let enough = |shade: Self| grounds.iter().all(|ground| shade.contrast(*ground) >= wanted);
        let mut colour = Oklch::from(self);
        let mut shade = self;
        while !enough(shade) && colour.l > 0.0 {
            colour = colour.lightness((colour.l - STEP).max(0.0));
            shade = colour.rgb();
        }
        shade
    }
}

/// How finely lightness is searched: finer than the eye tells apart.
const STEP: f64 = 0.0025;

/// A colour as the eye orders it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Oklch {
    /// Lightness, 0 to 1.
    pub l: f64,
    /// Chroma: 0 is grey, and about 0.3 the most that screens show.
    pub c: f64,
    /// Hue, in radians.
    pub h: f64,
}

impl From<Rgb> for Oklch {
    fn from(Rgb(rgb): Rgb) -> Self {
        let [r, g, b] = rgb.map(|channel| to_linear(f64::from(channel) / 255.0));
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Self {
            l: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            c: a.hypot(b),
            h: b.atan2(a),
        }
    }
}

impl Oklch {
    /// The same colour at lightness `l`.
    #[must_use]
    pub fn lightness(self, l: f64) -> Self {
        Self { l, ..self }
    }

    /// The same colour, no more vivid than `c`.
    #[must_use]
    pub fn chroma_at_most(self, c: f64) -> Self {
        Self { c: self.c.min(c), ..self }
    }

    /// The nearest colour that screens can show: hue and lightness stay, chroma gives way.
    pub fn rgb(self) -> Rgb {
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
        Rgb(Self { c: chroma, ..self }.linear().map(|v| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to a byte's range"
            )]
            let byte = (to_gamma(v.clamp(0.0, 1.0)) * 255.0).round().clamp(0.0, 255.0) as u8;
            byte
        }))
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
}

/// sRGB's transfer curve (IEC 61966-2-1), undone.
fn to_linear(v: f64) -> f64 {
    if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

fn to_gamma(v: f64) -> f64 {
    if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgb(hex: &str) -> Rgb {
        hex.parse().unwrap()
    }

    #[test]
    fn going_to_oklch_and_back_changes_nothing() {
        for hex in ["#0b5d66", "#c2410c", "#ff0000", "#00ff00", "#0000ff", "#ffffff", "#000000", "#123456"] {
            assert_eq!(Oklch::from(rgb(hex)).rgb().to_string(), hex);
        }
    }

    #[test]
    fn lightness_is_as_published() {
        // Ottosson's table: red is about 0.628, 0.258, 29.2°.
        let red = Oklch::from(rgb("#f00"));
        let near = |value: f64, published: f64, by: f64| (value - published).abs() < by;
        assert!(near(red.l, 0.628, 0.001) && near(red.c, 0.258, 0.001), "{red:?}");
        assert!(near(red.h.to_degrees(), 29.2, 0.1), "{red:?}");
    }

    #[test]
    fn contrast_is_as_published() {
        let contrast = |one, other| (rgb(one).contrast(rgb(other)) * 100.0).round() / 100.0;
        assert_eq!(contrast("#000000", "#ffffff"), 21.0);
        assert_eq!(contrast("#ffffff", "#ffffff"), 1.0);
        // The grey that W3C's own techniques name as the palest that passes AA on white, and the next one.
        assert_eq!(contrast("#767676", "#ffffff"), 4.54);
        assert_eq!(contrast("#777777", "#ffffff"), 4.48);
    }

    #[test]
    fn the_nearest_shade_is_just_dark_enough_and_keeps_its_hue() {
        let page = rgb("#fcfbf8");
        for hex in ["#7fd1d8", "#fde047", "#ff0000", "#808080", "#ffffff", "#00ff00"] {
            let shade = rgb(hex).readable_on(&[page], 4.5);
            let contrast = shade.contrast(page);
            assert!((4.5..4.7).contains(&contrast), "{hex} became {shade} with {contrast}");
            let (was, is) = (Oklch::from(rgb(hex)), Oklch::from(shade));
            assert!(was.c < 0.01 || (was.h - is.h).abs() < 0.1, "{hex} became {shade}");
        }
        assert_eq!(rgb("#0b5d66").readable_on(&[page], 4.5), rgb("#0b5d66"), "dark enough as it is");
        assert_eq!(rgb("#777").readable_on(&[rgb("#333")], 21.0), rgb("#000"), "no shade will do");
    }

    #[test]
    fn only_hex_is_a_colour() {
        assert_eq!(rgb("#0BF"), Rgb([0, 0xbb, 0xff]));
        for written in ["0b5d66", "#0b5d6", "teal", "", "#", "#ggg", "#äöü", "#0b5d66ff", "rgb(1,2,3)"] {
            let bad = BadColour { written: written.to_owned() };
            assert_eq!(written.parse::<Rgb>(), Err(bad));
        }
    }
}
