//! The preview's server, asked byte by byte: what it answers, to whom, and what no request can make it do.

mod guard;
mod limits;
mod paths;
mod served;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use throughline::pipeline::{self, Built, Memos, Request};
use throughline::serve::{self, Hosts, Server, Shown};
use throughline::source::Sources;

/// How long an answer may take before a test gives up: pipelines are busy machines.
const PATIENCE: Duration = Duration::from_secs(30);

/// A handbook that is served.
struct Preview {
    server: Server,
}

/// What came back: the status, the headers by small name, and the bytes.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

fn files(driver: &'static str) -> Vec<(&'static str, &'static [u8])> {
    vec![
        ("content/handbook.yaml", b"title: Test\nbase_url: https://handbook.example/deep/\n"),
        ("content/index.md", b"# Start\n\n[Driver](roles/driver.md) ![Van](van.svg) [Film](film.mp4)\n"),
        ("content/guides/index.md", b"# Guides\n"),
        ("content/guides/driving.md", driver.as_bytes()),
        ("content/guides/loading.md", b"# Loading\n\nText.\n"),
        ("content/yard/where-vans-sleep.md", b"# Parking\n\nIn the yard.\n"),
        ("content/van.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"),
        ("content/film.mp4", b"0123456789"),
    ]
}

/// What is shown of `files`; `gone` are addresses of pages that were removed.
fn shown(version: u64, files: Vec<(&str, &[u8])>, gone: &[(&str, &str)]) -> Shown {
    let sources = Arc::new(Sources::in_memory(files));
    let day = jiff::civil::date(2026, 9, 1);
    let request = Request { preview: true, ..Request::on(day) };
    let Built { handbook, site, .. } = pipeline::build(sources, &request, &Memos::default()).value;
    let gone = gone.iter().map(|(address, title)| ((*address).into(), (*title).into())).collect();
    Shown {
        version,
        site: Arc::new(site),
        spare: None,
        handbook,
        gone: Arc::new(gone),
        news: format!("{{\"version\":{version}}}").into(),
    }
}

impl Preview {
    fn new() -> Self {
        Self::allowing(&[])
    }

    fn allowing(names: &[&str]) -> Self {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let bind = "127.0.0.1".parse().unwrap();
        let listener = serve::listen(bind, 0).unwrap();
        let first = shown(1, files("# Driving\n\nOld words.\n"), &[("guides/parking/", "Parking")]);
        Self { server: Server::start(listener, Hosts::new(bind, &names), first).unwrap() }
    }

    fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Sends `bytes` as they are and reads until the other side closes.
    fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // A server that refuses early may close before all is said.
        stream.write_all(bytes).ok();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok();
        answer
    }

    /// The same, and says that nothing more will come.
    fn raw_to_the_end(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(bytes).ok();
        stream.shutdown(std::net::Shutdown::Write).ok();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok();
        answer
    }

    /// Asks for `target` with further header `lines`.
    fn ask(&self, method: &str, target: &str, lines: &[&str]) -> Answer {
        let mut request = format!("{method} {target} HTTP/1.1\r\nConnection: close\r\n");
        if !lines.iter().any(|line| line.to_lowercase().starts_with("host:")) {
            request.push_str(&format!("Host: localhost:{}\r\n", self.address().port()));
        }
        for line in lines {
            request.push_str(line);
            request.push_str("\r\n");
        }
        request.push_str("\r\n");
        read(&self.raw(request.as_bytes()))
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }

    /// The key that a page of this run gives to its script.
    fn token(&self) -> String {
        let html = self.get("/").text();
        let (_, after) = html.split_once("data-token=\"").expect("a page has the preview's script");
        after.split_once('"').unwrap().0.to_owned()
    }
}

fn read(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines
        .map(|line| line.split_once(':').expect("a header has a colon"))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    Answer { status, headers, body: bytes[end + 4..].to_vec() }
}
