//! How much fits on a sheet of paper: an estimate, made when the handbook is built, so that a starter pack has two
//! sheets whatever its names are. Lists give way, their longest lines first asked; nothing is ever cut.
//!
//! The measures are those of `styles/components/pack.css` on the smaller of both papers, Letter: 10.5 points to the
//! root, 180 by 241 mm of room. Letters are counted as wide ones, so that the estimate errs towards empty space.

/// The height of one line of a list, in CSS pixels.
const LINE: usize = 18;
/// What stands around an entry of a list: padding and hairline.
const AROUND: usize = 13;

/// A column of text on paper.
#[derive(Debug, Clone, Copy)]
pub enum Column {
    /// All of the sheet's width.
    Whole,
    /// One of two beside each other.
    Half,
    /// One of three ways beside each other.
    Third,
    /// The name of a pillar in the table of behaviours.
    Name,
    /// What we do, or do not, in that table.
    Deed,
}

impl Column {
    /// How many letters a line of it holds.
    const fn letters(self) -> usize {
        match self {
            Self::Whole => 84,
            Self::Half => 36,
            Self::Third => 24,
            Self::Name => 14,
            Self::Deed => 32,
        }
    }

    /// The height of `text` in this column, in CSS pixels.
    pub fn height(self, text: &str) -> usize {
        text.chars().count().div_ceil(self.letters()) * LINE
    }

    /// The height of an entry of a list: each of its texts begins on a line of its own.
    pub fn entry<'t>(self, texts: impl IntoIterator<Item = &'t str>) -> usize {
        AROUND + texts.into_iter().map(|text| self.height(text)).sum::<usize>()
    }
}

/// As many of `items` as fit into `height` pixels, in their order; one at least.
pub fn fit<T>(items: Vec<T>, height: usize, of: impl Fn(&T) -> usize) -> Vec<T> {
    let mut used = 0;
    items
        .into_iter()
        .enumerate()
        .take_while(|(at, item)| {
            used += of(item);
            *at == 0 || used <= height
        })
        .map(|(_, item)| item)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_where_its_room_does() {
        let long = "x".repeat(Column::Half.letters() + 1);
        let height = |text: &&str| Column::Half.entry([*text]);
        assert_eq!(height(&"short"), 31);
        assert_eq!(height(&&*long), 49);
        assert_eq!(fit(vec!["short", "short", "short"], 62, height), ["short", "short"]);
        assert_eq!(fit(vec![&*long, "short"], 10, height), [&*long], "one there is always");
        assert_eq!(fit(Vec::<&str>::new(), 10, height), [""; 0]);
    }
}
