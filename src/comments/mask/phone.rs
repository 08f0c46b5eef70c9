//! Telephone and fax numbers, in every way they are written in Japan, and post codes, which look like short ones.

use super::digits::{Group, digit, groups, has_unit, joined, labelled, lengths, starts};
use super::folded::Folded;
use crate::model::comment::Span;
use crate::model::comment::receipt::{Found, Personal};

const PHONE_LABELS: &[&str] = &[
    "電話番号",
    "電話",
    "tel",
    "fax",
    "ファックス",
    "ファクス",
    "携帯電話",
    "携帯",
    "℡",
    "☎",
    "phone",
    "mobile",
    "連絡先",
    "内線",
    "自宅",
    "ケータイ",
    "番号",
];
/// Numbers of things, not of people.
const THINGS: &[&str] = &[
    "製造番号",
    "型番",
    "品番",
    "製番",
    "部品番号",
    "管理番号",
    "整理番号",
    "意見番号",
    "議案番号",
    "商品番号",
    "注文番号",
];
const FILL: &str = " :;.は=no#()[]/・、-「";
const PREFECTURES_START: &[&str] = &["東京", "北海", "大阪", "京都", "埼玉", "千葉", "神奈"];

/// All numbers to dial and post codes.
pub(super) fn find(text: &Folded, found: &mut Vec<Found>) {
    for at in 0..text.len() {
        if text.get(at) == Some('〒') {
            post_mark(text, at, found);
        } else if text.get(at) == Some('+') && text.at(at + 1, "81") {
            abroad(text, at, at + 3, found);
        } else if text.get(at) == Some('+') {
            elsewhere(text, at, found);
        } else if text.any_before(at, &["電話", "電話は", "電話番号は"]) {
            in_kanji(text, at, found);
        }
    }
    for start in starts(text) {
        let groups = groups(text, start);
        if text.at(start, "0081") {
            abroad(text, start, start + 4, found);
        }
        if let Some(end) = domestic(&groups).filter(|end| text.get(*end) == Some(' ') || !has_unit(text, *end)) {
            let open = usize::from(text.before(start) == Some('('));
            let begin = with_word(text, start - open);
            found.push(Found { span: text.span(begin, extension(text, end)), kind: Personal::Phone });
        } else {
            short(text, start, &groups, found);
        }
    }
}

/// 〒 with or without a number: the sign goes with it.
fn post_mark(text: &Folded, at: usize, found: &mut Vec<Found>) {
    let mut start = at + 1;
    while text.get(start).is_some_and(|c| matches!(c, ' ' | ':' | '・' | '(')) {
        start += 1;
    }
    let groups = groups(text, start);
    if let Some(end) = post_code(&groups) {
        found.push(Found { span: text.span(at, end), kind: Personal::PostCode });
    }
}

/// The end of 123-4567 or 1234567.
fn post_code(groups: &[Group]) -> Option<usize> {
    match lengths(groups).as_slice() {
        [7, ..] => groups.first().map(|group| group.end),
        [3, 4, ..] => groups.get(1).map(|group| group.end),
        _ => None,
    }
}

/// +81 and what follows: nine or ten digits, or one more with the 0 that is left out abroad.
fn abroad(text: &Folded, start: usize, mut at: usize, found: &mut Vec<Found>) {
    while text.get(at).is_some_and(|c| matches!(c, ' ' | '-' | '(' | ')' | 'ー')) {
        at += 1;
    }
    let groups = groups(text, at);
    let fits = |count: &usize| {
        let digits = joined(groups.get(..*count).unwrap_or_default());
        (9..=10).contains(&digits.trim_start_matches('0').len()) && digits.len() <= 11
    };
    let end = (1..=groups.len()).rev().find(fits).and_then(|count| groups.get(count - 1)).map(|group| group.end);
    if let Some(end) = end {
        found.push(Found { span: text.span(start, extension(text, end)), kind: Personal::Phone });
    }
}

/// A number of another country: + and nine to fifteen digits in groups, no sum.
fn elsewhere(text: &Folded, at: usize, found: &mut Vec<Found>) {
    let groups = groups(text, at + 1);
    let fits = |count: &usize| (9..=15).contains(&joined(groups.get(..*count).unwrap_or_default()).len());
    let end = (2..=groups.len()).rev().find(fits).and_then(|count| groups.get(count - 1)).map(|group| group.end);
    if let Some(end) = end.filter(|end| !text.before(at).is_some_and(|c| c.is_ascii_digit()) && !has_unit(text, *end)) {
        found.push(Found { span: text.span(at, end), kind: Personal::Phone });
    }
}

/// A number without its area code in kanji: 電話四六三の〇一九二番.
fn in_kanji(text: &Folded, at: usize, found: &mut Vec<Found>) {
    if !text.get(at).is_some_and(|c| !c.is_ascii() && digit(c, true).is_some()) {
        return;
    }
    let groups = groups(text, at);
    if let ([1..=4, 4], [_, last]) = (lengths(&groups).as_slice(), groups.as_slice()) {
        found.push(Found { span: text.span(at, last.end), kind: Personal::Phone });
    }
}

/// The end of a number that begins with 0: ten or eleven digits in one to four groups.
fn domestic(groups: &[Group]) -> Option<usize> {
    let fits = |count: &usize| {
        let part = groups.get(..*count).unwrap_or_default();
        let (digits, lengths) = (joined(part), lengths(part));
        let mut first = digits.chars();
        let prefix = first.next() == Some('0') && first.next().is_some_and(|c| c != '0');
        let grouped = match lengths.as_slice() {
            [_] => true,
            [first, .., last] => (2..=5).contains(first) && (3..=8).contains(last),
            [] => false,
        };
        let of_eleven = ["050", "060", "070", "080", "090", "020"].iter().any(|start| digits.starts_with(start));
        prefix && grouped && (digits.len() == 10 || (digits.len() == 11 && of_eleven))
    };
    (1..=groups.len().min(4)).rev().find(fits).and_then(|count| groups.get(count - 1)).map(|group| group.end)
}

/// Numbers without an area code after a word that says so, and post codes without their sign.
fn short(text: &Folded, start: usize, groups: &[Group], found: &mut Vec<Found>) {
    let lengths = lengths(groups);
    let dashed = groups.first().and_then(|group| text.get(group.end)).is_some_and(|c| matches!(c, '-' | 'ー'));
    let close = matches!(groups, [a, b, ..] if b.start == a.end + 1);
    let end = groups.get(1).map(|group| group.end);
    let post = labelled(text, start, &["郵便番号", "郵便", "zip"], " :はの=.", 4);
    if let (Some(end), true) = (post_code(groups), post) {
        found.push(Found { span: text.span(start, end), kind: Personal::PostCode });
        return;
    }
    let of_thing = labelled(text, start, THINGS, FILL, 4);
    let dial = labelled(text, start, PHONE_LABELS, FILL, 4) && !post && !of_thing;
    let local = matches!(lengths.as_slice(), [1..=4, 4] | [1..=4, 4, ..] if dial && dashed && close);
    let inside =
        matches!(lengths.as_slice(), [2..=5, ..]) && text.any_before(start, &["内線", "内線:", "内線 ", "内線番号"]);
    if let (true, Some(end)) = (local, end) {
        found.push(Found { span: text.span(start, extension(text, end)), kind: Personal::Phone });
    } else if let (true, Some(first)) = (inside, groups.first()) {
        found.push(Found { span: text.span(start, first.end), kind: Personal::Phone });
    } else if let (&[3, 4], true, true, Some(end)) = (lengths.as_slice(), dashed, close, end)
        && !has_unit(text, end)
        && !text.before(start).is_some_and(|c| matches!(c, '-' | '第' | '№'))
    {
        found.push(Found { span: text.span(start, end), kind: Personal::PostCode });
    } else if let (Some(7), Some(first)) = (lengths.first(), groups.first())
        && text.any_at(text.skip_spaces(first.end), PREFECTURES_START).is_some()
    {
        found.push(Found { span: text.span(start, first.end), kind: Personal::PostCode });
    }
}

/// The start with FAX and the like, which the mark says too.
fn with_word(text: &Folded, start: usize) -> usize {
    let mut at = start;
    while text.before(at).is_some_and(|c| matches!(c, ' ' | ':' | '.')) && at + 2 > start {
        at -= 1;
    }
    let words = ["電話番号", "電話", "tel", "fax", "℡", "ファックス"];
    words.iter().find(|word| text.any_before(at, &[word])).map_or(start, |word| at - word.chars().count())
}

/// The end with 内線 and its number, where one follows.
fn extension(text: &Folded, end: usize) -> usize {
    let mut at = end;
    while text.get(at).is_some_and(|c| matches!(c, ' ' | '(' | '、' | ',')) && at < end + 3 {
        at += 1;
    }
    let Some((_, mut at)) = text.any_at(at, &["内線番号", "内線", "ext.", "ext", "内"]) else { return end };
    while text.get(at).is_some_and(|c| matches!(c, ' ' | ':' | '.')) {
        at += 1;
    }
    let digits = (at..).take_while(|at| text.get(*at).is_some_and(|c| c.is_ascii_digit())).count();
    if digits == 0 {
        return end;
    }
    at + digits + usize::from(text.get(at + digits) == Some(')'))
}

/// True when the digits at a span are those of a known number, or its end without the area code.
pub(super) fn same_number(text: &Folded, own: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    if own.len() < 6 {
        return spans;
    }
    for start in starts(text) {
        let groups = groups(text, start);
        let is_it = |count: &usize| {
            let digits = joined(groups.get(..*count).unwrap_or_default());
            digits.len() >= 6 && own.ends_with(&digits)
        };
        let count = (1..=groups.len()).rev().find(is_it);
        if let Some(last) = count.and_then(|count| groups.get(count - 1)) {
            spans.push(text.span(start, last.end));
        }
    }
    spans
}
