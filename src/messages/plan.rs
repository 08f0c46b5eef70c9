//! Words of plans: what is wrong with their files, kinds of records, roles of years, meanings of cells.

pub mod exchange;
pub mod layout;
pub mod progress;
pub mod screen;

use crate::load::plan::PlanFault;
use crate::messages::{Lang, phrases};
use crate::model::plan::{Meaning, YearRole};

phrases! {
    about: "計画の記録（課題・施策・事業・指標など）と進捗" / "Records of plans (issues, measures, indicators, …) and progress";
    plan_flag: "計画の id" / "Plan id";
    kind_flag: "記録の種類（issue, measure, indicator など）" / "Kind of record (issue, measure, indicator, …)";
    unfilled: "未記入" / "not filled in";
    no_plans: "計画がありません。koe.toml の plans に計画のファイル（TOML）を書いてください。" / "There is no plan. List plan files (TOML) under plans in koe.toml.";
    head_id: "番号" / "Id";
    head_kind: "種類" / "Kind";
    head_title: "名称" / "Title";
    head_period: "年度" / "Years";
    head_grade: "達成度" / "Grade";
    head_section: "担当" / "Section";
}

/// A kind of record by its name.
pub fn kind(lang: Lang, kind: &str) -> &str {
    let (ja, en) = match kind {
        "theme" => ("テーマ", "theme"),
        "direction" => ("取組みの方向性", "direction"),
        "issue" => ("課題", "issue"),
        "intent" => ("意向（調査項目）", "survey item"),
        "policy_item" => ("施策の項目", "policy item"),
        "viewpoint" => ("策定の視点", "viewpoint"),
        "vision" => ("将来像", "vision"),
        "basic_policy" => ("基本の方針", "basic policy"),
        "slot" => ("記入欄", "slot"),
        "strategy" => ("戦略", "strategy"),
        "policy" => ("施策", "policy"),
        "measure" => ("事業", "measure"),
        "line" => ("細目", "line"),
        "point" => ("取組の内容", "point"),
        "indicator" => ("指標", "indicator"),
        "goal" => ("目標", "goal"),
        "change" => ("変化", "change"),
        "effect" => ("期待する効果", "expected effect"),
        "impact" => ("影響", "impact"),
        "past_policy" => ("これまでの施策", "past policy"),
        "priority" => ("重点政策", "priority"),
        "guideline" => ("指針", "guideline"),
        "organisation" => ("組織", "organisation"),
        "note" => ("注記", "note"),
        "related_plan" => ("関連計画", "related plan"),
        "meeting" => ("会議", "meeting"),
        "agenda" => ("次第", "agenda"),
        "paper" => ("資料", "paper"),
        "remark" => ("発言", "remark"),
        "purpose" => ("目的", "purpose"),
        "chapter" => ("章", "chapter"),
        "group" => ("区分", "group"),
        "document" => ("資料", "document"),
        "principle" => ("理念", "principle"),
        other => (other, other),
    };
    lang.pick(ja, en)
}

/// What a year cell is.
pub fn role(lang: Lang, role: YearRole) -> &'static str {
    match role {
        YearRole::Baseline => lang.pick("現況", "baseline"),
        YearRole::Plan => lang.pick("計画", "plan"),
        YearRole::Result => lang.pick("実績", "result"),
        YearRole::Target => lang.pick("目標", "target"),
        YearRole::End => lang.pick("計", "end"),
    }
}

/// What kind of thing a cell says.
pub fn meaning(lang: Lang, meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Blank => lang.pick("空欄", "blank"),
        Meaning::Dash => lang.pick("なし（-）", "none (-)"),
        Meaning::Figures => lang.pick("数値", "figures"),
        Meaning::State => lang.pick("状態", "state"),
        Meaning::Moved => lang.pick("移管", "handed over"),
        Meaning::NotDone => lang.pick("未実施", "not done"),
        Meaning::Text => lang.pick("文", "text"),
    }
}

/// There is no plan of this id.
pub fn unknown_plan(lang: Lang, id: &str, known: &[&str]) -> String {
    let known = known.join("、");
    lang.pick(
        format!("計画「{id}」がありません。ある計画：{known}"),
        format!("There is no plan \"{id}\". There are: {known}"),
    )
}

/// There is no record of this name.
pub fn unknown_record(lang: Lang, name: &str, nearest: Option<&str>) -> String {
    let maybe = nearest.map_or(String::new(), |nearest| {
        lang.pick(format!("「{nearest}」ではありませんか。"), format!(" Perhaps \"{nearest}\"?"))
    });
    lang.pick(format!("計画に記録「{name}」がありません。{maybe}"), format!("No plan has a record \"{name}\".{maybe}"))
}

/// What is wrong with a plan's file.
pub fn fault(lang: Lang, fault: &PlanFault) -> String {
    let pick = |ja: String, en: String| lang.pick(ja, en);
    let perhaps = |nearest: &Option<String>| {
        nearest.as_ref().map_or(String::new(), |nearest| {
            lang.pick(format!("「{nearest}」ではありませんか。"), format!(" Perhaps \"{nearest}\"?"))
        })
    };
    match fault {
        PlanFault::UnknownColumn { record, column, nearest } => pick(
            format!("記録 {record} の years にある列「{column}」が [[column]] にありません。{}", perhaps(nearest)),
            format!(
                "years of record {record} names the column \"{column}\", which no [[column]] states.{}",
                perhaps(nearest)
            ),
        ),
        PlanFault::UnknownGrade { record, scale, grade } => pick(
            format!(
                "記録 {record} の達成度「{grade}」が尺度「{scale}」にありません。[[scale]] の grades に加えてください。"
            ),
            format!(
                "the grade \"{grade}\" of record {record} is not on the scale \"{scale}\"; add it to grades of [[scale]]"
            ),
        ),
        PlanFault::UnknownLink { record, link, nearest } => pick(
            format!("記録 {record} の links にある「{link}」がどの計画にもありません。{}", perhaps(nearest)),
            format!("links of record {record} names \"{link}\", which is in no plan.{}", perhaps(nearest)),
        ),
        PlanFault::Circle { record } => pick(
            format!("記録 {record} の parent をたどると元に戻ります。"),
            format!("the records above {record} go in a circle"),
        ),
        PlanFault::ColumnTwice { label } => pick(
            format!("列「{label}」がファイルによって違う年度や役割になっています。"),
            format!("the column \"{label}\" has another year or role in another file"),
        ),
        PlanFault::Kind { record, kind, nearest } => pick(
            format!(
                "記録 {record} の kind「{kind}」は種類の語（measure、issue など英小文字）ではありません。{}",
                perhaps(nearest)
            ),
            format!("kind \"{kind}\" of record {record} is no kind of record (measure, issue, …).{}", perhaps(nearest)),
        ),
        PlanFault::Id { id } => pick(
            format!("id「{id}」は使えません。空でなく「:」を含まないものにしてください。"),
            format!("the id \"{id}\" cannot be used: it must not be empty or have a colon"),
        ),
    }
}
