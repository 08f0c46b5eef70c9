//! Words about decisions on answers: what was done, what does not hold any more.

use super::{Lang, phrases};
use crate::load::typed::TypedFault;
use crate::model::fix::{Change, Holds};
use crate::model::{Choice, Problem, Question};
use crate::project::FixOp;

/// Who decided, coded or wrote something, or that no name was given: the one word for it on screens and in files.
pub fn person(lang: Lang, who: &str) -> &str {
    if who.trim().is_empty() { lang.pick("（名前なし）", "(no name)") } else { who }
}

phrases! {
    about: "回答の訂正・除外などの処理の一覧（元のファイルは書き換えない）" / "Decisions about answers; spreadsheets are never written";
    list_about: "処理の一覧: 元の値、新しい値、規則、だれが、いつ" / "Every decision: raw value, new value, rule, who, when";
    set_about: "1件の回答を訂正する" / "Put one answer right";
    set_help: "例:\n  koe fix set 1023 Q3 '1;4' --note 原本で確認\n値: コード（複数は ; で区切る）、数値、日付、NA（無回答）、INV（無効）、UNK（不明）" /
        "Example:\n  koe fix set 1023 Q3 '1;4' --note 'seen on the form'\nValue: codes (several with ;), a number, a date, NA, INV or UNK";
    keep_about: "確認の結果、そのままでよいとする" / "Say that a problem is right as it is";
    leave_out_about: "調査票1件を集計から除く" / "Leave a form out of all tables";
    count_about: "重複・白紙・対象外とされた調査票を集計に含める" / "Count a form that a rule leaves out";
    rule_about: "同じ規則に当たる全件をまとめて処理する（1件ずつ記録）" / "Decide for every form that a rule hits";
    rule_help: "例:\n  koe fix rule exclusive without-exclusive --question Q3\n処理: keep そのまま、blank 無回答に、invalid 無効に、all-marks 全ての○を有効に、without-exclusive 「特にない」等を外す、only-exclusive 「特にない」等だけにする、nearest 近い選択肢に、fitting 後の回答に合う選択肢に、leave-out 集計から除く、count 集計に含める" /
        "Example:\n  koe fix rule exclusive without-exclusive --question Q3\nRemedies: keep, blank, invalid, all-marks, without-exclusive, only-exclusive, nearest, fitting, leave-out, count";
    remove_about: "処理を取り消す（元の値に戻る）" / "Take decisions back";
    file: "ファイル名（同じ番号が複数あるとき）" / "File, where several forms have this id";
    case: "整理番号（番号のない表は --file と行番号）" / "Id of the form (without ids: --file and the row)";
    question: "設問の id" / "Question id";
    value: "新しい値" / "The new value";
    note: "理由などの覚え" / "A note, such as the reason";
    rule: "規則の名前（koe check の3番目の列）" / "Name of the rule, as koe check prints it";
    remedy: "処理" / "What to do";
    all: "全て" / "All of them";
    only_stale: "働かなくなった処理だけ" / "Only decisions that do not hold any more";
    no_fixes: "処理はまだありません。" / "Nothing was decided yet.";
    unchanged: "すでにそうなっています。何も記録しませんでした。" / "It is so already. Nothing was recorded.";
    nothing_to_remove: "当てはまる処理がありません。koe fix で一覧を確かめてください。" / "There is no such decision. See koe fix.";
    head_case: "整理番号" / "Case";
}

/// Heads of the list of decisions, after the case.
pub fn list_heads(lang: Lang) -> [&'static str; 10] {
    lang.pick(
        ["設問", "規則", "元の値", "処理", "状態", "理由", "処理した人", "日時", "ファイル", "セル"],
        ["Question", "Rule", "Raw value", "Decision", "State", "Note", "Who", "When", "File", "Cell"],
    )
}

/// Title of the list of decisions.
pub fn list_title(lang: Lang, survey: &str) -> String {
    lang.pick(format!("データ処理の記録　{survey}"), format!("Decisions about answers - {survey}"))
}

/// Several surveys and none named.
pub fn which_survey(lang: Lang, ids: &[&str]) -> String {
    let ids = ids.join(lang.pick("、", ", "));
    lang.pick(
        format!("調査が複数あります。--survey で選んでください（{ids}）。"),
        format!("There are several surveys. Choose one with --survey ({ids})."),
    )
}

/// No form has this id.
pub fn no_case(lang: Lang, typed: &str) -> String {
    lang.pick(
        format!(
            "整理番号「{typed}」の調査票がありません。番号のない表では --file ファイル と行番号で指定してください。"
        ),
        format!("There is no form \"{typed}\". In a table without ids, name --file and the row."),
    )
}

/// Several forms have this id.
pub fn which_case(lang: Lang, typed: &str, places: &[String]) -> String {
    let places = places.join(lang.pick("、", ", "));
    lang.pick(
        format!(
            "整理番号「{typed}」の調査票が複数あります（{places} 行目）。--file か、--file と行番号で選んでください。"
        ),
        format!("Several forms are called \"{typed}\" (rows {places}). Choose with --file, or --file and the row."),
    )
}

/// No question has this id.
pub fn no_question(lang: Lang, typed: &str, nearest: Option<&str>) -> String {
    let maybe = super::problem::maybe(lang, nearest.map(str::to_owned).as_ref());
    lang.pick(format!("設問「{typed}」がありません。{maybe}"), format!("There is no question \"{typed}\".{maybe}"))
}

/// The form has no problem of this rule.
pub fn no_problem(lang: Lang, rule: &str) -> String {
    lang.pick(
        format!("この調査票は規則「{rule}」に当たっていません。koe check で確かめてください。"),
        format!("The rule \"{rule}\" does not hit this form. See koe check."),
    )
}

/// No form is hit by the rule.
pub fn nothing_to_fix(lang: Lang, rule: &str, rules: &[&str]) -> String {
    let rules = rules.join(lang.pick("、", ", "));
    lang.pick(
        format!("規則「{rule}」で処理できるものがありません。いま当たっている規則: {rules}"),
        format!("Nothing can be decided for the rule \"{rule}\". Rules that hit: {rules}"),
    )
}

/// Problems the remedy does not suit.
pub fn unfit(lang: Lang, n: usize) -> String {
    lang.pick(
        format!("{n}件にはこの処理が使えないので、そのままにしました。"),
        format!("{n} were left alone: the remedy does not suit them."),
    )
}

/// Why a typed text is no answer.
pub fn fault(lang: Lang, question: &Question, fault: &TypedFault) -> String {
    let codes: Vec<String> = question.choices.iter().take(12).map(Choice::coded).collect();
    let codes = codes.join(lang.pick("、", ", "));
    let id = &question.id;
    let (ja, en) = match fault {
        TypedFault::NoChoice(text) => (
            format!("{id}: 「{text}」という選択肢はありません（{codes}）。"),
            format!("{id}: there is no choice \"{text}\" ({codes})."),
        ),
        TypedFault::Several => (
            format!("{id}: ○は1つです。○が2つ以上ある調査票は INV（無効）と入れます（{codes}）。"),
            format!("{id}: one answer is allowed; where two are marked, type INV ({codes})."),
        ),
        TypedFault::TooManyRanks(ranks) => {
            (format!("{id}: {ranks}位までです。"), format!("{id}: there are {ranks} ranks."))
        }
        TypedFault::RankTwice(label) => {
            (format!("{id}: 「{label}」が2つの順位にあります。"), format!("{id}: \"{label}\" stands at two ranks."))
        }
        TypedFault::NoNumber => {
            (format!("{id}: 数値だけを入れてください（例: 20）。"), format!("{id}: type a number only, such as 20."))
        }
        TypedFault::NoDate => {
            (format!("{id}: 日付を 2023-07-01 の形で入れてください。"), format!("{id}: type a date as 2023-07-01."))
        }
        TypedFault::NotTyped => (
            format!("{id}: 非該当はほかの回答から決まるので、入れられません。"),
            format!("{id}: \"not applicable\" follows from other answers and cannot be typed."),
        ),
    };
    lang.pick(ja, en)
}

/// What was decided, in short: `→ 3`, 確認済み.
pub fn change(lang: Lang, change: &Change) -> String {
    match change {
        Change::Keep => lang.pick("そのままでよい", "right as it is").to_owned(),
        Change::Set { value } => format!("→ {value}"),
        Change::LeaveOut => lang.pick("集計から除外", "not counted").to_owned(),
        Change::Count => lang.pick("集計に含める", "counted").to_owned(),
        Change::Entered => lang.pick("紙の調査票の入力", "typed in from paper").to_owned(),
    }
}

/// Whether a decision holds.
pub fn holds(lang: Lang, holds: &Holds) -> &'static str {
    match holds {
        Holds::Yes => lang.pick("有効", "in effect"),
        Holds::Changed(_) => lang.pick("元の値が変わった", "the cell has changed"),
        Holds::NoCase => lang.pick("回答が見つからない", "no such case"),
        Holds::NoAnswer => lang.pick("設問か選択肢がない", "no such question or choice"),
    }
}

/// How many decisions there are, and how many do not hold any more.
pub fn standing(lang: Lang, all: usize, stale: usize) -> String {
    lang.pick(
        format!("人の処理 {all}件（うち働かなくなったもの {stale}件）。一覧は koe fix で。"),
        format!("{all} decisions about answers ({stale} not in effect). See koe fix."),
    )
}

/// An act by its name.
pub fn act(lang: Lang, act: &FixOp) -> String {
    match act {
        FixOp::Fix { fixes } => match fixes.as_slice() {
            [fix] => {
                let what = change(lang, &fix.change);
                let about = fix.question.as_deref().unwrap_or(lang.pick("調査票", "form"));
                lang.pick(
                    format!("{} {about} の処理（{what}）", fix.case.case),
                    format!("{} {about}: {what}", fix.case.case),
                )
            }
            several => {
                let n = several.len();
                lang.pick(format!("{n}件の処理"), format!("{n} decisions about answers"))
            }
        },
        FixOp::Unfix { of } => {
            lang.pick(format!("処理{}件の取消し", of.len()), format!("taking back {} decisions", of.len()))
        }
        FixOp::Enter { form } => {
            lang.pick(format!("調査票 {} の入力", form.id), format!("entering the form {}", form.id))
        }
        FixOp::Withdraw { id } => {
            lang.pick(format!("入力した調査票 {id} の削除"), format!("removing the typed form {id}"))
        }
    }
}

/// It was done.
pub fn done(lang: Lang, done: &FixOp) -> String {
    lang.pick(format!("{}を記録しました。", act(lang, done)), format!("Recorded: {}.", act(lang, done)))
}

/// What a problem about a decision says.
pub fn met(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::LeftOut { who, at, note } => {
            let who = person(lang, who);
            let why =
                if note.is_empty() { String::new() } else { lang.pick(format!("。{note}"), format!(": {note}")) };
            lang.pick(
                format!("集計から除かれています（{who}、{at}{why}）。"),
                format!("Left out by {who} on {at}{why}."),
            )
        }
        Problem::FixStale { holds: state, was, to } => {
            let (state, to) = (holds(lang, state), change(lang, to));
            lang.pick(
                format!("以前の処理（「{was}」{to}）が働いていません: {state}。"),
                format!("A decision (\"{was}\" {to}) is not in effect: {state}."),
            )
        }
        _ => String::new(),
    }
}
