//! Somebody else's workbook against our tables, cell by cell: which figures were compared, which differ and why, and what
//! could not be brought together with the survey. Nothing is skipped without being listed.

use std::collections::HashMap;

use super::cause;
use super::figures::{Measure, Ours, Target};
use super::labels::{Item, Part, is_total, part};
use super::matching::{Catalogue, Matched};
use crate::load::vendor::words::Unit;
use crate::load::vendor::{Figure, Head, VendorBook, VendorTable};
use crate::model::TableSpec;
use crate::model::assumption::Assumption;
use crate::model::table::BannerSpec;
use crate::responses::grouping::AnswerSource;
use crate::tabulate::assumption::Recount;
use crate::tabulate::{Labels, TabulateError};

/// So many whole percentages in one table are no chance.
const MANY: usize = 8;

/// What came of comparing a workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Tables found in the workbook.
    pub tables: usize,
    /// Those of them that are a question of the survey.
    pub matched: usize,
    /// Figures compared.
    pub compared: usize,
    /// Those that differ, in the order of the workbook.
    pub differences: Vec<Difference>,
    /// What could not be compared.
    pub unmatched: Vec<Unmatched>,
}

/// A figure that is not ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Name of the sheet.
    pub sheet: String,
    /// 0-based row and column.
    pub place: (usize, usize),
    /// Survey id.
    pub survey: String,
    /// Question id.
    pub question: String,
    /// Label of the question.
    pub label: String,
    /// Banner id; `None` for 全体.
    pub banner: Option<String>,
    /// Label of the group.
    pub group: String,
    /// What is counted.
    pub item: Item,
    /// Label of the option; empty for bases and statistics.
    pub option: String,
    /// In what.
    pub measure: Measure,
    /// Their figure; `None` for a dash.
    pub theirs: Option<f64>,
    /// Ours.
    pub ours: Option<f64>,
    /// Decimals at which they were compared; `None`: as computers keep them.
    pub digits: Option<u8>,
    /// Decisions that give their figure; empty when none do.
    pub causes: Vec<Assumption>,
}

/// Something that could not be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmatched {
    /// Name of the sheet.
    pub sheet: String,
    /// 0-based row and column; `None` for the whole sheet.
    pub place: Option<(usize, usize)>,
    /// What it is.
    pub kind: UnmatchedKind,
    /// What stands there.
    pub text: String,
}

/// What could not be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnmatchedKind {
    /// A sheet in which no table was found.
    Sheet,
    /// A table that is no question's.
    Table,
    /// A row whose label is not known.
    Row,
    /// A column whose label is not known.
    Column,
    /// A figure that is withheld or is no figure.
    Cell,
}

/// What all tables of one comparison are asked with: weight, filter and base.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Per survey, in the catalogues' order: a spec without question and banners.
    pub specs: Vec<TableSpec>,
}

/// Compares a workbook with the surveys it may be about.
///
/// # Errors
/// Only where our own tables cannot be made.
pub fn check(
    book: &VendorBook,
    catalogues: &[Catalogue<'_>],
    terms: &Terms,
    labels: &Labels,
) -> Result<Report, TabulateError> {
    let mut report = Report { tables: book.tables.len(), ..Report::default() };
    for sheet in &book.without {
        let (sheet, text) = (sheet.clone(), String::new());
        report.unmatched.push(Unmatched { sheet, place: None, kind: UnmatchedKind::Sheet, text });
    }
    let usual = usual_digits(book);
    for table in &book.tables {
        let matrix = catalogues
            .iter()
            .zip(&terms.specs)
            .find_map(|(catalogue, spec)| Some((catalogue, spec, catalogue.matrix(table)?)));
        if let Some((catalogue, spec, items)) = matrix {
            report.matched += 1;
            for line in items.others {
                let (sheet, place, text) = (table.sheet.clone(), Some((line.row, 0)), line.labels.join(" / "));
                report.unmatched.push(Unmatched { sheet, place, kind: UnmatchedKind::Row, text });
            }
            for (question, table) in items.tables {
                let found = Matched { question, answers_in_rows: false, score: 0.0 };
                compare(&table, catalogue, spec, &found, labels, usual, &mut report)?;
            }
            continue;
        }
        let mut best: Option<(usize, Matched)> = None;
        for (at, catalogue) in catalogues.iter().enumerate() {
            if let Some(found) = catalogue.question(table)
                && best.as_ref().is_none_or(|(_, best)| found.score > best.score)
            {
                best = Some((at, found));
            }
        }
        let found = best.and_then(|(at, found)| Some((catalogues.get(at)?, terms.specs.get(at)?, found)));
        let Some((catalogue, spec, found)) = found else {
            let text = table.titles.last().cloned().unwrap_or_default();
            let (sheet, place) = (table.sheet.clone(), Some(table.place));
            report.unmatched.push(Unmatched { sheet, place, kind: UnmatchedKind::Table, text });
            continue;
        };
        report.matched += 1;
        compare(table, catalogue, spec, &found, labels, usual, &mut report)?;
    }
    // The items of a matrix share their columns.
    let mut listed: Vec<Unmatched> = Vec::new();
    for one in std::mem::take(&mut report.unmatched) {
        if !listed.contains(&one) {
            listed.push(one);
        }
    }
    report.unmatched = listed;
    Ok(report)
}

/// One figure of theirs that has one of ours beside it.
pub(super) struct Checked {
    pub target: Target,
    pub figure: Figure,
    pub digits: Option<u8>,
    pub place: (usize, usize),
    pub differs: bool,
}

fn compare(
    table: &VendorTable,
    catalogue: &Catalogue<'_>,
    spec: &TableSpec,
    found: &Matched,
    labels: &Labels,
    usual: u8,
    report: &mut Report,
) -> Result<(), TabulateError> {
    let survey = AnswerSource::survey(catalogue.responses);
    let row_labels: Vec<&[String]> = table.lines.iter().map(|line| line.labels.as_slice()).collect();
    let column_labels: Vec<&[String]> = table.columns.iter().map(|head| head.labels.as_slice()).collect();
    let sides = if found.answers_in_rows { &column_labels } else { &row_labels };
    let is_list = found.answers_in_rows
        && table.columns.iter().any(|head| part(&head.labels, head.unit).is_some())
        && table.columns.iter().all(|head| head.labels.len() < 2);
    let banners = if is_list { vec![None; sides.len()] } else { banners_of(catalogue, sides) };
    let mut wanted: Vec<BannerSpec> = Vec::new();
    for banner in banners.iter().flatten().filter(|banner| !banner.0.contains(&found.question)) {
        if !wanted.contains(banner) {
            wanted.push(banner.clone());
        }
    }
    let spec = TableSpec { question: found.question.clone(), banners: wanted, ..spec.clone() };
    let mut recount = Recount::new(catalogue.responses, spec, labels)?;
    let ours = cause::ours(&mut recount, &[])?;
    let groups: Vec<Option<usize>> = sides
        .iter()
        .zip(&banners)
        .map(|(labels, banner)| match labels.last() {
            Some(label) if banner.is_none() && is_total(label) => Some(0),
            Some(label) => group_of(&ours, banner.as_ref()?, label),
            // A table without row labels is of everyone.
            None => Some(0),
        })
        .collect();
    let side = Sides { table, catalogue, found, is_list, groups: &groups };
    side.list_unmatched(report);
    let mut checked = side.checked(report);
    settle_digits(&mut checked, usual);
    for one in &mut checked {
        one.differs = !ours.is(survey, &one.target, &one.figure, one.digits, &[]);
    }
    report.compared += checked.len();
    let causes = cause::causes(&mut recount, &checked)?;
    for (one, causes) in checked.iter().zip(causes).filter(|(one, _)| one.differs) {
        let group = ours.table.groups.get(one.target.group);
        let option = match &one.target.item {
            Item::Option(code) => {
                ours.table.options.iter().find(|line| line.code == *code).map_or(code, |line| &line.label)
            }
            _ => "",
        };
        report.differences.push(Difference {
            sheet: table.sheet.clone(),
            place: one.place,
            survey: survey.about.id.clone(),
            question: found.question.clone(),
            label: ours.table.label.clone(),
            banner: group.and_then(|group| group.banner.clone()),
            group: group.map_or(String::new(), |group| group.label.clone()),
            item: one.target.item.clone(),
            option: option.to_owned(),
            measure: one.target.measure,
            theirs: one.figure.value(),
            ours: ours.value(&one.target),
            digits: one.digits,
            causes,
        });
    }
    Ok(())
}

/// The banner of every row (or column): rows with the same title are a block, and so are neighbours without one.
fn banners_of(catalogue: &Catalogue<'_>, sides: &[&[String]]) -> Vec<Option<BannerSpec>> {
    let title = |labels: &[String]| match labels {
        [.., title, _] => Some(title.clone()),
        _ => None,
    };
    let mut banners: Vec<Option<BannerSpec>> = Vec::new();
    for block in sides.chunk_by(|a, b| title(a) == title(b)) {
        let block_title = block.first().and_then(|labels| title(labels));
        let names: Vec<&str> = block.iter().filter_map(|labels| labels.last()).map(String::as_str).collect();
        if block_title.is_some() {
            let groups: Vec<&str> = names.iter().copied().filter(|name| !is_total(name)).collect();
            let banner = catalogue.banner(block_title.as_deref(), &groups);
            banners.extend(names.iter().map(|name| banner.clone().filter(|_| !is_total(name))));
            continue;
        }
        // Without titles: the longest run of neighbours that one banner holds, then the next.
        let mut rest = names.as_slice();
        while let Some(first) = rest.first() {
            if is_total(first) {
                banners.push(None);
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let run = (1..=rest.len()).rev().find_map(|length| {
                let run = rest.get(..length)?;
                Some((length, catalogue.banner(None, run)?))
            });
            let (length, banner) = run.map_or((1, None), |(length, banner)| (length, Some(banner)));
            banners.extend(std::iter::repeat_n(banner, length));
            rest = rest.get(length..).unwrap_or_default();
        }
    }
    banners
}

fn group_of(ours: &Ours, banner: &BannerSpec, label: &str) -> Option<usize> {
    let name = banner.name();
    let of_banner = || ours.table.groups.iter().enumerate().filter(|(_, group)| group.banner.as_ref() == Some(&name));
    let names =
        super::labels::Names::new(of_banner().map(|(at, group)| (at, vec![group.label.clone(), group.code.clone()])));
    names.find(label)
}

/// The labels of a table resolved.
struct Sides<'a> {
    table: &'a VendorTable,
    catalogue: &'a Catalogue<'a>,
    found: &'a Matched,
    is_list: bool,
    /// Per row, or per column where the answers stand in the rows.
    groups: &'a [Option<usize>],
}

impl Sides<'_> {
    fn item(&self, labels: &[String]) -> Option<Item> {
        self.catalogue.item(&self.found.question, labels)
    }

    /// What a column of answers counts. People without an answer's name are the base.
    fn answer(&self, head: &Head) -> Option<Item> {
        let people = || (head.unit == Some(Unit::Count) && head.labels.len() == 1).then_some(Item::Base);
        self.item(&head.labels).or_else(people)
    }

    /// Rows and columns whose labels mean nothing to the survey.
    fn list_unmatched(&self, report: &mut Report) {
        let table = self.table;
        let mut list = |kind, place, labels: &[String]| {
            let (sheet, text) = (table.sheet.clone(), labels.join(" / "));
            report.unmatched.push(Unmatched { sheet, place: Some(place), kind, text });
        };
        for (at, line) in table.lines.iter().enumerate() {
            let repeated =
                at.checked_sub(1).and_then(|at| table.lines.get(at)).is_some_and(|above| above.labels == line.labels);
            let known = match self.found.answers_in_rows {
                true => self.item(&line.labels).is_some(),
                false => self.groups.get(at).is_some_and(Option::is_some),
            };
            if !known && !repeated {
                list(UnmatchedKind::Row, (line.row, 0), &line.labels);
            }
        }
        for (at, head) in table.columns.iter().enumerate() {
            let known = match (self.found.answers_in_rows, self.is_list) {
                (false, _) => self.answer(head).is_some(),
                (true, true) => part(&head.labels, head.unit).is_some(),
                (true, false) => self.groups.get(at).is_some_and(Option::is_some),
            };
            if !known {
                list(UnmatchedKind::Column, (table.place.0, head.column), &head.labels);
            }
        }
    }

    /// Every figure that has a place in our table.
    fn checked(&self, report: &mut Report) -> Vec<Checked> {
        let table = self.table;
        let has_weighted_counts =
            table.columns.iter().any(|head| part(&head.labels, head.unit) == Some(Part::WeightedCount));
        let mut checked = Vec::new();
        for (at, line) in table.lines.iter().enumerate() {
            let same = |other: Option<usize>| {
                other.and_then(|at| table.lines.get(at)).is_some_and(|other| other.labels == line.labels)
            };
            let paired = same(at.checked_sub(1)) || same(Some(at + 1));
            for (index, (head, figure)) in table.columns.iter().zip(&line.figures).enumerate() {
                if *figure == Figure::Blank {
                    continue;
                }
                let unit = head.unit.or(line.unit);
                let (item, group, measure) = if self.is_list {
                    let measure = part(&head.labels, head.unit).map(|part| match part {
                        Part::Count if has_weighted_counts => Measure::People,
                        Part::Count | Part::WeightedCount => Measure::Count,
                        Part::Percent => Measure::Percent,
                        Part::PercentOfAnswered => Measure::PercentOfAnswered,
                        Part::Rank(place) => Measure::Rank(place),
                        Part::Points => Measure::Points,
                        Part::MeanPoints => Measure::MeanPoints,
                    });
                    let item = self.item(&line.labels).map(|item| match (item, measure) {
                        (Item::Base, Some(Measure::Count)) if has_weighted_counts => Item::WeightedBase,
                        (item, _) => item,
                    });
                    (item, Some(0), measure)
                } else {
                    let (item, group) = match self.found.answers_in_rows {
                        true => (self.item(&line.labels), index),
                        false => (self.answer(head), at),
                    };
                    let is_base = matches!(item, Some(Item::Base | Item::WeightedBase));
                    // Under a base stands 100.0 on the line of percentages, beside percentages its count.
                    let unit = if is_base { line.unit.filter(|_| paired).or(Some(Unit::Count)) } else { unit };
                    let fine = matches!(figure, Figure::Number { digits, .. } if *digits != Some(0));
                    let unit = unit.unwrap_or(if fine { Unit::Percent } else { Unit::Count });
                    let measure = Some(if unit == Unit::Percent { Measure::Percent } else { Measure::Count });
                    (item, self.groups.get(group).copied().flatten(), measure)
                };
                let (Some(item), Some(group), Some(measure)) = (item, group, measure) else { continue };
                let measure = if matches!(item, Item::Stat(_)) { Measure::Value } else { measure };
                let place = (line.row, head.column);
                if let Figure::Hidden(text) | Figure::Text(text) = figure {
                    let (sheet, text) = (table.sheet.clone(), text.clone());
                    report.unmatched.push(Unmatched { sheet, place: Some(place), kind: UnmatchedKind::Cell, text });
                    continue;
                }
                let digits = match figure {
                    Figure::Number { digits, .. } => *digits,
                    _ => Some(0),
                };
                let target = Target { group, item, measure };
                checked.push(Checked { target, figure: figure.clone(), digits, place, differs: false });
            }
        }
        checked
    }
}

/// Percentages of one table have the same decimals, whatever their last digit is: 20 among 17.9 and 30.4 is 20.0. So
/// have counts, and the figures of one statistic.
fn settle_digits(checked: &mut [Checked], usual: u8) {
    type Key = (u8, Option<super::labels::Stat>);
    let key = |one: &Checked| -> Key {
        match (&one.target.item, one.target.measure) {
            (Item::Stat(stat), _) => (2, Some(*stat)),
            (_, measure) if measure.is_percent() => (0, None),
            (_, Measure::MeanPoints) => (3, None),
            (_, Measure::Points) => (4, None),
            _ => (1, None),
        }
    };
    let mut most: HashMap<Key, Option<u8>> = HashMap::new();
    for one in checked.iter().filter(|one| one.figure.value().is_some()) {
        let digits = most.entry(key(one)).or_insert(Some(0));
        *digits = match (*digits, one.digits) {
            (Some(most), Some(own)) => Some(most.max(own)),
            _ => None,
        };
    }
    let shares = checked.iter().filter(|one| {
        one.target.measure.is_percent() && one.figure.value().is_some_and(|value| value != 0.0 && value != 100.0)
    });
    // A few round figures may be so by chance; many were meant to be.
    let few = shares.count() < MANY;
    for one in checked.iter_mut() {
        let digits = most.get(&key(one)).copied().unwrap_or(Some(0));
        let whole = digits == Some(0) && one.target.measure.is_percent();
        one.digits = if whole && few { Some(usual) } else { digits };
    }
}

/// The decimals most percentages of the workbook show; a table of round figures has them too.
fn usual_digits(book: &VendorBook) -> u8 {
    let mut counts = [0_usize; 5];
    for table in &book.tables {
        for line in &table.lines {
            for (figure, head) in line.figures.iter().zip(&table.columns) {
                let percent = head.unit.or(line.unit) == Some(Unit::Percent);
                if let (true, Figure::Number { digits: Some(digits @ 1..), .. }) = (percent, figure)
                    && let Some(count) = counts.get_mut(usize::from(*digits))
                {
                    *count += 1;
                }
            }
        }
    }
    let best = (1..5).max_by_key(|digits| (counts.get(*digits).copied().unwrap_or(0), std::cmp::Reverse(*digits)));
    best.filter(|best| counts.get(*best).is_some_and(|count| *count > 0)).map_or(0, |best| best as u8)
}
