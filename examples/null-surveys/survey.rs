//! One survey in which nothing depends on anything: 400 respondents, answers, groups and weights all drawn independently.
//!
//! Base rates of the ordinary questions lie between 15 and 60 %, groups of the ordinary banners have 80 to 200 people. The
//! rare answers and small groups are in questions of their own (`RARE2`, `RARE4`, banner `SKEW3`).

use std::sync::Arc;

use koe::model::diagnostic::CaseCounts;
use koe::model::survey::{About, Choice};
use koe::model::weight::{MissingTarget, WeightKind, WeightSpec};
use koe::model::{Kind, Question, Survey};
use koe::responses::answers::Answer;
use koe::responses::builder::Case;
use koe::responses::{Builder, Responses, SourceFile};

#[path = "../generate-sample/rng.rs"]
#[allow(dead_code, reason = "the sample generator uses the rest")]
mod rng;

use rng::Rng;

/// Respondents of a survey.
pub const N: usize = 400;
/// Weights of six cells of equal size, as cell weighting gives them. Their Kish design effect is 1.49.
const WEIGHTS: [f64; 6] = [0.25, 0.5, 0.8, 1.2, 2.0, 2.75];

/// Single answers: id and shares.
const SINGLES: [(&str, &[f64]); 7] = [
    ("CHOICE4", &[0.35, 0.30, 0.20, 0.15]),
    ("YESNO", &[0.45, 0.55]),
    ("SCALE5", &[0.15, 0.30, 0.25, 0.20, 0.10]),
    ("RARE2", &[0.04, 0.96]),
    ("RARE4", &[0.87, 0.07, 0.04, 0.02]),
    ("HALVES", &[0.5, 0.5]),
    ("FOUR", &[0.3, 0.3, 0.2, 0.2]),
];
/// The small groups.
const SKEWED: (&str, &[f64]) = ("SKEW3", &[0.76, 0.13, 0.11]);
/// Three groups of equal size: id and number of groups.
const THIRDS: (&str, usize) = ("THIRDS", 3);
/// Multiple answers: id, shares of those in no particular mood, and how much the mood they share matters.
const MULTIPLES: [(&str, &[f64], f64); 2] =
    [("MULTI5", &[0.6, 0.5, 0.4, 0.35, 0.3], 0.4), ("AXIS3", &[0.5, 0.45, 0.4], 0.3)];

fn question(id: &str, kind: Kind, choices: usize) -> Question {
    let choice = |code: usize| Choice {
        code: code.to_string(),
        label: code.to_string(),
        score: (id == "SCALE5").then_some(code as f64),
        ..Choice::default()
    };
    Question { id: id.to_owned(), kind, choices: (1..=choices).map(choice).collect(), ..Question::default() }
}

/// The questions and the weight, the same for every seed.
pub fn definition() -> Arc<Survey> {
    let singles = SINGLES.iter().chain([&SKEWED]).map(|(id, shares)| question(id, Kind::Single, shares.len()));
    let multiples = MULTIPLES.iter().map(|(id, shares, _)| question(id, Kind::Multiple, shares.len()));
    let weight = WeightSpec {
        id: "w".to_owned(),
        label: String::new(),
        kind: WeightKind::Column,
        targets: Vec::new(),
        column: Some("w".to_owned()),
        missing: MissingTarget::Keep,
        total: None,
        start: None,
        trim: None,
    };
    let about = About { min_base: 30, ..About::default() };
    let thirds = question(THIRDS.0, Kind::Single, THIRDS.1);
    let questions = singles.chain(multiples).chain([question("AMOUNT", Kind::Numeric, 0), thirds]).collect();
    Arc::new(Survey { about, questions, weights: vec![weight], ..Survey::default() })
}

/// The answers of a seed; `None` only if the library refuses them.
pub fn answers(survey: &Arc<Survey>, seed: u64) -> Option<Responses> {
    // The seeds are neighbours, so their streams start from mixed values.
    let mut rng = Rng::new(Rng::new(seed).bits());
    // Groups drawn apart leave everything else of a seed as it is.
    let mut apart = Rng::new(Rng::new(!seed).bits());
    let mut builder = Builder::new(Arc::clone(survey), vec![SourceFile::default()]);
    for row in 0..N {
        builder.case(Case { id: row.to_string(), file: 0, row });
        let singles = SINGLES.iter().chain([&SKEWED]).map(|(_, shares)| Answer::Choices(vec![one(&mut rng, shares)]));
        let mut answers: Vec<Answer> = singles.collect();
        for (_, shares, strength) in MULTIPLES {
            let mood = strength * (rng.unit() - 0.5);
            let chosen = shares.iter().enumerate().filter(|(_, share)| rng.chance(**share + mood));
            answers.push(Answer::Choices(chosen.map(|(position, _)| position).collect()));
        }
        // Skewed, as sums of money and numbers of employees are: the sum of three waiting times.
        answers.push(Answer::Number((0..3).map(|_| -rng.unit().ln()).sum::<f64>() * 10.0));
        let third = (apart.unit() * THIRDS.1 as f64) as usize;
        answers.push(Answer::Choices(vec![third.min(THIRDS.1 - 1)]));
        for (position, answer) in answers.into_iter().enumerate() {
            builder.answer(position, answer);
        }
        builder.weight("w", rng.pick(&WEIGHTS).copied().unwrap_or(1.0));
    }
    let keep: Vec<usize> = (0..N).collect();
    builder.finish(&keep, CaseCounts::default()).ok()
}

fn one(rng: &mut Rng, shares: &[f64]) -> usize {
    let mut left = rng.unit();
    let found = shares.iter().position(|share| {
        left -= share;
        left < 0.0
    });
    found.unwrap_or(shares.len() - 1)
}
