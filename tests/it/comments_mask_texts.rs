//! Texts in the manner of a public comment: what is personal in them is masked, the rest is left, and it is quick. The texts
//! stand in `tests/fixtures/masking.txt`; `examples/measure-masking` measures any others.

use koe::comments::mask::{find, hide, in_text};
use koe::model::comment::{RawReceipt, Span};

use crate::comments_mask::{covered, planted, raw};

fn shown(text: &str, personal: &[(&str, &str)]) -> String {
    let raw: RawReceipt = raw(text, personal);
    hide(text, Span::whole(text), &find(&raw, &[])).text
}

/// Texts in the manner of a public comment, with what is personal marked in them, and texts without anything personal.
#[test]
fn hard_texts_are_masked_and_plain_ones_left() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let marked = std::fs::read_to_string(root.join("tests/fixtures/masking.txt")).unwrap();
    let (mut planted_spans, mut missed, mut spurious, mut plain) = (0, Vec::new(), Vec::new(), 0);
    for line in marked.lines().filter(|line| !line.starts_with('#')) {
        let (text, spans) = planted(&line.replace('⏎', "\n"));
        let found = in_text(&text, &[]);
        planted_spans += spans.len();
        plain += usize::from(spans.is_empty());
        let chars: Vec<char> = text.chars().collect();
        let whole = |span: &Span| {
            (span.start..span.end).all(|at| chars[at].is_whitespace() || covered(Span::new(at, at + 1), &found))
        };
        missed.extend(spans.iter().filter(|span| !whole(span)).map(|span| format!("{}: {line}", span.of(&text))));
        let wrong = found.iter().filter(|one| !spans.iter().any(|span| span.overlaps(one.span)));
        spurious.extend(wrong.map(|one| format!("{}: {line}", one.span.of(&text))));
    }
    println!("planted {planted_spans}, plain texts {plain}, missed {missed:#?}, spurious {spurious:#?}");
    assert!(planted_spans >= 110 && plain >= 50);
    assert!(missed.len() * 50 <= planted_spans, "{missed:#?}");
    assert!(spurious.len() <= 1, "{spurious:#?}");
}

#[test]
fn the_submitters_name_is_found_in_other_letters() {
    let person = [("氏名", "佐藤 祐子")];
    for (text, wanted) in [
        ("さとうゆうこの意見", "［氏名］の意見"),
        ("サトウ　ユウコより", "［氏名］より"),
        ("Written by SATOH, Yuko", "Written by ［氏名］"),
        ("Satō の店", "［氏名］ の店"),
        ("砂糖と優遇の話", "砂糖と優遇の話"),
    ] {
        assert_eq!(shown(text, &person), wanted, "{text}");
    }
    assert_eq!(shown("Hoya Umetaro です", &[("ふりがな", "ほや うめたろう")]), "［氏名］ ［氏名］ です");
}
