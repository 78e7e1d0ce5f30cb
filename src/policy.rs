//! How the site wants to be served: the policy under which every page runs, the headers of each sort of file,
//! what moved. One model, of which the pages' own `<meta>` and the settings of four servers are written.
//!
//! Nothing inline, nothing from elsewhere, and no script that writes HTML but through one named door.
//! How each server is told all this is in [`outputs`](crate::outputs).

use std::collections::BTreeSet;

/// The directives that hold in a `<meta>` as well as in a header (CSP Level 3, 6.1–6.3; Trusted Types).
macro_rules! directives {
    () => {
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
         require-trusted-types-for 'script'; trusted-types throughline"
    };
}

/// For `<meta http-equiv>`, which also holds when a page is opened from a folder.
pub const POLICY: &str = directives!();

/// For the header. `frame-ancestors` only works there.
const HEADER_POLICY: &str = concat!(directives!(), "; frame-ancestors 'self'");

/// For a drawing that is opened by itself. Inside a page it is a picture and runs nothing; alone it is a
/// document, and an SVG may hold scripts. They are refused while building; this is the second wall.
const DRAWING_POLICY: &str = "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; \
     font-src data:; frame-ancestors 'self'; sandbox";

/// The name of the policy's header.
const CONTENT_SECURITY_POLICY: &str = "Content-Security-Policy";
/// The name of the header that says how long a file may be kept.
const CACHE_CONTROL: &str = "Cache-Control";

/// A header: its name and its value.
pub type Header = (&'static str, &'static str);

/// What is sent with every file.
const ALWAYS: &[Header] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
];

/// A file that is named by its content never changes, so a browser may keep it for a year, the longest that
/// caches promise (RFC 9111 names no limit; a year was RFC 2616's).
const KEPT: Header = (CACHE_CONTROL, "public, max-age=31536000, immutable");
/// Everything else may be kept, but is asked for anew: an answer without a body, where nothing changed.
const ASKED_FOR: Header = (CACHE_CONTROL, "no-cache");

/// The sorts of files that are served with different headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Pages, and everything that may change under its address.
    Plain,
    /// Drawings, which may change but have a policy of their own.
    Drawing,
    /// Files that are named by what they hold.
    Kept,
}

impl Sort {
    /// The sort of the file at `path`.
    pub fn of(path: &str) -> Self {
        match path {
            path if is_kept(path) => Self::Kept,
            path if path.ends_with(".svg") => Self::Drawing,
            _ => Self::Plain,
        }
    }

    /// The headers that differ from those of [`Sort::Plain`]; all of them for that one.
    pub fn own(self) -> Vec<Header> {
        match self {
            Self::Plain => self.all(),
            Self::Drawing => vec![(CONTENT_SECURITY_POLICY, DRAWING_POLICY)],
            Self::Kept => vec![KEPT],
        }
    }

    /// All headers, for servers that forget the others as soon as one is given.
    pub fn all(self) -> Vec<Header> {
        let (policy, kept) = match self {
            Self::Plain => (HEADER_POLICY, ASKED_FOR),
            Self::Drawing => (DRAWING_POLICY, ASKED_FOR),
            Self::Kept => (HEADER_POLICY, KEPT),
        };
        let mut headers = vec![(CONTENT_SECURITY_POLICY, policy)];
        headers.extend(ALWAYS);
        headers.push(kept);
        headers
    }
}

/// Whether a header says how long a file may be kept.
pub fn is_about_keeping(header: &Header) -> bool {
    header.0 == CACHE_CONTROL
}

/// How many hexadecimal digits of its digest stand in the name of a file that is named by its content.
pub const DIGITS: usize = 12;

/// A regular expression (PCRE) that the paths of [`Sort::Kept`] match, and no others: a dot inside a name
/// becomes a hyphen in the addresses of writers' files, so that only the program's own have two.
pub const KEPT_PATTERN: &str = r"\.[0-9a-f]{12}\.[a-z0-9]+$";

/// Whether the file at `path` is named by its content: `assets/site.0123456789ab.css`.
pub fn is_kept(path: &str) -> bool {
    let mut parts = path.rsplit('/').next().unwrap_or(path).rsplit('.');
    let (Some(end), Some(digits), Some(_)) = (parts.next(), parts.next(), parts.next()) else { return false };
    let hexadecimal = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    digits.len() == DIGITS && digits.chars().all(hexadecimal) && !end.is_empty()
}

/// Files of the target that are for those who publish, not for readers. They hold no secret; a server that
/// can keep them back does.
pub const NOT_FOR_READERS: &[&str] =
    &[".throughline.json", ".htaccess", "_headers", "web.config", "server/nginx.conf"];

/// An old address and where its page is now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// The old path below the site's root, without slashes at its ends, not encoded.
    pub from: String,
    /// The page's address below the site's root, not encoded.
    pub to: String,
}

/// The folder of the search index: very many files, all named by what they hold, and nothing else.
pub const PARTS: &str = "search/parts/";

/// How many files of a folder are named one by one.
const FEW: usize = 20;

/// How one site wants to be served.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Serving {
    /// The folder on the host, with a slash at both ends, not encoded.
    pub root: String,
    /// Top-level folders that hold nothing to keep, so that one rule can say so of each.
    pub folders: BTreeSet<String>,
    /// Files at the root, pages' addresses among them.
    pub root_files: BTreeSet<String>,
    /// The files that are named by their content; where a folder holds many and nothing else, that folder
    /// with a slash at its end. Names are better while there are few: an old one that is gone is then not
    /// told to be kept.
    pub kept: BTreeSet<String>,
    /// Drawings, for servers that know files only one by one.
    pub drawings: BTreeSet<String>,
    /// What moved, by old address.
    pub moved: Vec<Moved>,
}

impl Serving {
    /// How a site with files at `paths` is served in the folder `root` of its host. A path that ends in a
    /// slash, or is empty, is that of a page.
    pub fn of<'p>(root: &str, paths: impl Iterator<Item = &'p str> + Clone, moved: Vec<Moved>) -> Self {
        let mut serving = Self { root: root.to_owned(), moved, ..Self::default() };
        let folder = |path: &'p str| path.rfind('/').map_or("", |at| &path[..=at]);
        let with_kept: BTreeSet<&str> = paths.clone().filter(|path| is_kept(path)).map(folder).collect();
        let others = || paths.clone().filter(|path| !is_kept(path));
        let one_by_one: BTreeSet<&str> = with_kept
            .iter()
            .copied()
            .filter(|within| {
                let many = *within == PARTS
                    || paths.clone().filter(|path| is_kept(path) && folder(path) == *within).count() > FEW;
                !many || within.is_empty() || others().any(|path| path.starts_with(within))
            })
            .collect();
        for path in paths.clone() {
            if is_kept(path) {
                let folder = folder(path);
                let alone = if one_by_one.contains(folder) { path } else { folder };
                serving.kept.insert(alone.to_owned());
                continue;
            }
            if path.ends_with(".svg") {
                serving.drawings.insert(path.to_owned());
            }
            match path.split_once('/') {
                None => {
                    serving.root_files.insert(path.to_owned());
                }
                Some((top, _)) if !with_kept.iter().any(|kept| kept.split('/').next() == Some(top)) => {
                    if !serving.folders.contains(top) {
                        serving.folders.insert(top.to_owned());
                    }
                }
                Some(_) => {}
            }
        }
        serving
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_digest_are_kept() {
        for (path, kept) in [
            ("assets/site.0123456789ab.css", true),
            ("search/words.ffffffffffff.js", true),
            ("assets/site.css", false),
            ("assets/site.0123456789AB.css", false),
            ("assets/site.0123456789a.css", false),
            ("images/van.480.jpg", false),
            ("0123456789ab.css", false),
            ("a.0123456789ab.b/site.css", false),
            ("a.0123456789ab.", false),
        ] {
            assert_eq!(is_kept(path), kept, "{path}");
        }
        assert!(KEPT_PATTERN.contains(&format!("{{{DIGITS}}}")), "the pattern and the number go together");
    }

    #[test]
    fn the_policy_is_one_text_in_pages_and_headers() {
        let header = Sort::Plain.all()[0].1;
        assert_eq!(header.strip_suffix("; frame-ancestors 'self'"), Some(POLICY));
        assert_eq!(Sort::Kept.all()[0].1, header);
        assert!(Sort::Drawing.all()[0].1.contains("script-src 'none'"));
        assert!(!POLICY.contains("  "), "{POLICY}");
    }

    #[test]
    fn every_sort_says_how_long_to_keep_it_once() {
        for sort in [Sort::Plain, Sort::Drawing, Sort::Kept] {
            let all = sort.all();
            assert_eq!(all.iter().filter(|header| is_about_keeping(header)).count(), 1, "{sort:?}");
            assert!(sort.own().iter().all(|own| all.contains(own)), "{sort:?}");
        }
    }

    #[test]
    fn folders_of_many_kept_files_are_named_once() {
        let shards: Vec<String> = (0..=FEW).map(|n| format!("search/shards/x.{n:012x}.js")).collect();
        let paths = [
            "",
            "404.html",
            "roles/",
            "roles/driver/",
            "images/van.svg",
            "assets/a.0123456789ab.css",
            "search/",
        ];
        let serving =
            Serving::of("/", paths.into_iter().chain(shards.iter().map(String::as_str)), Vec::new());
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(serving.kept, set(&["assets/a.0123456789ab.css", "search/shards/"]));
        assert_eq!(serving.folders, set(&["roles", "images"]));
        assert_eq!(serving.root_files, set(&["", "404.html"]));
        assert_eq!(serving.drawings, set(&["images/van.svg"]));

        let beside = shards.iter().map(String::as_str).chain(["search/shards/read-me.txt"]);
        assert_eq!(Serving::of("/", beside, Vec::new()).kept.len(), shards.len());
    }
}
