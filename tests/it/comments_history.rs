//! Random histories of a set of comments: whatever is received and done, undone and done again, nothing is lost, counts
//! tie, and the journal gives the same state again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use koe::comments::tally::{Tally, tally};
use koe::export::{documents, docx, xlsx};
use koe::load::comments::definition;
use koe::load::read::{ReadOptions, SheetChoice, read_sheet};
use koe::messages::Lang;
use koe::model::comment::decisions::{Change, Mask, Outline, RuleText, Sample, Typed, Via};
use koe::model::comment::receipt::Personal;
use koe::model::comment::{Code, Decisions, Docket, Fate, Span};
use koe::present::comments::publication;
use koe::project::comments::op::{CoderTags, NewItem, ReplyTo, TagSet};
use koe::project::comments::reshape;
use koe::project::{CommentOp, Corpus, Op, Project};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const CASES: u32 = 200;
/// Kinds of acts, in the order of `op`; the last three are undo, redo and opening the journal anew.
const KINDS: usize = 24;

#[derive(Debug, Clone)]
struct Row {
    id: String,
    name: String,
    day: String,
    channel: String,
    text: String,
}

#[derive(Debug, Clone)]
struct Step {
    kind: usize,
    a: usize,
    b: usize,
    c: usize,
    yes: bool,
    /// Which of two people acts.
    other: bool,
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let id = prop_oneof![Just(String::new()), "[1-9]", "[1-3]", Just("1-1".to_owned())];
    let name = prop_oneof![
        Just(String::new()),
        Just("山田 花子".to_owned()),
        Just("山田花子".to_owned()),
        Just("佐藤一郎".to_owned())
    ];
    let day = prop_oneof![Just("2023-11-30"), Just("2023-12-26"), Just(""), Just("来週")].prop_map(str::to_owned);
    let channel = prop_oneof![Just("郵送"), Just("FAX"), Just(""), Just("持参")].prop_map(str::to_owned);
    let text = prop_oneof![
        Just(String::new()),
        Just("山田花子です。1 街灯を。\n2 駐輪場を。𠮷🍚\n\nまた、直売所を。電話090-1234-5678".to_owned()),
        "[あ🍚𠮷。\n 　]{0,12}",
        Just("同じ文".to_owned()),
    ];
    let row =
        (id, name, day, channel, text).prop_map(|(id, name, day, channel, text)| Row { id, name, day, channel, text });
    prop::collection::vec(row, 0..7)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..KINDS, 0usize..1000, 0usize..1000, 0usize..1000, any::<bool>(), any::<bool>());
    prop::collection::vec(step.prop_map(|(kind, a, b, c, yes, other)| Step { kind, a, b, c, yes, other }), 1..26)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

const DEFINITION: &str = r#"
[comments]
id = "draft"
opens = "2023-11-24"
closes = "2023-12-25"
late = "LATE"
channels = ["郵送", "FAX"]
codes = [{ id = "a", title = "A" }, { id = "b", title = "B", parent = "a" }, { id = "c" }]
dispositions = [{ code = "◎", label = "反映" }, { code = "○", label = "記載済み" }]
[[source]]
file = "r.csv"
id = "受付番号"
text = "意見"
received = "受付日"
channel = "提出方法"
personal = ["氏名"]
"#;

/// The rows as files in a folder, read again as the program reads them.
fn corpus(root: &std::path::Path, rows: &[Row], late: bool) -> Corpus {
    let mut csv = "受付番号,氏名,受付日,提出方法,意見\r\n".to_owned();
    for row in rows {
        let cells = [&row.id, &row.name, &row.day, &row.channel, &row.text].map(|cell| quoted(cell));
        csv.push_str(&(cells.join(",") + "\r\n"));
    }
    std::fs::write(root.join("r.csv"), csv).unwrap();
    let file = root.join("draft.toml");
    std::fs::write(&file, DEFINITION.replace("LATE", if late { "out_of_scope" } else { "accept" })).unwrap();
    let definition = definition(&file, root, &[]).unwrap();
    Corpus::read(root, &file, definition, None).unwrap()
}

/// Something of a list, or a word that is none of it.
fn pick(list: &[String], at: usize) -> String {
    if at % 13 == 12 {
        "なし".to_owned()
    } else {
        list.get(at % list.len().max(1)).cloned().unwrap_or_else(|| "なし".to_owned())
    }
}

/// An act of each kind on what is there, sometimes on what is not.
fn op(step: &Step, docket: &Docket, decisions: &Decisions) -> Option<CommentOp> {
    let opinions: Vec<String> = docket.opinions.iter().map(|opinion| opinion.id.clone()).collect();
    let receipts: Vec<String> = docket.receipts.iter().map(|receipt| receipt.id.clone()).collect();
    let items: Vec<String> = decisions.items.keys().cloned().collect();
    let codes: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec();
    let Step { a, b, c, yes, .. } = *step;
    let opinion = || pick(&opinions, a);
    let some = || vec![pick(&opinions, a), pick(&opinions, b)];
    let item = || pick(&items, b);
    let words = || ["理由", "", "長い理由。"][c % 3].to_owned();
    Some(match step.kind {
        0 => {
            let received = ["2023-12-01", "2024-01-05", ""][b % 3].to_owned();
            let channel = ["FAX", "持参"][c % 2].to_owned();
            let text = if yes { "手紙です。\n1 街灯を。\n2 駐輪場を。" } else { "短い。" };
            let id = ["t1", "t2", "1", "t1-1"][a % 4].to_owned();
            let receipt = Typed { id, received, channel, text: text.into(), ..Typed::default() };
            CommentOp::Receive { receipt: Box::new(receipt) }
        }
        1 => CommentOp::Withdraw { receipt: pick(&receipts, a), why: yes.then(words) },
        2 => CommentOp::SamePerson { receipt: pick(&receipts, a), of: yes.then(|| pick(&receipts, b)) },
        3 => {
            let span = Span::new(b % 20, b % 20 + c % 5);
            CommentOp::Mask {
                receipt: pick(&receipts, a),
                mask: Mask { span, kind: yes.then_some(Personal::ALL[c % 7]), text: String::new() },
            }
        }
        4 => {
            let id = opinion();
            let found = docket.opinion(&id)?;
            let spans = &found.spans;
            let (from, to) = (spans.first()?.start, spans.last()?.end);
            let at = if yes {
                reshape::proposals(docket.receipt_of(found)?, found)
            } else {
                vec![from + b % (to - from).max(1), from + c % (to - from).max(1)]
            };
            reshape::split(docket, decisions, &id, &at).ok()?
        }
        5 => {
            // Of a receipt that was divided, where there is one: nothing else can be joined.
            let own = |at: usize| docket.opinions_of(at).map(|opinion| opinion.id.clone()).collect::<Vec<_>>();
            let divided: Vec<usize> = (0..docket.receipts.len()).filter(|at| own(*at).len() > 1).collect();
            let own = own(divided.get(a % divided.len().max(1)).copied().unwrap_or_default());
            let chosen: Vec<String> = if yes { own } else { vec![pick(&own, b), pick(&own, c)] };
            reshape::join(docket, decisions, &chosen).ok()?
        }
        6 => {
            let tag = |opinion| TagSet { opinion, codes: (c % 5 > 0).then(|| vec![pick(&codes, b), pick(&codes, c)]) };
            let via = [Via::Hand, Via::Group, Via::Rule("r1".into()), Via::Import][c % 4].clone();
            CommentOp::Tag { coder: ["x", "y"][b % 2].into(), tags: some().into_iter().map(tag).collect(), via }
        }
        7 if c % 2 == 0 => {
            let tag = |opinion| TagSet { opinion, codes: Some(vec![pick(&codes, b)]) };
            CommentOp::Import {
                codes: Vec::new(),
                coders: vec![CoderTags { coder: "x".into(), tags: some().into_iter().map(tag).collect() }],
                settled: vec![tag(opinion())],
            }
        }
        7 => CommentOp::Settle { opinion: opinion(), codes: yes.then(|| vec![pick(&codes, b)]) },
        8 => CommentOp::Skip { opinion: opinion(), why: yes.then(words) },
        9 => CommentOp::Flag { opinion: opinion(), note: yes.then(words) },
        10 => CommentOp::OutOfScope { opinions: some(), why: yes.then(words) },
        11 => CommentOp::Sample { sample: Sample { id: "s".into(), coder: "y".into(), opinions: some() } },
        12 => {
            let code = |id: &str, parent: Option<&str>| Code {
                id: id.into(),
                title: words(),
                parent: parent.map(str::to_owned),
                ..Code::default()
            };
            CommentOp::EditCodes { codes: vec![code(["d", "e", "a"][a % 3], yes.then_some("b")), code("c", None)] }
        }
        13 => CommentOp::MergeCodes { from: vec![pick(&codes, a), pick(&codes, b)], into: pick(&codes, c) },
        14 => CommentOp::SetRule { rule: RuleText { id: "r1".into(), code: pick(&codes, a), text: words() } },
        15 => CommentOp::RemoveRule { id: "r1".into() },
        16 => {
            let id = format!("i{}", b % 4);
            CommentOp::MakeItems {
                items: vec![
                    NewItem { id, opinions: some() },
                    NewItem { id: "i9".into(), opinions: if yes { vec![] } else { vec![pick(&opinions, c)] } },
                ],
            }
        }
        17 => CommentOp::Group { item: yes.then(item), opinions: some() },
        18 => {
            let quote = docket.receipts.get(a % docket.receipts.len().max(1)).map(|receipt| {
                let words = Span::new(0, 4).of(&receipt.text).to_owned();
                koe::comments::quote::outline(&words, receipt)
            });
            CommentOp::SetOutline { item: item(), outline: if yes { quote } else { Some(Outline::Words(words())) } }
        }
        19 => match c % 3 {
            0 => CommentOp::SetHeading { items: vec![item()], heading: yes.then(|| pick(&codes, a)) },
            1 => CommentOp::SetDisposition {
                items: vec![item()],
                disposition: yes.then(|| ["◎", "○", "未知"][a % 3].to_owned()),
            },
            _ => CommentOp::Ask { items: vec![item()], section: words(), due: "2024-01-31".into() },
        },
        20 => match c % 2 {
            0 => CommentOp::Reply {
                replies: vec![ReplyTo { item: item(), reply: words(), disposition: yes.then(|| "◎".to_owned()) }],
            },
            _ => CommentOp::SetChanges {
                item: item(),
                changes: vec![Change { place: "p.1".into(), before: words(), after: words() }],
            },
        },
        _ => return None,
    })
}

/// The name an act has in the journal.
fn name(op: &CommentOp) -> String {
    serde_json::to_value(op).unwrap()["what"].as_str().unwrap().to_owned()
}

fn ties(corpus: &Corpus, decisions: &Decisions, rows: usize) {
    let docket = corpus.docket(decisions);
    let tally = tally(&corpus.definition, &docket);
    // Rows in: every row that is not blank through and through is a receipt, and typed ones join them.
    assert_eq!(docket.receipts.len(), rows + decisions.typed.len());
    fates(&docket, &tally);
    channels(&docket, &tally);
    spans(&docket, decisions);
    classes(&docket, &tally);
}

/// The text of all parts of a zip file, marks of xml taken out.
fn unzipped(path: &std::path::Path) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut all = String::new();
    for at in 0..zip.len() {
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut zip.by_index(at).unwrap(), &mut xml).unwrap();
        all.extend(xml.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text)));
    }
    all
}

/// Every form of the publication says the same people, opinions and fates, shows nothing that is masked, and is refused
/// while a row has no fate.
fn outputs(root: &std::path::Path, corpus: &Corpus, decisions: &Decisions) {
    let docket = corpus.docket(decisions);
    let tally = tally(&corpus.definition, &docket);
    let f = &tally.fates;
    let document = publication::document(&corpus.definition, decisions, &docket, true, None, Lang::Ja);
    let list = publication::list(&corpus.definition, decisions, &docket, Lang::Ja);
    let (markdown, csv) = (documents::markdown(&document), documents::csv(&list, &[]));
    let (book, letter) = (root.join("p.xlsx"), root.join("p.docx"));
    xlsx::document(&book, &document).unwrap();
    docx::document(&letter, &document).unwrap();
    let (book_text, letter) = (unzipped(&book), unzipped(&letter));
    let sheet =
        read_sheet(&book, &ReadOptions { sheet: Some(SheetChoice::Number(1)), ..ReadOptions::default() }).unwrap();
    let rows: Vec<Vec<String>> =
        sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text().into_owned()).collect()).collect();
    let behind = |label: &str| {
        rows.iter().find(|row| row.first().is_some_and(|cell| cell == label)).map(|row| row[1..].to_vec())
    };
    let said = |label: &str, cells: &[String]| {
        let markdown_row = format!("| {label} | {} |", cells.join(" | "));
        assert!(markdown.contains(&markdown_row), "{markdown_row} in {markdown}");
        assert!(letter.contains(&format!("{label}{}", cells.concat())), "{label} {cells:?} in {letter}");
    };
    let number = |row: Option<Vec<String>>, at: usize| row.and_then(|row| row.get(at)?.parse::<usize>().ok());
    if f.total() > 0 {
        said("提出のあった意見", &[format!("{}人", tally.valid.people), format!("{}件", tally.valid.opinions)]);
        assert_eq!(number(behind("提出のあった意見"), 0), Some(tally.valid.people));
        assert_eq!(number(behind("提出のあった意見"), 1), Some(tally.valid.opinions));
        assert_eq!(number(behind("取り下げられた意見"), 0), Some(f.withdrawn));
        assert_eq!(number(behind("募集の対象外とした意見"), 0), Some(f.out_of_scope));
    }
    assert_eq!(list.rows.len(), f.published);
    let opinions: usize = list.rows.iter().map(|row| row.cells[4].number.unwrap() as usize).sum();
    assert_eq!(opinions, f.published + f.merged);
    if decisions.masks.is_empty() {
        for text in [&markdown, &csv, &book_text, &letter] {
            assert!(!text.contains("090-1234-5678") && !text.contains("山田花子"), "{text}");
        }
    }
    let open = publication::open(&docket);
    assert_eq!(open.len(), f.open);
}

/// `koe comments publish` on the same folder: refused while a row has no fate or a quotation is wrong.
fn refusal(root: &std::path::Path, corpus: &Corpus, decisions: &Decisions) {
    std::fs::write(root.join("koe.toml"), "[project]\nsurveys = []\ncomments = [\"draft.toml\"]\n").unwrap();
    let docket = corpus.docket(decisions);
    let open = publication::open(&docket);
    let broken = koe::comments::quote::broken(&docket);
    let run = crate::support::run(root, &["comments", "publish", "--format", "md", "--without-replies"]);
    if open.is_empty() && broken.is_empty() {
        run.code(0);
    } else {
        let run = run.code(2).no_data();
        if let Some((_, opinion)) = open.first() {
            run.says(&[opinion]);
        }
    }
}

fn fates(docket: &Docket, tally: &Tally) {
    let f = &tally.fates;
    assert_eq!(docket.opinions.len(), f.published + f.merged + f.out_of_scope + f.withdrawn + f.open);
    assert_eq!(tally.received.opinions, docket.opinions.len());
    assert_eq!(tally.received.receipts, docket.receipts.len());
    let ids: BTreeSet<&str> = docket.opinions.iter().map(|opinion| opinion.id.as_str()).collect();
    assert_eq!(ids.len(), docket.opinions.len(), "ids are unique");
    let receipts: BTreeSet<&str> = docket.receipts.iter().map(|receipt| receipt.id.as_str()).collect();
    assert_eq!(receipts.len(), docket.receipts.len());
    for (position, receipt) in docket.receipts.iter().enumerate() {
        // Each row's fate is found by its number.
        assert_eq!(docket.receipt(&receipt.id), Some(receipt));
        let own: Vec<_> = docket.opinions_of(position).collect();
        assert!(!own.is_empty(), "{} has no opinion", receipt.id);
        assert_eq!(own.len(), docket.opinions.iter().filter(|opinion| opinion.receipt == position).count());
        for opinion in own {
            assert_eq!(docket.opinion(&opinion.id), Some(opinion));
            match &opinion.fate {
                Fate::Published { item } | Fate::Merged { item } => assert!(docket.number(item).is_some()),
                _ => {}
            }
        }
    }
    assert_eq!(docket.items.len(), f.published);
    let members: usize = docket.items.iter().map(|item| item.members.len()).sum();
    assert_eq!(members, f.published + f.merged);
}

fn channels(docket: &Docket, tally: &Tally) {
    let sum = |part: fn(&koe::comments::tally::Counts) -> usize| {
        tally.channels.iter().map(|(_, counts)| part(counts)).sum::<usize>()
    };
    assert_eq!(sum(|counts| counts.people), tally.valid.people);
    assert_eq!(sum(|counts| counts.receipts), tally.valid.receipts);
    assert_eq!(sum(|counts| counts.opinions), tally.valid.opinions);
    assert_eq!(tally.valid.opinions + tally.fates.withdrawn, tally.received.opinions);
    let people: BTreeSet<usize> = docket.receipts.iter().map(|receipt| receipt.person).collect();
    assert_eq!(people.len(), tally.received.people);
    assert!(tally.late.receipts <= tally.valid.receipts && tally.anonymous.people <= tally.valid.people);
}

fn classes(docket: &Docket, tally: &Tally) {
    let items: usize = tally.dispositions.iter().map(|(_, class)| class.items).sum();
    let opinions: usize = tally.dispositions.iter().map(|(_, class)| class.opinions).sum();
    assert_eq!((items, opinions), (docket.items.len(), tally.fates.published + tally.fates.merged));
}

/// The opinions of a receipt hold all its characters that are not blank, each once, and show nothing that is masked.
fn spans(docket: &Docket, decisions: &Decisions) {
    for (position, receipt) in docket.receipts.iter().enumerate() {
        let chars: Vec<char> = receipt.text.chars().collect();
        let mut held = vec![0; chars.len()];
        for span in docket.opinions_of(position).flat_map(|opinion| &opinion.spans) {
            (span.start..span.end).for_each(|at| held[at] += 1);
        }
        for (at, c) in chars.iter().enumerate() {
            assert!(held[at] == 1 || (c.is_whitespace() && held[at] == 0), "{} at {at}: {}", receipt.id, held[at]);
        }
        let shown: String = docket.opinions_of(position).map(|opinion| opinion.text.as_str()).collect();
        let cleared = decisions.masks.contains_key(&receipt.id);
        assert!(cleared || !shown.contains("090-1234-5678"));
    }
}

#[test]
fn two_hundred_random_histories_tie() {
    let done: Vec<AtomicUsize> = (0..KINDS).map(|_| AtomicUsize::new(0)).collect();
    let names = std::sync::Mutex::new(BTreeMap::<String, usize>::new());
    // The same histories each time: that every kind of act is among them is no matter of chance.
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = runner.run(&(rows(), steps(), any::<bool>()), |(rows, steps, late)| {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let corpus = corpus(root, &rows, late);
        let blank = |row: &&Row| {
            [&row.id, &row.name, &row.day, &row.channel, &row.text].iter().all(|cell| cell.trim().is_empty())
        };
        let received = rows.len() - rows.iter().filter(blank).count();
        let open = |who: &str| Project::open_as(root, "sqlite:koe.sqlite", false, who).unwrap();
        let mut people = [open("one"), open("two")];
        let decisions = |project: &Project| project.state().decisions("draft");
        for step in &steps {
            let at = usize::from(step.other);
            // What this person sees may be older than the journal: the other may have acted since.
            let before = decisions(&people[at]);
            let docket = corpus.docket(&before);
            let changed = match step.kind {
                21 => people[at].undo().unwrap().is_some(),
                22 => {
                    // There is seldom something to redo by chance.
                    if people[at].can_redo().is_none() {
                        people[at].undo().unwrap();
                    }
                    people[at].redo().unwrap().is_some()
                }
                23 => {
                    people[at] = open(if step.other { "two" } else { "one" });
                    true
                }
                _ => match op(step, &docket, &before) {
                    None => false,
                    Some(act) => {
                        let json = serde_json::to_string(&act).unwrap();
                        prop_assert_eq!(&serde_json::from_str::<CommentOp>(&json).unwrap(), &act);
                        *names.lock().unwrap().entry(name(&act)).or_default() += 1;
                        people[at].act(Op::Comment { set: "draft".into(), act: Box::new(act) }).unwrap()
                    }
                },
            };
            done[step.kind].fetch_add(usize::from(changed), Ordering::Relaxed);
        }
        for project in &mut people {
            project.refresh().unwrap();
        }
        prop_assert_eq!(people[0].state(), people[1].state());
        let again = open("three");
        prop_assert_eq!(again.state(), people[0].state());
        ties(&corpus, &decisions(&again), received);
        outputs(root, &corpus, &decisions(&again));
        if done[23].load(Ordering::Relaxed).is_multiple_of(8) {
            refusal(root, &corpus, &decisions(&again));
        }
        // Everything undone is as if nothing had been done.
        for project in &mut people {
            while project.undo().unwrap().is_some() {}
        }
        people[0].refresh().unwrap();
        prop_assert_eq!(decisions(&people[0]), Decisions::default());
        ties(&corpus, &Decisions::default(), received);
        Ok(())
    });
    result.unwrap();
    let counts: Vec<usize> = done.iter().map(|count| count.load(Ordering::Relaxed)).collect();
    assert!(counts.iter().all(|count| *count > 0), "every kind of act had an effect: {counts:?}");
    // Every kind of act there is has been in a journal.
    let names = names.into_inner().unwrap();
    assert_eq!(names.len(), 24, "{names:?}");
}

/// A campaign of 200,000 receipts, 96 % of them copies: every row is found by its number.
#[test]
fn large_sets_are_taken_in_and_looked_up() {
    use koe::comments::{docket::assemble, intake::receive};
    use koe::model::comment::{CommentsDefinition, RawReceipt, Receipt};
    for count in [10_000usize, 200_000] {
        let raw = |at: usize| {
            let own = if at.is_multiple_of(25) || count == 10_000 {
                format!("{at}番目の意見です。商店街の空き店舗を若い人に貸してください。")
            } else {
                String::new()
            };
            let text = format!(
                "{own}計画案に反対します。駅前の道路を広げる前に、歩く人と自転車の安全を考えてください。街路灯も暗いままです。連絡は090-1234-5678の佐藤まで。"
            );
            let receipt = Receipt { id: at.to_string(), text, ..Receipt::default() };
            RawReceipt {
                receipt,
                personal: vec![("氏名".into(), format!("森田 {at}子")), ("電話".into(), String::new())],
            }
        };
        let raw: Vec<RawReceipt> = (0..count).map(raw).collect();
        let definition = CommentsDefinition::default();
        let receipts = receive(raw, &definition);
        let mut decisions = Decisions::default();
        for at in 0..1000 {
            decisions.same_person.insert((at * 7 + 1).to_string(), (at * 3).to_string());
        }
        let docket = assemble(&definition, &receipts, &decisions);
        for at in 0..count {
            let opinion = docket.opinion(&at.to_string()).unwrap();
            assert!(
                docket.receipt_of(opinion).is_some_and(|receipt| receipt.id == opinion.id)
                    && docket.opinions_of(at).count() == 1
            );
            assert!(opinion.masked && !opinion.text.contains("090-"));
        }
        let counts = tally(&definition, &docket);
        assert_eq!(counts.received.opinions, count);
    }
}
