//! Words of items, replies, publication, warnings and fates on the command line.

use std::path::Path;

use crate::comments::consistency::{Trouble, Warning};
use crate::messages::comments::document;
use crate::messages::{Lang, phrases};
use crate::model::comment::Fate;
use crate::model::day;
use crate::model::diagnostic::Problem;

phrases! {
    items_about: "公表する項目の一覧と作成" / "Published items: list and make";
    make_about: "取扱いの決まっていない意見から、項目の案を作る" / "Draft an item for each opinion that nobody has decided about";
    make_groups: "同じ文面・似た文面の意見を一つの項目にまとめる" / "Put copies and near copies into one item";
    merge_about: "意見や項目を一つの項目にまとめる" / "Put opinions or items into one item";
    take_out_about: "意見を項目から外す" / "Take opinions out of their items";
    outline_about: "意見の概要を書く、または原文を引用する" / "Write the outline of an item, or quote an original";
    outline_text: "要旨。原文のとおりの文なら引用として扱う" / "The outline; words that stand in an original to the letter are a quotation";
    quote: "引用する意見の番号と、何文字目から何文字目まで（0から数える。例 12-1 0-40）" / "Opinion and characters to quote, counted from 0, e.g. 12-1 0-40";
    clear: "消す" / "Take it away";
    reply_about: "考え方（回答）を書く。複数の項目に同じ文を書ける" / "Write the reply to one or more items";
    reply_text: "考え方の文" / "The reply";
    reply_file: "考え方の文のファイル（UTF-8）" / "File with the reply (UTF-8)";
    reply_class: "あわせて対応区分を決める" / "Decide the class too";
    class_about: "対応区分を決める" / "Decide the handling class";
    class_arg: "対応区分の記号。none で区分なし" / "Mark of the class; none takes it away";
    heading_about: "見出し（計画の項目）を決める" / "Choose the heading of items";
    heading_arg: "コードか見出しの id。none で分類のとおりに戻す" / "Id of a code or heading; none goes by the codes";
    change_about: "計画の修正箇所（修正前・修正後）を加える" / "Add a changed place of the plan";
    change_place: "修正箇所（章・ページ）" / "Place (chapter, page)";
    change_before: "修正前の文" / "Text before";
    change_after: "修正後の文" / "Text after";
    ask_about: "担当課に照会する" / "Ask a section";
    ask_section: "担当課。空文字で照会を取り消す" / "Section; empty takes the request back";
    ask_due: "期限（2024-02-01）" / "Due date (2024-02-01)";
    item_arg: "項目ID、または №12" / "Item id, or №12";
    members_arg: "意見の番号、項目ID、または №12" / "Opinion ids, item ids, or №12";
    opinions_arg: "意見の番号" / "Opinion ids";
    publish_about: "「意見の概要と市の考え方」を書き出す" / "Publish opinions and replies";
    publish_draft: "未定の意見や考え方のない項目があっても、作成中として書き出す" / "Write a draft although opinions are undecided or replies missing";
    publish_without_replies: "考え方のない項目があっても公表資料にする" / "Publish although items have no reply";
    publish_day: "公表日（2024-03-01）" / "Day of publication (2024-03-01)";
    publish_format: "形式 md | json | csv | xlsx | docx" / "Format: md | json | csv | xlsx | docx";
    warnings_about: "公表前の点検：食い違いと漏れ" / "What does not fit together before publication";
    today: "今日の日付（期限を過ぎたかの判定に使う）" / "Today's date, to tell what is overdue";
    no_warnings: "食い違いや漏れは見つかりませんでした。" / "Nothing was found.";
    fate_about: "受付番号の意見がどうなったか" / "What became of the opinions of a receipt";
    fate_arg: "受付番号、または意見の番号" / "Receipt or opinion ids";
    answers_about: "自由記述一覧を書き出す" / "The list of free answers";
    answers_attribute: "並べて示す属性（設問や属性の列）。くり返せる" / "Attribute to show (question or column); repeat for more";
    answers_by: "まとめ方: code（分類）か属性" / "Group by code or by an attribute";
    answers_ids: "受付番号・整理番号も示す（庁内用）" / "Show ids too (for internal use)";
    item: "項目" / "Item";
    members: "意見" / "Opinions";
    section: "担当課" / "Section";
    due: "期限" / "Due";
    state: "考え方の有無" / "Reply";
    with_reply: "済" / "yes";
    without_reply: "未" / "no";
    nothing_open: "取扱いの決まっていない意見はありません。" / "No opinion is undecided.";
    unchanged: "変わるところはありません。" / "That changes nothing.";
    no_words: "文を、'文' か --quote か --clear で指定してください。" / "Give the words, --quote or --clear.";
    no_reply: "考え方の文を --text か --file で指定してください。" / "Give the reply with --text or --file.";
    span: "引用する範囲は 0-40 のように書いてください（0から数え、終わりの文字は含みません）。" / "Write the characters to quote as 0-40 (from 0, end excluded).";
    outside: "その範囲は意見の文の外にあります。" / "Those characters lie outside of the opinion.";
    members_missing: "まとめる意見か項目を指定してください。" / "Name the opinions or items to put together.";
    history: "経過" / "History";
    taken_back: "（取消済み）" / " (taken back)";
    by_rule: "決まりによる" / "by rule";
    late_rule: "募集期間の後に届いたため" / "received after the period";
}

/// Title of the list of items.
pub fn list_title(lang: Lang, title: &str) -> String {
    lang.pick(format!("公表する項目　{title}"), format!("Published items: {title}"))
}

/// How many items were made for how many opinions.
pub fn made(lang: Lang, items: usize, opinions: usize) -> String {
    lang.pick(
        format!("{opinions}件の意見から{items}件の項目を作りました。"),
        format!("Made {items} items of {opinions} opinions."),
    )
}

/// An item that has no opinion any more.
pub fn emptied(lang: Lang, items: &[&str]) -> String {
    lang.pick(
        format!("項目 {} には意見がなくなりました（そのままでは公表されません）。", items.join("・")),
        format!("Items {} have no opinions any more and are not published.", items.join(", ")),
    )
}

/// No such item.
pub fn unknown_item(lang: Lang, id: &str, nearest: Option<&str>) -> String {
    let maybe = nearest.map_or(String::new(), |near| {
        lang.pick(format!("「{near}」のことですか。"), format!(" Did you mean \"{near}\"?"))
    });
    lang.pick(
        format!("項目「{id}」がありません。koe comments items で確かめ、項目IDか №12 の形で指定してください。{maybe}"),
        format!("There is no item \"{id}\". See koe comments items; name it by id or as №12.{maybe}"),
    )
}

/// No such opinion.
pub fn unknown_opinion(lang: Lang, id: &str, nearest: Option<&str>) -> String {
    let maybe = nearest.map_or(String::new(), |near| {
        lang.pick(format!("「{near}」のことですか。"), format!(" Did you mean \"{near}\"?"))
    });
    lang.pick(
        format!("受付番号・意見の番号「{id}」がありません。{maybe}"),
        format!("There is no receipt or opinion \"{id}\".{maybe}"),
    )
}

/// An opinion that was withdrawn cannot be published.
pub fn is_withdrawn(lang: Lang, ids: &[&str]) -> String {
    lang.pick(
        format!("意見 {} は取り下げられているので、項目に入れられません。", ids.join("・")),
        format!("Opinions {} were withdrawn and cannot be published.", ids.join(", ")),
    )
}

/// No such class.
pub fn unknown_class(lang: Lang, class: &str, known: &[&str]) -> String {
    match known {
        [] => lang.pick(
            "この意見の組には対応区分がありません。定義の dispositions に加えてください。".to_owned(),
            "This set has no classes. Add them to dispositions in its definition.".to_owned(),
        ),
        known => lang.pick(
            format!("対応区分「{class}」がありません（{}）。", known.join(" ")),
            format!("There is no class \"{class}\" ({}).", known.join(" ")),
        ),
    }
}

/// No such code or heading.
pub fn unknown_heading(lang: Lang, id: &str, nearest: Option<&str>) -> String {
    let maybe = nearest.map_or(String::new(), |near| {
        lang.pick(format!("「{near}」のことですか。"), format!(" Did you mean \"{near}\"?"))
    });
    lang.pick(
        format!("コードや見出し「{id}」がありません。{maybe}"),
        format!("There is no code or heading \"{id}\".{maybe}"),
    )
}

/// A date that is none.
pub fn no_date(lang: Lang, text: &str) -> String {
    lang.pick(
        format!("「{text}」は日付として読めません。2024-02-01 のように書いてください。"),
        format!("\"{text}\" is no date. Write it as 2024-02-01."),
    )
}

/// A file with a reply that cannot be read.
pub fn no_file(lang: Lang, path: &Path, detail: &str) -> String {
    lang.pick(
        format!("「{}」を読めません（{detail}）。UTF-8 の文のファイルを指定してください。", path.display()),
        format!("Cannot read \"{}\" ({detail}). Name a text file in UTF-8.", path.display()),
    )
}

/// Outline or quotation was written.
pub fn outlined(lang: Lang, item: &str, quotation: bool) -> String {
    match quotation {
        true => lang
            .pick(format!("{item} の概要を、原文の引用としました。"), format!("The outline of {item} is a quotation.")),
        false => lang.pick(
            format!("{item} の概要を、要旨としました（原文のとおりの文ではありません）。"),
            format!("The outline of {item} is a summary (not to the letter)."),
        ),
    }
}

/// Most ids that a sentence lists.
const LISTED: usize = 30;

fn listed(lang: Lang, ids: &[String]) -> String {
    let shown: Vec<&str> = ids.iter().take(LISTED).map(String::as_str).collect();
    let more = ids.len().saturating_sub(LISTED);
    let rest =
        if more > 0 { lang.pick(format!(" ほか{more}件"), format!(" and {more} more")) } else { String::new() };
    format!("{}{rest}", shown.join(lang.pick("、", ", ")))
}

/// Opinions without a fate, each with its receipt: why nothing is published.
pub fn undecided(lang: Lang, open: &[(String, String)]) -> String {
    let receipts: std::collections::BTreeSet<&String> = open.iter().map(|(receipt, _)| receipt).collect();
    let names: Vec<String> = open
        .iter()
        .map(|(receipt, opinion)| match receipt == opinion {
            true => receipt.clone(),
            false => lang.pick(format!("{receipt}（意見 {opinion}）"), format!("{receipt} (opinion {opinion})")),
        })
        .collect();
    let n = open.len();
    lang.pick(
        format!(
            "取扱いの決まっていない意見が{n}件（受付 {}件）あるので、公表できません: {}。koe comments items make で項目にするか、対象外・取下げを記録してください。途中の版は --draft で書き出せます。",
            receipts.len(),
            listed(lang, &names)
        ),
        format!(
            "{n} opinions of {} receipts are undecided, so nothing is published: {}. Make items of them (koe comments items make), or record that they are out of scope or withdrawn. --draft writes a draft.",
            receipts.len(),
            listed(lang, &names)
        ),
    )
}

/// Items that would be published without a reply: said once, done when it is asked for again.
pub fn publishes_without(lang: Lang, missing: usize, again: &str, list: &str) -> String {
    lang.pick(
        format!("市の考え方のない項目が{missing}件あります（「{list}」の面に一覧）。このまま公表資料にするなら、もう一度 {again} を押してください。"),
        format!("{missing} items have no reply (see {list}). Press {again} again to publish them so."),
    )
}

/// Items without a reply in what is to be published.
pub fn replies_missing(lang: Lang, missing: usize) -> String {
    lang.pick(
        format!(
            "市の考え方のない項目が{missing}件あるので、公表資料にしませんでした。koe comments warnings で一覧を見られます。途中の資料は --draft で、考え方のないまま公表するなら --without-replies で書き出せます。"
        ),
        format!(
            "{missing} items have no reply, so nothing was published. koe comments warnings lists them. --draft writes a draft, --without-replies publishes them so."
        ),
    )
}

/// Items that were published without a reply.
pub fn published_without(lang: Lang, missing: usize) -> String {
    lang.pick(
        format!("注意: 市の考え方のない項目が{missing}件あります。koe comments warnings で一覧を見られます。"),
        format!("Note: {missing} items have no reply. koe comments warnings lists them."),
    )
}

/// Quotations that are not what the originals say.
pub fn misquoted(lang: Lang, numbers: &[usize]) -> String {
    let names: Vec<String> = numbers.iter().map(|number| format!("№{number}")).collect();
    lang.pick(
        format!(
            "{} の引用が原文と一致しません。原文が直されたり、取り下げられたり、項目から外されたりしたなら、koe comments outline で引用し直してください。",
            listed(lang, &names)
        ),
        format!(
            "The quotations of {} are not what the originals say, or their originals were withdrawn or taken out. Quote again with koe comments outline.",
            listed(lang, &names)
        ),
    )
}

/// What was written.
pub fn written(lang: Lang, path: &Path) -> String {
    lang.pick(format!("「{}」に書き込みました。", path.display()), format!("Wrote \"{}\".", path.display()))
}

/// A kind of file that this command does not write.
pub fn unknown_format(lang: Lang, path: &Path) -> String {
    lang.pick(
        format!("「{}」の形式では書き込めません。.xlsx .docx .csv .md .json のどれかにしてください。", path.display()),
        format!("Cannot write \"{}\" in that format. Use .xlsx, .docx, .csv, .md or .json.", path.display()),
    )
}

/// A format that needs a file.
pub fn needs_file(lang: Lang, format: &str) -> String {
    lang.pick(format!("--format {format} には -o ファイル名 が要ります。"), format!("--format {format} needs -o FILE."))
}

/// An attribute that is not there.
pub fn unknown_attribute(lang: Lang, id: &str, known: &[String]) -> String {
    lang.pick(
        format!("属性「{id}」がありません。使えるのは {} です。", listed(lang, known)),
        format!("There is no attribute \"{id}\". There are: {}.", listed(lang, known)),
    )
}

/// A warning: which items, and what.
pub fn warning(lang: Lang, numbers: &[usize], items: &[String], trouble: &Trouble) -> String {
    let names: Vec<String> = numbers.iter().zip(items).map(|(number, item)| format!("№{number}({item})")).collect();
    if names.is_empty() {
        return format!("{}: {}", lang.pick("受付簿", "Register"), self::trouble(lang, trouble));
    }
    format!("{}: {}", names.join(lang.pick("・", ", ")), self::trouble(lang, trouble))
}

fn trouble(lang: Lang, trouble: &Trouble) -> String {
    let pick = |ja: &str, en: &str| lang.pick(ja, en).to_owned();
    match trouble {
        Trouble::ClassOfReply { classes } => lang.pick(
            format!("ほぼ同じ考え方に、異なる対応区分（{}）が付いています。", classes.join("・")),
            format!("near-equal replies have different classes ({}).", classes.join(", ")),
        ),
        Trouble::Group { classes: true } => {
            pick("同じ文面・似た文面の意見なのに、対応区分が異なります。", "copies of one text have different classes.")
        }
        Trouble::Group { classes: false } => {
            pick("同じ文面・似た文面の意見なのに、考え方が異なります。", "copies of one text have different replies.")
        }
        Trouble::NoReply => pick("考え方がありません。", "there is no reply."),
        Trouble::NoClass => pick("対応区分がありません。", "there is no class."),
        Trouble::UnknownClass { class } => lang.pick(
            format!("対応区分「{class}」が定義にありません。"),
            format!("class \"{class}\" is not in the definition."),
        ),
        Trouble::NoChange { class } => lang.pick(
            format!("「{class}」ですが、修正箇所（修正前・修正後）がありません。"),
            format!("it is {class}, but no changed place is named."),
        ),
        Trouble::UnknownPlace { place, nearest } => {
            let maybe = nearest.as_ref().map_or(String::new(), |near| {
                lang.pick(format!("「{near}」のことですか。"), format!(" Did you mean \"{near}\"?"))
            });
            lang.pick(
                format!("考え方にある {place} は、計画にありません。{maybe}"),
                format!("the reply names {place}, which the plan does not have.{maybe}"),
            )
        }
        Trouble::UnknownNumber { number } => lang.pick(
            format!("考え方にある №{number} の項目はありません。"),
            format!("the reply names №{number}, which does not exist."),
        ),
        Trouble::NoOutline => pick("意見の概要が空です。", "the outline is empty."),
        Trouble::Quotation => pick("引用が原文と一致しません。", "the quotation is not what the original says."),
        Trouble::NoHeading => pick("見出しがありません。「その他」に掲げます。", "there is no heading."),
        Trouble::ColumnUnread { header, filled } => {
            super::met(lang, &Problem::ReceiptColumnUnused { header: header.clone(), filled: *filled })
        }
        Trouble::Headings { others } => {
            let names: Vec<String> = others
                .iter()
                .map(|(name, count)| lang.pick(format!("「{name}」{count}件"), format!("{name} {count}")))
                .collect();
            let names = names.join(lang.pick("、", ", "));
            lang.pick(
                format!("分類の違う意見（{names}）があり、最も多い分類を見出しにしました。"),
                format!("some opinions have other codes ({names}); the most frequent one is the heading."),
            )
        }
        Trouble::Overdue { section, due } => lang.pick(
            format!("{section} の回答が期限（{due}）を過ぎています。"),
            format!("{section} is late with its reply (due {due})."),
        ),
        Trouble::PersonalReply { places } => lang.pick(
            format!("考え方に、氏名や連絡先らしい語が{places}か所あります。そのまま公表されます。"),
            format!("the reply has {places} words that look like a name or number; they are published as they stand."),
        ),
        Trouble::Personal => pick(
            "考え方に、原文で伏せた氏名や番号と同じ語があります。",
            "the reply has a word that is masked in the original as a name or number.",
        ),
    }
}

/// Warnings as lines: items with the same trouble stand on one line, in the order of the first.
pub fn warning_lines(lang: Lang, warnings: &[Warning]) -> Vec<String> {
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for one in warnings {
        let what = trouble(lang, &one.trouble);
        let names = one.numbers.iter().zip(&one.items).map(|(number, item)| format!("№{number}({item})"));
        let names = names.collect::<Vec<_>>().join(lang.pick("と", " and "));
        match lines.iter_mut().find(|(known, _)| *known == what) {
            Some((_, known)) => known.push(names),
            None => lines.push((what, vec![names])),
        }
    }
    lines.into_iter().map(|(what, names)| format!("{what} {}", listed(lang, &names))).collect()
}

/// How many warnings.
pub fn warnings(lang: Lang, n: usize) -> String {
    lang.pick(format!("点検で{n}件の注意があります。"), format!("{n} things to look at."))
}

/// A fate in words; `number` is the printed number of its item.
pub fn fate(lang: Lang, fate: &Fate, number: Option<usize>) -> String {
    let number = number.map_or(String::new(), |number| format!("№{number}"));
    match fate {
        Fate::Open => lang.pick("取扱いは未定です".to_owned(), "not decided yet".to_owned()),
        Fate::Published { item } => {
            lang.pick(format!("{number}（{item}）として掲載"), format!("published as {number} ({item})"))
        }
        Fate::Merged { item } => lang.pick(
            format!("同じ趣旨の意見とまとめて {number}（{item}）に掲載"),
            format!("published with others as {number} ({item})"),
        ),
        Fate::OutOfScope { .. } => document::out_of_scope(lang).to_owned(),
        Fate::Withdrawn { .. } => document::withdrawn(lang).to_owned(),
    }
}

/// A time of the journal in Japan, where the offices are: 2026-01-31T20:34:56.789Z as 2026-02-01 05:34. A text that is no
/// time stays as it is.
pub fn time(at: &str) -> String {
    let parts = at.split_once('T').and_then(|(date, time)| Some((day::parse(date)? as i64, time.get(..5)?)));
    let clock = parts.and_then(|(day, time)| {
        let (hour, minute) = time.split_once(':')?;
        Some((day, hour.parse::<i64>().ok()?, minute))
    });
    let Some((day, hour, minute)) = clock else { return at.to_owned() };
    let hour = hour + 9;
    format!("{} {:02}:{minute}", day::iso(day + hour / 24), hour % 24)
}

/// A receipt as a line.
pub fn receipt(lang: Lang, id: &str, received: &str, channel: &str, late: bool) -> String {
    let mut parts = vec![lang.pick(format!("受付番号 {id}"), format!("Receipt {id}"))];
    parts.extend([received, channel].into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
    if late {
        parts.push(lang.pick("期間後", "after the period").to_owned());
    }
    parts.join(lang.pick("　", "  "))
}

/// An opinion as a line.
pub fn opinion(lang: Lang, id: &str, fate: &str) -> String {
    lang.pick(format!("  意見 {id}: {fate}"), format!("  opinion {id}: {fate}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_japan() {
        assert_eq!(time("2026-01-31T20:34:56.789Z"), "2026-02-01 05:34");
        assert_eq!(time("2026-01-31T12:04:56.789Z"), "2026-01-31 21:04");
        assert_eq!(time("?"), "?");
    }
}
