//! What the tagging screen learns on threads: groups and index of the texts, suggestions, counts, the order of the rest.
//!
//! Pure functions of the docket and the decisions, run by `effects`. What was learned is kept between runs behind a lock,
//! and brought up to date by what differs. Nothing here decides.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::state::Queue;
use crate::comments::codes;
use crate::comments::groups::{Group, Index, opinions};
use crate::comments::suggest::{Learner, Rules, Suggestion};
use crate::model::comment::decisions::RuleText;
use crate::model::comment::{Codebook, Decisions, Docket, Fate, Opinion};
use crate::text::fold::search;

/// Most suggestions that are shown.
pub const STARS: usize = 3;
/// Most similar opinions that are shown.
const SIMILAR: usize = 12;
/// Opinions whose uncertainty is looked at for the order of the rest.
const RANKED: usize = 400;

/// Groups, index and folded texts of one docket.
#[derive(Debug)]
pub struct Prepared {
    /// The docket.
    pub docket: Arc<Docket>,
    /// Texts for searching.
    pub folded: Vec<String>,
    /// Duplicates, the largest group first.
    pub groups: Vec<Group>,
    /// For each opinion its group.
    pub group_of: Vec<Option<usize>>,
    /// For similar texts.
    pub index: Index,
}

impl Prepared {
    /// Place of an opinion in its docket.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.docket.position(id)
    }
}

/// Finds groups and makes the index. `None` when cancelled.
pub fn prepare(docket: Arc<Docket>, cancel: &AtomicBool) -> Option<Prepared> {
    let texts: Vec<&str> = docket.opinions.iter().map(|opinion| opinion.text.as_str()).collect();
    let groups = opinions::groups(&docket, cancel);
    let index = opinions::index(&docket, cancel);
    let folded = texts.iter().map(|text| search(text)).collect();
    if cancel.load(Ordering::Relaxed) {
        return None;
    }
    let mut group_of = vec![None; texts.len()];
    for (number, group) in groups.iter().enumerate() {
        for member in &group.members {
            if let Some(place) = group_of.get_mut(*member) {
                *place = Some(number);
            }
        }
    }
    Some(Prepared { folded, groups, group_of, index, docket })
}

/// What advice rests on.
#[derive(Debug, Clone)]
pub struct Question {
    /// Receipts and decisions brought together.
    pub docket: Arc<Docket>,
    /// What was decided; may be newer than the docket.
    pub decisions: Decisions,
    /// Groups and index, where they are there.
    pub prepared: Option<Arc<Prepared>>,
    /// Who codes.
    pub coder: String,
    /// Opinions whose codes by others this coder must not see.
    pub blind: HashSet<String>,
}

/// Suggestions, similar opinions and counts.
#[derive(Debug, Clone, Default)]
pub struct Advice {
    /// The opinion it is about.
    pub opinion: String,
    /// The best codes, best first.
    pub marks: Vec<Mark>,
    /// Similar opinions, most alike first, 0 to 1.
    pub similar: Vec<(String, f64)>,
    /// Similar ones could be looked for.
    pub looked: bool,
    /// Number of opinions with each code.
    pub counts: HashMap<String, usize>,
    /// Opinions that are coded (as far as this coder may know), out of scope or withdrawn.
    pub done: usize,
    /// Opinions put off.
    pub skipped: usize,
    /// Opinions flagged.
    pub flagged: usize,
    /// Opinions of its group that this coder has not coded.
    pub group_open: usize,
}

/// A suggested code.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mark {
    /// Code id.
    pub code: String,
    /// What speaks for it, as it stands in the text.
    pub because: Vec<String>,
}

/// What has been learned so far.
#[derive(Debug, Default)]
pub struct Teacher {
    learner: Option<Learner>,
    codebook: Codebook,
    /// By opinion: the text and codes it was learned with.
    learned: HashMap<String, (String, Vec<usize>)>,
    coder: String,
    rules: Rules,
    /// What the rules were read from: their texts, and tens of opinions learned, as how often a rule was right changes.
    rules_of: (Vec<RuleText>, usize),
}

/// Shared between threads.
#[derive(Debug, Clone, Default)]
pub struct SharedTeacher(Arc<Mutex<Teacher>>);

impl SharedTeacher {
    /// A panic while the lock was held leaves at worst too little learned.
    fn lock(&self) -> MutexGuard<'_, Teacher> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Teacher {
    /// Learns what was decided since the last time, and unlearns what was taken back.
    fn catch_up(&mut self, question: &Question, cancel: &AtomicBool) {
        let Question { docket, decisions, coder, blind, .. } = question;
        let wanted = |id: &str| -> Option<Vec<usize>> {
            // Of an opinion that is coded blindly only the coder's own codes teach.
            let codes = match blind.contains(id) {
                true => codes::current(&docket.codebook, &decisions.coding(id, coder)?.codes),
                false => codes::of(decisions, &docket.codebook, id).codes,
            };
            let codes: Vec<usize> = codes.iter().filter_map(|code| docket.codebook.position(code)).collect();
            (!codes.is_empty()).then_some(codes)
        };
        let still_so = |(id, (text, codes)): (&String, &(String, Vec<usize>))| {
            docket.opinion(id).is_some_and(|now| now.text == *text) && wanted(id).as_ref() == Some(codes)
        };
        if self.coder != *coder || self.codebook != docket.codebook || self.learner.is_none() {
            let texts = docket.opinions.iter().map(|opinion| opinion.text.as_str());
            self.learner = Some(Learner::with_texts(&docket.codebook, texts));
            self.codebook = docket.codebook.clone();
            self.coder.clone_from(coder);
            self.learned.clear();
            self.rules_of = Default::default();
            self.rules = Rules::default();
        }
        let Some(learner) = &mut self.learner else { return };
        let gone: Vec<String> =
            self.learned.iter().filter(|known| !still_so(*known)).map(|(id, _)| id.clone()).collect();
        for id in gone {
            if let Some((text, codes)) = self.learned.remove(&id) {
                learner.unlearn(&text, &codes);
            }
        }
        for opinion in &docket.opinions {
            // What is left is learned by the run that stopped this one.
            if cancel.load(Ordering::Relaxed) {
                return;
            }
            if self.learned.contains_key(&opinion.id) || !decisions.codings.contains_key(&opinion.id) {
                continue;
            }
            if let Some(codes) = wanted(&opinion.id) {
                learner.learn(&opinion.text, &codes);
                self.learned.insert(opinion.id.clone(), (opinion.text.clone(), codes));
            }
        }
    }

    /// Reads the rules again when they changed, or when so much more was learned that their record did.
    fn read_rules(&mut self, question: &Question) {
        let written: Vec<RuleText> = question.decisions.rules.iter().cloned().collect();
        let from = (written, self.learned.len() / 10);
        if from != self.rules_of {
            // Those that cannot be read are named where rules are written.
            (self.rules, _) = Rules::new(&question.docket, &question.decisions);
            self.rules_of = from;
        }
    }

    /// Codes for an opinion, best first; what was said of the opinion itself is left out.
    fn suggest(&mut self, docket: &Docket, opinion: &Opinion) -> Vec<Suggestion> {
        let Some(learner) = &mut self.learner else { return Vec::new() };
        let own = self.learned.get(&opinion.id).filter(|(text, codes)| learner.unlearn(text, codes));
        let mut suggestions = learner.suggest(&opinion.text);
        if let Some((text, codes)) = own {
            learner.learn(text, codes);
        }
        self.rules.raise(&mut suggestions, docket, opinion);
        // Something must speak for a suggestion.
        suggestions.retain(|suggestion| suggestion.score > 0.0);
        suggestions
    }
}

/// Suggestions and similar opinions for one opinion, and the counts. `None` when cancelled.
pub fn advise(opinion: &str, question: &Question, teacher: &SharedTeacher, cancel: &AtomicBool) -> Option<Advice> {
    let Question { docket, prepared, .. } = question;
    let mut advice = count(question);
    advice.opinion = opinion.to_owned();
    if let Some(opinion) = docket.opinion(opinion) {
        let mut teacher = teacher.lock();
        teacher.catch_up(question, cancel);
        teacher.read_rules(question);
        let id = |suggestion: Suggestion| {
            let code = docket.codebook.codes.get(suggestion.code)?;
            Some(Mark { code: code.id.clone(), because: suggestion.because })
        };
        advice.marks = teacher.suggest(docket, opinion).into_iter().filter_map(id).take(STARS).collect();
    }
    if cancel.load(Ordering::Relaxed) {
        return None;
    }
    if let Some(prepared) = prepared {
        advice.looked = true;
        if let Some(place) = prepared.place(opinion) {
            let group = prepared.group_of.get(place).copied().flatten().and_then(|group| prepared.groups.get(group));
            let members = group.into_iter().flat_map(|group| &group.members);
            let members = members.filter_map(|member| prepared.docket.opinions.get(*member));
            let open = |id: &str| {
                question.decisions.coding(id, &question.coder).is_none()
                    && docket.opinion(id).is_some_and(|now| !is_closed(&now.fate))
            };
            advice.group_open = members.filter(|member| open(&member.id)).count();
            advice.similar = alike(prepared, place, SIMILAR);
        }
    }
    Some(advice)
}

/// Opinions like one, copies first, with how alike they are.
fn alike(prepared: &Prepared, place: usize, limit: usize) -> Vec<(String, f64)> {
    let group = prepared.group_of.get(place).copied().flatten().and_then(|group| prepared.groups.get(group));
    let copies = group.into_iter().flat_map(|group| &group.members).filter(|member| **member != place);
    let mut all: Vec<(usize, f64)> = copies.take(limit / 2).map(|member| (*member, 1.0)).collect();
    for (other, likeness) in prepared.index.similar(place, limit) {
        match all.iter_mut().find(|(known, _)| *known == other) {
            Some(known) => known.1 = likeness,
            None => all.push((other, likeness)),
        }
    }
    let id = |(place, likeness): (usize, f64)| Some((prepared.docket.opinions.get(place)?.id.clone(), likeness));
    all.into_iter().take(limit).filter_map(id).collect()
}

fn count(question: &Question) -> Advice {
    let Question { docket, decisions, coder, blind, .. } = question;
    let mut advice = Advice::default();
    for opinion in &docket.opinions {
        let own = decisions.coding(&opinion.id, coder);
        let codes = match (blind.contains(&opinion.id), own) {
            (true, None) => Vec::new(),
            (true, Some(own)) => codes::current(&docket.codebook, &own.codes),
            (false, _) => codes::of(decisions, &docket.codebook, &opinion.id).codes,
        };
        for code in codes {
            *advice.counts.entry(code).or_default() += 1;
        }
        let is_coded =
            if blind.contains(&opinion.id) { own.is_some() } else { decisions.codings.contains_key(&opinion.id) };
        advice.done += usize::from(is_coded || is_closed(&opinion.fate));
        advice.skipped += usize::from(decisions.skipped.contains_key(&opinion.id));
        advice.flagged += usize::from(decisions.flagged.contains_key(&opinion.id));
    }
    advice
}

/// True for what needs no codes.
pub fn is_closed(fate: &Fate) -> bool {
    matches!(fate, Fate::OutOfScope { .. } | Fate::Withdrawn { .. })
}

/// The rest of the queue in the advised order: whole groups, the largest first; then the most uncertain; then as it was.
/// `None` when cancelled.
pub fn rank(
    rest: Vec<String>,
    question: &Question,
    teacher: &SharedTeacher,
    cancel: &AtomicBool,
) -> Option<Vec<String>> {
    let Some(prepared) = &question.prepared else { return Some(rest) };
    {
        let mut teacher = teacher.lock();
        teacher.catch_up(question, cancel);
        teacher.read_rules(question);
    }
    let mut groups: Vec<(usize, usize, usize, String)> = Vec::new();
    let mut single = Vec::new();
    for (at, id) in rest.into_iter().enumerate() {
        let place = prepared.place(&id);
        match place.and_then(|place| prepared.group_of.get(place).copied().flatten()) {
            Some(group) => {
                let first = prepared.groups.get(group).is_some_and(|group| Some(group.representative) == place);
                groups.push((group, usize::from(!first), at, id));
            }
            None => single.push(id),
        }
    }
    // Groups are numbered by size already; within one the text most were sent comes first.
    groups.sort();
    let mut judged: Vec<(f64, String)> = Vec::new();
    let mut others = Vec::new();
    for (at, id) in single.into_iter().enumerate() {
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        match question.docket.opinion(&id).filter(|_| at < RANKED) {
            None => others.push(id),
            Some(opinion) => {
                let suggestions = teacher.lock().suggest(&question.docket, opinion);
                judged.push((crate::comments::suggest::uncertainty(&suggestions), id));
            }
        }
    }
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    Some(groups.into_iter().map(|(.., id)| id).chain(judged.into_iter().map(|(_, id)| id)).chain(others).collect())
}

/// True where the order of the rest follows what is learned.
pub fn is_ranked(queue: Queue) -> bool {
    queue == Queue::Advised
}
