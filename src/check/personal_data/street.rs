//! Addresses of houses: a number and a street, in the English order or the German one.

use std::ops::Range;

/// How English streets are called. Ways, places and squares are left out: too much else is called so.
const STREETS: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "lane",
    "drive",
    "boulevard",
    "blvd",
    "crescent",
    "terrace",
    "mews",
    "close",
    "gardens",
];

/// How German streets end.
const ENDINGS: &[&str] = &["straße", "strasse", "str", "gasse", "allee"];

/// Words on the same line that say that people work there, and nobody lives.
const WORK: &[&str] = &[
    "building",
    "clinic",
    "floor",
    "gebäude",
    "headquarters",
    "hq",
    "office",
    "room",
    "station",
    "stock",
    "suite",
    "büro",
];

/// Words before `Straße` that belong to the sentence and not to the street's name.
const ARTICLES: &[&str] = &["auf", "der", "die", "diese", "dieser", "eine", "einer", "in", "jede", "unsere"];

/// The address to which the house number `number` belongs.
pub(super) fn around(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    let year = text[number.clone()].parse().is_ok_and(|number| (1900..2100).contains(&number));
    if !(1..=5).contains(&number.len()) || year {
        return None;
    }
    let found = english(text, &number).or_else(|| german(text, &number))?;
    let line = text[..found.start].rfind('\n').map_or(0, |n| n + 1);
    let end = text[found.end..].find('\n').map_or(text.len(), |n| found.end + n);
    let words = text[line..end].split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let work = words.into_iter().any(|word| WORK.contains(&word.as_str()));
    (!work).then_some(found)
}

/// `12 Harbour Street`, `230b S. Dearborn St.`
fn english(text: &str, number: &Range<usize>) -> Option<Range<usize>> {
    if text[..number.start].ends_with(|c: char| c.is_alphanumeric() || ".,:-/–£€$#".contains(c)) {
        return None;
    }
    let rest = &text[number.end..];
    let letter = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letter > 1 {
        return None;
    }
    let mut at = number.end + letter;
    for nth in 0..4 {
        at += text[at..]
            .strip_prefix(". ")
            .or_else(|| text[at..].strip_prefix(' '))
            .map(|rest| text[at..].len() - rest.len())?;
        let word = text[at..].split(|c: char| !(c.is_alphabetic() || "'’-".contains(c))).next()?;
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        at += word.len();
        // `12 High St Andrews Cross` is named after a saint.
        let saint = word == "St" && text[at..].trim_start().starts_with(char::is_uppercase);
        // `1800 F St`, in Washington, is full of offices.
        let named = text[number.end + letter..at - word.len()].trim().len() > 2;
        if nth > 0 && named && !saint && STREETS.contains(&word.to_lowercase().as_str()) {
            return Some(number.start..at);
        }
    }
    None
}

/// `Hafenstraße 12`, `Lange Str. 12a`
fn german(text: &str, number: &Range<usize>) -> Option<Range<usize>> {
    let before = text[..number.start].strip_suffix(' ')?;
    let before = before.strip_suffix('.').unwrap_or(before);
    let start = before
        .rfind(|c: char| !(c.is_alphabetic() || c == '-'))
        .map_or(0, |n| n + before[n..].chars().next().map_or(1, char::len_utf8));
    let word = &before[start..];
    // All endings end in one of these.
    if !word.starts_with(char::is_uppercase) || !word.ends_with(['e', 'E', 'r', 'R']) {
        return None;
    }
    let lower = word.to_lowercase();
    let ending = ENDINGS.iter().find(|ending| lower.ends_with(**ending))?;
    // `Lange Straße`: the word before belongs to it.
    let start = match lower.len() == ending.len() {
        false => start,
        true => {
            let name = before[..start].strip_suffix(' ')?;
            let first = name
                .rfind(|c: char| !(c.is_alphabetic() || c == '-'))
                .map_or(0, |n| n + name[n..].chars().next().map_or(1, char::len_utf8));
            let article = ARTICLES.contains(&name[first..].to_lowercase().as_str());
            (name[first..].starts_with(char::is_uppercase) && !article).then_some(first)?
        }
    };
    let letter = text[number.end..].bytes().take_while(u8::is_ascii_alphabetic).count();
    (letter <= 1 && number.len() <= 3).then(|| start..number.end + letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        around(text, at..at + digits).map(|range| &text[range])
    }

    #[test]
    fn houses_have_a_number_and_a_street() {
        for (text, address) in [
            ("She lives at 12 Harbour Street.", "12 Harbour Street"),
            ("12b Old Mill Lane, Saltmere", "12b Old Mill Lane"),
            ("230 S. Dearborn St., Chicago", "230 S. Dearborn St"),
            ("in der Hafenstraße 12", "Hafenstraße 12"),
            ("Lange Straße 7a, Kiel", "Lange Straße 7a"),
            ("Hafenstr. 12", "Hafenstr. 12"),
        ] {
            assert_eq!(found(text), Some(address), "{text}");
        }
    }

    #[test]
    fn other_numbers_have_none() {
        for text in [
            "26 vans leave Harbour Street",
            "12 Streets",
            "the 12 best roads",
            "3 Street",
            "in 2026 Harbour Street was closed",
            "94 % of Harbour Street",
            "10:30 Harbour Road",
            "12 High St Andrews Cross",
            "Die Straße 12 Meter lang",
            "12 Harbour\n\nStreet",
            "The office is at 12 Harbour Street, second floor.",
            "Straße 12",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
