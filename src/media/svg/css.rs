//! Styles in an SVG → the addresses they load.
//!
//! Comments are not taken out first: what stands in one is judged as well, which can only refuse too much, and
//! a string that looks like a comment cannot hide anything.

use super::Danger;
use super::address::{self, Use};

/// What `style` loads that it should not, with the address.
pub(super) fn judge(style: &str) -> Vec<(Danger, String)> {
    // Nearly all attributes end here: without these there is no function, no escape and no rule.
    if !style.contains(['(', '\\', '@']) {
        return Vec::new();
    }
    let style = unescape(style);
    // The same length in bytes, so that places in one are places in the other.
    let lower = style.to_ascii_lowercase();
    let mut found = Vec::new();
    for name in ["url(", "src("] {
        for (at, _) in lower.match_indices(name) {
            let address = argument(&style[at + name.len()..]);
            found.extend(address::judge(address, Use::Picture).map(|danger| (danger, address.to_owned())));
        }
    }
    for (at, name) in lower.match_indices("@import") {
        found.push((Danger::Elsewhere, format!("@import {}", argument(&style[at + name.len()..]))));
    }
    for (at, name) in lower.match_indices("image-set(") {
        // Its addresses may stand as bare strings.
        let set = &style[at + name.len()..];
        for (quote, _) in set.match_indices(['"', '\'']) {
            let address = argument(&set[quote..]);
            let danger = address::judge(address, Use::Picture).filter(|danger| danger.refuses());
            found.extend(danger.map(|danger| (danger, address.to_owned())));
        }
    }
    found
}

/// The address at the start of `rest`, with or without quotes.
fn argument(rest: &str) -> &str {
    let rest = rest.trim_start();
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next().unwrap_or_default(),
        Some(_) | None => rest.split([')', ';']).next().unwrap_or_default().trim_end(),
    }
}

/// `style` with CSS's escapes taken for what they mean (CSS Syntax 3, section 4.3.7): `\75rl(` is `url(`.
fn unescape(style: &str) -> String {
    let mut plain = String::with_capacity(style.len());
    let mut rest = style.chars().peekable();
    while let Some(character) = rest.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        let mut code = 0;
        let mut digits = 0;
        while let Some(digit) = rest.peek().and_then(|c| c.to_digit(16)).filter(|_| digits < 6) {
            code = code * 16 + digit;
            digits += 1;
            rest.next();
        }
        match digits {
            // An escaped line break is nothing; any other character is itself.
            0 => plain.extend(rest.next().filter(|&c| c != '\n')),
            _ => {
                rest.next_if(|c| c.is_ascii_whitespace());
                plain.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
    }
    plain
}
