//! How long publishing takes, as ratios to plainly writing the same files. It measures and prints, and holds
//! only what does not depend on time: which files are written.
//!
//! `THROUGHLINE_PAGES=10000 cargo test --release --test publishing speed -- --nocapture`

use std::fs;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use throughline::site::{Bytes, Site};

use crate::Desk;

fn pages(count: usize) -> Vec<(String, Bytes)> {
    let words = "Bread is on the table before breakfast, and whoever is late calls before eight. ".repeat(70);
    (0..count)
        .map(|i| {
            (format!("{}/page-{i}/index.html", i % 50), format!("<h1>{i}</h1>{words}").into_bytes().into())
        })
        .collect()
}

fn site_of(pages: &[(String, Bytes)]) -> Site {
    let mut site = Site::default();
    for (path, bytes) in pages {
        site.put_lazy(path.as_str(), {
            let bytes = bytes.clone();
            Box::new(move || Ok(bytes.clone()))
        });
    }
    site
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

#[test]
fn publishing_beside_plain_writing() {
    let count: usize = std::env::var("THROUGHLINE_PAGES").map_or(1_000, |text| text.parse().unwrap());
    let mut desk = Desk::fast();
    let mut pages = pages(count);

    let plain = desk.dir().join("plain");
    let (floor, ()) = timed(|| {
        pages.par_iter().for_each(|(path, bytes)| {
            let path = plain.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &**bytes).unwrap();
        });
    });
    let (removal, ()) = timed(|| fs::remove_dir_all(&plain).unwrap());
    eprintln!("{count} pages of 6 kB: plain writing {floor:.0?} (and removing {removal:.0?})");

    let mut measure = |what: &str, pages: &[(String, Bytes)], gzip: bool| {
        desk.gzip = gzip;
        let site = site_of(pages);
        let (time, published) = timed(|| desk.try_publish(&site).unwrap());
        eprintln!("{what:<28} {:>7.0?}  {:.2} × plain", time, time.as_secs_f64() / floor.as_secs_f64());
        (published.written, published.unchanged)
    };
    assert_eq!(measure("first", &pages, false), (count, 0));
    assert_eq!(measure("again, nothing changed", &pages, false), (0, count));
    pages[0].1 = Bytes::new(b"changed".to_vec());
    assert_eq!(measure("again, one page changed", &pages, false), (1, count - 1));
    for (_, bytes) in &mut pages {
        *bytes = Bytes::new(bytes.iter().rev().copied().collect());
    }
    assert_eq!(measure("again, all pages changed", &pages, false), (count, 0));
    assert_eq!(measure("again, now with .gz", &pages, true), (count, count));
}
