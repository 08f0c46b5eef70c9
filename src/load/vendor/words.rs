//! Words that tables of other hands use for units, bases and statistics. Texts are compared folded, without brackets,
//! spaces and the marks of 参考値.

use crate::text::fold;

/// What figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// People, or answers.
    Count,
    /// Percent.
    Percent,
}

const COUNTS: [&str; 14] = [
    "件数",
    "人数",
    "実数",
    "度数",
    "回答数",
    "件",
    "人",
    "票",
    "票数",
    "回答件数",
    "回答者数",
    "世帯数",
    "count",
    "n",
];
const PERCENTS: [&str; 16] = [
    "%",
    "構成比",
    "割合",
    "比率",
    "横%",
    "縦%",
    "行%",
    "列%",
    "全体%",
    "構成比%",
    "割合%",
    "パーセント",
    "構成割合",
    "回答率",
    "percent",
    "構成比率",
];

/// The unit a whole label stands for: 件数, ％.
pub fn unit(label: &str) -> Option<Unit> {
    let word = bare(label);
    if PERCENTS.contains(&word.as_str()) {
        return Some(Unit::Percent);
    }
    COUNTS.contains(&word.as_str()).then_some(Unit::Count)
}

/// The unit of the upper lines, or of all lines, as a heading says it: 上段：件数　下段：％, 単位：％, n%表.
pub fn stated(titles: &[String]) -> Option<Unit> {
    titles.iter().rev().find_map(|title| {
        let text = bare(title);
        let after = |word: &str| text.find(word).and_then(|at| text.get(at + word.len()..)).map(str::to_owned);
        let upper = after("上段").map(|upper| upper.split("下段").next().unwrap_or_default().to_owned());
        let first = upper.or_else(|| after("単位"));
        first.and_then(|text| {
            let has = |words: &[&str]| words.iter().any(|word| word.chars().count() > 0 && text.contains(word));
            match (has(&["%", "構成比", "割合", "比率"]), has(&["件", "人", "実数", "度数", "票", "回答数"]))
            {
                (true, false) => Some(Unit::Percent),
                (false, true) => Some(Unit::Count),
                _ => None,
            }
        })
    })
}

/// A label folded for looking words up: no width, no spaces, no brackets, no marks of small bases.
pub fn bare(label: &str) -> String {
    let folded = fold::matching(label).to_lowercase();
    folded.chars().filter(|c| !c.is_whitespace() && !"()[]【】〔〕「」『』《》<>:※*#・,、.".contains(*c)).collect()
}
