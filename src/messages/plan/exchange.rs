//! Words for plans that are handed on and taken in: workbooks, tables in their original layout, TOML.

use std::path::Path;

use crate::messages::{Lang, phrases};
use crate::model::plan::book::{MORE, Part, What, YEARS};

phrases! {
    export_about: "計画を表や編集用のファイルに書き出します" / "Write a plan as a table or as a file to edit";
    import_about: "計画の表や編集したファイルを計画（TOML）にします" / "Turn a table of a plan, or an edited file, into a plan (TOML)";
    layout_flag: "もとの資料の形：progress（進捗状況）か yearly（年度別の取組計画）" / "Original layout: progress or yearly";
    import_layout_flag: "表の形：progress（進捗状況）か yearly（年度別の取組計画）。指定しなければ koe が書き出した編集用のファイル" / "Layout of the table: progress or yearly; without it, a workbook that koe wrote";
    import_file: "計画の表（Excel、csv など）" / "The table (Excel, csv, …)";
    import_sheet: "シートの名前か番号" / "Name or number of the sheet";
    id_flag: "できる計画の id" / "Id of the plan";
    title_flag: "できる計画の題名" / "Title of the plan";
    replace_flag: "あるファイルを置き換える" / "Replace the file if it is there";
    no_output: "書き出すファイルを -o で指定してください（.xlsx か .toml。--layout を付けると .xlsx、.docx、.md、.csv）。" / "Name the file with -o (.xlsx or .toml; with --layout .xlsx, .docx, .md or .csv).";
    toml_only: "計画は TOML で書き出します。-o に .toml のファイルを指定してください。" / "A plan is written as TOML; name a .toml file with -o.";
    one_plan: "計画が複数あります。--plan で一つ選んでください。" / "There are several plans; choose one with --plan.";
    no_comments: "TOML に書かれていたコメント（# の行）は計画の内容ではないので、書き出したファイルにはありません。" / "Comments (lines with #) are no part of a plan and are not in the file.";
    strategy_head: "戦略目標" / "Strategy";
    policy_head: "施策" / "Policy";
    part_head: "施策の細分" / "Part of the policy";
    no_head: "No." / "No.";
    measure_head: "事業名" / "Measure";
    text_head: "内容" / "Contents";
    line_head: "細目" / "Line";
    period_head: "実施年度" / "Years planned";
    results_head: "事業実績" / "Results";
    grade_head: "達成度" / "Grade";
    yearly_head: "年度別の取組計画" / "Yearly plan";
    progress_title: "進捗状況" / "Progress";
    yearly_title: "年度別の取組計画" / "Yearly plan";
    end_is_no_sum: "「計」は終わりの状態か値で、合計ではない。" / "\"計\" is the state or value at the end, not a sum.";
    next: "内容を確かめてから、koe.toml の plans に加えてください。" / "Look it over, then add it to plans in koe.toml.";
}

/// The sheet that tells how to edit.
pub const HELP_SHEET: &str = "説明";

/// Name of a sheet. It is read again, so it is the same in every language.
pub fn sheet(part: Part) -> &'static str {
    match part {
        Part::About => "計画",
        Part::Columns => "列",
        Part::Scales => "尺度",
        Part::Records => "記録",
    }
}

/// What a key of a sheet means.
pub fn label(lang: Lang, part: Part, key: &str) -> String {
    if let Some(label) = key.strip_prefix(YEARS) {
        return label.to_owned();
    }
    let (ja, en) = match (part, key) {
        (_, MORE) => ("続き", "goes on"),
        (Part::About, "key") => ("項目", "key"),
        (Part::About, "value") => ("内容", "value"),
        (Part::About, "id") => ("計画の id", "plan id"),
        (Part::About, "title") => ("題名", "title"),
        (Part::About, "municipality") => ("自治体", "municipality"),
        (Part::About, "section") => ("作成した課", "issued by"),
        (Part::About, "document") => ("資料番号", "document number"),
        (Part::About, "period") => ("計画期間", "period"),
        (Part::About, "source") => ("もとにした資料", "made from"),
        (Part::About, "synthetic") => ("作り物なら true", "true if made up"),
        (Part::Columns, "label") => ("列の名前", "column"),
        (Part::Columns, "year") => ("年（西暦）", "year"),
        (Part::Columns, "role") => ("役割", "role"),
        (Part::Scales, "title") => ("尺度の名前", "scale"),
        (Part::Scales, "code") => ("段階", "grade"),
        (Part::Scales, "label") => ("意味", "meaning"),
        (_, "id") => ("id", "id"),
        (_, "kind") => ("種類", "kind"),
        (_, "no") => ("番号", "number"),
        (_, "title") => ("名称", "title"),
        (_, "text") => ("内容", "text"),
        (_, "parent") => ("上位", "parent"),
        (_, "section") => ("担当", "section"),
        (_, "period") => ("実施年度", "years planned"),
        (_, "grade") => ("達成度", "grade"),
        (_, "scale") => ("尺度", "scale"),
        (_, "state") => ("状態", "state"),
        (_, "flags") => ("印", "marks"),
        (_, "links") => ("つながり", "links"),
        (_, "aliases") => ("別の書き方", "aliases"),
        (_, "reading") => ("読み", "reading"),
        (_, "phrases") => ("手がかりの語", "phrases"),
        (_, "same_as") => ("再掲のもと", "same as"),
        (_, "date") => ("日付", "date"),
        (_, "role") => ("発言者の立場", "speaker"),
        (_, "place") => ("場所", "place"),
        (_, "attendance") => ("出席・傍聴", "attendance"),
        (_, "note") => ("注", "note"),
        (_, "unit") => ("単位", "unit"),
        (_, "figure.survey") => ("指標：調査", "figure: survey"),
        (_, "figure.question") => ("指標：設問", "figure: question"),
        (_, "figure.option") => ("指標：選択肢", "figure: option"),
        (_, "figure.banner") => ("指標：集計軸", "figure: banner"),
        (_, "figure.group") => ("指標：区分", "figure: group"),
        (_, "figure.of") => ("指標：値", "figure: of"),
        (_, "figure.weight") => ("指標：ウェイト", "figure: weight"),
        (_, "figure.base") => ("指標：母数", "figure: base"),
        (_, "figure.where") => ("指標：条件", "figure: where"),
        (_, other) => (other, other),
    };
    lang.pick(ja, en).to_owned()
}

/// How a workbook is edited.
pub fn how_to(lang: Lang) -> [&'static str; 8] {
    lang.pick(
        [
            "このファイルは計画を編集するためのものです。直したら「koe plan import このファイル.xlsx -o 計画.toml」で計画に戻します。",
            "シートの名前と1行目（灰色の文字）は変えないでください。2行目は説明です。3行目からが内容です。",
            "「記録」は上から順に計画の並びになります。行の追加・削除・並べ替えができます。id は計画の中で一つだけにします。",
            "年度の列は「列」のシートに名前・年・役割（baseline 現況、plan 計画、result 実績、target 目標、end 計）を書き、「記録」の1行目に「years:列の名前」と書いて加えます。",
            "年度の欄：空のセルは「表にそのセルがない」、「（空欄）」は「空欄のまま刷られている」です。",
            "つながり・印・別の書き方などは、1行に一つずつ書きます（セルの中の改行は Alt+Enter）。",
            "「\\」で始まる文字は、そのままでは書けない字を含む文です。行頭の「\\」を消さないでください。「\\」から始まる文を新しく書くときは「\\\\」とします。",
            "「（続き）」の行は、長すぎて一つのセルに入らない文の続きです。",
        ],
        [
            "This file is for editing a plan. Turn it back with: koe plan import THIS.xlsx -o PLAN.toml",
            "Leave the names of the sheets and row 1 (grey) as they are. Row 2 explains; the contents start in row 3.",
            "The sheet 記録 holds the records in the order of the plan. Rows may be added, removed and moved; ids are unique.",
            "Year columns: add name, year and role (baseline, plan, result, target, end) to the sheet 列, and \"years:NAME\" to row 1 of 記録.",
            "Year cells: an empty cell means that the table has no such cell, （空欄） that it is printed blank.",
            "Links, marks, aliases: one per line (Alt+Enter within a cell).",
            "A text that begins with \\ holds signs that a cell cannot hold. Leave the \\ there; write \\\\ to begin a text with it.",
            "A row with （続き） goes on with texts that were too long for one cell.",
        ],
    )
}

/// Nothing was written, because the plan would not be whole.
pub fn not_whole(lang: Lang) -> &'static str {
    lang.pick(
        "計画として読めなかったため、何も書き出していません。上に挙げたところを直して、もう一度取り込んでください。",
        "This could not be read as a plan, so nothing was written. Mend what is named above and import it again.",
    )
}

/// Something in a workbook could not be taken.
pub fn trouble(lang: Lang, sheet: &str, cell: &str, what: &What) -> String {
    let place = lang.pick(format!("シート「{sheet}」の {cell}："), format!("sheet {sheet}, {cell}: "));
    let what = match what {
        What::Key(key) if key.is_empty() => lang.pick(
            "1行目に項目名がない列です。内容は取り込まれません。".to_owned(),
            "a column without a key in row 1; it is not taken".to_owned(),
        ),
        What::Key(key) => lang.pick(
            format!("「{key}」という項目はありません。内容は取り込まれません。"),
            format!("there is no key \"{key}\"; it is not taken"),
        ),
        What::Word(word) => {
            lang.pick(format!("「{word}」は使えない語です。"), format!("\"{word}\" is not a word for this"))
        }
        What::Number(text) => {
            lang.pick(format!("「{text}」は整数ではありません。"), format!("\"{text}\" is no whole number"))
        }
        What::NoName => lang.pick("名前（id）がありません。".to_owned(), "there is no name (id)".to_owned()),
        What::Missing(key) => lang.pick(
            format!("1行目に項目「{key}」の列がありません。列を戻してください（中身は空でかまいません）。"),
            format!("row 1 has no key \"{key}\"; put the column back (it may be empty)"),
        ),
        What::Twice(key) => lang.pick(
            format!("1行目に項目「{key}」が2つあります。一つにしてください。"),
            format!("row 1 has the key \"{key}\" twice; leave one"),
        ),
    };
    format!("{place}{what}")
}

/// The output is there already.
pub fn exists(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!("{path} はもうあります。別の名前にするか、置き換えるなら --replace を付けてください。"),
        format!("{path} is there already. Choose another name, or add --replace to replace it."),
    )
}

/// The file was written.
pub fn written(lang: Lang, path: &Path, records: usize) -> String {
    let path = path.display();
    lang.pick(format!("{path} に書き出しました（記録{records}件）。"), format!("Wrote {path} ({records} records)."))
}

/// The files of a plan become one.
pub fn one_file(lang: Lang, id: &str, files: usize) -> String {
    lang.pick(
        format!("計画「{id}」の{files}つのファイルを一つにまとめました（どのファイルの記録かは残りません）。"),
        format!("The {files} files of plan \"{id}\" were put together; which record came from which file is not kept."),
    )
}

/// A link to a plan that is not at hand cannot be checked.
pub fn unchecked_link(lang: Lang, record: &str, link: &str) -> String {
    lang.pick(
        format!("記録 {record} のつながり「{link}」は、計画が手元にないので確かめていません。"),
        format!("the link \"{link}\" of record {record} was not checked: its plan is not at hand"),
    )
}

/// The plan has nothing for this layout.
pub fn nothing_to_lay_out(lang: Lang, id: &str, layout: &str) -> String {
    let (ja, en) = match layout {
        "yearly" => ("年度別の計画（目標・現況・計画・計の列）", "yearly plan (columns of targets, baselines, plans)"),
        _ => ("年度ごとの実績の列", "columns of results"),
    };
    lang.pick(format!("計画「{id}」には{ja}がありません。"), format!("Plan \"{id}\" has no {en}."))
}
