//! Boxes about the files of a project: what they list and what Enter does in them. They are drawn like all boxes.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use super::path::{self, Entry};
use super::work::{Ask, Fitted, Found};
use crate::load::guessed::Guessed;
use crate::messages::{files_screen as say, infer as infer_words, screen as common};
use crate::text::fold::{display, search};
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::enabled::no_acts;
use crate::tui::popups::rows::{Row, What};
use crate::tui::popups::{Kind, Popup};
use crate::tui::screens::table;
use crate::tui::state::{Opened, Screen, State as Program};
use crate::tui::store::Request;
use crate::tui::update::go_to;

/// What a box is for.
#[derive(Debug, Clone)]
pub enum FilesBox {
    /// The guesses of the survey being looked at.
    Guesses,
    /// What is done with one of them.
    Guess(Guessed),
    /// Which file is added.
    Path,
    /// A file is being read, or, if true, written.
    Working(bool),
    /// To which survey a file belongs.
    Whose(Arc<Found>),
    /// What of a file fits the definition of a survey, and whether it is added.
    Fits(Arc<Fitted>),
}

impl FilesBox {
    /// Where its keys are looked up.
    pub fn place(&self) -> Place {
        match self {
            Self::Guesses | Self::Guess(_) | Self::Path | Self::Working(_) | Self::Whose(_) | Self::Fits(_) => {
                Place::List
            }
        }
    }
}

/// Title of a box.
pub fn title(program: &Program, of: &FilesBox) -> String {
    let lang = program.lang;
    match of {
        FilesBox::Guesses => {
            let title = program.opened().map_or("", |opened| opened.title());
            say::guesses_box(lang, &display(title), super::guesses(program).len())
        }
        FilesBox::Guess(guess) => say::guess_of(lang, guess.question.as_deref()),
        FilesBox::Path => say::add(lang).to_owned(),
        FilesBox::Working(_) => say::working(lang).to_owned(),
        FilesBox::Whose(found) => say::whose(lang, &display(&name(&found.file))),
        FilesBox::Fits(fitted) => {
            let survey = program.surveys.get(fitted.survey).map_or("", |opened| opened.title());
            say::fits_box(lang, &display(survey), &display(&name(&fitted.file)))
        }
    }
}

/// Lines between the field and the rows.
pub fn hints(program: &Program, popup: &Popup, of: &FilesBox) -> Vec<String> {
    let lang = program.lang;
    let file = program.opened().map(|opened| opened.path.strip_prefix(&program.root).unwrap_or(&opened.path));
    let file = file.map(|file| display(&file.display().to_string())).unwrap_or_default();
    match of {
        FilesBox::Guesses => {
            let chosen = rows(program, of, popup.field.value()).into_iter().nth(popup.selected);
            let guess = chosen.and_then(|row| match row.what {
                What::Files(at) => super::guesses(program).get(at),
                _ => None,
            });
            guess.map(|guess| display(&guess.text)).into_iter().collect()
        }
        FilesBox::Guess(guess) => vec![display(&guess.text), say::change_guess(lang, &file, guess.line)],
        FilesBox::Path => {
            let (folder, _) = path::split(popup.field.value(), &super::root(program));
            let listing = program.files.listing.as_ref().filter(|listing| listing.folder == folder);
            let folder = display(&folder.display().to_string());
            let says = match listing.map(|listing| listing.entries.is_some()) {
                Some(true) => say::in_folder(lang, &folder),
                Some(false) => say::no_folder(lang, &folder),
                None => say::listing(lang, &folder),
            };
            vec![says, say::how_to_name(lang).to_owned()]
        }
        FilesBox::Working(true) => vec![say::writing(lang).to_owned()],
        FilesBox::Working(false) => {
            vec![say::how_far(lang, program.files.progress.percent(), &program.keymap.plain(Id::Back, Place::List))]
        }
        FilesBox::Whose(found) => {
            let rows = found.book.answers.as_ref().map_or(0, |sheet| sheet.rows.len());
            vec![say::rows_found(lang, rows)]
        }
        FilesBox::Fits(fitted) => fits(program, fitted),
    }
}

/// The name of a file without its folders.
fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What of a file fits a definition: how many answers, what does not, and rows that are known from another file.
fn fits(program: &Program, fitted: &Fitted) -> Vec<String> {
    /// Misfits that are shown; the data check has them all once the file is added.
    const MOST: usize = 8;
    let lang = program.lang;
    let again = &fitted.again;
    let mut lines = vec![say::fits(lang, again.rows, again.misfits.len())];
    lines.extend(again.misfits.iter().take(MOST).map(|misfit| infer_words::misfit(lang, misfit)));
    if again.misfits.len() > MOST {
        lines.push(say::more_misfits(lang, again.misfits.len() - MOST));
    }
    if !again.misfits.is_empty() {
        let check = program.keymap.key(Id::ToProblems, Place::Overview);
        lines.push(say::what_becomes_of_misfits(lang, &check));
    }
    lines.extend(fitted.doubles.iter().map(|(file, rows)| infer_words::in_common(lang, file, *rows)));
    lines.into_iter().map(|line| display(line.trim_start())).collect()
}

/// The files and folders that match what is typed.
fn entries(program: &Program, typed: &str) -> Vec<Entry> {
    let (folder, begun) = path::split(typed, &super::root(program));
    let listing = program.files.listing.as_ref().filter(|listing| listing.folder == folder);
    let known = listing.and_then(|listing| listing.entries.as_deref()).unwrap_or_default();
    let up = begun.is_empty() && folder.parent().is_some();
    let up = up.then(|| Entry { name: "..".to_owned(), is_folder: true });
    path::matching(known, &begun).into_iter().cloned().chain(up).collect()
}

/// The rows of a box that match what is typed.
pub fn rows(program: &Program, of: &FilesBox, typed: &str) -> Vec<Row> {
    let lang = program.lang;
    let row = |(at, (left, right)): (usize, (String, String))| Row {
        what: What::Files(at),
        left: display(&left),
        right: display(&right),
        checked: None,
        reason: None,
    };
    if let FilesBox::Path = of {
        let entry = |entry: Entry| match entry.is_folder {
            true => (format!("{}/", entry.name), say::folder(lang).to_owned()),
            false => (entry.name, String::new()),
        };
        return entries(program, typed).into_iter().map(entry).enumerate().map(row).collect();
    }
    let all: Vec<(String, String)> = match of {
        FilesBox::Path | FilesBox::Working(_) => Vec::new(),
        FilesBox::Whose(found) => {
            let of = |(opened, (known, all)): (&Opened, &(usize, usize))| {
                (say::next_delivery(lang, opened.title()), say::columns_known(lang, *known, *all))
            };
            let surveys = program.surveys.iter().zip(&found.columns).map(of);
            surveys.chain([(say::new_survey(lang).to_owned(), String::new())]).collect()
        }
        FilesBox::Fits(fitted) => {
            let add = say::add_to(lang, &fitted.again.source.file);
            [add, say::do_not_add(lang).to_owned()].map(|name| (name, String::new())).to_vec()
        }
        FilesBox::Guesses => {
            let of = |guess: &Guessed| {
                let place = guess.question.clone().unwrap_or_else(|| say::whole_file(lang).to_owned());
                (format!("{place}　{}", guess.text), String::new())
            };
            super::guesses(program).iter().map(of).collect()
        }
        FilesBox::Guess(guess) => {
            let look = guess.question.is_some().then(|| say::look_at_table(lang).to_owned());
            let names = std::iter::once(say::guess_is_right(lang).to_owned()).chain(look);
            names.map(|name| (name, String::new())).collect()
        }
    };
    let mut rows: Vec<Row> = all.into_iter().enumerate().map(row).collect();
    if let (FilesBox::Guess(_), Some(first)) = (of, rows.first_mut()) {
        first.reason = no_acts(program);
    }
    if let FilesBox::Whose(found) = of {
        let unread = |at: usize| program.surveys.get(at).is_some_and(|opened| opened.definition.is_err());
        for (at, row) in rows.iter_mut().enumerate().take(found.columns.len()) {
            row.reason = unread(at).then(|| common::no_definition(lang).to_owned());
        }
    }
    let wanted = search(typed);
    rows.retain(|row| search(&row.left).contains(&wanted));
    rows
}

/// Enter in a box, on the row under the cursor.
pub fn accept(program: &mut Program) -> Vec<Effect> {
    let Some(Popup { kind: Kind::Files(of), field, selected, .. }) = program.boxes.last() else { return Vec::new() };
    let (of, typed) = (of.clone(), field.value().to_owned());
    let row = rows(program, &of, &typed).into_iter().nth(*selected);
    if let FilesBox::Path = of {
        return choose_file(program, &typed, row);
    }
    let Some(Row { what: What::Files(at), reason, .. }) = row else { return Vec::new() };
    if let Some(reason) = reason {
        if let Some(popup) = program.boxes.last_mut() {
            popup.problem = Some(reason);
        }
        return Vec::new();
    }
    match of {
        FilesBox::Guesses => {
            if let Some(guess) = super::guesses(program).get(at).cloned() {
                program.boxes.push(Popup::new(Kind::Files(FilesBox::Guess(guess))));
            }
            Vec::new()
        }
        FilesBox::Whose(found) if at < found.columns.len() => {
            let definition = program.surveys.get(at).map(|opened| opened.path.clone());
            super::work(program, |_, progress| {
                Some(Ask::Fit { file: found.file.clone(), survey: at, definition: definition?, progress })
            })
        }
        FilesBox::Whose(found) => super::work(program, |_, _| Some(Ask::Draft(found))),
        FilesBox::Fits(fitted) if at == 0 => super::work(program, |_, _| Some(Ask::AddDelivery(fitted))),
        FilesBox::Path | FilesBox::Working(_) => Vec::new(),
        FilesBox::Fits(_) => {
            program.boxes.pop();
            Vec::new()
        }
        FilesBox::Guess(guess) if at == 0 => {
            program.boxes.pop();
            let file = program.opened().map(|opened| opened.path.clone());
            file.map(|file| Effect::Store(Request::TakeGuess { file, guess })).into_iter().collect()
        }
        FilesBox::Guess(guess) => {
            program.boxes.clear();
            let survey = program.opened().and_then(|opened| opened.survey());
            let is_it = |question: &crate::model::Question| {
                let asked = guess.question.as_deref();
                Some(question.id.as_str()) == asked || question.parent.as_deref() == asked
            };
            let question = survey.and_then(|survey| survey.questions.iter().position(is_it));
            let mut effects = question.map_or(Vec::new(), |question| table::update::choose(program, question));
            effects.extend(go_to(program, Screen::Table));
            effects
        }
    }
}

/// Enter on a file looks at it, on a folder goes into it. A whole path that was typed or dragged in counts before the row.
fn choose_file(program: &mut Program, typed: &str, row: Option<Row>) -> Vec<Effect> {
    let whole = path::of_text(typed, &super::root(program));
    let (folder, _) = path::split(typed, &super::root(program));
    let named = match &row {
        Some(Row { what: What::Files(at), .. }) => entries(program, typed).into_iter().nth(*at),
        _ => None,
    };
    let is_whole = named.as_ref().is_some_and(|entry| folder.join(&entry.name) == whole);
    let known = program.files.listing.as_ref().is_some_and(|listing| listing.folder == folder);
    match named {
        Some(entry) if entry.is_folder => {
            let folder = match entry.name.as_str() {
                ".." => folder.parent().unwrap_or(&folder).to_owned(),
                name => folder.join(name),
            };
            let text = format!("{}{}", folder.display().to_string().trim_end_matches(['/', '\\']), MAIN_SEPARATOR);
            // What was typed without a backslash before blanks needs none in quotes.
            let text = if text.contains([' ', '\\']) && !cfg!(windows) { format!("\"{text}\"") } else { text };
            if let Some(popup) = program.boxes.last_mut() {
                (popup.field, popup.selected, popup.offset, popup.problem) = (text.into(), 0, 0, None);
            }
            Vec::new()
        }
        Some(entry) if is_whole || known => look(program, folder.join(entry.name)),
        // The folder may not be listed yet, or be one that cannot be: what is wrong with the file is said when it is read.
        _ if !typed.trim().is_empty() => look(program, whole),
        _ => Vec::new(),
    }
}

fn look(program: &mut Program, file: PathBuf) -> Vec<Effect> {
    if let Some(popup) = program.boxes.last_mut() {
        popup.problem = None;
    }
    let surveys = program.surveys.iter().map(|opened| opened.survey().cloned()).collect();
    super::work(program, |_, progress| Some(Ask::Look { file, surveys, progress }))
}
