//! Sources of evidence in words: labels from the definitions, so that evidence that is gone can still be named.

use std::cmp::Ordering;

use crate::messages::pinning::{self as say, Cited};
use crate::messages::{Lang, plan as plan_words, screen as common, table as table_words};
use crate::model::Survey;
use crate::model::finding::{Against, Figure, Reading, Source, Voices};
use crate::model::plan::{self, FigureOf, RecordRef};
use crate::model::survey::{Question, band_label};
use crate::model::table::BannerSpec;
use crate::present::figure;
use crate::text::fit::cut;
use crate::text::fold::display;
use crate::tui::state::State as Program;

/// Cells of an outline or text that only names what is meant.
const NAME: usize = 40;

/// The survey with this id.
pub fn survey<'a>(program: &'a Program, id: &str) -> Option<&'a Survey> {
    let all = program.surveys.iter().filter_map(|opened| opened.survey());
    all.into_iter().find(|survey| survey.about.id == id).map(|survey| &**survey)
}

/// A figure in words; ids where the definition has no words (any more).
pub fn cite(program: &Program, figure: &Figure) -> Cited {
    let lang = program.lang;
    let survey = survey(program, &figure.survey);
    let question = survey.and_then(|survey| survey.question(&figure.spec.question));
    let who = survey.and_then(|survey| table_words::audience(lang, survey.about.audience)).map(str::to_owned);
    let title = || survey.map_or(figure.survey.clone(), |survey| display(survey.title()));
    Cited {
        who: who.unwrap_or_else(title),
        id: figure.spec.question.clone(),
        question: question.map_or(String::new(), crate::tui::screens::table::list::label),
        answer: figure.option.as_ref().map(|code| option(lang, survey, question, code)),
        mean: figure.option.is_none() && figure.of != FigureOf::Count,
        group: figure.banner.as_ref().filter(|_| figure.group != "total").map(|banner| {
            let spec = BannerSpec::parse(banner);
            let title = survey.map_or(banner.clone(), |survey| common::banner_title(survey, &spec));
            (title, group(lang, survey, &spec, &figure.group))
        }),
        weight: figure
            .spec
            .weight
            .as_ref()
            .map(|id| survey.map_or(id.clone(), |survey| table_words::weight_name(lang, &survey.weight_name(id)))),
        filter: figure
            .spec
            .filter
            .as_ref()
            .map(|filter| survey.map_or(filter.to_string(), |survey| common::filter_words(lang, survey, filter))),
        base: figure.spec.base,
    }
}

fn option(lang: Lang, survey: Option<&Survey>, question: Option<&Question>, code: &str) -> String {
    let choice = question.and_then(|question| question.choices.iter().find(|choice| choice.code == code));
    let net = survey.zip(question).and_then(|(survey, question)| survey.nets_of(question).find(|net| net.code == code));
    let missing = table_words::missing(lang).into_iter().find(|(known, _)| *known == code).map(|(_, label)| label);
    let band = question.and_then(|question| band_label(&question.bands, code));
    let label = choice.map(|choice| choice.label.as_str()).or(net.map(|net| net.label.as_str())).or(band).or(missing);
    display(label.unwrap_or(code))
}

/// Label of a group; of a nested banner the labels of its parts, joined by ×.
fn group(lang: Lang, survey: Option<&Survey>, banner: &BannerSpec, code: &str) -> String {
    let Some(survey) = survey else { return code.to_owned() };
    let codes: Vec<&str> = if banner.0.len() > 1 { code.split('*').collect() } else { vec![code] };
    let one = |(id, code): (&String, &str)| {
        let Some(own) = survey.banner(id) else { return option(lang, Some(survey), survey.question(id), code) };
        match own.label_of(code) {
            Some(label) => display(label),
            None => option(lang, Some(survey), survey.question(&own.question), code),
        }
    };
    banner.0.iter().zip(codes).map(one).collect::<Vec<_>>().join("×")
}

/// A source in one line.
pub fn source(program: &Program, source: &Source) -> String {
    let lang = program.lang;
    match source {
        Source::Figure { figure } => cite(program, figure).line(lang),
        Source::Difference { figure, against } => {
            say::versus(lang, &cite(program, figure).line(lang), &opponent(program, figure, against))
        }
        Source::Comments { set, of } => voices(program, set, of),
        Source::Record { record } => record_line(program, record),
    }
}

/// What a figure is held against, in words: the group, or the whole figure of another table.
fn opponent(program: &Program, figure: &Figure, against: &Against) -> String {
    let lang = program.lang;
    match against {
        Against::Total => say::everybody(lang).to_owned(),
        Against::Group { code } => {
            let other = cite(program, &Figure { group: code.clone(), ..figure.clone() });
            other.group.map_or(code.clone(), |(_, group)| group)
        }
        Against::Figure { figure: other } => cite(program, other).line(lang),
    }
}

fn set_title(program: &Program, id: &str) -> String {
    let set = program.sets.iter().find(|set| set.id() == id);
    set.map_or(id.to_owned(), |set| display(set.title()))
}

fn voices(program: &Program, set: &str, of: &Voices) -> String {
    let lang = program.lang;
    let title = set_title(program, set);
    let about = about(program, set, of);
    match of {
        Voices::Code { .. } => say::of_code(lang, &title, &about),
        Voices::Item { item } => {
            let docket = program.sets.iter().find(|known| known.id() == set).and_then(|set| set.docket.as_ref());
            say::of_item(lang, &title, docket.and_then(|docket| docket.number(item)).unwrap_or(0), &about)
        }
        Voices::Opinions { ids } => say::of_opinions(lang, &title, ids.len(), &about),
    }
}

/// What opinions are about: the code's title, the item's outline, the first text. Texts are masked.
fn about(program: &Program, set: &str, of: &Voices) -> String {
    let docket = program.sets.iter().find(|known| known.id() == set).and_then(|set| set.docket.as_ref());
    let Some(docket) = docket else { return String::new() };
    let text = |id: &str| docket.opinion(id).map_or(String::new(), |one| cut(&display(&one.text), NAME));
    match of {
        Voices::Code { code } => display(docket.codebook.title(docket.codebook.current(code))),
        Voices::Item { item } => {
            let decisions = program.journal.state.decisions(set);
            let outline =
                docket.item(item).map(|numbered| crate::comments::outline::of(numbered, &decisions, docket).text);
            outline.map_or(item.clone(), |outline| cut(&display(&outline), NAME))
        }
        Voices::Opinions { ids } => ids.first().map_or(String::new(), |id| text(id)),
    }
}

/// A record in one line: plan, kind, name.
pub fn record_line(program: &Program, record: &RecordRef) -> String {
    match plan::find(program.plans(), record) {
        Some((plan, found)) => {
            let kind = plan_words::kind(program.lang, &found.kind);
            format!("{kind} {}　{}", display(&found.name()), display(&plan.about.title))
        }
        None => record.to_string(),
    }
}

/// What evidence says, with its base.
pub fn reading(program: &Program, source: &Source, reading: &Reading) -> String {
    let lang = program.lang;
    match source {
        Source::Record { .. } => reading.printed.clone(),
        Source::Comments { .. } => say::read(lang, &reading.printed, reading.base, true),
        Source::Figure { .. } | Source::Difference { .. } => {
            let gap = gap(&reading.printed).map_or(String::new(), |text| format!(" ({text})"));
            say::read(lang, &format!("{}{gap}", reading.printed), reading.base, false)
        }
    }
}

/// The difference of two printed figures with its sign.
fn gap(printed: &str) -> Option<String> {
    let (one, other) = printed.split_once(" / ")?;
    let (order, size) = figure::gap(one, other)?;
    let sign = match order {
        Ordering::Equal => "",
        Ordering::Greater => "+",
        Ordering::Less => "-",
    };
    Some(format!("{sign}{size}"))
}

/// A p value as it is printed.
pub fn chance(p: Option<f64>) -> String {
    figure::probability(p, 0.95)
}

/// Everything that evidence is about in words, to be held against the words of records.
pub fn wording(program: &Program, source: &Source) -> String {
    let asked = match source {
        Source::Figure { figure } | Source::Difference { figure, .. } => {
            survey(program, &figure.survey).and_then(|survey| survey.question(&figure.spec.question))
        }
        Source::Comments { .. } | Source::Record { .. } => None,
    };
    let asked = asked.map_or(String::new(), |question| format!("{} {}", question.text, question.theme));
    format!("{} {asked}", self::source(program, source))
}

/// Records that evidence names: those its question informs, or those its code stands for.
pub fn named_records(program: &Program, source: &Source) -> Vec<RecordRef> {
    let plans = program.plans();
    let named = |name: &String| plan::resolve(plans, name).map(|(plan, record)| plan.reference(record));
    let of_figure = |figure: &Figure| {
        let question = survey(program, &figure.survey).and_then(|survey| survey.question(&figure.spec.question));
        question.map_or(Vec::new(), |question| question.informs.iter().filter_map(named).collect())
    };
    match source {
        Source::Figure { figure } => of_figure(figure),
        Source::Difference { figure, against } => {
            let mut found: Vec<RecordRef> = of_figure(figure);
            if let Against::Figure { figure: other } = against {
                let others: Vec<RecordRef> = of_figure(other);
                found.extend(others);
            }
            found
        }
        Source::Comments { set, of } => {
            codes(program, set, of).iter().filter_map(|code| code_record(program, set, code)).collect()
        }
        Source::Record { record } => vec![record.clone()],
    }
}

/// The codes opinions are about.
fn codes(program: &Program, set: &str, of: &Voices) -> Vec<String> {
    let Some(opened) = program.sets.iter().find(|known| known.id() == set) else { return Vec::new() };
    let Some(docket) = &opened.docket else { return Vec::new() };
    let decisions = program.journal.state.decisions(set);
    // Codes of others must not be seen through what is proposed.
    let of_opinion = |id: &str| match opened.tagging.is_blind(id) {
        true => Vec::new(),
        false => crate::comments::codes::of(&decisions, &docket.codebook, id).codes,
    };
    let mut found = Vec::new();
    match of {
        Voices::Code { code } => found.push(code.clone()),
        Voices::Item { item } => {
            let numbered = docket.item(item);
            found.extend(numbered.and_then(|numbered| numbered.heading.clone()));
            let members = numbered.into_iter().flat_map(|numbered| &numbered.members);
            let opinions = members.filter_map(|at| docket.opinions.get(*at));
            found.extend(opinions.flat_map(|opinion| of_opinion(&opinion.id)));
        }
        Voices::Opinions { ids } => found.extend(ids.iter().flat_map(|id| of_opinion(id))),
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|code| seen.insert(code.clone()));
    found
}

/// The record of the plan that a code is.
fn code_record(program: &Program, set: &str, code: &str) -> Option<RecordRef> {
    let set = program.sets.iter().find(|known| known.id() == set)?;
    let book = set.definition.as_ref().ok()?.about.codebook.as_ref()?;
    let record = RecordRef::new(&book.plan, code);
    plan::find(program.plans(), &record).map(|_| record)
}
