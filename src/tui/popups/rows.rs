//! The rows of a box: made from the state each time, filtered by what is typed.

use super::{Kind, Popup, condition, menu};
use crate::messages::{
    condition as condition_words, elsewhere, explain as explain_words, people, screen as say,
    settings as settings_words, table as table_words,
};
use crate::model::Survey;
use crate::model::table::BannerSpec;
use crate::responses::eval;
use crate::text::fit::wrap;
use crate::text::fold::{display, search};
use crate::tui::action::Format;
use crate::tui::command::{COMMANDS, Command, Id, Place};
use crate::tui::enabled;
use crate::tui::pictures::{self, Chart};
use crate::tui::screens::findings::go::Destination;
use crate::tui::screens::items::dialog::{self, Choice};
use crate::tui::screens::{decide, files, findings, guess, progress, tagging};
use crate::tui::state::{State, Tone};

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What Enter acts on.
    pub what: What,
    /// At the left.
    pub left: String,
    /// At the right, or after the left.
    pub right: String,
    /// Chosen or not, in a checklist.
    pub checked: Option<bool>,
    /// Why it cannot be used now.
    pub reason: Option<String>,
}

/// What a row stands for.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum What {
    Command(Id),
    /// Something that only the command line has, as it is typed there.
    Elsewhere(String),
    Banner(String),
    Weight(Option<String>),
    /// A question or banner to make a condition of.
    FilterQuestion(String),
    /// A code of it.
    FilterChoice(String),
    Format(Format),
    Chart(Option<Chart>),
    Saved(String),
    /// Something that was found among everything, by where it leads.
    Place(Box<Destination>),
    /// By position among those found.
    Member(usize),
    /// Of a box about answers, by position.
    Check(usize),
    /// Of a box about guesses, by position.
    Guess(usize),
    /// Of a box about the project's files, by position.
    Files(usize),
    Item(Choice),
    /// Of a box of the tagging screen, by position.
    Tagging(usize),
    /// Of a box about findings, by position.
    Finding(usize),
    /// A choice of the filter of a plan's rows.
    PlanFilter(progress::filter::Choice),
    PlanFormat(Format),
    Nothing,
}

fn row(what: What, left: impl Into<String>, right: impl Into<String>) -> Row {
    Row { what, left: left.into(), right: right.into(), checked: None, reason: None }
}

/// The rows of the box that match what is typed.
pub fn rows(state: &State, popup: &Popup) -> Vec<Row> {
    if let Kind::Tagging(of) = &popup.kind {
        return tagging::boxes::rows(state, of, popup.field.value());
    }
    if let Kind::Findings(of) = &popup.kind {
        return findings::boxes::rows(state, of, popup.field.value());
    }
    if let Kind::Check(of) = &popup.kind {
        return decide::rows::rows(state, of, popup.field.value());
    }
    if let Kind::Guess(of) = &popup.kind {
        return guess::boxes::rows(state, of, popup.field.value());
    }
    if let Kind::Files(of) = &popup.kind {
        return files::boxes::rows(state, of, popup.field.value());
    }
    if let Kind::Find(find) = &popup.kind {
        return find.rows();
    }
    if let Kind::Commands { place, everything } = popup.kind {
        let of_screen = listed(state, popup, place, everything).into_iter().map(|(_, row)| row);
        return of_screen.chain(of_command_line(state, popup, everything)).collect();
    }
    let wanted = search(popup.field.value());
    let mut rows = all(state, &popup.kind);
    if popup.place() != Place::Prompt {
        rows.retain(|row| matches(row, &wanted));
    }
    rows
}

/// True when a row has what is looked for, which is folded.
fn matches(row: &Row, wanted: &str) -> bool {
    wanted.is_empty() || search(&format!("{} {}", row.left, row.right)).contains(wanted)
}

fn all(state: &State, kind: &Kind) -> Vec<Row> {
    let survey = state.opened().and_then(|opened| opened.survey());
    match kind {
        Kind::Menu { place, menu } => menu::rows(state, *place, *menu),
        Kind::Banners { chosen } => survey.map_or(Vec::new(), |survey| banners(survey, chosen)),
        Kind::Weights => {
            let none = row(What::Weight(None), say::no_weight(state.lang), "");
            let weights = survey.into_iter().flat_map(|survey| &survey.weights);
            let named = weights.filter_map(|weight| {
                let label = table_words::weight_label(state.lang, &survey?.weight_name(&weight.id));
                Some(row(What::Weight(Some(weight.id.clone())), display(&label), weight.id.clone()))
            });
            std::iter::once(none).chain(named).collect()
        }
        Kind::FilterQuestions => condition::survey(state).map_or(Vec::new(), condition::questions),
        Kind::FilterChoices { question, chosen } => {
            condition::survey(state).map_or(Vec::new(), |survey| condition::choices(survey, question, chosen))
        }
        Kind::Formats => {
            let of = |format: &Format| {
                row(What::Format(*format), crate::tui::names::format(state.lang, *format), format.extension())
            };
            Format::ALL.iter().map(of).collect()
        }
        Kind::Charts => pictures::kind::rows(state),
        Kind::Saved => {
            let title = |id: &str| {
                let known = state.surveys.iter().filter_map(|opened| opened.survey());
                known
                    .into_iter()
                    .find(|survey| survey.about.id == id)
                    .map_or(id.to_owned(), |survey| display(survey.title()))
            };
            let tables = &state.journal.state.tables;
            tables
                .iter()
                .map(|table| row(What::Saved(table.name.clone()), display(&table.name), title(&table.survey)))
                .collect()
        }
        Kind::Messages => {
            let tone = |tone| match tone {
                Tone::Good => "",
                Tone::Hint => "-",
                Tone::Bad => "!",
            };
            let told = state.told.iter().rev();
            let told = told.map(|toast| row(What::Nothing, toast.text.clone(), tone(toast.tone)));
            let before = (state.forgotten > 0).then(|| say::forgotten(state.lang, state.forgotten));
            told.chain(before.map(|before| row(What::Nothing, before, ""))).collect()
        }
        Kind::Members { found, .. } => {
            let found = found.iter().flatten();
            found
                .enumerate()
                .map(|(at, member)| {
                    let left = format!("{}　{}", display(&member.id), display(&member.answers.join("／")));
                    row(What::Member(at), left, display(&member.place))
                })
                .collect()
        }
        Kind::Text { lines, .. } | Kind::Explanation(Some((_, lines))) => {
            let room = super::view::text_room(state);
            lines.iter().flat_map(|line| wrap(&display(line), room)).map(|line| row(What::Nothing, line, "")).collect()
        }
        Kind::PlanFilter => progress::filter::rows(state),
        Kind::PlanFormats => {
            let of = |format: &Format| {
                row(What::PlanFormat(*format), crate::tui::names::format(state.lang, *format), format.extension())
            };
            Format::ALL.iter().map(of).collect()
        }
        Kind::Items(dialog) => dialog::rows(state, dialog),
        Kind::Explanation(None) | Kind::Filter | Kind::SaveName | Kind::Name | Kind::Note => Vec::new(),
        Kind::Commands { .. } | Kind::Find(_) | Kind::Entry => Vec::new(),
        Kind::Tagging(_) | Kind::Findings(_) | Kind::Check(_) | Kind::Guess(_) | Kind::Files(_) => Vec::new(),
    }
}

/// The commands of a place, if wished with those that work elsewhere: title, keys, and why they cannot be used.
pub(super) fn commands(state: &State, place: Place, everything: bool) -> Vec<(&'static Command, Row)> {
    let here = COMMANDS.iter().filter(|command| command.works_in(place));
    let elsewhere = COMMANDS.iter().filter(|command| everything && !command.works_in(place));
    let elsewhere = elsewhere.filter(|command| !command.places.iter().all(|place| place.takes_text()));
    let of = |command: &'static Command| {
        let reason = match command.works_in(place) {
            true => enabled::listed(state, command.id),
            false => Some(say::not_here(state.lang).to_owned()),
        };
        let keys = state.keymap.names(command, place);
        (command, Row { reason, ..row(What::Command(command.id), (command.title)(state.lang), keys) })
    };
    here.chain(elsewhere).map(of).collect()
}

/// The commands of a list that match what is typed, which may be the name that the settings file has for one.
fn listed(state: &State, popup: &Popup, place: Place, everything: bool) -> Vec<(&'static Command, Row)> {
    let wanted = search(popup.field.value());
    let named =
        |(command, row): &(&'static Command, Row)| matches(row, &wanted) || search(command.name).contains(&wanted);
    commands(state, place, everything).into_iter().filter(named).collect()
}

/// What is looked for among all commands and is one of the command line.
fn of_command_line(state: &State, popup: &Popup, everything: bool) -> Vec<Row> {
    let wanted = search(popup.field.value());
    if !everything || wanted.is_empty() {
        return Vec::new();
    }
    let of = |(command, gives): (String, &str)| Row {
        reason: Some(elsewhere::on_the_command_line(state.lang).to_owned()),
        ..row(What::Elsewhere(command.clone()), gives, command)
    };
    elsewhere::all(state.lang).map(of).filter(|row| matches(row, &wanted)).collect()
}

/// Groupings offered: those of the survey first, then every question whose answers form groups.
fn banners(survey: &Survey, chosen: &[BannerSpec]) -> Vec<Row> {
    let offered = survey.default_banners();
    let groups = |question: &&crate::model::Question| {
        question.is_single() || question.kind == crate::model::Kind::Multiple || !question.bands.is_empty()
    };
    let others = survey.questions.iter().filter(groups).map(|question| question.id.as_str());
    // How a case came in (紙, Web), its file, wave and stratum: where there is more than one.
    let implied =
        survey.implied.iter().filter(|question| question.choices.len() > 1).map(|question| question.id.as_str());
    let others = others.chain(implied).filter(|id| !offered.contains(id));
    let of = |id: &str| Row {
        checked: Some(chosen.iter().any(|banner| banner.0.iter().any(|part| part == id))),
        ..row(What::Banner(id.to_owned()), say::grouping_title(survey, id), id)
    };
    offered.iter().copied().chain(others).map(of).collect()
}

/// Title of a box.
pub fn title(state: &State, popup: &Popup) -> String {
    let lang = state.lang;
    let opened = state.opened();
    let question =
        opened.and_then(|opened| opened.survey().and_then(|survey| survey.questions.get(opened.table.question)));
    match &popup.kind {
        Kind::Commands { everything: false, place } => say::help_title(lang, crate::tui::names::place(lang, *place)),
        Kind::Commands { .. } => say::palette(lang).to_owned(),
        Kind::Banners { .. } => say::banners_title(lang).to_owned(),
        Kind::Weights => say::weight(lang).to_owned(),
        Kind::Formats => say::export(lang).to_owned(),
        Kind::Charts => crate::messages::pictures::choose_chart(lang).to_owned(),
        Kind::Saved => say::saved(lang).to_owned(),
        Kind::Find(_) => crate::messages::find_box::find(lang).to_owned(),
        Kind::Messages => say::messages(lang).to_owned(),
        Kind::Members { title, .. } | Kind::Text { title, .. } => title.clone(),
        Kind::Explanation(Some((title, _))) => title.clone(),
        Kind::Explanation(None) => explain_words::title(lang).to_owned(),
        Kind::Items(dialog) => dialog::title(state, dialog),
        Kind::Findings(of) => findings::boxes::title(state, of),
        Kind::Check(of) => decide::boxes::title(state, of),
        Kind::Entry | Kind::Menu { .. } => String::new(),
        Kind::Guess(of) => guess::boxes::title(state, of),
        Kind::Files(of) => files::boxes::title(state, of),
        Kind::Tagging(of) => tagging::boxes::title(state, of),
        Kind::PlanFilter => crate::messages::plan::screen::filter(lang).to_owned(),
        Kind::PlanFormats => crate::messages::plan::screen::export(lang).to_owned(),
        Kind::Filter => say::filter_title(lang).to_owned(),
        Kind::FilterQuestions => condition_words::pick_question(lang).to_owned(),
        Kind::FilterChoices { question: id, .. } => {
            let label = opened.and_then(|opened| opened.survey()).map_or(String::new(), |survey| survey.label_of(id));
            condition_words::pick_answers(lang, &display(&label))
        }
        Kind::SaveName => say::save_title(lang).to_owned(),
        Kind::Name => settings_words::name_title(lang).to_owned(),
        Kind::Note => say::note_title(lang, question.map_or("", |question| &question.id)),
    }
}

/// Lines between the field and the rows: what is chosen, why Enter was refused, what may be typed.
pub fn hints(state: &State, popup: &Popup) -> Vec<String> {
    let lang = state.lang;
    if let Kind::Items(dialog) = &popup.kind {
        return dialog::hints(state, dialog);
    }
    if let Kind::Tagging(of) = &popup.kind {
        return tagging::boxes::hints(state, of);
    }
    if let Kind::Findings(of) = &popup.kind {
        return findings::boxes::hints(state, of);
    }
    if let Kind::Check(of) = &popup.kind {
        return decide::boxes::hints(state, popup, of);
    }
    if let Kind::Guess(of) = &popup.kind {
        return guess::boxes::hints(state, of);
    }
    if let Kind::Files(of) = &popup.kind {
        return files::boxes::hints(state, popup, of);
    }
    if let Kind::Find(find) = &popup.kind {
        return find.hints(state, popup);
    }
    if let Kind::Commands { place, everything } = popup.kind {
        let chosen = listed(state, popup, place, everything).into_iter().nth(popup.selected);
        // Why it cannot be used, or what it does.
        let told = |(command, row): (&Command, Row)| row.reason.unwrap_or_else(|| command.help(lang).to_owned());
        return chosen.map(told).into_iter().collect();
    }
    if let Kind::Charts = &popup.kind {
        return rows(state, popup).into_iter().nth(popup.selected).and_then(|row| row.reason).into_iter().collect();
    }
    if let Kind::Name = &popup.kind {
        return vec![settings_words::name_why(lang).to_owned(), settings_words::name_undo(lang).to_owned()];
    }
    let Some(survey) = state.opened().and_then(|opened| opened.survey()) else { return Vec::new() };
    match &popup.kind {
        Kind::Banners { chosen } => {
            let titles: Vec<String> = chosen.iter().map(|banner| say::banner_title(survey, banner)).collect();
            vec![say::chosen(lang, &titles)]
        }
        Kind::Members { found: None, .. } | Kind::Explanation(None) => vec![say::computing(lang).to_owned()],
        Kind::Members { found: Some(found), .. } => vec![people::respondents(lang, survey.about.audience, found.len())],
        Kind::Saved if state.journal.state.tables.is_empty() => vec![say::no_saved(lang).to_owned()],
        Kind::Filter => filter_hints(state, survey, popup.field.value(), popup.problem.is_some()),
        Kind::SaveName => {
            let name = popup.field.value().trim();
            let taken = state.journal.state.table(name).is_some();
            if taken { vec![say::name_taken(lang).to_owned()] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// For the question named last: its codes; while an id is being typed: the ids that begin so.
fn filter_hints(state: &State, survey: &Survey, text: &str, is_refused: bool) -> Vec<String> {
    let mut hints = Vec::new();
    // What is typed, in words, as soon as it can be read.
    if let Ok(typed) = crate::model::Expr::typed(text) {
        match eval::coded(survey, &typed) {
            Ok(coded) => hints.push(condition_words::reads(state.lang, &coded.labelled(survey))),
            // Whole as it is, and Enter would refuse it; once refused, the sentence stands there already.
            Err(error @ eval::ExprError::NotANumber { .. }) if !is_refused => {
                hints.push(crate::messages::problem::expression_error(state.lang, &error));
            }
            // What is still being typed.
            Err(_) => {}
        }
        let also = eval::also_labels(survey, &typed);
        hints.extend(also.iter().map(|also| condition_words::also_label(state.lang, also)));
    }
    hints.push(say::filter_example(state.lang).to_owned());
    let pick = state.keymap.key(Id::PickCondition, Place::Prompt);
    hints.push(condition_words::pick_hint(state.lang, &pick));
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let named = words.iter().rev().find_map(|word| survey.question(word));
    let typing = words.last().copied().unwrap_or_default();
    let fits = |question: &&crate::model::Question| question.id.starts_with(typing) && question.id != typing;
    let begun: Vec<String> = survey
        .questions
        .iter()
        .filter(fits)
        .take(6)
        .map(|question| format!("{} {}", question.id, display(&question.label)))
        .collect();
    if let Some(question) = named {
        hints.push(format!("{} {}", question.id, display(&question.label)));
        // While a label is being typed: those that have it.
        let has = |label: &str| typing != question.id && search(label).contains(&search(typing));
        let begun = question.choices.iter().any(|choice| has(&choice.label));
        let choices = question.choices.iter().filter(|choice| !begun || has(&choice.label)).take(12);
        hints.extend(choices.map(|choice| format!("  {} = {}", question.id, display(&choice.coded()))));
    } else if !begun.is_empty() {
        hints.push(begun.join("　"));
    }
    hints
}
