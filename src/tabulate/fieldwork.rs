//! What was sent and came back, and the sampling errors that reports print beside their percentages.

use crate::model::fieldwork::{
    FieldPart, Fieldwork, FieldworkLine, PERCENTAGES, SamplingFormula, SamplingLine, SamplingTable, Standing,
};
use crate::model::survey::{RateBase, STRATUM, Sampling};
use crate::responses::grouping::AnswerSource;
use crate::responses::record::{LeftOut, Why};
use crate::responses::{Answers, Responses};

/// Sizes of groups in a table of sampling errors.
const EXAMPLES: [u64; 12] = [3000, 2000, 1500, 1000, 800, 600, 500, 400, 300, 200, 100, 50];

/// 回収状況: in all, by stratum and by mode.
pub fn response(responses: &Responses) -> Fieldwork {
    let survey = responses.survey();
    let about = &survey.about;
    let sum = |counts: Vec<Option<u64>>| counts.into_iter().sum::<Option<u64>>().filter(|_| !survey.strata.is_empty());
    let all = |_: &LeftOut| true;
    let mut lines = vec![FieldworkLine {
        code: "total".to_owned(),
        distributed: about
            .distributed
            .or_else(|| sum(survey.strata.iter().map(|stratum| stratum.distributed).collect())),
        undelivered: about
            .undelivered
            .or_else(|| sum(survey.strata.iter().map(|stratum| stratum.undelivered).collect())),
        ..counted(responses, all, responses.counts().valid)
    }];
    for (index, (stratum, valid)) in survey.strata.iter().zip(cases_by(responses, STRATUM)).enumerate() {
        lines.push(FieldworkLine {
            part: FieldPart::Stratum,
            code: stratum.code.clone(),
            label: stratum.label.clone(),
            distributed: stratum.distributed,
            undelivered: stratum.undelivered,
            ..counted(responses, |left| left.stratum == Some(index), valid)
        });
    }
    let modes = survey.question("mode").map_or(&[][..], |question| question.choices.as_slice());
    for (mode, valid) in modes.iter().zip(cases_by(responses, "mode")) {
        let of_mode = |file: Option<&str>| file == Some(mode.code.as_str());
        let here = |left: &LeftOut| responses.files().get(left.file).is_some_and(|file| of_mode(file.mode.as_deref()));
        // A mode that came in several batches states what was sent at one of them.
        let sources = || survey.sources.iter().filter(|source| of_mode(source.mode.as_deref()));
        lines.push(FieldworkLine {
            part: FieldPart::Mode,
            code: mode.code.clone(),
            label: mode.label.clone(),
            distributed: sources().filter_map(|source| source.distributed).reduce(|a, b| a + b),
            undelivered: sources().filter_map(|source| source.undelivered).reduce(|a, b| a + b),
            ..counted(responses, here, valid)
        });
    }
    let rate = match about.rate {
        RateBase::Distributed => "distributed",
        RateBase::Delivered => "delivered",
    };
    let nowhere = responses.record().left_out.iter().filter(|left| left.stratum.is_none()).count() as u64;
    let stratum_unknown = if survey.strata.is_empty() { 0 } else { nowhere };
    Fieldwork { survey: about.id.clone(), rate, lines: lines.into_iter().map(rated).collect(), stratum_unknown }
}

/// What came back in a part of the survey: those left out that belong to it, and the valid cases.
fn counted(responses: &Responses, belongs: impl Fn(&LeftOut) -> bool, valid: u64) -> FieldworkLine {
    let count =
        |why: Why| responses.record().left_out.iter().filter(|left| left.why == why && belongs(left)).count() as u64;
    let (duplicate, blank, out_of_scope) = (count(Why::Duplicate), count(Why::Blank), count(Why::OutOfScope));
    let left_out = count(Why::ByHand);
    let invalid = duplicate + blank + out_of_scope + left_out;
    FieldworkLine {
        read: Some(valid + invalid),
        duplicate: Some(duplicate),
        blank: Some(blank),
        out_of_scope: Some(out_of_scope),
        left_out: Some(left_out),
        invalid: Some(invalid),
        valid,
        ..FieldworkLine::default()
    }
}

/// Fills in what follows from the counts.
fn rated(line: FieldworkLine) -> FieldworkLine {
    let delivered = line.distributed.zip(line.undelivered).and_then(|(sent, back)| sent.checked_sub(back));
    let rate = |of: Option<u64>| of.filter(|of| *of > 0).map(|of| 100.0 * line.valid as f64 / of as f64);
    FieldworkLine { delivered, rate_distributed: rate(line.distributed), rate_delivered: rate(delivered), ..line }
}

/// Valid cases by choice of a single-answer question.
fn cases_by(responses: &Responses, id: &str) -> Vec<u64> {
    let Some(question) = responses.survey().question(id) else { return Vec::new() };
    let mut counts = vec![0; question.choices.len()];
    if let Some(Answers::One(codes)) = responses.answers(question) {
        for code in codes {
            if let Some(count) = counts.get_mut(usize::from(*code)) {
                *count += 1;
            }
        }
    }
    counts
}

/// 標本誤差早見表: 全体, strata, and sizes of groups below 全体.
///
/// A survey that anybody could answer has no line but 全体, which says so.
pub fn sampling(responses: &Responses, formula: SamplingFormula) -> SamplingTable {
    let survey = responses.survey();
    let about = &survey.about;
    let line = |part, code: &str, label: &str, n, population, sampling| {
        let standing = match (sampling, population) {
            (Sampling::Open, _) => Standing::Open,
            (_, Some(population)) if n >= population => Standing::Complete,
            (Sampling::Census, _) => Standing::Reference,
            _ => Standing::Estimate,
        };
        let has_errors = matches!(standing, Standing::Estimate | Standing::Reference);
        let errors =
            PERCENTAGES.map(|percentage| half_width(formula, n, population, percentage).filter(|_| has_errors));
        SamplingLine { part, code: code.to_owned(), label: label.to_owned(), n, population, sampling, standing, errors }
    };
    // What holds for a part holds for all: with one stratum open to anybody there is no error of 全体.
    let open = survey.strata.iter().any(|stratum| stratum.sampling == Sampling::Open);
    let whole = if open { Sampling::Open } else { about.sampling };
    let n = responses.len() as u64;
    let of_strata: Option<u64> = survey.strata.iter().map(|stratum| stratum.population).sum();
    let population = about.population.or(of_strata.filter(|population| *population > 0));
    let mut lines = vec![line(FieldPart::Total, "total", "", n, population, whole)];
    if about.sampling != Sampling::Open {
        for (stratum, n) in survey.strata.iter().zip(cases_by(responses, STRATUM)) {
            let sampling = if about.sampling == Sampling::Census { Sampling::Census } else { stratum.sampling };
            lines.push(line(FieldPart::Stratum, &stratum.code, &stratum.label, n, stratum.population, sampling));
        }
    }
    if whole != Sampling::Open {
        let smaller = EXAMPLES.into_iter().filter(|size| *size < n);
        lines.extend(smaller.map(|size| line(FieldPart::Example, "", "", size, population, whole)));
    }
    SamplingTable { survey: about.id.clone(), formula, percentages: PERCENTAGES, lines }
}

/// k sqrt(D (N-n)/(N-1) p(100-p)/n) in points (`statistics.md` section 1); `None` for nobody.
pub fn half_width(formula: SamplingFormula, n: u64, population: Option<u64>, percentage: u8) -> Option<f64> {
    let (size, p) = (n as f64, f64::from(percentage));
    let left = match population.filter(|_| formula.correction) {
        Some(population) if population > 1 => (population as f64 - size).max(0.0) / (population as f64 - 1.0),
        Some(_) => 0.0,
        None => 1.0,
    };
    (n > 0).then(|| formula.k * (formula.design * left * p * (100.0 - p) / size).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenths(k: f64, design: f64, n: u64, population: Option<u64>) -> [i64; 5] {
        let formula = SamplingFormula { k, design, correction: true };
        PERCENTAGES.map(|p| (half_width(formula, n, population, p).unwrap() * 10.0).round() as i64)
    }

    /// The printed tables of `statistics.md` section 1 and `domain.md` section 3.3.
    #[test]
    fn published_tables_are_met() {
        assert_eq!([1000, 500, 100].map(|n| tenths(1.96, 1.0, n, None)[4]), [31, 44, 98]);
        assert_eq!([1910, 1000, 500, 100].map(|n| tenths(2.0, 2.0, n, None)[4]), [32, 45, 63, 141]);
        assert_eq!(tenths(1.96, 1.0, 425, Some(5500)), [27, 37, 42, 45, 46]);
        assert_eq!(tenths(1.96, 1.0, 1050, Some(175_000)), [18, 24, 28, 30, 30]);
        assert_eq!(tenths(1.96, 1.0, 100, Some(187)), [40, 54, 61, 66, 67]);
        assert_eq!(tenths(1.96, 1.0, 100, Some(100)), [0; 5]);
        let plain = SamplingFormula { correction: false, ..SamplingFormula::default() };
        assert_eq!((half_width(plain, 100, Some(187), 50).unwrap() * 10.0).round(), 98.0);
        assert_eq!(half_width(plain, 0, None, 50), None);
    }
}
