//! How many terminal cells a text takes, as ratatui draws it.
//!
//! This is the only place that counts. Signs such as ① ※ → are one cell wide or two, as the terminal's font has them: which
//! of both a person says in the settings, and [`set_wide`] takes it over for the thread that draws. Otherwise it follows ratatui-core 0.1.2 (`buffer/cell_width.rs` and
//! `Buffer::set_stringn`): unicode-width of each glyph, one cell more for each half-width voicing mark (U+FF9E,
//! U+FF9F), control characters and zero-width glyphs not drawn at all. It is not for deciding where to cut: see
//! [`fit`](super::fit).

use std::cell::Cell;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

thread_local! {
    /// Signs of ambiguous width (UAX #11) take two cells. Files that threads write have one width for everybody.
    static WIDE: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread counts signs of ambiguous width as two cells.
pub fn set_wide(wide: bool) {
    WIDE.set(wide);
}

fn is_wide() -> bool {
    WIDE.get()
}

/// Terminal cells that `text` takes in one line. Line breaks and other control characters count nothing, since
/// ratatui does not draw them.
pub fn width(text: &str) -> usize {
    match text.chars().try_fold(0, |sum, c| Some(sum + alone(c)?)) {
        Some(cells) => cells,
        None => composed(text).map(|(_, cells)| cells).sum(),
    }
}

/// The glyphs that are drawn, each with its width in cells (1 or more). What ratatui leaves out (control
/// characters, zero-width glyphs) is left out here too.
pub fn glyphs(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let is_alone = text.chars().all(|c| alone(c).is_some());
    let single = text.char_indices().take_while(move |_| is_alone);
    let single = single.filter_map(|(at, c)| Some((text.get(at..at + c.len_utf8())?, alone(c)?)));
    single.chain(composed(if is_alone { "" } else { text }))
}

/// The same for any text, by the rules of Unicode for what belongs together: exact, and many times slower.
fn composed(text: &str) -> impl Iterator<Item = (&str, usize)> {
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
    let cells = if is_wide() { glyph.width_cjk() } else { glyph.width() };
    cells + voicing_marks
}

/// The cells of a character that is a glyph of its own beside any other such character; `None` where that is not sure. Nearly
/// all text is made of these, and a screen is drawn at every key.
fn alone(c: char) -> Option<usize> {
    match c {
        ' '..='~' => Some(1),
        '…' | '\u{2500}'..='\u{257F}' | '\u{25A0}'..='\u{25F7}' | '★' | '☆' if !is_wide() => Some(1),
        // Punctuation, hiragana, katakana, the common kanji, full-width letters; without combining marks.
        '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{309B}'..='\u{30FF}' => Some(2),
        '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}' => Some(2),
        _ => None,
    }
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
    fn signs_of_ambiguous_width_take_what_the_settings_say() {
        let samples = ["①", "※", "→…", "─", "★", "×", "日本①ｶﾞ", "abc"];
        let narrow: Vec<usize> = samples.map(width).to_vec();
        set_wide(true);
        let wide: Vec<usize> = samples.map(width).to_vec();
        let drawn: Vec<usize> = samples.map(|text| glyphs(text).map(|(_, cells)| cells).sum()).to_vec();
        set_wide(false);
        assert_eq!(narrow, [1, 1, 2, 1, 1, 1, 7, 3]);
        assert_eq!(wide, [2, 2, 4, 2, 2, 2, 8, 3]);
        assert_eq!(drawn, wide);
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

    #[test]
    fn characters_that_stand_alone_do_so_beside_each_other() {
        let all: Vec<char> = (' '..='\u{FFFF}').filter(|c| alone(*c).is_some()).collect();
        assert!(all.len() > 21_000);
        for (at, c) in all.iter().enumerate() {
            let neighbour = all[at * 7_919 % all.len()];
            let text: String = [*c, neighbour, *c].iter().collect();
            let found: Vec<(&str, usize)> = composed(&text).collect();
            assert_eq!(glyphs(&text).collect::<Vec<_>>(), found, "{text:?}");
            assert_eq!((found.len(), drawn(&text)), (3, width(&text)), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn same_as_ratatui_for_any_text(text in "\\PC{0,40}|[ｦ-ﾟあ-んア-ヶ一-龠\u{3099}\u{309A}\n a-z①※]{0,40}") {
            prop_assert_eq!(width(&text), drawn(&text));
        }
    }
}
