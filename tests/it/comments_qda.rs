//! REFI-QDA files: out and in again, against the structure of the published schemas, and as other programs lay them out.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use koe::comments::exchange::{Unmatched, incoming, outgoing};
use koe::export::qda;
use koe::load;
use koe::model::comment::decisions::{Coding, Via};
use koe::model::comment::exchange::{Exchange, SETTLED};
use koe::model::comment::{Decisions, Span};
use koe::project::Project;
use koe::project::comments::corpus;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;

use crate::comments_sample::{gold_shapes, open, rows};
use crate::support::Workdir;

const SET: &str = r#"
[comments]
id = "c"
title = "意見 & 要望"
kind = "public"
[[comments.codes]]
id = "店"
title = "商店街"
note = "店と通り"
[[comments.codes]]
id = "畑"
title = "農地"
[[comments.codes]]
id = "直売"
title = "直売所"
parent = "畑"
[[source]]
file = "a.csv"
id = "番号"
text = "意見"
mode = "郵送"
personal = ["氏名"]
attributes = ["区分"]
"#;

/// Number 1 names who sent it, number 3 has two matters.
const LETTERS: &str =
    "番号,氏名,区分,意見\n1,𠮷野花,在住,🍚を売る店を。𠮷野花より\n2,,在勤,\"畑を\n残して\"\n3,,,店が遠い。畑もない。\n";

fn project() -> Workdir {
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\nsurveys = []\ncomments = [\"c.toml\"]\nstore = \"sqlite:koe.sqlite\"\n");
    dir.write("c.toml", SET).write("a.csv", LETTERS);
    dir
}

fn decisions(dir: &Workdir) -> Decisions {
    Project::open_as(dir.path(), "sqlite:koe.sqlite", true, "x").unwrap().state().decisions("c")
}

fn coding(coder: &str, codes: &[&str]) -> Coding {
    let codes = codes.iter().map(|code| (*code).to_owned()).collect();
    Coding { coder: coder.into(), codes, via: Via::Import }
}

fn entry(path: &Path, name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The sample's opinions as they should be divided, coded by one coder as they should be and by another with the first
/// code only; some opinions were settled.
fn sample() -> (koe::project::Corpus, Decisions) {
    let corpus = open("draft-plan");
    let mut decisions = gold_shapes(&corpus);
    let docket = corpus.docket(&decisions);
    let gold = rows("gold.csv");
    for (number, opinion) in docket.opinions.iter().enumerate() {
        let receipt = &docket.receipts[opinion.receipt].id;
        let row = gold
            .iter()
            .find(|row| row[0] == *receipt && [receipt.clone(), format!("{receipt}-{}", row[1])].contains(&opinion.id));
        let codes: Vec<&str> = row.unwrap()[4].split(';').filter(|code| !code.is_empty()).collect();
        let mut given = Vec::new();
        given.push(coding("佐藤", &codes));
        if number % 3 == 0 {
            given.push(coding("鈴木", codes.get(..1).unwrap_or_default()));
            let settled = codes.iter().map(|code| (*code).to_owned()).collect();
            decisions.settled.insert(opinion.id.clone(), settled);
        }
        decisions.codings.insert(opinion.id.clone(), given);
    }
    (corpus, decisions)
}

#[test]
fn what_goes_out_comes_in_again() {
    let (corpus, decisions) = sample();
    let docket = corpus.docket(&decisions);
    let given = outgoing(&corpus.definition, &docket, &decisions);
    let dir = Workdir::new();
    let (path, again) = (dir.file("a.qdpx"), dir.file("b.qdpx"));
    qda::project(&path, &given).unwrap();
    qda::project(&again, &given).unwrap();
    assert!(std::fs::read(&path).unwrap() == std::fs::read(&again).unwrap(), "a second file is the same");
    let read = load::qda::read(&path).unwrap();
    assert_eq!(read, given);
    // Every selection is the opinion's text, counted in characters also where 𠮷 and 🍞 stand before it.
    let mut checked = 0;
    for opinion in docket.opinions.iter().filter(|opinion| opinion.spans.len() == 1) {
        let source = &read.sources[opinion.receipt];
        for part in source.selections.iter().filter(|part| part.name == opinion.id) {
            assert_eq!(Span::new(part.start, part.end).of(source.text.as_ref().unwrap()), opinion.text);
            checked += 1;
        }
    }
    assert!(checked > 126, "{checked}");
    let mut bare = Decisions { shapes: decisions.shapes.clone(), ..Decisions::default() };
    let found = incoming(&read, &corpus.definition, &corpus.docket(&bare), &bare);
    assert_eq!((found.codes.len(), found.inexact, found.unmatched.len()), (0, 0, 0), "{:?}", found.unmatched);
    for (coder, tags) in &found.tags {
        for (opinion, codes) in tags {
            let mut codings = bare.codings.get(opinion).cloned().unwrap_or_default();
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            codings.push(coding(coder, &codes));
            bare.codings.insert(opinion.clone(), codings);
        }
    }
    let sorted = |decisions: &Decisions| -> Vec<(String, Vec<Coding>)> {
        let all = decisions.codings.iter().map(|(opinion, given)| {
            let mut given: Vec<Coding> = given.clone();
            given.sort_by(|a, b| a.coder.cmp(&b.coder));
            (opinion.clone(), given)
        });
        all.collect()
    };
    assert_eq!(sorted(&bare), sorted(&decisions));
    let settled: imbl::OrdMap<String, Vec<String>> = found.settled.into_iter().collect();
    assert_eq!(settled, decisions.settled);
}

/// Children in the order of the schema with their least number, and the attributes that must be there.
fn schema(element: &str, codebook: bool) -> (&'static [&'static str], &'static [&'static str]) {
    match element {
        "CodeBook" if codebook => (&["Codes", "Sets"], &[]),
        "Project" => (
            &["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description"],
            &["name"],
        ),
        "Users" => (&["User"], &[]),
        "User" => (&[], &["guid"]),
        "CodeBook" => (&["Codes"], &[]),
        "Codes" => (&["Code"], &[]),
        "Code" => (&["Description", "NoteRef", "Code"], &["guid", "name", "isCodable"]),
        "Variables" => (&["Variable"], &[]),
        "Variable" => (&["Description"], &["guid", "name", "typeOfVariable"]),
        "Sources" => (&["TextSource"], &[]),
        "TextSource" => (
            &["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"],
            &["guid"],
        ),
        "PlainTextSelection" => (&["Description", "Coding", "NoteRef"], &["guid", "startPosition", "endPosition"]),
        "Coding" => (&["CodeRef", "NoteRef"], &["guid"]),
        "CodeRef" | "VariableRef" => (&[], &["targetGUID"]),
        "VariableValue" => (&["VariableRef", "TextValue"], &[]),
        "Description" | "TextValue" => (&[], &[]),
        other => panic!("{other} is no element of the schema that is written"),
    }
}

/// Checks a document against the schema; lists must not be empty, guids have their form and refer to something.
fn valid(text: &str, codebook: bool) {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    let (mut guids, mut targets) = (std::collections::BTreeSet::new(), Vec::new());
    let leave = |open: &mut Vec<(String, Vec<String>)>| {
        let (name, children) = open.pop().unwrap();
        let (allowed, _) = schema(&name, codebook);
        let places: Vec<usize> = children
            .iter()
            .map(|child| allowed.iter().position(|name| name == child).unwrap_or_else(|| panic!("{child} in {name}")))
            .collect();
        assert!(places.is_sorted(), "{name}: {children:?}");
        let is_list = ["Users", "Codes", "Variables", "Sources", "CodeBook", "Coding"].contains(&name.as_str());
        assert!(!is_list || !children.is_empty(), "{name} is empty");
    };
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let name: String = start.local_name().into_inner().to_owned();
                let attributes: std::collections::BTreeMap<String, String> = start
                    .attributes()
                    .map(|attribute| {
                        let attribute = attribute.unwrap();
                        (attribute.key.into_inner().to_owned(), attribute.value.into_owned())
                    })
                    .collect();
                for needed in schema(&name, codebook).1 {
                    assert!(attributes.contains_key(*needed), "{name} without {needed}");
                }
                for (key, value) in &attributes {
                    if ["guid", "targetGUID", "creatingUser"].contains(&key.as_str()) {
                        let form: Vec<usize> = value.split('-').map(str::len).collect();
                        assert_eq!(form, [8, 4, 4, 4, 12], "{value}");
                        assert!(value.chars().all(|c| c == '-' || c.is_ascii_hexdigit()), "{value}");
                    }
                }
                if let Some(guid) = attributes.get("guid") {
                    assert!(guids.insert(guid.clone()), "{guid} twice");
                }
                targets.extend(["targetGUID", "creatingUser"].iter().filter_map(|key| attributes.get(*key)).cloned());
                if let Some((_, children)) = open.last_mut() {
                    children.push(name.clone());
                }
                open.push((name, Vec::new()));
                if matches!(event, Event::Empty(_)) {
                    leave(&mut open);
                }
            }
            Event::End(_) => leave(&mut open),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    for target in targets {
        assert!(guids.contains(&target), "{target} stands for nothing");
    }
}

#[test]
fn files_follow_the_published_structure() {
    let (corpus, decisions) = sample();
    let given = outgoing(&corpus.definition, &corpus.docket(&decisions), &decisions);
    let dir = Workdir::new();
    let (project, codebook) = (dir.file("a.qdpx"), dir.file("a.qdc"));
    qda::project(&project, &given).unwrap();
    let text = String::from_utf8(entry(&project, "project.qde")).unwrap();
    assert!(text.contains("xmlns=\"urn:QDA-XML:project:1.0\""), "{}", &text[..300]);
    valid(&text, false);
    qda::codebook(&codebook, &given).unwrap();
    let text = std::fs::read_to_string(&codebook).unwrap();
    assert!(text.contains("xmlns=\"urn:QDA-XML:codebook:1.0\""));
    valid(&text, true);
    assert_eq!(load::qda::read(&codebook).unwrap().codes, given.codes);
}

#[test]
fn the_program_writes_masked_texts_and_takes_codings_back() {
    let dir = project();
    let path = dir.file("c.qdpx");
    let out = ["comments", "export", "--format", "qdpx", "-o", "c.qdpx"];
    dir.koe(&out).code(0).no_data().says(&["3通"]);
    let read = load::qda::read(&path).unwrap();
    assert_eq!(read.sources[0].text.as_deref(), Some("🍚を売る店を。［氏名］より"));
    assert_eq!(read.sources[1].text.as_deref(), Some("畑を\n残して"));
    let text = String::from_utf8(entry(&path, "project.qde")).unwrap();
    assert!(!text.contains("𠮷野花") && text.contains("意見 &amp; 要望"), "{text}");
    valid(&text, false);
    dir.koe(&["comments", "export", "--format", "qdc", "-o", "a.csv"]).code(2).no_data();
    dir.koe(&["comments", "import-qda", "a.csv"]).code(3).no_data().says(&["a.csv"]);
    dir.koe(&["comments", "import-qda", "c.qdpx"]).code(0).says(&["取り込むものがありませんでした"]);
    assert!(!dir.file("koe.sqlite").exists());
}

/// As QualCoder writes: new guids each time, selected words as names, categories that cannot be given, a rich text beside
/// the plain one, annotations and cases.
const QUALCODER: &str = r##"<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd" name="c" origin="QualCoder 3.5" creatingUserGUID="AAAAAAAA-0000-4000-8000-000000000001" creationDateTime="2024-01-10T09:00:00Z">
<Users>
<User guid="AAAAAAAA-0000-4000-8000-000000000001" name="佐藤"/>
</Users>
<CodeBook>
<Codes>
<Code guid="bbbbbbbb-0000-4000-8000-000000000001" name="農業" isCodable="false">
<Description />
<Code guid="bbbbbbbb-0000-4000-8000-000000000002" name="農地" isCodable="true" color="#B8B8B8"></Code>
<Code guid="bbbbbbbb-0000-4000-8000-000000000003" name="給食" isCodable="true" color="#F781BE"><Description>学校で使う</Description></Code>
</Code>
<Code guid="bbbbbbbb-0000-4000-8000-000000000004" name="商店街" isCodable="true"/>
</Codes>
</CodeBook>
<Cases>
<Case guid="eeeeeeee-0000-4000-8000-000000000001" name="在住"><Description />
<SourceRef targetGUID="cccccccc-0000-4000-8000-000000000001"/></Case>
</Cases>
<Sources>
<TextSource richTextPath="internal://x1.docx" plainTextPath="internal://x1.txt" creatingUser="AAAAAAAA-0000-4000-8000-000000000001" creationDateTime="2024-01-10T09:00:00Z" guid="cccccccc-0000-4000-8000-000000000001" name="1.txt">
<PlainTextSelection guid="dddddddd-0000-4000-8000-000000000001" startPosition="0" endPosition="7" name="&#127834;を売る店を" creatingUser="AAAAAAAA-0000-4000-8000-000000000001" creationDateTime="2024-01-10T09:01:00Z">
<Coding guid="dddddddd-0000-4000-8000-000000000002" creatingUser="AAAAAAAA-0000-4000-8000-000000000001" creationDateTime="2024-01-10T09:01:00Z"><CodeRef targetGUID="bbbbbbbb-0000-4000-8000-000000000004"/></Coding>
</PlainTextSelection>
<NoteRef targetGUID="ffffffff-0000-4000-8000-000000000001" />
</TextSource>
<TextSource plainTextPath="internal://x2.txt" guid="cccccccc-0000-4000-8000-000000000002" name="別の名前">
<PlainTextSelection guid="dddddddd-0000-4000-8000-000000000003" startPosition="0" endPosition="2" name="畑を" creatingUser="AAAAAAAA-0000-4000-8000-000000000001">
<Coding guid="dddddddd-0000-4000-8000-000000000004"><CodeRef targetGUID="bbbbbbbb-0000-4000-8000-000000000002"/></Coding>
<Coding guid="dddddddd-0000-4000-8000-000000000005"><CodeRef targetGUID="bbbbbbbb-0000-4000-8000-000000000003"/></Coding>
</PlainTextSelection>
</TextSource>
<TextSource plainTextPath="internal://x3.txt" guid="cccccccc-0000-4000-8000-000000000003" name="面接の記録">
<PlainTextSelection guid="dddddddd-0000-4000-8000-000000000006" startPosition="0" endPosition="2"><Coding guid="dddddddd-0000-4000-8000-000000000007"><CodeRef targetGUID="bbbbbbbb-0000-4000-8000-000000000002"/></Coding></PlainTextSelection>
</TextSource>
<PictureSource path="internal://a.png" guid="cccccccc-0000-4000-8000-000000000004" name="写真"/>
</Sources>
<Notes>
<Note guid="ffffffff-0000-4000-8000-000000000001"><PlainTextContent>覚え</PlainTextContent>
<PlainTextSelection guid="ffffffff-0000-4000-8000-000000000002" startPosition="0" endPosition="1" /></Note>
</Notes>
</Project>
"##;

#[test]
fn a_file_of_another_program_is_taken() {
    let dir = project();
    let texts: [(&str, &str); 3] = [
        ("sources/x1.txt", "🍚を売る店を。［氏名］より"),
        ("sources/x2.txt", "\u{FEFF}畑を\r\n残して"),
        ("sources/x3.txt", "問い"),
    ];
    let mut files: Vec<(&str, &[u8])> = vec![("project.qde", QUALCODER.as_bytes())];
    files.extend(texts.iter().map(|(name, text)| (*name, text.as_bytes())));
    dir.write("q.qdpx", zipped(&files));
    let dry = dir.koe(&["comments", "import-qda", "q.qdpx", "--dry-run", "--json"]).code(1).json();
    assert_eq!((&dry["codings"], dry["unmatched"].as_array().unwrap().len()), (&3.into(), 2));
    assert!(!dir.file("koe.sqlite").exists(), "nothing is written");
    let run = dir.koe(&["comments", "import-qda", "q.qdpx"]).code(1).says(&["佐藤", "意見の一部"]);
    assert!(run.text().contains("面接の記録") && run.text().contains("PictureSource"), "{}", run.text());
    let decisions = decisions(&dir);
    let of = |opinion: &str| decisions.codings.get(opinion).cloned();
    assert_eq!(of("1"), Some(vec![coding("佐藤", &["店"])]));
    assert_eq!(of("2"), Some(vec![coding("佐藤", &["畑", "給食"])]));
    assert_eq!(of("3"), None);
    let new: Vec<(&str, Option<&str>)> =
        decisions.codes.iter().map(|code| (code.id.as_str(), code.parent.as_deref())).collect();
    assert_eq!(new, [("農業", None), ("給食", Some("農業"))]);
    // A second time nothing is new.
    dir.koe(&["comments", "import-qda", "q.qdpx"]).code(1);
    assert_eq!(self::decisions(&dir), decisions);
}

#[test]
fn a_file_from_before_a_merge_brings_the_code_that_is_left() {
    let dir = project();
    dir.koe(&["comments", "tag", "1", "2", "--code", "直売", "--coder", "佐藤"]).code(0);
    dir.koe(&["comments", "tag", "2", "--code", "店", "--coder", "鈴木"]).code(0);
    dir.koe(&["comments", "settle", "2", "--code", "直売"]).code(0);
    dir.koe(&["comments", "settle", "1", "--code", "直売"]).code(0);
    dir.koe(&["comments", "export", "--format", "qdpx", "-o", "c.qdpx"]).code(0);
    let acts = || Project::open_as(dir.path(), "sqlite:koe.sqlite", true, "x").unwrap().acts().len();
    let (before, written) = (decisions(&dir), acts());
    dir.koe(&["comments", "import-qda", "c.qdpx"]).code(0);
    assert_eq!((decisions(&dir), acts()), (before, written), "what is so already is not written again");

    dir.koe(&["comments", "codes", "merge", "直売", "--into", "畑"]).code(0);
    let merged = decisions(&dir);
    dir.koe(&["comments", "import-qda", "c.qdpx"]).code(0);
    assert_eq!((decisions(&dir), acts()), (merged.clone(), written + 1), "the merged code does not come back");
    dir.koe(&["comments", "settle", "1", "--open"]).code(0);
    dir.koe(&["comments", "settle", "2", "--open"]).code(0);
    dir.koe(&["comments", "untag", "1", "--coder", "佐藤"]).code(0);
    let written = acts();
    dir.koe(&["comments", "import-qda", "c.qdpx"]).code(0);
    let after = decisions(&dir);
    assert_eq!(acts(), written + 1, "all of a file is one act");
    assert_eq!(after.settled.get("1"), Some(&vec!["畑".to_owned()]));
    assert_eq!(after.settled.get("2"), Some(&vec!["畑".to_owned()]));
    assert_eq!(after.coding("1", "佐藤"), Some(&coding("佐藤", &["畑"])));
    assert_eq!(after.coding("2", "佐藤"), merged.coding("2", "佐藤"), "by hand, as before");
    assert!(after.codes.is_empty(), "{:?}", after.codes);
}

#[test]
fn prefixes_braces_and_texts_within_the_file_are_read() {
    let qde = r#"<q:Project xmlns:q="urn:QDA-XML:project:1.0" name="p" origin="Other">
      <q:CodeBook><q:Codes><q:Code guid="{0000AAAA-0000-4000-8000-00000000000B}" name="畑" isCodable="true"/></q:Codes></q:CodeBook>
      <q:Sources><q:TextSource guid="{0000AAAA-0000-4000-8000-00000000000C}" name="3"><q:PlainTextContent>店が遠い。畑もない。&amp;<![CDATA[<>]]></q:PlainTextContent>
      <q:Coding guid="0000aaaa-0000-4000-8000-00000000000d"><q:CodeRef targetGUID="0000aaaa-0000-4000-8000-00000000000b"/></q:Coding>
      <q:PlainTextSelection guid="0000aaaa-0000-4000-8000-00000000000e" startPosition="5" endPosition="9"><q:Coding guid="0000aaaa-0000-4000-8000-00000000000f"><q:CodeRef targetGUID="0000aaaa-0000-4000-8000-0000000000ff"/></q:Coding></q:PlainTextSelection>
      </q:TextSource></q:Sources></q:Project>"#;
    let dir = project();
    dir.write("o.qdpx", zipped(&[("Project.QDE", qde.as_bytes())]));
    let read = load::qda::read(&dir.file("o.qdpx")).unwrap();
    assert_eq!(read.sources[0].text.as_deref(), Some("店が遠い。畑もない。&<>"));
    let project = load::project_file(dir.path()).unwrap();
    let (file, definition) = corpus::definitions(&project).unwrap().remove(0);
    let corpus = koe::project::Corpus::open(&project, &file, definition, &std::collections::BTreeMap::new()).unwrap();
    let none = Decisions::default();
    let found = incoming(&read, &corpus.definition, &corpus.docket(&none), &none);
    assert_eq!(found.tags, [("Other".to_owned(), vec![("3".to_owned(), vec!["畑".to_owned()])])]);
    // The text has more than the receipt, so the words are looked for; the code of that part is defined nowhere.
    assert!(matches!(&found.unmatched[..], [Unmatched::Code { source, .. }] if source == "3"), "{:?}", found.unmatched);
}

#[test]
fn positions_that_count_both_characters_of_a_line_break_are_brought_in_line() {
    let part = |name: &str, start: usize, end: usize| {
        let qde = format!(
            r#"<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources><TextSource guid="0000aaaa-0000-4000-8000-00000000000c" name="2" plainTextPath="internal://t.txt"><PlainTextSelection guid="0000aaaa-0000-4000-8000-00000000000e" name="{name}" startPosition="{start}" endPosition="{end}"/></TextSource></Sources></Project>"#
        );
        let dir = Workdir::new();
        dir.write("a.qdpx", zipped(&[("project.qde", qde.as_bytes()), ("Sources/t.txt", "畑を\r\n残して".as_bytes())]));
        let read = load::qda::read(&dir.file("a.qdpx")).unwrap();
        let source = &read.sources[0];
        let part = &source.selections[0];
        Span::new(part.start, part.end).of(source.text.as_ref().unwrap()).to_owned()
    };
    assert_eq!(part("", 3, 6), "残して");
    assert_eq!(part("残して", 4, 7), "残して");
    assert_eq!(part("残し", 4, 6), "残し");
    assert_eq!(part("残し", 3, 5), "残し");
}

#[test]
fn bounds_and_damage_give_a_sentence() {
    let dir = project();
    let qde = format!("<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\"><!--{}--></Project>", "a".repeat(100_000));
    dir.write("bomb.qdpx", zipped(&[("project.qde", qde.as_bytes())]));
    let path = dir.file("bomb.qdpx");
    assert!(std::fs::metadata(&path).unwrap().len() < 2000);
    assert!(load::qda::read(&path).is_ok());
    let error = load::qda::read_within(&path, (1 << 20, 50_000)).unwrap_err();
    assert!(error.to_string().contains("too large when unpacked"), "{error}");
    for (name, text) in [
        ("cut.qdc", "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>"),
        ("other.qdc", "<html></html>"),
        ("entity.qdc", "<!DOCTYPE x [<!ENTITY a \"b\">]><CodeBook><Codes>&a;</Codes></CodeBook>"),
    ] {
        dir.write(name, text);
        dir.koe(&["comments", "import-qda", name]).code(3).no_data().says(&[name]);
    }
    dir.write("empty.qdpx", zipped(&[("readme.txt", b"x")]));
    dir.koe(&["comments", "import-qda", "empty.qdpx"]).code(3).says(&["project.qde"]);
    dir.koe(&["comments", "import-qda", "none.qdpx"]).code(3).says(&["none.qdpx"]);
}

#[test]
fn what_was_settled_is_marked_as_such() {
    let (corpus, decisions) = sample();
    let given: Exchange = outgoing(&corpus.definition, &corpus.docket(&decisions), &decisions);
    let users: Vec<(&str, &str)> = given.users.iter().map(|user| (user.name.as_str(), user.id.as_str())).collect();
    assert_eq!(users, [("佐藤", ""), ("鈴木", ""), ("確定", SETTLED)]);
}
