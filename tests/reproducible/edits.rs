//! One memory, any edits: what comes out is what a fresh build makes, to the byte.

use proptest::prelude::*;
use throughline::pipeline::{Memos, Request};

use super::website::TODAY;
use super::*;

/// Where pages may lie.
const PATHS: &[&str] = &[
    "index.md",
    "how/late.md",
    "how/index.md",
    "how/deep/Größe.md",
    "people/omar.md",
    "people/lena.md",
    "roles/driver.md",
    "roles/dispatcher.md",
    "personas/paula.md",
    "news/one.md",
    "news/two.md",
    "wörter.md",
    "shadowing/winter.md",
    "voice/spring.md",
];

/// What may stand between the two lines of a page.
const FRONTS: &[&str] = &[
    "",
    "title: Another title\ntags: [care]\n",
    "title: Omar\nrole: driver\nowner: role/driver\n",
    "name: Paula\ntype: customer\nquote: Be there.\nmatters: [on-time]\n",
    "title: Driver\ndepartment: delivery\nserves:\n  - {to: paula, output: bread, value: breakfast}\n  - {to: role/dispatcher, output: x, value: y}\n",
    "title: Dispatcher\nserves: [{to: role/driver, output: a list, value: no door is missed}]\nowner: omar\n",
    "draft: true\n",
    "audience: managers\n",
    "date: 2026-08-01\ndescription: News\ntags: [Care, yard]\n",
    "keywords: [glossary]\norder: 1\n",
    "aliases: [/once/, /late.html]\nreviewed: {on: 2026-07-01, by: omar}\n",
    "title: [never closed\n",
    "unknown: 1\npublish_on: 2026-09-02\n",
    "title: Winter\ncycle: {from: 2026-08-01, to: 2027-01-31}\nsessions_file: /files/winter.csv\n",
    "title: Voices\nsource: survey\nperiod: 2026-Q2\nasked: customers\ncounts_file: /files/counts.csv\ndraft: true\n",
];

/// What a page may say.
const BODIES: &[&str] = &[
    "",
    "# Late\n\n## What we do\n\nWe ring.\n",
    "# Late\n\n## What we did\n\nWe rang. [Omar](/people/omar.md) [driver](/roles/driver.md#serves)\n",
    "[one](/news/one.md) [two](/news/two.md) [late](/how/late.md#what-we-do) [folder](/how/)\n",
    "![A van](/images/van.png) [list](/files/list.txt)\n",
    "```rust\nfn main() {}\n```\n\n```yaml\na: 1\n```\n",
    "```rust\nfn main() { todo!() }\n```\n",
    "Bread\n: what we bake\n\nround\n: a way from door to door\n",
    "Bread on every round.[^1]\n\n[^1]: Even in snow.\n\n> [!TIP]\n> Ring first.\n",
    "<b>raw</b> [gone](/gone.md) ![gone](/gone.png)\n",
];

/// What may come to stand above it, with something to find in it or without.
const SENTENCES: &[&str] = &[
    "Said once more.\n\n",
    "#### Deep\n\n",
    "Ring +44 20 7946 0958 or [click here](/index.md).\n\n",
    "Or write to omar@bakery.co.uk, whose name may be on another page.\n\n",
    "Warm bread, every door.\n\n",
];

/// What spreadsheets' exports may say: rows that differ in days, which depend on how they are written, and in nothing that a page says.
const EXPORTS: &[(&str, &str)] = &[
    (
        "content/files/winter.csv",
        "id,host,guest,start,end,status\na,omar,,02/09/2026 05:00,02/09/2026 09:00,open\n",
    ),
    (
        "content/files/winter.csv",
        "id,host,guest,start,end,status\na,omar,,03/09/2026 05:00,03/09/2026 09:00,open\n",
    ),
    (
        "content/files/winter.csv",
        "id;host;guest;start;end;status\r\na;omar;lena;2026-10-25 01:30;2026-10-25 04:00;requested\r\nb;omar;;2026-11-02 05:00;2026-11-02 04:00;open\r\n",
    ),
    ("content/files/winter.csv", "not,a,schedule\n1,2,3\n"),
    ("content/files/counts.csv", "measure,0,6,7,8,9,10\nnps,1,2,3,4,5,60\n"),
    ("content/files/counts.csv", "measure,0,6,7,8,9,10\nnps,1,2,3,4,5,61\n"),
];

const SETTINGS: &[&str] = &[
    "",
    "title: One\nbase_url: https://x.example/our/\ndate_format: \"%d/%m/%Y\"\ntimezone: Europe/London\n",
    "title: One\nbase_url: https://x.example/our/\ndate_format: \"%m/%d/%Y\"\ntimezone: Europe/London\n",
    "title: One\nbase_url: https://x.example/our/\ndate_format: \"%d/%m/%Y\"\ntimezone: America/New_York\nkeep_past: 2 days\n",
    "title: One\nbase_url: https://x.example/our/\n",
    "title: Two\nlanguage: de\naudiences: [everyone, managers]\nhtml: sanitised\n",
    "title: Three\naudiences: [everyone, managers]\nkinds: {person: how}\ndepartments: {delivery: not yet}\nbrand: {colour: \"#112233\", logo: images/van.png}\nsynonyms: [[late, behind]]\nsearch_tests: [{query: behind, expect: how/late.md, within: 1}, {query: omar, expect: people/omar.md}]\n",
];

const THEMES: &[(&str, &str)] = &[
    ("themes/default/words/en.yaml", "shell: {start: Begin}\n"),
    ("themes/default/words/en.yaml", "shell: {start: Here}\n"),
    ("themes/default/styles/prose.css", ".prose{color:red}\n"),
    ("themes/default/templates/shell/footer.html", "<footer>ours</footer>"),
    ("themes/default/templates/shell/footer.html", "<footer>{{ nobody.knows }}</footer>"),
];

/// One thing that somebody does between two builds.
#[derive(Debug, Clone)]
enum Edit {
    Write {
        path: usize,
        front: usize,
        body: usize,
    },
    /// A sentence above the text, so that everything below it stands elsewhere and means what it did.
    Say {
        path: usize,
        sentence: usize,
    },
    Remove {
        path: usize,
    },
    Rename {
        from: usize,
        to: usize,
    },
    Settings(usize),
    Theme(usize),
    PlainTheme,
    Picture(u32),
    List(u8),
    Export(usize),
    Ask {
        drafts: bool,
        portable: bool,
        managers: bool,
        day: i8,
    },
    Nothing,
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = || 0..PATHS.len();
    prop_oneof![
        6 => (path(), 0..FRONTS.len(), 0..BODIES.len()).prop_map(|(path, front, body)| Edit::Write { path, front, body }),
        6 => (path(), 0..SENTENCES.len()).prop_map(|(path, sentence)| Edit::Say { path, sentence }),
        2 => path().prop_map(|path| Edit::Remove { path }),
        2 => (path(), path()).prop_map(|(from, to)| Edit::Rename { from, to }),
        2 => (0..SETTINGS.len()).prop_map(Edit::Settings),
        1 => (0..THEMES.len()).prop_map(Edit::Theme),
        1 => Just(Edit::PlainTheme),
        1 => (0..3_u32).prop_map(Edit::Picture),
        1 => (0..3_u8).prop_map(Edit::List),
        3 => (0..EXPORTS.len()).prop_map(Edit::Export),
        1 => (any::<bool>(), any::<bool>(), any::<bool>(), 1..4_i8)
            .prop_map(|(drafts, portable, managers, day)| Edit::Ask { drafts, portable, managers, day }),
        1 => Just(Edit::Nothing),
    ]
}

fn apply(edit: &Edit, files: &mut Files, request: &mut Request) {
    let at = |path: &usize| format!("content/{}", PATHS[*path]);
    match edit {
        Edit::Write { path, front, body } => {
            let front = FRONTS[*front];
            let head = if front.is_empty() { String::new() } else { format!("---\n{front}---\n") };
            files.0.insert(at(path), format!("{head}{}", BODIES[*body]).into_bytes());
        }
        Edit::Say { path, sentence } => {
            if let Some(text) = files.0.get_mut(&at(path)) {
                let front = text.windows(5).position(|five| five == b"\n---\n").map_or(0, |end| end + 5);
                drop(text.splice(front..front, SENTENCES[*sentence].bytes()));
            }
        }
        Edit::Remove { path } => drop(files.0.remove(&at(path))),
        Edit::Rename { from, to } => {
            if let Some(bytes) = files.0.remove(&at(from)) {
                files.0.insert(at(to), bytes);
            }
        }
        Edit::Settings(which) => match SETTINGS[*which] {
            "" => drop(files.0.remove("content/handbook.yaml")),
            settings => drop(files.0.insert("content/handbook.yaml".into(), settings.into())),
        },
        Edit::Theme(which) => {
            let (path, text) = THEMES[*which];
            files.0.insert(path.into(), text.into());
        }
        Edit::PlainTheme => files.0.retain(|path, _| !path.starts_with("themes/")),
        // The same name and almost the same size, other dots.
        Edit::Picture(seed) => {
            drop(files.0.insert("content/images/van.png".into(), noise(600 + seed * 40, *seed)))
        }
        Edit::List(number) => drop(files.0.insert("content/files/list.txt".into(), vec![b'0' + number])),
        Edit::Export(which) => {
            let (path, text) = EXPORTS[*which];
            files.0.insert(path.into(), text.into());
        }
        Edit::Ask { drafts, portable, managers, day } => {
            request.drafts = *drafts;
            request.portable = *portable;
            request.audience = managers.then(|| "managers".to_owned());
            request.date = jiff::civil::date(2026, 9, *day);
        }
        Edit::Nothing => {}
    }
}

/// A handbook to begin with, in which most of the above finds something.
fn beginning() -> Files {
    let mut files = files([
        ("content/departments/delivery.md", "---\ntitle: Delivery\nlead: omar\n---\n"),
        ("content/promise/pillars/on-time.md", "---\ntitle: On time\nclaim: By seven\n---\n"),
    ]);
    let mut request = Request::on(TODAY);
    for (path, front, body) in [
        (0, 0, 3),
        (1, 10, 1),
        (4, 2, 2),
        (6, 4, 0),
        (7, 5, 6),
        (8, 3, 8),
        (9, 8, 4),
        (11, 9, 7),
        (12, 13, 0),
        (13, 14, 0),
    ] {
        apply(&Edit::Write { path, front, body }, &mut files, &mut request);
    }
    for edit in [Edit::Settings(1), Edit::Picture(0), Edit::List(0), Edit::Export(0), Edit::Export(4)] {
        apply(&edit, &mut files, &mut request);
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_build_with_a_memory_is_a_fresh_build(script in proptest::collection::vec(edit(), 1..14)) {
        let memos = Memos::default();
        let (mut files, mut request) = (beginning(), Request::on(TODAY));
        files.made_with(&request, &memos);
        for (step, edit) in script.iter().enumerate() {
            apply(edit, &mut files, &mut request);
            let (remembered, fresh) = (files.made_with(&request, &memos), files.made(&request));
            let names = |site: &website::Website| site.files.keys().cloned().collect::<Vec<_>>();
            prop_assert_eq!(names(&remembered), names(&fresh), "after step {}: {:?}", step, edit);
            for (path, bytes) in &fresh.files {
                prop_assert!(remembered.files[path] == *bytes, "{} differs after step {}: {:?}", path, step, edit);
            }
            prop_assert_eq!(&remembered.findings, &fresh.findings, "after step {}: {:?}", step, edit);
        }
    }
}

/// The same bytes mean other days, once `handbook.yaml` says that days are written otherwise.
#[test]
fn an_export_is_read_again_when_days_are_written_otherwise() {
    let memos = Memos::default();
    let (mut files, mut request) = (beginning(), Request::on(TODAY));
    let begins = |site: &website::Website| {
        let calendar = if site.has("calendar/all.ics") { site.text("calendar/all.ics") } else { "" };
        calendar.lines().find_map(|line| line.strip_prefix("DTSTART:")).unwrap_or_default().to_owned()
    };
    assert_eq!(begins(&files.made_with(&request, &memos)), "20260902T040000Z");
    // In February it is long over.
    for (settings, expected) in [(2, ""), (3, "20260902T090000Z"), (1, "20260902T040000Z")] {
        apply(&Edit::Settings(settings), &mut files, &mut request);
        assert_eq!(begins(&files.made_with(&request, &memos)), expected, "{}", SETTINGS[settings]);
    }
    apply(&Edit::Export(1), &mut files, &mut request);
    assert_eq!(begins(&files.made_with(&request, &memos)), "20260903T040000Z");
}
