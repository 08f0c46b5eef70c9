//! What the labels of somebody else's table stand for: answers of a question, bases, statistics, columns of a list.

use crate::load::vendor::words::{Unit, bare, unit};
use crate::model::survey::{Kind, Question, Survey};

/// Labels shorter than this do not stand for longer ones that begin so.
const LEAST_PART: usize = 3;
/// Labels shorter than this are not taken for shortened ones.
const LEAST_SHORT: usize = 4;

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Item {
    /// An option, net or kind of missing answer, by its code.
    Option(String),
    /// Everyone in the group.
    Base,
    /// The sum of their weights.
    WeightedBase,
    /// 延べ回答数.
    Given,
    /// Who answered.
    Answered,
    /// A statistic of the numbers.
    Stat(Stat),
}

/// Statistics of numbers and scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Stat {
    Mean,
    Median,
    Sd,
    Min,
    Max,
    FirstQuartile,
    ThirdQuartile,
    Sum,
}

/// What a column of a list (単純集計表) says about each answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Part {
    Count,
    WeightedCount,
    Percent,
    PercentOfAnswered,
    Rank(usize),
    Points,
    MeanPoints,
}

/// Names of things, folded.
#[derive(Debug, Clone, Default)]
pub struct Names<T>(Vec<(T, Vec<String>)>);

impl<T: Clone> Names<T> {
    /// Each thing with its names, the most usual first.
    pub fn new(all: impl IntoIterator<Item = (T, Vec<String>)>) -> Self {
        let folded = |names: Vec<String>| names.iter().map(|name| bare(name)).filter(|name| !name.is_empty()).collect();
        Self(all.into_iter().map(|(thing, names)| (thing, folded(names))).collect())
    }

    /// What a label stands for: a whole name or a shortened one.
    pub fn find(&self, label: &str) -> Option<T> {
        self.exact(label).or_else(|| self.near(label))
    }

    /// The thing with this name, or with this name behind a number.
    pub fn exact(&self, label: &str) -> Option<T> {
        let label = bare(label);
        let plain = unnumbered(&label);
        let named = |is: &dyn Fn(&str) -> bool| {
            self.0.iter().find(|(_, names)| names.iter().any(|name| is(name))).map(|(thing, _)| thing.clone())
        };
        named(&|name| name == label)
            .or_else(|| named(&|name| name == plain))
            .or_else(|| named(&|name| !plain.is_empty() && unnumbered(name) == plain))
    }

    /// The one thing whose name begins so or is begun so, or else the one whose name this shortens: its characters in
    /// their order, with some left out.
    pub fn near(&self, label: &str) -> Option<T> {
        let label = bare(label);
        let plain = unnumbered(&label);
        let long = |text: &str, least: usize| text.chars().count() >= least;
        let begins = |name: &str| {
            long(name, LEAST_PART) && long(plain, LEAST_PART) && (name.starts_with(plain) || plain.starts_with(name))
        };
        let shortens = |name: &str| {
            let mut rest = name.chars();
            long(plain, LEAST_SHORT) && plain.chars().all(|wanted| rest.any(|c| c == wanted))
        };
        self.only(&begins).or_else(|| self.only(&shortens))
    }

    /// The thing with such a name, if there is one only.
    fn only(&self, is: &dyn Fn(&str) -> bool) -> Option<T> {
        let mut found = self.0.iter().filter(|(_, names)| names.iter().any(|name| is(name)));
        match (found.next(), found.next()) {
            (Some((thing, _)), None) => Some(thing.clone()),
            _ => None,
        }
    }
}

/// A label without the number it begins with: `1決定している`.
fn unnumbered(label: &str) -> &str {
    let rest = label.trim_start_matches(|c: char| c.is_ascii_digit());
    // 39歳以下 and 2～4人 begin with numbers of their own.
    if rest.is_empty() || rest.starts_with(|c: char| "歳代年人~-万千百円㎡割%以未".contains(c)) {
        label
    } else {
        rest
    }
}

/// The names of a question's answers.
pub fn items(survey: &Survey, question: &Question) -> Names<Item> {
    let option = |code: &str| Item::Option(code.to_owned());
    let mut all: Vec<(Item, Vec<String>)> = Vec::new();
    if question.is_number() {
        let bands = crate::responses::grouping::band_labels(&question.bands);
        all.extend(bands.into_iter().map(|band| (option(&band.code), vec![band.label])));
    } else if question.kind != Kind::Text {
        all.extend(question.choices.iter().map(|choice| {
            let mut names = vec![choice.label.clone()];
            names.extend(choice.aliases.iter().cloned());
            names.push(choice.code.clone());
            (option(&choice.code), names)
        }));
        all.extend(survey.nets_of(question).map(|net| (option(&net.code), vec![net.label.clone()])));
    }
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    all.push((option("NA"), words(&["無回答", "未回答", "無記入", "無回答・不明", "不明・無回答", "NA", "no answer"])));
    all.push((option("INV"), words(&["無効", "無効回答", "invalid"])));
    all.push((option("UNK"), words(&["不明", "unreadable"])));
    Names::new(all)
}

/// Bases and statistics, by their usual words.
pub fn special(label: &str, measure: Option<&str>) -> Option<Item> {
    let word = bare(label);
    let stem = measure.map(bare).and_then(|measure| word.strip_suffix(&measure).map(str::to_owned));
    let is_sum = stem.as_deref() == Some("合計");
    let stem = stem.unwrap_or_else(|| word.clone());
    let stat = match stem.as_str() {
        "平均" | "平均値" | "平均点" | "平均得点" | "加重平均" | "mean" => Some(Stat::Mean),
        "中央値" | "median" => Some(Stat::Median),
        "標準偏差" | "stddev" => Some(Stat::Sd),
        "最小" | "最小値" | "min" => Some(Stat::Min),
        "最大" | "最大値" | "max" => Some(Stat::Max),
        "第1四分位" | "1stquartile" => Some(Stat::FirstQuartile),
        "第3四分位" | "3rdquartile" => Some(Stat::ThirdQuartile),
        "sum" => Some(Stat::Sum),
        _ => None,
    };
    if is_sum {
        return Some(Item::Stat(Stat::Sum));
    }
    stat.map(Item::Stat).or(match word.as_str() {
        "n" | "全体" | "合計" | "計" | "総数" | "総計" | "回答者数" | "サンプル数" | "標本数" | "調査数" | "該当数"
        | "母数" | "対象者数" | "有効回答数" | "回答者計" | "合計n" | "回答者数n" | "n=" | "全体n" | "total"
        | "totaln" | "base" | "respondentsn" | "対象者数n" | "askedn" | "回収数" | "集計対象数" => {
            Some(Item::Base)
        }
        "加重後n" | "weightedn" | "ウェイト後n" | "加重後回答者数" => Some(Item::WeightedBase),
        "延べ回答数" | "延回答数" | "回答総数" | "answersgiven" | "延べ件数" | "回答計" => {
            Some(Item::Given)
        }
        "回答あり" | "回答者計無回答を除く" | "有効回答" | "answered" => Some(Item::Answered),
        _ => None,
    })
}

/// True for the row of all respondents.
pub fn is_total(label: &str) -> bool {
    matches!(bare(label).as_str(), "全体" | "合計" | "計" | "総数" | "総計" | "全体計" | "total" | "n")
}

/// What a column of a list is.
pub fn part(labels: &[String], stated: Option<Unit>) -> Option<Part> {
    let word = bare(labels.last().map_or("", String::as_str));
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(&["無回答を除", "無回答除", "有効%", "有効パーセント", "shareanswered", "回答者のみ"])
    {
        return Some(Part::PercentOfAnswered);
    }
    if has(&["加重後件数", "加重件数", "ウェイト後", "weightedcount"]) {
        return Some(Part::WeightedCount);
    }
    match word.as_str() {
        "得点" | "points" => return Some(Part::Points),
        "平均得点" | "meanpoints" => return Some(Part::MeanPoints),
        "構成比" | "shareall" | "share" => return Some(Part::Percent),
        _ => {}
    }
    if let Some(place) = word
        .strip_suffix('位')
        .or_else(|| word.strip_suffix("st").or(word.strip_suffix("nd")).or(word.strip_suffix("rd")))
        && let Ok(place) = place.parse()
    {
        return Some(Part::Rank(place));
    }
    match stated.or_else(|| unit(&word)) {
        Some(Unit::Count) => Some(Part::Count),
        Some(Unit::Percent) => Some(Part::Percent),
        None if word.contains('%') || has(&["構成比", "割合"]) => Some(Part::Percent),
        None if has(&["件数", "人数", "回答数"]) => Some(Part::Count),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_find_what_they_name() {
        let names = Names::new([
            ("a", vec!["決定している".to_owned(), "1".to_owned()]),
            ("b", vec!["候補がいる".to_owned(), "2".to_owned()]),
            ("c", vec!["39歳以下".to_owned()]),
            ("d", vec!["40歳代".to_owned()]),
        ]);
        assert_eq!(names.find("１．決定している"), Some("a"));
        assert_eq!(names.find("決定して いる※"), Some("a"));
        assert_eq!(names.find("2"), Some("b"));
        assert_eq!(names.find("39歳以下"), Some("c"));
        assert_eq!(names.find("候補がいる（社内）"), Some("b"));
        assert_eq!(names.find("歳"), None);
        assert_eq!(names.find("いない"), None);
        assert_eq!(names.find("決定いる"), Some("a"));
        assert_eq!(names.exact("決定いる"), None);
    }

    #[test]
    fn columns_of_lists() {
        let of = |label: &str| part(&[label.to_owned()], unit(label));
        assert_eq!(of("件数"), Some(Part::Count));
        assert_eq!(of("構成比（％）"), Some(Part::Percent));
        assert_eq!(of("構成比（無回答を除く）"), Some(Part::PercentOfAnswered));
        assert_eq!(of("2位"), Some(Part::Rank(2)));
        assert_eq!(of("備考"), None);
        assert_eq!(special("合計（n）", None), Some(Item::Base));
        assert_eq!(special("合計（人）", Some("人")), Some(Item::Stat(Stat::Sum)));
        assert_eq!(special("平均（人）", Some("人")), Some(Item::Stat(Stat::Mean)));
    }
}
