//! What the wording of a header says by convention: the number of the question, how many marks are allowed, the unit of a
//! number, free text. Reads words only, never values.

use super::beside;
use crate::text::fold;

/// What a header says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// 問5, Q5, F1, 農1: what stands before the digits and the digits.
    pub number: Option<(String, String)>,
    /// The wording without number and notes.
    pub label: String,
    /// One answer only.
    pub single: bool,
    /// Several answers.
    pub multiple: bool,
    /// ○はkつまで.
    pub max: Option<usize>,
    /// A quantity, with its unit.
    pub unit: Option<String>,
    /// A quantity is asked, though no unit is named.
    pub quantity: bool,
    /// A text in own words.
    pub text: bool,
    /// An order of preference.
    pub rank: bool,
    /// The words beside その他.
    pub other: bool,
    /// Opinions, wishes, impressions: mostly own words.
    pub opinion: bool,
    /// Something that is counted, though it may be asked by choices: 店舗数, 世帯員.
    pub counts: bool,
    /// Who somebody is: sex, age, occupation.
    pub attribute: bool,
}

/// Words that mean one answer.
const SINGLE: [&str; 8] = ["○は1つ", "1つだけ", "1つ選", "一つだけ", "一つ選", "ひとつ", "単数回答", "単一回答"];
/// Words that mean several answers.
const MULTIPLE: [&str; 10] = [
    "すべて",
    "全て",
    "いくつでも",
    "複数回答",
    "複数選択",
    "まで○",
    "つまで",
    "all that apply",
    "あてはまるもの全",
    "複数可",
];
/// Words that ask for a text.
const TEXT: [&str; 14] = [
    "自由記述",
    "自由回答",
    "自由にお",
    "自由に記",
    "自由意見",
    "ご意見",
    "ご要望",
    "お書きください",
    "ご記入ください",
    "具体的に",
    "記述",
    "理由をお",
    "open-ended",
    "comment",
];
/// What own words are asked for, at the end of a header.
const OPINIONS: [&str; 16] = [
    "意見",
    "感想",
    "要望",
    "自由入力",
    "自由記入",
    "お気づきの点",
    "気づいた点",
    "コメント",
    "よかった点",
    "良かった点",
    "悪かった点",
    "困っていること",
    "困りごとの内容",
    "改善点",
    "改善してほしい点",
    "の名前",
];
/// Units of numbers, in brackets or after 何.
pub(super) const UNITS: [&str; 22] = [
    "人", "名", "歳", "才", "年", "円", "万円", "千円", "億円", "m2", "㎡", "回", "件", "店", "時間", "分", "日",
    "か月", "ヶ月", "%", "台", "ha",
];
/// Words of a quantity.
const QUANTITY: [&str; 18] = [
    "の数",
    "人員",
    "台数",
    "日数",
    "時間数",
    "回数は",
    "人数",
    "年数",
    "金額",
    "面積",
    "件数",
    "回数",
    "売上高",
    "従業員数",
    "従業者数",
    "年齢は何",
    "何人",
    "何年",
];
/// Items of a face sheet.
const ATTRIBUTE: [&str; 15] = [
    "性別",
    "年齢",
    "年代",
    "職業",
    "業種",
    "居住地",
    "所在地",
    "お住まい",
    "地区",
    "家族構成",
    "世帯構成",
    "居住年数",
    "従業員数",
    "従業者数",
    "規模",
];

/// Reads a header.
pub fn read(written: &str) -> Said {
    let folded = fold::matching(written);
    let lower = folded.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let max = limit(&folded);
    let number = number(&folded);
    let label = label(&folded);
    let asked = lower.trim_end_matches(['。', '?', ')', ' ', '等']);
    // その他ご意見 is a question of its own.
    let own_words = lower.contains("その他") && beside::is_opinion(&folded);
    let opinion =
        OPINIONS.iter().any(|word| asked.ends_with(word)) || has(&["ご意見", "ご要望", "お気づき"]) || own_words;
    let other = lower.contains("その他") && !opinion
        || lower.contains("[other]")
        || lower.ends_with("_text")
        || lower.contains("other (please");
    let unit = unit(&folded);
    Said {
        single: has(&SINGLE) || marked(&folded, "SA"),
        multiple: max.is_some() || has(&MULTIPLE) || marked(&folded, "MA") || marked(&folded, "LA"),
        max,
        quantity: unit.is_some() || has(&QUANTITY),
        counts: ["数", "員", "人", "台", "回", "歳"].iter().any(|word| label.ends_with(word)),
        opinion,
        unit,
        text: has(&TEXT) || marked(&folded, "FA") || own_words,
        rank: has(&["順位", "優先順", "位まで"]),
        other,
        attribute: number.as_ref().is_some_and(|(kind, _)| kind == "F")
            || ATTRIBUTE.iter().any(|word| {
                label.starts_with(word)
                    || label.trim_start_matches(['ご', 'お']).starts_with(word)
                    || is_of(&label, word)
            }),
        number,
        label,
    }
}

/// 経営者の年代: the attribute of somebody or something, in few words.
fn is_of(label: &str, word: &str) -> bool {
    label.strip_suffix(word).and_then(|owner| owner.strip_suffix('の')).is_some_and(|owner| owner.chars().count() <= 6)
}

/// `(SA)`, `[MA]`, `_FA` as a mark of the type.
fn marked(folded: &str, mark: &str) -> bool {
    let upper = folded.to_uppercase();
    let ends = [format!("({mark})"), format!("[{mark}]"), format!("<{mark}>")];
    ends.iter().any(|end| upper.contains(end.as_str()))
        || upper.ends_with(&format!("_{mark}"))
        || upper.ends_with(&format!(" {mark}"))
        || (mark == "LA"
            && upper
                .split(['(', '[', ')', ']', ' '])
                .any(|word| word.len() == 3 && word.ends_with("LA") && word.starts_with(|c: char| c.is_ascii_digit())))
}

/// The k of ○は3つまで, 3つ以内, 主なもの二つまで, (3LA).
fn limit(folded: &str) -> Option<usize> {
    const KANJI: [(&str, usize); 5] = [("二", 2), ("三", 3), ("四", 4), ("五", 5), ("六", 6)];
    for end in ["つまで", "つ以内", "個まで", "LA)", "MA)"] {
        let Some((before, _)) = folded.split_once(end) else { continue };
        let digits: String = before.chars().rev().take_while(char::is_ascii_digit).collect();
        let digits: String = digits.chars().rev().collect();
        if let Ok(k) = digits.parse::<usize>() {
            return (2..=20).contains(&k).then_some(k);
        }
        if let Some((_, k)) = KANJI.iter().find(|(kanji, _)| before.ends_with(kanji)) {
            return Some(*k);
        }
    }
    None
}

/// The unit in brackets at the end, or after 何.
fn unit(folded: &str) -> Option<String> {
    let trimmed = folded.trim_end_matches(['。', '?', '。']);
    let bracket = trimmed.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, inner)| inner);
    let bracket =
        bracket.or_else(|| trimmed.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).map(|(_, inner)| inner));
    let named = bracket.map(|inner| inner.trim_start_matches("単位").trim_start_matches([':', '：', ' ']).trim());
    if let Some(unit) = named.and_then(|inner| UNITS.iter().find(|unit| **unit == inner)) {
        return Some((*unit).to_owned());
    }
    let asked = UNITS.iter().filter(|unit| folded.contains(&format!("何{unit}"))).max_by_key(|unit| unit.len());
    asked.filter(|_| !folded.contains("何年代") && !folded.contains("何年生")).map(|unit| (*unit).to_owned())
}

/// What a question's number begins with.
const NUMBERED: [&str; 9] = ["問", "設問", "質問", "Q", "q", "F", "農", "SQ", "No."];

/// 問5 as 問 and 5; the digits may carry a branch (問5-2 gives 5), which is left to `names`.
pub fn number(folded: &str) -> Option<(String, String)> {
    let kind = NUMBERED.iter().filter(|kind| folded.starts_with(**kind)).max_by_key(|kind| kind.len())?;
    let rest = folded.strip_prefix(kind)?.trim_start();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let after = rest.get(digits.len()..)?.chars().next();
    let ends = after.is_none_or(|c| !c.is_ascii_alphabetic() || c.is_ascii_uppercase());
    (!digits.is_empty() && digits.len() <= 3 && ends).then(|| ((*kind).to_owned(), digits))
}

/// The id that follows from a number: 問5 -> Q5, 農1 -> A1, F1 stays.
pub fn id_of((kind, digits): &(String, String)) -> String {
    let digits = digits.trim_start_matches('0');
    let letter = match kind.as_str() {
        "F" => "F",
        "農" => "A",
        "SQ" => "SQ",
        _ => "Q",
    };
    format!("{letter}{}", if digits.is_empty() { "0" } else { digits })
}

/// True for words in brackets about how to answer.
pub fn is_note(text: &str) -> bool {
    let folded = fold::matching(text);
    [
        "○",
        "つまで",
        "つだけ",
        "1つ",
        "すべて",
        "全て",
        "複数",
        "単数",
        "単一",
        "選択",
        "SA",
        "MA",
        "LA",
        "FA",
        "必須",
        "自由",
    ]
    .iter()
    .any(|word| folded.contains(word))
}

/// The wording without the number before it and the notes in brackets about how to answer.
fn label(folded: &str) -> String {
    let mut text = folded;
    if let Some((kind, _)) = number(folded) {
        text = text.strip_prefix(kind.as_str()).unwrap_or(text).trim_start();
        text = text
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start_matches(['.', '．', ':', ' ', '、', '_', ')']);
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    if (1..=3).contains(&digits)
        && rest.starts_with(['.', '、', ')'])
        && !rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
    {
        text = rest.trim_start_matches(['.', '、', ')', ' ']);
    }
    let mut label = text.trim().to_owned();
    while let Some((before, note)) = label.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        if !is_note(note) {
            break;
        }
        label = before.trim().to_owned();
    }
    // 問5（人） has no wording.
    if label.starts_with('(') && label.ends_with(')') && label.matches('(').count() == 1 {
        return String::new();
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_headers_say() {
        let said = read("問３　経営上の課題は何ですか。（○は３つまで）");
        assert_eq!((said.max, said.multiple, said.single), (Some(3), true, false));
        assert_eq!(said.number.as_ref().map(id_of).as_deref(), Some("Q3"));
        assert_eq!(said.label, "経営上の課題は何ですか。");
        assert!(read("Q5 性別（○は１つ）").single);
        assert_eq!(read("従業者数（人）").unit.as_deref(), Some("人"));
        assert_eq!(read("開業から何年になりますか。").unit.as_deref(), Some("年"));
        assert_eq!(read("あなたは何年代ですか").unit, None);
        assert!(read("市政へのご意見をお書きください").text);
        assert_eq!(read("農1 農地の意向").number.as_ref().map(id_of).as_deref(), Some("A1"));
        assert_eq!(read("質問のあるところ").number, None);
        assert_eq!(read("問7（3LA）").max, Some(3));
    }
}
