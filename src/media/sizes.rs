//! A picture's width → the widths worth making smaller, and the names of those files.

use super::{Format, Image, fault, mime};

/// The widths of smaller versions: a phone's column, the text column on a sharp screen, the whole page.
pub const WIDTHS: [u32; 3] = [480, 960, 1440];

/// Pictures of fewer bytes get no smaller versions: they would save less than a request costs.
pub(super) const WORTH_SHRINKING: usize = 32 * 1024;

/// The widths worth making of a picture `width` wide, smallest first: each at least a fifth narrower than the next
/// wider one, the picture itself included.
///
/// Only a JPEG that stays a JPEG shrinks with each of them. Others, coded without loss or from WebP to JPEG, take more
/// bytes per pixel than they did, so they get the widths of at most half their own.
pub(super) fn widths(width: u32, as_dense: bool) -> Vec<u32> {
    let mut wider = u64::from(width);
    let mut chosen = Vec::new();
    for candidate in WIDTHS.into_iter().rev() {
        let narrow = as_dense || u64::from(candidate) * 2 <= u64::from(width);
        if narrow && u64::from(candidate) * 5 <= wider * 4 {
            chosen.push(candidate);
            wider = u64::from(candidate);
        }
    }
    chosen.reverse();
    chosen
}

/// The path of the version of `path` that is `width` wide: `images/van.jpg` → `images/van.480.jpg`.
///
/// It depends on the name alone, so that editing a picture keeps its addresses. Where the version is coded
/// as another format, the old ending stays in the name (`images/van.webp` → `images/van.webp.480.jpg`), so that
/// `van.jpg` and `van.webp` never want the same file. A picture that is *called* `van.480.jpg` keeps its name:
/// see [`variant_paths`].
pub fn variant_path(path: &str, width: u32, format: Format) -> String {
    let extension = mime::extension(path);
    match path.len().checked_sub(extension.len() + 1) {
        Some(stem) if Format::named(path) == format => {
            format!("{}.{width}{}", &path[..stem], &path[stem..])
        }
        Some(_) | None => format!("{path}.{width}.{}", fault::extension(format)),
    }
}

/// The smaller versions of the picture at `path` and their paths, smallest first. Paths that are `taken` by
/// files of the handbook itself are left out: a browser then takes the next wider version.
pub fn variant_paths(path: &str, image: &Image, taken: impl Fn(&str) -> bool) -> Vec<(u32, String)> {
    let named = image.variants.iter().map(|&width| (width, variant_path(path, width, image.variant_format)));
    named.filter(|(_, path)| !taken(path)).collect()
}
