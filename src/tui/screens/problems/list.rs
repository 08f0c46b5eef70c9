//! Which problems and decisions are listed, and how many each rule has. Worked out once per change of what is asked for, not
//! per frame: a list may have 10^5 lines.

use std::sync::Arc;

use crate::load::Loaded;
use crate::model::Severity;
use crate::model::diagnostic::Status;
use crate::model::fix::{FixState, Holds};
use crate::text::cells::width;
use crate::text::fold::search;
use crate::tui::state::{ProblemLine, State as Program};

/// What the lists show.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// Positions of the lines shown.
    pub rows: Vec<usize>,
    /// The rules that hit: those with something left to decide first, and of them those that lost values.
    pub rules: Vec<Rule>,
    /// Positions of the decisions shown, those that do not hold first.
    pub decisions: Vec<usize>,
    /// Cells the columns of the problems need, but for the first two and the last.
    pub widths: [usize; 6],
    asked: Option<Asked>,
}

/// A rule with its lines by status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// As scripts call it.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// The worst of its lines.
    pub severity: Severity,
    /// Lines to be looked at, settled by rule, confirmed.
    pub counts: [usize; 3],
}

/// What the lists were made for.
#[derive(Debug, Clone)]
struct Asked {
    problems: Arc<Vec<ProblemLine>>,
    loaded: Option<Arc<Loaded>>,
    search: String,
    rule: Option<String>,
    status: Option<Status>,
    stale: bool,
}

/// Lines whose widths are looked at.
const MEASURED: usize = 2000;

/// Makes the lists anew where something else is asked for.
pub fn refresh(program: &mut Program) {
    let Some(opened) = program.opened() else { return };
    let state = &program.problems;
    let asked = Asked {
        problems: Arc::clone(&opened.problems),
        loaded: opened.loaded().cloned(),
        search: search(state.search.value()),
        rule: state.rule.clone(),
        status: state.status,
        stale: state.only_stale,
    };
    if state.lists.asked.as_ref().is_some_and(|old| old.is_same(&asked)) {
        return;
    }
    let rules = rules(&asked.problems);
    // A rule that hits nothing any more is not asked for any more.
    let rule = asked.rule.clone().filter(|rule| rules.iter().any(|known| known.id == *rule));
    let shown = |line: &ProblemLine| {
        rule.as_ref().is_none_or(|rule| line.rule == *rule)
            && asked.status.is_none_or(|status| line.status == status)
            && (asked.search.is_empty() || line.folded.contains(&asked.search))
    };
    let lines = asked.problems.iter().enumerate();
    let mut rows: Vec<usize> = lines.filter(|(_, line)| shown(line)).map(|(at, _)| at).collect();
    // What waits for somebody comes first; the rest is settled.
    rows.sort_by_key(|at| asked.problems.get(*at).is_some_and(|line| line.status != Status::Open));
    let widths = widths(&asked.problems, &rows);
    let decisions = asked.loaded.as_ref().map(|loaded| decisions(loaded, &asked)).unwrap_or_default();
    program.problems.rule.clone_from(&rule);
    let asked = Asked { rule, ..asked };
    program.problems.lists = Lists { rows, rules, decisions, widths, asked: Some(asked) };
}

impl Asked {
    fn is_same(&self, other: &Self) -> bool {
        let same_data = match (&self.loaded, &other.loaded) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (None, None) => true,
            _ => false,
        };
        same_data
            && Arc::ptr_eq(&self.problems, &other.problems)
            && self.search == other.search
            && self.rule == other.rule
            && self.status == other.status
            && self.stale == other.stale
    }
}

fn rules(problems: &[ProblemLine]) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in problems {
        let known = rules.iter().position(|rule| rule.id == line.rule);
        let at = known.unwrap_or(rules.len());
        if known.is_none() {
            let (id, name) = (line.rule.clone(), line.name.clone());
            rules.push(Rule { id, name, severity: line.severity, counts: [0; 3] });
        }
        let Some(rule) = rules.get_mut(at) else { continue };
        rule.severity = rule.severity.min(line.severity);
        if let Some(count) = rule.counts.get_mut(column(line.status)) {
            *count += 1;
        }
    }
    rules.sort_by_key(|rule| (rule.counts.first() == Some(&0), rule.severity));
    rules
}

/// Where a status is counted.
fn column(status: Status) -> usize {
    match status {
        Status::Open => 0,
        Status::Automatic => 1,
        Status::Kept => 2,
    }
}

fn decisions(loaded: &Loaded, asked: &Asked) -> Vec<usize> {
    let text = |state: &FixState| {
        let fix = &state.fix;
        let question = fix.question.as_deref().unwrap_or_default();
        let change = typed_text(&fix.change);
        search(&[&state.id, question, &fix.rule, &fix.raw, &change, &fix.note, &fix.who, &fix.at].join(" "))
    };
    let shown = |state: &FixState| {
        (!asked.stale || state.holds != Holds::Yes) && (asked.search.is_empty() || text(state).contains(&asked.search))
    };
    let states = loaded.fixes.iter().enumerate();
    let mut found: Vec<usize> = states.filter(|(_, state)| shown(state)).map(|(at, _)| at).collect();
    found.sort_by_key(|at| loaded.fixes.get(*at).is_some_and(|state| state.holds == Holds::Yes));
    found
}

fn typed_text(change: &crate::model::fix::Change) -> String {
    match change {
        crate::model::fix::Change::Set { value } => value.clone(),
        _ => String::new(),
    }
}

/// Rule, case, question, value, file, cell.
fn widths(problems: &[ProblemLine], rows: &[usize]) -> [usize; 6] {
    let mut widths = [0; 6];
    for line in rows.iter().take(MEASURED).filter_map(|at| problems.get(*at)) {
        let fields: [&str; 6] =
            [&line.name, &line.case, &line.question, &line.value, file_name(&line.place.file), &line.place.cell];
        for (cells, field) in widths.iter_mut().zip(fields) {
            *cells = width(field).max(*cells);
        }
    }
    widths
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The line under the cursor.
pub fn current(program: &Program) -> Option<&ProblemLine> {
    let state = &program.problems;
    let at = *state.lists.rows.get(state.cursor().0)?;
    program.opened()?.problems.get(at)
}

/// The decision under the cursor.
pub fn current_decision(program: &Program) -> Option<&FixState> {
    let state = &program.problems;
    let at = *state.lists.decisions.get(state.cursor().0)?;
    program.opened()?.loaded()?.fixes.get(at)
}

/// A rule as people call it, where it hits something.
pub fn rule_name(program: &Program, id: &str) -> String {
    let known = program.problems.lists.rules.iter().find(|rule| rule.id == id);
    known.map_or(id, |rule| rule.name.as_str()).to_owned()
}

/// How many decisions do not hold.
pub fn stale(program: &Program) -> usize {
    let fixes = program.opened().and_then(|opened| opened.loaded()).map_or(&[][..], |loaded| &loaded.fixes);
    fixes.iter().filter(|state| state.holds != Holds::Yes).count()
}
