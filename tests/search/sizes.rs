//! How large the files are that a browser fetches, packed as servers pack them.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use throughline::search::engine::Engine;

use super::built;
use super::website::files;

/// No file of the index is larger than this, packed.
const LARGEST: usize = 20_000;

fn packed(bytes: &[u8]) -> usize {
    let mut packer = GzEncoder::new(Vec::new(), Compression::new(6));
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap().len()
}

/// Words that look like words, each as often as in life: the n-th about 1/n times as often as the first.
fn words(page: u64, count: u64) -> String {
    let mut state = page.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut out = String::new();
    for at in 0..count {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let rank = (40_000.0_f64.powf((state >> 11) as f64 / (1_u64 << 53) as f64)) as u64;
        let mut n = rank.wrapping_mul(2_654_435_761) % 1_000_003;
        for _ in 0..3 {
            out.push(char::from(b"bcdfglmnprstv"[(n % 13) as usize]));
            out.push(char::from(b"aeiou"[(n / 13 % 5) as usize]));
            n /= 65;
        }
        out.push_str(if at % 12 == 11 { ".\n\n" } else { " " });
    }
    out
}

#[test]
fn a_thousand_pages_come_in_small_files() {
    let mut handbook = files([("content/index.md", "# Start\n")]);
    for page in 0..1000 {
        let text = format!(
            "---\ntags: [t{}]\n---\n# {}\n\n{}\n## {}\n\n{}",
            page % 20,
            words(page, 3),
            words(page, 150),
            words(page + 1, 2),
            words(page + 7, 150)
        );
        handbook = handbook.with(&format!("content/part-{}/page-{page}.md", page / 25), text);
    }
    let built = built(&handbook);
    let mut sizes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for path in
        built.site.paths().into_iter().filter(|path| path.starts_with("search/") && path.ends_with(".js"))
    {
        let bytes = built.site.make(path).unwrap().unwrap();
        let sort = path.rsplit('/').next().unwrap().split('.').next().unwrap();
        sizes.entry(sort.to_owned()).or_default().push(packed(&bytes));
    }
    for (sort, sizes) in &sizes {
        assert!(sizes.iter().all(|size| *size <= LARGEST), "{sort}: {sizes:?}");
    }
    let sorts: Vec<&str> = sizes.keys().map(String::as_str).collect();
    assert_eq!(sorts, ["core", "entry", "lists", "manifest", "pages", "texts", "words"]);
    // Before the first question: the scripts, the manifest, and what is known of pages one by one.
    let before: usize = ["core", "entry", "manifest", "pages"].iter().flat_map(|sort| &sizes[*sort]).sum();
    assert!(before <= 40_000, "{before} bytes before the first question");
    // For a question of two words at most two files of words, two of lists and ten of texts.
    let largest = |sort: &str| sizes[sort].iter().max().copied().unwrap();
    let question = 2 * largest("words") + 2 * largest("lists") + 10 * largest("texts");
    assert!(before + question <= 130_000, "{before} and {question} bytes until the first ten results");
    let engine = Engine::open(&built.site).unwrap();
    assert_eq!(engine.ask(&words(500, 3), 10).unwrap().results.len(), 10);
    // Too many files of words to read them all for a guess; no word of these begins with a q.
    assert!(sizes["words"].len() > 24, "{} files of words", sizes["words"].len());
    let word = words(500, 1).trim().to_owned();
    for typed in [format!("q{}", &word[1..]), word[1..].to_owned()] {
        let answer = engine.ask(&typed, 10).unwrap();
        assert!(answer.total > 0 && answer.corrected.is_some(), "{typed} for {word}: {answer:?}");
    }
}
