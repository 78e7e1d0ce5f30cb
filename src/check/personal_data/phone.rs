//! Telephone numbers, told from all the other digits of a page: days, times, sums, counts, order numbers.

use std::ops::Range;

use super::words_before;

/// No number that we look for is shorter, and most digits of a page stand in shorter ones.
const SHORTEST: usize = 7;

/// Groups of digits with what stands between them.
struct Number<'t> {
    text: &'t str,
    start: usize,
    plus: bool,
    groups: Vec<Range<usize>>,
}

/// The telephone number whose first digit stands at the byte `at`.
pub(super) fn at(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let before = |n: usize| at.checked_sub(n).map(|n| bytes[n]);
    let (start, plus) = match before(1) {
        Some(b'+') if before(2) == Some(b'(') => (at - 2, true),
        Some(b'+') => (at - 1, true),
        Some(b'(') => (at - 1, false),
        _ => (at, false),
    };
    // Part of a word, a path, a sum or a fraction.
    let joined = text[..start].chars().next_back();
    if joined.is_some_and(|c| c.is_alphanumeric() || "_/=#@&%.,-+$€£°".contains(c)) {
        return None;
    }
    let mut number = Number { text, start, plus, groups: groups(text, at) };
    while number.length() >= SHORTEST {
        if number.ends() && number.is_one() && !number.is_free() {
            return Some(start..number.end());
        }
        number.groups.pop();
    }
    None
}

/// The groups of digits from `at` on that could be one number, fifteen digits at most (ITU-T E.164).
fn groups(text: &str, at: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut groups = Vec::new();
    let mut start = at;
    let mut total = 0;
    loop {
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        total += end - start;
        if end == start || total > 15 {
            return groups;
        }
        groups.push(start..end);
        let Some(gap) = gap(&text[end..]) else { return groups };
        start = end + gap;
    }
}

/// The length of what may stand between two groups of digits, if `rest` begins with it and a digit follows.
fn gap(rest: &str) -> Option<usize> {
    const GAPS: &[&str] = &[
        ") ", ")-", ")", " (0) ", " (0)", "(0)", " (", " / ", " - ", " – ", " ", "\u{a0}", "\u{202f}", "-", "‑",
        ".", "/",
    ];
    // No gap is longer than five bytes.
    if !rest.bytes().take(6).skip(1).any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digit = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    GAPS.iter().find(|gap| rest.strip_prefix(**gap).is_some_and(digit)).map(|gap| gap.len())
}

impl Number<'_> {
    fn end(&self) -> usize {
        self.groups.last().map_or(self.start, |group| group.end)
    }

    /// How many digits it has.
    fn length(&self) -> usize {
        self.groups.iter().map(Range::len).sum()
    }

    fn digits(&self) -> String {
        self.groups.iter().map(|group| &self.text[group.clone()]).collect()
    }

    fn lengths(&self) -> Vec<usize> {
        self.groups.iter().map(Range::len).collect()
    }

    /// What stands between the groups.
    fn gaps(&self) -> Vec<&str> {
        self.groups.windows(2).map(|pair| &self.text[pair[0].end..pair[1].start]).collect()
    }

    /// Whether nothing follows that makes it something else: a unit, a decimal, the rest of a word.
    fn ends(&self) -> bool {
        let mut rest = self.text[self.end()..].chars();
        match rest.next() {
            None => true,
            Some(c) if c.is_alphanumeric() || "_%€$£°@".contains(c) => false,
            Some(c) if ".,:-/'’".contains(c) => !rest.next().is_some_and(char::is_alphanumeric),
            Some(_) => true,
        }
    }

    fn is_one(&self) -> bool {
        let digits = self.digits();
        let announceable = (SHORTEST..=15).contains(&digits.len()) && !self.is_day();
        let known_by_itself =
            || self.is_international(&digits) || self.is_national(&digits) || self.is_american();
        // Most are days, and nobody has to read what stands before them.
        if !announceable && !known_by_itself() {
            return false;
        }
        let known = words_before(self.text, self.start).find(|word| !GLUE.contains(&word.as_str()));
        let known = known.unwrap_or_default();
        if OTHER_NUMBERS.contains(&known.as_str())
            || digits.bytes().all(|digit| digit == digits.as_bytes()[0])
        {
            return false;
        }
        (announceable && ANNOUNCED.contains(&known.as_str())) || known_by_itself()
    }

    /// `+44 7700 900123`, `0049 30 1234567`
    fn is_international(&self, digits: &str) -> bool {
        let lengths = self.lengths();
        if self.plus {
            let thousands = lengths[1..].iter().all(|length| *length == 3) && digits.ends_with("000");
            return (9..=15).contains(&digits.len()) && !thousands;
        }
        digits.starts_with("00")
            && digits[2..].starts_with(|c: char| c != '0')
            && (11..=15).contains(&digits.len())
            && lengths[0] >= 4
    }

    /// `07700 900123`, `(030) 1234567`, `01 23 45 67 89`
    fn is_national(&self, digits: &str) -> bool {
        let lengths = self.lengths();
        let trunk = digits.starts_with('0') && digits[1..].starts_with(|c: char| c != '0');
        if self.plus || !trunk || !(9..=12).contains(&digits.len()) || self.is_day() {
            return false;
        }
        let gaps = self.gaps();
        if lengths.len() == 1 {
            return matches!(digits.len(), 10 | 11) && digits != "0123456789";
        }
        let dotted = gaps.contains(&".");
        (2..=6).contains(&lengths[0])
            && lengths.iter().all(|length| *length > 1)
            && (!dotted || gaps.len() == 4)
    }

    /// `(212) 555-0142`, `212-555-0142`, `1-212-555-0142`, after the North American Numbering Plan.
    fn is_american(&self) -> bool {
        let groups: Vec<&str> = self.groups.iter().map(|group| &self.text[group.clone()]).collect();
        let [area, exchange, line] = match groups[..] {
            ["1", a, b, c] | [a, b, c] => [a, b, c],
            _ => return false,
        };
        let fits = |group: &str, length: usize| group.len() == length && !group.starts_with(['0', '1']);
        // Three groups with spaces are as often three numbers.
        let spaced = self.gaps().iter().all(|gap| gap.trim().is_empty());
        fits(area, 3) && fits(exchange, 3) && line.len() == 4 && !spaced
    }

    /// Whether it begins with a day: `01.02.2026 10`, `2026-09-01 05`.
    fn is_day(&self) -> bool {
        matches!(self.lengths()[..], [1..=2, 1..=2, 4, ..] | [4, 2, 2, ..]) && {
            let gaps = self.gaps();
            gaps[0] == gaps[1] && matches!(gaps[0], "." | "-" | "/")
        }
    }

    /// Whether it costs the caller nothing or belongs to organisations only: nobody lives there.
    fn is_free(&self) -> bool {
        let digits = self.digits();
        let digits = digits.trim_start_matches("00");
        let american =
            |digits: &str| digits.len() == 10 && AMERICAN.iter().any(|area| digits.starts_with(area));
        let european = |digits: &str| {
            let starts = |areas: &[&str]| areas.iter().any(|area| digits.starts_with(area));
            starts(FREE) || digits.len() == 10 && starts(BRITISH)
        };
        let national = digits.strip_prefix('0').unwrap_or(digits);
        let abroad = digits.strip_prefix("44").or_else(|| digits.strip_prefix("49"));
        american(digits)
            || digits.strip_prefix('1').is_some_and(american)
            || digits.starts_with('0') && european(national)
            || self.plus && (digits.starts_with("800") || abroad.is_some_and(european))
    }
}

/// Area codes that are free, or have one price from everywhere: in North America, in Europe (without the `0`),
/// and in Britain, where the number has ten digits.
const AMERICAN: &[&str] = &["800", "833", "844", "855", "866", "877", "888"];
const FREE: &[&str] = &["137", "180", "800", "808", "900"];
const BRITISH: &[&str] = &[
    "300", "303", "330", "333", "343", "344", "345", "370", "371", "843", "844", "845", "870", "871", "872",
];

/// Words that say that a telephone number follows.
const ANNOUNCED: &[&str] = &[
    "call",
    "cell",
    "dial",
    "fax",
    "handy",
    "mobil",
    "mobile",
    "phone",
    "ring",
    "rufnummer",
    "tel",
    "telefon",
    "telefonnummer",
    "telephone",
    "whatsapp",
];

/// Words that say that another number follows.
const OTHER_NUMBERS: &[&str] = &[
    "account",
    "article",
    "artikel",
    "batch",
    "bestellung",
    "case",
    "charge",
    "code",
    "iban",
    "id",
    "invoice",
    "isbn",
    "issn",
    "kontonummer",
    "order",
    "part",
    "rechnung",
    "ref",
    "reference",
    "serial",
    "sku",
    "ticket",
    "version",
];

/// Words that may stand between such a word and its number.
const GLUE: &[&str] = &[
    "at", "her", "him", "is", "me", "no", "nr", "number", "nummer", "on", "the", "them", "under", "unter",
    "us",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let first = text.find(|c: char| c.is_ascii_digit())?;
        at(text, first).map(|range| &text[range])
    }

    #[test]
    fn numbers_of_many_countries() {
        for (text, number) in [
            ("Ring Joy on 07700 900123.", "07700 900123"),
            ("07700900123", "07700900123"),
            ("(020) 7946 0018, ask for Joy", "(020) 7946 0018"),
            ("+44 7700 900123", "+44 7700 900123"),
            ("(+49) 151 23456789", "(+49) 151 23456789"),
            ("+44 (0)20 7946 0018", "+44 (0)20 7946 0018"),
            ("0049 30 1234567", "0049 30 1234567"),
            ("030/1234567", "030/1234567"),
            ("0151-23456789", "0151-23456789"),
            ("08041 12345", "08041 12345"),
            ("01 23 45 67 89", "01 23 45 67 89"),
            ("01.23.45.67.89", "01.23.45.67.89"),
            ("(212) 555-0142", "(212) 555-0142"),
            ("212.555.0142", "212.555.0142"),
            ("1-212-555-0142", "1-212-555-0142"),
            ("Tel.: 555 0142", "555 0142"),
            ("phone 2125550142", "2125550142"),
        ] {
            assert_eq!(found(text), Some(number), "{text}");
        }
    }

    #[test]
    fn other_digits_are_no_numbers() {
        for text in [
            "2026-09-01",
            "01.02.2026",
            "01/02/2026 10:30",
            "01-02-2026 10:30",
            "2026-09-01 05:40",
            "14:30–15:45",
            "05:40",
            "2,860 doors",
            "2 860 000 doors",
            "2.860.000",
            "£1,234,567.00",
            "0.123456789",
            "94 % of 2,860",
            "2019–2026",
            "2019 2020 2021",
            "round 14, van 26",
            "ISBN 978 3 16 148410 0",
            "ISBN 0123456789",
            "order 0771234567",
            "+20 000 000",
            "10.0.0.1",
            "192.168.100.101",
            "1234567890",
            "GB29 0601 6133 1926 8190",
            "12345",
            "0000000000",
            "00:01:02",
            "7 000 000 000",
            "v0123456789",
            "0123456789abcdef",
            "300 400 5000",
            "112",
            "2026-0123456789",
            "call 2026-09-01",
            "http://x.example/0771234567",
            "5/10/15/20/25",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn free_numbers_belong_to_nobody() {
        for text in [
            "0800 123 4567",
            "0808 157 0192",
            "0345 600 0000",
            "0180 2 123456",
            "(877) 472-6716",
            "1-800-222-0364",
            "+1 888 222 0364",
            "+800 1234 5678",
            "+44 800 123 4567",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
