//! The form in which a finding is pinned or changed: the statement, what it rests on, and the records it speaks for. The
//! statement and the list of records take turns in having the keys; Enter saves, Esc leaves everything as it was.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::picker::{self, Candidate};
use super::shelf::{Read, Shelf};
use super::{FindBox, acts, words};
use crate::messages::{finding as finding_words, pinning as say, screen as common};
use crate::model::finding::{Draft, Evidence, Finding, Gone, Reading, Source};
use crate::model::plan::RecordRef;
use crate::plans::speaks::Speaks;
use crate::project::findings::FindingOp;
use crate::text::fit::wrap;
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::popups::rows::{Row, What};
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{State as Program, Tone};
use crate::tui::view::main_area;
use crate::tui::widgets::area::{self, Area, Move};
use crate::tui::widgets::canvas::{Canvas, below, inner, inside, line};
use crate::tui::widgets::field;

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// What comes of it.
    pub purpose: Purpose,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// What the sources say; `None` while they are being read.
    pub readings: Option<Vec<Result<Reading, Gone>>>,
    /// The statement.
    pub statement: Area,
    /// The one that was proposed, or stood there before.
    before: String,
    /// The records that can be chosen.
    candidates: Arc<Vec<Candidate>>,
    /// Those that match what is typed, by position.
    found: Vec<usize>,
    /// What stands on top of the list.
    first: Vec<RecordRef>,
    /// What was chosen when it was opened.
    given: Vec<RecordRef>,
    /// What is chosen.
    pub chosen: Vec<RecordRef>,
    /// The records have the keys.
    pub on_records: bool,
    /// What to know about the figure.
    pub remark: Option<&'static str>,
    /// Why these records are chosen, or none, and whether somebody has to choose.
    why: Option<(String, bool)>,
}

/// What comes of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A new finding; from the draft with this key, if one is named.
    Add(String),
    /// Another statement or other links of the finding with this id.
    Change(String),
}

impl Form {
    fn new(program: &Program, purpose: Purpose, sources: Vec<Source>, chosen: Vec<RecordRef>) -> Self {
        let about: Vec<String> = sources.iter().map(|source| words::wording(program, source)).collect();
        let candidates = Arc::new(picker::candidates(program.plans(), program.lang, &about.join(" ")));
        let found = picker::find(&candidates, "", &chosen);
        Self {
            purpose,
            sources,
            readings: None,
            statement: Area::default(),
            before: String::new(),
            candidates,
            found,
            first: chosen.clone(),
            given: chosen.clone(),
            chosen,
            on_records: false,
            remark: None,
            why: None,
        }
    }

    /// One for a new finding: what it speaks for by definition is chosen, what may be meant stands on top.
    fn speaking(program: &Program, purpose: Purpose, sources: Vec<Source>, speaks: Speaks) -> Self {
        let why = say::why_chosen(program.lang, speaks.sure.len(), speaks.open.len());
        let mut form = Self::new(program, purpose, sources, speaks.sure);
        form.first.extend(speaks.open);
        form.found = picker::find(&form.candidates, "", &form.first);
        form.why = (!form.candidates.is_empty()).then_some(why);
        form
    }

    /// Where its keys are looked up.
    pub fn place(&self) -> Place {
        if self.on_records { Place::Links } else { Place::Pin }
    }

    /// Puts a statement in place of the one proposed before, unless a person has written already.
    fn propose(&mut self, statement: String) {
        if self.statement.text() == self.before {
            self.statement = Area::new(&statement);
            self.before = self.statement.text().to_owned();
        }
    }
}

/// Opens the form for new evidence; its figures are read on a thread.
pub fn pin(program: &mut Program, sources: Vec<Source>, remark: Option<&'static str>) -> Vec<Effect> {
    let named = sources.iter().flat_map(|source| words::named_records(program, source));
    let speaks = Speaks::of(program.plans(), named);
    let form = Form { remark, ..Form::speaking(program, Purpose::Add(String::new()), sources.clone(), speaks) };
    program.boxes.push(Popup::new(Kind::Findings(FindBox::Form(Box::new(form)))));
    vec![Effect::ReadEvidence { shelf: Box::new(Shelf::so_far(program)), sources }]
}

/// Opens it for a draft, whose figures are known.
pub fn draft(program: &mut Program, draft: Draft, statement: String) {
    let Draft { key, evidence, records, open, .. } = draft;
    let sources = evidence.iter().map(|one| one.source.clone()).collect();
    let mut form = Form::speaking(program, Purpose::Add(key), sources, Speaks { sure: records, open });
    form.readings = Some(evidence.into_iter().map(|one| Ok(one.was)).collect());
    form.propose(statement);
    program.boxes.push(Popup::new(Kind::Findings(FindBox::Form(Box::new(form)))));
}

/// Opens it for a finding that is there.
pub fn change(program: &mut Program, finding: &Finding, on_records: bool) {
    let sources = finding.evidence.iter().map(|one| one.source.clone()).collect();
    let mut form = Form::new(program, Purpose::Change(finding.id.clone()), sources, finding.records.clone());
    form.readings = Some(finding.evidence.iter().map(|one| Ok(one.was.clone())).collect());
    form.propose(finding.statement.clone());
    form.on_records = on_records;
    program.boxes.push(Popup::new(Kind::Findings(FindBox::Form(Box::new(form)))));
}

/// The form on top of the boxes.
fn top(program: &mut Program) -> Option<&mut Form> {
    match program.boxes.last_mut().map(|popup| &mut popup.kind) {
        Some(Kind::Findings(FindBox::Form(form))) => Some(form),
        _ => None,
    }
}

/// Takes in what the sources say, for the form that waits for it.
pub fn take(program: &mut Program, read: Option<Read>) {
    let waits = |popup: &Popup| matches!(&popup.kind, Kind::Findings(FindBox::Form(form)) if form.readings.is_none());
    let Some(position) = program.boxes.iter().rposition(waits) else { return };
    let popup = program.boxes.get_mut(position).map(|popup| &mut popup.kind);
    match (read, popup) {
        (Some((readings, statement)), Some(Kind::Findings(FindBox::Form(form)))) => {
            form.readings = Some(readings);
            form.propose(statement);
        }
        _ => {
            program.boxes.truncate(position);
            program.tell(Tone::Bad, common::stopped(program.lang));
        }
    }
}

/// The records that match what is typed.
pub fn rows(form: &Form) -> Vec<Row> {
    let row = |at: &usize| {
        let candidate = form.candidates.get(*at)?;
        Some(Row {
            what: What::Finding(*at),
            left: candidate.name.clone(),
            right: candidate.place.clone(),
            checked: Some(form.chosen.contains(&candidate.record)),
            reason: None,
        })
    };
    form.found.iter().filter_map(row).collect()
}

/// Something else is looked for.
pub fn edited(program: &mut Program) {
    let Some(popup) = program.boxes.last_mut() else { return };
    if let Kind::Findings(FindBox::Form(form)) = &mut popup.kind {
        form.found = picker::find(&form.candidates, popup.field.value(), &form.first);
    }
}

/// Types or pastes; false where the form or its statement does not have the keys.
pub fn insert(program: &mut Program, text: &str) -> bool {
    let Some(form) = top(program).filter(|form| !form.on_records) else { return false };
    // A statement is one paragraph.
    form.statement.insert(&text.replace(['\r', '\n'], " "));
    true
}

/// Runs a command of the form; `None` for what every list does.
pub fn run(program: &mut Program, id: Id) -> Option<Vec<Effect>> {
    let room = areas(program).statement;
    let at_top = program.boxes.last().is_some_and(|popup| popup.selected == 0);
    let form = top(program)?;
    match id {
        Id::SaveFinding => return Some(save(program)),
        Id::Back => {
            program.boxes.pop();
            return Some(Vec::new());
        }
        Id::OtherField => form.on_records = !form.on_records,
        Id::ChooseRecord => choose(program),
        // Above the first record is the statement.
        Id::Up if form.on_records && at_top => form.on_records = false,
        _ if form.on_records => return None,
        _ => {
            let cells = area::room(room);
            let text = &mut form.statement;
            let page = isize::try_from(room.height).unwrap_or(1).max(2) - 1;
            match id {
                Id::EditUndo => drop(text.undo()),
                Id::EditRedo => drop(text.redo()),
                Id::EditLeft => text.go(Move::Left, cells),
                Id::EditRight => text.go(Move::Right, cells),
                Id::EditStart => text.go(Move::LineStart, cells),
                Id::EditEnd => text.go(Move::LineEnd, cells),
                Id::Up => text.go(Move::Lines(-1), cells),
                // Below the last line come the records.
                Id::Down if text.place(cells).0 + 1 >= text.lines(cells) => form.on_records = true,
                Id::Down => text.go(Move::Lines(1), cells),
                Id::PageUp => text.go(Move::Lines(-page), cells),
                Id::PageDown => text.go(Move::Lines(page), cells),
                Id::First => text.go(Move::First, cells),
                Id::Last => text.go(Move::Last, cells),
                Id::EditBack => text.back(),
                Id::EditDelete => text.delete(),
                Id::EditWord => text.back_word(),
                _ => {}
            }
        }
    }
    Some(Vec::new())
}

/// Chooses or drops the record under the cursor.
fn choose(program: &mut Program) {
    let Some(popup) = program.boxes.last_mut() else { return };
    let Kind::Findings(FindBox::Form(form)) = &mut popup.kind else { return };
    let candidate = form.found.get(popup.selected).and_then(|at| form.candidates.get(*at));
    let Some(record) = candidate.map(|candidate| candidate.record.clone()) else { return };
    match form.chosen.iter().position(|known| *known == record) {
        Some(at) => drop(form.chosen.remove(at)),
        None => form.chosen.push(record),
    }
    popup.problem = None;
}

/// Saves: a new finding is one act, a changed one has an act for what was changed in the form. What somebody else changed
/// meanwhile stays.
fn save(program: &mut Program) -> Vec<Effect> {
    let lang = program.lang;
    let Some(form) = top(program).cloned() else { return Vec::new() };
    let statement = form.statement.text().trim().to_owned();
    let refuse = |program: &mut Program, why: &str| {
        if let Some(popup) = program.boxes.last_mut() {
            popup.problem = Some(why.to_owned());
        }
        Vec::new()
    };
    if statement.is_empty() && form.readings.is_some() {
        return refuse(program, say::statement_missing(lang));
    }
    match &form.purpose {
        Purpose::Add(draft) => {
            let Some(readings) = &form.readings else { return refuse(program, say::still_counting(lang)) };
            let evidence: Option<Vec<Evidence>> = form
                .sources
                .iter()
                .zip(readings)
                .map(|(source, read)| Some(Evidence { source: source.clone(), was: read.as_ref().ok()?.clone() }))
                .collect();
            let Some(evidence) = evidence else { return refuse(program, say::not_readable(lang)) };
            program.boxes.pop();
            acts::add(program, statement, evidence, form.chosen, draft.clone())
        }
        Purpose::Change(id) => {
            program.boxes.pop();
            if program.journal.state.findings.get(id).is_none() {
                return Vec::new();
            }
            let mut effects = Vec::new();
            if form.before.trim() != statement {
                effects.extend(acts::decide(program, FindingOp::Reword { id: id.clone(), statement }));
            }
            for record in form.chosen.iter().filter(|record| !form.given.contains(record)) {
                let op = FindingOp::Link { id: id.clone(), record: record.clone() };
                effects.extend(acts::decide(program, op));
            }
            for record in form.given.iter().filter(|record| !form.chosen.contains(record)) {
                let op = FindingOp::Unlink { id: id.clone(), record: record.clone() };
                effects.extend(acts::decide(program, op));
            }
            effects
        }
    }
}

/// Where the parts of the form lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The whole box.
    pub frame: Rect,
    /// The statement.
    pub statement: Rect,
    /// What it rests on.
    pub figures: Rect,
    /// The search line.
    pub field: Rect,
    /// Why records are chosen or not.
    pub why: Rect,
    /// The records.
    pub rows: Rect,
}

/// Why records are chosen or not, in lines.
fn why_lines(form: &Form, room: u16) -> Vec<String> {
    form.why.iter().flat_map(|(text, _)| wrap(text, usize::from(room).max(1))).collect()
}

/// Lays the form on top out; without one, nothing.
pub fn areas(program: &Program) -> Areas {
    let screen = main_area(program);
    let width = screen.width.saturating_sub(2).min(120);
    let height = screen.height.saturating_sub(1);
    let x = screen.x + (screen.width - width) / 2;
    let frame = Rect { x, y: screen.y, width, height };
    let body = inside(inner(frame), 1, 1);
    let form = program.boxes.iter().rev().find_map(|popup| match &popup.kind {
        Kind::Findings(FindBox::Form(form)) => Some(form),
        _ => None,
    });
    let figure_rows = form.map_or(0, |form| figure_lines(program, form, body).len());
    let statement_rows = (body.height / 4).clamp(1, 5);
    // A heading over each part.
    let statement = Rect { height: statement_rows.min(body.height.saturating_sub(1)), ..below(body, 1) };
    let rest = below(body, 1 + statement_rows);
    let most = rest.height.saturating_sub(4) / 2;
    let figures = Rect { height: u16::try_from(figure_rows).unwrap_or(u16::MAX).min(most.max(1)), ..below(rest, 1) };
    let figures = figures.intersection(rest);
    let rest = below(rest, 1 + figures.height);
    // The list has at least as much room as what is said of it.
    let said = form.map_or(0, |form| why_lines(form, body.width.saturating_sub(2)).len());
    let said = u16::try_from(said).unwrap_or(u16::MAX).min(rest.height.saturating_sub(1) / 2);
    let why = inside(Rect { height: said, ..below(rest, 1) }, 2, 0);
    Areas { frame, statement, figures, field: line(rest, 0), why, rows: below(rest, 1 + said) }
}

/// What the form rests on, line by line, and whether that is something to worry about.
fn figure_lines(program: &Program, form: &Form, body: Rect) -> Vec<(String, bool)> {
    let (lang, room) = (program.lang, usize::from(body.width.saturating_sub(2)).max(1));
    let mut lines = Vec::new();
    for (at, source) in form.sources.iter().enumerate() {
        let read = form.readings.as_ref().and_then(|readings| readings.get(at));
        let (text, bad) = match read {
            None => (say::counting(lang).to_owned(), false),
            Some(Ok(reading)) => {
                let p = reading.p.filter(|_| matches!(source, Source::Difference { .. }));
                let p = p.map_or(String::new(), |p| format!("　p={}", words::chance(Some(p))));
                (format!("{}{p}", words::reading(program, source, reading)), false)
            }
            Some(Err(gone)) => (finding_words::gone(lang, gone), true),
        };
        lines.extend(wrap(&words::source(program, source), room).into_iter().map(|text| (text, false)));
        lines.extend(wrap(&text, room).into_iter().map(|text| (text, bad)));
    }
    lines.extend(form.remark.iter().flat_map(|text| wrap(text, room)).map(|text| (text, true)));
    lines
}

/// Draws the form.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, popup: &Popup, form: &Form, top: bool) {
    let lang = program.lang;
    let areas = areas(program);
    canvas.clear(areas.frame);
    let title = match &form.purpose {
        Purpose::Add(draft) if draft.is_empty() => say::form_title(lang),
        Purpose::Add(_) => say::draft_title(lang),
        Purpose::Change(_) => say::edit_title(lang),
    };
    let frame_style = canvas.theme.active();
    canvas.frame(areas.frame, title, frame_style);
    let (active, dim) = (canvas.theme.active(), canvas.theme.dim());
    let over = |area: Rect| Rect { y: area.y.saturating_sub(1), height: 1, ..area };
    let head = |on: bool| if on { active } else { dim };
    if areas.statement.height > 0 {
        canvas.put(over(areas.statement), say::statement(lang), head(!form.on_records));
        form.statement.draw(canvas, areas.statement, Style::new(), top && !form.on_records);
    }
    if areas.figures.height > 0 {
        canvas.put(over(areas.figures), say::figures(lang), dim);
        for (row, (text, bad)) in
            (0..areas.figures.height).zip(figure_lines(program, form, inside(inner(areas.frame), 1, 1)))
        {
            let style = if bad { canvas.theme.warn() } else { canvas.theme.heading() };
            canvas.put(inside(line(areas.figures, row), 2, 0), &text, style);
        }
    }
    let label = format!("{}（{}） ", say::records(lang), say::chosen(lang, form.chosen.len()));
    let label = if lang == crate::messages::Lang::Ja { label } else { label.replace('（', " (").replace('）', ")") };
    let used = canvas.put(areas.field, &label, head(form.on_records));
    let used = used + canvas.put(inside(areas.field, used, 0), say::search(lang), dim);
    field::draw(canvas, inside(areas.field, used, 0), &popup.field, "", top && form.on_records);
    let care = form.why.as_ref().is_some_and(|(_, care)| *care);
    let style = if care { canvas.theme.warn() } else { dim };
    for (row, text) in (0..areas.why.height).zip(why_lines(form, areas.why.width)) {
        canvas.put(line(areas.why, row), &text, style);
    }
    if let Some(problem) = &popup.problem {
        let bottom = line(areas.frame, areas.frame.height.saturating_sub(1));
        let style = canvas.theme.bad();
        canvas.put(inside(bottom, 2, 2), &format!(" {problem} "), style);
    }
    if form.found.is_empty() {
        let none = if form.candidates.is_empty() { say::no_plans(lang) } else { say::nothing_found(lang) };
        canvas.put(inside(areas.rows, 2, 0), none, dim);
    }
}

/// A click: into the statement, or on the records, of which it chooses one. Outside nothing happens: what is written is not
/// given up by a slip of the hand. False where it is for somebody else.
pub fn click(program: &mut Program, at: Position) -> bool {
    let areas = areas(program);
    let Some(popup) = program.boxes.last_mut() else { return false };
    let Kind::Findings(FindBox::Form(form)) = &mut popup.kind else { return false };
    let text = areas.statement;
    if areas.statement.contains(at) {
        form.on_records = false;
        let row = form.statement.offset(text) + usize::from(at.y - text.y);
        form.statement.point(row, usize::from(at.x.saturating_sub(text.x)), area::room(text));
    } else if areas.rows.contains(at) {
        form.on_records = true;
        let row = popup.offset + usize::from(at.y - areas.rows.y);
        if row < form.found.len() {
            popup.selected = row;
            choose(program);
        }
    } else if areas.field.contains(at) {
        form.on_records = true;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::project::Op;
    use crate::tui::Start;
    use crate::tui::store::Request;

    #[test]
    fn what_somebody_else_changed_meanwhile_is_not_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("koe.toml"), "[project]\n").unwrap();
        let start = Start { dir: folder.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
        let (mut program, _) = crate::tui::open::open(&start);
        let record = |id: &str| RecordRef::new("p", id);
        let finding = Finding {
            id: "FD1".to_owned(),
            statement: "文".to_owned(),
            records: vec![record("1"), record("2")],
            ..Finding::default()
        };
        program.journal.state.findings.list.push_back(finding.clone());
        change(&mut program, &finding, true);
        // Meanwhile a colleague words it anew, takes record 1 away and links record 3; here 2 is dropped for 4.
        if let Some(known) = program.journal.state.findings.list.iter_mut().next() {
            known.statement = "別の文".to_owned();
            known.records = vec![record("2"), record("3")];
        }
        if let Some(form) = top(&mut program) {
            form.chosen = vec![record("1"), record("4")];
        }
        let acts: Vec<FindingOp> = save(&mut program)
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::Store(Request::Act(op)) => match *op {
                    Op::Finding { act } => Some(*act),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        let id = || "FD1".to_owned();
        assert_eq!(
            acts,
            [FindingOp::Link { id: id(), record: record("4") }, FindingOp::Unlink { id: id(), record: record("2") }]
        );
        let saved = program.journal.state.findings.get("FD1").unwrap();
        assert_eq!((saved.statement.as_str(), &saved.records), ("別の文", &vec![record("3"), record("4")]));
    }
}
