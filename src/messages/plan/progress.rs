//! Words for the progress of a plan, its series, its yearly plan and its tree.

use crate::messages::{Lang, phrases};
use crate::plans::progress::series::Direction;

phrases! {
    progress_about: "進捗状況の表（戦略・事業・年度・達成度）" / "The progress table: strategies, measures, years, grades";
    series_about: "事業の数値の年度ごとの動き（達成度と並べるだけで、計算には使いません）" / "Figures of measures over the years, beside their grades";
    yearly_about: "年度別の取組計画（目標・現況・計画・計）" / "The yearly plan: targets, baselines, plans, ends";
    show_about: "一つの記録のすべて（上下、つながり、年度のセルの読み）" / "Everything about one record";
    tree_about: "計画の木" / "The tree of a plan";
    strategy_flag: "この戦略・施策の事業だけ（id）" / "Only measures under this strategy or policy (id)";
    grade_flag: "この達成度だけ" / "Only this grade";
    year_flag: "この年（西暦）について" / "In this year (western calendar)";
    meaning_flag: "セルがこう言うもの：figures 数値、state 状態、text 文、moved 移管、not_done 未実施、dash -、blank 空欄" / "Cells that say this: figures, state, text, moved, not_done, dash, blank";
    without_flag: "実績のない事業だけ（--year の年に、なければどの年にも）" / "Only measures without results (in --year, or in no year)";
    counts_flag: "戦略別・達成度別の数と、年度ごとにセルが言うこと" / "Counts by strategy and grade, and what cells say by year";
    measure_flag: "この事業だけ（番号か id）" / "Only this measure (number or id)";
    sums_flag: "単位ごとに足した値（再掲は足さない）" / "Sums by unit (repeated figures are left out)";
    record_flag: "記録（id か 計画:id）" / "Record (id, or plan:id)";
    under_flag: "この記録から下だけ" / "Only this record and what is below it";
    depth_flag: "この深さまで" / "Down to this depth";
    all_strategies: "全体" / "All";
    no_strategy: "（戦略なし）" / "(no strategy)";
    head_measures: "事業" / "Measures";
    head_rows: "行" / "Rows";
    head_graded: "達成度の数" / "Grades";
    head_strategy: "戦略" / "Strategy";
    head_policy: "施策" / "Policy";
    head_measure: "事業" / "Measure";
    head_line: "細目" / "Line";
    head_period: "実施年度" / "Planned";
    head_grade: "達成度" / "Grade";
    head_what: "数値" / "Figure";
    head_unit: "単位" / "Unit";
    head_trend: "動き" / "Trend";
    head_change: "増減" / "Change";
    head_percent: "増減率（％）" / "Change (%)";
    head_no: "番号" / "No.";
    head_marks: "印" / "Marks";
    head_label: "項目" / "Item";
    head_value: "内容" / "Value";
    head_figures: "数値" / "Figures";
    head_state: "状態" / "State";
    head_meaning: "読み" / "Says";
    head_unparsed: "読めない部分" / "Not understood";
    head_cell: "資料の記載" / "As printed";
    head_column: "列" / "Column";
    head_sum_of: "数値の数" / "Figures";
    counts_title: "戦略別・達成度別" / "By strategy and grade";
    years_title: "年度ごとにセルが言うこと（行の数）" / "What cells say, by year (rows)";
    series_title: "数値の動き" / "Figures over the years";
    sums_title: "単位ごとの合計" / "Sums by unit";
    missing_cell: "欄なし" / "no cell";
    above: "上位" / "Above";
    below: "下位" / "Below";
    links: "つながり" / "Links";
    no_cell_sign: "（欄なし）" / "(no cell)";
    grade_not_computed: "達成度は資料の記載で、数値から計算したものではない。" / "Grades are as printed; they are not computed from the figures.";
    like_with_like: "名前・単位・延べなどの別が同じ数値だけを並べる。金額は円にそろえる。" / "Only figures with the same name, unit and kind stand in one row. Money is in yen.";
    sums_mix: "単位が同じだけの違うものを足している。" / "Things of the same unit are added, whatever they are.";
}

/// What the row of a series shows where there is no figure.
pub fn trend(lang: Lang, direction: Direction) -> &'static str {
    match direction {
        Direction::Up => lang.pick("増", "up"),
        Direction::Down => lang.pick("減", "down"),
        Direction::Level => lang.pick("横ばい", "level"),
    }
}

/// A column of one grade.
pub fn of_grade(lang: Lang, grade: &str) -> String {
    lang.pick(format!("達成度{grade}"), format!("grade {grade}"))
}

/// How many there are.
pub fn totals(lang: Lang, measures: usize, rows: usize, grades: &[(String, usize)]) -> String {
    let graded: usize = grades.iter().map(|(_, count)| count).sum();
    let each: Vec<String> = grades.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let each = each.join("、");
    lang.pick(
        format!("事業{measures}、行{rows}、達成度{graded}（{each}）"),
        format!("{measures} measures, {rows} rows, {graded} grades ({each})"),
    )
}

/// How many of all are shown.
pub fn chosen(lang: Lang, rows: usize, all: usize) -> String {
    lang.pick(format!("選んだ行：{all}行のうち{rows}行"), format!("Rows chosen: {rows} of {all}"))
}

/// Measures without a result.
pub fn without(lang: Lang, year: Option<i64>, measures: &[&str]) -> String {
    let (count, list) = (measures.len(), measures.join("、"));
    match (lang, year) {
        (Lang::Ja, Some(year)) => format!("{year}年度に実績（数値・状態・文）のない事業：{count}（{list}）"),
        (Lang::Ja, None) => format!("どの年度にも実績（数値・状態・文）のない事業：{count}（{list}）"),
        (Lang::En, Some(year)) => format!("Measures without a result in {year}: {count} ({list})"),
        (Lang::En, None) => format!("Measures without a result in any year: {count} ({list})"),
    }
}

/// Figures that were not added because they are another record's.
pub fn repeated(lang: Lang, record: &str, same_as: &str) -> String {
    lang.pick(
        format!("再掲：{record} の数値は {same_as} と同じなので足していない。"),
        format!("Left out: the figures of {record} are those of {same_as}."),
    )
}

/// Figures that are another record's.
pub fn same_as(lang: Lang, record: &str, same_as: &str) -> String {
    lang.pick(
        format!("再掲：{record} の数値は {same_as} と同じ。"),
        format!("The figures of {record} are those of {same_as}."),
    )
}

/// There is no such measure.
pub fn unknown_measure(lang: Lang, name: &str) -> String {
    lang.pick(format!("事業「{name}」がありません。"), format!("There is no measure \"{name}\"."))
}

/// No row is like that.
pub fn none_chosen(lang: Lang) -> &'static str {
    lang.pick("当てはまる行がありません。", "No row is like that.")
}

/// The section responsible, below a yearly plan.
pub fn section_line(lang: Lang, section: &str) -> String {
    lang.pick(format!("事業実施課：{section}"), format!("Section responsible: {section}"))
}
