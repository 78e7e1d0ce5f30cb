//! The scripts, and the one file that leads to them.

use super::{ENTRY, PARTS, part};
use crate::model::Handbook;
use crate::render::bare;
use crate::site::Site;

/// The parts of the script that searches, in the order in which each needs the ones before. They are one script.
const CORE: &[&str] = &[
    include_str!("client/wire.js"),
    include_str!("client/words.js"),
    include_str!("client/index.js"),
    include_str!("client/query.js"),
    include_str!("client/rank.js"),
    include_str!("client/excerpt.js"),
    include_str!("client/search.js"),
];

/// What every page loads; three places in it are filled in.
const LEAD: &str = include_str!("client/entry.js");

/// The script that searches. It touches neither page nor network: whoever runs it hands in a way to load parts.
pub(super) fn core() -> String {
    format!("throughlineShard((function () {{\n\"use strict\";\n{}return open;\n}})())\n", parts())
}

/// The functions it is made of.
pub(super) fn parts() -> String {
    CORE.iter().map(|part| bare::script(part) + "\n").collect()
}

/// Puts the scripts into the site.
pub(super) fn put(site: &mut Site, handbook: &Handbook, manifest: &str) {
    let core = core();
    let file = part("core", &blake3::hash(core.as_bytes()));
    let name = |file: &str| json(file.strip_prefix(PARTS).unwrap_or(file));
    let origin = handbook.settings.base().map(|base| base.origin().to_ascii_lowercase());
    let entry = bare::script(LEAD)
        .replace("$CORE", &name(&file))
        .replace("$MANIFEST", &name(manifest))
        .replace("$ORIGIN", &json(origin.as_deref().unwrap_or("")));
    site.put(ENTRY, entry.into_bytes());
    site.put(file, core.into_bytes());
}

/// A text as scripts write it.
fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
