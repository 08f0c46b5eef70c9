//! Which versions of each spreadsheet were seen, and what each brought: `.koe/deliveries.json` in the project's folder.
//!
//! These are observations, not decisions: they are written when a project is checked or opened on the screen, and a project
//! without the file only cannot tell what was there before. Only ids and fingerprints are kept, no answers.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::arrival::{Arrival, Arrived, Delivery};
use crate::model::{Diagnostic, Place, Problem};

/// The file, from the project's folder.
const FILE: &str = ".koe/deliveries.json";
/// So many versions of a file are told of.
const MOST_VERSIONS: usize = 200;

#[derive(Debug, Default, Serialize, Deserialize)]
struct Seen {
    /// By survey id and file, with the sheet behind it where several sheets of the file are read.
    surveys: BTreeMap<String, BTreeMap<String, Versions>>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Versions {
    /// Oldest first.
    versions: Vec<Version>,
    /// The cases of the newest: id, which of the rows with it, fingerprint.
    cases: Vec<(String, u32, String)>,
}

#[derive(Debug, Default, Clone, Serialize, Deserialize)]
struct Version {
    seen: String,
    cases: usize,
    #[serde(default)]
    added: Vec<String>,
    #[serde(default)]
    changed: Vec<String>,
    #[serde(default)]
    lost: Vec<String>,
}

/// What was observed about a survey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Observed {
    /// Every version of every file, oldest first.
    pub deliveries: Vec<Delivery>,
    /// What is new since the last look, if anything.
    pub news: Vec<Delivery>,
}

impl Observed {
    /// What each file's, or each sheet's, newest version brought, as findings of the data check.
    pub fn diagnostics(&self, survey: &str) -> Vec<Diagnostic> {
        let of = |delivery: &'_ Delivery| (delivery.file.clone(), delivery.sheet.clone());
        let newest: BTreeMap<(String, String), &Delivery> =
            self.deliveries.iter().map(|delivery| (of(delivery), delivery)).collect();
        let found = |((file, sheet), delivery): ((String, String), &Delivery)| Diagnostic {
            problem: Problem::Delivered(delivery.clone()),
            survey: survey.to_owned(),
            place: Place { file, sheet, ..Place::default() },
            case: None,
            question: None,
            value: None,
            kept: None,
        };
        newest.into_iter().filter(|(_, delivery)| delivery.before.is_some()).map(found).collect()
    }
}

/// Compares what came in with what was there before, and notes it down unless `read_only`. A file that cannot be read or
/// written keeps nobody from the answers: then nothing is known of before, and what cannot be read is not written over.
pub fn observe(root: &Path, survey: &str, arrivals: &[Arrival], now: &str, read_only: bool) -> Observed {
    let path = root.join(FILE);
    let (text, known) = match std::fs::read_to_string(&path) {
        Ok(text) => {
            let known = serde_json::from_str(&text).ok();
            (text, known)
        }
        Err(error) => (String::new(), (error.kind() == ErrorKind::NotFound).then(Seen::default)),
    };
    let is_sound = known.is_some();
    let mut seen: Seen = known.unwrap_or_default();
    let files = seen.surveys.entry(survey.to_owned()).or_default();
    let mut observed = Observed::default();
    for arrival in arrivals {
        let sheets = arrivals.iter().filter(|other| other.file == arrival.file).count();
        let sheet = if sheets > 1 { arrival.sheet.as_str() } else { "" };
        // No file can lie in another.
        let key = if sheet.is_empty() { arrival.file.clone() } else { format!("{}/{sheet}", arrival.file) };
        let known = files.entry(key).or_default();
        let version = compare(known, arrival, now);
        let is_first = known.versions.is_empty();
        let is_new = is_first || !(version.added.is_empty() && version.changed.is_empty() && version.lost.is_empty());
        if is_new {
            known.cases = arrival.cases.iter().map(|case| (case.case.clone(), case.nth, printed(case))).collect();
            known.versions.push(version);
            let surplus = known.versions.len().saturating_sub(MOST_VERSIONS);
            known.versions.drain(..surplus);
        }
        let deliveries = deliveries(&arrival.file, sheet, &known.versions);
        if is_new && !is_first {
            observed.news.extend(deliveries.last().cloned());
        }
        observed.deliveries.extend(deliveries);
    }
    if !read_only && is_sound {
        // A folder nobody may write to is no hindrance.
        let _ = write(&path, &seen, &text);
    }
    observed
}

/// The fingerprint of a case as it is noted down.
fn printed(case: &Arrived) -> String {
    format!("{:016x}", case.print)
}

fn compare(known: &Versions, arrival: &Arrival, now: &str) -> Version {
    let before: HashMap<(&str, u32), &str> =
        known.cases.iter().map(|(case, nth, print)| ((case.as_str(), *nth), print.as_str())).collect();
    let mut version = Version { seen: now.to_owned(), cases: arrival.cases.len(), ..Version::default() };
    let mut still = HashSet::new();
    for case in &arrival.cases {
        let key = (case.case.as_str(), case.nth);
        still.insert(key);
        match before.get(&key) {
            None => version.added.push(case.case.clone()),
            Some(print) if **print != printed(case) => version.changed.push(case.case.clone()),
            Some(_) => {}
        }
    }
    let lost = known.cases.iter().filter(|(case, nth, _)| !still.contains(&(case.as_str(), *nth)));
    version.lost = lost.map(|(case, ..)| case.clone()).collect();
    if known.versions.is_empty() {
        // All of a first version is new; its ids say nothing.
        version.added.clear();
    }
    version
}

fn deliveries(file: &str, sheet: &str, versions: &[Version]) -> Vec<Delivery> {
    let delivery = |(index, version): (usize, &Version)| Delivery {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        seen: version.seen.clone(),
        before: index.checked_sub(1).and_then(|before| versions.get(before)).map(|before| before.seen.clone()),
        cases: version.cases,
        added: version.added.clone(),
        changed: version.changed.clone(),
        lost: version.lost.clone(),
    };
    versions.iter().enumerate().map(delivery).collect()
}

/// Writes the file whole, where something in it is new.
fn write(path: &PathBuf, seen: &Seen, before: &str) -> std::io::Result<()> {
    let text = serde_json::to_string(seen)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    if text == before {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut file, text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}
