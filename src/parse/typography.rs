//! Quotation marks as the page's language writes them.

use std::ops::Range;

/// Opening and closing marks, double and single.
#[derive(Debug, Clone, Copy)]
pub struct Quotes {
    double: (&'static str, &'static str),
    single: (&'static str, &'static str),
}

impl Quotes {
    /// The marks of `language` (BCP 47), after the Unicode CLDR's delimiters.
    pub fn of(language: &str) -> Self {
        let (double, single) = match language.split('-').next().unwrap_or("") {
            "de" | "cs" | "sk" | "sl" | "bg" if language != "de-CH" => (("„", "“"), ("‚", "‘")),
            "fr" | "it" | "es" | "pt" | "nb" | "no" | "ru" | "uk" | "el" => (("«", "»"), ("‹", "›")),
            "de" => (("«", "»"), ("‹", "›")),
            "pl" | "hu" | "ro" => (("„", "”"), ("‚", "’")),
            "sv" | "fi" => (("”", "”"), ("’", "’")),
            _ => (("“", "”"), ("‘", "’")),
        };
        Self { double, single }
    }

    /// The mark for `text`, where markdown turned a straight mark at `range` of `whole` into a curly one.
    pub fn mark(&self, text: &str, written: &str, whole: &str, range: &Range<usize>) -> Option<&'static str> {
        match (written, text) {
            ("\"", "“") => Some(self.double.0),
            ("\"", "”") => Some(self.double.1),
            ("'", "‘") => Some(self.single.0),
            ("'", "’") => {
                // Between letters it is an apostrophe in every language.
                let next = whole[range.end..].chars().next();
                Some(if next.is_some_and(char::is_alphabetic) { "’" } else { self.single.1 })
            }
            _ => None,
        }
    }
}
