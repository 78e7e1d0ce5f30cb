//! A request's path → the name of a file of the site, by the site's own list and by nothing else.

use crate::site::Site;

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The file of this name.
    File(String),
    /// A page that was asked for without the slash at its end; its address from the root, encoded.
    Moved(String),
    /// Nothing.
    Nothing,
}

/// Looks up `path`, which is as it came: encoded, not tidied up. A path that would have to be tidied leads nowhere.
pub(super) fn find(site: &Site, path: &str) -> Found {
    let Some(name) = decoded(path) else { return Found::Nothing };
    if name.is_empty() || name.ends_with('/') {
        let file = format!("{name}index.html");
        return if site.has(&file) { Found::File(file) } else { Found::Nothing };
    }
    if site.has(&name) {
        return Found::File(name);
    }
    if site.has(&format!("{name}/index.html")) {
        return Found::Moved(format!("/{}/", encoded(&name)));
    }
    Found::Nothing
}

/// The path below the root with its `%xx` read once; `None` if it is none or is not text.
pub(super) fn decoded(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?.as_bytes();
    let mut bytes = Vec::with_capacity(path.len());
    let mut at = 0;
    while let Some(byte) = path.get(at) {
        if *byte == b'%' {
            let digits = std::str::from_utf8(path.get(at + 1..at + 3)?).ok()?;
            if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return None;
            }
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            at += 3;
        } else {
            bytes.push(*byte);
            at += 1;
        }
    }
    String::from_utf8(bytes).ok()
}

/// `name` as it may stand in an address.
pub(super) fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let mut site = Site::default();
        for name in ["index.html", "roles/driver/index.html", "rôles/é.txt", "feed.xml"] {
            site.put(name, name.as_bytes().to_vec());
        }
        site
    }

    #[test]
    fn paths_lead_to_files_of_the_site_and_nowhere_else() {
        let file = |name: &str| Found::File(name.to_owned());
        for (path, found) in [
            ("/", file("index.html")),
            ("/roles/driver/", file("roles/driver/index.html")),
            ("/roles/driver", Found::Moved("/roles/driver/".into())),
            ("/roles/driver/index.html", file("roles/driver/index.html")),
            ("/r%C3%B4les/%c3%a9.txt", file("rôles/é.txt")),
            ("/roles/", Found::Nothing),
            ("//feed.xml", Found::Nothing),
            ("/./feed.xml", Found::Nothing),
            ("/roles/../feed.xml", Found::Nothing),
            ("/roles/%2e%2e/feed.xml", Found::Nothing),
            ("/%66eed.xml", file("feed.xml")),
            ("/%2566eed.xml", Found::Nothing),
            ("/feed.xml%00", Found::Nothing),
            ("/feed.xml%", Found::Nothing),
            ("/feed.xml%4", Found::Nothing),
            ("/%+1eed.xml", Found::Nothing),
            ("/%ff", Found::Nothing),
            ("feed.xml", Found::Nothing),
            ("*", Found::Nothing),
        ] {
            assert_eq!(find(&site(), path), found, "{path}");
        }
    }

    #[test]
    fn what_is_encoded_is_read_back() {
        for name in ["roles/driver/", "rôles/é n%ä.txt", "a?b#c"] {
            assert_eq!(decoded(&format!("/{}", encoded(name))).as_deref(), Some(name));
        }
    }
}
