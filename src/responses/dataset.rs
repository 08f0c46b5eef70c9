//! Responses as a data set: a variable per question, a flag per choice, a variable per rank. Personal columns are not here,
//! since responses never hold them.

use std::collections::HashSet;

use super::answers::{Answer, Missing};
use super::grouping::AnswerSource;
use super::{Answers, Responses};
use crate::model::dataset::{Code, Dataset, Role, Set, State, Values, Variable};
use crate::model::{Kind, Question};

/// Words the definition does not have.
#[derive(Debug, Clone)]
pub struct Words {
    /// Label of the id: 整理番号.
    pub case: String,
    /// 無回答, 非該当, 無効, 不明.
    pub missing: [String; 4],
    /// Not chosen, chosen.
    pub flags: [String; 2],
    /// Before the number of a rank and after it: 第, 位.
    pub rank: [String; 2],
    /// Behind the label of a choice beside which people write: の記入.
    pub written: String,
}

/// A weight with its values, one per case; not a number where a case has none.
#[derive(Debug, Clone)]
pub struct Weight {
    /// Id of the scheme.
    pub id: String,
    /// For people.
    pub label: String,
    /// One per case.
    pub values: Vec<f64>,
}

/// The most bytes a variable's name may have.
const LONGEST_NAME: usize = 64;
/// Words that the language of SPSS keeps for itself.
const KEPT: [&str; 13] = ["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"];

/// Puts everything about a survey's valid cases into variables: the id, the answers in questionnaire order, mode, source and
/// stratum, weights.
pub fn dataset(responses: &Responses, weights: Vec<Weight>, words: &Words) -> Dataset {
    let survey = responses.survey();
    let mut made = Made {
        responses,
        words,
        names: HashSet::new(),
        data: Dataset {
            title: survey.title().to_owned(),
            missing: words.missing.clone(),
            flags: words.flags.clone(),
            cases: responses.len(),
            ..Dataset::default()
        },
    };
    let ids = (0..responses.len()).map(|case| responses.case_id(case).to_owned()).collect();
    made.add("CASE", words.case.clone(), Values::Texts(ids), vec![0; responses.len()], Vec::new(), Role::Id);
    // In a spreadsheet without a definition every column is a question; those that tell who somebody is are not written.
    let personal: HashSet<&String> = survey.sources.iter().flat_map(|source| &source.personal).collect();
    let is_personal = |question: &&Question| question.column.as_ref().is_some_and(|column| personal.contains(column));
    for question in survey.questions.iter().filter(|question| !is_personal(question)) {
        made.question(question);
        made.written(question, &personal);
    }
    for question in &survey.implied {
        let answers = responses.answers(question);
        let is_told = |answers: Answers<'_>| (0..responses.len()).any(|case| answers.missing(case).is_none());
        if answers.is_some_and(is_told) {
            made.question(question);
        }
    }
    for weight in weights {
        let states = weight.values.iter().map(|value| State::from(!value.is_finite())).collect();
        let label = if weight.label.is_empty() { weight.id.clone() } else { weight.label };
        let position = made.add(
            &format!("W_{}", weight.id),
            label,
            Values::Numbers(weight.values),
            states,
            Vec::new(),
            Role::Weight,
        );
        if survey.about.default_weight.as_ref() == Some(&weight.id) {
            made.data.weight = Some(position);
        }
    }
    made.data
}

/// A data set in the making.
struct Made<'a> {
    responses: &'a Responses,
    words: &'a Words,
    /// In lower case.
    names: HashSet<String>,
    data: Dataset,
}

impl Made<'_> {
    fn add(
        &mut self,
        name: &str,
        label: String,
        values: Values,
        states: Vec<State>,
        labels: Vec<(Code, String)>,
        role: Role,
    ) -> usize {
        let name = self.name(name);
        self.data.variables.push(Variable { name, label, values, states, labels, role });
        self.data.variables.len() - 1
    }

    /// A name that is allowed and new.
    fn name(&mut self, wanted: &str) -> String {
        let plain = plain_name(wanted);
        let mut number = 1;
        loop {
            let end = if number == 1 { String::new() } else { format!("_{number}") };
            let name = format!("{}{end}", cut(&plain, LONGEST_NAME - end.len()));
            if self.names.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }

    fn answers(&self, question: &Question) -> impl Iterator<Item = Answer> {
        let answers = self.responses.answers(question);
        let answer = move |case| answers.as_ref().map(|answers| answers.get(question, case));
        (0..self.responses.len()).map(move |case| answer(case).unwrap_or(Answer::Missing(Missing::Na)))
    }

    fn question(&mut self, question: &Question) {
        match question.kind {
            Kind::Single | Kind::Matrix => self.single(question),
            Kind::Multiple => self.multiple(question),
            Kind::Rank => self.rank(question),
            Kind::Numeric | Kind::Date => {
                let mut states = Vec::new();
                let mut values = Vec::new();
                for answer in self.answers(question) {
                    let number = match answer {
                        Answer::Number(number) => Some(number),
                        _ => None,
                    };
                    states.push(state(&answer));
                    values.push(number.unwrap_or(0.0));
                }
                let is_date = question.kind == Kind::Date;
                let values = if is_date { Values::Days(values) } else { Values::Numbers(values) };
                self.add(&question.id, label(question), values, states, Vec::new(), Role::Answer);
            }
            Kind::Text => {
                let (mut states, mut values) = (Vec::new(), Vec::new());
                for answer in self.answers(question) {
                    states.push(state(&answer));
                    values.push(match answer {
                        Answer::Text(text) => text,
                        _ => String::new(),
                    });
                }
                self.add(&question.id, label(question), Values::Texts(values), states, Vec::new(), Role::Answer);
            }
        }
    }

    /// What people wrote beside a choice, a text for each choice beside which somebody did: `Q7_9_text`.
    fn written(&mut self, question: &Question, personal: &HashSet<&String>) {
        for (position, choice) in question.choices.iter().enumerate() {
            if choice.other.as_ref().is_some_and(|column| personal.contains(column)) {
                continue;
            }
            let Some(texts) = self.responses.written(question, position) else { continue };
            let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
            // Who did not choose it was not asked to write.
            let of = |(answer, text): (Answer, &String)| match answer {
                _ if !text.is_empty() => 0,
                Answer::Missing(missing) => missing.state(),
                Answer::Choices(chosen) if chosen.contains(&position) => Missing::Na.state(),
                Answer::Ranks(places) if places.contains(&Some(position)) => Missing::Na.state(),
                _ => Missing::Nap.state(),
            };
            let states = self.answers(question).zip(&texts).map(of).collect();
            let label = format!("{} {}{}", label(question), choice.label, self.words.written);
            let name = format!("{}_{}_text", question.id, choice.code);
            self.add(&name, label, Values::Texts(texts), states, Vec::new(), Role::Answer);
        }
    }

    fn single(&mut self, question: &Question) {
        let (mut states, mut chosen) = (Vec::new(), Vec::new());
        for answer in self.answers(question) {
            states.push(state(&answer));
            chosen.push(match answer {
                Answer::Choices(chosen) => chosen.first().copied(),
                _ => None,
            });
        }
        let (values, labels) = coded(question, &chosen);
        self.add(&question.id, label(question), values, states, labels, Role::Answer);
    }

    fn multiple(&mut self, question: &Question) {
        let Some(answers) = self.responses.answers(question) else { return };
        let cases = self.responses.len();
        let states: Vec<State> = (0..cases).map(|case| answers.missing(case).map_or(0, Missing::state)).collect();
        let mut variables = Vec::new();
        for (position, choice) in question.choices.iter().enumerate() {
            let flags = (0..cases).map(|case| f64::from(u8::from(answers.has(case, position)))).collect();
            let name = format!("{}_{}", question.id, choice.code);
            let labels = (0..).zip(&self.words.flags);
            let labels = labels.map(|(code, label)| (Code::Number(f64::from(code)), label.clone())).collect();
            let values = Values::Numbers(flags);
            variables.push(self.add(&name, choice.label.clone(), values, states.clone(), labels, Role::Flag));
        }
        let codes = question.choices.iter().map(|choice| choice.code.clone()).collect();
        self.data.sets.push(Set { name: plain_name(&question.id), label: label(question), variables, codes });
    }

    fn rank(&mut self, question: &Question) {
        let answers: Vec<Answer> = self.answers(question).collect();
        for place in 0..question.ranks() {
            let at = |answer: &Answer| match answer {
                Answer::Ranks(ranks) => ranks.get(place).copied().flatten(),
                _ => None,
            };
            let chosen: Vec<Option<usize>> = answers.iter().map(at).collect();
            // A place that was left empty has no answer, although the question has one.
            let states = answers.iter().zip(&chosen).map(|(answer, chosen)| match (state(answer), chosen) {
                (0, None) => Missing::Na.state(),
                (state, _) => state,
            });
            let states = states.collect();
            let (values, labels) = coded(question, &chosen);
            let [before, after] = &self.words.rank;
            let label = format!("{} {before}{}{after}", label(question), place + 1);
            self.add(&format!("{}_{}", question.id, place + 1), label, values, states, labels, Role::Answer);
        }
    }
}

/// 0 for an answer, 1 to 4 for the kinds of missing ones.
fn state(answer: &Answer) -> State {
    match answer {
        Answer::Missing(missing) => missing.state(),
        _ => 0,
    }
}

/// The wording; an item of a matrix behind the wording of its matrix.
fn label(question: &Question) -> String {
    match (question.text.as_str(), question.label.as_str()) {
        ("", "") => question.id.clone(),
        ("", label) => label.to_owned(),
        (text, label) if question.parent.is_some() && text != label => format!("{text} {label}"),
        (text, _) => text.to_owned(),
    }
}

/// Codes of the choices: numbers where all are whole numbers as people write them, else texts.
fn coded(question: &Question, chosen: &[Option<usize>]) -> (Values, Vec<(Code, String)>) {
    let numbers: Option<Vec<f64>> = question.choices.iter().map(|choice| whole(&choice.code)).collect();
    let labels = question.choices.iter().map(|choice| choice.label.clone());
    match numbers {
        Some(numbers) => {
            let value = |position: &Option<usize>| position.and_then(|at| numbers.get(at)).copied().unwrap_or(0.0);
            let values = Values::Numbers(chosen.iter().map(value).collect());
            (values, numbers.iter().map(|number| Code::Number(*number)).zip(labels).collect())
        }
        None => {
            let code = |at: usize| question.choices.get(at).map(|choice| choice.code.clone());
            let value = |position: &Option<usize>| position.and_then(code).unwrap_or_default();
            let codes = question.choices.iter().map(|choice| Code::Text(choice.code.clone()));
            (Values::Texts(chosen.iter().map(value).collect()), codes.zip(labels).collect())
        }
    }
}

/// 12 is a number; 012 and 1.5 are names.
fn whole(code: &str) -> Option<f64> {
    let number: i32 = code.parse().ok()?;
    (number.to_string() == code).then_some(f64::from(number))
}

/// Only what a name may have: letters of any script, digits and `_`, a letter first.
fn plain_name(wanted: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '_' };
    let mut name: String = wanted.chars().map(allowed).collect();
    if !name.starts_with(char::is_alphabetic) {
        name.insert(0, 'V');
    }
    if KEPT.contains(&name.to_lowercase().as_str()) {
        name.push_str("_1");
    }
    cut(&name, LONGEST_NAME).to_owned()
}

/// As many whole characters as fit into some bytes.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}
