//! How long it takes to read a set of comments, to find its groups and to index it: 10,000 comments that are all different, and
//! 200,000 of which 96 % are exact copies of a campaign.
//!
//! `cargo bench --bench comments`. The texts are made by a fixed rule, so that runs are comparable.

use std::hint::black_box;
use std::sync::atomic::AtomicBool;

use divan::Bencher;
use koe::comments::groups::{Index, find};
use koe::comments::random::Random;
use koe::load::comments::table;

fn main() {
    divan::main();
}

/// A vocabulary of made-up words of two to five characters, so that texts share words as real ones do.
struct Writer {
    random: Random,
    words: Vec<String>,
}

impl Writer {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let word = |random: &mut Random| {
            let length = 2 + random.below(4);
            let base = if random.below(3) == 0 { 0x3042 } else { 0x5000 };
            let spread = if base == 0x3042 { 70 } else { 900 };
            let character = |random: &mut Random| char::from_u32(base + random.below(spread) as u32).unwrap_or('の');
            (0..length).map(|_| character(random)).collect()
        };
        let words = (0..4_000).map(|_| word(&mut random)).collect();
        Self { random, words }
    }

    /// Rank by a power law, as in natural language.
    fn word(&mut self) -> &str {
        let uniform = (self.random.below(1 << 20) as f64 + 1.0) / f64::from(1 << 20);
        let rank = (self.words.len() as f64).powf(uniform) as usize;
        self.words.get(rank.saturating_sub(1)).map_or("", String::as_str)
    }

    fn text(&mut self, words: usize) -> String {
        let mut text = String::new();
        for at in 1..=words {
            let word = self.word().to_owned();
            text.push_str(&word);
            text.push_str(match (at % 12, at % 4) {
                (0, _) => "。",
                (_, 0) => "、",
                _ => "の",
            });
        }
        text
    }
}

/// Opinions of 40 to 320 characters.
fn different(count: usize) -> Vec<String> {
    let mut writer = Writer::new(1);
    (0..count).map(|at| writer.text(10 + at * 7 % 70)).collect()
}

/// 96 % copies of five campaign texts; of the rest half are a campaign text with words of one's own.
fn campaign(count: usize) -> Vec<String> {
    let mut writer = Writer::new(2);
    let templates: Vec<String> = (0..5).map(|_| writer.text(60)).collect();
    let of = |at: usize| templates.get(at % 5).cloned().unwrap_or_default();
    let text = |at: usize| match (at % 25, at % 2) {
        (0, 0) => format!("{}{}", of(at / 25), writer.text(20)),
        (0, _) => writer.text(30),
        _ => of(at),
    };
    (0..count).map(text).collect()
}

fn made(kind: &str) -> Vec<String> {
    if kind == "10,000 different" { different(10_000) } else { campaign(200_000) }
}

const SETS: [&str; 2] = ["10,000 different", "200,000, 96 % copies"];

#[divan::bench(args = SETS, sample_count = 3)]
fn read(bencher: Bencher<'_, '_>, kind: &str) {
    let Ok(folder) = tempfile::tempdir() else { std::process::abort() };
    let file = folder.path().join("comments.csv");
    let rows: String = made(kind).iter().enumerate().map(|(at, text)| format!("{at},{text}\n")).collect();
    if std::fs::write(&file, format!("番号,意見\n{rows}")).is_err() {
        std::process::abort();
    }
    bencher.bench_local(|| black_box(table::rows(&file, None, None, &["番号".to_owned(), "意見".to_owned()])));
}

#[divan::bench(args = SETS, sample_count = 3)]
fn groups(bencher: Bencher<'_, '_>, kind: &str) {
    let texts = made(kind);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    bencher.bench_local(|| black_box(find(&texts, &AtomicBool::new(false))));
}

#[divan::bench(args = SETS, sample_count = 3)]
fn index(bencher: Bencher<'_, '_>, kind: &str) {
    let texts = made(kind);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    bencher.bench_local(|| black_box(Index::new(&texts, &AtomicBool::new(false))));
}

#[divan::bench(args = SETS, sample_count = 20)]
fn similar(bencher: Bencher<'_, '_>, kind: &str) {
    let texts = made(kind);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let index = Index::new(&texts, &AtomicBool::new(false));
    bencher.bench_local(|| black_box(index.similar(25, 20)));
}

#[divan::bench(args = SETS, sample_count = 20)]
fn search(bencher: Bencher<'_, '_>, kind: &str) {
    let texts = made(kind);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let index = Index::new(&texts, &AtomicBool::new(false));
    let words: String = texts.first().map(|text| text.chars().take(4).collect()).unwrap_or_default();
    bencher.bench_local(|| black_box(index.search(&words)));
}
