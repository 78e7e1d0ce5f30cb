//! The order of the stages, and what each of them never does: the sentences of `src/ARCHITECTURE.md` as tests.
//!
//! The program's own files are read as text, without their comments, words between quotation marks and tests.
#![expect(clippy::print_stdout, reason = "long files are listed for whoever reads the log")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Each module of the crate and those it uses, in an order in which each uses only earlier ones.
const STAGES: &[(&str, &[&str])] = &[
    // What everything speaks.
    ("diagnostic", &[]),
    ("failure", &[]),
    ("paths", &[]),
    ("guard", &[]),
    ("policy", &[]),
    ("colour", &[]),
    ("threads", &[]),
    ("memo", &["threads"]),
    ("scan", &[]),
    ("holidays", &[]),
    ("media", &["guard"]),
    ("site", &["diagnostic", "failure"]),
    // From a folder to a website.
    ("source", &["diagnostic", "failure"]),
    ("parse", &["diagnostic", "colour", "scan", "holidays", "source", "paths"]),
    ("model", &["diagnostic", "threads", "holidays", "parse", "paths"]),
    ("check", &["diagnostic", "threads", "colour", "scan", "source", "parse", "model"]),
    ("pages", &["parse", "model"]),
    (
        "render",
        &["diagnostic", "guard", "colour", "holidays", "policy", "scan", "source", "parse", "model", "pages"],
    ),
    (
        "search",
        &["diagnostic", "threads", "memo", "policy", "scan", "site", "parse", "model", "pages", "render"],
    ),
    ("outputs", &["diagnostic", "policy", "media", "site", "parse", "model", "pages", "render", "paths"]),
    ("assets", &["diagnostic", "media", "site", "source", "parse", "model", "render", "paths"]),
    ("publish", &["diagnostic", "threads", "failure", "site", "source", "paths"]),
    // The stages put together, and called.
    (
        "pipeline",
        &[
            "diagnostic",
            "guard",
            "threads",
            "memo",
            "policy",
            "site",
            "source",
            "parse",
            "model",
            "check",
            "pages",
            "render",
            "search",
            "outputs",
            "assets",
        ],
    ),
    // The preview: a browser at one end, a folder at the other.
    ("serve", &["failure", "media", "model", "policy", "site"]),
    (
        "watch",
        &[
            "diagnostic",
            "failure",
            "guard",
            "model",
            "pages",
            "parse",
            "pipeline",
            "render",
            "serve",
            "site",
            "source",
        ],
    ),
    (
        "cli",
        &[
            "diagnostic",
            "failure",
            "paths",
            "guard",
            "site",
            "source",
            "parse",
            "model",
            "check",
            "search",
            "publish",
            "pipeline",
            "serve",
            "watch",
        ],
    ),
    ("main", &["cli"]),
];

/// The modules at the two ends: only they touch files, other programs and the machine's clock.
const ENDS: &[&str] = &["source", "publish", "serve", "watch", "cli", "main"];

/// What only the ends may say.
const MACHINE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::os",
    "SystemTime",
    "Instant::",
    "walkdir",
    "rustix",
    "tempfile",
    "Zoned::now",
    "Timestamp::now",
    "TimeZone::system",
    "fs::",
    "File::open",
    ".canonicalize()",
    ".metadata()",
    ".symlink_metadata()",
    ".read_dir()",
    ".is_dir()",
    ".exists()",
    "stdin()",
    "stdout()",
    "stderr()",
];

/// What stands nearly alone, with the reason.
const MACHINE_ALLOWED: &[(&str, &str, &str)] =
    &[("src/pipeline.rs", "Instant::", "--timings; no output depends on it")];

/// Modules that look at what people have written, and must live through all of it.
const UNSHAKEN: &[&str] =
    &["parse", "model", "check", "pages", "render", "search", "outputs", "assets", "media", "holidays"];

/// A Rust file of the program, without comments, texts and tests.
struct Source {
    /// Relative to the project, with forward slashes.
    path: String,
    /// `parse` for `src/parse/kind/role.rs`.
    module: String,
    code: String,
    lines: usize,
}

fn sources() -> Vec<Source> {
    let mut sources: Vec<Source> = rust_files("src")
        .into_iter()
        .map(|(path, text)| {
            let module = path.trim_start_matches("src/").trim_end_matches(".rs");
            let module = module.split('/').next().unwrap().to_owned();
            Source { lines: text.lines().count(), code: without_tests(&bare(&text)), path, module }
        })
        .collect();
    let tests: BTreeSet<String> = sources.iter().flat_map(test_files).collect();
    sources.retain(|source| !tests.contains(&source.path) && source.module != "lib");
    assert!(sources.len() > 100, "the program has many files, and {} were read", sources.len());
    sources
}

/// All Rust files below `folder`, with their text.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries =
        walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    entries
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// `text` with its comments and the words between quotation marks blanked out; lines stay where they are.
fn bare(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let starts =
        |at: usize, words: &str| words.chars().enumerate().all(|(n, c)| chars.get(at + n) == Some(&c));
    while at < chars.len() {
        let end = if starts(at, "//") {
            (at..chars.len()).find(|end| chars[*end] == '\n').unwrap_or(chars.len())
        } else if starts(at, "/*") {
            (at..chars.len()).find(|end| starts(*end, "*/")).map_or(chars.len(), |end| end + 2)
        } else if let Some(hashes) = raw_text(&chars, at) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = at + 2 + hashes + usize::from(chars[at] == 'b');
            (open..chars.len()).find(|end| starts(*end, &close)).map_or(chars.len(), |end| end + 1 + hashes)
        } else if chars[at] == '"' {
            let mut end = at + 1;
            while end < chars.len() && chars[end] != '"' {
                end += if chars[end] == '\\' { 2 } else { 1 };
            }
            end + 1
        } else if chars[at] == '\'' && chars.get(at + 1) == Some(&'\\') {
            (at + 3..chars.len()).find(|end| chars[*end] == '\'').map_or(chars.len(), |end| end + 1)
        } else if chars[at] == '\'' && chars.get(at + 2) == Some(&'\'') {
            at + 3
        } else {
            out.push(chars[at]);
            at += 1;
            continue;
        };
        let end = end.min(chars.len());
        out.push(' ');
        out.extend(chars[at..end].iter().filter(|c| **c == '\n'));
        at = end;
    }
    out
}

/// How many `#` the raw text that begins at `at` has.
fn raw_text(chars: &[char], at: usize) -> Option<usize> {
    let inside_a_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    let mark = at + usize::from(chars[at] == 'b');
    if inside_a_word || chars.get(mark) != Some(&'r') {
        return None;
    }
    let hashes = chars[mark + 1..].iter().take_while(|c| **c == '#').count();
    (chars.get(mark + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// `code` without what is only there for tests.
fn without_tests(code: &str) -> String {
    let mut out = String::new();
    let mut rest = code;
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        out.push_str(before);
        let Some(open) = after.find(['{', ';']) else { break };
        if after[open..].starts_with(';') {
            // `mod testing;` stays, so that the file can be found; the file itself is left out.
            out.push_str("#[cfg(test)]");
            out.push_str(&after[..=open]);
            rest = &after[open + 1..];
            continue;
        }
        let mut depth = 0;
        let end = after[open..].find(|c| {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            depth == 0
        });
        rest = end.map_or("", |end| &after[open + end + 1..]);
    }
    out + rest
}

/// The files that hold nothing but tests: `#[cfg(test)] mod testing;`.
fn test_files(source: &Source) -> Vec<String> {
    let folder = match source.path.strip_suffix("/mod.rs") {
        Some(folder) => folder.to_owned(),
        None => source.path.trim_end_matches(".rs").to_owned(),
    };
    let declared = source.code.split("#[cfg(test)]").skip(1);
    declared
        .filter_map(|after| Some(after.split_once(';')?.0.split_whitespace().last()?.to_owned()))
        .map(|name| format!("{folder}/{name}.rs"))
        .collect()
}

/// The modules of the crate that `code` names, in paths and in `use crate::{…}`.
fn uses(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let ours = ["crate::", "throughline::"];
    for after in ours.iter().flat_map(|word| code.split(word).skip(1)) {
        let mut names: Vec<&str> = Vec::new();
        if let Some(group) = after.strip_prefix('{') {
            let mut depth = 0;
            let mut start = 0;
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => {
                        names.push(&group[start..at]);
                        break;
                    }
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        names.push(&group[start..at]);
                        start = at + 1;
                    }
                    _ => {}
                }
            }
        } else {
            names.push(after);
        }
        for name in names {
            let name = name.trim_start();
            let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
            found.insert(name[..end].to_owned());
        }
    }
    found.remove("");
    found
}

#[test]
fn each_stage_uses_only_those_before_it() {
    let mut before = BTreeSet::new();
    for (stage, allowed) in STAGES {
        for used in *allowed {
            assert!(
                before.contains(used),
                "the list itself: `{stage}` may use `{used}`, which does not come before it"
            );
        }
        before.insert(*stage);
    }

    let mut used: BTreeMap<&str, BTreeSet<String>> =
        STAGES.iter().map(|(stage, _)| (*stage, BTreeSet::new())).collect();
    let sources = sources();
    for source in &sources {
        let (stage, allowed) =
            STAGES.iter().find(|(stage, _)| *stage == source.module).unwrap_or_else(|| {
                panic!("{}: where does `{}` stand among the stages?", source.path, source.module)
            });
        for name in uses(&source.code).into_iter().filter(|name| name != stage) {
            assert!(allowed.contains(&name.as_str()), "{}: `{stage}` must not use `{name}`", source.path);
            used.get_mut(stage).unwrap().insert(name);
        }
    }
    for (stage, allowed) in STAGES {
        let stale: Vec<_> = allowed.iter().filter(|name| !used[stage].contains(**name)).collect();
        assert!(stale.is_empty(), "`{stage}` no longer uses {stale:?}: take it out of the list");
    }
}

#[test]
fn only_the_ends_touch_the_machine() {
    let mut needed = BTreeSet::new();
    for source in sources().iter().filter(|source| !ENDS.contains(&source.module.as_str())) {
        for word in MACHINE.iter().filter(|word| mentions(&source.code, word)) {
            let allowed =
                MACHINE_ALLOWED.iter().position(|(path, allowed, _)| *path == source.path && allowed == word);
            match allowed {
                Some(reason) => _ = needed.insert(reason),
                None => panic!("{}: `{word}` belongs to {ENDS:?}", source.path),
            }
        }
    }
    assert_eq!(needed.len(), MACHINE_ALLOWED.len(), "an exception is no longer needed");
}

/// Whether `code` says `word`, as a word of its own where it begins like one.
fn mentions(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !(word.starts_with(char::is_alphabetic) && before.is_some_and(|c| c.is_alphanumeric() || c == '_'))
    })
}

#[test]
fn the_clock_gives_a_day_in_one_place_only() {
    let clocks = ["Zoned::now", "Timestamp::now", "SystemTime::now"];
    let places: Vec<String> = sources()
        .into_iter()
        .filter(|source| clocks.iter().any(|clock| source.code.contains(clock)))
        .map(|source| source.path)
        .collect();
    // The preview tells since when a page is held: a moment, and no day of a build.
    assert_eq!(places, ["src/cli/handbook.rs", "src/watch/hold.rs"]);
}

#[test]
fn one_module_knows_yaml() {
    for source in sources() {
        let knows = source.code.contains("serde_yaml") || source.code.contains("serde_saphyr");
        assert_eq!(knows, source.path == "src/parse/yaml.rs", "{}", source.path);
    }
}

#[test]
fn only_the_command_line_speaks() {
    for source in sources() {
        for word in ["println!", "print!", "eprintln!", "eprint!", "dbg!", "todo!", "unimplemented!"] {
            assert!(!mentions(&source.code, word), "{}: {word}", source.path);
        }
        for word in ["anstream", "indicatif"] {
            assert!(source.module == "cli" || !mentions(&source.code, word), "{}: {word}", source.path);
        }
    }
}

#[test]
fn nothing_that_people_write_can_stop_the_program() {
    let calls = [".unwrap()", ".expect(", "panic!", "unreachable!", "assert!", "assert_eq!", "assert_ne!"];
    for source in sources().iter().filter(|source| UNSHAKEN.contains(&source.module.as_str())) {
        for call in calls {
            assert!(!mentions(&source.code, call), "{}: {call}", source.path);
        }
    }
}

#[test]
fn nothing_that_is_published_depends_on_chance() {
    for source in sources().iter().filter(|source| !ENDS.contains(&source.module.as_str())) {
        for word in ["thread_rng", "rand::", "RandomState", "thread::current", "available_parallelism"] {
            assert!(!mentions(&source.code, word), "{}: {word}", source.path);
        }
    }
}

/// The map names every stage, and each test that it names guards something.
#[test]
fn the_map_is_true() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ARCHITECTURE.md")).unwrap();
    for (stage, _) in STAGES.iter().filter(|(stage, _)| *stage != "main") {
        assert!(map.contains(&format!("[`{stage}`]")), "the map does not name `{stage}`");
    }
    let tests: String = ["src", "tests"].into_iter().flat_map(rust_files).map(|(_, text)| text).collect();
    let browser_tests: String = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "mjs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let (_, never) = map.split_once("## What never happens").unwrap();
    let (never, _) = never.split_once("## Where to add").unwrap();
    let guards: Vec<&str> = never
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| never"))
        .flat_map(|line| line.rsplit('|').nth(1).unwrap_or_default().split(','))
        .map(|name| name.trim().trim_matches('`'))
        .collect();
    assert!(guards.len() > 15, "{guards:?}");
    for guard in guards {
        // A test in a browser is named by what it says, not by a function.
        let there =
            tests.contains(&format!("fn {guard}(")) || browser_tests.contains(&format!("test(\"{guard}\""));
        assert!(there, "there is no test `{guard}`");
    }
}

/// The most lines a file may have; a test may be a longer list.
const LONGEST: &[(&str, usize)] = &[("src", 600), ("examples", 600), ("tests", 800)];

#[test]
fn files_are_short_enough_to_read() {
    for (folder, most) in LONGEST {
        for (path, text) in rust_files(folder) {
            let lines = text.lines().count();
            if lines > 400 {
                // Shown with `--nocapture`: where to look next.
                println!("{lines:5} {path}");
            }
            assert!(lines <= *most, "{path} has {lines} lines, and at most {most} can be read: split it");
        }
    }
}

#[test]
fn typical_files_are_a_page_or_two() {
    let mut lines: Vec<usize> = sources().iter().map(|source| source.lines).collect();
    lines.sort_unstable();
    let median = lines[lines.len() / 2];
    assert!(median <= 200, "the median file has {median} lines");
}

/// The reading of code is itself looked at: a test that sees nothing would never fail.
#[test]
fn the_reader_of_code_sees_code_and_nothing_else() {
    let code = r###"
//! crate::comment
use crate::{first, second::{Inner, other}, third};
fn f<'a>(c: char) -> &'a str { let q = '"'; let e = '\''; "crate::text \" more" ; crate::fourth::x() }
/* crate::block */ const R: &str = r#"crate::raw " still "#; const B: &[u8] = br"crate::bytes";
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests { use crate::only_in_tests; fn g() { if true { panic!() } } }
use crate::fifth;
"###;
    let code = without_tests(&bare(code));
    let seen: Vec<String> = uses(&code).into_iter().collect();
    assert_eq!(seen, ["fifth", "first", "fourth", "second", "third"], "{code}");
    assert!(!code.contains("panic!"));
    let source = Source { path: "src/check/mod.rs".into(), module: "check".into(), code, lines: 0 };
    assert_eq!(test_files(&source), ["src/check/testing.rs"]);
    assert!(mentions("x(fs::read)", "fs::") && !mentions("prefs::read", "fs::"));
}
