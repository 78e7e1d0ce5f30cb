//! What people tell us, as readers meet it: figures in words, too few told apart from nothing, one story of all folders.

#[path = "website/mod.rs"]
mod website;

use website::{Files, files};

const SETTINGS: &str = "title: The handbook\nlanguage: en-GB\ndate: 2026-09-01\n";

fn voice(asked: &str, period: &str, more: &str) -> String {
    format!(
        "---\nsource: survey\nasked: {asked}\nperiod: {period}\npersonas: [paula]\ndepartments: [shop]\n{more}---\n# Asked in {period}\n"
    )
}

fn nps(promoters: u64, passives: u64, detractors: u64) -> String {
    format!(
        "measures: [{{measure: nps, promoters: {promoters}, passives: {passives}, detractors: {detractors}}}]\n"
    )
}

/// Two years of voices, in a folder each.
fn handbook() -> Files {
    files([
        ("content/handbook.yaml", SETTINGS),
        ("content/personas/paula.md", "---\nname: Paula\ntype: customer\n---\n"),
        ("content/departments/shop.md", "---\ntitle: Shop\n---\n"),
        ("content/departments/yard.md", "---\ntitle: Yard\n---\n"),
        ("content/departments/office.md", "---\ntitle: Office\n---\n"),
    ])
    .with("content/voice/2025/autumn.md", voice("customers", "2025-Q4", &nps(50, 33, 17)))
    .with("content/voice/2026/spring.md", voice("customers", "2026-Q2", &nps(60, 30, 10)))
    .with("content/voice/2025/colleagues.md", voice("employees", "2025-10", &nps(2, 1, 1)))
    .with("content/voice/2026/colleagues-2026.md", voice("employees", "2026-04", &nps(9, 9, 3)))
}

/// The text of the page's `main`, without markup.
fn words(html: &str) -> String {
    let (_, main) = html.split_once("<main").expect("a main part");
    let mut out = String::new();
    for part in main.split('<').skip(1) {
        let (_, text) = part.split_once('>').unwrap_or_default();
        out.push_str(text);
        out.push(' ');
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn voices_in_folders_of_their_years_are_one_story() {
    let site = handbook().site();
    let page = site.text("voice/index.html");
    assert_eq!(page.matches("class=\"one-dot\"").count(), 2 * 2, "two customers' points, in two drawings");
    let said = words(page);
    assert!(said.contains("Oct–Dec 2025 +33 (100)"), "{said}");
    assert!(said.contains("+18 to +48"), "the range: {said}");
}

#[test]
fn too_few_is_not_the_same_as_nobody_asked() {
    let site = handbook().site();
    let said = words(site.text("voice/index.html"));
    assert!(said.contains("Oct 2025 – not asked too few to show"), "{said}");
    assert!(said.contains("Apr–Jun 2026 +50 (100) , +37 to +63 – not asked"), "{said}");
    let own = words(site.text("voice/2025/colleagues/index.html"));
    assert!(own.contains("Too few to show"), "{own}");
    assert!(!own.contains("+25") && !own.contains("4 colleagues"), "neither the figure nor how many: {own}");
    assert!(
        words(site.text("print/voice/index.html")).contains("would recommend working here: too few to show")
    );
}

#[test]
fn a_department_left_out_is_named_in_one_breath_with_the_one_it_hides() {
    let groups = "measures:\n  - {measure: nps, promoters: 30, passives: 20, detractors: 10}\n\
        \x20 - {measure: nps, department: shop, promoters: 20, passives: 13, detractors: 7}\n\
        \x20 - {measure: nps, department: yard, promoters: 9, passives: 6, detractors: 2}\n\
        \x20 - {measure: nps, department: office, promoters: 1, passives: 1, detractors: 1}\n";
    let site = handbook().with("content/voice/2026/all.md", voice("employees", "2026-07", groups)).site();
    for path in ["voice/index.html", "voice/2026/all/index.html"] {
        let said = words(site.text(path));
        assert!(said.contains("Shop +33 (40)"), "{path}: {said}");
        assert!(said.contains("Yard and Office. So few answered"), "{path}: {said}");
        assert!(!said.contains("(17)") && !said.contains("+41"), "{path}: {said}");
    }
}

#[test]
fn no_page_speaks_in_abbreviations() {
    let site = handbook().site();
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let said = words(&String::from_utf8_lossy(bytes));
        for word in ["NPS", "CSAT", "CES", "KPI", "nps", "csat"] {
            assert!(!said.split(' ').any(|said| said == word), "{path} says {word}");
        }
    }
}

#[test]
fn a_persona_shows_figures_that_are_hers_alone() {
    let shared = voice("customers", "2026-Q3", &nps(90, 5, 5)).replace("[paula]", "[paula, gareth]");
    let site = handbook()
        .with("content/personas/gareth.md", "---\nname: Gareth\ntype: customer\n---\n")
        .with("content/voice/2026/shared.md", shared)
        .site();
    let paula = words(site.text("personas/paula/index.html"));
    assert!(paula.contains("+50 would recommend us"), "{paula}");
    assert!(!paula.contains("+85"), "what two said says nothing about one: {paula}");
    assert!(!words(site.text("personas/gareth/index.html")).contains("would recommend us"));
}
