//! What can be done about a problem by rule, for one case or for all of them: each remedy gives the new answer, which is kept
//! as a decision beside the old one. Which one is right is for people to say.

use std::collections::BTreeMap;

use super::decode::Decoder;
use super::forms::Forms;
use super::typed;
use crate::model::diagnostic::{Diagnostic, Problem, Status};
use crate::model::fix::{Change, Fix};
use crate::model::survey::Policy;
use crate::model::{Kind, Question};
use crate::responses::Missing;
use crate::responses::answers::Answer;

/// A way to settle a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// It is right as it is.
    Keep,
    /// The answer counts as 無回答.
    Blank,
    /// The answer counts as 無効.
    Invalid,
    /// All marks count, though there are more than allowed.
    AllMarks,
    /// The exclusive choice is dropped.
    WithoutExclusive,
    /// Only the exclusive choice counts.
    OnlyExclusive,
    /// The choice that is written most like it.
    Nearest,
    /// The one answer under which the answers that depend on it count.
    Fitting,
    /// The form is not counted.
    LeaveOut,
    /// The form is counted all the same.
    Count,
}

impl Remedy {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Keep,
        Self::Blank,
        Self::Invalid,
        Self::AllMarks,
        Self::WithoutExclusive,
        Self::OnlyExclusive,
        Self::Nearest,
        Self::Fitting,
        Self::LeaveOut,
        Self::Count,
    ];

    /// Name for scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Blank => "blank",
            Self::Invalid => "invalid",
            Self::AllMarks => "all-marks",
            Self::WithoutExclusive => "without-exclusive",
            Self::OnlyExclusive => "only-exclusive",
            Self::Nearest => "nearest",
            Self::Fitting => "fitting",
            Self::LeaveOut => "leave-out",
            Self::Count => "count",
        }
    }

    /// The remedy of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|remedy| remedy.name() == name)
    }
}

/// What can be done about a problem; empty where it is about a file, or nothing can be done.
pub fn offered(problem: &Problem) -> &'static [Remedy] {
    use Remedy::{AllMarks, Blank, Count, Fitting, Invalid, Keep, LeaveOut, Nearest, OnlyExclusive, WithoutExclusive};
    match problem {
        Problem::OverLimit { .. } => &[Keep, AllMarks, Blank, Invalid],
        Problem::Exclusive { .. } => &[Keep, WithoutExclusive, OnlyExclusive, Blank, Invalid],
        Problem::UnknownCode { nearest: Some(_) } => &[Keep, Nearest, Blank, Invalid],
        Problem::UnknownCode { nearest: None }
        | Problem::DoubleMark
        | Problem::NumberWords { .. }
        | Problem::OutOfRange { .. }
        | Problem::NotANumber
        | Problem::NotADate
        | Problem::UnexpectedDate
        | Problem::ErrorCell
        | Problem::OtherUnmarked { .. }
        | Problem::RankOrder
        | Problem::CodeClash { .. } => &[Keep, Blank, Invalid],
        Problem::Rule { .. } => &[Keep, Blank, Invalid, LeaveOut],
        Problem::IdenticalRow { .. } => &[Keep, LeaveOut],
        Problem::Blank | Problem::Duplicate { .. } | Problem::OutOfScope { .. } => &[Keep, Count],
        Problem::Stratum { .. } => &[Keep, LeaveOut],
        Problem::IdAlike { .. } | Problem::StraightLine { .. } => &[Keep, LeaveOut],
        Problem::FilterBlank { fits: Some(_), .. } => &[Keep, Fitting],
        Problem::NonsenseText | Problem::NumberClash { .. } => &[Keep, Blank, Invalid],
        Problem::NotAsked { .. }
        | Problem::AttributeMissing
        | Problem::FilterBlank { fits: None, .. }
        | Problem::AskedUnanswered { .. }
        | Problem::OtherEmpty { .. } => &[Keep],
        _ => &[],
    }
}

/// Who decides, and why.
#[derive(Debug, Clone, Default)]
pub struct Signature {
    /// Account name.
    pub who: String,
    /// When.
    pub at: String,
    /// Why; may be empty.
    pub note: String,
}

/// Which problems are to be settled.
#[derive(Debug, Clone, Default)]
pub struct Wanted<'a> {
    /// Rule name.
    pub rule: &'a str,
    /// Only on this question.
    pub question: Option<&'a str>,
    /// Only on this form.
    pub form: Option<usize>,
}

/// What a remedy comes to.
#[derive(Debug, Clone, Default)]
pub struct Settlement {
    /// The decisions to be made, at most one per form and question.
    pub fixes: Vec<Fix>,
    /// Problems that are meant, but for which the remedy is none.
    pub unfit: usize,
}

/// Problems by the answer they are about: the form, and the question unless it is about all of the form.
type ByAnswer<'a> = BTreeMap<(usize, Option<&'a str>), Vec<&'a Diagnostic>>;

/// The problems that are meant, by answer, and how many are meant for which the remedy is none. Problems that somebody has
/// looked at are left alone.
fn meant<'a>(forms: &'a Forms, wanted: &Wanted<'_>, remedy: Remedy) -> (ByAnswer<'a>, usize) {
    let (mut by_answer, mut unfit) = (ByAnswer::new(), 0);
    let of_form = wanted.form.into_iter().flat_map(|form| forms.problems(form).map(move |found| (form, found)));
    let of_all = forms.met().filter(|_| wanted.form.is_none()).filter_map(|(form, found)| Some((form?, found)));
    for (form, found) in of_form.chain(of_all) {
        let is_meant = found.problem.rule() == wanted.rule
            && wanted.question.is_none_or(|question| found.question.as_deref() == Some(question))
            && found.status() != Status::Kept;
        if !is_meant {
            continue;
        }
        if offered(&found.problem).contains(&remedy) {
            // What is about a whole matrix is decided about the whole form.
            let question = found.question.as_deref().filter(|id| forms.survey().question(id).is_some());
            by_answer.entry((form, question)).or_default().push(found);
        } else {
            unfit += 1;
        }
    }
    (by_answer, unfit)
}

/// The decisions that settle problems by a remedy.
pub fn settle(forms: &Forms, wanted: &Wanted<'_>, remedy: Remedy, signature: &Signature) -> Settlement {
    let (by_answer, unfit) = meant(forms, wanted, remedy);
    let mut settlement = Settlement { fixes: Vec::new(), unfit };
    for ((form, id), found) in by_answer {
        let question = id.and_then(|id| forms.survey().question(id));
        match change(forms, form, question, &found, remedy) {
            Some(change) => settlement.fixes.extend(fix(forms, form, question, wanted.rule, change, signature)),
            None => settlement.unfit += found.len(),
        }
    }
    settlement
}

/// How many answers a remedy settles, of those with a problem that `shown` lets through.
pub fn count(forms: &Forms, wanted: &Wanted<'_>, remedy: Remedy, shown: impl Fn(&Diagnostic) -> bool) -> usize {
    let (by_answer, _) = meant(forms, wanted, remedy);
    let suits = |((form, id), found): &(&(usize, Option<&str>), &Vec<&Diagnostic>)| {
        let question = id.and_then(|id| forms.survey().question(id));
        found.iter().any(|found| shown(found)) && change(forms, *form, question, found, remedy).is_some()
    };
    by_answer.iter().filter(suits).count()
}

/// A decision about an answer, or about a whole form, with what stands there now. `None` for a form that is not there.
pub fn fix(
    forms: &Forms,
    form: usize,
    question: Option<&Question>,
    rule: &str,
    change: Change,
    signature: &Signature,
) -> Option<Fix> {
    // A decision about a whole form is about its row, whatever question called for it.
    let question = question.filter(|_| !matches!(change, Change::LeaveOut | Change::Count));
    Some(Fix {
        case: forms.reference(form)?.clone(),
        question: question.map(|question| question.id.clone()),
        rule: rule.to_owned(),
        raw: forms.raw(form, question),
        change,
        note: signature.note.clone(),
        who: signature.who.clone(),
        at: signature.at.clone(),
        trace: forms.trace(form),
    })
}

fn change(
    forms: &Forms,
    form: usize,
    question: Option<&Question>,
    found: &[&Diagnostic],
    remedy: Remedy,
) -> Option<Change> {
    let missing = |missing: Missing| Some(Change::Set { value: missing.name().to_owned() });
    let marks = |keep: &dyn Fn(usize) -> bool| {
        let question = question?;
        let limited = question.over_limit.unwrap_or(forms.survey().about.over_limit) != Policy::Accept;
        let most = question.max.filter(|_| limited && remedy != Remedy::AllMarks);
        let answer = match all_marks(forms, form, question)? {
            Answer::Choices(chosen) => {
                let kept: Vec<usize> = chosen.into_iter().filter(|position| keep(*position)).collect();
                // More marks than allowed are another problem, of which only that remedy says something.
                if most.is_some_and(|most| kept.len() > most) {
                    return None;
                }
                if kept.is_empty() { Answer::Missing(Missing::Na) } else { Answer::Choices(kept) }
            }
            // A rank beyond the last that the question has cannot be counted, whatever the limit.
            Answer::Ranks(places) => {
                let ranks = places.into_iter().take(question.ranks());
                let kept: Vec<Option<usize>> = ranks.map(|place| place.filter(|position| keep(*position))).collect();
                if kept.iter().any(Option::is_some) { Answer::Ranks(kept) } else { Answer::Missing(Missing::Na) }
            }
            other => other,
        };
        Some(Change::Set { value: typed::text(question, &answer) })
    };
    let exclusive = |position: usize| {
        question.and_then(|question| question.choices.get(position)).is_some_and(|choice| choice.exclusive)
    };
    match remedy {
        Remedy::Keep => Some(Change::Keep),
        Remedy::LeaveOut => Some(Change::LeaveOut),
        Remedy::Count => Some(Change::Count),
        Remedy::Blank => question.and_then(|_| missing(Missing::Na)),
        Remedy::Invalid => question.and_then(|_| missing(Missing::Inv)),
        Remedy::AllMarks => marks(&|_| true),
        Remedy::WithoutExclusive => marks(&|position| !exclusive(position)),
        Remedy::OnlyExclusive => marks(&exclusive),
        Remedy::Nearest => nearest(forms, form, question?, found),
        Remedy::Fitting => found.iter().find_map(|found| match &found.problem {
            Problem::FilterBlank { fits: Some((code, _)), .. } => Some(Change::Set { value: code.clone() }),
            _ => None,
        }),
    }
}

/// The answer with every mark on the form, whatever the limit.
fn all_marks(forms: &Forms, form: usize, question: &Question) -> Option<Answer> {
    let (input, row) = forms.input(form)?;
    let survey = forms.survey();
    let position = survey.questions.iter().position(|own| own.id == question.id)?;
    let lenient = Question { over_limit: Some(Policy::Accept), double_mark: Some(Policy::Accept), ..question.clone() };
    let cells = input.sheet.rows.get(row)?;
    let others: Vec<(usize, usize)> = input
        .located
        .others
        .iter()
        .filter(|((of, _), _)| *of == position)
        .map(|((_, choice), column)| (*choice, *column))
        .collect();
    let decoder = Decoder::new(survey, &lenient, &input.source);
    Some(decoder.answer(cells, input.located.questions.get(position)?, &others, &mut Vec::new()))
}

/// The answer with every unknown text taken for the choice that is written most like it.
fn nearest(forms: &Forms, form: usize, question: &Question, found: &[&Diagnostic]) -> Option<Change> {
    let label = |found: &&Diagnostic| match &found.problem {
        Problem::UnknownCode { nearest } => nearest.clone(),
        _ => None,
    };
    let meant = |label: String| question.choices.iter().position(|choice| choice.label == label);
    let added: Vec<usize> = found.iter().filter_map(label).filter_map(meant).collect();
    let first = added.first().copied()?;
    let answer = match question.kind {
        Kind::Single | Kind::Matrix => Answer::Choices(vec![first]),
        Kind::Multiple => {
            let mut chosen = match all_marks(forms, form, question)? {
                Answer::Choices(chosen) => chosen,
                _ => Vec::new(),
            };
            chosen.extend(added);
            chosen.sort_unstable();
            chosen.dedup();
            Answer::Choices(chosen)
        }
        _ => return None,
    };
    Some(Change::Set { value: typed::text(question, &answer) })
}
