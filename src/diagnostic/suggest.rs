//! What was probably meant: the nearest of the names that exist, and lists of names as people write them.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many names a list shows before it is cut.
const LISTED: usize = 8;

/// The fewest letters that two names must share before one is offered for the other.
const SHARED: usize = 3;

/// The name among `known` that `wrong` was probably meant to be, or none if all are too different.
///
/// Case and accents do not count, and `-`, `_` and a space are the same. Slips of the keyboard come first
/// (letters left out, added, changed or swapped: up to one in a name of three letters, two in one of seven,
/// three in longer ones), then names that share whole words or a beginning. Of equally near names the first
/// in alphabetical order is taken, whatever the order of `known`.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = Folded::new(wrong);
    let mut buffer = Folded::default();
    let mut best: Option<(Nearness, &str)> = None;
    for name in known {
        buffer.set(name);
        let Some(nearness) = wrong.nearness(&buffer) else { continue };
        if best.is_none_or(|best| (nearness, name) < best) {
            best = Some((nearness, name));
        }
    }
    best.map(|(_, name)| name)
}

/// `care, candour, craft and on-time`; of more than a handful the first few and `and 12 more`. The order is
/// that of `names`.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        // "and 1 more" would take the room of the name itself.
        [first @ .., last] if names.len() <= LISTED + 1 => format!("{} and {last}", first.join(", ")),
        many => format!("{} and {} more", many[..LISTED].join(", "), many.len() - LISTED),
    }
}

/// How near two names are; less is nearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Nearness {
    /// Twice the number of slips; five for names that are only alike, between two slips and three.
    slips: usize,
    /// The letters by which names that are only alike differ.
    letters: usize,
}

/// A name as it is compared: small letters without accents, `-` between words.
#[derive(Debug, Default)]
struct Folded {
    text: String,
    /// The number of characters.
    length: usize,
    /// One bit for each character that occurs, to tell quickly that two names have little in common.
    occurring: u64,
}

impl Folded {
    fn new(name: &str) -> Self {
        let mut folded = Self::default();
        folded.set(name);
        folded
    }

    /// Folds another name in place, since thousands are looked at for one that is wrong.
    fn set(&mut self, name: &str) {
        self.text.clear();
        self.length = 0;
        self.occurring = 0;
        if name.is_ascii() {
            name.bytes().for_each(|byte| self.push(byte.to_ascii_lowercase().into()));
        } else {
            let plain = name.nfkd().filter(|&c| !is_combining_mark(c));
            plain.flat_map(char::to_lowercase).for_each(|c| self.push(c));
        }
    }

    fn push(&mut self, c: char) {
        let c = if matches!(c, '_' | ' ') { '-' } else { c };
        self.text.push(c);
        self.length += 1;
        self.occurring |= 1 << (u32::from(c) % u64::BITS);
    }

    /// How near `self`, which is wrong, is to the name `known`.
    fn nearness(&self, known: &Self) -> Option<Nearness> {
        if let Some(slips) = self.slips(known) {
            return Some(Nearness { slips: 2 * slips, letters: 0 });
        }
        let letters = self.length.abs_diff(known.length);
        (self.begins_alike(known) || self.shares_words(known)).then_some(Nearness { slips: 5, letters })
    }

    /// The number of slips that make one of the other, if they are few enough.
    fn slips(&self, known: &Self) -> Option<usize> {
        let most = match self.length {
            0 | 1 => 0,
            2 | 3 => 1,
            4..=7 => 2,
            _ => 3,
        };
        // Each slip adds or removes one character at most.
        let only_here = (self.occurring & !known.occurring).count_ones() as usize;
        let only_there = (known.occurring & !self.occurring).count_ones() as usize;
        if self.length.abs_diff(known.length) > most || only_here.max(only_there) > most {
            return None;
        }
        let slips = strsim::damerau_levenshtein(&self.text, &known.text);
        (slips <= most).then_some(slips)
    }

    /// Whether one is the beginning, and at least half, of the other: `dispatch` and `dispatcher`.
    fn begins_alike(&self, other: &Self) -> bool {
        let (short, long) = if self.length <= other.length { (self, other) } else { (other, self) };
        short.length >= SHARED && short.length * 2 >= long.length && long.text.starts_with(&short.text)
    }

    /// Whether all words of one are words of the other: `paula-smith` and `paula`.
    fn shares_words(&self, other: &Self) -> bool {
        let (short, long) = if self.length <= other.length { (self, other) } else { (other, self) };
        if short.length < SHARED || short.occurring & !long.occurring != 0 {
            return false;
        }
        short.words().is_subset(&long.words())
    }

    fn words(&self) -> BTreeSet<&str> {
        self.text.split(['-', '/']).filter(|word| !word.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [&str; 7] =
        ["baker", "dispatcher", "driver", "head-of-support", "night-baker", "paula", "shop-lead"];

    #[test]
    fn slips_of_the_keyboard_are_seen_through() {
        let pillars = ["care", "candour", "craft", "on-time"];
        for (wrong, meant) in [
            ("on-tme", "on-time"),
            ("on_time", "on-time"),
            ("On Time", "on-time"),
            ("no-time", "on-time"),
            ("candor", "candour"),
            ("carft", "craft"),
            ("cafe", "care"),
        ] {
            assert_eq!(nearest(wrong, pillars), Some(meant), "{wrong}");
        }
    }

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(nearest("ines", ["inès"]), Some("inès"));
        assert_eq!(nearest("INÈS", ["ines", "iris"]), Some("ines"));
        assert_eq!(nearest("bäckerei", ["Ba\u{308}ckerei"]), Some("Ba\u{308}ckerei"));
    }

    #[test]
    fn a_shared_beginning_or_shared_words_will_do() {
        assert_eq!(nearest("dispatch", ROLES), Some("dispatcher"));
        assert_eq!(nearest("paula-smith", ROLES), Some("paula"));
        assert_eq!(nearest("support-head-of", ROLES), Some("head-of-support"));
        assert_eq!(nearest("persona/paula", ["paula", "role/driver"]), Some("paula"));
        assert_eq!(nearest("shop-lead-north", ROLES), Some("shop-lead"));
    }

    #[test]
    fn what_is_too_different_is_not_offered() {
        for wrong in ["", "x", "b", "accountant", "he", "-", "dr"] {
            assert_eq!(nearest(wrong, ROLES), None, "{wrong}");
        }
        assert_eq!(nearest("paula", []), None);
        assert_eq!(nearest("nps", ["nhs"]), Some("nhs"), "one slip in three letters");
        assert_eq!(nearest("nps", ["csa"]), None);
        assert_eq!(nearest("driver", ["drain"]), None, "three slips in six letters");
    }

    #[test]
    fn the_nearest_wins_and_ties_go_by_the_alphabet() {
        assert_eq!(nearest("bakr", ["bakes", "baker"]), Some("baker"));
        assert_eq!(nearest("bake", ["baker", "bakes"]), Some("baker"));
        assert_eq!(nearest("bake", ["bakes", "baker"]), Some("baker"));
        assert_eq!(nearest("night-bake", ["night", "night-baker"]), Some("night-baker"));
    }

    #[test]
    fn lists_read_as_people_write_them() {
        assert_eq!(list([]), "");
        assert_eq!(list(["care"]), "care");
        assert_eq!(list(["care", "candour"]), "care and candour");
        assert_eq!(list(["care", "candour", "craft", "on-time"]), "care, candour, craft and on-time");
        let letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        assert_eq!(list(letters[..9].iter().copied()), "a, b, c, d, e, f, g, h and i");
        assert_eq!(list(letters), "a, b, c, d, e, f, g, h and 2 more");
    }

    proptest::proptest! {
        #[test]
        fn any_name_is_nearest_to_itself(name in "\\PC{2,20}", others in proptest::collection::vec("\\PC{0,20}", 0..8)) {
            let known = others.iter().map(String::as_str).chain([name.as_str()]);
            let found = nearest(&name, known);
            let slips = found.map(|found| Folded::new(&name).slips(&Folded::new(found)));
            proptest::prop_assert_eq!(slips, Some(Some(0)));
        }
    }
}
