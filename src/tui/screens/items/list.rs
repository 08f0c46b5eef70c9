//! The rows of the list: items in printed order under their headings, then opinions that are in none, by what became of
//! them. Filter and search leave rows out; they never change the order.

use crate::messages::{Lang, comments::items as say};
use crate::model::comment::docket::NumberedItem;
use crate::model::comment::{Fate, Opinion};
use crate::text::fold::search;
use crate::tui::screens::items::facts::{Facts, Standing};

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A heading or the name of a section.
    Title(String),
    /// An item by its position in the docket.
    Item(usize),
    /// An opinion by its position in the docket.
    Opinion(usize),
}

/// What a row is about, whatever its position.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// An item by id.
    Item(String),
    /// An opinion by id.
    Opinion(String),
}

/// Which rows are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Items that stand so.
    Standing(Standing),
    /// Items without a class, answered or not.
    NoClass,
    /// Items under a heading (its id).
    Heading(Option<String>),
    /// Items of a class.
    Class(String),
    /// Open opinions.
    Open,
}

impl Filter {
    /// The filter in words.
    pub fn words(&self, facts: &Facts<'_>) -> String {
        let lang = facts.lang;
        match self {
            Self::All => say::filter_all(lang).to_owned(),
            Self::Standing(Standing::Asked) => say::filter_asked(lang).to_owned(),
            Self::Standing(Standing::Overdue) => say::filter_overdue(lang).to_owned(),
            Self::Standing(_) => say::filter_no_reply(lang).to_owned(),
            Self::NoClass => say::filter_no_class(lang).to_owned(),
            Self::Heading(id) => say::filter_heading(lang, &facts.heading(id.as_deref())),
            Self::Class(code) => say::filter_class(lang, &facts.class(Some(code))),
            Self::Open => say::filter_open(lang).to_owned(),
        }
    }

    /// Every filter that can be chosen now.
    pub fn all(facts: &Facts<'_>) -> Vec<Self> {
        let mut all = vec![
            Self::All,
            Self::Standing(Standing::NoReply),
            Self::NoClass,
            Self::Standing(Standing::Overdue),
            Self::Standing(Standing::Asked),
            Self::Open,
        ];
        all.extend(facts.definition.about.dispositions.iter().map(|class| Self::Class(class.code.clone())));
        for numbered in &facts.docket.items {
            let heading = Self::Heading(numbered.heading.clone());
            if !all.contains(&heading) {
                all.push(heading);
            }
        }
        all
    }

    fn takes(&self, facts: &Facts<'_>, numbered: &NumberedItem) -> bool {
        let item = facts.item(numbered);
        match self {
            Self::All => true,
            // What is asked about has no reply either.
            Self::Standing(Standing::NoReply) => !item.has_reply(),
            Self::Standing(Standing::Asked) => {
                matches!(facts.standing(item), Standing::Asked | Standing::Overdue)
            }
            Self::Standing(standing) => facts.standing(item) == *standing,
            Self::NoClass => item.disposition.is_none(),
            Self::Heading(id) => numbered.heading == *id,
            Self::Class(code) => item.disposition.as_ref() == Some(code),
            Self::Open => false,
        }
    }
}

/// Texts of all opinions folded for search, made once for a docket.
pub fn folded(facts: &Facts<'_>) -> Vec<String> {
    facts.docket.opinions.iter().map(|opinion| search(&format!("{} {}", opinion.id, opinion.text))).collect()
}

/// The rows. `folded` are the texts of the opinions, in their order; it may be empty where nothing is searched for.
pub fn rows(facts: &Facts<'_>, filter: &Filter, wanted: &str, folded: &[String]) -> Vec<Row> {
    let wanted = search(wanted);
    let has = |text: &str| search(text).contains(&wanted);
    let opinion_has = |position: usize| folded.get(position).is_some_and(|text| text.contains(&wanted));
    let found = |number: usize, numbered: &NumberedItem| {
        let item = facts.item(numbered);
        // What is empty, or stands in the opinions anyway, is not folded: this runs for every item at every key.
        let has_text = |text: &String| !text.is_empty() && has(text);
        numbered.members.iter().any(|member| opinion_has(*member))
            || wanted == number.to_string()
            || [&item.reply, &item.section].into_iter().any(has_text)
            || (item.outline.is_some() && has(&facts.outline(numbered).0))
    };
    let mut rows = Vec::new();
    let mut heading = None;
    // Items stand by heading, so each is folded once.
    let mut known: Option<(&Option<String>, bool)> = None;
    for (position, numbered) in facts.docket.items.iter().enumerate() {
        if !filter.takes(facts, numbered) {
            continue;
        }
        let titled = match known {
            _ if wanted.is_empty() => true,
            Some((of, titled)) if of == &numbered.heading => titled,
            _ => has(&facts.heading(numbered.heading.as_deref())),
        };
        known = Some((&numbered.heading, titled));
        if titled || found(position + 1, numbered) {
            if heading != Some(&numbered.heading) {
                rows.push(Row::Title(facts.heading(numbered.heading.as_deref())));
                heading = Some(&numbered.heading);
            }
            rows.push(Row::Item(position));
        }
    }
    let mut section = |name: &str, is_in: &dyn Fn(&Fate) -> bool| {
        let of = |(position, opinion): (usize, &Opinion)| is_in(&opinion.fate).then_some(position);
        let all: Vec<usize> = facts.docket.opinions.iter().enumerate().filter_map(of).collect();
        let shown: Vec<usize> =
            all.iter().copied().filter(|position| wanted.is_empty() || opinion_has(*position)).collect();
        if !shown.is_empty() {
            rows.push(Row::Title(say::section(facts.lang, name, all.len())));
            rows.extend(shown.into_iter().map(Row::Opinion));
        }
    };
    if matches!(filter, Filter::All | Filter::Open) {
        section(say::open_section(facts.lang), &|fate| *fate == Fate::Open);
    }
    if *filter == Filter::All {
        section(say::out_section(facts.lang), &|fate| matches!(fate, Fate::OutOfScope { .. }));
        section(say::withdrawn_section(facts.lang), &|fate| matches!(fate, Fate::Withdrawn { .. }));
    }
    rows
}

/// Why an opinion is in no item; empty for open ones.
pub fn why(lang: Lang, fate: &Fate) -> &str {
    match fate {
        Fate::OutOfScope { why } if why.is_empty() => say::late_rule(lang),
        Fate::OutOfScope { why } | Fate::Withdrawn { why } => why,
        Fate::Open | Fate::Published { .. } | Fate::Merged { .. } => "",
    }
}

/// What a row is about.
pub fn target(facts: &Facts<'_>, row: &Row) -> Option<Target> {
    match row {
        Row::Title(_) => None,
        Row::Item(position) => facts.docket.items.get(*position).map(|item| Target::Item(item.item.id.clone())),
        Row::Opinion(position) => {
            facts.docket.opinions.get(*position).map(|opinion| Target::Opinion(opinion.id.clone()))
        }
    }
}
