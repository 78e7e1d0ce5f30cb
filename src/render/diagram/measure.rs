//! How wide a text will be, and where it is broken.

use unicode_width::UnicodeWidthChar;

/// A size of type, in units of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    /// The size of the letters.
    pub size: f64,
    /// How much wider than the plain sans-serif it runs.
    pub run: f64,
}

impl Type {
    /// Plain.
    pub(super) const fn plain(size: f64) -> Self {
        Self { size, run: 1.0 }
    }

    /// Semibold, as names of roles.
    pub(super) const fn bold(size: f64) -> Self {
        Self { size, run: 1.06 }
    }

    /// The italic book face of customers' names.
    pub(super) const fn book(size: f64) -> Self {
        Self { size, run: 0.98 }
    }

    /// The width of `text`. Mean widths of the widest of the theme's faces, by the sort of letter; a fixed table, so that
    /// every machine breaks lines alike.
    pub(super) fn width(self, text: &str) -> f64 {
        let ems: f64 = text.chars().map(letter).sum();
        ems * self.size * self.run
    }
}

/// The width of one letter in ems.
fn letter(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' | '·' | '’' | '‘' => 0.29,
        ' ' | 'f' | 'r' | 't' | '-' | '/' | '(' | ')' | '"' | '“' | '”' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' | '&' => 0.92,
        _ if c.is_uppercase() => 0.68,
        _ => match c.width() {
            Some(0) | None => 0.0,
            Some(1) => 0.58,
            Some(_) => 1.02,
        },
    }
}

/// A text in lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lines {
    /// The lines, from top to bottom; one at least.
    pub lines: Vec<String>,
    /// Whether something had to be left out, or a word was too wide for the type it is set in.
    pub cut: bool,
}

impl Lines {
    /// `text` in lines of at most `width`, no more than `most`. Broken at spaces and never inside a word; a word that is
    /// too wide, and what is too long altogether, is cut with "…".
    pub(super) fn set(text: &str, face: Type, width: f64, most: usize) -> Self {
        let mut lines: Vec<String> = Vec::new();
        let mut cut = false;
        let mut words = text.split_whitespace();
        for word in words.by_ref() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer.filter(|longer| face.width(longer) <= width) {
                Some(longer) => drop(lines.pop().map(|_| lines.push(longer))),
                None if lines.len() == most => {
                    cut = true;
                    break;
                }
                None => {
                    // One unit smaller is what the theme allows such a word.
                    let fits = face.width(word) * (face.size - 1.0) / face.size <= width;
                    cut |= face.width(word) > width;
                    lines.push(if fits { word.to_owned() } else { clip(word, face, width) });
                }
            }
        }
        if let Some(last) = lines.last_mut().filter(|last| cut && words_left(text, last)) {
            *last = clip(&format!("{last} …"), face, width).replace(" …", "…");
        }
        Self { lines, cut }
    }

    /// How wide the widest line is.
    pub(super) fn width(&self, face: Type) -> f64 {
        self.lines.iter().map(|line| face.width(line)).fold(0.0, f64::max)
    }
}

/// Whether `text` goes on after `last`.
fn words_left(text: &str, last: &str) -> bool {
    !last.ends_with('…') && !text.split_whitespace().collect::<Vec<_>>().join(" ").ends_with(last)
}

/// `text` cut to `width`, with "…" at the end where something is missing; between words, if one is left whole.
fn clip(text: &str, face: Type, width: f64) -> String {
    if face.width(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.trim_end_matches(['…', ' ']).chars() {
        if face.width(&kept) + letter(c) * face.size * face.run + face.width("…") > width {
            break;
        }
        kept.push(c);
    }
    let whole = kept
        .rfind(' ')
        .filter(|_| !text[kept.len()..].starts_with(' '))
        .map_or(&*kept, |space| &kept[..space]);
    format!("{}…", whole.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: Type = Type::bold(17.0);

    #[test]
    fn names_break_at_spaces_and_nowhere_else() {
        let set = Lines::set("Head of customer support and complaints", NAME, 165.0, 4);
        assert_eq!(set.lines, ["Head of customer", "support and", "complaints"]);
        assert!(!set.cut && set.width(NAME) <= 165.0);
        assert_eq!(Lines::set("  Driver ", NAME, 150.0, 4).lines, ["Driver"]);
    }

    #[test]
    fn what_is_too_long_is_cut_and_says_so() {
        let long = Lines::set("one two three four five six seven eight nine ten", NAME, 80.0, 2);
        assert_eq!(long.lines, ["one two", "three…"]);
        assert!(long.cut);
        let word = Lines::set("Verbraucherschlichtungsstellenbeauftragte", NAME, 120.0, 2);
        assert!(word.cut && word.lines[0].ends_with('…') && NAME.width(&word.lines[0]) <= 120.0, "{word:?}");
        let rest = Lines::set("Verbraucherschlichtungsstellenbeauftragte in Kiel", NAME, 120.0, 2);
        assert_eq!(rest.lines[1], "in Kiel");
    }

    #[test]
    fn a_word_one_unit_too_wide_is_set_smaller() {
        let word = "Telefonistin";
        let width = NAME.width(word) - 1.0;
        assert_eq!(Lines::set(word, NAME, width, 2), Lines { lines: vec![word.to_owned()], cut: true });
    }

    #[test]
    fn marks_over_letters_take_no_room_and_wide_ones_take_two() {
        assert_eq!(NAME.width("e\u{301}"), NAME.width("e"));
        assert!(NAME.width("日本") > NAME.width("ab"));
    }
}
