//! What is told of the thing under the cursor of the tree.

use super::index::{Index, Key};
use super::view;
use crate::messages::evidence_screen as evidence_words;
use crate::messages::plan::screen as say;
use crate::model::finding::Finding;
use crate::model::plan;
use crate::plans::evidence::Counted;
use crate::plans::progress::of_record;
use crate::plans::progress::series::series;
use crate::tui::screens::items::detail::Look;
use crate::tui::screens::progress::detail::sparkline;
use crate::tui::screens::records::{self, Lines};
use crate::tui::state::State as Program;
use crate::tui::view::main_area;

/// The lines of the pane, wrapped.
pub fn lines(program: &Program) -> Vec<(String, Look)> {
    let room = usize::from(view::areas(program, main_area(program)).detail_text().width).max(8);
    let Some(index) = &program.tree.index else { return Vec::new() };
    let Some(key) = program.tree.row().and_then(super::Row::key) else { return Vec::new() };
    told(program, index, key).wrapped(room)
}

fn told(program: &Program, index: &Index, key: &Key) -> Lines {
    let lang = program.lang;
    let mut lines = Lines::default();
    match key {
        Key::Plan(id) => {
            let Some(plan) = index.plans().iter().find(|plan| plan.id == *id) else { return lines };
            let about = &plan.about;
            lines.push(Look::Heading, about.title.as_str());
            spoken(&mut lines, program, index, key);
            if about.synthetic {
                lines.push(Look::Warn, say::made_up(lang));
            }
            let fields = [
                (say::municipality(lang), &about.municipality),
                (say::section(lang), &about.section),
                (say::period(lang), &about.period),
                (say::date(lang), &about.date),
                (say::document(lang), &about.document),
                (say::sources(lang), &about.sources.join(lang.pick("、", ", "))),
                (say::records(lang), &plan.records.len().to_string()),
            ];
            for (name, value) in fields {
                lines.field(name, value, lang);
            }
        }
        Key::Record(record) => {
            let Some((plan, record)) = plan::find(index.plans(), record) else { return lines };
            let linked = index.linked(&plan.reference(record));
            records::heading(&mut lines, lang, plan, record);
            spoken(&mut lines, program, index, key);
            records::describe(&mut lines, lang, index.plans(), (plan, record), linked);
            records::cells(&mut lines, lang, plan, record);
            movement(&mut lines, program, plan, record);
        }
        Key::Question { survey, question } => {
            let Some((survey, question)) = index.question(survey, question) else { return lines };
            lines.push(Look::Heading, format!("{} {}", question.id, question.label));
            lines.push(Look::Dim, survey.title());
            if !question.text.is_empty() && question.text != question.label {
                lines.push(Look::Plain, question.text.as_str());
            }
            lines.field(say::theme(lang), &question.theme, lang);
            for choice in &question.choices {
                lines.indented(Look::Plain, choice.coded());
            }
        }
        Key::Finding(id) => {
            let Some(finding) = index.findings().get(id) else { return lines };
            lines.push(Look::Heading, id.as_str());
            for line in finding_lines(program, finding) {
                lines.push(Look::Plain, line);
            }
        }
        Key::Group { of, what } => {
            let (kind, count, _) = view::label(program, index, key);
            lines.push(Look::Heading, format!("{kind} {count}"));
            for below in index.grouped(of, *what) {
                let (kind, name, _) = view::label(program, index, &below);
                lines.indented(Look::Plain, format!("{kind} {name}"));
            }
        }
        Key::Code { set, code } => {
            let (name, title) = code_names(program, set, code);
            lines.push(Look::Heading, title);
            lines.push(Look::Dim, name);
            lines.push(Look::Plain, view::label(program, index, key).1);
        }
        Key::Item { set, item } => {
            let Some(opened) = program.sets.iter().find(|known| known.id() == set) else { return lines };
            let found = opened.docket.as_ref().and_then(|docket| {
                let at = docket.items.iter().position(|known| known.item.id == *item)?;
                Some((docket, at, docket.items.get(at)?))
            });
            let Some((docket, at, numbered)) = found else { return lines };
            let decisions = program.journal.state.decisions(set);
            let item = decisions.items.get(item).unwrap_or(&numbered.item);
            lines.push(Look::Heading, say::item(lang, at + 1, numbered.members.len(), ""));
            lines.push(Look::Dim, opened.title());
            // The text of an opinion may hold personal data; the screen of items shows it with its masks.
            lines.push(Look::Plain, view::outline(&decisions, docket, numbered));
            if item.has_reply() {
                lines.title(crate::messages::comments::items::reply_title(lang));
                lines.push(Look::Plain, item.reply.as_str());
            }
        }
    }
    lines
}

/// What speaks for a record or plan, in the words of the matrix of evidence.
fn spoken(lines: &mut Lines, program: &Program, index: &Index, key: &Key) {
    let counted = index.counted(key);
    if counted != Counted::default() {
        lines.push(Look::Dim, evidence_words::counted(program.lang, &counted));
    }
}

/// The figures of a record over the years, a sparkline each.
fn movement(lines: &mut Lines, program: &Program, plan: &plan::Plan, record: &plan::Record) {
    let lang = program.lang;
    let progress = of_record(plan, record);
    let all: Vec<String> = series(&progress, &progress.rows)
        .iter()
        .filter_map(|series| {
            let ((_, first), (_, last)) = (series.figures().next()?, series.figures().last()?);
            let trend = series.trend()?;
            let name = say::series_name(lang, &series.label, series.qualifier.as_deref(), &series.unit);
            let ends = [(trend.from.as_str(), first), (trend.to.as_str(), last)]
                .map(|(year, metric)| format!("{year} {}", records::number(metric.number)));
            let [from, to] = ends;
            let arrow = program.theme().arrow;
            Some(format!("{name}  {}  {from} {arrow} {to}", sparkline(program.theme(), series)))
        })
        .collect();
    if !all.is_empty() {
        lines.title(say::movement(lang));
        for text in all {
            lines.push(Look::Plain, text);
        }
    }
}

fn finding_lines(program: &Program, finding: &Finding) -> Vec<String> {
    let lang = program.lang;
    let mut lines = vec![finding.statement.clone()];
    lines.push(format!("{}{}", say::evidence(lang), lang.pick("：", ":")));
    lines.extend(finding.evidence.iter().map(|evidence| format!("  {}", evidence.was.printed)));
    if !finding.records.is_empty() {
        lines.push(format!("{}{}", say::speaks_for(lang), lang.pick("：", ":")));
        let records = finding.records.iter().map(|reference| match plan::find(program.plans(), reference) {
            Some((_, record)) => format!("  {}", records::name(lang, record)),
            None => format!("  {reference}"),
        });
        lines.extend(records);
    }
    if let Some(review) = &finding.review {
        lines.push(format!("{}{}{} {}", say::reviewed(lang), lang.pick("：", ": "), review.by, review.on));
    }
    if !finding.note.is_empty() {
        lines.push(format!("{}{}{}", say::note(lang), lang.pick("：", ": "), finding.note));
    }
    lines
}

/// Names of a set and of a code.
pub fn code_names(program: &Program, set: &str, code: &str) -> (String, String) {
    let opened = program.sets.iter().find(|known| known.id() == set);
    let name = opened.map_or(set.to_owned(), |opened| opened.title().to_owned());
    let docket = opened.and_then(|opened| opened.docket.as_ref());
    let title = docket.map_or(code.to_owned(), |docket| docket.codebook.title(code).to_owned());
    (name, title)
}
