//! Choices of a question made of the texts in its cells: their codes, their order, which cannot stand beside others.

use std::collections::HashSet;

use crate::load::number;
use crate::model::{Choice, Question};
use crate::text::fold;

/// Scales as they are printed, from one end to the other; a scale holds when all labels stand in it.
const SCALES: [&[&str]; 22] = [
    &[
        "大変満足",
        "とても満足",
        "非常に満足",
        "満足",
        "満足している",
        "やや満足",
        "まあ満足",
        "やや満足している",
        "どちらともいえない",
        "どちらとも言えない",
        "ふつう",
        "普通",
        "やや不満",
        "やや不満である",
        "不満",
        "不満である",
        "とても不満",
        "非常に不満",
        "大変不満",
    ],
    &[
        "とても重要",
        "非常に重要",
        "重要",
        "重要である",
        "やや重要",
        "まあ重要",
        "どちらともいえない",
        "どちらとも言えない",
        "ふつう",
        "普通",
        "あまり重要でない",
        "あまり重要ではない",
        "やや重要でない",
        "重要でない",
        "重要ではない",
        "まったく重要でない",
        "全く重要でない",
    ],
    &[
        "とても良い",
        "とてもよい",
        "大変良い",
        "良い",
        "よい",
        "良くなった",
        "やや良い",
        "やや良くなった",
        "どちらともいえない",
        "ふつう",
        "普通",
        "変わらない",
        "やや悪い",
        "やや悪くなった",
        "悪い",
        "わるい",
        "悪くなった",
        "とても悪い",
        "大変悪い",
    ],
    &[
        "そう思う",
        "とてもそう思う",
        "どちらかといえばそう思う",
        "ややそう思う",
        "まあそう思う",
        "どちらともいえない",
        "どちらとも言えない",
        "あまりそう思わない",
        "どちらかといえばそう思わない",
        "そう思わない",
        "まったくそう思わない",
        "全くそう思わない",
    ],
    &[
        "大幅に増加",
        "大幅に増えた",
        "増加した",
        "増加",
        "増えた",
        "やや増加",
        "やや増えた",
        "横ばい",
        "変わらない",
        "ほぼ同じ",
        "やや減少",
        "やや減った",
        "減少した",
        "減少",
        "減った",
        "大幅に減少",
        "大幅に減った",
    ],
    &[
        "よく知っている",
        "知っている",
        "内容まで知っている",
        "聞いたことがある",
        "名前は聞いたことがある",
        "名前だけ知っている",
        "あまり知らない",
        "知らない",
        "知らなかった",
        "まったく知らない",
    ],
    &[
        "ほぼ毎日",
        "毎日",
        "週に数回",
        "週2～3回",
        "週1回以上",
        "週に1回",
        "週1回",
        "週1回程度",
        "月に数回",
        "月2～3回",
        "月1回以上",
        "月に1回",
        "月1回",
        "月1回程度",
        "年に数回",
        "年数回",
        "年に数回程度",
        "年1回以上",
        "年に1回",
        "年1回",
        "年1回以下",
        "ほとんどない",
        "ほとんど行かない",
        "ほとんど利用しない",
        "利用しない",
        "まったく利用しない",
        "ない",
    ],
    &["はい", "どちらともいえない", "いいえ"],
    &["ある", "ない"],
    &["yes", "no"],
    &["男性", "男", "女性", "女"],
    &["男性", "女性", "その他", "回答しない", "答えたくない"],
    &["male", "female", "other"],
    &[
        "とても期待する",
        "期待する",
        "大いに期待する",
        "やや期待する",
        "どちらともいえない",
        "あまり期待しない",
        "期待しない",
    ],
    &[
        "ぜひ参加したい",
        "参加したい",
        "機会があれば参加したい",
        "条件が合えば参加したい",
        "どちらともいえない",
        "あまり参加したくない",
        "参加したくない",
    ],
    &["拡大する", "拡大", "現状を維持する", "現状維持", "縮小する", "縮小", "廃業する", "廃業"],
    &["不足している", "不足", "やや不足している", "やや不足", "適正", "ちょうどよい", "やや過剰", "過剰", "過剰である"],
    &[
        "非常にあてはまる",
        "とてもあてはまる",
        "あてはまる",
        "ややあてはまる",
        "どちらともいえない",
        "あまりあてはまらない",
        "あてはまらない",
        "まったくあてはまらない",
    ],
    &[
        "住み続けたい",
        "ずっと住み続けたい",
        "当分は住み続けたい",
        "どちらともいえない",
        "できれば転出したい",
        "転出したい",
    ],
    &[
        "very satisfied",
        "satisfied",
        "somewhat satisfied",
        "neither satisfied nor dissatisfied",
        "neutral",
        "somewhat dissatisfied",
        "dissatisfied",
        "very dissatisfied",
    ],
    &[
        "strongly agree",
        "agree",
        "somewhat agree",
        "neither agree nor disagree",
        "neutral",
        "somewhat disagree",
        "disagree",
        "strongly disagree",
    ],
    &["always", "often", "sometimes", "rarely", "never"],
];
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

/// True for その他 in any spelling.
pub fn is_other(label: &str) -> bool {
    let folded = fold::matching(label).to_lowercase();
    let bare = folded.trim_start_matches(|c: char| c.is_ascii_digit() || [' ', '.', ':', '、'].contains(&c));
    bare.starts_with("その他") && !bare.starts_with("その他の")
        || bare == "other"
        || bare.starts_with("other (")
        || bare.starts_with("other:")
}

/// True for 特にない and the like.
pub fn is_alone(label: &str) -> bool {
    let folded = fold::matching(label).to_lowercase();
    let bare = folded.trim_start_matches(|c: char| c.is_ascii_digit() || [' ', '.', ':', '、'].contains(&c));
    ALONE.contains(&bare)
}

/// Puts labels into the order of a printed form where it can be told: by the numbers before them, a known scale, the numbers in
/// them, or else as they come; その他, 特にない and the like last.
pub fn in_order(mut labels: Vec<String>) -> Vec<String> {
    if labels.iter().all(|label| leading(label).is_some()) {
        labels.sort_by_key(|label| leading(label));
        return labels;
    }
    let last = |label: &str| {
        let folded = fold::matching(label).to_lowercase();
        LAST.iter().position(|known| folded.starts_with(known) && !folded.starts_with("その他の"))
    };
    let (mut head, mut tail): (Vec<String>, Vec<String>) = labels.into_iter().partition(|label| last(label).is_none());
    if let Some(places) = scale(&head) {
        let mut placed: Vec<(usize, String)> = places.into_iter().zip(head).collect();
        placed.sort_by_key(|(place, _)| *place);
        head = placed.into_iter().map(|(_, label)| label).collect();
    } else if let Some(numbers) = head.iter().map(|label| quantity(label)).collect::<Option<Vec<f64>>>() {
        let mut placed: Vec<(f64, String)> = numbers.into_iter().zip(head).collect();
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        head = placed.into_iter().map(|(_, label)| label).collect();
    }
    tail.sort_by_key(|label| last(label));
    head.extend(tail);
    head
}

/// True when the order of the labels is known: a scale, quantities, or numbers before them.
pub fn is_ordered(labels: &[String]) -> bool {
    let last = |label: &&String| !is_other(label) && !is_alone(label);
    let head: Vec<String> = labels.iter().filter(last).cloned().collect();
    scale(&head).is_some()
        || head.iter().all(|label| quantity(label).is_some())
        || head.iter().all(|label| leading(label).is_some())
}

/// The places of all labels in the first scale that has them all.
fn scale(labels: &[String]) -> Option<Vec<usize>> {
    let folded: Vec<String> = labels.iter().map(|label| fold::matching(label).to_lowercase()).collect();
    let place =
        |scale: &[&str], label: &String| scale.iter().position(|step| fold::matching(step).to_lowercase() == *label);
    let places = |scale: &&[&str]| folded.iter().map(|label| place(scale, label)).collect::<Option<Vec<usize>>>();
    SCALES.iter().find_map(places).filter(|_| labels.len() > 1)
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
    // 2.5 is a number.
    let decimal = rest.starts_with('.') && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    (separated && !decimal).then(|| digits.parse().ok()).flatten()
}

/// The quantity a label begins with, so that 5年未満 comes before 5～10年 and 30代 before 40代.
fn quantity(label: &str) -> Option<f64> {
    let folded = fold::matching(label);
    let start = folded.find(|c: char| c.is_ascii_digit())?;
    // Words before the number are no quantity, but for 週1回 and the like, which scales know.
    if folded.get(..start).is_some_and(|before| !["", "約", "満"].contains(&before)) {
        return None;
    }
    let digits: String = folded
        .get(start..)?
        .chars()
        .take_while(|c| c.is_ascii_digit() || [',', '.'].contains(c))
        .filter(|c| *c != ',')
        .collect();
    let rest = folded.get(start..)?.trim_start_matches(|c: char| c.is_ascii_digit() || [',', '.'].contains(&c));
    let mut number: f64 = digits.trim_end_matches('.').parse().ok()?;
    let scale = if rest.starts_with('億') {
        1e8
    } else if rest.starts_with('万') {
        1e4
    } else if rest.starts_with('千') {
        1e3
    } else {
        1.0
    };
    number *= scale;
    let ranged = rest.contains(['~', '-']) || rest.contains("以上");
    let below = !ranged && ["未満", "以下", "より少ない"].iter().any(|word| rest.contains(word));
    Some(if below { number - 0.5 } else { number })
}

/// Choices for labels: the labels themselves where they are numbers, the numbers before them, or 1, 2, 3, …
pub fn coded<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    let labels: Vec<&str> = labels.collect();
    let numbers: Vec<Option<u32>> = labels.iter().map(|label| leading(label)).collect();
    let distinct: HashSet<u32> = numbers.iter().flatten().copied().collect();
    let led = !labels.is_empty() && distinct.len() == labels.len();
    // A label that reads like another one's code would make cells ambiguous.
    let clash = labels.iter().any(|label| number::canonical(&fold::matching(label)).is_some());
    let code = |at: usize, label: &str| match numbers.get(at).copied().flatten() {
        Some(number) if led => number.to_string(),
        _ if clash => label.to_owned(),
        _ => (at + 1).to_string(),
    };
    let choice =
        |(at, label): (usize, &&str)| Choice { code: code(at, label), label: (*label).to_owned(), ..Choice::default() };
    labels.iter().enumerate().map(choice).collect()
}

/// Gives a question other labels; what is known of those that stay is kept, codes are numbered anew.
pub fn relabel(question: &mut Question, labels: &[String]) {
    let known = std::mem::take(&mut question.choices);
    let mut choices = coded(labels.iter().map(String::as_str));
    for choice in &mut choices {
        if let Some(before) = known.iter().find(|before| before.label == choice.label) {
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
}
