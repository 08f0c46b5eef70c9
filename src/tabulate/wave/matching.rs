//! Which answer of one wave is which of another: as the mapping file says, otherwise by label, then by code.
//!
//! Labels come first, because an answer that kept its text and changed its code is still the same answer. An answer that
//! kept its code and changed its text is compared and marked; one that finds no partner stands alone in its wave.

use super::Side;
use crate::model::mapping::Same;
use crate::model::table::{BaseKind, Role};
use crate::model::wave::WaveOption;
use crate::model::{Kind, Question};
use crate::responses::Missing;
use crate::responses::grouping::band_labels;
use crate::tabulate::Labels;
use crate::text::fold::matching;

/// One answer over all waves.
pub(super) struct Line {
    pub code: String,
    pub label: String,
    pub role: Role,
    /// By wave; `None` where the answer could not be given.
    pub codes: Vec<Option<Vec<String>>>,
    /// The texts of those codes.
    pub labels: Vec<Option<String>>,
}

impl Line {
    fn new(code: &str, label: &str, role: Role, waves: usize) -> Self {
        let (code, label) = (code.to_owned(), label.to_owned());
        Self { code, label, role, codes: vec![None; waves], labels: vec![None; waves] }
    }

    fn set(&mut self, wave: usize, codes: Vec<String>, label: String) {
        if let Some(place) = self.codes.get_mut(wave) {
            *place = Some(codes);
        }
        if let Some(place) = self.labels.get_mut(wave) {
            *place = Some(label);
        }
    }

    /// The answer could be given in this wave.
    pub fn is_in(&self, wave: usize) -> bool {
        matches!(self.codes.get(wave), Some(Some(_)))
    }

    /// The answer could be given in this wave and no other.
    pub fn is_only_in(&self, wave: usize) -> bool {
        self.is_in(wave) && self.codes.iter().flatten().count() == 1
    }

    /// True when the waves word it differently.
    pub fn is_reworded(&self) -> bool {
        let mut texts = self.labels.iter().flatten().map(|label| matching(label));
        let first = texts.next();
        texts.any(|text| Some(text) != first)
    }

    /// As the comparison shows it.
    pub fn option(&self) -> WaveOption {
        WaveOption {
            code: self.code.clone(),
            label: self.label.clone(),
            role: self.role,
            codes: self.codes.clone(),
            reworded: self.is_reworded(),
        }
    }
}

/// All answers: choices, nets, then, where the base has them, the kinds of missing.
pub(super) fn lines(sides: &[Side<'_>], same: Option<&Same>, base: BaseKind, labels: &Labels) -> Vec<Line> {
    let mut lines = match same {
        Some(same) if !same.options.is_empty() => mapped(sides, same),
        _ => by_text_and_code(sides),
    };
    let has_options = sides.iter().any(|(_, question)| !answers(question).is_empty());
    if base == BaseKind::All && has_options {
        for (missing, label) in [(Missing::Na, &labels.na), (Missing::Inv, &labels.inv), (Missing::Unk, &labels.unk)] {
            let mut line = Line::new(missing.name(), label, Role::Missing, sides.len());
            (0..sides.len()).for_each(|wave| line.set(wave, vec![missing.name().to_owned()], label.clone()));
            lines.push(line);
        }
    }
    lines
}

/// Codes and texts of a question's answers, nets apart.
fn answers(question: &Question) -> Vec<(String, String)> {
    match question.kind {
        Kind::Text => Vec::new(),
        Kind::Numeric | Kind::Date => {
            band_labels(&question.bands).into_iter().map(|band| (band.code, band.label)).collect()
        }
        _ => question.choices.iter().map(|choice| (choice.code.clone(), choice.label.clone())).collect(),
    }
}

/// The options of an entry of the mapping file.
fn mapped(sides: &[Side<'_>], same: &Same) -> Vec<Line> {
    let option = |option: &crate::model::mapping::SameOption| {
        let role = if option.net { Role::Net } else { Role::Choice };
        let mut line = Line::new(&option.code, &option.label, role, sides.len());
        for (wave, (survey, question)) in sides.iter().enumerate() {
            let Some(place) = same.place(&survey.about.id) else { continue };
            let codes: Vec<String> = place.codes_of(&option.code).into_iter().map(str::to_owned).collect();
            if codes.is_empty() {
                continue;
            }
            let own = answers(question);
            let text = |code: &String| -> String {
                let choice = own.iter().find(|(known, _)| known == code).map(|(_, label)| label);
                let net = || survey.nets_of(question).find(|net| net.code == *code).map(|net| &net.label);
                choice.or_else(net).unwrap_or(code).clone()
            };
            let texts: Vec<String> = codes.iter().map(text).collect();
            line.set(wave, codes, texts.join("／"));
        }
        line
    };
    same.options.iter().map(option).collect()
}

/// The answers of a question that an entry of the mapping file leaves out: code and text.
pub(super) fn unmapped(question: &Question, wave: usize, lines: &[Line], same: Option<&Same>) -> Vec<(String, String)> {
    if same.is_none_or(|same| same.options.is_empty()) {
        return Vec::new();
    }
    let used = |code: &String| {
        let of_line = |line: &Line| line.codes.get(wave).into_iter().flatten().flatten().any(|known| known == code);
        lines.iter().any(of_line)
    };
    answers(question).into_iter().filter(|(code, _)| !used(code)).collect()
}

/// Newest wave first: its texts and order are those of the table.
fn by_text_and_code(sides: &[Side<'_>]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (wave, (survey, question)) in sides.iter().enumerate().rev() {
        let mut left = answers(question);
        let mut take = |lines: &mut [Line], fits: &dyn Fn(&Line, &str, &str) -> bool| {
            left.retain(|(code, label)| {
                let free = |line: &&mut Line| !line.is_in(wave) && fits(line, code, label);
                match lines.iter_mut().find(free) {
                    Some(line) => line.set(wave, vec![code.clone()], label.clone()),
                    None => return true,
                }
                false
            });
        };
        take(&mut lines, &|line, _, label| line.labels.iter().flatten().any(|text| matching(text) == matching(label)));
        take(&mut lines, &|line, code, _| line.code == code);
        for (code, label) in left {
            let taken = lines.iter().any(|line| line.code == code);
            let own = if taken { format!("{code}:{}", survey.about.id) } else { code.clone() };
            let mut line = Line::new(&own, &label, Role::Choice, sides.len());
            line.set(wave, vec![code], label);
            lines.push(line);
        }
    }
    let nets = nets(sides, &lines);
    lines.extend(nets);
    lines
}

/// Nets are the same when their members are; a net that changed its members stands alone in its wave.
fn nets(sides: &[Side<'_>], choices: &[Line]) -> Vec<Line> {
    let mut found: Vec<(Line, Vec<usize>)> = Vec::new();
    for (wave, (survey, question)) in sides.iter().enumerate().rev() {
        if question.is_number() {
            continue;
        }
        for net in survey.nets_of(question) {
            let has = |line: &Line, code: &String| {
                line.codes.get(wave).into_iter().flatten().flatten().any(|known| known == code)
            };
            let mut members: Vec<usize> =
                net.members.iter().filter_map(|member| choices.iter().position(|line| has(line, member))).collect();
            members.sort_unstable();
            members.dedup();
            let partner = found.iter_mut().find(|(line, of_line)| {
                let named = line.code == net.code || matching(&line.label) == matching(&net.label);
                named && !line.is_in(wave) && *of_line == members
            });
            let codes = vec![net.code.clone()];
            match partner {
                Some((line, _)) => line.set(wave, codes, net.label.clone()),
                None => {
                    let taken = found.iter().map(|(line, _)| line).chain(choices).any(|line| line.code == net.code);
                    let own = if taken { format!("{}:{}", net.code, survey.about.id) } else { net.code.clone() };
                    let mut line = Line::new(&own, &net.label, Role::Net, sides.len());
                    line.set(wave, codes, net.label.clone());
                    found.push((line, members));
                }
            }
        }
    }
    found.into_iter().map(|(line, _)| line).collect()
}

/// Two neighbouring waves with answers of which none is shared, if there are such.
pub(super) fn some_match(lines: &[Line], sides: &[Side<'_>]) -> Result<(), (usize, usize)> {
    for to in 1..sides.len() {
        let from = to - 1;
        let both_have =
            [from, to].iter().all(|wave| sides.get(*wave).is_some_and(|(_, question)| !answers(question).is_empty()));
        let shared = lines.iter().any(|line| line.role != Role::Missing && line.is_in(from) && line.is_in(to));
        if both_have && !shared {
            return Err((from, to));
        }
    }
    Ok(())
}

/// Whether means can be set side by side: the same scores in the same order, or numbers of the same unit. The mean of a
/// rank question, the points one respondent gave in all, says nothing and is never compared.
pub(super) fn means_compare(sides: &[Side<'_>]) -> bool {
    let scale = |question: &Question| match question.kind {
        Kind::Numeric | Kind::Date => Some((Vec::new(), question.unit.as_deref().map(matching))),
        _ if question.is_scored() => {
            Some((question.choices.iter().filter_map(|choice| choice.score).collect::<Vec<f64>>(), None))
        }
        _ => None,
    };
    let mut scales = sides.iter().map(|(_, question)| scale(question));
    let first = scales.next().flatten();
    first.is_some() && scales.all(|scale| scale == first)
}

/// True when some wave has a mean.
pub(super) fn has_means(sides: &[Side<'_>]) -> bool {
    sides.iter().any(|(_, question)| question.is_number() || question.is_scored())
}
