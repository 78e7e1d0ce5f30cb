//! Birthdays: a day of the calendar right beside a word that says whose.

use std::ops::Range;

/// What announces a birthday.
const WORDS: &[&str] = &[
    "birthdate",
    "birthday",
    "born",
    "date of birth",
    "dob",
    "geb.",
    "geboren",
    "geburtsdatum",
    "geburtstag",
];

/// What may stand between such a word and the day.
const GLUE: &[&str] = &["am", "falls", "in", "is", "ist", "on", "the", "war", "was"];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "jänner",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "okt",
    "nov",
    "dec",
    "dez",
];

/// The birthday whose day's, or year's, first digit stands at the byte `at`.
pub(super) fn at(text: &str, at: usize) -> Option<Range<usize>> {
    let day = day(text, at)?;
    (announced(&text[..day.start]) || told_afterwards(&text[day.end..])).then_some(day)
}

/// The day of the calendar around `at`: `3 May 1980`, `May 3, 1980`, `3.5.1980`, `1980-05-03`.
fn day(text: &str, at: usize) -> Option<Range<usize>> {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(at);
    let bytes = text.as_bytes();
    if first == 4
        && bytes.get(at + 4) == Some(&b'-')
        && digits(at + 5) == 2
        && bytes.get(at + 7) == Some(&b'-')
        && digits(at + 8) == 2
    {
        return Some(at..at + 10);
    }
    if !(1..=2).contains(&first)
        || !text[at..at + first].parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
    {
        return None;
    }
    let mut end = at + first;
    if let Some(separator) = bytes.get(end).filter(|byte| matches!(byte, b'.' | b'/')) {
        let month = digits(end + 1);
        let year = end + 1 + month;
        if (1..=2).contains(&month) && bytes.get(year) == Some(separator) && matches!(digits(year + 1), 2 | 4)
        {
            return Some(at..year + 1 + digits(year + 1));
        }
    }
    let before = text[..at].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if is_month(word) && text[before.len()..at].len() == 1 {
        end += ending(&text[end..]);
        return Some(before.len() - word.len()..end + year(&text[end..]));
    }
    end += ending(&text[end..]);
    let rest = text[end..].strip_prefix('.').unwrap_or(&text[end..]);
    let rest = rest.strip_prefix(" of").unwrap_or(rest).strip_prefix(' ')?;
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    is_month(word).then(|| {
        let end = text.len() - rest.len() + word.len();
        at..end + year(&text[end..])
    })
}

fn is_month(word: &str) -> bool {
    let lower = || word.chars().flat_map(char::to_lowercase);
    // Months begin with letters that have one byte.
    let first = word.as_bytes().first().map(u8::to_ascii_lowercase);
    let alike = |month: &&&str| month.len() == word.len() && month.as_bytes().first().copied() == first;
    MONTHS.iter().filter(alike).any(|month| month.chars().eq(lower()))
}

/// The length of `st` in `1st`.
fn ending(rest: &str) -> usize {
    if ["st", "nd", "rd", "th"].iter().any(|ending| rest.starts_with(ending)) { 2 } else { 0 }
}

/// The length of ` 1980` or `, 1980`, if a year follows.
fn year(rest: &str) -> usize {
    let gap = rest.len() - rest.trim_start_matches([',', '.', ' ']).len();
    let digits = rest[gap..].bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&gap) && digits == 4 { gap + 4 } else { 0 }
}

/// Whether the words right before a day say that somebody was born on it.
fn announced(before: &str) -> bool {
    let mut start = before.len().saturating_sub(40);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    let mut rest = before[start..].to_lowercase();
    loop {
        let trimmed = rest.trim_end_matches(|c: char| c.is_whitespace() || ":*_,(–—-|".contains(c)).len();
        rest.truncate(trimmed);
        let ends_with = |word: &&&str| {
            rest.strip_suffix(**word).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
        };
        if WORDS.iter().any(|word| ends_with(&word)) {
            return true;
        }
        let Some(glue) = GLUE.iter().find(ends_with) else { return false };
        rest.truncate(rest.len() - glue.len());
    }
}

/// Whether a sentence goes on from a day as in `3 May is Joy's birthday`.
fn told_afterwards(after: &str) -> bool {
    let sentence = after.split(['.', '!', '?', '\n']).next().unwrap_or("");
    let words: Vec<&str> = sentence.split_whitespace().take(6).collect();
    let verb = words.first().is_some_and(|word| matches!(*word, "is" | "ist" | "was" | "war"));
    let birthday = words.iter().position(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        matches!(word.as_str(), "birthday" | "geburtstag")
    });
    verb && birthday.is_some_and(|at| at > 1 && words[at - 1].ends_with('s'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let digits: Vec<usize> = text.match_indices(|c: char| c.is_ascii_digit()).map(|(n, _)| n).collect();
        digits.into_iter().find_map(|n| at(text, n)).map(|range| &text[range])
    }

    #[test]
    fn birthdays_are_told_in_many_ways() {
        for (text, day) in [
            ("She was born on 3 May 1980.", "3 May 1980"),
            ("born 3rd of May", "3rd of May"),
            ("Birthday: May 3, 1980", "May 3, 1980"),
            ("**Date of birth:** 1980-05-03", "1980-05-03"),
            ("Her birthday is the 3rd May", "3rd May"),
            ("Geboren am 3. Mai 1980 in Kiel", "3. Mai 1980"),
            ("Geburtstag: 3.5.80", "3.5.80"),
            ("| DOB | 03/05/1980 |", "03/05/1980"),
            ("3 May is Joy's birthday", "3 May"),
        ] {
            assert_eq!(found(text), Some(day), "{text}");
        }
    }

    #[test]
    fn other_days_are_nobodys() {
        for text in [
            "Born in Saltmere in 1980.",
            "We met on 3 May 1980.",
            "The plan was born. On 3 May it was read.",
            "2016: TTS is born",
            "stubborn 3 May",
            "A birthday cake for 3 Mayors",
            "Order the birthday cake by 3 pm",
            "born 40 years ago",
            "3 May is a day like others",
            "the airborne 12 March",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
