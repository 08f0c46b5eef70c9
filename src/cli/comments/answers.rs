//! `koe comments answers`: 自由記述一覧 of a set, masked, with chosen attributes, perhaps under codes or an attribute.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::set_flag;
use super::target::{Desk, values};
use super::write::{self, Form};
use crate::cli::{Context, Failure};
use crate::comments::{codes, tally};
use crate::load::{self, Loaded};
use crate::messages::{Lang, comments::document as document_words, comments::publish as words};
use crate::model::comment::definition::SetKind;
use crate::model::comment::{Fate, Opinion, Receipt};
use crate::present::comments::answers::{Answers, Entry, document, table};
use crate::project::comments::corpus;
use crate::responses::answers::Answer;
use crate::responses::grouping::Grouping;

pub(super) fn command(lang: Lang) -> Command {
    let command = Command::new("answers")
        .about(words::answers_about(lang))
        .arg(set_flag(lang))
        .arg(
            Arg::new("attribute")
                .long("attribute")
                .value_name("A")
                .action(ArgAction::Append)
                .help(words::answers_attribute(lang)),
        )
        .arg(Arg::new("by").long("by").value_name("code|A").help(words::answers_by(lang)))
        .arg(Arg::new("ids").long("ids").action(ArgAction::SetTrue).help(words::answers_ids(lang)));
    write::flags(command, lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let form = write::form(context, arguments)?;
    let desk = Desk::open(context, arguments)?;
    desk.set.say_problems(lang);
    let loaded = survey(&desk)?;
    let answers = collect(&desk, loaded.as_ref(), arguments, lang)?;
    let (document, table) = (document(&answers, lang), table(&answers, lang));
    let whole = || format!("{:#}", to_json(&answers));
    write::document(
        context,
        arguments,
        &desk.set.project_file,
        &Form { document: &document, table: &table, others: Vec::new(), form },
        whole,
    )
}

/// The survey of free answers, for the respondents' other answers.
fn survey(desk: &Desk) -> Result<Option<Loaded>, Failure> {
    let corpus = &desk.set.corpus;
    let of = corpus::survey_of(&desk.set.project_file, &corpus.file, &corpus.definition)?;
    Ok(of
        .map(|(path, _)| load::survey(&path, &desk.set.project_file.root, &desk.set.journal.state().fixes))
        .transpose()?)
}

/// An attribute of receipts: its title, and its value for each; groups in order where it has some.
struct Attribute<'a> {
    title: String,
    groups: Vec<String>,
    value: Box<dyn Fn(&Receipt) -> Held + 'a>,
}

/// A value of an attribute: its text, and the positions of its groups where they are known.
struct Held {
    text: String,
    groups: Vec<usize>,
}

fn collect(desk: &Desk, loaded: Option<&Loaded>, arguments: &ArgMatches, lang: Lang) -> Result<Answers, Failure> {
    let definition = &desk.set.corpus.definition;
    let docket = &desk.docket;
    let shown: Vec<&Opinion> =
        docket.opinions.iter().filter(|opinion| !matches!(opinion.fate, Fate::Withdrawn { .. })).collect();
    let named = values(arguments, "attribute");
    let attributes =
        named.iter().map(|id| attribute(desk, loaded, id, lang)).collect::<Result<Vec<Attribute<'_>>, Failure>>()?;
    let by = arguments.get_one::<String>("by").map(String::as_str);
    let grouping = by.filter(|by| *by != "code").map(|id| attribute(desk, loaded, id, lang)).transpose()?;
    let book = &docket.codebook;
    let mut groups: Option<Vec<String>> = match (by, &grouping) {
        (Some("code"), _) => Some(book.codes.iter().map(|code| book.title(&code.id).to_owned()).collect()),
        (_, Some(grouping)) => Some(grouping.groups.clone()),
        _ => None,
    };
    let rest = groups.as_ref().map_or(0, Vec::len);
    let mut entries = Vec::with_capacity(shown.len());
    for opinion in shown {
        let Some(receipt) = docket.receipt_of(opinion) else { continue };
        let mut of: Vec<usize> = match (by, &grouping) {
            (Some("code"), _) => {
                let coded = codes::of(&desk.decisions, book, &opinion.id);
                coded.codes.iter().filter_map(|code| book.position(code)).collect()
            }
            (_, Some(grouping)) => (grouping.value)(receipt).groups,
            _ => Vec::new(),
        };
        if of.is_empty() {
            of.push(rest);
        }
        let values = attributes.iter().map(|attribute| (attribute.value)(receipt).text).collect();
        entries.push(Entry { id: receipt.id.clone(), attributes: values, text: opinion.text.clone(), groups: of });
    }
    if let Some(groups) = &mut groups {
        let last = if by == Some("code") { document_words::no_code(lang) } else { document_words::no_answer(lang) };
        groups.push(last.to_owned());
    }
    let public = definition.about.kind == SetKind::Public;
    let question = loaded.and_then(|loaded| {
        let survey = loaded.responses.survey();
        let question = survey.question(definition.about.question.as_deref()?)?;
        Some(if question.text.is_empty() { question.label.clone() } else { question.text.clone() })
    });
    let id = if public { document_words::receipt(lang) } else { document_words::case(lang) };
    Ok(Answers {
        title: if definition.about.title.is_empty() {
            definition.about.id.clone()
        } else {
            definition.about.title.clone()
        },
        question: question.unwrap_or_default(),
        writers: tally::tally(definition, docket).valid.people,
        respondents: loaded.map(|loaded| loaded.responses.len()),
        synthetic: definition.about.synthetic || loaded.is_some_and(|loaded| loaded.responses.survey().about.synthetic),
        ids: arguments.get_flag("ids").then(|| id.to_owned()),
        attributes: attributes.into_iter().map(|attribute| attribute.title).collect(),
        entries,
        groups,
    })
}

/// An attribute by its name: a question or banner of the survey, or a column kept with receipts.
fn attribute<'a>(desk: &'a Desk, loaded: Option<&'a Loaded>, id: &str, lang: Lang) -> Result<Attribute<'a>, Failure> {
    match loaded {
        Some(loaded) => of_survey(loaded, id, lang),
        None => of_receipts(desk, id, lang),
    }
}

fn of_survey<'a>(loaded: &'a Loaded, id: &str, lang: Lang) -> Result<Attribute<'a>, Failure> {
    let responses = &loaded.responses;
    let survey = responses.survey();
    if let Ok(grouping) = Grouping::of(responses, id) {
        let groups: Vec<String> = grouping.groups.iter().map(|group| group.label.clone()).collect();
        let labels = groups.clone();
        let value = move |receipt: &Receipt| {
            let has = |group: &usize| receipt.case.is_some_and(|case| grouping.membership.has(case, *group));
            let of: Vec<usize> = (0..labels.len()).filter(has).collect();
            let texts: Vec<&str> = of.iter().filter_map(|at| labels.get(*at)).map(String::as_str).collect();
            Held { text: texts.join("、"), groups: of }
        };
        return Ok(Attribute { title: grouping_title(survey, id), groups, value: Box::new(value) });
    }
    // A number without bands: the number itself.
    let number = survey.question(id).filter(|question| question.is_number());
    let Some(question) = number.cloned() else {
        let banners = survey.banners.iter().map(|banner| banner.id.clone());
        let grouped = survey.questions.iter().filter(|one| Grouping::of(responses, &one.id).is_ok());
        let known: Vec<String> = banners.chain(grouped.map(|question| question.id.clone())).collect();
        return Err(Failure::Usage(words::unknown_attribute(lang, id, &known)));
    };
    let title = grouping_title(survey, id);
    let value = move |receipt: &Receipt| {
        let answer = receipt.case.map(|case| responses.answer(&question, case));
        let text = match answer {
            Some(Answer::Number(number)) => format!("{number}{}", question.unit.clone().unwrap_or_default()),
            _ => String::new(),
        };
        Held { text, groups: Vec::new() }
    };
    Ok(Attribute { title, groups: Vec::new(), value: Box::new(value) })
}

/// Short name of a question or banner, or its id.
fn grouping_title(survey: &crate::model::Survey, id: &str) -> String {
    let label = survey.question(id).map(|question| question.label.clone());
    let label = label.or_else(|| survey.banner(id).map(|banner| banner.label.clone()));
    label.filter(|label| !label.is_empty()).unwrap_or(id.to_owned())
}

fn of_receipts<'a>(desk: &'a Desk, id: &str, lang: Lang) -> Result<Attribute<'a>, Failure> {
    let receipts = &desk.docket.receipts;
    let channel = document_words::channel(Lang::Ja);
    let is_channel = id == channel || id == "channel";
    let mut known: Vec<String> = vec![channel.to_owned()];
    for (name, _) in receipts.iter().flat_map(|receipt| &receipt.attributes) {
        if !known.contains(name) {
            known.push(name.clone());
        }
    }
    if !is_channel && !known.iter().any(|name| name == id) {
        return Err(Failure::Usage(words::unknown_attribute(lang, id, &known)));
    }
    let wanted = id.to_owned();
    let text = move |receipt: &Receipt| match is_channel {
        true => receipt.channel.clone(),
        false => {
            receipt.attributes.iter().find(|(name, _)| *name == wanted).map_or(String::new(), |(_, text)| text.clone())
        }
    };
    let mut groups: Vec<String> = Vec::new();
    for value in receipts.iter().map(&text).filter(|value| !value.is_empty()) {
        if !groups.contains(&value) {
            groups.push(value);
        }
    }
    let labels = groups.clone();
    let value = move |receipt: &Receipt| {
        let text = text(receipt);
        let groups = labels.iter().position(|label| *label == text).into_iter().collect();
        Held { text, groups }
    };
    let title = if is_channel { document_words::channel(lang).to_owned() } else { id.to_owned() };
    Ok(Attribute { title, groups, value: Box::new(value) })
}

fn to_json(answers: &Answers) -> Value {
    let groups = answers.groups.as_deref().unwrap_or_default();
    let entry = |entry: &Entry| {
        let attributes: serde_json::Map<String, Value> = answers
            .attributes
            .iter()
            .zip(&entry.attributes)
            .map(|(title, value)| (title.clone(), Value::String(value.clone())))
            .collect();
        let of: Vec<&String> = entry.groups.iter().filter_map(|at| groups.get(*at)).collect();
        let id = answers.ids.as_ref().map(|_| &entry.id);
        json!({ "id": id, "attributes": attributes, "groups": of, "text": entry.text })
    };
    json!({
        "title": answers.title, "question": answers.question, "writers": answers.writers,
        "respondents": answers.respondents, "answers": answers.entries.iter().map(entry).collect::<Vec<_>>(),
    })
}
