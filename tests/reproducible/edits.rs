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

const SETTINGS: &[&str] = &[
    "",
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
        1 => (0..SETTINGS.len()).prop_map(Edit::Settings),
        1 => (0..THEMES.len()).prop_map(Edit::Theme),
        1 => Just(Edit::PlainTheme),
        1 => (0..3_u32).prop_map(Edit::Picture),
        1 => (0..3_u8).prop_map(Edit::List),
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
    for (path, front, body) in
        [(0, 0, 3), (1, 10, 1), (4, 2, 2), (6, 4, 0), (7, 5, 6), (8, 3, 8), (9, 8, 4), (11, 9, 7)]
    {
        apply(&Edit::Write { path, front, body }, &mut files, &mut request);
    }
    for edit in [Edit::Settings(1), Edit::Picture(0), Edit::List(0)] {
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
