//! The same site gives the same bytes, whatever the folder, the threads or the version before.

use std::io::Read;

use crate::{Desk, names, site, tree};

const FILES: &[(&str, &str)] = &[
    ("index.html", "<p>Bread before breakfast. Bread before breakfast. Bread before breakfast.</p>"),
    ("photo.jpg", "not compressed"),
    ("styles/page.css", "p { color: teal }"),
    ("calendar/all.ics", "BEGIN:VCALENDAR"),
    ("search/entry.js", "search()"),
    ("empty.txt", ""),
];

#[test]
fn the_list_is_the_same_everywhere_and_names_every_file_but_itself() {
    let desk = Desk::new();
    desk.publish(FILES);
    let list = tree(&desk.target())[".throughline.json"].clone();

    let read: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!((&read["version"], &read["generator"]), (&1.into(), &"throughline".into()));
    let expected: Vec<_> = desk
        .files()
        .iter()
        .map(|(path, text)| {
            serde_json::json!({"path": path, "hash": blake3::hash(text.as_bytes()).to_hex().as_str(), "size": text.len()})
        })
        .collect();
    assert_eq!(read["files"], serde_json::Value::from(expected), "sorted by path");

    let other = Desk::fast();
    other.publish(&[("index.html", "another"), ("gone.html", "gone")]);
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one_thread.install(|| other.publish(FILES));
    assert_eq!(tree(&other.target())[".throughline.json"], list);
    assert_eq!(other.files(), desk.files());
}

#[test]
fn text_files_have_a_compressed_one_beside_them_on_request() {
    let mut desk = Desk::new();
    desk.gzip = true;
    let published = desk.publish(FILES);
    assert_eq!((published.written, published.changed.len()), (11, 6));
    assert_eq!(
        names(&desk.target()),
        [
            ".throughline.json",
            "calendar",
            "empty.txt",
            "empty.txt.gz",
            "index.html",
            "index.html.gz",
            "photo.jpg",
            "search",
            "styles",
        ]
    );
    for (path, text) in FILES.iter().filter(|(path, _)| *path != "photo.jpg") {
        let packed = std::fs::read(desk.at(&format!("{path}.gz"))).unwrap();
        assert_eq!(packed[..4], [0x1f, 0x8b, 8, 0], "a gzip head without a name");
        assert_eq!(packed[4..8], [0; 4], "without a time");
        assert_eq!(packed[9], 255, "and without a system");
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, *text);
    }

    let again = desk.publish(FILES);
    assert_eq!((again.written, again.unchanged), (0, 11));
    let mut changed = FILES.to_vec();
    changed[0].1 = "other";
    let next = desk.publish(&changed[..5]);
    assert_eq!((next.written, next.unchanged, next.removed), (2, 7, 2));
    assert_eq!(next.changed, ["empty.txt", "index.html"]);

    desk.gzip = false;
    let without = desk.publish(&changed[..5]);
    assert_eq!((without.written, without.unchanged, without.removed), (0, 5, 4));
    assert!(without.changed.is_empty(), "no address changed: {:?}", without.changed);
    assert_eq!(desk.files(), crate::as_map(&changed[..5]));
}

#[cfg(unix)]
#[test]
fn new_files_have_the_permissions_any_new_file_has() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.publish(FILES);
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (file, folder) = (desk.dir().join("file"), desk.dir().join("folder"));
    std::fs::write(&file, "").unwrap();
    std::fs::create_dir(&folder).unwrap();
    assert_eq!(mode(&desk.at("styles/page.css")), mode(&file));
    assert_eq!(mode(&desk.at(".throughline.json")), mode(&file));
    assert_eq!(mode(&desk.at("styles")), mode(&folder));
    assert_eq!(mode(&desk.target()), mode(&folder));
}

#[test]
fn an_empty_site_is_a_site() {
    let desk = Desk::new();
    desk.publish(FILES);
    let published = desk.try_publish(&site(&[])).unwrap();
    assert_eq!((published.removed, published.bytes), (6, 0));
    assert!(desk.files().is_empty());
}
