//! Words of evidence by issue: the list, the matrix, what is missing, the sheets for a committee.

use crate::messages::{Lang, phrases};
use crate::model::finding::Status;
use crate::plans::evidence::{Backing, Origin, Strength};

phrases! {
    about: "課題ごとの根拠（設問・所見・意見・発言）と、その不足" / "Evidence by issue (questions, findings, opinions, remarks) and what is missing";
    matrix_about: "課題と根拠の一覧表（事業者・市民・農業者・意見・会議）" / "The matrix of issues against businesses, residents, farms, comments and meetings";
    gaps_about: "根拠の不足：所見のない課題、設問のない意向、課題のない所見、分類のない意見など" / "What is missing: issues without evidence, survey items without a question, findings without an issue, opinions without a code, …";
    show_about: "一つの課題について、設問の数値、所見、意見、発言をすべて示す" / "Everything about one issue: figures, findings, opinions, remarks";
    sheet_about: "委員会に示す根拠シート（課題ごとに1枚）を docx, xlsx, md で書き出す" / "Evidence sheets for a committee, one per issue: docx, xlsx, md";
    kind_flag: "行にする記録の種類（既定は issue。policy_item, measure, theme など）" / "Kind of record that is a row (default issue; policy_item, measure, theme, …)";
    id_arg: "記録の番号（農-1、plan:id など）。sheet で省くとすべて" / "Record id (or plan:id); sheet without one means all";
    no_rows: "この種類の記録がありません。--kind と --plan を確かめてください。" / "There is no record of this kind. Check --kind and --plan.";
    head_theme: "テーマ" / "Theme";
    head_title: "課題" / "Issue";
    head_questions: "設問" / "Questions";
    head_findings: "所見" / "Findings";
    head_opinions: "意見（件）" / "Opinions";
    head_people: "意見（人）" / "People";
    head_remarks: "発言" / "Remarks";
    head_backing: "根拠" / "Backing";
    head_what: "対象" / "Which";
    head_detail: "内容" / "Details";
    total_once: "計（重複なし）" / "Total (each once)";
    total_added: "延べ" / "Cells added up";
    via_note: "( )内は内数で、意向など結び付いた別の記録を経由するもの。" /
        "Figures in brackets are part of the figure before them: what leads here over another record, such as a survey item.";
    strength_note: "◎＝その課題についての直接の所見がある　○＝直接の所見はないが、その課題についての設問・意見・発言がある　△＝別の記録を経由するものだけがある　－＝何もない。根拠が失われた所見は数えない。" /
        "◎ a finding on the issue itself; ○ no finding of its own, but a question, opinion or remark on it; △ only what leads here over another record; － nothing. Findings whose evidence is gone do not count.";
    backing_note: "根拠の強さ：複数＝2種類以上の出所（列）に所見がある　あり＝1種類の出所に所見がある　材料のみ＝設問・意見・発言はあるが所見がない　なし＝何もない。" /
        "Backing: several = findings from two columns or more; one = findings from one column; material = questions, opinions or remarks but no finding; none = nothing.";
    once_note: "「計」は、複数の課題や列にまたがる設問・所見・意見・発言を1回だけ数える。「延べ」は各欄の単純な合計なので「計」より大きくなることがある。" /
        "Totals count everything once, however many issues or columns it stands in. Cells added up count it each time, so that sum can be larger.";
    farm_note: "農業者の列は、農業者だけに聞いた設問と、農業者の区分の数値。両方に聞いた設問は事業者の列にある。" /
        "The farm column has the questions that only farms were asked, and figures of farms. Questions for both stand under businesses.";
    no_gaps: "不足はありません。" / "Nothing is missing.";
    gap_evidence: "所見のない課題" / "Issues without a finding";
    gap_question: "設問のない課題" / "Issues without a question";
    gap_findings: "課題に結び付かない所見" / "Findings without an issue";
    gap_lost: "なくなった記録への結び付け" / "Links to records that are gone";
    gap_intents: "設問のない意向" / "Survey items without a question";
    gap_informs: "設問の informs が指す記録がない" / "informs that name no record";
    gap_codes: "課題に結び付かない分類" / "Codes without an issue";
    gap_uncoded: "分類のない意見" / "Opinions without a code";
    gap_items: "項目に入っていない意見" / "Opinions in no item";
    matrix_title: "課題と根拠の一覧" / "Issues and their evidence";
    gaps_title: "根拠の不足" / "What is missing";
    list_title: "課題ごとの根拠" / "Evidence by issue";
    sheet_title: "課題ごとの根拠シート" / "Evidence sheets";
    theme: "テーマ・位置" / "Place";
    meaning: "内容" / "Meaning";
    section: "担当" / "Section";
    strength: "根拠の強さ" / "Backing";
    directions: "取組みの方向性" / "Directions";
    intents: "調査の意向" / "Survey items";
    indicators: "指標" / "Indicators";
    measures: "事業・施策" / "Measures";
    others: "関連する記録" / "Related records";
    findings: "所見" / "Findings";
    figures: "アンケートの数値" / "Survey figures";
    opinions: "寄せられた意見" / "Opinions";
    remarks: "会議での発言" / "Remarks at meetings";
    missing: "不足しているもの" / "What is missing";
    number: "番号" / "No.";
    status: "状態" / "Status";
    grounds: "根拠" / "Evidence";
    origin_label: "対象" / "Whom";
    question: "設問" / "Question";
    top_answers: "主な回答" / "Main answers";
    outline: "意見の概要" / "Opinion";
    count: "件数" / "Count";
    meeting: "会議" / "Meeting";
    role: "立場" / "Role";
    gist: "発言の要旨" / "Remark";
    no_findings: "所見はまだありません。" / "There are no findings yet.";
    no_figures: "この課題に答える設問はありません。" / "No question informs this issue.";
    no_opinions: "分類された意見はありません。" / "No opinions have been coded for it.";
    no_remarks: "結び付いた発言はありません。" / "No remarks are linked with it.";
    no_figure: "（集計できません）" / "(no table)";
    none_missing: "特にありません。" / "Nothing.";
    figures_note: "割合は、調査の既定の重みと母数（無回答を含む）による。nは回答対象者数（無回答・無効・不明を含む）。上位3つまでと「計」を示す。項目の多い設問は、最初の選択肢の割合が高い項目を示す。" /
        "Percentages have the survey's own weight and base (no answer included); n is respondents. The three highest answers and nets are shown; of a question with items, the items whose first answer is highest.";
    opinions_note: "数は意見の数であり、賛否の割合ではない。個人に関する情報は伏せている。" /
        "Figures count opinions; they are no votes. Personal data are masked.";
    missing_finding: "所見：アンケートや意見から所見をまとめる。" / "a finding: none speaks for it yet";
    missing_question: "設問：この課題に答える設問がない。" / "a question: none informs it";
}

/// A column.
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

/// How well a place is backed, as a sign.
pub fn sign(strength: Strength) -> &'static str {
    match strength {
        Strength::Finding => "◎",
        Strength::Material => "○",
        Strength::Indirect => "△",
        Strength::None => "－",
    }
}

/// How well a row is backed.
pub fn backing(lang: Lang, backing: Backing) -> &'static str {
    match backing {
        Backing::Several => lang.pick("複数", "several"),
        Backing::One => lang.pick("あり", "one"),
        Backing::Material => lang.pick("材料のみ", "material"),
        Backing::None => lang.pick("なし", "none"),
    }
}

/// How a finding stands.
pub fn finding_status(lang: Lang, status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Current) => lang.pick("現在の数値どおり", "current"),
        Some(Status::Moved) => lang.pick("数値が変わった", "moved"),
        Some(Status::Broken) => lang.pick("根拠が失われた", "broken"),
        None => "",
    }
}

/// Accepted or reviewed by somebody.
pub fn review(lang: Lang, by: &str, on: &str) -> String {
    match on {
        "" => lang.pick(format!("確認：{by}"), format!("reviewed by {by}")),
        on => lang.pick(format!("承認：{by} {on}"), format!("accepted by {by}, {on}")),
    }
}

/// What a figure was and is.
pub fn moved(lang: Lang, was: &str, now: &str) -> String {
    lang.pick(format!("（当初 {was} → 現在 {now}）"), format!(" (then {was}, now {now})"))
}

/// Something leads here over another record.
pub fn via(lang: Lang, via: &str) -> String {
    lang.pick(format!("（{via}を経由）"), format!(" (over {via})"))
}

/// Counts of a place: figure, and the part over other records.
pub fn counted(lang: Lang, what: Counted, n: usize, over: usize) -> String {
    let over = if over == 0 { String::new() } else { format!("({over})") };
    let (ja, en) = match what {
        Counted::Questions => ("設問", "questions"),
        Counted::Findings => ("所見", "findings"),
        Counted::Remarks => ("発言", "remarks"),
    };
    lang.pick(format!("{ja}{n}{over}"), format!("{en} {n}{over}"))
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Counted {
    Questions,
    Findings,
    Remarks,
}

/// Opinions and people.
pub fn voices(lang: Lang, opinions: usize, people: usize) -> String {
    lang.pick(format!("{opinions}件・{people}人"), format!("{opinions} by {people}"))
}

/// How many opinions of a set speak for an issue.
pub fn set_voices(lang: Lang, title: &str, opinions: usize, people: usize) -> String {
    lang.pick(
        format!("{title}：{opinions}件（{people}人）"),
        format!("{title}: {opinions} opinions by {people} people"),
    )
}

/// Opinions without a place.
pub fn unplaced(lang: Lang, n: usize, all: usize, some: &[&str]) -> String {
    let more = n.saturating_sub(some.len());
    let list = some.join(lang.pick("、", ", "));
    let rest =
        if more == 0 { String::new() } else { lang.pick(format!(" ほか{more}件"), format!(" and {more} more")) };
    lang.pick(format!("{all}件のうち{n}件：{list}{rest}"), format!("{n} of {all}: {list}{rest}"))
}

/// How many things are missing.
pub fn gap_count(lang: Lang, n: usize) -> String {
    lang.pick(format!("不足 {n}件"), format!("{n} missing"))
}

/// A kind of gap with its number.
pub fn gap_head(lang: Lang, name: &str, n: usize) -> String {
    lang.pick(format!("{name}（{n}）"), format!("{name} ({n})"))
}

/// A question by survey and id.
pub fn asked(lang: Lang, question: &str, label: &str) -> String {
    if label.is_empty() {
        question.to_owned()
    } else {
        lang.pick(format!("{question}　{label}"), format!("{question} {label}"))
    }
}

/// The items of a matrix that are not shown.
pub fn more_items(lang: Lang, n: usize) -> String {
    lang.pick(format!("ほか{n}項目"), format!("{n} more items"))
}

/// Opinions that are not shown.
pub fn more_opinions(lang: Lang, n: usize) -> String {
    lang.pick(format!("ほか{n}件は「koe issues show」で見られる。"), format!("{n} more: koe issues show"))
}

/// A text was cut.
pub fn cut(lang: Lang) -> &'static str {
    lang.pick("…（以下略）", "…")
}

/// A mean with its base.
pub fn mean(lang: Lang, mean: &str, median: &str) -> String {
    lang.pick(format!("平均 {mean}、中央値 {median}"), format!("mean {mean}, median {median}"))
}

/// How many wrote something.
pub fn written(lang: Lang, n: u64) -> String {
    lang.pick(format!("自由記述 {n}件"), format!("{n} wrote something"))
}

/// A question with whom it was asked.
pub fn asked_of(lang: Lang, of: Origin, question: &str, label: &str) -> String {
    let of = origin(lang, of);
    format!("{of} {question} {label}")
}

/// Questions that inform most issues.
pub fn common(lang: Lang, names: &[String]) -> String {
    let list = names.join(lang.pick("、", ", "));
    lang.pick(
        format!("ほかに、ほとんどの課題に共通する設問（{list}）がある。"),
        format!("Besides there are questions that inform most issues: {list}."),
    )
}

/// Columns that are empty for an issue.
pub fn empty_columns(lang: Lang, names: &[&str]) -> String {
    let list = names.join(lang.pick("、", ", "));
    lang.pick(format!("次の出所からの材料がない：{list}。"), format!("Nothing from: {list}."))
}

/// Findings that do not hold.
pub fn not_current(lang: Lang, ids: &[&str]) -> String {
    let list = ids.join(lang.pick("、", ", "));
    lang.pick(
        format!("数値が変わった、または根拠が失われた所見がある：{list}。文を見直す。"),
        format!("Findings whose figures moved or whose evidence is gone: {list}."),
    )
}

/// There is no such row.
pub fn not_a_row(lang: Lang, name: &str, kind: &str) -> String {
    let kind = super::plan::kind(lang, kind);
    lang.pick(
        format!("「{name}」は{kind}ではありません。--kind で記録の種類を示してください。"),
        format!("\"{name}\" is no {kind}. Say which kind of record is meant with --kind."),
    )
}

/// The surveys figures are from.
pub fn source(lang: Lang, titles: &[&str]) -> String {
    let list = titles.join(lang.pick("、", ", "));
    lang.pick(format!("出典：{list}"), format!("Source: {list}"))
}

/// The first kind of gap, behind how many there are in all.
pub fn first_gap(lang: Lang, all: &str, first: &str) -> String {
    lang.pick(format!("{all}　{first}"), format!("{all}: {first}"))
}
