//! A path that leads nowhere → the site's own page for that, with what was there and what is near.

use super::Shown;
use super::live::escape;
use super::path::{decoded, encoded};

/// How many pages are offered.
const OFFERED: usize = 3;

/// How many bytes may lie between a heading's end and that of the `header` around it.
const NEAR: usize = 400;

/// How alike two addresses must be for one to be offered for the other; 1 is the same.
const ALIKE: f64 = 0.55;

/// More alike than any address can be.
const SAME: f64 = 2.0;

/// The site's page for what is not there, with the pages nearest to `path`. `html` is that page.
pub(super) fn page(html: &[u8], shown: &Shown, path: &str) -> Vec<u8> {
    let wanted = decoded(path).unwrap_or_default();
    let mut words = String::new();
    let gone = shown.gone.get(&*format!("{}/", wanted.trim_matches('/'))).map(|title| &**title);
    if let Some(title) = gone {
        words.push_str("<p class=\"tl-gone\">“");
        escape(&mut words, title);
        words.push_str("” was here. Its file was removed, renamed or hidden while this preview ran.</p>\n");
    }
    let near = nearest(shown, wanted.trim_matches('/'), gone);
    if !near.is_empty() {
        words.push_str("<p>The nearest pages there are:</p>\n<ul class=\"plain-list\">\n");
        for (address, title) in near {
            words.push_str("<li><a href=\"/");
            escape(&mut words, &encoded(address));
            words.push_str("\">");
            escape(&mut words, title);
            words.push_str("</a> <span class=\"quiet\">/");
            escape(&mut words, address);
            words.push_str("</span></li>\n");
        }
        words.push_str("</ul>\n");
    }
    let mut out = html.to_vec();
    if !words.is_empty() {
        let words = format!("<div class=\"tl-near\" lang=\"en\">\n{words}</div>\n");
        let at = below_heading(html);
        out.splice(at..at, words.into_bytes());
    }
    out
}

/// Where the page's own heading ends: what is near stands above all that a theme offers to whoever is lost.
fn below_heading(html: &[u8]) -> usize {
    let end_of =
        |tag: &[u8], from: usize| memchr::memmem::find(&html[from..], tag).map(|at| from + at + tag.len());
    let Some(heading) = end_of(b"</h1>", 0) else {
        return memchr::memmem::find(html, b"</main>").unwrap_or(html.len());
    };
    let around = end_of(b"</header>", heading).filter(|end| html[heading..*end].len() < NEAR);
    around.unwrap_or(heading)
}

/// The pages whose addresses are most like `wanted`, the most alike first. Before all others comes one with the title of
/// the page that was there: its file was most probably only renamed.
fn nearest<'s>(shown: &'s Shown, wanted: &str, gone: Option<&str>) -> Vec<(&'s str, &'s str)> {
    let wanted: String = wanted.chars().take(200).collect::<String>().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let last = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
    let wanted_last = last(&wanted);
    let mut near: Vec<(f64, &str, &str)> = shown
        .handbook
        .entries
        .iter()
        .filter_map(|entry| {
            let address = entry.address.trim_matches('/');
            // A page that moved to another folder mostly keeps its name.
            let whole = strsim::normalized_damerau_levenshtein(&wanted, address);
            let name = strsim::normalized_damerau_levenshtein(&wanted_last, &last(address));
            let same = gone.is_some_and(|gone| gone == &*entry.title);
            let alike = if same { SAME } else { whole.max(name * 0.95) };
            (alike >= ALIKE).then_some((alike, &*entry.address, &*entry.title))
        })
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.into_iter().take(OFFERED).map(|(_, address, title)| (address, title)).collect()
}
