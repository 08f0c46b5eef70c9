//! Words of 照会表, the form that sections fill in, and of reading it back.

use std::path::Path;

use crate::messages::{Lang, phrases};

phrases! {
    about: "照会表：担当課に回答案を求め、戻った表を読み込む" / "Forms for sections to reply in, out and back in";
    out_about: "照会表を Excel に書き出す" / "Write the form to Excel";
    in_about: "記入された照会表を読み込む" / "Read a filled-in form";
    section: "この担当課の項目だけ" / "Only items of this section";
    file: "照会表のファイル" / "The form";
    force: "照会の後に変わった考え方にも上書きする" / "Replace replies that changed after the form was written";
    dry: "読み込まずに、何が変わるかだけを示す" / "Only say what would change";
    wrong_class: "凡例にある区分を選んでください。" / "Choose one of the classes.";
    no_rows: "照会する項目がありません。koe comments items make で項目を作るか、--section を確かめてください。" /
        "There are no items to ask about. Make some with koe comments items make, or check --section.";
    nothing: "変わったところはありませんでした。" / "Nothing has changed.";
}

/// Labels of the columns: №, heading, outline, opinions, class, reply, section, due, item id, seal.
pub fn header(lang: Lang) -> [&'static str; 10] {
    lang.pick(
        ["№", "見出し", "意見の概要", "件数", "対応区分", "回答案", "担当課", "期限", "項目ID", "照合記号"],
        ["No.", "Heading", "Opinion", "Opinions", "Class", "Reply", "Section", "Due", "Item id", "Seal"],
    )
}

/// Title of the form.
pub fn title(lang: Lang, title: &str, section: Option<&str>) -> String {
    let of = section.map_or(String::new(), |section| lang.pick(format!("（{section}）"), format!(" ({section})")));
    lang.pick(format!("照会表{of}　{title}"), format!("Inquiry{of}: {title}"))
}

/// How to fill it in.
pub fn notes(lang: Lang, classes: bool) -> Vec<String> {
    let fill = match classes {
        true => lang.pick(
            "色の付いた「対応区分」「回答案」に記入してください。空欄の回答案は読み込みません。",
            "Fill in the coloured columns, class and reply. Blank replies are not read.",
        ),
        false => lang.pick(
            "色の付いた「回答案」に記入してください。空欄の回答案は読み込みません。",
            "Fill in the coloured column, the reply. Blank replies are not read.",
        ),
    };
    let keep = lang.pick(
        "行の並べ替えや列の追加はできます。行の複写はしないでください。個人に関する情報は書かないでください。",
        "Rows may be sorted and columns added. Copy no rows. Write no personal data.",
    );
    vec![fill.to_owned(), keep.to_owned()]
}

/// The classes.
pub fn legend(lang: Lang, classes: &[String]) -> String {
    lang.pick(format!("対応区分：{}", classes.join("　")), format!("Classes: {}", classes.join("; ")))
}

/// The form was written.
pub fn written(lang: Lang, path: &Path, rows: usize) -> String {
    lang.pick(
        format!("「{}」に{rows}件の照会を書き込みました。", path.display()),
        format!("Wrote {rows} items to \"{}\".", path.display()),
    )
}

/// A file that is no form.
pub fn no_form(lang: Lang, path: &Path, column: &str) -> String {
    lang.pick(
        format!(
            "「{}」に列「{column}」がありません。koe comments inquiry out で書き出した表を、見出しを変えずに使ってください。",
            path.display()
        ),
        format!(
            "\"{}\" has no column \"{column}\". Use a form written by koe comments inquiry out, with its header as it was.",
            path.display()
        ),
    )
}

/// A row says something new.
pub fn changed(lang: Lang, row: usize, item: &str, class: Option<&str>, reply: bool) -> String {
    let class = class.map_or(String::new(), |class| lang.pick(format!(" 対応区分 {class}"), format!(" class {class}")));
    let reply = if reply { lang.pick(" 回答案", " reply") } else { "" };
    lang.pick(format!("{row}行 {item}:{class}{reply}"), format!("row {row}, {item}:{class}{reply}"))
}

/// A row about an item that is not there.
pub fn unknown_item(lang: Lang, row: usize, item: &str) -> String {
    lang.pick(
        format!("{row}行: 項目「{item}」がありません。読み込みませんでした。"),
        format!("row {row}: there is no item \"{item}\". It was not read."),
    )
}

/// A row without an item id.
pub fn no_item(lang: Lang, row: usize) -> String {
    lang.pick(
        format!("{row}行: 項目IDがありません。記入があるのに読み込めませんでした。"),
        format!("row {row}: there is no item id. What is filled in was not read."),
    )
}

/// An item in two rows that differ.
pub fn twice(lang: Lang, row: usize, item: &str) -> String {
    lang.pick(
        format!("{row}行: 項目「{item}」の行が複数あり、内容が異なります。どの行も読み込みませんでした。"),
        format!("row {row}: item \"{item}\" stands in several rows that differ. None of them was read."),
    )
}

/// A class that does not exist.
pub fn unknown_class(lang: Lang, row: usize, item: &str, class: &str, known: &[&str]) -> String {
    lang.pick(
        format!(
            "{row}行 {item}: 対応区分「{class}」はありません（{}）。対応区分は読み込みませんでした。",
            known.join(" ")
        ),
        format!("row {row}, {item}: there is no class \"{class}\" ({}). The class was not read.", known.join(" ")),
    )
}

/// No reply yet.
pub fn blank(lang: Lang, row: usize, item: &str) -> String {
    lang.pick(format!("{row}行 {item}: 回答案が空欄です。"), format!("row {row}, {item}: the reply is blank."))
}

/// The reply has changed since the form was written.
pub fn newer(lang: Lang, row: usize, item: &str, forced: bool) -> String {
    match forced {
        true => lang.pick(
            format!("{row}行 {item}: 照会の後に変わった考え方を上書きしました。"),
            format!("row {row}, {item}: a reply that changed after the form was written is replaced."),
        ),
        false => lang.pick(
            format!("{row}行 {item}: 照会の後に考え方が変わっているので、読み込みませんでした。上書きするには --force を付けてください。"),
            format!("row {row}, {item}: the reply changed after the form was written, so it was not read. Replace it with --force."),
        ),
    }
}

/// What came of it all.
pub fn summary(lang: Lang, taken: usize, blank: usize, refused: usize) -> String {
    lang.pick(
        format!("読み込み {taken}件、空欄 {blank}件、読み込めなかったもの {refused}件"),
        format!("{taken} read, {blank} blank, {refused} not read"),
    )
}
