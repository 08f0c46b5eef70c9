//! `koe findings drafts`: what the program would propose as findings, with the reasons; a person takes or refuses each.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::desk::{Desk, Needs};
use super::{all, json as shapes, one, write};
use crate::cli::ask::flag;
use crate::cli::{Context, DONE, Failure, guard_output, pages, print, project_inputs, say, survey_flag};
use crate::export::json as export_json;
use crate::load::mapping as mapping_file;
use crate::messages::finding::words;
use crate::messages::{Lang, table, usage};
use crate::model::Survey;
use crate::model::finding::{DraftRule, Finding};
use crate::model::mapping::Mapping;
use crate::present::{Page, findings as present};
use crate::project::FindingOp;
use crate::project::findings::{Drafted, Wanted, drafts};
use crate::text::nearest;

/// Drafts shown to people who do not say how many.
const MOST: usize = 30;

pub(super) fn command(lang: Lang) -> Command {
    let keys = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("KEY").num_args(1..).action(ArgAction::Append).help(help)
    };
    let command = Command::new("drafts").about(words::drafts_about(lang)).after_help(words::drafts_help(lang));
    pages::flags(command, lang)
        .arg(survey_flag(lang))
        .arg(flag("rule", "R", words::rule(lang)).value_parser(["top", "group", "wave", "audience"]))
        .arg(pages::switch("all", words::all(lang)))
        .arg(flag("limit", "N", words::limit(lang)).value_parser(clap::value_parser!(usize)))
        .arg(keys("take", words::take(lang)))
        .arg(keys("refuse", words::refuse(lang)))
        .arg(keys("again", words::again(lang)))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    pages::format(context, arguments)?;
    let mut desk = Desk::open(context, |_| Needs::surveys())?;
    guard_output(context, arguments.get_one("output"), &project_inputs(&desk.project_file))?;
    let surveys: Vec<&Survey> = desk.loaded.iter().map(|loaded| loaded.responses.survey().as_ref()).collect();
    let survey = one(arguments, "survey");
    let known: Vec<&str> = surveys.iter().map(|survey| survey.about.id.as_str()).collect();
    if let Some(id) = survey.filter(|id| !known.contains(id)) {
        return Err(Failure::Usage(usage::unknown_survey(lang, id, &known)));
    }
    let mapping = match &desk.project_file.mapping {
        None => Mapping::default(),
        Some(file) => {
            let mapping = mapping_file::mapping(file)?;
            mapping_file::check(&mapping, file, &surveys)?;
            mapping
        }
    };
    let again = all(arguments, "again");
    if let Some(key) = again.iter().find(|key| !desk.findings().refused.contains(*key)) {
        let near = nearest(key, desk.findings().refused.iter().map(String::as_str));
        return Err(Failure::Usage(words::unknown_draft(lang, key, near.as_deref())));
    }
    for draft in again {
        desk.perform(FindingOp::Refuse { draft, refused: false })?;
    }
    let rule = one(arguments, "rule").map(|rule| match rule {
        "group" => DraftRule::Group,
        "wave" => DraftRule::Wave,
        "audience" => DraftRule::Audience,
        _ => DraftRule::Top,
    });
    let open = drafts(&desk.library(), desk.findings(), &Wanted { survey, rule, mapping: &mapping })?;
    let (taken, refused) = (all(arguments, "take"), all(arguments, "refuse"));
    if taken.is_empty() && refused.is_empty() {
        return list(context, arguments, &desk, &open);
    }
    let find = |key: &String| {
        open.iter().find(|drafted| drafted.draft.key == *key).cloned().ok_or_else(|| {
            let near = nearest(key, open.iter().map(|drafted| drafted.draft.key.as_str()));
            Failure::Usage(words::unknown_draft(lang, key, near.as_deref()))
        })
    };
    // Every key is looked up before the first act.
    let taken = taken.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    let refused = refused.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    for Drafted { draft, statement } in taken {
        let finding = Finding {
            id: desk.findings().next_id(),
            statement: statement.clone(),
            evidence: draft.evidence,
            records: draft.records,
            draft: draft.key,
            ..Finding::default()
        };
        let id = desk.add(finding)?;
        say(&words::added(lang, &id, &statement));
        print(&id)?;
    }
    for drafted in refused {
        desk.perform(FindingOp::Refuse { draft: drafted.draft.key, refused: true })?;
    }
    Ok(DONE)
}

fn list(context: &Context, arguments: &ArgMatches, desk: &Desk, open: &[Drafted]) -> Result<u8, Failure> {
    let lang = context.lang;
    let limit = arguments.get_one::<usize>("limit").copied();
    let object = |Drafted { draft, statement }: &Drafted| -> Value {
        let evidence: Vec<Value> = draft
            .evidence
            .iter()
            .map(|evidence| json!({ "source": evidence.source, "says": shapes::reading(&evidence.was) }))
            .collect();
        json!({
            "key": draft.key, "rule": draft.rule, "statement": statement, "points": draft.strength,
            "records": draft.records, "open_records": draft.open, "front": draft.front, "evidence": evidence,
        })
    };
    let whole = || Ok(export_json::value(&open.iter().map(object).collect::<Vec<Value>>())?);
    // People are shown what they would read; programs are given all, which says of each whether it stands in front.
    let all = arguments.get_flag("all");
    let listed = open.iter().filter(|drafted| all || drafted.draft.front);
    let rows: Vec<_> = listed.map(|drafted| (&drafted.draft, drafted.statement.as_str())).collect();
    let behind = open.len() - rows.len();
    let grid = present::drafts(&rows, lang);
    let method = vec![words::drafts_help(lang).to_owned(), table::made_with(lang, None)];
    let page = Page::new(words::head_rule(lang).to_owned(), grid, desk.synthetic(), method, lang);
    say(&if open.is_empty() {
        words::no_drafts(lang).to_owned()
    } else {
        words::counted_drafts(lang, rows.len(), behind)
    });
    let shown = limit.unwrap_or(MOST).min(rows.len());
    let lines = present::draft_lines(rows.get(..shown).unwrap_or_default(), lang);
    let done = write(context, arguments, words::drafts_about(lang), whole, &lines, page)?;
    if shown < rows.len() && pages::format(context, arguments)? == "table" {
        say(&words::more_drafts(lang, rows.len() - shown));
    }
    Ok(done)
}
