//! `koe findings pin`: a finding out of a cell of a table, out of opinions, or out of a record of a plan.

use clap::{ArgAction, ArgMatches, Command};

use super::{all, one, source};
use crate::cli::ask::flag;
use crate::cli::{Context, DONE, Failure, pages, print, say};
use crate::messages::Lang;
use crate::messages::finding::words;
use crate::model::finding::{Finding, Source};
use crate::plans::speaks::Speaks;

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
        let Speaks { sure, open } = informed(&desk, &source);
        if !open.is_empty() && !open.iter().any(|record| records.contains(record)) {
            let names: Vec<String> = open.iter().map(ToString::to_string).collect();
            say(&words::which_record(lang, &names));
        }
        records.extend(sure);
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

/// The records the source's question speaks for by definition; of which of several it speaks is for a person to say.
fn informed(desk: &Desk, source: &Source) -> Speaks {
    match source {
        Source::Figure { figure } | Source::Difference { figure, .. } => {
            let surveys = desk.loaded.iter().map(|loaded| loaded.responses.survey());
            let survey = surveys.into_iter().find(|survey| survey.about.id == figure.survey);
            let question = survey.and_then(|survey| survey.question(&figure.spec.question));
            Speaks::of_questions(&desk.plans, question)
        }
        Source::Comments { .. } | Source::Record { .. } => Speaks::default(),
    }
}
