//! Boxes of the tagging screen: finding codes, reasons, filters, queues, the codebook.
//!
//! What they list and what Enter does; they are drawn like all boxes (`popups`).

use super::state::{Filter, Queue};
use super::staying::Staying;
use super::{dividing, picker, update};
use crate::comments::codes;
use crate::messages::comments::tagging as say;
use crate::messages::{Lang, screen as common};
use crate::model::comment::{Code, Codebook};
use crate::project::CommentOp;
use crate::project::comments::reshape;
use crate::text::fold::{display, search};
use crate::tui::action::Effect;
use crate::tui::popups::rows::{Row, What};
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{State as Program, Tone};
use crate::tui::store::Request;

/// What a box of this screen is for.
#[derive(Debug, Clone, PartialEq)]
pub enum TagBox {
    /// Find a code, and give or take it.
    Picker,
    /// Why put off.
    Skip,
    /// Why out of scope.
    Scope,
    /// Why withdrawn.
    Withdraw,
    /// Name of the coder.
    Coder,
    /// How many to draw.
    Sample,
    /// Order of opinions.
    Queues,
    /// Which opinions are shown.
    Filters,
    /// What to do with the codebook.
    Codebook,
    /// Which code it is done with.
    Which(Edit),
    /// The code that stays when this one is merged.
    MergeInto(String),
    /// Title of a new code, below this one or on top.
    NewCode(Option<String>),
    /// New title of this code.
    Rename(String),
    /// Opinions like the one on the screen.
    Results(Vec<(String, f64)>),
    /// What stays in a published item before opinions are divided or joined.
    Stays(Box<Staying>),
}

/// What is done with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Edit {
    New,
    Child,
    Rename,
    Merge,
}

impl TagBox {
    /// True for boxes with one text field and no list.
    pub fn is_form(&self) -> bool {
        matches!(
            self,
            Self::Skip | Self::Scope | Self::Withdraw | Self::Coder | Self::Sample | Self::NewCode(_) | Self::Rename(_)
        )
    }
}

fn row(at: usize, left: impl Into<String>, right: impl Into<String>) -> Row {
    Row { what: What::Tagging(at), left: left.into(), right: right.into(), checked: None, reason: None }
}

const EDITS: [Edit; 4] = [Edit::New, Edit::Child, Edit::Rename, Edit::Merge];

fn filters(codebook: &Codebook) -> Vec<Filter> {
    let fixed = [
        Filter::All,
        Filter::Untagged,
        Filter::Tagged,
        Filter::Flagged,
        Filter::Skipped,
        Filter::Differ,
        Filter::Late,
        Filter::OutOfScope,
    ];
    fixed.into_iter().chain(codebook.codes.iter().map(|code| Filter::Code(code.id.clone()))).collect()
}

/// A filter in words.
pub fn filter_name(lang: Lang, filter: &Filter, codebook: &Codebook) -> String {
    let fixed = match filter {
        Filter::All => say::filter_all(lang),
        Filter::Untagged => say::filter_untagged(lang),
        Filter::Tagged => say::filter_tagged(lang),
        Filter::Flagged => say::filter_flagged(lang),
        Filter::Skipped => say::filter_skipped(lang),
        Filter::Differ => say::filter_differ(lang),
        Filter::Late => say::filter_late(lang),
        Filter::OutOfScope => say::filter_scope(lang),
        Filter::Code(id) => return say::filter_code(lang, &display(codebook.title(id))),
    };
    fixed.to_owned()
}

/// The rows of a box that match what is typed.
pub fn rows(program: &Program, of: &TagBox, typed: &str) -> Vec<Row> {
    let lang = program.lang;
    let Some(docket) = program.set().and_then(|set| set.docket.as_ref()) else { return Vec::new() };
    let book = &docket.codebook;
    let wanted = search(typed);
    let code_row = |position: usize| {
        let code = book.codes.get(position);
        code.map(|code| row(position, format!("{}　{}", code.id, display(&code.title)), display(&code.reading)))
    };
    let mut rows: Vec<Row> = match of {
        TagBox::Picker => {
            let chosen = update::chosen(program);
            let mut rows: Vec<Row> = picker::find(book, typed).into_iter().filter_map(code_row).collect();
            for row in &mut rows {
                let id = match row.what {
                    What::Tagging(position) => book.codes.get(position).map(|code| &code.id),
                    _ => None,
                };
                row.checked = Some(id.is_some_and(|id| chosen.contains(id)));
            }
            return rows;
        }
        TagBox::Which(_) => return picker::find(book, typed).into_iter().filter_map(code_row).collect(),
        TagBox::MergeInto(from) => {
            let others = picker::find(book, typed).into_iter();
            let others = others.filter(|position| book.codes.get(*position).is_none_or(|code| code.id != *from));
            return others.filter_map(code_row).collect();
        }
        TagBox::Queues => {
            let now = program.set().map(|set| set.tagging.queue);
            Queue::EVERY
                .iter()
                .enumerate()
                .map(|(at, queue)| Row { checked: Some(now == Some(*queue)), ..row(at, queue_name(lang, *queue), "") })
                .collect()
        }
        TagBox::Filters => {
            let now = program.set().map(|set| &set.tagging.filter);
            let of = |(at, filter): (usize, &Filter)| Row {
                checked: Some(now == Some(filter)),
                ..row(at, filter_name(lang, filter, book), "")
            };
            filters(book).iter().enumerate().map(of).collect()
        }
        TagBox::Codebook => {
            let words = [say::new_code(lang), say::new_child(lang), say::rename(lang), say::merge(lang)];
            words.iter().enumerate().map(|(at, words)| row(at, *words, "")).collect()
        }
        TagBox::Results(found) => {
            let decisions = program.decisions();
            let of = |(at, (id, likeness)): (usize, &(String, f64))| {
                let text = docket.opinion(id).map_or("", |opinion| opinion.text.as_str());
                let start: String = display(text).chars().take(80).collect();
                let codes = update::codes_seen(program, &decisions, id);
                row(at, format!("{} {id}　{start}", super::view::percent(*likeness)), codes)
            };
            found.iter().enumerate().map(of).collect()
        }
        TagBox::Stays(asked) => {
            asked.choices.iter().enumerate().map(|(at, (words, ..))| row(at, words.as_str(), "")).collect()
        }
        TagBox::Skip
        | TagBox::Scope
        | TagBox::Withdraw
        | TagBox::Coder
        | TagBox::Sample
        | TagBox::NewCode(_)
        | TagBox::Rename(_) => Vec::new(),
    };
    rows.retain(|row| wanted.is_empty() || search(&format!("{} {}", row.left, row.right)).contains(&wanted));
    rows
}

/// An order of opinions in words.
pub fn queue_name(lang: Lang, queue: Queue) -> &'static str {
    match queue {
        Queue::Advised => say::queue_advised(lang),
        Queue::Untagged => say::queue_untagged(lang),
        Queue::All => say::queue_all(lang),
        Queue::Second => say::queue_second(lang),
    }
}

/// Title of a box.
pub fn title(program: &Program, of: &TagBox) -> String {
    let lang = program.lang;
    let fixed = match of {
        TagBox::Picker => say::picker_title(lang),
        TagBox::Skip => say::skip_title(lang),
        TagBox::Scope => say::scope_title(lang),
        TagBox::Withdraw => say::withdraw_title(lang),
        TagBox::Coder => say::coder_title(lang),
        TagBox::Sample => say::sample_title(lang),
        TagBox::Queues => say::queue(lang),
        TagBox::Filters => say::filter(lang),
        TagBox::Codebook => say::codebook_title(lang),
        TagBox::Which(_) => say::which_code(lang),
        TagBox::MergeInto(_) => say::merge_into(lang),
        TagBox::NewCode(_) | TagBox::Rename(_) => say::code_title(lang),
        TagBox::Results(_) => say::results_title(lang),
        TagBox::Stays(asked) if asked.divides() => say::stay_title(lang),
        TagBox::Stays(_) => say::stay_which(lang),
    };
    fixed.to_owned()
}

/// Lines below the field.
pub fn hints(program: &Program, of: &TagBox) -> Vec<String> {
    let lang = program.lang;
    match of {
        TagBox::Picker => vec![say::picker_hint(lang).to_owned()],
        TagBox::Coder => vec![say::coder_hint(lang).to_owned()],
        TagBox::Sample => vec![say::sample_hint(lang).to_owned()],
        TagBox::NewCode(_) => vec![say::code_example(lang).to_owned()],
        TagBox::Results(found) => vec![say::found(lang, found.len())],
        TagBox::Stays(asked) => vec![asked.hint.clone()],
        _ => Vec::new(),
    }
}

/// What Enter does.
pub fn accept(program: &mut Program) -> Vec<Effect> {
    let Some(popup) = program.boxes.last() else { return Vec::new() };
    let Kind::Tagging(of) = &popup.kind else { return Vec::new() };
    let (of, text) = (of.clone(), popup.field.value().trim().to_owned());
    if of.is_form() {
        return accept_form(program, &of, &text);
    }
    let listed = rows(program, &of, popup.field.value());
    let Some(What::Tagging(at)) = listed.into_iter().nth(popup.selected).map(|row| row.what) else {
        program.boxes.pop();
        return Vec::new();
    };
    program.boxes.pop();
    let code = program.set().and_then(|set| set.docket.as_ref()?.codebook.codes.get(at).map(|code| code.id.clone()));
    let open = |program: &mut Program, of: TagBox| program.boxes.push(Popup::new(Kind::Tagging(of)));
    match (of, code) {
        (TagBox::Picker, Some(code)) => update::toggle(program, &code),
        (TagBox::Queues, _) => {
            if let Some(queue) = Queue::EVERY.get(at) {
                return update::choose_queue(program, *queue);
            }
        }
        (TagBox::Filters, _) => {
            let filter = program.set().and_then(|set| filters(&set.docket.as_ref()?.codebook).into_iter().nth(at));
            if let (Some(set), Some(filter)) = (program.set_mut(), filter) {
                set.tagging.filter = filter;
            }
        }
        (TagBox::Codebook, _) => match EDITS.get(at) {
            Some(Edit::New) => open(program, TagBox::NewCode(None)),
            Some(edit) => open(program, TagBox::Which(*edit)),
            None => {}
        },
        (TagBox::Which(Edit::Child), Some(code)) => open(program, TagBox::NewCode(Some(code))),
        (TagBox::Which(Edit::Merge), Some(code)) => open(program, TagBox::MergeInto(code)),
        (TagBox::Which(Edit::Rename), Some(code)) => {
            let known = program.set().and_then(|set| set.docket.as_ref()?.codebook.code(&code).cloned());
            let written = known.map_or(String::new(), |code| match code.reading.is_empty() {
                true => code.title,
                false => format!("{}［{}］", code.title, code.reading),
            });
            program.boxes.push(Popup::with_text(Kind::Tagging(TagBox::Rename(code)), written));
        }
        (TagBox::MergeInto(from), Some(into)) => {
            return crate::tui::update::decide(program, CommentOp::MergeCodes { from: vec![from], into });
        }
        (TagBox::Stays(asked), _) => {
            if let Some((_, part, item)) = asked.choices.get(at) {
                let op = reshape::staying(asked.op.clone(), *part, item);
                return dividing::carry_out(program, op, &asked.receipt);
            }
        }
        (TagBox::Results(found), _) => {
            if let (Some((id, _)), Some(set)) = (found.get(at), program.set_mut()) {
                set.tagging.wanted = Some(id.clone());
            }
        }
        _ => {}
    }
    Vec::new()
}

fn complain(program: &mut Program, sentence: &str) -> Vec<Effect> {
    if let Some(popup) = program.boxes.last_mut() {
        popup.problem = Some(sentence.to_owned());
    }
    Vec::new()
}

fn accept_form(program: &mut Program, of: &TagBox, text: &str) -> Vec<Effect> {
    let lang = program.lang;
    match of {
        TagBox::Scope if text.is_empty() => return complain(program, say::scope_needs_reason(lang)),
        TagBox::Coder if text.is_empty() => return complain(program, say::coder_missing(lang)),
        TagBox::NewCode(_) | TagBox::Rename(_) if text.is_empty() => return complain(program, say::code_missing(lang)),
        TagBox::Sample => {
            let number: Option<usize> = crate::text::fold::matching(text).parse().ok();
            let Some(number) = number.filter(|number| *number > 0) else {
                return complain(program, say::sample_bad(lang));
            };
            program.boxes.pop();
            return update::draw_sample(program, number);
        }
        _ => {}
    }
    program.boxes.pop();
    let Some((opinion, receipt)) = update::current_ids(program) else {
        if let TagBox::NewCode(parent) = of {
            return edit_code(program, text, None, parent.clone());
        }
        program.refuse(say::nothing_shown(lang));
        return Vec::new();
    };
    let why = Some(text.to_owned());
    match of {
        TagBox::Skip => update::decide_and_go_on(program, CommentOp::Skip { opinion, why }),
        TagBox::Scope => update::decide_and_go_on(program, CommentOp::OutOfScope { opinions: vec![opinion], why }),
        TagBox::Withdraw => crate::tui::update::decide(program, CommentOp::Withdraw { receipt, why }),
        TagBox::Coder => {
            let coder = if text == program.journal.who { "" } else { text };
            super::code_as(program, coder);
            program.tell(Tone::Good, say::coder_is(lang, text));
            let keep = program.settings.clone();
            keep.map(|file| Effect::Store(Request::KeepCoder { name: coder.to_owned(), file })).into_iter().collect()
        }
        TagBox::NewCode(parent) => edit_code(program, text, None, parent.clone()),
        TagBox::Rename(code) => edit_code(program, text, Some(code), None),
        _ => Vec::new(),
    }
}

/// Adds a code, or gives one another title. A reading stands in brackets behind the title.
fn edit_code(program: &mut Program, text: &str, old: Option<&str>, parent: Option<String>) -> Vec<Effect> {
    // The docket follows a code just made with a little delay: the ids that are taken stand in the decisions.
    let decisions = program.decisions();
    let defined = program.set().and_then(|set| set.definition.as_ref().ok());
    let Some(book) = defined.map(|definition| codes::codebook(&definition.codebook, &decisions)) else {
        program.refuse(common::still_loading(program.lang));
        return Vec::new();
    };
    let text = text.replace('[', "［").replace(']', "］");
    let (title, reading) = text.split_once('［').unwrap_or((&text, ""));
    let (title, reading) = (title.trim().to_owned(), reading.trim_end_matches('］').trim().to_owned());
    let known = old.and_then(|id| book.code(id).cloned());
    let code = match known {
        Some(code) => Code { title, reading, ..code },
        None => Code { id: free_id(&book, parent.as_deref()), title, reading, parent, ..Code::default() },
    };
    crate::tui::update::decide(program, CommentOp::EditCodes { codes: vec![code] })
}

/// `C1`, `C2`, …; below a code `農-1.1`, `農-1.2`, …
fn free_id(book: &Codebook, parent: Option<&str>) -> String {
    let base = parent.map_or("C".to_owned(), |parent| format!("{parent}."));
    let taken = |id: &String| {
        book.codes.iter().chain(&book.headings).any(|code| code.id == *id)
            || book.merged.iter().any(|(old, _)| old == id)
    };
    (1..).map(|number: usize| format!("{base}{number}")).find(|id| !taken(id)).unwrap_or_default()
}
