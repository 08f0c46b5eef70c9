//! How many terminal cells a text takes, as ratatui draws it.
//!
//! This is the only place that counts. It follows ratatui-core 0.1.2 (`buffer/cell_width.rs` and
//! `Buffer::set_stringn`): unicode-width of each glyph, one cell more for each half-width voicing mark (U+FF9E,
//! U+FF9F), control characters and zero-width glyphs not drawn at all. It is not for deciding where to cut: see
//! [`fit`](super::fit).

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Terminal cells that `text` takes in one line. Line breaks and other control characters count nothing, since
/// ratatui does not draw them.
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    glyphs(text).map(|(_, cells)| cells).sum()
}

/// The glyphs that are drawn, each with its width in cells (1 or more). What ratatui leaves out (control
/// characters, zero-width glyphs) is left out here too.
pub fn glyphs(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true)
        .filter(|glyph| !glyph.contains(char::is_control))
        .map(|glyph| (glyph, glyph_width(glyph)))
        .filter(|(_, cells)| *cells > 0)
}

fn glyph_width(glyph: &str) -> usize {
    if glyph.len() == 1 {
        return 1;
    }
    let voicing_marks = glyph.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    glyph.width() + voicing_marks
}

/// Whether every byte is a visible ASCII character or a space, so that bytes, glyphs and cells are the same number.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7F).contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    /// The column where ratatui's own drawing stops.
    fn drawn(text: &str) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1000, 1));
        buffer.set_stringn(0, 0, text, 1000, Style::default()).0.into()
    }

    #[test]
    fn same_as_ratatui_draws() {
        for text in [
            "",
            "a",
            "abc def",
            "、「」",
            "日本語",
            "ｶﾞ",
            "ﾊﾟﾝ",
            "ﾞ",
            "あﾞ",
            "aﾟ",
            "か\u{3099}",
            "ｶ\u{3099}",
            "①",
            "※",
            "■→…",
            "─│┌",
            "𠮷",
            "葛\u{E0100}",
            "é",
            "e\u{301}",
            "\u{301}",
            "👨‍👩‍👧‍👦",
            "👍🏽",
            "🇯🇵",
            "❤️",
            "❤",
            "☎️",
            "a\u{200B}b",
            "\u{FEFF}a",
            "a\nb",
            "a\r\nb",
            "a\tb",
            "\u{1b}[0m",
            "\u{AD}",
            "　",
            "ﾃﾞｰﾀ ①※𠮷",
            "ｱｲｳ、｢ｴｵ｣",
            "한국어",
            "กำ",
            "ﷺ",
            "〜～−－",
        ] {
            assert_eq!(width(text), drawn(text), "{text:?}");
        }
    }

    #[test]
    fn known_widths() {
        assert_eq!(width("ｶﾞ"), 2);
        assert_eq!(width("「あ」"), 6);
        assert_eq!(width("①"), 1);
        assert_eq!(width("𠮷"), 2);
        assert_eq!(width("か\u{3099}"), 2);
    }

    proptest! {
        #[test]
        fn same_as_ratatui_for_any_text(text in "\\PC{0,40}|[ｦ-ﾟあ-んア-ヶ一-龠\u{3099}\u{309A}\n a-z①※]{0,40}") {
            prop_assert_eq!(width(&text), drawn(&text));
        }
    }
}
