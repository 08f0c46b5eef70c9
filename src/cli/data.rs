//! `koe data`: a survey's cleaned answers as a file for another program.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{
    Context, DONE, Failure, ask, definitions, guard_output, load_all, project_inputs, say, say_loaded, survey_flag,
    watched,
};
use crate::export::{Cuts, dataset as sheets, spss, triple_s};
use crate::load::{self, Loaded, infer};
use crate::messages::{Lang, dataset as words, infer as infer_words, problem, table as table_words, usage};
use crate::model::dataset::{Dataset, Role, Values, Variable};
use crate::project::form_masks;
use crate::responses::dataset::{self, Weight};
use crate::tabulate::weight;

pub fn command(lang: Lang) -> Command {
    let file = |name, help| ask::flag(name, "FILE", help).value_parser(clap::value_parser!(PathBuf));
    Command::new("data")
        .about(words::about(lang))
        .after_help(words::help(lang))
        .arg(survey_flag(lang))
        .arg(file("data", usage::data(lang)).conflicts_with("survey"))
        .arg(file("output", words::output(lang)).short('o'))
        .arg(Arg::new("masked").long("masked").action(ArgAction::SetTrue).help(words::masked(lang)))
}

/// What the name of a file asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Spss(spss::Packing),
    TripleS,
    Csv,
    Excel,
}

fn format(path: &Path) -> Option<Format> {
    Some(match path.extension()?.to_str()?.to_lowercase().as_str() {
        "sav" => Format::Spss(spss::Packing::Bytes),
        "zsav" => Format::Spss(spss::Packing::Blocks),
        "sss" | "xml" => Format::TripleS,
        "csv" => Format::Csv,
        "xlsx" => Format::Excel,
        _ => return None,
    })
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let path = arguments.get_one::<PathBuf>("output");
    let path = path.ok_or_else(|| Failure::Usage(words::no_output(lang).to_owned()))?;
    let format = format(path).ok_or_else(|| Failure::Usage(words::unknown_format(lang, path)))?;
    let mut outputs = vec![path.clone()];
    if format == Format::TripleS {
        outputs.push(triple_s::answers(path));
    }
    let loaded = loaded(context, arguments, &outputs)?;
    say_loaded(lang, &loaded, true);
    let mut data = data(lang, &loaded)?;
    let is_masked = arguments.get_flag("masked");
    if is_masked {
        data.variables.iter_mut().filter(|variable| is_text(variable)).for_each(mask);
    }
    let cuts = match format {
        Format::Spss(packing) => spss::write(path, &data, packing)?,
        Format::TripleS => {
            triple_s::write(path, &data)?;
            Cuts::new()
        }
        Format::Csv => {
            sheets::csv(path, &data)?;
            Cuts::new()
        }
        Format::Excel => {
            let words = sheets::Words {
                answers: words::answers(lang),
                codes: words::codes(lang),
                heads: words::heads(lang),
                made_with: table_words::made_with(lang, None),
            };
            sheets::xlsx(path, &data, &words)?
        }
    };
    cuts.iter().for_each(|(cut, names)| say(&words::cut(lang, *cut, names)));
    say(&words::written(lang, path, data.cases, data.variables.len()));
    let texts = data.variables.iter().filter(|variable| is_text(variable));
    let texts: Vec<&str> = texts.map(|variable| variable.name.as_str()).collect();
    if !texts.is_empty() {
        say(&words::free_texts(lang, &texts, is_masked));
    }
    Ok(DONE)
}

/// True for what people wrote in their own words.
fn is_text(variable: &Variable) -> bool {
    matches!(variable.values, Values::Texts(_)) && variable.labels.is_empty() && variable.role == Role::Answer
}

fn mask(variable: &mut Variable) {
    if let Values::Texts(texts) = &mut variable.values {
        texts.iter_mut().for_each(|text| *text = form_masks::hidden(text));
    }
}

/// The one survey that is asked for, of a project or of a file.
fn loaded(context: &Context, arguments: &ArgMatches, outputs: &[PathBuf]) -> Result<Loaded, Failure> {
    let guard = |inputs: &[PathBuf]| outputs.iter().try_for_each(|output| guard_output(context, Some(output), inputs));
    if let Some(file) = arguments.get_one::<PathBuf>("data") {
        guard(std::slice::from_ref(file))?;
        let sketched = watched(context.lang, |progress| load::spreadsheet(file, &infer::Hints::default(), progress))?;
        if !ask::guesses(context.lang, &sketched, |_| true).is_empty() {
            say(infer_words::sketched_data(context.lang));
        }
        return Ok(sketched.loaded);
    }
    let named = arguments.get_one::<String>("survey").map(String::as_str);
    let (project, definitions) = definitions(context, named)?;
    guard(&project_inputs(&project))?;
    let [(path, _)] = definitions.as_slice() else {
        let ids: Vec<&str> = definitions.iter().map(|(_, survey)| survey.about.id.as_str()).collect();
        return Err(Failure::Usage(words::which_survey(context.lang, &ids)));
    };
    let loaded = load_all(context, &project, &[path.as_path()])?.pop();
    loaded.ok_or_else(|| Failure::Usage(problem::no_project(context.lang, &context.folder)))
}

/// The valid cases as variables, every weight among them.
fn data(lang: Lang, loaded: &Loaded) -> Result<Dataset, Failure> {
    let responses = &loaded.responses;
    let mut weights = Vec::new();
    for spec in &responses.survey().weights {
        let values = weight::weights(responses, &spec.id)
            .map_err(|error| Failure::Tabulate(crate::tabulate::TabulateError::Weight(error)))?;
        weights.push(Weight { id: spec.id.clone(), label: spec.label.clone(), values: values.values });
    }
    let words = dataset::Words {
        case: words::case(lang).to_owned(),
        missing: table_words::missing(lang).map(|(_, label)| label.to_owned()),
        flags: [words::not_chosen(lang).to_owned(), words::chosen(lang).to_owned()],
        rank: words::rank(lang).map(str::to_owned),
        written: words::of_words(lang).to_owned(),
    };
    Ok(dataset::dataset(responses, weights, &words))
}
