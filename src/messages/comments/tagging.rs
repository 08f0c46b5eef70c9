//! Words of the tagging screen.

use crate::messages::{Lang, phrases};
use crate::model::comment::receipt::Personal;

phrases! {
    // Titles of commands.
    accept: "選んだコードで決めて次へ（選んでいなければ★1）" / "Accept what is chosen (else ★1) and go on";
    code_1: "1番目のコードを付ける・外す" / "Give or take the page's 1st code";
    code_2: "2番目のコードを付ける・外す" / "Give or take the page's 2nd code";
    code_3: "3番目のコードを付ける・外す" / "Give or take the page's 3rd code";
    code_4: "4番目のコードを付ける・外す" / "Give or take the page's 4th code";
    code_5: "5番目のコードを付ける・外す" / "Give or take the page's 5th code";
    code_6: "6番目のコードを付ける・外す" / "Give or take the page's 6th code";
    code_7: "7番目のコードを付ける・外す" / "Give or take the page's 7th code";
    code_8: "8番目のコードを付ける・外す" / "Give or take the page's 8th code";
    code_9: "9番目のコードを付ける・外す" / "Give or take the page's 9th code";
    next_page_1: "次のページの1番目のコードを付ける・外す（Shift＋1）" / "Give or take the next page's 1st code (Shift and 1)";
    next_page_2: "次のページの2番目のコードを付ける・外す（Shift＋2）" / "Give or take the next page's 2nd code (Shift and 2)";
    next_page_3: "次のページの3番目のコードを付ける・外す（Shift＋3）" / "Give or take the next page's 3rd code (Shift and 3)";
    next_page_4: "次のページの4番目のコードを付ける・外す（Shift＋4）" / "Give or take the next page's 4th code (Shift and 4)";
    next_page_5: "次のページの5番目のコードを付ける・外す（Shift＋5）" / "Give or take the next page's 5th code (Shift and 5)";
    page: "次のコードのページ" / "Next page of codes";
    star_1: "候補★1を付ける・外す" / "Give or take suggestion ★1";
    star_2: "候補★2を付ける・外す" / "Give or take suggestion ★2";
    star_3: "候補★3を付ける・外す" / "Give or take suggestion ★3";
    accept_1: "候補★1だけで決めて次へ" / "Accept suggestion ★1 alone and go on";
    accept_2: "候補★2だけで決めて次へ" / "Accept suggestion ★2 alone and go on";
    accept_3: "候補★3だけで決めて次へ" / "Accept suggestion ★3 alone and go on";
    both: "候補★1と★2の両方で決めて次へ" / "Accept suggestions ★1 and ★2 and go on";
    take_back: "最後に選んだコードを外す" / "Take the last code back";
    repeat: "直前と同じコードで決めて次へ" / "Give the same codes as last time and go on";
    group: "同文のまとまりに付けて次へ" / "Give them to the whole duplicate group and go on";
    none_fits: "該当するコードなしとして次へ" / "No code fits; go on";
    uncode: "自分の分類を取り消す（未分類に戻す）" / "Take my codes back (untagged again)";
    picker: "コードを探す（漢字・かな・ローマ字・番号）" / "Find a code (kanji, kana, romaji, number)";
    skip: "後回しにする・戻す" / "Put off, or take up again";
    flag: "印を付ける・外す" / "Flag or unflag";
    split: "意見を分ける（分け目を確かめる）" / "Divide the opinion (see where first)";
    mark: "分け目を付ける・外す／本文を送る" / "Cut here or not; scroll the text";
    join: "同じ受付の次の意見とつなげる" / "Join with the receipt's next opinion";
    next: "決めずに次の意見へ" / "Next opinion, undecided";
    previous: "決めずに前の意見へ" / "Previous opinion, undecided";
    out_of_scope: "対象外にする・戻す" / "Out of scope, or back";
    withdraw: "受付を取下げにする・戻す" / "Mark the receipt as withdrawn, or not";
    settle: "選んだコードで確定する（分類者の不一致）" / "Settle the codes where coders differ";
    filter: "表示する意見を絞り込む" / "Choose which opinions are shown";
    queue: "並べ方・見る範囲を選ぶ" / "Choose the order of opinions";
    similar: "似た意見を探す" / "Find opinions like this one";
    details: "詳しく見る（受付・ファイル・分類の経過）" / "Details (receipt, file, codes so far)";
    original: "原文を伏字なしで一時的に見る" / "See the original unmasked for a moment";
    coder: "分類者を変える" / "Change the coder";
    codebook: "コードを増やす・変える" / "Add or change codes";
    pane: "似た意見の欄を出す・隠す" / "Show or hide similar opinions";
    redo: "やり直す" / "Redo";

    // Shorter titles for the footer.
    short_accept: "決定" / "Accept";
    short_group: "同文に" / "Group";
    short_picker: "探す" / "Find";
    short_skip: "後回し" / "Skip";
    short_flag: "印" / "Flag";
    short_split: "分ける" / "Divide";
    short_repeat: "同じ" / "Same";
    short_none: "該当なし" / "None";
    short_filter: "絞込" / "Filter";
    short_queue: "順番" / "Order";

    // Parts of the screen.
    codes: "コード" / "Codes";
    text: "意見" / "Opinion";
    original_title: "原文（伏字なし）" / "Original, unmasked";
    similar_title: "似た意見" / "Similar opinions";
    reasons: "候補の理由" / "Why suggested";
    no_similar: "似た意見は見つかりません。" / "No similar opinion was found.";
    searching_similar: "似た意見を調べています…" / "Looking for similar opinions…";
    no_suggestions: "候補はまだありません。分類を進めると出てきます。" / "No suggestion yet; they come as you tag.";
    thinking: "候補を調べています…" / "Looking for suggestions…";
    late: "期限後" / "late";
    flagged: "印あり" / "flagged";
    skipped: "後回し" / "put off";
    scope: "対象外" / "out of scope";
    withdrawn: "取下げ" / "withdrawn";
    blind: "二重分類（ほかの人の分類は見えません）" / "Blind second coding (codes of others are hidden)";
    untagged: "未分類" / "untagged";
    no_code_fits: "該当なし" / "no code";
    not_dated: "受付日不明" / "undated";
    no_channel: "経路不明" / "channel unknown";
    settled: "確定" / "settled";
    others: "ほかの分類者" / "Other coders";
    you: "自分" / "you";
    merged_text: "全文" / "whole text";

    // Queues and filters.
    queue_all: "全件順" / "All, in order";
    queue_advised: "おすすめ順（同文をまとめて、迷うものから）" / "Advised (groups first, then the uncertain)";
    queue_untagged: "未分類のみ" / "Untagged only";
    queue_second: "二重分類（無作為に選んだ意見を、ほかの人の分類を見ずに）" / "Second coding (a random sample, blind)";
    queue_all_short: "全件順" / "all";
    queue_advised_short: "おすすめ順" / "advised";
    queue_untagged_short: "未分類のみ" / "untagged";
    queue_second_short: "二重分類" / "second coding";
    filter_all: "すべて" / "All";
    filter_untagged: "未分類" / "Untagged";
    filter_tagged: "分類済み" / "Tagged";
    filter_flagged: "印あり" / "Flagged";
    filter_skipped: "後回し" / "Put off";
    filter_differ: "分類者の間で違う" / "Coders differ";
    filter_late: "期限後" / "Late";
    filter_scope: "対象外" / "Out of scope";

    // Boxes.
    picker_title: "コードを探す（漢字・かな・ローマ字・番号）" / "Find a code (kanji, kana, romaji, number)";
    picker_hint: "決定で付ける・外す。例: 空き店舗、あきてんぽ、akitenpo、3" / "Accept gives or takes the code. Kanji, kana, romaji or a number";
    skip_title: "後回しにする理由（空でもかまいません）" / "Why put off (may be empty)";
    scope_title: "対象外とする理由（例: 計画案に関する意見ではない）" / "Why out of scope";
    scope_needs_reason: "理由を入力してください。あとで「なぜ載っていないのか」に答えるために残します。" / "Type the reason: it answers later why this one is not there.";
    withdraw_title: "受付の取下げ：理由を入力して決定（例: 本人からの申出）" / "Withdrawal of the receipt: type the reason and accept";
    coder_title: "分類者の名前" / "Name of the coder";
    coder_missing: "名前を入力してください。" / "Type a name.";
    coder_hint: "これから付けるコードは、この名前で記録します。" / "Codes given from now on are kept under this name.";
    sample_title: "二重分類のために無作為に選ぶ件数" / "How many to draw for a second coding";
    sample_bad: "1以上の件数を数字で入力してください。" / "Type a number of 1 or more.";
    sample_hint: "分類が済むまで、選んだ意見についてほかの人の分類と候補の根拠は表示しません。" / "Codes of others on these opinions stay hidden until you are done.";
    codebook_title: "コードを増やす・変える（元に戻せます）" / "Add or change codes (can be undone)";
    new_code: "新しいコードを加える" / "Add a new code";
    new_child: "このコードの下に加える（細分）" / "Add below this code (split)";
    rename: "名前を変える" / "Rename";
    merge: "ほかのコードに統合する" / "Merge into another code";
    which_code: "どのコードですか" / "Which code?";
    merge_into: "どのコードに統合しますか" / "Merge into which code?";
    code_title: "コードの名前（［読み］を付けると、かな・ローマ字でも探せます）" / "Title of the code (add [reading] to find it by its reading)";
    code_missing: "名前を入力してください。" / "Type a title.";
    code_example: "例: 駐車場の整備［ちゅうしゃじょうのせいび］" / "e.g. Car parks";
    results_title: "この意見に似た意見" / "Opinions like this one";
    details_title: "意見の詳細" / "Details of the opinion";

    // Why something cannot be done, and what was done.
    still_loading: "意見を読み込んでいます。終わるまでお待ちください。" / "Still reading the comments.";
    nothing_shown: "意見が表示されていません。" / "No opinion is shown.";
    choose_first: "コードを選んでください（数字キー、または探す）。候補はまだありません。" / "Choose a code (a digit, or find one); there is no suggestion yet.";
    empty_choice: "コードが1つもありません。該当なしにするか、未分類に戻してください。" / "No code is left: say that none fits, or take the codes back.";
    no_such_code: "このページに、その番号のコードはありません。" / "This page has no code with that number.";
    no_such_star: "その候補はありません。" / "There is no such suggestion.";
    nothing_to_take_back: "外せるコードはありません。" / "There is no code to take back.";
    nothing_to_repeat: "まだ何も分類していません。" / "Nothing has been tagged yet.";
    no_group: "同文のまとまりではありません。決定は1件だけに付けます。" / "This is not in a duplicate group; accept it by itself.";
    not_coded: "自分の分類はまだありません。" / "You have not tagged it.";
    alike_only: "（文全体の似かた）" / "(the texts as a whole are alike)";
    stay_title: "公表項目の考え方などを残す部分" / "The part that keeps the item";
    stay_which: "残す公表項目（ほかの項目からは外れ、意見がなくなった項目は考え方ごと消えます）" / "The item that stays (others lose the opinion; one left without opinions goes with its reply)";
    nothing_to_join: "同じ受付に、つなげる意見がありません。" / "The receipt has no other opinion to join with.";
    no_cut_here: "ここに区切りはありません。" / "There is no cut here.";
    one_page_of_places: "分けられる場所は1ページだけです。" / "There is only one page of places.";
    no_such_place: "その番号の場所はありません。" / "There is no place with that number.";
    one_sentence: "分けられる場所（文の終わり）がありません。" / "There is no place to divide (no end of a sentence).";
    not_kept: "選んだコードは記録していません（決定で記録します）。" / "The codes chosen were not kept (accept keeps them).";
    no_next: "最後の意見です。" / "This is the last opinion.";
    no_previous: "最初の意見です。" / "This is the first opinion.";
    already_all: "ほかに未分類の意見はありません。" / "No other opinion is untagged.";
    one_page: "コードは1ページだけです。" / "There is only one page of codes.";
    only_page_down: "続きはありません。" / "There is no more text.";
    not_indexed: "似た意見を調べる準備をしています。少しお待ちください。" / "The search for similar opinions is being prepared.";
    no_codes_yet: "コードがまだありません。" / "There is no code yet.";
    one_code: "コードが1つしかありません。" / "There is only one code.";
    same_code: "同じコードです。" / "It is the same code.";
    not_differing: "分類者の間に違いはありません。" / "The coders do not differ here.";

    // Empty states.
    all_done: "すべて分類しました。" / "Everything is tagged.";
    nothing_in_queue: "この絞り込みに当てはまる意見はありません。" / "No opinion matches.";
}

/// A code was chosen or dropped that may stand out of sight.
pub fn code_switched(lang: Lang, code: &str, title: &str, on: bool) -> String {
    match (lang, on) {
        (Lang::Ja, true) => format!("「{code} {title}」を選びました。"),
        (Lang::Ja, false) => format!("「{code} {title}」を外しました。"),
        (Lang::En, true) => format!("{code} {title} is chosen."),
        (Lang::En, false) => format!("{code} {title} is dropped."),
    }
}

/// The best suggestion was taken with Enter.
pub fn took_suggestion(lang: Lang, code: &str, title: &str, undo: &str) -> String {
    match lang {
        Lang::Ja => format!("候補の「{code} {title}」を付けました（{undo} で元に戻せます）。"),
        Lang::En => format!("The suggestion {code} {title} was given ({undo} takes it back)."),
    }
}

/// What to do when there is no code.
pub fn no_codes(lang: Lang, key: &str) -> String {
    lang.pick(
        format!(
            "コードがまだありません。{key} で加えるか、定義ファイルの codes か codebook（計画の施策など）に書いてください。"
        ),
        format!("There is no code yet. Add one with {key}, or write codes or codebook into the definition file."),
    )
}

/// What to do when everything is tagged: keys of the order, of the filter, and of the screen of items.
pub fn what_next(lang: Lang, skipped: usize, flagged: usize, [queue, filter, items]: [&str; 3]) -> Vec<String> {
    let mut lines = Vec::new();
    if skipped > 0 {
        lines.push(lang.pick(
            format!("後回しにした意見が {skipped}件あります（{filter} → 後回し）。"),
            format!("{skipped} were put off ({filter}, Put off)."),
        ));
    }
    if flagged > 0 {
        lines.push(lang.pick(
            format!("印の付いた意見が {flagged}件あります（{filter} → 印あり）。"),
            format!("{flagged} are flagged ({filter}, Flagged)."),
        ));
    }
    lines.push(lang.pick(
        format!("全部を見直すには {queue} → 全件順。公表項目と回答は {items} です。"),
        format!("{queue}, All in order, goes through them again. Items and replies: {items}."),
    ));
    lines
}

/// Facts about the receipt in one line.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the names say it; empty ones are unknown")]
pub struct ReceiptWords {
    pub receipt: String,
    pub opinion: String,
    pub person: usize,
    pub anonymous: bool,
    pub channel: String,
    pub day: String,
    pub late: bool,
    pub place: String,
}

/// 「受付 12　意見 12-1　提出者 3　メール　2026-05-12」.
pub fn receipt_line(lang: Lang, words: &ReceiptWords) -> Vec<String> {
    let mut parts = vec![lang.pick(format!("受付 {}", words.receipt), format!("Receipt {}", words.receipt))];
    if words.opinion != words.receipt {
        parts.push(lang.pick(format!("意見 {}", words.opinion), format!("opinion {}", words.opinion)));
    }
    parts.push(match words.anonymous {
        true => lang.pick("匿名", "anonymous").to_owned(),
        false => lang.pick(format!("提出者 {}", words.person), format!("person {}", words.person)),
    });
    parts.push(if words.channel.is_empty() { no_channel(lang).to_owned() } else { words.channel.clone() });
    parts.push(if words.day.is_empty() { not_dated(lang).to_owned() } else { words.day.clone() });
    if words.late {
        parts.push(format!("【{}】", late(lang)));
    }
    if !words.place.is_empty() {
        parts.push(lang.pick(format!("該当箇所: {}", words.place), format!("place: {}", words.place)));
    }
    parts
}

/// How opinions of a group are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Alike {
    Same,
    Near,
    Template,
}

/// 「同文 12件（文面 3種類、未分類 5件）」.
pub fn group_line(lang: Lang, alike: Alike, count: usize, texts: usize, open: usize) -> String {
    let name = match alike {
        Alike::Same => lang.pick("同文", "same text"),
        Alike::Near => lang.pick("ほぼ同文", "nearly the same"),
        Alike::Template => lang.pick("ひな形", "template"),
    };
    lang.pick(
        format!("{name} {count}件（文面 {texts}種類、未分類 {open}件）"),
        format!("{name}: {count} ({texts} wordings, {open} untagged)"),
    )
}

/// The sender's own words in a template.
pub fn own_words(lang: Lang) -> &'static str {
    lang.pick("独自の文あり（太字）", "with words of its own (bold)")
}

/// Progress: tagged of all, put off, flagged, left in the queue.
pub fn progress(lang: Lang, [done, all, skipped, flagged]: [usize; 4], at: usize, queue: usize, left: usize) -> String {
    lang.pick(
        format!("{at}／{queue}件目　分類済み {done}／{all}件　残り {left}件　後回し {skipped}件　印 {flagged}件"),
        format!("{at} of {queue}; tagged {done}/{all}, left {left}, put off {skipped}, flagged {flagged}"),
    )
}

/// What digits are on this screen, and how screens and the end are reached.
pub fn digits(lang: Lang, [screens, quit]: [&str; 2]) -> String {
    lang.pick(
        format!("数字はコードです。ほかの画面へは {screens}、終了は {quit}。"),
        format!("Digits are codes. Other screens: {screens}; the end: {quit}."),
    )
}

/// The name of the coder.
pub fn coder_is(lang: Lang, who: &str) -> String {
    let who = crate::messages::fix::person(lang, who);
    lang.pick(format!("分類者 {who}"), format!("coder {who}"))
}

/// What the queue is narrowed to.
pub fn narrowed(lang: Lang, what: &str) -> String {
    lang.pick(format!("絞り込み: {what}"), format!("only: {what}"))
}

/// A search of the texts.
pub fn words_searched(lang: Lang, words: &str) -> String {
    lang.pick(format!("「{words}」を含む"), format!("with \"{words}\""))
}

/// The group's codes were given.
pub fn given_to_group(lang: Lang, count: usize, left: usize) -> String {
    let rest = match left {
        0 => String::new(),
        left => lang.pick(
            format!("（独自の文がある・分類済み・後回しの {left}件は残しました）"),
            format!(" ({left} with words of their own, tagged already or put off were left)"),
        ),
    };
    lang.pick(format!("同文 {count}件に付けました{rest}。"), format!("Given to {count} opinions{rest}."))
}

/// Title of the pane of codes; the key shows the next page.
pub fn codes_title(lang: Lang, page: usize, pages: usize, key: &str) -> String {
    if pages < 2 {
        return codes(lang).to_owned();
    }
    lang.pick(
        format!("コード　{page}／{pages}ページ（{key} で次）"),
        format!("Codes, page {page} of {pages} ({key}: next)"),
    )
}

/// A place where a text may be cut, with its digit.
pub fn place_digit(digit: usize) -> String {
    format!("[{digit}]")
}

/// How a text is divided: keys to move, to cut, to divide and to leave it.
pub fn split_help(lang: Lang, [left, right, cut, accept, split, back]: [&str; 6]) -> String {
    lang.pick(
        format!("{accept} か {split} で分ける　数字・{left}{right} {cut} 分け目　{back} やめる"),
        format!("{accept} or {split}: divide  digits, {left}{right} {cut}: cuts  {back}: cancel"),
    )
}

/// Nothing is cut; the key cuts.
pub fn no_cut(lang: Lang, key: &str) -> String {
    lang.pick(
        format!("分け目がありません。場所を選び、{key} で付けてください。"),
        format!("There is no cut: choose a place and press {key}."),
    )
}

/// Opinions that were divided or joined had codes, which theirs do not have.
pub fn codes_gone(lang: Lang, codes: &[String]) -> String {
    lang.pick(
        format!("付いていた分類（{}）は外れたので、付け直してください。", codes.join("・")),
        format!(" Its codes ({}) are gone: give them again.", codes.join(", ")),
    )
}

/// Another command while a text is being divided; the key leaves it as it is.
pub fn dividing(lang: Lang, key: &str) -> String {
    lang.pick(
        format!("分け目を決めています。取りやめるには {key} を押してください。"),
        format!("The opinion is being divided. {key} leaves it as it is."),
    )
}

/// A suggestion with its sign and key.
pub fn suggestion(star: &str, key: &str, title: &str) -> String {
    format!("{star} {key}  {title}")
}

/// The heading of a part of a divided text.
pub fn part(lang: Lang, number: usize, of: usize) -> String {
    lang.pick(format!(" 分けた意見 {number}／{of} "), format!(" part {number} of {of} "))
}

/// Codes another person gave.
pub fn by_other(lang: Lang, who: &str, codes: &str) -> String {
    let who = crate::messages::fix::person(lang, who);
    lang.pick(format!("{who}: {codes}"), format!("{who}: {codes}"))
}

/// Kinds of what is masked, for the sign of the unmasked text.
pub fn personal(lang: Lang, kind: Personal) -> &'static str {
    match kind {
        Personal::Name => lang.pick("氏名", "name"),
        Personal::Phone => lang.pick("電話番号", "phone"),
        Personal::Mail => lang.pick("メールアドレス", "mail"),
        Personal::PostCode => lang.pick("郵便番号", "post code"),
        Personal::Address => lang.pick("住所", "address"),
        Personal::Account => lang.pick("番号", "account"),
        Personal::Other => lang.pick("その他", "other"),
    }
}

/// Names of facts in the box of details.
pub fn fact(lang: Lang, name: Fact, value: &str) -> String {
    let (ja, en) = match name {
        Fact::Receipt => ("受付番号", "Receipt"),
        Fact::Opinion => ("意見", "Opinion"),
        Fact::Person => ("提出者", "Person"),
        Fact::Received => ("受付日", "Received"),
        Fact::Channel => ("提出方法", "Channel"),
        Fact::Place => ("該当箇所", "Place"),
        Fact::File => ("ファイル", "File"),
        Fact::Fate => ("扱い", "Fate"),
        Fact::Masked => ("伏字", "Masked"),
        Fact::From => ("分割前", "Divided from"),
        Fact::Codes => ("コード", "Codes"),
        Fact::Coding => ("分類", "Coding"),
        Fact::Skipped => ("後回しの理由", "Why put off"),
        Fact::Flag => ("印", "Flag"),
        Fact::Others => ("同じ提出者の受付", "Same person's receipts"),
        Fact::Length => ("字数", "Characters"),
    };
    format!("{}: {value}", lang.pick(ja, en))
}

/// Facts about an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Fact {
    Receipt,
    Opinion,
    Person,
    Received,
    Channel,
    Place,
    File,
    Fate,
    Masked,
    From,
    Codes,
    Coding,
    Skipped,
    Flag,
    Others,
    Length,
}

/// What became of an opinion, with the number of its item.
pub fn fate_open(lang: Lang) -> &'static str {
    lang.pick("まだ決まっていません", "not decided yet")
}

/// Published as an item, or taken together with others in it.
pub fn fate_item(lang: Lang, number: Option<usize>, merged: bool) -> String {
    let number = number.map_or("-".to_owned(), |number| number.to_string());
    match merged {
        false => lang.pick(format!("№{number} として公表"), format!("published as No. {number}")),
        true => lang.pick(format!("№{number} にまとめて公表"), format!("published within No. {number}")),
    }
}

/// Out of scope or withdrawn, with the reason.
pub fn with_reason(name: &str, why: &str) -> String {
    if why.is_empty() { name.to_owned() } else { format!("{name}（{why}）") }
}

/// How codes were given.
pub fn via(lang: Lang, via: &crate::model::comment::decisions::Via) -> String {
    use crate::model::comment::decisions::Via;
    match via {
        Via::Hand => lang.pick("1件ずつ", "by hand").to_owned(),
        Via::Group => lang.pick("同文にまとめて", "with its group").to_owned(),
        Via::Rule(id) => lang.pick(format!("規則 {id}"), format!("rule {id}")),
        Via::Import => lang.pick("ファイルから", "from a file").to_owned(),
    }
}

/// What a filter by code is called.
pub fn filter_code(lang: Lang, title: &str) -> String {
    lang.pick(format!("コード: {title}"), format!("Code: {title}"))
}

/// Title of the search line's result.
pub fn found(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count}件"), format!("{count}"))
}

/// How alike two texts are: 100 is the same.
pub fn likeness(percent: &str) -> String {
    format!("{percent:>3}")
}

/// The sample was drawn.
pub fn sample_drawn(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count}件を無作為に選びました。"), format!("{count} were drawn."))
}

/// There are no opinions to draw from.
pub fn nothing_to_draw(lang: Lang) -> &'static str {
    lang.pick("選べる意見がありません。", "There is nothing to draw from.")
}

/// What is asked before an opinion is divided or joined that is in items with something written: `numbers` are theirs.
pub fn stays(lang: Lang, numbers: &str, replied: bool, divides: bool) -> String {
    let (ja, en) = if replied {
        ("考え方を書いた項目", "has a reply")
    } else {
        ("記入のある項目", "has been worked on")
    };
    match (lang, divides) {
        (Lang::Ja, true) => {
            format!("この意見は、{ja} {numbers}に入っています。選んだ部分が項目に残り、ほかの部分は未処理になります。")
        }
        (Lang::Ja, false) => format!("つなげる意見は、{ja} {numbers}に入っています。残せるのは1つだけです。"),
        (Lang::En, true) => {
            format!("The opinion is in {numbers}, which {en}. The part chosen stays there; the others become open.")
        }
        (Lang::En, false) => format!("The opinions are in {numbers} ({en}). Only one can stay."),
    }
}

/// What the key that accepts gives while nothing is chosen.
pub fn accepts_first(lang: Lang, key: &str, star: &str) -> String {
    lang.pick(format!("{key} は候補{star}。"), format!("{key} gives {star}. "))
}
