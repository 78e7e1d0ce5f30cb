//! Pages → `sitemap.xml`, after sitemaps.org: whole addresses, and the day each page was last looked at.

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::xml;
use crate::model::{Entry, Handbook};
use crate::pages::{Page, Subject};
use crate::parse::base_url::BaseUrl;
use crate::render::viewpoint::absolute;
use crate::site::Site;

/// How many addresses one file may hold.
const ADDRESSES: usize = 50_000;
/// How many bytes one file may hold.
const BYTES: usize = 50 * 1024 * 1024;
/// What a row has besides its address: tags, a day, space.
const ROW: usize = 80;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Puts the map into the site; where it would be too large, several and a map of them.
pub(super) fn put(site: &mut Site, handbook: &Arc<Handbook>, pages: &[Page], base: &BaseUrl) {
    let listed: Arc<[Page]> = pages.iter().filter(|page| is_listed(page, handbook)).cloned().collect();
    let map = |range: Range<usize>| {
        let (listed, handbook, base) = (listed.clone(), handbook.clone(), base.clone());
        Box::new(move || Ok(map(&listed[range.clone()], &handbook, &base).into_bytes().into()))
    };
    let parts = parts(&listed, absolute(base, "").len(), ADDRESSES, BYTES);
    if let [whole] = parts.as_slice() {
        site.put_lazy("sitemap.xml", map(whole.clone()));
        return;
    }
    let names: Vec<String> = (1..=parts.len()).map(|number| format!("sitemap-{number}.xml")).collect();
    site.put("sitemap.xml", index(&names, base).into_bytes());
    for (name, part) in names.into_iter().zip(parts) {
        site.put_lazy(name, map(part));
    }
}

/// Whether a page is worth finding by itself. What is printed stands elsewhere already, and a draft is for
/// nobody yet.
fn is_listed(page: &Page, handbook: &Handbook) -> bool {
    match &page.subject {
        Subject::NotFound
        | Subject::Print(_)
        | Subject::StarterPack(_)
        | Subject::Health
        | Subject::Register(..) => false,
        Subject::Entry(_) | Subject::Section(_) | Subject::Start => {
            entry(page, handbook).is_none_or(|entry| !entry.draft)
        }
        Subject::Search(_)
        | Subject::Overview(_)
        | Subject::LineOfSight
        | Subject::LineTables
        | Subject::Coverage
        | Subject::Debriefs
        | Subject::Scorecard
        | Subject::Area(_)
        | Subject::Tags
        | Subject::Tag(_) => true,
    }
}

/// The page of the handbook that is shown there, if a writer wrote one.
fn entry<'h>(page: &Page, handbook: &'h Handbook) -> Option<&'h Entry> {
    let id = match &page.subject {
        Subject::Entry(id) => Some(*id),
        Subject::Section(id) => handbook.section(*id).index,
        Subject::Start => handbook.sections.first()?.index,
        Subject::Overview(_)
        | Subject::LineOfSight
        | Subject::LineTables
        | Subject::Coverage
        | Subject::Debriefs
        | Subject::Scorecard
        | Subject::Area(_)
        | Subject::Health
        | Subject::Search(_)
        | Subject::Register(..)
        | Subject::Tags
        | Subject::Tag(_)
        | Subject::Print(_)
        | Subject::StarterPack(_)
        | Subject::NotFound => None,
    };
    id.map(|id| handbook.entry(id))
}

/// The pages of each file. At least one file, even without a page.
fn parts(pages: &[Page], base: usize, addresses: usize, bytes: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, page) in pages.iter().enumerate() {
        // An address is at most three times as long when it is encoded.
        let row = base + page.address.len() * 3 + ROW;
        if at - start == addresses || (size + row > bytes && at > start) {
            parts.push(start..at);
            (start, size) = (at, 0);
        }
        size += row;
    }
    parts.push(start..pages.len());
    parts
}

fn map(pages: &[Page], handbook: &Handbook, base: &BaseUrl) -> String {
    let mut out = String::with_capacity(pages.len() * 160 + 200);
    let _ = writeln!(out, "{HEAD}<urlset xmlns=\"{NAMESPACE}\">");
    for page in pages {
        out.push_str("<url><loc>");
        out.push_str(&xml::escape(&absolute(base, &page.address)));
        out.push_str("</loc>");
        if let Some(day) = entry(page, handbook).and_then(last_change) {
            let _ = write!(out, "<lastmod>{day}</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

fn index(names: &[String], base: &BaseUrl) -> String {
    let mut out = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for name in names {
        let _ = writeln!(out, "<sitemap><loc>{}</loc></sitemap>", xml::escape(&absolute(base, name)));
    }
    out.push_str("</sitemapindex>\n");
    out
}

/// The last day of which the page itself says that somebody worked on it.
pub(super) fn last_change(entry: &Entry) -> Option<Date> {
    let reviewed = entry.common.reviewed.as_ref().and_then(|reviewed| reviewed.on);
    reviewed.map(|on| on.value).max(entry.common.date.map(|date| date.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_addresses_are_parted_by_number_and_by_size() {
        let page = |address: &str| Page { address: address.into(), subject: Subject::Tags };
        let pages: Vec<Page> = ["", "a/", "b/", "c/", "d/"].into_iter().map(page).collect();
        assert_eq!(parts(&pages, 20, 2, BYTES), [0..2, 2..4, 4..5]);
        assert_eq!(parts(&pages, 20, 50, 20 + ROW + 10), [0..1, 1..2, 2..3, 3..4, 4..5]);
        assert_eq!(parts(&pages, 20, 50, BYTES), vec![0..5; 1]);
        assert_eq!(parts(&[], 20, 50, BYTES), vec![0..0; 1]);
    }
}
