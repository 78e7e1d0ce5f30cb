//! The same handbook makes the same website: on every machine, after any edits, for any address it is served
//! at.

#[path = "../website/mod.rs"]
mod website;

mod edits;
mod links;
mod machines;
mod random;
mod twice;

use website::{Files, files};

/// A handbook with something of everything whose bytes could depend on the machine: pictures with smaller
/// copies, coloured code, letters beyond ASCII, tags, old addresses, news, a glossary, drafts, visits over a change of the clocks.
fn rich() -> Files {
    files([
        (
            "content/handbook.yaml",
            "title: Das Handbuch\norganisation: Größe & Söhne\nlanguage: de\nbase_url: https://handbook.example/our/\n\
             audiences: [everyone, managers]\nbrand: {colour: \"#0b5d66\", accent: \"#c2410c\", logo: images/logo.svg}\n\
             edit_url: https://git.example/edit/{path}\n"
                .as_bytes()
                .to_vec(),
        ),
        ("content/index.md", "# Anfang\n\n[Über uns](über uns.md) [Zoë](people/Zoë.md#mehr) [Neues](news/)\n\n![Lärm](images/lärm.png)\n".into()),
        ("content/über uns.md", "---\ntags: [Äpfel, zebra, Öl]\naliases: [/wir/, /alt/über.html]\norder: 2\n---\n# Über uns\n\n## Äpfel\n\n## Zebra\n\n## Mehr\n\nSiehe [oben](#äpfel).\n".into()),
        ("content/people/Zoë.md", "---\ntitle: Zoë\nrole: fahrerin\nowner: role/fahrerin\ntags: [Öl]\nreviewed: {on: 2026-08-01, by: person/Zoë}\n---\n## Mehr\n\nBrot.\n".into()),
        ("content/roles/fahrerin.md", "---\ntitle: Fahrerin\ndepartment: lager\nexpected: [Jede Tür]\ngoals: [sieben]\nowner: person/Zoë\nserves:\n  - {to: paula, output: Brot, value: Frühstück, pillar: zeit}\n---\n```rust\nfn main() { println!(\"{}\", 1 + 1); }\n```\n".into()),
        ("content/departments/lager.md", "---\ntitle: Lager\nlead: Zoë\nowner: person/Zoë\n---\n".into()),
        ("content/goals/sieben.md", "---\nstatement: Alle um sieben\nperiod: 2026\npillars: [zeit]\nowner: person/Zoë\n---\n".into()),
        ("content/promise/pillars/zeit.md", "---\ntitle: Zeit\nclaim: Um sieben\nmatters_to: [paula]\nproof: [{text: 94 %, source: Buch, as_of: 2026-06-30}]\nbehaviours: [{department: lager, do: Früh los}]\nowner: person/Zoë\n---\n".into()),
        ("content/personas/paula.md", "---\nname: Paula\ntype: customer\nquote: Sei da.\nwho: Gast\nwhy_us: Nah\nhow_they_use: Täglich\njobs: [essen]\ngoals: [Brot]\npains: [kalt]\nfit: {needs_served: high, profitable: high}\nmatters: [zeit]\nevidence: {level: interviews, sources: [{what: Gespräche, n: 12, date: 2026-04-02}]}\nowner: person/Zoë\nphoto: ../images/lärm.png\nphoto_alt: Paula\n---\n".into()),
        ("content/shadowing/herbst.md", "---\ntitle: Herbst\ncycle: {from: 2026-09-01, to: 2027-02-28}\ntimezone: Europe/Berlin\nclosed: [{holidays: DE-BY}]\nsessions:\n  - {id: s1, host: Zoë, start: 2026-10-23T05:00, end: 2026-10-23T09:00, status: open, repeats: FREQ=WEEKLY;COUNT=2}\nowner: person/Zoë\nreviewed: {on: 2026-08-15}\n---\n".into()),
        ("content/news/eins.md", "---\ndate: 2026-08-02\n---\n# Eins\n\nDas *erste*.\n".into()),
        ("content/news/zwei.md", "---\ndate: 2026-08-02\ntags: [zebra]\n---\n# Zwei\n\nDas zweite.[^1]\n\n[^1]: Und mehr.\n".into()),
        ("content/wörter.md", "---\ntitle: Wörter\nkeywords: [Glossar]\ntags: [glossar]\n---\nBrot\n: Was wir backen.\n".into()),
        ("content/bald.md", "---\ndraft: true\n---\n# Bald\n".into()),
        ("content/images/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 10\"><path d=\"M0 5h40\"/></svg>".into()),
        ("content/images/lärm.png", noise(1100, 0)),
        ("themes/default/words/de.yaml", "shell: {start: Los}\n".into()),
    ])
}

/// A picture that compresses badly, so that it has smaller copies.
fn noise(width: u32, seed: u32) -> Vec<u8> {
    let noise = image::GrayImage::from_fn(width, 60, |x, y| {
        image::Luma([(x.wrapping_mul(2_654_435_761) ^ y.wrapping_add(seed).wrapping_mul(2_246_822_519))
            .rotate_left(7) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    noise.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}
