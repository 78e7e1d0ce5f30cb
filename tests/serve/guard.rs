//! Who may ask: foreign names, foreign sites, foreign listeners.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::{PATIENCE, Preview};

#[test]
fn only_own_names_are_answered_to() {
    let preview = Preview::allowing(&["box.example"]);
    let port = preview.address().port();
    for host in ["localhost", "LOCALHOST", "127.0.0.1", "[::1]", "box.example"] {
        assert_eq!(preview.ask("GET", "/", &[&format!("Host: {host}:{port}")]).status, 200, "{host}");
        assert_eq!(preview.ask("GET", "/", &[&format!("Host: {host}")]).status, 200, "{host}");
    }
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "localhost.",
        "0.0.0.0",
        "localhost@evil.example",
        "",
    ] {
        for path in ["/", "/.throughline/live.js", "/feed.xml", "/nothing"] {
            let answer = preview.ask("GET", path, &[&format!("Host: {host}")]);
            assert_eq!(answer.status, 403, "{host}");
            assert!(answer.text().contains("--allow-host"), "{}", answer.text());
            assert!(!answer.text().contains("evil"), "nothing that was sent comes back");
        }
    }
}

#[test]
fn other_sites_may_lead_here_and_take_nothing() {
    let preview = Preview::new();
    for site in ["cross-site", "same-site"] {
        let from = format!("Sec-Fetch-Site: {site}");
        for mode in ["no-cors", "cors", "same-origin", "websocket"] {
            let answer = preview.ask("GET", "/van.svg", &[&from, &format!("Sec-Fetch-Mode: {mode}")]);
            assert_eq!(answer.status, 403, "{site} {mode}");
        }
        assert_eq!(preview.ask("GET", "/van.svg", &[&from]).status, 403);
        assert_eq!(preview.ask("GET", "/", &[&from, "Sec-Fetch-Mode: navigate"]).status, 200);
    }
    for site in ["same-origin", "none"] {
        assert_eq!(preview.ask("GET", "/", &[&format!("Sec-Fetch-Site: {site}")]).status, 200);
    }
}

#[test]
fn every_answer_keeps_other_sites_out() {
    let preview = Preview::new();
    let token = preview.token();
    let answers = [
        preview.get("/"),
        preview.get("/van.svg"),
        preview.get("/nothing/"),
        preview.get("/guides"),
        preview.get("/.throughline/live.js"),
        preview.get("/.throughline/live.css"),
        preview.get("/.throughline/nothing"),
        preview.get("/.throughline/events/wrong"),
        preview.ask("HEAD", &format!("/.throughline/events/{token}"), &[]),
        preview.ask("GET", "/", &["Host: evil.example"]),
        preview.ask("GET", "/", &["Origin: http://evil.example"]),
        preview.ask("OPTIONS", "/", &["Origin: http://evil.example", "Access-Control-Request-Method: GET"]),
        preview.ask("POST", "/", &[]),
        preview.ask("GET", "/film.mp4", &["Range: bytes=1-2"]),
        preview.ask("GET", "/film.mp4", &["Range: bytes=99-"]),
    ];
    let statuses: std::collections::BTreeSet<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.into_iter().collect::<Vec<_>>(), [200, 206, 308, 403, 404, 405, 416]);
    for answer in &answers {
        assert!(!answer.headers.keys().any(|name| name.starts_with("access-control")), "{answer:?}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{answer:?}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{answer:?}");
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{answer:?}");
    }
}

/// Listens with header `lines`; the status, and the stream's beginning.
fn listen(preview: &Preview, token: &str, lines: &[&str]) -> String {
    let mut stream = TcpStream::connect(preview.address()).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let port = preview.address().port();
    let lines: String =
        lines.iter().map(|line| format!("{}\r\n", line.replace("PORT", &port.to_string()))).collect();
    write!(stream, "GET /.throughline/events/{token} HTTP/1.1\r\nHost: localhost:{port}\r\n{lines}\r\n")
        .unwrap();
    let mut said = String::new();
    let mut bytes = [0; 4096];
    while !said.contains("event: news") && !said.contains("HTTP/1.1 4") {
        let read = stream.read(&mut bytes).unwrap();
        assert!(read > 0, "{said}");
        said.push_str(&String::from_utf8_lossy(&bytes[..read]));
    }
    said
}

#[test]
fn only_pages_of_this_run_may_listen() {
    let preview = Preview::new();
    let token = preview.token();
    for lines in [
        &[][..],
        &["Origin: http://localhost:PORT", "Sec-Fetch-Site: same-origin"],
        &["Sec-Fetch-Site: same-origin"],
    ] {
        let said = listen(&preview, &token, lines);
        assert!(said.starts_with("HTTP/1.1 200") && said.contains("text/event-stream"), "{said}");
        assert!(said.contains("data: {\"version\":1}"), "{said}");
    }
    for lines in [
        &["Origin: http://evil.example"][..],
        &["Origin: http://localhost:1"],
        &["Origin: http://127.0.0.1:PORT"],
        &["Origin: null"],
        &["Origin: http://localhost:PORT", "Sec-Fetch-Site: cross-site"],
        &["Sec-Fetch-Site: same-site"],
        &["Sec-Fetch-Site: none"],
        &["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"],
    ] {
        assert!(listen(&preview, &token, lines).starts_with("HTTP/1.1 403"), "{lines:?}");
    }
    for wrong in ["x", &token[1..], &token.to_uppercase(), &format!("{token}0")] {
        assert!(listen(&preview, wrong, &[]).starts_with("HTTP/1.1 403"), "{wrong}");
    }
    let other = Preview::new();
    assert!(listen(&other, &token, &[]).starts_with("HTTP/1.1 403"), "another run has another key");
}
