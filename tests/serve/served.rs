//! What is served: types, tags, parts, the page for what is not there, and never more than the site has.

use throughline::serve;

use super::{Preview, files, shown};

#[test]
fn files_have_their_types() {
    let preview = Preview::new();
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/van.svg", "image/svg+xml; charset=utf-8"),
        ("/film.mp4", "video/mp4"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/data/handbook.json", "application/json"),
        ("/.throughline/live.js", "text/javascript; charset=utf-8"),
        ("/.throughline/live.css", "text/css; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{path}");
    }
    assert!(preview.get("/van.svg").header("content-security-policy").contains("script-src 'none'"));
}

#[test]
fn pages_have_the_previews_script_and_other_files_are_as_published() {
    let preview = Preview::new();
    let html = preview.get("/guides/driving/").text();
    assert!(
        html.contains("src=\"/.throughline/live.js\"")
            && html.contains("data-file=\"content/guides/driving.md\"")
    );
    assert!(html.contains("<p data-line=\"3\">Old words."), "blocks know their lines: {html}");
    assert_eq!(preview.get("/film.mp4").body, b"0123456789");
    assert!(!preview.get("/feed.xml").text().contains(".throughline/"));
}

#[test]
fn head_is_get_without_the_bytes() {
    let preview = Preview::new();
    for path in ["/", "/film.mp4", "/nothing/", "/.throughline/live.js", "/guides"] {
        let (get, head) = (preview.get(path), preview.ask("HEAD", path, &[]));
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        for name in ["content-type", "content-length", "etag", "location", "content-security-policy"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
}

#[test]
fn what_a_browser_has_already_is_not_sent_again() {
    let preview = Preview::new();
    let first = preview.get("/guides/driving/");
    assert_eq!(first.header("cache-control"), "no-cache");
    let tag = first.header("etag").to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        let again = preview.ask("GET", "/guides/driving/", &[&format!("If-None-Match: {known}")]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{known}");
    }
    preview.server.show(shown(2, files("# Driving\n\nNew words.\n"), &[]));
    let changed = preview.ask("GET", "/guides/driving/", &[&format!("If-None-Match: {tag}")]);
    assert_eq!(changed.status, 200);
    assert!(changed.text().contains("New words."));
}

#[test]
fn films_are_served_in_parts() {
    let preview = Preview::new();
    let whole = preview.get("/film.mp4");
    assert_eq!(whole.header("accept-ranges"), "bytes");
    for (range, status, said, body) in [
        ("bytes=0-3", 206, "bytes 0-3/10", "0123"),
        ("bytes=7-", 206, "bytes 7-9/10", "789"),
        ("bytes=-2", 206, "bytes 8-9/10", "89"),
        ("bytes=10-", 416, "bytes */10", "The file is shorter."),
        ("bytes=0-1,4-5", 200, "", "0123456789"),
        ("nonsense", 200, "", "0123456789"),
    ] {
        let part = preview.ask("GET", "/film.mp4", &[&format!("Range: {range}")]);
        assert_eq!(
            (part.status, part.header("content-range"), part.text().as_str()),
            (status, said, body),
            "{range}"
        );
    }
    let tag = format!("If-Range: {}", whole.header("etag"));
    assert_eq!(preview.ask("GET", "/film.mp4", &["Range: bytes=0-3", &tag]).status, 206);
    assert_eq!(preview.ask("GET", "/film.mp4", &["Range: bytes=0-3", "If-Range: \"older\""]).status, 200);
}

#[test]
fn what_is_not_there_is_said_with_what_is_near() {
    let preview = Preview::new();
    let near = preview.get("/guides/drivign/");
    assert_eq!(near.status, 404);
    assert_eq!(near.header("cache-control"), "no-store");
    let text = near.text();
    assert!(text.contains("<a href=\"/guides/driving/\">Driving</a>"), "{text}");
    assert!(
        text.contains("href=\"/assets/site.") && !text.contains("/deep/"),
        "the preview's root is its own: {text}"
    );
    let moved = preview.get("/old/loading/").text();
    assert!(moved.contains("<a href=\"/guides/loading/\">Loading</a>"), "a page in another folder: {moved}");
    let gone = preview.get("/guides/parking/").text();
    assert!(gone.contains("“Parking” was here."), "{gone}");
    let offered = gone.split_once("tl-near").and_then(|(_, near)| near.split("<a href=\"").nth(1)).unwrap();
    assert!(offered.starts_with("/yard/where-vans-sleep/\">Parking"), "its own title comes first: {gone}");
    let (heading, near) = (gone.find("</h1>").unwrap(), gone.find("tl-near").unwrap());
    assert!(heading < near && near < gone.find("class=\"lost\"").unwrap(), "what is near comes first");
    let nothing = preview.get("/%3Cscript%3Ealert(1)%3C/script%3E");
    assert!(!nothing.text().contains("alert(1)"), "nothing that was asked for comes back");
}

#[test]
fn a_port_that_somebody_else_has_under_the_name_localhost_is_taken() {
    let bind = "127.0.0.1".parse().unwrap();
    // A machine without the newer addresses has no such neighbour.
    let twin = std::net::TcpListener::bind(("::1", 0));
    let Ok(port) = twin.as_ref().map(|twin| twin.local_addr().unwrap().port()) else {
        assert_ne!(serve::listen(bind, 0).unwrap().local_addr().unwrap().port(), 0);
        return;
    };
    assert_ne!(serve::listen(bind, port).unwrap().local_addr().unwrap().port(), port);
    drop(twin);
    assert_eq!(serve::listen(bind, port).unwrap().local_addr().unwrap().port(), port);
}

#[test]
fn a_port_that_is_taken_gives_the_next_one() {
    let bind = "127.0.0.1".parse().unwrap();
    let first = serve::listen(bind, 0).unwrap();
    let taken = first.local_addr().unwrap().port();
    let second = serve::listen(bind, taken).unwrap().local_addr().unwrap().port();
    assert!(second > taken && second < taken + 20, "{taken} {second}");
    let elsewhere = serve::listen("203.0.113.1".parse().unwrap(), 0).unwrap_err();
    assert!(elsewhere.cause.is_some(), "an address that is not this machine's is the machine's business");
}
