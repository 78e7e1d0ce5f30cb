//! Looking ahead in the list of events.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// Whether text goes on after `gap`: a line's end, the marks of an emphasis, the `>` of a note in a box. A `* `
/// after a line's end begins an item of a list.
pub(super) fn continues(gap: &str) -> bool {
    gap.is_empty()
        || gap.len() <= 5
            && gap.chars().all(|c| "\n\r *_\\>".contains(c))
            && gap.matches('\n').count() <= 1
            && !gap.contains("\n* ")
}

/// The index of the event that ends what starts at `at`.
pub(super) fn closing(events: &[(Event<'_>, Range<usize>)], at: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, (event, _)) in events[at..].iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    return at + offset;
                }
            }
            _ => {}
        }
    }
    events.len() - 1
}

/// The words of `events`, without any markup.
pub(super) fn plain(events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item) if !text.ends_with(' ') => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Whether the paragraph at `at` holds one image and nothing else.
pub(super) fn lone_image(events: &[(Event<'_>, Range<usize>)], at: usize) -> bool {
    matches!(events.get(at + 1), Some((Event::Start(Tag::Image { .. }), _)))
        && matches!(events.get(closing(events, at + 1) + 1), Some((Event::End(TagEnd::Paragraph), _)))
}

pub(super) fn same_words(a: &str, b: &str) -> bool {
    let fold = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    fold(a) == fold(b)
}
