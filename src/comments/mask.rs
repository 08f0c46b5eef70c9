//! Personal data in a text: finding it, and putting a mark in its place.
//!
//! Masking happens once, when opinions are made from receipts (`docket`), so that every screen and export shows the same.

use crate::model::comment::decisions::Mask;
use crate::model::comment::receipt::{Found, Personal};
use crate::model::comment::{RawReceipt, Span};

/// What is personal in a receipt's text, in order, not overlapping: what stands in its own personal columns.
pub fn find(raw: &RawReceipt, public_names: &[String]) -> Vec<Found> {
    let text = &raw.receipt.text;
    let mut found: Vec<Found> = Vec::new();
    for (_, value) in raw.personal.iter().filter(|(_, value)| value.chars().count() > 1) {
        for (at, word) in text.match_indices(value.as_str()) {
            let start = text.get(..at).map_or(0, |before| before.chars().count());
            let span = Span::new(start, start + word.chars().count());
            if !public_names.iter().any(|name| name == word) && !found.iter().any(|old| old.span.overlaps(span)) {
                found.push(Found { span, kind: Personal::Name });
            }
        }
    }
    found.sort_by_key(|found| found.span);
    found
}

/// What is masked after all: what was found and not cleared, and what people marked, in order, overlapping ones joined.
pub fn in_effect<'a>(found: &[Found], decided: impl IntoIterator<Item = &'a Mask>) -> Vec<Found> {
    let mut all = found.to_vec();
    for mask in decided {
        match mask.kind {
            None => all.retain(|found| !found.span.overlaps(mask.span)),
            Some(kind) => all.push(Found { span: mask.span, kind }),
        }
    }
    all.sort_by_key(|found| found.span);
    let mut joined: Vec<Found> = Vec::new();
    for found in all {
        match joined.last_mut() {
            Some(last) if last.span.overlaps(found.span) => last.span.end = last.span.end.max(found.span.end),
            _ => joined.push(found),
        }
    }
    joined
}

/// A part of a text as it may be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// With marks in place of what is masked.
    pub text: String,
    /// For each character shown: the offset in the original of what it stands for.
    pub places: Vec<usize>,
    /// Something is masked.
    pub masked: bool,
}

/// A part of a text with what is masked hidden; a mask that is only partly in it hides that part.
pub fn hide(text: &str, span: Span, masks: &[Found]) -> Hidden {
    let mut hidden = Hidden::default();
    let mut masks = masks.iter().filter(|mask| mask.span.overlaps(span)).peekable();
    for (at, c) in text.chars().enumerate().skip(span.start).take(span.len()) {
        while masks.peek().is_some_and(|mask| mask.span.end <= at) {
            masks.next();
        }
        match masks.peek().filter(|mask| mask.span.start <= at) {
            None => {
                hidden.text.push(c);
                hidden.places.push(at);
            }
            Some(mask) if at == mask.span.start.max(span.start) => {
                let mark = mask.kind.mark();
                hidden.text.push_str(mark);
                hidden.places.extend(std::iter::repeat_n(at, mark.chars().count()));
                hidden.masked = true;
            }
            Some(_) => {}
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_for_what_is_masked() {
        let masks = [Found { span: Span::new(2, 4), kind: Personal::Name }];
        let hidden = hide("私は𠮷田です", Span::new(0, 6), &masks);
        assert_eq!(hidden.text, "私は［氏名］です");
        assert_eq!(hidden.places, [0, 1, 2, 2, 2, 2, 4, 5]);
        assert_eq!(hide("私は𠮷田です", Span::new(3, 6), &masks).text, "［氏名］です");
        assert_eq!(
            hide("私は𠮷田です", Span::new(4, 6), &masks),
            Hidden { text: "です".into(), places: vec![4, 5], masked: false }
        );
    }

    #[test]
    fn people_have_the_last_word() {
        let found = [Found { span: Span::new(0, 2), kind: Personal::Name }];
        let cleared = Mask { span: Span::new(0, 2), kind: None };
        let marked = Mask { span: Span::new(5, 7), kind: Some(Personal::Other) };
        let masks = in_effect(&found, [&cleared, &marked]);
        assert_eq!(masks, [Found { span: Span::new(5, 7), kind: Personal::Other }]);
    }
}
