//! A draft being looked through by a person: guesses are settled, questions put right, and every step must leave a definition
//! that can be read.
//!
//! Pure: what a step makes of a draft is computed here; where the cursor stands, and undoing, belongs to the screen.

pub mod evidence;
pub mod shape;

use std::collections::HashSet;
use std::path::PathBuf;

use super::make::asked;
use super::write::Written;
use super::{Change, Guess};
use crate::load::definition::{self, DefinitionError, Fault};
use crate::load::sheet::Sheet;
use crate::model::survey::{About, Item, SourceColumn};
use crate::model::{Kind, Question, Survey};
use evidence::Facts;
use shape::Shape;

/// A drafted survey with its sheets, one for each of its files, in their order.
#[derive(Debug, Clone, Default)]
pub struct Reviewed {
    /// As it stands now.
    pub written: Written,
    /// The answers; an empty sheet where they are not at hand.
    pub sheets: Vec<Sheet>,
}

/// Why a step is not possible.
#[derive(Debug)]
pub enum Refused {
    /// The definition could not be read any more.
    Definition(DefinitionError),
    /// The question has nothing the change could be made of.
    NotHere,
    /// The whole file would have to be drafted anew.
    DraftAnew,
    /// The whole file would have to be drafted anew, under another number of header rows.
    OtherHeader,
    /// The columns of the question are not in any sheet.
    NoColumns,
}

impl Reviewed {
    /// The survey as the written definition will be read.
    ///
    /// # Errors
    /// What reading it would say.
    pub fn survey(&self) -> Result<Survey, DefinitionError> {
        survey(&self.written)
    }

    /// Settles a guess: as it was guessed, or by one of its alternatives. The guess is gone then.
    ///
    /// # Errors
    /// A change that is not possible here; nothing has changed then.
    pub fn settle(&mut self, guess: usize, alternative: Option<usize>) -> Result<(), Refused> {
        let Some(settled) = self.written.draft.guesses.get(guess).cloned() else { return Err(Refused::NotHere) };
        let mut next = self.written.clone();
        next.draft.guesses.remove(guess);
        if let Some(alternative) = alternative {
            let Some(change) = settled.alternatives.get(alternative) else { return Err(Refused::NotHere) };
            self.change(&mut next, &settled, change)?;
        }
        self.take(next)
    }

    fn change(&self, next: &mut Written, guess: &Guess, change: &Change) -> Result<(), Refused> {
        let question = guess.question.as_deref();
        match (change, question) {
            (Change::Sheet(_) | Change::OwnSurvey, _) => Err(Refused::DraftAnew),
            (Change::HeaderRows(_), _) => Err(Refused::OtherHeader),
            (Change::NoId, _) => {
                // The column is no question because of that.
                next.sources.iter_mut().for_each(|source| source.ignore.extend(source.id.take()));
                Ok(())
            }
            (Change::Id { column }, _) => {
                for (source, sheet) in next.sources.iter_mut().zip(&self.sheets) {
                    if source.id.is_none() && evidence::has_column(&self.written, source, sheet, column) {
                        source.ignore.retain(|name| name != column);
                        source.id = Some(column.clone());
                    }
                }
                Ok(())
            }
            (Change::Count { column, texts }, _) => {
                count_again(next, column, texts);
                Ok(())
            }
            (Change::NotFilled { column }, _) => {
                next.sources.iter_mut().for_each(|source| source.fill.retain(|name| name != column));
                Ok(())
            }
            (Change::Ask { columns }, _) => {
                columns.iter().for_each(|column| ask(next, column, Kind::Single));
                Ok(())
            }
            (Change::Skip { column, texts }, _) => {
                // Only the file that has the column can leave rows out by it.
                for (source, sheet) in next.sources.iter_mut().zip(&self.sheets) {
                    if evidence::has_column(&self.written, source, sheet, column) {
                        source.skip.entry(column.clone()).or_default().extend(texts.iter().cloned());
                        source.ignore.retain(|name| name != column);
                    }
                }
                Ok(())
            }
            (Change::Personal { column }, _) => {
                next.sources.iter_mut().for_each(|source| {
                    source.ignore.retain(|name| name != column);
                    source.personal.push(column.clone());
                });
                Ok(())
            }
            (Change::Ignore { .. }, Some(id)) => {
                leave_out(next, id);
                Ok(())
            }
            (Change::Kind(kind), None) => of_personal(next, guess, *kind),
            (Change::Other { column }, Some(id)) => {
                leave_text(next, id, column);
                let Some(question) = find_mut(next, id) else { return Err(Refused::NotHere) };
                change.apply(question);
                Ok(())
            }
            (Change::OwnText { column, .. }, Some(id)) => {
                let Some(question) = find_mut(next, id) else { return Err(Refused::NotHere) };
                change.apply(question);
                ask_text(next, id, column);
                Ok(())
            }
            // What stands in one cell stays a list.
            (Change::Kind(Kind::Rank), Some(id))
                if find(next, id).is_some_and(|question| question.column.is_some()) =>
            {
                let Some(question) = find_mut(next, id) else { return Err(Refused::NotHere) };
                change.apply(question);
                Ok(())
            }
            (Change::Kind(kind), Some(id)) => {
                let several = find(next, id).is_some_and(|question| names(question).len() > 1);
                let shape = Shape::of_kind(*kind, several).ok_or(Refused::NotHere)?;
                self.reshape(next, id, shape)
            }
            (Change::Quantity { unit }, Some(id)) => {
                self.reshape(next, id, Shape::Numeric)?;
                if let Some(question) = find_mut(next, id) {
                    question.unit = Some(unit.clone());
                }
                Ok(())
            }
            (change, Some(id)) => {
                let Some(question) = find_mut(next, id) else { return Err(Refused::NotHere) };
                change.apply(question);
                Ok(())
            }
            (_, None) => Err(Refused::NotHere),
        }
    }

    /// Gives a question another kind, with choices from its columns where it has none that fit. Its guesses are settled by that.
    ///
    /// # Errors
    /// A kind its columns cannot have.
    pub fn shape(&mut self, id: &str, shape: Shape) -> Result<(), Refused> {
        let mut next = self.written.clone();
        next.draft.guesses.retain(|guess| guess.question.as_deref() != Some(id));
        self.reshape(&mut next, id, shape)?;
        self.take(next)
    }

    fn reshape(&self, next: &mut Written, id: &str, shape: Shape) -> Result<(), Refused> {
        let Some(at) = next.draft.questions.iter().position(|question| question.id == id) else {
            return Err(Refused::NotHere);
        };
        let Some(question) = next.draft.questions.get(at).cloned() else { return Err(Refused::NotHere) };
        let facts: Vec<Facts> = names(&question).iter().map(|name| evidence::facts(self, name)).collect();
        if facts.iter().all(|facts| facts.values.is_empty()) {
            return Err(Refused::NoColumns);
        }
        let is_before = |old: &&Question| names(old) == names(&question) && Shape::of(old) == shape;
        if let Some(before) = next.draft.before.iter().rev().find(is_before).cloned() {
            // Labels of a codebook are in no cell: they are known only from before.
            let Question { id, label, text, .. } = question.clone();
            next.draft.before.push(question);
            next.draft.questions.splice(at..=at, [Question { id, label, text, ..before }]);
            return Ok(());
        }
        if !question.choices.is_empty() {
            next.draft.before.push(question.clone());
        }
        let mut made = shape::reshape(question, shape, &facts).ok_or(Refused::NotHere)?;
        // The codes of a codebook stay; others were guessed for what the question was before.
        if let [quantity] = made.as_mut_slice()
            && shape == Shape::Numeric
            && !next.draft.coded.contains(id)
        {
            let (missing, doubts) = shape::missing_of(quantity, &facts);
            quantity.missing = missing;
            let guess = |(reason, alternatives)| Guess { question: Some(id.to_owned()), reason, alternatives };
            next.draft.guesses.extend(doubts.into_iter().map(guess));
        }
        next.draft.questions.splice(at..=at, made);
        Ok(())
    }

    /// Renames a question, with everything that names it.
    ///
    /// # Errors
    /// An id that is taken, reserved, or has other signs than letters, digits and `_`.
    pub fn rename(&mut self, id: &str, new: &str) -> Result<(), Refused> {
        let mut next = self.written.clone();
        let Some(question) = find_mut(&mut next, id) else { return Err(Refused::NotHere) };
        new.clone_into(&mut question.id);
        for source in &mut next.sources {
            if let Some(columns) = source.columns.remove(id) {
                source.columns.insert(new.to_owned(), columns);
            }
        }
        for question in &mut next.draft.questions {
            let called = |known: &str| if known == id { new.to_owned() } else { known.to_owned() };
            question.ask_if = question.ask_if.take().map(|condition| condition.renamed(&called));
        }
        for guess in next.draft.guesses.iter_mut().filter(|guess| guess.question.as_deref() == Some(id)) {
            guess.question = Some(new.to_owned());
        }
        for unordered in next.draft.found.as_they_come.iter_mut().filter(|known| *known == id) {
            new.clone_into(unordered);
        }
        self.take(next)
    }

    /// Changes a question by hand.
    ///
    /// # Errors
    /// A definition that could not be read any more.
    pub fn edit(&mut self, id: &str, with: impl FnOnce(&mut Question)) -> Result<(), Refused> {
        let mut next = self.written.clone();
        let Some(question) = find_mut(&mut next, id) else { return Err(Refused::NotHere) };
        with(question);
        self.take(next)
    }

    /// Moves a choice to another place. Codes that only say the order of the choices follow it.
    ///
    /// # Errors
    /// A choice that is not there.
    pub fn move_choice(&mut self, id: &str, from: usize, to: usize) -> Result<(), Refused> {
        let mut next = self.written.clone();
        let is_coded = next.draft.coded.contains(id);
        let Some(question) = find_mut(&mut next, id) else { return Err(Refused::NotHere) };
        if from >= question.choices.len() || to >= question.choices.len() {
            return Err(Refused::NotHere);
        }
        let by_place = (1..).zip(&question.choices).all(|(place, choice)| choice.code == place.to_string());
        let moved = question.choices.remove(from);
        question.choices.insert(to, moved);
        if by_place && !is_coded && question.choices.iter().all(|choice| choice.label != choice.code) {
            for (place, choice) in (1..).zip(&mut question.choices) {
                choice.code = place.to_string();
            }
        }
        next.draft.found.as_they_come.retain(|known| known != id);
        self.take(next)
    }

    /// Gives the words beside a choice a column, or none. A text question of that column is no question any more.
    ///
    /// # Errors
    /// A definition that could not be read any more.
    pub fn words_of(&mut self, id: &str, choice: usize, column: Option<&str>) -> Result<(), Refused> {
        let mut next = self.written.clone();
        if let Some(column) = column {
            leave_text(&mut next, id, column);
        }
        let Some(question) = find_mut(&mut next, id) else { return Err(Refused::NotHere) };
        let Some(choice) = question.choices.get_mut(choice) else { return Err(Refused::NotHere) };
        choice.other = column.map(str::to_owned);
        self.take(next)
    }

    /// Leaves a question out: its columns are listed under `ignore`.
    ///
    /// # Errors
    /// A definition that could not be read any more.
    pub fn leave_out(&mut self, id: &str) -> Result<(), Refused> {
        let mut next = self.written.clone();
        leave_out(&mut next, id);
        self.take(next)
    }

    fn take(&mut self, mut next: Written) -> Result<(), Refused> {
        next.draft.keep_missing();
        asked::follow(&self.written.draft, &mut next.draft);
        let was_good = survey(&self.written).is_ok();
        if let Err(error) = survey(&next)
            && was_good
        {
            return Err(Refused::Definition(error));
        }
        self.written = next;
        Ok(())
    }
}

/// A draft as the definition that will be written of it.
pub(super) fn survey(written: &Written) -> Result<Survey, DefinitionError> {
    let fail =
        |fault: Fault| DefinitionError { file: PathBuf::from(format!("{}.toml", written.id)), line: None, fault };
    let about = About {
        id: written.id.clone(),
        title: written.title.clone(),
        missing: Some(written.draft.missing.clone()),
        ..About::default()
    };
    let stated = Survey { about, sources: written.sources.clone(), ..Survey::default() };
    definition::complete(stated, written.draft.questions.clone()).map_err(fail)
}

fn find<'a>(written: &'a Written, id: &str) -> Option<&'a Question> {
    written.draft.questions.iter().find(|question| question.id == id)
}

fn find_mut<'a>(written: &'a mut Written, id: &str) -> Option<&'a mut Question> {
    written.draft.questions.iter_mut().find(|question| question.id == id)
}

/// The columns a question states, as the definition calls them.
pub fn names(question: &Question) -> Vec<String> {
    let of_items = question.items.iter().filter_map(|item: &Item| item.column.clone());
    let several = question.columns.iter().flatten().cloned().chain(of_items);
    question.column.iter().cloned().chain(several).collect()
}

fn leave_out(next: &mut Written, id: &str) {
    let Some(question) = find(next, id).cloned() else { return };
    let others = question.choices.iter().filter_map(|choice| choice.other.clone());
    let mut columns: Vec<String> = names(&question);
    columns.extend(others.filter(|other| !names(&question).contains(other)));
    let ids: Vec<&String> = std::iter::once(&question.id).chain(question.items.iter().map(|item| &item.id)).collect();
    for source in &mut next.sources {
        let own: Vec<String> = ids.iter().filter_map(|id| source.columns.remove(*id)).flat_map(own_names).collect();
        // Where a file says nothing of its own, the columns are those of the question.
        let named = if own.is_empty() { columns.clone() } else { own };
        for name in named {
            if !source.ignore.contains(&name) {
                source.ignore.push(name);
            }
        }
    }
    next.draft.questions.retain(|question| question.id != id);
    next.draft.guesses.retain(|guess| guess.question.as_deref() != Some(id));
}

/// A text question of a column whose words belong to question `id` is no question any more.
fn leave_text(next: &mut Written, id: &str, column: &str) {
    let of_column = |question: &&Question| question.kind == Kind::Text && question.column.as_deref() == Some(column);
    let gone = next.draft.questions.iter().find(of_column);
    if let Some(gone) = gone.map(|question| question.id.clone()).filter(|gone| gone != id) {
        next.draft.questions.retain(|question| question.id != gone);
        next.draft.guesses.retain(|guess| guess.question.as_deref() != Some(&gone));
    }
}

/// Asks for the words in a column by themselves, behind question `id`.
fn ask_text(next: &mut Written, id: &str, column: &str) {
    let questions = &mut next.draft.questions;
    let mut taken: HashSet<String> = questions.iter().map(|question| question.id.clone()).collect();
    taken.extend(questions.iter().flat_map(|question| &question.items).map(|item| item.id.clone()));
    let own = super::make::unique(&mut taken, &format!("{id}_FA"));
    let at = questions.iter().position(|question| question.id == id).map_or(questions.len(), |at| at + 1);
    let (label, column) = (column.to_owned(), Some(column.to_owned()));
    questions.insert(at, Question { id: own, label, column, kind: Kind::Text, ..Question::default() });
}

fn own_names(column: SourceColumn) -> Vec<String> {
    match column {
        SourceColumn::Name(name) => vec![name],
        SourceColumn::Full(full) => full.column.into_iter().chain(full.columns.into_iter().flatten()).collect(),
    }
}

/// A column that was taken for personal, or for a number of the rows, becomes a question.
fn of_personal(next: &mut Written, guess: &Guess, kind: Kind) -> Result<(), Refused> {
    let (super::Reason::MaybePersonal { column } | super::Reason::Serial { column }) = &guess.reason else {
        return Err(Refused::NotHere);
    };
    ask(next, column, kind);
    Ok(())
}

/// Makes a question of a column that was none.
fn ask(next: &mut Written, column: &str, kind: Kind) {
    next.sources.iter_mut().for_each(|source| {
        source.personal.retain(|name| name != column);
        source.ignore.retain(|name| name != column);
    });
    let questions = &next.draft.questions;
    let free = |id: &String| questions.iter().all(|question| question.id != *id);
    let id = (1..).map(|number| format!("P{number}")).find(free).unwrap_or_default();
    let (label, column) = (column.to_owned(), Some(column.to_owned()));
    next.draft.questions.push(Question { id, label, column, kind, ..Question::default() });
}

/// Counts rows that were left out by what stands in a column. One that only told these rows is no question either.
fn count_again(next: &mut Written, column: &str, texts: &[String]) {
    let asked = next.draft.questions.iter().any(|question| names(question).iter().any(|name| name == column));
    for source in &mut next.sources {
        let Some(known) = source.skip.get_mut(column) else { continue };
        known.retain(|text| !texts.contains(text));
        if known.is_empty() {
            source.skip.remove(column);
            let is_aside = source.id.as_deref() == Some(column) || source.personal.iter().any(|name| name == column);
            if !asked && !is_aside && !source.ignore.iter().any(|name| name == column) {
                source.ignore.push(column.to_owned());
            }
        }
    }
}
