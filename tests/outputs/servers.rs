//! The settings of four servers say the same. nginx and Apache were asked by hand, too; here the texts are
//! read back.

use std::collections::BTreeMap;

use throughline::policy::{self, Sort};

use super::website::Website;
use super::*;

/// A handbook with a drawing, of which `head` is the settings file.
fn site(head: &str) -> Website {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><path d=\"M0 0h4\"/></svg>";
    let page = "---\naliases: ['/a{b};c$1/(x)+[y]', /late.html]\n---\n# When we are late\n\n![A van](../pictures/van.svg)\n";
    handbook()
        .with("content/handbook.yaml", head)
        .with("content/pictures/van.svg", svg)
        .with("content/how/late.md", page)
        .site()
        .clean()
}

const AT_A_FOLDER: &str = "title: T\nbase_url: https://x.example/our/handbook_1.0/\n";

/// What a host that reads `_headers` sends for `path`: values of one name are joined by a comma.
fn sent(headers: &str, path: &str) -> BTreeMap<String, String> {
    let mut sent = BTreeMap::<String, String>::new();
    let mut applies = false;
    for line in headers.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("  ") {
            None => {
                applies = match line.split_once('*') {
                    None => line == path,
                    Some((start, end)) => {
                        path.len() >= start.len() + end.len()
                            && path.starts_with(start)
                            && path.ends_with(end)
                    }
                }
            }
            Some(header) if applies => {
                let (name, value) = header.split_once(": ").unwrap();
                let known = sent.entry(name.to_owned()).or_default();
                known.push_str(if known.is_empty() { "" } else { ", " });
                known.push_str(value);
            }
            Some(_) => {}
        }
    }
    sent
}

#[track_caller]
fn as_wanted(headers: &str, path: &str, sort: Sort) {
    let sent = sent(headers, path);
    for (name, value) in sort.all() {
        let got = sent.get(name).map_or("", String::as_str);
        // A drawing has both policies, and both hold.
        let held = if sort == Sort::Drawing { got.contains(value) } else { got == value };
        assert!(held, "{path}: {name} is {got:?}");
    }
}

#[test]
fn hosts_that_take_a_folder_send_what_is_wanted() {
    for (head, root) in [("title: T\n", ""), (AT_A_FOLDER, "/our/handbook_1.0")] {
        let site = site(head);
        let headers = site.text("_headers");
        let style = site.files.keys().find(|path| path.ends_with(".css")).unwrap();
        assert!(policy::is_kept(style), "{style}");
        as_wanted(headers, &format!("{root}/"), Sort::Plain);
        as_wanted(headers, &format!("{root}/how/late/"), Sort::Plain);
        as_wanted(headers, &format!("{root}/404.html"), Sort::Plain);
        as_wanted(headers, &format!("{root}/data/handbook.json"), Sort::Plain);
        as_wanted(headers, &format!("{root}/pictures/van.svg"), Sort::Drawing);
        as_wanted(headers, &format!("{root}/{style}"), Sort::Kept);
        // What was named by its content and is gone may come back.
        let gone = sent(headers, &format!("{root}/assets/site.ffffffffffff.css"));
        assert!(!gone.get("Cache-Control").is_some_and(|value| value.contains("immutable")), "{gone:?}");
    }
}

#[test]
fn hosts_that_read_a_hundred_rules_are_given_no_more() {
    let mut many = handbook();
    for number in 0..150 {
        many = many.with(&format!("content/part-{number}/index.md"), format!("# Part {number}\n"));
    }
    let site = many.site();
    let headers = site.text("_headers");
    assert_eq!(headers.lines().filter(|line| line.starts_with('/')).count(), 100);
    as_wanted(headers, "/our/", Sort::Plain);
    let style = site.files.keys().find(|path| path.ends_with(".css")).unwrap();
    as_wanted(headers, &format!("/our/{style}"), Sort::Kept);
}

#[test]
fn a_writers_file_beside_the_styles_is_not_kept_for_a_year() {
    let site = handbook()
        .with("content/assets/price-list.0123456789ab.txt", "bread 4.20")
        .with("content/zulu.md", "# Zulu\n\n[Prices](assets/price-list.0123456789ab.txt)\n")
        .site();
    let list = "assets/price-list-0123456789ab.txt";
    assert!(site.has(list), "{:?}", site.files.keys());
    let sent = sent(site.text("_headers"), &format!("/our/{list}"));
    assert!(!sent.get("Cache-Control").is_some_and(|value| value.contains("immutable")), "{sent:?}");
    assert!(!policy::is_kept(list));
}

/// The headers that nginx adds in each `location`, by what follows that word.
fn locations(conf: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let mut found = BTreeMap::<String, Vec<(String, String)>>::new();
    let mut here = None;
    for line in conf.lines().map(str::trim) {
        if let Some(location) = line.strip_prefix("location ").and_then(|line| line.strip_suffix(" {")) {
            here = Some(found.entry(location.to_owned()).or_default());
        } else if let Some(header) = line.strip_prefix("add_header ") {
            let header = header.trim_end_matches(';').trim_end_matches(" always");
            let (name, value) = header.split_once(' ').unwrap();
            here.as_mut()
                .expect("a header outside a location")
                .push((name.into(), value.trim_matches('"').into()));
        }
    }
    found
}

#[test]
fn every_block_of_nginx_has_every_header() {
    let site = site(AT_A_FOLDER);
    let conf = site.text("server/nginx.conf");
    let found = locations(conf);
    let wanted = [
        ("/our/handbook_1.0/", Sort::Plain),
        ("~ \"^/our/handbook_1\\.0/.*\\.svg$\"", Sort::Drawing),
        ("~ \"^/our/handbook_1\\.0/.*\\.ics$\"", Sort::Plain),
        ("~ \"^/our/handbook_1\\.0/.*\\.[0-9a-f]{12}\\.[a-z0-9]+$\"", Sort::Kept),
    ];
    assert_eq!(found.len(), wanted.len(), "{:?}", found.keys());
    for (location, sort) in wanted {
        let all: Vec<_> =
            sort.all().into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        assert_eq!(found.get(location), Some(&all), "{location}");
    }
    assert!(conf.contains("error_page 404 \"/our/handbook_1.0/404.html\";"));
    assert!(conf.contains("location = \"/our/handbook_1.0/.throughline.json\" { return 404; }"));
    let to = "{ absolute_redirect off; return 301 \"/our/handbook_1.0/how/late/\"; }";
    for old in ["a{b};c$1/(x)+[y]", "a{b};c$1/(x)+[y]/", "late.html"] {
        assert!(conf.contains(&format!("location = \"/our/handbook_1.0/{old}\" {to}\n")), "{old}\n{conf}");
    }
}

#[test]
fn apache_is_told_in_words_that_file_info_allows() {
    let site = site(AT_A_FOLDER);
    let text = site.text(".htaccess");
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let word = line.trim_start_matches(['<', '/']).split([' ', '>']).next().unwrap();
        let known =
            ["IfModule", "FilesMatch", "Header", "AddType", "AddCharset", "ErrorDocument", "RedirectMatch"];
        assert!(known.contains(&word), "{line}");
        assert!(line.matches('"').count().is_multiple_of(2), "{line}");
    }
    for sort in [Sort::Plain, Sort::Drawing, Sort::Kept] {
        for (name, value) in sort.own() {
            assert!(text.contains(&format!("set {name} \"{value}\"\n")), "{name}: {value}");
        }
    }
    assert!(text.contains("ErrorDocument 404 /our/handbook_1.0/404.html\n"));
    let old = r#"RedirectMatch 301 "^/our/handbook_1\.0/a\{b\};c\$1/\(x\)\+\[y\]/?$" "/our/handbook_1.0/how/late/""#;
    assert!(text.contains(old), "{text}");
    assert!(text.contains(r#"RedirectMatch 301 "^/our/handbook_1\.0/late\.html$" "#), "{text}");
}

#[test]
fn every_server_knows_what_a_calendar_is() {
    let site = site(AT_A_FOLDER);
    let conf = site.text("server/nginx.conf");
    let calendars = conf.split("\\.ics$\" {").nth(1).and_then(|after| after.split('}').nth(1));
    assert!(
        calendars.is_some_and(|inside| inside.contains("default_type \"text/calendar; charset=utf-8\";")),
        "{conf}"
    );
    let apache = site.text(".htaccess");
    assert!(apache.contains("AddType text/calendar .ics\n") && apache.contains("AddCharset utf-8 .ics\n"));
    assert!(
        site.text("web.config").contains("fileExtension=\".ics\" mimeType=\"text/calendar; charset=utf-8\"")
    );
}

#[test]
fn iis_is_told_in_xml_that_it_can_read() {
    let site = site(AT_A_FOLDER);
    let text = site.text("web.config");
    let config = roxmltree::Document::parse(text).unwrap();
    let location = |path: Option<&str>| {
        let mut inside = config.descendants().filter(|node| {
            let own = node.ancestors().find(|above| above.has_tag_name("location"));
            own.and_then(|own| own.attribute("path")) == path
        });
        let mut headers = BTreeMap::new();
        let mut redirect = None;
        let mut keep = None;
        for node in inside.by_ref() {
            match node.tag_name().name() {
                "add" if node.parent().is_some_and(|above| above.has_tag_name("customHeaders")) => {
                    headers.insert(node.attribute("name").unwrap(), node.attribute("value").unwrap());
                }
                "httpRedirect" => redirect = node.attribute("destination"),
                "clientCache" => keep = node.attribute("cacheControlMode"),
                _ => {}
            }
        }
        (headers, redirect, keep)
    };
    let without_keeping = |sort: Sort| -> BTreeMap<&str, &str> {
        sort.own().into_iter().filter(|header| !policy::is_about_keeping(header)).collect()
    };
    assert_eq!(location(None), (without_keeping(Sort::Plain), None, Some("DisableCache")));
    assert_eq!(location(Some("pictures/van.svg")), (without_keeping(Sort::Drawing), None, None));
    let style = site.files.keys().find(|path| path.ends_with(".css")).unwrap();
    assert_eq!(location(Some(style)).2, Some("UseMaxAge"));
    assert_eq!(location(Some("late.html")).1, Some("/our/handbook_1.0/how/late/"));
    assert_eq!(location(Some("a{b};c$1/(x)+[y]")).1, Some("/our/handbook_1.0/how/late/"));
}

#[test]
fn iis_is_never_given_more_than_it_reads() {
    let mut many = handbook();
    for number in 0..600 {
        let page =
            format!("---\naliases: [/once/was/at/a/rather/long/address/{number}]\n---\n# Page {number}\n");
        many = many.with(&format!("content/pages/page-{number}.md"), page);
    }
    assert!(many.site().text("web.config").len() < 250 * 1024);
}

#[test]
fn pages_and_servers_have_one_policy() {
    let site = site("title: T\n");
    for path in ["index.html", "how/late/index.html", "404.html", "print/index.html", "tags/index.html"] {
        if !site.has(path) {
            continue;
        }
        let html = site.text(path);
        assert!(
            html.contains(&format!("content=\"{}\"", policy::POLICY.replace('\'', "&#39;")))
                || html.contains(&format!("content=\"{}\"", policy::POLICY))
                || html.contains(&policy::POLICY.replace('\'', "&#x27;")),
            "{path}"
        );
    }
}

#[test]
fn the_example_for_nginx_keeps_the_same_policy() {
    let file =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/publishing/nginx/handbook.conf");
    let conf = std::fs::read_to_string(file).unwrap();
    let value = |name: &str| {
        let line = conf.lines().find_map(|line| line.trim().strip_prefix("add_header ")?.strip_prefix(name));
        let value = line.unwrap_or_else(|| panic!("the example does not send {name}"));
        value.trim().trim_end_matches(';').trim_end_matches(" always").trim_matches('"').to_owned()
    };
    let directives = |policy: &str| {
        policy.split(';').map(|part| part.trim().to_owned()).collect::<std::collections::BTreeSet<_>>()
    };
    for (name, wanted) in Sort::Plain.all() {
        match name {
            "Content-Security-Policy" => assert_eq!(directives(&value(name)), directives(wanted)),
            // Behind a sign-in nothing may be kept by anybody but the reader.
            "Cache-Control" => assert!(value(name).contains(wanted)),
            _ => assert_eq!(value(name), wanted, "{name}"),
        }
    }
}
