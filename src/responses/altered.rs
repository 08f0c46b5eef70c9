//! The same answers as another program would take them: without strata or a population, or under weights of its own.
//! Nothing is copied but the definition and one column. Also: the same answers with one more question.

use std::sync::Arc;

use polars::prelude::{NamedFrom, Series};

use super::Responses;
use super::answers::{Answer, Column};
use super::builder::weight_column;
use crate::model::survey::{About, Net};
use crate::model::weight::{Total, WeightKind};
use crate::model::{Question, Survey};

impl Responses {
    /// The answers of a survey that states no population, neither its own nor its strata's.
    pub fn without_population(&self) -> Self {
        let mut survey = Survey::clone(&self.survey);
        survey.about = About { population: None, ..survey.about };
        survey.strata.iter_mut().for_each(|stratum| stratum.population = None);
        // What weights add up to makes no difference to a share or its error.
        let sums = survey.weights.iter_mut().filter(|weight| weight.total == Some(Total::Population));
        sums.for_each(|weight| weight.total = None);
        self.under(survey)
    }

    /// The answers of a survey that has no strata. Their question stays, as weights may be made from it.
    pub fn without_strata(&self) -> Self {
        let mut survey = Survey::clone(&self.survey);
        survey.strata.clear();
        self.under(survey)
    }

    /// The answers with other values for a weight, one per case; NaN for none. `None` where the values do not fit.
    pub fn with_weight(&self, id: &str, values: &[f64]) -> Option<Self> {
        let mut survey = Survey::clone(&self.survey);
        let spec = survey.weights.iter_mut().find(|weight| weight.id == id)?;
        spec.kind = WeightKind::Column;
        spec.targets.clear();
        (spec.total, spec.start, spec.trim) = (None, None, None);
        let mut altered = self.under(survey);
        let column = Series::new(weight_column(id).into(), values);
        altered.frame.with_column(column.into()).ok()?;
        Some(altered)
    }

    /// The answers of a survey that is still coming in, as of a day.
    pub fn as_of(&self, day: Option<String>) -> Self {
        let mut survey = Survey::clone(&self.survey);
        survey.about.as_of = day;
        self.under(survey)
    }

    /// The answers with one more question behind another, one answer per case. `None` where their number does not fit.
    pub fn with_question(
        &self,
        behind: &str,
        question: Question,
        nets: Vec<Net>,
        answers: Vec<Answer>,
    ) -> Option<Self> {
        if answers.len() != self.len() {
            return None;
        }
        let mut column = Column::new(&question);
        answers.into_iter().for_each(|answer| column.push(answer));
        let columns = column.into_frame(&question.id);
        let mut survey = Survey::clone(&self.survey);
        survey.insert_behind(behind, question);
        survey.nets.extend(nets);
        let mut altered = self.under(survey);
        for column in columns {
            altered.frame.with_column(column).ok()?;
        }
        Some(altered)
    }

    fn under(&self, survey: Survey) -> Self {
        Self { survey: Arc::new(survey), ..self.clone() }
    }
}
