//! Foldings of text: for matching cells with codes, for searching, and for showing.
//!
//! A folded text is for comparing or for the screen, never for storing in place of what a file says: the raw cell
//! stays as it is. No dictionary is used, so readings of kanji are not found.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

const VOICED: char = '\u{3099}';
const SEMI_VOICED: char = '\u{309A}';

/// Folds a text for comparing a cell with codes, labels, aliases and headers.
///
/// NFKC (so ｱ is ア, １ is 1, ① is 1, （ is a parenthesis), invisible characters dropped, wave dashes and tildes
/// become `~`, hyphens, dashes and minus signs become `-`, white space at both ends goes and each run of it inside
/// (line breaks and full-width spaces too) becomes one space. Case and kana stay. Folding twice changes nothing.
pub fn matching(text: &str) -> String {
    if text.is_ascii() {
        return collapse(text.chars());
    }
    // Nearly all texts: ten thousand opinions are folded at once.
    if let Some(normal) = text.chars().map(plain).collect::<Option<String>>() {
        return collapse(normal.chars().map(unify));
    }
    collapse(text.chars().filter(|c| !is_invisible(*c)).nfkc().map(unify))
}

/// Folds a text for filters and search boxes: [`matching`], then lower case, then katakana as hiragana, so that
/// ｶﾝｺｳ, カンコウ and かんこう are the same. Folding twice changes nothing.
pub fn search(text: &str) -> String {
    let matched = matching(text);
    if matched.is_ascii() {
        return matched.to_ascii_lowercase();
    }
    // Lower case letters can compose where capitals could not (H and a macron below), hence NFKC once more.
    if matched.chars().all(|c| plain(c) == Some(c)) {
        return matched.chars().map(|c| hiragana(c.to_ascii_lowercase())).collect();
    }
    matched.chars().flat_map(char::to_lowercase).map(hiragana).nfkc().collect()
}

/// Makes a text fit for one line on the screen: NFC, half-width kana as full-width ones, line breaks and tabs as one
/// space, other control characters (and marks that turn the writing direction) as `□`. Showing twice changes nothing.
pub fn display(text: &str) -> String {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
            _ if is_turning(c) => shown.push('□'),
            '\u{FF9E}' => push_mark(&mut shown, VOICED, '\u{309B}'),
            '\u{FF9F}' => push_mark(&mut shown, SEMI_VOICED, '\u{309C}'),
            '\u{FF61}'..='\u{FF9D}' => shown.extend(std::iter::once(c).nfkc()),
            _ if c.is_control() => shown.push('□'),
            _ => shown.push(c),
        }
        after_return = c == '\r';
    }
    shown.nfc().collect()
}

/// Makes a text of several lines fit for a terminal: line breaks and tabs stay, everything else that steers a terminal
/// ([`is_steering`]) becomes `□`. Doing it twice changes nothing.
pub fn printable(text: &str) -> Cow<'_, str> {
    let pairs = || text.chars().zip(text.chars().skip(1).map(Some).chain([None]));
    let stays = |(c, next): (char, Option<char>)| !is_steering(c) || c == '\r' && next == Some('\n');
    if pairs().all(stays) {
        return Cow::Borrowed(text);
    }
    pairs().map(|pair| if stays(pair) { pair.0 } else { '□' }).collect()
}

/// Whether a character steers a terminal: control characters of seven and eight bits but the line feed and the tab, and
/// marks that turn the writing direction.
pub fn is_steering(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || is_turning(c)
}

/// Marks that turn the writing direction, so that a text reads as something else than it is.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Joins a voicing mark to the kana before it, or writes it as a character of its own where there is none.
fn push_mark(shown: &mut String, combining: char, alone: char) {
    match shown.chars().next_back().and_then(|last| compose(last, combining)) {
        Some(voiced) => {
            shown.pop();
            shown.push(voiced);
        }
        None => shown.push(alone),
    }
}

/// Characters without a shape of their own, which only spoil comparisons: zero-width spaces, byte order marks, soft
/// hyphens, direction marks and variation selectors (葛 with and without one is the same answer).
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}'
    )
}

/// Brings together the characters that cp932 and Unicode tables, or two typists, write differently.
fn unify(c: char) -> char {
    match c {
        '\u{301C}' | '\u{223C}' | '\u{3030}' => '~',
        '\u{2212}' | '\u{2010}'..='\u{2015}' => '-',
        '\u{2016}' => '\u{2225}',
        _ => c,
    }
}

/// What NFKC makes of the usual letters, which neither compose with one another nor come apart; `None` for all others.
fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\x7F' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='\u{9FFF}' | '、' | '。' | '「'..='』' => Some(c),
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

fn collapse(chars: impl Iterator<Item = char>) -> String {
    let mut collapsed = String::new();
    let mut space = false;
    for c in chars {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space && !collapsed.is_empty() {
            collapsed.push(' ');
        }
        space = false;
        collapsed.push(c);
    }
    collapsed
}

/// A text of several lines without empty ones before and after it; those inside stay, and so does what indents the first.
pub fn body(text: &str) -> &str {
    let text = text.trim_end();
    let start = text.find(|c: char| !c.is_whitespace()).unwrap_or(text.len());
    let line = text.get(..start).and_then(|blank| blank.rfind('\n')).map_or(0, |at| at + 1);
    text.get(line..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn empty_lines_around_a_text_are_not_part_of_it() {
        assert_eq!(body("\n \r\n　ご意見の\n\nとおり。\n\n　\n"), "　ご意見の\n\nとおり。");
        assert_eq!([body("\n　\n"), body("a"), body("")], ["", "a", ""]);
    }

    #[test]
    fn the_short_way_is_what_normalising_says() {
        let short = ('\0'..=char::MAX).filter_map(|c| Some((c, plain(c)?)));
        for (c, normal) in short {
            assert!([c].into_iter().nfkc().eq([normal]), "{c}");
            assert!(compose('か', c).is_none() && compose('a', c).is_none(), "{c}");
        }
    }

    #[test]
    fn matching_brings_spellings_together() {
        assert_eq!(matching("　１８〜３９歳 "), "18~39歳");
        assert_eq!(matching("18～39歳"), "18~39歳");
        assert_eq!(matching("①ｶﾞｽ"), "1ガス");
        assert_eq!(matching("問８−Ａ"), matching("問8-A"));
        assert_eq!(matching("問8‐A"), "問8-A");
        assert_eq!(matching("a\r\n　 b"), "a b");
        assert_eq!(matching("（その他）"), "(その他)");
        assert_eq!(matching("葛\u{E0100}飾"), "葛飾");
        assert_eq!(matching(" \u{3000}\n"), "");
        assert_eq!(matching("コーヒー"), "コーヒー");
        assert_eq!(matching("Abc"), "Abc");
    }

    #[test]
    fn search_ignores_kana_case_and_width() {
        for text in ["ｶﾝｺｳ", "かんこう", "カンコウ", " ｶﾝｺｳ　"] {
            assert_eq!(search(text), "かんこう");
        }
        assert_eq!(search("ＰＲイベント"), "prいべんと");
        assert_eq!(search("ヴェ"), "ゔぇ");
    }

    #[test]
    fn display_is_one_clean_line() {
        assert_eq!(display("ｶﾞｽﾞ ﾊﾟ"), "ガズ パ");
        assert_eq!(display("か\u{3099}"), "が");
        assert_eq!(display("一\r\n二\n三\t四"), "一 二 三 四");
        assert_eq!(display("a\u{1b}[31m"), "a□[31m");
        assert_eq!(display("ﾞ｢１｣①"), "゛「１」①");
        assert_eq!(display("あﾞ"), "あ゛");
    }

    #[test]
    fn printed_lines_stay_and_steer_nothing() {
        assert!(matches!(printable("一\r\n二\t三\n"), Cow::Borrowed(_)));
        assert_eq!(printable("a\u{1b}[2J\r\u{9b}b\u{202e}c\u{7f}\n"), "a□[2J□□b□c□\n");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,20}|(?s).{0,20}|[ｦ-ﾟァ-ヾΣİH\u{331}\u{3099}\u{309A}〜−\u{2015} \r\n\t]{0,20}") {
            let once = matching(&text);
            prop_assert_eq!(matching(&once), once);
            let once = search(&text);
            prop_assert_eq!(search(&once), once);
            let once = display(&text);
            prop_assert_eq!(display(&once), once);
        }

        #[test]
        fn shown_text_has_no_control_characters(text in "(?s).{0,20}") {
            prop_assert!(!display(&text).contains(char::is_control));
            let printed = printable(&text);
            prop_assert!(!printed.replace("\r\n", "\n").contains(is_steering));
            prop_assert_eq!(printable(&printed), printed.clone());
            prop_assert_eq!(printed.chars().count(), text.chars().count());
        }
    }
}
