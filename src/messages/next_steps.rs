//! What is left to do, a sentence each.

use super::{Lang, phrases};

phrases! {
    title: "次にすること" / "What to do next";
    nothing: "残っている作業は見つかりません。集計表・報告の書き出しに進めます。" / "Nothing is left open: tables and reports can be written.";
    short_go: "そこへ" / "Go there";
}

/// A survey whose files cannot be read.
pub fn unreadable(lang: Lang, survey: &str) -> String {
    match lang {
        Lang::Ja => format!("「{survey}」のファイルを読めません。直してから読み直してください。"),
        Lang::En => format!("The files of \"{survey}\" cannot be read: put them right, then read them again."),
    }
}

/// Problems of the data check that nobody has settled.
pub fn problems(lang: Lang, survey: &str, count: usize) -> String {
    match lang {
        Lang::Ja => format!("データ検査: 「{survey}」に未対応の問題が{count}件あります。"),
        Lang::En => format!("Data check: {count} open problems in \"{survey}\"."),
    }
}

/// Opinions without a code.
pub fn uncoded(lang: Lang, set: &str, count: usize) -> String {
    match lang {
        Lang::Ja => format!("分類: 「{set}」に未分類の意見が{count}件あります。"),
        Lang::En => format!("Tagging: {count} opinions of \"{set}\" have no code."),
    }
}

/// Opinions that are neither published, merged, out of scope nor withdrawn.
pub fn open(lang: Lang, set: &str, count: usize) -> String {
    match lang {
        Lang::Ja => format!("掲載項目: 「{set}」に行き先の決まらない意見が{count}件あります。"),
        Lang::En => format!("Items: {count} opinions of \"{set}\" have no fate yet."),
    }
}

/// Items without a reply.
pub fn without_reply(lang: Lang, set: &str, count: usize) -> String {
    match lang {
        Lang::Ja => format!("回答: 「{set}」に市の考え方のない項目が{count}件あります。"),
        Lang::En => format!("Replies: {count} items of \"{set}\" have none."),
    }
}

/// Questions that no finding rests on.
pub fn questions(lang: Lang, survey: &str, count: usize, all: usize) -> String {
    match lang {
        Lang::Ja => {
            format!("所見: 「{survey}」の選択式の設問{all}問（属性を除く）のうち{count}問に、まだ所見がありません。")
        }
        Lang::En => format!(
            "Findings: {count} of the {all} questions with choices of \"{survey}\" (attributes apart) have none yet."
        ),
    }
}

/// Issues that no finding speaks for.
pub fn issues(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("根拠: 所見が直接結び付いていない課題が{count}件あります。"),
        Lang::En => format!("Evidence: {count} issues have no finding of their own."),
    }
}
