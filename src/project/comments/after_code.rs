//! Codes of free answers as a question of their survey: what `Q28C` is, and who has which codes. The question can then be
//! counted and crossed like any other.
//!
//! A respondent without a written answer keeps the reason (無回答, 非該当, 無効, 不明). A written answer that is not coded yet,
//! or only in parts, is 不明, and the question says how many there are. One that was looked at and fits no code has answered
//! without choosing anything: it is in the base and in no line.

use std::path::{Path, PathBuf};

use crate::comments::codes::{self, State as Coding};
use crate::load::comments::{CommentsFault, answers};
use crate::load::{DefinitionError, LoadError, Loaded};
use crate::model::comment::definition::SetKind;
use crate::model::comment::{Code, Codebook, CommentsDefinition, Decisions, Docket, Fate};
use crate::model::survey::{Choice, Coded, Net, RESERVED};
use crate::model::{Kind, Question, Survey};
use crate::project::{Corpus, State};
use crate::responses::answers::Answer;
use crate::responses::{Missing, Responses};

/// The sets of free answers that people have coded, with what they decided.
#[derive(Debug, Clone, Default)]
pub struct AfterCodes {
    sets: Vec<(PathBuf, CommentsDefinition, Decisions)>,
}

impl AfterCodes {
    /// The sets of free answers in which something was coded.
    pub fn of(sets: Vec<(PathBuf, CommentsDefinition)>, state: &State) -> Self {
        let free = sets.into_iter().filter(|(_, set)| set.about.kind == SetKind::Survey);
        let with = free.map(|(file, set)| {
            let decisions = state.decisions(&set.about.id);
            (file, set, decisions)
        });
        let is_coded = |decisions: &Decisions| !decisions.codings.is_empty() || !decisions.settled.is_empty();
        Self { sets: with.filter(|(_, _, decisions)| is_coded(decisions)).collect() }
    }

    /// Adds the questions to a definition, before any answer is read.
    ///
    /// # Errors
    /// The set does not fit the survey.
    pub fn define(&self, survey: &mut Survey) -> Result<(), LoadError> {
        for (file, definition, decisions) in &self.sets {
            if definition.about.survey.as_ref() != Some(&survey.about.id) {
                continue;
            }
            let codebook = codes::codebook(&definition.codebook, decisions);
            let (question, nets) = question(file, definition, survey, &codebook)?;
            survey.insert_behind(definition.about.question.as_deref().unwrap_or_default(), question);
            survey.nets.extend(nets);
        }
        Ok(())
    }

    /// Adds the questions with their answers to a survey that was read; `root` is the project's folder.
    ///
    /// # Errors
    /// The set does not fit the survey.
    pub fn add(&self, root: &Path, loaded: Loaded) -> Result<Loaded, LoadError> {
        let mut loaded = loaded;
        for (file, definition, decisions) in &self.sets {
            let survey = std::sync::Arc::clone(loaded.responses.survey());
            if definition.about.survey.as_ref() != Some(&survey.about.id) {
                continue;
            }
            let corpus = Corpus::read(root, file, definition.clone(), Some(&loaded))?;
            let docket = corpus.docket(decisions);
            let (mut question, nets) = question(file, definition, &survey, &with_unknown(&docket, decisions))?;
            let answers = answers(&loaded.responses, definition, &docket, decisions, &mut question);
            let behind = definition.about.question.as_deref().unwrap_or_default();
            loaded.responses = loaded
                .responses
                .with_question(behind, question, nets, answers)
                .ok_or_else(|| LoadError::Internal("the codes do not fit the answers".to_owned()))?;
        }
        Ok(loaded)
    }
}

/// The codebook, and behind it codes that answers have and nobody defined (any more), so that none gets lost.
fn with_unknown(docket: &Docket, decisions: &Decisions) -> Codebook {
    let mut codebook = docket.codebook.clone();
    for opinion in &docket.opinions {
        for id in codes::of(decisions, &docket.codebook, &opinion.id).codes {
            if codebook.code(&id).is_none() {
                codebook.codes.push(Code { id, ..Code::default() });
            }
        }
    }
    codebook
}

/// The question that the codes are, without answers, and the nets of codes and headings that have codes below them.
fn question(
    file: &Path,
    definition: &CommentsDefinition,
    survey: &Survey,
    codebook: &Codebook,
) -> Result<(Question, Vec<Net>), LoadError> {
    let fail = |fault: CommentsFault| DefinitionError { file: file.to_owned(), line: None, fault: fault.into() };
    let id = answers::after_code(definition, survey).map_err(fail)?;
    let text = definition.about.question.as_deref().and_then(|id| survey.question(id));
    let choice = |code: &Code| Choice {
        code: choice_code(&code.id),
        label: codebook.title(&code.id).to_owned(),
        ..Choice::default()
    };
    let of_text = |part: fn(&Question) -> &String| text.map(part).cloned().unwrap_or_default();
    let question = Question {
        // Labels are words of the survey, which are Japanese in any language of the program.
        label: format!("{}（分類）", of_text(|text| if text.label.is_empty() { &text.text } else { &text.label })),
        text: of_text(|text| &text.text),
        theme: of_text(|text| &text.theme),
        kind: Kind::Multiple,
        choices: codebook.codes.iter().map(choice).collect(),
        informs: text.map(|text| text.informs.clone()).unwrap_or_default(),
        id: id.clone(),
        ..Question::default()
    };
    let nets = nets(&id, codebook);
    Ok((question, nets))
}

/// A code's id as a choice: words with a meaning of their own get a sign behind them.
fn choice_code(id: &str) -> String {
    if RESERVED.contains(&id) { format!("{id}_") } else { id.to_owned() }
}

/// 計 of every heading and every code that stands above others.
fn nets(question: &str, codebook: &Codebook) -> Vec<Net> {
    let above = codebook.headings.iter().map(|heading| (heading, false));
    let all = above.chain(codebook.codes.iter().map(|code| (code, true)));
    let mut nets = Vec::new();
    for (parent, is_code) in all {
        let below = |code: &&Code| codebook.path(&code.id).iter().any(|above| above.id == parent.id);
        let mut members: Vec<String> = codebook.codes.iter().filter(below).map(|code| choice_code(&code.id)).collect();
        if members.is_empty() {
            continue;
        }
        let mut code = choice_code(&parent.id);
        if is_code {
            members.insert(0, code.clone());
            code.push('計');
        }
        let label = format!("{}（計）", codebook.title(&parent.id));
        nets.push(Net { question: question.to_owned(), code, label, members });
    }
    nets
}

/// The answer of every case; the question is told how far the coding is.
fn answers(
    responses: &Responses,
    definition: &CommentsDefinition,
    docket: &Docket,
    decisions: &Decisions,
    question: &mut Question,
) -> Vec<Answer> {
    let survey = responses.survey();
    let text = definition.about.question.as_deref().and_then(|id| survey.question(id));
    let mut answers: Vec<Answer> = (0..responses.len())
        .map(|case| match text.map(|text| responses.answer(text, case)) {
            Some(Answer::Missing(missing)) => Answer::Missing(missing),
            _ => Answer::Missing(Missing::Unk),
        })
        .collect();
    let mut coded = Coded { question: definition.about.question.clone().unwrap_or_default(), ..Coded::default() };
    for (position, receipt) in docket.receipts.iter().enumerate() {
        // What was typed in besides belongs to no respondent.
        let Some(answer) = receipt.case.and_then(|case| answers.get_mut(case)) else { continue };
        coded.written += 1;
        match codes_of(position, docket, decisions) {
            None => coded.uncoded += 1,
            Some(codes) => {
                let chosen = codes.iter().filter_map(|code| question.choice(&choice_code(code)));
                *answer = Answer::Choices(chosen.collect());
            }
        }
    }
    question.coded = Some(coded);
    answers
}

/// The codes of all opinions of a receipt together; `None` while one of them is not coded.
fn codes_of(receipt: usize, docket: &Docket, decisions: &Decisions) -> Option<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    for opinion in docket.opinions_of(receipt) {
        let found = codes::of(decisions, &docket.codebook, &opinion.id);
        let set_aside = matches!(opinion.fate, Fate::OutOfScope { .. } | Fate::Withdrawn { .. });
        if found.state == Coding::None && !set_aside {
            return None;
        }
        all.extend(found.codes);
    }
    Some(all)
}
