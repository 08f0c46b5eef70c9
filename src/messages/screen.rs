//! Words and sentences of the terminal program.
//!
//! Command titles first, then the words of screens and boxes, then sentences with parts.

use super::{Lang, people, phrases, problem};
use crate::model::diagnostic::CaseCounts;
use crate::model::survey::{Audience, RateBase, Source};
use crate::model::table::{BannerSpec, Base, BaseKind, Percent};
use crate::model::{Expr, Kind, Question, Survey};
use crate::project::{Op, StoreError, View};

phrases! {
    // Titles of commands.
    open_survey: "この調査の集計表を開く" / "Open this survey's tables";
    open_cell: "このセルの回答者を一覧する" / "List the respondents behind the cell";
    accept: "決定" / "Accept";
    toggle: "選ぶ・外す" / "Choose or drop";
    nest: "直前に選んだ項目に掛け合わせる（A×B）" / "Nest within the last one chosen (A×B)";
    remove: "削除" / "Delete";
    back: "戻る・取りやめる" / "Back, cancel";
    next_question: "次の設問" / "Next question";
    previous_question: "前の設問" / "Previous question";
    banners: "表側（クロス項目）を選ぶ" / "Choose banners";
    weight: "ウェイトを選ぶ" / "Choose a weight";
    filter: "集計対象を絞り込む" / "Filter respondents";
    base: "基数を切り替える（全員／回答者のみ）" / "Switch the base (all / answered only)";
    percent: "％の種類を切り替える（横・縦・全体・なし）" / "Switch percentages (row, column, total, none)";
    swap: "表側と表頭を入れ替える" / "Swap rows and columns";
    sort: "選択肢を多い順に並べる・戻す" / "Sort options by size, or back";
    missing: "無回答を表示する・隠す" / "Show or hide missing answers";
    lines: "セルの中身を切り替える（件数・％）" / "Switch what a cell shows (count, %)";
    digits: "小数の桁数を切り替える" / "Switch decimals";
    zoom: "この枠だけを大きく表示する・戻す" / "Maximise this pane, or back";
    line_left: "枠の境を左へ" / "Move the line between panes left";
    line_right: "枠の境を右へ" / "Move the line between panes right";
    line_up: "枠の境を上へ" / "Move the line between panes up";
    line_down: "枠の境を下へ" / "Move the line between panes down";
    line_at_end: "枠の境はこれ以上動かせません。" / "The line cannot go further.";
    select_up: "上のセルまで選ぶ" / "Select the cell above, too";
    select_down: "下のセルまで選ぶ" / "Select the cell below, too";
    select_left: "左のセルまで選ぶ" / "Select the cell to the left, too";
    select_right: "右のセルまで選ぶ" / "Select the cell to the right, too";
    edge_of_table: "表の端です。" / "This is the edge of the table.";
    copy_markdown: "コピーする（Markdown）" / "Copy as Markdown";
    next_pane: "次の枠へ" / "Next pane";
    previous_pane: "前の枠へ" / "Previous pane";
    search: "検索" / "Search";
    save: "この表を名前を付けて保存する" / "Save this table under a name";
    saved: "保存した表" / "Saved tables";
    note: "この設問にメモを書く" / "Write a note on this question";
    copy: "コピーする（Excelに貼り付けられる形）" / "Copy (can be pasted into Excel)";
    export: "この表をファイルに書き出す" / "Export this table to a file";
    undo: "元に戻す" / "Undo";
    redo: "やり直す" / "Redo";
    to_overview: "概要へ" / "Go to the overview";
    to_table: "集計表へ" / "Go to the tables";
    to_problems: "データ検査へ" / "Go to the data check";
    next_survey: "次の調査" / "Next survey";
    previous_survey: "前の調査" / "Previous survey";
    reload: "ファイルを読み直す" / "Read the files again";
    messages: "これまでのお知らせ" / "Messages so far";
    help: "この画面で使えるキー" / "Keys of this screen";
    palette: "すべての操作から選ぶ" / "All commands";
    menu: "メニュー" / "Menu";
    tour: "はじめての方への案内・終了" / "First walk through the program, or its end";
    quit: "終了" / "Quit";
    up: "上へ" / "Up";
    down: "下へ" / "Down";
    left: "左へ" / "Left";
    right: "右へ" / "Right";
    page_up: "1画面上へ" / "Page up";
    page_down: "1画面下へ" / "Page down";
    row_start: "行の先頭へ" / "Start of the line";
    row_end: "行の末尾へ" / "End of the line";
    first: "最初へ" / "First";
    last: "最後へ" / "Last";
    edit_back: "前の1字を消す" / "Delete the character before";
    edit_delete: "次の1字を消す" / "Delete the next character";
    edit_word: "前の語を消す" / "Delete the word before";
    edit_clear: "すべて消す" / "Delete everything";

    // Shorter titles for the footer.
    short_open_survey: "集計表" / "Tables";
    short_open_cell: "回答者" / "Who";
    short_next: "次" / "Next";
    short_previous: "前" / "Prev";
    short_banners: "表側" / "Banners";
    short_weight: "ウェイト" / "Weight";
    short_filter: "絞り込み" / "Filter";
    short_percent: "％の種類" / "Percent";
    short_pane: "枠" / "Pane";
    short_search: "検索" / "Search";
    short_problems: "検査" / "Check";
    short_saved: "保存した表" / "Saved";
    short_copy: "コピー" / "Copy";
    short_export: "書き出し" / "Export";
    short_help: "キー一覧" / "Keys";
    short_palette: "操作" / "Commands";
    short_menu: "メニュー" / "Menu";
    menu_file: "ファイル" / "File";
    menu_edit: "編集" / "Edit";
    menu_view: "表示" / "View";
    menu_act: "操作" / "Actions";
    menu_go: "移動" / "Go to";
    menu_help: "ヘルプ" / "Help";
    short_back: "戻る" / "Back";
    short_quit: "終了" / "Quit";
    short_nest: "掛け合わせ" / "Nest";

    // Screens and boxes.
    overview: "概要" / "Overview";
    table: "集計表" / "Tables";
    problems: "データ検査" / "Data check";
    list_box: "一覧" / "List";
    check_box: "選択" / "Choice";
    form_box: "入力" / "Form";
    surveys: "調査" / "Surveys";
    survey: "調査" / "Survey";
    questions_short: "設問" / "Qs";
    search_label: "検索:" / "Search:";
    search_hint: "文字を入力して絞り込み" / "type to narrow down";
    prompt_label: "＞" / ">";
    synthetic_mark: "合成データ" / "Synthetic data";
    read_only_mark: "［閲覧専用］" / "[read-only]";
    computing: "計算中…" / "counting…";
    loading: "読み込み中…（ほかの操作はできます）" / "Reading… (other things can be done meanwhile)";
    delivered: "到達数" / "delivered";
    loading_short: "読込中…" / "reading…";
    stopped_short: "中止" / "stopped";
    cannot_read_short: "読めません" / "unreadable";
    cannot_open: "プロジェクトを開けません" / "The project cannot be opened";
    no_options: "選択肢のない設問です。回答の有無だけを数えています。" / "This question has no options; only answered or not is counted.";
    no_problems: "問題は見つかりませんでした。" / "No problems were found.";
    nothing_found: "当てはまるものはありません。" / "Nothing matches.";
    no_saved: "保存した表はまだありません。集計表の画面で保存できます。" / "No table is saved yet. Tables are saved on the table screen.";
    no_weight: "なし（ウェイトを使わない）" / "None (unweighted)";
    banners_title: "表側（クロス項目）" / "Banners";
    filter_title: "集計対象の絞り込み" / "Filter";
    save_title: "表を保存する名前" / "Name of the saved table";
    name_missing: "名前を入力してください。" / "Type a name.";
    name_taken: "同じ名前の表があります。決定すると置き換えます。" / "A table has this name; it will be replaced.";
    nest_needs_first: "先に、掛け合わせる元の項目を選んでください。" / "Choose first what to nest within.";
    filter_example: "例: F1 = 2 and Q3 in (1, 3)　名前なら F1 = \"製造業\"　空なら絞り込みなし" / "e.g. F1 = 2 and Q3 in (1, 3), or by label F1 = \"retail\"; empty for no filter";
    what_to_do: "対応" / "What to do";
    format_xlsx: "Excel ブック" / "Excel book";
    format_csv: "CSV（Excelで開けるUTF-8）" / "CSV (UTF-8 that Excel opens)";
    format_markdown: "Markdown" / "Markdown";

    // Why something cannot be done, and what was done.
    input_method_on: "日本語入力がオンです。オフにすると1文字のキーが使えます。" / "The Japanese input method is on: turn it off to use single letters.";
    not_here: "この画面では使えません" / "not on this screen";
    exporting: "書き出しています。終わってから、もう一度押してください。" / "A file is being written. Press the key again when it is done.";
    export_stopping: "書き出しを取りやめています…" / "Writing is being stopped…";
    export_stopped: "書き出しを取りやめました。ファイルはできていません。" / "Writing was stopped. There is no file.";
    no_survey: "調査がありません。" / "There is no survey.";
    no_definition: "調査の定義を読めないため使えません。" / "Not possible: the survey's definition cannot be read.";
    still_loading: "読み込み中です。終わるまでお待ちください。" / "Still reading the files.";
    not_loaded: "この調査のファイルを読めないため使えません。" / "Not possible: this survey's files cannot be read.";
    no_table: "表がまだありません。" / "There is no table yet.";
    no_weights: "この調査にはウェイトの定義がありません。" / "This survey defines no weight.";
    read_only: "閲覧専用で開いているため、保存や変更はできません。" / "Opened read-only: nothing can be saved or changed.";
    nothing_to_undo: "元に戻す操作はありません。" / "There is nothing to undo.";
    nothing_to_redo: "やり直す操作はありません。" / "There is nothing to redo.";
    nothing_to_remove: "ここで削除できるものはありません。" / "Nothing here can be deleted.";
    one_survey: "調査は1つだけです。" / "There is only one survey.";
    last_question: "最後の設問です。" / "This is the last question.";
    first_question: "最初の設問です。" / "This is the first question.";
    nobody_behind: "平均などの欄には、回答者の一覧はありません。" / "No respondents stand behind means and the like.";
    computing_stopped: "計算を取りやめました。" / "Counting was stopped.";
    stopped: "処理が途中で止まりました（プログラムの不具合です）。元のファイルには何も書いていません。" / "The work stopped half-way (a mistake of the program). Your files were not touched.";
    panicked: "koe に不具合が起きたため終了しました。表計算ファイルは変更していません。保存した操作も残っています。" / "koe had to stop because of a mistake of its own. Your spreadsheets were not changed and what you saved is kept.";
}

/// No line of that kind is on the screen.
pub fn no_line(lang: Lang, across: bool) -> &'static str {
    match across {
        true => lang.pick("左右に動かせる枠の境がありません。", "No line between panes here goes left or right."),
        false => lang.pick("上下に動かせる枠の境がありません。", "No line between panes here goes up or down."),
    }
}

/// Messages that are not kept any more.
pub fn forgotten(lang: Lang, count: usize) -> String {
    lang.pick(
        format!("これより前の {count}件は残していません。"),
        format!("{count} messages before these are not kept."),
    )
}

/// Heads of the overview: sent, returned, valid, rate, problems; where there is room what the rate divides by, themes,
/// questions.
pub fn overview_columns(lang: Lang) -> [&'static str; 8] {
    lang.pick(
        ["配布数", "回収数", "有効数", "有効回答率", "未処理の問題", "回答率の分母", "テーマ", "設問"],
        ["Sent", "Returned", "Valid", "Rate", "Open problems", "Rate divides by", "Themes", "Questions"],
    )
}

/// What the response rate divides by.
pub fn rate_base(lang: Lang, base: RateBase) -> &'static str {
    match base {
        RateBase::Distributed => lang.pick("配布数", "sent"),
        RateBase::Delivered => lang.pick("到達数（配布数−不達）", "delivered (sent less undelivered)"),
    }
}

/// Heads of the problem list.
pub fn problem_columns(lang: Lang) -> [&'static str; 9] {
    lang.pick(
        ["重さ", "規則", "ファイル", "シート", "セル", "回答者", "設問", "値", "内容"],
        ["Type", "Rule", "File", "Sheet", "Cell", "Case", "Question", "Value", "Message"],
    )
}

/// Title of the help box.
pub fn help_title(lang: Lang, place: &str) -> String {
    lang.pick(
        format!("キー一覧（{place}）　選んで決定すると実行します"),
        format!("Keys ({place}): choose one to run it"),
    )
}

/// Title of the question list.
pub fn questions(lang: Lang, shown: usize, all: usize) -> String {
    if shown == all {
        lang.pick(format!("設問 {all}"), format!("Questions {all}"))
    } else {
        lang.pick(format!("設問 {shown}／{all}"), format!("Questions {shown}/{all}"))
    }
}

/// Kind of question, as the table's title has it.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Single | Kind::Matrix => lang.pick("（単数回答）", "(one answer)"),
        Kind::Multiple => lang.pick("（複数回答）", "(several answers)"),
        Kind::Numeric => lang.pick("（数値）", "(number)"),
        Kind::Date => lang.pick("（日付）", "(date)"),
        Kind::Text => lang.pick("（自由記述）", "(free text)"),
        Kind::Rank => lang.pick("（順位）", "(ranking)"),
    }
}

/// The same in one or two letters.
pub fn kind_short(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Single | Kind::Matrix => lang.pick("単", "1"),
        Kind::Multiple => lang.pick("複", "+"),
        Kind::Numeric => lang.pick("数", "#"),
        Kind::Date => lang.pick("日", "d"),
        Kind::Text => lang.pick("文", "t"),
        Kind::Rank => lang.pick("順", "r"),
    }
}

/// Title of the chart's pane: bands of all groups, or bars of one.
pub fn chart_title(lang: Lang, bands: bool, of_rows: bool, group: &str) -> String {
    let unit = if of_rows { lang.pick("％", "%") } else { lang.pick("横％", "row %") };
    match bands {
        true => lang.pick(format!("帯グラフ（{unit}）"), format!("Bands ({unit})")),
        false => lang.pick(format!("横棒グラフ（{unit}）　{group}"), format!("Bars ({unit}): {group}")),
    }
}

/// What was left out below.
pub fn more(lang: Lang, count: usize) -> String {
    lang.pick(format!("ほか{count}"), format!("{count} more"))
}

/// Title of a grouping: a banner or a question.
pub fn grouping_title(survey: &Survey, id: &str) -> String {
    if let Some(banner) = survey.banners.iter().find(|banner| banner.id == id) {
        let title = if banner.label.is_empty() { &banner.id } else { &banner.label };
        return crate::text::fold::display(title);
    }
    let title =
        |question: &Question| if question.label.is_empty() { question.text.clone() } else { question.label.clone() };
    crate::text::fold::display(&survey.question(id).map_or(id.to_owned(), title))
}

/// Title of a banner, nested ones joined by ×.
pub fn banner_title(survey: &Survey, banner: &BannerSpec) -> String {
    let titles: Vec<String> = banner.0.iter().map(|id| grouping_title(survey, id)).collect();
    titles.join("×")
}

/// A way of dividing.
pub fn percent_name(lang: Lang, percent: Percent) -> &'static str {
    match percent {
        Percent::Row => lang.pick("横％", "row"),
        Percent::Column => lang.pick("縦％", "column"),
        Percent::Total => lang.pick("全体％", "total"),
        Percent::None => lang.pick("件数のみ", "none"),
    }
}

/// A filter as written, with what it says: F1 = 2（業種が「製造業」）.
pub fn filter_words(lang: Lang, survey: &Survey, filter: &Expr) -> String {
    let words = super::condition::words(lang, &filter.labelled(survey));
    lang.pick(format!("{filter}（{words}）"), format!("{filter} ({words})"))
}

/// One thing that a table is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Which.
    pub what: SettingOf,
    /// Its name, with a colon.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The value where there is less and less room: of a filter its words alone, then the expression alone.
    pub short: Vec<String>,
    /// It is other than usual.
    pub is_set: bool,
}

/// What a table is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SettingOf {
    Banners,
    Weight,
    Filter,
    Base,
    Percent,
}

/// What the table is made of.
pub fn settings(lang: Lang, survey: &Survey, view: &View) -> Vec<Setting> {
    let none = lang.pick("なし", "none");
    let titles: Vec<String> = view.banners.iter().map(|banner| banner_title(survey, banner)).collect();
    let banners = if titles.is_empty() { none.to_owned() } else { titles.join(lang.pick("、", ", ")) };
    let base = match view.base {
        BaseKind::All => lang.pick("全員", "all"),
        BaseKind::Answered => lang.pick("回答者のみ", "answered"),
    };
    let percent = percent_name(lang, view.percent);
    let filter = view.filter.as_ref().map_or(none.to_owned(), |filter| filter_words(lang, survey, filter));
    let short = view
        .filter
        .as_ref()
        .map_or(Vec::new(), |filter| vec![super::condition::words(lang, &filter.labelled(survey)), filter.to_string()]);
    let weight =
        view.weight.as_ref().map_or(none.to_owned(), |id| super::table::weight_name(lang, &survey.weight_name(id)));
    let id = view.weight.clone().into_iter().collect();
    let setting = |what, (ja, en): (&str, &str), value: String, short: Vec<String>, is_set| {
        let name = format!("{}:", lang.pick(ja, en));
        Setting { what, name, value, short, is_set }
    };
    vec![
        setting(SettingOf::Banners, ("表側", "By"), banners, Vec::new(), !view.banners.is_empty()),
        setting(SettingOf::Weight, ("ウェイト", "Weight"), weight, id, view.weight.is_some()),
        setting(SettingOf::Filter, ("絞り込み", "Filter"), filter, short, view.filter.is_some()),
        setting(SettingOf::Base, ("基数", "Base"), base.to_owned(), Vec::new(), view.base != BaseKind::All),
        setting(SettingOf::Percent, ("％", "%"), percent.to_owned(), Vec::new(), view.percent != Percent::Row),
    ]
}

/// What a copied figure is quoted with, besides its question, in one line: banners, filter, weight, base, percentages.
pub fn quoted(lang: Lang, survey: &Survey, view: &View, n: u64) -> String {
    let mut settings = settings(lang, survey, view);
    for base in settings.iter_mut().filter(|setting| setting.what == SettingOf::Base) {
        base.value.push_str(&lang.pick(format!("（n={n}）"), format!(" (n={n})")));
    }
    let parts: Vec<String> = settings.iter().map(|setting| format!("{}{}", setting.name, setting.value)).collect();
    crate::text::fold::display(&parts.join(lang.pick("　", "; ")))
}

/// Who is counted, by kind of answer.
pub fn base_line(lang: Lang, base: &Base) -> String {
    let words = super::table::missing(lang);
    let counts = [base.NA, base.NAP, base.INV, base.UNK];
    let answered = lang.pick("回答", "answered");
    let filtered = lang.pick("絞り込みで対象外", "filtered out");
    let parts = std::iter::once((answered, base.answered, true))
        .chain(words.iter().zip(counts).map(|((_, label), count)| (*label, count, count > 0)))
        .chain(std::iter::once((filtered, base.excluded.filtered, base.excluded.filtered > 0)));
    let parts = parts.filter(|(.., shown)| *shown).map(|(label, count, _)| format!("{label} {count}"));
    let gap = lang.pick("　", ", ");
    std::iter::once(format!("n={}", base.n)).chain(parts).collect::<Vec<_>>().join(gap)
}

/// Whom the percentages of groups divide by where those in no group are left out.
pub fn percent_base(lang: Lang, known: u64) -> String {
    lang.pick(format!("　％は区分の分かる {known} による"), format!(", percentages: the {known} in a group"))
}

/// What the mark of a small base means.
pub fn small_legend(lang: Lang, mark: &str, min_base: u64) -> String {
    lang.pick(format!("{mark} nが{min_base}未満（参考値）"), format!("{mark} n under {min_base}, for reference"))
}

/// The same after the words of a cell.
pub fn small_base(lang: Lang, min_base: u64) -> String {
    lang.pick(format!("　※nが{min_base}未満のため参考値"), format!("  * n under {min_base}: for reference only"))
}

/// The parts of the sentence about a cell.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields say it; figures are printed already")]
pub struct CellWords<'a> {
    pub group: &'a str,
    pub option: &'a str,
    pub count: &'a str,
    pub n: u64,
    pub base: &'a str,
    pub percent: &'a str,
    pub kind: Percent,
    pub weighted: bool,
}

/// 「小売業 × いない: 34人 / 98人 = 34.7%」.
pub fn cell_words(lang: Lang, audience: Audience, cell: &CellWords<'_>, has_percent: bool) -> String {
    let CellWords { group, option, count, n, base, percent, kind, weighted } = *cell;
    let person = people::unit(lang, audience);
    let who = match weighted {
        true => lang.pick(format!("{n}{person}、加重後 {count}"), format!("{n} respondents, weighted {count}")),
        false => format!("{n}{person}"),
    };
    let share = match kind {
        _ if !has_percent => String::new(),
        Percent::Row if weighted => format!(" / {base} = {percent}%"),
        Percent::Row => format!(" / {base}{person} = {percent}%"),
        Percent::Column => lang.pick(format!("（縦％ {percent}%）"), format!(" (column {percent}%)")),
        Percent::Total | Percent::None => lang.pick(format!("（全体％ {percent}%）"), format!(" (of all {percent}%)")),
    };
    format!("{group} × {option}: {who}{share}")
}

/// A cell of a group that nobody is in: there is nothing to divide by.
pub fn nobody_in_group(lang: Lang, audience: Audience, group: &str, option: &str) -> String {
    let nobody = people::counted(lang, audience, 0);
    lang.pick(
        format!("{group} × {option}: {nobody}（この区分の回答者がいないので、割合はありません）"),
        format!("{group} × {option}: {nobody} (nobody is in this group, so there is no percentage)"),
    )
}

/// 「小売業: 98人」.
pub fn base_words(lang: Lang, audience: Audience, group: &str, base: &str) -> String {
    format!("{group}: {}", people::respondents(lang, audience, base))
}

/// The banners chosen so far.
pub fn chosen(lang: Lang, titles: &[String]) -> String {
    if titles.is_empty() {
        return lang.pick("選択中: なし（単純集計）", "Chosen: none (totals only)").to_owned();
    }
    lang.pick(format!("選択中: {}", titles.join("、")), format!("Chosen: {}", titles.join(", ")))
}

/// Where a respondent's row is.
pub fn place_of(lang: Lang, file: &str, sheet: &str, row: usize) -> String {
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let sheet = if sheet.is_empty() { String::new() } else { format!(" {sheet}") };
    lang.pick(format!("{file}{sheet} {row}行"), format!("{file}{sheet} row {row}"))
}

/// Title of the note's form.
pub fn note_title(lang: Lang, question: &str) -> String {
    lang.pick(format!("{question} のメモ（空にすると消えます）"), format!("Note on {question} (empty removes it)"))
}

/// What became of the rows.
pub fn cases_line(lang: Lang, counts: &CaseCounts) -> String {
    let CaseCounts { read, valid, blank, duplicate, out_of_scope, left_out } = *counts;
    // Most surveys leave nobody out by hand.
    let by_hand = match left_out {
        0 => String::new(),
        n => lang.pick(format!(" ＋ 個別除外 {n}件"), format!(" + {n} left out by hand")),
    };
    lang.pick(
        format!(
            "読み込み {read}件 ＝ 有効 {valid}件 ＋ 白紙 {blank}件 ＋ 重複 {duplicate}件 ＋ 対象外 {out_of_scope}件{by_hand}"
        ),
        format!(
            "{read} rows read = {valid} valid + {blank} blank + {duplicate} repeated + {out_of_scope} out of scope{by_hand}"
        ),
    )
}

/// The response rate with its denominator.
pub fn rate_line(lang: Lang, base: RateBase, valid: u64, whole: u64, rate: &str) -> String {
    let name = rate_base(lang, base);
    lang.pick(
        format!("有効回答率 {rate} ＝ 有効 {valid} ÷ {name} {whole}"),
        format!("Response rate {rate} = {valid} valid / {whole} {name}"),
    )
}

/// Problems by severity.
pub fn problems_line(lang: Lang, [errors, warnings, infos]: [usize; 3], open: usize) -> String {
    let all = errors + warnings + infos;
    let name = |severity| problem::severity(lang, severity);
    let (error, warning) = (name(crate::model::Severity::Error), name(crate::model::Severity::Warning));
    let info = name(crate::model::Severity::Info);
    lang.pick(
        format!(
            "データ検査　指摘 {all}件（{error} {errors}、{warning} {warnings}、{info} {infos}）うち未処理 {open}件"
        ),
        format!("Data check: {all} found ({errors} {error}, {warnings} {warning}, {infos} {info}), {open} open"),
    )
}

/// Themes asked about.
pub fn themes_line(lang: Lang, themes: &[&str], questions: usize) -> String {
    let themes = if themes.is_empty() { "-".to_owned() } else { themes.join(lang.pick("、", ", ")) };
    lang.pick(format!("テーマ　{themes}（{questions}問）"), format!("Themes: {themes} ({questions} questions)"))
}

/// A spreadsheet the answers are in.
pub fn source_line(lang: Lang, source: &Source) -> String {
    let mode =
        source.mode.as_ref().map_or(String::new(), |mode| lang.pick(format!("（{mode}）"), format!(" ({mode})")));
    lang.pick(format!("ファイル　{}{mode}", source.file), format!("File: {}{mode}", source.file))
}

/// A file was written.
pub fn exported(lang: Lang, path: &str) -> String {
    lang.pick(format!("書き出しました: {path}"), format!("Written: {path}"))
}

/// A text was copied.
pub fn copied(lang: Lang, lines: usize, sure: bool) -> String {
    match sure {
        true => lang.pick(
            format!("{lines}行をコピーしました。Excelに貼り付けられます。"),
            format!("{lines} lines copied; paste them into Excel."),
        ),
        false => lang.pick(
            format!("{lines}行のコピーを端末に頼みました。貼り付けられないときは書き出しを使ってください。"),
            format!("The terminal was asked to copy {lines} lines. If pasting fails, export instead."),
        ),
    }
}

/// Where nothing else can be shown.
pub fn too_small(lang: Lang, (columns, rows): (u16, u16)) -> String {
    lang.pick(
        format!("画面が小さすぎます（{columns}×{rows}以上）"),
        format!("The screen is too small ({columns}×{rows} or more)"),
    )
}

/// A key without a meaning here.
pub fn unknown_key(lang: Lang, key: &str, help: &str) -> String {
    lang.pick(
        format!("{key} はここでは使いません。キー一覧は {help} です。"),
        format!("{key} does nothing here. {help} lists the keys."),
    )
}

/// How far reading is, and what stops it.
pub fn loading_part(lang: Lang, percent: u64, key: &str) -> String {
    lang.pick(format!("読み込み中 {percent}%…（{key} で中止）"), format!("Reading {percent}%… ({key} stops it)"))
}

/// How far reading is, for a column of a table.
pub fn loading_part_short(lang: Lang, percent: u64) -> String {
    lang.pick(format!("読込中 {percent}%"), format!("reading {percent}%"))
}

/// Reading was stopped, and what reads again.
pub fn loading_stopped(lang: Lang, key: &str) -> String {
    lang.pick(
        format!("読み込みを中止しました。{key} で読み直せます。"),
        format!("Reading was stopped. {key} reads it again."),
    )
}

/// What ends the program.
pub fn how_to_quit(lang: Lang, key: &str) -> String {
    lang.pick(format!("終了するには {key} を押してください。"), format!("Press {key} to quit."))
}

/// A saved table's survey is not in the project any more.
pub fn survey_gone(lang: Lang, id: &str) -> String {
    lang.pick(format!("調査「{id}」がプロジェクトにありません。"), format!("The project has no survey \"{id}\"."))
}

/// Its question is gone.
pub fn question_gone(lang: Lang, id: &str) -> String {
    lang.pick(format!("設問「{id}」が調査にありません。"), format!("The survey has no question \"{id}\"."))
}

/// A change by its name.
fn act(lang: Lang, op: &Op) -> String {
    match op {
        Op::SaveTable { name, .. } => lang.pick(format!("表「{name}」の保存"), format!("saving the table \"{name}\"")),
        Op::DeleteTable { name } => lang.pick(format!("表「{name}」の削除"), format!("deleting the table \"{name}\"")),
        Op::SetView { .. } => lang.pick("表の設定の変更", "changing the table's settings").to_owned(),
        Op::SetNote { question, .. } => lang.pick(format!("{question} のメモ"), format!("the note on {question}")),
        Op::Comment { act, .. } => super::comments::act(lang, act),
        Op::Answers { act, .. } => super::fix::act(lang, act),
        Op::Finding { act } => super::finding::act(lang, act),
    }
}

/// It was done; `None` where the screen shows it anyway.
pub fn done(lang: Lang, op: &Op) -> Option<String> {
    match op {
        Op::SetView { .. } => None,
        Op::SaveTable { name, .. } => {
            Some(lang.pick(format!("表「{name}」を保存しました。"), format!("Table \"{name}\" saved.")))
        }
        Op::DeleteTable { name } => {
            Some(lang.pick(format!("表「{name}」を削除しました。"), format!("Table \"{name}\" deleted.")))
        }
        Op::SetNote { question, .. } => {
            Some(lang.pick(format!("{question} のメモを保存しました。"), format!("Note on {question} saved.")))
        }
        Op::Comment { act, .. } => super::comments::done(lang, act),
        Op::Answers { act, .. } => Some(super::fix::done(lang, act)),
        Op::Finding { act } => super::finding::done(lang, act),
    }
}

/// It was undone; `place` says where it is seen, if that is not on the screen.
pub fn undone(lang: Lang, op: &Op, place: Option<&str>) -> String {
    let place = place.unwrap_or_default();
    lang.pick(format!("元に戻しました: {}{place}", act(lang, op)), format!("Undone: {}{place}", act(lang, op)))
}

/// It was redone; `place` as for `undone`.
pub fn redone(lang: Lang, op: &Op, place: Option<&str>) -> String {
    let place = place.unwrap_or_default();
    lang.pick(format!("やり直しました: {}{place}", act(lang, op)), format!("Redone: {}{place}", act(lang, op)))
}

/// Where a change is seen that is not on the screen: the screen, the key that leads there, and of which survey or set it is
/// where there are several.
pub fn seen_at(lang: Lang, screen: &str, key: Option<&str>, title: &str) -> String {
    let key = key.map_or(String::new(), |key| lang.pick(format!("［{key}］"), format!(" [{key}]")));
    let of = if title.is_empty() { String::new() } else { lang.pick(format!("、{title}"), format!(", {title}")) };
    match lang {
        Lang::Ja => format!("（ここには見えません: {screen}の画面{key}{of}）"),
        Lang::En => format!(" (not to be seen here: {screen}{key}{of})"),
    }
}

/// Why the journal cannot be read or written.
pub fn store_error(lang: Lang, error: &StoreError) -> String {
    let (ja, en) = match error {
        StoreError::ReadOnly { .. } => {
            ("記録のファイルに書き込めません（読み取り専用です）。", "The journal is read-only.")
        }
        StoreError::Locked { .. } => (
            "ほかのプログラムが記録に書き込み中です。少し待ってからやり直してください。",
            "Another program is writing to the journal. Try again in a moment.",
        ),
        StoreError::Newer { .. } | StoreError::UnknownAct { .. } => (
            "記録は新しい版の koe で作られています。koe を新しくしてください。",
            "The journal was made by a newer koe. Update koe.",
        ),
        StoreError::Interrupted { .. } => (
            "前回、書き込みの途中で止まっています。書き込みできる状態で一度開いてください。",
            "A write was interrupted. Open the project once with write permission.",
        ),
        StoreError::Replaced { .. } => (
            "記録のファイルが入れ替わりました。koe を開き直してください。",
            "The journal was exchanged. Open the project again.",
        ),
        StoreError::Damaged { .. } => (
            "記録のファイルが壊れています。控えから戻してください。",
            "The journal is damaged. Restore it from a copy.",
        ),
        StoreError::NotAJournal { .. } => (
            "記録の場所にあるのは koe のファイルではありません。koe.toml の store を見直してください。",
            "The file in the journal's place is not koe's. Check store in koe.toml.",
        ),
        StoreError::Unsupported { .. } => (
            "koe.toml の store の種類には、まだ対応していません。",
            "This kind of store in koe.toml is not supported yet.",
        ),
        StoreError::Outside { .. } => {
            ("koe.toml の store がプロジェクトの外を指しています。", "store in koe.toml points outside the project.")
        }
        StoreError::Failed { .. } => ("記録を読み書きできません。", "The journal cannot be read or written."),
    };
    format!("{}{}", lang.pick(ja, en), lang.pick(format!("（{error}）"), format!(" ({error})")))
}

/// There is no terminal to draw on.
pub fn no_terminal(lang: Lang, detail: &str) -> String {
    lang.pick(
        format!("画面を使えません（{detail}）。端末で実行するか、koe tab などのコマンドを使ってください。"),
        format!("There is no terminal to draw on ({detail}). Run it in a terminal, or use commands such as koe tab."),
    )
}

/// A question without options: where what was written can be read. `set`: the set of comments with its answers, and the key
/// that leads there.
pub fn written_answers(lang: Lang, set: Option<(&str, &str)>) -> String {
    match set {
        Some((title, key)) => lang.pick(
            format!("書かれた文は「{title}」にあります。「回答あり」で {key} を押すと一覧します（氏名などは伏せ字）。"),
            format!("What was written is in \"{title}\": {key} on \"Answered\" lists it, with names and the like masked."),
        ),
        None => lang.pick(
            "書かれた文を一覧・分類するには、koe.toml の comments にこの設問の定義（kind = \"survey\"）を加えてください。".to_owned(),
            "To list and code what was written, add a definition of this question (kind = \"survey\") under comments in koe.toml."
                .to_owned(),
        ),
    }
}
