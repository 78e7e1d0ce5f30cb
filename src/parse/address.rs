//! Words → the parts of addresses: slugs of pages, anchors of headings.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::paths;

/// `text` as a part of an address: lower case, NFC, letters and digits of any script; other runs become `-`.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte.to_ascii_lowercase()));
            } else if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
        }
        out.truncate(out.trim_end_matches('-').len());
        return out;
    }
    let mut push = |c: char| {
        if c.is_alphanumeric() || is_mark(c) {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    };
    if is_nfc(text) {
        text.chars().for_each(&mut push);
    } else {
        text.nfc().for_each(&mut push);
    }
    out.truncate(out.trim_end_matches('-').len());
    // Lower-casing can leave a decomposed letter behind (`İ`), and an address has one spelling.
    if is_nfc(&out) { out } else { out.nfc().collect() }
}

/// Vowel signs and other marks without which some scripts' words are unreadable.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The address of the page whose file is `path`, below the folder of content: `personas/paula.md` is at
/// `personas/paula/`, a folder's `index.md` at the folder's address, the root's at the empty one.
pub fn of_page(path: &str) -> String {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let stem = match stem.rsplit_once('/') {
        Some((folder, "index")) => folder,
        None if stem == "index" => "",
        _ => stem,
    };
    of_folder(stem)
}

/// The address of a folder below the folder of content.
pub fn of_folder(folder: &str) -> String {
    folder.split('/').filter(|part| !part.is_empty()).fold(String::new(), |mut address, part| {
        address.push_str(&segment(part));
        address.push('/');
        address
    })
}

/// The address of the file at `path` beside the pages: its folders and its name as parts of an address, its
/// extension in lower case.
pub fn of_file(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut address = of_folder(folder);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !extension.is_empty() => {
            address.push_str(&segment(stem));
            address.push('.');
            address.push_str(&slug(extension));
        }
        _ => address.push_str(&segment(name)),
    }
    address
}

/// One part of an address, never empty and never a name that Windows keeps for itself.
fn segment(part: &str) -> String {
    let slug = slug(part);
    let base = slug.split('-').next().unwrap_or("");
    match slug.as_str() {
        "" => "page".to_owned(),
        whole if whole == base && paths::is_device(base) => format!("{slug}-page"),
        _ => slug,
    }
}

/// The last part of the address of a tag's page; nothing for a tag without a letter or digit.
pub fn of_tag(tag: &str) -> String {
    let slug = slug(tag);
    if slug.is_empty() { slug } else { segment(&slug) }
}

/// The old address `alias` of the page at `address`, without slashes at the ends: a leading slash is the
/// site's root, anything else is relative to the page's folder. `None` where it leads out of the site.
pub fn of_alias(alias: &str, address: &str) -> Option<String> {
    let decoded = super::link::percent_decode(alias.trim());
    if decoded.is_empty()
        || decoded.contains(['\\', ':', '\0', '?', '#', '<', '>', '"', '|', '*'])
        || decoded.starts_with("//")
    {
        return None;
    }
    let mut parts: Vec<&str> = match decoded.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => {
            let mut parts: Vec<&str> = address.split('/').filter(|part| !part.is_empty()).collect();
            parts.pop();
            parts
        }
    };
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let safe = parts.iter().all(|part| !part.ends_with(['.', ' ']) && !part.chars().any(char::is_control));
    (safe && !parts.is_empty()).then(|| parts.join("/").nfc().collect())
}

/// Whether `id` may stand in `{#id}`: a letter, then letters, digits, `-` and `_`.
pub fn is_anchor(id: &str) -> bool {
    id.chars().next().is_some_and(char::is_alphabetic)
        && id.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_any_script() {
        for (text, expected) in [
            ("When we are late", "when-we-are-late"),
            ("  What's next?! ", "what-s-next"),
            ("Über Größe", "über-größe"),
            ("U\u{308}ber", "über"),
            ("日本語 ページ", "日本語-ページ"),
            ("C++ & Rust", "c-rust"),
            ("हिन्दी", "हिन्दी"),
            ("---", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn pages_get_the_address_of_their_path() {
        for (path, expected) in [
            ("index.md", ""),
            ("personas/paula.md", "personas/paula/"),
            ("How we work/index.md", "how-we-work/"),
            ("Über uns.md", "über-uns/"),
            ("con.md", "con-page/"),
            ("com0.md", "com0-page/"),
            ("com1/x.md", "com1-page/x/"),
            ("company/x.md", "company/x/"),
            ("coma.md", "coma/"),
            ("---.md", "page/"),
        ] {
            assert_eq!(of_page(path), expected, "{path}");
        }
    }

    #[test]
    fn old_addresses_stay_inside_the_site() {
        let alias = |alias| of_alias(alias, "roles/dispatcher/");
        assert_eq!(alias("/roles/route-planner/").as_deref(), Some("roles/route-planner"));
        assert_eq!(alias("route-planner").as_deref(), Some("roles/route-planner"));
        assert_eq!(alias("../old.html").as_deref(), Some("old.html"));
        for out in [
            "../../x",
            "/..",
            "//evil.example/x",
            "C:\\x",
            "/%2e%2e/x",
            "",
            "/",
            "a/../../../b",
            "x\0y",
            "/a. ",
        ] {
            assert_eq!(alias(out), None, "{out}");
        }
    }
}
