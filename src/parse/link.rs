//! Where a link leads, as written: elsewhere, to a page, to a place on the same page, or nowhere safe.

use std::sync::Arc;

use crate::diagnostic::Span;

/// A link or an image of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub destination: Destination,
    /// Whether it is a picture.
    pub image: bool,
    /// Its words, or what the picture shows.
    pub text: Arc<str>,
    /// Its title; a picture's is its caption.
    pub title: Arc<str>,
    /// Its bytes in the file.
    pub span: Span,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Out of the handbook: a web address, a mail address, a telephone number.
    Elsewhere(Arc<str>),
    /// A path, relative to the page or (with a leading slash) to the handbook's root, and an anchor.
    Within {
        /// The path, percent-decoded.
        path: Arc<str>,
        /// The anchor, without `#`.
        anchor: Option<Arc<str>>,
    },
    /// An anchor on the same page.
    Here(Arc<str>),
    /// A scheme that is not on the list.
    Unsafe,
}

/// The schemes a link may have.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

impl Destination {
    /// Reads `url`, in which markdown has already decoded entities.
    pub fn read(url: &str) -> Self {
        if plainly_within(url) {
            return Self::within(url);
        }
        // Browsers drop white space and control characters before they look at a scheme; so do we.
        let squeezed: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        let decoded = percent_decode(&squeezed);
        for text in [&squeezed, &decoded] {
            if let Some(scheme) = scheme(text) {
                return if SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
                    Self::Elsewhere(url.trim().into())
                } else {
                    Self::Unsafe
                };
            }
        }
        let url = url.trim();
        if squeezed.starts_with("//") || squeezed.starts_with("\\\\") || squeezed.starts_with("/\\") {
            // Leads to another host without saying how.
            return Self::Unsafe;
        }
        Self::within(url)
    }

    fn within(url: &str) -> Self {
        let (path, anchor) = match url.split_once('#') {
            Some((path, anchor)) => (path, Some(percent_decode(anchor))),
            None => (url, None),
        };
        let path = path.split('?').next().unwrap_or("");
        match (path, anchor) {
            ("", Some(anchor)) => Self::Here(anchor.into()),
            (path, anchor) => Self::Within {
                path: percent_decode(path).into(),
                anchor: anchor.filter(|a| !a.is_empty()).map(Into::into),
            },
        }
    }
}

/// Whether `url` is made of nothing but what names of files and anchors are made of: nearly every link is.
fn plainly_within(url: &str) -> bool {
    !url.starts_with("//") && url.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.#".contains(&b))
}

/// What stands before the first colon, if it can be a scheme (RFC 3986, 3.1).
fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let mut chars = scheme.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    (first && chars.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))).then_some(scheme)
}

/// `text` with `%41` read as `A`; what is no UTF-8 afterwards stays as it was.
pub fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match (bytes[at], hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 3;
            }
            (byte, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_seen_through_their_disguises() {
        for hostile in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            " javascript:x",
            "\u{1}javascript:x",
            "javascript%3Aalert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example/x",
            "\\\\evil.example",
            "/\\evil.example",
            "blob:x",
            "j\navascript:x",
        ] {
            assert_eq!(Destination::read(hostile), Destination::Unsafe, "{hostile}");
        }
    }

    #[test]
    fn ordinary_links_keep_their_path_and_anchor() {
        let within = |path: &str, anchor: Option<&str>| Destination::Within {
            path: path.into(),
            anchor: anchor.map(Into::into),
        };
        assert_eq!(Destination::read("../a%20b.md#c"), within("../a b.md", Some("c")));
        assert_eq!(Destination::read("images/10:30.png"), within("images/10:30.png", None));
        assert_eq!(Destination::read("#there"), Destination::Here("there".into()));
        assert_eq!(
            Destination::read("mailto:a@b.example"),
            Destination::Elsewhere("mailto:a@b.example".into())
        );
    }
}
