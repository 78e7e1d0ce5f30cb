use throughline::{diagnostic::report, pipeline, source::Sources};
struct T(Sources);
impl report::Texts for T {
    fn text(&self, f: &str) -> Option<std::sync::Arc<str>> {
        self.0.text(f)
    }
}
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let mut f = vec![];
    let s = Sources::load(dir.as_ref(), &[]).unwrap().take(&mut f);
    let t = std::time::Instant::now();
    let h = pipeline::check(
        &s,
        &pipeline::Request { date: "2026-09-01".parse().unwrap(), audience: None, drafts: false },
    );
    eprintln!("{:?}", t.elapsed());
    f.extend(h.findings);
    let pages = h.value.entries.len();
    report::write(&mut std::io::stdout(), report::Format::Human, &f, pages, &T(s), false).unwrap();
}
