//! Findings that tables propose by rule: the answers given most, groups that differ from 全体, waves and audiences that
//! differ from each other.
//!
//! The rules are those of a careful reader: 5 points or more, beyond chance at 5 %, 30 people or more on both sides. Of many
//! comparisons some are beyond chance by chance, and one difference shows in several groups and answers: in front stands what
//! a person would read, the largest difference of each question (or matrix) by each banner that is beyond chance with all
//! comparisons of the table taken into account ([`corrected`]). The others are behind it. Nothing is added to the findings here; a person takes
//! a proposal or refuses it.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::figure::{figure, narrowed, plain};
use super::speaks::Speaks;
use crate::model::explanation::Subject;
use crate::model::finding::{Against, DraftRule, Figure, Finding, Findings, Source};
use crate::model::plan::{FigureOf, Plan};
use crate::model::table::{Adjust, Family, Inference, Role, TableSpec};
use crate::model::wave::Waves;
use crate::model::{Kind, Question, Survey, Table};

/// When something is worth proposing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// Smallest difference, in points.
    pub points: f64,
    /// Largest p that counts as more than chance.
    pub level: f64,
    /// Smallest base, on both sides.
    pub base: u64,
    /// How many of the answers given most.
    pub top: usize,
}

impl Default for Rules {
    fn default() -> Self {
        Self { points: 5.0, level: 0.05, base: 30, top: 3 }
    }
}

/// A finding proposed, before anybody has read what its sources say.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Made of rule, survey, question, answer and group: the same proposal has the same key.
    pub key: String,
    /// The rule.
    pub rule: DraftRule,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// Records it speaks for by definition.
    pub speaks: Speaks,
    /// Points: of a difference its size, of answers the lead of the first over the second.
    pub strength: f64,
    /// It may stand in front: beyond chance with all comparisons taken into account. After [`in_front`]: it does.
    pub front: bool,
}

/// The adjustment that decides what stands in front: the share of false ones among all comparisons of a table is held.
pub fn corrected() -> Inference {
    Inference { adjust: Adjust::Bh, family: Family::Table, ..Inference::default() }
}

/// True for questions that proposals are made of: answers to choose from, and not part of the face sheet.
pub fn speaks(question: &Question) -> bool {
    !question.attribute && matches!(question.kind, Kind::Single | Kind::Multiple | Kind::Rank | Kind::Matrix)
}

/// Banners of the survey that say something of a question: the default ones, without those made of the question itself.
pub fn banners<'a>(survey: &'a Survey, question: &Question) -> Vec<&'a str> {
    let of_itself = |id: &str| id == question.id || survey.banner(id).is_some_and(|made| made.question == question.id);
    survey.default_banners().into_iter().filter(|id| !of_itself(id)).collect()
}

/// The answers given most, as one proposal. Answers that tie with the last of them are named too. `None` below the base,
/// and where there are not two answers to put in order.
pub fn top(survey: &Survey, spec: &TableSpec, table: &Table, plans: &[Plan], rules: &Rules) -> Option<Proposal> {
    let all = table.groups.first().filter(|group| group.banner.is_none() && group.n >= rules.base)?;
    let mut given: Vec<(f64, usize)> = Vec::new();
    for (at, (option, cell)) in table.options.iter().zip(&all.cells).enumerate() {
        if option.role == Role::Choice && cell.n > 0 {
            given.push((cell.percent?, at));
        }
    }
    given.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let strength = given.first()?.0 - given.get(1)?.0;
    // With three answers or fewer, naming all but the last says everything.
    let answers = table.options.iter().filter(|option| option.role == Role::Choice).count();
    let wanted = rules.top.min(answers.saturating_sub(1)).max(2);
    let last = given.get(wanted - 1).or(given.last())?.0;
    given.retain(|(percent, _)| *percent >= last);
    let figures: Vec<Figure> =
        given.iter().filter_map(|(_, at)| figure(spec, table, 0, Subject::Option(*at))).collect();
    let codes: Vec<&str> = figures.iter().filter_map(|figure| figure.option.as_deref()).collect();
    Some(Proposal {
        key: format!("top:{}/{}:{}", table.survey, table.question, codes.join(",")),
        rule: DraftRule::Top,
        sources: figures.into_iter().map(|figure| Source::Figure { figure }).collect(),
        speaks: Speaks::of_questions(plans, survey.question(&table.question)),
        strength,
        front: true,
    })
}

/// Groups that differ from 全体 in an answer, beyond chance.
pub fn groups(survey: &Survey, spec: &TableSpec, table: &Table, plans: &[Plan], rules: &Rules) -> Vec<Proposal> {
    let mut found = Vec::new();
    let Some(all) = table.groups.first().filter(|group| group.banner.is_none() && group.n >= rules.base) else {
        return found;
    };
    let speaks = Speaks::of_questions(plans, survey.question(&table.question));
    for (at, group) in table.groups.iter().enumerate() {
        let Some(banner) = group.banner.as_deref().filter(|_| group.n >= rules.base) else { continue };
        for (option, line) in table.options.iter().enumerate().filter(|(_, line)| line.role != Role::Missing) {
            let (Some(cell), Some(whole)) = (group.cells.get(option), all.cells.get(option)) else { continue };
            let difference = cell.percent.zip(whole.percent).map(|(own, whole)| own - whole);
            let is_beyond = |p: Option<f64>| p.is_some_and(|p| p < rules.level);
            let Some(difference) =
                difference.filter(|difference| difference.abs() >= rules.points && is_beyond(cell.vs_rest.p))
            else {
                continue;
            };
            let Some(figure) = figure(spec, table, at, Subject::Option(option)) else { continue };
            found.push(Proposal {
                key: format!("group:{}/{}:{}:{banner}={}", table.survey, table.question, line.code, group.code),
                rule: DraftRule::Group,
                sources: vec![Source::Difference { figure, against: Against::Total }],
                speaks: speaks.clone(),
                strength: difference.abs(),
                // Nets stand outside the family and keep their own p.
                front: is_beyond(cell.vs_rest.p_adjusted.or(cell.vs_rest.p)),
            });
        }
    }
    found
}

/// Answers in which the newest of some surveys differs from the one before it, beyond chance: `rule` says whether they are
/// waves or audiences. Answers that a mapping file puts together from several codes have no figure of their own and are
/// left out.
pub fn changes(waves: &Waves, surveys: &[&Survey], rule: DraftRule, plans: &[Plan], rules: &Rules) -> Vec<Proposal> {
    let mut found = Vec::new();
    let Some(to) = waves.waves.len().checked_sub(1).filter(|to| *to > 0 && !waves.linked) else { return found };
    let from = to - 1;
    let Some(all) = waves.groups.iter().find(|group| group.banner.is_none()) else { return found };
    let Some(change) = all.changes.iter().find(|change| (change.from, change.to) == (from, to)) else { return found };
    let large =
        |wave: usize| all.waves.get(wave).and_then(Option::as_ref).is_some_and(|figures| figures.n >= rules.base);
    if !large(from) || !large(to) {
        return found;
    }
    let figure = |wave: usize, option: usize| {
        let asked = waves.waves.get(wave)?;
        let survey = surveys.iter().find(|survey| survey.about.id == asked.survey)?;
        let [code] = waves.options.get(option)?.codes.get(wave)?.as_deref()? else { return None };
        Some(Figure {
            survey: asked.survey.clone(),
            spec: narrowed(
                &TableSpec { weight: asked.weight.clone(), ..plain(survey, &asked.question) },
                &asked.question,
                None,
            ),
            banner: None,
            group: "total".to_owned(),
            option: Some(code.clone()),
            of: FigureOf::Percent,
        })
    };
    for (at, line) in waves.options.iter().enumerate().filter(|(_, line)| line.role != Role::Missing) {
        let Some(cell) = change.cells.get(at) else { continue };
        let is_beyond = |p: Option<f64>| p.is_some_and(|p| p < rules.level);
        let large = cell.difference.filter(|difference| difference.abs() >= rules.points);
        let Some(difference) = large.filter(|_| is_beyond(cell.p)) else { continue };
        let (Some(newer), Some(older)) = (figure(to, at), figure(from, at)) else { continue };
        let name = if rule == DraftRule::Wave { "wave" } else { "audience" };
        let asked = [&newer, &older].into_iter().filter_map(|figure| {
            let survey = surveys.iter().find(|survey| survey.about.id == figure.survey)?;
            survey.question(&figure.spec.question)
        });
        let speaks = Speaks::of_questions(plans, asked);
        found.push(Proposal {
            key: format!(
                "{name}:{}/{}:{}:{}/{}",
                newer.survey, newer.spec.question, line.code, older.survey, older.spec.question
            ),
            rule,
            sources: vec![Source::Difference { figure: newer, against: Against::Figure { figure: Box::new(older) } }],
            speaks,
            strength: difference.abs(),
            front: is_beyond(cell.p_adjusted.or(cell.p)),
        });
    }
    found
}

/// Leaves in front, by rule, question and banner, the strongest proposal alone. The items of a matrix ask one thing of several
/// matters: they are one question here.
pub fn in_front(proposals: &mut [Proposal], surveys: &[&Survey]) {
    let mut strongest: HashMap<(DraftRule, String, String, Option<String>), usize> = HashMap::new();
    for (at, proposal) in proposals.iter().enumerate().filter(|(_, proposal)| proposal.front) {
        let figure = match proposal.sources.first() {
            Some(Source::Figure { figure } | Source::Difference { figure, .. }) => figure,
            _ => continue,
        };
        let survey = surveys.iter().find(|survey| survey.about.id == figure.survey);
        let question = survey.and_then(|survey| survey.question(&figure.spec.question));
        let matrix = question.and_then(|question| question.parent.clone());
        let about = matrix.unwrap_or_else(|| figure.spec.question.clone());
        let best = strongest.entry((proposal.rule, figure.survey.clone(), about, figure.banner.clone())).or_insert(at);
        if proposals.get(*best).is_some_and(|known| known.strength < proposal.strength) {
            *best = at;
        }
    }
    let kept: HashSet<usize> = strongest.into_values().collect();
    for (at, proposal) in proposals.iter_mut().enumerate() {
        proposal.front = kept.contains(&at);
    }
}

/// Which proposals are open: nobody refused them, no finding was made of them, and none rests on all their sources.
#[derive(Debug)]
pub struct Open<'a> {
    findings: &'a Findings,
    /// Keys of drafts that findings were made of.
    taken: HashSet<&'a str>,
    /// Findings by survey and question of their figures, so that few are compared.
    resting: HashMap<(&'a str, &'a str), Vec<&'a Finding>>,
}

impl<'a> Open<'a> {
    /// Beside these findings.
    pub fn beside(findings: &'a Findings) -> Self {
        let mut resting: HashMap<(&str, &str), Vec<&Finding>> = HashMap::new();
        for finding in &findings.list {
            for of in finding.evidence.iter().filter_map(|evidence| asked(&evidence.source)) {
                resting.entry(of).or_default().push(finding);
            }
        }
        Self { findings, taken: findings.list.iter().map(|finding| finding.draft.as_str()).collect(), resting }
    }

    /// True for a proposal with this key and these sources, which are figures and their differences.
    pub fn has<'b>(&self, key: &str, sources: impl Iterator<Item = &'b Source> + Clone) -> bool {
        let first = sources.clone().next().and_then(asked);
        let near = first.and_then(|of| self.resting.get(&of)).map_or(&[][..], Vec::as_slice);
        let pinned = near.iter().any(|finding| {
            sources.clone().all(|source| finding.evidence.iter().any(|evidence| evidence.source == *source))
        });
        !pinned && !self.taken.contains(key) && !self.findings.refused.contains(key)
    }
}

/// Survey and question of a figure.
fn asked(source: &Source) -> Option<(&str, &str)> {
    match source {
        Source::Figure { figure } | Source::Difference { figure, .. } => Some((&figure.survey, &figure.spec.question)),
        Source::Comments { .. } | Source::Record { .. } => None,
    }
}

/// The proposals that are open, those in front before the others, the strongest first.
pub fn open(mut proposals: Vec<Proposal>, findings: &Findings) -> Vec<Proposal> {
    let open = Open::beside(findings);
    let mut seen = BTreeSet::new();
    proposals.retain(|proposal| open.has(&proposal.key, proposal.sources.iter()) && seen.insert(proposal.key.clone()));
    let stronger = |a: &Proposal, b: &Proposal| b.strength.total_cmp(&a.strength).then_with(|| a.key.cmp(&b.key));
    proposals.sort_by(|a, b| b.front.cmp(&a.front).then_with(|| stronger(a, b)));
    proposals
}
