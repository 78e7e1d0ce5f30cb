//! `base_url` → where the site is published, in parts that can be put together safely.
//!
//! The address goes into pages, feeds, and settings for servers, where a quotation mark or a semicolon would
//! mean something. So only the plainest addresses are taken: a scheme, a host, folders.

/// Where the site is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// The address written as `text`: `https://handbook.example/` or `https://example.org:8080/our/handbook`.
    /// `None` where it is not that plain: another scheme, a user, a query, dots that lead upwards.
    pub fn find(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "https" && scheme != "http" {
            return None;
        }
        let (host, folders) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.to_ascii_lowercase();
        if !is_host(&host) {
            return None;
        }
        let mut path = String::from("/");
        for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
            let plain = folder.chars().all(|c| c.is_alphanumeric() || "-_.~".contains(c));
            if !plain || folder.starts_with('.') {
                return None;
            }
            path.push_str(folder);
            path.push('/');
        }
        Some(Self { origin: format!("{scheme}://{host}"), path })
    }

    /// Scheme and host: `https://handbook.example`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether the host is the reader's own machine.
    pub fn is_loopback(&self) -> bool {
        let host = self.origin.split_once("://").map_or("", |(_, host)| host);
        let name = match host.strip_prefix('[') {
            Some(numbered) => numbered.split(']').next().unwrap_or(numbered),
            None => host.split(':').next().unwrap_or(host),
        };
        // All of 127.0.0.0/8 (RFC 1122, 3.2.1.3), the IPv6 address for it, and what stands for any address of one's own.
        let numbered = name.starts_with("127.") && name.chars().all(|c| c.is_ascii_digit() || c == '.');
        numbered || matches!(name, "localhost" | "::1" | "0.0.0.0" | "::") || name.ends_with(".localhost")
    }

    /// The folder on the host, as it is called and not encoded, with a slash at both ends: `/our/handbook/`.
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// A host and perhaps a port, after RFC 3986, 3.2.2. A name in other letters is written as DNS knows it
/// (`xn--…`).
fn is_host(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, "")) => (host, None),
        Some((host, port)) => (host, port.strip_prefix(':').or(Some("?"))),
        None => text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    let numbered = text.starts_with('[');
    let known = |c: char| {
        if numbered {
            c.is_ascii_hexdigit() || c == ':'
        } else {
            c.is_ascii_alphanumeric() || c == '-' || c == '.'
        }
    };
    let port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    !host.is_empty() && host.chars().all(known) && !host.starts_with('.') && !host.contains("..") && port
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_addresses_are_taken_apart() {
        for (text, origin, path) in [
            ("https://handbook.example", "https://handbook.example", "/"),
            (" https://Handbook.Example/ ", "https://handbook.example", "/"),
            ("http://localhost:4000/a//b", "http://localhost:4000", "/a/b/"),
            ("https://[::1]:80/x", "https://[::1]:80", "/x/"),
            ("https://x.example/Größe_1.0/", "https://x.example", "/Größe_1.0/"),
        ] {
            let base = BaseUrl::find(text);
            let parts = base.as_ref().map(|base| (base.origin(), base.path()));
            assert_eq!(parts, Some((origin, path)), "{text}");
        }
    }

    #[test]
    fn the_readers_own_machine_is_known() {
        let own = |text| BaseUrl::find(text).unwrap().is_loopback();
        for text in [
            "http://localhost:4000/",
            "http://127.0.0.1/",
            "http://[::1]:80/x",
            "http://a.localhost",
            "http://0.0.0.0:1",
        ] {
            assert!(own(text), "{text}");
        }
        for text in [
            "https://handbook.example/",
            "https://localhost.example/",
            "http://10.0.0.1/",
            "http://[fe80::1]/",
        ] {
            assert!(!own(text), "{text}");
        }
    }

    #[test]
    fn addresses_that_could_mean_more_are_refused() {
        for text in [
            "",
            "handbook.example",
            "https://",
            "https:///x",
            "ftp://x.example",
            "javascript://x.example/%0aalert(1)",
            "https://me:secret@x.example/",
            "https://x.example/?a=b",
            "https://x.example/#top",
            "https://x.example/../y",
            "https://x.example/a b",
            "https://x.example/\";}",
            "https://x.example/%22",
            "https://x.example:99999/",
            "https://x.example:/",
            "https://[::1]x/",
            "https://x..example/",
            "https://bücher.example/",
        ] {
            assert_eq!(BaseUrl::find(text), None, "{text}");
        }
    }
}
