//! Words with which a finding is pinned: the form, and what a figure or some opinions are called in lists.

use crate::messages::{Lang, phrases};
use crate::model::table::BaseKind;

phrases! {
    pin: "いま見ている数値・意見を所見として留める" / "Pin what is under the cursor as a finding";
    save: "記録する" / "Save";
    form_statement: "所見の文の欄" / "Statement of a finding";
    form_records: "結び付ける記録の欄" / "Records of a finding";
    short_pin: "所見に留める" / "Pin";
    pin_difference: "他の区分との差を所見として留める" / "Pin a difference as a finding";
    short_difference: "差を留める" / "Difference";
    other_field: "文と記録の欄を行き来する" / "Statement or records";
    short_other_field: "次の欄" / "Next field";
    choose_record: "この記録に結び付ける・外す" / "Link or unlink this record";
    short_choose_record: "選ぶ・外す" / "Choose";
    short_save: "記録" / "Save";
    form_title: "所見として留める" / "Pin a finding";
    draft_title: "案を所見にする" / "Take a draft";
    edit_title: "所見の文と結び付け" / "Statement and links";
    statement: "所見の文" / "Statement";
    figures: "根拠" / "Evidence";
    records: "結び付ける記録" / "Records";
    search: "探す（かな・ローマ字・番号でも）：" / "Find:";
    nothing_found: "該当する記録がありません。" / "No record is like this.";
    no_plans: "計画がありません（koe.toml の plans）。" / "There is no plan (plans in koe.toml).";
    counting: "集計中…" / "counting…";
    statement_missing: "所見の文を入れてください。" / "Write the statement.";
    still_counting: "根拠の数値を集計しています。少し待ってください。" / "The figures are still being counted. Wait a moment.";
    not_readable: "根拠の数値がないため、所見にできません。" / "There is no figure to rest on, so it cannot be pinned.";
    no_figure: "このセルは所見に留められません（件数・％・平均のセルを選んでください）。" / "This cell cannot be pinned; choose a count, percentage or mean.";
    nothing_to_compare: "全体のセルです。区分のセルを選ぶか、差の相手にするセルを先に覚えさせてください。" / "This is everybody's figure. Choose a group's cell, or first remember a cell to compare with.";
    no_row: "項目か意見の行を選んでください。" / "Choose an item or an opinion.";
    no_records: "計画を読み込んでいます。" / "The plans are being read.";
    not_across: "画面は横％ではありません。所見は横％（区分の中の割合）で留めます。" / "The screen does not show row percentages; the finding is pinned as the share of its group.";
    against_box: "何との差を留めますか" / "Against what?";
    which_box: "何を留めますか" / "Pin what?";
    marked_cell: "印を付けたセル" / "the marked cell";
    mark: "このセルを差の相手として覚える" / "Remember this cell to be compared with";
    cell_marked: "差の相手として覚えました。別のセルで差を留めるときに選べます。" / "Remembered. It is offered where a difference is pinned.";
    everybody: "全体" / "all";
    of_group: "同じ文面の意見" / "Opinions with this text";
    of_opinion: "この意見" / "This opinion";
    mean: "平均" / "mean";
    base: "集計対象" / "base";
    weight: "ウェイト" / "weight";
    filter: "絞り込み" / "filter";
    answered: "回答者のみ" / "answered only";
}

/// A figure in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cited {
    /// 事業者, 市民, or the title of the survey.
    pub who: String,
    /// Question id.
    pub id: String,
    /// Its short name.
    pub question: String,
    /// The answer; `None` for a mean or a base.
    pub answer: Option<String>,
    /// It is a mean.
    pub mean: bool,
    /// Title of the grouping and the group; `None` for all.
    pub group: Option<(String, String)>,
    /// Weight.
    pub weight: Option<String>,
    /// Filter as written.
    pub filter: Option<String>,
    /// What a percentage divides by.
    pub base: BaseKind,
}

impl Cited {
    /// What makes the figure another one than the plain table's: weight, filter, base.
    pub fn conditions(&self, lang: Lang) -> String {
        let name = |name: &str, value: &String| lang.pick(format!("{name}：{value}"), format!("{name}: {value}"));
        let base = (self.base == BaseKind::Answered).then(|| answered(lang).to_owned());
        let parts: Vec<String> = [
            self.weight.as_ref().map(|id| name(weight(lang), id)),
            self.filter.as_ref().map(|text| name(filter(lang), text)),
            base,
        ]
        .into_iter()
        .flatten()
        .collect();
        parts.join(lang.pick("、", ", "))
    }

    /// 「事業者 Q5 後継者「いない」 商店会：加入（ウェイト：pop）」.
    pub fn line(&self, lang: Lang) -> String {
        let what = match &self.answer {
            Some(answer) => lang.pick(format!("「{answer}」"), format!(" \"{answer}\"")),
            None if self.mean => format!(" {}", mean(lang)),
            None => format!(" {}", base(lang)),
        };
        let group = match &self.group {
            None => format!(" {}", everybody(lang)),
            Some((banner, group)) => lang.pick(format!(" {banner}：{group}"), format!(" {banner}: {group}")),
        };
        let conditions = self.conditions(lang);
        let conditions = match conditions.is_empty() {
            true => String::new(),
            false => lang.pick(format!("（{conditions}）"), format!(" ({conditions})")),
        };
        format!("{} {} {}{what}{group}{conditions}", self.who, self.id, self.question)
    }
}

/// Opinions with a code.
pub fn of_code(lang: Lang, set: &str, title: &str) -> String {
    lang.pick(format!("{set}　分類「{title}」"), format!("{set}, code \"{title}\""))
}

/// Opinions of an item.
pub fn of_item(lang: Lang, set: &str, number: usize, outline: &str) -> String {
    lang.pick(format!("{set}　項目{number}「{outline}」"), format!("{set}, item {number} \"{outline}\""))
}

/// Opinions by themselves.
pub fn of_opinions(lang: Lang, set: &str, count: usize, first: &str) -> String {
    lang.pick(format!("{set}　意見{count}件「{first}」"), format!("{set}, {count} opinions \"{first}\""))
}

/// What is held against what.
pub fn versus(lang: Lang, left: &str, right: &str) -> String {
    lang.pick(format!("{left}　対　{right}"), format!("{left} against {right}"))
}

/// The figure with its base: 30.6% n=123.
pub fn read(lang: Lang, printed: &str, base: u64, opinions: bool) -> String {
    match opinions {
        // The figure says how many opinions, by how many people.
        true => lang.pick(
            printed.replacen(' ', "件", 1).replace('(', "（").replace(')', "人）"),
            format!("{printed} (opinions, people)"),
        ),
        false => format!("{printed}　n={base}"),
    }
}

/// How many records are linked.
pub fn chosen(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count}件を選択"), format!("{count} chosen"))
}

/// A record with where it stands: kind and plan.
pub fn record(lang: Lang, kind: &str, plan: &str) -> String {
    lang.pick(format!("{kind}　{plan}"), format!("{kind}, {plan}"))
}

/// Why records are chosen beforehand or not, and whether somebody has to choose: how many are linked by definition, and how
/// many the definition names of which one may be meant.
pub fn why_chosen(lang: Lang, sure: usize, open: usize) -> (String, bool) {
    let text = match (sure, open) {
        (0, 0) => lang.pick(
            "設問や分類の定義に課題などの指定がないため、何も選んでいません。言葉の近いものから並べてあります。".to_owned(),
            "No definition links this with a record, so none is chosen; those with words in common come first.".to_owned(),
        ),
        (_, 0) => lang.pick(
            "設問や分類の定義で結び付いている記録を選んであります。".to_owned(),
            "The records that a definition links with this are chosen.".to_owned(),
        ),
        (_, open) => lang.pick(
            format!("設問や分類の定義にある{open}件のうち、どれについての所見かは決められません。上に並べたので選んでください。"),
            format!("The definition names {open} records, and which is meant is open: they stand on top to be chosen."),
        ),
    };
    (text, open > 0)
}
