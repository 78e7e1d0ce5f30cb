//! [`Handbook`] → `data/handbook.json`, the typed model for other tools.
//!
//! What is there: `version`, `title`, `language`, `date` (the day for which the edition was made),
//! `entries`, `serves`, `line_of_sight`, `sessions`, `measures`, `concerns`, `links`. Keys are stable, lists are sorted, and
//! everything is as the edition may show it: what it hides is not in the [`Handbook`], and of visits that are long past nothing is left, not even
//! among the fields of their programme.

mod concerns;
mod fields;
mod line_of_sight;
mod measures;
mod names;
mod sessions;

use std::sync::Arc;

use serde::Serialize;

use crate::model::{Entry, Handbook};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Reviewed};
use crate::render::view::SiteView;
use crate::render::words::Words;
use crate::site::Site;
use fields::Written;
use line_of_sight::Ways;
use names::Names;

/// Changes when a tool that reads the file would have to change. Added keys are no such change.
const VERSION: u32 = 1;

/// Puts the model into the site.
pub(super) fn put(site: &mut Site, handbook: &Arc<Handbook>, words: &Words) {
    let (handbook, words) = (handbook.clone(), words.clone());
    site.put_lazy("data/handbook.json", Box::new(move || Ok(json(&handbook, &words).into())));
}

fn json(handbook: &Handbook, words: &Words) -> Vec<u8> {
    let names = Names::of(handbook);
    let model = Model {
        version: VERSION,
        title: SiteView::of(handbook).title,
        language: handbook.settings.language(),
        date: handbook.edition.date.to_string(),
        entries: entries(handbook, &names),
        serves: serves(handbook, &names),
        line_of_sight: Ways { handbook, names: &names },
        sessions: sessions::sessions(handbook, &names),
        measures: measures::measures(handbook, &names),
        concerns: concerns::concerns(handbook, &names, words),
        links: links(handbook, &names),
    };
    // Room that stays untouched costs nothing; growing would hold all of it twice.
    let mut bytes = Vec::with_capacity(handbook.entries.len() * 2048);
    // Text is written into memory and every key is text, so nothing can go wrong here.
    serde_json::to_writer(&mut bytes, &model).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct Model<'h> {
    version: u32,
    title: String,
    language: &'h str,
    date: String,
    entries: Vec<EntryData<'h>>,
    serves: Vec<Serves<'h>>,
    line_of_sight: Ways<'h>,
    sessions: Vec<sessions::SessionData<'h>>,
    measures: Vec<measures::MeasureData<'h>>,
    concerns: Vec<concerns::Concern<'h>>,
    links: Vec<Link<'h>>,
}

#[derive(Serialize)]
struct EntryData<'h> {
    kind: &'static str,
    id: &'h str,
    title: &'h str,
    address: &'h str,
    file: &'h str,
    owner: Option<&'h str>,
    reviewed: Option<ReviewedData<'h>>,
    fields: Written<'h>,
}

#[derive(Serialize)]
struct ReviewedData<'h> {
    on: Option<String>,
    by: Option<&'h str>,
    note: Option<&'h str>,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Serves<'h> {
    from: &'h str,
    to: &'h str,
    output: Option<&'h str>,
    value: Option<&'h str>,
    standard: Option<&'h str>,
    pillar: Option<&'h str>,
}

#[derive(Serialize)]
struct Link<'h> {
    from: &'h str,
    to: &'h str,
}

/// All pages, by kind and id, then by address.
fn entries<'h>(handbook: &'h Handbook, names: &'h Names<'h>) -> Vec<EntryData<'h>> {
    let data = |entry: &'h Entry| EntryData {
        kind: entry.kind().as_str(),
        id: entry.name(),
        title: &entry.title,
        address: &entry.address,
        file: entry.file(),
        owner: entry.common.owner.as_ref().map(|owner| names.of_entry(owner.to)),
        reviewed: entry.common.reviewed.as_ref().map(|reviewed| review(reviewed, names)),
        fields: Written::of(entry, handbook, names),
    };
    names.sorted.iter().map(|id| data(handbook.entry(*id))).collect()
}

fn review<'h>(reviewed: &'h Reviewed<EntryId>, names: &'h Names<'h>) -> ReviewedData<'h> {
    ReviewedData {
        on: reviewed.on.map(|on| on.value.to_string()),
        by: reviewed.by.as_ref().and_then(|by| match by.to {
            Some(to) => Some(names.of_entry(to)),
            None => names::free_text(&by.text),
        }),
        note: reviewed.note.as_ref().map(|note| &*note.value),
    }
}

/// Who gives what to whom, as roles say it.
fn serves<'h>(handbook: &'h Handbook, names: &'h Names<'h>) -> Vec<Serves<'h>> {
    let mut serves = Vec::new();
    for entry in &handbook.entries {
        let Fields::Role(role) = &entry.fields else { continue };
        for edge in &role.serves {
            let Some(to) = &edge.to else { continue };
            serves.push(Serves {
                from: names.of_entry(entry.id),
                to: names.of_entry(to.to),
                output: edge.output.as_ref().map(|text| &*text.value),
                value: edge.value.as_ref().map(|text| &*text.value),
                standard: edge.standard.as_ref().map(|text| &*text.value),
                pillar: edge.pillar.as_ref().map(|pillar| names.of_entry(pillar.to)),
            });
        }
    }
    serves.sort();
    serves
}

/// Which page mentions which, in its text or in the fields of its kind.
fn links<'h>(handbook: &'h Handbook, names: &'h Names<'h>) -> Vec<Link<'h>> {
    let mentions =
        handbook.entries.iter().flat_map(|to| to.mentioned_by.iter().map(move |from| (*from, to.id)));
    let mut links: Vec<_> =
        mentions.map(|(from, to)| ((names.rank(from), names.rank(to)), from, to)).collect();
    links.sort_unstable();
    // Pages of one name are one here.
    links.dedup_by_key(|(ranks, _, _)| *ranks);
    let link = |(_, from, to)| Link { from: names.of_entry(from), to: names.of_entry(to) };
    links.into_iter().map(link).collect()
}
