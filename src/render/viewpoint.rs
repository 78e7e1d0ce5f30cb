//! From where a page looks at the handbook: what views need to turn entries into links, days and words.
//!
//! Every address inside the site is written relative to the page it stands on, so that a site can live at any
//! address and in any folder. Views get a [`Viewpoint`] and never join addresses themselves.

use std::sync::Arc;

use jiff::civil::Date;

use super::colours::Highlights;
use super::pictures::Pictures;
use super::shared::{Shared, SharedFrom, SharedLink};
use super::view::relations::Relations;
use super::view::{Day, Link, SiteView};
use super::words::Words;
use crate::model::health::FoundLater;
use crate::model::{Entry, Handbook, LinkTarget, SectionId, Tag};
use crate::parse::base_url::BaseUrl;
use crate::parse::{EntryId, address};
use crate::scan;

/// What is the same for every page of one edition.
pub struct Desk<'h> {
    /// The handbook.
    pub handbook: &'h Handbook,
    /// What is the same on every page.
    pub site: &'h SiteView,
    /// The theme's words in the handbook's language.
    pub words: &'h Words,
    /// The pictures that pages show.
    pub pictures: &'h Pictures,
    /// Blocks of code in colours.
    pub highlights: &'h Highlights,
    /// The handbook read backwards.
    pub relations: &'h Relations,
    /// Links that many pages show alike.
    pub shared: &'h Shared,
    /// What was found in what this edition shows, for the owners' page.
    pub found: &'h Arc<FoundLater>,
    /// Whether every link ends in `.html`, so that the site works from a folder or a zip.
    pub portable: bool,
}

/// A page's place in the site.
#[derive(Clone)]
pub struct Viewpoint<'d> {
    /// What is the same for every page.
    pub desk: &'d Desk<'d>,
    /// The way from the page to the site's root: `../../`, or nothing.
    pub root: Arc<str>,
    shared: Arc<SharedFrom>,
}

impl<'d> Viewpoint<'d> {
    /// The viewpoint of the page at `address`.
    pub fn new(desk: &'d Desk<'d>, address: &str) -> Self {
        Self::rooted(desk, &"../".repeat(address.matches('/').count()))
    }

    /// A viewpoint whose root has an address of its own: `404.html` is served at any depth.
    pub fn rooted(desk: &'d Desk<'d>, root: &str) -> Self {
        let root = root.into();
        Self { desk, shared: desk.shared.from(&root), root }
    }

    /// The handbook.
    pub fn handbook(&self) -> &'d Handbook {
        self.desk.handbook
    }

    /// The theme's words.
    pub fn words(&self) -> &'d Words {
        self.desk.words
    }

    /// The way to the page at `address`, which ends in a slash or is empty.
    pub fn to_address(&self, address: &str) -> String {
        address_from(&self.root, address, self.desk.portable)
    }

    /// The way to the file at `path`.
    pub fn to_file(&self, path: &str) -> String {
        let mut href = self.root.to_string();
        encode(&mut href, path);
        href
    }

    /// An address of this page's, as it is from the site's root.
    pub fn without_root(&self, href: &str) -> String {
        href.strip_prefix(&*self.root).unwrap_or(href).to_owned()
    }

    /// The way to an entry.
    pub fn to_entry(&self, id: EntryId) -> String {
        self.to_address(&self.handbook().entry(id).address)
    }

    /// The way to the file beside the pages whose path below the folder of content is `path`.
    pub fn to_asset(&self, path: &str) -> String {
        self.to_file(&address::of_file(path))
    }

    /// A link to an entry, under its title.
    pub fn link(&self, id: EntryId) -> Link {
        Link { text: self.short_title(self.handbook().entry(id)), href: Some(self.to_entry(id)) }
    }

    /// The same link, where many pages show it.
    pub fn shared_link(&self, id: EntryId) -> SharedLink {
        self.shared.entry(id, || self.link(id))
    }

    /// A link to a folder's page, where many pages show it.
    pub fn shared_section(&self, id: SectionId) -> SharedLink {
        self.shared.section(id, || self.section(id))
    }

    /// A link to the page of the tag at `slug`, under its name.
    pub fn shared_tag(&self, slug: &Arc<str>, tag: &Tag) -> SharedLink {
        let href = || self.to_address(&format!("tags/{slug}/"));
        self.shared.tag(slug, || Link { text: tag.name.to_string(), href: Some(href()) })
    }

    /// A link to an entry under another text.
    pub fn link_as(&self, text: impl Into<String>, id: EntryId) -> Link {
        Link { text: text.into(), href: Some(self.to_entry(id)) }
    }

    /// Links to entries.
    pub fn links(&self, ids: impl IntoIterator<Item = EntryId>) -> Vec<Link> {
        ids.into_iter().map(|id| self.link(id)).collect()
    }

    /// A link to a folder's page.
    pub fn section(&self, id: SectionId) -> Link {
        let section = self.handbook().section(id);
        Link { text: String::from(&*section.title), href: Some(self.to_address(&section.address)) }
    }

    /// What an entry is called where it is mentioned: a persona by name, everything else by title.
    pub fn short_title(&self, entry: &Entry) -> String {
        short_title(entry)
    }

    /// A day, for reading and for machines.
    pub fn day(&self, date: Date) -> Day {
        Day { iso: date.to_string(), text: self.words().day(date) }
    }

    /// The HTML of an entry's text on its own page.
    pub fn body(&self, entry: &Entry) -> String {
        super::body::html(entry, self)
    }

    /// The HTML of an entry's text inside a page that holds many; see [`super::body::html_within`].
    pub fn body_within(&self, entry: &Entry, prefix: &str, deeper: u8) -> String {
        super::body::html_within(entry, self, prefix, deeper)
    }

    /// Where a link in text leads, as an address from this page; `None` where it leads nowhere.
    pub fn target(&self, target: &LinkTarget) -> Option<String> {
        let with = |mut href: String, anchor: &Option<Arc<str>>| {
            if let Some(anchor) = anchor {
                href.push('#');
                encode(&mut href, anchor);
            }
            href
        };
        match target {
            LinkTarget::Elsewhere(url) => Some(url.to_string()),
            LinkTarget::Page(id, anchor) => Some(with(self.to_entry(*id), anchor)),
            LinkTarget::Address(to) => Some(with(self.to_address(&to.0), &to.1)),
            LinkTarget::File(path) => Some(self.to_asset(path)),
            LinkTarget::Here(anchor) => Some(with(String::new(), &Some(anchor.clone()))),
            LinkTarget::Nowhere => None,
        }
    }
}

/// The way to the page at `address` from where `root` leads to the site's root.
pub fn address_from(root: &str, address: &str, portable: bool) -> String {
    let mut href = String::with_capacity(root.len() + address.len() + 10);
    href.push_str(root);
    encode(&mut href, address);
    if portable {
        href.push_str("index.html");
    } else if href.is_empty() {
        href.push_str("./");
    }
    href
}

/// What an entry is called where it is mentioned; see [`Viewpoint::short_title`].
pub fn short_title(entry: &Entry) -> String {
    match &entry.fields {
        crate::parse::kind::Fields::Persona(persona) => {
            let name = persona.name.as_ref().map_or(&entry.title, |name| &name.value);
            String::from(&**name)
        }
        // Every link of every page comes through here: copied, and not formatted.
        _ => String::from(&*entry.title),
    }
}

/// The whole web address of what lies at `path` below the site's root.
pub fn absolute(base: &BaseUrl, path: &str) -> String {
    let mut url = base.origin().to_owned();
    encode(&mut url, base.path());
    encode(&mut url, path);
    url
}

/// Writes `path` into a URL: everything but unreserved characters and slashes is percent-encoded (RFC 3986, 2.3).
pub fn encode(out: &mut String, path: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let is_reserved = |byte: u8| {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        // `-`, `.`, `/` and the digits stand beside each other in ASCII.
        let kept = letter | (byte.wrapping_sub(b'-') < 13) | (byte == b'_') | (byte == b'~');
        !kept
    };
    let mut rest = path;
    while let Some(at) = scan::position(rest.as_bytes(), is_reserved) {
        out.push_str(&rest[..at]);
        let letter = rest[at..].chars().next().map_or(1, char::len_utf8);
        for byte in rest[at..at + letter].bytes() {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
        rest = &rest[at + letter..];
    }
    out.push_str(rest);
}
