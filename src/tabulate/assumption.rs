//! Tables as other programs would make them: the same question asked with another base, weight or percentage, of answers
//! without strata or population, and what can be added up from such a table. Nothing is counted here that
//! `tabulate::tables` does not count.
//!
//! `derive` holds what other programs do to a finished table, `test` how they compare two groups.

mod derive;
mod test;

pub use derive::net_members;
pub use test::{Against, Reading, Subject};

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

use super::{Labels, TabulateError, tables, weight};
use crate::model::assumption::{Assumption, Matter};
use crate::model::survey::Kind;
use crate::model::table::{BaseKind, Note, Percent, Role, Table, TableSpec};
use crate::responses::Responses;

/// One table asked, to be made again under other programs' decisions. What was made is kept.
pub struct Recount<'a> {
    responses: &'a Responses,
    spec: TableSpec,
    labels: &'a Labels,
    own: Table,
    made: HashMap<Vec<Assumption>, Table>,
    /// The same of everyone.
    whole: HashMap<Vec<Assumption>, Table>,
    weights: HashMap<String, Vec<f64>>,
    members: HashMap<(BaseKind, usize, Option<usize>), Vec<bool>>,
}

impl<'a> Recount<'a> {
    /// Makes koe's own table first.
    ///
    /// # Errors
    /// As `tabulate::tables`.
    pub fn new(responses: &'a Responses, spec: TableSpec, labels: &'a Labels) -> Result<Self, TabulateError> {
        let own = one(responses, &spec, labels)?;
        let (made, whole, weights, members) = Default::default();
        Ok(Self { responses, spec, labels, own, made, whole, weights, members })
    }

    /// koe's own table.
    pub fn own(&self) -> &Table {
        &self.own
    }

    /// The survey asked.
    pub fn survey(&self) -> &'a crate::model::Survey {
        self.responses.survey()
    }

    /// What was asked.
    pub fn spec(&self) -> &TableSpec {
        &self.spec
    }

    /// The decisions that could make a difference to a figure, or without one to any figure of the table; those about
    /// tests only when two groups are compared.
    pub fn applicable(&self, subject: Option<&Subject>) -> Vec<Assumption> {
        use crate::model::assumption::Rounding;
        let (survey, base) = (self.responses.survey(), &self.own.base);
        let is_mean = subject.is_some_and(|subject| subject.option.is_none());
        let option = subject.and_then(|subject| subject.option.as_deref());
        let is_net = |code: &str| self.own.options.iter().any(|line| line.role == Role::Net && line.code == code);
        let mut found = Vec::new();
        let mut add = |holds: bool, assumption: Assumption| {
            if holds {
                found.push(assumption);
            }
        };
        let some_missing = base.NA + base.INV + base.UNK > 0;
        add(some_missing && base.kind == BaseKind::All && !is_mean, Assumption::AnsweredBase);
        add(some_missing && base.kind == BaseKind::Answered && !is_mean, Assumption::WholeBase);
        add(base.NAP > 0 && !is_mean, Assumption::Everyone);
        let weighted = self.spec.weight.is_some();
        add(weighted, Assumption::Unweighted);
        for other in survey.weights.iter().filter(|other| Some(&other.id) != self.spec.weight.as_ref()) {
            add(true, Assumption::Weight(other.id.clone()));
        }
        add(weighted, Assumption::WholeWeights);
        add(weighted && !is_mean, Assumption::WholeCounts);
        let crossed = !self.spec.banners.is_empty() && !is_mean;
        let percent = self.spec.percent;
        add(crossed && percent != Percent::Row, Assumption::RowPercent);
        add(crossed && percent != Percent::Column, Assumption::ColumnPercent);
        add(crossed && percent != Percent::Total, Assumption::TotalPercent);
        let several = matches!(self.own.kind, Kind::Multiple | Kind::Rank);
        add(several && !is_mean, Assumption::AnswersGiven);
        let some_net = self.own.options.iter().any(|line| line.role == Role::Net);
        add(some_net && !is_mean && option.is_none_or(is_net), Assumption::NetsAdded);
        for banner in self.own.banners.iter().filter(|_| !is_mean && subject.is_none_or(|subject| subject.group == 0)) {
            let unknown = base.excluded.banner_unknown.get(&banner.name).and_then(serde_json::Value::as_u64);
            let differs = unknown.is_some_and(|unknown| unknown > 0) || self.overlaps(&banner.title);
            add(differs, Assumption::SumOfRows(banner.name.clone()));
        }
        let together = base.kind == BaseKind::All && base.INV + base.UNK > 0;
        add(together && !is_mean && option.is_none_or(|code| code == "NA"), Assumption::MissingTogether);
        if !is_mean {
            Rounding::ALL.into_iter().for_each(|rounding| add(true, Assumption::Rounding(rounding)));
        }
        let Some(against) = subject.and_then(|subject| subject.against) else { return found };
        add(weighted, Assumption::NaiveN);
        add(weighted && !is_mean, Assumption::WeightSum);
        add(weighted && !is_mean, Assumption::KishN);
        let overlapping = self.own.banners.iter().any(|banner| self.overlaps(&banner.title));
        if let Against::Group(_) = against {
            add(overlapping, Assumption::OverlapIgnored);
            add(overlapping && !is_mean, Assumption::OverlapSpss);
        }
        add(!is_mean, Assumption::Unpooled);
        add(!is_mean, Assumption::Yates);
        add(!is_mean && against == Against::Rest, Assumption::AgainstTotal);
        add(is_mean, Assumption::EqualVariances);
        let finite =
            survey.about.population.is_some() || survey.strata.iter().any(|stratum| stratum.population.is_some());
        add(finite, Assumption::NoPopulation);
        add(!survey.strata.is_empty(), Assumption::NoStrata);
        found
    }

    /// True when respondents can be in several groups of the banner with this title.
    fn overlaps(&self, title: &str) -> bool {
        self.own.notes.iter().any(|note| matches!(note, Note::BannerOverlaps { banner } if banner == title))
    }

    /// The table as a program makes it that decides so; the statistics in it are those of koe, where it still has any.
    ///
    /// # Errors
    /// As `tabulate::tables`: a weight that cannot be made.
    pub fn table(&mut self, decided: &[Assumption]) -> Result<Table, TabulateError> {
        let asked: Vec<Assumption> = decided.iter().filter(|one| is_asked(one)).cloned().collect();
        let table = match self.made.get(&asked) {
            Some(table) => table.clone(),
            None => {
                let table = if asked.is_empty() { self.own.clone() } else { self.ask(&asked)? };
                self.made.insert(asked.clone(), table.clone());
                table
            }
        };
        let everyone = match decided.contains(&Assumption::Everyone) {
            true => Some(self.everyone(&asked)?),
            false => None,
        };
        Ok(derive::derived(self.responses.survey(), table, decided, everyone.as_ref()))
    }

    /// Another spec, of answers that may be altered.
    fn ask(&mut self, decided: &[Assumption]) -> Result<Table, TabulateError> {
        let (spec, responses) = self.altered(decided)?;
        one(responses.as_ref().unwrap_or(self.responses), &spec, self.labels)
    }

    fn altered(&mut self, decided: &[Assumption]) -> Result<(TableSpec, Option<Responses>), TabulateError> {
        let mut spec = self.spec.clone();
        let mut responses: Option<Responses> = None;
        for one in decided {
            let current = responses.as_ref().unwrap_or(self.responses);
            match one {
                Assumption::AnsweredBase => spec.base = BaseKind::Answered,
                Assumption::WholeBase => spec.base = BaseKind::All,
                Assumption::Unweighted => spec.weight = None,
                Assumption::Weight(id) => spec.weight = Some(id.clone()),
                Assumption::RowPercent => spec.percent = Percent::Row,
                Assumption::ColumnPercent => spec.percent = Percent::Column,
                Assumption::TotalPercent => spec.percent = Percent::Total,
                Assumption::NoPopulation => responses = Some(current.without_population()),
                Assumption::NoStrata => responses = Some(current.without_strata()),
                Assumption::WholeWeights => {
                    let Some(id) = spec.weight.clone() else { continue };
                    let whole = self.weights_under(Some(&id), true)?;
                    responses = responses.as_ref().unwrap_or(self.responses).with_weight(&id, &whole).or(responses);
                }
                _ => {}
            }
        }
        Ok((spec, responses))
    }

    /// A table of everyone, 非該当 included: every case has a source, so its n is all of them.
    fn everyone(&mut self, decided: &[Assumption]) -> Result<Table, TabulateError> {
        if let Some(known) = self.whole.get(decided) {
            return Ok(known.clone());
        }
        let (mut spec, responses) = self.altered(decided)?;
        spec.question = "source".to_owned();
        spec.base = BaseKind::All;
        let table = one(responses.as_ref().unwrap_or(self.responses), &spec, self.labels)?;
        self.whole.insert(decided.to_vec(), table.clone());
        Ok(table)
    }

    /// One weight per case, NaN for none, or all 1; `whole` rounds each to a whole number, as another program would.
    fn weights_under(&mut self, id: Option<&str>, whole: bool) -> Result<Vec<f64>, TabulateError> {
        let Some(id) = id else { return Ok(vec![1.0; self.responses.len()]) };
        let values = match self.weights.get(id) {
            Some(values) => values.clone(),
            None => {
                let values = weight::weights(self.responses, id)?.values;
                self.weights.insert(id.to_owned(), values.clone());
                values
            }
        };
        Ok(if whole { values.into_iter().map(f64::round).collect() } else { values })
    }
}

/// True for decisions that are another question to the counting; the others are made of its answer.
fn is_asked(assumption: &Assumption) -> bool {
    match assumption.matter() {
        Matter::Base => *assumption != Assumption::Everyone,
        Matter::Weight => *assumption != Assumption::WholeCounts,
        Matter::Share => *assumption != Assumption::AnswersGiven,
        Matter::Population | Matter::Strata => true,
        _ => false,
    }
}

fn one(responses: &Responses, spec: &TableSpec, labels: &Labels) -> Result<Table, TabulateError> {
    let tables = tables(responses, std::slice::from_ref(spec), labels, &AtomicBool::new(false))?;
    tables.into_iter().next().ok_or(TabulateError::Cancelled)
}
