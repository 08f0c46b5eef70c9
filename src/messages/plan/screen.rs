//! Words of the terminal program's screens about plans: progress and the tree.

use crate::messages::{Lang, phrases};
use crate::plans::progress::series::Direction;

phrases! {
    progress: "進捗" / "Progress";
    tree: "計画" / "Plans";

    // Titles of commands.
    to_progress: "計画の進捗へ" / "Go to the progress of plans";
    to_tree: "計画の体系（課題・施策・事業のつながり）へ" / "Go to the tree of plans";
    go_back: "移る前の場所に戻る" / "Back to where you came from";
    next_plan: "次の表・見方へ" / "Next table or view";
    previous_plan: "前の表・見方へ" / "Previous table or view";
    open_record: "詳細を広げる・戻す" / "Enlarge the details, or back";
    filter: "戦略・達成度・年度で絞り込む" / "Filter by strategy, grade and year";
    by_strategy: "次の戦略だけを表示する" / "Show the next strategy only";
    by_grade: "次の達成度だけを表示する" / "Show the next grade only";
    without: "実績のない事業だけを表示する・戻す" / "Show only measures without results, or all";
    in_tree: "計画の体系の中で見る" / "Show it in the tree";
    export: "この計画の表をファイルに書き出す" / "Export this plan's table to a file";
    open_node: "開く・閉じる（開くものがなければ、その場所へ移る）" / "Open or close; go there where nothing can be opened";
    jump: "その場所へ移る（集計表・公表項目・進捗）" / "Go there (table, items, progress)";
    open_all: "この下を4段まで開く" / "Open four levels below";
    close_all: "すべて閉じる" / "Close everything";

    // Shorter titles for the footer.
    short_go_back: "前の場所" / "Back";
    short_next_plan: "次の表" / "Next";
    short_open_record: "詳細" / "Details";
    short_filter: "絞り込み" / "Filter";
    short_strategy: "戦略" / "Strategy";
    short_grade: "達成度" / "Grade";
    short_without: "実績なし" / "No results";
    short_in_tree: "体系" / "Tree";
    short_export: "書き出し" / "Export";
    short_open_node: "開く" / "Open";
    short_jump: "移る" / "Go";
    short_open_all: "下を開く" / "Open below";
    short_close_all: "全部閉じる" / "Close all";

    // Forms of tables and views of the tree.
    form_progress: "進捗" / "progress";
    form_yearly: "年度別計画" / "yearly plan";
    form_indicators: "指標" / "indicators";
    form_outline: "骨子" / "outline";
    view_structure: "体系から" / "From the structure";
    view_issues: "課題から" / "From issues";
    view_findings: "所見から" / "From findings";

    // Columns.
    column_no: "No." / "No.";
    column_title: "事業名" / "Measure";
    column_indicator: "指標" / "Indicator";
    column_slot: "項目" / "Item";
    column_text: "内容" / "Text";
    above: "〃" / "\"";

    // Details.
    details: "詳細" / "Details";
    details_start: "詳細の先頭です。" / "This is the start of the details.";
    details_end: "詳細の末尾です。" / "This is the end of the details.";
    about: "記録" / "Record";
    cells: "年度ごとの記載" / "Cells by year";
    movement: "数値の動き" / "Figures over the years";
    movement_note: "達成度は市・区の評価で、数値からは計算していません。" / "Grades are judgement and never computed from figures.";
    no_figures: "比べられる数値はありません。" / "There are no figures to compare.";
    blank: "（空欄）" / "(blank)";
    dash: "（なし）" / "(none)";
    not_read: "読み取れない部分" / "Not understood";
    section: "担当" / "Section";
    period: "実施年度" / "Years";
    grade: "達成度" / "Grade";
    state: "状態" / "State";
    flags: "印" / "Marks";
    aliases: "別の書き方" / "Also written";
    same_as: "再掲（数値は二度数えない）" / "Repeats (not added twice)";
    note: "注記" / "Note";
    date: "期日" / "Date";
    place: "場所" / "Place";
    attendance: "出席" / "Attendance";
    role: "発言者" / "Speaker";
    unit: "単位" / "Unit";
    figure: "測る設問" / "Measured by";
    links: "関連する記録" / "Linked records";
    plan: "計画" / "Plan";
    municipality: "自治体" / "Municipality";
    document: "資料" / "Document";
    sources: "出典" / "Source";
    records: "記録" / "Records";
    made_up: "一部は合成データ" / "partly synthetic data";
    evidence: "根拠" / "Evidence";
    speaks_for: "結び付いた記録" / "Speaks for";
    reviewed: "確認" / "Reviewed by";
    theme: "テーマ" / "Theme";

    // Kinds of things in the tree that are no records.
    kind_plan: "計画" / "plan";
    kind_question: "設問" / "question";
    questions_here: "この記録を調べた設問" / "Questions about it";
    kind_finding: "所見" / "finding";
    kind_code: "意見" / "comments";
    kind_item: "項目" / "item";

    // Filter.
    filter_all: "すべて表示（絞り込みを外す）" / "Everything (no filter)";
    no_grade: "なし" / "none";
    without_results: "実績のない事業" / "Measures without results";
    group: "戦略・施策" / "Group";
    unfilled_only: "未記入の欄" / "Slots not filled in";

    // What cannot be done, and why.
    no_plan: "計画がありません。koe.toml の plans に計画のファイル（TOML）を書いてください。" / "There is no plan. List plan files (TOML) under plans in koe.toml.";
    no_table: "表になる記録（事業・指標・記入欄）をもつ計画がありません。" / "No plan has measures, indicators or slots to show as a table.";
    loading: "計画を読み込んでいます…" / "Reading the plans…";
    plans_failed: "計画のファイルを読めないため使えません。" / "Not possible: the plans cannot be read.";
    one_table: "表はこれだけです。" / "There is only this table.";
    no_strategies: "この表には戦略の区分がありません。" / "This table has no strategies.";
    no_grades: "この表には達成度がありません。" / "This table has no grades.";
    nothing_here: "行がありません。" / "There is no row.";
    nothing_below: "この下に開くものはありません。" / "There is nothing to open below.";
    nothing_open: "開いているものはありません。" / "Nothing is open.";
    no_way_back: "戻る場所はありません。" / "There is nowhere to go back to.";
    no_place: "この記録は進捗の表にありません。ここで見てください。" / "This record stands in no progress table. It is shown here.";
    is_here: "ここに表示しています。" / "It is shown here.";
    no_findings: "所見はまだありません。集計表の数値や意見から所見を作ると、ここに並びます。" / "There are no findings yet. Pin one from a table or from comments.";
    no_issues: "課題・意向・施策の項目をもつ計画がありません。" / "No plan has issues, survey items or policy items.";
    item_gone: "その項目は今はありません。" / "The item is gone.";
}

/// Name of a table: form and plan.
pub fn table_name(lang: Lang, form: &str, plan: &str) -> String {
    lang.pick(format!("{form}：{plan}"), format!("{form}: {plan}"))
}

/// What is counted in a list of measures: measures, grades by letter, measures without results.
pub fn measures_line(lang: Lang, measures: usize, grades: &[(String, usize)], without: Option<usize>) -> String {
    let total: usize = grades.iter().map(|(_, count)| count).sum();
    let mut text = lang.pick(format!("{measures} 事業"), format!("{measures} measures"));
    if !grades.is_empty() {
        let by: Vec<String> = grades.iter().map(|(code, count)| format!("{code} {count}")).collect();
        let by = by.join(lang.pick("　", "  "));
        text += &lang.pick(format!("　{total} 達成度：{by}"), format!("  {total} grades: {by}"));
    }
    if let Some(without) = without {
        text += &lang.pick(format!("　実績なし {without}"), format!("  no results {without}"));
    }
    text
}

/// How many rows are shown of all.
pub fn shown_of(lang: Lang, shown: usize, all: usize) -> String {
    lang.pick(format!("{all} 行中 {shown} 行"), format!("{shown} of {all} rows"))
}

/// What is counted in a list of indicators.
pub fn indicators_line(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count} 指標"), format!("{count} indicators"))
}

/// What is counted in an outline.
pub fn slots_line(lang: Lang, slots: usize, unfilled: usize) -> String {
    lang.pick(format!("{slots} 欄　未記入 {unfilled}"), format!("{slots} slots, {unfilled} not filled in"))
}

/// A filter in words.
pub fn filtered(lang: Lang, parts: &[String]) -> String {
    let parts = parts.join(lang.pick("・", ", "));
    lang.pick(format!("絞り込み：{parts}"), format!("filter: {parts}"))
}

/// One strategy.
pub fn of_strategy(lang: Lang, name: &str) -> String {
    lang.pick(format!("戦略 {name}"), format!("strategy {name}"))
}

/// One grade.
pub fn of_grade(lang: Lang, grade: &str) -> String {
    lang.pick(format!("達成度 {grade}"), format!("grade {grade}"))
}

/// Rows that say something in a year.
pub fn of_year(lang: Lang, year: &str) -> String {
    lang.pick(format!("{year}に記載あり"), format!("something said in {year}"))
}

/// Which way figures go.
pub fn direction(lang: Lang, direction: Direction) -> &'static str {
    match direction {
        Direction::Up => lang.pick("増加", "up"),
        Direction::Down => lang.pick("減少", "down"),
        Direction::Level => lang.pick("同じ", "level"),
    }
}

/// The name of a series: what is counted, with its qualifier and unit.
pub fn series_name(lang: Lang, label: &str, qualifier: Option<&str>, unit: &str) -> String {
    let qualifier = qualifier.unwrap_or_default();
    let name = match (qualifier, label) {
        ("", "") => lang.pick("数", "figure").to_owned(),
        (qualifier, "") => qualifier.to_owned(),
        ("", label) => label.to_owned(),
        (qualifier, label) => format!("{label} {qualifier}"),
    };
    if unit.is_empty() { name } else { lang.pick(format!("{name}（{unit}）"), format!("{name} ({unit})")) }
}

/// First and last figure.
pub fn from_to(lang: Lang, [from, first]: [&str; 2], [to, last]: [&str; 2], way: &str) -> String {
    lang.pick(format!("{from} {first} から {to} {last} へ{way}"), format!("{from} {first} to {to} {last}: {way}"))
}

/// What stands below a thing of the tree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Below {
    pub measures: usize,
    pub questions: usize,
    pub findings: usize,
    pub opinions: usize,
}

/// Counts behind a name in the tree; only what is there.
pub fn below(lang: Lang, below: Below) -> String {
    let parts = [
        (lang.pick("事業", "measures"), below.measures),
        (lang.pick("設問", "questions"), below.questions),
        (lang.pick("所見", "findings"), below.findings),
        (lang.pick("意見", "opinions"), below.opinions),
    ];
    let there: Vec<String> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name}{}{count}", lang.pick("", " ")))
        .collect();
    there.join(" ")
}

/// Opinions with a code, and items under it.
pub fn coded(lang: Lang, set: &str, opinions: usize, items: usize) -> String {
    lang.pick(format!("{set}　{opinions}件・{items}項目"), format!("{set}: {opinions} opinions, {items} items"))
}

/// How many things a search has found.
pub fn found(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count} 件見つかりました"), format!("{count} found"))
}

/// An item with the number of its opinions.
pub fn item(lang: Lang, number: usize, opinions: usize, outline: &str) -> String {
    lang.pick(format!("{number}（{opinions}件）{outline}"), format!("{number} ({opinions} opinions) {outline}"))
}
