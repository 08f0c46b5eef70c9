//! Words of the box that finds everything: kinds of what is found, how much of it is shown.

use super::{Lang, phrases};

phrases! {
    find: "すべてから探す（設問・課題・意見・所見・操作）" / "Find anything (questions, issues, opinions, findings, commands)";
    question: "設問" / "Question";
    opinion: "意見" / "Opinion";
    finding: "所見" / "Finding";
    table: "保存した表" / "Table";
    command: "操作" / "Command";
    start: "言葉や番号の一部を入れると、すべてから探します。下は今の画面の操作です。" / "Type a part of a word or number to find anything. Below: commands of this screen.";
    reading: "意見を読み込み中です。終わると一覧に加わります。" / "Opinions are still being read; they join the list when that is done.";
    nothing: "当てはまるものはありません。言葉を短くするか、ひらがなで入れてください。" / "Nothing fits. Try fewer letters.";
}

/// How many were found, and how many of them are not shown.
pub fn count(lang: Lang, shown: usize, found: usize) -> String {
    match (lang, found.saturating_sub(shown)) {
        (Lang::Ja, 0) => format!("{found}件"),
        (Lang::Ja, more) => format!("{found}件のうち{shown}件を表示しています（ほか{more}件。言葉を足すと絞れます）"),
        (Lang::En, 0) => format!("{found} found"),
        (Lang::En, more) => format!("{shown} of {found} shown ({more} more; add words to narrow them down)"),
    }
}
