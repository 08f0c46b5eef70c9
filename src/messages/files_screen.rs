//! Words for the files of a project on the screen.

use std::path::Path;

use super::{Lang, phrases};

phrases! {
    guesses: "推定を確かめる" / "Look through the guesses";
    no_guesses: "この調査の定義に、確かめていない推定はありません。" / "The definition of this survey has no guesses left.";
    whole_file: "ファイル全体" / "whole file";
    guess_is_right: "このとおりでよい（推定の印を消す）" / "It is right (takes the mark out)";
    look_at_table: "集計表を見る" / "Look at the table";
    add: "表計算ファイルを加える…" / "Add a spreadsheet…";
    short_add: "ファイルを加える" / "Add a file";
    folder: "フォルダ" / "folder";
    how_to_name: "パスを入力・貼り付け・ドラッグするか、一覧から選びます（~ は自分のフォルダ）。" / "Type, paste or drag a path, or choose from the list (~ is your own folder).";
    working: "処理中" / "Working";
    writing: "ファイルを書いています。少しお待ちください。" / "Files are being written: wait a moment.";
    stopped: "中止しました。何も加えていません。" / "Stopped; nothing was added.";
    nothing_added: "何も加えませんでした。" / "Nothing was added.";
    new_survey: "新しい調査として加える（設問の推定を確かめる画面へ）" / "As a new survey (its guesses are looked through next)";
    do_not_add: "加えない" / "Do not add it";
}

/// The folder that is listed.
pub fn in_folder(lang: Lang, folder: &str) -> String {
    lang.pick(format!("フォルダ: {folder}"), format!("Folder: {folder}"))
}

/// The folder is being listed.
pub fn listing(lang: Lang, folder: &str) -> String {
    lang.pick(format!("フォルダを読んでいます: {folder}"), format!("Reading the folder {folder}"))
}

/// There is no such folder, or it cannot be read.
pub fn no_folder(lang: Lang, folder: &str) -> String {
    lang.pick(format!("このフォルダは開けません: {folder}"), format!("This folder cannot be opened: {folder}"))
}

/// How far reading is, and the key that stops it.
pub fn how_far(lang: Lang, percent: Option<u64>, back: &str) -> String {
    let percent = percent.map(|percent| format!(" {percent}%")).unwrap_or_default();
    lang.pick(
        format!("ファイルを処理しています{percent}…（{back} で中止）"),
        format!("working on the file{percent}… ({back} stops it)"),
    )
}

/// Asks which survey a file belongs to.
pub fn whose(lang: Lang, file: &str) -> String {
    lang.pick(format!("「{file}」はどの調査のファイルですか"), format!("Which survey does \"{file}\" belong to?"))
}

/// How large the sheet with answers is.
pub fn rows_found(lang: Lang, rows: usize) -> String {
    lang.pick(
        format!("回答のシート: 見出しを含めて{rows}行"),
        format!("Sheet with answers: {rows} rows, headers included"),
    )
}

/// The file is the next delivery of a survey.
pub fn next_delivery(lang: Lang, survey: &str) -> String {
    lang.pick(format!("「{survey}」の次の納品として加える"), format!("As the next delivery of \"{survey}\""))
}

/// How many columns that a definition asks for are in the file.
pub fn columns_known(lang: Lang, known: usize, all: usize) -> String {
    lang.pick(format!("列 {known}/{all} 一致"), format!("{known} of {all} columns"))
}

/// A file held against a definition.
pub fn fits_box(lang: Lang, survey: &str, file: &str) -> String {
    lang.pick(format!("「{survey}」に「{file}」を加える"), format!("Add \"{file}\" to \"{survey}\""))
}

/// What of it fits.
pub fn fits(lang: Lang, rows: u64, misfits: usize) -> String {
    match misfits {
        0 => lang.pick(
            format!("有効な回答 {rows}件。定義に合わないところはありません。"),
            format!("{rows} valid answers; everything fits the definition."),
        ),
        _ => lang.pick(
            format!("有効な回答 {rows}件、定義に合わないところ {misfits}件:"),
            format!("{rows} valid answers, {misfits} misfits:"),
        ),
    }
}

/// Misfits that are not shown.
pub fn more_misfits(lang: Lang, count: usize) -> String {
    lang.pick(format!("ほか{count}件"), format!("and {count} more"))
}

/// Where misfits are settled; the key leads there from the overview.
pub fn what_becomes_of_misfits(lang: Lang, check: &str) -> String {
    lang.pick(
        format!("加えたあとデータ検査（{check}）に出ます。そこで訂正するか、新しい選択肢として加えられます。"),
        format!("The data check ({check}) lists them: correct them there, or add them as new choices."),
    )
}

/// Adds the file, under this name.
pub fn add_to(lang: Lang, file: &str) -> String {
    lang.pick(
        format!("加える（定義に {file} を書く。元のファイルは変えない）"),
        format!("Add it (the definition names {file}; the original stays as it is)"),
    )
}

/// A file was added to a survey.
pub fn delivery_added(lang: Lang, survey: &str, file: &str, rows: u64) -> String {
    lang.pick(
        format!("「{survey}」に {file} を加えました（有効な回答 {rows}件）。"),
        format!("Added {file} to \"{survey}\" ({rows} valid answers)."),
    )
}

/// A survey was added.
pub fn survey_added(lang: Lang, survey: &str) -> String {
    lang.pick(format!("調査「{survey}」を加えました。"), format!("Added the survey \"{survey}\"."))
}

/// A file of that name is there already.
pub fn in_the_way(lang: Lang, file: &Path) -> String {
    let file = file.display();
    lang.pick(
        format!("{file} がもうあります。何も書きませんでした。"),
        format!("{file} is there already. Nothing was written."),
    )
}

/// A definition whose text cannot be added to.
pub fn cannot_add(lang: Lang, file: &Path) -> String {
    let file = file.display();
    lang.pick(
        format!("{file} に自動で書き加えられませんでした。何も変えていません。エディタで加えてください。"),
        format!("{file} could not be added to; nothing was changed. Add to it with an editor."),
    )
}

/// A drafted definition with guesses that nobody has looked at.
pub fn guesses_box(lang: Lang, survey: &str, count: usize) -> String {
    lang.pick(format!("「{survey}」の推定　残り{count}件"), format!("Guesses of \"{survey}\": {count} left"))
}

/// One guess.
pub fn guess_of(lang: Lang, question: Option<&str>) -> String {
    let place = question.unwrap_or(whole_file(lang));
    lang.pick(format!("推定　{place}"), format!("Guess about {place}"))
}

/// Where a guess that is wrong is put right.
pub fn change_guess(lang: Lang, file: &str, line: usize) -> String {
    lang.pick(
        format!("違うときは {file} の{line}行目の下を直し、その行を消してください。"),
        format!("If it is wrong, change what stands below line {line} of {file} and take that line out."),
    )
}

/// A guess was looked at.
pub fn guess_taken(lang: Lang, left: usize) -> String {
    match left {
        0 => lang.pick("推定を全て確かめました。", "All guesses are looked through.").to_owned(),
        _ => {
            lang.pick(format!("推定の印を消しました。残り{left}件。"), format!("The mark is out; {left} guesses left."))
        }
    }
}
