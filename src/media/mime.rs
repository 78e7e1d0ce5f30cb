//! A path → the type a server names for it.

/// The last ending of the file's name in lower case, without its dot; empty when it has none.
pub(super) fn extension(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
        Some(_) | None => String::new(),
    }
}

/// A file that often carries people's names, places or cameras, which this program cannot take out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {
    /// A photo as cameras and phones keep it for themselves; most browsers do not show it either.
    Photo,
    /// A film or a recording.
    Film,
    /// A document of an office program.
    Document,
}

/// Whether the file at `path` is of a kind that often tells more than it shows, and of which.
pub fn untold(path: &str) -> Option<Untold> {
    Some(match extension(path).as_str() {
        "heic" | "heif" | "hif" | "tif" | "tiff" | "dng" | "jxl" | "jp2" | "cr2" | "cr3" | "nef" | "arw"
        | "orf" | "rw2" | "raf" | "psd" => Untold::Photo,
        "mp4" | "m4v" | "mov" | "3gp" | "avi" | "webm" | "m4a" | "mp3" => Untold::Film,
        "pdf" | "doc" | "docx" | "xls" | "xlsx" | "ppt" | "pptx" | "odt" | "ods" | "odp" | "pages"
        | "key" | "numbers" => Untold::Document,
        _ => return None,
    })
}

/// The type of the file at `path`, for the preview's answers and for the settings of other servers.
/// What is not known is `application/octet-stream`, which browsers save instead of opening.
pub fn mime(path: &str) -> &'static str {
    if path == "feed.xml" || path.ends_with("/feed.xml") {
        return "application/atom+xml; charset=utf-8";
    }
    match extension(path).as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "txt" | "text" | "log" => "text/plain; charset=utf-8",
        "md" | "markdown" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vcf" => "text/vcard; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "yaml" | "yml" => "application/yaml; charset=utf-8",
        "png" => "image/png",
        "apng" => "image/apng",
        "jpg" | "jpeg" | "jpe" | "jfif" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml; charset=utf-8",
        "ico" => "image/vnd.microsoft.icon",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "heic" => "image/heic",
        "heif" => "image/heif",
        "jxl" => "image/jxl",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "mov" => "video/quicktime",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "pdf" => "application/pdf",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt" => "application/vnd.ms-powerpoint",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "rtf" => "application/rtf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
