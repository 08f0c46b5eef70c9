//! Words of `koe data`: cleaned answers for other programs.

use std::path::Path;

use super::{Lang, phrases};
use crate::export::Cut;

phrases! {
    about: "整えた回答を、ほかのソフト用のファイルに書く（SPSS、Triple-S、csv、Excel）" /
        "Write the cleaned answers for other programs (SPSS, Triple-S, csv, Excel)";
    help: "形式はファイル名で決まります: .sav .zsav（SPSS）、.sss（Triple-S。回答は同じ名前の .asc）、.csv、.xlsx\n個人情報の列（personal）は含みません。自由記述と「その他」などの記入（設問_コード_text）は分析のために原文のままです（--masked で氏名や電話番号などを伏字にします）。無回答などのコードは、選択肢より大きい 9、99、999…（無回答）、8、98…（非該当）、7、97…（無効）、6、96…（不明）です。" /
        "The name of the file decides the format: .sav .zsav (SPSS), .sss (Triple-S; answers in an .asc of the same name), .csv, .xlsx\nPersonal columns are left out; free texts, and what was written beside a choice (question_code_text), are written as they stand, for analysis (--masked masks names and numbers). Missing answers have codes above all others: 9, 99, 999 … (no answer), 8, 98 … (not applicable), 7, 97 … (invalid), 6, 96 … (unreadable).";
    masked: "自由記述や「その他」の記入の氏名・電話番号などを伏字にして書く" / "Mask names and numbers in free texts and words beside a choice";
    output: "書くファイル（.sav .zsav .sss .csv .xlsx）" / "File to write (.sav .zsav .sss .csv .xlsx)";
    case: "整理番号" / "Case";
    of_words: "の記入" / " (in words)";
    not_chosen: "選択なし" / "Not chosen";
    chosen: "選択" / "Chosen";
    answers: "回答" / "Answers";
    codes: "コード表" / "Codes";
    no_output: "書くファイルを -o で指定してください（例: -o 回答.sav）。" / "Name the file to write with -o (as in -o answers.sav).";
}

/// Heads of the sheet with the codes.
pub fn heads(lang: Lang) -> [&'static str; 4] {
    lang.pick(["変数", "設問", "コード", "選択肢"], ["Variable", "Question", "Code", "Label"])
}

/// What stands before and after the number of a rank.
pub fn rank(lang: Lang) -> [&'static str; 2] {
    lang.pick(["", "位"], ["rank ", ""])
}

/// An ending nothing is known of.
pub fn unknown_format(lang: Lang, path: &Path) -> String {
    match lang {
        Lang::Ja => format!(
            "「{}」の形式がわかりません。名前の終わりを .sav、.zsav、.sss、.csv、.xlsx のどれかにしてください。",
            path.display()
        ),
        Lang::En => {
            format!("\"{}\" has no known format. End its name in .sav, .zsav, .sss, .csv or .xlsx.", path.display())
        }
    }
}

/// One file can hold one survey.
pub fn which_survey(lang: Lang, ids: &[&str]) -> String {
    let ids = ids.join(lang.pick("、", ", "));
    match lang {
        Lang::Ja => format!("調査が複数あります（{ids}）。--survey で一つ指定してください。"),
        Lang::En => format!("There are several surveys ({ids}). Name one with --survey."),
    }
}

/// Free texts are written as they stand in the file, names and all; or what is seen to be personal is masked.
pub fn free_texts(lang: Lang, ids: &[&str], is_masked: bool) -> String {
    if is_masked {
        return lang.pick(
            format!(
                "自由記述（{}）の氏名や電話番号などを伏字にしました。残りがないか、渡す前に確かめてください。",
                ids.join("、")
            ),
            format!(
                "Names and numbers in free texts ({}) are masked. Look for what is left before you hand them on.",
                ids.join(", ")
            ),
        );
    }
    match lang {
        Lang::Ja => format!(
            "自由記述（{}）は原文のままです。氏名や電話番号などがないか、渡す前に確かめてください（--masked で伏字にできます）。",
            ids.join("、")
        ),
        Lang::En => format!(
            "Free texts ({}) are written as they stand. Look for names and telephone numbers before you hand them on (--masked masks them).",
            ids.join(", ")
        ),
    }
}

/// What was written.
pub fn written(lang: Lang, path: &Path, cases: usize, variables: usize) -> String {
    match lang {
        Lang::Ja => format!("「{}」に{cases}件、{variables}変数を書き込みました。", path.display()),
        Lang::En => format!("Wrote {cases} cases of {variables} variables to \"{}\".", path.display()),
    }
}

/// What had to be shortened.
pub fn cut(lang: Lang, cut: Cut, names: &[String]) -> String {
    let some: Vec<&str> = names.iter().take(5).map(String::as_str).collect();
    let more = names.len().saturating_sub(some.len());
    let (ja, en) = match cut {
        Cut::VariableLabel => ("設問文を255バイトまでに短くしました", "wordings shortened to 255 bytes"),
        Cut::ValueLabel => ("選択肢のラベルを120バイトまでに短くしました", "labels of choices shortened to 120 bytes"),
        Cut::Cell => (
            "Excelのセルに入る32,767文字までに短くしました",
            "texts shortened to 32,767 characters, what a cell of Excel holds",
        ),
        Cut::Text => ("文章を32,767バイトまでに短くしました", "texts shortened to 32,767 bytes"),
    };
    match lang {
        Lang::Ja => {
            let more = if more > 0 { format!("ほか{more}") } else { String::new() };
            format!("注意: {ja}（{}{more}）。", some.join("、"))
        }
        Lang::En => {
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("Note: {en} ({}{more}).", some.join(", "))
        }
    }
}
