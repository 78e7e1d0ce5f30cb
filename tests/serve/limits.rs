//! Slow, silent, greedy and many clients: none of them holds up what is shown or keeps others out.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::{PATIENCE, Preview, files, read, shown};

#[test]
fn a_hundred_silent_clients_keep_nobody_out() {
    let preview = Preview::new();
    let mut silent: Vec<TcpStream> = Vec::new();
    for n in 0..100 {
        let mut stream = TcpStream::connect(preview.address()).unwrap();
        // Some say nothing, some begin and do not end, some read nothing of a long answer.
        match n % 3 {
            0 => {}
            1 => stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").unwrap(),
            _ => stream.write_all(b"GET /.throughline/live.js HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap(),
        }
        silent.push(stream);
    }
    preview.server.show(shown(2, files("# Driving\n\nNew words.\n"), &[]));
    let answer = preview.get("/guides/driving/");
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("New words."), "what is shown does not wait for anybody");
    drop(silent);
}

#[test]
fn more_listeners_than_places_make_room_for_readers() {
    let preview = Preview::new();
    let token = preview.token();
    let mut listeners = Vec::new();
    for _ in 0..80 {
        let mut stream = TcpStream::connect(preview.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /.throughline/events/{token} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut first = [0; 15];
        stream.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 200 OK");
        listeners.push(stream);
    }
    assert_eq!(preview.get("/").status, 200);
    // The first one had to go: there are no more places than there should be.
    let mut first = listeners.remove(0);
    first.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let ended = first.read_to_end(&mut Vec::new());
    let waits = |why: &std::io::Error| matches!(why.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
    assert!(!ended.as_ref().is_err_and(waits), "{ended:?}");
    // The last one still hears what happens.
    preview.server.show(shown(7, files("# Driving\n\nNew words.\n"), &[]));
    let mut said = String::new();
    let mut last = listeners.pop().unwrap();
    let mut bytes = [0; 4096];
    while !said.contains("{\"version\":7}") {
        let read = last.read(&mut bytes).unwrap();
        assert!(read > 0, "{said}");
        said.push_str(&String::from_utf8_lossy(&bytes[..read]));
    }
}

#[test]
fn heads_that_are_too_long_are_refused() {
    let preview = Preview::new();
    let long = "x".repeat(64 * 1024);
    for request in [
        format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(2000)),
    ] {
        let bytes = preview.raw(request.as_bytes());
        // The refusal may be lost when the connection closes while we still talk.
        if !bytes.is_empty() {
            assert!((400..500).contains(&read(&bytes).status), "{}", &request[..40]);
        }
    }
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_body_nobody_asked_for_holds_nothing_up() {
    let preview = Preview::new();
    let mut stream = TcpStream::connect(preview.address()).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\nabc").unwrap();
    let mut first = [0; 15];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
}
