//! A request → an answer. What is served depends on the path alone: no query, no header and no method changes it.

use std::convert::Infallible;
use std::sync::Arc;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap,
    HeaderName, HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE,
};
use hyper::{Method, Request, Response, StatusCode};

use super::door::{Doing, Guest};
use super::path::{self, Found};
use super::{Shown, State, events, guard, live, lost};
use crate::media::mime;
use crate::policy::{NOT_FOR_READERS, Sort};
use crate::site::{Site, Unmade};

type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// Digits of a digest in an `ETag`.
const DIGITS: usize = 20;

/// Answers one request. Nothing that a client sends makes this fail.
pub(super) async fn answer(
    state: Arc<State>,
    guest: Arc<Guest>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    guest.is(Doing::Asking);
    let answered = respond(&state, &guest, &request).await;
    if !matches!(answered.body(), Either::Right(_)) {
        guest.is(Doing::Lingering);
    }
    Ok(answered)
}

async fn respond(state: &Arc<State>, guest: &Guest, request: &Request<Incoming>) -> Response<Body> {
    if let Err((status, words)) = guard::admit(&state.hosts, request.uri(), request.headers()) {
        return plain(status, words);
    }
    let head = request.method() == Method::HEAD;
    if !head && request.method() != Method::GET {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "A preview is only read: GET or HEAD.");
        refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    let path = request.uri().path();
    if let Some(name) = path.strip_prefix(live::FOLDER) {
        if let Some(token) = name.strip_prefix("events/") {
            return listen(state, guest, token, head, request.headers());
        }
        if let Some(text) = live::file(name) {
            return whole(StatusCode::OK, name, text.into_bytes().into(), None);
        }
        return plain(StatusCode::NOT_FOUND, "The preview has no such file.");
    }
    let (state, path, headers) = (state.clone(), path.to_owned(), request.headers().clone());
    // Rendering takes milliseconds, a picture's smaller copy more: other requests are answered meanwhile.
    let made = tokio::task::spawn_blocking(move || {
        let shown = state.shown.borrow().clone();
        made(&state, &shown, &path, &headers)
    });
    made.await.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be made."))
}

fn listen(state: &State, guest: &Guest, token: &str, head: bool, headers: &HeaderMap) -> Response<Body> {
    if let Err((status, words)) = guard::admit_listener(headers) {
        return plain(status, words);
    }
    if token != state.token {
        return plain(StatusCode::FORBIDDEN, "This is for pages of the preview that runs now.");
    }
    guest.is(Doing::Listening);
    let body = if head { Either::Left(Full::default()) } else { Either::Right(events::stream(state)) };
    let mut stream = Response::new(body);
    put_policy(&mut stream, Sort::Plain);
    stream.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    stream.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    stream
}

/// The file that `path` leads to, as a response.
fn made(state: &State, shown: &Shown, path: &str, headers: &HeaderMap) -> Response<Body> {
    match path::find(&shown.site, path) {
        Found::Moved(address) => {
            let mut moved = plain(StatusCode::PERMANENT_REDIRECT, "Pages end in a slash.");
            // A page that is made later may want the address without the slash.
            if let Ok(address) = HeaderValue::try_from(address) {
                moved.headers_mut().insert(LOCATION, address);
            }
            moved
        }
        Found::File(file) if !NOT_FOR_READERS.contains(&file.as_str()) => {
            match bytes(&shown.site, &file).or_else(|why| {
                let spare = shown.spare.as_ref().and_then(|spare| bytes(spare, &file).ok());
                spare.ok_or(why)
            }) {
                Ok(bytes) => found(state, shown, &file, bytes, headers),
                Err(why) => broken(state, &why),
            }
        }
        Found::File(_) | Found::Nothing => missing(state, shown, path),
    }
}

/// What the site has at `file`, or why it has nothing there.
fn bytes(site: &Site, file: &str) -> Result<crate::site::Bytes, String> {
    match site.make(file) {
        Some(Ok(bytes)) => Ok(bytes),
        Some(Err(Unmade::Findings(findings))) => Err(findings.first().map_or_else(
            || "The theme has a mistake.".to_owned(),
            |finding| format!("{}: {}.", finding.place.file, finding.message),
        )),
        Some(Err(Unmade::Failure(failure))) => Err(failure.to_string()),
        None => Err("The preview has no such file.".to_owned()),
    }
}

fn found(
    state: &State,
    shown: &Shown,
    file: &str,
    bytes: crate::site::Bytes,
    headers: &HeaderMap,
) -> Response<Body> {
    let seen = format!("{}.{}", &blake3::hash(&bytes).to_hex()[..DIGITS], state.run);
    let tag = HeaderValue::try_from(format!("\"{seen}\"")).ok();
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    if known.flat_map(|tags| tags.split(',')).any(|known| {
        let known = known.trim();
        tag.as_ref().is_some_and(|tag| known.strip_prefix("W/").unwrap_or(known).as_bytes() == tag.as_bytes())
    }) {
        let mut same = Response::new(Either::Left(Full::default()));
        *same.status_mut() = StatusCode::NOT_MODIFIED;
        put_policy(&mut same, Sort::of(file));
        same.headers_mut().extend(tag.map(|tag| (ETAG, tag)));
        return same;
    }
    if is_page(file) {
        let address = file.strip_suffix("index.html").unwrap_or(file);
        let page = live::Page { token: &state.token, seen: &seen, file: shown.file_of(address) };
        return whole(StatusCode::OK, file, live::into(&bytes, &page).into(), tag);
    }
    // A film is wanted piece by piece.
    let bytes = Bytes::from_owner(Shared(bytes));
    let same = headers.get(IF_RANGE).is_none_or(|wanted| Some(wanted) == tag.as_ref());
    match headers
        .get(RANGE)
        .and_then(|range| range.to_str().ok())
        .filter(|_| same)
        .map(|r| range(r, bytes.len()))
    {
        None | Some(Range::Ignored) => whole(StatusCode::OK, file, bytes, tag),
        Some(Range::Beyond) => {
            let mut refused = plain(StatusCode::RANGE_NOT_SATISFIABLE, "The file is shorter.");
            let length = HeaderValue::try_from(format!("bytes */{}", bytes.len())).ok();
            refused.headers_mut().extend(length.map(|length| (CONTENT_RANGE, length)));
            refused
        }
        Some(Range::Part(first, last)) => {
            let said = HeaderValue::try_from(format!("bytes {first}-{last}/{}", bytes.len())).ok();
            let mut part = whole(StatusCode::PARTIAL_CONTENT, file, bytes.slice(first..=last), tag);
            part.headers_mut().extend(said.map(|said| (CONTENT_RANGE, said)));
            part
        }
    }
}

/// The site's own page for what is not there.
fn missing(state: &State, shown: &Shown, path: &str) -> Response<Body> {
    let Ok(page) = bytes(&shown.site, "404.html") else {
        return plain(StatusCode::NOT_FOUND, "There is no such page.");
    };
    let html = lost::page(&page, shown, path);
    let seen = format!("{}.{}", &blake3::hash(&html).to_hex()[..DIGITS], state.run);
    let live = live::Page { token: &state.token, seen: &seen, file: None };
    let tag = HeaderValue::try_from(format!("\"{seen}\"")).ok();
    let mut answer = whole(StatusCode::NOT_FOUND, "404.html", live::into(&html, &live).into(), tag);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// A page that cannot be made, and that was never shown before. It mends itself when its cause is mended.
fn broken(state: &State, why: &str) -> Response<Body> {
    let mut html = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Not yet a page</title>\n\
         </head>\n<body>\n<main id=\"content\">\n<h1>This page cannot be made yet</h1>\n<p>",
    );
    live::escape(&mut html, why);
    html.push_str("</p>\n</main>\n</body>\n</html>\n");
    let seen = format!("{}.{}", &blake3::hash(html.as_bytes()).to_hex()[..DIGITS], state.run);
    let page = live::Page { token: &state.token, seen: &seen, file: None };
    let mut answer =
        whole(StatusCode::INTERNAL_SERVER_ERROR, "404.html", live::into(html.as_bytes(), &page).into(), None);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

fn is_page(file: &str) -> bool {
    file.ends_with(".html")
}

/// An answer with all of `bytes`, which are of the type that `file`'s name says. For `HEAD` hyper leaves them out.
fn whole(status: StatusCode, file: &str, bytes: Bytes, tag: Option<HeaderValue>) -> Response<Body> {
    let length = bytes.len();
    let mut answer = Response::new(Either::Left(Full::new(bytes)));
    *answer.status_mut() = status;
    put_policy(&mut answer, Sort::of(file));
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(mime(file)));
    headers.insert(CONTENT_LENGTH, length.into());
    headers.extend(tag.map(|tag| (ETAG, tag)));
    if !is_page(file) {
        headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    }
    answer
}

/// An answer in one sentence.
fn plain(status: StatusCode, words: &'static str) -> Response<Body> {
    let mut answer = whole(status, "answer.txt", Bytes::from_static(words.as_bytes()), None);
    answer.headers_mut().remove(ACCEPT_RANGES);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// The headers that the published site is served with. There is none that lets another site read anything.
fn put_policy(answer: &mut Response<Body>, sort: Sort) {
    for (name, value) in sort.all() {
        if let Ok(name) = HeaderName::try_from(name) {
            answer.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
}

/// Bytes that the site shares with an answer.
struct Shared(crate::site::Bytes);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Which part of a file is wanted (RFC 9110, 14.2).
#[derive(Debug, PartialEq, Eq)]
enum Range {
    /// All of it: several parts, or nothing that can be understood.
    Ignored,
    /// A part that the file does not reach.
    Beyond,
    /// From the first to the last of these bytes.
    Part(usize, usize),
}

/// What `Range: bytes=…` wants of a file of `length` bytes.
fn range(wanted: &str, length: usize) -> Range {
    let Some((first, last)) = wanted.trim().strip_prefix("bytes=").and_then(|range| range.split_once('-'))
    else {
        return Range::Ignored;
    };
    let number = |digits: &str| {
        (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.parse().unwrap_or(usize::MAX))
    };
    match (number(first.trim()), number(last.trim())) {
        (None, Some(0)) => Range::Beyond,
        (None, Some(_)) if length == 0 => Range::Beyond,
        (None, Some(count)) if first.trim().is_empty() => {
            Range::Part(length.saturating_sub(count), length - 1)
        }
        (Some(first), _) if first >= length => Range::Beyond,
        (Some(first), None) if last.trim().is_empty() => Range::Part(first, length - 1),
        (Some(first), Some(last)) if first <= last => Range::Part(first, last.min(length - 1)),
        _ => Range::Ignored,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_file_are_those_that_were_asked_for() {
        for (wanted, part) in [
            ("bytes=0-0", Range::Part(0, 0)),
            ("bytes=2-5", Range::Part(2, 5)),
            ("bytes=2-", Range::Part(2, 9)),
            ("bytes=2-99", Range::Part(2, 9)),
            ("bytes=-3", Range::Part(7, 9)),
            ("bytes=-99", Range::Part(0, 9)),
            ("bytes=-0", Range::Beyond),
            ("bytes=10-", Range::Beyond),
            ("bytes=99999999999999999999-", Range::Beyond),
            ("bytes=5-2", Range::Ignored),
            ("bytes=0-1,3-4", Range::Ignored),
            ("bytes=x-1", Range::Ignored),
            ("bytes=1-x", Range::Ignored),
            ("bytes=-", Range::Ignored),
            ("lines=1-2", Range::Ignored),
            ("", Range::Ignored),
        ] {
            assert_eq!(range(wanted, 10), part, "{wanted}");
        }
        assert_eq!(range("bytes=0-", 0), Range::Beyond);
        assert_eq!(range("bytes=-1", 0), Range::Beyond);
    }
}
