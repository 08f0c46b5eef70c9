//! The box that finds everything: questions, records of plans, findings, saved tables, commands and opinions in one list.
//!
//! What can be found is folded when the box opens and when one of its sources has changed, opinions on a thread, as they may be
//! many; a key only compares. How texts
//! are compared and ranked stands in `text::fuzzy`, where a row leads in `screens::findings::go`.

use std::cmp::Reverse;
use std::sync::Arc;

use super::rows::{Row, What, commands};
use super::{Kind, Popup};
use crate::messages::{Lang, find_box as say, plan as plan_words};
use crate::model::Survey;
use crate::model::comment::Docket;
use crate::model::finding::{Findings, Voices};
use crate::model::plan::{Plan, RecordRef};
use crate::project::SavedTable;
use crate::text::cells::width;
use crate::text::fit::{Align, cut, pad};
use crate::text::fold::display;
use crate::text::fuzzy::{Folded, Query, Score};
use crate::tui::action::Effect;
use crate::tui::command::{Command, Id, Place};
use crate::tui::screens::findings::go::{self, Destination};
use crate::tui::state::{OpenedSet, PlanData, SetData, State};

/// Rows shown at most: nobody reads further, and one more word finds better.
const MOST: usize = 200;

/// Letters of an opinion that are shown in its row.
const GLIMPSE: usize = 120;

/// Cells of the column of kinds; longer names push their row to the right.
const KIND: usize = 12;

/// What the box knows.
#[derive(Debug, Clone)]
pub struct Find {
    place: Place,
    made: Made,
    /// What can be found, opinions last.
    entries: Vec<Entry>,
    /// How many are no opinions.
    others: usize,
    /// What opinions were asked for last, and whether they are being folded.
    opinions: (Dockets, bool),
    /// Positions of the entries shown, the best first.
    shown: Vec<usize>,
    found: usize,
}

/// The opinions of all sets.
type Dockets = Vec<Option<Arc<Docket>>>;

/// One thing that can be found.
#[derive(Debug, Clone)]
pub struct Entry {
    row: Row,
    /// Where it belongs, or what it does: said of the row under the cursor.
    about: String,
    folded: Folded,
    /// The name alone: what is called so stands before what only speaks of it. Opinions have none.
    named: Option<Folded>,
    /// Of the plan of another place, or an opinion: behind the project's own things that fit as well.
    is_aside: bool,
    /// A command of the screen below, offered before anything is typed.
    is_here: bool,
}

/// What the entries were made of: they are made anew where one of these is another one.
#[derive(Debug, Clone)]
struct Made {
    surveys: Vec<Option<Arc<Survey>>>,
    plans: Option<Arc<Vec<Plan>>>,
    findings: Findings,
    tables: Vec<SavedTable>,
}

fn same<T>(a: &Option<Arc<T>>, b: &Option<Arc<T>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

fn all<T>(a: &[Option<Arc<T>>], b: &[Option<Arc<T>>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

impl Made {
    fn of(state: &State) -> Self {
        let plans = match &state.plans.data {
            PlanData::Ready(plans) => Some(Arc::clone(plans)),
            PlanData::Loading | PlanData::Failed(_) => None,
        };
        Self {
            surveys: state.surveys.iter().map(|opened| opened.survey().cloned()).collect(),
            plans,
            findings: state.journal.state.findings.clone(),
            tables: state.journal.state.tables.clone(),
        }
    }

    fn is(&self, other: &Self) -> bool {
        all(&self.surveys, &other.surveys)
            && same(&self.plans, &other.plans)
            && self.findings == other.findings
            && self.tables == other.tables
    }
}

impl Entry {
    /// `kind` and `name` are shown; `more` is searched too, as if it stood right behind the name.
    fn new(what: What, kind: &str, name: &str, more: &str, about: &str) -> Self {
        let kind_cells = pad(kind, width(kind).max(KIND), Align::Left);
        let row = Row {
            what,
            left: format!("{kind_cells} {}", display(name)),
            right: String::new(),
            checked: None,
            reason: None,
        };
        let folded = Folded::new(&format!("{name}{more} {kind}"));
        let named = Some(Folded::new(name));
        Self { row, about: display(about), folded, named, is_aside: false, is_here: false }
    }
}

/// Whether letters stand in between, whether it is only spoken of, whether it is another place's, how well it fits.
type Rank = (bool, bool, bool, Reverse<Score>);

impl Entry {
    /// How well it fits, the smaller the better; `None` where it does not.
    fn rank(&self, query: &Query) -> Option<Rank> {
        let score = query.score(&self.folded)?;
        let named = self.named.as_ref().and_then(|name| query.score(name)).is_some_and(Score::is_unbroken);
        Some((!score.is_unbroken(), !named, self.is_aside, Reverse(score)))
    }
}

/// Opens the box over a screen.
pub fn open(state: &mut State) -> Vec<Effect> {
    let place = state.screen_place();
    let entries = entries(state, place);
    let others = entries.len();
    let opinions = (Vec::new(), false);
    let mut find = Find { place, made: Made::of(state), entries, others, opinions, shown: Vec::new(), found: 0 };
    find.look("");
    state.boxes.push(Popup::new(Kind::Find(Box::new(find))));
    Vec::new()
}

/// After every change of the field: what fits now.
pub fn edited(state: &mut State) {
    if let Some(Popup { kind: Kind::Find(find), field, .. }) = state.boxes.last_mut() {
        find.look(field.value());
    }
}

/// Makes the entries anew where something has been read or decided since.
pub fn settle(state: &mut State) {
    let Some(Popup { kind: Kind::Find(find), .. }) = state.boxes.last() else { return };
    let (made, place) = (Made::of(state), find.place);
    if find.made.is(&made) {
        return;
    }
    let entries = entries(state, place);
    if let Some(Popup { kind: Kind::Find(find), field, selected, .. }) = state.boxes.last_mut() {
        let on = find.at(*selected);
        let others = entries.len();
        find.entries.splice(..find.others, entries);
        (find.others, find.made) = (others, made);
        find.look(field.value());
        *selected = find.position(on.as_ref()).unwrap_or(*selected);
    }
}

/// Has the opinions folded where the box does not know them yet.
pub fn refresh(state: &mut State) -> Option<Effect> {
    let dockets: Dockets = match state.boxes.last() {
        Some(Popup { kind: Kind::Find(_), .. }) => state.sets.iter().map(|set| set.docket.clone()).collect(),
        _ => return None,
    };
    let sets = state
        .sets
        .iter()
        .filter_map(|set| Some((set.id().to_owned(), set.title().to_owned(), Arc::clone(set.docket.as_ref()?))));
    let sets: Vec<_> = sets.collect();
    let Some(Popup { kind: Kind::Find(find), .. }) = state.boxes.last_mut() else { return None };
    if all(&find.opinions.0, &dockets) {
        return None;
    }
    find.opinions = (dockets, true);
    Some(Effect::FoldOpinions { sets })
}

/// The opinions have been folded.
pub fn folded(state: &mut State, opinions: Vec<Entry>) {
    let find = state.boxes.iter_mut().rev().find_map(|popup| match popup {
        Popup { kind: Kind::Find(find), field, selected, .. } => Some((find, field, selected)),
        _ => None,
    });
    let Some((find, field, selected)) = find else { return };
    find.opinions.1 = false;
    let on = find.at(*selected);
    find.entries.truncate(find.others);
    find.entries.extend(opinions);
    find.look(field.value());
    *selected = find.position(on.as_ref()).unwrap_or(*selected);
}

/// Goes where the row under the cursor leads.
pub fn follow(state: &mut State, to: Destination) -> Vec<Effect> {
    state.boxes.pop();
    go::to(state, to)
}

impl Find {
    fn look(&mut self, typed: &str) {
        let query = Query::new(typed);
        if query.is_empty() {
            let here = self.entries.iter().enumerate().filter(|(_, entry)| entry.is_here);
            self.shown = here.map(|(at, _)| at).collect();
            self.found = self.shown.len();
            return;
        }
        let scored = self.entries.iter().enumerate();
        let mut scored: Vec<(Rank, usize)> = scored.filter_map(|(at, entry)| Some((entry.rank(&query)?, at))).collect();
        scored.sort_unstable();
        self.found = scored.len();
        self.shown = scored.into_iter().take(MOST).map(|(_, at)| at).collect();
    }

    /// What the row at a place stands for.
    fn at(&self, place: usize) -> Option<What> {
        Some(self.entries.get(*self.shown.get(place)?)?.row.what.clone())
    }

    /// Where it stands now: rows that come in put others to other places.
    fn position(&self, what: Option<&What>) -> Option<usize> {
        self.shown.iter().position(|at| self.entries.get(*at).is_some_and(|entry| Some(&entry.row.what) == what))
    }

    /// The rows shown.
    pub fn rows(&self) -> Vec<Row> {
        self.shown.iter().filter_map(|at| Some(self.entries.get(*at)?.row.clone())).collect()
    }

    /// How many there are, and what is said of the row under the cursor.
    pub fn hints(&self, state: &State, popup: &Popup) -> Vec<String> {
        let lang = state.lang;
        let is_empty = Query::new(popup.field.value()).is_empty();
        let count = match (is_empty, self.found) {
            (true, _) => say::start(lang).to_owned(),
            (false, 0) => say::nothing(lang).to_owned(),
            (false, found) => say::count(lang, self.shown.len(), found),
        };
        let entry = self.shown.get(popup.selected).and_then(|at| self.entries.get(*at));
        let about = entry.map(|entry| match &entry.row.reason {
            Some(reason) => reason.clone(),
            None => entry.about.clone(),
        });
        // One line, so that rows do not move under the eyes.
        let about = about.map(|about| cut(&about, super::view::text_room(state)));
        let is_read = |set: &OpenedSet| set.docket.is_some() || !matches!(set.data, SetData::Loading);
        let is_folding = self.opinions.1 || !state.sets.iter().all(is_read);
        let reading = is_folding.then(|| say::reading(lang).to_owned());
        std::iter::once(count).chain(reading).chain(about).collect()
    }
}

/// What can be found but for opinions; among equals what stands first here stands first in the list.
fn entries(state: &State, place: Place) -> Vec<Entry> {
    let mut all = questions(state);
    all.extend(records(state));
    all.extend(findings(state));
    all.extend(tables(state));
    all.extend(of_commands(state, place));
    all
}

fn place_of(to: Destination) -> What {
    What::Place(Box::new(to))
}

fn questions(state: &State) -> Vec<Entry> {
    let kind = say::question(state.lang);
    let surveys = state.surveys.iter().filter_map(|opened| opened.survey());
    let of_survey = |survey: &Arc<Survey>| {
        let entry = |question: &crate::model::Question| {
            let to = Destination::Question { survey: survey.about.id.clone(), question: question.id.clone() };
            let choices: Vec<&str> = question.choices.iter().map(|choice| choice.label.as_str()).collect();
            let name = format!("{} {}", question.id, question.label);
            let more = format!(" {} {}", question.text, choices.join(" "));
            let about = format!("{}　{}", survey.title(), choices.join("／"));
            Entry::new(place_of(to), kind, &name, &more, &about)
        };
        survey.questions.iter().map(entry).collect::<Vec<_>>()
    };
    surveys.flat_map(of_survey).collect()
}

fn records(state: &State) -> Vec<Entry> {
    // The plan being made stands first; those of other places are there to compare.
    let of_plan = |(at, plan): (usize, &Plan)| {
        let entry = |record: &crate::model::plan::Record| {
            let to = Destination::Record(RecordRef { plan: plan.id.clone(), id: record.id.clone() });
            let kind = plan_words::kind(state.lang, &record.kind);
            let more = format!(" {} {} {} {}", record.id, record.reading, record.aliases.join(" "), record.text);
            let about = format!("{}　{}", plan.about.title, record.text);
            let entry = Entry::new(place_of(to), kind, &record.name(), &more, &about);
            Entry { is_aside: at > 0, ..entry }
        };
        plan.records.iter().map(entry).collect::<Vec<_>>()
    };
    state.plans().iter().enumerate().flat_map(of_plan).collect()
}

fn findings(state: &State) -> Vec<Entry> {
    let entry = |finding: &crate::model::finding::Finding| {
        let to = place_of(Destination::Finding(finding.id.clone()));
        let name = format!("{} {}", finding.id, finding.statement);
        Entry::new(to, say::finding(state.lang), &name, &format!(" {}", finding.note), &finding.statement)
    };
    state.journal.state.findings.list.iter().map(entry).collect()
}

fn tables(state: &State) -> Vec<Entry> {
    let entry = |table: &SavedTable| {
        let surveys = state.surveys.iter().filter_map(|opened| opened.survey());
        let survey = surveys.into_iter().find(|survey| survey.about.id == table.survey);
        let about = survey.map_or(table.survey.as_str(), |survey| survey.title());
        Entry::new(
            What::Saved(table.name.clone()),
            say::table(state.lang),
            &table.name,
            &format!(" {}", table.spec.question),
            about,
        )
    };
    state.journal.state.tables.iter().map(entry).collect()
}

fn of_commands(state: &State, place: Place) -> Vec<Entry> {
    let lang = state.lang;
    let entry = |(command, row): (&Command, Row)| {
        let title = (command.title)(lang);
        let about = command.help(lang);
        let made = Entry::new(row.what, say::command(lang), title, &format!(" {}", command.name), about);
        let is_here = command.works_in(place);
        Entry { row: Row { right: row.right, reason: row.reason, ..made.row }, is_here, ..made }
    };
    let named = commands(state, place, true).into_iter();
    named.filter(|(command, _)| command.id != Id::Find).map(entry).collect()
}

/// Opinions of a set as they are shown and exported, personal data masked: its id, its title, they.
pub fn opinions((id, title, docket): &(String, String, Arc<Docket>), lang: Lang) -> Vec<Entry> {
    let kind = say::opinion(lang);
    let entry = |opinion: &crate::model::comment::Opinion| {
        let of = Voices::Opinions { ids: vec![opinion.id.clone()] };
        let to = Destination::Voices { set: id.clone(), of };
        let glimpse: String = opinion.text.chars().take(GLIMPSE).collect();
        let rest: String = opinion.text.chars().skip(GLIMPSE).collect();
        let entry = Entry::new(place_of(to), kind, &format!("{} {glimpse}", opinion.id), &rest, title);
        Entry { named: None, is_aside: true, ..entry }
    };
    docket.opinions.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_and_its_best_row_stands_first() {
        let entry =
            |at: usize| Entry::new(What::Nothing, "意見", &format!("{at} 駐車場{}", "が".repeat(at % 7)), "", "");
        let entries = (0..1_000).map(entry).collect();
        let made = Made { surveys: Vec::new(), plans: None, findings: Findings::default(), tables: Vec::new() };
        let opinions = (Vec::new(), false);
        let mut find =
            Find { place: Place::Overview, made, entries, others: 1_000, opinions, shown: Vec::new(), found: 0 };
        find.look("駐車場");
        assert_eq!((find.shown.len(), find.found), (MOST, 1_000));
        assert_eq!(find.shown.first(), Some(&0));
        find.look("");
        assert!(find.rows().is_empty(), "nothing but commands is offered before something is typed");
    }
}
