//! One column as a question: text, date, number, one choice, several choices in one cell. What the values and the header
//! cannot settle comes back as a doubt with what else it may be.

use std::collections::{BTreeMap, HashSet};

use super::amounts;
use super::choices;
use super::column::Column;
use super::lists;
use super::signs;
use super::spellings;
use super::words::Said;
use super::written::{rare, take_as_other, words_of_other};
use super::{Change, Reason};
use crate::load::number;
use crate::model::survey::{Layout, MissingCodes};
use crate::model::{Choice, Kind, Question};
use crate::text::fold;

/// Longest choice, in characters.
const LONGEST: usize = 80;

/// So many years may be choices.
const LONGEST_YEARS: usize = 6;

/// A doubt without the id of its question, which is given later.
pub type Doubt = (Reason, Vec<Change>);

/// Where a column stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'a> {
    /// Its name, for the words beside その他 that stand in it.
    pub own: &'a str,
    /// Labels known from columns behind it.
    pub known: &'a [String],
    /// What the service writes between answers; nothing where it is not known.
    pub separators: &'a [&'a str],
    /// True when the words beside その他 have a column of their own, or are nowhere.
    pub apart: bool,
}

/// What a column seems to ask. Id, label and column are left to the caller.
pub fn question(column: &Column, said: &Said, place: Place<'_>) -> (Question, Vec<Doubt>) {
    let signs = signs::of(&column.distinct);
    if !signs.is_empty() {
        let mut plain = column.clone();
        plain.distinct.retain(|(text, _)| !signs.contains(text));
        let (mut question, mut doubts) = of_answers(&plain, said, place);
        if !question.choices.is_empty() {
            doubts.push(signs::set_aside(signs, &mut question));
            return (question, doubts);
        }
    }
    of_answers(column, said, place)
}

/// The same, of a column without signs for a missing answer.
fn of_answers(column: &Column, said: &Said, place: Place<'_>) -> (Question, Vec<Doubt>) {
    let mut doubts = Vec::new();
    // A few dates among codes are what Excel made of 3-4; loading reports them, and they are no choices.
    let plain;
    let column = if column.dates > 0 && column.dates * 4 <= column.cells() {
        plain = column.without_dates();
        &plain
    } else {
        column
    };
    let question = Question { unit: said.unit.clone(), ..Question::default() };
    if column.most(column.dates) {
        return (Question { kind: Kind::Date, unit: None, ..question }, doubts);
    }
    if said.text && !said.single && !said.multiple && !said.other {
        return (Question { kind: Kind::Text, ..question }, doubts);
    }
    if let Some(found) = amounts::question(column, said) {
        return found;
    }
    if let Some(found) = list(column, said, place, &mut doubts) {
        return (Question { max: said.max, unit: None, ..found }, doubts);
    }
    if column.most(column.numbers + column.words) && column.numbers > 0 {
        return (numbers(column, said, question, &mut doubts), doubts);
    }
    if let Some((plain, texts)) = without_doubles(column) {
        doubts.push((Reason::DoubleMarks { texts }, vec![Change::Kind(Kind::Multiple)]));
        return (numbers(&plain, said, question, &mut doubts), doubts);
    }
    if said.multiple && lists::are_digits(&column.distinct, true) {
        return (digits(column, said, question), doubts);
    }
    (texts(column, said, place, question, &mut doubts), doubts)
}

/// Several answers in one cell.
fn list(column: &Column, said: &Said, place: Place<'_>, doubts: &mut Vec<Doubt>) -> Option<Question> {
    if said.single && !said.multiple {
        return None;
    }
    let found = match place.separators {
        [] => lists::find(&column.distinct, said.multiple, place.known),
        own => lists::find_with(own, &column.distinct, said.multiple, place.known),
    };
    let list = found?;
    // A few cells with two codes among many with one are double marks of a question with one answer.
    let codes = list.labels.iter().all(|(label, _)| number::canonical(&fold::matching(label)).is_some());
    if !said.multiple && codes && list.several * 10 < column.cells() {
        return None;
    }
    let mut labels: Vec<(String, usize)> = list.labels.clone();
    labels.extend(list.written.iter().map(|text| (text.clone(), 1)));
    let spelled = if codes { Vec::new() } else { spellings::words(&labels) };
    if !codes {
        labels = spelled.iter().map(|word| (word.label.clone(), word.count)).collect();
    }
    let written = if codes { Vec::new() } else { words_of_other(&labels, column.cells(), place) };
    let is_written: HashSet<&String> = written.iter().collect();
    labels.retain(|(label, _)| !is_written.contains(label));
    if !codes {
        doubts.extend(spellings::doubts(&spelled, &labels));
    }
    let once = rare(&labels, place);
    if codes {
        doubts.extend(run_together(&mut labels, &beside_others(column, &list.separator)));
    }
    let missing =
        if codes { missing_codes(&mut labels, &beside_others(column, &list.separator), doubts) } else { None };
    let labels: Vec<String> = labels.into_iter().map(|(label, _)| label).collect();
    if choices::is_composed(&labels) {
        doubts.push((Reason::Degrees, vec![Change::Order(labels.clone())]));
    }
    let mut question = Question {
        missing,
        kind: Kind::Multiple,
        layout: Some(Layout::List),
        separator: Some(list.separator.clone()),
        choices: of_labels(labels.clone(), true),
        ..Question::default()
    };
    spellings::give(&mut question, &spelled);
    for (label, parts, sure) in &list.joined {
        if !sure {
            let part = Change::Part { label: label.clone(), parts: parts.clone() };
            doubts.push((Reason::Joined { label: label.clone() }, vec![part]));
        }
    }
    if !list.undoubled.is_empty() {
        let labels = list.undoubled.clone();
        let again = Change::List { separator: list.separator.clone(), labels: labels.clone() };
        doubts.push((Reason::Doubled { labels }, vec![again]));
    }
    for ((first, second), label) in list.together.iter().zip(&list.wholes) {
        let join = Change::Join { parts: vec![first.clone(), second.clone()], label: label.clone() };
        doubts.push((Reason::Together { first: first.clone(), second: second.clone() }, vec![join]));
    }
    if !written.is_empty() {
        take_as_other(&mut question, &written, place.own, doubts);
    } else if !once.is_empty() && !codes {
        doubts.push((
            Reason::Rare { texts: once.clone() },
            vec![Change::Words { column: place.own.to_owned(), texts: once }],
        ));
    }
    let order = Order::of(column, &list.separator, codes);
    if said.rank {
        question.kind = Kind::Rank;
        question.layout = None;
        let again = Change::List { separator: list.separator.clone(), labels };
        if order != Order::Any {
            doubts.push((Reason::ListOrder, vec![again]));
        }
    } else if order == Order::Any {
        doubts.push((Reason::ListOrder, vec![Change::Kind(Kind::Rank)]));
    }
    if (list.seldom || list.weak || list.once || codes) && !said.multiple {
        doubts.push((Reason::Separator { separator: list.separator.clone() }, vec![Change::Kind(Kind::Single)]));
    }
    Some(question)
}

/// The codes that stand beside another one in some cell.
fn beside_others(column: &Column, separator: &str) -> HashSet<String> {
    let cells = column.distinct.iter().map(|(text, _)| crate::load::marks::pieces(text, separator));
    let several = cells.filter(|parts| parts.len() > 1).flatten();
    several.filter_map(|(_, part)| number::canonical(&fold::matching(part))).collect()
}

/// Takes 13 from the codes of a list when 1 and 3 are codes and nobody has it beside another one: a spreadsheet makes a number of
/// `1,3`. Such a cell cannot be told from a code, so it is read as none.
fn run_together(labels: &mut Vec<(String, usize)>, beside: &HashSet<String>) -> Option<Doubt> {
    let canonical = |label: &str| number::canonical(&fold::matching(label)).unwrap_or_default();
    let short: HashSet<char> = labels
        .iter()
        .map(|(label, _)| canonical(label))
        .filter(|code| code.len() == 1)
        .flat_map(|c| c.chars().next())
        .collect();
    let is_run = |label: &str| {
        let code = canonical(label);
        let digits: Vec<char> = code.chars().collect();
        digits.len() > 1
            && !beside.contains(&code)
            && digits.iter().all(|digit| short.contains(digit))
            && digits.windows(2).all(|pair| pair.first() < pair.last())
    };
    // Where there are codes up to 13 and more, 12 is one of them.
    let long = labels.iter().filter(|(label, _)| canonical(label).len() > 1);
    if short.len() < 2 || !long.clone().all(|(label, _)| is_run(label)) {
        return None;
    }
    let codes: Vec<String> = long.map(|(label, _)| canonical(label)).collect();
    labels.retain(|(label, _)| canonical(label).len() == 1);
    (!codes.is_empty()).then(|| (Reason::RunTogether { codes: codes.clone() }, vec![Change::Choices(codes)]))
}

/// Takes 9, 99 and the like behind a gap from the codes of a list; one that stands beside others is an answer.
fn missing_codes(
    labels: &mut Vec<(String, usize)>,
    beside: &HashSet<String>,
    doubts: &mut Vec<Doubt>,
) -> Option<MissingCodes> {
    let code = |label: &str| number::canonical(&fold::matching(label))?.parse::<i64>().ok();
    let mut codes: BTreeMap<i64, usize> = BTreeMap::new();
    for (label, count) in labels.iter() {
        *codes.entry(code(label)?).or_default() += count;
    }
    let (_, mut gap) = without_gap(&codes.into_iter().collect::<Vec<_>>());
    gap.retain(|code| !beside.contains(code));
    if gap.is_empty() {
        return None;
    }
    let mut missing = MissingCodes::default();
    set_aside(&[], &gap, &mut missing, doubts);
    labels.retain(|(label, _)| code(label).is_none_or(|code| !gap.contains(&code.to_string())));
    Some(missing)
}

/// A column of codes without the few cells with several of them, and those cells.
fn without_doubles(column: &Column) -> Option<(Column, Vec<String>)> {
    let code = |part: &str| number::canonical(&fold::matching(part)).is_some();
    let codes = column.distinct.iter().filter(|(text, _)| code(text));
    let codes: HashSet<String> = codes.filter_map(|(text, _)| number::canonical(&fold::matching(text))).collect();
    let known = |part: &str| number::canonical(&fold::matching(part)).is_some_and(|code| codes.contains(&code));
    let is_double = |text: &str| {
        let parts: Vec<&str> = text.split([',', '、', ';', '，', '・', '/']).map(str::trim).collect();
        // 1,200 is one number.
        let is_number = || matches!(number::parse(&fold::matching(text), None), number::Parsed::Plain(_));
        parts.len() > 1 && parts.iter().all(|part| known(part)) && !is_number()
    };
    let doubles: usize = column.distinct.iter().filter(|(text, _)| is_double(text)).map(|(_, count)| count).sum();
    if doubles == 0 || doubles * 10 >= column.cells() || !column.most(column.numbers + column.words + doubles) {
        return None;
    }
    let mut plain = column.clone();
    plain.distinct.retain(|(text, _)| !is_double(text));
    let texts = column.distinct.iter().map(|(text, _)| text.clone()).filter(|text| is_double(text)).collect();
    Some((plain, texts))
}

/// How codes stand in the cells of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Ascending but for a few, as in the questionnaire.
    Ascending,
    /// In any order, as ranks do.
    Any,
    /// Labels, of which the order is not known.
    Unknown,
}

impl Order {
    fn of(column: &Column, separator: &str, codes: bool) -> Self {
        if !codes {
            return Self::Unknown;
        }
        let (mut several, mut mixed) = (0, 0);
        for (text, count) in &column.distinct {
            let parts = crate::load::marks::pieces(text, separator);
            let numbers: Vec<f64> =
                parts.into_iter().filter_map(|(_, part)| fold::matching(part).parse().ok()).collect();
            if numbers.len() > 1 {
                several += count;
                mixed += if numbers.is_sorted() { 0 } else { *count };
            }
        }
        if mixed * 5 > several { Self::Any } else { Self::Ascending }
    }
}

/// Choices with the labels in order, numbered codes as they stand.
fn of_labels(labels: Vec<String>, several: bool) -> Vec<Choice> {
    let all_numbers = labels.iter().all(|label| number::canonical(&fold::matching(label)).is_some());
    if all_numbers {
        return of_codes(labels);
    }
    let ordered = choices::in_order(labels);
    let mut found = choices::coded(ordered.iter().map(String::as_str));
    if several {
        choices::mark_alone(&mut found);
    }
    found
}

/// Choices of codes, ascending, written as plain digits; 001 of codes that all have three digits stays.
fn of_codes(labels: Vec<String>) -> Vec<Choice> {
    let is_padded = choices::are_padded(&labels);
    let mut codes: Vec<(f64, String)> = labels
        .into_iter()
        .filter_map(|label| {
            let code = fold::matching(&label);
            let plain = number::canonical(&code)?;
            Some((plain.parse::<f64>().ok()?, if is_padded { code } else { plain }))
        })
        .collect();
    codes.sort_by(|a, b| a.0.total_cmp(&b.0));
    codes.dedup_by(|a, b| a.1 == b.1);
    codes.into_iter().map(|(_, code)| Choice { label: code.clone(), code, ..Choice::default() }).collect()
}

/// Numbers: codes of choices, or quantities.
fn numbers(column: &Column, said: &Said, question: Question, doubts: &mut Vec<Doubt>) -> Question {
    let codes: Vec<(i64, usize)> = whole_codes(column);
    let negative: Vec<String> = codes.iter().filter(|(code, _)| *code < 0).map(|(code, _)| code.to_string()).collect();
    let kept: Vec<(i64, usize)> = codes.iter().filter(|(code, _)| *code >= 0).copied().collect();
    let (body, gap) = without_gap(&kept);
    let high = body.last().map_or(0, |(code, _)| *code);
    let answers: usize = body.iter().map(|(_, count)| count).sum();
    let whole = column.whole && !body.is_empty();
    let can_be_codes = whole && column.words == 0 && body.len() <= 60 && high <= 100;
    let asked_quantity = said.quantity && !said.single && !said.multiple;
    let dense = body.len() as i64 * 2 > high;
    let again = answers >= body.len() * 2;
    let small = high <= 12 && dense;
    if said.multiple && whole && lists::are_digits(&column.distinct, true) {
        return digits(column, said, question);
    }
    if can_be_codes && !asked_quantity && (said.single || (high <= 30 && dense && again) || small) {
        let mut missing = MissingCodes::default();
        set_aside(&negative, &gap, &mut missing, doubts);
        let labels = body.iter().map(|(code, _)| code.to_string()).collect();
        // A scale is hardly longer than this; small numbers that hardly come again may be counts.
        // Codes begin with 1, counts with 0.
        let counts = body.len() > 2 && body.first().is_some_and(|(code, _)| *code == 0);
        let often = (high <= 7 && answers >= body.len() * 4) || (high <= 12 && answers >= body.len() * 8);
        let sure = said.single || (often && !counts && !said.counts);
        if !sure {
            doubts.push((Reason::FewNumbers { distinct: body.len() }, vec![Change::Kind(Kind::Numeric)]));
        }
        let missing = (missing != MissingCodes::default()).then_some(missing);
        return Question { kind: Kind::Single, choices: of_codes(labels), missing, unit: None, ..question };
    }
    if !said.single && !asked_quantity && lists::are_digits(&column.distinct, false) {
        doubts.push((Reason::Digits, vec![Change::Kind(Kind::Numeric)]));
        return digits(column, said, question);
    }
    let missing = amounts::missing(&numbers_of(column), MissingCodes::default(), doubts);
    if !said.quantity && whole && codes.len() <= 30 && answers >= codes.len() * 2 {
        doubts.push((Reason::Numbers, vec![Change::Kind(Kind::Single)]));
    }
    Question { kind: Kind::Numeric, missing, ..question }
}

/// The numbers of a column, with how often.
fn numbers_of(column: &Column) -> Vec<(f64, usize)> {
    let number = |(text, count): &(String, usize)| match number::parse(&fold::matching(text), None) {
        number::Parsed::Plain(number) => Some((number, *count)),
        _ => None,
    };
    column.distinct.iter().filter_map(number).collect()
}

/// The whole numbers of a column, ascending, with how often.
fn whole_codes(column: &Column) -> Vec<(i64, usize)> {
    let mut codes: BTreeMap<i64, usize> = BTreeMap::new();
    for (number, count) in numbers_of(column) {
        if number.fract() == 0.0 && number.abs() < 1e15 {
            *codes.entry(number as i64).or_default() += count;
        }
    }
    codes.into_iter().collect()
}

/// Takes 9, 99, 88 and the like behind a gap from the codes.
fn without_gap(codes: &[(i64, usize)]) -> (Vec<(i64, usize)>, Vec<String>) {
    let mut body = codes.to_vec();
    let mut gap = Vec::new();
    // 8 and 9 side by side: not asked and no answer.
    if let [.., (before, _), (8, _), (9, _)] = body.as_slice()
        && *before <= 6
        && body.len() > 4
    {
        body.truncate(body.len() - 2);
        gap.extend(["9".to_owned(), "8".to_owned()]);
    }
    while let [.., (before, _), (last, _)] = body.as_slice() {
        let apart = match last {
            9 => *before <= 6,
            88 | 98 | 99 => *before <= 40,
            888 | 998 | 999 => *before <= 400,
            9999 => true,
            _ => false,
        };
        if !apart || body.len() < 3 {
            break;
        }
        gap.push(last.to_string());
        body.pop();
    }
    (body, gap)
}

/// Negative numbers and codes behind a gap stand for missing answers.
fn set_aside(negative: &[String], gap: &[String], missing: &mut MissingCodes, doubts: &mut Vec<Doubt>) {
    doubts.extend(amounts::set_aside(negative, missing));
    doubts.extend(gap.iter().map(|code| amounts::set_apart(code, missing)));
    *missing = std::mem::take(missing).with_blank();
}

/// Codes written side by side.
fn digits(column: &Column, said: &Said, question: Question) -> Question {
    let mut codes: Vec<String> = Vec::new();
    for (text, _) in &column.distinct {
        for c in fold::matching(text).chars().filter(char::is_ascii_digit) {
            if !codes.contains(&c.to_string()) {
                codes.push(c.to_string());
            }
        }
    }
    Question {
        kind: Kind::Multiple,
        layout: Some(Layout::List),
        separator: Some(String::new()),
        choices: of_codes(codes),
        max: said.max,
        unit: None,
        ..question
    }
}

/// Texts: one choice, or own words.
fn texts(column: &Column, said: &Said, place: Place<'_>, question: Question, doubts: &mut Vec<Doubt>) -> Question {
    let cells = column.cells();
    let distinct = column.distinct.len();
    let (repeated, once) = (column.repeated(), column.once());
    let text = Question { kind: Kind::Text, unit: None, ..question.clone() };
    if cells == 0 {
        return text;
    }
    let longest =
        column.distinct.iter().filter(|(_, count)| *count > 1).map(|(text, _)| text.chars().count()).max().unwrap_or(0);
    let stated = said.single;
    let choice = stated
        || (distinct <= lists::MOST_CHOICES
            && longest <= LONGEST
            && (repeated * 2 >= cells || distinct <= 2 && column.longest <= 20));
    // Years may be many, and few come twice.
    if !choice
        && distinct > LONGEST_YEARS
        && let Some(found) = years(column, said, &question, doubts)
    {
        return found;
    }
    if choice && said.opinion && !stated && !said.multiple {
        // Few texts that nearly all come again and again are choices under any header.
        if repeated * 20 < cells * 19 || cells < distinct * 4 {
            doubts.push((Reason::OwnWords, vec![Change::Kind(Kind::Single)]));
            return text;
        }
        doubts.push((Reason::Repeats { once: column.once() }, vec![Change::Kind(Kind::Text)]));
    }
    if !choice {
        if column.longest <= 20 && distinct <= 12 && !said.other && !said.text {
            doubts.push((Reason::Seldom { distinct }, vec![Change::Kind(Kind::Single)]));
        }
        return text;
    }
    if let Some(found) = years(column, said, &question, doubts) {
        return found;
    }
    // 約20人 among 20 and 30: a number in words, which numbers can say.
    if column.words > 0 && (column.numbers + column.words) * 10 >= cells * 8 {
        return Question { kind: Kind::Numeric, ..question };
    }
    if let [(mark, _)] = column.distinct.as_slice()
        && crate::load::marks::is_flag(mark)
    {
        doubts.push((Reason::OneMark { mark: mark.clone() }, vec![Change::Flags]));
    }
    let (texts, doubles) = lists::without_doubles(&column.distinct, stated);
    if let Some(lists::Doubles { texts: doubles, separator }) = doubles {
        let labels = choices::in_order(texts.iter().map(|(text, _)| text.clone()).collect());
        doubts.push((Reason::DoubleMarks { texts: doubles }, vec![Change::List { separator, labels }]));
    }
    let spelled = spellings::words(&texts);
    let mut kept: Vec<(String, usize)> = spelled.iter().map(|word| (word.label.clone(), word.count)).collect();
    let written = words_of_other(&kept, cells, place);
    let is_written: HashSet<&String> = written.iter().collect();
    kept.retain(|(text, _)| !is_written.contains(text));
    doubts.extend(spellings::doubts(&spelled, &kept));
    let labels: Vec<String> = kept.iter().map(|(text, _)| text.clone()).collect();
    let once_only = rare(&kept, place);
    let is_ordered = choices::is_ordered(&labels);
    if choices::is_composed(&labels) {
        doubts.push((Reason::Degrees, vec![Change::Order(labels.clone())]));
    }
    let is_said = doubts.iter().any(|(reason, _)| matches!(reason, Reason::Units { .. }));
    if let Some(unit) = amounts::usual_unit(&kept).filter(|_| !stated && !is_said) {
        doubts.push((Reason::Units { unit: unit.clone() }, vec![Change::Quantity { unit }]));
    }
    let mut single = Question { kind: Kind::Single, unit: None, choices: of_labels(labels.clone(), false), ..question };
    spellings::give(&mut single, &spelled);
    if said.multiple && !said.rank {
        doubts.push((Reason::OneEach, vec![Change::List { separator: "、".to_owned(), labels }]));
    }
    if !written.is_empty() {
        take_as_other(&mut single, &written, place.own, doubts);
    } else if !once_only.is_empty() {
        doubts.push((
            Reason::Rare { texts: once_only.clone() },
            vec![Change::Words { column: place.own.to_owned(), texts: once_only }],
        ));
    }
    if !stated && !is_ordered && (repeated * 4 < cells * 3 || (distinct > 30 && repeated < cells)) {
        let once = once.saturating_sub(written.len());
        doubts.push((Reason::Repeats { once }, vec![Change::Kind(Kind::Text)]));
    }
    single
}

/// 昭和50年, H12 and 2005 in one column: years, of which there are too many for choices.
fn years(column: &Column, said: &Said, question: &Question, doubts: &mut Vec<Doubt>) -> Option<Question> {
    let named = |text: &str| crate::model::day::year(&fold::matching(text)).is_some();
    let bare = |text: &str| fold::matching(text).parse().is_ok_and(|year: u32| (1868..2100).contains(&year));
    if !column.distinct.iter().any(|(text, _)| named(text)) {
        return None;
    }
    let is_year = |text: &str| named(text) || bare(text);
    let years: usize = column.distinct.iter().filter(|(text, _)| is_year(text)).map(|(_, count)| count).sum();
    if said.single || !column.most(years) || column.distinct.len() < 3 {
        return None;
    }
    let unit = "年".to_owned();
    if column.distinct.len() <= LONGEST_YEARS {
        doubts.push((Reason::Units { unit: unit.clone() }, vec![Change::Quantity { unit }]));
        return None;
    }
    doubts.push((Reason::Worded { texts: Vec::new() }, vec![Change::Kind(Kind::Single)]));
    Some(Question { kind: Kind::Numeric, unit: Some(unit), ..question.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::columns::Header;
    use crate::load::draft::words;
    use crate::load::sheet::{Cell, Sheet};

    /// The question of cells, each so often.
    fn of(title: &str, cells: &[(&str, usize)]) -> (Question, Vec<Doubt>) {
        let row = |(text, times): &(&str, usize)| vec![vec![Cell::Text((*text).to_owned())]; *times];
        let rows: Vec<Vec<Cell>> = cells.iter().flat_map(row).collect();
        let rows: Vec<&[Cell]> = rows.iter().map(Vec::as_slice).collect();
        let place = Place { own: title, ..Place::default() };
        question(&Column::of(&rows, &Header::at(&Sheet::default(), 0, 1), 0), &words::read(title), place)
    }

    fn choices(question: &Question) -> Vec<(&str, &str)> {
        question.choices.iter().map(|choice| (choice.code.as_str(), choice.label.as_str())).collect()
    }

    #[test]
    fn a_number_of_the_form_stays_with_its_choice() {
        let title = "問1 手段（○は1つ）";
        let text = "家族に送ってもらうことが多いので決まっていません。";
        let (question, _) = of(title, &[("1.徒歩", 8), ("3.バス", 7), ("3", 4), (text, 1)]);
        assert_eq!(choices(&question), [("1", "1.徒歩"), ("3", "3.バス"), ("4", "その他")]);
        let (question, _) = of(title, &[("②自転車", 8), ("バス", 7), ("①徒歩", 4), ("1", 2)]);
        assert_eq!(choices(&question), [("2", "②自転車"), ("3", "バス"), ("1", "①徒歩")]);
    }

    #[test]
    fn so_it_does_when_spellings_are_taken_apart() {
        let (mut question, doubts) = of("問1 手段（○は1つ）", &[("①徒歩", 8), ("②自転車", 7), ("徒歩", 4), ("2", 2)]);
        assert_eq!(choices(&question), [("1", "①徒歩"), ("2", "②自転車")]);
        let apart = |change: &&Change| matches!(change, Change::Apart { label, .. } if label == "①徒歩");
        doubts.iter().flat_map(|(_, changes)| changes).find(apart).unwrap().apply(&mut question);
        assert_eq!(choices(&question), [("1", "①徒歩"), ("3", "徒歩"), ("2", "②自転車")]);
    }

    #[test]
    fn a_code_beside_others_is_no_missing_answer() {
        let title = "問2 買う物（○はいくつでも）";
        let codes = [("1", 8), ("2", 9), ("3", 7), ("1,2", 5), ("9", 4)];
        let (question, _) = of(title, &codes);
        assert_eq!((question.choices.len(), question.missing.unwrap().na), (3, vec![String::new(), "9".to_owned()]));
        let (question, doubts) = of(title, &[&codes[..], &[("1,9", 2)]].concat());
        assert_eq!((question.choices.len(), question.missing), (4, None));
        assert!(doubts.iter().all(|(reason, _)| !matches!(reason, Reason::GapCode { .. })));
    }
}
