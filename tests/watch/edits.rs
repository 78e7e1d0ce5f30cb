//! Any edits through one preview end in the bytes of a fresh build; what cannot be understood stays as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use rayon::prelude::*;
use throughline::diagnostic::{Diagnostic, Name, Severity};
use throughline::pipeline::{self, Memos, Request};
use throughline::site::{Site, Unmade};
use throughline::source::Sources;
use throughline::watch::{self, Order, Part, Preview, Step};

use super::{Desk, html};

/// The files of a handbook, by their path below its folder.
type Files = BTreeMap<String, Vec<u8>>;

/// All bytes of a website.
pub(super) fn bytes(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let made = site.paths().into_par_iter().map(|path| {
        let bytes = match site.make(path) {
            Some(Ok(bytes)) => bytes.to_vec(),
            Some(Err(Unmade::Findings(findings))) => format!("{findings:?}").into_bytes(),
            other => panic!("{path}: {other:?}"),
        };
        (path.to_string(), bytes)
    });
    made.collect()
}

/// The bytes of a preview that never saw anything but `files`.
fn fresh(files: &Files, drafts: bool) -> BTreeMap<String, Vec<u8>> {
    let sources = Sources::in_memory(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let day = jiff::civil::date(2026, 9, 1);
    let request = Request { preview: true, drafts, ..Request::on(day) };
    bytes(&pipeline::build(sources.into(), &request, &Memos::default()).value.site)
}

/// One thing that somebody does to the folder. Numbers choose among what is there.
#[derive(Debug, Clone)]
enum Act {
    Write(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    Break(usize, usize),
    Mend,
    Settings(usize),
    Theme(usize),
    Asset(usize),
    Touch(usize),
    /// The folder of guides gets its other name.
    Move,
}

const PAGES: [&str; 9] = [
    "content/index.md",
    "content/guides/index.md",
    "content/guides/one.md",
    "content/guides/two.md",
    "content/roles/driver.md",
    "content/roles/packer.md",
    "content/personas/paula.md",
    "content/promise/pillars/care.md",
    "content/people/ada.md",
];

/// A page that can be understood. `variant` says which of many.
fn page(file: &str, variant: usize) -> String {
    let body = [
        "Words.\n",
        "Other *words*.\n\n## A part\n\nMore.\n",
        "See [one](/guides/one.md) and [Paula](/personas/paula.md).\n",
        "![Van](/van.svg)\n",
    ][variant % 4];
    let own = match file {
        "content/personas/paula.md" => {
            "name: Paula\ntype: customer\nsegment: Homes\nquote: Warm, please.\nwho: Somebody.\nwhy_us: Bread.\nhow_they_use: Daily.\njobs: [When I wake I want bread]\ngoals: [a calm morning]\nmatters: [care]\npains: [waiting]\nfit: {needs_served: high, profitable: high}\nevidence: {level: assumption}\n"
        }
        "content/roles/driver.md" => {
            "title: Driver\ndepartment: delivery\nexpected: [Rings the bell]\nserves:\n  - {to: persona/paula, output: bread, value: a warm start, standard: by seven}\n"
        }
        "content/roles/packer.md" => {
            "title: Packer\ndepartment: delivery\nexpected: [Counts]\nserves:\n  - {to: role/driver, output: crates, value: nothing is missed, standard: by five}\n"
        }
        "content/promise/pillars/care.md" => {
            "title: Care\nclaim: Somebody thought of you.\nmatters_to: [paula]\n"
        }
        "content/people/ada.md" => "title: Ada\nrole: driver\n",
        _ => "",
    };
    let common =
        ["", "tags: [bread]\n", "order: 3\n", "draft: true\n", "aliases: [/old/]\n"][variant / 4 % 5];
    let title = if own.contains("title:") || own.contains("name:") {
        String::new()
    } else {
        format!("title: Page {}\n", variant % 3)
    };
    format!("---\n{title}{own}{common}---\n\n{body}")
}

/// What a page cannot be read with.
const BROKEN: [&str; 4] = [
    "---\ntitle: \"open\n---\n\nWords.\n",
    "---\ntitle: [a, list]\n---\n\nWords.\n",
    "---\ndraft: perhaps\n---\n\nWords.\n",
    "---\ntitle: no end\n",
];

const SETTINGS: [&str; 5] = [
    "title: Test\n",
    "title: Another\nlanguage: de\n",
    "title: Test\nbrand: {colour: \"#7a1f5c\"}\nterms: [{use: guest, instead_of: [client]}]\n",
    "title: Test\nbase_url: https://handbook.example/deep/\n",
    "title: Test\ndepartments: {delivery: not yet}\n",
];

fn act() -> impl Strategy<Value = Act> {
    let n = || 0..100_usize;
    prop_oneof![
        6 => (n(), n()).prop_map(|(file, variant)| Act::Write(file, variant)),
        2 => n().prop_map(Act::Remove),
        2 => (n(), n()).prop_map(|(file, to)| Act::Rename(file, to)),
        3 => (n(), n()).prop_map(|(file, how)| Act::Break(file, how)),
        2 => Just(Act::Mend),
        2 => n().prop_map(Act::Settings),
        2 => n().prop_map(Act::Theme),
        2 => n().prop_map(Act::Asset),
        1 => Just(Act::Move),
        1 => n().prop_map(Act::Touch),
    ]
}

/// A folder, and what of it can be understood.
struct Folder {
    desk: Desk,
    good: Files,
    broken: BTreeSet<String>,
}

impl Folder {
    fn new() -> Self {
        let desk = Desk::new();
        fs::remove_dir_all(desk.at("content")).unwrap();
        let mut folder = Self { desk, good: Files::new(), broken: BTreeSet::new() };
        folder.put("content/handbook.yaml", SETTINGS[0]);
        for (variant, file) in PAGES.iter().enumerate() {
            folder.put(file, &page(file, variant));
        }
        folder.put("content/van.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"/>");
        folder
    }

    fn put(&mut self, file: &str, text: &str) {
        self.desk.write(file, text);
        self.good.insert(file.to_owned(), text.as_bytes().to_vec());
        self.broken.remove(file);
    }

    fn take(&mut self, file: &str) {
        fs::remove_file(self.desk.at(file)).ok();
        self.good.remove(file);
        self.broken.remove(file);
    }

    fn pages(&self) -> Vec<String> {
        self.good.keys().filter(|file| file.ends_with(".md")).cloned().collect()
    }

    /// Does it, and says which files are concerned.
    fn act(&mut self, act: &Act) -> Vec<String> {
        let pages = self.pages();
        let chosen = |n: &usize| pages.get(n % pages.len().max(1)).cloned();
        match act {
            Act::Write(file, variant) => {
                let file = PAGES[file % PAGES.len()];
                self.put(file, &page(file, *variant));
                vec![file.to_owned()]
            }
            Act::Remove(file) => {
                let Some(file) = chosen(file) else { return Vec::new() };
                self.take(&file);
                vec![file]
            }
            Act::Rename(file, to) => {
                let Some(file) = chosen(file).filter(|file| !self.broken.contains(file)) else {
                    return Vec::new();
                };
                let text = String::from_utf8(self.good[&file].clone()).unwrap();
                let to = format!("content/guides/named-{}.md", to % 3);
                self.take(&file);
                // A role's fields are none of a guide's: it may well not be understood there.
                let text = if file.contains("guides") { text } else { page(&to, 1) };
                self.put(&to, &text);
                vec![file, to]
            }
            Act::Break(file, how) => {
                let Some(file) = chosen(file) else { return Vec::new() };
                self.desk.write(&file, BROKEN[how % BROKEN.len()]);
                self.broken.insert(file.clone());
                vec![file]
            }
            Act::Mend => {
                let all: Vec<String> = self.broken.iter().cloned().collect();
                for file in &all {
                    // A template that was broken from the beginning is mended by taking it away.
                    match self.good.get(file).cloned() {
                        Some(text) => self.put(file, &String::from_utf8(text).unwrap()),
                        None => self.take(file),
                    }
                }
                all
            }
            Act::Settings(variant) => {
                let file = "content/handbook.yaml";
                match variant % 7 {
                    5 => self.take(file),
                    6 if self.good.contains_key(file) => {
                        self.desk.write(file, "title: [broken\n");
                        self.broken.insert(file.to_owned());
                    }
                    n => self.put(file, SETTINGS[n % SETTINGS.len()]),
                }
                vec![file.to_owned()]
            }
            Act::Theme(variant) => {
                let (style, template) =
                    ("themes/default/styles/components/own.css", "themes/default/templates/tags.html");
                match variant % 5 {
                    0 => self.put(style, ".own { color: red }\n"),
                    1 => self.put(style, ".own { color: blue }\n"),
                    2 => self.take(style),
                    3 => self.put(
                        template,
                        "{% extends \"base.html\" %}{% block main %}<h1>Our tags</h1>{% endblock main %}",
                    ),
                    _ => {
                        // A template that cannot be read leaves the whole theme as it was.
                        self.desk.write(template, "{% extends \"base.html\" %}{% block main %}{% if %}");
                        let vessel = vec![style.to_owned(), template.to_owned()];
                        self.broken.insert(template.to_owned());
                        return vessel;
                    }
                }
                vec![style.to_owned(), template.to_owned()]
            }
            Act::Asset(variant) => {
                let size = variant % 9 + 1;
                if size > 6 {
                    self.take("content/van.svg");
                    return vec!["content/van.svg".to_owned()];
                }
                self.put(
                    "content/van.svg",
                    &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"4\"/>"),
                );
                vec!["content/van.svg".to_owned()]
            }
            Act::Move => {
                let (one, other) = ("content/guides/", "content/manuals/");
                let there = |folder: &str| self.desk.at(folder).exists();
                let (from, to) = if there(one) { (one, other) } else { (other, one) };
                if !there(from) || there(to) || self.broken.iter().any(|file| file.starts_with(from)) {
                    return Vec::new();
                }
                fs::rename(self.desk.at(from), self.desk.at(to)).unwrap();
                let moved: Vec<String> =
                    self.good.keys().filter(|file| file.starts_with(from)).cloned().collect();
                for file in &moved {
                    let bytes = self.good.remove(file).unwrap();
                    self.good.insert(file.replace(from, to), bytes);
                }
                vec![from.trim_end_matches('/').to_owned(), to.trim_end_matches('/').to_owned()]
            }
            Act::Touch(file) => {
                let Some(file) = chosen(file).filter(|file| !self.broken.contains(file)) else {
                    return Vec::new();
                };
                let text = String::from_utf8(self.good[&file].clone()).unwrap();
                self.put(&file, &text);
                vec![file]
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_end_in_the_bytes_of_a_fresh_build(
        acts in proptest::collection::vec((act(), any::<bool>()), 4..12),
        drafts in any::<bool>(),
    ) {
        let mut folder = Folder::new();
        let mut preview = Preview::new(Order { drafts, ..folder.desk.order() });
        let mut step = preview.step(&[]).unwrap().unwrap();
        let unread = |name| matches!(name, Name::InvalidFrontMatter | Name::MissingField | Name::WrongType);
        let wrong: Vec<_> = step.findings.iter().filter(|finding| unread(finding.name)).collect();
        prop_assert!(wrong.is_empty(), "the pages of this test can all be understood: {wrong:?}");
        for (act, named) in &acts {
            let files = folder.act(act);
            if *named {
                // First what an event would name, then everything, as the loop does.
                let paths: Vec<_> = files.iter().map(|file| folder.desk.at(file)).collect();
                if !paths.is_empty() && let Some(next) = preview.step(&paths).unwrap() {
                    step = next;
                }
            }
            if let Some(next) = preview.step(&[]).unwrap() {
                step = next;
            }
            prop_assert!(preview.step(&[]).unwrap().is_none(), "a second look finds something after {act:?}");
            if folder.broken.iter().any(|file| file.starts_with("themes/")) {
                // The theme as a whole stays as it was; what else of it was written meanwhile comes with the mend.
                continue;
            }
            let expected = fresh(&folder.good, drafts);
            let found = bytes(&step.site);
            let different: Vec<_> = expected
                .iter()
                .filter(|(path, bytes)| found.get(*path) != Some(bytes))
                .map(|(path, _)| path)
                .chain(found.keys().filter(|path| !expected.contains_key(*path)))
                .collect();
            prop_assert!(different.is_empty(), "after {act:?} these differ: {different:?}");
            for file in folder.broken.iter() {
                prop_assert!(step.findings.iter().any(|finding| *finding.place.file == *file.as_str()), "{file} is not told");
            }
        }
    }
}

#[test]
fn the_pages_of_these_scripts_can_be_understood_and_the_broken_ones_cannot() {
    let unfit = |file: &str, text: &str| {
        let sources = throughline::source::Sources::in_memory([(file, text.as_bytes())]);
        let rules = throughline::parse::ParseRules { configured: true, ..Default::default() };
        let read = throughline::parse::read(&sources.pages[0], &rules);
        read.findings.iter().any(|finding| finding.severity == throughline::diagnostic::Severity::Error)
    };
    for file in PAGES {
        for variant in 0..60 {
            let text = page(file, variant);
            assert!(!unfit(file, &text), "{file}\n{text}");
        }
        for text in BROKEN {
            assert!(unfit(file, text), "{file}\n{text}");
        }
    }
}

#[test]
fn a_page_that_cannot_be_understood_stays_as_it_was() {
    let desk = Desk::new();
    let (mut preview, step) = desk.preview();
    assert!(step.findings.is_empty(), "{:?}", step.findings);
    desk.write("content/guides/one.md", "---\ntitle: \"open\n---\n\nNew words.\n");
    let broken = preview.step(&[]).unwrap().unwrap();
    let page = html(&broken.site, "guides/one/index.html").unwrap();
    assert!(page.contains("First words.") && !page.contains("New words."));
    assert_eq!(broken.held.keys().map(|file| &**file).collect::<Vec<_>>(), ["content/guides/one.md"]);
    assert!(broken.findings.iter().any(|finding| &*finding.place.file == "content/guides/one.md"));

    // It goes on being broken while others are edited.
    desk.write("content/guides/two.md", "# Two\n\nOther words.\n");
    let other = preview.step(&[]).unwrap().unwrap();
    assert!(html(&other.site, "guides/one/index.html").unwrap().contains("First words."));
    assert!(html(&other.site, "guides/two/index.html").unwrap().contains("Other words."));
    assert_eq!(other.held.len(), 1);

    desk.write("content/guides/one.md", "---\ntitle: \"open\"\n---\n\nNew words.\n");
    let mended = preview.step(&[]).unwrap().unwrap();
    assert!(html(&mended.site, "guides/one/index.html").unwrap().contains("New words."));
    assert!(mended.held.is_empty() && mended.findings.is_empty(), "{:?}", mended.findings);

    desk.write("content/guides/one.md", "---\ntitle: \"open\n---\n");
    preview.step(&[]).unwrap().unwrap();
    fs::remove_file(desk.at("content/guides/one.md")).unwrap();
    let gone = preview.step(&[]).unwrap().unwrap();
    assert!(html(&gone.site, "guides/one/index.html").is_none(), "a page that was removed is not held");
    assert_eq!(gone.gone.get("guides/one/").map(|title| &**title), Some("open"));
    desk.write("content/guides/one.md", "# One\n");
    let back = preview.step(&[]).unwrap().unwrap();
    assert!(back.gone.is_empty() && html(&back.site, "guides/one/index.html").is_some());
}

#[test]
fn a_page_that_was_never_understood_is_shown_as_far_as_it_goes() {
    let desk = Desk::new();
    desk.write("content/guides/three.md", "---\ndraft: perhaps\n---\n\nWords.\n");
    let (_, step) = desk.preview();
    assert!(step.held.is_empty());
    assert!(step.findings.iter().any(|finding| &*finding.place.file == "content/guides/three.md"));
}

#[test]
fn settings_that_cannot_be_read_stay_as_they_were() {
    let desk = Desk::new();
    let (mut preview, step) = desk.preview();
    assert!(html(&step.site, "index.html").unwrap().contains("Test"));
    for broken in ["title: [open\n", "title: Test\ntheme: nowhere\n"] {
        desk.write("content/handbook.yaml", broken);
        let held = preview.step(&[]).unwrap().unwrap();
        assert!(html(&held.site, "index.html").unwrap().contains("Test"));
        assert!(held.held.contains_key("content/handbook.yaml"), "{broken}");
        assert!(!held.findings.is_empty());
    }
    desk.write("content/handbook.yaml", "title: Mended\n");
    let mended = preview.step(&[]).unwrap().unwrap();
    assert!(mended.held.is_empty() && mended.findings.is_empty(), "{:?}", mended.findings);
    assert!(html(&mended.site, "index.html").unwrap().contains("Mended"));
}

#[test]
fn a_theme_with_a_mistake_leaves_the_last_good_one() {
    let desk = Desk::new();
    let (mut preview, _) = desk.preview();
    let template = "themes/default/templates/not-found.html";
    desk.write(template, "{% extends \"base.html\" %}{% block main %}<h1>Ours</h1>{% endblock main %}");
    let own = preview.step(&[]).unwrap().unwrap();
    assert!(html(&own.site, "404.html").unwrap().contains("<h1>Ours</h1>"));
    assert!(preview.verify(&own.site, &|| false).is_empty() && preview.spare().is_none());

    // One that shows when the theme is read.
    desk.write(template, "{% extends \"base.html\" %}{% block main %}{% if %}");
    let broken = preview.step(&[]).unwrap().unwrap();
    assert!(html(&broken.site, "404.html").unwrap().contains("<h1>Ours</h1>"));
    assert!(broken.findings.iter().any(|finding| &*finding.place.file == template), "{:?}", broken.findings);

    // One that shows only on the page itself: the last website stands in.
    desk.write(
        template,
        "{% extends \"base.html\" %}{% block main %}{{ view.nothing_of_this_name }}{% endblock main %}",
    );
    let late = preview.step(&[]).unwrap().unwrap();
    let told = preview.verify(&late.site, &|| false);
    assert!(told.iter().any(|finding| &*finding.place.file == template), "{told:?}");
    let spare = preview.spare().expect("a website whose theme held");
    assert!(html(&spare, "404.html").unwrap().contains("<h1>Ours</h1>"));

    // It is told until it is mended, whatever else is saved meanwhile, and no page is rendered in vain.
    desk.write("content/guides/two.md", "# Two\n\nOther words.\n");
    let other = preview.step(&[]).unwrap().unwrap();
    assert_eq!(preview.rendered(), told);
    assert_eq!(preview.verify(&other.site, &|| false), told);
    assert!(preview.spare().is_some());

    fs::remove_dir_all(desk.at("themes")).unwrap();
    let default = preview.step(&[]).unwrap().unwrap();
    assert!(default.findings.is_empty() && default.changes.iter().all(|change| change.part == Part::Theme));
    // Whoever is called away goes on later.
    assert_eq!(preview.verify(&default.site, &|| true), told);
    assert!(!preview.is_settled() && preview.spare().is_some());
    assert!(preview.verify(&default.site, &|| false).is_empty());
    assert!(preview.is_settled() && preview.spare().is_none());
}

#[test]
fn a_day_that_begins_shows_its_pages_and_hides_those_that_are_over() {
    let desk = Desk::new();
    desk.write("content/soon.md", "---\ntitle: Soon\npublish_on: 2026-09-02\n---\n\nNews.\n");
    desk.write("content/over.md", "---\ntitle: Over\nexpire_on: 2026-09-01\n---\n\nOld.\n");
    let day = Arc::new(Mutex::new(jiff::civil::date(2026, 9, 1)));
    let clock = day.clone();
    let order = Order { day: Box::new(move |_| *clock.lock().unwrap()), ..desk.order() };
    let mut preview = Preview::new(order);
    let seen = |step: &Step| {
        let hidden = watch::hidden_by_date(step).into_iter().map(|(file, why)| format!("{file} {why}"));
        let has = |file: &str| html(&step.site, file).is_some();
        (has("soon/index.html"), has("over/index.html"), hidden.collect::<Vec<_>>())
    };
    let before = preview.step(&[]).unwrap().unwrap();
    assert_eq!(
        seen(&before),
        (false, true, vec!["content/soon.md will be shown from 2026-09-02 on".to_owned()])
    );
    assert!(preview.step(&[]).unwrap().is_none(), "nothing differs on the same day");
    *day.lock().unwrap() = jiff::civil::date(2026, 9, 2);
    let after = preview.step(&[]).unwrap().unwrap();
    assert_eq!(seen(&after), (true, false, vec!["content/over.md was shown until 2026-09-01".to_owned()]));
}

#[test]
fn a_draft_in_which_something_is_missing_is_shown_as_it_is() {
    let desk = Desk::new();
    let draft = |rest: &str| format!("---\ntitle: Night packer\ndraft: true\n{rest}---\n\nNot yet.\n");
    let whole = "department: delivery\nexpected: [Counts]\nserves: [{to: role/night, output: x, value: y, standard: z}]\n";
    desk.write("content/roles/night.md", draft(whole));
    let mut preview = Preview::new(Order { drafts: true, ..desk.order() });
    preview.step(&[]).unwrap().unwrap();
    desk.write("content/roles/night.md", draft("").replace("Not yet", "Half a role"));
    let step = preview.step(&[]).unwrap().unwrap();
    let missing = |found: &Diagnostic| found.name == Name::MissingField && found.severity == Severity::Advice;
    assert!(step.findings.iter().any(missing), "{:?}", step.findings);
    assert!(step.held.is_empty(), "{:?}", step.held);
    assert!(html(&step.site, "roles/night/index.html").unwrap().contains("Half a role"));
}

#[test]
fn a_file_that_becomes_a_link_stays_as_it_was() {
    let desk = Desk::new();
    let (mut preview, _) = desk.preview();
    fs::remove_file(desk.at("content/guides/one.md")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(desk.at("content/guides/two.md"), desk.at("content/guides/one.md"))
            .unwrap();
        let linked = preview.step(&[]).unwrap().unwrap();
        assert!(html(&linked.site, "guides/one/index.html").unwrap().contains("First words."));
        assert!(
            linked.findings.iter().any(|finding| finding.message.contains("link")),
            "{:?}",
            linked.findings
        );
    }
}
