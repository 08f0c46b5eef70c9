//! Which opinions are copies of each other: exact, near, or made from one template.
//!
//! `normalise` says what counts as the same text, `near` and `template` find pairs, `own` what was added to a template,
//! `index` ranks what is similar and finds words. Everything is a proposal: nothing is put together by itself, and all results
//! are the same in every run.

pub mod grams;
pub mod index;
mod near;
pub mod normalise;
pub mod opinions;
mod own;
mod sets;
mod template;

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};

pub use index::Index;

use crate::model::comment::Span;
use normalise::{Normal, normal};
use sets::Sets;

/// How the texts of a group belong together: the weakest link that holds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKind {
    /// The same text, normalised.
    Exact,
    /// Character 3-gram sets with a Jaccard coefficient of at least 0.8.
    Near,
    /// A long passage in common, perhaps with own words around it.
    Template,
}

impl GroupKind {
    /// The name in json.
    pub fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Template => "template",
        }
    }
}

/// Texts that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How.
    pub kind: GroupKind,
    /// Positions in the input, ascending.
    pub members: Vec<usize>,
    /// The member whose text was sent most often; of those the shortest, then the first.
    pub representative: usize,
    /// Number of different texts, normalised.
    pub distinct_texts: usize,
    /// For members of a template that added something: position in the input, and what is their own, as characters of
    /// the given text. Copies of one addition are listed each.
    pub own: Vec<(usize, Vec<Span>)>,
}

/// Finds groups of two or more, the largest first, of equal ones that with the first member first. Each text is in one group
/// at most; blank texts are in none. Empty when cancelled.
pub fn find(texts: &[&str], cancel: &AtomicBool) -> Vec<Group> {
    let classes = Classes::new(texts, cancel);
    let chars: Vec<Vec<char>> = classes.normals.iter().map(|normal| normal.chars.clone()).collect();
    let prepared = parallel(&chars, cancel, |chars| near::Text::new(chars));
    let mut close = Sets::new(chars.len());
    near::join(&prepared, &mut close, cancel);
    let mut all = close.clone();
    template::join(&chars, &prepared, &mut all, cancel);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for class in 0..chars.len() {
        groups.entry(all.root(class)).or_default().push(class);
    }
    let mut found: Vec<Group> = Vec::new();
    for members in groups.values() {
        if cancel.load(Ordering::Relaxed) {
            return Vec::new();
        }
        found.extend(classes.group(members, &mut close, texts));
    }
    found.sort_by_key(|group| (std::cmp::Reverse(group.members.len()), group.members.first().copied()));
    found
}

/// The different texts, and who has them.
struct Classes {
    /// Normalised, each once.
    normals: Vec<Normal>,
    /// By class: its members in the input, ascending.
    members: Vec<Vec<usize>>,
}

impl Classes {
    fn new(texts: &[&str], cancel: &AtomicBool) -> Self {
        // Copies to the letter are most of a campaign and are normalised once.
        let mut written: HashMap<&str, usize> = HashMap::new();
        let mut wordings: Vec<(&str, Vec<usize>)> = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let wording = *written.entry(text).or_insert(wordings.len());
            match wordings.get_mut(wording) {
                Some((_, members)) => members.push(at),
                None => wordings.push((text, vec![at])),
            }
        }
        let folded = parallel(&wordings, cancel, |(text, _)| normal(text));
        let mut known: HashMap<Vec<char>, usize> = HashMap::new();
        let mut classes = Self { normals: Vec::new(), members: Vec::new() };
        for (normal, (_, members)) in folded.into_iter().zip(wordings) {
            if normal.is_empty() {
                continue;
            }
            let class = *known.entry(normal.chars.clone()).or_insert(classes.normals.len());
            match classes.members.get_mut(class) {
                Some(known) => known.extend(members),
                None => {
                    classes.normals.push(normal);
                    classes.members.push(members);
                }
            }
        }
        classes.members.iter_mut().for_each(|members| members.sort_unstable());
        classes
    }

    fn of(&self, class: usize) -> (&[char], &[usize]) {
        let chars = self.normals.get(class).map_or(&[][..], |normal| &normal.chars);
        (chars, self.members.get(class).map_or(&[][..], |members| members))
    }

    fn group(&self, classes: &[usize], close: &mut Sets, texts: &[&str]) -> Option<Group> {
        let mut members: Vec<usize> = classes.iter().flat_map(|class| self.of(*class).1).copied().collect();
        if members.len() < 2 {
            return None;
        }
        members.sort_unstable();
        let first = *classes.first()?;
        let kind = match classes {
            [_] => GroupKind::Exact,
            all if all.iter().all(|class| close.root(*class) == close.root(first)) => GroupKind::Near,
            _ => GroupKind::Template,
        };
        let own = if kind == GroupKind::Template { self.own(classes, close, texts) } else { Vec::new() };
        let leader = classes
            .iter()
            .map(|class| self.of(*class))
            .min_by_key(|(chars, members)| (std::cmp::Reverse(members.len()), chars.len(), members.first().copied()));
        let representative = leader.and_then(|(_, members)| members.first().copied()).unwrap_or(0);
        Some(Group { kind, members, representative, distinct_texts: classes.len(), own })
    }

    fn own(&self, classes: &[usize], close: &mut Sets, texts: &[&str]) -> Vec<(usize, Vec<Span>)> {
        let members: Vec<own::Member<'_>> = classes
            .iter()
            .map(|class| {
                let (chars, members) = self.of(*class);
                own::Member { chars, cluster: close.root(*class), copies: members.len() }
            })
            .collect();
        let template = own::Template::new(&members);
        let mut own = Vec::new();
        for class in classes {
            let (_, members) = self.of(*class);
            // Two copies may be written differently, and a place is one in its own writing.
            let mut last: Option<(&str, Vec<Span>)> = None;
            for member in members {
                let text = texts.get(*member).copied().unwrap_or_default();
                let spans = match last.take().filter(|(known, _)| *known == text) {
                    Some((_, spans)) => spans,
                    None => template.own(&normal(text), text),
                };
                if !spans.is_empty() {
                    own.push((*member, spans.clone()));
                }
                last = Some((text, spans));
            }
        }
        own.sort_unstable_by_key(|(member, _)| *member);
        own
    }
}

/// Maps on all cores, in order. When cancelled, the rest is left out.
fn parallel<T: Sync, R: Send>(items: &[T], cancel: &AtomicBool, map: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let part = items.len().div_ceil(cores).max(64);
    let work =
        |part: &[T]| -> Vec<R> { part.iter().take_while(|_| !cancel.load(Ordering::Relaxed)).map(&map).collect() };
    if items.len() <= part {
        return work(items);
    }
    let work = &work;
    std::thread::scope(|scope| {
        let parts: Vec<_> = items.chunks(part).map(|part| scope.spawn(move || work(part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> Vec<(GroupKind, Vec<usize>, usize)> {
        let groups = find(texts, &AtomicBool::new(false));
        groups.into_iter().map(|group| (group.kind, group.members, group.distinct_texts)).collect()
    }

    const TEMPLATE: &str = "私は駅前の再開発計画に反対します。いま必要なのは大きな建物ではなく、高齢者が歩いて買い物のできる商店街と、子どもが安心して遊べる広場です。計画の白紙撤回を求めます。";

    #[test]
    fn exact_copies_in_any_spelling() {
        let texts = [
            "賛成です。",
            "街路樹を残して",
            "賛成です",
            "",
            "反対です",
            "お世話になっております。街路樹を残して！",
            "",
            "賛成 です",
        ];
        assert_eq!(found(&texts), [(GroupKind::Exact, vec![0, 2, 7], 1), (GroupKind::Exact, vec![1, 5], 1)]);
    }

    #[test]
    fn short_texts_are_near_to_nothing() {
        let texts = [
            "賛成です",
            "反対です",
            "賛成ですよ",
            "道路を広げる",
            "道路を広げるな",
            "駐車場を増やして",
            "駐輪場を増やして",
        ];
        assert_eq!(found(&texts), []);
    }

    #[test]
    fn near_copies_have_a_few_characters_changed() {
        let one = "商店街の空き店舗を若い人が安く借りられるように、家賃の補助を三年間続けてほしいと思います。";
        let other = "商店街の空き店舗を若い人が安く借りられるように、家賃の補助を５年間続けてほしいと思います";
        assert_eq!(found(&[one, "別の話", other]), [(GroupKind::Near, vec![0, 2], 2)]);
    }

    #[test]
    fn the_opposite_is_no_near_copy() {
        let one = "駅前の広場を東側へ広げて商店街とつなぐという今回の素案の考え方には、家族みんなで話し合って賛成することにしました。";
        let other = one.replace("賛成", "反対");
        assert!(found(&[one, &other]).iter().all(|(kind, ..)| *kind == GroupKind::Template));
    }

    #[test]
    fn own_words_around_a_template_are_told() {
        let own = "母は毎日杖をついて隣町まで買い物に行っています。どうか現場を見てください。バスも一時間に一本しかなく、雨の日は行けません。";
        let added = format!("{TEMPLATE}{own}");
        let before = format!("商店主の一人として、四十年この町を見てきました。{TEMPLATE}");
        let cut: String = TEMPLATE.chars().take(45).chain("うちの店も困っています。".chars()).collect();
        let texts = ["農業の後継者を育ててほしい", TEMPLATE, &added, TEMPLATE, &before, &cut];
        let groups = find(&texts, &AtomicBool::new(false));
        assert_eq!(groups.len(), 1, "{groups:?}");
        let group = &groups[0];
        assert_eq!((group.kind, group.distinct_texts, group.representative), (GroupKind::Template, 4, 1));
        assert_eq!(group.members, [1, 2, 3, 4, 5]);
        let told: Vec<(usize, String)> =
            group.own.iter().map(|(at, spans)| (*at, spans.iter().map(|span| span.of(texts[*at])).collect())).collect();
        let expected =
            [(2, own), (4, "商店主の一人として、四十年この町を見てきました。"), (5, "うちの店も困っています。")];
        assert_eq!(told, expected.map(|(at, text)| (at, text.to_owned())));
    }

    #[test]
    fn a_template_that_was_never_sent_by_itself_is_found() {
        let own = [
            "私の家の前の道はいつも車が多く、朝は横断するのに五分かかります。".repeat(4),
            "福祉の予算こそ先に".repeat(20),
        ];
        let texts: Vec<String> = own.iter().map(|own| format!("{TEMPLATE}{own}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(found(&texts), [(GroupKind::Template, vec![0, 1], 2)]);
    }

    #[test]
    fn a_cancelled_search_finds_nothing() {
        assert_eq!(find(&["賛成です", "賛成です"], &AtomicBool::new(true)), []);
    }
}
