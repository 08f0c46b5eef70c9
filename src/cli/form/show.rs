//! `koe form show CASE`: every answer of a form as it stands in its cells, as it is counted, and what was found or decided.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::cli::fix::{desk::Desk, form_flags};
use crate::cli::{Context, Failure, pages};
use crate::export::json as export_json;
use crate::load::forms::{FormAnswer, RawCell};
use crate::load::typed;
use crate::messages::answer::{self, Choices};
use crate::messages::{Lang, form as words, problem, table};
use crate::model::Diagnostic;
use crate::present::grid::Cell;
use crate::present::{Grid, Page};
use crate::project::form_masks;

pub(super) fn command(lang: Lang) -> Command {
    let unmasked = Arg::new("unmasked").long("unmasked").action(ArgAction::SetTrue).help(words::unmasked(lang));
    pages::flags(form_flags(Command::new("show").about(words::show_about(lang)), lang).arg(unmasked), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    pages::format(context, arguments)?;
    let desk = Desk::open(context, arguments)?;
    let form = desk.form(arguments)?;
    let forms = &desk.forms;
    let (survey, place) = (forms.survey(), forms.place(form));
    // People read this beside others, and paste it into mails: names and numbers only where they are asked for.
    let unmasked = arguments.get_flag("unmasked");
    let answers: Vec<FormAnswer<'_>> = forms.answers(form);
    let answers: Vec<FormAnswer<'_>> =
        if unmasked { answers } else { answers.into_iter().map(form_masks::masked).collect() };
    let fate = forms.fate(form).map(|fate| fate.rule().to_owned());
    let whole = || {
        let answers: Vec<Value> = answers.iter().map(|answer| to_json(lang, answer, unmasked)).collect();
        let value = json!({
            "survey": survey.about.id, "case": forms.id(form), "file": place.file, "sheet": place.sheet, "row": forms.row(form),
            "mode": forms.mode(form), "counted": fate.is_none(), "excluded": fate, "masked": !unmasked, "answers": answers,
        });
        Ok(export_json::value(&value)?)
    };
    let rows = answers.iter().map(|answer| row(lang, answer, unmasked)).collect();
    let mut grid =
        Grid::list(&words::title(lang, forms.id(form)), words::head_question(lang), &words::heads(lang), rows);
    grid.subtitles.push(words::place(lang, &place.file, &place.sheet, forms.row(form), forms.mode(form)));
    grid.subtitles.push(words::masks(lang, unmasked).to_owned());
    let about = forms.problems(form).filter(|met| met.question.is_none());
    grid.subtitles.extend(about.map(|met| problem::diagnostic(lang, met)));
    let method = vec![table::made_with(lang, None)];
    let page = Page::new(forms.id(form).to_owned(), grid, survey.about.synthetic, method, lang);
    pages::write(context, arguments, words::show_about(lang), whole, &[page])
}

fn raw(cells: &[RawCell]) -> String {
    match cells {
        [cell] => cell.text.clone(),
        several => several.iter().map(RawCell::named).collect::<Vec<_>>().join(" / "),
    }
}

/// A problem in words.
fn problem(lang: Lang, met: &Diagnostic, unmasked: bool) -> String {
    let sentence = problem::diagnostic(lang, met);
    if unmasked { sentence } else { form_masks::told(sentence, met) }
}

fn row(lang: Lang, answer: &FormAnswer<'_>, unmasked: bool) -> (String, Vec<Cell>) {
    let question = answer.question;
    let mut notes: Vec<String> = answer.problems.iter().map(|met| problem(lang, met, unmasked)).collect();
    notes.extend(answer.others.iter().map(|(_, cell)| words::other(lang, &cell.text)));
    let fix = answer.fix.map(|fix| words::decided(lang, fix));
    notes.extend(fix.map(|fix| if unmasked { fix } else { form_masks::hidden(&fix) }));
    let place = answer.cells.first().map_or("", |cell| &cell.cell);
    let cells = vec![
        Cell::text(&question.label),
        Cell::text(&raw(&answer.cells)),
        Cell::text(&answer::words(lang, question, &answer.answer, Choices::Codes)),
        Cell::text(place),
        Cell::text(&notes.join(" ")),
    ];
    (question.id.clone(), cells)
}

fn to_json(lang: Lang, answer: &FormAnswer<'_>, unmasked: bool) -> Value {
    let cell = |cell: &RawCell| json!({ "cell": cell.cell, "header": cell.header, "text": cell.text });
    let code = |choice: &usize| answer.question.choices.get(*choice).map_or("", |choice| choice.code.as_str());
    let others =
        answer.others.iter().map(|(choice, raw)| json!({ "code": code(choice), "cell": raw.cell, "text": raw.text }));
    json!({
        "question": answer.question.id,
        "raw": answer.cells.iter().map(cell).collect::<Vec<_>>(),
        "others": others.collect::<Vec<_>>(),
        "answer": typed::text(answer.question, &answer.answer),
        "problems": answer.problems.iter().map(|met| json!({
            "rule": met.problem.rule(), "status": met.status(), "message": problem(lang, met, unmasked),
        })).collect::<Vec<_>>(),
        "fix": answer.fix,
    })
}
