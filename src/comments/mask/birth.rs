//! Dates of birth: a date that the text says somebody was born on. Other dates stay.

use std::sync::LazyLock;

use super::folded::Folded;
use super::starts::Starts;
use crate::model::comment::receipt::{Found, Personal};

const LABELS: &[&str] =
    &["生年月日", "誕生日", "生まれは", "生まれ年", "出生", "born", "dob", "date of birth", "birthday", "生年"];
const ERAS: &[&str] = &["明治", "大正", "昭和", "平成", "令和", "m", "t", "s", "h", "r"];

static STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(ERAS.iter().copied().chain(["1", "2"])));

/// All of them.
pub(super) fn find(text: &Folded, found: &mut Vec<Found>) {
    let mut at = 0;
    in_english(text, found);
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

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// 14 Feb 1988, February 14, 1988 behind a word that says what it is.
fn in_english(text: &Folded, found: &mut Vec<Found>) {
    const SAID: &[&str] = &["dob", "born", "born on", "date of birth", "birthday", "生年月日", "誕生日"];
    for label_end in (0..text.len()).filter(|at| text.any_before(*at, SAID)) {
        let mut at = label_end;
        while at < label_end + 4 && text.get(at).is_some_and(|c| matches!(c, ' ' | ':' | '=' | 'は' | '(' | '[')) {
            at += 1;
        }
        let of_date = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | '.');
        let mut end = at;
        let (mut digits, mut in_row) = (0, 0);
        while digits < 6 && end < at + 22 && text.get(end).is_some_and(of_date) {
            let digit = text.get(end).is_some_and(|c| c.is_ascii_digit());
            digits += usize::from(digit);
            in_row = if digit { in_row + 1 } else { 0 };
            end += 1;
            if in_row == 4 {
                break;
            }
        }
        let month = (at..end).any(|at| text.any_at(at, MONTHS).is_some());
        if month && in_row == 4 && digits >= 5 {
            found.push(Found { span: text.span(at, end), kind: Personal::Other });
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
    let (sign, month) = text.any_at(year, &["年", ".", "/", "-", "・"])?;
    let month_end = number(text, text.skip_spaces(month), 3)?;
    let (_, day) = text.any_at(month_end, if sign == "年" { &["月"] } else { &[".", "/", "-", "・"] })?;
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
    // 昭和三十九年十月十日、五輪の開会の日に生まれた.
    let till = (after..after + 14).take_while(|at| !matches!(text.get(*at), None | Some('。' | '\n')));
    if text.get(after) == Some('、')
        && till.into_iter().any(|at| text.any_at(at, &["に生まれた", "に生れた"]).is_some())
    {
        return true;
    }
    // 誤)1968.3.4 正)1968.3.14, where somebody's entry is put right.
    let corrected = text.any_before(start, &["誤)", "正)", "誤:", "正:", "誤 ", "正 "]);
    let entry = |at: usize| text.any_at(at, &["会員登録", "登録の訂正", "生年月日", "名簿"]).is_some();
    if corrected && (start.saturating_sub(40)..start).any(entry) {
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
