//! What does not fit together in items and replies before they are published. It warns; people decide.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};

use super::groups::grams::{shared, threes};
use super::jaccard::jaccard;
use super::{mask, outline, printed, quote};
use crate::model::comment::docket::NumberedItem;
use crate::model::comment::{CommentsDefinition, Decisions, Docket};
use crate::model::day;
use crate::model::diagnostic::{Diagnostic, Problem};
use crate::text::fold;

/// Replies as similar as this are near-equal: Jaccard coefficient of their character 3-grams.
const NEAR: f64 = 0.8;
/// A quoted heading as similar as this to a place of the plan is taken for it, misspelt: Jaccard of 2-grams.
const MISSPELT: f64 = 0.5;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Printed numbers of the items it is about, from 1.
    pub numbers: Vec<usize>,
    /// Their ids.
    pub items: Vec<String>,
    /// What.
    pub trouble: Trouble,
}

/// What does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Near-equal replies have different classes.
    ClassOfReply {
        /// In the order of the items.
        classes: Vec<String>,
    },
    /// Copies or near copies of one text are handled differently.
    Group {
        /// The classes differ; otherwise the replies do.
        classes: bool,
    },
    /// Nothing is replied.
    NoReply,
    /// There is no handling class.
    NoClass,
    /// The class is not one of the definition.
    UnknownClass {
        /// As decided.
        class: String,
    },
    /// The class changes the plan, but no place is named.
    NoChange {
        /// The class.
        class: String,
    },
    /// The reply names a place that the plan does not have.
    UnknownPlace {
        /// As written.
        place: String,
        /// What it may be.
        nearest: Option<String>,
    },
    /// The reply refers to an item that does not exist.
    UnknownNumber {
        /// As written.
        number: usize,
    },
    /// The outline is empty.
    NoOutline,
    /// The quotation is not what an original of the item says.
    Quotation,
    /// Nobody knows where to print it.
    NoHeading,
    /// The opinions have different codes, and nobody chose under which heading they are printed.
    Headings {
        /// Names of the codes that are not the heading, with how many opinions have them first.
        others: Vec<(String, usize)>,
    },
    /// The register of receipts has a column that nothing reads: it may tell of withdrawals.
    ColumnUnread {
        /// Its header.
        header: String,
        /// Filled cells.
        filled: usize,
    },
    /// A section has not replied in time.
    Overdue {
        /// Who was asked.
        section: String,
        /// ISO date.
        due: String,
    },
    /// The reply or a changed place has a name or number that is masked in an original.
    Personal,
    /// The reply has what looks like a name, a number or an address; the words themselves are not passed on.
    PersonalReply {
        /// In how many places.
        places: usize,
    },
}

impl Trouble {
    /// Its name in json.
    pub fn id(&self) -> &'static str {
        match self {
            Self::ClassOfReply { .. } => "class_of_reply",
            Self::Group { .. } => "group",
            Self::NoReply => "no_reply",
            Self::NoClass => "no_class",
            Self::UnknownClass { .. } => "unknown_class",
            Self::NoChange { .. } => "no_change",
            Self::UnknownPlace { .. } => "unknown_place",
            Self::UnknownNumber { .. } => "unknown_number",
            Self::NoOutline => "no_outline",
            Self::Quotation => "quotation",
            Self::NoHeading => "no_heading",
            Self::Headings { .. } => "headings",
            Self::ColumnUnread { .. } => "column_unread",
            Self::Overdue { .. } => "overdue",
            Self::Personal => "personal",
            Self::PersonalReply { .. } => "personal_reply",
        }
    }
}

/// What the register of receipts has that no item is made of; these are about no item.
pub fn of_register(met: &[Diagnostic]) -> Vec<Warning> {
    let unread = |diagnostic: &Diagnostic| match &diagnostic.problem {
        Problem::ReceiptColumnUnused { header, filled } => {
            Some(Trouble::ColumnUnread { header: header.clone(), filled: *filled })
        }
        _ => None,
    };
    let about = |trouble| Warning { numbers: Vec::new(), items: Vec::new(), trouble };
    met.iter().filter_map(unread).map(about).collect()
}

/// Everything there is to warn of, in the order of the items. `groups` are positions of opinions whose texts are copies or
/// near copies; `today` is in days since 1970-01-01.
pub fn check(
    definition: &CommentsDefinition,
    decisions: &Decisions,
    docket: &Docket,
    groups: &[Vec<usize>],
    today: Option<i64>,
) -> Vec<Warning> {
    check_until(definition, decisions, docket, groups, today, &AtomicBool::new(false))
}

/// The same, until it is cancelled; what is given back then is incomplete.
pub fn check_until(
    definition: &CommentsDefinition,
    decisions: &Decisions,
    docket: &Docket,
    groups: &[Vec<usize>],
    today: Option<i64>,
    cancel: &AtomicBool,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let places = Places::new(definition);
    for (at, numbered) in docket.items.iter().enumerate() {
        if cancel.load(Ordering::Relaxed) {
            return Vec::new();
        }
        for trouble in alone(definition, decisions, docket, numbered, &places, today) {
            warnings.push(warning(docket, &[at], trouble));
        }
    }
    warnings.extend(near_replies(docket, cancel));
    warnings.extend(groups.iter().filter_map(|group| group_handling(docket, group)));
    warnings.sort_by_key(|warning| warning.numbers.first().copied());
    warnings
}

fn warning(docket: &Docket, at: &[usize], trouble: Trouble) -> Warning {
    let items = at.iter().filter_map(|at| docket.items.get(*at)).map(|numbered| numbered.item.id.clone()).collect();
    Warning { numbers: at.iter().map(|at| at + 1).collect(), items, trouble }
}

/// What is wrong with one item by itself.
fn alone(
    definition: &CommentsDefinition,
    decisions: &Decisions,
    docket: &Docket,
    numbered: &NumberedItem,
    places: &Places,
    today: Option<i64>,
) -> Vec<Trouble> {
    let item = &numbered.item;
    let mut found = Vec::new();
    if outline::of(numbered, decisions, docket).text.trim().is_empty() {
        found.push(Trouble::NoOutline);
    }
    if quote::is_broken(numbered, docket) {
        found.push(Trouble::Quotation);
    }
    if numbered.heading.is_none() && !(docket.codebook.codes.is_empty() && docket.codebook.headings.is_empty()) {
        found.push(Trouble::NoHeading);
    }
    if !numbered.other_headings.is_empty() {
        let name = |code: &String| docket.codebook.code(code).map_or(code.clone(), |known| known.title.clone());
        let others = numbered.other_headings.iter().map(|(code, count)| (name(code), *count)).collect();
        found.push(Trouble::Headings { others });
    }
    let late = day::parse(&item.due).zip(today).is_some_and(|(due, today)| due < today as f64);
    match (item.has_reply(), late && !item.section.is_empty()) {
        (false, true) => found.push(Trouble::Overdue { section: item.section.clone(), due: item.due.clone() }),
        (false, false) => found.push(Trouble::NoReply),
        _ => {}
    }
    let classes = &definition.about.dispositions;
    match &item.disposition {
        None if !classes.is_empty() => found.push(Trouble::NoClass),
        None => {}
        Some(code) => match classes.iter().find(|class| class.code == *code) {
            None => found.push(Trouble::UnknownClass { class: code.clone() }),
            Some(class) if class.changes_plan() && item.changes.is_empty() => {
                found.push(Trouble::NoChange { class: code.clone() });
            }
            Some(_) => {}
        },
    }
    let reply = fold::matching(&item.reply);
    found.extend(places.unknown(&reply));
    found.extend(
        numbers(&reply)
            .into_iter()
            .filter(|number| *number == 0 || *number > docket.items.len())
            .map(|number| Trouble::UnknownNumber { number }),
    );
    if printed::is_personal(numbered, decisions, docket) {
        found.push(Trouble::Personal);
    } else {
        let places = mask::in_text(&item.reply, &definition.about.public_names).len();
        found.extend((places > 0).then_some(Trouble::PersonalReply { places }));
    }
    found
}

/// Pairs of items with near-equal replies and different classes. Each reply is compared once, however many items have it, and
/// only with those that are long enough to be as similar.
fn near_replies(docket: &Docket, cancel: &AtomicBool) -> Vec<Warning> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut replies: Vec<Reply<'_>> = Vec::new();
    for (at, numbered) in docket.items.iter().enumerate() {
        let (text, Some(class)) = (numbered.item.reply.trim(), numbered.item.disposition.as_deref()) else { continue };
        if text.is_empty() {
            continue;
        }
        let reply = *known.entry(text).or_insert_with(|| {
            let chars: Vec<char> = fold::search(text).chars().filter(|c| c.is_alphanumeric()).collect();
            replies.push(Reply { grams: threes(&chars), items: Vec::new() });
            replies.len() - 1
        });
        if let Some(reply) = replies.get_mut(reply) {
            reply.items.push((at, class));
        }
    }
    replies.sort_by_key(|reply| reply.grams.len());
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (nth, reply) in replies.iter().enumerate() {
        if cancel.load(Ordering::Relaxed) {
            return Vec::new();
        }
        pairs.extend(differing(&reply.items, &reply.items).filter(|(a, b)| a < b));
        // What has so many more runs shares too small a part of them (0.5: no pair is lost by rounding).
        let longest = reply.grams.len() as f64 / NEAR + 0.5;
        let others = replies.iter().skip(nth + 1).take_while(|other| other.grams.len() as f64 <= longest);
        for other in others.filter(|other| similarity(&reply.grams, &other.grams) >= NEAR) {
            pairs.extend(differing(&reply.items, &other.items).map(|(a, b)| (a.min(b), a.max(b))));
        }
    }
    pairs.sort_unstable();
    let class = |at: usize| docket.items.get(at).and_then(|numbered| numbered.item.disposition.clone());
    let said = |(a, b)| {
        let classes = class(a).into_iter().chain(class(b)).collect();
        warning(docket, &[a, b], Trouble::ClassOfReply { classes })
    };
    pairs.into_iter().map(said).collect()
}

/// A reply that one or more items have.
struct Reply<'a> {
    /// Its runs of three characters, sorted.
    grams: Vec<u64>,
    /// Positions of the items with their classes.
    items: Vec<(usize, &'a str)>,
}

/// Pairs of items whose classes differ.
fn differing<'a>(
    these: &'a [(usize, &'a str)],
    those: &'a [(usize, &'a str)],
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let of = move |(at, class): &'a (usize, &'a str)| {
        those.iter().filter(move |(_, other)| other != class).map(move |(other, _)| (*at, *other))
    };
    these.iter().flat_map(of)
}

/// |A and B| / |A or B| of sorted sets.
fn similarity(a: &[u64], b: &[u64]) -> f64 {
    let both = shared(a, b);
    let any = a.len() + b.len() - both;
    if any == 0 { 0.0 } else { both as f64 / any as f64 }
}

/// Copies of one text in several items that differ in class or reply.
fn group_handling(docket: &Docket, group: &[usize]) -> Option<Warning> {
    let holds = |numbered: &NumberedItem| numbered.members.iter().any(|member| group.contains(member));
    let at: Vec<usize> = docket.items.iter().enumerate().filter(|(_, item)| holds(item)).map(|(at, _)| at).collect();
    let items = || at.iter().filter_map(|at| docket.items.get(*at)).map(|numbered| &numbered.item);
    let classes: BTreeSet<_> = items().map(|item| &item.disposition).collect();
    let replies: BTreeSet<_> = items().map(|item| item.reply.trim()).collect();
    match (classes.len() > 1, replies.len() > 1) {
        (false, false) => None,
        (classes, _) => Some(warning(docket, &at, Trouble::Group { classes })),
    }
}

/// Runs of so many characters, of the folded text without spaces and punctuation.
fn grams(text: &str, n: usize) -> BTreeSet<String> {
    let chars: Vec<char> = fold::search(text).chars().filter(|c| c.is_alphanumeric()).collect();
    if chars.len() < n {
        return std::iter::once(chars.into_iter().collect()).collect();
    }
    chars.windows(n).map(|gram| gram.iter().collect()).collect()
}

/// The places of a plan: headings as they are written, and the numbers in them such as 第2章.
struct Places {
    /// Folded, without spaces.
    titles: Vec<String>,
    /// As written.
    written: Vec<String>,
    /// All 第n章, 第n節, … in them.
    numbered: BTreeSet<String>,
}

/// What is counted in plans.
const UNITS: [char; 7] = ['章', '節', '項', '条', '部', '編', '款'];
/// Words after 「…」 that say it is a place of the plan.
const AS_PLACE: [&str; 9] =
    ["の章", "の節", "の項", "に記載", "に記述", "に位置付け", "に位置づけ", "に掲げ", "を参照"];

impl Places {
    fn new(definition: &CommentsDefinition) -> Self {
        let titles: Vec<String> = definition.places.iter().map(|place| plain(place)).collect();
        let numbered = titles.iter().flat_map(|title| numbered(title)).collect();
        Self { titles, written: definition.places.clone(), numbered }
    }

    /// Places that a reply (folded) names and that are not there. Nothing can be said without a plan; a kind of number, such
    /// as 章, that the plan's headings do not have is not judged.
    fn unknown(&self, reply: &str) -> Vec<Trouble> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for place in numbered(&plain(reply)) {
            let unit = place.chars().last();
            let judged = self.numbered.iter().any(|known| known.chars().last() == unit);
            if judged && !self.numbered.contains(&place) && seen.insert(place.clone()) {
                found.push(Trouble::UnknownPlace { place, nearest: None });
            }
        }
        for (quoted, after) in quoted(reply) {
            let wanted = plain(quoted);
            let known = self.titles.iter().any(|title| title.contains(&wanted));
            if known || self.titles.is_empty() || wanted.is_empty() || !seen.insert(wanted.clone()) {
                continue;
            }
            let like = |title: &String| jaccard(&grams(title, 2), &grams(&wanted, 2));
            let best = self.titles.iter().map(like).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
            let nearest = best.filter(|(_, like)| *like >= MISSPELT).and_then(|(at, _)| self.written.get(at).cloned());
            let as_place = AS_PLACE.iter().any(|words| after.starts_with(words));
            if nearest.is_some() || as_place {
                found.push(Trouble::UnknownPlace { place: format!("「{quoted}」"), nearest });
            }
        }
        found
    }
}

/// Folded, without spaces.
fn plain(text: &str) -> String {
    fold::matching(text).replace(' ', "")
}

/// All 第2章 and the like in a text, the number in digits.
fn numbered(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in text.split('第').skip(1) {
        let number: String = after.chars().take_while(|c| c.is_ascii_digit() || kanji(*c).is_some()).collect();
        let unit = after.chars().nth(number.chars().count()).filter(|unit| UNITS.contains(unit));
        if let (Some(unit), Some(value)) = (unit, value(&number)) {
            found.push(format!("第{value}{unit}"));
        }
    }
    found
}

fn kanji(c: char) -> Option<usize> {
    "〇一二三四五六七八九十".chars().position(|digit| digit == c)
}

/// 12 and 十二, up to 99.
fn value(number: &str) -> Option<usize> {
    if let Ok(value) = number.parse() {
        return Some(value);
    }
    let digit = |text: &str| match text.chars().collect::<Vec<_>>().as_slice() {
        [] => None,
        [one] => kanji(*one),
        _ => Some(usize::MAX),
    };
    match number.split_once('十') {
        None => digit(number).filter(|value| *value < 10),
        Some((tens, ones)) => {
            let value = digit(tens).unwrap_or(1).checked_mul(10)?.checked_add(digit(ones).unwrap_or(0))?;
            (value < 100).then_some(value)
        }
    }
}

/// What stands in 「…」, and what follows it.
fn quoted(text: &str) -> Vec<(&str, &str)> {
    text.split('「').skip(1).filter_map(|part| part.split_once('」')).collect()
}

/// Numbers behind № in a folded text (№ folds to No).
fn numbers(text: &str) -> Vec<usize> {
    let behind = text.split("No").skip(1).map(|after| after.trim_start_matches(['.', ' ']));
    let digits = behind.map(|after| after.chars().take_while(char::is_ascii_digit).collect::<String>());
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comment::decisions::Item;

    fn places() -> Places {
        let places = ["第1章 計画の基本", "第二章 商業の振興", "空き店舗の活用", "創業の支援"];
        Places::new(&CommentsDefinition { places: places.map(str::to_owned).to_vec(), ..CommentsDefinition::default() })
    }

    fn unknown(reply: &str) -> Vec<String> {
        let found = places().unknown(&fold::matching(reply));
        found
            .into_iter()
            .map(|trouble| match trouble {
                Trouble::UnknownPlace { place, nearest } => format!("{place}/{}", nearest.unwrap_or_default()),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn places_of_the_plan_are_known() {
        for reply in [
            "第１章のとおりです。",
            "第2章、第二章に記載",
            "「空き店舗の活用」に記載しています。",
            "「賛成」とのご意見",
            "第3節",
        ] {
            assert!(unknown(reply).is_empty(), "{reply}: {:?}", unknown(reply));
        }
        assert_eq!(unknown("第十二章に記載"), ["第12章/"]);
        assert_eq!(unknown("「空き店舗活用」をご覧ください"), ["「空き店舗活用」/空き店舗の活用"]);
        assert_eq!(unknown("「観光の振興」に記載しています"), ["「観光の振興」/"]);
    }

    #[test]
    fn numbers_of_items_are_read() {
        assert_eq!(numbers(&fold::matching("№12と№ ３、No.4をご覧ください")), [12, 3, 4]);
        assert_eq!([value("十"), value("二十一"), value("九"), value("二三")], [Some(10), Some(21), Some(9), None]);
    }

    #[test]
    fn near_equal_replies_of_different_classes_are_told_once_each() {
        let item = |(at, (reply, class)): (usize, (&str, &str))| NumberedItem {
            item: Item {
                id: format!("i{at}"),
                reply: reply.to_owned(),
                disposition: Some(class.to_owned()),
                ..Item::default()
            },
            ..NumberedItem::default()
        };
        let near = "ご意見の趣旨は計画に記載しています。今後も取り組みます。";
        let replies = [
            ("ご意見の趣旨は、計画に記載しています。今後とも取り組みます。", "◎"),
            (near, "○"),
            ("実施の際の参考とします。", "△"),
            (near, "◎"),
            (near, "○"),
            ("", "△"),
            ("―", "△"),
            ("実施の際の参考とします", "△"),
        ];
        let items = replies.into_iter().enumerate().map(item).collect();
        let docket = Docket { items, ..Docket::default() };
        let go_on = AtomicBool::new(false);
        let pairs: Vec<Vec<usize>> = near_replies(&docket, &go_on).into_iter().map(|warning| warning.numbers).collect();
        assert_eq!(pairs, [[1, 2], [1, 5], [2, 4], [4, 5]]);
        assert_eq!(
            near_replies(&docket, &go_on)[2].trouble,
            Trouble::ClassOfReply { classes: vec!["○".into(), "◎".into()] }
        );
        assert!(near_replies(&docket, &AtomicBool::new(true)).is_empty());
    }
}
