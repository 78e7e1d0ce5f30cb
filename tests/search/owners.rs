//! What the search does not find is told to those who keep the handbook, in a build and in the preview alike.

use throughline::diagnostic::Name;
use throughline::pipeline::{self, Memos, Request};

use super::website::{TODAY, files};

#[test]
fn the_owners_page_tells_it_in_the_preview_as_well() {
    let handbook = files([
        (
            "content/handbook.yaml",
            "title: T\nlanguage: en\nsearch_tests:\n  - {query: nuts, expect: allergens.md}\n",
        ),
        ("content/allergens.md", "# Allergens\n\nMilk, wheat, and what else is inside.\n"),
    ]);
    for preview in [false, true] {
        let request = Request { preview, ..Request::on(TODAY) };
        let built = pipeline::build(handbook.sources(), &request, &Memos::default());
        let told = built.findings.iter().filter(|finding| finding.name == Name::SearchTestFailed).count();
        assert_eq!(told, usize::from(!preview), "the preview does not wait for the index");
        for path in ["health/index.html", "data/health.json"] {
            let page = built.value.site.make(path).unwrap().unwrap();
            let page = String::from_utf8_lossy(&page);
            assert!(page.contains("search-test-failed"), "{path}, preview: {preview}");
        }
    }
}
