//! Counts of a set of comments: people, receipts and opinions, by channel, fate and handling class. All outputs take their
//! figures from here, so that they agree.

use std::collections::{BTreeMap, HashMap};

use super::codes;
use crate::model::comment::docket::Opinion;
use crate::model::comment::{CommentsDefinition, Decisions, Docket, Fate};
use crate::text::fold::search;

/// People, receipts and opinions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// 人数.
    pub people: usize,
    /// Submissions.
    pub receipts: usize,
    /// 件数.
    pub opinions: usize,
}

/// The figures of a set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Everything received.
    pub received: Counts,
    /// What was not withdrawn: the figures of 提出状況.
    pub valid: Counts,
    /// Of what was not withdrawn, what came after the period.
    pub late: Counts,
    /// Of what was not withdrawn, from nobody knows whom; each counts as a person.
    pub anonymous: Counts,
    /// What was not withdrawn by 提出方法, in the order of the definition, then of appearance. A person counts where their
    /// first submission came, so that people add up.
    pub channels: Vec<(String, Counts)>,
    /// Opinions by fate; they add up to `received.opinions`.
    pub fates: Fates,
    /// Items and opinions by handling class, in the order of the legend; last those without one (`None`), if any.
    pub dispositions: Vec<(Option<String>, Class)>,
}

/// Opinions by fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fates {
    /// First of a published item: as many as items.
    pub published: usize,
    /// Taken together with others.
    pub merged: usize,
    /// Not about the plan, or too late.
    pub out_of_scope: usize,
    /// Taken back.
    pub withdrawn: usize,
    /// Undecided.
    pub open: usize,
}

/// What a handling class holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Class {
    /// Published items.
    pub items: usize,
    /// Opinions in them.
    pub opinions: usize,
}

impl Fates {
    /// All opinions.
    pub fn total(&self) -> usize {
        self.published + self.merged + self.out_of_scope + self.withdrawn + self.open
    }
}

/// Counts a set.
pub fn tally(definition: &CommentsDefinition, docket: &Docket) -> Tally {
    let withdrawn: Vec<bool> = withdrawn(docket);
    let mut opinions = vec![0; docket.receipts.len()];
    let mut fates = Fates::default();
    for opinion in &docket.opinions {
        if let Some(count) = opinions.get_mut(opinion.receipt) {
            *count += 1;
        }
        match opinion.fate {
            Fate::Published { .. } => fates.published += 1,
            Fate::Merged { .. } => fates.merged += 1,
            Fate::OutOfScope { .. } => fates.out_of_scope += 1,
            Fate::Withdrawn { .. } => fates.withdrawn += 1,
            Fate::Open => fates.open += 1,
        }
    }
    let count = |keep: &dyn Fn(usize) -> bool| {
        let kept: Vec<usize> = (0..docket.receipts.len()).filter(|receipt| keep(*receipt)).collect();
        let mut people: Vec<usize> = kept.iter().filter_map(|at| docket.receipts.get(*at)).map(|r| r.person).collect();
        people.sort_unstable();
        people.dedup();
        let opinions = kept.iter().filter_map(|receipt| opinions.get(*receipt)).sum();
        Counts { people: people.len(), receipts: kept.len(), opinions }
    };
    let valid = |at: usize| withdrawn.get(at) == Some(&false);
    let late = |at: usize| docket.receipts.get(at).is_some_and(|receipt| receipt.late);
    let anonymous = |at: usize| docket.receipts.get(at).is_some_and(|receipt| receipt.anonymous);
    Tally {
        received: count(&|_| true),
        valid: count(&valid),
        late: count(&|at| valid(at) && late(at)),
        anonymous: count(&|at| valid(at) && anonymous(at)),
        channels: channels(definition, docket, &withdrawn, &opinions),
        fates,
        dispositions: dispositions(definition, docket),
    }
}

/// People, receipts and opinions among some opinions, by position.
pub fn among(docket: &Docket, opinions: &[usize]) -> Counts {
    let distinct = |mut of: Vec<usize>| {
        of.sort_unstable();
        of.dedup();
        of
    };
    let found: Vec<usize> = distinct(opinions.iter().copied().filter(|at| *at < docket.opinions.len()).collect());
    let receipts = distinct(found.iter().filter_map(|at| docket.opinions.get(*at)).map(|one| one.receipt).collect());
    let people = distinct(receipts.iter().filter_map(|at| docket.receipts.get(*at)).map(|one| one.person).collect());
    Counts { people: people.len(), receipts: receipts.len(), opinions: found.len() }
}

/// Opinions that count for a code: those that have it now and are neither withdrawn nor out of scope.
pub fn coded(docket: &Docket, decisions: &Decisions, code: &str) -> Vec<usize> {
    let has = |opinion: &Opinion| {
        speaks(&opinion.fate) && codes::of(decisions, &docket.codebook, &opinion.id).codes.iter().any(|id| id == code)
    };
    (0..docket.opinions.len()).filter(|at| docket.opinions.get(*at).is_some_and(has)).collect()
}

/// The opinions of every code that any has, each as `coded` has them: one pass for a whole book of codes.
pub fn by_code(docket: &Docket, decisions: &Decisions) -> BTreeMap<String, Vec<usize>> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, opinion) in docket.opinions.iter().enumerate().filter(|(_, opinion)| speaks(&opinion.fate)) {
        for code in codes::of(decisions, &docket.codebook, &opinion.id).codes {
            found.entry(code).or_default().push(at);
        }
    }
    found
}

/// All opinions that are neither withdrawn nor out of scope.
pub fn speaking(docket: &Docket) -> Vec<usize> {
    (0..docket.opinions.len()).filter(|at| docket.opinions.get(*at).is_some_and(|one| speaks(&one.fate))).collect()
}

/// Those of them that have no code.
pub fn uncoded(docket: &Docket, decisions: &Decisions) -> Vec<usize> {
    let mut found = speaking(docket);
    found.retain(|at| {
        let coded = |one: &Opinion| !codes::of(decisions, &docket.codebook, &one.id).codes.is_empty();
        !docket.opinions.get(*at).is_some_and(coded)
    });
    found
}

/// Those of them that are in no item.
pub fn without_item(docket: &Docket) -> Vec<usize> {
    let mut found = speaking(docket);
    found.retain(|at| docket.opinions.get(*at).is_some_and(|one| one.fate == Fate::Open));
    found
}

/// An opinion that is neither withdrawn nor out of scope.
pub fn speaks(fate: &Fate) -> bool {
    !matches!(fate, Fate::Withdrawn { .. } | Fate::OutOfScope { .. })
}

/// By receipt: it was withdrawn.
fn withdrawn(docket: &Docket) -> Vec<bool> {
    let mut withdrawn = vec![false; docket.receipts.len()];
    for opinion in &docket.opinions {
        if let (Fate::Withdrawn { .. }, Some(mark)) = (&opinion.fate, withdrawn.get_mut(opinion.receipt)) {
            *mark = true;
        }
    }
    withdrawn
}

fn channels(
    definition: &CommentsDefinition,
    docket: &Docket,
    withdrawn: &[bool],
    opinions: &[usize],
) -> Vec<(String, Counts)> {
    let mut rows: Vec<(String, Counts)> =
        definition.about.channels.iter().map(|channel| (channel.clone(), Counts::default())).collect();
    // ＦＡＸ, ﾒｰﾙ and the like are the channels they are read as.
    let mut known: HashMap<String, usize> =
        rows.iter().enumerate().map(|(row, (channel, _))| (search(channel), row)).collect();
    // Each spelling is folded once: the figures of a set are made anew for every frame of the overview.
    let mut written: HashMap<&str, usize> = HashMap::new();
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for ((receipt, withdrawn), opinions) in docket.receipts.iter().zip(withdrawn).zip(opinions) {
        if *withdrawn {
            continue;
        }
        let row = *written.entry(&receipt.channel).or_insert_with(|| {
            *known.entry(search(&receipt.channel)).or_insert_with(|| {
                rows.push((receipt.channel.clone(), Counts::default()));
                rows.len() - 1
            })
        });
        let is_new = !first.contains_key(&receipt.person);
        first.entry(receipt.person).or_insert(row);
        if let Some((_, counts)) = rows.get_mut(row) {
            counts.people += usize::from(is_new);
            counts.receipts += 1;
            counts.opinions += opinions;
        }
    }
    rows
}

fn dispositions(definition: &CommentsDefinition, docket: &Docket) -> Vec<(Option<String>, Class)> {
    let classes = definition.about.dispositions.iter().map(|class| Some(class.code.clone()));
    let mut rows: Vec<(Option<String>, Class)> = classes.map(|class| (class, Class::default())).collect();
    for numbered in &docket.items {
        let known = rows.iter().position(|(class, _)| *class == numbered.item.disposition);
        let row = known.unwrap_or_else(|| {
            rows.push((numbered.item.disposition.clone(), Class::default()));
            rows.len() - 1
        });
        if let Some((_, class)) = rows.get_mut(row) {
            class.items += 1;
            class.opinions += numbered.members.len();
        }
    }
    rows.sort_by_key(|(class, _)| class.is_none());
    rows
}
