//! What the matrix of evidence is made of, out of the project's data: questions of surveys, codes and counts of comments,
//! plans, findings. The command line and the screens make the same matrix here.

mod sheet;

use std::collections::BTreeMap;

pub use self::sheet::sheets;
use crate::comments::tally;
use crate::model::Survey;
use crate::model::comment::definition::SetKind;
use crate::model::comment::{CommentsDefinition, Decisions, Docket};
use crate::model::expr::{Expr, Op};
use crate::model::finding::{Check, Findings};
use crate::model::plan::{self, Plan, RecordRef};
use crate::model::survey::{Audience, STRATUM};
use crate::plans::evidence::{self, Counts, FarmGroup, Inputs, Matrix, Origin, Question, Set, SetCode, Voices};

/// A set of comments as it stands.
#[derive(Debug, Clone, Copy)]
pub struct Commented<'a> {
    /// What its file states.
    pub definition: &'a CommentsDefinition,
    /// Opinions.
    pub docket: &'a Docket,
    /// What people decided.
    pub decisions: &'a Decisions,
}

/// The project's data as far as evidence needs it.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// Definitions of surveys. Questions made of coded free answers are left out: the free answer itself stands there.
    pub surveys: &'a [&'a Survey],
    /// Sets of comments.
    pub sets: &'a [Commented<'a>],
    /// All plans.
    pub plans: &'a [Plan],
    /// Findings and links.
    pub findings: &'a Findings,
    /// How findings stand (`findings::verify`); without, all are taken to hold.
    pub checks: &'a [Check],
}

/// The matrix of the records of a kind, of one plan or of all.
pub fn matrix(sources: &Sources<'_>, kind: &str, plan: Option<&str>) -> Matrix {
    with_inputs(sources, kind, plan, evidence::matrix)
}

/// What speaks for every record of the plans: the figures of the matrices of all kinds.
pub fn counts(sources: &Sources<'_>) -> Counts {
    with_inputs(sources, "", None, evidence::counts)
}

fn with_inputs<T>(sources: &Sources<'_>, kind: &str, plan: Option<&str>, make: impl FnOnce(&Inputs<'_>) -> T) -> T {
    let questions: Vec<Question> = sources.surveys.iter().flat_map(|survey| questions(survey)).collect();
    let farms: Vec<FarmGroup> = sources.surveys.iter().flat_map(|survey| farms(survey)).collect();
    let codes: Vec<SetCode> = sources.sets.iter().flat_map(|set| codes(set, sources.plans)).collect();
    let sets: Vec<Set> = sources.sets.iter().map(set).collect();
    // Every cell, row and column asks for counts: opinions are looked through once.
    let coded: Vec<(&Commented<'_>, ByCode)> =
        sources.sets.iter().map(|set| (set, tally::by_code(set.docket, set.decisions))).collect();
    make(&Inputs {
        plans: sources.plans,
        findings: sources.findings,
        checks: sources.checks,
        questions: &questions,
        farms: &farms,
        sets: &sets,
        codes: &codes,
        count: &|codes| count(&coded, codes),
        kind,
        plan,
    })
}

/// Positions of the opinions with each code, as `tally::by_code` gives them.
type ByCode = BTreeMap<String, Vec<usize>>;

/// Positions of the opinions of a set that have any of some of its codes, each once.
pub fn opinions(set: &Commented<'_>, codes: &[&SetCode]) -> Vec<usize> {
    with_any(set, &tally::by_code(set.docket, set.decisions), codes)
}

fn with_any(set: &Commented<'_>, coded: &ByCode, codes: &[&SetCode]) -> Vec<usize> {
    let own = codes.iter().filter(|code| code.set == set.definition.about.id);
    let with = own.filter_map(|code| coded.get(set.docket.codebook.current(&code.code)));
    let mut found: Vec<usize> = with.flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Opinions and people with any of some codes. A person is known within a set only, so sets are added up.
fn count(sets: &[(&Commented<'_>, ByCode)], codes: &[&SetCode]) -> Voices {
    let mut voices = Voices::default();
    for (set, coded) in sets {
        let counts = tally::among(set.docket, &with_any(set, coded, codes));
        voices.opinions += counts.opinions;
        voices.people += counts.people;
    }
    voices
}

fn codes(set: &Commented<'_>, plans: &[Plan]) -> Vec<SetCode> {
    let plan = set.definition.about.codebook.as_ref().map(|codebook| codebook.plan.as_str());
    let code = |id: &str| {
        let record = plan.map(|plan| RecordRef::new(plan, id));
        SetCode {
            set: set.definition.about.id.clone(),
            code: id.to_owned(),
            record: record.filter(|record| plan::find(plans, record).is_some()),
        }
    };
    set.docket.codebook.codes.iter().map(|known| code(&known.id)).collect()
}

fn set(set: &Commented<'_>) -> Set {
    let about = &set.definition.about;
    let ids = |found: Vec<usize>| {
        found.iter().filter_map(|at| set.docket.opinions.get(*at)).map(|opinion| opinion.id.clone()).collect()
    };
    let all = tally::among(set.docket, &tally::speaking(set.docket));
    Set {
        id: about.id.clone(),
        title: if about.title.is_empty() { about.id.clone() } else { about.title.clone() },
        of_plan: about.codebook.is_some(),
        opinions: all.opinions,
        people: all.people,
        uncoded: ids(tally::uncoded(set.docket, set.decisions)),
        without_item: match about.kind {
            SetKind::Public => ids(tally::without_item(set.docket)),
            SetKind::Survey => Vec::new(),
        },
    }
}

/// The questions of a survey. Items of a matrix that inform what the matrix informs stand there as the matrix, once for
/// everyone who was asked.
pub fn questions(survey: &Survey) -> Vec<Question> {
    let mut found: Vec<Question> = Vec::new();
    let mut matrices: BTreeMap<(&str, Origin), usize> = BTreeMap::new();
    for question in survey.questions.iter().filter(|question| question.coded.is_none()) {
        let origin = origin(survey, question.ask_if.as_ref());
        let matrix = question.parent.as_deref().and_then(|id| survey.matrices.iter().find(|matrix| matrix.id == id));
        let matrix = matrix.filter(|matrix| matrix.informs == question.informs);
        let known = matrix.and_then(|matrix| matrices.get(&(matrix.id.as_str(), origin)));
        if let Some(known) = known.and_then(|at| found.get_mut(*at)) {
            known.names.push(question.id.clone());
            continue;
        }
        let (id, label) = match matrix {
            Some(matrix) => {
                matrices.insert((&matrix.id, origin), found.len());
                (&matrix.id, &matrix.label)
            }
            None => (&question.id, &question.label),
        };
        found.push(Question {
            survey: survey.about.id.clone(),
            id: id.clone(),
            names: vec![id.clone(), question.id.clone()],
            label: label.clone(),
            origin,
            informs: question.informs.clone(),
        });
    }
    found
}

/// Who was asked: the survey's audience, or that of the stratum that a question is limited to.
fn origin(survey: &Survey, ask_if: Option<&Expr>) -> Origin {
    let asked: Vec<&Expr> = ask_if.map(conjuncts).unwrap_or_default();
    let within = |condition: &Expr| conjuncts(condition).iter().all(|part| asked.contains(part));
    let limited = survey.strata.iter().find(|stratum| within(&stratum.condition));
    match limited.and_then(|stratum| stratum.audience()).unwrap_or(survey.about.audience) {
        Audience::Business => Origin::Business,
        Audience::Resident => Origin::Resident,
        Audience::Farm => Origin::Farm,
        Audience::Other => Origin::Other,
    }
}

/// The parts of an expression that all hold where it holds.
fn conjuncts(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::And(a, b) => [conjuncts(a), conjuncts(b)].concat(),
        other => vec![other],
    }
}

/// Groups of banners that are farms: the stratum, and the answer that makes the stratum.
fn farms(survey: &Survey) -> Vec<FarmGroup> {
    let mut found = Vec::new();
    for stratum in survey.strata.iter().filter(|stratum| stratum.audience() == Some(Audience::Farm)) {
        let group = |banner: &str, code: &str| FarmGroup {
            survey: survey.about.id.clone(),
            banner: banner.to_owned(),
            code: code.to_owned(),
        };
        found.push(group(STRATUM, &stratum.code));
        if let Expr::Compare { subject, op: Op::Equal, values } = &stratum.condition
            && let [code] = values.as_slice()
        {
            found.push(group(subject, code));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Question as Asked;
    use crate::model::survey::{Sampling, Stratum};

    #[test]
    fn a_matrix_asked_of_two_audiences_in_turn_is_one_question_for_each() {
        let condition = Expr::parse("F1 = 9").unwrap();
        let item = |id: &str, of_farms: bool| Asked {
            id: id.to_owned(),
            parent: Some("Q1".to_owned()),
            ask_if: of_farms.then(|| condition.clone()),
            ..Asked::default()
        };
        let farms = Stratum {
            code: "farm".to_owned(),
            label: String::new(),
            condition: condition.clone(),
            population: None,
            undelivered: None,
            distributed: None,
            sampling: Sampling::default(),
            audience: None,
        };
        let survey = Survey {
            strata: vec![farms],
            questions: vec![item("Q1A", false), item("Q1B", true), item("Q1C", false), item("Q1D", true)],
            matrices: vec![Asked { id: "Q1".to_owned(), ..Asked::default() }],
            ..Survey::default()
        };
        let found = questions(&survey);
        let names: Vec<String> = found.iter().map(|question| question.names.join(" ")).collect();
        assert_eq!(names, ["Q1 Q1A Q1C", "Q1 Q1B Q1D"]);
        assert_eq!(found[1].origin, Origin::Farm);
        assert_ne!(found[0].origin, Origin::Farm);
    }
}
