//! Marks in place of what is masked, with the way back to the original for each character shown.

use crate::model::comment::Span;
use crate::model::comment::receipt::Found;

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
    use crate::model::comment::receipt::Personal;

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
}
