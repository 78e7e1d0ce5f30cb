//! `web.config`, which IIS reads. Without further modules IIS knows files only one by one.

use std::fmt::Write;

use super::{NOT_FOUND, encoded};
use crate::media::mime;
use crate::outputs::xml::escape;
use crate::paths;
use crate::policy::{Header, Moved, Serving, Sort, is_about_keeping};

/// IIS refuses a file of more than 250 KB (`MaxWebConfigFileSizeInKB`), and one `<location>` takes 300 to 700
/// bytes. Beyond this many the others do without: a drawing has the pages' policy then, an old address its
/// own page.
const LOCATIONS: usize = 250;

/// Endings that older versions do not know, and would answer with "not found".
const TYPES: &[&str] = &[".avif", ".ics", ".json", ".svg", ".webp"];

/// The settings as text.
pub(super) fn write(serving: &Serving) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- For IIS. Written by the build. -->\n<configuration>\n  <system.webServer>\n",
    );
    out.push_str(
        "    <defaultDocument><files><clear/><add value=\"index.html\"/></files></defaultDocument>\n",
    );
    let _ = writeln!(
        out,
        "    <httpErrors errorMode=\"Custom\"><remove statusCode=\"404\"/>\
         <error statusCode=\"404\" path=\"{NOT_FOUND}\" responseMode=\"File\"/></httpErrors>"
    );
    out.push_str(
        "    <security><requestFiltering><hiddenSegments><remove segment=\".throughline.json\"/>\
         <add segment=\".throughline.json\"/></hiddenSegments></requestFiltering></security>\n",
    );
    headers(&mut out, 4, &Sort::Plain.own());
    out.push_str("    <staticContent>\n      <clientCache cacheControlMode=\"DisableCache\"/>\n");
    for ending in TYPES {
        let _ = writeln!(
            out,
            "      <remove fileExtension=\"{ending}\"/><mimeMap fileExtension=\"{ending}\" mimeType=\"{}\"/>",
            mime(&format!("x{ending}"))
        );
    }
    out.push_str("    </staticContent>\n  </system.webServer>\n");
    let kept = serving.kept.iter().map(|path| (path.trim_end_matches('/'), KEPT.to_owned()));
    let drawings = serving.drawings.iter().map(|path| (path.as_str(), drawing()));
    // Here capitals make no difference, and an address must not lead to itself.
    let moved = serving.moved.iter().filter(|moved| {
        paths::without_case(&moved.from) != paths::without_case(moved.to.trim_end_matches('/'))
    });
    let moved = moved.map(|moved| (moved.from.as_str(), redirect(serving, moved)));
    for (path, inside) in kept.chain(drawings).chain(moved).take(LOCATIONS) {
        let _ = writeln!(
            out,
            "  <location path=\"{}\">\n    <system.webServer>\n{inside}    </system.webServer>\n  </location>",
            escape(path)
        );
    }
    out.push_str("</configuration>\n");
    out
}

/// How IIS writes [`Sort::Kept`].
const KEPT: &str = "      <staticContent><clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" \
     cacheControlCustom=\"public, immutable\"/></staticContent>\n";

fn drawing() -> String {
    let mut out = String::new();
    headers(&mut out, 6, &Sort::Drawing.own());
    out
}

fn redirect(serving: &Serving, moved: &Moved) -> String {
    format!(
        "      <httpRedirect enabled=\"true\" destination=\"{}\" exactDestination=\"true\" httpResponseStatus=\"Permanent\"/>\n",
        escape(&encoded(serving, &moved.to))
    )
}

/// Headers that the server's own settings may have already are taken out first: a name that is there twice is
/// an error.
fn headers(out: &mut String, indent: usize, headers: &[Header]) {
    let _ = writeln!(out, "{:indent$}<httpProtocol>\n{:indent$}  <customHeaders>", "", "");
    for (name, value) in headers.iter().filter(|header| !is_about_keeping(header)) {
        let _ = writeln!(
            out,
            "{:indent$}    <remove name=\"{name}\"/><add name=\"{name}\" value=\"{}\"/>",
            "",
            escape(value)
        );
    }
    let _ = writeln!(out, "{:indent$}  </customHeaders>\n{:indent$}</httpProtocol>", "", "");
}
