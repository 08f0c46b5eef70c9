//! How headers name columns that belong together: 問3_1, 問8-A, 質問 `[行]`, 【設問】選択肢, a title over options.
//!
//! A header may be split in several ways; which of them holds is seen when neighbours share a stem (`groups`).

use super::words;
use crate::load::columns::ColumnName;
use crate::text::fold;

/// One way to split a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// What the columns of a question share, as written.
    pub stem: String,
    /// What tells them apart, as written; empty for a column with the stem alone.
    pub part: String,
}

impl Split {
    fn new(stem: &str, part: &str) -> Option<Self> {
        let (stem, part) = (stem.trim(), part.trim());
        let good = !stem.is_empty() && !part.is_empty();
        good.then(|| Self { stem: stem.to_owned(), part: part.to_owned() })
    }

    /// The stem for comparing.
    pub fn key(&self) -> String {
        fold::matching(&self.stem)
    }

    /// The leading number of the part, as in `1`, `1 売上の減少` or `1位`, and the words behind it.
    pub fn numbered(&self) -> Option<(u32, String)> {
        let folded = fold::matching(&self.part);
        let digits: String = folded.chars().take_while(char::is_ascii_digit).collect();
        let rest = folded.get(digits.len()..).unwrap_or_default();
        let number = digits.parse().ok()?;
        // 20代 and 2人 are labels, not numbers of options.
        let separated = rest.is_empty() || rest.starts_with(['.', ' ', ':', '_', '、', ')', '-']);
        separated.then(|| (number, rest.trim_start_matches(['.', ' ', ':', '_', '、', ')', '-']).to_owned()))
    }

    /// The rank a part names: 1位, 第2位, 第三希望, 3番目に重要, 順位1.
    pub fn rank(&self) -> Option<u32> {
        let folded = fold::matching(&self.part);
        if let Some(rest) = folded.strip_prefix("順位") {
            return rest.trim().parse().ok();
        }
        let (number, rest) = leading(folded.strip_prefix('第').unwrap_or(&folded))?;
        let rest = rest.trim_start();
        ["位", "番目", "希望", "優先"].iter().any(|word| rest.starts_with(word)).then_some(number)
    }

    /// Which of several answers a part names: 1, ②, 1つ目, 2個目, 回答3.
    pub fn turn(&self) -> Option<u32> {
        let folded = fold::matching(&self.part);
        let own = || self.numbered().map(|(number, _)| number);
        let counted = || {
            let (number, rest) = leading(&folded)?;
            ["つ目", "つめ", "個目", "番"].contains(&rest.trim()).then_some(number)
        };
        let named = || folded.strip_prefix("回答").or_else(|| folded.strip_prefix("その"))?.trim().parse().ok();
        own().or_else(counted).or_else(named)
    }
}

/// The number a text begins with, in digits or as one kanji, and the rest.
fn leading(text: &str) -> Option<(u32, &str)> {
    const KANJI: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if let Ok(number) = text.get(..digits)?.parse() {
        return Some((number, text.get(digits..)?));
    }
    let first = text.chars().next()?;
    let at = KANJI.iter().position(|kanji| *kanji == first)?;
    Some((u32::try_from(at).ok()? + 1, text.get(first.len_utf8()..)?))
}

/// The ways a header can be split, the surest first.
pub fn splits(name: &ColumnName) -> Vec<Split> {
    let mut found = Vec::new();
    if name.written.len() > 1 {
        // The last row tells columns apart before the rows above it do: その他 may have two columns within its question.
        for cut in (1..name.written.len()).rev() {
            let (upper, lower) = name.written.split_at(cut);
            found.extend(Split::new(&upper.join(" "), &lower.join(" ")));
        }
        return found;
    }
    let Some(written) = name.written.first() else { return found };
    let text = written.trim();
    found.extend(bracketed(text));
    found.extend(titled(text));
    found.extend(circled(text));
    found.extend(ranked(text));
    found.extend(numbered(text));
    found.extend(underscored(text));
    found.extend(numbered_behind(text));
    found.extend(in_parentheses(text));
    found.extend(counted(text));
    found
}

/// `質問 [行]`.
fn bracketed(text: &str) -> Option<Split> {
    let inner = text.strip_suffix([']', '］'])?;
    let (at, bracket) = inner.char_indices().rev().find(|(_, c)| ['[', '［'].contains(c))?;
    Split::new(inner.get(..at)?, inner.get(at + bracket.len_utf8()..)?)
}

/// `【設問】選択肢`.
fn titled(text: &str) -> Option<Split> {
    let (stem, part) = text.strip_prefix('【')?.split_once('】')?;
    Split::new(stem, part)
}

/// `問22①`.
fn circled(text: &str) -> Option<Split> {
    let (at, last) = text.char_indices().next_back()?;
    ('①'..='⑳').contains(&last).then(|| Split::new(text.get(..at)?, text.get(at..)?)).flatten()
}

/// `問22 重視するもの 第1位`, `重視するもの（2番目）`: a rank at the end.
fn ranked(text: &str) -> Option<Split> {
    let open =
        |c: char| c.is_whitespace() || ['(', '（', '[', '［', '_', '＿', '・', '-', '－', '：', ':'].contains(&c);
    let inner = text.trim_end_matches([')', '）', ']', '］']);
    let (at, sign) = inner.char_indices().rev().find(|(_, c)| open(*c))?;
    let split = Split::new(inner.get(..at)?.trim_end_matches(open), inner.get(at + sign.len_utf8()..)?)?;
    split.rank().map(|_| split)
}

/// `問3_1`, `問8-A`, `Q24_1位`, `問3(1)`, `問3_1_売上`: a question number, a sign, the rest.
fn numbered(text: &str) -> Option<Split> {
    let folded = fold::matching(text);
    let (kind, digits) = words::number(&folded)?;
    // The same length in the folded text, so cut there; parts are shown as folded.
    let after = folded.strip_prefix(kind.as_str())?.trim_start().strip_prefix(digits.as_str())?;
    let stem = folded.get(..folded.len() - after.len())?;
    let sign = after.chars().next()?;
    let rest = after.get(sign.len_utf8()..)?;
    match sign {
        '_' | '-' => Split::new(stem, rest),
        '.' if rest.starts_with(|c: char| c.is_ascii_digit()) => Split::new(stem, rest),
        '(' => Split::new(stem, &rest.replacen(')', "", 1)).filter(|split| !words::is_note(&split.part)),
        ' ' | '.' | ':' | '、' => Split::new(stem, rest).filter(|split| split.rank().is_some()),
        c if c.is_ascii_uppercase() && rest.is_empty() => Split::new(stem, after),
        _ if after.starts_with("その他") || after.starts_with("FA") => Split::new(stem, after),
        _ => None,
    }
}

/// `利用手段_バス`.
fn underscored(text: &str) -> Option<Split> {
    let at = text.rfind(['_', '＿', '：', ':'])?;
    let sign = text.get(at..)?.chars().next()?;
    Split::new(text.get(..at)?, text.get(at + sign.len_utf8()..)?)
}

/// `資金（問2）`: the number of the question behind the option.
fn numbered_behind(text: &str) -> Option<Split> {
    let inner = text.strip_suffix([')', '）'])?;
    let (option, number) = inner.rsplit_once(['(', '（'])?;
    let folded = fold::matching(number);
    let (kind, digits) = words::number(&folded)?;
    (folded == format!("{kind}{digits}")).then(|| Split::new(number, option)).flatten()
}

/// `課題1`, `Q1M1`: digits right behind words, or behind a question number and a letter for its type.
fn counted(text: &str) -> Option<Split> {
    let folded = fold::matching(text);
    let stem = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = folded.get(stem.len()..)?;
    let good = |stem: &str| (1..=2).contains(&digits.len()) && !digits.starts_with('0') && stem.chars().count() > 1;
    match words::number(&folded) {
        Some((kind, number)) => {
            let rest = stem.strip_prefix(kind.as_str())?.strip_prefix(number.as_str())?;
            let is_type = ["M", "S", "R", "C", "A", "MA", "SA"].contains(&rest);
            (is_type && good(stem)).then(|| Split::new(stem.strip_suffix(rest)?, digits)).flatten()
        }
        None if stem.ends_with(|c: char| c.is_alphabetic() && !c.is_ascii()) && good(stem) => Split::new(stem, digits),
        None => None,
    }
}

/// `満足度（商品）`.
fn in_parentheses(text: &str) -> Option<Split> {
    let inner = text.strip_suffix([')', '）'])?;
    let (at, bracket) = inner.char_indices().rev().find(|(_, c)| ['(', '（'].contains(c))?;
    Split::new(inner.get(..at)?, inner.get(at + bracket.len_utf8()..)?).filter(|split| !words::is_note(&split.part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, String)> {
        let name = ColumnName { written: vec![text.to_owned()], ..ColumnName::default() };
        splits(&name).into_iter().map(|split| (split.stem, split.part)).collect()
    }

    #[test]
    fn headers_are_split_where_services_join_them() {
        let first = |text: &str| of(text).into_iter().next();
        let pair = |stem: &str, part: &str| Some((stem.to_owned(), part.to_owned()));
        assert_eq!(first("施策の満足度 [防災]"), pair("施策の満足度", "防災"));
        assert_eq!(first("【利用手段】バス"), pair("利用手段", "バス"));
        assert_eq!(first("問22①"), pair("問22", "①"));
        assert_eq!(first("問8-A"), pair("問8", "A"));
        assert_eq!(first("問３＿１"), pair("問3", "1"));
        assert_eq!(first("問3_1_売上"), pair("問3", "1_売上"));
        assert_eq!(first("問5その他"), pair("問5", "その他"));
        assert_eq!(first("利用手段_バス"), pair("利用手段", "バス"));
        assert_eq!(first("満足度（商品）"), pair("満足度", "商品"));
        assert_eq!(first("問22 重視するもの 第1位"), pair("問22 重視するもの", "第1位"));
        assert_eq!(first("問22 1位に選ぶもの"), pair("問22", "1位に選ぶもの"));
        assert_eq!(first("問3 経営上の課題"), None);
        assert_eq!(first("性別"), None);
    }

    #[test]
    fn numbers_and_ranks_of_parts() {
        let split = |part: &str| Split { stem: "問3".to_owned(), part: part.to_owned() };
        assert_eq!(split("1_売上").numbered(), Some((1, "売上".to_owned())));
        assert_eq!(split("②").numbered(), Some((2, String::new())));
        assert_eq!(split("20代").numbered(), None);
        assert_eq!(split("第2位").rank(), Some(2));
        assert_eq!(split("第三希望").rank(), Some(3));
        assert_eq!(split("１番目に重要").rank(), Some(1));
        assert_eq!((split("2位").turn(), split("②").turn(), split("2つ目").turn()), (None, Some(2), Some(2)));
        assert_eq!(split("20代").turn(), None);
        assert_eq!(split("1").rank(), None);
    }
}
