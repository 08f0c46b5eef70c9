//! Who gave which codes to what: the one form all figures of agreement are computed from.

use std::collections::BTreeMap;

use crate::comments::codes;
use crate::model::comment::{Codebook, Decisions};

/// What several coders said of several units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ratings {
    /// Names of the coders.
    pub coders: Vec<String>,
    /// Codes that occur; a label is a position here.
    pub codes: Vec<String>,
    /// By unit and coder: a sorted set of labels, perhaps empty (no code fits); `None` where the coder said nothing.
    pub units: Vec<Vec<Option<Vec<usize>>>>,
}

impl Ratings {
    /// Numbers the codes: those of `order` first, others as they come. A row has one entry per coder.
    pub fn new(coders: Vec<String>, order: &[String], rows: &[Vec<Option<Vec<String>>>]) -> Self {
        let used: Vec<&String> = rows.iter().flatten().flatten().flatten().collect();
        let mut codes: Vec<String> = Vec::new();
        let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
        let present: std::collections::BTreeSet<&str> = used.iter().map(|code| code.as_str()).collect();
        for code in order.iter().filter(|code| present.contains(code.as_str())).chain(used) {
            labels.entry(code).or_insert_with(|| {
                codes.push(code.clone());
                codes.len() - 1
            });
        }
        let set = |given: &Vec<String>| {
            let mut set: Vec<usize> = given.iter().filter_map(|code| labels.get(code.as_str()).copied()).collect();
            set.sort_unstable();
            set.dedup();
            set
        };
        let unit = |row: &Vec<Option<Vec<String>>>| row.iter().map(|given| given.as_ref().map(set)).collect();
        Self { coders, units: rows.iter().map(unit).collect(), codes }
    }

    /// What was said of opinions, merged codes being one. With `second`, the coder of a sample, all other coders count as one
    /// where no opinion has two of them: the first coding may have been shared out among colleagues.
    pub fn of(decisions: &Decisions, codebook: &Codebook, opinions: &[&str], second: Option<&str>) -> Self {
        let codings = |opinion: &str| decisions.codings.get(opinion).into_iter().flatten();
        let mut names: Vec<&str> = Vec::new();
        for coding in opinions.iter().flat_map(|opinion| codings(opinion)) {
            if !names.contains(&coding.coder.as_str()) {
                names.push(&coding.coder);
            }
        }
        names.sort_unstable();
        let others = |opinion: &str, second: &str| codings(opinion).filter(|coding| coding.coder != second).count();
        let columns: Vec<Vec<&str>> = match second {
            Some(second) if names.len() > 2 && opinions.iter().all(|opinion| others(opinion, second) <= 1) => {
                let first = names.iter().copied().filter(|name| *name != second).collect();
                vec![first, vec![second]]
            }
            _ => names.iter().map(|name| vec![*name]).collect(),
        };
        let rows: Vec<Vec<Option<Vec<String>>>> = opinions
            .iter()
            .map(|opinion| {
                let given = |column: &Vec<&str>| {
                    let coding = codings(opinion).find(|coding| column.contains(&coding.coder.as_str()));
                    coding.map(|coding| codes::current(codebook, &coding.codes))
                };
                columns.iter().map(given).collect()
            })
            .collect();
        let order: Vec<String> = codebook.codes.iter().map(|code| code.id.clone()).collect();
        Self::new(columns.iter().map(|column| column.join("・")).collect(), &order, &rows)
    }

    /// What is said of each unit that at least two coders looked at.
    pub fn shared(&self) -> Vec<Vec<&[usize]>> {
        let said = self.units.iter().map(|unit| unit.iter().flatten().map(Vec::as_slice).collect::<Vec<_>>());
        said.filter(|said| said.len() > 1).collect()
    }

    /// What two coders said of each unit that both looked at.
    pub fn pair(&self, one: usize, other: usize) -> Vec<(&[usize], &[usize])> {
        let units = self.units.iter();
        units.filter_map(|unit| Some((unit.get(one)?.as_deref()?, unit.get(other)?.as_deref()?))).collect()
    }

    /// Nobody gave two codes to one unit.
    pub fn is_single(&self) -> bool {
        self.units.iter().flatten().flatten().all(|set| set.len() < 2)
    }
}
