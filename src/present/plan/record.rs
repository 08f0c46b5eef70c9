//! One record with everything about it, and the tree of a plan, as pages.

use super::{grouped, page, word};
use crate::messages::{Lang, plan as plan_words, plan::progress as words};
use crate::model::plan::{self, Plan, Record, YearCell, book};
use crate::present::Page;
use crate::present::grid::{Grid, Head, Line, Part, Row, Stub};

/// Everything about a record: its fields, what stands above and below it, its links both ways; then its year cells with what
/// was read in them.
pub fn pages(plans: &[Plan], plan: &Plan, record: &Record, lang: Lang) -> Vec<Page> {
    let mut pages = vec![fields(plans, plan, record, lang)];
    if !record.years.is_empty() {
        pages.push(years(plan, record, lang));
    }
    pages
}

fn fields(plans: &[Plan], plan: &Plan, record: &Record, lang: Lang) -> Page {
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut push = |label: &str, text: String| {
        if !text.is_empty() {
            rows.push((label.to_owned(), text));
        }
    };
    let label = |key: &str| plan_words::exchange::label(lang, book::Part::Records, key);
    let unfilled = if record.is_unfilled() { plan_words::unfilled(lang) } else { "" };
    push(&label("kind"), plan_words::kind(lang, &record.kind).to_owned());
    for (key, text) in [
        ("no", record.no.as_str()),
        ("title", &record.title),
        ("text", if unfilled.is_empty() { &record.text } else { unfilled }),
        ("section", &record.section),
        ("period", &record.period),
        ("grade", record.grade.as_deref().unwrap_or_default()),
        ("state", &record.state),
        ("reading", &record.reading),
        ("date", &record.date),
        ("role", &record.role),
        ("place", &record.place),
        ("attendance", &record.attendance),
        ("unit", &record.unit),
        ("note", &record.note),
    ] {
        push(&label(key), text.to_owned());
    }
    for (key, texts) in [("flags", &record.flags), ("aliases", &record.aliases), ("phrases", &record.phrases)] {
        push(&label(key), texts.join("、"));
    }
    if let Some(scale) = plan.scale(record).filter(|_| record.grade.is_some()) {
        push(&label("scale"), [scale.title.as_str(), &scale.note].join(" ").trim().to_owned());
    }
    if let Some(figure) = &record.figure {
        let parts = [Some(&figure.survey), Some(&figure.question), figure.option.as_ref(), figure.banner.as_ref()];
        let parts: Vec<&str> = parts.into_iter().flatten().chain(figure.group.as_ref()).map(String::as_str).collect();
        push(&label("figure.question"), parts.join(" / "));
    }
    let named = |record: &Record| format!("{} {}（{}）", record.id, record.title, plan_words::kind(lang, &record.kind));
    if let Some(same) = record.same_as.as_deref().and_then(|id| plan.record(id)) {
        push(&label("same_as"), named(same));
    }
    for above in plan.lineage(record).into_iter().skip(1) {
        push(words::above(lang), named(above));
    }
    for below in plan.children(Some(&record.id)) {
        push(words::below(lang), named(below));
    }
    for link in plan::linked(plans, plan, record) {
        let Some((home, other)) = plan::find(plans, &link) else { continue };
        let home = if home.id == plan.id { String::new() } else { format!("{}：", home.about.title) };
        push(words::links(lang), format!("{home}{}", named(other)));
    }
    let mut last = String::new();
    let row = |(label, text): (String, String)| {
        // A label stands once over several of its kind.
        let shown = if label == last { String::new() } else { label.clone() };
        last = label;
        Row { head: Head::new("", shown, Part::Group), line: Line::Figure, first: true, cells: vec![word(&text)] }
    };
    let grid = Grid {
        title: record.name(),
        subtitles: vec![format!("{}:{} {}", plan.id, record.id, plan.about.title)],
        corner: [String::new(), words::head_label(lang).to_owned()],
        stub: Stub::Blocks,
        columns: vec![Head::new("", words::head_value(lang), Part::Figure)],
        rows: rows.into_iter().map(row).collect(),
        notes: Vec::new(),
    };
    page(plan, &record.id, grid, lang)
}

fn years(plan: &Plan, record: &Record, lang: Lang) -> Page {
    let heads = [words::head_cell, words::head_meaning, words::head_figures, words::head_state, words::head_unparsed];
    let row = |(column, cell): &(&plan::Column, YearCell)| {
        let metrics: Vec<String> = cell.metrics.iter().map(metric).collect();
        Row {
            head: Head::new("", format!("{}（{}）", column.label, plan_words::role(lang, column.role)), Part::Group),
            line: Line::Figure,
            first: true,
            cells: vec![
                word(&cell.raw),
                word(plan_words::meaning(lang, cell.meaning)),
                word(&metrics.join("、")),
                word(cell.state.as_deref().unwrap_or_default()),
                word(cell.unparsed.as_deref().unwrap_or_default()),
            ],
        }
    };
    let grid = Grid {
        title: words::series_title(lang).to_owned(),
        subtitles: Vec::new(),
        corner: [String::new(), words::head_column(lang).to_owned()],
        stub: Stub::Blocks,
        columns: heads.into_iter().map(|head| Head::new("", head(lang), Part::Figure)).collect(),
        rows: plan.years(record).iter().map(row).collect(),
        notes: Vec::new(),
    };
    page(plan, &record.id, grid, lang)
}

fn metric(metric: &plan::Metric) -> String {
    let qualifier = metric.qualifier.as_deref().unwrap_or_default();
    let note = if metric.note.is_empty() { String::new() } else { format!("（{}）", metric.note) };
    format!("{} {qualifier}{}{}{note}", metric.label, grouped(&metric.number.value().to_string()), metric.unit)
        .trim()
        .to_owned()
}

/// The records of a plan from the top, or from one record, indented by their depth; to a depth, if one is given.
pub fn tree(plan: &Plan, under: Option<&Record>, depth: Option<usize>, lang: Lang) -> Page {
    let mut rows = Vec::new();
    match under {
        Some(record) => branch(plan, record, 0, depth, lang, &mut rows),
        None => plan.children(None).for_each(|record| branch(plan, record, 0, depth, lang, &mut rows)),
    }
    let heads = [plan_words::head_title, plan_words::head_kind, plan_words::head_period, plan_words::head_grade];
    let grid = Grid {
        title: plan.about.title.clone(),
        subtitles: plan.about.sources.clone(),
        corner: [String::new(), plan_words::head_id(lang).to_owned()],
        stub: Stub::Blocks,
        columns: heads.into_iter().map(|head| Head::new("", head(lang), Part::Figure)).collect(),
        rows,
        notes: Vec::new(),
    };
    page(plan, &plan.id, grid, lang)
}

fn branch(plan: &Plan, record: &Record, at: usize, depth: Option<usize>, lang: Lang, rows: &mut Vec<Row>) {
    let unfilled = if record.is_unfilled() { format!("（{}）", plan_words::unfilled(lang)) } else { String::new() };
    let marks = if record.flags.is_empty() { String::new() } else { format!(" {}", record.flags.join("")) };
    let title = format!("{}{}{marks}{unfilled}", "　".repeat(at), record.name());
    rows.push(Row {
        head: Head::new("", &record.id, Part::Group),
        line: Line::Figure,
        first: true,
        cells: vec![
            word(&title),
            word(plan_words::kind(lang, &record.kind)),
            word(if record.period.is_empty() { &record.state } else { &record.period }),
            word(record.grade.as_deref().unwrap_or_default()),
        ],
    });
    // Parents are checked when a plan is read, so the branches end.
    if depth.is_none_or(|depth| at < depth) {
        for below in plan.children(Some(&record.id)) {
            branch(plan, below, at + 1, depth, lang, rows);
        }
    }
}
