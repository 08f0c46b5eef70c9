//! What was sent and came back, and the sampling errors that reports print beside their percentages.

use crate::model::diagnostic::{Diagnostic, Place, Problem};
use crate::model::fieldwork::{
    FieldPart, Fieldwork, FieldworkLine, PERCENTAGES, SamplingFormula, SamplingLine, SamplingTable, Standing,
};
use crate::model::survey::{RateBase, STRATUM, Sampling};
use crate::responses::grouping::AnswerSource;
use crate::responses::{Answers, Responses, SourceFile};

/// Sizes of groups in a table of sampling errors.
const EXAMPLES: [u64; 12] = [3000, 2000, 1500, 1000, 800, 600, 500, 400, 300, 200, 100, 50];

/// 回収状況: in all, by stratum and by mode. `met` is what was met while loading, which says who was left out.
pub fn response(responses: &Responses, met: &[Diagnostic]) -> Fieldwork {
    let survey = responses.survey();
    let (about, counts) = (&survey.about, responses.counts());
    let of_strata: Option<u64> = survey.strata.iter().map(|stratum| stratum.distributed).sum();
    let distributed = about.distributed.or(of_strata.filter(|_| !survey.strata.is_empty()));
    let mut lines = vec![rated(FieldworkLine {
        code: "total".to_owned(),
        distributed,
        undelivered: about.undelivered,
        read: Some(counts.read),
        duplicate: Some(counts.duplicate),
        blank: Some(counts.blank),
        out_of_scope: Some(counts.out_of_scope),
        left_out: Some(counts.left_out),
        valid: counts.valid,
        ..FieldworkLine::default()
    })];
    for (stratum, valid) in survey.strata.iter().zip(cases_by(responses, STRATUM)) {
        lines.push(rated(FieldworkLine {
            part: FieldPart::Stratum,
            code: stratum.code.clone(),
            label: stratum.label.clone(),
            distributed: stratum.distributed,
            valid,
            ..FieldworkLine::default()
        }));
    }
    let modes = survey.question("mode").map_or(&[][..], |question| question.choices.as_slice());
    for (mode, valid) in modes.iter().zip(cases_by(responses, "mode")) {
        let of_mode = |file: &SourceFile| file.mode.as_deref() == Some(mode.code.as_str());
        let not_counted = |is: &dyn Fn(&Problem) -> bool| {
            let here = |place: &Place| {
                responses
                    .files()
                    .iter()
                    .any(|file| of_mode(file) && file.file == place.file && file.sheet == place.sheet)
            };
            met.iter().filter(|found| is(&found.problem) && here(&found.place)).count() as u64
        };
        let duplicate = not_counted(&|problem| matches!(problem, Problem::Duplicate { .. }));
        let blank = not_counted(&|problem| matches!(problem, Problem::Blank));
        let out_of_scope = not_counted(&|problem| matches!(problem, Problem::OutOfScope { .. }));
        let left_out = not_counted(&|problem| matches!(problem, Problem::LeftOut { .. }));
        lines.push(FieldworkLine {
            part: FieldPart::Mode,
            code: mode.code.clone(),
            label: mode.label.clone(),
            read: Some(valid + duplicate + blank + out_of_scope + left_out),
            duplicate: Some(duplicate),
            blank: Some(blank),
            out_of_scope: Some(out_of_scope),
            left_out: Some(left_out),
            valid,
            ..FieldworkLine::default()
        });
    }
    let rate = match about.rate {
        RateBase::Distributed => "distributed",
        RateBase::Delivered => "delivered",
    };
    Fieldwork { survey: about.id.clone(), rate, lines }
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
