//! Words of the screen of published items and replies, and of its boxes.

use crate::messages::{Lang, phrases};
use crate::model::comment::receipt::Personal;

phrases! {
    // Titles of commands.
    open: "回答（市の考え方）を書く／未処理の意見を項目にする" / "Write the reply; make an item of an open opinion";
    mark: "印を付ける・外す" / "Mark or unmark";
    range: "ここから範囲で印を付ける" / "Mark a range from here";
    draft: "未処理の意見から項目案を作る（同文はまとめる）" / "Draft items from open opinions (copies together)";
    merge: "印の付いたものを1つにまとめる／意見を既存の項目に入れる" / "Merge what is marked; put an opinion into an item";
    class: "対応区分を選ぶ" / "Choose the handling class";
    reply_from: "ほかの項目の回答を写す" / "Copy the reply of another item";
    outline: "意見の概要を書く（要旨）" / "Write the outline";
    quote: "意見の概要を原文から引用する" / "Quote the outline from the original";
    heading: "見出しを選ぶ" / "Choose the heading";
    ask: "担当課に照会する（課と期限）" / "Ask a section (section and due date)";
    changes: "計画の変更箇所（変更前・変更後）を書く" / "Write the changed places of the plan";
    take_out: "項目から意見を外す" / "Take an opinion out of the item";
    scope: "対象外にする・戻す" / "Out of scope, or back";
    mask: "文の一部を伏字にする" / "Mask a part of the text";
    filter: "表示を絞り込む" / "Filter the list";
    publish: "公表資料を書き出す" / "Export for publication";
    settle_first: "1人目の分類で確定" / "Settle on the first coding";
    settle_second: "2人目の分類で確定" / "Settle on the second coding";
    settle_third: "3人目の分類で確定" / "Settle on the third coding";
    settle_all: "すべての分類を合わせて確定" / "Settle on all of them together";
    unsettle: "確定を取り消す" / "Leave it open again";
    toggle_mask: "伏字を外す・戻す" / "Unmask, or mask again";
    to_warned: "その項目へ" / "Go to the item";
    next_tab: "次の面（項目・不一致・伏字・注意）" / "Next tab (items, disagreements, masks, warnings)";
    previous_tab: "前の面" / "Previous tab";
    detail_up: "右の詳細を上へ" / "Scroll the details up";
    detail_down: "右の詳細を下へ" / "Scroll the details down";
    save_text: "保存して閉じる" / "Save and close";
    new_line: "改行" / "New line";
    next_field: "次の欄" / "Next field";
    previous_field: "前の欄" / "Previous field";
    text_undo: "入力を元に戻す" / "Take typing back";
    text_redo: "入力をやり直す" / "Type it again";
    anchor: "ここを始めにする" / "Start here";
    whole_text: "全文を選ぶ" / "Choose the whole text";
    next_sentence: "文の終わりへ" / "To the end of the sentence";
    previous_sentence: "前の文へ" / "To the sentence before";
    other_opinion: "次の意見" / "Next opinion";

    // Shorter titles for the footer.
    short_open: "回答" / "Reply";
    short_make: "項目にする" / "Make item";
    short_mark: "印" / "Mark";
    short_draft: "項目案" / "Draft";
    short_merge: "まとめる" / "Merge";
    short_class: "区分" / "Class";
    short_outline: "要旨" / "Outline";
    short_ask: "照会" / "Ask";
    short_filter: "絞り込み" / "Filter";
    short_tab: "面" / "Tab";
    short_publish: "書き出し" / "Export";
    short_first: "1人目" / "First";
    short_second: "2人目" / "Second";
    short_all: "合わせる" / "All";
    short_unsettle: "取り消す" / "Open again";
    short_toggle_mask: "外す・戻す" / "Unmask";
    short_to_warned: "項目へ" / "Item";
    short_save: "保存" / "Save";
    short_text_undo: "元に戻す" / "Undo";
    short_anchor: "始め" / "Start";
    short_whole: "全文" / "All";
    short_sentence: "文末" / "Sentence";
    short_other: "次の意見" / "Next";

    // Places and tabs.
    tab_items: "項目" / "Items";
    tab_disputes: "分類の不一致" / "Disagreements";
    tab_masks: "伏字" / "Masks";
    tab_warnings: "注意" / "Warnings";
    editor_box: "文の入力" / "Text";
    excerpt_box: "範囲の選択" / "Excerpt";

    // The list.
    details: "詳細" / "Details";
    open_section: "未処理" / "Open";
    out_section: "対象外" / "Out of scope";
    withdrawn_section: "取下げ" / "Withdrawn";
    no_heading: "見出しなし" / "No heading";
    no_reply: "回答なし" / "no reply";
    asked: "照会中" / "asked";
    overdue: "期限切れ" / "overdue";
    no_class: "区分なし" / "no class";
    answered: "回答あり" / "answered";
    late_rule: "期間後の提出" / "after the period";

    // The details.
    outline_title: "意見の概要" / "Outline";
    verbatim: "［原文］" / "[verbatim]";
    in_own_words: "［要旨］" / "[outline]";
    masked: "［伏字あり］" / "[masked]";
    quote_broken: "［原文と不一致］" / "[no longer in the original]";
    opinions_title: "意見" / "Opinions";
    reply_title: "市の考え方" / "Reply";
    changes_title: "計画の変更箇所" / "Changed places of the plan";
    before: "変更前" / "Before";
    after: "変更後" / "After";
    place: "箇所" / "Place";
    class_title: "対応区分" / "Class";
    heading_title: "見出し" / "Heading";
    asked_title: "照会" / "Asked";
    codes_title: "分類" / "Codes";
    no_codes: "まだ分類していません" / "not coded yet";
    why_title: "理由" / "Reason";
    anonymous: "匿名" / "anonymous";
    late: "期間後" / "late";
    none_yet: "まだありません" / "none yet";

    // Boxes.
    class_box: "対応区分　番号か記号のキーで決まります" / "Class: its number or sign decides";
    class_none: "区分を空にする" / "No class";
    heading_by_codes: "意見の分類に従う" / "By the opinions' codes";
    heading_box: "見出し" / "Heading";
    reply_from_box: "写す回答（似た意見の順）" / "Reply to copy, most similar first";
    take_out_box: "項目から外す意見" / "Opinion to take out";
    merge_into_box: "入れる項目（似た順）" / "Item to put it into, most similar first";
    keep_box: "まとめた後に残す項目（概要・回答はこの項目のもの）" / "Item that stays (with its outline and reply)";
    filter_box: "表示の絞り込み" / "Filter";
    filter_all: "すべて" / "Everything";
    filter_no_reply: "回答がない項目" / "Items without a reply";
    filter_no_class: "対応区分がない項目" / "Items without a class";
    filter_asked: "照会中の項目" / "Items asked about";
    filter_overdue: "照会の期限が過ぎた項目" / "Overdue items";
    filter_open: "未処理の意見" / "Open opinions";
    scope_box: "対象外にする理由" / "Why it is out of scope";
    section_box: "照会する課" / "Section to ask";
    section_hint: "空にすると照会を取り消します。" / "Empty takes the request back.";
    due_box: "回答の期限（例 2024-01-15、1/15。空なら期限なし）" / "Due date (such as 2024-01-15 or 1/15; empty for none)";
    bad_date: "日付として読めません。2024-01-15 のように書いてください。" / "This is no date. Write it as 2024-01-15.";
    why_missing: "理由を入力してください。" / "Type a reason.";
    new_change: "＋ 変更箇所を加える" / "+ Add a changed place";
    mask_kind_box: "伏字の種類" / "Kind of mask";
    discard_box: "書いた文が保存されていません" / "The text is not saved";
    discard_save: "保存して閉じる" / "Save and close";
    discard_drop: "保存せずに閉じる" / "Close without saving";
    discard_stay: "書き続ける" / "Go on writing";
    formats_box: "公表資料の形式" / "Form of publication";
    publish_refused: "まだ公表資料を書き出せません" / "It cannot be published yet";
    checking: "確かめています…" / "Checking…";
    outline_editor: "意見の概要（要旨）" / "Outline";
    outline_hint: "原文の一部と同じ文なら［原文］、違えば［要旨］になります。空にすると最初の意見をそのまま載せます。" / "Words that stand in the original are a quotation, others an outline; empty prints the first opinion.";
    two_parts: "離れた部分にまたがる範囲は選べません。" / "The part chosen lies in two separate parts of the text.";

    // Why something cannot be done.
    no_row: "選べるものがありません。" / "Nothing is selected.";
    needs_item: "項目を選んでください。未処理の意見は、まず項目にします。" / "Choose an item; an open opinion has to become one first.";
    no_open: "未処理の意見はありません。" / "No opinion is open.";
    no_classes: "この意見公募の定義には、対応区分（dispositions）がありません。" / "The definition has no handling classes (dispositions).";
    no_other_reply: "写せる回答がまだありません。" / "There is no other reply yet.";
    class_changes_nothing: "計画を変える区分（◎など）の項目だけに書けます。先に対応区分を選んでください。" / "Only items of a class that changes the plan (such as ◎) have changed places.";
    is_out: "対象外の意見です。対象に戻してから項目にします。" / "It is out of scope: take it back first.";
    is_withdrawn: "取り下げられた意見です。" / "It was withdrawn.";
    no_headings: "この定義には分類コードも見出しもありません。" / "The definition has neither codes nor headings.";
    no_disputes: "分類が食い違っている意見はありません。" / "No opinion is coded differently.";
    no_masks: "伏字にするものは見つかっていません。項目の面で文の一部を伏字にできます。" / "Nothing is masked. On the tab of items a part of a text can be.";
    no_third: "分類した人は2人です。" / "There are only two codings.";
    not_settled: "まだ確定していません。" / "It is not settled.";
    still_loading: "意見を読み込んでいます。" / "The comments are still being read.";
    stopped: "項目案を作る処理が途中で止まりました。" / "Drafting stopped half-way.";
    drafting: "項目案を作っています…" / "Drafting items…";
    warned_of_register: "受付簿についての注意なので、移る項目はありません。" / "This is about the register, so there is no item to go to.";
    no_warnings: "注意する点は見つかりませんでした。" / "Nothing to warn of.";

    // Disagreements and masks.
    settled: "確定" / "settled";
    not_coded: "該当なし" / "no code fits";
    found_by_program: "自動" / "found";
    marked_by_hand: "手動" / "by hand";
    cleared: "解除" / "cleared";
}

/// No row fits filter and search.
pub fn nothing_shown(lang: Lang, back: &str) -> String {
    lang.pick(
        format!("当てはまるものはありません。{back} で絞り込みと検索を解きます。"),
        format!("Nothing matches. {back} clears filter and search."),
    )
}

/// Title of the box of changed places.
pub fn changes_box(lang: Lang, remove: &str) -> String {
    lang.pick(format!("計画の変更箇所（{remove} で削除）"), format!("Changed places ({remove} deletes)"))
}

/// How a part of a text is chosen.
pub fn excerpt_hint(lang: Lang, start: &str, accept: &str) -> String {
    lang.pick(
        format!("矢印で動き、{start} で始めを決め、{accept} で決定。"),
        format!("Move with the arrows, {start} sets the start, {accept} accepts."),
    )
}

/// Two are needed to make one.
pub fn needs_marks(lang: Lang, mark: &str) -> String {
    lang.pick(
        format!("2つ以上に印を付けてから（{mark}）まとめてください。"),
        format!("Mark two or more first ({mark})."),
    )
}

/// Title of the list.
pub fn list_title(lang: Lang, shown: usize, all: usize, open: usize) -> String {
    let items = if shown == all { all.to_string() } else { format!("{shown}/{all}") };
    lang.pick(format!("公表項目 {items}件　未処理 {open}件"), format!("Items {items}, open opinions {open}"))
}

/// A section of the list with what it holds.
pub fn section(lang: Lang, name: &str, count: usize) -> String {
    lang.pick(format!("{name} {count}件"), format!("{name} ({count})"))
}

/// So many opinions.
pub fn count(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count}件"), format!("x{count}"))
}

/// Opinions, people, wordings of an item.
pub fn size(lang: Lang, opinions: usize, people: usize, wordings: usize) -> String {
    lang.pick(
        format!("意見{opinions}件・{people}人・文面{wordings}種"),
        format!("{opinions} opinions, {people} people, {wordings} wordings"),
    )
}

/// The printed number of an item.
pub fn number(lang: Lang, number: usize) -> String {
    lang.pick(format!("№{number}"), format!("No. {number}"))
}

/// A changed place in one line.
pub fn change_line(lang: Lang, place: &str, before: &str, after: &str) -> String {
    lang.pick(format!("{place}　{before} → {after}"), format!("{place}: {before} -> {after}"))
}

/// So many are marked.
pub fn marked(lang: Lang, count: usize) -> String {
    lang.pick(format!("印 {count}件"), format!("{count} marked"))
}

/// The filter in force.
pub fn filtered(lang: Lang, filter: &str) -> String {
    lang.pick(format!("絞り込み：{filter}"), format!("Filter: {filter}"))
}

/// Items of a heading.
pub fn filter_heading(lang: Lang, heading: &str) -> String {
    lang.pick(format!("見出し：{heading}"), format!("Heading: {heading}"))
}

/// Items of a class.
pub fn filter_class(lang: Lang, class: &str) -> String {
    lang.pick(format!("対応区分：{class}"), format!("Class: {class}"))
}

/// There are no items, and how to make them.
pub fn no_items(lang: Lang, open: usize, key: &str, one: &str) -> String {
    lang.pick(
        format!(
            "公表項目はまだありません。{key} で未処理の意見 {open}件から項目案を作ります（同じ文面は1項目にまとめます）。1件ずつ作るときは、意見を選んで {one}。"
        ),
        format!("No items yet. {key} drafts them from {open} open opinions, copies together; {one} makes one of the opinion selected."),
    )
}

/// No reply is written, and how to.
pub fn no_reply_yet(lang: Lang, key: &str) -> String {
    lang.pick(format!("まだありません。{key} で書きます。"), format!("None yet: {key} writes it."))
}

/// The section asked, with its due date and how far it is.
pub fn asked_line(lang: Lang, section: &str, due: &str, left: Option<i64>) -> String {
    let left = match left {
        None => String::new(),
        Some(days) if days < 0 => lang.pick(format!("（{}日超過）", -days), format!(" ({} days overdue)", -days)),
        Some(0) => lang.pick("（今日まで）", " (today)").to_owned(),
        Some(days) => lang.pick(format!("（あと{days}日）"), format!(" ({days} days left)")),
    };
    if due.is_empty() {
        return lang.pick(format!("{section}　期限なし"), format!("{section}, no due date"));
    }
    lang.pick(format!("{section}　期限 {due}{left}"), format!("{section}, due {due}{left}"))
}

/// Title of the editor of a reply.
pub fn reply_editor(lang: Lang, numbers: &str, count: usize) -> String {
    match count {
        1 => lang.pick(format!("市の考え方　№{numbers}"), format!("Reply to no. {numbers}")),
        _ => lang.pick(
            format!("市の考え方　{count}項目に同じ回答（№{numbers}）"),
            format!("One reply to {count} items (no. {numbers})"),
        ),
    }
}

/// Characters of a text.
pub fn characters(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count}字"), format!("{count} characters"))
}

/// The excerpt being chosen, and from where.
pub fn excerpt_title(lang: Lang, mask: bool, opinion: &str) -> String {
    match mask {
        true => lang.pick(format!("伏字にする部分　意見 {opinion}"), format!("Part to mask, opinion {opinion}")),
        false => lang.pick(format!("引用する部分　意見 {opinion}"), format!("Part to quote, opinion {opinion}")),
    }
}

/// Copies to the letter of the opinion above.
pub fn copies(lang: Lang, count: usize, ids: &str) -> String {
    lang.pick(format!("同じ文面 ほか{count}件：{ids}"), format!("{count} more with the same words: {ids}"))
}

/// A form of publication by the ending of its files.
pub fn form(lang: Lang, extension: &str) -> &'static str {
    match extension {
        "docx" => lang.pick("Word 文書", "Word document"),
        "xlsx" => lang.pick("Excel ブック", "Excel book"),
        "csv" => lang.pick("CSV（Excelで開けるUTF-8）", "CSV (UTF-8 that Excel opens)"),
        _ => "Markdown",
    }
}

/// Nothing had to be drafted, or so many opinions had been taken meanwhile.
pub fn nothing_drafted(lang: Lang) -> String {
    lang.pick("新しい項目はできませんでした。", "No new item was made.").to_owned()
}

/// Name of a kind of personal data.
pub fn personal(lang: Lang, kind: Personal) -> &'static str {
    match kind {
        Personal::Name => lang.pick("氏名", "name"),
        Personal::Phone => lang.pick("電話番号", "phone"),
        Personal::Mail => lang.pick("メールアドレス", "mail"),
        Personal::PostCode => lang.pick("郵便番号", "post code"),
        Personal::Address => lang.pick("住所", "address"),
        Personal::Account => lang.pick("口座等の番号", "account"),
        Personal::Other => lang.pick("その他", "other"),
    }
}

/// Title of the list of disagreements.
pub fn disputes_title(lang: Lang, open: usize, settled: usize) -> String {
    lang.pick(
        format!("分類の不一致　未確定 {open}件・確定 {settled}件"),
        format!("Disagreements: {open} open, {settled} settled"),
    )
}

/// Title of the list of masks.
pub fn masks_title(lang: Lang, masked: usize, cleared: usize) -> String {
    lang.pick(format!("伏字 {masked}か所・解除 {cleared}か所"), format!("Masks: {masked}, cleared: {cleared}"))
}

/// One coding of a disagreement, with its key.
pub fn coding(lang: Lang, key: usize, coder: &str, codes: &str) -> String {
    let coder = crate::messages::fix::person(lang, coder);
    lang.pick(format!("{key}　{coder}：{codes}"), format!("{key}  {coder}: {codes}"))
}

/// How the masks of a receipt look where they stand.
pub fn mask_hint(lang: Lang, key: &str) -> String {
    lang.pick(
        format!("【 】の部分が伏字の対象です（この画面だけに表示。書き出しには出ません）。{key} で外す・戻す。"),
        format!(
            "What is in 【 】 is masked; it is shown here only and never exported. {key} unmasks or masks it again."
        ),
    )
}

/// How many rows are marked.
pub fn marked_now(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count}件に印が付いています。"), format!("{count} are marked."))
}

/// The part begins at the cursor.
pub fn part_begins(lang: Lang, accept: &str) -> String {
    lang.pick(
        format!("ここから選びます。終わりまで動かして {accept} を押してください。"),
        format!("The part begins here. Move to its end and press {accept}."),
    )
}
