//! Comments as they are shown and handed on: 提出状況, 意見の概要と市の考え方, 照会表, 自由記述一覧, lists of items.
//!
//! All figures come from `comments::tally`, all texts are masked. Nothing here knows a file format.

pub mod answers;
pub mod inquiry;
pub mod items;
pub mod publication;
pub mod status;

use super::document::Cell;
use crate::messages::{Lang, comments::document as words};
use crate::model::comment::CommentsDefinition;

/// A number of people.
pub(super) fn people(lang: Lang, n: usize) -> Cell {
    Cell::number(n, words::people(lang, n))
}

/// A number of opinions, items or submissions.
pub(super) fn count(lang: Lang, n: usize) -> Cell {
    Cell::number(n, words::count(lang, n))
}

/// Title of a set for people, or its id.
pub(super) fn title(definition: &CommentsDefinition) -> &str {
    let about = &definition.about;
    if about.title.is_empty() { &about.id } else { &about.title }
}
