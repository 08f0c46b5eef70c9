//! 照会表: what a section is asked to fill in. `export::xlsx::inquiry` draws it, `load::comments::inquiry` reads it back.

use crate::comments::quote::fingerprint;
use crate::comments::{outline, printed};
use crate::messages::{Lang, comments::inquiry as words, table as table_words};
use crate::model::comment::decisions::Item;
use crate::model::comment::{CommentsDefinition, Decisions, Docket};

/// A form to be filled in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inquiry {
    /// Above it.
    pub title: String,
    /// Below the title: how to fill it in, the classes.
    pub notes: Vec<String>,
    /// Labels of the columns, in the order of [`InquiryRow`]'s fields.
    pub header: [&'static str; 10],
    /// Classes to choose from; none where replies have no class.
    pub classes: Vec<String>,
    /// What stands where a class is chosen that does not exist.
    pub wrong_class: String,
    /// One per item.
    pub rows: Vec<InquiryRow>,
}

/// An item as it is asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InquiryRow {
    /// № of now, for people.
    pub number: usize,
    /// Heading it stands under.
    pub heading: String,
    /// 意見の概要, masked.
    pub outline: String,
    /// Opinions in it.
    pub opinions: usize,
    /// 対応区分 of now.
    pub class: String,
    /// Reply of now, masked.
    pub reply: String,
    /// Section asked.
    pub section: String,
    /// ISO date.
    pub due: String,
    /// Item id; what is read back goes by it.
    pub item: String,
    /// Tells whether the reply has changed since.
    pub seal: String,
}

/// Tells two states of a reply apart: of the reply as it is stored, not as it is printed.
pub fn seal(item: &Item) -> String {
    let class = item.disposition.as_deref().unwrap_or_default();
    fingerprint(&format!("{class}\n{}", item.reply)).chars().take(16).collect()
}

/// The form for the items of a section, or for all.
pub fn inquiry(
    definition: &CommentsDefinition,
    decisions: &Decisions,
    docket: &Docket,
    section: Option<&str>,
    lang: Lang,
) -> Inquiry {
    let about = &definition.about;
    let mut notes: Vec<String> = words::notes(lang, !about.dispositions.is_empty());
    if about.synthetic {
        notes.insert(0, table_words::synthetic(lang).to_owned());
    }
    let legend: Vec<String> =
        about.dispositions.iter().map(|class| format!("{} {}", class.code, class.label)).collect();
    if !legend.is_empty() {
        notes.push(words::legend(lang, &legend));
    }
    let wanted = docket.items.iter().enumerate();
    let wanted = wanted.filter(|(_, numbered)| section.is_none_or(|section| numbered.item.section == section));
    let row = |(at, numbered): (usize, &crate::model::comment::docket::NumberedItem)| InquiryRow {
        number: at + 1,
        heading: numbered.heading.as_deref().map_or(String::new(), |heading| docket.codebook.title(heading).to_owned()),
        outline: outline::of(numbered, decisions, docket).text,
        opinions: numbered.members.len(),
        class: numbered.item.disposition.clone().unwrap_or_default(),
        reply: printed::reply(numbered, decisions, docket),
        section: numbered.item.section.clone(),
        due: numbered.item.due.clone(),
        item: numbered.item.id.clone(),
        seal: seal(&numbered.item),
    };
    Inquiry {
        title: words::title(lang, &about.title, section),
        notes,
        header: words::header(lang),
        classes: about.dispositions.iter().map(|class| class.code.clone()).collect(),
        wrong_class: words::wrong_class(lang).to_owned(),
        rows: wanted.map(row).collect(),
    }
}
