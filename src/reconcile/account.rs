//! One figure under every decision other programs take, and which of them gives the figure a colleague reports.

use super::printed::{Stated, rounding};
use crate::model::assumption::{Assumption, Matter};
use crate::tabulate::TabulateError;
use crate::tabulate::assumption::{Reading, Recount, Subject};

/// Decimals at which a way of rounding is worth a line when nothing is reported.
const DIGITS: u8 = 1;

/// What a colleague reports about one figure.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Reported {
    /// The percentage, or the mean.
    pub value: Option<Stated>,
    /// The base.
    pub n: Option<Stated>,
    /// z or t, whatever its sign.
    pub statistic: Option<Stated>,
    /// p.
    pub p: Option<Stated>,
}

/// One figure of ours, what it is under other decisions, and what explains the one reported.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// What the figure is.
    pub subject: Subject,
    /// Ours.
    pub own: Reading,
    /// Under each decision.
    pub others: Vec<(Assumption, Reading)>,
    /// Decisions that cannot be carried out here, such as a weight without targets that can be met.
    pub impossible: Vec<Assumption>,
    /// What explains the figure reported; `None` when none is.
    pub finding: Option<Finding>,
}

/// What explains a figure reported.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// It is ours.
    Same,
    /// Each of these decisions, or of these pairs of decisions, gives it.
    Explained(Vec<Vec<Assumption>>),
    /// None does, alone or with another.
    Unexplained,
}

impl Reported {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Accounts for one figure.
///
/// # Errors
/// Only where koe's own table cannot be made.
pub fn account(recount: &mut Recount<'_>, subject: &Subject, reported: &Reported) -> Result<Account, TabulateError> {
    let own = recount.reading(subject, &[])?;
    let mut account =
        Account { subject: subject.clone(), own, others: Vec::new(), impossible: Vec::new(), finding: None };
    let mut singles = Vec::new();
    for assumption in recount.applicable(Some(subject)) {
        match recount.reading(subject, std::slice::from_ref(&assumption)) {
            Err(_) => account.impossible.push(assumption),
            Ok(reading) => {
                singles.push(assumption.clone());
                let digits = reported.value.and_then(|stated| stated.digits).unwrap_or(DIGITS);
                if assumption.matter() != Matter::Rounding || prints_otherwise(&account.own, &assumption, digits) {
                    account.others.push((assumption, reading));
                }
            }
        }
    }
    if !reported.is_empty() {
        account.finding = Some(finding(recount, subject, reported, &singles)?);
    }
    Ok(account)
}

fn prints_otherwise(own: &Reading, assumption: &Assumption, digits: u8) -> bool {
    let printed = |way| own.value.and_then(|value| crate::present::rounding::rounded(value, digits, way));
    printed(None) != printed(rounding(std::slice::from_ref(assumption)))
}

fn finding(
    recount: &mut Recount<'_>,
    subject: &Subject,
    reported: &Reported,
    singles: &[Assumption],
) -> Result<Finding, TabulateError> {
    if gives(recount, subject, reported, &[])? {
        return Ok(Finding::Same);
    }
    let mut found = Vec::new();
    for single in singles {
        let decided = vec![single.clone()];
        if gives(recount, subject, reported, &decided)? {
            found.push(decided);
        }
    }
    if found.is_empty() {
        for (at, first) in singles.iter().enumerate() {
            for second in singles.iter().skip(at + 1).filter(|second| first.goes_with(second)) {
                let decided = vec![first.clone(), second.clone()];
                // What cannot be made together explains nothing.
                if gives(recount, subject, reported, &decided).unwrap_or(false) {
                    found.push(decided);
                }
            }
        }
    }
    Ok(if found.is_empty() { Finding::Unexplained } else { Finding::Explained(found) })
}

/// True when everything reported is what the decisions give.
fn gives(
    recount: &mut Recount<'_>,
    subject: &Subject,
    reported: &Reported,
    decided: &[Assumption],
) -> Result<bool, TabulateError> {
    let reading = recount.reading(subject, decided)?;
    let plain = |stated: Option<Stated>, ours: Option<f64>| {
        stated.is_none_or(|stated| ours.is_some_and(|ours| stated.equals(ours, None)))
    };
    let unsigned = reported.statistic.map(|stated| Stated { value: stated.value.abs(), ..stated });
    let value = match (reported.value, &subject.option) {
        (None, _) => true,
        (Some(_), None) => plain(reported.value, reading.value),
        (Some(stated), Some(code)) => {
            let table = recount.table(decided)?;
            let survey = recount.survey();
            table
                .groups
                .get(subject.group)
                .is_some_and(|group| stated.equals_percent(survey, &table, group, code, decided))
        }
    };
    Ok(value
        && plain(reported.n, reading.n)
        && plain(unsigned, reading.statistic.map(f64::abs))
        && plain(reported.p, reading.p))
}
