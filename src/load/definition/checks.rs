//! What must hold between the parts of a survey before a spreadsheet is opened: ids, codes, references, conditions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Fault;
use crate::model::survey::{Band, Layout, RESERVED, STRATUM, SourceColumn};
use crate::model::{Expr, Kind, Question, Survey};
use crate::responses::grouping;
use crate::text::fold;

/// What `encoding` may say.
const ENCODINGS: [&str; 4] = ["auto", "utf-8", "cp932", "utf-16"];

/// Everything that must hold before a spreadsheet is opened.
pub(super) fn check(survey: &Survey) -> Result<(), Fault> {
    check_ids(survey)?;
    check_codes("stratum", survey.strata.iter().map(|stratum| stratum.code.clone()))?;
    check_sources(survey)?;
    survey.questions.iter().try_for_each(|question| check_question(survey, question))?;
    check_nets(survey)?;
    check_trims(survey)?;
    check_banners(survey)?;
    super::measures::check(survey)?;
    match &survey.about.default_weight {
        Some(id) if !survey.weights.iter().any(|weight| weight.id == *id) => {
            Err(Fault::UnknownWeight { id: id.clone() })
        }
        _ => Ok(()),
    }
}

fn check_ids(survey: &Survey) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    let matrices = survey.matrices.iter().map(|matrix| matrix.id.as_str());
    for id in survey.ids().chain(matrices) {
        if RESERVED.contains(&id) {
            return Err(Fault::IdReserved { id: id.to_owned() });
        }
        // `:` and `*` mean something in `--by` and in the names of columns.
        if id.is_empty() || !id.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return Err(Fault::IdLetters { id: id.to_owned() });
        }
        if !seen.insert(id) {
            return Err(Fault::IdTwice { id: id.to_owned() });
        }
    }
    let mut weights = BTreeSet::new();
    for weight in &survey.weights {
        if weight.id == "none" {
            return Err(Fault::IdReserved { id: weight.id.clone() });
        }
        if !weights.insert(&weight.id) {
            return Err(Fault::IdTwice { id: weight.id.clone() });
        }
    }
    Ok(())
}

/// Codes of one question, banner or list must differ and not be reserved.
fn check_codes(owner: &str, codes: impl Iterator<Item = String>) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for code in codes {
        if RESERVED.contains(&code.as_str()) {
            return Err(Fault::CodeReserved { question: owner.to_owned(), code });
        }
        if !seen.insert(code.clone()) {
            return Err(Fault::CodeTwice { question: owner.to_owned(), code });
        }
    }
    Ok(())
}

/// Every text that may stand in a cell must lead to one choice.
fn check_texts(question: &Question) -> Result<(), Fault> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (position, choice) in question.choices.iter().enumerate() {
        for text in [&choice.code, &choice.label].into_iter().chain(&choice.aliases) {
            let folded = fold::matching(text);
            let first = *seen.entry(folded.clone()).or_insert(position);
            if first != position && !folded.is_empty() {
                return Err(Fault::ChoiceTwice { question: question.id.clone(), text: text.clone() });
            }
        }
    }
    Ok(())
}

/// Weights are held between a part of their mean and a multiple of it.
fn check_trims(survey: &Survey) -> Result<(), Fault> {
    let good = |[low, high]: [f64; 2]| (0.0..1.0).contains(&low) && high > 1.0 && high.is_finite();
    match survey.weights.iter().find(|weight| weight.trim.is_some_and(|trim| !good(trim))) {
        Some(weight) => Err(Fault::Trim { weight: weight.id.clone() }),
        None => Ok(()),
    }
}

/// `[source.columns]` must speak of questions, and flags must be as many as choices.
fn check_sources(survey: &Survey) -> Result<(), Fault> {
    for source in &survey.sources {
        let encoding = source.encoding.as_deref().unwrap_or("auto");
        if !ENCODINGS.contains(&encoding) {
            return Err(Fault::Encoding { file: source.file.clone(), encoding: encoding.to_owned() });
        }
    }
    for (source, (id, columns)) in
        survey.sources.iter().flat_map(|source| source.columns.iter().map(move |columns| (source, columns)))
    {
        let owner = format!("[source.columns] {}", source.file);
        let question = survey.questions.iter().find(|question| question.id == *id);
        let question = question.ok_or_else(|| unknown(survey, &owner, id))?;
        if let SourceColumn::Full(here) = columns {
            check_flags(question, here.layout.or(question.layout), here.columns.as_deref())?;
        }
    }
    Ok(())
}

/// As many columns of flags as choices.
fn check_flags(question: &Question, layout: Option<Layout>, columns: Option<&[String]>) -> Result<(), Fault> {
    let columns = columns.map_or(0, <[String]>::len);
    let flags = question.kind == Kind::Multiple && matches!(layout, None | Some(Layout::Flags));
    if flags && columns > 0 && columns != question.choices.len() && !question.choices.is_empty() {
        let choices = question.choices.len();
        return Err(Fault::FlagCount { question: question.id.clone(), columns, choices });
    }
    Ok(())
}

fn check_question(survey: &Survey, question: &Question) -> Result<(), Fault> {
    let codes = question.choices.iter().map(|choice| choice.code.clone());
    check_codes(&question.id, codes.chain(survey.nets_of(question).map(|net| net.code.clone())))?;
    check_texts(question)?;
    check_flags(question, question.layout, question.columns.as_deref())?;
    if let (Kind::Rank, Some(top), Some(columns)) = (question.kind, question.top, &question.columns)
        && columns.len() != top
    {
        return Err(Fault::RankCount { question: question.id.clone(), columns: columns.len(), top });
    }
    check_bands(&question.id, &question.bands)
}

fn check_bands(owner: &str, bands: &[Band]) -> Result<(), Fault> {
    check_codes(owner, grouping::band_labels(bands).into_iter().map(|band| band.code))?;
    let wrong = bands.iter().any(|band| band.from.zip(band.to).is_some_and(|(from, to)| from > to));
    let shared =
        bands.iter().enumerate().any(|(index, band)| bands.iter().skip(index + 1).any(|next| share(band, next)));
    if wrong || shared { Err(Fault::Bands { owner: owner.to_owned() }) } else { Ok(()) }
}

/// True when a value lies in both.
fn share(a: &Band, b: &Band) -> bool {
    let from = |band: &Band| band.from.unwrap_or(f64::NEG_INFINITY);
    let to = |band: &Band| band.to.unwrap_or(f64::INFINITY);
    from(a) <= to(b) && from(b) <= to(a)
}

pub(super) fn unknown(survey: &Survey, owner: &str, id: &str) -> Fault {
    let nearest = crate::text::nearest(id, survey.ids());
    Fault::UnknownQuestion { owner: owner.to_owned(), id: id.to_owned(), nearest }
}

fn check_nets(survey: &Survey) -> Result<(), Fault> {
    for net in &survey.nets {
        let owner = format!("[[net]] {}", net.code);
        check_codes(&owner, net.members.iter().cloned())?;
        let questions = survey.named(&net.question);
        if questions.is_empty() {
            return Err(unknown(survey, &owner, &net.question));
        }
        for (question, code) in
            questions.iter().flat_map(|question| net.members.iter().map(move |code| (question, code)))
        {
            if question.choice(code).is_none() && !question.open_choices {
                return Err(Fault::UnknownCode { owner, question: question.id.clone(), code: code.clone() });
            }
        }
    }
    Ok(())
}

fn check_banners(survey: &Survey) -> Result<(), Fault> {
    for banner in &survey.banners {
        let owner = format!("[[banner]] {}", banner.id);
        let question = survey.question(&banner.question).ok_or_else(|| unknown(survey, &owner, &banner.question))?;
        if banner.groups.is_empty() && banner.bands.is_empty() || question.is_number() && banner.bands.is_empty() {
            return Err(Fault::NoGroups { owner });
        }
        check_bands(&owner, &banner.bands)?;
        check_codes(&owner, banner.coded().take(banner.groups.len()).map(|(code, _)| code))?;
        for code in banner.groups.iter().flat_map(|group| &group.codes) {
            if grouping::positions(survey, question, code).is_empty() && !question.open_choices {
                return Err(Fault::UnknownCode { owner, question: question.id.clone(), code: code.clone() });
            }
        }
    }
    Ok(())
}

/// Questions in an order in which every `ask_if` speaks only of questions before it; the stratum, which depends on the
/// answers its strata are told by, is among them.
///
/// # Errors
/// The id of a question that is asked only if itself was answered, or the stratum's when a stratum depends on it.
pub fn routing(survey: &Survey) -> Result<Vec<&Question>, String> {
    fn visit<'a>(
        survey: &'a Survey,
        question: &'a Question,
        state: &mut BTreeMap<&'a str, bool>,
        order: &mut Vec<&'a Question>,
    ) -> Result<(), String> {
        match state.get(question.id.as_str()) {
            Some(true) => return Ok(()),
            Some(false) => return Err(question.id.clone()),
            None => {}
        }
        state.insert(&question.id, false);
        let is_stratum = question.id == STRATUM;
        let strata = survey.strata.iter().filter(|_| is_stratum).map(|stratum| &stratum.condition);
        for subject in question.ask_if.iter().chain(strata).flat_map(Expr::subjects) {
            let of_banner = survey.banner(subject).map(|banner| banner.question.as_str());
            if let Some(needed) = survey.question(of_banner.unwrap_or(subject)) {
                visit(survey, needed, state, order)?;
            }
        }
        state.insert(&question.id, true);
        order.push(question);
        Ok(())
    }
    let mut state = BTreeMap::new();
    let mut order = Vec::new();
    for question in survey.questions.iter().chain(survey.question(STRATUM)) {
        visit(survey, question, &mut state, &mut order)?;
    }
    Ok(order)
}

/// That no question is asked only if itself was answered.
pub(super) fn circles(survey: &Survey) -> Result<(), Fault> {
    routing(survey).map(|_| ()).map_err(|question| Fault::Circle { question })
}
