//! Fills the evidence sheets of some records: tables of their questions, findings in words, opinions, remarks.

use std::collections::BTreeSet;

use super::{Commented, Sources, opinions};
use crate::comments::{outline, tally};
use crate::messages::finding as words;
use crate::model::Table;
use crate::model::comment::Fate;
use crate::model::finding::{Finding, Source};
use crate::model::plan::{self, Plan, Record, RecordRef};
use crate::model::table::TableSpec;
use crate::plans::evidence::sheet::{Asked, Found, Grounds, Place, Remark, Said, SetVoices, Sheet};
use crate::plans::evidence::{Link, Matrix, QuestionRef, Row};
use crate::project::findings::{Evidenced, Library, statement};
use crate::tabulate::{self, TabulateError};

/// The sheets of some rows of a matrix, in the order given. Tables have the survey's own weight and base, so that their
/// figures are those of the printed tables.
///
/// # Errors
/// `Cancelled` only.
pub fn sheets(
    sources: &Sources<'_>,
    library: &Library<'_>,
    matrix: &Matrix,
    records: &[RecordRef],
) -> Result<Vec<Sheet>, TabulateError> {
    let rows: Vec<&Row> = records.iter().filter_map(|record| matrix.row(record)).collect();
    let tables = tables(library, &rows)?;
    let maker = Maker { sources, library, matrix, tables };
    rows.into_iter().filter_map(|row| maker.sheet(row).transpose()).collect()
}

/// The tables of all questions of some rows, with one counting pass per survey.
fn tables(library: &Library<'_>, rows: &[&Row]) -> Result<Vec<(QuestionRef, Vec<Table>)>, TabulateError> {
    let wanted: BTreeSet<&QuestionRef> = rows.iter().flat_map(|row| row.questions()).map(|link| &link.what).collect();
    let mut made = Vec::new();
    for responses in &library.surveys {
        let survey = responses.survey();
        let own: Vec<&QuestionRef> = wanted.iter().copied().filter(|known| known.survey == survey.about.id).collect();
        let ids = |asked: &QuestionRef| -> Vec<String> {
            let items = survey.questions.iter().filter(|one| one.parent.as_ref() == Some(&asked.question));
            let items: Vec<String> = items.map(|item| item.id.clone()).collect();
            if items.is_empty() { vec![asked.question.clone()] } else { items }
        };
        let spec = |question: String| TableSpec {
            question,
            weight: survey.about.default_weight.clone(),
            ..TableSpec::default()
        };
        let specs: Vec<TableSpec> = own.iter().flat_map(|asked| ids(asked)).map(spec).collect();
        let mut all = match tabulate::tables(responses, &specs, &library.labels, library.cancel) {
            Ok(tables) => tables,
            Err(TabulateError::Cancelled) => return Err(TabulateError::Cancelled),
            // The sheet says that a table cannot be made.
            Err(_) => Vec::new(),
        };
        for asked in own {
            let ids = ids(asked);
            let (mine, others) = all.into_iter().partition(|table: &Table| ids.contains(&table.question));
            all = others;
            made.push((asked.clone(), mine));
        }
    }
    Ok(made)
}

struct Maker<'a> {
    sources: &'a Sources<'a>,
    library: &'a Library<'a>,
    matrix: &'a Matrix,
    tables: Vec<(QuestionRef, Vec<Table>)>,
}

impl Maker<'_> {
    fn sheet(&self, row: &Row) -> Result<Option<Sheet>, TabulateError> {
        let plans = self.sources.plans;
        let Some((plan, record)) = plan::find(plans, &row.record) else { return Ok(None) };
        let mut above: Vec<Place> = plan.lineage(record).into_iter().skip(1).map(|above| place(plan, above)).collect();
        above.reverse();
        let links = plan::linked(plans, plan, record);
        let linked = links.iter().chain(self.sources.findings.linked(&row.record));
        let mut around: Vec<Place> = Vec::new();
        for (home, other) in linked.filter_map(|reference| plan::find(plans, reference)) {
            let other = place(home, other);
            if !["meeting", "agenda", "paper", "remark"].contains(&other.kind.as_str()) && !around.contains(&other) {
                around.push(other);
            }
        }
        let beside = plan
            .children(record.parent.as_deref())
            .filter(|other| record.parent.is_some() && other.kind != record.kind && other.kind != "intent");
        let beside = beside.map(|other| place(plan, other)).filter(|other| !around.contains(other)).collect();
        Ok(Some(Sheet {
            row: row.clone(),
            origins: self.matrix.origins.clone(),
            about: place(plan, record),
            text: record.text.clone(),
            section: record.section.clone(),
            plan: if plan.about.title.is_empty() { plan.id.clone() } else { plan.about.title.clone() },
            above,
            linked: around,
            beside,
            asked: self.asked(row),
            found: self.found(row)?,
            said: self.said(row),
            sets: self.sets(row),
            remarks: row.remarks().into_iter().filter_map(|link| self.remark(link)).collect(),
            synthetic: self.library.surveys.iter().any(|one| one.survey().about.synthetic)
                || self.sources.sets.iter().any(|set| set.definition.about.synthetic)
                || plan.about.synthetic,
        }))
    }

    fn name(&self, via: Option<&RecordRef>) -> Option<String> {
        let via = via?;
        let known = plan::find(self.sources.plans, via);
        Some(known.map_or_else(|| via.to_string(), |(_, record)| named(record)))
    }

    fn asked(&self, row: &Row) -> Vec<Asked> {
        let mut asked = Vec::new();
        for (origin, cell) in self.matrix.origins.iter().zip(&row.cells) {
            for link in &cell.questions {
                let survey = self.sources.surveys.iter().find(|survey| survey.about.id == link.what.survey);
                let question = survey.and_then(|survey| {
                    let matrix = survey.matrices.iter().find(|matrix| matrix.id == link.what.question);
                    matrix.or_else(|| survey.question(&link.what.question))
                });
                let tables = self.tables.iter().find(|(known, _)| *known == link.what);
                asked.push(Asked {
                    question: link.what.clone(),
                    survey: survey.map_or_else(|| link.what.survey.clone(), |survey| survey.title().to_owned()),
                    label: question.map_or_else(String::new, |question| question.label.clone()),
                    origin: *origin,
                    via: self.name(link.via.as_ref()),
                    informs: question.map_or(0, |question| question.informs.len()),
                    tables: tables.map(|(_, tables)| tables.clone()).unwrap_or_default(),
                });
            }
        }
        asked.sort_by_key(|asked| (asked.via.is_some(), asked.informs));
        asked
    }

    fn found(&self, row: &Row) -> Result<Vec<Found>, TabulateError> {
        let mut found = Vec::new();
        for link in row.findings() {
            let Some(finding) = self.sources.findings.get(&link.what) else { continue };
            let check = self.sources.checks.iter().find(|check| check.id == finding.id);
            found.push(Found {
                id: finding.id.clone(),
                statement: finding.statement.clone(),
                via: self.name(link.via.as_ref()),
                status: check.map(|check| check.status),
                unsupported: check.map_or_else(Vec::new, |check| check.unsupported.clone()),
                review: finding.review.clone(),
                evidence: self.grounds(finding)?,
            });
        }
        Ok(found)
    }

    fn grounds(&self, finding: &Finding) -> Result<Vec<Grounds>, TabulateError> {
        let asked: Vec<&Source> = finding.evidence.iter().map(|evidence| &evidence.source).collect();
        let now = self.library.read(&asked)?;
        let one = |(source, now): (&Source, &Evidenced)| statement(self.library, &[(source, now)]);
        let each = finding.evidence.iter().zip(now).map(|(evidence, now)| Grounds {
            says: match &now {
                Ok(now) => Ok(one((&evidence.source, now))),
                Err(gone) => Err(words::gone(self.library.lang, gone)),
            },
            was: evidence.was.printed.clone(),
            now: now.ok().map(|now| now.reading.printed),
        });
        Ok(each.collect())
    }

    /// Per set: the codes that lead here, as links.
    fn codes<'a>(&self, row: &'a Row, set: &Commented<'_>) -> Vec<&'a Link<crate::plans::evidence::SetCode>> {
        let all = row.cells.iter().flat_map(|cell| &cell.codes);
        all.filter(|link| link.what.set == set.definition.about.id).collect()
    }

    fn said(&self, row: &Row) -> Vec<Said> {
        let mut said: Vec<Said> = Vec::new();
        for set in self.sources.sets {
            for link in self.codes(row, set) {
                let via = self.name(link.via.as_ref());
                for at in opinions(set, &[&link.what]) {
                    add(&mut said, set, at, via.as_ref());
                }
            }
        }
        // What is published stands first, in the order of print.
        said.sort_by_key(|said| (said.via.is_some(), said.number.unwrap_or(usize::MAX)));
        said
    }

    fn sets(&self, row: &Row) -> Vec<SetVoices> {
        let mut voices = Vec::new();
        for set in self.sources.sets {
            let codes: Vec<_> = self.codes(row, set).into_iter().map(|link| &link.what).collect();
            if codes.is_empty() {
                continue;
            }
            let counts = tally::among(set.docket, &opinions(set, &codes));
            let about = &set.definition.about;
            voices.push(SetVoices {
                set: about.id.clone(),
                title: if about.title.is_empty() { about.id.clone() } else { about.title.clone() },
                opinions: counts.opinions,
                people: counts.people,
            });
        }
        voices
    }

    fn remark(&self, link: &Link<RecordRef>) -> Option<Remark> {
        let (plan, record) = plan::find(self.sources.plans, &link.what)?;
        let meeting = plan.above(record, "meeting");
        Some(Remark {
            record: link.what.clone(),
            meeting: meeting.map(|meeting| meeting.title.clone()).unwrap_or_default(),
            date: meeting.map(|meeting| meeting.date.clone()).unwrap_or_default(),
            role: record.role.clone(),
            title: if record.kind == "meeting" { String::new() } else { record.title.clone() },
            text: record.text.clone(),
            via: self.name(link.via.as_ref()),
        })
    }
}

/// Adds an opinion: to its item, or as an entry of its own. What is already there (directly) stays as it is.
fn add(said: &mut Vec<Said>, set: &Commented<'_>, at: usize, via: Option<&String>) {
    let Some(opinion) = set.docket.opinions.get(at) else { return };
    let id = set.definition.about.id.as_str();
    if said.iter().any(|known| known.set == id && known.opinions.contains(&opinion.id)) {
        return;
    }
    let item = match &opinion.fate {
        Fate::Published { item } | Fate::Merged { item } => set.docket.item(item),
        _ => None,
    };
    let number = item.and_then(|numbered| set.docket.number(&numbered.item.id));
    let together = said.iter_mut().find(|known| known.set == id && number.is_some() && known.number == number);
    if let Some(together) = together {
        together.opinions.push(opinion.id.clone());
        return;
    }
    let text =
        item.map_or_else(|| opinion.text.clone(), |numbered| outline::of(numbered, set.decisions, set.docket).text);
    said.push(Said { set: id.to_owned(), number, opinions: vec![opinion.id.clone()], text, via: via.cloned() });
}

fn place(plan: &Plan, record: &Record) -> Place {
    Place { record: plan.reference(record), kind: record.kind.clone(), name: named(record) }
}

/// Id and title: ids are what the office calls its issues by.
fn named(record: &Record) -> String {
    if record.title.is_empty() || record.title == record.id {
        record.id.clone()
    } else {
        format!("{} {}", record.id, record.title)
    }
}
