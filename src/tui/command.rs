//! THE table of commands: name, title, default keys, where they work. Keymap, help, palette, footer and `koe keys`
//! derive from it, so none of them can differ from what happens.
//!
//! What a command does stands in `update`; when it cannot be used, in [`enabled`](super::enabled).

use crossterm::event::KeyCode::{
    BackTab, Backspace, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

pub use super::id::Id;
use super::key::{Key, alt, char, ctrl, ctrl_key, f, key};
pub use super::place::Place;
use crate::messages::{
    Lang, check_screen as check_words, comments::items as item_words, comments::screen as comment_words,
    comments::tagging as tag, entry_screen as entry_words, evidence_screen as evidence_words, explain as explain_words,
    findings_screen as find_words, form_screen as form_words, guess_screen as guess_words, marks as mark_words,
    pinning as pin_words, plan::screen as plan_words, screen as say,
};

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// What it is.
    pub id: Id,
    /// Name for scripts and the palette.
    pub name: &'static str,
    /// Title for people.
    pub title: fn(Lang) -> &'static str,
    /// Keys that work wherever the command does.
    pub keys: &'static [Key],
    /// Keys that work only where letters are not text.
    pub letters: &'static [Key],
    /// Where it works.
    pub places: &'static [Place],
    /// Place in the footer, from 1; 0 is not shown there.
    pub footer: u8,
}

const SCREENS: &[Place] = &[
    Place::Overview,
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
];
const MOVES: &[Place] = &[
    Place::Overview,
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
    Place::Excerpt,
];
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
const PROGRESS: &[Place] = &[Place::Progress];
const TREE: &[Place] = &[Place::Tree];
const PLANS: &[Place] = &[Place::Progress, Place::Tree];
const EDITOR: &[Place] = &[Place::Editor];
const EXCERPT: &[Place] = &[Place::Excerpt];
const TABLE: &[Place] = &[Place::Table];
const TAGGING: &[Place] = &[Place::Tagging];
const LISTS: &[Place] = &[
    Place::Overview,
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
    Place::Guess,
    Place::Search,
    Place::List,
    Place::Check,
    Place::Entry,
    Place::Editor,
    Place::Excerpt,
    Place::Pin,
    Place::Links,
];
const TEXT: &[Place] = &[Place::Search, Place::List, Place::Check, Place::Prompt, Place::Entry, Place::Links];
const FIELDS: &[Place] =
    &[Place::Search, Place::List, Place::Check, Place::Prompt, Place::Entry, Place::Editor, Place::Pin, Place::Links];
const ANSWERS: &[Place] = &[Place::Search, Place::List, Place::Check, Place::Prompt, Place::Excerpt];
const FORM: &[Place] = &[Place::Pin, Place::Links];
const PINS: &[Place] = &[Place::Table, Place::Tagging, Place::Items];
const FINDINGS: &[Place] = &[Place::Findings];
const DRAFTS: &[Place] = &[Place::Drafts];
const EVIDENCE: &[Place] = &[Place::Evidence];
const BOTH: &[Place] = &[Place::Findings, Place::Drafts];
const WRITING: &[Place] = &[Place::Editor, Place::Pin];
const GUESS: &[Place] = &[Place::Guess];
const NONE: &[Key] = &[];

type Title = fn(Lang) -> &'static str;

const fn row(
    id: Id,
    name: &'static str,
    title: Title,
    keys: &'static [Key],
    letters: &'static [Key],
    places: &'static [Place],
    footer: u8,
) -> Command {
    Command { id, name, title, keys, letters, places, footer }
}

/// Every command, in the order of help.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    row(Id::OpenSurvey, "survey.open", say::open_survey, &[key(Enter)], NONE, &[Place::Overview], 1),
    row(Id::OpenItem, "item.open", item_words::open, &[key(Enter), f(2)], &[char('r')], ITEMS, 1),
    row(Id::MarkItem, "item.mark", item_words::mark, NONE, &[char(' ')], ITEMS, 2),
    row(Id::MarkRange, "item.range", item_words::range, &[ctrl('a')], &[char('v')], ITEMS, 0),
    row(Id::DraftItems, "item.draft", item_words::draft, &[f(3)], &[char('n')], ITEMS, 3),
    row(Id::MergeItems, "item.merge", item_words::merge, &[f(4)], &[char('m')], ITEMS, 4),
    row(Id::ChooseClass, "item.class", item_words::class, &[f(6)], &[char('c')], ITEMS, 3),
    row(Id::ReplyFrom, "item.reply-from", item_words::reply_from, &[ctrl('r')], &[char('p')], ITEMS, 0),
    row(Id::EditOutline, "item.outline", item_words::outline, &[ctrl('l')], &[char('o')], ITEMS, 5),
    row(Id::QuoteOutline, "item.quote", item_words::quote, &[ctrl('t')], &[char('i')], ITEMS, 0),
    row(Id::ChooseHeading, "item.heading", item_words::heading, &[ctrl('g')], &[char('h')], ITEMS, 0),
    row(Id::AskSection, "item.ask", item_words::ask, &[f(8)], &[char('a')], ITEMS, 6),
    row(Id::EditChanges, "item.changes", item_words::changes, &[ctrl('n')], &[char('d')], ITEMS, 0),
    row(Id::TakeOut, "item.take-out", item_words::take_out, &[f(9)], &[char('x')], ITEMS, 0),
    row(Id::Scope, "item.scope", item_words::scope, &[ctrl('x')], &[char('s')], ITEMS, 0),
    row(Id::MaskText, "item.mask", item_words::mask, &[ctrl('b')], &[char('b')], ITEMS, 0),
    row(Id::FilterItems, "item.filter", item_words::filter, &[f(7)], &[char('f')], ITEMS, 6),
    row(Id::PublishItems, "item.publish", item_words::publish, &[ctrl('e')], &[char('e')], ITEMS, 8),
    row(Id::SettleFirst, "dispute.first", item_words::settle_first, NONE, &[char('1'), char('a')], &[Place::Disputes], 1),
    row(Id::SettleSecond, "dispute.second", item_words::settle_second, NONE, &[char('2'), char('b')], &[Place::Disputes], 2),
    row(Id::SettleThird, "dispute.third", item_words::settle_third, NONE, &[char('3'), char('c')], &[Place::Disputes], 0),
    row(Id::SettleAll, "dispute.all", item_words::settle_all, NONE, &[char('0'), char('+')], &[Place::Disputes], 3),
    row(Id::Unsettle, "dispute.open", item_words::unsettle, &[key(Delete)], &[char('-')], &[Place::Disputes], 4),
    row(Id::ToggleMask, "mask.toggle", item_words::toggle_mask, &[key(Enter)], &[char(' ')], &[Place::Masks], 1),
    row(Id::ToWarned, "warning.open", item_words::to_warned, &[key(Enter)], NONE, &[Place::Warnings], 1),
    row(Id::NextTab, "items.next-tab", item_words::next_tab, &[key(Tab)], NONE, TABS, 7),
    row(Id::PreviousTab, "items.previous-tab", item_words::previous_tab, &[key(BackTab)], NONE, TABS, 0),
    row(Id::DetailUp, "detail.up", item_words::detail_up, &[ctrl_key(Up)], &[char('K')], DETAIL, 0),
    row(Id::DetailDown, "detail.down", item_words::detail_down, &[ctrl_key(Down)], &[char('J')], DETAIL, 0),
    row(Id::SaveText, "text.save", item_words::save_text, &[ctrl('s'), f(2)], NONE, EDITOR, 1),
    row(Id::NewLine, "text.line", item_words::new_line, &[key(Enter)], NONE, EDITOR, 0),
    row(Id::NextField, "text.next-field", item_words::next_field, &[key(Tab)], NONE, EDITOR, 0),
    row(Id::PreviousField, "text.previous-field", item_words::previous_field, &[key(BackTab)], NONE, EDITOR, 0),
    row(Id::EditUndo, "text.undo", item_words::text_undo, &[ctrl('z')], NONE, WRITING, 2),
    row(Id::EditRedo, "text.redo", item_words::text_redo, &[ctrl('y')], NONE, WRITING, 0),
    row(Id::Anchor, "excerpt.start", item_words::anchor, NONE, &[char(' ')], EXCERPT, 2),
    row(Id::WholeText, "excerpt.all", item_words::whole_text, &[ctrl('a')], &[char('a')], EXCERPT, 3),
    row(Id::NextSentence, "excerpt.next-sentence", item_words::next_sentence, &[ctrl_key(Right)], &[char('w')], EXCERPT, 4),
    row(Id::PreviousSentence, "excerpt.previous-sentence", item_words::previous_sentence, &[ctrl_key(Left)], &[char('b')], EXCERPT, 0),
    row(Id::OtherOpinion, "excerpt.other", item_words::other_opinion, &[key(Tab)], NONE, EXCERPT, 5),
    row(Id::OpenRecord, "record.open", plan_words::open_record, &[key(Enter)], NONE, PROGRESS, 1),
    row(Id::NextPlan, "plan.next", plan_words::next_plan, &[key(Tab)], NONE, PLANS, 2),
    row(Id::PreviousPlan, "plan.previous", plan_words::previous_plan, &[key(BackTab)], NONE, PLANS, 0),
    row(Id::FilterRecords, "record.filter", plan_words::filter, &[f(4)], &[char('f')], PROGRESS, 3),
    row(Id::ByStrategy, "record.strategy", plan_words::by_strategy, &[f(6)], &[char('s')], PROGRESS, 4),
    row(Id::ByGrade, "record.grade", plan_words::by_grade, &[f(7)], &[char('a')], PROGRESS, 4),
    row(Id::WithoutResults, "record.without", plan_words::without, &[f(8)], &[char('n')], PROGRESS, 5),
    row(Id::ShowInTree, "record.tree", plan_words::in_tree, &[f(3)], &[char('t')], PROGRESS, 5),
    row(Id::ExportPlan, "plan.export", plan_words::export, &[ctrl('e')], &[char('e')], PROGRESS, 8),
    row(Id::OpenNode, "tree.open", plan_words::open_node, &[key(Enter), char(' ')], NONE, TREE, 1),
    row(Id::JumpTo, "tree.jump", plan_words::jump, &[f(2)], &[char('o')], TREE, 3),
    row(Id::OpenAll, "tree.open-all", plan_words::open_all, &[f(6)], &[char('+')], TREE, 4),
    row(Id::CloseAll, "tree.close-all", plan_words::close_all, &[f(7)], &[char('-')], TREE, 4),
    row(Id::OpenCell, "cell.open", say::open_cell, &[key(Enter)], NONE, TABLE, 2),
    row(Id::Explain, "cell.explain", explain_words::explain, &[ctrl('t')], &[char('i')], TABLE, 4),
    row(Id::PinCell, "pin", pin_words::pin, &[alt('p')], &[char('P')], PINS, 9),
    row(Id::PinDifference, "pin.difference", pin_words::pin_difference, &[alt('d')], &[char('D')], TABLE, 17),
    row(Id::MarkCell, "pin.mark", pin_words::mark, &[alt('m')], &[char('=')], TABLE, 0),
    row(Id::OpenProblem, "problem.open", check_words::open_problem, &[key(Enter)], NONE, PROBLEMS, 1),
    row(Id::OpenDecision, "decision.open", check_words::open_decision, &[key(Enter)], NONE, DECISIONS, 1),
    row(Id::EditAnswer, "answer.edit-row", form_words::edit, &[key(Enter)], NONE, SINGLE, 1),
    row(Id::Remedy, "answer.settle", check_words::remedy, &[f(2)], &[char('r')], ANSWER, 2),
    row(Id::Confirm, "answer.confirm", check_words::confirm, &[f(3)], &[char('c')], ANSWER, 3),
    row(Id::RemedyAll, "problem.settle-all", check_words::remedy_all, &[f(9)], &[char('R')], PROBLEMS, 3),
    row(Id::EditAnswer, "answer.edit", check_words::value, &[f(6)], &[char('v')], PROBLEMS, 4),
    row(Id::NextOpenForm, "form.next-open", form_words::next_open, &[f(8)], &[char('n')], SINGLE, 4),
    row(Id::PreviousOpenForm, "form.previous-open", form_words::previous_open, &[f(7)], &[char('N')], SINGLE, 0),
    row(Id::LeaveOutForm, "form.leave-out", form_words::leave_out, &[f(6)], &[char('x')], SINGLE, 5),
    row(Id::FindForm, "form.find", form_words::find, &[f(4), ctrl('f')], &[char('/')], SINGLE, 6),
    row(Id::EnterForm, "form.enter", entry_words::enter, &[f(9)], &[char('i')], SINGLE, 6),
    row(Id::EntryNext, "entry.next", entry_words::next, &[key(Enter)], NONE, ENTRY, 1),
    row(Id::SaveEntry, "entry.save", entry_words::save, &[f(2), ctrl('s')], NONE, ENTRY, 2),
    row(Id::FastEntry, "entry.fast", entry_words::fast, &[f(6)], NONE, ENTRY, 3),
    row(Id::DropEntry, "entry.discard", entry_words::drop_draft, &[ctrl('d')], NONE, ENTRY, 5),
    row(Id::TakeBackFix, "decision.take-back", check_words::take_back, &[key(Delete)], NONE, &[Place::Decisions, Place::Form], 7),
    row(Id::CheckStatus, "problem.status", check_words::status, &[f(7)], &[char('s')], PROBLEMS, 5),
    row(Id::CheckRule, "problem.rule", check_words::rule, &[f(4)], &[char('f')], PROBLEMS, 5),
    row(Id::OnlyStale, "decision.stale", check_words::only_stale, &[f(7)], &[char('s')], DECISIONS, 5),
    row(Id::CheckTab, "check.tab", check_words::tab, &[key(Tab), key(BackTab)], NONE, CHECK, 6),
    row(Id::ProblemDetails, "problem.details", check_words::details, &[ctrl('t')], &[char('i')], PROBLEMS, 8),
    row(Id::ExportList, "problem.export", check_words::export, &[ctrl('e')], &[char('e')], CHECK, 9),
    row(Id::TagAccept, "tag.accept", tag::accept, &[key(Enter)], NONE, TAGGING, 1),
    row(Id::Code(1), "tag.code-1", tag::code_1, NONE, &[char('1')], TAGGING, 0),
    row(Id::Code(2), "tag.code-2", tag::code_2, NONE, &[char('2')], TAGGING, 0),
    row(Id::Code(3), "tag.code-3", tag::code_3, NONE, &[char('3')], TAGGING, 0),
    row(Id::Code(4), "tag.code-4", tag::code_4, NONE, &[char('4')], TAGGING, 0),
    row(Id::Code(5), "tag.code-5", tag::code_5, NONE, &[char('5')], TAGGING, 0),
    row(Id::Code(6), "tag.code-6", tag::code_6, NONE, &[char('6')], TAGGING, 0),
    row(Id::Code(7), "tag.code-7", tag::code_7, NONE, &[char('7')], TAGGING, 0),
    row(Id::Code(8), "tag.code-8", tag::code_8, NONE, &[char('8')], TAGGING, 0),
    row(Id::Code(9), "tag.code-9", tag::code_9, NONE, &[char('9')], TAGGING, 0),
    row(Id::NextPageCode(1), "tag.next-page-1", tag::next_page_1, NONE, &[char('!')], TAGGING, 0),
    row(Id::NextPageCode(2), "tag.next-page-2", tag::next_page_2, NONE, &[char('@'), char('"')], TAGGING, 0),
    row(Id::NextPageCode(3), "tag.next-page-3", tag::next_page_3, NONE, &[char('#')], TAGGING, 0),
    row(Id::NextPageCode(4), "tag.next-page-4", tag::next_page_4, NONE, &[char('$')], TAGGING, 0),
    row(Id::NextPageCode(5), "tag.next-page-5", tag::next_page_5, NONE, &[char('%')], TAGGING, 0),
    row(Id::TagPage, "tag.page", tag::page, &[key(Tab)], &[char('0')], TAGGING, 0),
    row(Id::Star(1), "tag.star-1", tag::star_1, NONE, &[char('a')], TAGGING, 0),
    row(Id::Star(2), "tag.star-2", tag::star_2, NONE, &[char('b')], TAGGING, 0),
    row(Id::Star(3), "tag.star-3", tag::star_3, NONE, &[char('c')], TAGGING, 0),
    row(Id::AcceptStar(1), "tag.accept-1", tag::accept_1, NONE, &[char('A')], TAGGING, 0),
    row(Id::AcceptStar(2), "tag.accept-2", tag::accept_2, NONE, &[char('B')], TAGGING, 0),
    row(Id::AcceptStar(3), "tag.accept-3", tag::accept_3, NONE, &[char('C')], TAGGING, 0),
    row(Id::TagBoth, "tag.both", tag::both, NONE, &[char('+')], TAGGING, 0),
    row(Id::TagBack, "tag.take-back", tag::take_back, &[key(Backspace)], NONE, TAGGING, 0),
    row(Id::TagPicker, "tag.find", tag::picker, &[f(2)], &[char('/')], TAGGING, 2),
    row(Id::TagRepeat, "tag.repeat", tag::repeat, NONE, &[char('.')], TAGGING, 6),
    row(Id::TagGroup, "tag.group", tag::group, &[f(9)], &[char('g')], TAGGING, 3),
    row(Id::TagNone, "tag.none", tag::none_fits, NONE, &[char('-')], TAGGING, 8),
    row(Id::TagSkip, "tag.skip", tag::skip, &[f(6)], &[char('s')], TAGGING, 5),
    row(Id::TagFlag, "tag.flag", tag::flag, &[f(7)], &[char('f')], TAGGING, 7),
    row(Id::TagSplit, "tag.divide", tag::split, &[f(8)], &[char('x')], TAGGING, 4),
    row(Id::TagMark, "tag.cut", tag::mark, &[char(' ')], NONE, TAGGING, 0),
    row(Id::TagJoin, "tag.join", tag::join, NONE, &[char('J')], TAGGING, 0),
    row(Id::TagNext, "tag.next", tag::next, NONE, &[char('n')], TAGGING, 0),
    row(Id::TagPrevious, "tag.previous", tag::previous, NONE, &[char('p')], TAGGING, 0),
    row(Id::TagScope, "tag.out-of-scope", tag::out_of_scope, &[ctrl('x')], &[char('o')], TAGGING, 0),
    row(Id::TagWithdraw, "tag.withdraw", tag::withdraw, &[ctrl('w')], &[char('w')], TAGGING, 0),
    row(Id::TagUncode, "tag.clear", tag::uncode, &[key(Delete)], NONE, TAGGING, 0),
    row(Id::TagSettle, "tag.settle", tag::settle, NONE, &[char('=')], TAGGING, 0),
    row(Id::TagFilter, "tag.filter", tag::filter, &[f(4)], &[char('F')], TAGGING, 9),
    row(Id::TagQueue, "tag.order", tag::queue, &[f(3)], &[char('q')], TAGGING, 9),
    row(Id::TagSimilar, "tag.similar", tag::similar, &[ctrl('t')], &[char('t')], TAGGING, 0),
    row(Id::TagPane, "tag.similar-pane", tag::pane, NONE, &[char('m')], TAGGING, 0),
    row(Id::TagDetails, "tag.details", tag::details, &[ctrl('d')], &[char('d')], TAGGING, 0),
    row(Id::TagOriginal, "tag.original", tag::original, &[ctrl('b')], &[char('v')], TAGGING, 0),
    row(Id::TagCodebook, "tag.codebook", tag::codebook, &[ctrl('e')], &[char('e')], TAGGING, 0),
    row(Id::TagCoder, "tag.coder", tag::coder, NONE, &[char('W')], TAGGING, 0),
    row(Id::SaveFinding, "finding.save", pin_words::save, &[key(Enter), ctrl('s')], NONE, FORM, 1),
    row(Id::OtherField, "finding.other-field", pin_words::other_field, &[key(Tab), key(BackTab)], NONE, FORM, 2),
    row(Id::ChooseRecord, "finding.choose", pin_words::choose_record, &[char(' ')], NONE, &[Place::Links], 3),
    row(Id::OpenFinding, "finding.open", find_words::open, &[key(Enter)], NONE, FINDINGS, 1),
    row(Id::EditFinding, "finding.edit", find_words::edit, &[f(2)], &[char('e')], FINDINGS, 2),
    row(Id::LinkFinding, "finding.link", find_words::link, &[f(3)], &[char('a')], FINDINGS, 3),
    row(Id::RenewFinding, "finding.renew", find_words::renew, &[f(4)], &[char('n')], FINDINGS, 4),
    row(Id::ReviewFinding, "finding.review", find_words::review, &[f(6)], &[char('r')], FINDINGS, 5),
    row(Id::AcceptFinding, "finding.accept", find_words::accept, &[f(7)], &[char('c')], FINDINGS, 6),
    row(Id::NoteFinding, "finding.note", find_words::note, &[ctrl('n')], &[char('t')], FINDINGS, 8),
    row(Id::DeleteFinding, "finding.delete", find_words::delete, &[key(Delete)], &[char('x')], FINDINGS, 9),
    row(Id::FilterFindings, "finding.filter", find_words::filter, &[f(8)], &[char('f')], FINDINGS, 7),
    row(Id::TakeDraft, "draft.take", find_words::take, &[f(2)], &[char('a')], DRAFTS, 1),
    row(Id::RefuseDraft, "draft.refuse", find_words::refuse, &[key(Delete)], &[char('x')], DRAFTS, 2),
    row(Id::WordDraft, "draft.word", find_words::take_edited, &[f(3)], &[char('e')], DRAFTS, 3),
    row(Id::OpenDraft, "draft.open", find_words::open_draft, &[key(Enter)], NONE, DRAFTS, 4),
    row(Id::FindingTab, "findings.tab", find_words::next_tab, &[key(Tab), key(BackTab)], NONE, BOTH, 6),
    row(Id::OpenEvidence, "evidence.open", evidence_words::open, &[key(Enter)], NONE, EVIDENCE, 1),
    row(Id::EvidencePane, "evidence.pane", evidence_words::other_pane, &[key(Tab), key(BackTab)], NONE, EVIDENCE, 2),
    row(Id::EvidenceKind, "evidence.kind", evidence_words::kind, &[f(4)], &[char('f')], EVIDENCE, 3),
    row(Id::ExportEvidence, "evidence.export", evidence_words::export, &[ctrl('e')], &[char('e')], EVIDENCE, 4),
    row(Id::GuessChoose, "guess.choose", guess_words::choose, &[key(Enter)], NONE, GUESS, 1),
    row(Id::GuessKeep, "guess.keep", guess_words::keep, &[f(3)], &[char(' ')], GUESS, 2),
    row(Id::GuessNext, "guess.next", guess_words::next, &[f(8)], &[char('n')], GUESS, 3),
    row(Id::GuessPrevious, "guess.previous", guess_words::previous, &[f(7)], &[char('p')], GUESS, 0),
    row(Id::GuessPick(1), "guess.pick-1", guess_words::pick_1, NONE, &[char('1')], GUESS, 0),
    row(Id::GuessPick(2), "guess.pick-2", guess_words::pick_2, NONE, &[char('2')], GUESS, 0),
    row(Id::GuessPick(3), "guess.pick-3", guess_words::pick_3, NONE, &[char('3')], GUESS, 0),
    row(Id::GuessPick(4), "guess.pick-4", guess_words::pick_4, NONE, &[char('4')], GUESS, 0),
    row(Id::GuessPick(5), "guess.pick-5", guess_words::pick_5, NONE, &[char('5')], GUESS, 0),
    row(Id::GuessKind, "guess.kind", guess_words::kind, &[f(4)], &[char('t')], GUESS, 5),
    row(Id::GuessChoices, "guess.choices", guess_words::choices, &[f(9)], &[char('c')], GUESS, 6),
    row(Id::GuessLabel, "guess.label", guess_words::label, &[f(2)], &[char('e')], GUESS, 7),
    row(Id::GuessId, "guess.id", guess_words::id, &[f(6)], &[char('i')], GUESS, 9),
    row(Id::GuessMax, "guess.max", guess_words::max, &[ctrl('b')], &[char('m')], GUESS, 0),
    row(Id::GuessLeaveOut, "guess.leave-out", guess_words::leave_out, &[key(Delete)], &[char('x')], GUESS, 8),
    row(Id::GuessPane, "guess.pane", guess_words::pane, &[key(Tab), key(BackTab)], NONE, GUESS, 10),
    row(Id::GuessUndo, "guess.undo", guess_words::undo, &[ctrl('z')], &[char('u')], GUESS, 0),
    row(Id::GuessRedo, "guess.redo", guess_words::redo, &[ctrl('y')], &[char('U')], GUESS, 0),
    row(Id::GuessWrite, "guess.write", guess_words::write, &[f(10), ctrl('s')], &[char('w')], GUESS, 4),
    row(Id::NextSurvey, "guess.survey-next", say::next_survey, &[ctrl_key(Right)], &[char('>')], GUESS, 0),
    row(Id::PreviousSurvey, "guess.survey-previous", say::previous_survey, &[ctrl_key(Left)], &[char('<')], GUESS, 0),
    row(Id::Accept, "accept", say::accept, &[key(Enter)], NONE, ANSWERS, 1),
    row(Id::Toggle, "check.toggle", say::toggle, &[char(' ')], NONE, &[Place::Check], 2),
    row(Id::Nest, "check.nest", say::nest, &[char('*')], NONE, &[Place::Check], 3),
    row(Id::Remove, "list.remove", say::remove, &[ctrl('d')], NONE, &[Place::List], 2),
    row(Id::Back, "back", say::back, &[key(Esc)], NONE, &Place::ALL, 14),
    row(Id::NextQuestion, "question.next", say::next_question, &[f(8)], &[char('n')], TABLE, 1),
    row(Id::PreviousQuestion, "question.previous", say::previous_question, &[f(7)], &[char('p')], TABLE, 1),
    row(Id::Banners, "table.banners", say::banners, &[f(2)], &[char('b')], TABLE, 3),
    row(Id::Weight, "table.weight", say::weight, &[f(3)], &[char('w')], TABLE, 8),
    row(Id::Filter, "table.filter", say::filter, &[f(4)], &[char('f')], TABLE, 5),
    row(Id::Base, "table.base", say::base, &[ctrl('b')], &[char('a')], TABLE, 0),
    row(Id::Percent, "table.percent", say::percent, &[f(6)], &[char('%')], TABLE, 12),
    row(Id::Swap, "table.swap", say::swap, &[f(9)], &[char('x')], TABLE, 0),
    row(Id::Sort, "table.sort", say::sort, &[ctrl('r')], &[char('s')], TABLE, 0),
    row(Id::Missing, "table.missing", say::missing, &[ctrl('g')], &[char('m')], TABLE, 0),
    row(Id::Lines, "table.lines", say::lines, &[ctrl('l')], &[char('v')], TABLE, 0),
    row(Id::Digits, "table.digits", say::digits, NONE, &[char('d')], TABLE, 0),
    row(Id::Marks, "table.marks", mark_words::toggle, &[ctrl('a')], &[char('S')], TABLE, 16),
    row(Id::Chart, "table.chart", say::chart, NONE, &[char('c')], TABLE, 0),
    row(Id::Zoom, "pane.zoom", say::zoom, &[f(12)], &[char('z')], &[Place::Table, Place::Tagging], 0),
    row(Id::NextPane, "pane.next", say::next_pane, &[key(Tab)], NONE, TABLE, 6),
    row(Id::PreviousPane, "pane.previous", say::previous_pane, &[key(BackTab)], NONE, TABLE, 0),
    row(Id::Search, "search", say::search, &[ctrl('f')], &[char('/')], &[Place::Table, Place::Problems, Place::Decisions, Place::Tagging, Place::Items, Place::Findings, Place::Drafts, Place::Progress, Place::Tree], 7),
    row(Id::Save, "table.save", say::save, &[ctrl('s')], NONE, TABLE, 0),
    row(Id::Saved, "table.saved", say::saved, &[ctrl('o')], &[char('o')], SCREENS, 11),
    row(Id::Note, "question.note", say::note, &[ctrl('n')], &[char('t')], TABLE, 0),
    row(Id::Copy, "copy", say::copy, &[ctrl('c')], &[char('y')], SCREENS, 10),
    row(Id::Export, "table.export", say::export, &[ctrl('e')], &[char('e')], TABLE, 9),
    row(Id::Undo, "undo", say::undo, &[ctrl('z')], &[char('u')], SCREENS, 0),
    row(Id::Redo, "redo", say::redo, &[ctrl('y')], &[char('U')], SCREENS, 0),
    row(Id::Redo, "redo.here", tag::redo, &[ctrl('r')], NONE, TAGGING, 0),
    row(Id::ToOverview, "go.overview", say::to_overview, &[alt('1')], &[char('1')], SCREENS, 0),
    row(Id::ToTable, "go.table", say::to_table, &[alt('2')], &[char('2')], SCREENS, 0),
    row(Id::ToProblems, "go.problems", say::to_problems, &[alt('3'), ctrl('k')], &[char('3')], SCREENS, 5),
    row(Id::ToTagging, "go.tagging", comment_words::to_tagging, &[alt('4')], &[char('4')], SCREENS, 0),
    row(Id::ToItems, "go.items", comment_words::to_items, &[alt('5')], &[char('5')], SCREENS, 0),
    row(Id::ToFindings, "go.findings", find_words::to_findings, &[alt('8')], &[char('8')], SCREENS, 0),
    row(Id::ToEvidence, "go.evidence", evidence_words::to_evidence, &[alt('9')], &[char('9')], SCREENS, 0),
    row(Id::ToProgress, "go.progress", plan_words::to_progress, &[alt('6')], &[char('6')], SCREENS, 0),
    row(Id::ToTree, "go.tree", plan_words::to_tree, &[alt('7')], &[char('7')], SCREENS, 0),
    row(Id::ToForm, "go.form", form_words::to_form, &[alt('0')], &[char('0')], SCREENS, 0),
    row(Id::GoBack, "go.back", plan_words::go_back, &[key(Backspace)], NONE, &[Place::Table, Place::Form, Place::Items, Place::Findings, Place::Evidence], 0),
    row(Id::GoBack, "go.back-here", plan_words::go_back, &[key(Backspace)], &[char('b')], PLANS, 6),
    row(Id::NextSurvey, "survey.next", say::next_survey, &[ctrl_key(Right)], &[char('>')], SCREENS, 0),
    row(Id::PreviousSurvey, "survey.previous", say::previous_survey, &[ctrl_key(Left)], &[char('<')], SCREENS, 0),
    row(Id::Reload, "reload", say::reload, &[f(5)], NONE, SCREENS, 0),
    row(Id::Messages, "messages", say::messages, NONE, &[char('M')], SCREENS, 0),
    row(Id::Help, "help", say::help, &[f(1)], &[char('?')], &Place::ALL, 4),
    row(Id::Palette, "palette", say::palette, &[ctrl('p'), f(10)], &[char(':')], SCREENS, 13),
    row(Id::Quit, "quit", say::quit, &[ctrl('q')], &[char('q')], SCREENS, 15),
    row(Id::Up, "move.up", say::up, &[key(Up)], &[char('k')], LISTS, 0),
    row(Id::Down, "move.down", say::down, &[key(Down)], &[char('j')], LISTS, 0),
    row(Id::Left, "move.left", say::left, &[key(Left)], &[char('h')], MOVES, 0),
    row(Id::Right, "move.right", say::right, &[key(Right)], &[char('l')], MOVES, 0),
    row(Id::PageUp, "move.page-up", say::page_up, &[key(PageUp)], NONE, LISTS, 0),
    row(Id::PageDown, "move.page-down", say::page_down, &[key(PageDown)], NONE, LISTS, 0),
    row(Id::RowStart, "move.start", say::row_start, &[key(Home)], NONE, MOVES, 0),
    row(Id::RowEnd, "move.end", say::row_end, &[key(End)], NONE, MOVES, 0),
    row(Id::First, "move.first", say::first, &[ctrl_key(Home)], &[char('g')], LISTS, 0),
    row(Id::Last, "move.last", say::last, &[ctrl_key(End)], &[char('G')], LISTS, 0),
    row(Id::EditLeft, "edit.left", say::left, &[key(Left)], NONE, FIELDS, 0),
    row(Id::EditRight, "edit.right", say::right, &[key(Right)], NONE, FIELDS, 0),
    row(Id::EditStart, "edit.start", say::row_start, &[key(Home)], NONE, FIELDS, 0),
    row(Id::EditEnd, "edit.end", say::row_end, &[key(End)], NONE, FIELDS, 0),
    row(Id::EditBack, "edit.back", say::edit_back, &[key(Backspace)], NONE, FIELDS, 0),
    row(Id::EditDelete, "edit.delete", say::edit_delete, &[key(Delete)], NONE, FIELDS, 0),
    row(Id::EditWord, "edit.word", say::edit_word, &[ctrl('w')], NONE, FIELDS, 0),
    row(Id::EditClear, "edit.clear", say::edit_clear, &[ctrl('u')], NONE, TEXT, 0),
];

impl Command {
    /// The keys that work in a place. A letter of a command that works on several screens gives way to one that works
    /// only here: on the tagging screen the digits are codes.
    pub fn keys_in(&self, place: Place) -> impl Iterator<Item = Key> + use<> {
        let letters = if place.takes_text() { NONE } else { self.letters };
        let here = self.places.contains(&place);
        let of_many = self.places.len() > 1;
        let taken = move |key: &Key| {
            of_many && COMMANDS.iter().any(|other| other.places == [place] && other.letters.contains(key))
        };
        let letters = letters.iter().filter(move |key| !taken(key));
        self.keys.iter().chain(letters).copied().filter(move |_| here)
    }

    /// True when the command works in a place.
    pub fn works_in(&self, place: Place) -> bool {
        self.places.contains(&place)
    }

    /// The keys as help shows them.
    pub fn key_names_in(&self, place: Place) -> String {
        let names: Vec<String> = self.keys_in(place).map(Key::name).collect();
        names.join("  ")
    }

    /// The key the footer shows: letters are shorter, but only where they work.
    pub fn short_key(&self, place: Place) -> String {
        let own: Vec<Key> = self.keys_in(place).collect();
        let letter = self.letters.iter().find(|letter| own.contains(letter));
        letter.or(self.keys.first()).map_or(String::new(), |key| key.name())
    }
}

/// The row of a command.
pub fn of(id: Id) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

/// The command that a key runs in a place.
pub fn lookup(place: Place, key: Key) -> Option<Id> {
    COMMANDS.iter().find(|command| command.keys_in(place).any(|known| known == key)).map(|command| command.id)
}

/// One row of `koe keys`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct KeyRow {
    /// Where the keys work; rows of one place stand together.
    pub screen: String,
    /// The keys as people write them.
    pub keys: String,
    /// What they do.
    pub title: String,
    /// The command's name in scripts.
    pub name: String,
}

/// The whole table, place by place.
pub fn key_table(lang: Lang) -> Vec<KeyRow> {
    let of_place = |place: Place| {
        let here = COMMANDS.iter().filter(move |command| command.works_in(place));
        here.map(move |command| KeyRow {
            screen: super::names::place(lang, place).to_owned(),
            keys: command.key_names_in(place),
            title: (command.title)(lang).to_owned(),
            name: command.name.to_owned(),
        })
    };
    Place::ALL.into_iter().flat_map(of_place).collect()
}

#[cfg(test)]
mod tests;
