//! What may be seen of a single form: free texts with the same masks as opinions, unless somebody asks for the originals.
//!
//! Only texts that people wrote are masked: answers to open questions, what stands beside a その他, and cells that are no
//! answer. Codes, numbers and the labels of choices stay. Nothing is decided about these masks, and nothing is stored.

use crate::comments::mask;
use crate::load::forms::FormAnswer;
use crate::model::comment::Span;
use crate::model::{Diagnostic, Kind};
use crate::responses::Missing;
use crate::responses::answers::Answer;

/// A text with what is personal in it hidden.
pub fn hidden(text: &str) -> String {
    let found = mask::in_text(text, &[]);
    if found.is_empty() { text.to_owned() } else { mask::hide(text, Span::whole(text), &found).text }
}

/// True where the cells of an answer may hold a text of somebody's own.
fn is_free(answer: &FormAnswer<'_>) -> bool {
    let is_refused = matches!(answer.answer, Answer::Missing(Missing::Inv | Missing::Unk));
    answer.question.kind == Kind::Text || is_refused
}

/// An answer as it may be seen.
pub fn masked(mut answer: FormAnswer<'_>) -> FormAnswer<'_> {
    if is_free(&answer) {
        answer.cells.iter_mut().for_each(|cell| cell.text = hidden(&cell.text));
    }
    // Words beside その他 may stand in the cell of the answer itself.
    for cell in &mut answer.cells {
        if answer.others.iter().any(|(_, other)| other.cell == cell.cell) {
            cell.text = hidden(&cell.text);
        }
    }
    answer.others.iter_mut().for_each(|(_, cell)| cell.text = hidden(&cell.text));
    if let Answer::Text(text) = &mut answer.answer {
        *text = hidden(text);
    }
    answer
}

/// A sentence about a problem, as it may be seen: the value that it quotes is masked like the cells.
pub fn told(sentence: String, met: &Diagnostic) -> String {
    match &met.value {
        Some(value) if !value.trim().is_empty() => {
            let hidden = hidden(value);
            if hidden == *value { sentence } else { sentence.replace(value.as_str(), &hidden) }
        }
        _ => sentence,
    }
}
