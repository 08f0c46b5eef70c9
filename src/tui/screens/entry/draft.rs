//! A form being typed in: what was typed so far, question by question. Nothing is drawn or saved here.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::load::entered;
use crate::load::typed::{self, TypedFault};
use crate::model::fix::TypedForm;
use crate::model::{Choice, Kind, Question, Survey};
use crate::responses::Missing;
use crate::responses::answers::Answer;

/// What is typed next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    /// The answer to the question at a position.
    Question(usize),
    /// The text beside a choice of it.
    Other(usize, usize),
    /// All of it is looked at once more.
    #[default]
    Summary,
}

/// A form that is not saved yet.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// 整理番号.
    pub id: String,
    /// How it came.
    pub mode: String,
    /// It replaces one that was typed in before.
    pub replaces: bool,
    /// It was sent to the journal, and is dropped once it is seen there.
    pub sent: bool,
    /// What is typed now.
    pub at: Step,
    /// First line in sight.
    pub offset: usize,
    /// By position of the question what was typed.
    pub answers: Vec<String>,
    /// By positions of question and choice the text of a その他.
    pub others: BTreeMap<(usize, usize), String>,
}

impl Draft {
    /// An empty form, at its first question.
    pub fn new(survey: &Survey, id: String, mode: String) -> Self {
        let answers = vec![String::new(); survey.questions.len()];
        Self { id, mode, answers, at: Step::Question(0), ..Self::default() }
    }

    /// A form that was typed in before, to be corrected.
    pub fn again(survey: &Survey, form: &TypedForm) -> Self {
        let mut draft = Self::new(survey, form.id.clone(), form.mode.clone());
        draft.replaces = true;
        for (position, question) in survey.questions.iter().enumerate() {
            let value = form.answers.get(&question.id).filter(|value| *value != Missing::Na.name());
            if let (Some(value), Some(text)) = (value, draft.answers.get_mut(position)) {
                text.clone_from(value);
            }
            for (at, choice) in question.choices.iter().enumerate() {
                if let Some(text) = form.others.get(&format!("{}:{}", question.id, choice.code)) {
                    draft.others.insert((position, at), text.clone());
                }
            }
        }
        draft
    }

    /// What was typed for a question as an answer.
    ///
    /// # Errors
    /// It is none.
    pub fn answer(&self, question: &Question, position: usize) -> Result<Answer, TypedFault> {
        typed::answer(question, self.answers.get(position).map_or("", String::as_str))
    }

    /// By position of the question: it need not be answered.
    pub fn skipped(&self, survey: &Arc<Survey>) -> Vec<bool> {
        let answer = |(position, question)| self.answer(question, position).unwrap_or(Answer::Missing(Missing::Unk));
        let answers: Vec<Answer> = survey.questions.iter().enumerate().map(answer).collect();
        entered::not_asked(survey, &answers)
    }

    /// Everything that is typed, in the order of the questionnaire.
    pub fn steps(&self, survey: &Survey) -> Vec<Step> {
        let mut steps = Vec::new();
        for (position, question) in survey.questions.iter().enumerate() {
            steps.push(Step::Question(position));
            if let Ok(Answer::Choices(chosen)) = self.answer(question, position) {
                let has_text = |choice: &Choice| choice.other.is_some();
                let with_text = chosen.into_iter().filter(|at| question.choices.get(*at).is_some_and(has_text));
                steps.extend(with_text.map(|choice| Step::Other(position, choice)));
            }
        }
        steps.push(Step::Summary);
        steps
    }

    /// What stands at a step.
    pub fn text(&self, step: Step) -> String {
        match step {
            Step::Question(position) => self.answers.get(position).cloned().unwrap_or_default(),
            Step::Other(position, choice) => self.others.get(&(position, choice)).cloned().unwrap_or_default(),
            Step::Summary => String::new(),
        }
    }

    /// Types something at the present step.
    pub fn set(&mut self, text: String) {
        match self.at {
            Step::Question(position) => {
                if let Some(own) = self.answers.get_mut(position) {
                    *own = text;
                }
            }
            Step::Other(position, choice) => drop(self.others.insert((position, choice), text)),
            Step::Summary => {}
        }
    }

    /// Why what stands at a step is no answer.
    pub fn fault(&self, survey: &Survey, step: Step) -> Option<TypedFault> {
        let Step::Question(position) = step else { return None };
        self.answer(survey.questions.get(position)?, position).err()
    }

    /// The form as it is kept: answers in their plain form, texts only of choices that are marked.
    pub fn form(&self, survey: &Survey, who: String, at: String) -> TypedForm {
        let mut answers = BTreeMap::new();
        for (position, question) in survey.questions.iter().enumerate() {
            match self.answer(question, position) {
                Ok(Answer::Missing(Missing::Na)) | Err(_) => {}
                Ok(answer) => drop(answers.insert(question.id.clone(), typed::text(question, &answer))),
            }
        }
        let text = |step: Step| {
            let Step::Other(position, choice) = step else { return None };
            let question = survey.questions.get(position)?;
            let text = self.others.get(&(position, choice)).map(|text| text.trim()).filter(|text| !text.is_empty())?;
            Some((format!("{}:{}", question.id, question.choices.get(choice)?.code), text.to_owned()))
        };
        let others = self.steps(survey).into_iter().filter_map(text).collect();
        TypedForm { id: self.id.clone(), mode: self.mode.clone(), answers, others, who, at }
    }
}

/// True where one sign is a whole answer: one choice, and every code is one sign long.
pub fn is_one_sign(question: &Question) -> bool {
    matches!(question.kind, Kind::Single | Kind::Matrix)
        && !question.choices.is_empty()
        && question.choices.iter().all(|choice| choice.code.chars().count() == 1)
}
