//! What to do next: the open ends of the whole chain, from files that cannot be read to issues without evidence, each with
//! where it is done. The overview lists them; nothing is decided here.

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::sets;
use crate::messages::{entry_screen as entry_words, next_steps as say};
use crate::model::Severity;
use crate::model::comment::definition::SetKind;
use crate::model::diagnostic::Status;
use crate::model::finding::Source;
use crate::model::plan::RecordRef;
use crate::plans::drafts::speaks;
use crate::text::fit::Align;
use crate::text::fold::display;
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::state::{Data, On, Opened, Screen, State as Program, Tone};
use crate::tui::update::attempt;
use crate::tui::widgets::canvas::{Canvas, inner, inside, line, more};
use crate::tui::widgets::scroll::follow;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What, in a sentence.
    pub text: String,
    /// The command that leads to where it is done.
    pub id: Id,
    /// The survey it is about, by position.
    survey: Option<usize>,
    /// The set of comments it is about, by position.
    set: Option<usize>,
}

/// Everything that is left to do, in the order of the work; found anew after every action on the overview (`State::steps`).
pub fn steps(program: &Program) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, opened) in program.surveys.iter().enumerate() {
        let about = |text, id| Step { text, id, survey: Some(at), set: None };
        match &opened.data {
            Data::Failed(_) => steps.push(about(say::unreadable(program.lang, &display(opened.title())), Id::Reload)),
            Data::Ready(_) => {
                let problems = open_problems(opened);
                if problems > 0 {
                    let text = say::problems(program.lang, &display(opened.title()), problems);
                    steps.push(about(text, Id::ToProblems));
                }
            }
            Data::Loading => {}
        }
        let guesses = opened.guesses.len();
        if guesses > 0 {
            steps.push(about(say::guesses(program.lang, &display(opened.title()), guesses), Id::Guesses));
        }
        steps.extend(begun_forms(program, opened).map(|text| about(text, Id::ToForm)));
    }
    steps.extend(comments(program));
    steps.extend(questions(program));
    let issues = issues_without_finding(program);
    if issues > 0 {
        steps.push(Step { text: say::issues(program.lang, issues), id: Id::ToEvidence, survey: None, set: None });
    }
    steps
}

/// Problems that wait for somebody; what the rules of the survey settle, or what is only good to know, does not.
pub fn open_problems(opened: &Opened) -> usize {
    let is_open = |severity| matches!(severity, Severity::Error | Severity::Warning);
    opened.problems.iter().filter(|line| is_open(line.severity) && line.status == Status::Open).count()
}

/// Forms being typed in, or set aside before they were finished.
fn begun_forms(program: &Program, opened: &Opened) -> Option<String> {
    let survey = &opened.survey()?.about.id;
    let kept = program.kept_forms.iter().filter(|kept| kept.survey == *survey).map(|kept| kept.form.id.as_str());
    let draft = opened.draft.as_ref().filter(|draft| draft.sent.is_none()).map(|draft| draft.id.as_str());
    let ids: BTreeSet<&str> = kept.chain(draft).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let title = display(opened.title());
    (!ids.is_empty()).then(|| display(&say::begun_forms(program.lang, &title, &ids)))
}

fn comments(program: &Program) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, set) in program.sets.iter().enumerate() {
        let (Ok(definition), Some(docket)) = (&set.definition, &set.docket) else { continue };
        let left = sets::left(program, set, definition, docket);
        let title = display(set.title());
        let about = |text, id| Step { text, id, survey: None, set: Some(at) };
        if left.uncoded > 0 && !definition.codebook.codes.is_empty() {
            steps.push(about(say::uncoded(program.lang, &title, left.uncoded), Id::ToTagging));
        } else if definition.about.kind == SetKind::Public && left.open > 0 {
            steps.push(about(say::open(program.lang, &title, left.open), Id::ToItems));
        } else if definition.about.kind == SetKind::Public && left.without_reply > 0 {
            steps.push(about(say::without_reply(program.lang, &title, left.without_reply), Id::ToItems));
        }
    }
    steps
}

/// Questions that have something to say and that no finding rests on.
fn questions(program: &Program) -> Vec<Step> {
    let findings = &program.journal.state.findings.list;
    let used: BTreeSet<(&str, &str)> = findings
        .iter()
        .flat_map(|finding| &finding.evidence)
        .filter_map(|evidence| match &evidence.source {
            Source::Figure { figure } | Source::Difference { figure, .. } => {
                Some((figure.survey.as_str(), figure.spec.question.as_str()))
            }
            Source::Comments { .. } | Source::Record { .. } => None,
        })
        .collect();
    let mut steps = Vec::new();
    for (at, opened) in program.surveys.iter().enumerate() {
        let Some(survey) = opened.survey() else { continue };
        let is_used = |id: &str| used.contains(&(survey.about.id.as_str(), id));
        let all = survey.questions.iter().filter(|question| speaks(question)).count();
        let left = survey.questions.iter().filter(|question| speaks(question) && !is_used(&question.id)).count();
        if left > 0 && opened.loaded().is_some() {
            let text = say::questions(program.lang, &display(opened.title()), left, all);
            steps.push(Step { text, id: Id::ToTable, survey: Some(at), set: None });
        }
    }
    steps
}

fn issues_without_finding(program: &Program) -> usize {
    let spoken: BTreeSet<&RecordRef> =
        program.journal.state.findings.list.iter().flat_map(|finding| &finding.records).collect();
    let issues = program.plans().iter().flat_map(|plan| {
        let issues = plan.records.iter().filter(|record| record.kind == "issue");
        issues.map(|record| RecordRef { plan: plan.id.clone(), id: record.id.clone() })
    });
    issues.filter(|record| !spoken.contains(record)).count()
}

/// What to do, and the key that leads there.
pub fn worded(program: &Program, step: &Step) -> String {
    format!("{}　{}", step.text, program.keymap.key(step.id, Place::Overview))
}

/// Goes to where the step under the cursor is done.
pub fn go(program: &mut Program) -> Vec<Effect> {
    let Some(step) = program.on.step().and_then(|at| program.steps.get(at).cloned()) else { return Vec::new() };
    if let Some(survey) = step.survey {
        program.current = survey;
    }
    if let Some(set) = step.set {
        program.current_set = set;
    }
    let effects = attempt(program, step.id);
    if step.id == Id::ToForm && program.screen == Screen::Form {
        let enter = program.keymap.key(Id::EnterForm, Place::Form);
        program.tell(Tone::Hint, entry_words::kept(program.lang, &enter));
    }
    effects
}

/// Rows for this part and the one above it, with which both show several lines.
pub const LEAST: u16 = 8;

/// Rows of the part with its frame, of `room` that are free; none where there is too little for both parts.
pub fn height(program: &Program, room: u16) -> u16 {
    let wanted = u16::try_from(program.steps.len().max(1) + 2).unwrap_or(u16::MAX);
    let is_here = program.on.step().is_some();
    if room < 6 && !is_here {
        0
    } else if room < LEAST && !is_here {
        // The first thing to do, in its frame.
        3
    } else if room < LEAST {
        room
    } else {
        wanted.min(room - 4)
    }
}

/// Draws the part.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    if area.height == 0 {
        return;
    }
    let style = if program.on.step().is_some() { canvas.theme.active() } else { canvas.theme.passive() };
    let steps = &program.steps;
    let title = match steps.len() {
        0 => say::title(program.lang).to_owned(),
        count => format!("{} {count}", say::title(program.lang)),
    };
    canvas.frame(area, &title, style);
    let room = inside(inner(area), 1, 1);
    if steps.is_empty() {
        canvas.put(room, say::nothing(program.lang), canvas.theme.dim());
    }
    let offset = offset(program, steps.len(), room);
    for (row, (at, step)) in (0..room.height).zip(steps.iter().enumerate().skip(offset)) {
        let selected = program.on == On::Step(at);
        let style = if selected { canvas.theme.selected() } else { Style::new() };
        let mark = if selected { canvas.theme.pointer } else { " " };
        canvas.row(line(room, row), &format!("{mark} {}", worded(program, step)), Align::Left, style);
    }
    more(canvas, Rect { width: room.width + 1, ..room }, offset, steps.len());
}

fn offset(program: &Program, length: usize, room: Rect) -> usize {
    follow(0, program.on.step().unwrap_or(0), length, room.height.into())
}

/// The step at a place of the screen.
pub fn hit(program: &Program, area: Rect, at: Position) -> Option<usize> {
    let room = inside(inner(area), 1, 1);
    let length = program.steps.len();
    let row = usize::from(at.y.checked_sub(room.y)?) + offset(program, length, room);
    (room.contains(at) && row < length).then_some(row)
}
