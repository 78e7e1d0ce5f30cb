//! What can be wrong with a file beside pages, in plain words.

use std::fmt;

use super::svg::Found;
use super::{Format, MAX_PIXELS, MAX_SIDE};

/// Why a file cannot be used as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The header claims more than [`MAX_PIXELS`] or a side over [`MAX_SIDE`].
    TooManyPixels {
        /// The width it claims.
        width: u32,
        /// The height it claims.
        height: u32,
    },
    /// The name says one format and the bytes another.
    OtherThanNamed {
        /// What the name says.
        named: Format,
        /// What the bytes say; [`Format::Other`] when they are no picture at all.
        found: Format,
    },
    /// The file cannot be read to its end, so nobody can say what is in it.
    Damaged {
        /// What it set out to be.
        format: Format,
        /// What is wrong, as a short clause.
        what: &'static str,
    },
    /// The drawing is longer than [`svg::MAX_BYTES`](super::svg::MAX_BYTES), or has more parts than can be looked through.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// An SVG that could run a script, load from elsewhere or hide what it holds.
    Unsafe {
        /// What was found, in the order of the file; never empty.
        found: Vec<Found>,
    },
    /// A smaller version was asked of something that has none: frames, drawings, files that are no pictures,
    /// or a width that is not smaller.
    NotResizable {
        /// What it is.
        format: Format,
    },
}

impl Fault {
    /// Whether the file may still be published, without smaller versions, as [`clean`](super::clean) returns it.
    ///
    /// Not when what is in it cannot be known, because a photo's place could be in it too.
    pub const fn may_copy(&self) -> bool {
        match self {
            Self::TooManyPixels { .. } | Self::NotResizable { .. } => true,
            Self::OtherThanNamed { named, found } => {
                !matches!(found, Format::Other | Format::Svg) && !matches!(named, Format::Svg)
            }
            Self::Damaged { .. } | Self::TooLong { .. } | Self::Unsafe { .. } => false,
        }
    }

    /// The mend, short enough to stand under the file's name.
    pub fn mend(&self) -> String {
        match self {
            Self::TooManyPixels { .. } => {
                format!(
                    "save it with at most {} million pixels and {MAX_SIDE} on a side",
                    MAX_PIXELS / 1_000_000
                )
            }
            Self::OtherThanNamed { found: Format::Other, named } => {
                format!("save it again as {}, or give it the name of what it is", named.as_str())
            }
            Self::OtherThanNamed { found, .. } => format!("rename it to end in `.{}`", extension(*found)),
            Self::Damaged { format: Format::Svg, .. } => {
                "export it again as plain SVG in UTF-8, or save it as PNG".to_owned()
            }
            Self::Damaged { .. } => "copy or export it again from where it came from".to_owned(),
            Self::TooLong { .. } => "simplify it, or save it as PNG".to_owned(),
            Self::Unsafe { .. } => "export it again as plain SVG, or save it as PNG".to_owned(),
            Self::NotResizable { .. } => "use it at its own size".to_owned(),
        }
    }
}

/// The usual end of a name for `format`.
pub(super) const fn extension(format: Format) -> &'static str {
    match format {
        Format::Png => "png",
        Format::Jpeg => "jpg",
        Format::Gif => "gif",
        Format::Webp => "webp",
        Format::Avif => "avif",
        Format::Svg => "svg",
        Format::Other => "bin",
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyPixels { width, height } => {
                write!(
                    f,
                    "this picture says it is {width} by {height} pixels, more than a browser can show well"
                )
            }
            Self::OtherThanNamed { named, found: Format::Other } => {
                write!(f, "the name of this file says {}, but it is no picture", named.as_str())
            }
            Self::OtherThanNamed { named, found } => {
                write!(f, "the name of this picture says {}, but it is {}", named.as_str(), found.as_str())
            }
            Self::Damaged { format, what } => write!(f, "this {} is damaged: {what}", format.as_str()),
            Self::TooLong { bytes } => {
                write!(f, "this SVG is too long to be looked through: {} kB", bytes.div_ceil(1000))
            }
            Self::Unsafe { found } => match found.split_first() {
                Some((first, [])) => write!(f, "this SVG cannot be published: {}", first.message()),
                Some((first, rest)) => {
                    write!(f, "this SVG cannot be published: {}, and {} more", first.message(), rest.len())
                }
                None => write!(f, "this SVG cannot be published"),
            },
            Self::NotResizable { format } => {
                write!(f, "there is no smaller version of this file ({})", format.as_str())
            }
        }
    }
}

impl std::error::Error for Fault {}
