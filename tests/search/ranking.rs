//! Which pages come first, which are left out, what they are narrowed to, and what is marked in them.

use serde_json::{Value, json};
use throughline::pipeline::Built;
use throughline::search::engine::Engine;

use super::website::{Files, files};
use super::{addresses, addresses_in, asked, built, raw};

/// Pages `a.md`, `b.md`, … of the given texts.
fn pages<const N: usize>(texts: [&str; N]) -> Built {
    let letters = ('a'..='z').map(|letter| format!("content/{letter}.md"));
    let all = letters.zip(texts).fold(Files::default(), |files, (path, text)| files.with(&path, text));
    built(&all)
}

fn corrected(built: &Built, typed: &str) -> Option<String> {
    asked(built, typed).corrected
}

#[test]
fn one_slip_is_forgiven_from_four_letters_and_two_from_eight() {
    let built = pages(["# Oven\n\nBlister, marmalade, and the gate.\n"]);
    assert_eq!(corrected(&built, "gaet").as_deref(), Some("gate"));
    assert_eq!(corrected(&built, "the gaet").as_deref(), Some("the gate"), "what was right stays");
    assert_eq!(corrected(&built, "gta"), None, "three letters are too few");
    assert_eq!(corrected(&built, "blistr").as_deref(), Some("blister"));
    assert_eq!(corrected(&built, "blitsre"), None, "two slips in seven letters are too many");
    assert_eq!(corrected(&built, "mramalaed").as_deref(), Some("marmalade"));
    assert_eq!(corrected(&built, "mramaald"), None, "three slips are too many");
}

#[test]
fn a_number_is_found_as_it_is_and_no_other_in_its_place() {
    let built = pages([
        "# Form 4712\n\nA4712, 471288.\n",
        "# Rules\n\nGifts up to £1,000 are noted, above 1’250 asked for.\n",
    ]);
    for typed in ["4711", "form 4711", "a4711", "471211"] {
        assert_eq!(corrected(&built, typed), None, "{typed}");
    }
    for typed in ["1000", "1,000", "1.000", "1250", "1’250", "1\u{202f}250"] {
        assert_eq!(addresses(&built, typed), ["b/"], "{typed}");
    }
    let marked = raw(&built, "1000", &json!({}))["results"][0]["sections"][0]["excerpt"].clone();
    assert_eq!(marked[1], json!({"text": "1,000", "mark": true}));
}

#[test]
fn a_slip_in_the_first_letter_is_forgiven() {
    let built = pages(["# Dispatcher\n"]);
    for typed in ["fispatcher", "ispatcher", "idspatcher", "xdispatcher"] {
        assert_eq!(corrected(&built, typed).as_deref(), Some("dispatcher"), "{typed}");
    }
}

#[test]
fn the_nearest_word_is_meant_and_of_these_the_most_frequent() {
    let built = pages([
        "# One\n\nparsley, stationery\n",
        "# Two\n\nbarley, stationary\n",
        "# Three\n\nbarley, stationary\n",
        "# Four\n\nparley\n",
    ]);
    assert_eq!(corrected(&built, "warley").as_deref(), Some("barley"));
    assert_eq!(
        corrected(&built, "stationerx").as_deref(),
        Some("stationery"),
        "two slips are further than one"
    );
    assert_eq!(corrected(&built, "parsly").as_deref(), Some("parsley"));
}

#[test]
fn words_may_be_written_as_one_or_as_two() {
    let built = pages(["# Bookkeeping\n", "# Time off\n\nAsk Ana.\n", "# Off\n\nThe oven is off.\n"]);
    assert_eq!(addresses(&built, "book keeping"), ["a/"]);
    assert!(!asked(&built, "book keeping").partial, "both words are there, as one");
    let answer = asked(&built, "timeoff");
    assert_eq!(answer.corrected.as_deref(), Some("time off"));
    assert_eq!(answer.results.iter().map(|one| one.address.as_str()).collect::<Vec<_>>(), ["b/"]);
}

#[test]
fn pages_that_lack_a_word_follow_only_where_few_have_all() {
    let both = |n: usize| {
        let all = (0..n).fold(Files::default(), |files, at| {
            files.with(&format!("content/p{at:02}.md"), "# Page\n\nCrust and crumb.\n")
        });
        // Crust stands on more pages, so crumb says more: a page without it has less than half of what is asked.
        let more = all.with("content/y.md", "# Crust\n").with("content/yy.md", "# Crust\n");
        built(&more.with("content/zz.md", "# Page\n\nCrumb.\n"))
    };
    let few = addresses(&both(3), "crust crumb");
    assert_eq!((few.len(), few.last().map(String::as_str)), (4, Some("zz/")), "what lacks a word comes last");
    assert!(!asked(&both(3), "crust crumb").partial, "pages with all of the words are there");
    assert!(!addresses(&both(10), "crust crumb").contains(&"zz/".to_owned()));
}

#[test]
fn words_that_hold_sentences_together_are_asked_for_only_by_themselves() {
    let built = pages([
        "# Late bread\n",
        "# Who we are\n\nBakers.\n",
        "# What is the\n\nWhat is the, what is the.\n",
    ]);
    assert_eq!(addresses(&built, "what is the late bread"), ["a/"]);
    assert_eq!(addresses(&built, "who we are"), ["b/"]);
}

#[test]
fn a_title_is_worth_more_than_a_heading_and_that_more_than_the_text() {
    let built = pages([
        "# One\n\nThe starter is here, in a text of some words.\n",
        "# Two\n\n## The starter\n\nHere is a text of some words.\n",
        "# The starter\n\nHere is a text of some words.\n",
    ]);
    assert_eq!(addresses(&built, "starter"), ["c/", "b/", "a/"]);
}

#[test]
fn the_writers_keywords_are_worth_more_than_the_text() {
    let built = pages([
        "# One\n\nThe starter, and the starter once more.\n",
        "---\nkeywords: [starter]\n---\n# Two\n\nNothing of the kind, in some words.\n",
    ]);
    assert_eq!(addresses(&built, "starter"), ["b/", "a/"]);
}

#[test]
fn a_short_text_says_more_with_a_word_than_a_long_one() {
    let long = format!("# Page\n\nRye. {}\n", "And so on and on. ".repeat(60));
    let built = pages([&long, "# Page\n\nRye.\n"]);
    assert_eq!(addresses(&built, "rye"), ["b/", "a/"]);
}

#[test]
fn what_a_title_says_only_nearly_counts_less_there_too() {
    let config = "title: T\nlanguage: en\nsynonyms: [[roll, bap]]\n";
    let said = "---\nkeywords: [roll]\n---\n# Page\n\n## The roll\n\nThe round baker and the roll, roll, roll, in a text of some words.\n";
    let titled =
        |title: &str| format!("# {title}\n\nNothing of the kind, in a text of some more words than those.\n");
    let built = built(&files([
        ("content/handbook.yaml", config),
        ("content/a.md", said),
        ("content/b.md", &titled("Roundabout")),
        ("content/c.md", &titled("Bakeries")),
        ("content/d.md", &titled("Bap")),
    ]));
    for (query, found) in [("round", ["a/", "b/"]), ("baker", ["a/", "c/"]), ("roll", ["a/", "d/"])] {
        assert_eq!(addresses_in(&raw(&built, query, &json!({"prefix": true}))), found, "{query}");
    }
    assert_eq!(addresses_in(&raw(&built, "rounda", &json!({"prefix": true}))), ["b/"]);
}

#[test]
fn words_that_stand_in_one_part_are_worth_more_than_words_here_and_there() {
    let built = pages([
        "# Page\n\n## One\n\nCrust.\n\n## Two\n\nCrumb.\n",
        "# Page\n\n## One\n\nCrust, crumb.\n\n## Two\n",
    ]);
    assert_eq!(addresses(&built, "crust crumb"), ["b/", "a/"]);
}

#[test]
fn a_page_that_is_called_so_and_nothing_else_comes_first() {
    let named = format!("# Late bread\n\n{}\n", "And so on and on. ".repeat(20));
    let built = pages(["# Late bread, stale bread and cold coffee on Sundays\n", &named]);
    assert_eq!(addresses(&built, "late bread"), ["b/", "a/"]);
}

#[test]
fn a_phrase_is_its_words_in_their_order() {
    let built = pages([
        "# One\n\nSo late, late again. Bread.\n",
        "# Two\n\nThe late bread.\n",
        "# Three\n\nLate, and bread.\n",
    ]);
    assert_eq!(addresses(&built, "\"late bread\""), ["b/"]);
    for quoted in [
        "“late bread”",
        "„late bread“",
        "«late bread»",
        "»late bread«",
        "(\"late bread\")",
        "the \"late bread\"",
    ] {
        assert_eq!(addresses(&built, quoted), ["b/"], "{quoted}");
    }
}

#[test]
fn inches_are_no_quotation_marks() {
    let built = pages(["# One\n\nA shelf of 12 by 14 inches.\n", "# Two\n\nThe shelf of 14 by 12.\n"]);
    assert_eq!(addresses(&built, "12\" shelf 14\"").len(), 2);
    assert_eq!(addresses(&built, "12\" \"shelf of 12\" 14\""), ["a/"]);
}

#[test]
fn a_phrase_is_looked_for_on_all_pages_that_have_its_words_together() {
    let page = |text: &str| format!("# Page\n\n{text}\n");
    let mut all = files([("content/handbook.yaml", "title: T\nlanguage: en\n")]);
    for at in 0..130 {
        // The words stand together on all of these, and say nothing as a phrase.
        all = all.with(&format!("content/a{at:03}.md"), page("Bread late. So bread so late."));
        all = all.with(&format!("content/b{at:03}.md"), page("Late.\n\n## More\n\nBread."));
    }
    let last = "Warm as they are, they are late bread as anything here can be, in a text that says it once and in many words.";
    let found = |files: &Files, query: &str, options: Value| {
        let answer = raw(&built(files), query, &options);
        (answer["total"].as_u64().unwrap(), answer["read"].as_u64().unwrap(), addresses_in(&answer))
    };
    let few = all
        .clone()
        .with("content/c.md", page(last))
        .with("content/people/d.md", page(last).replace("# Page", "---\ntitle: D\n---"));
    let both = vec!["c/".to_owned(), "people/d/".to_owned()];
    assert_eq!(found(&few, "\"late bread\"", json!({})), (2, 0, both.clone()), "all were read");
    assert_eq!(found(&few, "\"late bread\" kind:person", json!({})), (1, 0, both[1..].to_vec()));
    // Past 200 pages it is said how many were read.
    for at in 0..130 {
        all = all.with(&format!("content/e{at:03}.md"), page("Bread late. So bread so late."));
    }
    let many = all.with("content/people/d.md", page(last).replace("# Page", "---\ntitle: D\n---"));
    assert_eq!(found(&many, "\"late bread\"", json!({})), (0, 200, vec![]));
    assert_eq!(
        found(&many, "\"late bread\" kind:person", json!({})),
        (1, 0, both[1..].to_vec()),
        "what is chosen is read first"
    );
}

#[test]
fn no_page_answers_a_phrase_unread() {
    let all = (0..60).fold(Files::default(), |files, at| {
        files.with(&format!("content/p{at}.md"), "# Page\n\nThe late bread.\n")
    });
    let built = built(&all);
    let answer = raw(&built, "\"late bread\"", &json!({"limit": 10}));
    assert_eq!((answer["total"].as_u64(), answer["read"].as_u64()), (Some(20), Some(20)));
    let more = raw(&built, "\"late bread\"", &json!({"limit": 50}));
    assert_eq!((more["total"].as_u64(), more["read"].as_u64()), (Some(60), Some(0)));
}

#[test]
fn a_page_lately_looked_over_wins_a_tie_and_nothing_else() {
    let page = |title: &str, day: &str| format!("---\ntitle: {title}\nreviewed: {{on: {day}}}\n---\nRye.\n");
    let built = pages([
        &page("Plain", "2024-02-01"),
        &page("Plain", "2026-02-01"),
        &page("Plain", "2025-02-01"),
        &page("Rye", "2020-02-01"),
    ]);
    assert_eq!(addresses(&built, "rye"), ["d/", "b/", "c/", "a/"]);
}

#[test]
fn days_are_in_order_whatever_letters_spell_them() {
    let days = [
        Some("2015-01-09"),
        Some("2015-02-01"),
        Some("2007-06-01"),
        Some("2022-09-01"),
        None,
        Some("2022-08-31"),
        Some("1990-05-01"),
    ];
    let texts = days.map(|day| {
        let reviewed = day.map_or(String::new(), |day| format!("reviewed: {{on: {day}}}\n"));
        format!("---\ntitle: Plain\n{reviewed}---\nRye.\n")
    });
    let built = pages(std::array::from_fn::<&str, 7, _>(|at| texts[at].as_str()));
    // What was looked over before 2000 is as old as what never was.
    assert_eq!(addresses(&built, "rye"), ["d/", "f/", "b/", "a/", "c/", "e/", "g/"]);
}

#[test]
fn a_word_of_more_pages_than_one_list_holds_is_found_on_all_of_them() {
    let all = (0..4100)
        .fold(Files::default(), |files, at| files.with(&format!("content/p{at:04}.md"), "# Page\n\nRye.\n"));
    let built = built(&all);
    let engine = Engine::open(&built.site).unwrap();
    for offset in [0, 3995, 4090] {
        let options = json!({"limit": 10, "offset": offset}).to_string();
        let answer: Value = serde_json::from_str(&engine.ask_as_written("rye", &options).unwrap()).unwrap();
        assert_eq!(answer["total"], 4100);
        let expected: Vec<String> = (offset..offset + 10).map(|at| format!("p{at:04}/")).collect();
        assert_eq!(addresses_in(&answer), expected);
    }
}

#[test]
fn endings_are_one_word_and_the_word_itself_comes_first() {
    let built = pages([
        "# One\n\nA promise.\n",
        "# Two\n\nPromised.\n",
        "# Three\n\nPromises.\n",
        "# Four\n\nBerries.\n",
    ]);
    let found = addresses(&built, "promises");
    assert_eq!((found.len(), found[0].as_str()), (3, "c/"));
    assert_eq!(addresses(&built, "berry"), ["d/"]);
    let near = pages(["# One\n\nPromiser.\n", "# Two\n\nPromises.\n"]);
    assert_eq!(
        addresses(&near, "promise"),
        ["b/", "a/"],
        "an ending is nearer than another word of the stem"
    );
}

#[test]
fn accents_and_case_make_no_difference() {
    let built = pages(["# Größe\n", "# Crème brûlée\n"]);
    for (typed, found) in
        [("GROSSE", "a/"), ("größe", "a/"), ("creme", "b/"), ("BRULEE", "b/"), ("bru\u{302}le\u{301}e", "b/")]
    {
        assert_eq!(addresses(&built, typed), [found], "{typed}");
    }
}

#[test]
fn synonyms_of_several_words_work_both_ways_and_count_less() {
    let config =
        "title: T\nlanguage: en\nsynonyms: [[time off, leave], [bap, roll, cob], [out of office, away]]\n";
    let built = built(&files([
        ("content/handbook.yaml", config),
        ("content/a.md", "# Leave\n"),
        ("content/b.md", "# Time off\n"),
        ("content/c.md", "# Time\n\nNothing else.\n"),
        ("content/d.md", "# Cob\n"),
        ("content/e.md", "# Away\n"),
        ("content/f.md", "# The office out in the yard\n"),
    ]));
    assert_eq!(addresses(&built, "leave"), ["a/", "b/"]);
    assert_eq!(addresses(&built, "time off")[..2], ["b/", "a/"]);
    assert_eq!(addresses(&built, "bap"), ["d/"]);
    assert_eq!(addresses(&built, "out of office"), ["f/", "e/"], "with a little word in it");
    assert_eq!(addresses(&built, "away"), ["e/", "f/"]);
    assert_eq!(addresses(&built, "office"), ["f/"]);
}

#[test]
fn frequent_words_are_tried_first_where_many_begin_alike() {
    let many: String =
        (0..60).map(|n| format!("bro{}{} ", char::from(b'a' + n / 26), char::from(b'a' + n % 26))).collect();
    let rare = format!("# Rare\n\n{many}\n");
    let built = pages([&rare, "# One\n\nbrotze\n", "# Two\n\nbrotze\n"]);
    let answer = raw(&built, "bro", &json!({"prefix": true}));
    assert_eq!(answer["total"], 3);
    assert!(answer["words"][0]["used"].as_array().unwrap().contains(&json!("brotze")), "{answer}");
}

/// Value and count of each choice of a facet.
fn choices(answer: &Value, facet: &str) -> Vec<(String, u64)> {
    let all = answer["facets"][facet].as_array().unwrap().iter();
    all.map(|one| (one["value"].as_str().unwrap().to_owned(), one["count"].as_u64().unwrap())).collect()
}

#[test]
fn a_facet_counts_what_choosing_it_would_bring() {
    let person = |tags: &str| format!("---\ntitle: Somebody\ntags: [{tags}]\n---\nRye.\n");
    let built = built(&files([
        ("content/handbook.yaml", "title: T\nlanguage: en\n"),
        ("content/people/a.md", person("early").as_str()),
        ("content/people/b.md", person("early, late").as_str()),
        ("content/notes/c.md", "---\ntitle: Note\ntags: [late]\n---\nRye.\n"),
        ("content/notes/d.md", "# Other\n\nWheat.\n"),
    ]));
    let pairs =
        |list: &[(&str, u64)]| list.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect::<Vec<_>>();
    let all = raw(&built, "rye", &json!({}));
    assert_eq!(choices(&all, "kind"), pairs(&[("person", 2), ("page", 1)]));
    assert_eq!(choices(&all, "tag"), pairs(&[("early", 2), ("late", 2)]));
    // One facet narrows the others, and itself goes on to say what else could be chosen.
    let people = raw(&built, "rye", &json!({"filters": {"kind": ["person"]}}));
    assert_eq!((&people["total"], &people["everywhere"]), (&json!(2), &json!(3)));
    assert_eq!(choices(&people, "kind"), pairs(&[("person", 2), ("page", 1)]));
    assert_eq!(choices(&people, "tag"), pairs(&[("early", 2), ("late", 1)]));
    // Two of one facet are either, two facets are both.
    assert_eq!(raw(&built, "rye", &json!({"filters": {"kind": ["person", "page"]}}))["total"], 3);
    assert_eq!(addresses_in(&raw(&built, "rye tag:late kind:person", &json!({}))), ["people/b/"]);
    assert_eq!(raw(&built, "rye", &json!({"filters": {"kind": ["nobody"]}}))["total"], 0);
}

#[test]
fn a_value_is_itself_before_it_is_what_another_is_called() {
    let department = |title: &str| format!("---\ntitle: {title}\n---\nRye.\n");
    let built = built(&files([
        ("content/handbook.yaml", "title: T\nlanguage: en\n"),
        ("content/departments/ahead.md", department("Bakery").as_str()),
        ("content/departments/bakery.md", department("Oven").as_str()),
    ]));
    for (given, found) in
        [("bakery", "departments/bakery/"), ("ahead", "departments/ahead/"), ("Oven", "departments/bakery/")]
    {
        let answer = raw(&built, "rye", &json!({"filters": {"department": [given]}}));
        assert_eq!(addresses_in(&answer), [found], "{given}");
        assert_eq!(
            addresses_in(&raw(&built, &format!("rye department:{given}"), &json!({}))),
            [found],
            "{given}"
        );
    }
}

#[test]
fn a_value_is_the_same_without_its_accents() {
    let page = |tag: &str| format!("---\ntags: [{tag}]\n---\n# Page\n\nRye.\n");
    let built = built(&files([("content/a.md", page("Frühe Runde")), ("content/b.md", page("Späte Runde"))]));
    for tag in ["Frühe Runde", "FRUHE RUNDE", "fruhe-runde", "Fru\u{308}he Runde"] {
        assert_eq!(addresses_in(&raw(&built, "rye", &json!({"filters": {"tag": [tag]}}))), ["a/"], "{tag}");
        assert_eq!(addresses_in(&raw(&built, &format!("rye tag:\"{tag}\""), &json!({}))), ["a/"], "{tag}");
    }
}

#[test]
fn what_stands_below_the_title_is_the_first_part_and_equal_parts_keep_their_order() {
    let role = "---\ntitle: Driver\nexpected: [Every van leaves at five]\n---\nThe first face of the day.\n\n## Rye\n\nOne.\n\n## Rye again\n\nTwo.\n\n## Rye\n\nThree.\n";
    let built = built(&files([("content/roles/driver.md", role)]));
    let title_only = &asked(&built, "driver").results[0].sections;
    assert_eq!((title_only.len(), title_only[0].anchor.as_str()), (1, ""));
    assert_eq!(title_only[0].words(), "The first face of the day.");
    let parts: Vec<String> =
        asked(&built, "rye").results[0].sections.iter().map(|part| part.words()).collect();
    assert_eq!(parts, ["One.", "Two.", "Three."]);
}

#[test]
fn items_of_a_list_are_not_run_together() {
    let built = pages(["# Late\n\nWhat to do:\n\n- ring the guest\n- say when\n\nThen go on.\n"]);
    let words = asked(&built, "guest").results[0].sections[0].words();
    assert_eq!(words, "What to do: ring the guest · say when · Then go on.");
}

#[test]
fn an_excerpt_begins_with_a_sentence_or_else_with_a_word_a_little_before_the_hit() {
    let quoted =
        |text: &str| asked(&pages([&format!("# Page\n\n{text}\n")]), "zebra").results[0].sections[0].words();
    let sentence = "Nobody knows the reason why zebra crossings are striped.";
    assert_eq!(
        quoted(&("And so on and on. ".repeat(20) + sentence)),
        format!("… And so on and on. {sentence}")
    );
    let seven = "oatmeal ".repeat(7);
    for (before, shown) in [
        ("oatmeal ".repeat(40), format!("… {seven}zebra here")),
        ("oatmeal ".repeat(8), format!("… {seven}zebra here")),
        (seven.clone() + "rye ", seven.clone() + "rye zebra here"),
    ] {
        assert_eq!(quoted(&(before + "zebra here")), shown);
    }
}

#[test]
fn however_many_are_shown_they_are_the_best_in_order() {
    let all = (0..25).fold(Files::default(), |files, at| {
        let text = format!("# Page {at}\n\n{}\n", "Rye. ".repeat(at * 7 % 5 + 1));
        files.with(&format!("content/p{at:02}.md"), text)
    });
    let built = built(&all);
    let whole = addresses_in(&raw(&built, "rye", &json!({"limit": 25})));
    assert_eq!(whole.len(), 25);
    for limit in 1..25 {
        let first = addresses_in(&raw(&built, "rye", &json!({ "limit": limit })));
        assert_eq!(first, whole[..limit]);
    }
    let second = addresses_in(&raw(&built, "rye", &json!({"limit": 10, "offset": 10})));
    assert_eq!(second, whole[10..20]);
}

#[test]
fn marks_do_not_overlap_where_letters_are_searched_for_in_pairs() {
    let built = pages(["# 東京都のパン屋\n\nここは東京都です。京都と東京。\n", "# ขนมปัง\n"]);
    let answer = raw(&built, "東京都", &json!({}));
    assert_eq!(answer["results"][0]["titleMarks"], json!([[0, 3]]));
    let pieces = answer["results"][0]["sections"][0]["excerpt"].clone();
    let piece = |text: &str, mark: bool| json!({"text": text, "mark": mark});
    let told = [
        ("ここは", false),
        ("東京都", true),
        ("です。", false),
        ("京都", true),
        ("と", false),
        ("東京", true),
        ("。", false),
    ];
    assert_eq!(pieces, told.iter().map(|(text, mark)| piece(text, *mark)).collect::<Value>());
    assert_eq!(raw(&built, "ขนมปัง", &json!({}))["results"][0]["titleMarks"], json!([[0, 6]]));
}

#[test]
fn what_is_marked_is_the_word_and_nothing_beside_it() {
    let built =
        pages(["# 🥖🥖 Größe’s guest’s 東京都 l’hôtel\n\n𝐀 dozen: the Guest’s crème-brûlée, 東京都で.\n"]);
    let marked = |query: &str| {
        let answer = raw(&built, query, &json!({"prefix": false}));
        let one = &answer["results"][0];
        let title: Vec<u16> = one["title"].as_str().unwrap().encode_utf16().collect();
        let titled = one["titleMarks"].as_array().unwrap().iter().map(|mark| {
            let at = |side: usize| usize::try_from(mark[side].as_u64().unwrap()).unwrap();
            String::from_utf16(&title[at(0)..at(1)]).unwrap()
        });
        let pieces = one["sections"][0]["excerpt"].as_array().unwrap().iter();
        let quoted = pieces
            .filter(|piece| piece["mark"] == true)
            .map(|piece| piece["text"].as_str().unwrap().to_owned());
        (titled.collect::<Vec<_>>(), quoted.collect::<Vec<_>>())
    };
    let both = |title: &[&str], text: &[&str]| {
        let own = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        (own(title), own(text))
    };
    assert_eq!(marked("guest"), both(&["guest"], &["Guest"]));
    assert_eq!(marked("grosse"), both(&["Größe"], &[]));
    assert_eq!(marked("hotel"), both(&["hôtel"], &[]));
    assert_eq!(marked("brulee creme"), both(&[], &["crème", "brûlée"]));
    assert_eq!(marked("東京都"), both(&["東京都"], &["東京都"]), "letters in pairs are one mark");
}
