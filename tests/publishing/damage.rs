//! A list that rotted on the disk: never a crash, never a file too few, never someone else's file gone.

use std::fs;

use crate::Desk;

const BEFORE: &[(&str, &str)] =
    &[("index.html", "start"), ("a/index.html", "A"), ("b/index.html", "B"), ("c.css", "c")];
const AFTER: &[(&str, &str)] =
    &[("index.html", "start"), ("a/index.html", "A, changed"), ("d/index.html", "D"), ("c.css", "c")];

/// The new site is whole, what others put there is there, and the list is true again.
fn published_well(desk: &Desk) {
    let published = desk.try_publish(&crate::site(AFTER)).unwrap();
    let files = desk.files();
    for (path, text) in AFTER {
        assert_eq!(files[*path], *text, "{published:?}");
    }
    assert_eq!(files["theirs.txt"], "theirs");
    let again = desk.publish(AFTER);
    assert_eq!((again.written, again.unchanged, again.removed), (0, AFTER.len(), 0));
    assert_eq!(desk.files(), files);
}

#[test]
fn two_hundred_random_flips_in_the_list_do_no_harm() {
    let mut random = blake3::Hasher::new().update(b"flips").finalize_xof();
    let mut number = move || {
        let mut bytes = [0; 4];
        random.fill(&mut bytes);
        u32::from_le_bytes(bytes) as usize
    };
    let mut noticed = 0;
    for round in 0..200 {
        let desk = Desk::fast();
        desk.publish(BEFORE);
        fs::write(desk.at("theirs.txt"), "theirs").unwrap();
        let list = desk.at(".throughline.json");
        let mut bytes = fs::read(&list).unwrap();
        for _ in 0..=round % 3 {
            let at = number() % bytes.len();
            bytes[at] ^= 1 << (number() % 8);
        }
        fs::write(&list, bytes).unwrap();
        published_well(&desk);
        // Whether it is believed decides one thing only: whether the page that is gone may be removed.
        noticed += usize::from(desk.at("b/index.html").exists());
    }
    assert!(noticed > 150, "flips were believed: {noticed} of 200 noticed");
}

#[test]
fn a_list_that_is_cut_empty_strange_or_from_the_future_is_not_believed() {
    for text in [
        "",
        "{",
        "[]",
        "null",
        "{\"version\":2,\"generator\":\"throughline\",\"digest\":\"\",\"files\":[]}",
        "\u{0}",
    ] {
        let desk = Desk::fast();
        desk.publish(BEFORE);
        fs::write(desk.at("theirs.txt"), "theirs").unwrap();
        fs::write(desk.at(".throughline.json"), text).unwrap();
        let published = desk.publish(AFTER);
        assert_eq!(
            published.notes,
            ["the list of published files was damaged, so these were kept: b/index.html, theirs.txt"],
            "{text:?}"
        );
        assert_eq!((published.written, published.unchanged, published.removed), (2, 2, 0));
        published_well(&desk);
    }
}

#[test]
fn a_list_that_names_files_outside_the_target_removes_none() {
    let desk = Desk::fast();
    desk.publish(&[("index.html", "start")]);
    let outside = desk.dir().join("canary");
    fs::write(&outside, "alive").unwrap();
    fs::write(desk.at(".throughline.json"), {
        let entries: String = ["../canary", outside.to_str().unwrap()]
            .map(|path| {
                format!("{{\"path\":{path:?},\"hash\":\"{}\",\"size\":5}}", blake3::hash(b"alive").to_hex())
            })
            .join(",");
        let mut digest = blake3::Hasher::new();
        for path in ["../canary", outside.to_str().unwrap()] {
            digest.update(format!("{} 5 {path}\n", blake3::hash(b"alive").to_hex()).as_bytes());
        }
        let digest = digest.finalize().to_hex();
        format!(
            "{{\"version\":1,\"generator\":\"throughline\",\"digest\":\"{digest}\",\"files\":[{entries}]}}"
        )
    })
    .unwrap();
    let published = desk.publish(&[("index.html", "start")]);
    assert_eq!(published.removed, 0);
    assert_eq!(fs::read(&outside).unwrap(), b"alive");
}
