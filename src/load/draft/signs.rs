//! Signs and words of spreadsheets that stand in a cell for no answer: -, 空白, NULL, a 99 among words. They are told by what else
//! stands in the column, unlike 無回答 and the like, which say it by themselves.

use super::single::Doubt;
use super::{Change, Reason, choices};
use crate::model::Question;
use crate::text::fold;

/// Signs for no answer, folded.
const SIGNS: [&str; 24] = [
    "-",
    "ー",
    "―",
    "—",
    "–",
    "--",
    "---",
    "…",
    "...",
    ".",
    "*",
    "=",
    "/",
    "空白",
    "(空白)",
    "空欄",
    "(空欄)",
    "(未回答)",
    "(無回答)",
    "NULL",
    "null",
    "n/a",
    "none",
    "nan",
];
/// Numbers for no answer where all others are words.
const CODES: [&str; 9] = ["9", "99", "999", "9999", "88", "98", "888", "-1", "-99"];
/// With these × is an answer.
const MARKS: [&str; 6] = ["○", "◯", "〇", "◎", "△", "●"];

/// The texts of a column, given with how often each stands there, that are no answer among at least two that are.
pub fn of(texts: &[(String, usize)]) -> Vec<String> {
    let folded: Vec<(String, &String)> = texts.iter().map(|(text, _)| (fold::matching(text), text)).collect();
    let is_sign = |text: &str| SIGNS.contains(&text);
    let answers = || folded.iter().map(|(text, _)| text.as_str()).filter(|text| !is_sign(text));
    let is_code = |text: &str| CODES.contains(&text);
    let no_digits = |text: &str| !text.contains(|c: char| c.is_ascii_digit()) && choices::leading(text).is_none();
    let words = answers().filter(|text| !is_code(text) && *text != "×").all(no_digits);
    let crosses = !answers().any(|text| MARKS.contains(&text));
    let spoken = answers().filter(|text| !is_code(text) && text.chars().count() > 1).count();
    let aside = |text: &str| is_sign(text) || spoken > 1 && (words && is_code(text) || crosses && text == "×");
    let found: Vec<String> =
        folded.iter().filter(|(text, _)| aside(text)).map(|(_, written)| (*written).clone()).collect();
    if texts.len() < found.len() + 2 { Vec::new() } else { found }
}

/// Takes signs for missing answers, and says so.
pub fn set_aside(signs: Vec<String>, question: &mut Question) -> Doubt {
    let mut missing = question.missing.take().unwrap_or_default();
    missing.na.extend(signs.iter().cloned());
    question.missing = Some(missing.with_blank());
    let changes = signs.iter().map(|sign| Change::Code(sign.clone())).collect();
    (Reason::Signs { texts: signs }, changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(texts: &[&str]) -> Vec<String> {
        of(&texts.iter().map(|text| ((*text).to_owned(), 3)).collect::<Vec<_>>())
    }

    #[test]
    fn signs_are_told_by_what_stands_beside_them() {
        assert_eq!(signs(&["毎日", "週1回", "-"]), ["-"]);
        assert_eq!(signs(&["男性", "女性", "99", "（未回答）"]), ["99", "（未回答）"]);
        assert_eq!(signs(&["満足", "不満", "×"]), ["×"]);
        assert_eq!(signs(&["1", "2", "3", "NULL"]), ["NULL"]);
    }

    #[test]
    fn answers_are_none() {
        assert!(signs(&["○", "×", "△"]).is_empty());
        assert!(signs(&["1", "2", "9"]).is_empty());
        assert!(signs(&["1回", "99", "2回"]).is_empty());
        assert!(signs(&["-", "有"]).is_empty(), "a mark or none");
        assert!(signs(&["はい", "いいえ", "不明"]).is_empty());
    }
}
