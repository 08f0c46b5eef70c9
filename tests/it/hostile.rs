//! Files that break every rule: each of `tests/loaders/malformed` is refused with its own sentence or read, soon and within
//! little memory; and nothing that stands in a file steers the terminal.
//!
//! `expected.tsv` beside the files says for each what it comes to: exit code, part of the sentence or number of cases.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use koe::text::fold::is_steering;

use crate::support::{self, Workdir};

/// No file takes longer of the processor: what a busy machine does meanwhile is not the file's.
const SLOW: Duration = Duration::from_secs(10);
/// No file takes more memory, in kB.
const MUCH: u64 = 1 << 20;

/// Said of a file that has nothing in it, ...
const NO_DATA: &str = "データのあるシートがありません";
/// ... and of one that a draft cannot be made of.
const NO_ANSWERS: &str = "見出しとその下の回答が見つかりません";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loaders/malformed")
}

/// What a run of the program came to.
struct Met {
    code: Option<i32>,
    stdout: String,
    stderr: String,
    /// Time of the processor where the system tells, otherwise by the clock.
    taken: Duration,
    /// The highest memory in kB, 0 where the system does not tell.
    memory: u64,
}

/// Runs the program and watches its memory.
fn watched(at: &Path, arguments: &[&str]) -> Met {
    let (out, err) = (at.join("stdout"), at.join("stderr"));
    let begun = Instant::now();
    let mut child = support::command(at, arguments)
        .stdout(Stdio::from(File::create(&out).unwrap()))
        .stderr(Stdio::from(File::create(&err).unwrap()))
        .spawn()
        .unwrap();
    let (mut memory, mut taken) = (0, None);
    let status = loop {
        // The highest mark never falls, so the last look before the end tells nearly all.
        memory = peak(child.id()).unwrap_or(memory).max(memory);
        taken = worked(child.id()).max(taken);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if taken.unwrap_or_else(|| begun.elapsed()) > 2 * SLOW || begun.elapsed() > 30 * SLOW {
            child.kill().unwrap();
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let text = |path| String::from_utf8(fs::read(path).unwrap()).unwrap();
    let taken = taken.unwrap_or_else(|| begun.elapsed());
    Met { code: status.code(), stdout: text(out), stderr: text(err), taken, memory }
}

fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// How long a process has worked so far: the fields `utime` and `stime` of its account, in hundredths of a second.
fn worked(process: u32) -> Option<Duration> {
    let account = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = account.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut hundredths = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (hundredths()? + hundredths()?)))
}

/// Name, exit code and part of what is said, for each file.
fn expected() -> Vec<(String, i32, String)> {
    let text = fs::read_to_string(folder().join("expected.tsv")).unwrap();
    let fields = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        let mut next = || fields.next().unwrap_or_else(|| panic!("{line}"));
        (next(), next().parse().unwrap(), next())
    };
    text.lines().filter(|line| !line.is_empty()).map(fields).collect()
}

/// A project with one question and the file as its source.
fn project(workdir: &Workdir, file: &str) {
    let source = toml_text(file);
    workdir.write("koe.toml", "[project]\ntitle = \"試験\"\nsurveys = [\"s.toml\"]\n");
    let survey = format!(
        "[survey]\nid = \"s\"\n\n[[source]]\nfile = {source}\n\n[[question]]\nid = \"Q1\"\nlabel = \"問1\"\nkind = \"single\"\ncolumn = \"問1\"\nchoices = [{{ code = \"1\", label = \"はい\" }}, {{ code = \"2\", label = \"いいえ\" }}]\n"
    );
    workdir.write("s.toml", &survey);
}

fn toml_text(text: &str) -> String {
    let escaped: String =
        text.chars()
            .map(|c| {
                if c.is_control() || matches!(c, '"' | '\\') {
                    format!("\\u{:04X}", u32::from(c))
                } else {
                    c.to_string()
                }
            })
            .collect();
    format!("\"{escaped}\"")
}

#[test]
fn every_malformed_file_is_refused_or_read() {
    let expected = expected();
    let mut names: Vec<String> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "expected.tsv");
    names.sort();
    let mut listed: Vec<&String> = expected.iter().map(|(name, ..)| name).collect();
    listed.sort();
    assert_eq!(names.iter().collect::<Vec<_>>(), listed, "expected.tsv lists every file");
    let (next, faults) = (Mutex::new(expected.iter()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some((name, code, said)) = next.lock().unwrap().next() else { break };
                    let found = faults_of(name, *code, said);
                    faults.lock().unwrap().extend(found);
                }
            });
        }
    });
    let faults = faults.into_inner().unwrap();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Tries a file in every way it can come in.
fn faults_of(name: &str, code: i32, said: &str) -> Vec<String> {
    let workdir = Workdir::new();
    fs::copy(folder().join(name), workdir.file(name)).unwrap();
    project(&workdir, name);
    let mut faults = Vec::new();
    for arguments in
        [vec!["tab", "--data", name], vec!["check"], vec!["tab"], vec!["infer", name], vec!["new", "made", name]]
    {
        let met = watched(workdir.path(), &arguments);
        let command = format!("koe {} ({name})", arguments.first().unwrap());
        let mut fault = |what: String| faults.push(format!("{command}: {what}\n  {}", met.stderr.trim_end()));
        // A file that can be read may have nothing that fits the definition, which `check` tells; drafts have guesses.
        // A draft needs a header with answers below it, and says so of a file that has none.
        let is_draft = arguments.first().is_some_and(|command| ["infer", "new"].contains(command));
        let has_none = is_draft && (code == 0 || said == NO_DATA) && met.code == Some(2);
        let has_none = has_none && met.stderr.contains(NO_ANSWERS);
        let tells = is_draft || arguments.first().is_some_and(|command| *command == "check");
        let right = met.code == Some(code) || code == 0 && tells && met.code == Some(1);
        // A file that can be read may have none of the columns that the definition asks for.
        let is_project = !is_draft && !arguments.contains(&"--data");
        let fits_not = code == 0 && is_project && met.code == Some(3) && met.stderr.contains("列が1つもありません");
        if !right && !has_none && !fits_not {
            fault(format!("exit code {:?}, expected {code}", met.code));
        }
        if !has_none && !met.stderr.contains(said) && (code != 0 || arguments.contains(&"--data")) {
            fault(format!("does not say “{said}”"));
        }
        if met.taken > SLOW {
            fault(format!("takes {:?}", met.taken));
        }
        if met.memory > MUCH {
            fault(format!("takes {} MB", met.memory / 1024));
        }
        if met.stderr.contains("panicked") {
            fault("panics".to_owned());
        }
        if [&met.stdout, &met.stderr].iter().any(|text| text.contains(is_steering)) {
            fault("prints characters that steer a terminal".to_owned());
        }
    }
    faults
}

#[test]
fn a_line_of_two_hundred_megabytes_is_refused() {
    let workdir = Workdir::new();
    for (name, piece, said) in [("words.csv", "とても良い", "長すぎます"), ("fields.csv", "1,", "大きすぎます")]
    {
        let long = piece.repeat(200_000_000 / piece.len());
        fs::write(workdir.path().join(name), format!("整理番号,問1\n1,{long}\n")).unwrap();
        let met = watched(workdir.path(), &["tab", "--data", name]);
        assert_eq!(met.code, Some(3), "{}", met.stderr);
        assert!(met.stderr.contains(said), "{}", met.stderr);
        assert!(met.taken < SLOW, "{:?}", met.taken);
        assert!(met.memory <= MUCH, "{} MB", met.memory / 1024);
    }
}

/// A colour, the window's title, the clipboard, the screen wiped, eight-bit forms, a text that runs backwards.
const PLANTED: &str =
    "\u{1b}[31m赤\u{1b}]0;題\u{7}\u{1b}]52;c;YQ==\u{1b}\\\u{9b}2J\u{9d}0;x\u{9c}\u{8}\u{7f}\u{202e}逆\u{2066}";

/// A project with such characters wherever a person can write any: title, labels, columns, sheet, values, file name.
fn planted() -> Workdir {
    let workdir = Workdir::new();
    // Windows has no such file names.
    let file = if cfg!(windows) { "answers.csv".to_owned() } else { format!("回答{}.csv", PLANTED.replace('/', "")) };
    let long = "とても良い取組だと思います。".repeat(40);
    let rows = format!(
        "整理番号,問1{PLANTED},問2,自由\n1{PLANTED},1,{PLANTED},{PLANTED}{long}\n2,9{PLANTED},1,{long}\n3,2,2,x{PLANTED}{long}\n1{PLANTED},1,2,{long}\n"
    );
    fs::write(workdir.path().join(&file), rows).unwrap();
    let text = |text: &str| toml_text(&format!("{text}{PLANTED}"));
    workdir.write("koe.toml", format!("[project]\ntitle = {}\nsurveys = [\"s.toml\"]\n", text("試験")));
    let survey = format!(
        "[survey]\nid = \"s\"\ntitle = {}\n\n[[source]]\nfile = {}\nid = \"整理番号\"\n\n[[question]]\nid = \"Q1\"\nlabel = {}\nkind = \"single\"\ncolumn = {}\nchoices = [{{ code = \"1\", label = {} }}, {{ code = \"2\", label = \"いいえ\" }}]\n\n[[question]]\nid = \"Q2\"\nlabel = \"問2\"\nkind = \"single\"\ncolumn = \"問2\"\nchoices = [{{ code = \"1\", label = \"はい\" }}, {{ code = \"2\", label = {} }}]\n\n[[question]]\nid = \"F1\"\nlabel = {}\nkind = \"text\"\ncolumn = \"自由\"\n",
        text("調査"),
        toml_text(&file),
        text("問1"),
        text("問1"),
        text("はい"),
        text("いいえ"),
        text("自由"),
    );
    workdir.write("s.toml", &survey);
    workdir
}

#[test]
fn nothing_printed_steers_the_terminal() {
    let workdir = planted();
    let data = fs::read_dir(workdir.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let data = data.into_iter().find(|name| name.ends_with(".csv")).unwrap();
    let mut printed = 0;
    for arguments in [
        &["tab"][..],
        &["tab", "--json"],
        &["tab", "--format", "csv"],
        &["tab", "--format", "md"],
        &["tab", "--by", "Q2"],
        &["tab", "--data", &data],
        &["tab", "--data", "\u{1b}[2Jnone.csv"],
        &["tab", "-q", "\u{1b}[2J"],
        &["tab", "--\u{1b}[2J"],
        &["check", "--all"],
        &["check", "--json"],
        &["explain", "Q1", "1"],
        &["explain", "Q1", "1", "--json"],
        &["scores"],
        &["doctor"],
        &["doctor", "--json"],
        &["response"],
        &["issues", "list"],
        &["infer", &data],
        &["new", "made", &data],
    ] {
        let met = watched(workdir.path(), arguments);
        printed += met.stdout.len();
        for text in [&met.stdout, &met.stderr] {
            let found = text.replace("\r\n", "\n").chars().find(|c| is_steering(*c));
            assert_eq!(found, None, "koe {arguments:?}: {text:?}");
        }
    }
    assert!(printed > 2000, "the commands answer");
    // json says the same as before, only escaped.
    let check = workdir.koe(&["check", "--json"]).json();
    assert!(check.to_string().contains('\u{9b}'), "{check:#}");
}

#[test]
fn formulas_in_cells_stay_texts() {
    let labels = ["=1+1", "@SUM(A1)", "+81", "-2+3"];
    let choices: Vec<String> = labels
        .iter()
        .enumerate()
        .map(|(at, label)| format!("{{ code = \"{}\", label = \"{label}\" }}", at + 1))
        .collect();
    let toml = format!(
        "[[question]]\nid = \"Q1\"\nlabel = \"=cmd\"\nkind = \"single\"\ncolumn = \"問1\"\nchoices = [{}]\n",
        choices.join(", ")
    );
    let workdir = Workdir::survey(&toml, "a.csv", "整理番号,問1\n1,1\n2,=1+1\n3,@SUM(A1)\n4,+81\n5,-2+3\n");
    let csv = workdir.koe(&["tab", "--format", "csv"]).code(0);
    let csv = csv.text().to_owned();
    assert!(csv.contains("'=1+1") && csv.contains("'@SUM(A1)") && csv.contains("'-2+3"), "{csv}");
    assert!(!csv.lines().flat_map(|line| line.split(',')).any(|field| field.starts_with(['=', '@'])), "{csv}");
    workdir.koe(&["tab", "--output", "a.xlsx"]).code(0);
    let mut book = zip::ZipArchive::new(File::open(workdir.path().join("a.xlsx")).unwrap()).unwrap();
    for index in 0..book.len() {
        let part = std::io::read_to_string(book.by_index(index).unwrap()).unwrap_or_default();
        assert!(!part.contains("<f>"), "a formula was written");
    }
}
