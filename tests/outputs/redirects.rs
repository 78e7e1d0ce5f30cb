use throughline::pipeline::Request;

use super::website::{TODAY, Website, links};
use super::*;

/// Where the page at an old address leads: its refresh and its link, which must agree.
#[track_caller]
fn leads_to(site: &Website, path: &str) -> String {
    let html = site.text(path);
    let links = links::of(html);
    let to = |place: &str| links.iter().find(|link| link.place == place).map(|link| link.to.clone());
    assert_eq!(to("meta content"), to("a href"), "{html}");
    to("a href").unwrap_or_else(|| panic!("{path} leads nowhere"))
}

#[test]
fn old_addresses_lead_on_relative_to_themselves() {
    let site = handbook().site().clean();
    assert_eq!(leads_to(&site, "late/index.html"), "../how/late/");
    assert_eq!(leads_to(&site, "late.html"), "how/late/");
    assert_eq!(links::dead(&site, "/our/", false), [""; 0]);

    let portable = handbook().made(&Request { portable: true, ..Request::on(TODAY) });
    assert_eq!(leads_to(&portable, "late/index.html"), "../how/late/index.html");
    assert_eq!(leads_to(&portable, "late.html"), "how/late/index.html");
    assert_eq!(links::dead(&portable, "/our/", true), [""; 0]);
}

#[test]
fn the_page_keeps_the_policy_and_stays_out_of_indexes() {
    let site = handbook().site();
    let html = site.text("late/index.html");
    assert!(html.contains(&format!("content=\"{}\"", throughline::policy::POLICY)));
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(html.contains("<link rel=\"canonical\" href=\"https://handbook.example/our/how/late/\">"));
    for refused in ["<script", "<style", " style=", " on"] {
        let tags = html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
        assert!(tags.clone().all(|tag| !format!("<{tag}").contains(refused)), "{refused} in {html}");
    }
    let nowhere = handbook().with("content/handbook.yaml", "title: T\n").site();
    assert!(nowhere.text("late/index.html").contains("<link rel=\"canonical\" href=\"../how/late/\">"));
}

#[test]
fn it_speaks_the_handbooks_language_and_escapes_titles() {
    let page = "---\ntitle: \"<b>\\\"Späte\\\" & Co</b>\"\naliases: [/alt]\n---\n";
    let site = handbook()
        .with("content/handbook.yaml", "title: T\nlanguage: de-CH\n")
        .with("content/how/spaet.md", page)
        .site();
    let html = site.text("alt/index.html");
    assert!(html.contains("<html lang=\"de-CH\" dir=\"ltr\">"), "{html}");
    assert!(html.contains("<h1>Diese Seite ist umgezogen</h1>"), "{html}");
    assert!(html.contains("&lt;b&gt;&quot;Späte&quot; &amp; Co&lt;/b&gt;</a>"), "{html}");
    for language in ["en", "de"] {
        let words = handbook().with("content/handbook.yaml", format!("language: {language}\n")).site();
        assert!(!words.text("late/index.html").contains("redirect."), "a word is missing in {language}");
    }
}

#[test]
fn the_list_has_each_with_the_folder_of_the_site() {
    let text = handbook()
        .with("content/how/late.md", "---\naliases: [\"/zu spät/\", /Late.html]\n---\n# Late\n")
        .site()
        .text("redirects")
        .to_owned();
    let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(rows, ["/our/Late.html /our/how/late/ 301", "/our/zu%20sp%C3%A4t /our/how/late/ 301"]);
}

#[test]
fn an_address_that_differs_in_capitals_is_for_servers_only() {
    let site =
        handbook().with("content/how/late.md", "---\naliases: [/How/Late]\n---\n# Late\n").site().clean();
    assert!(site.text("redirects").contains("/our/How/Late /our/how/late/ 301"));
    assert!(!site.has("How/Late/index.html"), "on some systems that is the page itself");
    assert!(site.text("server/nginx.conf").contains("location = \"/our/How/Late\""));
    assert!(!site.text("web.config").contains("How/Late"), "IIS knows no capitals and would go in circles");
}
