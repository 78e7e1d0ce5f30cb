//! The wall of thanks.

use super::super::recognition::RecognitionView;
use crate::parse::EntryId;
use crate::parse::kind::Fields;
use crate::render::viewpoint::Viewpoint;

/// Recognitions, the newest first.
pub fn recognitions(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<RecognitionView> {
    let mut thanks: Vec<RecognitionView> = pages
        .iter()
        .filter_map(|id| {
            let entry = from.handbook().entry(*id);
            let Fields::Recognition(recognition) = &entry.fields else { return None };
            Some(RecognitionView::listed(entry, recognition, from))
        })
        .collect();
    let on = |thanks: &RecognitionView| thanks.on.as_ref().map(|on| on.iso.clone());
    thanks.sort_by_key(|thanks| std::cmp::Reverse(on(thanks)));
    thanks
}
