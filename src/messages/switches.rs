//! Words for what a switch of the table screen has come to: what it changes may be out of sight, or not be there yet.

use super::{Lang, phrases, screen};
use crate::model::table::{BaseKind, Percent};
use crate::project::{Lines, Sort, View};

phrases! {
    base_all: "比率の分母を、無回答も含む全体にしました。" / "Percentages are of everyone, no answer included.";
    base_answered: "比率の分母を、回答のあったものだけにしました。" / "Percentages are of those who answered.";
    swapped: "行と列を入れ替えました。" / "Rows and columns are swapped.";
    not_swapped: "行と列を元の向きに戻しました。" / "Rows and columns stand as before.";
    sorted: "選択肢を割合の大きい順に並べます。" / "Answers stand in the order of their shares.";
    not_sorted: "選択肢を調査票の順に並べます。" / "Answers stand in the order of the questionnaire.";
    missing: "無回答などの行も表示します（ない表は変わりません）。" / "No answer and the like are shown where there is any.";
    no_missing: "無回答などの行を表示しません。" / "No answer and the like are not shown.";
    stopping: "読み込みを中止しています…" / "Reading is being stopped…";
}

/// Which base counts.
pub fn base(lang: Lang, view: &View) -> &'static str {
    if view.base == BaseKind::All { base_all(lang) } else { base_answered(lang) }
}

/// Which percentages are shown.
pub fn percent(lang: Lang, percent: Percent) -> String {
    let name = screen::percent_name(lang, percent);
    lang.pick(format!("比率: {name}"), format!("Percentages: {name}"))
}

/// The order of the answers.
pub fn order(lang: Lang, view: &View) -> &'static str {
    if view.sort == Sort::Questionnaire { not_sorted(lang) } else { sorted(lang) }
}

/// What stands in a cell.
pub fn lines(lang: Lang, lines: Lines) -> &'static str {
    match lines {
        Lines::CountThenPercent => lang.pick("セルに件数と％を表示します。", "Cells have counts, then percentages."),
        Lines::PercentThenCount => lang.pick("セルに％と件数を表示します。", "Cells have percentages, then counts."),
        Lines::Percent => lang.pick("セルに％だけを表示します。", "Cells have percentages alone."),
        Lines::Count => lang.pick("セルに件数だけを表示します。", "Cells have counts alone."),
    }
}

/// Digits of percentages.
pub fn digits(lang: Lang, digits: u8) -> String {
    lang.pick(
        format!("％を小数第{digits}位まで表示します。").replace("小数第0位", "整数"),
        format!("Percentages have {digits} decimals."),
    )
}
