//! Words of `messages` picked for the terminal program's own types: places, screens, formats, lines of the data check.
//!
//! No sentence stands here, only which one is meant.

use super::action::Format;
use super::command::{self, Id, Place as KeyPlace};
use super::state::{ProblemLine, Screen};
use crate::load::LoadError;
use crate::load::progress::Progress;
use crate::messages::{
    Lang, check as rule_words, check_screen as check_words, comments::items as item_words,
    comments::screen as comment_words, comments::tagging as tag, entry_screen as entry_words,
    evidence_screen as evidence_words, explain as explain_words, findings_screen as find_words,
    form_screen as form_words, guess_screen as guess_words, marks as mark_words, pinning as pin_words,
    plan::screen as plan_words, problem, screen as say,
};
use crate::model::Diagnostic;
use crate::model::diagnostic::Place;
use crate::responses::Responses;
use crate::responses::answers::Answer;
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

/// A shorter title for the footer, where there is one.
pub fn footer(lang: Lang, id: Id) -> Option<&'static str> {
    Some(match id {
        Id::OpenSurvey => say::short_open_survey(lang),
        Id::OpenCell => say::short_open_cell(lang),
        Id::Explain => explain_words::short_explain(lang),
        Id::Marks => mark_words::short_toggle(lang),
        Id::OpenProblem | Id::OpenDecision => check_words::short_open_problem(lang),
        Id::ProblemDetails => check_words::short_details(lang),
        Id::CheckTab => check_words::short_tab(lang),
        Id::CheckStatus => check_words::short_status(lang),
        Id::CheckRule => check_words::short_rule(lang),
        Id::OnlyStale => check_words::short_only_stale(lang),
        Id::ExportList => say::short_export(lang),
        Id::Remedy => check_words::short_remedy(lang),
        Id::RemedyAll => check_words::short_remedy_all(lang),
        Id::Confirm => check_words::short_confirm(lang),
        Id::EditAnswer => check_words::short_value(lang),
        Id::TakeBackFix => check_words::short_take_back(lang),
        Id::LeaveOutForm => form_words::short_leave_out(lang),
        Id::NextOpenForm => form_words::short_next_open(lang),
        Id::FindForm => form_words::short_find(lang),
        Id::EnterForm => entry_words::short_enter(lang),
        Id::EntryNext => entry_words::short_next(lang),
        Id::SaveEntry => entry_words::short_save(lang),
        Id::FastEntry => entry_words::short_fast(lang),
        Id::DropEntry => entry_words::short_drop(lang),
        Id::NextQuestion => say::short_next(lang),
        Id::PreviousQuestion => say::short_previous(lang),
        Id::Filter => say::short_filter(lang),
        Id::Weight => say::short_weight(lang),
        Id::Banners => say::short_banners(lang),
        Id::Percent => say::short_percent(lang),
        Id::TagAccept => tag::short_accept(lang),
        Id::TagPicker => tag::short_picker(lang),
        Id::TagGroup => tag::short_group(lang),
        Id::TagSkip => tag::short_skip(lang),
        Id::TagFlag => tag::short_flag(lang),
        Id::TagSplit => tag::short_split(lang),
        Id::TagRepeat => tag::short_repeat(lang),
        Id::TagNone => tag::short_none(lang),
        Id::TagFilter => tag::short_filter(lang),
        Id::TagQueue => tag::short_queue(lang),
        Id::NextPane => say::short_pane(lang),
        Id::Search => say::short_search(lang),
        Id::ToProblems => say::short_problems(lang),
        Id::Saved => say::short_saved(lang),
        Id::Copy => say::short_copy(lang),
        Id::Export => say::short_export(lang),
        Id::Help => say::short_help(lang),
        Id::Palette => say::short_palette(lang),
        Id::Back => say::short_back(lang),
        Id::Quit => say::short_quit(lang),
        Id::Nest => say::short_nest(lang),
        Id::OpenItem => item_words::short_open(lang),
        Id::MarkItem => item_words::short_mark(lang),
        Id::DraftItems => item_words::short_draft(lang),
        Id::MergeItems => item_words::short_merge(lang),
        Id::ChooseClass => item_words::short_class(lang),
        Id::EditOutline => item_words::short_outline(lang),
        Id::AskSection => item_words::short_ask(lang),
        Id::FilterItems => item_words::short_filter(lang),
        Id::NextTab => item_words::short_tab(lang),
        Id::PublishItems => item_words::short_publish(lang),
        Id::SettleFirst => item_words::short_first(lang),
        Id::SettleSecond => item_words::short_second(lang),
        Id::SettleAll => item_words::short_all(lang),
        Id::Unsettle => item_words::short_unsettle(lang),
        Id::ToggleMask => item_words::short_toggle_mask(lang),
        Id::ToWarned => item_words::short_to_warned(lang),
        Id::SaveText => item_words::short_save(lang),
        Id::EditUndo => item_words::short_text_undo(lang),
        Id::Anchor => item_words::short_anchor(lang),
        Id::WholeText => item_words::short_whole(lang),
        Id::NextSentence => item_words::short_sentence(lang),
        Id::OtherOpinion => item_words::short_other(lang),
        Id::PinCell => pin_words::short_pin(lang),
        Id::PinDifference => pin_words::short_difference(lang),
        Id::SaveFinding => pin_words::short_save(lang),
        Id::OtherField => pin_words::short_other_field(lang),
        Id::ChooseRecord => pin_words::short_choose_record(lang),
        Id::FindingTab => find_words::short_tab(lang),
        Id::OpenFinding | Id::OpenDraft => find_words::short_open(lang),
        Id::EditFinding => find_words::short_edit(lang),
        Id::LinkFinding => find_words::short_link(lang),
        Id::RenewFinding => find_words::short_renew(lang),
        Id::ReviewFinding => find_words::short_review(lang),
        Id::AcceptFinding => find_words::short_accept(lang),
        Id::NoteFinding => find_words::short_note(lang),
        Id::DeleteFinding => find_words::short_delete(lang),
        Id::TakeDraft => find_words::short_take(lang),
        Id::WordDraft => find_words::short_take_edited(lang),
        Id::RefuseDraft => find_words::short_refuse(lang),
        Id::OpenEvidence => evidence_words::short_open(lang),
        Id::EvidencePane => evidence_words::short_other_pane(lang),
        Id::ExportEvidence => evidence_words::short_export(lang),
        Id::EvidenceKind => evidence_words::short_kind(lang),
        Id::GoBack => plan_words::short_go_back(lang),
        Id::NextPlan => plan_words::short_next_plan(lang),
        Id::OpenRecord => plan_words::short_open_record(lang),
        Id::FilterRecords => plan_words::short_filter(lang),
        Id::ByStrategy => plan_words::short_strategy(lang),
        Id::ByGrade => plan_words::short_grade(lang),
        Id::WithoutResults => plan_words::short_without(lang),
        Id::ShowInTree => plan_words::short_in_tree(lang),
        Id::ExportPlan => plan_words::short_export(lang),
        Id::OpenNode => plan_words::short_open_node(lang),
        Id::JumpTo => plan_words::short_jump(lang),
        Id::OpenAll => plan_words::short_open_all(lang),
        Id::CloseAll => plan_words::short_close_all(lang),
        Id::GuessChoose => guess_words::short_choose(lang),
        Id::GuessKeep => guess_words::short_keep(lang),
        Id::GuessNext => guess_words::short_next(lang),
        Id::GuessKind => guess_words::short_kind(lang),
        Id::GuessChoices => guess_words::short_choices(lang),
        Id::GuessLabel => guess_words::short_label(lang),
        Id::GuessId => guess_words::short_id(lang),
        Id::GuessLeaveOut => guess_words::short_leave_out(lang),
        Id::GuessPane => guess_words::short_pane(lang),
        Id::GuessWrite => guess_words::short_write(lang),
        _ => return None,
    })
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

/// Everything about a finding, a line each; empty parts are left out.
pub fn problem_facts(lang: Lang, line: &ProblemLine) -> Vec<String> {
    let [_, rule, file, sheet, cell, case, question, value, message] = say::problem_columns(lang);
    let [status, ..] = check_words::columns(lang);
    let state = match line.kept.as_str() {
        "" => check_words::status_name(lang, Some(line.status)).to_owned(),
        kept => kept.to_owned(),
    };
    let named = format!("{}　{}", line.name, line.rule);
    let facts = [
        (message, &line.message),
        (say::what_to_do(lang), &line.fix),
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
    let label = |position: &usize| question.choices.get(*position).map_or("", |choice| &choice.label).to_owned();
    match responses.answer(question, case) {
        Answer::Missing(missing) => crate::messages::table::missing_name(lang, missing).to_owned(),
        Answer::Choices(positions) => {
            let labels: Vec<String> = positions.iter().map(label).collect();
            labels.join(lang.pick("、", ", "))
        }
        Answer::Ranks(places) => {
            let place = |(place, position): (usize, &Option<usize>)| {
                let chosen = position.as_ref().map(label)?;
                Some(format!("{} {chosen}", crate::messages::table::rank(lang, place + 1)))
            };
            let ranked: Vec<String> = places.iter().enumerate().filter_map(place).collect();
            ranked.join(lang.pick("、", ", "))
        }
        Answer::Number(days) if question.kind == crate::model::Kind::Date => {
            crate::model::day::iso(days.floor() as i64)
        }
        Answer::Number(number) => format!("{number}{}", question.unit.as_deref().unwrap_or_default()),
        Answer::Text(text) => text,
    }
}

/// That a survey is being read, how far that is, and the key that stops it.
pub fn reading(lang: Lang, progress: &Progress) -> String {
    let key = short_key(Id::Back);
    progress.percent().map_or(say::loading(lang).to_owned(), |percent| say::loading_part(lang, percent, &key))
}

/// That the single forms of a survey are being read, and how far that is.
pub fn reading_forms(lang: Lang, progress: &Progress) -> String {
    let key = short_key(Id::Back);
    progress
        .percent()
        .map_or(form_words::reading(lang).to_owned(), |percent| form_words::reading_part(lang, percent, &key))
}

/// Why a survey cannot be shown; one whose reading was stopped can be read again.
pub fn load_error(lang: Lang, error: &LoadError) -> String {
    match error {
        LoadError::Cancelled => say::loading_stopped(lang, &short_key(Id::Reload)),
        error => problem::load_error(lang, error),
    }
}

fn short_key(id: Id) -> String {
    command::of(id).map_or(String::new(), |command| command.short_key(KeyPlace::Overview))
}
