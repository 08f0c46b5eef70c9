//! How long the tables of a whole book take to count, without reading or writing files: 60 single questions, 10 multiple
//! ones, 8 banners, weighted.
//!
//! `cargo bench`. The answers are made by a fixed rule, so that runs are comparable.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use divan::Bencher;
use koe::model::diagnostic::CaseCounts;
use koe::model::survey::{About, Choice};
use koe::model::table::{BannerSpec, TableSpec};
use koe::model::weight::{MissingTarget, Target, WeightKind, WeightSpec};
use koe::model::{Kind, Question, Survey};
use koe::responses::answers::{Answer, Missing};
use koe::responses::builder::Case;
use koe::responses::{Builder, Responses, SourceFile};
use koe::tabulate::{self, Labels};

fn main() {
    divan::main();
}

const SINGLES: usize = 60;
const MULTIPLES: usize = 10;
const BANNERS: usize = 8;

fn question(index: usize) -> Question {
    let (kind, choices) = if index < SINGLES { (Kind::Single, 5 + index % 6) } else { (Kind::Multiple, 10) };
    let choice =
        |code: usize| Choice { code: code.to_string(), label: format!("選択肢{code}"), ..Choice::default() };
    Question { id: format!("Q{index}"), kind, choices: (1..=choices).map(choice).collect(), ..Question::default() }
}

/// A number that looks random: the finaliser of SplitMix64.
fn mixed(seed: usize) -> usize {
    let mut value = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (value >> 33) as usize
}

fn responses(cases: usize) -> Responses {
    let questions: Vec<Question> = (0..SINGLES + MULTIPLES).map(question).collect();
    let shares = (1..=5).map(|code| (code.to_string(), 0.2)).collect();
    let weight = WeightSpec {
        id: "w".to_owned(),
        label: String::new(),
        kind: WeightKind::Rake,
        targets: vec![Target { question: Some("Q0".to_owned()), shares: Some(shares), ..Target::default() }],
        column: None,
        missing: MissingTarget::Keep,
        total: None,
        start: None,
        trim: None,
    };
    let survey = Survey { about: About::default(), questions, weights: vec![weight], ..Survey::default() };
    let survey = Arc::new(survey);
    let mut builder = Builder::new(Arc::clone(&survey), vec![SourceFile::default()]);
    for row in 0..cases {
        builder.case(Case { id: row.to_string(), file: 0, row });
        for (index, question) in survey.questions.iter().enumerate() {
            let mark = mixed(row * 1009 + index);
            let choices = question.choices.len();
            let answer = match (mark % 50, question.kind) {
                (0, _) => Answer::Missing(Missing::Na),
                (_, Kind::Multiple) => Answer::Choices((0..choices).filter(|bit| mark >> bit & 3 == 0).collect()),
                _ => Answer::Choices(vec![mark / 50 % choices]),
            };
            builder.answer(index, answer);
        }
    }
    let keep: Vec<usize> = (0..cases).collect();
    let Ok(responses) = builder.finish(&keep, CaseCounts::default()) else { std::process::abort() };
    responses
}

fn specs(responses: &Responses, weight: Option<&str>) -> Vec<TableSpec> {
    let banners: Vec<BannerSpec> = (0..BANNERS).map(|index| BannerSpec::parse(&format!("Q{index}"))).collect();
    let spec = |question: &Question| TableSpec {
        question: question.id.clone(),
        banners: banners.clone(),
        weight: weight.map(str::to_owned),
        ..TableSpec::default()
    };
    responses.survey().questions.iter().map(spec).collect()
}

#[divan::bench(args = [1_000, 5_000, 100_000], sample_count = 10)]
fn unweighted(bencher: Bencher<'_, '_>, cases: usize) {
    run(bencher, cases, None);
}

#[divan::bench(args = [1_000, 5_000, 100_000], sample_count = 10)]
fn weighted(bencher: Bencher<'_, '_>, cases: usize) {
    run(bencher, cases, Some("w"));
}

fn run(bencher: Bencher<'_, '_>, cases: usize, weight: Option<&str>) {
    let responses = responses(cases);
    let specs = specs(&responses, weight);
    let cancel = AtomicBool::new(false);
    bencher.bench_local(|| black_box(tabulate::tables(&responses, &specs, &Labels::default(), &cancel)));
}
