//! Words of `messages` picked for the terminal program's own types: places, screens, formats, lines of the data check.
//!
//! No sentence stands here, only which one is meant.

use super::action::Format;
use super::command::{Id, Place as KeyPlace};
use super::keymap::Keymap;
use super::state::{ProblemLine, Screen, State};
use crate::load::LoadError;
use crate::load::progress::Progress;
use crate::load::remedy;
use crate::messages::answer::{self, Choices};
use crate::messages::{
    Lang, check as rule_words, check_screen as check_words, comments::items as item_words,
    comments::screen as comment_words, entry_screen as entry_words, evidence_screen as evidence_words,
    findings_screen as find_words, form_screen as form_words, guess_screen as guess_words, pictures as picture_words,
    pinning as pin_words, plan::screen as plan_words, problem, screen as say,
};
use crate::model::Diagnostic;
use crate::model::diagnostic::Place;
use crate::responses::Responses;
use crate::text::fold::search;

/// Name of a place.
pub fn place(lang: Lang, place: KeyPlace) -> &'static str {
    match place {
        KeyPlace::Overview => say::overview(lang),
        KeyPlace::Table => say::table(lang),
        KeyPlace::Problems => say::problems(lang),
        KeyPlace::Decisions => check_words::decisions(lang),
        KeyPlace::Form => form_words::form(lang),
        KeyPlace::Tagging => comment_words::tagging(lang),
        KeyPlace::Items => comment_words::items(lang),
        KeyPlace::Disputes => item_words::tab_disputes(lang),
        KeyPlace::Masks => item_words::tab_masks(lang),
        KeyPlace::Warnings => item_words::tab_warnings(lang),
        KeyPlace::Findings => find_words::findings(lang),
        KeyPlace::Drafts => find_words::drafts(lang),
        KeyPlace::Evidence => evidence_words::evidence(lang),
        KeyPlace::Progress => plan_words::progress(lang),
        KeyPlace::Tree => plan_words::tree(lang),
        KeyPlace::Show => picture_words::show_place(lang),
        KeyPlace::Guess => guess_words::guesses(lang),
        KeyPlace::Search => say::search(lang),
        KeyPlace::List => say::list_box(lang),
        KeyPlace::Check => say::check_box(lang),
        KeyPlace::Prompt => say::form_box(lang),
        KeyPlace::Entry => entry_words::entry_place(lang),
        KeyPlace::Editor => item_words::editor_box(lang),
        KeyPlace::Excerpt => item_words::excerpt_box(lang),
        KeyPlace::Pin => pin_words::form_statement(lang),
        KeyPlace::Links => pin_words::form_records(lang),
        KeyPlace::Menu => say::menu(lang),
    }
}

/// Name of a screen.
pub fn screen(lang: Lang, screen: Screen) -> &'static str {
    match screen {
        Screen::Overview => say::overview(lang),
        Screen::Table => say::table(lang),
        Screen::Problems => say::problems(lang),
        Screen::Form => form_words::form(lang),
        Screen::Tagging => comment_words::tagging(lang),
        Screen::Items => comment_words::items(lang),
        Screen::Findings => find_words::findings(lang),
        Screen::Evidence => evidence_words::evidence(lang),
        Screen::Progress => plan_words::progress(lang),
        Screen::Tree => plan_words::tree(lang),
        Screen::Show => picture_words::show_place(lang),
        Screen::Guess => guess_words::guesses(lang),
    }
}

/// Name of a form of file.
pub fn format(lang: Lang, format: Format) -> &'static str {
    match format {
        Format::Xlsx => say::format_xlsx(lang),
        Format::Csv => say::format_csv(lang),
        Format::Markdown => say::format_markdown(lang),
    }
}

/// A finding of the data check, ready to be shown and searched.
pub fn problem_line(lang: Lang, diagnostic: &Diagnostic) -> ProblemLine {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let mut line = ProblemLine {
        severity: diagnostic.problem.severity(),
        status: diagnostic.status(),
        rule: diagnostic.problem.rule().to_owned(),
        name: rule_words::name(lang, &diagnostic.problem),
        place: diagnostic.place.clone(),
        case: text(&diagnostic.case),
        question: text(&diagnostic.question),
        value: text(&diagnostic.value),
        message: problem::diagnostic(lang, diagnostic),
        fix: problem::fix(lang, diagnostic).to_owned(),
        settles: !remedy::offered(&diagnostic.problem).is_empty(),
        kept: diagnostic
            .kept
            .as_ref()
            .map(|kept| check_words::kept_by(lang, &kept.who, &kept.at, &kept.note))
            .unwrap_or_default(),
        folded: String::new(),
    };
    let severity = problem::severity(lang, line.severity);
    let status = check_words::status_name(lang, Some(line.status));
    let Place { file, sheet, cell } = &line.place;
    let parts = [status, severity, &line.rule, &line.name, file, sheet, cell, &line.case, &line.question, &line.value];
    line.folded = search(&format!("{} {} {} {}", parts.join(" "), line.message, line.fix, line.kept));
    line
}

/// What can be done about a finding: here, with which keys, before what can be done elsewhere.
pub fn problem_advice(state: &State, line: &ProblemLine) -> String {
    if !line.settles || line.case.is_empty() {
        return line.fix.clone();
    }
    let survey = state.opened().and_then(|opened| opened.survey());
    let is_answer = survey.is_some_and(|survey| survey.question(&line.question).is_some());
    let key = |id| state.keymap.key(id, KeyPlace::Problems);
    let value = is_answer.then(|| key(Id::EditAnswer));
    check_words::with_keys(state.lang, value.as_deref(), &key(Id::Remedy), &line.fix)
}

/// Everything about a finding, a line each; empty parts are left out.
pub fn problem_facts(state: &State, line: &ProblemLine) -> Vec<String> {
    let lang = state.lang;
    let advice = problem_advice(state, line);
    let [_, rule, file, sheet, cell, case, question, value, message] = say::problem_columns(lang);
    let [status, ..] = check_words::columns(lang);
    let state = match line.kept.as_str() {
        "" => check_words::status_name(lang, Some(line.status)).to_owned(),
        kept => kept.to_owned(),
    };
    let named = format!("{}　{}", line.name, line.rule);
    let facts = [
        (message, &line.message),
        (say::what_to_do(lang), &advice),
        (question, &line.question),
        (value, &line.value),
        (case, &line.case),
        (file, &line.place.file),
        (sheet, &line.place.sheet),
        (cell, &line.place.cell),
        (rule, &named),
        (status, &state),
    ];
    facts.iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}: {text}")).collect()
}

/// One respondent's answer in words.
pub fn answer(lang: Lang, responses: &Responses, question: &str, case: usize) -> String {
    let Some(question) = responses.survey().question(question) else { return String::new() };
    answer::words(lang, question, &responses.answer(question, case), Choices::Labels)
}

/// That a survey is being read, how far that is, and the key that stops it.
pub fn reading(state: &State, progress: &Progress) -> String {
    let (lang, key) = (state.lang, state.keymap.key(Id::Back, KeyPlace::Overview));
    progress.percent().map_or(say::loading(lang).to_owned(), |percent| say::loading_part(lang, percent, &key))
}

/// That the single forms of a survey are being read, and how far that is.
pub fn reading_forms(state: &State, progress: &Progress) -> String {
    let (lang, key) = (state.lang, state.keymap.key(Id::Back, KeyPlace::Form));
    progress
        .percent()
        .map_or(form_words::reading(lang).to_owned(), |percent| form_words::reading_part(lang, percent, &key))
}

/// Why a survey cannot be shown; one whose reading was stopped can be read again.
pub fn load_error(lang: Lang, keymap: &Keymap, error: &LoadError) -> String {
    match error {
        LoadError::Cancelled => say::loading_stopped(lang, &keymap.key(Id::Reload, KeyPlace::Overview)),
        error => problem::load_error(lang, error),
    }
}
