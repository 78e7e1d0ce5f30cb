use super::*;

#[test]
fn an_intranet_is_nobodys_search_result() {
    let site = handbook().site().clean();
    assert_eq!(site.text("robots.txt"), "User-agent: *\nDisallow: /\n");
}
