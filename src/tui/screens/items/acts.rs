//! What a person decides on the tab of items: each becomes one act in the journal, so each can be undone. What needs a
//! choice or a text opens a box; `dialog` and `editor` answer with the functions at the end.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::dialog::Dialog;
use super::editor::{Editor, Writing};
use super::excerpt::{Excerpt, Purpose};
use super::facts::facts;
use super::list::{Row, Target};
use super::{current, moved, ranking};
use crate::comments::draft::new_ids;
use crate::messages::comments::items as say;
use crate::model::comment::decisions::Outline;
use crate::model::comment::{Fate, Opinion};
use crate::project::CommentOp;
use crate::project::comments::op::{NewItem, ReplyTo};
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{State as Program, Tone};
use crate::tui::update::decide;

/// Runs a command of the tab.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    match id {
        Id::Search => {
            if let Some(set) = program.set_mut() {
                set.items.searching = true;
            }
        }
        Id::OpenItem => return open(program),
        Id::MarkItem => mark(program),
        Id::MarkRange => range(program),
        Id::DraftItems => return draft(program),
        Id::MergeItems => return merge(program),
        Id::TakeOut => return take_out(program),
        Id::Scope => return scope(program),
        Id::EditOutline => edit_outline(program),
        Id::QuoteOutline => choose_part(program, true),
        Id::MaskText => choose_part(program, false),
        Id::ChooseClass => ask(program, Dialog::Class),
        Id::ReplyFrom => {
            let offered = ranking::replies(program);
            ask(program, Dialog::ReplyFrom { offered });
        }
        Id::ChooseHeading => ask(program, Dialog::Heading),
        Id::AskSection => {
            let section = first_item(program).map_or(String::new(), |(_, item)| item.section);
            program.boxes.push(Popup::with_text(Kind::Items(Dialog::Section), section));
        }
        Id::EditChanges => super::change::start(program),
        Id::FilterItems => ask(program, Dialog::Filter),
        Id::PublishItems => return super::publish::start(program),

        _ => {}
    }
    Vec::new()
}

fn ask(program: &mut Program, dialog: Dialog) {
    program.boxes.push(Popup::new(Kind::Items(dialog)));
}

/// Items that an act is about, in printed order: the marked ones, or the one under the cursor.
pub fn items(program: &Program) -> Vec<String> {
    let Some((facts, set)) = facts(program).zip(program.set()) else { return Vec::new() };
    let in_order = |id: &String| facts.docket.number(id).unwrap_or(usize::MAX);
    let of = |target: &Target| match target {
        Target::Item(id) => Some(id.clone()),
        Target::Opinion(_) => None,
    };
    let mut marked: Vec<String> = targets(program).iter().filter_map(of).collect();
    if marked.is_empty() && set.items.marked.is_empty() {
        marked.extend(current(program).as_ref().and_then(of));
    }
    marked.sort_by_cached_key(in_order);
    marked
}

/// True when an act on items would be about one, as far as reasons need to know: they are asked at every drawing.
pub fn has_items(program: &Program) -> bool {
    let is_item = |target: &Target| matches!(target, Target::Item(_));
    let Some(set) = program.set() else { return false };
    let marked = set.items.marked.iter().any(is_item);
    let ranged = || set.items.range.is_some() && targets(program).iter().any(is_item);
    let here = || set.items.marked.is_empty() && current(program).as_ref().is_some_and(is_item);
    marked || ranged() || here()
}

/// What is marked, with the range that is being marked.
pub fn targets(program: &Program) -> Vec<Target> {
    let Some((facts, set)) = facts(program).zip(program.set()) else { return Vec::new() };
    let mut all = set.items.marked.clone();
    let rows = set.items.rows.iter().enumerate().filter(|(row, _)| set.items.in_range(*row));
    all.extend(rows.filter_map(|(_, row)| super::list::target(&facts, row)));
    all.into_iter().collect()
}

/// Opinions that an act is about: those marked and those of marked items, or of what is under the cursor.
pub fn opinions(program: &Program) -> Vec<String> {
    let Some(facts) = facts(program) else { return Vec::new() };
    let marked = targets(program);
    let about = if marked.is_empty() { current(program).into_iter().collect() } else { marked };
    let mut positions = BTreeSet::new();
    for target in about {
        match target {
            Target::Opinion(id) => positions.extend(facts.docket.position(&id)),
            Target::Item(id) => positions.extend(facts.numbered(&id).into_iter().flat_map(|item| item.members.clone())),
        }
    }
    let opinions = positions.into_iter().filter_map(|position| facts.docket.opinions.get(position));
    opinions.map(|opinion| opinion.id.clone()).collect()
}

/// The first item an act is about, with its number.
pub fn first_item(program: &Program) -> Option<(usize, crate::model::comment::decisions::Item)> {
    let facts = facts(program)?;
    // Of several marked ones the one under the cursor, where it is among them.
    let all = items(program);
    let here = match current(program) {
        Some(Target::Item(id)) if all.contains(&id) => Some(id),
        _ => None,
    };
    let id = here.or_else(|| all.first().cloned())?;
    let number = facts.docket.number(&id)?;
    Some((number, facts.item(facts.numbered(&id)?).clone()))
}

fn open(program: &mut Program) -> Vec<Effect> {
    let opinion = match current(program) {
        Some(Target::Opinion(id)) => id,
        _ => {
            reply(program);
            return Vec::new();
        }
    };
    let Some(facts) = facts(program) else { return Vec::new() };
    let is_open = |id: &String| facts.docket.opinion(id).is_some_and(|opinion| opinion.fate == Fate::Open);
    let marked = targets(program).into_iter().filter_map(|target| match target {
        Target::Opinion(id) => Some(id),
        Target::Item(_) => None,
    });
    let marked: Vec<String> = marked.filter(is_open).collect();
    let chosen = if marked.contains(&opinion) { marked } else { vec![opinion] };
    let ids = new_ids(&facts.decisions, chosen.iter().map(String::as_str));
    let items = ids.into_iter().zip(chosen).map(|(id, opinion)| NewItem { id, opinions: vec![opinion] }).collect();
    clear_marks(program);
    decide(program, CommentOp::MakeItems { items })
}

fn mark(program: &mut Program) {
    let here = current(program);
    let ranged = targets(program);
    let Some(set) = program.set_mut() else { return };
    let state = &mut set.items;
    if state.range.take().is_some() {
        return add_marks(program, ranged);
    }
    if let Some(target) = here
        && !state.marked.remove(&target)
    {
        state.marked.insert(target);
    }
    super::go(program, 1);
}

fn range(program: &mut Program) {
    let ranged = targets(program);
    let Some(set) = program.set_mut() else { return };
    let now = set.items.cursors.first().map_or(0, |cursor| cursor.selected);
    match set.items.range.take() {
        Some(_) => add_marks(program, ranged),
        None => set.items.range = Some(now),
    }
}

/// Marks a range that is closed; it looks as before, so it is told.
fn add_marks(program: &mut Program, targets: Vec<Target>) {
    let Some(set) = program.set_mut() else { return };
    set.items.marked.extend(targets);
    let count = set.items.marked.len();
    program.tell(Tone::Good, say::marked_now(program.lang, count));
}

fn clear_marks(program: &mut Program) {
    if let Some(set) = program.set_mut() {
        set.items.marked.clear();
        set.items.range = None;
    }
}

/// Puts the cursor on an item, once the list has it.
fn go_on(program: &mut Program, item: &str) {
    if let Some(set) = program.set_mut() {
        set.items.on = Some(Target::Item(item.to_owned()));
    }
}

fn draft(program: &mut Program) -> Vec<Effect> {
    let set = program.current_set;
    let decisions = Box::new(program.decisions());
    let Some(opened) = program.set_mut() else { return Vec::new() };
    let Some(docket) = opened.docket.clone() else { return Vec::new() };
    opened.items.drafting = true;
    vec![Effect::Draft { set, docket: Arc::clone(&docket), decisions }]
}

/// Takes drafts in: what was given a fate meanwhile is left out.
pub fn drafted(program: &mut Program, set: usize, drafts: Option<Vec<NewItem>>) -> Vec<Effect> {
    let lang = program.lang;
    if let Some(opened) = program.sets.get_mut(set) {
        opened.items.drafting = false;
    }
    let Some(drafts) = drafts else {
        program.tell(Tone::Bad, say::stopped(lang));
        return Vec::new();
    };
    let before = std::mem::replace(&mut program.current_set, set);
    let decisions = program.decisions();
    let taken = |id: &String| decisions.item_of.contains_key(id) || decisions.out_of_scope.contains_key(id);
    let mut items = drafts;
    for item in &mut items {
        item.opinions.retain(|opinion| !taken(opinion));
    }
    items.retain(|item| !item.opinions.is_empty());
    // Items made meanwhile may have taken the ids.
    let firsts: Vec<String> = items.iter().filter_map(|item| item.opinions.first().cloned()).collect();
    let ids = new_ids(&decisions, firsts.iter().map(String::as_str));
    items.iter_mut().zip(ids).for_each(|(item, id)| item.id = id);
    let effects = if items.is_empty() {
        program.tell(Tone::Hint, say::nothing_drafted(lang));
        Vec::new()
    } else {
        if let Some(first) = items.first() {
            go_on(program, &first.id);
        }
        decide(program, CommentOp::MakeItems { items })
    };
    program.current_set = before;
    effects
}

fn merge(program: &mut Program) -> Vec<Effect> {
    let marked = targets(program);
    let Some(facts) = facts(program) else { return Vec::new() };
    let opinions = opinions(program);
    if marked.is_empty() {
        let offered = ranking::homes(program, &opinions);
        ask(program, Dialog::MergeInto { offered, opinions });
        return Vec::new();
    }
    let items = items(program);
    let texts: BTreeSet<String> = items
        .iter()
        .filter_map(|id| facts.numbered(id))
        .map(|numbered| facts.item(numbered))
        .filter(|item| item.has_reply())
        .map(|item| item.reply.clone())
        .collect();
    match items.as_slice() {
        [] => {
            let id = new_ids(&facts.decisions, opinions.first().map(String::as_str)).pop().unwrap_or_default();
            clear_marks(program);
            go_on(program, &id);
            decide(program, CommentOp::MakeItems { items: vec![NewItem { id, opinions }] })
        }
        // Two replies cannot both stay: the person says which item does.
        _ if texts.len() > 1 => {
            ask(program, Dialog::Keep { items, opinions });
            Vec::new()
        }
        all => {
            let replied = |id: &&String| facts.numbered(id).is_some_and(|item| facts.item(item).has_reply());
            let target = all.iter().find(replied).or_else(|| all.first()).cloned().unwrap_or_default();
            merge_into(program, &target, opinions)
        }
    }
}

/// Puts opinions into an item.
pub fn merge_into(program: &mut Program, item: &str, opinions: Vec<String>) -> Vec<Effect> {
    // From the open opinions one goes on to the next of them; after marks the item itself is of interest.
    if !targets(program).is_empty() {
        go_on(program, item);
    }
    clear_marks(program);
    let decisions = program.decisions();
    let opinions: Vec<String> =
        opinions.into_iter().filter(|id| decisions.item_of.get(id).is_none_or(|now| now != item)).collect();
    decide(program, CommentOp::Group { item: Some(item.to_owned()), opinions })
}

fn take_out(program: &mut Program) -> Vec<Effect> {
    let Some(Target::Item(item)) = current(program) else { return Vec::new() };
    let Some(facts) = facts(program) else { return Vec::new() };
    let members: Vec<String> = facts
        .numbered(&item)
        .map_or(Vec::new(), |numbered| facts.members(numbered).map(|opinion| opinion.id.clone()).collect());
    match members.as_slice() {
        [only] => take_opinion_out(program, only.clone()),
        _ => {
            ask(program, Dialog::TakeOut { item });
            Vec::new()
        }
    }
}

/// Takes one opinion out of its item; it is open again.
pub fn take_opinion_out(program: &mut Program, opinion: String) -> Vec<Effect> {
    decide(program, CommentOp::Group { item: None, opinions: vec![opinion] })
}

fn scope(program: &mut Program) -> Vec<Effect> {
    let opinions = opinions(program);
    let Some(facts) = facts(program) else { return Vec::new() };
    let decided_out = |id: &String| facts.decisions.out_of_scope.contains_key(id);
    if !opinions.is_empty() && opinions.iter().all(decided_out) {
        clear_marks(program);
        return decide(program, CommentOp::OutOfScope { opinions, why: None });
    }
    ask(program, Dialog::OutOfScope { opinions });
    Vec::new()
}

/// Puts opinions out of scope.
pub fn put_out(program: &mut Program, opinions: Vec<String>, why: String) -> Vec<Effect> {
    clear_marks(program);
    decide(program, CommentOp::OutOfScope { opinions, why: Some(why) })
}

fn reply(program: &mut Program) {
    let items = items(program);
    let Some((number, item)) = first_item(program) else { return };
    let Some(facts) = facts(program) else { return };
    let numbers: Vec<String> = items.iter().filter_map(|id| facts.docket.number(id)).map(|n| n.to_string()).collect();
    let numbers = if numbers.len() > 1 { numbers.join("・") } else { number.to_string() };
    let title = say::reply_editor(program.lang, &numbers, items.len());
    let editor = Editor::new(Writing::Reply { items }, title, &[("", &item.reply)]);
    super::editor::open(program, editor);
}

/// Gives all items one reply; their classes stay.
pub fn write_replies(program: &mut Program, items: &[String], reply: &str) -> Vec<Effect> {
    let of = |item: &String| ReplyTo { item: item.clone(), reply: reply.to_owned(), disposition: None };
    decide(program, CommentOp::Reply { replies: items.iter().map(of).collect() })
}

fn edit_outline(program: &mut Program) {
    let Some((number, item)) = first_item(program) else { return };
    let Some(facts) = facts(program) else { return };
    // What is printed now is where the words begin.
    let text = facts.numbered(&item.id).map_or(String::new(), |numbered| facts.outline(numbered).0);
    let title = format!("{}  {}", say::outline_editor(program.lang), say::number(program.lang, number));
    let hint = say::outline_hint(program.lang).to_owned();
    let editor = Editor::new(Writing::Outline { item: item.id }, title, &[("", &text)]).with_hint(hint);
    super::editor::open(program, editor);
}

/// Writes the outline of an item: a quotation where the words stand in one of its originals to the letter, and nothing in
/// them is masked; the first opinion as it stands where the text is empty or the same.
pub fn write_outline(program: &mut Program, item: &str, text: &str) -> Vec<Effect> {
    let Some(facts) = facts(program) else { return Vec::new() };
    let members: Vec<&Opinion> = facts.numbered(item).into_iter().flat_map(|item| facts.members(item)).collect();
    let as_it_stands = members.first().is_some_and(|opinion| opinion.text == text);
    let outline = if text.is_empty() || as_it_stands {
        None
    } else {
        let receipts = members.iter().filter_map(|opinion| facts.docket.receipt_of(opinion));
        let quoted = receipts.map(|receipt| crate::comments::quote::outline(text, receipt));
        let quoted = quoted.into_iter().find(|outline| matches!(outline, Outline::Quote { .. }));
        Some(quoted.unwrap_or_else(|| Outline::Words(text.to_owned())))
    };
    let item = item.to_owned();
    decide(program, CommentOp::SetOutline { item, outline })
}

/// Choosing a part of an original: to quote it for the item under the cursor, or to mask it.
fn choose_part(program: &mut Program, quote: bool) {
    let Some(facts) = facts(program) else { return };
    let opinions: Vec<String> = match (current(program), first_item(program)) {
        (_, Some((_, item))) if quote => facts
            .numbered(&item.id)
            .map_or(Vec::new(), |numbered| facts.members(numbered).map(|opinion| opinion.id.clone()).collect()),
        (Some(Target::Opinion(id)), _) => vec![id],
        (Some(Target::Item(id)), _) => facts
            .numbered(&id)
            .map_or(Vec::new(), |numbered| facts.members(numbered).map(|opinion| opinion.id.clone()).collect()),
        (None, _) => Vec::new(),
    };
    let purpose = match first_item(program).filter(|_| quote) {
        Some((_, item)) => Purpose::Quote { item: item.id },
        None => Purpose::Mask,
    };
    if let Some(excerpt) = Excerpt::new(&facts, purpose, opinions) {
        ask(program, Dialog::Excerpt(Box::new(excerpt)));
    }
}

/// Jumps to an item, from wherever.
pub fn show_item(program: &mut Program, item: &str) {
    let row = facts(program).and_then(|facts| {
        let wanted = Target::Item(item.to_owned());
        let rows = &program.set()?.items.rows;
        rows.iter().position(|row: &Row| super::list::target(&facts, row).as_ref() == Some(&wanted))
    });
    if let Some(set) = program.set_mut() {
        set.items.tab = super::Tab::Items;
        if row.is_none() {
            set.items.filter = super::list::Filter::All;
            set.items.search.reset();
        }
        if let (Some(row), Some(cursor)) = (row, set.items.cursors.first_mut()) {
            cursor.selected = row;
        }
    }
    go_on(program, item);
    if row.is_some() {
        moved(program);
    }
}
