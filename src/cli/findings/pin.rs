//! `koe findings pin`: a finding out of a cell of a table, out of opinions, or out of a record of a plan.

use clap::{ArgAction, ArgMatches, Command};

use super::{all, one, source};
use crate::cli::ask::flag;
use crate::cli::{Context, DONE, Failure, pages, print, say};
use crate::messages::Lang;
use crate::messages::finding::words;
use crate::model::finding::{Finding, Source};
use crate::model::plan::{self, RecordRef};

use super::desk::Desk;

pub(super) fn command(lang: Lang) -> Command {
    source::flags(Command::new("pin").about(words::pin_about(lang)).after_help(words::pin_help(lang)), lang)
        .arg(flag("statement", "TEXT", words::statement(lang)))
        .arg(flag("link", "RECORD", words::link(lang)).action(ArgAction::Append))
        .arg(pages::switch("no-informs", words::no_informs(lang)))
        .arg(flag("note", "TEXT", words::note(lang)))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let (mut desk, source) = source::named(context, arguments)?;
    let mut records = all(arguments, "link").iter().map(|typed| desk.record(typed)).collect::<Result<Vec<_>, _>>()?;
    if !arguments.get_flag("no-informs") {
        records.extend(informed(&desk, &source));
    }
    let mut seen = std::collections::BTreeSet::new();
    records.retain(|record| seen.insert(record.clone()));
    let (evidence, now) = desk.read(source)?;
    let rests_on = |finding: &&Finding| finding.evidence.iter().any(|known| known.source == evidence.source);
    if let Some(known) = desk.findings().list.iter().find(rests_on) {
        say(&words::known_already(lang, &known.id));
    }
    let typed = one(arguments, "statement").map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let statement = typed.unwrap_or_else(|| desk.statement(&evidence, &now));
    let finding = Finding {
        id: desk.findings().next_id(),
        statement: statement.clone(),
        evidence: vec![evidence],
        records,
        note: one(arguments, "note").unwrap_or_default().trim().to_owned(),
        ..Finding::default()
    };
    let id = desk.add(finding)?;
    say(&words::added(lang, &id, &statement));
    print(&id)?;
    Ok(DONE)
}

/// The records the source's question informs, or that a record of a meeting is linked with in its file.
fn informed(desk: &Desk, source: &Source) -> Vec<RecordRef> {
    match source {
        Source::Figure { figure } | Source::Difference { figure, .. } => {
            let surveys = desk.loaded.iter().map(|loaded| loaded.responses.survey());
            let survey = surveys.into_iter().find(|survey| survey.about.id == figure.survey);
            let question = survey.and_then(|survey| survey.question(&figure.spec.question));
            let informs = question.map(|question| question.informs.as_slice()).unwrap_or_default();
            let found = informs.iter().filter_map(|name| plan::resolve(&desk.plans, name));
            found.map(|(plan, record)| plan.reference(record)).collect()
        }
        Source::Comments { .. } | Source::Record { .. } => Vec::new(),
    }
}
