//! Words for what was met in a table of a plan.

use crate::load::plan::table::{Remark, What};
use crate::messages::Lang;

/// Something about a cell of a table.
pub fn remark(lang: Lang, remark: &Remark) -> String {
    let Remark { cell, text, what } = remark;
    let place = if cell.is_empty() { String::new() } else { format!("{cell} ") };
    let what = match what {
        What::NotPlaced => lang.pick("どの記録にも入れられませんでした。", "is in no record"),
        What::ParentsLost => lang.pick(
            "番号から始まる行です。上位の施策は前の行の続きとしました。",
            "the row begins at its number; it goes on with the policies of the row above",
        ),
        What::NameBefore => lang
            .pick("番号の前にある名前を事業名としました。", "the name before the number was taken for the measure's"),
        What::GradeInYear => lang.pick(
            "最後の年度の欄に達成度があります。その年度の欄は表から落ちたものとしました。",
            "a grade under the last year: that year's own cell is taken for lost",
        ),
        What::Shifted => lang.pick(
            "空欄が多い行です。実施年度の年度に値を置きました。",
            "the row has blank cells too many; its values stand in the planned years",
        ),
        What::NoPeriod => lang.pick("実施年度が読めない行です。", "a row without a period"),
        What::OneLine => lang.pick(
            "細目が一つだけなので、事業の別の書き方としました。",
            "the only line of its measure was kept as another name of it",
        ),
        What::OtherSpelling => lang.pick("同じ戦略の別の書き方としました。", "another spelling of the same strategy"),
        What::NumberTwice => lang.pick(
            "同じ番号がもうあるので、別の id にしました。",
            "the number is there already; the record has another id",
        ),
        What::NoYear => lang.pick(
            "何年か読めない列です。できたファイルの [[column]] に year を書いてください。",
            "the year cannot be told; write it in [[column]] of the file",
        ),
        What::NoHeader => lang.pick(
            "年度の見出しが見つかりません。--sheet と --layout を確かめてください。",
            "no header with years was found; see --sheet and --layout",
        ),
    };
    lang.pick(format!("{place}「{text}」：{what}"), format!("{place}\"{text}\": {what}"))
}

/// How many remarks there were.
pub fn summary(lang: Lang, remarks: usize, not_placed: usize) -> String {
    lang.pick(
        format!("確かめてほしいところ{remarks}件、うちどの記録にも入らないセル{not_placed}件。"),
        format!("{remarks} things to look at, {not_placed} of them cells that are in no record."),
    )
}
