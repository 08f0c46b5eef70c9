//! The boxes of this screen: which rows they have, and what Enter does in them. Boxes with a text are in `editor`, boxes in
//! which a part of a text is chosen in `excerpt`.

use ratatui::layout::Position;

use super::editor::{self, Editor};
use super::excerpt::{self, Excerpt};
use super::facts::facts;
use super::list::Filter;
use super::{acts, change};
use crate::comments::{mask, printed};
use crate::messages::comments::items as say;
use crate::model::comment::receipt::Personal;
use crate::model::comment::{Code, Span};
use crate::model::day;
use crate::project::CommentOp;
use crate::text::fold::display;
use crate::tui::action::{Effect, PublicationForm};
use crate::tui::command::{Id, Place};
use crate::tui::popups::rows::{Row, What};
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::State as Program;
use crate::tui::update::decide;

/// What a box is for.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Handling classes.
    Class,
    /// Headings and codes.
    Heading,
    /// Replies of other items.
    ReplyFrom {
        /// Items in the order they are offered, found once when the box opened.
        offered: Vec<String>,
    },
    /// Opinions of an item.
    TakeOut {
        /// Item id.
        item: String,
    },
    /// Items that opinions could be put into.
    MergeInto {
        /// Items in the order they are offered, found once when the box opened.
        offered: Vec<String>,
        /// Opinion ids.
        opinions: Vec<String>,
    },
    /// Which of several items stays.
    Keep {
        /// Item ids.
        items: Vec<String>,
        /// All of their opinions, and others to be put in.
        opinions: Vec<String>,
    },
    /// Filters of the list.
    Filter,
    /// Why opinions are out of scope.
    OutOfScope {
        /// Opinion ids.
        opinions: Vec<String>,
    },
    /// The section to ask.
    Section,
    /// When its answer is due.
    Due {
        /// The section.
        section: String,
    },
    /// Changed places of an item.
    Changes {
        /// Item id.
        item: String,
    },
    /// What a part is masked as.
    MaskKind {
        /// Receipt id.
        receipt: String,
        /// The part.
        span: Span,
    },
    /// Forms of publication.
    Forms,
    /// What becomes of a text that is not saved.
    Discard,
    /// A text being written.
    Editor(Box<Editor>),
    /// A part of a text being chosen.
    Excerpt(Box<Excerpt>),
}

/// What a row stands for.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Choice {
    Class(Option<String>),
    Heading(Option<String>),
    Item(String),
    Opinion(String),
    Filter(Filter),
    Change(usize),
    Kind(Personal),
    Form(PublicationForm),
    Save,
    Drop,
    Stay,
}

impl Dialog {
    /// Where its keys are looked up.
    pub fn place(&self) -> Place {
        match self {
            Self::OutOfScope { .. } | Self::Section | Self::Due { .. } => Place::Prompt,
            Self::Editor(_) => Place::Editor,
            Self::Excerpt(_) => Place::Excerpt,
            _ => Place::List,
        }
    }
}

fn row(choice: Choice, left: impl AsRef<str>, right: impl Into<String>) -> Row {
    let left = display(left.as_ref());
    Row { what: What::Item(choice), left, right: right.into(), checked: None, reason: None }
}

/// The rows of a box.
pub fn rows(program: &Program, dialog: &Dialog) -> Vec<Row> {
    let Some(facts) = facts(program) else { return Vec::new() };
    let lang = program.lang;
    let item_row = |id: &String, right: String| {
        let numbered = facts.numbered(id);
        let text = numbered.map_or(String::new(), |numbered| facts.outline(numbered).0);
        let number = facts.docket.number(id).unwrap_or(0);
        row(Choice::Item(id.clone()), format!("{} {text}", say::number(lang, number)), right)
    };
    match dialog {
        Dialog::Class => {
            let classes = facts.definition.about.dispositions.iter().enumerate();
            let named = classes.map(|(at, class)| {
                let key = if at < 9 { (at + 1).to_string() } else { String::new() };
                row(Choice::Class(Some(class.code.clone())), format!("{key:1} {}　{}", class.code, class.label), "")
            });
            named.chain([row(Choice::Class(None), format!("0 {}", say::class_none(lang)), "")]).collect()
        }
        Dialog::Heading => {
            let book = &facts.docket.codebook;
            let by_codes = row(Choice::Heading(None), say::heading_by_codes(lang), "");
            let of = |code: &Code| {
                row(Choice::Heading(Some(code.id.clone())), facts.heading(Some(&code.id)), code.id.clone())
            };
            std::iter::once(by_codes).chain(book.headings.iter().chain(&book.codes).map(of)).collect()
        }
        Dialog::ReplyFrom { offered } => {
            let all = offered.iter().filter_map(|id| facts.numbered(id));
            all.map(|numbered| {
                let item = facts.item(numbered);
                let number = facts.docket.number(&item.id).unwrap_or(0);
                let class = item.disposition.clone().unwrap_or_default();
                row(Choice::Item(item.id.clone()), format!("{} {class} {}", say::number(lang, number), item.reply), "")
            })
            .collect()
        }
        Dialog::TakeOut { item } => {
            let members = facts.numbered(item).into_iter().flat_map(|numbered| facts.members(numbered));
            members.map(|one| row(Choice::Opinion(one.id.clone()), format!("{}　{}", one.id, one.text), "")).collect()
        }
        Dialog::MergeInto { offered, .. } => {
            let all = offered.iter().filter_map(|id| facts.numbered(id));
            all.map(|numbered| item_row(&numbered.item.id, say::count(lang, numbered.members.len()))).collect()
        }
        Dialog::Keep { items, .. } => {
            let reply = |id: &String| {
                let numbered = facts.numbered(id);
                let item = numbered.map(|numbered| facts.item(numbered));
                item.map_or(String::new(), |item| crate::text::fit::cut(&display(&item.reply), 24))
            };
            items.iter().map(|id| item_row(id, reply(id))).collect()
        }
        Dialog::Filter => Filter::all(&facts)
            .into_iter()
            .map(|filter| row(Choice::Filter(filter.clone()), filter.words(&facts), ""))
            .collect(),
        Dialog::Changes { item } => {
            let all = change::of(program, item);
            let new = row(Choice::Change(all.len()), say::new_change(lang), "");
            let of = |(at, one): (usize, &crate::model::comment::decisions::Change)| {
                row(Choice::Change(at), say::change_line(lang, &one.place, &one.before, &one.after), "")
            };
            all.iter().enumerate().map(of).chain([new]).collect()
        }
        Dialog::MaskKind { .. } => {
            let kinds = Personal::ALL.into_iter().enumerate();
            kinds
                .map(|(at, kind)| {
                    row(Choice::Kind(kind), format!("{} {}", at + 1, say::personal(lang, kind)), kind.mark())
                })
                .collect()
        }
        Dialog::Forms => {
            let forms = PublicationForm::ALL.into_iter();
            forms.map(|form| row(Choice::Form(form), say::form(lang, form.extension()), form.extension())).collect()
        }
        Dialog::Discard => vec![
            row(Choice::Save, say::discard_save(lang), ""),
            row(Choice::Drop, say::discard_drop(lang), ""),
            row(Choice::Stay, say::discard_stay(lang), ""),
        ],
        Dialog::OutOfScope { .. } | Dialog::Section | Dialog::Due { .. } => Vec::new(),
        Dialog::Editor(_) | Dialog::Excerpt(_) => Vec::new(),
    }
}

/// Title of a box.
pub fn title(program: &Program, dialog: &Dialog) -> String {
    let lang = program.lang;
    match dialog {
        Dialog::Class => say::class_box(lang),
        Dialog::Heading => say::heading_box(lang),
        Dialog::ReplyFrom { .. } => say::reply_from_box(lang),
        Dialog::TakeOut { .. } => say::take_out_box(lang),
        Dialog::MergeInto { .. } => say::merge_into_box(lang),
        Dialog::Keep { .. } => say::keep_box(lang),
        Dialog::Filter => say::filter_box(lang),
        Dialog::OutOfScope { .. } => say::scope_box(lang),
        Dialog::Section => say::section_box(lang),
        Dialog::Due { .. } => say::due_box(lang),
        Dialog::Changes { .. } => return say::changes_box(lang, &program.keymap.key(Id::Remove, Place::List)),
        Dialog::MaskKind { .. } => say::mask_kind_box(lang),
        Dialog::Forms => say::formats_box(lang),
        Dialog::Discard => say::discard_box(lang),
        Dialog::Editor(_) | Dialog::Excerpt(_) => "",
    }
    .to_owned()
}

/// Lines between the field and the rows: what the opinions say that the choice is about.
pub fn hints(program: &Program, dialog: &Dialog) -> Vec<String> {
    let lang = program.lang;
    let Some(facts) = facts(program) else { return Vec::new() };
    let opinions = |ids: &[String]| {
        let texts = ids.iter().filter_map(|id| facts.docket.opinion(id));
        texts.take(3).map(|one| format!("{}　{}", one.id, crate::text::fit::cut(&display(&one.text), 120))).collect()
    };
    match dialog {
        Dialog::Section => vec![say::section_hint(lang).to_owned()],
        Dialog::Forms => {
            let items = || facts.docket.items.iter().map(|numbered| facts.item(numbered));
            let without_reply = printed::without_reply(facts.docket, &facts.decisions);
            let without_class = items().filter(|item| item.disposition.is_none()).count();
            vec![crate::messages::comments::overview::items_line(lang, items().count(), without_reply, without_class)]
        }
        Dialog::OutOfScope { opinions: ids } | Dialog::MergeInto { opinions: ids, .. } => opinions(ids),
        Dialog::Class | Dialog::Heading => {
            let all = acts::items(program);
            let numbers: Vec<String> =
                all.iter().filter_map(|id| facts.docket.number(id)).map(|n| say::number(lang, n)).collect();
            vec![numbers.join(" ")]
        }
        _ => Vec::new(),
    }
}

/// Enter in a box with rows.
pub fn accept(program: &mut Program, choice: Option<Choice>) -> Vec<Effect> {
    let Some(Kind::Items(dialog)) = program.boxes.last().map(|popup| &popup.kind) else { return Vec::new() };
    let dialog = dialog.clone();
    let Some(choice) = choice else { return Vec::new() };
    // What the marks and the cursor mean is read before the box is gone.
    program.boxes.pop();
    let items = acts::items(program);
    match (choice, dialog) {
        (Choice::Class(disposition), _) => decide(program, CommentOp::SetDisposition { items, disposition }),
        (Choice::Heading(heading), _) => decide(program, CommentOp::SetHeading { items, heading }),
        (Choice::Item(from), Dialog::ReplyFrom { .. }) => {
            let reply = facts(program).and_then(|facts| Some(facts.item(facts.numbered(&from)?).reply.clone()));
            let items: Vec<String> = items.into_iter().filter(|item| *item != from).collect();
            reply.map_or(Vec::new(), |reply| acts::write_replies(program, &items, &reply))
        }
        (Choice::Item(item), Dialog::MergeInto { opinions, .. } | Dialog::Keep { opinions, .. }) => {
            acts::merge_into(program, &item, opinions)
        }
        (Choice::Opinion(opinion), _) => acts::take_opinion_out(program, opinion),
        (Choice::Filter(filter), _) => {
            if let Some(set) = program.set_mut() {
                set.items.filter = filter;
            }
            Vec::new()
        }
        (Choice::Change(position), Dialog::Changes { item }) => {
            change::edit(program, &item, position);
            Vec::new()
        }
        (Choice::Kind(kind), Dialog::MaskKind { receipt, span }) => {
            // The box in which the part was chosen goes too.
            program.boxes.pop();
            let text = facts(program).and_then(|facts| Some(facts.docket.receipt(&receipt)?.text.clone()));
            let mask = mask::decision(&text.unwrap_or_default(), span, Some(kind));
            decide(program, CommentOp::Mask { receipt, mask })
        }
        (Choice::Form(form), _) => super::publish::write_in(program, form),
        (Choice::Save, _) => editor::save(program),
        (Choice::Drop, _) => {
            program.boxes.pop();
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Enter in a box with a line of text.
pub fn accept_line(program: &mut Program) -> Vec<Effect> {
    let lang = program.lang;
    let Some(popup) = program.boxes.last_mut() else { return Vec::new() };
    let text = popup.field.value().trim().to_owned();
    let Kind::Items(dialog) = &popup.kind else { return Vec::new() };
    match dialog.clone() {
        Dialog::OutOfScope { .. } if text.is_empty() => popup.problem = Some(say::why_missing(lang).to_owned()),
        Dialog::OutOfScope { opinions } => {
            program.boxes.pop();
            return acts::put_out(program, opinions, text);
        }
        Dialog::Section => {
            program.boxes.pop();
            if text.is_empty() {
                return ask(program, text, String::new());
            }
            let due = acts::first_item(program).map_or(String::new(), |(_, item)| item.due);
            program.boxes.push(Popup::with_text(Kind::Items(Dialog::Due { section: text }), due));
        }
        Dialog::Due { section } => match due(&text, program.today) {
            Some(due) => {
                program.boxes.pop();
                return ask(program, section, due);
            }
            None => {
                if let Some(popup) = program.boxes.last_mut() {
                    popup.problem = Some(say::bad_date(lang).to_owned());
                }
            }
        },
        _ => {}
    }
    Vec::new()
}

fn ask(program: &mut Program, section: String, due: String) -> Vec<Effect> {
    let items = acts::items(program);
    decide(program, CommentOp::Ask { items, section, due })
}

/// A typed date as ISO; empty stays empty. Month and day alone mean the next time they come, from a month ago on.
fn due(text: &str, today: i64) -> Option<String> {
    let text = crate::text::fold::matching(text);
    if text.is_empty() {
        return Some(text);
    }
    let plain = text.replace(['/', '.', '月'], "-").replace('日', "");
    let short = plain.split_once('-').filter(|(month, on)| [month, on].iter().all(|part| part.parse::<u8>().is_ok()));
    if let Some((month, on)) = short {
        let year: i64 = day::iso(today).get(..4)?.parse().ok()?;
        let of = |year: i64| day::parse(&format!("{year}-{month}-{on}")).map(|days| days as i64);
        let soon = (year - 1..=year + 1).filter_map(of).find(|days| *days >= today - 31)?;
        return Some(day::iso(soon));
    }
    day::parse(&text).map(|days| day::iso(days as i64))
}

/// Deletes the row under the cursor, where rows can be deleted.
pub fn remove(program: &mut Program, choice: Option<Choice>) -> Vec<Effect> {
    let Some(Kind::Items(Dialog::Changes { item })) = program.boxes.last().map(|popup| &popup.kind) else {
        return Vec::new();
    };
    let item = item.clone();
    match choice {
        Some(Choice::Change(position)) if position < change::of(program, &item).len() => {
            change::remove(program, &item, position)
        }
        _ => Vec::new(),
    }
}

/// Takes typed text in boxes of this screen; `None` where it is for somebody else.
pub fn typed(program: &mut Program, text: &str) -> Option<Vec<Effect>> {
    if editor::insert(program, text) {
        return Some(Vec::new());
    }
    let popup = program.boxes.last()?;
    let key = crate::text::fold::matching(text);
    if !popup.field.value().is_empty() {
        return None;
    }
    let Kind::Items(dialog @ (Dialog::Class | Dialog::MaskKind { .. })) = &popup.kind else { return None };
    let rows = rows(program, dialog);
    let digit = key.parse::<usize>().ok();
    let chosen = rows.into_iter().enumerate().find_map(|(at, row)| match row.what {
        What::Item(Choice::Class(Some(code))) => {
            let is_it = digit == Some(at + 1) || crate::text::fold::matching(&code) == key && digit.is_none();
            is_it.then_some(Choice::Class(Some(code)))
        }
        What::Item(Choice::Class(None)) if digit == Some(0) => Some(Choice::Class(None)),
        What::Item(Choice::Kind(kind)) if digit == Some(at + 1) => Some(Choice::Kind(kind)),
        _ => None,
    });
    chosen.map(|choice| accept(program, Some(choice)))
}

/// Takes pasted text; `None` where it is for somebody else.
pub fn pasted(program: &mut Program, text: &str) -> Option<Vec<Effect>> {
    editor::insert(program, text).then(Vec::new)
}

/// Runs a command in a box that is neither list nor line; `None` for the others.
pub fn run(program: &mut Program, id: Id) -> Option<Vec<Effect>> {
    match &program.boxes.last()?.kind {
        Kind::Items(Dialog::Editor(_)) => Some(editor::run(program, id)),
        Kind::Items(Dialog::Excerpt(_)) => Some(excerpt::run(program, id)),
        _ => None,
    }
}

/// A click while a box with a text is on top; `None` for other boxes. Outside of it nothing happens: what is written is not
/// given up by a slip of the hand.
pub fn click(program: &mut Program, at: Position) -> Option<Vec<Effect>> {
    match &program.boxes.last()?.kind {
        Kind::Items(Dialog::Editor(_)) => editor::click(program, at),
        Kind::Items(Dialog::Excerpt(_)) => excerpt::click(program, at),
        _ => return None,
    }
    Some(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_dates_may_be_short() {
        let today = day::parse("2024-01-10").map(|days| days as i64).unwrap();
        assert_eq!(due("1/15", today).as_deref(), Some("2024-01-15"));
        assert_eq!(due("１月１５日", today).as_deref(), Some("2024-01-15"));
        assert_eq!(due("12/28", today).as_deref(), Some("2023-12-28"));
        assert_eq!(due("9/1", today).as_deref(), Some("2024-09-01"));
        assert_eq!(due("令和6年2月1日", today).as_deref(), Some("2024-02-01"));
        assert_eq!(due("", today).as_deref(), Some(""));
        assert_eq!(due("来週", today), None);
        assert_eq!(due("2/30", today), None);
    }
}
