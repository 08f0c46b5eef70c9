//! What texts in cells stand for by convention: marks of flags, separators of lists, missing answers, odd digits.

use std::collections::HashMap;

use super::sheet::Cell;
use crate::model::Question;
use crate::model::survey::{MissingCodes, Source, Survey};
use crate::responses::Missing;
use crate::text::fold;

/// Texts that mark a flag; everything else than these, blanks and `UNMARKED` must be the choice's own code or label.
pub(super) const MARKED: [&str; 26] = [
    "1",
    "○",
    "◯",
    "〇",
    "◎",
    "●",
    "■",
    "はい",
    "yes",
    "y",
    "true",
    "レ",
    "v",
    "✓",
    "✔",
    "☑",
    "x",
    "o",
    "有",
    "あり",
    "該当",
    "該当する",
    "選択",
    "選択あり",
    "選択する",
    "checked",
];
/// Texts that say a flag is not marked.
pub(super) const UNMARKED: [&str; 20] = [
    "0",
    "-",
    "ー",
    "×",
    "いいえ",
    "no",
    "n",
    "false",
    "無",
    "なし",
    "☐",
    "□",
    ".",
    "非該当",
    "該当しない",
    "未選択",
    "非選択",
    "選択なし",
    "選択しない",
    "unchecked",
];

/// True for a text that says by itself whether a flag is marked.
pub(super) fn is_flag(text: &str) -> bool {
    let text = fold::matching(text).to_lowercase();
    MARKED.contains(&text.as_str()) || UNMARKED.contains(&text.as_str())
}

/// True for a text that says that a flag is not marked.
pub(super) fn is_unmarked(folded: &str) -> bool {
    UNMARKED.contains(&folded.to_lowercase().as_str())
}

/// Separators tried when a list's is not stated.
pub(super) const SEPARATORS: [char; 9] = [';', '；', '\n', '、', ',', '，', '|', '｜', '\t'];

/// Cell texts that stand for missing answers. For each kind the question's statement counts, else the source's, else the
/// survey's; a text stated for two kinds has the nearer meaning.
pub fn missing_codes(survey: &Survey, question: &Question, source: &Source) -> HashMap<String, Missing> {
    let near_to_far = [&question.missing, &source.missing, &survey.about.missing];
    let mut codes: Vec<(usize, String, Missing)> = Vec::new();
    let texts = |codes: &MissingCodes, kind| match kind {
        Missing::Na => codes.na.clone(),
        Missing::Nap => codes.nap.clone(),
        Missing::Inv => codes.inv.clone(),
        Missing::Unk => codes.unk.clone(),
    };
    for kind in Missing::ALL {
        let stated =
            near_to_far.iter().enumerate().filter_map(|(far, codes)| Some((far, texts(codes.as_ref()?, kind))));
        if let Some((far, texts)) = stated.into_iter().find(|(_, texts)| !texts.is_empty()) {
            codes.extend(texts.iter().map(|text| (far, fold::matching(text), kind)));
        }
    }
    codes.sort_by_key(|(far, ..)| std::cmp::Reverse(*far));
    codes.into_iter().map(|(_, text, kind)| (text, kind)).collect()
}

/// The pieces of a text between separators, with the byte each begins at. A separator of one character may be written
/// in full or half width.
pub(super) fn pieces<'t>(text: &'t str, separator: &str) -> Vec<(usize, &'t str)> {
    let mut characters = separator.chars();
    let ends: Vec<(usize, &str)> = match (characters.next(), characters.next()) {
        (Some(one), None) => text.match_indices(|c: char| is_separator(c, one)).collect(),
        _ => text.match_indices(separator).collect(),
    };
    let mut start = 0;
    let mut pieces = Vec::with_capacity(ends.len() + 1);
    for (end, written) in ends {
        pieces.push((start, text.get(start..end).unwrap_or_default()));
        start = end + written.len();
    }
    pieces.push((start, text.get(start..).unwrap_or_default()));
    pieces
}

fn is_separator(c: char, separator: char) -> bool {
    let wide_space = c == '\u{3000}' && separator == ' ';
    // Folding is dear, and a letter never becomes a sign.
    let foldable = !c.is_ascii() && (separator.is_alphanumeric() || !c.is_alphanumeric());
    c == separator || wide_space || (foldable && fold::matching(c.encode_utf8(&mut [0; 4])) == separator.to_string())
}

/// True for digits that are not plain ones (１, ①); they are read all the same, and reported.
pub(super) fn has_odd_digits(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    if !text.chars().any(|c| !c.is_ascii() && c.is_numeric()) {
        return false;
    }
    let digits_only = fold::matching(text).chars().all(|c| c.is_ascii_digit() || " .,;、-~".contains(c));
    let odd = text.chars().any(|c| {
        !c.is_ascii() && fold::matching(&c.to_string()).chars().all(|c| c.is_ascii_digit()) && !c.is_whitespace()
    });
    digits_only && odd
}
