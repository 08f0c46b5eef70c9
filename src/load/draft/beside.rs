//! What the header of a column of words says of its place: words beside その他, or a question of its own.
//!
//! Headers only; whether those who wrote had marked その他 is seen by the maker (`make::others`).

use crate::text::fold;

/// Words of headers that ask for something in own words, whatever else they say.
const OPINION: [&str; 11] =
    ["意見", "要望", "お気づき", "お気付き", "気づいた", "気付いた", "感想", "提案", "自由意見", "ご自由", "お困り"];
/// What その他 in a header may have beside it and still name nothing but the words of a choice.
const BESIDE: [&str; 18] = [
    "具体",
    "内容",
    "記入",
    "記述",
    "記載",
    "詳細",
    "詳しく",
    "入力",
    "回答",
    "選択",
    "選ん",
    "場合",
    "方は",
    "テキスト",
    "text",
    "欄",
    "お書き",
    "自由",
];

/// True for a header that asks for an opinion, so that その他 in it is no choice: その他ご意見, その他お気づきの点.
pub fn is_opinion(header: &str) -> bool {
    let folded = fold::matching(header).to_lowercase();
    OPINION.iter().any(|word| folded.contains(word))
}

/// True for the part of a header that names the words beside その他.
pub fn is_other_part(part: &str) -> bool {
    !is_opinion(part) && asks_for_words(part)
}

/// True for the part of a header that asks for an opinion and would name words beside その他 otherwise.
pub fn is_opinion_part(part: &str) -> bool {
    is_opinion(part) && asks_for_words(part)
}

fn asks_for_words(part: &str) -> bool {
    let folded = fold::matching(part).to_lowercase();
    folded.contains("その他")
        || folded.contains("other")
        || folded.ends_with("text")
        || folded.contains("具体")
        || folded.contains("自由記")
        || folded.ends_with("fa")
        || folded.contains("記述")
        || folded.contains("内容")
}

/// True when a header speaks of その他 itself, not only of words.
pub fn names_other(header: &str) -> bool {
    let folded = fold::matching(header).to_lowercase();
    folded.contains("その他") || folded.contains("other")
}

/// True for a whole header that names the words of a choice その他 and nothing else: その他, その他（具体的に）.
pub fn is_other_alone(header: &str) -> bool {
    let folded = fold::matching(header).to_lowercase();
    let Some(at) = folded.find("その他") else { return false };
    let rest = folded.get(at + "その他".len()..).unwrap_or_default();
    let plain: String = rest.chars().filter(|c| c.is_alphanumeric()).collect();
    !is_opinion(header) && (["", "の", "fa"].contains(&plain.as_str()) || BESIDE.iter().any(|word| rest.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opinions_are_no_words_of_a_choice() {
        for header in ["その他ご意見", "その他の意見", "その他自由意見", "その他お気づきの点", "その他、ご意見・ご要望"]
        {
            assert!(is_opinion(header) && !is_other_part(header) && !is_other_alone(header), "{header}");
        }
        assert!(!is_other_alone("その他の支援策") && !is_other_alone("その他サービス業の売上"));
        for header in
            ["その他", "その他（具体的に）", "「その他」の内容", "その他_FA", "その他を選んだ方は内容をご記入ください"]
        {
            assert!(is_other_alone(header) && is_other_part(header), "{header}");
        }
        assert!(is_other_part("4_TEXT") && is_other_part("FA"));
    }
}
