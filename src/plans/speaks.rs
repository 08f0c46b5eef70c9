//! Which records evidence speaks for by definition, before anybody has chosen: those that the questionnaire names for a
//! question, or the records that codes of opinions are. Where a definition names several records of one kind, a single figure
//! is about one of them and only a person knows which: these are offered and not linked.

use std::collections::BTreeMap;

use crate::model::Question;
use crate::model::plan::{self, Plan, RecordRef};

/// Records that evidence may speak for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speaks {
    /// Linked by definition: the only one of their kind that is named.
    pub sure: Vec<RecordRef>,
    /// Named beside others of their kind: a person chooses.
    pub open: Vec<RecordRef>,
}

impl Speaks {
    /// By what is named, each record once.
    pub fn of(plans: &[Plan], named: impl IntoIterator<Item = RecordRef>) -> Self {
        let mut records: Vec<(RecordRef, &str)> = Vec::new();
        for record in named {
            let kind = plan::find(plans, &record).map(|(_, found)| found.kind.as_str());
            if let Some(kind) = kind.filter(|_| !records.iter().any(|(known, _)| *known == record)) {
                records.push((record, kind));
            }
        }
        let mut of_kind: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, kind) in &records {
            *of_kind.entry(kind).or_default() += 1;
        }
        let is_sure = |(_, kind): &(RecordRef, &str)| of_kind.get(kind) == Some(&1);
        let (sure, open): (Vec<_>, Vec<_>) = records.iter().cloned().partition(is_sure);
        let only = |records: Vec<(RecordRef, &str)>| records.into_iter().map(|(record, _)| record).collect();
        Self { sure: only(sure), open: only(open) }
    }

    /// By what some questions inform.
    pub fn of_questions<'a>(plans: &[Plan], questions: impl IntoIterator<Item = &'a Question>) -> Self {
        let names = questions.into_iter().flat_map(|question| &question.informs);
        let found = names.filter_map(|name| plan::resolve(plans, name));
        Self::of(plans, found.map(|(plan, record)| plan.reference(record)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan::Record;

    #[test]
    fn one_of_a_kind_is_linked_and_several_are_left_open() {
        let record = |kind: &str, id: &str| Record { kind: kind.into(), id: id.into(), ..Record::default() };
        let records = vec![record("issue", "1"), record("issue", "2"), record("intent", "意1")];
        let plans = [Plan { id: "p".into(), records, ..Plan::default() }];
        let named = |informs: &[&str]| {
            let informs = informs.iter().map(|name| (*name).to_owned()).collect();
            Speaks::of_questions(&plans, [&Question { informs, ..Question::default() }])
        };
        let records = |ids: &[&str]| ids.iter().map(|id| RecordRef::new("p", *id)).collect::<Vec<_>>();
        assert_eq!(named(&["1", "意1"]), Speaks { sure: records(&["1", "意1"]), open: Vec::new() });
        assert_eq!(named(&["1", "意1", "2", "1"]), Speaks { sure: records(&["意1"]), open: records(&["1", "2"]) });
        assert_eq!(named(&["none"]), Speaks::default());
    }
}
