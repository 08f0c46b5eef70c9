//! Words of the screen of evidence: the matrix of issues, what is behind a place of it, what is missing.

use crate::messages::{Lang, phrases};
use crate::plans::evidence::{Backing, Counted, Origin, Strength, Totals};

phrases! {
    evidence: "根拠" / "Evidence";
    to_evidence: "課題ごとの根拠へ" / "Go to evidence by issue";
    open: "この欄の設問・所見・意見・発言を一覧する" / "List what is behind this place";
    short_open: "一覧" / "List";
    other_pane: "表と不足の一覧を行き来する" / "Matrix or what is missing";
    short_other_pane: "表・不足" / "Other pane";
    kind: "行にする記録の種類を選ぶ" / "Choose the kind of record";
    short_kind: "種類" / "Kind";
    kind_box: "どの記録ごとに見ますか" / "Evidence by which records?";
    export: "この課題の根拠資料を書き出す" / "Write the evidence sheet of this issue";
    short_export: "資料" / "Sheet";
    export_box: "根拠資料の形式" / "Form of the evidence sheet";
    total: "計" / "All";
    total_row: "計（重複を除く）" / "All (each once)";
    making: "根拠を集めています…" / "gathering evidence…";
    no_plans: "計画がないため、課題ごとの根拠を示せません（koe.toml の plans）。" / "There is no plan, so there are no issues (plans in koe.toml).";
    still_reading: "計画や回答を読み込んでいます。" / "Plans and answers are still being read.";
    no_rows: "この種類の記録はありません。" / "There is no record of this kind.";
    nothing_there: "この欄には何もありません。" / "There is nothing in this place.";
    no_gap: "不足はありません。" / "Nothing is missing.";
    gaps: "不足" / "Missing";
    needs_row: "課題の行を選んでください。" / "Choose the row of an issue.";
    question: "設問" / "Question";
    finding: "所見" / "Finding";
    voices: "意見" / "Opinions";
    remark: "発言" / "Remark";
}

/// Head of a column.
pub fn origin(lang: Lang, origin: Origin) -> &'static str {
    match origin {
        Origin::Business => lang.pick("事業者", "Business"),
        Origin::Resident => lang.pick("市民", "Residents"),
        Origin::Farm => lang.pick("農業者", "Farms"),
        Origin::Other => lang.pick("その他", "Other"),
        Origin::Comments => lang.pick("意見", "Comments"),
        Origin::Meetings => lang.pick("会議", "Meetings"),
    }
}

/// The mark of how well a place is backed.
pub fn mark(ascii: bool, strength: Strength) -> &'static str {
    match (strength, ascii) {
        (Strength::None, false) => "－",
        (Strength::Indirect, false) => "△",
        (Strength::Material, false) => "○",
        (Strength::Finding, false) => "◎",
        (Strength::None, true) => "-",
        (Strength::Indirect, true) => "+",
        (Strength::Material, true) => "o",
        (Strength::Finding, true) => "@",
    }
}

/// What the marks mean.
pub fn legend_line(lang: Lang, ascii: bool) -> String {
    let of = |strength| mark(ascii, strength);
    let (finding, material, indirect, none) =
        (of(Strength::Finding), of(Strength::Material), of(Strength::Indirect), of(Strength::None));
    lang.pick(
        format!("{finding}直接の所見 {material}直接の設問・意見・発言 {indirect}間接のみ {none}なし　数：設問など/所見"),
        format!("{finding} own finding  {material} own question, opinion, remark  {indirect} indirect only  {none} nothing; these/findings"),
    )
}

/// The same in words, which agree with the counts that stand beside them.
pub fn strength(lang: Lang, strength: Strength, counted: &Counted) -> &'static str {
    match strength {
        Strength::None if counted.gone > 0 => {
            lang.pick("所見の根拠がなくなっている", "the evidence of its findings is gone")
        }
        Strength::None => lang.pick("根拠なし", "nothing"),
        Strength::Indirect => lang.pick("ほかの記録を介した根拠だけ", "only over another record"),
        Strength::Material if counted.all.findings == 0 => {
            lang.pick("設問・意見・発言はあるが所見はない", "questions, opinions or remarks, no finding")
        }
        Strength::Material if counted.own.findings > 0 => {
            lang.pick("所見の根拠がなくなっている", "the evidence of its findings is gone")
        }
        Strength::Material => lang.pick("直接の所見はない", "no finding of its own"),
        Strength::Finding => lang.pick("直接の所見あり", "backed by a finding of its own"),
    }
}

/// How well a row is backed, in words that agree with the counts beside them.
pub fn backing(lang: Lang, backing: Backing, counted: &Counted) -> &'static str {
    match backing {
        Backing::None | Backing::Material if counted.gone > 0 => {
            lang.pick("所見の根拠がなくなっている", "the evidence of its findings is gone")
        }
        Backing::None => lang.pick("根拠なし", "nothing"),
        Backing::Material => lang.pick("所見なし", "no finding"),
        Backing::One => lang.pick("1方面の所見", "findings of one side"),
        Backing::Several => lang.pick("複数方面の所見", "findings of several sides"),
    }
}

/// What speaks for something: each figure, and the part of it that leads there over another record.
pub fn counted(lang: Lang, counted: &Counted) -> String {
    let Counted { all, own, gone } = counted;
    let part = |all: usize, own: usize, gone: usize| {
        let over = all.saturating_sub(own);
        let parts = [(lang.pick("間接", "indirect"), over), (lang.pick("根拠なし", "evidence gone"), gone)];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(name, count)| lang.pick(format!("{name}{count}"), format!("{count} {name}")))
            .collect();
        parts.join(lang.pick("・", ", "))
    };
    let with = |figure: String, parts: String| match parts.is_empty() {
        true => figure,
        false => lang.pick(format!("{figure}（うち{parts}）"), format!("{figure} ({parts})")),
    };
    let questions = with(
        lang.pick(format!("設問{}", all.questions), format!("{} questions", all.questions)),
        part(all.questions, own.questions, 0),
    );
    let findings = with(
        lang.pick(format!("所見{}", all.findings), format!("{} findings", all.findings)),
        part(all.findings, own.findings, *gone),
    );
    let over = part(all.opinions, own.opinions, 0);
    let people = lang.pick(format!("{}人", all.people), format!("{} people", all.people));
    let opinions = match over.is_empty() {
        true => {
            lang.pick(format!("意見{}件（{people}）", all.opinions), format!("{} opinions ({people})", all.opinions))
        }
        false => lang.pick(
            format!("意見{}件（{people}、うち{over}）", all.opinions),
            format!("{} opinions ({people}; {over})", all.opinions),
        ),
    };
    let remarks = with(
        lang.pick(format!("発言{}", all.remarks), format!("{} remarks", all.remarks)),
        part(all.remarks, own.remarks, 0),
    );
    // Of the others a nought says nothing; that there is no finding does.
    let parts = [(questions, all.questions), (findings, 1), (opinions, all.opinions), (remarks, all.remarks)];
    let parts: Vec<String> = parts.into_iter().filter(|(_, count)| *count > 0).map(|(text, _)| text).collect();
    parts.join(lang.pick("・", ", "))
}

/// What is in a place.
pub fn totals(lang: Lang, totals: &Totals) -> String {
    let Totals { questions, findings, opinions, people, remarks } = totals;
    lang.pick(
        format!("設問{questions}・所見{findings}・意見{opinions}件（{people}人）・発言{remarks}"),
        format!("{questions} questions, {findings} findings, {opinions} opinions ({people} people), {remarks} remarks"),
    )
}

/// Title of the matrix.
pub fn title(lang: Lang, kind: &str, rows: usize) -> String {
    lang.pick(format!("根拠：{kind} {rows}件"), format!("Evidence: {rows} ({kind})"))
}

/// Title of what is missing.
pub fn gaps_title(lang: Lang, count: usize) -> String {
    lang.pick(format!("不足 {count}件"), format!("Missing: {count}"))
}

/// A row that no finding speaks for.
pub fn without_evidence(lang: Lang, name: &str) -> String {
    lang.pick(format!("所見のない課題：{name}"), format!("No finding: {name}"))
}

/// A row that no question informs.
pub fn without_question(lang: Lang, name: &str) -> String {
    lang.pick(format!("設問のない課題：{name}"), format!("No question: {name}"))
}

/// A finding that speaks for no row.
pub fn without_row(lang: Lang, id: &str, statement: &str) -> String {
    lang.pick(format!("課題に結び付いていない所見：{id} {statement}"), format!("Finding of no issue: {id} {statement}"))
}

/// A link to a record that is not there.
pub fn lost_link(lang: Lang, id: &str, record: &str) -> String {
    lang.pick(
        format!("なくなった記録への結び付き：{id}　{record}"),
        format!("Link to a record that is gone: {id} -> {record}"),
    )
}

/// A survey item that no question informs.
pub fn intent(lang: Lang, name: &str) -> String {
    lang.pick(format!("設問のない意向：{name}"), format!("Survey item without a question: {name}"))
}

/// A question that informs something that is not there.
pub fn unknown_informs(lang: Lang, question: &str, name: &str) -> String {
    lang.pick(
        format!("設問 {question} の informs にある「{name}」が計画にない"),
        format!("Question {question} informs \"{name}\", which is in no plan"),
    )
}

/// A code that leads to no row.
pub fn stray_code(lang: Lang, set: &str, code: &str) -> String {
    lang.pick(format!("課題に結び付かない分類：{set}　{code}"), format!("Code of no issue: {set}, {code}"))
}

/// Opinions without a code.
pub fn uncoded(lang: Lang, set: &str, count: usize) -> String {
    lang.pick(format!("分類のない意見：{set} {count}件"), format!("Opinions without a code: {set}, {count}"))
}

/// Opinions in no item.
pub fn without_item(lang: Lang, set: &str, count: usize) -> String {
    lang.pick(format!("公表項目に入っていない意見：{set} {count}件"), format!("Opinions in no item: {set}, {count}"))
}

/// Over which record something leads to a row.
pub fn via(lang: Lang, what: &str, name: &str) -> String {
    lang.pick(format!("{what}（{name} を介して）"), format!("{what} (over {name})"))
}
