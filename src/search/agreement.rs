//! What Rust writes is what the script reads: the same words out of any text, the same numbers, the same lists.

use proptest::prelude::*;
use rquickjs::{Context, Function, Runtime};

use super::count::hash;
use super::lexicon::Lexicon;
use super::wire::{self, Front};
use super::{client, fold, lexicon};

/// The script's functions, each called with texts and answering with JSON.
struct Script(Context);

impl Script {
    fn new() -> Self {
        let context = Context::full(&Runtime::new().unwrap()).unwrap();
        context.with(|ctx| ctx.eval::<(), _>(client::parts()).unwrap());
        Self(context)
    }

    /// What `expression` of the text `x` is.
    fn says(&self, expression: &str, x: &str) -> serde_json::Value {
        let json: String = self.0.with(|ctx| {
            let call: Function<'_> =
                ctx.eval(format!("(function (x) {{ return JSON.stringify({expression}); }})")).unwrap();
            call.call((x,)).unwrap()
        });
        serde_json::from_str(&json).unwrap()
    }
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "guest", "’s", "'", " ", "don't", "l'hôtel", "Größe", "ŁÓDŹ", "e\u{301}", "\u{301}", "ß", "東京", "都", "パン",
            "ขนมปัง", "한국어", "שָׁלוֹם", "مُحَمَّد", "é", "İ", "Σς", "-", "_", "42", "½", "1", "000", "250", ",", ".", "\u{202f}", "ﬁ", "𝐚", "\n", "x", "œuvre",
        ]).prop_map(str::to_owned),
        1 => "[a-zA-Z'’ ]{0,60}",
        1 => "[\u{20}-\u{24f}\u{370}-\u{3ff}\u{400}-\u{45f}\u{5d0}-\u{5ea}\u{3041}-\u{3096}\u{4e00}-\u{4fff}]{0,12}",
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_has_the_same_words_for_both(text in text()) {
        thread_local!(static SCRIPT: Script = Script::new());
        let mut words = Vec::new();
        fold::words(&text, |word| words.push(String::from_utf8_lossy(word).into_owned()));
        let read = SCRIPT.with(|script| script.says("tokens(x).map(function (one) { return one.word; })", &text));
        prop_assert_eq!(serde_json::json!(words), read);
        // Where a word stands is inside the text, and words come in order.
        let places = SCRIPT.with(|script| script.says("tokens(x).every(function (one, at, all) { \
            return one.from < one.to && one.to <= x.length && (at === 0 || all[at - 1].from <= one.from); })", &text));
        prop_assert_eq!(places, serde_json::json!(true));
    }

    #[test]
    fn lists_and_words_come_back(
        pages in prop::collection::btree_set(0_u32..200_000, 1..60),
        codes in prop::collection::vec((0_u32..64, 0_u32..64), 60),
        words in prop::collection::btree_set("[a-z0-9à-ü東京都]{1,12}|𝐚{1,3}b?", 1..60),
    ) {
        thread_local!(static SCRIPT: Script = Script::new());
        let mut list = String::new();
        let mut next = 0;
        for page in &pages {
            wire::number(&mut list, page - next);
            next = page + 1;
        }
        let codes = &codes[..pages.len()];
        list.extend(codes.iter().map(|(code, _)| wire::letter(*code)));
        list.extend(codes.iter().map(|(_, groups)| wire::letter(*groups)));
        let read = SCRIPT.with(|script| script.says(
            &format!("(function (list) {{ return [Array.from(list.pages), Array.from(list.codes), Array.from(list.groups)]; }})(unlist(x, {}))", pages.len()),
            &list,
        ));
        let (first, second): (Vec<u32>, Vec<u32>) = codes.iter().copied().unzip();
        prop_assert_eq!(serde_json::json!([pages, first, second]), read);

        let mut words: Vec<String> = words.into_iter().collect();
        words.sort_by(|a, b| lexicon::in_order(a, b));
        let mut front = Front::default();
        words.iter().for_each(|word| front.push(word));
        let (read, sorted) = SCRIPT.with(|script| {
            let front = front.finish();
            (script.says("unfront(x)", &front), script.says("unfront(x).every(function (word, at, all) { return at === 0 || all[at - 1] < word; })", &front))
        });
        prop_assert_eq!(serde_json::json!(words), read);
        prop_assert_eq!(sorted, serde_json::json!(true), "both put words in one order");
    }

    #[test]
    fn numbers_of_fixed_width_come_back(n in 0_u32..8281, end in 1_usize..9000) {
        thread_local!(static SCRIPT: Script = Script::new());
        let mut out = String::new();
        wire::fixed(&mut out, n, 2);
        prop_assert_eq!(SCRIPT.with(|script| script.says("fixed(x, 0, 2)", &out)), serde_json::json!(n));
        let width = SCRIPT.with(|script| script.says(&format!("widthOf({end})"), ""));
        prop_assert_eq!(width, serde_json::json!(wire::width(end)));
    }

    #[test]
    fn distances_are_those_of_damerau_and_levenshtein(a in "[abc]{0,7}", b in "[abc]{0,7}") {
        thread_local!(static SCRIPT: Script = Script::new());
        let real = strsim::osa_distance(&a, &b);
        let read = SCRIPT.with(|script| script.says(&format!("distance(\"{a}\", \"{b}\", 2)"), ""));
        prop_assert_eq!(read, serde_json::json!(real.min(3)));
    }
}

#[test]
fn as_many_letters_are_read_as_the_last_number_takes() {
    let script = Script::new();
    for (end, width) in [(1_u32, 1_u32), (91, 1), (92, 2), (8281, 2), (8282, 3), (20_000, 3)] {
        assert_eq!(wire::width(end as usize), width);
        assert_eq!(script.says(&format!("widthOf({end})"), ""), serde_json::json!(width));
        for n in [0, end / 2, end - 1] {
            let mut out = String::new();
            wire::fixed(&mut out, n, width);
            assert_eq!(script.says(&format!("fixed(x, 0, {width})"), &out), serde_json::json!(n));
        }
    }
}

#[test]
fn numbers_are_the_same_words_for_both_whatever_stands_around_them() {
    let script = Script::new();
    let signs = ["", ",", ".", "'", "’", "\u{202f}", " ", ",,"];
    for (one, other) in signs.iter().flat_map(|one| signs.map(|other| (one, other))) {
        for (first, second, last) in [
            ("1", "000", "000"),
            ("12", "345", "kg"),
            ("1234", "567", ""),
            ("a1", "000", "s"),
            ("都1", "000", "都"),
        ] {
            let text = [first, one, second, other, last].concat();
            let mut words = Vec::new();
            fold::words(&text, |word| words.push(String::from_utf8_lossy(word).into_owned()));
            let read = script.says("tokens(x).map(function (one) { return one.word; })", &text);
            assert_eq!(serde_json::json!(words), read, "{text}");
        }
    }
}

#[test]
fn words_have_one_number_however_often_they_come() {
    let lexicon = Lexicon::default();
    let number = |word: &str| lexicon.number(word.as_bytes(), hash(word.as_bytes()));
    assert_eq!(number("bread"), number("bread"));
    assert_ne!(number("bread"), number("breads"));
}
