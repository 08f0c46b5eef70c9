//! The rows of THE table of commands, and the lists of places they work in. What the columns mean stands in the parent module.

use crossterm::event::KeyCode::{
    BackTab, Backspace, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

use super::{Command, Id, Key, Menu, Place, Title, alt, alt_key, char, ctrl, ctrl_key, f, key, shift_key};
use crate::messages::{
    check_screen as check_words, comments::items as item_words, comments::screen as comment_words,
    comments::tagging as tag, condition as condition_words, entry_screen as entry_words,
    evidence_screen as evidence_words, explain as explain_words, find_box as everything, findings_screen as find_words,
    form_screen as form_words, guess_screen as guess_words, marks as mark_words, moves as move_words,
    pictures as picture_words, pinning as pin_words, plan::screen as plan_words, screen as say,
    settings as settings_words,
};

/// The screens that show something of a project, with places before and behind them.
macro_rules! screens {
    ([$($first:ident),*] [$($last:ident),*]) => {
        &[
            $(Place::$first,)*
            Place::Table,
            Place::Problems,
            Place::Decisions,
            Place::Form,
            Place::Tagging,
            Place::Items,
            Place::Disputes,
            Place::Masks,
            Place::Warnings,
            Place::Findings,
            Place::Drafts,
            Place::Evidence,
            Place::Progress,
            Place::Tree,
            $(Place::$last,)*
        ]
    };
}

const SCREENS: &[Place] = screens!([Overview] []);
/// The screens and what is shown to a meeting.
const MENUS: &[Place] = screens!([Overview][Show]);
/// The screens and lines that are typed: a name may be wanted while a decision is written.
const NAMES: &[Place] = screens!([Overview][Prompt]);
const MOVES: &[Place] = screens!([Overview] [Excerpt, Menu]);
/// Where Home and End lead to the ends of what is listed; in a box with a list they do so although it has a search line.
const ENDS: &[Place] = screens!([Overview] [List, Check, Excerpt, Menu]);
const LISTS: &[Place] = screens!([Overview] [Guess, Search, List, Check, Entry, Editor, Excerpt, Pin, Links, Menu]);
/// Screens with a list and details, of which one may fill the screen, and those with panes of their own.
const PANES: &[Place] = screens!([][Guess]);
const PROBLEMS: &[Place] = &[Place::Problems];
const DECISIONS: &[Place] = &[Place::Decisions];
const CHECK: &[Place] = &[Place::Problems, Place::Decisions];
const SINGLE: &[Place] = &[Place::Form];
const ENTRY: &[Place] = &[Place::Entry];
const ANSWER: &[Place] = &[Place::Problems, Place::Form];
const ITEMS: &[Place] = &[Place::Items];
const TABS: &[Place] = &[Place::Items, Place::Disputes, Place::Masks, Place::Warnings];
const DETAIL: &[Place] = &[
    Place::Form,
    Place::Items,
    Place::Disputes,
    Place::Masks,
    Place::Warnings,
    Place::Findings,
    Place::Drafts,
    Place::Progress,
    Place::Tree,
    Place::Editor,
];
/// The same but for the single form, whose footer has the key.
const DETAILS: &[Place] = &[
    Place::Items,
    Place::Disputes,
    Place::Masks,
    Place::Warnings,
    Place::Findings,
    Place::Drafts,
    Place::Progress,
    Place::Tree,
    Place::Editor,
];
const PROGRESS: &[Place] = &[Place::Progress];
const TREE: &[Place] = &[Place::Tree];
const PLANS: &[Place] = &[Place::Progress, Place::Tree];
const EDITOR: &[Place] = &[Place::Editor];
const EXCERPT: &[Place] = &[Place::Excerpt];
const SHOW: &[Place] = &[Place::Show];
const TABLE: &[Place] = &[Place::Table];
const TAGGING: &[Place] = &[Place::Tagging];
const TEXT: &[Place] = &[Place::Search, Place::List, Place::Check, Place::Prompt, Place::Entry, Place::Links];
const FIELDS: &[Place] =
    &[Place::Search, Place::List, Place::Check, Place::Prompt, Place::Entry, Place::Editor, Place::Pin, Place::Links];
/// Texts of which Home and End lead to the ends.
const LINES: &[Place] = &[Place::Search, Place::Prompt, Place::Entry, Place::Editor, Place::Pin, Place::Links];
const ANSWERS: &[Place] = &[Place::Search, Place::List, Place::Check, Place::Prompt, Place::Excerpt, Place::Menu];
const FORM: &[Place] = &[Place::Pin, Place::Links];
const PINS: &[Place] = &[Place::Table, Place::Tagging, Place::Items];
const FINDINGS: &[Place] = &[Place::Findings];
const DRAFTS: &[Place] = &[Place::Drafts];
const EVIDENCE: &[Place] = &[Place::Evidence];
const BOTH: &[Place] = &[Place::Findings, Place::Drafts];
const WRITING: &[Place] = &[Place::Editor, Place::Pin];
const GUESS: &[Place] = &[Place::Guess];
const NONE: &[Key] = &[];

#[expect(clippy::too_many_arguments, reason = "the columns of a table")]
const fn row(
    id: Id,
    name: &'static str,
    menu: Menu,
    title: Title,
    short: Option<Title>,
    keys: &'static [Key],
    letters: &'static [Key],
    places: &'static [Place],
    footer: u8,
) -> Command {
    Command { id, name, menu, title, short, keys, letters, places, footer }
}

/// Every command, in the order of help.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    row(Id::OpenSurvey, "survey.open", Menu::Act, say::open_survey, Some(say::short_open_survey), &[key(Enter)], NONE, &[Place::Overview], 1),
    row(Id::OpenItem, "item.open", Menu::Act, item_words::open, Some(item_words::short_open), &[key(Enter), f(2)], &[char('r')], ITEMS, 1),
    row(Id::MarkItem, "item.mark", Menu::Act, item_words::mark, Some(item_words::short_mark), NONE, &[char(' ')], ITEMS, 2),
    row(Id::MarkRange, "item.range", Menu::Act, item_words::range, None, &[ctrl('a')], &[char('v')], ITEMS, 0),
    row(Id::DraftItems, "item.draft", Menu::Act, item_words::draft, Some(item_words::short_draft), &[f(3)], &[char('n')], ITEMS, 3),
    row(Id::MergeItems, "item.merge", Menu::Act, item_words::merge, Some(item_words::short_merge), &[f(4)], &[char('m')], ITEMS, 4),
    row(Id::ChooseClass, "item.class", Menu::Act, item_words::class, Some(item_words::short_class), &[f(6)], &[char('c')], ITEMS, 3),
    row(Id::ReplyFrom, "item.reply-from", Menu::Act, item_words::reply_from, None, &[ctrl('r')], &[char('p')], ITEMS, 0),
    row(Id::EditOutline, "item.outline", Menu::Act, item_words::outline, Some(item_words::short_outline), &[ctrl('l')], &[char('o')], ITEMS, 5),
    row(Id::QuoteOutline, "item.quote", Menu::Act, item_words::quote, None, &[ctrl('t')], &[char('i')], ITEMS, 0),
    row(Id::ChooseHeading, "item.heading", Menu::Act, item_words::heading, None, &[ctrl('g')], &[char('h')], ITEMS, 0),
    row(Id::AskSection, "item.ask", Menu::Act, item_words::ask, Some(item_words::short_ask), &[f(8)], &[char('a')], ITEMS, 6),
    row(Id::EditChanges, "item.changes", Menu::Act, item_words::changes, None, &[ctrl('n')], &[char('d')], ITEMS, 0),
    row(Id::TakeOut, "item.take-out", Menu::Act, item_words::take_out, None, &[f(9)], &[char('x')], ITEMS, 0),
    row(Id::Scope, "item.scope", Menu::Act, item_words::scope, None, &[ctrl('x')], &[char('s')], ITEMS, 0),
    row(Id::MaskText, "item.mask", Menu::Act, item_words::mask, None, &[ctrl('b')], &[char('b')], ITEMS, 0),
    row(Id::FilterItems, "item.filter", Menu::View, item_words::filter, Some(item_words::short_filter), &[f(7)], &[char('f')], ITEMS, 6),
    row(Id::PublishItems, "item.publish", Menu::File, item_words::publish, Some(item_words::short_publish), &[ctrl('e')], &[char('e')], ITEMS, 8),
    row(Id::SettleFirst, "dispute.first", Menu::Act, item_words::settle_first, Some(item_words::short_first), NONE, &[char('1'), char('a')], &[Place::Disputes], 1),
    row(Id::SettleSecond, "dispute.second", Menu::Act, item_words::settle_second, Some(item_words::short_second), NONE, &[char('2'), char('b')], &[Place::Disputes], 2),
    row(Id::SettleThird, "dispute.third", Menu::Act, item_words::settle_third, None, NONE, &[char('3'), char('c')], &[Place::Disputes], 0),
    row(Id::SettleAll, "dispute.all", Menu::Act, item_words::settle_all, Some(item_words::short_all), NONE, &[char('0'), char('+')], &[Place::Disputes], 3),
    row(Id::Unsettle, "dispute.open", Menu::Act, item_words::unsettle, Some(item_words::short_unsettle), &[key(Delete)], &[char('-')], &[Place::Disputes], 4),
    row(Id::ToggleMask, "mask.toggle", Menu::Act, item_words::toggle_mask, Some(item_words::short_toggle_mask), &[key(Enter)], &[char(' ')], &[Place::Masks], 1),
    row(Id::ToWarned, "warning.open", Menu::Act, item_words::to_warned, Some(item_words::short_to_warned), &[key(Enter)], NONE, &[Place::Warnings], 1),
    row(Id::NextTab, "items.next-tab", Menu::View, item_words::next_tab, Some(item_words::short_tab), &[key(Tab)], NONE, TABS, 7),
    row(Id::PreviousTab, "items.previous-tab", Menu::View, item_words::previous_tab, None, &[key(BackTab)], NONE, TABS, 0),
    row(Id::DetailUp, "detail.up", Menu::View, item_words::detail_up, None, &[ctrl_key(Up)], &[char('K')], DETAIL, 0),
    row(Id::DetailDown, "form.detail-down", Menu::View, item_words::detail_down, Some(item_words::short_detail), &[ctrl_key(Down)], &[char('J')], SINGLE, 5),
    row(Id::DetailDown, "detail.down", Menu::View, item_words::detail_down, None, &[ctrl_key(Down)], &[char('J')], DETAILS, 0),
    row(Id::SaveText, "text.save", Menu::File, item_words::save_text, Some(item_words::short_save), &[ctrl('s'), f(2)], NONE, EDITOR, 1),
    row(Id::NewLine, "text.line", Menu::Edit, item_words::new_line, None, &[key(Enter)], NONE, EDITOR, 0),
    row(Id::NextField, "text.next-field", Menu::Edit, item_words::next_field, None, &[key(Tab)], NONE, EDITOR, 0),
    row(Id::PreviousField, "text.previous-field", Menu::Edit, item_words::previous_field, None, &[key(BackTab)], NONE, EDITOR, 0),
    row(Id::EditUndo, "text.undo", Menu::Edit, item_words::text_undo, Some(item_words::short_text_undo), &[ctrl('z')], NONE, WRITING, 2),
    row(Id::EditRedo, "text.redo", Menu::Edit, item_words::text_redo, None, &[ctrl('y')], NONE, WRITING, 0),
    row(Id::Anchor, "excerpt.start", Menu::Act, item_words::anchor, Some(item_words::short_anchor), NONE, &[char(' ')], EXCERPT, 2),
    row(Id::WholeText, "excerpt.all", Menu::Act, item_words::whole_text, Some(item_words::short_whole), &[ctrl('a')], &[char('a')], EXCERPT, 3),
    row(Id::NextSentence, "excerpt.next-sentence", Menu::Go, item_words::next_sentence, Some(item_words::short_sentence), &[ctrl_key(Right)], &[char('w')], EXCERPT, 4),
    row(Id::PreviousSentence, "excerpt.previous-sentence", Menu::Go, item_words::previous_sentence, None, &[ctrl_key(Left)], &[char('b')], EXCERPT, 0),
    row(Id::OtherOpinion, "excerpt.other", Menu::Go, item_words::other_opinion, Some(item_words::short_other), &[key(Tab)], NONE, EXCERPT, 5),
    row(Id::OpenRecord, "record.open", Menu::Act, plan_words::open_record, Some(plan_words::short_open_record), &[key(Enter)], NONE, PROGRESS, 1),
    row(Id::NextPlan, "plan.next", Menu::Go, plan_words::next_plan, Some(plan_words::short_next_plan), &[key(Tab)], NONE, PLANS, 2),
    row(Id::PreviousPlan, "plan.previous", Menu::Go, plan_words::previous_plan, None, &[key(BackTab)], NONE, PLANS, 0),
    row(Id::FilterRecords, "record.filter", Menu::View, plan_words::filter, Some(plan_words::short_filter), &[f(4)], &[char('f')], PROGRESS, 3),
    row(Id::ByStrategy, "record.strategy", Menu::View, plan_words::by_strategy, Some(plan_words::short_strategy), &[f(6)], &[char('s')], PROGRESS, 4),
    row(Id::ByGrade, "record.grade", Menu::View, plan_words::by_grade, Some(plan_words::short_grade), &[f(7)], &[char('a')], PROGRESS, 4),
    row(Id::WithoutResults, "record.without", Menu::View, plan_words::without, Some(plan_words::short_without), &[f(8)], &[char('n')], PROGRESS, 5),
    row(Id::Chart, "record.chart", Menu::View, picture_words::yearly, None, &[alt('g')], &[char('c')], PROGRESS, 0),
    row(Id::ShowInTree, "record.tree", Menu::Go, plan_words::in_tree, Some(plan_words::short_in_tree), &[f(3)], &[char('t')], PROGRESS, 5),
    row(Id::ExportPlan, "plan.export", Menu::File, plan_words::export, Some(plan_words::short_export), &[ctrl('e')], &[char('e')], PROGRESS, 8),
    row(Id::OpenNode, "tree.open", Menu::Act, plan_words::open_node, Some(plan_words::short_open_node), &[key(Enter), char(' ')], NONE, TREE, 1),
    row(Id::JumpTo, "tree.jump", Menu::Go, plan_words::jump, Some(plan_words::short_jump), &[f(2)], &[char('o')], TREE, 3),
    row(Id::OpenAll, "tree.open-all", Menu::View, plan_words::open_all, Some(plan_words::short_open_all), &[f(6)], &[char('+')], TREE, 4),
    row(Id::CloseAll, "tree.close-all", Menu::View, plan_words::close_all, Some(plan_words::short_close_all), &[f(7)], &[char('-')], TREE, 4),
    row(Id::OpenCell, "cell.open", Menu::Act, say::open_cell, Some(say::short_open_cell), &[key(Enter)], NONE, TABLE, 2),
    row(Id::Explain, "cell.explain", Menu::Act, explain_words::explain, Some(explain_words::short_explain), &[ctrl('t')], &[char('i')], TABLE, 4),
    row(Id::PinCell, "pin", Menu::Act, pin_words::pin, Some(pin_words::short_pin), &[alt('p')], &[char('P')], PINS, 9),
    row(Id::PinDifference, "pin.difference", Menu::Act, pin_words::pin_difference, Some(pin_words::short_difference), &[alt('d')], &[char('D')], TABLE, 17),
    row(Id::MarkCell, "pin.mark", Menu::Act, pin_words::mark, None, &[alt('m')], &[char('=')], TABLE, 0),
    row(Id::OpenProblem, "problem.open", Menu::Act, check_words::open_problem, Some(check_words::short_open_problem), &[key(Enter)], NONE, PROBLEMS, 1),
    row(Id::OpenDecision, "decision.open", Menu::Act, check_words::open_decision, Some(check_words::short_open_problem), &[key(Enter)], NONE, DECISIONS, 1),
    row(Id::EditAnswer, "answer.edit-row", Menu::Act, form_words::edit, Some(check_words::short_value), &[key(Enter)], NONE, SINGLE, 1),
    row(Id::Remedy, "answer.settle", Menu::Act, check_words::remedy, Some(check_words::short_remedy), &[f(2)], &[char('r')], ANSWER, 2),
    row(Id::Confirm, "answer.confirm", Menu::Act, check_words::confirm, Some(check_words::short_confirm), &[f(3)], &[char('c')], ANSWER, 3),
    row(Id::RemedyAll, "problem.settle-all", Menu::Act, check_words::remedy_all, Some(check_words::short_remedy_all), &[f(9)], &[char('R')], PROBLEMS, 3),
    row(Id::EditAnswer, "answer.edit", Menu::Act, check_words::value, Some(check_words::short_value), &[f(6)], &[char('v')], PROBLEMS, 4),
    row(Id::NextOpenForm, "form.next-open", Menu::Go, form_words::next_open, Some(form_words::short_next_open), &[f(8)], &[char('n')], SINGLE, 4),
    row(Id::PreviousOpenForm, "form.previous-open", Menu::Go, form_words::previous_open, None, &[f(7)], &[char('N')], SINGLE, 0),
    row(Id::LeaveOutForm, "form.leave-out", Menu::Act, form_words::leave_out, Some(form_words::short_leave_out), &[f(6)], &[char('x')], SINGLE, 5),
    row(Id::FindForm, "form.find", Menu::Go, form_words::find, Some(form_words::short_find), &[f(4), ctrl('f')], &[char('/')], SINGLE, 6),
    row(Id::EnterForm, "form.enter", Menu::Act, entry_words::enter, Some(entry_words::short_enter), &[f(9)], &[char('i')], SINGLE, 6),
    row(Id::EntryNext, "entry.next", Menu::Act, entry_words::next, Some(entry_words::short_next), &[key(Enter)], NONE, ENTRY, 1),
    row(Id::SaveEntry, "entry.save", Menu::File, entry_words::save, Some(entry_words::short_save), &[f(2), ctrl('s')], NONE, ENTRY, 2),
    row(Id::FastEntry, "entry.fast", Menu::Act, entry_words::fast, Some(entry_words::short_fast), &[f(6)], NONE, ENTRY, 3),
    row(Id::DropEntry, "entry.discard", Menu::Act, entry_words::drop_draft, Some(entry_words::short_drop), &[ctrl('d')], NONE, ENTRY, 5),
    row(Id::TakeBackFix, "decision.take-back", Menu::Act, check_words::take_back, Some(check_words::short_take_back), &[key(Delete)], NONE, &[Place::Decisions, Place::Form], 7),
    row(Id::CheckStatus, "problem.status", Menu::View, check_words::status, Some(check_words::short_status), &[f(7)], &[char('s')], PROBLEMS, 5),
    row(Id::CheckRule, "problem.rule", Menu::View, check_words::rule, Some(check_words::short_rule), &[f(4)], &[char('f')], PROBLEMS, 5),
    row(Id::OnlyStale, "decision.stale", Menu::View, check_words::only_stale, Some(check_words::short_only_stale), &[f(7)], &[char('s')], DECISIONS, 5),
    row(Id::CheckTab, "check.tab", Menu::View, check_words::tab, Some(check_words::short_tab), &[key(Tab), key(BackTab)], NONE, CHECK, 6),
    row(Id::ProblemDetails, "problem.details", Menu::View, check_words::details, Some(check_words::short_details), &[ctrl('t')], &[char('i')], PROBLEMS, 8),
    row(Id::ExportList, "problem.export", Menu::File, check_words::export, Some(say::short_export), &[ctrl('e')], &[char('e')], CHECK, 9),
    row(Id::TagAccept, "tag.accept", Menu::Act, tag::accept, Some(tag::short_accept), &[key(Enter)], NONE, TAGGING, 1),
    row(Id::Code(1), "tag.code-1", Menu::Act, tag::code_1, None, NONE, &[char('1')], TAGGING, 0),
    row(Id::Code(2), "tag.code-2", Menu::Act, tag::code_2, None, NONE, &[char('2')], TAGGING, 0),
    row(Id::Code(3), "tag.code-3", Menu::Act, tag::code_3, None, NONE, &[char('3')], TAGGING, 0),
    row(Id::Code(4), "tag.code-4", Menu::Act, tag::code_4, None, NONE, &[char('4')], TAGGING, 0),
    row(Id::Code(5), "tag.code-5", Menu::Act, tag::code_5, None, NONE, &[char('5')], TAGGING, 0),
    row(Id::Code(6), "tag.code-6", Menu::Act, tag::code_6, None, NONE, &[char('6')], TAGGING, 0),
    row(Id::Code(7), "tag.code-7", Menu::Act, tag::code_7, None, NONE, &[char('7')], TAGGING, 0),
    row(Id::Code(8), "tag.code-8", Menu::Act, tag::code_8, None, NONE, &[char('8')], TAGGING, 0),
    row(Id::Code(9), "tag.code-9", Menu::Act, tag::code_9, None, NONE, &[char('9')], TAGGING, 0),
    row(Id::NextPageCode(1), "tag.next-page-1", Menu::Act, tag::next_page_1, None, NONE, &[char('!')], TAGGING, 0),
    row(Id::NextPageCode(2), "tag.next-page-2", Menu::Act, tag::next_page_2, None, NONE, &[char('@'), char('"')], TAGGING, 0),
    row(Id::NextPageCode(3), "tag.next-page-3", Menu::Act, tag::next_page_3, None, NONE, &[char('#')], TAGGING, 0),
    row(Id::NextPageCode(4), "tag.next-page-4", Menu::Act, tag::next_page_4, None, NONE, &[char('$')], TAGGING, 0),
    row(Id::NextPageCode(5), "tag.next-page-5", Menu::Act, tag::next_page_5, None, NONE, &[char('%')], TAGGING, 0),
    row(Id::TagPage, "tag.page", Menu::View, tag::page, None, &[key(Tab)], &[char('0')], TAGGING, 0),
    row(Id::Star(1), "tag.star-1", Menu::Act, tag::star_1, None, NONE, &[char('a')], TAGGING, 0),
    row(Id::Star(2), "tag.star-2", Menu::Act, tag::star_2, None, NONE, &[char('b')], TAGGING, 0),
    row(Id::Star(3), "tag.star-3", Menu::Act, tag::star_3, None, NONE, &[char('c')], TAGGING, 0),
    row(Id::AcceptStar(1), "tag.accept-1", Menu::Act, tag::accept_1, None, NONE, &[char('A')], TAGGING, 0),
    row(Id::AcceptStar(2), "tag.accept-2", Menu::Act, tag::accept_2, None, NONE, &[char('B')], TAGGING, 0),
    row(Id::AcceptStar(3), "tag.accept-3", Menu::Act, tag::accept_3, None, NONE, &[char('C')], TAGGING, 0),
    row(Id::TagBoth, "tag.both", Menu::Act, tag::both, None, NONE, &[char('+')], TAGGING, 0),
    row(Id::TagBack, "tag.take-back", Menu::Act, tag::take_back, None, &[key(Backspace)], NONE, TAGGING, 0),
    row(Id::TagPicker, "tag.find", Menu::Act, tag::picker, Some(tag::short_picker), &[f(2)], &[char('/')], TAGGING, 2),
    row(Id::TagRepeat, "tag.repeat", Menu::Act, tag::repeat, Some(tag::short_repeat), NONE, &[char('.')], TAGGING, 6),
    row(Id::TagGroup, "tag.group", Menu::Act, tag::group, Some(tag::short_group), &[f(9)], &[char('g')], TAGGING, 3),
    row(Id::TagNone, "tag.none", Menu::Act, tag::none_fits, Some(tag::short_none), NONE, &[char('-')], TAGGING, 8),
    row(Id::TagSkip, "tag.skip", Menu::Act, tag::skip, Some(tag::short_skip), &[f(6)], &[char('s')], TAGGING, 5),
    row(Id::TagFlag, "tag.flag", Menu::Act, tag::flag, Some(tag::short_flag), &[f(7)], &[char('f')], TAGGING, 7),
    row(Id::TagSplit, "tag.divide", Menu::Act, tag::split, Some(tag::short_split), &[f(8)], &[char('x')], TAGGING, 4),
    row(Id::TagMark, "tag.cut", Menu::Act, tag::mark, None, &[char(' ')], NONE, TAGGING, 0),
    row(Id::TagJoin, "tag.join", Menu::Act, tag::join, None, NONE, &[char('J')], TAGGING, 0),
    row(Id::TagNext, "tag.next", Menu::Go, tag::next, None, NONE, &[char('n')], TAGGING, 0),
    row(Id::TagPrevious, "tag.previous", Menu::Go, tag::previous, None, NONE, &[char('p')], TAGGING, 0),
    row(Id::TagScope, "tag.out-of-scope", Menu::Act, tag::out_of_scope, None, &[ctrl('x')], &[char('o')], TAGGING, 0),
    row(Id::TagWithdraw, "tag.withdraw", Menu::Act, tag::withdraw, None, &[ctrl('w')], &[char('w')], TAGGING, 0),
    row(Id::TagUncode, "tag.clear", Menu::Act, tag::uncode, None, &[key(Delete)], NONE, TAGGING, 0),
    row(Id::TagSettle, "tag.settle", Menu::Act, tag::settle, None, NONE, &[char('=')], TAGGING, 0),
    row(Id::TagFilter, "tag.filter", Menu::View, tag::filter, Some(tag::short_filter), &[f(4)], &[char('F')], TAGGING, 9),
    row(Id::TagQueue, "tag.order", Menu::View, tag::queue, Some(tag::short_queue), &[f(3)], &[char('r')], TAGGING, 9),
    row(Id::TagSimilar, "tag.similar", Menu::View, tag::similar, None, &[ctrl('t')], &[char('t')], TAGGING, 0),
    row(Id::TagPane, "tag.similar-pane", Menu::View, tag::pane, None, NONE, &[char('m')], TAGGING, 0),
    row(Id::TagDetails, "tag.details", Menu::View, tag::details, None, &[ctrl('d')], &[char('d')], TAGGING, 0),
    row(Id::TagOriginal, "tag.original", Menu::View, tag::original, None, &[ctrl('b')], &[char('v')], TAGGING, 0),
    row(Id::TagCodebook, "tag.codebook", Menu::View, tag::codebook, None, &[ctrl('e')], &[char('e')], TAGGING, 0),
    row(Id::TagCoder, "tag.coder", Menu::Act, tag::coder, None, NONE, &[char('W')], TAGGING, 0),
    row(Id::SaveFinding, "finding.save", Menu::Act, pin_words::save, Some(pin_words::short_save), &[key(Enter), ctrl('s')], NONE, FORM, 1),
    row(Id::OtherField, "finding.other-field", Menu::Act, pin_words::other_field, Some(pin_words::short_other_field), &[key(Tab), key(BackTab)], NONE, FORM, 2),
    row(Id::ChooseRecord, "finding.choose", Menu::Act, pin_words::choose_record, Some(pin_words::short_choose_record), &[char(' ')], NONE, &[Place::Links], 3),
    row(Id::OpenFinding, "finding.open", Menu::Act, find_words::open, Some(find_words::short_open), &[key(Enter)], NONE, FINDINGS, 1),
    row(Id::EditFinding, "finding.edit", Menu::Act, find_words::edit, Some(find_words::short_edit), &[f(2)], &[char('e')], FINDINGS, 2),
    row(Id::LinkFinding, "finding.link", Menu::Act, find_words::link, Some(find_words::short_link), &[f(3)], &[char('a')], FINDINGS, 3),
    row(Id::RenewFinding, "finding.renew", Menu::Act, find_words::renew, Some(find_words::short_renew), &[f(4)], &[char('n')], FINDINGS, 4),
    row(Id::ReviewFinding, "finding.review", Menu::Act, find_words::review, Some(find_words::short_review), &[f(6)], &[char('r')], FINDINGS, 5),
    row(Id::AcceptFinding, "finding.accept", Menu::Act, find_words::accept, Some(find_words::short_accept), &[f(7)], &[char('c')], FINDINGS, 6),
    row(Id::NoteFinding, "finding.note", Menu::Act, find_words::note, Some(find_words::short_note), &[ctrl('n')], &[char('t')], FINDINGS, 8),
    row(Id::DeleteFinding, "finding.delete", Menu::Act, find_words::delete, Some(find_words::short_delete), &[key(Delete)], &[char('x')], FINDINGS, 9),
    row(Id::FilterFindings, "finding.filter", Menu::View, find_words::filter, None, &[f(8)], &[char('f')], FINDINGS, 7),
    row(Id::TakeDraft, "draft.take", Menu::Act, find_words::take, Some(find_words::short_take), &[f(2)], &[char('a')], DRAFTS, 1),
    row(Id::RefuseDraft, "draft.refuse", Menu::Act, find_words::refuse, Some(find_words::short_refuse), &[key(Delete)], &[char('x')], DRAFTS, 2),
    row(Id::WordDraft, "draft.word", Menu::Act, find_words::take_edited, Some(find_words::short_take_edited), &[f(3)], &[char('e')], DRAFTS, 3),
    row(Id::OpenDraft, "draft.open", Menu::Act, find_words::open_draft, Some(find_words::short_open), &[key(Enter)], NONE, DRAFTS, 4),
    row(Id::FindingTab, "findings.tab", Menu::View, find_words::next_tab, Some(find_words::short_tab), &[key(Tab), key(BackTab)], NONE, BOTH, 6),
    row(Id::OpenEvidence, "evidence.open", Menu::Act, evidence_words::open, Some(evidence_words::short_open), &[key(Enter)], NONE, EVIDENCE, 1),
    row(Id::EvidencePane, "evidence.pane", Menu::View, evidence_words::other_pane, Some(evidence_words::short_other_pane), &[key(Tab), key(BackTab)], NONE, EVIDENCE, 2),
    row(Id::EvidenceKind, "evidence.kind", Menu::View, evidence_words::kind, Some(evidence_words::short_kind), &[f(4)], &[char('f')], EVIDENCE, 3),
    row(Id::ExportEvidence, "evidence.export", Menu::File, evidence_words::export, Some(evidence_words::short_export), &[ctrl('e')], &[char('e')], EVIDENCE, 4),
    row(Id::GuessChoose, "guess.choose", Menu::Act, guess_words::choose, Some(guess_words::short_choose), &[key(Enter)], NONE, GUESS, 1),
    row(Id::GuessKeep, "guess.keep", Menu::Act, guess_words::keep, Some(guess_words::short_keep), &[f(3)], &[char(' ')], GUESS, 2),
    row(Id::GuessNext, "guess.next", Menu::Go, guess_words::next, Some(guess_words::short_next), &[f(8)], &[char('n')], GUESS, 3),
    row(Id::GuessPrevious, "guess.previous", Menu::Go, guess_words::previous, None, &[f(7)], &[char('p')], GUESS, 0),
    row(Id::GuessPick(1), "guess.pick-1", Menu::Act, guess_words::pick_1, None, NONE, &[char('1')], GUESS, 0),
    row(Id::GuessPick(2), "guess.pick-2", Menu::Act, guess_words::pick_2, None, NONE, &[char('2')], GUESS, 0),
    row(Id::GuessPick(3), "guess.pick-3", Menu::Act, guess_words::pick_3, None, NONE, &[char('3')], GUESS, 0),
    row(Id::GuessPick(4), "guess.pick-4", Menu::Act, guess_words::pick_4, None, NONE, &[char('4')], GUESS, 0),
    row(Id::GuessPick(5), "guess.pick-5", Menu::Act, guess_words::pick_5, None, NONE, &[char('5')], GUESS, 0),
    row(Id::GuessKind, "guess.kind", Menu::Act, guess_words::kind, Some(guess_words::short_kind), &[f(4)], &[char('t')], GUESS, 5),
    row(Id::GuessChoices, "guess.choices", Menu::Act, guess_words::choices, Some(guess_words::short_choices), &[f(9)], &[char('c')], GUESS, 6),
    row(Id::GuessLabel, "guess.label", Menu::Act, guess_words::label, Some(guess_words::short_label), &[f(2)], &[char('e')], GUESS, 7),
    row(Id::GuessId, "guess.id", Menu::Act, guess_words::id, Some(guess_words::short_id), &[f(6)], &[char('i')], GUESS, 9),
    row(Id::GuessMax, "guess.max", Menu::Act, guess_words::max, None, &[ctrl('b')], &[char('m')], GUESS, 0),
    row(Id::GuessAttribute, "guess.attribute", Menu::Act, guess_words::attribute, Some(guess_words::short_attribute), &[ctrl('a')], &[char('a')], GUESS, 11),
    row(Id::GuessLeaveOut, "guess.leave-out", Menu::Act, guess_words::leave_out, Some(guess_words::short_leave_out), &[key(Delete)], &[char('x')], GUESS, 8),
    row(Id::GuessPane, "guess.pane", Menu::View, guess_words::pane, Some(guess_words::short_pane), &[key(Tab), key(BackTab)], NONE, GUESS, 10),
    row(Id::GuessUndo, "guess.undo", Menu::Edit, guess_words::undo, None, &[ctrl('z')], &[char('u')], GUESS, 0),
    row(Id::GuessRedo, "guess.redo", Menu::Edit, guess_words::redo, None, &[ctrl('y')], &[char('U')], GUESS, 0),
    row(Id::GuessWrite, "guess.write", Menu::File, guess_words::write, Some(guess_words::short_write), &[ctrl('s')], &[char('w')], GUESS, 4),
    row(Id::NextSurvey, "guess.survey-next", Menu::Go, say::next_survey, None, &[ctrl_key(Right)], &[char('>')], GUESS, 0),
    row(Id::PreviousSurvey, "guess.survey-previous", Menu::Go, say::previous_survey, None, &[ctrl_key(Left)], &[char('<')], GUESS, 0),
    row(Id::Accept, "accept", Menu::Act, say::accept, None, &[key(Enter)], NONE, ANSWERS, 1),
    row(Id::Toggle, "check.toggle", Menu::Act, say::toggle, None, &[char(' ')], NONE, &[Place::Check], 2),
    row(Id::PickCondition, "filter.pick", Menu::Act, condition_words::pick, Some(condition_words::short_pick), &[f(4)], NONE, &[Place::Prompt], 2),
    row(Id::Nest, "check.nest", Menu::Act, say::nest, Some(say::short_nest), &[char('*')], NONE, &[Place::Check], 3),
    row(Id::Remove, "list.remove", Menu::Act, say::remove, None, &[ctrl('d')], NONE, &[Place::List], 2),
    row(Id::Back, "back", Menu::Go, say::back, Some(say::short_back), &[key(Esc)], NONE, &Place::ALL, 14),
    row(Id::NextQuestion, "question.next", Menu::Go, say::next_question, Some(say::short_next), &[f(8)], &[char('n')], TABLE, 1),
    row(Id::PreviousQuestion, "question.previous", Menu::Go, say::previous_question, Some(say::short_previous), &[f(7)], &[char('p')], TABLE, 1),
    row(Id::Banners, "table.banners", Menu::Act, say::banners, Some(say::short_banners), &[f(2)], &[char('b')], TABLE, 3),
    row(Id::Weight, "table.weight", Menu::Act, say::weight, Some(say::short_weight), &[f(3)], &[char('w')], TABLE, 8),
    row(Id::Filter, "table.filter", Menu::Act, say::filter, Some(say::short_filter), &[f(4)], &[char('f')], TABLE, 5),
    row(Id::Base, "table.base", Menu::View, say::base, None, &[ctrl('b')], &[char('a')], TABLE, 0),
    row(Id::Percent, "table.percent", Menu::View, say::percent, Some(say::short_percent), &[f(6)], &[char('%')], TABLE, 12),
    row(Id::Swap, "table.swap", Menu::View, say::swap, None, &[f(9)], &[char('x')], TABLE, 0),
    row(Id::Sort, "table.sort", Menu::View, say::sort, None, &[ctrl('r')], &[char('s')], TABLE, 0),
    row(Id::Missing, "table.missing", Menu::View, say::missing, None, &[ctrl('g')], &[char('m')], TABLE, 0),
    row(Id::Lines, "table.lines", Menu::View, say::lines, None, &[ctrl('l')], &[char('v')], TABLE, 0),
    row(Id::Digits, "table.digits", Menu::View, say::digits, None, NONE, &[char('d')], TABLE, 0),
    row(Id::Marks, "table.marks", Menu::View, mark_words::toggle, Some(mark_words::short_toggle), &[ctrl('a')], &[char('S')], TABLE, 16),
    row(Id::Tones, "table.tones", Menu::View, picture_words::tones, None, &[alt('t')], &[char('T')], TABLE, 0),
    row(Id::Chart, "table.chart", Menu::View, picture_words::chart, None, NONE, &[char('c')], TABLE, 0),
    row(Id::ChooseChart, "table.chart-kind", Menu::View, picture_words::choose_chart, None, &[alt('g')], &[char('C')], TABLE, 0),
    row(Id::Show, "show", Menu::View, picture_words::show, Some(picture_words::short_show), &[alt('v')], &[char('V')], TABLE, 18),
    row(Id::ShowNext, "show.next", Menu::Go, picture_words::show_next, None, &[key(Right), key(PageDown), char(' ')], &[char('l'), char('n')], SHOW, 0),
    row(Id::ShowPrevious, "show.previous", Menu::Go, picture_words::show_previous, None, &[key(Left), key(PageUp)], &[char('h'), char('p')], SHOW, 0),
    row(Id::ShowBanner, "show.banner", Menu::View, picture_words::show_banner, None, &[key(Down)], &[char('j'), char('b')], SHOW, 0),
    row(Id::ShowBannerBack, "show.banner-back", Menu::View, picture_words::show_banner_back, None, &[key(Up)], &[char('k')], SHOW, 0),
    row(Id::ShowChart, "show.chart", Menu::View, picture_words::show_chart, None, &[key(Tab)], &[char('c')], SHOW, 0),
    row(Id::Zoom, "pane.zoom", Menu::View, say::zoom, None, &[f(12)], &[char('z')], PANES, 0),
    row(Id::LineLeft, "pane.line-left", Menu::View, say::line_left, None, &[alt_key(Left)], NONE, PANES, 0),
    row(Id::LineRight, "pane.line-right", Menu::View, say::line_right, None, &[alt_key(Right)], NONE, PANES, 0),
    row(Id::LineUp, "pane.line-up", Menu::View, say::line_up, None, &[alt_key(Up)], NONE, PANES, 0),
    row(Id::LineDown, "pane.line-down", Menu::View, say::line_down, None, &[alt_key(Down)], NONE, PANES, 0),
    row(Id::NextPane, "pane.next", Menu::View, say::next_pane, Some(say::short_pane), &[key(Tab)], NONE, TABLE, 6),
    row(Id::PreviousPane, "pane.previous", Menu::View, say::previous_pane, None, &[key(BackTab)], NONE, TABLE, 0),
    row(Id::Search, "search", Menu::Edit, say::search, Some(say::short_search), &[ctrl('f')], &[char('/')], &[Place::Table, Place::Problems, Place::Decisions, Place::Tagging, Place::Items, Place::Findings, Place::Drafts, Place::Progress, Place::Tree], 7),
    row(Id::Save, "table.save", Menu::File, say::save, None, &[ctrl('s')], NONE, TABLE, 0),
    row(Id::Saved, "table.saved", Menu::File, say::saved, Some(say::short_saved), &[ctrl('o')], &[char('o')], SCREENS, 11),
    row(Id::Note, "question.note", Menu::Act, say::note, None, &[ctrl('n')], &[char('t')], TABLE, 0),
    row(Id::Copy, "copy", Menu::Edit, say::copy, Some(say::short_copy), &[ctrl('c')], &[char('y')], SCREENS, 10),
    row(Id::CopyMarkdown, "copy.markdown", Menu::Edit, say::copy_markdown, None, &[alt('c')], NONE, TABLE, 0),
    row(Id::SelectUp, "select.up", Menu::Edit, say::select_up, None, &[shift_key(Up)], NONE, TABLE, 0),
    row(Id::SelectDown, "select.down", Menu::Edit, say::select_down, None, &[shift_key(Down)], NONE, TABLE, 0),
    row(Id::SelectLeft, "select.left", Menu::Edit, say::select_left, None, &[shift_key(Left)], NONE, TABLE, 0),
    row(Id::SelectRight, "select.right", Menu::Edit, say::select_right, None, &[shift_key(Right)], NONE, TABLE, 0),
    row(Id::Export, "table.export", Menu::File, say::export, Some(say::short_export), &[ctrl('e')], &[char('e')], TABLE, 9),
    row(Id::Undo, "undo", Menu::Edit, say::undo, None, &[ctrl('z')], &[char('u')], SCREENS, 0),
    row(Id::Redo, "redo", Menu::Edit, say::redo, None, &[ctrl('y')], &[char('U')], SCREENS, 0),
    row(Id::Redo, "redo.here", Menu::Edit, tag::redo, None, &[ctrl('r')], NONE, TAGGING, 0),
    row(Id::Find, "find", Menu::Go, everything::find, None, &[alt('f')], NONE, SCREENS, 0),
    row(Id::ToOverview, "go.overview", Menu::Go, say::to_overview, None, &[alt('1')], &[char('1')], SCREENS, 0),
    row(Id::ToTable, "go.table", Menu::Go, say::to_table, None, &[alt('2')], &[char('2')], SCREENS, 0),
    row(Id::ToProblems, "go.problems", Menu::Go, say::to_problems, Some(say::short_problems), &[alt('3'), ctrl('k')], &[char('3')], SCREENS, 5),
    row(Id::ToTagging, "go.tagging", Menu::Go, comment_words::to_tagging, None, &[alt('4')], &[char('4')], SCREENS, 0),
    row(Id::ToItems, "go.items", Menu::Go, comment_words::to_items, None, &[alt('5')], &[char('5')], SCREENS, 0),
    row(Id::ToProgress, "go.progress", Menu::Go, plan_words::to_progress, None, &[alt('6')], &[char('6')], SCREENS, 0),
    row(Id::ToTree, "go.tree", Menu::Go, plan_words::to_tree, None, &[alt('7')], &[char('7')], SCREENS, 0),
    row(Id::ToFindings, "go.findings", Menu::Go, find_words::to_findings, None, &[alt('8')], &[char('8')], SCREENS, 0),
    row(Id::ToEvidence, "go.evidence", Menu::Go, evidence_words::to_evidence, None, &[alt('9')], &[char('9')], SCREENS, 0),
    row(Id::ToForm, "go.form", Menu::Go, form_words::to_form, None, &[alt('0')], &[char('0')], SCREENS, 0),
    row(Id::GoBack, "go.back", Menu::Go, plan_words::go_back, Some(plan_words::short_go_back), &[key(Backspace)], NONE, &[Place::Table, Place::Form, Place::Items, Place::Findings, Place::Evidence], 0),
    row(Id::GoBack, "go.back-here", Menu::Go, plan_words::go_back, Some(plan_words::short_go_back), &[key(Backspace)], &[char('b')], PLANS, 6),
    row(Id::NextSurvey, "survey.next", Menu::Go, move_words::next_of_kind, None, &[ctrl_key(Right)], &[char('>')], SCREENS, 0),
    row(Id::PreviousSurvey, "survey.previous", Menu::Go, move_words::previous_of_kind, None, &[ctrl_key(Left)], &[char('<')], SCREENS, 0),
    row(Id::Reload, "reload", Menu::File, say::reload, None, &[f(5)], NONE, SCREENS, 0),
    row(Id::SetName, "name.set", Menu::File, settings_words::set_name, None, &[alt('n')], NONE, NAMES, 0),
    row(Id::Messages, "messages", Menu::Help, say::messages, None, NONE, &[char('M')], SCREENS, 0),
    row(Id::Help, "help", Menu::Help, say::help, Some(say::short_help), &[f(1)], &[char('?')], &Place::ALL, 4),
    row(Id::Palette, "palette", Menu::Help, say::palette, Some(say::short_palette), &[ctrl('p')], &[char(':')], MENUS, 13),
    row(Id::Menu, "menu", Menu::Help, say::menu, Some(say::short_menu), &[f(10)], NONE, &Place::ALL, 12),
    row(Id::Tour, "tour", Menu::Help, say::tour, None, &[alt('h')], NONE, SCREENS, 0),
    row(Id::Quit, "quit", Menu::File, say::quit, Some(say::short_quit), &[ctrl('q')], &[char('q')], MENUS, 15),
    row(Id::Up, "move.up", Menu::Go, say::up, None, &[key(Up)], &[char('k')], LISTS, 0),
    row(Id::Down, "move.down", Menu::Go, say::down, None, &[key(Down)], &[char('j')], LISTS, 0),
    row(Id::Left, "move.left", Menu::Go, say::left, None, &[key(Left)], &[char('h')], MOVES, 0),
    row(Id::Right, "move.right", Menu::Go, say::right, None, &[key(Right)], &[char('l')], MOVES, 0),
    row(Id::PageUp, "move.page-up", Menu::Go, say::page_up, None, &[key(PageUp)], NONE, LISTS, 0),
    row(Id::PageDown, "move.page-down", Menu::Go, say::page_down, None, &[key(PageDown)], NONE, LISTS, 0),
    row(Id::RowStart, "move.start", Menu::Go, move_words::to_start, None, &[key(Home)], NONE, ENDS, 0),
    row(Id::RowEnd, "move.end", Menu::Go, move_words::to_end, None, &[key(End)], NONE, ENDS, 0),
    row(Id::First, "move.first", Menu::Go, say::first, None, &[ctrl_key(Home)], &[char('g')], LISTS, 0),
    row(Id::Last, "move.last", Menu::Go, say::last, None, &[ctrl_key(End)], &[char('G')], LISTS, 0),
    row(Id::EditLeft, "edit.left", Menu::Edit, say::left, None, &[key(Left)], NONE, FIELDS, 0),
    row(Id::EditRight, "edit.right", Menu::Edit, say::right, None, &[key(Right)], NONE, FIELDS, 0),
    row(Id::EditStart, "edit.start", Menu::Edit, say::row_start, None, &[key(Home)], NONE, LINES, 0),
    row(Id::EditEnd, "edit.end", Menu::Edit, say::row_end, None, &[key(End)], NONE, LINES, 0),
    row(Id::EditBack, "edit.back", Menu::Edit, say::edit_back, None, &[key(Backspace)], NONE, FIELDS, 0),
    row(Id::EditDelete, "edit.delete", Menu::Edit, say::edit_delete, None, &[key(Delete)], NONE, FIELDS, 0),
    row(Id::EditWord, "edit.word", Menu::Edit, say::edit_word, None, &[ctrl('w')], NONE, FIELDS, 0),
    row(Id::EditClear, "edit.clear", Menu::Edit, say::edit_clear, None, &[ctrl('u')], NONE, TEXT, 0),
];
