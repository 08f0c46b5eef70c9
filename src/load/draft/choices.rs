//! Choices of a question made of the texts in its cells: their codes, their order, which cannot stand beside others.

use std::collections::{HashMap, HashSet};

use super::scales;
use crate::load::number;
use crate::model::{Choice, Question};
use crate::text::fold;

/// Labels that stand last, in this order; a label counts when it begins so.
const LAST: [&str; 12] = [
    "その他",
    "other",
    "特にない",
    "特になし",
    "とくにない",
    "該当なし",
    "あてはまるものはない",
    "わからない",
    "分からない",
    "答えたくない",
    "回答しない",
    "不明",
];
/// Labels that cannot stand beside others.
const ALONE: [&str; 16] = [
    "特にない",
    "特になし",
    "とくにない",
    "とくになし",
    "該当なし",
    "あてはまるものはない",
    "当てはまるものはない",
    "いずれもない",
    "どれもない",
    "ない",
    "なし",
    "わからない",
    "分からない",
    "いずれもあてはまらない",
    "none",
    "none of the above",
];

/// The label of a choice that is made for words which belong to no other one.
pub const OTHER: &str = "その他";

/// The code of a choice その他 behind these: a number where the others have labels and numbers, else the word itself, since
/// every number may be the code of a choice that nobody gave.
pub fn code_of_other(choices: &[Choice]) -> String {
    let numbers: Option<Vec<u64>> = choices.iter().map(|choice| choice.code.parse().ok()).collect();
    let labelled = choices.iter().all(|choice| fold::matching(&choice.code) != fold::matching(&choice.label));
    match numbers.filter(|_| labelled).and_then(|numbers| numbers.into_iter().max()) {
        Some(highest) => (highest + 1).to_string(),
        None => OTHER.to_owned(),
    }
}

/// A label in small letters without the number before it.
fn bare(label: &str) -> String {
    let folded = fold::matching(label).to_lowercase();
    folded.trim_start_matches(|c: char| c.is_ascii_digit() || [' ', '.', ':', '、'].contains(&c)).to_owned()
}

/// True for その他 in any spelling.
pub fn is_other(label: &str) -> bool {
    let bare = bare(label);
    let rest = bare.strip_prefix("その他");
    // その他家族 and その他の家族 are choices of their own.
    let words = ["具体", "記入", "自由", "内容", "回答", "を", "fa"];
    let ends = |rest: &str| {
        rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '々')
            || words.iter().any(|word| rest.starts_with(word))
    };
    rest.is_some_and(ends) || bare == "other" || bare.starts_with("other (") || bare.starts_with("other:")
}

/// True for その他 without words of somebody's own behind it.
pub fn is_bare_other(label: &str) -> bool {
    let bare = bare(label);
    let notes = ["具体", "記入", "自由", "内容"];
    ["その他", "その他()", "other"].contains(&bare.trim_end_matches([':', ' ']))
        || notes.iter().any(|note| bare.starts_with("その他") && bare.contains(note))
}

/// True for 特にない and the like.
pub fn is_alone(label: &str) -> bool {
    let bare = bare(label);
    ALONE.contains(&bare.as_str())
}

/// Puts labels into the order of a printed form where it can be told: by the numbers before them, a known scale, the numbers in
/// them, or else as they come; その他, 特にない and the like last.
pub fn in_order(mut labels: Vec<String>) -> Vec<String> {
    if labels.iter().all(|label| leading(label).is_some()) {
        labels.sort_by_key(|label| leading(label));
        return labels;
    }
    let (mut head, mut tail) = split_last(labels);
    if let Some(places) = scales::places(&head) {
        let mut placed: Vec<(f64, String)> = places.into_iter().zip(head).collect();
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        head = placed.into_iter().map(|(_, label)| label).collect();
    }
    tail.sort_by_key(|label| last(label).unwrap_or(if is_other(label) { 0 } else { LAST.len() }));
    head.extend(tail);
    head
}

/// True when the order of the labels is known: a scale, quantities, or numbers before them.
pub fn is_ordered(labels: &[String]) -> bool {
    let (head, _) = split_last(labels.to_vec());
    scales::places(&head).is_some() || head.iter().all(|label| leading(label).is_some())
}

/// True when the order was put together from the words of the labels, which no list of scales has.
pub fn is_composed(labels: &[String]) -> bool {
    let (head, _) = split_last(labels.to_vec());
    scales::is_composed(&head) && labels.iter().any(|label| leading(label).is_none())
}

/// The labels that may have an order, and those that stand behind them: その他, 不明, and ない where it is no step of a scale.
fn split_last(labels: Vec<String>) -> (Vec<String>, Vec<String>) {
    let is_behind = |label: &String| is_other(label) || last(label).is_some();
    let (mut tail, head): (Vec<String>, Vec<String>) = labels.into_iter().partition(is_behind);
    if scales::places(&head).is_some() {
        return (head, tail);
    }
    let (alone, head): (Vec<String>, Vec<String>) = head.into_iter().partition(|label| is_alone(label));
    tail.extend(alone);
    (head, tail)
}

/// The place of a label among those that stand behind the others, as 不明 does.
fn last(label: &str) -> Option<usize> {
    let folded = fold::matching(label).to_lowercase();
    LAST.iter().position(|known| folded.starts_with(known) && !folded.starts_with("その他の"))
}

/// True for codes of one length, some of them with leading zeros, as 01 to 12.
pub fn are_padded(labels: &[String]) -> bool {
    let folded: Vec<String> = labels.iter().map(|label| fold::matching(label)).collect();
    let same_length = folded.windows(2).all(|two| matches!(two, [one, other] if one.len() == other.len()));
    same_length && folded.iter().any(|code| code.len() > 1 && code.starts_with('0'))
}

/// A label without the number before it.
pub fn unled(label: &str) -> &str {
    let label = label.trim();
    if leading(label).is_none() {
        return label;
    }
    let sign = |c: char| ['.', '．', ' ', '\u{3000}', ':', '：', '、', ')', '）', '_', '＿'].contains(&c);
    label.trim_start_matches(|c: char| c.is_numeric()).trim_start_matches(sign)
}

/// The number before a label, as in `1. 満足`, `2 不満`, `③普通`; none in `10代` or `5年未満`.
pub fn leading(label: &str) -> Option<u32> {
    let first = label.trim().chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return fold::matching(&first.to_string()).parse().ok();
    }
    let folded = fold::matching(label);
    let digits: String = folded.chars().take_while(char::is_ascii_digit).collect();
    let rest = folded.get(digits.len()..)?;
    let separated = rest.starts_with(['.', ' ', ':', '、', ')', '_']) && rest.chars().count() > 1;
    // 2.5 is a number, and 8:30 a time.
    let decimal = rest.starts_with(['.', ':']) && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    (separated && !decimal).then(|| digits.parse().ok()).flatten()
}

/// Choices for labels: the labels themselves where they are numbers, the number that stands before this one alone, or 1, 2, 3, …
/// above the highest of those. The number before a label is its code whatever else is among the labels: it stands in cells too.
pub fn coded<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    let labels: Vec<&str> = labels.collect();
    let bare: HashSet<String> = labels.iter().filter_map(|label| number::canonical(&fold::matching(label))).collect();
    let mut leads: HashMap<u32, usize> = HashMap::new();
    for number in labels.iter().filter_map(|label| leading(label)) {
        *leads.entry(number).or_default() += 1;
    }
    let mut next = leads.keys().max().map_or(0, |highest| u64::from(*highest));
    let mut code = |label: &str| match leading(label) {
        Some(number) if leads.get(&number) == Some(&1) && !bare.contains(&number.to_string()) => number.to_string(),
        // A label that reads like another one's code would make cells ambiguous.
        _ if !bare.is_empty() => label.to_owned(),
        _ => {
            next += 1;
            next.to_string()
        }
    };
    labels.iter().map(|label| Choice { code: code(label), label: (*label).to_owned(), ..Choice::default() }).collect()
}

/// Gives a question other labels; what is known of those that stay is kept, codes are numbered anew as in [`coded`].
pub fn relabel(question: &mut Question, labels: &[String]) {
    let known = std::mem::take(&mut question.choices);
    let known: HashMap<&str, &Choice> = known.iter().rev().map(|choice| (choice.label.as_str(), choice)).collect();
    let mut choices = coded(labels.iter().map(String::as_str));
    for choice in &mut choices {
        if let Some(before) = known.get(choice.label.as_str()) {
            choice.other.clone_from(&before.other);
            choice.exclusive = before.exclusive;
            choice.aliases = before.aliases.clone();
        }
    }
    question.choices = choices;
}

/// Marks the choices that cannot stand beside others.
pub fn mark_alone(choices: &mut [Choice]) {
    for choice in choices {
        choice.exclusive |= is_alone(&choice.label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(labels: &[&str]) -> Vec<String> {
        in_order(labels.iter().map(|label| (*label).to_owned()).collect())
    }

    #[test]
    fn scales_numbers_and_last_ones() {
        assert_eq!(
            ordered(&["不満", "やや満足", "満足", "わからない", "やや不満"]),
            ["満足", "やや満足", "やや不満", "不満", "わからない"]
        );
        assert_eq!(ordered(&["30代", "20代", "70歳以上", "60代"]), ["20代", "30代", "60代", "70歳以上"]);
        assert_eq!(ordered(&["10年以上", "5年～10年未満", "5年未満"]), ["5年未満", "5年～10年未満", "10年以上"]);
        assert_eq!(ordered(&["その他", "徒歩", "自転車"]), ["徒歩", "自転車", "その他"]);
        assert_eq!(ordered(&["その他のサービス業", "建設業"]), ["その他のサービス業", "建設業"]);
        assert_eq!(ordered(&["2. 女性", "1. 男性"]), ["1. 男性", "2. 女性"]);
        assert_eq!(ordered(&["ない", "ときどきある", "よくある"]), ["よくある", "ときどきある", "ない"]);
        assert_eq!(ordered(&["3回以上", "なし", "1回", "その他"]), ["1回", "3回以上", "その他", "なし"]);
        assert_eq!(
            ordered(&["1,000万円以上", "300万円未満", "300万円以上500万円未満"]),
            ["300万円未満", "300万円以上500万円未満", "1,000万円以上"]
        );
    }

    #[test]
    fn codes_follow_the_labels() {
        let codes = |labels: &[&str]| coded(labels.iter().copied()).into_iter().map(|c| c.code).collect::<Vec<_>>();
        assert_eq!(codes(&["徒歩", "自転車"]), ["1", "2"]);
        assert_eq!(codes(&["2. 女性", "3. 答えない"]), ["2", "3"]);
        assert_eq!(codes(&["5", "4", "その他"]), ["5", "4", "その他"]);
    }

    #[test]
    fn the_number_before_a_label_is_its_code_whatever_stands_beside_it() {
        let codes = |labels: &[&str]| coded(labels.iter().copied()).into_iter().map(|c| c.code).collect::<Vec<_>>();
        assert_eq!(codes(&["1.徒歩", "3.バス", "その他"]), ["1", "3", "4"]);
        assert_eq!(codes(&["②自転車", "バス", "①徒歩"]), ["2", "3", "1"]);
        assert_eq!(codes(&["1. 男", "1. 男性", "2. 女性"]), ["3", "4", "2"], "a number before two is that of none");
        assert_eq!(codes(&["①徒歩", "1", "②自転車"]), ["①徒歩", "1", "2"]);
        assert_eq!(codes(&["8:30", "8:45", "9:00"]), ["1", "2", "3"]);
    }
}
