//! Numbers written in groups, as in 042-464-1311 or １２３４ ５６７８: where the groups are and which digits they hold.

use super::folded::Folded;

/// One group of digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// First character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// The digits as 0 to 9.
    pub digits: String,
}

/// A number that is counted or measured, not dialled: these stand behind it.
const UNITS: &[&str] = &[
    "円",
    "人",
    "件",
    "台",
    "年",
    "月",
    "千",
    "万",
    "億",
    "歳",
    "才",
    "%",
    "社",
    "世帯",
    "票",
    "枚",
    "回",
    "時",
    "分",
    "個",
    "名",
    "メートル",
    "km",
    "m2",
    "㎡",
    "戸",
    "棟",
    "か所",
    "箇所",
    "ヶ所",
    "代",
    "度",
    "倍",
    "ページ",
    "頁",
    "号線",
    "ポイント",
];

/// True when what stands at `at` makes the number before it an amount.
pub(super) fn has_unit(text: &Folded, at: usize) -> bool {
    let at = text.skip_spaces(at);
    // 名義 behind an account is no unit.
    text.any_at(
        at,
        &[
            "名義",
            "人名",
            "名前",
            "枚数",
            "件数",
            "人数",
            "回数",
            "年齢",
            "年生",
            "分かる",
            "台帳",
            "千葉",
            "度会",
            "戸籍",
        ],
    )
    .is_none()
        && text.any_at(at, UNITS).is_some()
}

/// A digit, as 0 to 9; kanji only where numbers are being read in kanji.
pub(super) fn digit(c: char, kanji: bool) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '〇' | '零' | '○' if kanji => Some('0'),
        _ if kanji => {
            "一二三四五六七八九".chars().position(|known| known == c).and_then(|at| char::from_digit(at as u32 + 1, 10))
        }
        _ => None,
    }
}

/// The groups of digits from a place on, with at most three signs between two.
pub(super) fn groups(text: &Folded, start: usize) -> Vec<Group> {
    let kanji = text.get(start).is_some_and(|c| !c.is_ascii());
    let mut groups = Vec::new();
    let mut at = start;
    while groups.len() < 6 {
        let mut group = Group { start: at, end: at, digits: String::new() };
        while let Some(digit) = text.get(group.end).and_then(|c| digit(c, kanji)) {
            group.digits.push(digit);
            group.end += 1;
        }
        if group.digits.is_empty() {
            break;
        }
        at = group.end;
        groups.push(group);
        let mut signs = 0;
        while signs < 3 && text.get(at).is_some_and(|c| is_sign(c, text, at)) {
            at += 1;
            signs += 1;
        }
        if signs == 0 {
            break;
        }
    }
    groups
}

/// A sign between groups; 一 counts where it stands for a dash between plain digits.
fn is_sign(c: char, text: &Folded, at: usize) -> bool {
    let digit_at = |at: Option<char>| at.is_some_and(|c| c.is_ascii_digit());
    matches!(c, '-' | 'ー' | '.' | ' ' | '(' | ')' | '・' | 'の' | '=' | '/')
        // A line may end within a number, before or behind a dash.
        || (c == '\n'
            && (text.before(at).is_some_and(|c| matches!(c, '-' | 'ー' | ')')) || matches!(text.get(at + 1), Some('-' | 'ー'))))
        || (c == '一' && digit_at(text.before(at)) && digit_at(text.get(at + 1)))
}

/// The digits of the first groups together.
pub(super) fn joined(groups: &[Group]) -> String {
    groups.iter().map(|group| group.digits.as_str()).collect()
}

/// The lengths of groups.
pub(super) fn lengths(groups: &[Group]) -> Vec<usize> {
    groups.iter().map(|group| group.digits.len()).collect()
}

/// Where groups of digits begin: plain digits after no digit, and 〇 in front of a number in kanji.
pub(super) fn starts(text: &Folded) -> impl Iterator<Item = usize> + '_ {
    starts_anywhere(text)
        .filter(|at| !text.before(*at).is_some_and(|c| c.is_ascii_alphabetic() && !is_phone_letter(text, *at)))
}

/// The same, letters in front or not.
pub(super) fn starts_anywhere(text: &Folded) -> impl Iterator<Item = usize> + '_ {
    (0..text.len()).filter(|at| {
        let begins = match text.get(*at) {
            Some('0'..='9') => !text.before(*at).is_some_and(|c| c.is_ascii_digit()),
            Some('〇' | '零') => true,
            _ => false,
        };
        let inside = matches!(text.before(*at), Some('.' | '-' | ','))
            && at.checked_sub(2).and_then(|at| text.get(at)).is_some_and(|c| c.is_ascii_digit());
        begins && !inside
    })
}

/// TEL042-… and fax03-…: a letter before the number is not part of it.
fn is_phone_letter(text: &Folded, at: usize) -> bool {
    text.any_before(at, &["tel", "fax", "phone", "no", "mobile"])
        // F042-…, T042-….
        || (text.any_before(at, &["f", "t"])
            && text.get(at) == Some('0')
            && !at.checked_sub(2).and_then(|at| text.get(at)).is_some_and(|c| c.is_ascii_alphanumeric()))
}

/// True when one of some words stands before a place, with only `fill` between.
pub(super) fn labelled(text: &Folded, at: usize, words: &[&str], fill: &str, most: usize) -> bool {
    let mut end = at;
    for _ in 0..=most {
        if text.any_before(end, words) {
            return true;
        }
        match text.before(end) {
            Some(c) if fill.contains(c) => end -= 1,
            _ => return false,
        }
    }
    false
}
