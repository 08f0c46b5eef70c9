//! Columns of numbers among which some cells have words: 3回, 二人, 約10名, 毎日. A quantity that people wrote as they liked is
//! told from choices such as 1～4人 or 5人以上, which are ranges.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::column::Column;
use super::single::Doubt;
use super::words::{Said, UNITS};
use super::{Change, Reason};
use crate::load::number::{self, Parsed};
use crate::model::survey::MissingCodes;
use crate::model::{Kind, Question};
use crate::text::fold;

/// A scale is hardly longer than this.
const LONGEST_SCALE: usize = 12;
/// Words of choices that are ranges of numbers.
const RANGES: [&str; 8] = ["以上", "以下", "未満", "超", "から", "~", "代", "より"];
/// Signs that part the answers of a list.
const PARTS: [char; 7] = [',', ';', '、', '\n', '/', '・', ' '];
/// Signs that fill a cell without a number.
const DASHES: [&str; 6] = ["-", "ー", "―", "—", "–", "--"];

/// A quantity with words among its numbers, and the doubt that goes with it; nothing for columns that `single` can tell by their
/// numbers alone, and for lists and ranges.
pub fn question(column: &Column, said: &Said) -> Option<(Question, Vec<Doubt>)> {
    if said.single || said.multiple || said.rank || said.other || column.most(column.numbers + column.words) {
        return None;
    }
    let texts: Vec<(String, usize)> =
        column.distinct.iter().map(|(text, count)| (fold::matching(text), *count)).collect();
    let is_dash = |text: &String| DASHES.contains(&text.as_str());
    let (dashes, texts): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(text, _)| is_dash(text));
    // Most columns are none, and are told by the beginnings of their texts: trying every unit takes its time.
    let possible = texts.iter().filter(|(text, _)| may_be_number(text)).count();
    if possible * 2 <= texts.len() {
        return None;
    }
    let bare = texts.iter().filter(|(text, _)| value(text, None).is_some()).count();
    let unit = said.unit.clone().or_else(|| unit_of(&texts));
    let mut values: Vec<(f64, usize)> = Vec::new();
    let (mut read, mut cells, mut others) = (0, 0, Vec::new());
    for (text, count) in &texts {
        match value(text, unit.as_deref()) {
            Some(number) => {
                read += 1;
                cells += count;
                values.push((number, *count));
            }
            // A header that asks for a quantity gets ranges from some all the same.
            None if said.quantity && bare > 1 => {
                if number::parse(text, unit.as_deref()) == Parsed::No {
                    others.push(text.clone());
                }
            }
            None if RANGES.iter().any(|word| text.contains(word)) || is_list(text) => return None,
            None => others.push(text.clone()),
        }
    }
    let all: usize = texts.iter().map(|(_, count)| count).sum();
    let distinct = values.iter().map(|(number, _)| number.to_bits()).collect::<HashSet<_>>().len();
    let many = distinct > LONGEST_SCALE;
    // Where every number has its unit, few of them may be choices.
    let enough = (bare > 0 || many) && distinct > 2 && read * 2 > texts.len() && cells * 2 > all;
    if !enough || !(many || unit.is_some() || said.quantity) {
        return None;
    }
    let mut doubts = vec![(Reason::Worded { texts: others }, vec![Change::Kind(Kind::Single)])];
    let dashes = dashes.into_iter().map(|(text, _)| text).collect();
    let missing = missing(&values, MissingCodes { na: dashes, ..MissingCodes::default() }, &mut doubts);
    Some((Question { kind: Kind::Numeric, unit, missing, ..Question::default() }, doubts))
}

/// The codes for a missing answer among quantities, given with how often each stands there, added to those that are known; what is
/// to be said of them goes to the doubts.
pub(super) fn missing(values: &[(f64, usize)], known: MissingCodes, doubts: &mut Vec<Doubt>) -> Option<MissingCodes> {
    let mut missing = known;
    let stray = stray(values.iter().map(|(number, _)| *number));
    doubts.extend(set_aside(&stray, &mut missing));
    let mut counted: BTreeMap<i64, usize> = BTreeMap::new();
    for (number, count) in values.iter().filter(|(number, _)| *number >= 0.0 && *number < 1e15) {
        *counted.entry(number.round() as i64).or_default() += count;
    }
    let counted: Vec<(i64, usize)> = counted.into_iter().collect();
    let gap = gap(&counted);
    doubts.extend(gap.iter().map(|code| set_apart(code, &mut missing)));
    let code = perhaps(counted.get(..counted.len() - gap.len()).unwrap_or_default());
    doubts.extend(code.map(|code| (Reason::MaybeCode { code: code.clone() }, vec![Change::Missing(code)])));
    let missing = missing.with_blank();
    (missing != MissingCodes::default()).then_some(missing)
}

/// 99 and the like that may stand for no answer, and may be a number: the highest of all, that comes once, far from the others,
/// or again, not near them. `counts` are as for [`gap`].
fn perhaps(counts: &[(i64, usize)]) -> Option<String> {
    let [_, _, .., (before, _), (last, times)] = counts else { return None };
    let apart = is_apart(*last, *before) || *times > 1 && CODES.contains(last) && (last - before) * 10 >= *last;
    apart.then(|| last.to_string())
}

/// Numbers that stand for no answer among quantities.
const CODES: [i64; 9] = [88, 98, 99, 888, 998, 999, 8888, 9998, 9999];

/// True for such a number with nothing near below it.
fn is_apart(code: i64, before: i64) -> bool {
    let near = match code {
        ..100 => 40,
        100..1000 => 400,
        _ => 4000,
    };
    CODES.contains(&code) && before <= near
}

/// 99, 999 and the like that come again although nothing comes near them: codes for no answer among quantities. `counts` are the
/// values, ascending, with how often.
fn gap(counts: &[(i64, usize)]) -> Vec<String> {
    let mut body = counts;
    let mut found = Vec::new();
    while let [rest @ .., (before, _), (last, times)] = body {
        if !is_apart(*last, *before) || *times < 2 || rest.is_empty() {
            break;
        }
        found.push(last.to_string());
        body = body.get(..body.len() - 1).unwrap_or_default();
    }
    found
}

/// Takes a code behind a gap for a missing answer, and says so.
pub(super) fn set_apart(code: &str, missing: &mut MissingCodes) -> Doubt {
    let texts = if code.starts_with('8') { &mut missing.nap } else { &mut missing.na };
    texts.push(code.to_owned());
    (Reason::GapCode { code: code.to_owned() }, vec![Change::Code(code.to_owned())])
}

/// Negative numbers that stand for no answer among quantities: -1, -9, -99 and the like where nothing else is below zero, and
/// -99, -999 among whatever.
pub(super) fn stray(values: impl Iterator<Item = f64>) -> Vec<String> {
    const CODES: [f64; 9] = [-1.0, -2.0, -8.0, -9.0, -88.0, -98.0, -99.0, -999.0, -9999.0];
    let mut below: Vec<f64> = values.filter(|value| *value < 0.0).collect();
    below.sort_by(f64::total_cmp);
    below.dedup();
    let is_code = below.len() <= 2 && below.iter().all(|value| CODES.contains(value));
    let texts = below.iter().rev().map(ToString::to_string);
    texts.filter(|text| is_code || ["-99", "-999", "-9999"].contains(&text.as_str())).collect()
}

/// Takes stray negative numbers for missing answers, and says so.
pub(super) fn set_aside(stray: &[String], missing: &mut MissingCodes) -> Option<Doubt> {
    for code in stray {
        let texts = if code.starts_with("-99") { &mut missing.inv } else { &mut missing.na };
        texts.push(code.clone());
    }
    let changes = stray.iter().map(|code| Change::Code(code.clone())).collect();
    (!stray.is_empty()).then(|| (Reason::Negative { codes: stray.to_vec() }, changes))
}

/// True for a text that begins as numbers do.
fn may_be_number(text: &str) -> bool {
    let first = number::without_about(text).chars().next();
    first.is_some_and(|c| c.is_ascii_digit() || "-+▲△一二三四五六七八九十百千万億〇零".contains(c))
}

/// The number of a folded text, as loading reads it; none of a range or of a code such as 0012.
fn value(text: &str, unit: Option<&str>) -> Option<f64> {
    let inner = text.get(text.chars().next()?.len_utf8()..)?;
    let is_code = text.len() > 1 && text.starts_with('0') && !text.contains('.');
    if is_code || inner.contains('-') || RANGES.iter().any(|word| text.contains(word)) {
        return None;
    }
    match number::parse(text, unit) {
        Parsed::Plain(number) | Parsed::Words(number) => Some(number),
        Parsed::No => None,
    }
}

/// The unit behind most texts, where they are numbers with it and none is a range: 1回, 2回, 3回, ほぼ毎日.
pub(super) fn usual_unit(texts: &[(String, usize)]) -> Option<String> {
    let folded: Vec<(String, usize)> = texts.iter().map(|(text, count)| (fold::matching(text), *count)).collect();
    let unit = unit_of(&folded)?;
    let reads = folded.iter().filter(|(text, _)| text.contains(&unit) && value(text, Some(&unit)).is_some()).count();
    let is_range = |(text, _): &(String, usize)| RANGES.iter().any(|word| text.contains(word));
    (reads > 1 && reads * 5 >= folded.len() * 3 && !folded.iter().any(is_range)).then_some(unit)
}

/// The unit of texts that are numbers with one, where there is one.
pub fn unit(texts: &[(String, usize)]) -> Option<String> {
    unit_of(&texts.iter().map(|(text, count)| (fold::matching(text), *count)).collect::<Vec<_>>())
}

/// The unit that makes numbers of most texts that are none without one.
fn unit_of(texts: &[(String, usize)]) -> Option<String> {
    let texts_of = || texts.iter().map(|(text, _)| text).filter(|text| may_be_number(text));
    let worded: Vec<&String> = texts_of().filter(|text| value(text, None).is_none()).collect();
    let ends = |unit: &str| texts.iter().filter(|(text, _)| text.ends_with(unit)).count();
    // 人 and 名 read alike, so what is written counts next; 万円 before 円.
    let mut any: BTreeSet<&String> = BTreeSet::new();
    let mut reads = |unit: &str| {
        let read: Vec<&String> = worded.iter().copied().filter(|text| value(text, Some(unit)).is_some()).collect();
        any.extend(&read);
        read.len()
    };
    let ((read, ..), unit) = UNITS.iter().map(|unit| ((reads(unit), ends(unit), unit.len()), unit)).max()?;
    (read > 0 && read == any.len()).then(|| (*unit).to_owned())
}

/// True for several numbers with a sign between them.
fn is_list(text: &str) -> bool {
    let digits = text.chars().all(|c| c.is_ascii_digit() || PARTS.contains(&c));
    digits && text.contains(PARTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::columns::Header;
    use crate::load::draft::words;
    use crate::load::sheet::{Cell, Sheet};

    fn of(title: &str, texts: &[&str]) -> Option<(Question, Vec<Doubt>)> {
        let rows: Vec<Vec<Cell>> = texts.iter().map(|text| vec![Cell::Text((*text).to_owned())]).collect();
        let header = Header::at(&Sheet::default(), 0, 1);
        let rows: Vec<&[Cell]> = rows.iter().map(Vec::as_slice).collect();
        question(&Column::of(&rows, &header, 0), &words::read(title))
    }

    fn unit(title: &str, texts: &[&str]) -> Option<Option<String>> {
        of(title, texts).map(|(question, doubts)| {
            assert_eq!((question.kind, doubts.len()), (Kind::Numeric, 1), "{title}");
            question.unit
        })
    }

    #[test]
    fn numbers_with_words_are_quantities() {
        let shopping = ["0", "1", "2", "4", "8", "30", "12", "3回", "三回", "約10回", "週2回", "毎日"];
        assert_eq!(unit("1か月の買い物回数", &shopping), Some(Some("回".to_owned())));
        assert_eq!(unit("世帯人数", &["2", "２", "3", "1", "二人", "4", "5"]), Some(Some("人".to_owned())));
        let staff = ["３０人", "―", "1,200", "約10名", "8", "15", "22人"];
        assert_eq!(unit("従業者数", &staff), Some(Some("人".to_owned())));
        let (sales, _) = of("売上高（万円）", &["-", "△300", "1,500", "820", "約3千万円", "不詳"]).unwrap();
        assert_eq!(sales.unit.as_deref(), Some("万円"));
        assert_eq!(sales.missing.unwrap().na, ["", "-"]);
    }

    #[test]
    fn ranges_lists_and_scales_are_none() {
        assert!(of("従業員数", &["1～4人", "5～9人", "10人以上", "1人"]).is_none());
        assert!(of("世帯人数", &["1人", "2人", "3人", "4人以上"]).is_none());
        assert!(of("満足度", &["1", "2", "3", "4", "5", "不明", "分からない"]).is_none());
        assert!(of("利用", &["1", "2", "3", "1,2", "2,3", "その他1", "4"]).is_none());
        assert!(of("郵便番号", &["918-8001", "918-8002", "1", "2", "3", "4"]).is_none());
    }
}
