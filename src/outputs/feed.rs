//! News → `feed.xml`, an Atom feed (RFC 4287). News are pages with a `date`, newest first.
//!
//! Nothing in it comes from a clock: an item is as new as its page says, and the feed is as new as its newest
//! item.

use std::fmt::Write;
use std::sync::Arc;

use jiff::civil::Date;

use super::sitemap::last_change;
use super::{excerpt, xml};
use crate::model::{Entry, Handbook, collation_key};
use crate::parse::base_url::BaseUrl;
use crate::render::view::SiteView;
use crate::render::viewpoint::absolute;
use crate::site::Site;

/// How many items a feed has; readers keep older ones themselves.
const ITEMS: usize = 30;

/// The day of a feed in which nothing has a day. The standard wants one.
const NO_DAY: Date = Date::constant(1970, 1, 1);

/// Puts the feed into the site.
pub(super) fn put(site: &mut Site, handbook: &Arc<Handbook>, base: &BaseUrl) {
    let (handbook, base) = (handbook.clone(), base.clone());
    site.put_lazy("feed.xml", Box::new(move || Ok(feed(&handbook, &base).into_bytes().into())));
}

/// The news of this edition. A draft is shown to those who look at it, and sent to nobody.
fn news(handbook: &Handbook) -> Vec<(&Entry, Date)> {
    let dated = handbook.all().filter(|entry| !entry.draft);
    let mut news: Vec<_> = dated.filter_map(|entry| Some((entry, entry.common.date?.value))).collect();
    // Titles are only compared where days are the same, and only for those that may be in the feed.
    news.sort_by_key(|(_, on)| std::cmp::Reverse(*on));
    if let Some((_, oldest)) = news.get(ITEMS) {
        let oldest = *oldest;
        news.retain(|(_, on)| *on >= oldest);
    }
    news.sort_by_cached_key(|(entry, on)| {
        (std::cmp::Reverse(*on), collation_key(&entry.title), entry.address.clone())
    });
    news.truncate(ITEMS);
    news
}

fn feed(handbook: &Handbook, base: &BaseUrl) -> String {
    let site = SiteView::of(handbook);
    let news = news(handbook);
    let newest = news.iter().map(|(entry, on)| last_change(entry).unwrap_or(*on)).max();
    let newest = newest.or_else(|| handbook.all().filter_map(last_change).max()).unwrap_or(NO_DAY);
    let home = absolute(base, "");
    let mut out = String::with_capacity(1024 + news.len() * 700);
    let language = xml::escape(handbook.settings.language());
    let _ = writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">"
    );
    xml::element(&mut out, 1, "title", &site.title);
    xml::element(&mut out, 1, "id", &home);
    let _ = writeln!(out, "  <link href=\"{}\"/>", xml::escape(&home));
    let _ = writeln!(
        out,
        "  <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>",
        xml::escape(&absolute(base, "feed.xml"))
    );
    xml::element(&mut out, 1, "updated", &moment(newest));
    // The organisation speaks; who wrote a page is told on the page, to those who may read it.
    let _ = writeln!(out, "  <author><name>{}</name></author>", xml::escape(&site.organisation));
    for (entry, on) in news {
        item(&mut out, entry, on, base);
    }
    out.push_str("</feed>\n");
    out
}

fn item(out: &mut String, entry: &Entry, on: Date, base: &BaseUrl) {
    let address = absolute(base, &entry.address);
    out.push_str("  <entry>\n");
    xml::element(out, 2, "title", &entry.title);
    xml::element(out, 2, "id", &address);
    let _ = writeln!(out, "    <link href=\"{}\"/>", xml::escape(&address));
    xml::element(out, 2, "published", &moment(on));
    xml::element(out, 2, "updated", &moment(last_change(entry).unwrap_or(on)));
    for tag in &entry.common.tags {
        let _ = writeln!(out, "    <category term=\"{}\"/>", xml::escape(tag));
    }
    let description = entry.common.description.as_ref().map(|text| text.value.to_string());
    let summary = description.unwrap_or_else(|| excerpt::first_paragraph(&entry.document.body));
    if !summary.is_empty() {
        xml::element(out, 2, "summary", &summary);
    }
    out.push_str("  </entry>\n");
}

/// The beginning of a day, as RFC 3339 writes it. A page tells days, not hours.
fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
