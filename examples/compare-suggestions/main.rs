//! Runs the plain base line of suggestions and ours on the same texts, and prints how often each is right.
//!
//! `cargo run --example compare-suggestions`: the sets of the sample project. With
//! `-- FILE.csv --text COLUMN --label COLUMN [--separator ';'] [--reply COLUMN]` (repeated for further files) those files
//! instead. Of each corpus four figures count; each is ahead, equal or BEHIND, by the figures themselves, and the interval of
//! the difference says whether that is within chance. Exit code 1 when a figure is behind, however little, also within
//! chance. `-- --speed` measures times with 10,000 texts. The results stand in `docs/suggestions.md`.

#![allow(clippy::indexing_slicing, reason = "a program for developers may stop where its own positions are wrong")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod base;
mod corpus;
mod measure;
mod replies;
mod speed;

use corpus::Corpus;
use measure::{Figure, Line, Score, Standing};

/// Random orders of a learning curve.
const ORDERS: u64 = 10;

const USAGE: &str =
    "usage: compare-suggestions [FILE.csv --text COLUMN --label COLUMN [--separator S] [--reply COLUMN]]…";

/// A csv file as it was asked for.
#[derive(Default)]
struct Asked {
    file: PathBuf,
    text: String,
    label: String,
    separator: Option<String>,
    reply: Option<String>,
}

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--speed") {
        return times();
    }
    let asked = match asked(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(why) => {
            eprintln!("{why}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let read = |asked: &Asked| {
        let separator = asked.separator.as_deref().unwrap_or(";");
        corpus::read(&asked.file, &asked.text, &asked.label, separator, asked.reply.as_deref())
    };
    let corpora: Result<Vec<Corpus>, _> = match asked.as_slice() {
        [] => corpus::sample(Path::new(env!("CARGO_MANIFEST_DIR"))),
        asked => asked.iter().map(read).collect(),
    };
    match corpora {
        Ok(corpora) => {
            let standings: Vec<Standing> = corpora.iter().map(compare).collect();
            ExitCode::from(u8::from(standings.contains(&Standing::Behind)))
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(3)
        }
    }
}

/// Prints how long things take with 10,000 texts.
fn times() -> ExitCode {
    let corpora = corpus::sample(Path::new(env!("CARGO_MANIFEST_DIR")));
    let Ok([corpus, ..]) = corpora.as_deref() else { return ExitCode::from(3) };
    let speed::Times { start, learn, suggest } = speed::measure(corpus);
    println!("10,000 texts: made known in {start:.0} ms");
    println!("learn one more: {:.2} ms (slowest of 200: {:.2})", learn.1, learn.0);
    println!("suggest: {:.2} ms (slowest of 200: {:.2})", suggest.1, suggest.0);
    ExitCode::SUCCESS
}

fn asked(arguments: impl Iterator<Item = String>) -> Result<Vec<Asked>, String> {
    let mut all: Vec<Asked> = Vec::new();
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        let Some(flag) = argument.strip_prefix("--") else {
            all.push(Asked { file: argument.into(), ..Asked::default() });
            continue;
        };
        let (flag, value) = match flag.split_once('=') {
            Some((flag, value)) => (flag.to_owned(), value.to_owned()),
            None => (flag.to_owned(), arguments.next().ok_or(format!("--{flag} needs a value"))?),
        };
        let last = all.last_mut().ok_or(format!("--{flag} comes after the file it is about"))?;
        match flag.as_str() {
            "text" => last.text = value,
            "label" => last.label = value,
            "separator" => last.separator = Some(value),
            "reply" => last.reply = Some(value),
            other => return Err(format!("--{other} is not known")),
        }
    }
    match all.iter().find(|asked| asked.text.is_empty() || asked.label.is_empty()) {
        Some(asked) => Err(format!("{}: --text and --label are needed", asked.file.display())),
        None => Ok(all),
    }
}

/// Prints a corpus; how ours stands in its worst figure.
fn compare(corpus: &Corpus) -> Standing {
    let Corpus { name, texts, book, left_out, .. } = corpus;
    println!(
        "{name}: {} texts, {} codes, {left_out} rows without text or code left out",
        texts.len(),
        book.codes.len()
    );
    let mut lines = measure::measure(corpus, ORDERS);
    lines.extend(measure::measure_unnamed(corpus, ORDERS));
    let sizes: Vec<usize> = lines.first().map_or(Vec::new(), |line| line.curve.iter().map(|(size, _)| *size).collect());
    let sizes: String = sizes.iter().map(|size| format!("{size:>15}")).collect();
    println!("{:<25} {:>21} {:>13}{sizes}{:>14}", "first / first three", "all others (MAP)", "none", "mean");
    for line in &lines {
        print(line);
    }
    let figures = match lines.as_slice() {
        [base, ours, ..] => measure::figures(base, ours),
        _ => Vec::new(),
    };
    figures.iter().for_each(tell);
    let mut worst = figures.iter().map(Figure::standing).min().unwrap_or(Standing::Equal);
    if let Some(fit) = replies::measure(corpus) {
        let replies::Fit { texts, replies, base, ours } = fit;
        println!("reply among the first five: base line {base:.3}, koe {ours:.3} ({texts} texts, {replies} replies)");
        worst = worst.min(Figure { name: "reply", base, ours, interval: (0.0, 0.0) }.standing());
    }
    let verdict = match worst {
        Standing::Behind => "BEHIND in a figure",
        Standing::Equal => "not behind, equal in a figure",
        Standing::Perfect | Standing::Ahead => "ahead in every figure that can be better",
    };
    println!("{verdict}\n");
    worst
}

/// Prints one figure.
fn tell(figure: &Figure) {
    let Figure { name, base, ours, interval: (low, high) } = figure;
    let standing = match figure.standing() {
        Standing::Behind => "BEHIND",
        Standing::Equal => "equal",
        Standing::Perfect => "equal, both always right",
        Standing::Ahead => "ahead",
    };
    let chance = match figure.standing() {
        Standing::Behind | Standing::Ahead if figure.is_within_chance() => ", within chance",
        _ => "",
    };
    let more = ours - base;
    println!("  {name:<24} {base:.3} -> {ours:.3}  {more:+.3} (95 % {low:+.3} to {high:+.3})  {standing}{chance}");
}

fn print(line: &Line) {
    let two = |score: &Score| format!("{:.3} / {:.3}", score.first, score.three);
    let cold = line.cold.as_ref().map_or("-".to_owned(), two);
    let curve: String = line.curve.iter().map(|(_, score)| format!("  {}", two(score))).collect();
    let left_out = format!("{} ({:.3})", two(&line.left_out), line.left_out.map);
    println!("{:<25} {left_out:>21} {cold:>13}{curve} {}", line.name, two(&line.mean()));
}
