//! Text → words as people type them: no case, no accents, one spelling for what looks alike.
//!
//! The script does the same to what is typed (`client/words.js`), and a test holds the two together. Both know the same
//! five steps: runs of letters and digits; numbers, whatever sign parts their thousands; what an apostrophe parts and what it
//! joins; folding; pairs of letters where a script writes no spaces.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word that is kept whole, in characters: beyond it nobody types on.
pub const LONGEST: usize = 40;

/// What a byte is to [`words`]: it parts two words, it takes a closer look, or it is a plain letter, by its small one.
const BYTES: [u8; 256] = {
    let mut bytes = [LOOK; 256];
    let mut byte = 0;
    while byte < 128 {
        let letter = byte as u8;
        bytes[byte] = if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { PARTS };
        byte += 1;
    }
    bytes[b'\'' as usize] = LOOK;
    bytes
};
const PARTS: u8 = 0;
const LOOK: u8 = 1;

/// Calls `say` with each word of `text`, folded, in order.
pub fn words(text: &str, mut say: impl FnMut(&[u8])) {
    let bytes = text.as_bytes();
    let mut buffer = [0_u8; LONGEST];
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        let mut letter = BYTES[usize::from(*first)];
        if letter == PARTS {
            at += 1;
            continue;
        }
        // Nearly every word is plain letters with something plain behind it.
        let begin = at;
        while letter > LOOK {
            if let Some(place) = buffer.get_mut(at - begin) {
                *place = letter;
            }
            at += 1;
            letter = bytes.get(at).map_or(PARTS, |next| BYTES[usize::from(*next)]);
        }
        match letter {
            PARTS if !begins_thousands(bytes, begin, at) => say(&buffer[..(at - begin).min(LONGEST)]),
            _ => at = odd(text, begin, &mut say),
        }
    }
}

/// Whether `1,000` may begin at `begin`, with its sign at `at`. Signs that are not ASCII take a closer look anyway.
fn begins_thousands(bytes: &[u8], begin: usize, at: usize) -> bool {
    bytes[at - 1].is_ascii_digit()
        && matches!(bytes.get(at), Some(b',' | b'.'))
        && at - begin <= 3
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}

/// Words that take a closer look, from `begin` on; returns where the look ended.
fn odd(text: &str, begin: usize, say: &mut impl FnMut(&[u8])) -> usize {
    let rest = &text[begin..];
    let Some(first) = rest.chars().next() else { return text.len() };
    if is_dense(first) {
        let end = rest.find(|c| !is_dense(c)).unwrap_or(rest.len());
        pairs(&rest[..end], say);
        return begin + end;
    }
    if !is_letter(first) {
        return begin + first.len_utf8();
    }
    if let Some((mut number, length)) = number(rest) {
        tell(&mut number, say);
        return begin + length;
    }
    let mut end = 0;
    let mut pieces: Vec<&str> = Vec::new();
    loop {
        let piece = &rest[end..];
        let length = piece.find(|c| !is_letter(c)).unwrap_or(piece.len());
        pieces.push(&piece[..length]);
        end += length;
        let mut after = rest[end..].chars();
        match (after.next(), after.next()) {
            (Some('\'' | '’'), Some(next)) if is_letter(next) => {
                end += rest[end..].chars().next().map_or(0, char::len_utf8)
            }
            _ => break,
        }
    }
    joined(&pieces, say);
    begin + end
}

/// The digits of the number with thousands signs that `text` begins with, and how long it is as it is written.
fn number(text: &str) -> Option<(String, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let (mut number, mut end) = (text[..digits].to_owned(), digits);
    while let Some(sign @ (',' | '.' | '\'' | '’' | '\u{202f}')) = text[end..].chars().next() {
        let begin = end + sign.len_utf8();
        let Some(group) = text.get(begin..begin + 3) else { break };
        if !group.bytes().all(|byte| byte.is_ascii_digit())
            || text[begin + 3..].chars().next().is_some_and(is_letter)
        {
            break;
        }
        number.push_str(group);
        end = begin + 3;
    }
    (end > digits).then_some((number, end))
}

/// What apostrophes stand between: `guest's` is a guest, `don't` is one word, `l'hôtel` is two.
fn joined(pieces: &[&str], say: &mut impl FnMut(&[u8])) {
    let mut word = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let piece = fold(piece);
        if at == 0 {
            word.push_str(&piece);
        } else if piece == "s" {
            tell(&mut word, say);
        } else if word.chars().count() <= 2 && piece.chars().count() >= 3 {
            tell(&mut word, say);
            word.push_str(&piece);
        } else {
            word.push_str(&piece);
        }
    }
    tell(&mut word, say);
}

fn tell(word: &mut String, say: &mut impl FnMut(&[u8])) {
    if !word.is_empty() {
        let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(at, _)| at);
        say(&word.as_bytes()[..end]);
        word.clear();
    }
}

/// Each two letters side by side; one that stands alone.
fn pairs(run: &str, say: &mut impl FnMut(&[u8])) {
    let letters: Vec<String> = run.chars().map(|c| fold(c.encode_utf8(&mut [0; 4])).into_owned()).collect();
    match letters.as_slice() {
        [one] => say(one.as_bytes()),
        letters => letters.windows(2).for_each(|two| say(two.concat().as_bytes())),
    }
}

/// `Größe` as `grosse`, `CAFÉ` as `cafe`.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => word.to_ascii_lowercase().into(),
            false => word.into(),
        };
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfkd().collect::<String>().to_lowercase().chars().filter(|c| !is_stripped(*c)) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            c => out.push(c),
        }
    }
    out.nfc().collect::<String>().into()
}

/// Whether `c` is part of a word.
fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c)) && !is_dense(c)
}

/// Scripts that write words without spaces between them: Thai, Lao, Myanmar, Khmer, kana, Han, Hangul. (Korean has spaces,
/// but glues its particles to the word.) The same ranges stand in `client/words.js`.
fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3134f}')
}

/// Marks that people leave out when they type: accents, Hebrew points, Arabic vowel signs. Marks without which a word is
/// another word, as in Devanagari, stay.
fn is_stripped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, |word| found.push(String::from_utf8(word.to_vec()).unwrap()));
        found
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(of("The Guest’s 2nd Café, ring-ring!"), ["the", "guest", "2nd", "cafe", "ring", "ring"]);
        assert_eq!(of("Größe ŁÓDŹ œuvre cafe\u{301}"), ["grosse", "lodz", "oeuvre", "cafe"]);
        assert_eq!(
            of("don't o’clock l'hôtel 'quoted' rock'n'roll"),
            ["dont", "o", "clock", "l", "hotel", "quoted", "rocknroll"]
        );
        assert_eq!(of("a_b e.g. ... ’ ' — x"), ["a", "b", "e", "g", "x"]);
        assert_eq!(of(""), [""; 0]);
        assert_eq!(of(&"x".repeat(60)), ["x".repeat(LONGEST)]);
        assert_eq!(of(&"ö".repeat(60)), ["o".repeat(LONGEST)]);
    }

    #[test]
    fn numbers_are_one_word_whatever_parts_their_thousands() {
        assert_eq!(
            of("1,000 2.500 3'000 4’000 5\u{202f}000 1,234,567"),
            ["1000", "2500", "3000", "4000", "5000", "1234567"]
        );
        assert_eq!(of("£1,000.50, 1000."), ["1000", "50", "1000"]);
        assert_eq!(
            of("24.12.2026 1,0000 12,34 1234,567"),
            ["24", "12", "2026", "1", "0000", "12", "34", "1234", "567"]
        );
        assert_eq!(
            of("1,000kg 1'000kg a1,000 1,000,kg"),
            ["1", "000kg", "1", "000kg", "a1", "000", "1000", "kg"]
        );
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        assert_eq!(of("東京都 bread 朝"), ["東京", "京都", "bread", "朝"]);
        assert_eq!(of("パン屋です"), ["パン", "ン屋", "屋で", "です"]);
        assert_eq!(of("ขนม"), ["ขน", "นม"]);
        assert_eq!(of("bread東京"), ["bread", "東京"]);
    }
}
