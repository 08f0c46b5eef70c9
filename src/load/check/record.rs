//! What tables and the response-rate sheet have to say later: answers a policy for marks was applied to, cases left out.

use std::collections::HashMap;

use crate::load::settle::Settled;
use crate::model::diagnostic::Problem;
use crate::model::survey::STRATUM;
use crate::responses::answers::Answers;
use crate::responses::grouping::AnswerSource;
use crate::responses::record::{LeftOut, Record, Why};

/// The record of a survey; `keep` are the valid cases. An answer that somebody put right is no longer met.
pub(in crate::load) fn record(settled: &Settled, keep: &[usize]) -> Record {
    let Settled { gathered, fate, met, .. } = settled;
    let mut record = Record::default();
    let valid: HashMap<usize, usize> = keep.iter().enumerate().map(|(position, case)| (*case, position)).collect();
    for (case, met) in met {
        let (Some(case), Some(question)) = (case.and_then(|case| valid.get(&case)), &met.question) else { continue };
        match met.problem {
            Problem::OverLimit { .. } => record.marks.entry(question.clone()).or_default().over_limit.push(*case),
            Problem::DoubleMark => record.marks.entry(question.clone()).or_default().double_mark.push(*case),
            _ => {}
        }
    }
    let strata = gathered.builder.survey().question(STRATUM).and_then(|question| gathered.builder.answers(question));
    let count = gathered.builder.survey().strata.len();
    for (index, (case, fate)) in gathered.builder.all().iter().zip(fate).enumerate() {
        let why = match fate {
            None => continue,
            Some(Problem::Blank) => Why::Blank,
            Some(Problem::Duplicate { .. }) => Why::Duplicate,
            Some(Problem::LeftOut { .. }) => Why::ByHand,
            Some(_) => Why::OutOfScope,
        };
        let stratum = match &strata {
            Some(Answers::One(codes)) => codes.get(index).map(|code| usize::from(*code)),
            _ => None,
        };
        record.left_out.push(LeftOut { why, file: case.file, stratum: stratum.filter(|stratum| *stratum < count) });
    }
    record
}
