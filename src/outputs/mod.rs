//! What a site has besides pages: maps, feeds, data, settings for servers. One file each.
//!
//! | file | for |
//! |---|---|
//! | `sitemap.xml` | whoever searches the intranet; only with `base_url` |
//! | `robots.txt` | everybody else's robots: nothing here is for them |
//! | `feed.xml` | people who follow the news in a reader of their own; only with `base_url` |
//! | a page at each old address, and `redirects` | bookmarks from before |
//! | `calendar/…` | people's own calendars |
//! | `data/handbook.json` | other tools |
//! | `data/health.json` | whoever keeps the handbook |
//! | `_headers`, `server/nginx.conf`, `.htaccess`, `web.config` | the server, whichever it is |
//!
//! All of them are made when they are asked for: the preview, which shows pages, never pays for them.

mod calendar;
mod data;
mod excerpt;
mod feed;
mod health;
mod redirects;
mod servers;
mod sitemap;
mod xml;

use std::sync::Arc;

use jiff::Timestamp;

use crate::model::Handbook;
use crate::pages::Page;
use crate::render::viewpoint::Desk;
use crate::site::Site;

/// When a file was last changed, as far as its history says: a question that may take a while the first time.
pub type Changes = Arc<dyn Fn(&str) -> Option<Timestamp> + Send + Sync>;

/// Puts all of them into the site. What it holds already, such as styles and files beside the pages, is told
/// to servers, too. `changes` are asked when a calendar is.
pub fn put(site: &mut Site, handbook: &Arc<Handbook>, pages: &[Page], desk: &Desk<'_>, changes: &Changes) {
    // First, so that whatever the program makes itself stays where it is.
    redirects::put(site, handbook, desk);
    // An intranet is nobody's search result.
    site.put("robots.txt", b"User-agent: *\nDisallow: /\n".to_vec());
    if let Some(base) = handbook.settings.base() {
        sitemap::put(site, handbook, pages, &base);
        feed::put(site, handbook, &base);
    }
    calendar::put(site, handbook, desk.words, changes);
    data::put(site, handbook, desk.words);
    health::put(site, handbook, desk.found);
    servers::put(site, handbook, pages);
}
