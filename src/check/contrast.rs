//! A brand colour is too pale to be read comfortably as text.
//!
//! Text in that colour fades out on a phone in the sun, on an old screen, and for all who do not see well.
//! The measure is level AA of the Web Content Accessibility Guidelines (WCAG 2.2), which many organisations
//! must keep by law: 4.5 to 1 for text on the page. The theme darkens a pale colour until it can be read, so
//! what readers see would no longer be the colour you chose.
//!
//! ## What to do
//! Take the shade that is offered: it is the nearest one to yours that can be read. Keep your original
//! colour for the logo and for large areas without text. The colours are set under `brand` in
//! `handbook.yaml`.
//!
//! ## Example
//! Before:
//! ```yaml
//! brand: {colour: "#7fd1d8"}
//! ```
//! After:
//! ```yaml
//! brand: {colour: "#287f86"}
//! ```

use super::Scope;
use crate::colour::Rgb;
use crate::diagnostic::{Diagnostic, Name};

/// The page of the default theme in its light scheme, on which the brand's colours are links and headings.
const PAGE: Rgb = Rgb([0xfc, 0xfb, 0xf8]);

/// WCAG 2.2, success criterion 1.4.3, for text of ordinary size.
const TEXT: f64 = 4.5;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let settings = &scope.handbook.settings;
    let Some(brand) = &settings.config.brand else { return };
    for written in [&brand.colour, &brand.accent].into_iter().flatten() {
        // What is no colour was told when `handbook.yaml` was read.
        let Ok(colour) = written.parse::<Rgb>() else { continue };
        let contrast = colour.contrast(PAGE);
        if contrast < TEXT {
            // Cut, not rounded: 4.49 is not 4.5.
            let contrast = (contrast * 10.0).floor() / 10.0;
            let message =
                format!("`{}` is too pale for text: its contrast is {contrast} to 1", &*written.value);
            let shade = colour.readable_on(&[PAGE], TEXT);
            findings.push(
                Diagnostic::new(Name::Contrast, settings.place(written.span), message)
                    .mend(format!("write `\"{shade}\"`, the nearest shade that can be read"))
                    .note("WCAG 2.2 AA asks for 4.5 to 1 on the page, whose colour is #fcfbf8"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, told};

    fn brand(brand: &str) -> Vec<String> {
        told(Name::Contrast, &[("handbook.yaml", &format!("brand: {{{brand}}}\n"))])
    }

    #[test]
    fn a_pale_colour_is_told_with_a_shade_that_can_be_read() {
        assert_eq!(
            brand(r##"colour: "#7fd1d8""##),
            [r##"error ["#7fd1d8"] `#7fd1d8` is too pale for text: its contrast is 1.6 to 1"##]
        );
        let finding = &findings(Name::Contrast, &[("handbook.yaml", r##"brand: {accent: "#7fd1d8"}"##)])[0];
        assert_eq!(
            finding.mend.as_deref(),
            Some(r##"write `"#287f86"`, the nearest shade that can be read"##),
            "as in the example above"
        );
    }

    #[test]
    fn dark_colours_pass_and_both_are_looked_at() {
        assert_eq!(brand(r##"colour: "#0b5d66", accent: "#c2410c""##), [""; 0]);
        assert_eq!(brand(r##"colour: "#ff0", accent: "#ffcc00""##).len(), 2);
        assert_eq!(brand(r##"colour: "#777777""##).len(), 1, "passes on white, but not on the page");
        assert_eq!(brand("colour: teal"), [""; 0], "told as wrong-type");
    }
}
