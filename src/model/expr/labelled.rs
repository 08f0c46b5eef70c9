//! The labels people know for the ids and codes of a condition: 業種, 製造業 beside `F1 = 2`.
//!
//! They are for reading, and to tell which code a typed label means (`responses::eval::coded`). Labels are neither unique nor
//! ids, so the condition itself keeps its codes: a choice that is called `NA` is not the missing answer `NA`.

use std::collections::BTreeMap;

use super::Expr;
use crate::model::survey::{Band, Survey};

/// A condition together with the labels of what it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The condition as it is evaluated.
    pub expr: Expr,
    subjects: BTreeMap<String, String>,
    values: BTreeMap<(String, String), String>,
}

impl Labelled {
    /// What people call a question or banner; the id where it has no other name.
    pub fn subject<'a>(&'a self, id: &'a str) -> &'a str {
        self.subjects.get(id).map_or(id, String::as_str)
    }

    /// The label of a code of a question or banner, where it has one.
    pub fn value(&self, subject: &str, code: &str) -> Option<&str> {
        self.values.get(&(subject.to_owned(), code.to_owned())).map(String::as_str)
    }
}

impl Expr {
    /// The condition with the survey's labels.
    pub fn labelled(&self, survey: &Survey) -> Labelled {
        let subjects: BTreeMap<String, String> =
            self.subjects().into_iter().map(|id| (id.to_owned(), survey.label_of(id))).collect();
        let named = subjects.keys().flat_map(|id| {
            survey.answers_of(id).into_iter().map(|(code, label)| ((id.clone(), code), label)).collect::<Vec<_>>()
        });
        let mut values = BTreeMap::new();
        for (key, label) in named {
            // A code stands for the first that has it.
            values.entry(key).or_insert(label);
        }
        Labelled { expr: self.clone(), subjects, values }
    }
}

impl Survey {
    /// What people call a question or banner: its label, wording or id, whichever it has first.
    pub fn label_of(&self, id: &str) -> String {
        let banner = self.banner(id).map(|banner| [banner.label.as_str(), ""]);
        let question = || self.question(id).map(|question| [question.label.as_str(), question.text.as_str()]);
        let labels = banner.or_else(question).unwrap_or_default();
        labels.into_iter().find(|label| !label.is_empty()).unwrap_or(id).to_owned()
    }

    /// Codes and labels that a condition on a question or banner may name, in their order: choices and nets, groups, bands. A
    /// number stands for itself, so bands of a question count only with a code of their own.
    pub fn answers_of(&self, id: &str) -> Vec<(String, String)> {
        let band = |band: &Band| Some((band.code.clone()?, band.label.clone()));
        match (self.question(id), self.banner(id)) {
            (Some(question), _) if question.is_number() => question.bands.iter().filter_map(band).collect(),
            (Some(question), _) => {
                let choices = question.choices.iter().map(|choice| (choice.code.clone(), choice.label.clone()));
                choices.chain(self.nets_of(question).map(|net| (net.code.clone(), net.label.clone()))).collect()
            }
            (None, Some(banner)) => banner.coded().map(|(code, label)| (code, label.to_owned())).collect(),
            (None, None) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::survey::{Banner, BannerGroup, Choice, Question};

    #[test]
    fn ids_and_codes_have_labels() {
        let choice = |code: &str, label: &str| Choice { code: code.into(), label: label.into(), ..Choice::default() };
        let question = Question {
            id: "F1".into(),
            label: "業種".into(),
            choices: vec![choice("1", "農業・林業"), choice("2", "製造業")],
            ..Question::default()
        };
        let group = BannerGroup { label: "中小".into(), codes: vec!["1".into()], code: None };
        let banner = Banner { id: "size".into(), label: "規模".into(), groups: vec![group], ..Banner::default() };
        let survey = Survey { questions: vec![question], banners: vec![banner], ..Survey::default() };
        let labelled = Expr::parse("F1 in (1, 2) and size = 1 and Q9 = 4").unwrap().labelled(&survey);
        assert_eq!([labelled.subject("F1"), labelled.subject("size"), labelled.subject("Q9")], ["業種", "規模", "Q9"]);
        assert_eq!(labelled.value("F1", "1"), Some("農業・林業"));
        assert_eq!(labelled.value("size", "1"), Some("中小"));
        assert_eq!([labelled.value("F1", "NA"), labelled.value("Q9", "4")], [None, None], "what is not known has none");
    }
}
