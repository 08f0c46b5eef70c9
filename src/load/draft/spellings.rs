//! Texts that are one word in different spellings (はい, ハイ, はい。; ①徒歩, 徒歩), and texts that nearly are (小売, 小売業). The first
//! become one choice that reads them all, the second are only named: what is meant cannot be told from the letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::single::Doubt;
use super::{Change, Reason, choices, lists};
use crate::load::number;
use crate::model::Question;
use crate::text::fold;

/// A word, and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The spelling that is used most, or the one with the number of the form before it.
    pub label: String,
    /// Cells with any of its spellings.
    pub count: usize,
    /// The other spellings, as far as a cell with them would not be read as the label anyway.
    pub also: Vec<String>,
}

/// Signs at the end of a word that say nothing.
const ENDS: [char; 12] = ['。', '.', '、', ',', '!', '?', ':', ';', '・', '｡', '\'', '"'];
/// Letters that mean another thing in the place of one another, or before a word: 東地区 and 西地区, 満足 and 不満足.
const TELLING: &str = "一二三四五六七八九十百千万東西南北上下左右前後大中小新旧内外男女高低甲乙丙春夏秋冬朝昼夜午公私国県市町村自他不非無未有";
/// Endings that turn a word into its opposite.
const OPPOSITES: [&str; 4] = ["ない", "なかった", "ません", "以外"];
/// Words that make a range of a number before them.
const LIMITS: [&str; 7] = ["以上", "以下", "未満", "程度", "まで", "から", "~"];
/// Letters, folded, that names of places are written with one for the other: 南ヶ丘, 南が丘; 山の手, 山之手; 四つ谷, 四っ谷.
const PARTICLES: [&str; 3] = ["ゖけがゕか", "の之", "つっ"];
/// Words that mean the same on many forms, in whatever letters.
const SYNONYMS: [&[&str]; 12] = [
    &["はい", "有", "有り", "ある", "yes", "y", "○", "◯"],
    &["いいえ", "無", "無し", "無い", "ない", "なし", "no", "n", "×"],
    &["男", "男性", "m", "male"],
    &["女", "女性", "f", "female"],
    &["自家用車", "自動車", "車", "マイカー", "乗用車"],
    &["自転車", "サイクリング", "チャリ"],
    &["パソコン", "pc"],
    &["スマートフォン", "スマホ"],
    &["インターネット", "ネット", "web", "ウェブ"],
    &["ホームページ", "hp", "ウェブサイト", "webサイト"],
    &["会社員", "サラリーマン", "会社勤め"],
    &["専業主婦", "専業主夫", "主婦", "主夫", "主婦・主夫", "専業主婦（主夫）"],
];
/// Most pairs named of one question.
const MOST_PAIRS: usize = 12;

/// The words among texts given with how often each stands there, by first appearance.
pub fn words(texts: &[(String, usize)]) -> Vec<Word> {
    let mut found: Vec<(String, Vec<(&str, usize)>)> = Vec::new();
    let mut places = HashMap::new();
    for (text, count) in texts {
        let key = key(text);
        let place = *places.entry(key.clone()).or_insert_with(|| {
            found.push((key, Vec::new()));
            found.len() - 1
        });
        if let Some((_, spellings)) = found.get_mut(place) {
            spellings.push((text, *count));
        }
    }
    // 徒歩 and ①徒歩, when only one number stands before it; so does the number alone.
    let mut led: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (_, spellings)) in found.iter().enumerate() {
        let text = spellings.first().map_or("", |(text, _)| text);
        if let Some(number) = choices::leading(text) {
            led.entry(key(choices::unled(text))).or_default().push(at);
            led.entry(number.to_string()).or_default().push(at);
        }
    }
    let home = |(word, spellings): &(String, Vec<(&str, usize)>)| {
        let text = spellings.first().filter(|(text, _)| choices::leading(text).is_none())?.0;
        let number = number::canonical(&fold::matching(text));
        let mut homes = led.get(word).into_iter().chain(number.as_ref().and_then(|own| led.get(own))).flatten();
        let home = homes.next()?;
        homes.all(|other| other == home).then_some(*home)
    };
    let homes: Vec<Option<usize>> = found.iter().map(home).collect();
    let mut joined: Vec<(Vec<(&str, usize)>, bool)> =
        found.iter().map(|(_, spellings)| (spellings.clone(), false)).collect();
    for (at, home) in homes.iter().enumerate() {
        let Some(home) = home else { continue };
        let own = joined.get_mut(at).map(|(spellings, _)| std::mem::take(spellings)).unwrap_or_default();
        if let Some((spellings, is_led)) = joined.get_mut(*home) {
            spellings.extend(own);
            *is_led = true;
        }
    }
    joined.into_iter().filter_map(|(spellings, is_led)| word(&spellings, is_led)).collect()
}

fn word(spellings: &[(&str, usize)], is_led: bool) -> Option<Word> {
    let leads = |text: &str| !is_led || choices::leading(text).is_some();
    let (label, _) = spellings.iter().rev().max_by_key(|(text, count)| (leads(text), *count))?;
    let own = fold::matching(label);
    let mut also: Vec<String> = Vec::new();
    for (text, _) in spellings {
        let folded = fold::matching(text);
        if folded != own && also.iter().all(|known| fold::matching(known) != folded) {
            also.push((*text).to_owned());
        }
    }
    Some(Word { label: (*label).to_owned(), count: spellings.iter().map(|(_, count)| count).sum(), also })
}

/// What all spellings of a word have in common.
fn key(text: &str) -> String {
    let folded = fold::search(text);
    let mut bare = String::new();
    for c in folded.trim_end_matches(ENDS).chars().filter(|c| !c.is_whitespace()) {
        // A hyphen or minus typed for the long sign of サービス.
        let is_long = c == '-' && bare.chars().next_back().is_some_and(|last| ('ぁ'..='ゖ').contains(&last));
        bare.push(if is_long { 'ー' } else { c });
    }
    // 1 and 1. are numbers, and signs alone are what they are.
    if bare.is_empty() { folded } else { bare }
}

/// Gives choices the other spellings of their words.
pub fn give(question: &mut Question, words: &[Word]) {
    let words: HashMap<&str, &Word> = words.iter().rev().map(|word| (word.label.as_str(), word)).collect();
    for choice in &mut question.choices {
        if let Some(word) = words.get(choice.label.as_str()) {
            let own = fold::matching(&choice.code);
            choice.aliases.extend(word.also.iter().filter(|text| fold::matching(text) != own).cloned());
        }
    }
}

/// Makes one choice of two; codes are numbered anew.
pub fn join(question: &mut Question, label: &str, also: &str) {
    let labels: Vec<String> =
        question.choices.iter().map(|choice| choice.label.clone()).filter(|known| known != also).collect();
    let mut spelled = vec![also.to_owned()];
    let before = question.choices.iter().find(|choice| choice.label == also);
    spelled.extend(before.into_iter().flat_map(|choice| choice.aliases.clone()));
    choices::relabel(question, &labels);
    if let Some(choice) = question.choices.iter_mut().find(|choice| choice.label == label) {
        choice.aliases.extend(spelled);
    }
}

/// Makes choices of the other spellings of one; codes are numbered anew.
pub fn part(question: &mut Question, label: &str, also: &[String]) {
    for choice in question.choices.iter_mut().filter(|choice| choice.label == label) {
        choice.aliases.retain(|alias| !also.contains(alias));
    }
    let labels = question.choices.iter().map(|choice| choice.label.clone());
    let labels: Vec<String> = labels
        .flat_map(|own| {
            let others = if own == label { also.to_vec() } else { Vec::new() };
            std::iter::once(own).chain(others)
        })
        .collect();
    choices::relabel(question, &labels);
}

/// What is to be said of words that were put together, and of those that may be.
pub fn doubts(words: &[Word], labels: &[(String, usize)]) -> Vec<Doubt> {
    let joined = words.iter().filter(|word| !word.also.is_empty()).map(|word| {
        let (label, also) = (word.label.clone(), word.also.clone());
        (Reason::Spellings { label: label.clone(), also: also.clone() }, vec![Change::Apart { label, also }])
    });
    let near = near(labels).into_iter().map(|(label, other)| {
        let same = Change::Same { label: label.clone(), also: other.clone() };
        (Reason::Near { first: label, second: other }, vec![same])
    });
    joined.chain(near).collect()
}

/// Pairs of labels, given with how often each stands there, that may be one word: one begins with the other, or a letter is
/// wanting or wrong. The one that stands more often comes first. So many labels that they are hardly choices are not compared.
pub fn near(labels: &[(String, usize)]) -> Vec<(String, String)> {
    if labels.len() > lists::MOST_CHOICES {
        return Vec::new();
    }
    let all: Vec<String> = labels.iter().map(|(label, _)| label.clone()).collect();
    // On a scale words are like one another; there only a longer form of a word (男性 for 男) is the same.
    let is_scale = choices::is_ordered(&all);
    let aside: Vec<bool> = all.iter().map(|label| choices::is_other(label) || choices::is_alone(label)).collect();
    let letters: Vec<Vec<char>> = labels.iter().map(|(label, _)| key(label).chars().collect()).collect();
    let meanings: Vec<Option<usize>> = letters.iter().map(|letters| meaning(letters)).collect();
    let mut found = Vec::new();
    for (at, (first, often)) in labels.iter().enumerate() {
        for (other, (second, seldom)) in labels.iter().enumerate().skip(at + 1) {
            let (Some(a), Some(b)) = (letters.get(at), letters.get(other)) else { continue };
            let same = meanings.get(at).is_some_and(|own| own.is_some() && meanings.get(other) == Some(own));
            if !same && [at, other].iter().any(|place| aside.get(*place) == Some(&true)) {
                continue;
            }
            let rare = *often.min(seldom) * 5 <= *often.max(seldom) || *often.min(seldom) <= 2;
            let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
            let is_near = if is_scale { is_longer(shorter, longer, 1) } else { is_near(shorter, longer, rare) };
            if same || is_near || is_short_form(first, second) {
                found.push(if often >= seldom {
                    (first.clone(), second.clone())
                } else {
                    (second.clone(), first.clone())
                });
            }
            if found.len() == MOST_PAIRS {
                return found;
            }
        }
    }
    found
}

/// Which of the words that mean the same a text is.
fn meaning(letters: &[char]) -> Option<usize> {
    static KNOWN: LazyLock<HashMap<Vec<char>, usize>> = LazyLock::new(|| {
        let words = SYNONYMS.iter().enumerate().flat_map(|(at, words)| words.iter().map(move |word| (word, at)));
        words.map(|(word, at)| (key(word).chars().collect(), at)).collect()
    });
    KNOWN.get(letters).copied()
}

/// True for コンビニ and コンビニエンスストア: the beginning of a long word in katakana.
fn is_short_form(first: &str, second: &str) -> bool {
    let (first, second) = (fold::matching(first), fold::matching(second));
    let (shorter, longer) = if first.len() <= second.len() { (first, second) } else { (second, first) };
    let katakana = longer.chars().all(|c| ('ァ'..='ー').contains(&c) && c != '・');
    katakana && shorter != longer && shorter.chars().count() > 2 && longer.starts_with(&shorter)
}

/// True when the shorter text may be the longer one written otherwise; `rare` says that one of them hardly comes.
fn is_near(shorter: &[char], longer: &[char], rare: bool) -> bool {
    let telling = |c: &char| c.is_ascii_alphanumeric() || TELLING.contains(*c);
    let extra = longer.len() - shorter.len();
    if extra > 0 && longer.starts_with(shorter) {
        return extra <= shorter.len() && is_longer(shorter, longer, 2);
    }
    let same = shorter.iter().zip(longer).take_while(|(a, b)| a == b).count();
    match extra {
        0 => {
            let pair = shorter.get(same).zip(longer.get(same));
            let particles =
                pair.is_some_and(|(a, b)| PARTICLES.iter().any(|letters| letters.contains(*a) && letters.contains(*b)));
            longer.len() >= 3
                && (rare || particles)
                && shorter.get(same + 1..) == longer.get(same + 1..)
                && pair.is_some_and(|(a, b)| !(telling(a) && telling(b)))
        }
        1 => {
            longer.len() >= 3
                && longer.get(same + 1..) == shorter.get(same..)
                && longer.get(same).is_some_and(|c| !telling(c))
        }
        _ => false,
    }
}

/// True when a word of at least so many letters begins the other one, whose rest does not make it mean something else.
fn is_longer(shorter: &[char], longer: &[char], least: usize) -> bool {
    let Some(rest) = longer.strip_prefix(shorter).filter(|rest| !rest.is_empty()) else { return false };
    let text: String = rest.iter().collect();
    let opposite = OPPOSITES.iter().any(|end| text.ends_with(end)) || LIMITS.iter().any(|word| text.starts_with(word));
    shorter.len() >= least && !opposite && rest.first() != Some(&'(') && !rest.iter().any(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[(&str, usize)]) -> Vec<(String, usize)> {
        texts.iter().map(|(text, count)| ((*text).to_owned(), *count)).collect()
    }

    fn told(texts: &[(&str, usize)]) -> Vec<(String, usize, Vec<String>)> {
        words(&of(texts)).into_iter().map(|word| (word.label, word.count, word.also)).collect()
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        let texts = [("はい", 9), ("いいえ", 7), ("ハイ", 2), ("はい。", 1), ("ﾊｲ", 1)];
        let yes = ("はい".to_owned(), 13, vec!["ハイ".to_owned(), "はい。".to_owned()]);
        assert_eq!(told(&texts), [yes, ("いいえ".to_owned(), 7, vec![])]);
        assert_eq!(told(&[("サービス業", 9), ("サ−ビス業", 1)]).len(), 1);
        let texts = [("徒歩", 9), ("①徒歩", 2), ("②自転車", 3), ("自転車", 1), ("1", 4)];
        let walk = ("①徒歩".to_owned(), 15, vec!["徒歩".to_owned(), "1".to_owned()]);
        assert_eq!(told(&texts), [walk, ("②自転車".to_owned(), 4, vec!["自転車".to_owned()])]);
    }

    #[test]
    fn a_word_under_two_numbers_stays_apart() {
        assert_eq!(told(&[("1. その他", 3), ("2. その他", 3), ("その他", 1)]).len(), 3);
        assert_eq!(told(&[("1", 3), ("2", 3), ("-", 1), ("ー", 1)]).len(), 4);
    }

    fn pairs(texts: &[(&str, usize)]) -> Vec<(String, String)> {
        near(&of(texts))
    }

    #[test]
    fn words_that_may_be_the_same_are_named() {
        let pair = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
        assert_eq!(pairs(&[("製造業", 9), ("小売", 4), ("小売業", 8)]), pair("小売業", "小売"));
        assert_eq!(pairs(&[("男性", 9), ("女性", 4), ("男", 2)]), pair("男性", "男"));
        assert_eq!(pairs(&[("増加", 9), ("減少", 4), ("増加した", 2)]), pair("増加", "増加した"));
        assert_eq!(
            pairs(&[("インターネット", 9), ("インターネト", 3), ("電話", 4)]),
            pair("インターネット", "インターネト")
        );
        assert_eq!(pairs(&[("南ヶ丘", 9), ("南が丘", 8), ("本町", 4)]), pair("南ヶ丘", "南が丘"));
        assert_eq!(pairs(&[("山の手", 9), ("山之手", 8), ("本町", 4)]), pair("山の手", "山之手"));
        assert_eq!(pairs(&[("車", 9), ("マイカー", 8), ("自転車", 7)]), pair("車", "マイカー"));
        assert_eq!(pairs(&[("はい", 9), ("有", 8), ("いいえ", 7)]), pair("はい", "有"));
        assert_eq!(
            pairs(&[("コンビニ", 9), ("コンビニエンスストア", 8), ("スーパー", 7)]),
            pair("コンビニ", "コンビニエンスストア")
        );
        let sexes = [("男", 9), ("M", 2), ("女", 8), ("F", 1)];
        assert_eq!(pairs(&sexes), [pair("男", "M"), pair("女", "F")].concat());
    }

    #[test]
    fn words_that_only_look_alike_are_not() {
        assert!(pairs(&[("東地区", 9), ("西地区", 1), ("第一小学校", 4), ("第二小学校", 1)]).is_empty());
        assert!(pairs(&[("満足", 9), ("やや満足", 8), ("不満", 4)]).is_empty(), "a scale");
        assert!(pairs(&[("利用する", 9), ("利用する予定はない", 8), ("必要", 4), ("必要でない", 2)]).is_empty());
        assert!(pairs(&[("週1回", 9), ("週1回以上", 1), ("月1回", 4)]).is_empty());
        assert!(pairs(&[("20代", 9), ("30代", 1), ("不明の方", 4)]).is_empty());
        assert!(pairs(&[("自転車", 9), ("自動車", 8), ("徒歩", 4)]).is_empty(), "both come often");
        assert!(pairs(&[("その他", 9), ("その他サービス", 8)]).is_empty());
    }
}
