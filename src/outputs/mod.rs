//! What a site has besides pages: maps, feeds, data, settings for servers. One file each.

use std::sync::Arc;

use crate::model::Handbook;
use crate::pages::Page;
use crate::render::viewpoint::Desk;
use crate::site::Site;

/// Puts all of them into the site.
pub fn put(site: &mut Site, _handbook: &Arc<Handbook>, _pages: &[Page], _desk: &Desk<'_>) {
    // An intranet is nobody's search result.
    site.put("robots.txt", b"User-agent: *\nDisallow: /\n".as_slice());
}
