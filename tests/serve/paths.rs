//! Paths: no request line leads anywhere but to a file of the site (THREATS: CVE-2023-40274, RUSTSEC-2021-0135,
//! RUSTSEC-2022-0043), and no query changes what is served (CVE-2025-30208 and its kin).

use super::{Preview, read};

/// Targets that must lead nowhere.
const HOSTILE: &[&str] = &[
    "/../../../../etc/passwd",
    "/..",
    "/../",
    "/./",
    "/.",
    "/guides/../../../../etc/passwd",
    "/guides/../",
    "/guides/..",
    "/guides/./driving/",
    "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/%2E%2E/%2E%2E/etc/passwd",
    "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/..%2f..%2f..%2fetc%2fpasswd",
    "/..%5c..%5c..%5cetc%5cpasswd",
    "/..\\..\\..\\etc\\passwd",
    "/%252e%252e/%252e%252e/etc/passwd",
    "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
    "/%uff0e%uff0e/etc/passwd",
    "/....//....//etc/passwd",
    "/..;/..;/etc/passwd",
    "//etc/passwd",
    "///etc/passwd",
    "//localhost/etc/passwd",
    "//evil.example/",
    "//evil.example/%2e%2e",
    "/\\evil.example",
    "/%5cevil.example/",
    "/etc/passwd",
    "/proc/self/environ",
    "/C:/Windows/win.ini",
    "/C:%5cWindows%5cwin.ini",
    "/c|/windows/win.ini",
    "/guides\\driving",
    "/guides%5cdriving/",
    "/guides//driving/",
    "//guides/driving/",
    "/guides/driving//",
    "/guides/driving/%00",
    "/guides/driving/index.html%00.png",
    "/%00",
    "/%",
    "/%2",
    "/%zz",
    "/%-1",
    "/%+2",
    "/%ff%fe",
    "/guides/driving/%20",
    "/guides/driving/.",
    "/guides/driving/index.html/",
    "/guides/driving/index.html/..",
    "/GUIDES/DRIVING/",
    "/content/guides/driving.md",
    "/guides/driving.md",
    "/handbook.yaml",
    "/content/handbook.yaml",
    "/@fs/etc/passwd",
    "/@fs/etc/passwd?raw??",
    "/.git/config",
    "/.env",
    "/.throughline.json",
    "/.throughline",
    "/.throughline/",
    "/.throughline/../index.html",
    "/.throughline/events",
    "/.throughline/events/",
    "/.throughline/live.js/",
    "/_headers",
    "/.htaccess",
    "/web.config",
    "/server/nginx.conf",
    "/file:///etc/passwd",
    "/~root/",
    "/index.html%2f..%2f..%2fetc%2fpasswd",
];

#[test]
fn hostile_paths_lead_nowhere() {
    let preview = Preview::new();
    for target in HOSTILE {
        let answer = preview.get(target);
        assert!((400..=404).contains(&answer.status), "{target}: {}", answer.status);
        let text = answer.text();
        assert!(
            !text.contains("root:") && !text.contains("Old words") && !text.contains("title: Test"),
            "{target}"
        );
        assert!(!answer.headers.contains_key("location"), "{target} is sent elsewhere");
    }
    assert_eq!(preview.get("/guides/driving/").status, 200, "after all that it still serves");
}

/// Lines that are no request for a path at all.
const NONSENSE: &[&[u8]] = &[
    b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET file:///etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET guides/driving/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET /  HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
    b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /\xff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\r\n\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc",
    b"PUT /index.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    b"DELETE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
];

#[test]
fn nonsense_is_refused() {
    let preview = Preview::new();
    for request in NONSENSE {
        let said = String::from_utf8_lossy(request);
        let bytes = preview.raw_to_the_end(request);
        // Some is not even worth an answer.
        if !bytes.is_empty() {
            let answer = read(&bytes);
            assert!((400..=505).contains(&answer.status), "{said}: {}", answer.status);
            assert!(!answer.text().contains("<main"), "{said} gets a page");
        }
    }
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn no_query_changes_what_is_served() {
    let preview = Preview::new();
    let queries = [
        "?",
        "??",
        "?raw",
        "?raw??",
        "?import",
        "?url",
        "?import&raw??",
        "?inline",
        "?.svg",
        "?.wasm?init",
        "?x.html",
        "?v=1",
        "?direct",
        "?worker",
        "?html-proxy",
        "?q=%3Cscript%3E",
        "?../../etc/passwd",
        "?%00",
        "?%2e%2e/",
        "?a=b&c=d",
        "?token=x",
        "?t=1234567",
        "?/",
        "?index.html",
        "?/../secret",
        "?file=../../x",
        "?__proto__[a]=1",
        "?=",
        "?&",
        "?+",
    ];
    for path in
        ["/", "/guides/driving/", "/feed.xml", "/van.svg", "/film.mp4", "/nothing/", "/.throughline/live.js"]
    {
        let plain = preview.get(path);
        for query in queries {
            let asked = preview.get(&format!("{path}{query}"));
            assert_eq!(asked.status, plain.status, "{path}{query}");
            assert!(asked.body == plain.body, "{path}{query} is another file");
        }
    }
}

#[test]
fn a_page_without_its_slash_is_sent_to_it_and_nowhere_else() {
    let preview = Preview::new();
    for (path, location) in
        [("/guides/driving", "/guides/driving/"), ("/guides", "/guides/"), ("/%67uides", "/guides/")]
    {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (308, location), "{path}");
    }
}
