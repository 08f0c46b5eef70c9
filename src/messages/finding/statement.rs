//! What evidence says as a sentence of a council paper: figures with their base and survey, and no more than they say.

use std::cmp::Ordering;

use crate::messages::{Lang, plan as plan_words};
use crate::model::finding::SIGNIFICANT;
use crate::model::plan::FigureOf;
use crate::model::table::Role;

/// A figure with the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Title of the survey.
    pub survey: String,
    /// Its wave, where the title does not say it.
    pub wave: Option<String>,
    /// Short name of the question.
    pub question: String,
    /// Short name of the matrix the question belongs to.
    pub above: Option<String>,
    /// Title of the banner and label of the group; `None` for 全体.
    pub group: Option<(String, String)>,
    /// Label of the answer, and what it is; `None` for a mean or a base.
    pub option: Option<(String, Role)>,
    /// What of it.
    pub of: FigureOf,
    /// The figure, printed.
    pub printed: String,
    /// Respondents in the base.
    pub base: u64,
    /// Unit of a number.
    pub unit: Option<String>,
    /// The figure is weighted.
    pub weighted: bool,
    /// The filter as written.
    pub filter: Option<String>,
    /// Answers were ranked; the share is of those who chose it at any rank.
    pub rank: bool,
}

/// Which opinions, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Id and title of the code.
    Code(String),
    /// Number of the published item.
    Item(String),
    /// Ids of opinions.
    Opinions(Vec<String>),
}

/// One piece of evidence with what a sentence needs.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// A figure.
    Figure(Spoken),
    /// A figure against another.
    Difference {
        /// The figure, and what it is held against.
        sides: Box<[Spoken; 2]>,
        /// The figure against the other, as printed.
        order: Ordering,
        /// Size of the difference, of the printed figures; empty of dates, which are earlier or later.
        gap: String,
        /// How likely it is by chance.
        p: Option<f64>,
    },
    /// Opinions.
    Comments {
        /// Title of the set.
        set: String,
        /// Which.
        chosen: Chosen,
        /// Opinions.
        opinions: u64,
        /// People.
        people: u64,
    },
    /// A record of a plan.
    Record {
        /// Its kind.
        kind: String,
        /// Number and title.
        name: String,
        /// Its wording.
        text: String,
        /// Who spoke, by role.
        role: String,
        /// The meeting, or the record above it.
        within: String,
    },
}

/// The sentence or sentences. Shares of 全体 of one question are told together.
pub fn statement(lang: Lang, told: &[Told]) -> String {
    if let Some(several) = ranking(told) {
        return top(lang, &several);
    }
    let sentences: Vec<String> = told.iter().map(|told| one(lang, told)).collect();
    sentences.join(lang.pick("", " "))
}

/// Two or more shares of one question, base and survey.
fn ranking(told: &[Told]) -> Option<Vec<&Spoken>> {
    let mut found: Vec<&Spoken> = Vec::new();
    for told in told {
        let Told::Figure(figure) = told else { return None };
        let first = found.first().copied().unwrap_or(figure);
        let same = (&first.survey, &first.question, &first.group, first.base)
            == (&figure.survey, &figure.question, &figure.group, figure.base);
        if !same || figure.option.is_none() || figure.of != FigureOf::Percent {
            return None;
        }
        found.push(figure);
    }
    (found.len() > 1).then_some(found)
}

fn top(lang: Lang, several: &[&Spoken]) -> String {
    let label = |figure: &Spoken| figure.option.as_ref().map(|(label, _)| label.clone()).unwrap_or_default();
    let Some((first, rest)) = several.split_first() else { return String::new() };
    let question = question(lang, first);
    let source = source(lang, &[first]);
    let whom = first.group.as_ref();
    match lang {
        Lang::Ja => {
            let whom = whom.map_or(String::new(), |(banner, group)| format!("{banner}「{group}」で"));
            let rest: Vec<String> =
                rest.iter().map(|figure| format!("「{}」（{}）", label(figure), figure.printed)).collect();
            format!(
                "{question}は、{whom}「{}」が{}で最も多く、{}が続く{source}。",
                label(first),
                first.printed,
                rest.join("、")
            )
        }
        Lang::En => {
            let whom = whom.map_or(String::new(), |(banner, group)| format!(" in the group {group} ({banner})"));
            let rest: Vec<String> =
                rest.iter().map(|figure| format!("\"{}\" ({})", label(figure), figure.printed)).collect();
            format!(
                "{question}: most named{whom} is \"{}\" ({}), followed by {}{source}.",
                label(first),
                first.printed,
                rest.join(" and ")
            )
        }
    }
}

fn one(lang: Lang, told: &Told) -> String {
    match told {
        Told::Figure(figure) => {
            let source = source(lang, &[figure]);
            match lang {
                Lang::Ja => {
                    let whom = whom(figure).map_or(String::new(), |whom| format!("{whom}で"));
                    format!(
                        "{}は、{whom}{}が{}である{source}。",
                        question(lang, figure),
                        what(lang, figure),
                        value(lang, figure)
                    )
                }
                Lang::En => {
                    let whom = whom_en(figure).map_or(String::new(), |whom| format!(" in {whom}"));
                    format!(
                        "{}: {} is {}{whom}{source}.",
                        question(lang, figure),
                        what(lang, figure),
                        value(lang, figure)
                    )
                }
            }
        }
        Told::Difference { sides, order, gap, p } => difference(lang, sides, *order, gap, *p),
        Told::Comments { set, chosen, opinions, people } => match lang {
            Lang::Ja => {
                let chosen = match chosen {
                    Chosen::Code(code) => format!("「{code}」に関する意見"),
                    Chosen::Item(item) => format!("公表番号{item}にまとめた意見"),
                    Chosen::Opinions(ids) => format!("意見（{}）", ids.join("、")),
                };
                format!("「{set}」では、{chosen}が{opinions}件（{people}人）寄せられた。")
            }
            Lang::En => {
                let chosen = match chosen {
                    Chosen::Code(code) => format!("about \"{code}\""),
                    Chosen::Item(item) => format!("in item {item}"),
                    Chosen::Opinions(ids) => format!("({})", ids.join(", ")),
                };
                format!("{set}: {opinions} opinions {chosen} from {people} people.")
            }
        },
        Told::Record { kind, name, text, role, within } => {
            let said = if text.is_empty() { name } else { text };
            let said = said.trim_end_matches('。');
            match (lang, kind.as_str()) {
                (Lang::Ja, "remark") => {
                    let by = if role.is_empty() { String::new() } else { format!("{role}から、") };
                    format!("{within}で、{by}「{said}」との発言があった。")
                }
                (Lang::En, "remark") => {
                    let by = if role.is_empty() { String::new() } else { format!(" ({role})") };
                    format!("{within}{by}: \"{said}\".")
                }
                (Lang::Ja, kind) => format!("{}「{name}」：{said}。", plan_words::kind(lang, kind)),
                (Lang::En, kind) => format!("{} \"{name}\": {said}.", plan_words::kind(lang, kind)),
            }
        }
    }
}

fn difference(lang: Lang, [figure, other]: &[Spoken; 2], order: Ordering, gap: &str, p: Option<f64>) -> String {
    let same_survey = (&figure.survey, &figure.wave) == (&other.survey, &other.wave);
    let chance = match p {
        Some(p) if p < SIGNIFICANT => lang.pick("、有意差あり", ", significant"),
        Some(_) => lang.pick("、有意差なし", ", not significant"),
        None => "",
    };
    let points = figure.printed.ends_with('%');
    // Titles that differ tell the surveys apart; otherwise the wave does.
    let of = |side: &Spoken| if figure.survey == other.survey { named(side) } else { side.survey.clone() };
    match lang {
        Lang::Ja => {
            let side = |side: &Spoken| {
                let group = whom(side).unwrap_or_else(|| "全体".to_owned());
                if same_survey { group } else { format!("{}の{group}", of(side)) }
            };
            let size = if points {
                format!("{gap}ポイント")
            } else {
                format!("{gap}{}", figure.unit.as_deref().unwrap_or_default())
            };
            let verdict = match order {
                Ordering::Greater if gap.is_empty() => "より遅い".to_owned(),
                Ordering::Less if gap.is_empty() => "より早い".to_owned(),
                Ordering::Greater => format!("を{size}上回る"),
                Ordering::Less => format!("を{size}下回る"),
                Ordering::Equal => "と同じである".to_owned(),
            };
            let end = if same_survey { figure.survey.clone() } else { String::new() };
            let end = notes(lang, &[figure, other], end) + chance;
            let end = end.trim_start_matches('、');
            let end = if end.is_empty() { String::new() } else { format!("（{end}）") };
            format!(
                "{}は、{}で{}が{}（n={}）と、{}の{}（n={}）{verdict}{end}。",
                question(lang, figure),
                side(figure),
                what(lang, figure),
                value(lang, figure),
                figure.base,
                side(other),
                value(lang, other),
                other.base
            )
        }
        Lang::En => {
            let side = |side: &Spoken| {
                let group = whom_en(side).unwrap_or_else(|| "all".to_owned());
                if same_survey { group } else { format!("{group} of {}", of(side)) }
            };
            let unit = if points { " points" } else { "" };
            let verdict = match order {
                Ordering::Greater if gap.is_empty() => "later than".to_owned(),
                Ordering::Less if gap.is_empty() => "earlier than".to_owned(),
                Ordering::Greater => format!("{gap}{unit} above"),
                Ordering::Less => format!("{gap}{unit} below"),
                Ordering::Equal => "the same as".to_owned(),
            };
            let end = if same_survey { figure.survey.clone() } else { String::new() };
            let end = notes(lang, &[figure, other], end) + chance;
            let end = end.trim_start_matches(", ");
            let end = if end.is_empty() { String::new() } else { format!(" ({end})") };
            format!(
                "{}: {} is {} in {} (n={}), {verdict} {} ({}, n={}){end}.",
                question(lang, figure),
                what(lang, figure),
                value(lang, figure),
                side(figure),
                figure.base,
                side(other),
                value(lang, other),
                other.base
            )
        }
    }
}

/// The question, with its matrix.
fn question(lang: Lang, figure: &Spoken) -> String {
    match (&figure.above, lang) {
        (Some(above), Lang::Ja) => format!("「{above}」の「{}」", figure.question),
        (None, Lang::Ja) => format!("「{}」", figure.question),
        (Some(above), Lang::En) => format!("{above}, {}", figure.question),
        (None, Lang::En) => figure.question.clone(),
    }
}

/// What the figure is of: an answer, the mean, the respondents.
fn what(lang: Lang, figure: &Spoken) -> String {
    match (&figure.option, figure.of) {
        (Some((label, Role::Net)), _) => lang.pick(format!("「{label}」の割合"), format!("\"{label}\" together")),
        (Some((label, _)), _) if figure.rank => {
            lang.pick(format!("「{label}」を挙げた割合"), format!("\"{label}\" at any rank"))
        }
        (Some((label, _)), _) => lang.pick(format!("「{label}」"), format!("\"{label}\"")),
        (None, FigureOf::Count) => lang.pick("回答の対象", "the base").to_owned(),
        (None, _) => lang.pick("平均", "the mean").to_owned(),
    }
}

fn value(lang: Lang, figure: &Spoken) -> String {
    match (figure.of, &figure.unit) {
        (FigureOf::Mean, Some(unit)) => format!("{}{unit}", figure.printed),
        (FigureOf::Count, _) => format!("{}{}", figure.printed, lang.pick("件", "")),
        // A table prints a dash for nobody; a sentence says the figure.
        (FigureOf::Percent, _) if figure.printed == "-%" => "0%".to_owned(),
        _ => figure.printed.clone(),
    }
}

fn whom(figure: &Spoken) -> Option<String> {
    figure.group.as_ref().map(|(banner, group)| format!("{banner}「{group}」"))
}

fn whom_en(figure: &Spoken) -> Option<String> {
    figure.group.as_ref().map(|(banner, group)| format!("the group {group} ({banner})"))
}

/// The survey with its wave.
fn named(figure: &Spoken) -> String {
    match &figure.wave {
        Some(wave) => format!("{}（{wave}）", figure.survey),
        None => figure.survey.clone(),
    }
}

/// What is said behind the survey: weights and filters.
fn notes(lang: Lang, figures: &[&Spoken], mut text: String) -> String {
    let mut add = |part: &str| {
        if !text.is_empty() {
            text.push_str(lang.pick("、", ", "));
        }
        text.push_str(part);
    };
    if figures.iter().any(|figure| figure.weighted) {
        add(lang.pick("ウェイト集計", "weighted"));
    }
    if let Some(filter) = figures.iter().find_map(|figure| figure.filter.as_ref()) {
        add(&lang.pick(format!("{filter} に限る"), format!("only where {filter}")));
    }
    text
}

/// Base, survey, weight and filter in brackets.
fn source(lang: Lang, figures: &[&Spoken]) -> String {
    let Some(first) = figures.first() else { return String::new() };
    let base = format!("n={}", first.base);
    let text = notes(lang, figures, [base, first.survey.clone()].join(lang.pick("、", ", ")));
    lang.pick(format!("（{text}）"), format!(" ({text})"))
}
