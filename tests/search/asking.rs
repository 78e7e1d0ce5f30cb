//! What is found, what is not, and in which order.

use proptest::prelude::*;
use serde_json::json;
use throughline::search::engine::Engine;

use super::website::{Files, files};
use super::{addresses, addresses_in, asked, built, raw};

/// A handbook in which each page says something that the others do not.
fn bakery() -> Files {
    files([
        (
            "content/handbook.yaml",
            "title: The bakery\nlanguage: en\nsynonyms: [[time off, leave, holiday], [customer, guest]]\nsearch_tests: [{query: late bread, expect: how/late.md, within: 1}]\n",
        ),
        (
            "content/how/late.md",
            "---\nkeywords: [delay]\ntags: [Rounds]\n---\n# When bread is late\n\nRing the guest.\n\n## What to say\n\nSay when the van comes.\n",
        ),
        ("content/how/holiday.md", "# A day off\n\nAsk Ana for leave.\n"),
        (
            "content/how/complaints.md",
            "# Complaints\n\nA customer complained about a delivery. Listen first, then promise.\n",
        ),
        (
            "content/how/oven.md",
            "# The oven\n\nIt is warm. The bread rests beside it, and nobody opens the door.\n",
        ),
        (
            "content/how/words.md",
            "---\nkeywords: [glossary]\n---\n# Words\n\nRound\n: A way from door to door\n\nSeconds\n: Bread of yesterday\n",
        ),
        ("content/how/tokyo.md", "# 東京のパン屋\n\n東京都で焼きます。\n"),
        ("content/people/omar.md", "---\ntitle: Omar Haddad\nrole: driver\n---\n"),
        (
            "content/roles/driver.md",
            "---\ntitle: Driver\ndepartment: delivery\nexpected: [Every van leaves at five]\nserves: [{to: paula, output: a call when we run late, value: she plans her breakfast}]\n---\n",
        ),
        ("content/departments/delivery.md", "---\ntitle: Delivery\nlead: omar\n---\n"),
        (
            "content/personas/paula.md",
            "---\nname: Paula\ntype: customer\nquote: Be there before the kids wake up.\njobs: [\"When I wake up, I want toast\"]\n---\n",
        ),
    ])
}

#[test]
fn slips_are_forgiven_and_said() {
    let built = built(&bakery());
    for (typed, meant) in [
        ("complant", "complaint"),
        ("cutsomer", "customer"),
        ("delivrey", "delivery"),
        ("breakfsat", "breakfast"),
    ] {
        let answer = asked(&built, typed);
        assert!(answer.total > 0, "{typed}");
        // A page that only says the plural is as good.
        assert!(answer.corrected.is_some_and(|corrected| corrected.starts_with(meant)), "{typed}");
    }
    assert_eq!(asked(&built, "vna").total, 0, "three letters are too few to guess from");
    assert_eq!(asked(&built, "xylophone").total, 0);
    assert_eq!(asked(&built, "bread").corrected, None);
}

#[test]
fn whole_words_come_before_beginnings_and_those_before_guesses() {
    let built = built(&files([
        ("content/a.md", "# One\n\nA round of bread.\n"),
        ("content/b.md", "# Two\n\nSomething roundabout.\n"),
        ("content/c.md", "# Three\n\nA sound.\n"),
    ]));
    let ask = |query: &str| addresses_in(&raw(&built, query, &json!({"prefix": true})));
    assert_eq!(ask("round"), ["a/", "b/"]);
    assert_eq!(addresses(&built, "round"), ["a/"], "a word that is typed to its end is no beginning");
    assert_eq!(ask("rounda"), ["b/"]);
    assert_eq!(ask("round "), ["a/"]);
}

#[test]
fn fields_people_synonyms_and_terms_are_found_where_they_stand() {
    let built = built(&bakery());
    for (query, first) in [
        ("toast", "personas/paula/"),
        ("omar", "people/omar/"),
        ("leaves at five", "roles/driver/"),
        ("glossary", "how/words/"),
        ("delay", "how/late/"),
        ("complaint", "how/complaints/"),
    ] {
        assert_eq!(addresses(&built, query).first().map(String::as_str), Some(first), "{query}");
    }
    assert!(addresses(&built, "holiday").contains(&"how/holiday/".to_owned()), "leave is a holiday");
    assert!(addresses(&built, "guest").contains(&"how/complaints/".to_owned()), "a customer is a guest");
    let answer = asked(&built, "seconds");
    assert_eq!(
        (answer.results[0].sections[0].anchor.as_str(), answer.results[0].sections[0].heading.as_str()),
        ("seconds", "Seconds")
    );
    let answer = asked(&built, "toast");
    assert_eq!(answer.results[0].sections[0].anchor, "jobs", "a field leads to where it stands");
    let mut people = addresses(&built, "haddad");
    assert_eq!(people[0], "people/omar/");
    people.sort();
    assert_eq!(people, ["departments/delivery/", "people/omar/", "roles/driver/"]);
}

#[test]
fn phrases_filters_and_scripts_without_spaces() {
    let built = built(&bakery());
    assert_eq!(addresses(&built, "\"bread is late\""), ["how/late/"]);
    assert_eq!(addresses(&built, "\"late bread\""), [""; 0]);
    assert_eq!(addresses(&built, "kind:role late"), ["roles/driver/"]);
    assert_eq!(addresses(&built, "tag:rounds"), ["how/late/"]);
    assert_eq!(addresses(&built, "department:delivery kind:person"), ["people/omar/"]);
    assert_eq!(addresses(&built, "東京"), ["how/tokyo/"]);
    assert_eq!(addresses(&built, "パン屋"), ["how/tokyo/"]);
    assert_eq!(addresses(&built, "京東"), [""; 0]);
    assert_eq!(addresses(&built, "東"), ["how/tokyo/"], "one letter of such a script is half a word");
    let all = asked(&built, "van seconds");
    assert!(all.partial && all.total > 0, "no page has both words, and that is said");
}

#[test]
fn excerpts_are_plain_text_and_marked() {
    let built = built(&files([(
        "content/code.md",
        "# Code\n\nNever write `<img src=x onerror=alert(1)>` on a page. It is zebra.\n",
    )]));
    let answer = asked(&built, "zebra");
    let part = &answer.results[0].sections[0];
    assert!(part.words().contains("<img src=x onerror=alert(1)>"), "{}", part.words());
    let marked: Vec<&str> =
        part.excerpt.iter().filter(|piece| piece.mark).map(|piece| piece.text.as_str()).collect();
    assert_eq!(marked, ["zebra"]);
}

#[test]
fn signs_that_are_no_words_ask_for_nothing() {
    let built = built(&bakery());
    for signs in ["?!", "…", "🥖", "\"\"", "🥖 -"] {
        assert_eq!(asked(&built, signs).total, 0, "{signs}");
    }
    assert_eq!(
        addresses(&built, "kind:role 🥖"),
        ["roles/driver/"],
        "what narrows asks for all that is left"
    );
    assert!(asked(&built, " ").total > 8, "nothing at all is no sign");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_title_word_is_found(
        titles in prop::collection::vec("[A-Za-zÀ-ÿ0-9'’ -]{1,24}|[ぁ-ん一-丏]{1,5}|[а-яА-Я]{2,9}", 1..6),
    ) {
        let mut handbook = files([("content/index.md", "# Start\n\nHello.\n")]);
        for (at, title) in titles.iter().enumerate() {
            let title = serde_json::to_string(title).unwrap();
            handbook = handbook.with(&format!("content/p{at}.md"), format!("---\ntitle: {title}\n---\nText.\n"));
        }
        let built = built(&handbook);
        let engine = Engine::open(&built.site).unwrap();
        for (at, title) in titles.iter().enumerate() {
            for word in title.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter(|word| word.chars().any(char::is_alphanumeric)) {
                let found = engine.ask(word, 50).unwrap();
                let address = format!("p{at}/");
                prop_assert!(found.results.iter().any(|one| one.address == address), "{word:?} of {title:?}: {found:?}");
            }
        }
    }

    #[test]
    fn no_question_is_too_odd(query in "\\PC{0,40}|(kind|tag|role|department|\"|“|:| |-|a|bread|<img onerror=x>|\\\\|\u{0}|\u{d7ff}){0,12}", limit in 0..3_usize) {
        thread_local!(static BUILT: throughline::pipeline::Built = built(&bakery()));
        BUILT.with(|built| {
            let options = json!({"limit": limit, "filters": {"kind": [query], "tag": []}});
            let engine = Engine::open(&built.site).unwrap();
            for options in [options.to_string(), "{\"prefix\": true}".to_owned(), "{}".to_owned()] {
                let answer = engine.ask_as_written(&query, &options);
                prop_assert!(answer.is_ok(), "{:?}: {:?}", query, answer);
            }
            Ok(())
        })?;
    }
}
