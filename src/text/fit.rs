//! Text made to fit a number of cells: cut, padded, wrapped by the Japanese rules for line ends.
//!
//! No glyph is ever halved. Hyphenation and justification are not done. Widths come from [`cells`](super::cells) alone.

use unicode_segmentation::UnicodeSegmentation;

use super::cells::{glyphs, width};

/// Where a text stands in a field that is wider than it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left, as words do.
    #[default]
    Left,
    /// At the right, as numbers do.
    Right,
    /// In the middle; an odd cell goes to the right.
    Center,
}

/// The text in at most `cells` cells; a text that is longer loses its end and gets `…`.
///
/// A wide glyph that would cross the border is left out, so the result may be one cell narrower. Control characters,
/// which take no cells, are dropped.
pub fn cut(text: &str, cells: usize) -> String {
    let mut kept = String::new();
    // What is kept if the text turns out too long.
    let (mut used, mut sure) = (0, 0);
    for (glyph, glyph_cells) in glyphs(text) {
        used += glyph_cells;
        if used > cells {
            kept.truncate(sure);
            kept.extend((cells > 0).then_some('…'));
            return kept;
        }
        kept.push_str(glyph);
        if used < cells {
            sure = kept.len();
        }
    }
    kept
}

/// The text in exactly `cells` cells: filled with spaces as `align` says, or [`cut`].
pub fn pad(text: &str, cells: usize, align: Align) -> String {
    let kept = cut(text, cells);
    let free = cells.saturating_sub(width(&kept));
    let before = match align {
        Align::Left => 0,
        Align::Right => free,
        Align::Center => free / 2,
    };
    let mut padded = String::with_capacity(kept.len() + free);
    padded.extend(std::iter::repeat_n(' ', before));
    padded.push_str(&kept);
    padded.extend(std::iter::repeat_n(' ', free - before));
    padded
}

/// The text in lines of at most `cells` cells.
///
/// Japanese breaks between any two characters, words of narrow letters only at spaces, `\n` always. Closing marks
/// (、。」 and the like, small kana, ー) never begin a line and opening brackets never end one, unless a line holds
/// nothing else. Spaces at a break are dropped. A width of 0 counts as 1, and a glyph wider than the whole line gets
/// a line of its own. There is always at least one line.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, cells.max(1), &mut lines);
    }
    lines
}

fn wrap_paragraph(paragraph: &str, cells: usize, lines: &mut Vec<String>) {
    let glyphs: Vec<(&str, usize)> = glyphs(paragraph).collect();
    let mut rest = glyphs.as_slice();
    loop {
        let end = line_end(rest, cells);
        let (line, after) = rest.split_at(end);
        let line: String = line.iter().map(|(glyph, _)| *glyph).collect();
        lines.push(line.trim_end_matches(' ').to_owned());
        let spaces = after.iter().take_while(|(glyph, _)| *glyph == " ").count();
        rest = after.split_at(spaces).1;
        if rest.is_empty() {
            return;
        }
    }
}

/// Where the lines of [`wrap`] begin and end in the text, in bytes, for texts that are being edited: nothing is left out, so
/// spaces at a break stand at the end of their line, perhaps beyond its last cell. Line breaks belong to no line.
pub fn ranges(text: &str, cells: usize) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let glyphs: Vec<(&str, usize)> = paragraph.graphemes(true).map(|glyph| (glyph, width(glyph))).collect();
        let mut rest = glyphs.as_slice();
        let mut from = start;
        loop {
            let fitting = line_end(rest, cells.max(1));
            let spaces = rest.iter().skip(fitting).take_while(|(glyph, _)| *glyph == " ").count();
            let (line, after) = rest.split_at(fitting + spaces);
            let length: usize = line.iter().map(|(glyph, _)| glyph.len()).sum();
            lines.push(from..from + length);
            from += length;
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        start += paragraph.len() + 1;
    }
    lines
}

/// How many of the glyphs stand on the first line: at least one if there is any.
fn line_end(glyphs: &[(&str, usize)], cells: usize) -> usize {
    let mut used = 0;
    let mut fitting = 0;
    for (glyph, glyph_cells) in glyphs {
        used += glyph_cells;
        // A space over the border does no harm, it is dropped.
        if used > cells && *glyph != " " {
            break;
        }
        fitting += 1;
    }
    if fitting == glyphs.len() {
        return fitting;
    }
    let best = glyphs
        .windows(2)
        .take(fitting)
        .rposition(|pair| matches!(pair, [(before, _), (after, _)] if may_break(before, after)));
    match best {
        Some(position) => position + 1,
        None => fitting.max(1),
    }
}

/// Whether a line may end between two glyphs.
pub(super) fn may_break(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next(), after.chars().next()) else { return true };
    if never_starts(first) || never_ends(last) || first == ' ' {
        return false;
    }
    last == ' ' || last == '\u{3000}' || !is_word(before, last) || !is_word(after, first)
}

/// Narrow letters, digits and signs hold together; Japanese characters do not.
fn is_word(glyph: &str, first: char) -> bool {
    !first.is_whitespace() && width(glyph) <= 1 && !matches!(first, '\u{FF61}'..='\u{FF9F}')
}

/// Marks that never begin a line (行頭禁則).
fn never_starts(c: char) -> bool {
    matches!(c, 'ㇰ'..='ㇿ' | 'ｧ'..='ｰ' | 'ﾞ' | 'ﾟ')
        || "、。，．・：；？！ー―…‥゛゜ヽヾゝゞ々〻～〜‐–゠％‰℃°’”）］｝〕〉》」』】〙〗〟»,.:;?!%)]}｡､･｣\
            ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
            .contains(c)
}

/// Brackets and signs that never end a line (行末禁則).
fn never_ends(c: char) -> bool {
    "「『（［｛〔〈《【〘〖〝‘“«｢([{￥¥＄$￡£＃№".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cut_never_halves_a_glyph() {
        assert_eq!(cut("空き店舗", 8), "空き店舗");
        assert_eq!(cut("空き店舗", 7), "空き店…");
        assert_eq!(cut("空き店舗", 6), "空き…");
        assert_eq!(cut("空き店舗", 1), "…");
        assert_eq!(cut("空き店舗", 0), "");
        assert_eq!(cut("ｶﾞｶﾞ", 3), "ｶﾞ…");
        assert_eq!(cut("ab\ncd", 4), "abcd");
    }

    #[test]
    fn pad_fills_exactly() {
        assert_eq!(pad("空き", 6, Align::Left), "空き  ");
        assert_eq!(pad("12", 5, Align::Right), "   12");
        assert_eq!(pad("a", 4, Align::Center), " a  ");
        assert_eq!(pad("空き店舗", 6, Align::Right), " 空き…");
    }

    #[test]
    fn wrap_keeps_marks_off_line_starts_and_ends() {
        assert_eq!(wrap("商店街の活性化、後継者。", 14), ["商店街の活性", "化、後継者。"]);
        assert_eq!(wrap("これは「空き店舗」", 8), ["これは", "「空き店", "舗」"]);
        assert_eq!(wrap("サーバー", 4), ["サー", "バー"]);
        assert_eq!(wrap("ちょっと", 2), ["ち", "ょ", "っ", "と"]);
    }

    #[test]
    fn wrap_keeps_words_whole() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("Microsoft Formsの回答", 12), ["Microsoft", "Formsの回答"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("支援100件", 5), ["支援", "100件"]);
    }

    #[test]
    fn wrap_honours_line_breaks() {
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("a\n\nb\r\nc", 5), ["a", "", "b", "c"]);
        assert_eq!(wrap("　字下げ", 8), ["　字下げ"]);
    }

    #[test]
    fn wrap_ends_at_any_width() {
        assert_eq!(wrap("あa", 0), ["あ", "a"]);
        assert_eq!(wrap("あ、", 1), ["あ", "、"]);
        assert_eq!(wrap("。。。。", 4), ["。。", "。。"]);
    }

    const TEXT: &str = "[あ-んァ-ヶ一-三、。「」（）ー a-z0-9ｶﾞﾟ\u{3099}\n\u{3000}①]{0,40}|\\PC{0,20}";

    proptest! {
        #[test]
        fn everything_fits(text in TEXT, cells in 0_usize..20) {
            prop_assert!(width(&cut(&text, cells)) <= cells);
            for align in [Align::Left, Align::Right, Align::Center] {
                prop_assert_eq!(width(&pad(&text, cells, align)), cells);
            }
            for line in wrap(&text, cells) {
                prop_assert!(width(&line) <= cells || glyphs(&line).count() == 1, "{:?}", line);
            }
        }

        #[test]
        fn ranges_cover_the_text(text in TEXT, cells in 0_usize..20) {
            let lines = ranges(&text, cells);
            let mut shown = String::new();
            for (index, line) in lines.iter().enumerate() {
                let before = index.checked_sub(1).map_or(0, |before| lines[before].end);
                prop_assert!(line.start == before || text.get(before..line.start) == Some("\n"));
                let words = text[line.clone()].trim_end_matches(' ');
                prop_assert!(width(words) <= cells.max(1) || glyphs(words).count() == 1, "{:?}", words);
                shown.push_str(&text[before..line.end]);
            }
            prop_assert_eq!(shown, text);
        }

        #[test]
        fn wrapping_loses_only_spaces(text in TEXT, cells in 0_usize..20) {
            let drawn: String = glyphs(&text).map(|(glyph, _)| glyph).filter(|glyph| *glyph != " ").collect();
            let wrapped = wrap(&text, cells).concat().replace(' ', "");
            prop_assert_eq!(wrapped, drawn.replace(' ', ""));
        }
    }
}
