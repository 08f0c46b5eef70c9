//! An expression with the labels people know in place of ids and codes: 業種 = 製造業 for `F1 = 2`.
//!
//! It is for reading only: labels are neither unique nor ids, so what is made here is never evaluated.

use super::{Expr, Op};
use crate::model::survey::Survey;

impl Expr {
    /// The expression with labels. What has none, as a number or the reserved word of a missing answer, stays as written.
    pub fn labelled(&self, survey: &Survey) -> Self {
        let both = |a: &Self, b: &Self| (Box::new(a.labelled(survey)), Box::new(b.labelled(survey)));
        match self {
            Self::And(a, b) => {
                let (a, b) = both(a, b);
                Self::And(a, b)
            }
            Self::Or(a, b) => {
                let (a, b) = both(a, b);
                Self::Or(a, b)
            }
            Self::Not(inner) => Self::Not(Box::new(inner.labelled(survey))),
            Self::Compare { subject, op, values } => Self::Compare {
                subject: survey.label_of(subject),
                op: *op,
                values: values.iter().map(|value| value_label(survey, subject, *op, value)).collect(),
            },
            Self::Calculated { .. } | Self::Answered(_) => self.clone().renamed(&|id| survey.label_of(id)),
        }
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
}

/// The label of a code of a question or banner.
fn value_label(survey: &Survey, subject: &str, op: Op, value: &str) -> String {
    let found = match (survey.question(subject), survey.banner(subject)) {
        // A number stands for itself, but a band may have a code of its own.
        (Some(question), _) if question.is_number() => {
            question.bands.iter().find(|band| band.code.as_deref() == Some(value)).map(|band| band.label.clone())
        }
        (Some(question), _) => {
            let choice = question.choices.iter().find(|choice| choice.code == value).map(|choice| &choice.label);
            let net = || survey.nets_of(question).find(|net| net.code == value).map(|net| &net.label);
            choice.or_else(net).cloned()
        }
        (None, Some(banner)) => banner.label_of(value).map(str::to_owned),
        (None, None) => None,
    };
    match found {
        // Scales are ordered by their codes, which a label alone would not show.
        Some(label) if op.is_order() => format!("{value} {label}"),
        Some(label) => label,
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::survey::{Banner, BannerGroup, Choice, Question};

    #[test]
    fn ids_and_codes_become_labels() {
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
        let labelled = |text: &str| Expr::parse(text).unwrap().labelled(&survey).to_string();
        assert_eq!(labelled("F1 in (1, 2) and size = 1"), "業種 in (\"農業・林業\", 製造業) and 規模 = 中小");
        assert_eq!(labelled("not (F1 = NA or answered(F1))"), "not (業種 = NA or answered(業種))");
        assert_eq!(labelled("Q9 = 4"), "Q9 = 4", "what is not known stays as written");
    }
}
