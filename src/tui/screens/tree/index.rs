//! What hangs together: records and their links both ways, the questions that speak to them, findings, coded opinions and
//! published items. Made anew where one of them has changed; nothing is drawn here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::comments::tally;
use crate::messages::plan::screen::Below;
use crate::model::comment::{Decisions, Docket};
use crate::model::finding::{Finding, Findings, Source, Voices};
use crate::model::plan::{self, Plan, RecordRef};
use crate::model::{Question, Survey};
use crate::plans::evidence::{Counted, Counts, Totals};
use crate::project::evidence::{self, Commented, Sources};
use crate::project::indicators::is_wave;
use crate::tui::state::{PlanData, State as Program};

/// A thing of the tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A plan by id.
    Plan(String),
    /// A record.
    Record(RecordRef),
    /// A question of a survey.
    Question {
        /// Survey id.
        survey: String,
        /// Question id.
        question: String,
    },
    /// A finding by id.
    Finding(String),
    /// Many things of one sort below a record, so that they do not hide the others.
    Group {
        /// The record.
        of: RecordRef,
        /// Which sort.
        what: Group,
    },
    /// The opinions with a code.
    Code {
        /// Set id.
        set: String,
        /// Code id.
        code: String,
    },
    /// A published item.
    Item {
        /// Set id.
        set: String,
        /// Item id.
        item: String,
    },
}

/// A sort of things below a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Questions that speak to it.
    Questions,
    /// Records it is linked with.
    Links,
}

/// How many things of one sort stand below a record by themselves.
const FEW: usize = 6;

/// Where the tree begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// From plans down their records: strategy, policy, measure, line.
    #[default]
    Structure,
    /// From issues, survey items and policy items to what speaks to them.
    Issues,
    /// From findings to what they rest on and speak for.
    Findings,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Structure, Self::Issues, Self::Findings];
}

/// Kinds of records that others speak to.
const ISSUES: [&str; 6] = ["issue", "intent", "policy_item", "basic_policy", "priority", "change"];

/// What the index was made of: it is made anew where one of these is another one.
#[derive(Debug, Clone)]
struct Made {
    plans: Arc<Vec<Plan>>,
    surveys: Vec<Option<Arc<Survey>>>,
    dockets: Vec<Option<Arc<Docket>>>,
    /// Codes stand in the decisions alone: a docket stays the same one where only they are given.
    decisions: Vec<Decisions>,
    findings: Findings,
}

impl Made {
    fn of(program: &Program) -> Option<Self> {
        let PlanData::Ready(plans) = &program.plans.data else { return None };
        Some(Self {
            plans: Arc::clone(plans),
            surveys: program.surveys.iter().map(|opened| opened.survey().cloned()).collect(),
            dockets: program.sets.iter().map(|set| set.docket.clone()).collect(),
            decisions: program.sets.iter().map(|set| program.journal.state.decisions(set.id())).collect(),
            findings: program.journal.state.findings.clone(),
        })
    }

    /// What speaks for the records, by what is read of surveys and comments so far.
    fn count(&self, program: &Program) -> Counts {
        let surveys: Vec<&Survey> = self.surveys.iter().flatten().map(|survey| &**survey).collect();
        let sets = program.sets.iter().zip(&self.dockets).zip(&self.decisions);
        let sets: Vec<Commented<'_>> = sets
            .filter_map(|((set, docket), decisions)| {
                let (Ok(definition), Some(docket)) = (&set.definition, docket) else { return None };
                Some(Commented { definition, docket, decisions })
            })
            .collect();
        evidence::counts(&Sources {
            surveys: &surveys,
            sets: &sets,
            plans: &self.plans,
            findings: &self.findings,
            checks: &program.findings.checks,
        })
    }

    fn is(&self, other: &Self) -> bool {
        let same = |a: &Option<Arc<Docket>>, b: &Option<Arc<Docket>>| match (a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        let same_survey = |a: &Option<Arc<Survey>>, b: &Option<Arc<Survey>>| match (a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        Arc::ptr_eq(&self.plans, &other.plans)
            && self.dockets.len() == other.dockets.len()
            && self.dockets.iter().zip(&other.dockets).all(|(a, b)| same(a, b))
            && self.decisions == other.decisions
            && self.surveys.len() == other.surveys.len()
            && self.surveys.iter().zip(&other.surveys).all(|(a, b)| same_survey(a, b))
            && self.findings == other.findings
    }
}

/// What hangs together.
#[derive(Debug, Clone)]
pub struct Index {
    made: Made,
    /// Links of the files and of people, both ways.
    links: BTreeMap<RecordRef, Vec<RecordRef>>,
    children: BTreeMap<RecordRef, Vec<RecordRef>>,
    /// Records at the top of each plan, by plan id.
    tops: BTreeMap<String, Vec<RecordRef>>,
    /// Questions that speak to a record: those that inform it, and those an indicator is measured by.
    questions: BTreeMap<RecordRef, Vec<Key>>,
    /// Records a question speaks to.
    informed: BTreeMap<Key, Vec<RecordRef>>,
    /// Codes that are a record, with positions of the opinions that count for them.
    codes: BTreeMap<RecordRef, Vec<(String, Vec<usize>)>>,
    /// The question that an item of a matrix stands under where the items speak together, by survey and item.
    names: BTreeMap<(String, String), String>,
    /// What speaks for a record or plan, as the matrix of evidence counts it.
    counts: Counts,
    /// Measures at or below a record or plan.
    measures: BTreeMap<Key, usize>,
    /// Everything that can be searched: folded words.
    pub folded: Vec<(Key, String)>,
}

impl Index {
    /// The index of now: the old one where nothing has changed.
    pub fn now(program: &Program, old: Option<Arc<Self>>) -> Option<Arc<Self>> {
        let made = Made::of(program)?;
        match old {
            Some(old) if old.made.is(&made) => Some(old),
            _ => Some(Arc::new(Self::make(program, made))),
        }
    }

    /// The plans it is about.
    pub fn plans(&self) -> &[Plan] {
        &self.made.plans
    }

    /// The findings it is about.
    pub fn findings(&self) -> &Findings {
        &self.made.findings
    }

    fn make(program: &Program, made: Made) -> Self {
        let plans = Arc::clone(&made.plans);
        let mut links = plan::links(&plans);
        for (a, b) in &made.findings.links {
            for (one, other) in [(a, b), (b, a)] {
                let list = links.entry(one.clone()).or_default();
                if !list.contains(other) {
                    list.push(other.clone());
                }
            }
        }
        let mut children: BTreeMap<RecordRef, Vec<RecordRef>> = BTreeMap::new();
        let mut tops: BTreeMap<String, Vec<RecordRef>> = BTreeMap::new();
        for plan in plans.iter() {
            for record in &plan.records {
                let own = plan.reference(record);
                match &record.parent {
                    Some(above) => children.entry(RecordRef::new(&plan.id, above)).or_default().push(own),
                    None => tops.entry(plan.id.clone()).or_default().push(own),
                }
            }
        }
        let (questions, informed, names) = questions(&made);
        let codes = codes(program);
        let mut index = Self {
            links,
            children,
            tops,
            questions,
            informed,
            codes,
            names,
            counts: made.count(program),
            measures: measures(&plans),
            folded: Vec::new(),
            made,
        };
        index.folded = index.fold(program);
        index
    }

    /// The survey question of a key.
    pub fn question(&self, survey: &str, question: &str) -> Option<(&Survey, &Question)> {
        let survey = self.made.surveys.iter().flatten().find(|known| known.about.id == survey)?;
        let matrix = || survey.matrices.iter().find(|matrix| matrix.id == question);
        Some((survey, survey.question(question).or_else(matrix)?))
    }

    /// What speaks for a record or plan; nothing for other things.
    pub fn counted(&self, key: &Key) -> Counted {
        let found = match key {
            Key::Plan(id) => self.counts.plans.get(id),
            Key::Record(record) => self.counts.records.get(record),
            _ => None,
        };
        found.copied().unwrap_or_default()
    }

    /// What speaks for a thing, and the measures at or below it.
    pub fn below(&self, key: &Key) -> Below {
        let Totals { questions, findings, opinions, .. } = self.counted(key).all;
        Below { measures: self.measures.get(key).copied().unwrap_or(0), questions, findings, opinions }
    }

    /// The question that speaks where one is named: of an item that speaks with its matrix, the matrix.
    fn speaking(&self, key: &Key) -> Key {
        let Key::Question { survey, question } = key else { return key.clone() };
        match self.names.get(&(survey.clone(), question.clone())) {
            Some(name) => Key::Question { survey: survey.clone(), question: name.clone() },
            None => key.clone(),
        }
    }

    /// Opinions that count for a code.
    pub fn opinions(&self, set: &str, code: &str) -> usize {
        let all = self.codes.iter().filter(|(record, _)| record.id == code).flat_map(|(_, codes)| codes);
        all.filter(|(known, _)| known == set).map(|(_, opinions)| opinions.len()).max().unwrap_or(0)
    }

    /// Records linked with a record.
    pub fn linked(&self, record: &RecordRef) -> &[RecordRef] {
        self.links.get(record).map_or(&[], Vec::as_slice)
    }

    /// Where the tree begins.
    pub fn roots(&self, way: Way) -> Vec<Key> {
        match way {
            Way::Structure => self.plans().iter().map(|plan| Key::Plan(plan.id.clone())).collect(),
            Way::Issues => {
                let has = |plan: &&Plan| plan.records.iter().any(|record| ISSUES.contains(&record.kind.as_str()));
                self.plans().iter().filter(has).map(|plan| Key::Plan(plan.id.clone())).collect()
            }
            Way::Findings => self.findings().list.iter().map(|finding| Key::Finding(finding.id.clone())).collect(),
        }
    }

    /// What stands right below a thing. What is on the way to it already is left out, so that the tree has an end.
    pub fn children(&self, program: &Program, way: Way, path: &[Key]) -> Vec<Key> {
        let Some(key) = path.last() else { return self.roots(way) };
        let mut found: Vec<Key> = match key {
            Key::Plan(id) if way == Way::Issues => {
                let plan = self.plans().iter().find(|plan| plan.id == *id);
                let issues = plan.into_iter().flat_map(|plan| {
                    let is_issue = |record: &&plan::Record| ISSUES.contains(&record.kind.as_str());
                    plan.records.iter().filter(is_issue).map(|record| plan.reference(record))
                });
                issues.map(Key::Record).collect()
            }
            Key::Plan(id) => self.tops.get(id).into_iter().flatten().cloned().map(Key::Record).collect(),
            Key::Record(record) => self.of_record(record),
            Key::Question { .. } => {
                let speaking = self.speaking(key);
                let informed = [key, &speaking].into_iter().flat_map(|key| self.informed.get(key)).flatten();
                informed.cloned().map(Key::Record).chain(self.resting_on(&speaking)).collect()
            }
            Key::Finding(id) => self.findings().get(id).map(of_finding).unwrap_or_default(),
            Key::Group { of, what } => self.grouped(of, *what),
            Key::Code { set, code } => items(program, set, code),
            Key::Item { .. } => Vec::new(),
        };
        let mut seen = BTreeSet::new();
        found.retain(|key| !path.contains(key) && seen.insert(key.clone()));
        found
    }

    /// Records below, then what speaks to the record, then what it is linked with.
    fn of_record(&self, record: &RecordRef) -> Vec<Key> {
        let mut found: Vec<Key> = self.children.get(record).into_iter().flatten().cloned().map(Key::Record).collect();
        found.extend(self.findings().of(record).map(|finding| Key::Finding(finding.id.clone())));
        let code = |(set, _): &(String, Vec<usize>)| Key::Code { set: set.clone(), code: record.id.clone() };
        found.extend(self.codes.get(record).into_iter().flatten().map(code));
        for what in [Group::Questions, Group::Links] {
            let all = self.grouped(record, what);
            match all.len() {
                0..=FEW => found.extend(all),
                _ => found.push(Key::Group { of: record.clone(), what }),
            }
        }
        found
    }

    /// The things of one sort below a record.
    pub fn grouped(&self, record: &RecordRef, what: Group) -> Vec<Key> {
        match what {
            Group::Questions => self.questions.get(record).into_iter().flatten().cloned().collect(),
            Group::Links => self.linked(record).iter().cloned().map(Key::Record).collect(),
        }
    }

    /// True where a record stands below another only because they are linked.
    pub fn is_link(&self, above: &Key, key: &Key) -> bool {
        match (above, key) {
            (Key::Record(above), Key::Record(record)) => {
                !self.children.get(above).is_some_and(|children| children.contains(record))
            }
            (Key::Question { .. } | Key::Finding(_) | Key::Group { .. }, Key::Record(_)) => true,
            _ => false,
        }
    }

    /// Findings that rest on a question or, of a matrix, on one of the items that speak with it.
    fn resting_on(&self, question: &Key) -> Vec<Key> {
        let rests = |finding: &&Finding| of_finding(finding).iter().any(|key| self.speaking(key) == *question);
        self.findings().list.iter().filter(rests).map(|finding| Key::Finding(finding.id.clone())).collect()
    }

    /// The way from the top of the structure to a record.
    pub fn way_to(&self, record: &RecordRef) -> Vec<Key> {
        let Some((plan, found)) = plan::find(self.plans(), record) else { return Vec::new() };
        let lineage = plan.lineage(found);
        let records = lineage.into_iter().rev().map(|record| Key::Record(plan.reference(record)));
        std::iter::once(Key::Plan(plan.id.clone())).chain(records).collect()
    }

    fn fold(&self, program: &Program) -> Vec<(Key, String)> {
        let lang = program.lang;
        let mut folded = Vec::new();
        for plan in self.plans() {
            for record in &plan.records {
                let words = crate::tui::screens::progress::tables::folded(plan, record, lang);
                folded.push((Key::Record(plan.reference(record)), words));
            }
        }
        for survey in self.made.surveys.iter().flatten() {
            for question in &survey.questions {
                let words = format!("{} {} {}", question.id, question.label, question.text);
                let key = Key::Question { survey: survey.about.id.clone(), question: question.id.clone() };
                folded.push((key, crate::text::fold::search(&words)));
            }
        }
        for finding in &self.findings().list {
            let words = format!("{} {} {}", finding.id, finding.statement, finding.note);
            folded.push((Key::Finding(finding.id.clone()), crate::text::fold::search(&words)));
        }
        folded
    }
}

/// Measures at or below each record and plan.
fn measures(plans: &[Plan]) -> BTreeMap<Key, usize> {
    let mut measures = BTreeMap::new();
    for plan in plans {
        for record in plan.records.iter().filter(|record| record.kind == "measure") {
            let way = plan.lineage(record).into_iter().map(|above| Key::Record(plan.reference(above)));
            for key in way.chain([Key::Plan(plan.id.clone())]) {
                *measures.entry(key).or_default() += 1;
            }
        }
    }
    measures
}

/// Records with the questions that speak to them, questions with the records they speak to, and the question that each named
/// one speaks as.
type Spoken = (BTreeMap<RecordRef, Vec<Key>>, BTreeMap<Key, Vec<RecordRef>>, BTreeMap<(String, String), String>);

/// Which questions speak to which records: the very questions that the matrix of evidence counts, so that a list of them is as
/// long as their number says. To an indicator the question speaks too by which it is measured.
fn questions(made: &Made) -> Spoken {
    let mut pairs = Vec::new();
    let mut names = BTreeMap::new();
    for question in made.surveys.iter().flatten().flat_map(|survey| evidence::questions(survey)) {
        let key = Key::Question { survey: question.survey.clone(), question: question.id.clone() };
        for (plan, record) in question.informs.iter().filter_map(|name| plan::resolve(&made.plans, name)) {
            pairs.push((plan.reference(record), key.clone()));
        }
        let id = &question.id;
        names.extend(question.names.into_iter().map(|name| ((question.survey.clone(), name), id.clone())));
    }
    for plan in made.plans.iter() {
        for (record, figure) in plan.records.iter().filter_map(|record| Some((record, record.figure.as_ref()?))) {
            // A binding names a survey, or a series whose every wave is measured; what is not there is shown as it is named.
            let waves = made.surveys.iter().flatten().filter(|survey| is_wave(survey, figure));
            let mut names: Vec<&String> = waves.map(|survey| &survey.about.id).collect();
            if names.is_empty() {
                names.push(&figure.survey);
            }
            for survey in names {
                let measured = Key::Question { survey: survey.clone(), question: figure.question.clone() };
                pairs.push((plan.reference(record), measured));
            }
        }
    }
    let (mut questions, mut informed): (BTreeMap<RecordRef, Vec<Key>>, BTreeMap<Key, Vec<RecordRef>>) =
        Default::default();
    for (record, key) in pairs {
        let list = questions.entry(record.clone()).or_default();
        if !list.contains(&key) {
            list.push(key.clone());
            informed.entry(key).or_default().push(record);
        }
    }
    (questions, informed, names)
}

/// The codes of public comments that are records of a plan.
fn codes(program: &Program) -> BTreeMap<RecordRef, Vec<(String, Vec<usize>)>> {
    let mut codes: BTreeMap<RecordRef, Vec<(String, Vec<usize>)>> = BTreeMap::new();
    for set in &program.sets {
        let (Ok(definition), Some(docket)) = (&set.definition, &set.docket) else { continue };
        let Some(of) = &definition.about.codebook else { continue };
        let Some(plan) = program.plans().iter().find(|plan| plan.id == of.plan) else { continue };
        let decisions = program.journal.state.decisions(set.id());
        let mut coded = tally::by_code(docket, &decisions);
        for record in docket.codebook.codes.iter().filter_map(|code| plan.record(&code.id)) {
            let opinions = coded.remove(&record.id).unwrap_or_default();
            codes.entry(plan.reference(record)).or_default().push((set.id().to_owned(), opinions));
        }
    }
    codes
}

/// Items that stand under a code.
fn items(program: &Program, set: &str, code: &str) -> Vec<Key> {
    let docket = program.sets.iter().find(|known| known.id() == set).and_then(|set| set.docket.as_ref());
    let under =
        docket.into_iter().flat_map(|docket| &docket.items).filter(|item| item.heading.as_deref() == Some(code));
    under.map(|item| Key::Item { set: set.to_owned(), item: item.item.id.clone() }).collect()
}

/// What a finding rests on, and what it speaks for.
fn of_finding(finding: &Finding) -> Vec<Key> {
    let rests = finding.evidence.iter().flat_map(|evidence| match &evidence.source {
        Source::Figure { figure } | Source::Difference { figure, .. } => {
            vec![Key::Question { survey: figure.survey.clone(), question: figure.spec.question.clone() }]
        }
        Source::Comments { set, of } => match of {
            Voices::Code { code } => vec![Key::Code { set: set.clone(), code: code.clone() }],
            Voices::Item { item } => vec![Key::Item { set: set.clone(), item: item.clone() }],
            Voices::Opinions { .. } => Vec::new(),
        },
        Source::Record { record } => vec![Key::Record(record.clone())],
    });
    rests.chain(finding.records.iter().cloned().map(Key::Record)).collect()
}
