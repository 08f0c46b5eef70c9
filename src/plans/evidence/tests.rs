//! The matrix on a small plan that can be counted by hand.

use super::*;
use crate::model::finding::{Evidence, Figure, Finding, Reading, Source, Status, Voices as Said};
use crate::model::plan::Record;
use crate::model::table::TableSpec;

fn record(kind: &str, id: &str, links: &[&str]) -> Record {
    let links = links.iter().map(|link| (*link).to_owned()).collect();
    Record { kind: kind.into(), id: id.into(), title: id.into(), links, ..Record::default() }
}

fn plan() -> Plan {
    let records = vec![
        record("issue", "I1", &[]),
        record("issue", "I2", &[]),
        record("issue", "I3", &["I1"]),
        record("intent", "W1", &["I1", "I2"]),
        record("intent", "W2", &[]),
        record("meeting", "M", &[]),
        Record { parent: Some("M".into()), ..record("remark", "R1", &["I1", "W1"]) },
        Record { parent: Some("M".into()), ..record("remark", "R2", &["W1"]) },
    ];
    Plan { id: "p".into(), records, ..Plan::default() }
}

/// Nothing leads from here to the plan.
fn other() -> Plan {
    Plan { id: "q".into(), records: vec![record("line", "L1", &[])], ..Plan::default() }
}

fn at(id: &str) -> RecordRef {
    RecordRef::new("p", id)
}

fn question(id: &str, origin: Origin, informs: &[&str]) -> Question {
    Question {
        survey: "s".into(),
        id: id.into(),
        names: vec![id.into()],
        label: id.into(),
        origin,
        informs: informs.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn finding(id: &str, sources: Vec<Source>, records: &[&str]) -> Finding {
    let evidence = sources.into_iter().map(|source| Evidence { source, was: Reading::default() }).collect();
    Finding { id: id.into(), evidence, records: records.iter().map(|id| at(id)).collect(), ..Finding::default() }
}

fn figure(question: &str) -> Source {
    let spec = TableSpec { question: question.into(), ..TableSpec::default() };
    Source::Figure { figure: Figure { survey: "s".into(), spec, ..Figure::default() } }
}

fn said() -> Source {
    Source::Comments { set: "c".into(), of: Said::Code { code: "I1".into() } }
}

/// Opinion 1 has the codes I1 and I2, opinion 2 has I1, opinion 3 none; one person gave all.
fn count(codes: &[&SetCode]) -> Voices {
    let has = |code: &str| codes.iter().any(|known| known.code == code);
    let opinions = usize::from(has("I1") || has("I2")) + usize::from(has("I1"));
    Voices { opinions, people: usize::from(opinions > 0) }
}

fn made(findings: &Findings, checks: &[Check]) -> Matrix {
    made_of(findings, checks, "issue", None)
}

fn made_of(findings: &Findings, checks: &[Check], kind: &str, plan_id: Option<&str>) -> Matrix {
    let code = |id: &str| SetCode { set: "c".into(), code: id.into(), record: Some(at(id)) };
    let set = Set {
        id: "c".into(),
        of_plan: true,
        opinions: 3,
        people: 1,
        uncoded: vec!["3".into()],
        without_item: vec!["2".into(), "3".into()],
        ..Set::default()
    };
    matrix(&Inputs {
        plans: &[plan(), other()],
        findings,
        checks,
        questions: &[
            question("Q1", Origin::Business, &["I1", "I2"]),
            question("Q2", Origin::Resident, &["W1"]),
            question("Q3", Origin::Farm, &["I1", "W1", "nothing"]),
        ],
        farms: &[],
        sets: &[set],
        codes: &[code("I1"), code("I2")],
        count: &count,
        kind,
        plan: plan_id,
    })
}

fn findings(list: Vec<Finding>) -> Findings {
    Findings { list: list.into_iter().collect(), ..Findings::default() }
}

#[test]
fn an_intent_carries_its_questions_and_says_so() {
    let matrix = made(&Findings::default(), &[]);
    let cell = |row: &str, origin| &matrix.row(&at(row)).unwrap().cells[matrix.column(origin).unwrap()];
    assert_eq!(cell("I1", Origin::Resident).questions[0].via, Some(at("W1")));
    assert_eq!(cell("I1", Origin::Resident).strength, Strength::Indirect);
    // Named itself and over the intent: it counts once, as itself.
    let farm = cell("I1", Origin::Farm);
    assert_eq!((farm.questions.len(), &farm.questions[0].via, farm.strength), (1, &None, Strength::Material));
    assert_eq!(cell("I2", Origin::Farm).questions[0].via, Some(at("W1")));
    // An issue that is linked with another issue does not share its evidence.
    assert_eq!(cell("I3", Origin::Business).strength, Strength::None);
    assert_eq!(matrix.row(&at("I3")).unwrap().backing, Backing::None);
    let remarks = cell("I1", Origin::Meetings).remarks.iter().map(|link| (link.what.id.as_str(), link.via.is_some()));
    assert_eq!(remarks.collect::<Vec<_>>(), [("R1", false), ("R2", true)]);
    assert_eq!(matrix.origins, [Origin::Business, Origin::Resident, Origin::Farm, Origin::Comments, Origin::Meetings]);
}

#[test]
fn totals_count_once_and_the_cells_add_up_beside_them() {
    let list = vec![
        finding("FD1", vec![figure("Q1"), figure("Q2")], &["I1", "I2"]),
        finding("FD2", vec![said()], &["W1"]),
        finding("FD3", vec![figure("Q3")], &["W2"]),
        finding("FD4", vec![figure("Q3")], &["gone"]),
    ];
    let matrix = made(&findings(list), &[]);
    for (column, totals) in matrix.columns.iter().enumerate() {
        let sum: usize = matrix.rows.iter().map(|row| row.cells[column].findings.len()).sum();
        assert_eq!(totals.added.findings, sum);
        let opinions: usize = matrix.rows.iter().map(|row| row.cells[column].voices.opinions).sum();
        assert_eq!(totals.added.opinions, opinions);
    }
    // FD1 is in two columns and two rows and one finding all the same.
    assert_eq!(matrix.row(&at("I1")).unwrap().total.findings, 2);
    assert_eq!((matrix.all.once.findings, matrix.all.added.findings), (2, 4));
    assert_eq!(matrix.gaps.findings_without_row, ["FD3", "FD4"]);
    assert_eq!(matrix.gaps.lost_links, [("FD4".to_owned(), at("gone"))]);
    let comments = matrix.columns[matrix.column(Origin::Comments).unwrap()];
    assert_eq!((comments.once.opinions, comments.added.opinions, comments.once.people), (2, 3, 1));
    assert_eq!((matrix.all.once.questions, matrix.all.once.remarks), (3, 2));
}

#[test]
fn gaps_name_what_is_missing() {
    let matrix = made(&Findings::default(), &[]);
    let gaps = &matrix.gaps;
    assert_eq!(gaps.without_evidence, [at("I1"), at("I2"), at("I3")]);
    assert_eq!(gaps.without_question, [at("I3")]);
    assert_eq!(gaps.intents_without_question, [at("W2")]);
    assert_eq!(gaps.unknown_informs.len(), 1);
    assert_eq!((gaps.comments[0].len(), gaps.len()), (2, 3 + 1 + 1 + 1 + 2));
}

#[test]
fn the_matrix_of_one_plan_says_nothing_of_others() {
    let mut list = vec![
        finding("FD1", vec![figure("Q1")], &["I1"]),
        finding("FD2", vec![figure("Q1")], &[]),
        finding("FD3", vec![figure("Q1")], &["W1"]),
    ];
    list[2].records = vec![RecordRef::new("q", "gone")];
    let list = findings(list);
    let gaps = |kind: &str, plan: Option<&str>| made_of(&list, &[], kind, plan).gaps;
    assert_eq!(gaps("issue", None).findings_without_row, ["FD2", "FD3"]);
    assert_eq!(gaps("issue", Some("p")).findings_without_row, ["FD2"]);
    assert_eq!((gaps("issue", None).lost_links.len(), gaps("issue", Some("p")).lost_links.len()), (1, 0));
    // The codes are of the other plan, and no row of this one is theirs.
    let other = gaps("line", Some("q"));
    assert_eq!(
        (other.without_evidence.as_slice(), &other.findings_without_row),
        (&[RecordRef::new("q", "L1")][..], &vec!["FD2".to_owned(), "FD3".to_owned()])
    );
    assert_eq!((other.codes_without_row.len(), gaps("line", None).codes_without_row.len()), (0, 2));
}

#[test]
fn a_finding_whose_evidence_is_gone_backs_nothing() {
    let list = findings(vec![finding("FD1", vec![figure("Q1")], &["I1"])]);
    let holds = made(&list, &[]);
    let broken = made(
        &list,
        &[Check { id: "FD1".into(), status: Status::Broken, evidence: Vec::new(), unsupported: Vec::new() }],
    );
    let strength = |matrix: &Matrix| (matrix.rows[0].cells[0].strength, matrix.rows[0].backing);
    assert_eq!(strength(&holds), (Strength::Finding, Backing::One));
    assert_eq!(strength(&broken), (Strength::Material, Backing::Material));
    assert!(broken.gaps.without_evidence.contains(&at("I1")) && !holds.gaps.without_evidence.contains(&at("I1")));
}

#[test]
fn links_people_made_lead_like_those_of_files() {
    let mut list = findings(vec![finding("FD1", vec![figure("Q1")], &["W2"])]);
    assert_eq!(made(&list, &[]).gaps.findings_without_row, ["FD1"]);
    list.links.insert((at("I3"), at("W2")));
    let matrix = made(&list, &[]);
    assert_eq!(matrix.row(&at("I3")).unwrap().findings()[0].via, Some(at("W2")));
    assert_eq!(matrix.row(&at("I3")).unwrap().backing, Backing::One);
}
