//! Routing seen from the filter: who left it open and answered what depends on it, and who was sent on and did not answer.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::load::gather::Gathered;
use crate::load::settle::at_answer;
use crate::model::diagnostic::Problem;
use crate::model::{Expr, Question, Survey};
use crate::responses::answers::{Answers, Column};
use crate::responses::grouping::AnswerSource;
use crate::responses::{Missing, eval};

/// Filters with more choices than this are not tried out.
const MOST_CHOICES: usize = 100;

/// Reports every filter without an answer whose followers are answered, and says so at the followers.
pub(super) fn blank(survey: &Survey, gathered: &mut Gathered, rows: &[usize]) {
    let rows: HashSet<usize> = rows.iter().copied().collect();
    let mut found: BTreeMap<&str, BTreeMap<usize, Vec<&Question>>> = BTreeMap::new();
    let mut open: Vec<(usize, String)> = Vec::new();
    let routed: HashMap<&str, (&Question, Vec<&Question>)> =
        survey.questions.iter().map(|question| (question.id.as_str(), (question, filters(survey, question)))).collect();
    for (at, (case, met)) in gathered.met.iter().enumerate() {
        let (Some(case), Some(id), Problem::NotAsked { .. }) = (*case, &met.question, &met.problem) else { continue };
        let Some((question, filters)) = routed.get(id.as_str()) else { continue };
        let unanswered = filters.iter().filter(|filter| is_open(gathered, filter, case));
        for (place, filter) in unanswered.enumerate() {
            if place == 0 {
                open.push((at, filter.id.clone()));
            }
            if rows.contains(&case) {
                found.entry(filter.id.as_str()).or_default().entry(case).or_default().push(question);
            }
        }
    }
    for (at, id) in open {
        if let Some((_, met)) = gathered.met.get_mut(at)
            && let Problem::NotAsked { filter, .. } = &mut met.problem
        {
            *filter = Some(id);
        }
    }
    let mut met = Vec::new();
    for (id, cases) in found {
        let Some(filter) = survey.question(id) else { continue };
        let fitting = fitting(survey, gathered, filter, &cases);
        for ((case, followers), fits) in cases.into_iter().zip(fitting) {
            let mut ids: Vec<String> = followers.iter().map(|question| question.id.clone()).collect();
            ids.dedup();
            let problem = Problem::FilterBlank { followers: ids, fits };
            met.push((Some(case), at_answer(survey, gathered, case, filter, problem)));
        }
    }
    gathered.met.extend(met);
}

/// The questions of the survey that decide whether a question is asked; those behind banners are meant by these.
fn filters<'a>(survey: &'a Survey, question: &Question) -> Vec<&'a Question> {
    let ids = question.ask_if.iter().flat_map(Expr::subjects).map(|id| survey.question_behind(id));
    let mut found: Vec<&Question> = Vec::new();
    for filter in ids.filter_map(|id| survey.questions.iter().find(|question| question.id == id)) {
        if found.iter().all(|known| known.id != filter.id) {
            found.push(filter);
        }
    }
    found
}

/// True for 無回答 in a file that has the question.
fn is_open(gathered: &Gathered, question: &Question, case: usize) -> bool {
    has_column(gathered, question, case)
        && gathered.builder.answers(question).is_some_and(|answers| answers.missing(case) == Some(Missing::Na))
}

pub(super) fn has_column(gathered: &Gathered, question: &Question, case: usize) -> bool {
    let file = gathered.builder.all().get(case).and_then(|case| gathered.builder.files().get(case.file));
    file.and_then(|file| file.columns.get(&question.id)).is_some_and(|columns| !columns.is_empty())
}

/// For each case the one choice of a filter under which all of the followers would have been asked.
fn fitting(
    survey: &Survey,
    gathered: &Gathered,
    filter: &Question,
    cases: &BTreeMap<usize, Vec<&Question>>,
) -> Vec<Option<(String, String)>> {
    let choices = filter.choices.len();
    if !filter.is_single() || choices == 0 || choices > MOST_CHOICES {
        return vec![None; cases.len()];
    }
    let supposed = Supposed::new(survey, gathered, filter, cases);
    let mut asked: BTreeMap<&str, Vec<bool>> = BTreeMap::new();
    for follower in cases.values().flatten() {
        if let Some(condition) = &follower.ask_if {
            asked.entry(&follower.id).or_insert_with(|| eval::surely_holds(&supposed, condition));
        }
    }
    let of_case = |(at, followers): (usize, &Vec<&Question>)| {
        let fits = |choice: &usize| {
            let row = at * choices + choice;
            followers
                .iter()
                .all(|follower| asked.get(follower.id.as_str()).is_some_and(|asked| asked.get(row) == Some(&true)))
        };
        let mut fit = (0..choices).filter(fits);
        let only = fit.next().filter(|_| fit.next().is_none());
        let choice = only.and_then(|position| filter.choices.get(position))?;
        Some((choice.code.clone(), choice.coded()))
    };
    cases.values().enumerate().map(of_case).collect()
}

/// Every case once for every choice of a filter, as if it had been chosen; only what conditions speak of is there.
struct Supposed<'a> {
    survey: &'a Survey,
    cases: usize,
    columns: BTreeMap<String, Column>,
}

impl<'a> Supposed<'a> {
    fn new(
        survey: &'a Survey,
        gathered: &Gathered,
        filter: &Question,
        cases: &BTreeMap<usize, Vec<&Question>>,
    ) -> Self {
        let choices = filter.choices.len();
        let rows: Vec<usize> = cases.keys().flat_map(|case| std::iter::repeat_n(*case, choices)).collect();
        let mut columns = BTreeMap::new();
        let conditions = cases.values().flatten().filter_map(|follower| follower.ask_if.as_ref());
        for id in conditions.flat_map(Expr::subjects) {
            let id = survey.question_behind(id);
            if let Some(question) = survey.question(id).filter(|_| !columns.contains_key(id))
                && let Some(answers) = gathered.builder.answers(question)
            {
                columns.insert(id.to_owned(), answers.of(&rows));
            }
        }
        let chosen = (0..rows.len()).map(|row| u16::try_from(row % choices).unwrap_or(crate::responses::UNK)).collect();
        columns.insert(filter.id.clone(), Column::One(chosen));
        Self { survey, cases: rows.len(), columns }
    }
}

impl AnswerSource for Supposed<'_> {
    fn survey(&self) -> &Survey {
        self.survey
    }

    fn cases(&self) -> usize {
        self.cases
    }

    fn answers(&self, question: &Question) -> Option<Answers<'_>> {
        self.columns.get(&question.id).map(Column::answers)
    }
}

/// Reports who was asked a question because of another answer and did not answer it.
///
/// A question that attributes alone decide about (all farmers, one stratum) sends nobody on. An attribute is told of elsewhere, and an answer that a policy made 無回答 where it was met.
pub(super) fn unanswered(survey: &Survey, gathered: &mut Gathered, rows: &[usize]) {
    let is_sent_on = |question: &&Question| filters(survey, question).iter().any(|filter| !filter.attribute);
    let routed: Vec<&Question> =
        survey.questions.iter().filter(|question| !question.attribute).filter(is_sent_on).collect();
    if routed.is_empty() {
        return;
    }
    let spoiled: HashSet<(usize, &str)> = gathered
        .met
        .iter()
        .filter(|(_, met)| matches!(met.problem, Problem::OverLimit { .. } | Problem::DoubleMark))
        .filter_map(|(case, met)| Some(((*case)?, met.question.as_deref()?)))
        .collect();
    let mut met = Vec::new();
    for question in routed {
        let (Some(answers), Some(condition)) = (gathered.builder.answers(question), &question.ask_if) else { continue };
        let open = rows.iter().copied().filter(|case| {
            answers.missing(*case) == Some(Missing::Na)
                && has_column(gathered, question, *case)
                && !spoiled.contains(&(*case, question.id.as_str()))
        });
        for case in open {
            let problem = Problem::AskedUnanswered { condition: condition.to_string() };
            met.push((Some(case), at_answer(survey, gathered, case, question, problem)));
        }
    }
    gathered.met.extend(met);
}
