//! What was typed as an opinion, a receipt or a code: found, or told with the nearest there is.

use clap::{Arg, ArgMatches};

use crate::cli::Failure;
use crate::messages::{Lang, comments::intake as words};
use crate::model::comment::{Codebook, Decisions, Docket, Opinion, Receipt};
use crate::text::{fold, nearest};

/// An argument that names one opinion or several.
pub(super) fn opinions_arg(lang: Lang, several: bool) -> Arg {
    let arg = Arg::new("opinions").value_name("OPINION").required(true).help(words::opinion_arg(lang));
    if several { arg.num_args(1..) } else { arg }
}

/// An argument that names a receipt.
pub(super) fn receipt_arg(lang: Lang) -> Arg {
    Arg::new("receipt").value_name("RECEIPT").required(true).help(words::receipt_arg(lang))
}

/// All values of an argument.
pub(super) fn all(arguments: &ArgMatches, name: &str) -> Vec<String> {
    arguments.get_many::<String>(name).into_iter().flatten().cloned().collect()
}

/// The value of an argument.
pub(super) fn one<'a>(arguments: &'a ArgMatches, name: &str) -> Option<&'a str> {
    arguments.get_one::<String>(name).map(String::as_str)
}

/// The opinions typed.
///
/// # Errors
/// One that is not there (any more).
pub(super) fn opinions(
    lang: Lang,
    docket: &Docket,
    decisions: &Decisions,
    typed: &[String],
) -> Result<Vec<String>, Failure> {
    typed.iter().map(|id| Ok(opinion(lang, docket, decisions, id)?.id.clone())).collect()
}

/// The opinion typed.
///
/// # Errors
/// It is not there (any more).
pub(super) fn opinion<'a>(
    lang: Lang,
    docket: &'a Docket,
    decisions: &Decisions,
    typed: &str,
) -> Result<&'a Opinion, Failure> {
    let wanted = fold::matching(typed);
    docket.opinion(typed).or_else(|| docket.opinion(&wanted)).ok_or_else(|| {
        let pieces = |id: &str| -> Vec<String> { decisions.pieces(id).map(|piece| piece.id.clone()).collect() };
        let receipt = decisions.shapes.iter().find(|(receipt, shape)| {
            receipt.as_str() == wanted || shape.pieces.iter().any(|piece| piece.id == wanted && !piece.live)
        });
        match receipt.map(|(receipt, _)| pieces(receipt)).filter(|pieces| !pieces.is_empty()) {
            Some(now) => Failure::Usage(words::ended_opinion(lang, typed, &now)),
            None => {
                let near = nearest(typed, docket.opinions.iter().map(|opinion| opinion.id.as_str()));
                Failure::Usage(words::unknown_opinion(lang, typed, near.as_ref()))
            }
        }
    })
}

/// The receipt typed.
///
/// # Errors
/// It is not there.
pub(super) fn receipt<'a>(lang: Lang, docket: &'a Docket, typed: &str) -> Result<&'a Receipt, Failure> {
    docket.receipt(typed).or_else(|| docket.receipt(&fold::matching(typed))).ok_or_else(|| {
        let near = nearest(typed, docket.receipts.iter().map(|receipt| receipt.id.as_str()));
        Failure::Usage(words::unknown_receipt(lang, typed, near.as_ref()))
    })
}

/// The code typed: its id, or its title.
///
/// # Errors
/// There is none.
pub(super) fn code(lang: Lang, book: &Codebook, typed: &str) -> Result<String, Failure> {
    let wanted = fold::search(typed);
    let by_id = book.codes.iter().find(|code| code.id == typed || fold::search(&code.id) == wanted);
    let merged = book.current(typed);
    let by_title = || book.codes.iter().find(|code| fold::search(&code.title) == wanted);
    if let Some(code) = by_id.or_else(|| book.code(merged)).or_else(by_title) {
        return Ok(code.id.clone());
    }
    let names = book.codes.iter().flat_map(|code| [code.id.as_str(), code.title.as_str()]);
    Err(Failure::Usage(words::unknown_code(lang, typed, nearest(typed, names).as_ref())))
}

/// The codes typed, each once.
///
/// # Errors
/// One that is not there.
pub(super) fn codes(lang: Lang, book: &Codebook, typed: &[String]) -> Result<Vec<String>, Failure> {
    let mut codes: Vec<String> = Vec::new();
    for typed in typed {
        let code = code(lang, book, typed)?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(codes)
}
