//! A form being typed in: what was typed so far, by question id, so that it stays with its question when the definition is
//! read anew. Nothing is drawn or saved here.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::kept::KeptForm;
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
    /// As it was sent to the journal; dropped once it is seen there, unsaved again where the journal refuses it.
    pub sent: Option<TypedForm>,
    /// What is typed now.
    pub at: Step,
    /// First line in sight.
    pub offset: usize,
    /// By question id what was typed.
    pub answers: BTreeMap<String, String>,
    /// By question id, `:` and code the text of a その他.
    pub others: BTreeMap<String, String>,
}

/// Questions of a form, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// With an answer, also where none was asked for.
    pub answered: usize,
    /// Asked, without one.
    pub blank: usize,
    /// Not asked.
    pub skipped: usize,
}

/// How the text beside a choice is called in a typed form.
fn other_key(question: &Question, choice: &Choice) -> String {
    format!("{}:{}", question.id, choice.code)
}

/// How what is typed at a step is called; `None` at the summary.
fn key(survey: &Survey, step: Step) -> Option<String> {
    match step {
        Step::Question(position) => survey.questions.get(position).map(|question| question.id.clone()),
        Step::Other(position, choice) => {
            let question = survey.questions.get(position)?;
            Some(other_key(question, question.choices.get(choice)?))
        }
        Step::Summary => None,
    }
}

impl Draft {
    /// An empty form, at its first question.
    pub fn new(id: String, mode: String) -> Self {
        Self { id, mode, at: Step::Question(0), ..Self::default() }
    }

    /// A form that was typed in before, to be corrected.
    pub fn again(form: &TypedForm) -> Self {
        let given = |(_, value): &(&String, &String)| *value != Missing::Na.name();
        let answers = form.answers.iter().filter(given).map(|(id, value)| (id.clone(), value.clone()));
        Self {
            replaces: true,
            answers: answers.collect(),
            others: form.others.clone(),
            ..Self::new(form.id.clone(), form.mode.clone())
        }
    }

    /// A form that was begun and set aside.
    pub fn kept(kept: &KeptForm, survey: &Survey, replaces: bool) -> Self {
        let form = kept.form.clone();
        let begun = Self { id: form.id, mode: form.mode, replaces, ..Self::default() };
        let mut draft = Self { answers: form.answers, others: form.others, ..begun };
        let at = |step: &Step| key(survey, *step).as_ref() == Some(&kept.at);
        draft.at = draft.steps(survey).into_iter().find(at).unwrap_or_default();
        draft
    }

    /// What is set aside of it.
    pub fn to_keep(&self, survey: &Survey, who: &str, at: &str) -> KeptForm {
        let form = TypedForm {
            id: self.id.clone(),
            mode: self.mode.clone(),
            answers: self.answers.clone(),
            others: self.others.clone(),
            who: who.to_owned(),
            at: at.to_owned(),
        };
        KeptForm { survey: survey.about.id.clone(), form, at: key(survey, self.at).unwrap_or_default() }
    }

    /// Stays at its question when the definition was read anew.
    pub fn follow(&mut self, old: &Survey, new: &Survey) {
        let Some(wanted) = key(old, self.at) else { return };
        let at = self.steps(new).into_iter().find(|step| key(new, *step).as_ref() == Some(&wanted));
        self.at = at.unwrap_or_default();
    }

    /// What was typed for a question as an answer.
    ///
    /// # Errors
    /// It is none.
    pub fn answer(&self, question: &Question) -> Result<Answer, TypedFault> {
        typed::answer(question, self.answers.get(&question.id).map_or("", String::as_str))
    }

    /// By position of the question: it need not be answered.
    pub fn skipped(&self, survey: &Arc<Survey>) -> Vec<bool> {
        let answer = |question| self.answer(question).unwrap_or(Answer::Missing(Missing::Unk));
        let answers: Vec<Answer> = survey.questions.iter().map(answer).collect();
        entered::not_asked(survey, &answers)
    }

    /// How much was typed, by what the questionnaire asks of this form.
    pub fn counts(&self, survey: &Arc<Survey>) -> Counts {
        let mut counts = Counts::default();
        for (question, skipped) in survey.questions.iter().zip(self.skipped(survey)) {
            let is_blank = matches!(self.answer(question), Ok(Answer::Missing(Missing::Na)));
            counts.skipped += usize::from(skipped);
            counts.answered += usize::from(!is_blank);
            counts.blank += usize::from(is_blank && !skipped);
        }
        counts
    }

    /// Everything that is typed, in the order of the questionnaire.
    pub fn steps(&self, survey: &Survey) -> Vec<Step> {
        let mut steps = Vec::new();
        for (position, question) in survey.questions.iter().enumerate() {
            steps.push(Step::Question(position));
            if let Ok(Answer::Choices(chosen)) = self.answer(question) {
                let has_text = |choice: &Choice| choice.other.is_some();
                let with_text = chosen.into_iter().filter(|at| question.choices.get(*at).is_some_and(has_text));
                steps.extend(with_text.map(|choice| Step::Other(position, choice)));
            }
        }
        steps.push(Step::Summary);
        steps
    }

    /// What stands at a step.
    pub fn text(&self, survey: &Survey, step: Step) -> String {
        let typed = match step {
            Step::Question(_) => &self.answers,
            Step::Other(..) | Step::Summary => &self.others,
        };
        key(survey, step).and_then(|key| typed.get(&key)).cloned().unwrap_or_default()
    }

    /// Types something at the present step.
    pub fn set(&mut self, survey: &Survey, text: String) {
        let Some(key) = key(survey, self.at) else { return };
        match self.at {
            Step::Question(_) => drop(self.answers.insert(key, text)),
            Step::Other(..) => drop(self.others.insert(key, text)),
            Step::Summary => {}
        }
    }

    /// Why what stands at a step is no answer.
    pub fn fault(&self, survey: &Survey, step: Step) -> Option<TypedFault> {
        let Step::Question(position) = step else { return None };
        self.answer(survey.questions.get(position)?).err()
    }

    /// The form as it is kept: answers in their plain form, texts only of choices that are marked.
    pub fn form(&self, survey: &Survey, who: String, at: String) -> TypedForm {
        let mut answers = BTreeMap::new();
        for question in &survey.questions {
            match self.answer(question) {
                Ok(Answer::Missing(Missing::Na)) | Err(_) => {}
                Ok(answer) => drop(answers.insert(question.id.clone(), typed::text(question, &answer))),
            }
        }
        let text = |step: Step| {
            let key = matches!(step, Step::Other(..)).then(|| key(survey, step)).flatten()?;
            let text = self.others.get(&key).map(|text| text.trim()).filter(|text| !text.is_empty())?.to_owned();
            Some((key, text))
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
