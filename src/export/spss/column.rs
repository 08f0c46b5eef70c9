//! A variable as SPSS holds it: its width, its parts, its missing codes, and its values one by one.

use std::collections::HashSet;

use super::super::cuts::note;
use super::bytes::{Packed, SYSMIS};
use super::{Cut, Cuts, fitting};
use crate::model::dataset::{Code, Dataset, MISSING_WORDS, Role, State, Values, Variable, missing_numbers};
use crate::model::day;

/// The longest text.
const LONGEST_TEXT: usize = 32_767;
/// A longer text is in several parts.
const PART: usize = 255;
/// Bytes that a part counts for.
const PART_COUNTED: usize = 252;
const SECONDS_OF_A_DAY: f64 = 86_400.0;

/// A variable ready to be written.
pub(super) struct Column<'a> {
    pub(super) variable: &'a Variable,
    /// Unique names of eight bytes, one per part.
    pub(super) short: Vec<String>,
    /// 0 for a number, else bytes.
    pub(super) width: usize,
    /// Numbers for missing answers.
    pub(super) missing: Option<[f64; 4]>,
    /// Which of the words for missing answers are there.
    pub(super) words: Vec<(&'static str, usize)>,
    /// Decimal places that show every value.
    pub(super) decimals: u8,
}

/// All variables; `cuts` learns of texts that are too long.
pub(super) fn columns<'a>(data: &'a Dataset, cuts: &mut Cuts) -> Vec<Column<'a>> {
    let mut taken = HashSet::new();
    // Real names first, so that made-up ones do not take theirs.
    let own: Vec<Option<String>> = data.variables.iter().map(|variable| own_name(&variable.name, &mut taken)).collect();
    let mut number = 0;
    let mut made_up = || loop {
        number += 1;
        let name = format!("V{number:07}");
        if taken.insert(name.clone()) {
            return name;
        }
    };
    let mut columns = Vec::new();
    for (variable, own) in data.variables.iter().zip(own) {
        let mut column = Column::new(variable, cuts);
        column.short.push(own.unwrap_or_else(&mut made_up));
        column.short.extend((1..column.parts().len()).map(|_| made_up()));
        columns.push(column);
    }
    columns
}

/// A name that is short and plain enough already.
fn own_name(name: &str, taken: &mut HashSet<String>) -> Option<String> {
    let upper = name.to_ascii_uppercase();
    (name.is_ascii() && name.len() <= 8 && taken.insert(upper.clone())).then_some(upper)
}

impl<'a> Column<'a> {
    fn new(variable: &'a Variable, cuts: &mut Cuts) -> Self {
        let (mut width, mut missing, mut words, mut decimals) = (0, None, Vec::new(), 0);
        match &variable.values {
            Values::Numbers(values) => {
                // A case without a weight has no value, rather than a number that might be taken for a weight.
                missing = variable.missing_numbers().filter(|_| variable.role != Role::Weight);
                let answered = values.iter().zip(&variable.states).filter(|(_, state)| **state == 0);
                decimals = answered.map(|(value, _)| decimals_of(*value)).max().unwrap_or(0);
            }
            Values::Days(days) => {
                let answered = days.iter().zip(&variable.states).filter(|(_, state)| **state == 0);
                missing = Some(missing_numbers(answered.map(|(day, _)| seconds(*day)).fold(1.0, f64::max)));
            }
            Values::Texts(texts) => {
                let states: HashSet<State> = variable.states.iter().copied().collect();
                let there = MISSING_WORDS.into_iter().enumerate();
                let there = there.filter(|(kind, word)| !word.is_empty() && states.contains(&(*kind as u8 + 1)));
                words = there.map(|(kind, word)| (word, kind)).collect();
                let codes = variable.labels.iter().filter_map(|(code, _)| match code {
                    Code::Text(code) => Some(code.len()),
                    Code::Number(_) => None,
                });
                let longest =
                    texts.iter().map(String::len).chain(codes).chain(words.iter().map(|(word, _)| word.len()));
                let longest = longest.max().unwrap_or(0);
                if longest > LONGEST_TEXT {
                    note(cuts, Cut::Text, &variable.name);
                }
                width = longest.clamp(1, LONGEST_TEXT);
            }
        }
        Self { variable, short: Vec::new(), width, missing, words, decimals }
    }

    /// Widths of its parts: 0 for a number; 255 bytes but for the last of a long text.
    pub(super) fn parts(&self) -> Vec<usize> {
        if self.width <= PART {
            return vec![self.width];
        }
        let count = self.width.div_ceil(PART_COUNTED);
        let last = self.width - (count - 1) * PART_COUNTED;
        (0..count).map(|part| if part + 1 < count { PART } else { last }).collect()
    }

    /// Elements of eight bytes in a case.
    pub(super) fn elements(&self) -> usize {
        self.parts().into_iter().map(|width| width.div_ceil(8).max(1)).sum()
    }

    /// Adds the value of a case.
    pub(super) fn push(&self, case: usize, packed: &mut Packed) {
        let state = self.variable.states.get(case).copied().unwrap_or(1);
        let missing = (state as usize).checked_sub(1);
        let stands_for = |missing: usize| {
            let of = self.missing.and_then(|numbers| numbers.get(missing).copied());
            of.unwrap_or(SYSMIS)
        };
        match &self.variable.values {
            Values::Numbers(values) => {
                let value = values.get(case).copied().filter(|value| value.is_finite()).unwrap_or(SYSMIS);
                packed.number(missing.map_or(value, stands_for));
            }
            Values::Days(days) => {
                let value = days.get(case).map_or(SYSMIS, |day| seconds(*day));
                packed.number(missing.map_or(value, stands_for));
            }
            Values::Texts(texts) => {
                let text = match missing {
                    Some(missing) => MISSING_WORDS.get(missing).copied().unwrap_or_default(),
                    None => texts.get(case).map_or("", |text| fitting(text, LONGEST_TEXT).0),
                };
                let mut rest = text.as_bytes();
                for width in self.parts() {
                    let (part, after) = rest.split_at_checked(width).unwrap_or((rest, &[]));
                    packed.text(part, width);
                    rest = after;
                }
            }
        }
    }
}

/// Seconds since 1582-10-14 of a day since 1970-01-01.
fn seconds(day: f64) -> f64 {
    (day - day::days(1582, 10, 14) as f64) * SECONDS_OF_A_DAY
}

/// Decimal places that show a number, up to six.
fn decimals_of(number: f64) -> u8 {
    let shows = |places: &u8| {
        let scaled = number * 10_f64.powi(i32::from(*places));
        (scaled - scaled.round()).abs() < 1e-6
    };
    (0..6).find(shows).unwrap_or(6)
}
