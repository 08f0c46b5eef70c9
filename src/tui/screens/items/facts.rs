//! What the screen says about items and opinions: read from the docket, with the newest decisions on top, since the docket
//! follows them with a little delay. Nothing is changed or drawn here.

use std::collections::{BTreeSet, HashSet};

use crate::comments::quote::{self, Check};
use crate::comments::{codes, outline};
use crate::messages::{Lang, comments::items as say};
use crate::model::comment::decisions::{Item, Outline};
use crate::model::comment::docket::NumberedItem;
use crate::model::comment::{CommentsDefinition, Decisions, Docket, Fate, Opinion};
use crate::model::day;
use crate::tui::keymap::Keymap;
use crate::tui::screens::tagging::{queue, update};
use crate::tui::state::State as Program;

/// One set as the screen reads it.
pub struct Facts<'a> {
    /// What was received, brought together.
    pub docket: &'a Docket,
    /// What was decided, acts on their way included.
    pub decisions: Decisions,
    /// Who looks.
    pub coder: String,
    /// Opinions that are being coded blindly: of these, codes of others are hidden here too.
    pub blind: HashSet<String>,
    /// The definition.
    pub definition: &'a CommentsDefinition,
    /// Days since 1970-01-01.
    pub today: i64,
    /// Language of words.
    pub lang: Lang,
    /// Keys that sentences name.
    pub keymap: &'a Keymap,
}

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Standing {
    NoReply,
    Asked,
    Overdue,
    NoClass,
    Answered,
}

/// The set being looked at, once it has been read.
pub fn facts(program: &Program) -> Option<Facts<'_>> {
    let set = program.set()?;
    let docket = set.docket.as_deref()?;
    let (decisions, coder) = (program.decisions(), update::coder(program).to_owned());
    Some(Facts {
        docket,
        blind: queue::blind(docket, &decisions, &coder),
        decisions,
        coder,
        definition: set.definition.as_deref().ok()?,
        today: program.today,
        lang: program.lang,
        keymap: &program.keymap,
    })
}

impl Facts<'_> {
    /// What was decided about an item.
    pub fn item<'a>(&'a self, numbered: &'a NumberedItem) -> &'a Item {
        self.decisions.items.get(&numbered.item.id).unwrap_or(&numbered.item)
    }

    /// An item by its id.
    pub fn numbered(&self, id: &str) -> Option<&NumberedItem> {
        self.docket.item(id)
    }

    /// The opinions of an item.
    pub fn members<'a>(&'a self, numbered: &'a NumberedItem) -> impl Iterator<Item = &'a Opinion> {
        numbered.members.iter().filter_map(|member| self.docket.opinions.get(*member))
    }

    /// People and wordings (文面の種類) of an item.
    pub fn people_and_wordings(&self, numbered: &NumberedItem) -> (usize, usize) {
        let person = |opinion: &Opinion| self.docket.receipt_of(opinion).map(|receipt| receipt.person);
        let people: BTreeSet<_> = self.members(numbered).filter_map(person).collect();
        // Copies to the letter are told first: they are most of a campaign.
        let texts: BTreeSet<&str> = self.members(numbered).map(|opinion| opinion.text.as_str()).collect();
        let normal = |text: &str| crate::comments::groups::normalise::normal(text).chars;
        let wordings: BTreeSet<_> = texts.into_iter().map(normal).collect();
        (people.len(), wordings.len())
    }

    /// How far an item is.
    pub fn standing(&self, item: &Item) -> Standing {
        let late = self.days_left(item).is_some_and(|days| days < 0);
        match (item.has_reply(), item.section.is_empty()) {
            (false, false) if late => Standing::Overdue,
            (false, false) => Standing::Asked,
            (false, true) => Standing::NoReply,
            (true, _) if item.disposition.is_none() && !self.definition.about.dispositions.is_empty() => {
                Standing::NoClass
            }
            (true, _) => Standing::Answered,
        }
    }

    /// Days until an answer is due; negative when it is overdue.
    pub fn days_left(&self, item: &Item) -> Option<i64> {
        day::parse(&item.due).map(|due| due as i64 - self.today)
    }

    /// The standing in words, with the due date.
    pub fn standing_words(&self, item: &Item) -> String {
        let due = item.due.get(5..).unwrap_or_default().replace('-', "/");
        let with_due = |word: &str| format!("{word} {due}").trim_end().to_owned();
        match self.standing(item) {
            Standing::NoReply => say::no_reply(self.lang).to_owned(),
            Standing::Asked => with_due(say::asked(self.lang)),
            Standing::Overdue => with_due(say::overdue(self.lang)),
            Standing::NoClass => say::no_class(self.lang).to_owned(),
            Standing::Answered => say::answered(self.lang).to_owned(),
        }
    }

    /// The outline as it is printed, masked, and what kind of text it is.
    pub fn outline(&self, numbered: &NumberedItem) -> (String, Vec<&'static str>) {
        let (lang, now) = (self.lang, self.item(numbered));
        let newer: NumberedItem;
        let numbered = if *now == numbered.item {
            numbered
        } else {
            newer = NumberedItem { item: now.clone(), ..numbered.clone() };
            &newer
        };
        let shown = outline::of(numbered, &self.decisions, self.docket);
        let kind = match &numbered.item.outline {
            Some(Outline::Words(_)) => say::in_own_words(lang),
            Some(quoted) if quote::check(quoted, &numbered.members, self.docket) != Check::Exact => {
                say::quote_broken(lang)
            }
            _ => say::verbatim(lang),
        };
        (shown.text, std::iter::once(kind).chain(shown.masked.then(|| say::masked(lang))).collect())
    }

    /// Title of a heading with what stands above it.
    pub fn heading(&self, id: Option<&str>) -> String {
        let Some(id) = id else { return say::no_heading(self.lang).to_owned() };
        let book = &self.docket.codebook;
        let above = book.path(id);
        let titles = above.iter().map(|code| book.title(&code.id)).chain([book.title(id)]);
        titles.collect::<Vec<_>>().join(" > ")
    }

    /// Titles of the codes of an opinion, and whether anybody has coded it; while it is being coded blindly, as far as this
    /// coder may know.
    pub fn codes(&self, opinion: &str) -> (Vec<String>, bool) {
        let book = &self.docket.codebook;
        let title = |code: &String| book.title(code).to_owned();
        if self.blind.contains(opinion) {
            let own = self.decisions.coding(opinion, &self.coder);
            let codes = own.map_or(Vec::new(), |own| codes::current(book, &own.codes));
            return (codes.iter().map(title).collect(), own.is_some());
        }
        let coded = codes::of(&self.decisions, book, opinion);
        (coded.codes.iter().map(title).collect(), coded.state != codes::State::None)
    }

    /// Opinions without a fate.
    pub fn open(&self) -> impl Iterator<Item = &Opinion> {
        self.docket.opinions.iter().filter(|opinion| opinion.fate == Fate::Open)
    }

    /// 「受付番号　経路　受付日」 of an opinion, and what is special about it.
    pub fn source(&self, opinion: &Opinion) -> String {
        let mut parts = vec![opinion.id.clone()];
        if let Some(receipt) = self.docket.receipt_of(opinion) {
            parts.push(receipt.channel.clone());
            parts.push(receipt.received.map_or(String::new(), day::iso));
            parts.push(receipt.place.clone());
            parts.extend(receipt.attributes.iter().map(|(_, value)| value.clone()));
            parts.push(if receipt.late { say::late(self.lang).to_owned() } else { String::new() });
            parts.push(if receipt.anonymous { say::anonymous(self.lang).to_owned() } else { String::new() });
        }
        parts.retain(|part| !part.is_empty());
        parts.join(self.lang.pick("　", "  "))
    }

    /// The class with what it means.
    pub fn class(&self, code: Option<&str>) -> String {
        let Some(code) = code else { return say::no_class(self.lang).to_owned() };
        let known = self.definition.about.dispositions.iter().find(|class| class.code == code);
        known.map_or(code.to_owned(), |class| format!("{} {}", class.code, class.label))
    }
}
