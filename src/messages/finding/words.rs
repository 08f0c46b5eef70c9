//! Words of `koe findings` and of lists of findings.

use std::path::Path;

use crate::messages::{Lang, phrases};
use crate::model::finding::{DraftRule, Status};

phrases! {
    about: "所見（数値や意見を根拠とする文）の一覧・追加・点検" / "Findings (statements that rest on figures and opinions): list, pin, verify";
    list_about: "所見の一覧" / "List of findings";
    pin_about: "集計表の数値・意見・記録を根拠に所見を加える" / "Add a finding that rests on a figure, opinions or a record";
    pin_help: "例：koe findings pin Q5 --by industry5 --group 建設 --option いない --link 商店街-2\n    koe findings pin Q3 --option 1 --against-survey resident --against-question Q7\n    koe findings pin --set draft-plan --code 農-1\n    koe findings pin --record nishitokyo-2024:会議-1-発言2" / "Examples: koe findings pin Q5 --by industry5 --group 2 --option 1 --link ISSUE\n    koe findings pin Q3 --option 1 --against-survey resident --against-question Q7\n    koe findings pin --set draft-plan --code C1\n    koe findings pin --record plan:id";
    reword_about: "所見の文を書き換える（確認は取り消される）" / "Word a finding anew (its review ends)";
    note_about: "所見に内部用のメモを付ける（空なら消す）" / "Write a note on a finding (an empty one takes it away)";
    remove_about: "所見を削除する" / "Remove a finding";
    link_about: "所見を計画の記録（課題・施策・事業・指標）に結び付ける" / "Link a finding with records of plans (issues, measures, indicators)";
    unlink_about: "所見と計画の記録の結び付けを解く" / "Unlink a finding from records of plans";
    review_about: "所見を確認・承認する" / "Review or accept findings";
    evidence_about: "所見の根拠を加える・外す・今の値で確定し直す" / "Add evidence to a finding, drop it, or confirm what it says now";
    drafts_about: "規則による所見の案（自動では加わらない）" / "Drafts of findings by rule (never added by themselves)";
    drafts_help: "案の規則：5ポイント以上の差、5％水準で有意、双方の基数30以上。ほかに回答の多い順（1〜3位）。一覧は、設問と表側ごとに、表の中の比較すべてで補正（Benjamini-Hochberg）しても有意な最大の差だけを示す（すべては --all、json は常にすべて）。選ぶには --take、退けるには --refuse に案のキーを付ける。" / "The rules: a difference of 5 points or more, significant at 5 %, a base of 30 or more on both sides; and the answers given most (1st to 3rd). Listed is the largest difference of each question by each banner that is significant with all comparisons of its table taken into account (Benjamini-Hochberg); --all lists all, json always does. Take drafts with --take KEY…, refuse them with --refuse KEY….";
    verify_about: "所見の根拠を数え直し、今も正しいかを点検する" / "Count all evidence again and tell which findings still hold";
    export_about: "所見をファイル（TOML）に書き出す" / "Write the findings to a TOML file";
    import_about: "ファイル（TOML）の所見を加える" / "Add the findings of a TOML file";
    finding_arg: "所見の番号（FD1 など）" / "Finding id (FD1, …)";
    statement_arg: "所見の文" / "The statement";
    note_arg: "メモ" / "The note";
    record_arg: "計画の記録（id、計画:id、名称の一部）" / "Record of a plan (id, plan:id, part of its title)";
    file_arg: "ファイル（TOML）" / "A TOML file";
    only_record: "この記録に結び付いた所見だけ" / "Only findings linked with this record";
    only_status: "この状態の所見だけ" / "Only findings of this status";
    of_flag: "数値の種類（割合・平均・人数）。省くと選択肢があれば割合" / "What of it; by default the percentage where there is an option";
    against: "比べる相手：total（全体）か、同じ表側の区分" / "Held against: total, or another group of the banner";
    against_survey: "比べる相手の調査（別の調査や過去の調査）" / "Held against another survey or wave";
    against_question: "相手の設問。省くと同じ番号の設問" / "The question there; by default that of the same id";
    against_option: "相手の選択肢。省くと同じ文言の選択肢" / "The answer there; by default that of the same label";
    against_group: "相手の区分（--by と同じ表側）" / "The group there, of the same banner";
    code: "意見の分類コード" / "Code of opinions";
    item: "意見の公表項目" / "Published item";
    opinions: "意見の番号" / "Opinions by id";
    set: "意見の組" / "Set of comments";
    record: "計画の記録を根拠にする（会議の発言など）" / "Rest on a record of a plan (a remark of a meeting)";
    statement: "所見の文。省くと根拠から作る" / "The statement; by default composed of the evidence";
    link: "結び付ける計画の記録（繰り返し可）" / "Record to link with (repeatable)";
    no_informs: "設問が対応する課題などに自動では結び付けない" / "Do not link with the records the question informs";
    note: "内部用のメモ" / "Note for colleagues";
    by: "確認した人（氏名か職名）" / "Who reviewed it";
    on: "承認した日" / "Day of acceptance";
    none: "確認を取り消す" / "Take the review back";
    renew: "今の値で確定し直す" / "Confirm what it says now";
    drop: "この番号の根拠を外す（1から）" / "Drop the evidence with this number (from 1)";
    take: "この案を所見に加える" / "Add these drafts as findings";
    refuse: "この案を退ける" / "Refuse these drafts";
    again: "退けた案を元に戻す" / "Take up refused drafts again";
    all: "主なものに限らず、規則に合う案をすべて出す" / "All drafts by the rules, not only the strongest";
    limit: "画面に出す案の数（省くと30件）" / "How many drafts to print for people (30 unless told)";
    rule: "この規則による案だけ" / "Only drafts by this rule";
    head_id: "番号" / "Id";
    head_key: "キー" / "Key";
    head_status: "状態" / "Status";
    head_statement: "所見" / "Statement";
    head_evidence: "根拠の値" / "Figures";
    head_was: "前の値" / "Was";
    head_now: "今の値" / "Now";
    head_records: "計画の記録" / "Records";
    head_review: "確認" / "Review";
    head_rule: "規則" / "Rule";
    head_strength: "差（ポイント）" / "Points";
    head_remark: "備考" / "Remark";
    turned: "有意差の有無が変わった" / "significance came or went";
    renamed: "名称や文言が変わった（設問・区分・選択肢・コード・記録）" / "question, group, answer, code or record reworded";
    no_findings: "所見はまだありません。koe findings pin または koe findings drafts --take で加えられます。" / "There are no findings yet. Add some with koe findings pin or koe findings drafts --take.";
    no_drafts: "案はありません。" / "There are no drafts.";
    unchanged: "変更はありません。" / "Nothing changed.";
    nothing_named: "根拠を指定してください：設問（と --option など）、--set と --code・--item・--opinions、または --record。" / "Name the evidence: a question (with --option and so on), --set with --code, --item or --opinions, or --record.";
    one_kind: "根拠の種類は一度に一つだけ指定してください（設問、意見、記録）。" / "Name one kind of evidence at a time: a question, opinions, or a record.";
    no_banner: "区分を比べるには --by と --group を指定してください。" / "To compare groups, name --by and --group.";
    nothing_to_do: "--renew、--drop、または加える根拠を指定してください。" / "Name --renew, --drop, or evidence to add.";
    last_evidence: "根拠が一つもなくなります。所見ごと除くには koe findings remove を使ってください。" / "No evidence would be left. To take the finding away use koe findings remove.";
    review_needs: "確認した人を --by で指定してください（取り消すには --none）。" / "Name who reviewed it with --by (or --none to take it back).";
    no_statement: "所見の文が空です。" / "The statement is empty.";
    file_head: "所見の書き出し。koe findings import で取り込める。" / "Findings, to be read with koe findings import.";
}

/// How a finding stands.
pub fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::Current => lang.pick("変わらず", "current"),
        Status::Moved => lang.pick("値が変わった", "moved"),
        Status::Broken => lang.pick("根拠がない", "broken"),
    }
}

/// The rule of a draft.
pub fn rule_name(lang: Lang, rule: DraftRule) -> &'static str {
    match rule {
        DraftRule::Top => lang.pick("多い回答", "top answers"),
        DraftRule::Group => lang.pick("全体との差", "group against all"),
        DraftRule::Wave => lang.pick("経年の差", "between waves"),
        DraftRule::Audience => lang.pick("調査間の差", "between surveys"),
    }
}

/// Points, as a column of drafts tells them.
pub fn points(lang: Lang, points: &str) -> String {
    lang.pick(format!("{points}ポイント"), format!("{points} points"))
}

/// No finding of this id.
pub fn unknown_finding(lang: Lang, id: &str, known: &[&str]) -> String {
    if known.is_empty() {
        return lang.pick(
            format!("所見「{id}」がありません。所見はまだ一つもありません。"),
            format!("There is no finding \"{id}\"; there are none yet."),
        );
    }
    let (first, last) = (known.first().copied().unwrap_or_default(), known.last().copied().unwrap_or_default());
    lang.pick(
        format!("所見「{id}」がありません（{first}〜{last} の{}件）。koe findings で一覧できます。", known.len()),
        format!("There is no finding \"{id}\" ({} from {first} to {last}); koe findings lists them.", known.len()),
    )
}

/// No draft of this key.
pub fn unknown_draft(lang: Lang, key: &str, nearest: Option<&str>) -> String {
    let maybe = nearest
        .map_or(String::new(), |near| lang.pick(format!("「{near}」でしょうか。"), format!(" Perhaps \"{near}\"?")));
    lang.pick(
        format!("キー「{key}」の案がありません。{maybe}koe findings drafts で一覧できます。"),
        format!("There is no draft \"{key}\".{maybe} koe findings drafts lists them."),
    )
}

/// Several records fit what was typed.
pub fn several_records(lang: Lang, typed: &str, found: &[String]) -> String {
    let shown = found.iter().take(8).cloned().collect::<Vec<_>>().join(lang.pick("、", ", "));
    lang.pick(
        format!("「{typed}」に当たる記録が{}件あります：{shown}。番号で指定してください。", found.len()),
        format!("{} records fit \"{typed}\": {shown}. Name one by its id.", found.len()),
    )
}

/// No evidence of this number.
pub fn no_evidence(lang: Lang, id: &str, number: usize, of: usize) -> String {
    lang.pick(
        format!("所見 {id} に根拠 {number} はありません（根拠は{of}件）。"),
        format!("Finding {id} has no evidence {number} (it has {of})."),
    )
}

/// Evidence says nothing.
pub fn says_nothing(lang: Lang, why: &str) -> String {
    lang.pick(format!("根拠の値を求められません：{why}。"), format!("The evidence says nothing: {why}."))
}

/// It was added.
pub fn added(lang: Lang, id: &str, statement: &str) -> String {
    lang.pick(format!("所見 {id} を加えました：{statement}"), format!("Finding {id} added: {statement}"))
}

/// A finding rests on the same already.
pub fn known_already(lang: Lang, id: &str) -> String {
    lang.pick(
        format!("同じ根拠の所見がすでにあります：{id}。"),
        format!("Finding {id} rests on the same evidence already."),
    )
}

/// Figures of the sentence that no evidence says.
pub fn unsupported(lang: Lang, figures: &[String]) -> String {
    lang.pick(
        format!("文にある {} は、どの根拠の数値とも違う", figures.join("、")),
        format!("the sentence says {}, which no evidence says", figures.join(", ")),
    )
}

/// How many stand how.
pub fn verified(lang: Lang, all: usize, moved: usize, broken: usize) -> String {
    lang.pick(
        format!("所見{all}件：変わらず{}件、値が変わった{moved}件、根拠がない{broken}件。", all - moved - broken),
        format!("{all} findings: {} current, {moved} moved, {broken} broken.", all - moved - broken),
    )
}

/// Sentences that say another figure than their evidence has.
pub fn misquoted(lang: Lang, n: usize) -> String {
    lang.pick(
        format!("文の数値が根拠の値と違う所見が{n}件あります。文を直してください。"),
        format!("{n} findings say another figure than their evidence. Correct the sentence."),
    )
}

/// The question's definition names several records, and none of them is linked.
pub fn which_record(lang: Lang, names: &[String]) -> String {
    let list = names.join(lang.pick("、", ", "));
    lang.pick(
        format!("設問の定義には{list}があり、どれについての所見か決められないため結び付けていません。--link で示してください。"),
        format!("The question's definition names {list}; which is meant is open, so none is linked. Say it with --link."),
    )
}

/// Records of which one may be meant, in a list of drafts.
pub fn open_records(lang: Lang, names: &str) -> String {
    lang.pick(format!("課題は未定（{names}）"), format!("open: one of {names}"))
}

/// How many drafts there are, and how many stand behind those that are listed.
pub fn counted_drafts(lang: Lang, n: usize, behind: usize) -> String {
    let rest = match behind {
        0 => String::new(),
        behind => lang.pick(
            format!("（設問と表側ごとに最も大きな差。ほかの案{behind}件は --all で見られます）"),
            format!(" (the largest difference of each question by each banner; {behind} others with --all)"),
        ),
    };
    lang.pick(format!("所見の案 {n}件{rest}"), format!("{n} drafts{rest}"))
}

/// How many drafts were not printed.
pub fn more_drafts(lang: Lang, n: usize) -> String {
    lang.pick(
        format!("このほか{n}件は表示していません。--limit、--survey、--rule で選ぶか、--json や -o でまとめて取り出してください。"),
        format!("{n} more are not shown: choose with --limit, --survey or --rule, or take them with --json or -o."),
    )
}

/// A file of findings was written.
pub fn written(lang: Lang, path: &Path, n: usize) -> String {
    let file = path.display();
    lang.pick(format!("所見{n}件を「{file}」に書き出しました。"), format!("{n} findings written to \"{file}\"."))
}

/// What came of an import.
pub fn imported(lang: Lang, added: usize, known: usize) -> String {
    lang.pick(
        format!("所見{added}件を加えました（同じ内容のため加えなかったもの{known}件）。"),
        format!("{added} findings added ({known} left out, being there already)."),
    )
}

/// A finding of the file is there already.
pub fn same_as(lang: Lang, in_file: &str, here: &str) -> String {
    lang.pick(
        format!("ファイルの {in_file} は、所見 {here} と同じ内容のため加えません。"),
        format!("{in_file} of the file is the same as finding {here} and is left out."),
    )
}

/// A record that no plan has.
pub fn record_missing(lang: Lang, id: &str, record: &str) -> String {
    lang.pick(
        format!("所見 {id} が結び付く記録「{record}」がどの計画にもありません。結び付けはそのまま残します。"),
        format!("Finding {id} is linked with \"{record}\", which is in no plan; the link is kept."),
    )
}

/// Another survey has no such question.
pub fn no_partner(lang: Lang, survey: &str, question: &str) -> String {
    lang.pick(
        format!("調査「{survey}」に設問「{question}」がありません。--against-question で指定してください。"),
        format!("The survey \"{survey}\" has no question \"{question}\"; name it with --against-question."),
    )
}

/// Another survey's question has no answer of this label.
pub fn no_partner_option(lang: Lang, survey: &str, question: &str, label: &str) -> String {
    lang.pick(
        format!(
            "{survey} の {question} に「{label}」と同じ文言の選択肢がありません。--against-option で指定してください。"
        ),
        format!("{question} of {survey} has no answer \"{label}\"; name it with --against-option."),
    )
}

/// A set has no such item or opinion.
pub fn not_in_set(lang: Lang, set: &str, id: &str, nearest: Option<&str>) -> String {
    let maybe = nearest
        .map_or(String::new(), |near| lang.pick(format!("「{near}」でしょうか。"), format!(" Perhaps \"{near}\"?")));
    lang.pick(format!("「{set}」に「{id}」がありません。{maybe}"), format!("\"{set}\" has no \"{id}\".{maybe}"))
}
