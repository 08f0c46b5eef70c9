//! Labels that say how often: ほぼ毎日, 週に2～3回, 月1回くらい, 年に数回, 行かない. Each is told as times a month, so that they can stand in
//! the order of a printed form.

use crate::text::fold;

/// Times a month of once in a period, by its word. The longer word of two that begin alike stands first.
const PERIODS: [(&str, f64); 8] = [
    ("隔週", WEEKS / 2.0),
    ("毎週", WEEKS),
    ("毎月", 1.0),
    ("毎年", 1.0 / 12.0),
    ("週", WEEKS),
    ("月", 1.0),
    ("年", 1.0 / 12.0),
    ("日", DAYS),
];
/// Days and weeks of a month.
const DAYS: f64 = 30.0;
const WEEKS: f64 = 30.0 / 7.0;
/// What 数回 counts as; only the order matters.
const SOME: f64 = 3.5;
/// Words before and behind that make no difference to the order.
const BEFORE: [&str; 5] = ["だいたい", "おおよそ", "ほぼ", "平均", "約"];
const BEHIND: [&str; 8] = ["程度", "くらい", "ぐらい", "ほど", "利用する", "行く", "利用", "する"];

/// The places of labels that say how often, the most often first; nothing where some do not, or fewer than two name a period.
pub fn places(labels: &[String]) -> Option<Vec<f64>> {
    let often: Vec<f64> = labels.iter().map(|label| often(&fold::matching(label))).collect::<Option<_>>()?;
    let periods = often.iter().filter(|times| **times > RARELY).count();
    (periods > 1).then(|| often.into_iter().map(|times| -times).collect())
}

/// Less than anything that is counted, and more than never.
const RARELY: f64 = 0.001;

/// How many times a month a folded label says.
fn often(label: &str) -> Option<f64> {
    let denied = ["ない", "なし", "ません", "0回"].iter().any(|end| label.ends_with(end));
    if denied {
        let rarely = ["ほとんど", "めったに", "あまり", "滅多に"].iter().any(|word| label.starts_with(word));
        return Some(if rarely { RARELY } else { 0.0 });
    }
    let label = if label.starts_with("ほとんど毎") { label.trim_start_matches("ほとんど") } else { label };
    let mut rest = BEFORE.iter().fold(label, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    for word in BEHIND {
        rest = rest.strip_suffix(word).unwrap_or(rest).trim_end();
    }
    // 週1回以上 is more than 週1回, 週1回未満 less; so little that no other step lies between.
    let (rest, factor) = match rest {
        _ if rest.ends_with("以上") => (rest.trim_end_matches("以上"), 1.01),
        _ if rest.ends_with("未満") => (rest.trim_end_matches("未満"), 0.98),
        _ if rest.ends_with("以下") => (rest.trim_end_matches("以下"), 0.99),
        _ => (rest, 1.0),
    };
    if rest == "毎日" {
        return Some(DAYS * factor);
    }
    Some(period(rest)? * factor)
}

/// Times a month of 週に2～3回, 2か月に1回, 毎週, 半年に1回.
fn period(text: &str) -> Option<f64> {
    if let Some(rest) = text.strip_prefix("半年") {
        return Some(times(rest)? / 6.0);
    }
    // 2か月に1回, 3年に1回, 2週間に1回.
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, text) = text.split_at(digits);
    let spread: f64 = if number.is_empty() { 1.0 } else { number.parse().ok().filter(|number| *number > 0.0)? };
    let text = text.trim_start_matches(['か', 'ヶ', 'カ', 'ケ', 'ヵ', '箇']);
    let (word, once) = PERIODS.iter().find(|(word, _)| text.starts_with(word))?;
    let rest = text.strip_prefix(word)?;
    if rest.is_empty() && number.is_empty() && (word.starts_with('毎') || word.starts_with('隔')) {
        return Some(*once);
    }
    Some(times(rest)? * once / spread)
}

/// The number of times behind a period: に1回, 間に2～3日, 数回.
fn times(text: &str) -> Option<f64> {
    let text = text.strip_prefix("間").unwrap_or(text);
    let text = text.strip_prefix('に').unwrap_or(text);
    let text = text.strip_suffix('回').or_else(|| text.strip_suffix('日')).or_else(|| text.strip_suffix("度"))?;
    if text == "数" {
        return Some(SOME);
    }
    let mut ends = text.split(['~', '-']);
    let number = |text: &str| text.trim().trim_end_matches('回').parse::<f64>().ok();
    let (from, to) = (number(ends.next()?)?, ends.next().map(number));
    match (to, ends.next()) {
        (None, _) => Some(from),
        (Some(to), None) => Some((from + to?) / 2.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(labels: &[&str]) {
        let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
        let places = places(&labels).unwrap();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{labels:?} {places:?}");
    }

    #[test]
    fn often_comes_before_seldom() {
        told(&["ほぼ毎日", "週3回", "週1回くらい", "月に2回ほど", "行かない"]);
        told(&[
            "毎日",
            "週に2～3回",
            "週に1回程度",
            "月に数回",
            "月1回未満",
            "年に数回",
            "ほとんど利用しない",
            "利用しない",
        ]);
        told(&["1日に2回以上", "1日1回", "週4～5日", "2週間に1回", "2か月に1回", "半年に1回", "3年に1回"]);
        told(&["毎週", "隔週", "毎月", "毎年", "なし"]);
        told(&["週1回以上", "週1回", "週1回未満"]);
    }

    #[test]
    fn other_labels_say_nothing_of_it() {
        let places = |labels: &[&str]| places(&labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>());
        assert!(places(&["1回", "2回", "ほぼ毎日"]).is_none(), "times of no period");
        assert!(places(&["月曜日", "火曜日"]).is_none());
        assert!(places(&["年上", "年下"]).is_none());
        assert!(places(&["利用しない", "知らない"]).is_none());
    }
}
