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
        Lang::Ja => format!("データ検査: 未対応の問題が{count}件あります（{survey}）。"),
        Lang::En => format!("Data check: {count} open problems in \"{survey}\"."),
    }
}

/// What a drafted definition only guesses still.
pub fn guesses(lang: Lang, survey: &str, count: usize) -> String {
    match lang {
        Lang::Ja => format!("推定: 確かめていない推定が{count}件あります（{survey}の定義）。"),
        Lang::En => format!("Guesses: {count} in the definition of \"{survey}\" are not looked through."),
    }
}

/// Forms that somebody began to type in.
pub fn begun_forms(lang: Lang, survey: &str, ids: &[&str]) -> String {
    let (count, first) = (ids.len(), ids.iter().take(3).copied().collect::<Vec<_>>().join(lang.pick("、", ", ")));
    let more = if count > 3 { lang.pick(" ほか", ", …") } else { "" };
    match lang {
        Lang::Ja => format!("入力: 途中の調査票が{count}件あります（{survey}、整理番号 {first}{more}）。"),
        Lang::En => format!("Typing in: {count} forms of \"{survey}\" are not finished ({first}{more})."),
    }
}

/// Opinions without a code.
pub fn uncoded(lang: Lang, set: &str, count: usize) -> String {
    match lang {
        Lang::Ja => format!("分類: 未分類の意見が{count}件あります（{set}）。"),
        Lang::En => format!("Tagging: {count} opinions of \"{set}\" have no code."),
    }
}

/// Opinions that are neither published, merged, out of scope nor withdrawn.
pub fn open(lang: Lang, set: &str, count: usize) -> String {
    match lang {
        Lang::Ja => format!("掲載項目: 行き先の決まらない意見が{count}件あります（{set}）。"),
        Lang::En => format!("Items: {count} opinions of \"{set}\" have no fate yet."),
    }
}

/// Items without a reply.
pub fn without_reply(lang: Lang, set: &str, count: usize) -> String {
    match lang {
        Lang::Ja => format!("回答: 市の考え方のない項目が{count}件あります（{set}）。"),
        Lang::En => format!("Replies: {count} items of \"{set}\" have none."),
    }
}

/// Questions that no finding rests on.
pub fn questions(lang: Lang, survey: &str, count: usize, all: usize) -> String {
    match lang {
        Lang::Ja => {
            format!("所見: 選択式の設問{all}問（属性を除く）のうち{count}問に所見がありません（{survey}）。")
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
