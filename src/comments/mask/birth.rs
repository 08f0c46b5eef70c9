//! Dates of birth: a date that the text says somebody was born on. Other dates stay.

use std::sync::LazyLock;

use super::folded::Folded;
use super::starts::Starts;
use crate::model::comment::receipt::{Found, Personal};

const LABELS: &[&str] = &["生年月日", "誕生日", "生まれは", "生まれ年", "出生", "born"];
const ERAS: &[&str] = &["明治", "大正", "昭和", "平成", "令和", "m", "t", "s", "h", "r"];

static STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(ERAS.iter().copied().chain(["1", "2"])));

/// All of them.
pub(super) fn find(text: &Folded, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < text.len() {
        match if STARTS.may(text.get(at)) { date(text, at) } else { None } {
            Some(end) => {
                if is_birth(text, at, end) {
                    found.push(Found { span: text.span(at, end), kind: Personal::Other });
                }
                at = end;
            }
            None => at += 1,
        }
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十〇元".contains(c)
}

fn number(text: &Folded, at: usize, most: usize) -> Option<usize> {
    let end = (at..=at + most).find(|at| !text.get(*at).is_some_and(is_numeral))?;
    (end > at).then_some(end)
}

/// Where a date ends that begins here: 昭和34年5月2日, S52.11.3, 1991/07/23, 19630408.
fn date(text: &Folded, at: usize) -> Option<usize> {
    if text.before(at).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let era = text.any_at(at, ERAS).map(|(_, end)| end);
    let first = text.skip_spaces(era.unwrap_or(at));
    if era.is_none() && !text.get(at).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let year = number(text, first, 8)?;
    let digits = year - first;
    if era.is_none() && digits == 8 {
        let starts = text.at(first, "19") || text.at(first, "20");
        return starts.then_some(year);
    }
    if era.is_none() && digits != 4 {
        return None;
    }
    let (sign, month) = text.any_at(year, &["年", ".", "/", "-"])?;
    let month_end = number(text, text.skip_spaces(month), 3)?;
    let (_, day) = text.any_at(month_end, if sign == "年" { &["月"] } else { &[".", "/", "-"] })?;
    let Some(end) = number(text, text.skip_spaces(day), 3) else {
        return (sign == "年").then_some(day);
    };
    Some(if text.get(end) == Some('日') { end + 1 } else { end })
}

/// The text says that somebody was born then; a bare 19630408 stands in a row of one's details.
fn is_birth(text: &Folded, start: usize, end: usize) -> bool {
    let after = text.skip_spaces(end);
    if text.any_at(after, &["生まれ", "生れ", "うまれ", "に生まれ", "に生れ", "誕生"]).is_some() {
        return true;
    }
    if text.get(after) == Some('生') && !text.get(after + 1).is_some_and(|c| "活産地前協命".contains(c)) {
        return true;
    }
    let label = |far: usize| (0..far).any(|back| start.checked_sub(back).is_some_and(|at| text.any_before(at, LABELS)));
    let separators = |c: Option<char>| c.is_none_or(|c| matches!(c, '、' | '/' | ',' | ' ' | '(' | ')' | '\n' | '|'));
    let row = separators(text.before(start)) && separators(text.get(end));
    // In a row of details, between a name and a number, as a form is written down.
    let detail = text.before(start).is_some_and(|c| matches!(c, '、' | '/' | ','))
        && text.get(end).is_some_and(|c| matches!(c, '、' | '/' | ','));
    let in_brackets = text.before(start) == Some('(') && text.get(end) == Some(')');
    label(6) || (in_brackets && label(40)) || (row && detail)
}
