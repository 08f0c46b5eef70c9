//! How items, opinions, classes and headings are named on the command line.

use clap::{Arg, ArgMatches};

use super::Set;
use crate::cli::{Context, Failure};
use crate::messages::{Lang, comments::publish as words};
use crate::model::comment::definition::Disposition;
use crate::model::comment::{Decisions, Docket, Fate};
use crate::model::day;
use crate::text::fold;

/// The arguments that name items.
pub(super) fn items_arg(lang: Lang) -> Arg {
    Arg::new("items").value_name("ITEM").required(true).num_args(1..).help(words::item_arg(lang))
}

/// The argument that names one item.
pub(super) fn item_arg(lang: Lang) -> Arg {
    Arg::new("item").value_name("ITEM").required(true).help(words::item_arg(lang))
}

/// All values of an argument.
pub(super) fn values<'a>(arguments: &'a ArgMatches, name: &str) -> Vec<&'a str> {
    arguments.get_many::<String>(name).into_iter().flatten().map(String::as_str).collect()
}

/// What subcommands about items look at.
pub(super) struct Desk {
    pub(super) set: Set,
    pub(super) decisions: Decisions,
    pub(super) docket: Docket,
}

impl Desk {
    pub(super) fn open(context: &Context, arguments: &ArgMatches) -> Result<Self, Failure> {
        let set = Set::open(context, arguments)?;
        let decisions = set.decisions();
        let docket = set.corpus.docket(&decisions);
        Ok(Self { set, decisions, docket })
    }

    /// The id of an item named by its id or its printed number (№12, #12).
    pub(super) fn item(&self, lang: Lang, named: &str) -> Result<String, Failure> {
        self.find_item(named).ok_or_else(|| {
            let nearest = crate::text::nearest(named, self.decisions.items.keys().map(String::as_str));
            Failure::Usage(words::unknown_item(lang, named, nearest.as_deref()))
        })
    }

    fn find_item(&self, named: &str) -> Option<String> {
        let folded = fold::matching(named);
        if let Some(id) = self.decisions.items.keys().find(|id| *id == named || fold::matching(id) == folded) {
            return Some(id.clone());
        }
        let number = folded.strip_prefix("No").map(|rest| rest.trim_start_matches(['.', ' ']));
        let number: usize = number.or(folded.strip_prefix('#'))?.parse().ok()?;
        self.docket.items.get(number.checked_sub(1)?).map(|numbered| numbered.item.id.clone())
    }

    /// The ids of several items.
    pub(super) fn items(&self, lang: Lang, arguments: &ArgMatches) -> Result<Vec<String>, Failure> {
        values(arguments, "items").into_iter().map(|named| self.item(lang, named)).collect()
    }

    /// The ids of opinions named by their own ids, or by items that hold them.
    pub(super) fn opinions(&self, lang: Lang, named: &[&str], items_too: bool) -> Result<Vec<String>, Failure> {
        let mut ids: Vec<String> = Vec::new();
        for named in named {
            let folded = fold::matching(named);
            let item = if items_too { self.find_item(named) } else { None };
            let found: Vec<String> = match self.docket.opinions.iter().find(|one| one.id == *named || one.id == folded)
            {
                Some(opinion) => vec![opinion.id.clone()],
                None => {
                    match item.and_then(|item| self.docket.items.iter().find(|numbered| numbered.item.id == item)) {
                        Some(numbered) => self.docket.member_ids(numbered).map(str::to_owned).collect(),
                        None => return Err(self.unknown_opinion(lang, named)),
                    }
                }
            };
            ids.extend(found.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
        }
        Ok(ids)
    }

    pub(super) fn unknown_opinion(&self, lang: Lang, named: &str) -> Failure {
        let known = self.docket.opinions.iter().map(|opinion| opinion.id.as_str());
        let receipts = self.docket.receipts.iter().map(|receipt| receipt.id.as_str());
        let nearest = crate::text::nearest(named, known.chain(receipts));
        Failure::Usage(words::unknown_opinion(lang, named, nearest.as_deref()))
    }

    /// Refuses opinions of withdrawn receipts.
    pub(super) fn not_withdrawn(&self, lang: Lang, ids: &[String]) -> Result<(), Failure> {
        let is_withdrawn = |id: &&String| {
            self.docket.opinion(id).is_some_and(|opinion| matches!(opinion.fate, Fate::Withdrawn { .. }))
        };
        let withdrawn: Vec<&str> = ids.iter().filter(is_withdrawn).map(String::as_str).collect();
        if withdrawn.is_empty() { Ok(()) } else { Err(Failure::Usage(words::is_withdrawn(lang, &withdrawn))) }
    }

    /// A class of the definition.
    pub(super) fn class(&self, lang: Lang, named: &str) -> Result<String, Failure> {
        let classes = &self.set.corpus.definition.about.dispositions;
        // Three signs look like ○, and input methods offer each; people also write the sign with its meaning, or that alone.
        let plain = |text: &str| -> String {
            let folded = fold::matching(text);
            folded
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| if ['◯', '〇'].contains(&c) { '○' } else { c })
                .collect()
        };
        let wanted = plain(named);
        let is_it = |class: &Disposition| {
            let (code, label) = (plain(&class.code), plain(&class.label));
            wanted == code || !label.is_empty() && (wanted == label || wanted == format!("{code}{label}"))
        };
        let exact = classes.iter().find(|class| class.code == named);
        let mut alike = classes.iter().filter(|class| is_it(class));
        let only = alike.next().filter(|_| alike.next().is_none());
        let found = exact.or(only);
        found.map(|class| class.code.clone()).ok_or_else(|| {
            let known: Vec<&str> = classes.iter().map(|class| class.code.as_str()).collect();
            Failure::Usage(words::unknown_class(lang, named, &known))
        })
    }

    /// A code or heading.
    pub(super) fn heading(&self, lang: Lang, named: &str) -> Result<String, Failure> {
        let book = &self.docket.codebook;
        let known = || book.codes.iter().chain(&book.headings);
        match known().find(|code| code.id == named) {
            Some(code) => Ok(code.id.clone()),
            None => {
                let nearest = crate::text::nearest(named, known().map(|code| code.id.as_str()));
                Err(Failure::Usage(words::unknown_heading(lang, named, nearest.as_deref())))
            }
        }
    }
}

/// A date as ISO.
pub(super) fn date(lang: Lang, text: &str) -> Result<String, Failure> {
    match day::parse(&fold::matching(text)) {
        Some(days) => Ok(day::iso(days as i64)),
        None => Err(Failure::Usage(words::no_date(lang, text))),
    }
}
