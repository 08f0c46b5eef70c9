//! The command line's words: what each command and flag does, and what is wrong with what was typed.

use std::path::Path;

use super::{Lang, phrases};
use crate::export::ExportError;
use crate::model::diagnostic::CaseCounts;

phrases! {
    about: "koe（声）: アンケートの表計算ファイルから、説明のつく集計表まで" / "koe: from survey spreadsheets to tables that can be explained";
    after_help: "例:\n  koe                                   このフォルダのプロジェクトを画面で開く\n  koe tab Q5 --survey business --by F5  問5 × F5 の集計表\n  koe tab 性別 --data 回答.xlsx          定義なしで集計\n  koe book -o 集計表.xlsx               集計表一式を Excel に\n終了コード: 0 済み、1 確認が必要、2 指定か定義の誤り、3 読めないファイル、130 中止" /
        "Examples:\n  koe                                   open the project in this folder\n  koe tab Q5 --survey business --by F5  table of Q5 by F5\n  koe tab gender --data answers.xlsx    without a definition\n  koe book -o tables.xlsx               the whole table book in Excel\nExit codes: 0 done, 1 needs attention, 2 wrong usage or definition, 3 unreadable file, 130 cancelled";
    dir: "プロジェクトのフォルダ（koe.toml のあるところ）" / "Project folder (where koe.toml is)";
    project: "プロジェクトのフォルダ（既定: いまのフォルダ）" / "Project folder (default: the current one)";
    lang: "表示の言語 ja | en" / "Language ja | en";
    ascii: "罫線や記号を ASCII 文字だけで描く" / "Draw with ASCII characters only";
    read_only: "記録や定義に何も書き込まずに開く（集計表などの書き出しはできる）" / "Open without changing records or definitions; tables can still be written to files";
    json: "--format json と同じ" / "Same as --format json";
    help: "使い方を表示する" / "Show help";
    version: "バージョンを表示する" / "Show the version";
    survey: "調査の id" / "Survey id";
    output: "書き込むファイル" / "File to write";
    tab: "集計表（設問を省くと全設問）" / "Tables (all questions without Q)";
    tab_help: "例:\n  koe tab Q5 --survey business --by F5 --by F1\n  koe tab Q9 --survey resident --by 'F3*F1' --where 'F4 in (4, 5)' --json\n  koe tab Q5 --data 回答.csv --by 性別 --multiple 'Q7=;'" /
        "Examples:\n  koe tab Q5 --survey business --by F5 --by F1\n  koe tab Q9 --survey resident --by 'F3*F1' --where 'F4 in (4, 5)' --json\n  koe tab Q5 --data answers.csv --by sex --multiple 'Q7=;'";
    questions: "設問の id（--data では見出し、または #3）" / "Question ids (with --data: headers, or #3)";
    by: "表側。くり返すと縦に並び、A*B で入れ子" / "Banner; repeat to stack, A*B nests";
    weight: "ウェイトの id、または none" / "Weight id, or none";
    filter: "条件式。例: F5 = 1 and Q3 in (2, 3)。選択肢は名前でもよい: 'F1 = \"小売業・卸売業\"'" / "Condition, e.g. F5 = 1 and Q3 in (2, 3); labels will do too: 'F1 = \"retail, trade\"'";
    base: "母数 all（無回答を含む）| answered（回答者のみ）" / "Base: all (no answer included) | answered";
    percent: "％の向き row | column | total | none" / "Percentages: row | column | total | none";
    digits: "％の小数の桁 0 | 1 | 2（印字だけ）" / "Decimals of printed percentages: 0 | 1 | 2";
    format: "形式 table | json | csv | md | xlsx" / "Format: table | json | csv | md | xlsx";
    min_base: "これより小さい母数を参考値とする（0で全て通常扱い）" / "Smaller bases are flagged (0: none)";
    level: "信頼水準（0と1の間）" / "Confidence level (between 0 and 1)";
    adjust: "p値の調整 none | bonferroni | holm | bh" / "Adjust p values: none | bonferroni | holm | bh";
    family: "調整のまとまり row（属性×選択肢）| table（表全体）" / "Family of an adjustment: row (banner and option) | table";
    pairs: "区分どうしを全て比べる" / "Compare all pairs of groups";
    ci: "信頼区間 wilson | exact | logit | linear" / "Interval: wilson | exact | logit | linear";
    weight_error: "ウェイトを決まった値とみなす fixed、目標に合わせた効果を含める residual" / "Errors: weights as given (fixed), or fitted to targets (residual)";
    data: "定義なしで集計する表計算ファイル" / "Spreadsheet to tabulate without a definition";
    sheet: "シートの名前か番号" / "Sheet name or number";
    header_rows: "見出しの行数" / "Number of header rows";
    single: "選択肢を1つ選ぶ列" / "Column with one answer out of choices";
    numeric: "数値の列" / "Column with numbers";
    multiple: "複数回答: 'Q=;' または 'NAME=列1+列2'" / "Multiple answers: 'Q=;' or 'NAME=COL1+COL2'";
    weight_column: "ウェイトの列" / "Column with weights";
    population: "母集団の大きさ" / "Size of the population";
    check: "データチェック: 全ての問題をファイル・シート・セルとともに" / "Data check: every problem with its file, sheet and cell";
    check_all: "参考情報も全て表示する" / "List notes too";
    book: "集計表一式を Excel に書き出す" / "Write the whole table book to Excel";
    one_sheet: "全ての表を1枚のシートに" / "All tables on one sheet";
    doctor: "この機械と端末を koe がどう見ているか" / "The machine and terminal as koe sees them";
    yes: "はい" / "yes";
    no: "いいえ" / "no";
    not_known: "不明" / "not known";
    nothing: "なし" / "none";
    language: "日本語（ja）" / "English (en)";
    keys: "キー操作の一覧" / "Table of keys";
    record: "操作を FILE に記録する（最初の画面から始まり、koe replay で再現できる）" / "Write the session down in FILE (begins at the first screen; for koe replay)";
    replay: "記録した操作を画面なしで再現する" / "Play a recorded session without a screen";
    replay_file: "koe --record で記録したファイル" / "File written by koe --record";
    replay_more: "記録したときと同じ状態のプロジェクトで使うと、同じファイルが書き出されます。記録のとおりにならない操作があれば、それを示して終了コード2で終わります。" / "In a project as it was when the record began, the same files are written. What does not go as recorded is named, with exit code 2.";
    completions: "シェルの補完（powershell, bash, zsh, fish, elvish）" / "Shell completions (powershell, bash, zsh, fish, elvish)";
    shell: "シェル" / "Shell";
    nothing_wrong: "問題は見つかりませんでした。" / "No problems found.";
    no_output: "--format xlsx には -o ファイル名 が要ります。" / "--format xlsx needs -o FILE.";
    synthetic: "【合成データ】" / "[synthetic data]";
    see_help: "使い方は koe --help で見られます。" / "See koe --help.";
    line: "線と全角の見え方（右端の縦線がそろえば正常）" / "Lines and wide characters (the lines at the right must meet)";
    line_wide: "①や※の行だけ右にはみ出すときは、設定ファイルに ambiguous = \"wide\" と書きます。線も乱れるときは ascii = true も書きます。" / "Where only the rows with ① or ※ stick out, write ambiguous = \"wide\" into the settings file; where the lines break too, ascii = true.";
}

/// A file that cannot be read.
pub fn unreadable(lang: Lang, file: &std::path::Path, error: &std::io::Error) -> String {
    let file = file.display();
    match lang {
        Lang::Ja => format!("「{file}」を読めません（{error}）。"),
        Lang::En => format!("{file} cannot be read ({error})."),
    }
}

/// A line of a record that says nothing.
pub fn replay_line(lang: Lang, file: &std::path::Path, line: usize, what: &str) -> String {
    let file = file.display();
    match lang {
        Lang::Ja => format!("記録「{file}」の{line}行目「{what}」は操作として読めません。"),
        Lang::En => format!("{file}, line {line}: \"{what}\" is no key and no other line of a record."),
    }
}

/// A line of a record that did not do what it did when it was recorded; `why` is what it was refused with.
pub fn replay_refused(lang: Lang, line: usize, what: &str, why: Option<&str>) -> String {
    match (lang, why) {
        (Lang::Ja, Some(why)) => format!("{line}行目「{what}」は実行できませんでした: {why}"),
        (Lang::Ja, None) => format!("{line}行目の前の操作は、記録したときは実行できず、今回は実行されました。"),
        (Lang::En, Some(why)) => format!("Line {line}, \"{what}\", was refused: {why}"),
        (Lang::En, None) => {
            format!("What stands before line {line} was refused when it was recorded, and was done now.")
        }
    }
}

/// A record that did not go as it was recorded.
pub fn replay_differs(lang: Lang, file: &std::path::Path, count: usize) -> String {
    let file = file.display();
    lang.pick(
        format!("記録「{file}」の {count}か所が、記録したときのとおりになりませんでした。記録を始めたときと同じ状態のプロジェクトで再現してください。"),
        format!("{count} places of the record {file} did not go as they were recorded: replay it in a project as it was when the record began."),
    )
}

/// Heads of the table of keys: keys, title, sentence, name.
pub fn key_heads(lang: Lang) -> [&'static str; 4] {
    lang.pick(["キー", "操作", "内容", "設定での名前"], ["Keys", "Command", "What it does", "Name in settings"])
}

/// A survey that is not in the project.
pub fn unknown_survey(lang: Lang, id: &str, known: &[&str]) -> String {
    match lang {
        Lang::Ja => format!("調査「{id}」がありません。あるのは {} です。", known.join("、")),
        Lang::En => format!("There is no survey \"{id}\". There are: {}.", known.join(", ")),
    }
}

/// A question that no survey has.
pub fn nowhere(lang: Lang, id: &str, nearest: Option<&str>) -> String {
    let maybe = match (nearest, lang) {
        (None, _) => String::new(),
        (Some(name), Lang::Ja) => format!("「{name}」のことですか。"),
        (Some(name), Lang::En) => format!(" Did you mean \"{name}\"?"),
    };
    match lang {
        Lang::Ja => format!("設問「{id}」はどの調査にもありません。{maybe}"),
        Lang::En => format!("No survey has a question \"{id}\".{maybe}"),
    }
}

/// Questions that are not all in one survey.
pub fn not_together(lang: Lang, ids: &[&str]) -> String {
    match lang {
        Lang::Ja => format!("{} を全て持つ調査がありません。--survey で調査を指定してください。", ids.join("、")),
        Lang::En => format!("No survey has all of {}. Name one with --survey.", ids.join(", ")),
    }
}

/// The label of questions where an id is wanted.
pub fn labelled(lang: Lang, label: &str, ids: &[&str]) -> String {
    match lang {
        Lang::Ja => format!("設問は id で指定してください。「{label}」は {} です。", ids.join("、")),
        Lang::En => format!("Name questions by id. \"{label}\" is {}.", ids.join(", ")),
    }
}

/// A flag that a command does not heed.
pub fn no_such_flag(lang: Lang, command: &str, flag: &str) -> String {
    match lang {
        Lang::Ja => format!("koe {command} では --{flag} は使えません。付けずに使ってください。"),
        Lang::En => format!("koe {command} does not take --{flag}. Leave it out."),
    }
}

/// A weight that is not there; `known` may have some twice.
pub fn unknown_weight(lang: Lang, id: &str, known: &[&str]) -> String {
    let mut once: Vec<&str> = Vec::new();
    for id in known {
        if !once.contains(id) {
            once.push(id);
        }
    }
    let there = match (once.as_slice(), lang) {
        ([], _) => String::new(),
        (known, Lang::Ja) => format!("使えるのは {} です。", known.join(", ")),
        (known, Lang::En) => format!(" There are: {}.", known.join(", ")),
    };
    match lang {
        Lang::Ja => format!("ウェイト「{id}」がありません。{there}"),
        Lang::En => format!("There is no weight \"{id}\".{there}"),
    }
}

/// Writing over what is read.
pub fn output_is_input(lang: Lang, path: &Path) -> String {
    match lang {
        Lang::Ja => {
            format!("「{}」は読み込み元のファイルです。書き込み先に別の名前を指定してください。", path.display())
        }
        Lang::En => format!("\"{}\" is a file koe reads from. Name another file to write to.", path.display()),
    }
}

/// A kind of file that is not written.
pub fn unknown_format(lang: Lang, path: &Path) -> String {
    match lang {
        Lang::Ja => format!(
            "「{}」の形式では書き込めません。.xlsx .csv .md .json .txt のどれかにしてください。",
            path.display()
        ),
        Lang::En => format!("Cannot write \"{}\" in that format. Use .xlsx, .csv, .md, .json or .txt.", path.display()),
    }
}

/// What was written.
pub fn written(lang: Lang, path: &Path, tables: usize) -> String {
    match lang {
        Lang::Ja => format!("「{}」に{tables}表を書き込みました。", path.display()),
        Lang::En => format!("Wrote {tables} tables to \"{}\".", path.display()),
    }
}

/// Why nothing was written.
pub fn export_error(lang: Lang, error: &ExportError) -> String {
    match (error, lang) {
        (ExportError::NoFolder { path }, Lang::Ja) => {
            format!("フォルダ「{}」がありません。先に作ってください。", path.display())
        }
        (ExportError::NoFolder { path }, Lang::En) => {
            format!("There is no folder \"{}\". Make it first.", path.display())
        }
        (ExportError::Locked { path }, Lang::Ja) => {
            format!("「{}」は Excel などで開かれています。閉じるか、別の名前で書き出してください。", path.display())
        }
        (ExportError::Locked { path }, Lang::En) => {
            format!("\"{}\" is open in Excel or another program. Close it, or write to another name.", path.display())
        }
        (ExportError::Write { path, source }, Lang::Ja) => {
            format!("「{}」に書き込めません（{source}）。", path.display())
        }
        (ExportError::Write { path, source }, Lang::En) => format!("Cannot write \"{}\" ({source}).", path.display()),
        (ExportError::Book(error), Lang::Ja) => format!("Excel ブックを作れません（{error}）。"),
        (ExportError::Book(error), Lang::En) => format!("Cannot make the Excel book ({error})."),
        (ExportError::Json(error), Lang::Ja) => format!("json を作れません（{error}）。"),
        (ExportError::Json(error), Lang::En) => format!("Cannot make the json ({error})."),
        (ExportError::Toml(error), Lang::Ja) => format!("toml を作れません（{error}）。"),
        (ExportError::Toml(error), Lang::En) => format!("Cannot make the toml ({error})."),
    }
}

/// The rows of a survey and what became of them.
pub fn cases(lang: Lang, title: &str, counts: &CaseCounts) -> String {
    let CaseCounts { read, valid, blank, duplicate, out_of_scope, left_out } = counts;
    let by_hand = match left_out {
        0 => String::new(),
        n => lang.pick(format!(" + 個別除外 {n}"), format!(" + {n} left out by hand")),
    };
    match lang {
        Lang::Ja => format!(
            "{title}: 読み込み {read}件 = 有効 {valid} + 白紙 {blank} + 重複 {duplicate} + 対象外 {out_of_scope}{by_hand}"
        ),
        Lang::En => {
            format!(
                "{title}: {read} cases read = {valid} valid + {blank} blank + {duplicate} duplicate + {out_of_scope} out of scope{by_hand}"
            )
        }
    }
}

/// Values were lost to the tables.
pub fn errors_found(lang: Lang, errors: usize) -> String {
    match lang {
        Lang::Ja => format!("誤りが{errors}件あります。koe check で確かめてください。"),
        Lang::En => format!("There are {errors} errors. See koe check."),
    }
}

/// How many problems there are, and how many are not listed.
pub fn problems(lang: Lang, errors: usize, warnings: usize, notes: usize, listed: bool) -> String {
    let rest = match (listed || notes == 0, lang) {
        (true, _) => "",
        (false, Lang::Ja) => "（参考は --all で表示）",
        (false, Lang::En) => " (notes are listed with --all)",
    };
    match lang {
        Lang::Ja => format!("誤り {errors}件、注意 {warnings}件、参考 {notes}件{rest}"),
        Lang::En => format!("{errors} errors, {warnings} warnings, {notes} notes{rest}"),
    }
}

/// What was typed and is wrong, from the command line parser's findings.
pub fn wrong_usage(
    lang: Lang,
    argument: Option<&str>,
    value: Option<&str>,
    meant: Option<&str>,
    missing: bool,
) -> String {
    let what = match (argument, value, missing, lang) {
        (Some(argument), _, true, Lang::Ja) => format!("{argument} が要ります。"),
        (Some(argument), _, true, Lang::En) => format!("{argument} is needed."),
        (Some(argument), Some(value), false, Lang::Ja) => format!("{argument} に「{value}」は使えません。"),
        (Some(argument), Some(value), false, Lang::En) => format!("\"{value}\" does not fit {argument}."),
        (Some(argument), None, false, Lang::Ja) => format!("「{argument}」は使えません。"),
        (Some(argument), None, false, Lang::En) => format!("\"{argument}\" is not known here."),
        (None, _, _, Lang::Ja) => "指定に誤りがあります。".to_owned(),
        (None, _, _, Lang::En) => "The command line is wrong.".to_owned(),
    };
    let meant = match (meant, lang) {
        (None, _) => String::new(),
        (Some(meant), Lang::Ja) => format!("使えるのは {meant} です。"),
        (Some(meant), Lang::En) => format!(" Possible: {meant}."),
    };
    format!("{what}{meant}")
}

/// What a fact of `koe doctor` is called; json has the names themselves.
pub fn doctor_label(lang: Lang, name: &'static str) -> &'static str {
    let (ja, en) = match name {
        "koe" => ("koe の版", "version of koe"),
        "system" => ("パソコンの種類（OS）", "system"),
        "processors" => ("CPU の数", "processors"),
        "terminal" => ("端末の種類（TERM）", "terminal (TERM)"),
        "windows_terminal" => ("Windows Terminal で開いている", "in Windows Terminal"),
        "size" => ("画面の大きさ（横x縦の文字数）", "size (columns x rows)"),
        "no_color" => ("色を使わない設定（NO_COLOR）", "without colours (NO_COLOR)"),
        "settings" => ("設定ファイル（settings.toml）", "settings"),
        "language" => ("表示の言語", "language"),
        "folder" => ("いまのフォルダ", "folder"),
        "project" => ("プロジェクト", "project"),
        "surveys" => ("調査の定義（surveys）", "surveys"),
        "cache" => ("読み込んだ表の控え（cache）", "cache"),
        "store" => ("記録の保存先（store）", "store"),
        "output" => ("書き出し先（output）", "output"),
        other => (other, other),
    };
    lang.pick(ja, en)
}

/// The cache of parsed spreadsheets, for `koe doctor`.
pub fn cache(lang: Lang, folder: &str, entries: usize, bytes: u64) -> String {
    let megabytes = bytes.div_ceil(1 << 20);
    match lang {
        Lang::Ja => format!("{folder}（大きな表の控え {entries}件、{megabytes} MB。消してもかまいません）"),
        Lang::En => format!("{folder} (copies of {entries} large sheets, {megabytes} MB; may be deleted)"),
    }
}

/// How far reading is, for the line that is written over.
pub fn reading(lang: Lang, percent: u64) -> String {
    lang.pick(format!("読み込み中 {percent}%"), format!("Reading {percent}%"))
}
