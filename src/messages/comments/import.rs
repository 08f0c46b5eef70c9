//! Words about taking a spreadsheet of receipts in.

use std::path::Path;

use crate::messages::{Lang, phrases};

phrases! {
    about: "受付簿の表計算ファイルから、意見の定義（TOML）の下書きを作る" / "Draft a comments definition (TOML) for spreadsheets of receipts";
    files: "受付簿（xlsx, csv など）。書き換えません" / "Spreadsheets of receipts; they are not changed";
    id: "意見の組の id" / "Id of the set";
    title: "題名" / "Title";
    head: "# 受付簿の見出しから作った下書きです。列の割当てを確かめてください。\n" / "# Drafted from the headers of the spreadsheets. Check which column is what.\n";
    rest: "# opens = \"2023-11-24\"      # 募集の初日\n# closes = \"2023-12-25\"     # 最終日。これより後は期限後として数えます\n# codebook = { plan = \"計画のid\", kind = \"policy_item\" }\ncodes = []                  # 例: { id = \"1\", title = \"空き店舗\", reading = \"あきてんぽ\", phrases = [\"シャッター\"] }\ndispositions = []           # 例: { code = \"◎\", label = \"意見を踏まえ反映\" }\n" / "# opens = \"2023-11-24\"      # first day\n# closes = \"2023-12-25\"     # last day; what comes later counts as late\n# codebook = { plan = \"id of a plan\", kind = \"policy_item\" }\ncodes = []                  # such as { id = \"1\", title = \"空き店舗\", reading = \"あきてんぽ\", phrases = [\"シャッター\"] }\ndispositions = []           # such as { code = \"◎\", label = \"意見を踏まえ反映\" }\n";
}

/// Other columns might hold the opinions.
pub fn guess(lang: Lang, others: &[String]) -> String {
    lang.pick(
        format!("# guess: 意見の列はいちばん長い文の列としました。ほかの候補: {}\n", others.join("、")),
        format!("# guess: the column with the longest texts; others: {}\n", others.join(", ")),
    )
}

/// Columns that are not used.
pub fn left_out(lang: Lang, headers: &[&str]) -> String {
    lang.pick(
        format!("# 使わない列: {}\n", headers.join("、")),
        format!("# columns not used: {}\n", headers.join(", ")),
    )
}

/// No column holds texts.
pub fn no_text(lang: Lang, file: &Path) -> String {
    let file = file.display();
    lang.pick(
        format!("{file}: 意見の文らしい列が見つかりません。見出しのある表かどうかを確かめてください。"),
        format!("{file}: no column looks like opinions. Check that the table has a header."),
    )
}

/// What was found in a file.
pub fn found(lang: Lang, file: &Path, rows: usize) -> String {
    let file = file.display();
    lang.pick(format!("{file}: 見出しの下に {rows} 行あります。"), format!("{file}: {rows} rows below the header."))
}

/// A definition is not written over.
pub fn exists(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!("{path} はすでにあります。上書きしません。別の名前にしてください。"),
        format!("{path} exists and is not written over. Choose another name."),
    )
}

/// What to do now.
pub fn next(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!("koe.toml の comments に \"{path}\" を加えると使えます。"),
        format!("Add \"{path}\" to comments in koe.toml to use it."),
    )
}
