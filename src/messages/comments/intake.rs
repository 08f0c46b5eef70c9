//! Words of intake on the command line: receipts, opinions, codes, masks, and what keeps an act from being done.

use crate::messages::problem::maybe;
use crate::messages::{Lang, phrases};
use crate::model::comment::Span;
use crate::model::comment::receipt::Personal;
use crate::project::ReshapeFault;

phrases! {
    list_about: "意見の一覧（番号、受付、経路、分類、扱い、本文）" / "List of opinions with receipt, channel, codes, fate and text";
    add_about: "手紙やFAXの意見を受け付ける（本文は引数、ファイル、標準入力のどれか）" / "Take in a letter or fax (text as argument, file or standard input)";
    withdraw_about: "受付の取下げ、または取下げの解除" / "Withdraw a receipt, or take it up again";
    same_person_about: "2つの受付を同じ人からのものとする" / "Say that two receipts are from one person";
    split_about: "1件の意見を分ける（位置を指定しないと案を示す）" / "Divide an opinion (without places: show proposals)";
    join_about: "同じ受付の意見をつなげる" / "Join opinions of one receipt";
    scope_about: "意見を対象外とする、または対象に戻す" / "Say that opinions are out of scope, or take them up again";
    flag_about: "意見に印をつける、または外す" / "Flag an opinion, or take the flag away";
    check_about: "受付と判断の点検（問題があれば終了コード1）" / "Check receipts and decisions (exit code 1 if something needs attention)";
    tag_about: "意見にコードをつける（その担当者の前のコードと入れ替わる）" / "Give opinions codes (replaces this coder's codes)";
    untag_about: "意見のコードを外す" / "Take an opinion's codes away";
    tags_about: "分類の取込みと書出し" / "Import and export codes of opinions";
    tags_import_about: "分類を表計算ファイルから取り込む（意見番号、コード、担当者の列）" / "Take codes from a spreadsheet (columns opinion, codes, coder)";
    tags_export_about: "分類を csv に書き出す" / "Write the codes of opinions as csv";
    codes_about: "コードの一覧と変更" / "The codes, and changing them";
    codes_add_about: "コードを加える" / "Add a code";
    codes_rename_about: "コードの名前を変える" / "Rename a code";
    codes_merge_about: "コードを1つにまとめる" / "Merge codes into one";
    codes_split_about: "コードの下に細かいコードを作る" / "Make finer codes under a code";
    codes_move_about: "コードを別のコードの下に移す" / "Move a code under another";
    masks_about: "個人情報として伏せる所の一覧（職員用。画面か --json だけ）" / "What is masked as personal data (for staff; on the screen or --json only)";
    mask_about: "個人情報を伏せる、または伏字を外す" / "Mask a part of a receipt, or show it again";
    id: "受付番号（省くと次の番号）" / "Receipt number (default: the next)";
    received: "受付日（2023-11-24 など）" / "Day of receipt (2023-11-24)";
    channel: "提出方法" / "Channel";
    place: "該当箇所" / "Place of the plan it is about";
    signed: "記名の意見（氏名は入力しない）。付けないと匿名として数える" / "The letter bears a name (which is not entered); otherwise it counts as anonymous";
    attribute: "属性（区分=在住 など）" / "Attribute, as NAME=VALUE";
    text: "本文（- で標準入力）" / "The text (- for standard input)";
    text_file: "本文のファイル（UTF-8）" / "File with the text (UTF-8)";
    replace: "同じ番号で入力済みの受付を置き換える" / "Replace a typed receipt of this number";
    why: "理由" / "The reason";
    back: "元に戻す" / "Take it back";
    apart: "同じ人とした指定を取り消す" / "Take that back";
    receipt_arg: "受付番号" / "Receipt number";
    opinion_arg: "意見番号" / "Opinion id";
    at: "分ける位置（原文の何文字目の後か。0から数える）" / "Where to divide (characters of the original before it)";
    before_words: "この言葉の前で分ける" / "Divide before these words";
    keep_part: "考え方などを書いた公表項目を残す部分（何番目か。初めは 1）" / "Which part (1, 2, …) stays in the published item with its reply; 1 unless said";
    keep_item: "2つ以上の公表項目に考え方などがあるとき、残す項目" / "The item that stays, where several have a reply or other words";
    auto: "案のとおりに分ける" / "Divide as proposed";
    note: "メモ" / "Remark";
    off: "印を外す" / "Take the flag away";
    code: "コード（番号か名前）" / "Code, by id or title";
    none: "当てはまるコードなし、とする" / "Say that no code fits";
    coder: "分類した人（既定: ログイン名）" / "Coder (default: the account name)";
    filter_code: "このコード（下のコードも）の意見だけ" / "Only opinions with this code or one below it";
    untagged: "まだ分類していないものだけ" / "Only those without codes";
    open: "扱いが決まっていないものだけ" / "Only those whose fate is open";
    late: "期限後のものだけ" / "Only late ones";
    flagged: "印のあるものだけ" / "Only flagged ones";
    where_text: "この言葉を含むものだけ（全角半角・かなカナは同じ）" / "Only those with these words (width and kana folded)";
    person: "この人（番号）の意見だけ" / "Only opinions of this person (number)";
    of_receipt: "この受付だけ" / "Only of this receipt";
    span: "位置（開始-終了。原文の文字数、0から）" / "Place START-END in characters of the original, from 0";
    words: "伏せる言葉（すべての箇所）" / "Words to mask, wherever they stand";
    kind: "種類 name | phone | mail | post_code | address | account | other" / "Kind: name | phone | mail | post_code | address | account | other";
    clear: "伏せない（個人情報ではない）" / "No personal data: show it";
    code_id: "コードの番号" / "Code id";
    title: "名前" / "Title";
    parent: "上のコード" / "The code above";
    reading: "読み（かな）" / "Reading in kana";
    phrase: "手がかりの言葉" / "Words that speak for it";
    into: "残すコード" / "The code that stays";
    children: "作るコード（番号=名前）" / "Codes to make, as ID=TITLE";
    top: "いちばん上に移す" / "Move to the top level";
    file: "表計算ファイル" / "Spreadsheet";
    nothing: "変わるところがありません。" / "Nothing changes.";
    nothing_found: "該当する意見はありません。" / "No such opinions.";
    no_text: "本文がありません。引数、--file、標準入力のどれかで渡してください。" / "There is no text. Give it as an argument, with --file, or on standard input.";
    why_or_back: "--why で理由を書くか、--back で元に戻してください。" / "Give a reason with --why, or take it back with --back.";
    code_or_none: "--code でコードを指定するか、当てはまるコードがなければ --none としてください。" / "Name codes with --code, or say --none where none fits.";
    nowhere: "分ける所が見つかりません。--at か --before で指定してください。" / "There is nowhere to divide. Say where with --at or --before.";
    where_mask: "--at 開始-終了 か --words で、どこかを指定してください。" / "Say where with --at START-END or --words.";
    kind_or_clear: "--kind で種類を指定するか、--clear で伏字を外してください。" / "Give a --kind, or show it with --clear.";
    one_person: "相手の受付番号が要ります（取り消すときは --apart）。" / "The other receipt is needed (or --apart).";
    title_list: "意見の一覧" / "Opinions";
    title_codes: "コードの一覧" / "Codes";
    title_masks: "個人情報として伏せる所" / "What is masked as personal data";
    title_check: "受付と判断の点検" / "Check of receipts and decisions";
    title_split: "分け方の案" / "Proposed division";
    title_status: "提出状況" / "Submissions";
    title_fates: "意見の扱い" / "What became of the opinions";
    title_classes: "対応区分" / "Handling classes";
    head_opinion: "意見番号" / "Opinion";
    head_receipt: "受付番号" / "Receipt";
    head_person: "提出者" / "Person";
    head_channel: "提出方法" / "Channel";
    head_day: "受付日" / "Received";
    head_late: "期限後" / "Late";
    head_codes: "コード" / "Codes";
    head_fate: "扱い" / "Fate";
    head_item: "公表番号" / "No.";
    head_flag: "印" / "Flag";
    head_text: "意見" / "Text";
    head_people: "人数" / "People";
    head_receipts: "受付件数" / "Receipts";
    head_opinions: "意見件数" / "Opinions";
    head_items: "項目数" / "Items";
    head_kind: "種類" / "Kind";
    head_place: "位置" / "Place";
    head_before: "前" / "Before";
    head_words: "言葉" / "Words";
    head_after: "後" / "After";
    head_by: "判断" / "By";
    head_rule: "点検項目" / "Check";
    head_what: "内容" / "What";
    head_where: "場所" / "Where";
    head_id: "番号" / "Id";
    head_title: "名前" / "Title";
    head_above: "上のコード" / "Above";
    head_coder: "担当者" / "Coder";
    head_via: "方法" / "How";
    yes: "○" / "yes";
    by_program: "自動" / "program";
    by_person: "職員" / "person";
    is_cleared: "伏せない（職員）" / "shown (person)";
    received_all: "受付全体" / "Everything received";
    valid_all: "有効（取下げを除く）" / "Valid (not withdrawn)";
    late_all: "うち期限後" / "Of these late";
    anonymous_all: "うち提出者不明" / "Of these anonymous";
    unknown_channel: "（不明）" / "(unknown)";
    published: "公表項目" / "published";
    merged: "他とまとめて公表" / "merged";
    out_of_scope: "対象外" / "out of scope";
    withdrawn: "取下げ" / "withdrawn";
    undecided: "未定" / "open";
    total: "計" / "Total";
    no_class: "（区分なし）" / "(no class)";
    all_right: "問題は見つかりませんでした。" / "Nothing needs attention.";
    cut_note: "本文は途中までです。全文は --format csv、xlsx、json で。" / "Texts are cut here; --format csv, xlsx or json has them whole.";
    staff_only: "個人情報そのものの一覧です。画面で確かめるだけにして、外に出さないでください。" / "This lists the personal data itself: look at it here and hand it to nobody.";
}

/// A kind of personal data.
pub fn personal(lang: Lang, kind: Personal) -> &'static str {
    let (ja, en) = match kind {
        Personal::Name => ("氏名", "name"),
        Personal::Phone => ("電話番号", "phone"),
        Personal::Mail => ("メール", "mail"),
        Personal::PostCode => ("郵便番号", "post code"),
        Personal::Address => ("住所", "address"),
        Personal::Account => ("番号", "account"),
        Personal::Other => ("その他", "other"),
    };
    lang.pick(ja, en)
}

/// No such opinion.
pub fn unknown_opinion(lang: Lang, id: &str, nearest: Option<&String>) -> String {
    let maybe = maybe(lang, nearest);
    lang.pick(
        format!("意見「{id}」がありません。番号は koe comments list で見られます。{maybe}"),
        format!("There is no opinion \"{id}\"; see koe comments list.{maybe}"),
    )
}

/// An opinion that was divided or joined since.
pub fn ended_opinion(lang: Lang, id: &str, now: &[String]) -> String {
    lang.pick(
        format!("意見「{id}」は分割・結合されて、いまは {} です。", now.join("、")),
        format!("Opinion \"{id}\" was divided or joined; it is {} now.", now.join(", ")),
    )
}

/// No such receipt.
pub fn unknown_receipt(lang: Lang, id: &str, nearest: Option<&String>) -> String {
    let maybe = maybe(lang, nearest);
    lang.pick(format!("受付番号「{id}」がありません。{maybe}"), format!("There is no receipt \"{id}\".{maybe}"))
}

/// No such code.
pub fn unknown_code(lang: Lang, id: &str, nearest: Option<&String>) -> String {
    let maybe = maybe(lang, nearest);
    lang.pick(
        format!("コード「{id}」がありません。一覧は koe comments codes で見られます。{maybe}"),
        format!("There is no code \"{id}\"; see koe comments codes.{maybe}"),
    )
}

/// A code's id that is taken.
pub fn code_taken(lang: Lang, id: &str) -> String {
    lang.pick(
        format!("コード「{id}」はすでにあります。別の番号にしてください。"),
        format!("The code \"{id}\" exists. Choose another id."),
    )
}

/// A code that would stand under itself.
pub fn code_circle(lang: Lang, id: &str) -> String {
    lang.pick(
        format!("コード「{id}」を、自分自身やその下のコードの下には移せません。"),
        format!("The code \"{id}\" cannot stand under itself or a code below it."),
    )
}

/// A receipt number that is taken.
pub fn receipt_taken(lang: Lang, id: &str, typed: bool) -> String {
    let hint = match (typed, lang) {
        (false, _) => "",
        (true, Lang::Ja) => "入力し直すときは --replace を付けてください。",
        (true, Lang::En) => " Use --replace to type it again.",
    };
    lang.pick(
        format!("受付番号「{id}」はすでにあります。別の番号にしてください。{hint}"),
        format!("The receipt number \"{id}\" is taken. Choose another.{hint}"),
    )
}

/// A day that is none.
pub fn no_day(lang: Lang, text: &str) -> String {
    lang.pick(
        format!("「{text}」は日付として読めません。2023-11-24 のように書いてください。"),
        format!("\"{text}\" is no date. Write it as 2023-11-24."),
    )
}

/// Something that should be NAME=VALUE.
pub fn no_pair(lang: Lang, text: &str) -> String {
    lang.pick(format!("「{text}」は 名前=値 の形で書いてください。"), format!("Write \"{text}\" as NAME=VALUE."))
}

/// A channel that the definition does not list.
pub fn new_channel(lang: Lang, channel: &str, known: &[String]) -> String {
    lang.pick(
        format!(
            "提出方法「{channel}」は定義の channels にありません（{}）。新しい方法として数えます。",
            known.join("、")
        ),
        format!(
            "The channel \"{channel}\" is not among those of the definition ({}). It is counted as a new one.",
            known.join(", ")
        ),
    )
}

/// A receipt was taken in.
pub fn added(lang: Lang, id: &str, late: bool, masks: usize) -> String {
    let late_ja = if late { "期限後の受付です。" } else { "" };
    let late_en = if late { " It is late." } else { "" };
    match (lang, masks) {
        (Lang::Ja, 0) => format!("受付番号 {id} として受け付けました。{late_ja}"),
        (Lang::Ja, masks) => format!(
            "受付番号 {id} として受け付けました。{late_ja}個人情報らしい所を{masks}か所伏せました（koe comments masks --receipt {id} で確かめてください）。"
        ),
        (Lang::En, 0) => format!("Taken in as receipt {id}.{late_en}"),
        (Lang::En, masks) => format!(
            "Taken in as receipt {id}.{late_en} {masks} places that look personal are masked (see koe comments masks --receipt {id})."
        ),
    }
}

/// A mask is cleared as a whole.
pub fn part_of_mask(lang: Lang, id: &str, whole: Span) -> String {
    let Span { start, end } = whole;
    lang.pick(
        format!("「{id}」のその言葉は、{start}-{end} の伏字の一部です。伏字は全体で解除します（--at {start}-{end}）。"),
        format!("These words of \"{id}\" are part of the mask at {start}-{end}, which is cleared as a whole (--at {start}-{end})."),
    )
}

/// A place that is no START-END.
pub fn no_span(lang: Lang, text: &str) -> String {
    lang.pick(
        format!("「{text}」は 開始-終了（例 12-16）の形で、本文の中の位置を書いてください。"),
        format!("Write \"{text}\" as START-END within the text, such as 12-16."),
    )
}

/// Words that do not stand in a receipt.
pub fn no_words(lang: Lang, id: &str, words: &str) -> String {
    lang.pick(
        format!("「{id}」に「{words}」という言葉はありません。"),
        format!("\"{words}\" does not stand in \"{id}\"."),
    )
}

/// A part to stay in the item that there is not.
pub fn no_part(lang: Lang, part: usize, parts: usize) -> String {
    lang.pick(
        format!("--keep {part} の部分はありません。1 から {parts} までの数を書いてください。"),
        format!("There is no part {part}: write --keep with a number from 1 to {parts}."),
    )
}

/// Nobody said which part stays in an item with something written.
pub fn first_keeps(lang: Lang, item: &str) -> String {
    lang.pick(
        format!("公表項目 {item} の考え方などは、最初の部分に残します（ほかの部分に残すときは、取り消して --keep 2 などを付けます）。"),
        format!("The published item {item} stays with the first part (undo and add --keep 2 to have it otherwise)."),
    )
}

/// Several items have something written, and one can stay.
pub fn which_stays(lang: Lang, items: &str) -> String {
    lang.pick(
        format!("つなげる意見は、考え方などを書いた公表項目 {items} に入っています。残す項目を --keep で指定してください（ほかの項目は、意見がなくなれば考え方ごと消えます）。"),
        format!("The opinions are in the items {items}, which have replies or other words: say with --keep which one stays (one left without opinions goes with its reply)."),
    )
}

/// An item to stay that none of the opinions is in.
pub fn not_their_item(lang: Lang, item: &str, of: &[&str]) -> String {
    let known = match of {
        [] => lang.pick("どの項目にも入っていません。".to_owned(), " They are in none.".to_owned()),
        of => lang.pick(format!("入っているのは {} です。", of.join("・")), format!(" They are in {}.", of.join(", "))),
    };
    lang.pick(
        format!("--keep {item}: つなげる意見は、その公表項目に入っていません。{known}"),
        format!("--keep {item}: the opinions to join are not in this item.{known}"),
    )
}

/// Why opinions cannot be divided or joined.
pub fn reshape_fault(lang: Lang, fault: &ReshapeFault) -> String {
    let pick = |ja: String, en: String| lang.pick(ja, en);
    match fault {
        ReshapeFault::Unknown(id) => unknown_opinion(lang, id, None),
        ReshapeFault::Outside { opinion, at, from, to } => pick(
            format!("位置 {at} は意見「{opinion}」の中にありません（{}から{}まで）。", from + 1, to.saturating_sub(1)),
            format!("{at} is not within opinion \"{opinion}\" ({} to {}).", from + 1, to.saturating_sub(1)),
        ),
        ReshapeFault::Blank(id) => pick(
            format!("そこで分けると、意見「{id}」に文のない部分ができます。"),
            format!("A part of opinion \"{id}\" would have no text."),
        ),
        ReshapeFault::Nowhere(_) => nowhere(lang).to_owned(),
        ReshapeFault::One => pick("つなげる意見を2件以上指定してください。".to_owned(), "Name two opinions or more to join.".to_owned()),
        ReshapeFault::SeveralReceipts => pick(
            "別の受付の意見はつなげられません。同じ趣旨の意見は、公表項目としてまとめてください。".to_owned(),
            "Opinions of different receipts cannot be joined. Put opinions of the same meaning together as one published item.".to_owned(),
        ),
    }
}

/// A spreadsheet of codes without a column that is needed.
pub fn no_column(lang: Lang, file: &str, wanted: &str) -> String {
    lang.pick(
        format!("{file} に「{wanted}」の列がありません。1行目を見出しにしてください。"),
        format!("{file} has no column \"{wanted}\". Its first row must be the header."),
    )
}

/// Rows of a spreadsheet of codes that cannot be taken.
pub fn not_imported(lang: Lang, file: &str, rows: &[String], more: usize) -> String {
    let rest = match (more, lang) {
        (0, _) => String::new(),
        (more, Lang::Ja) => format!("\nほか{more}行"),
        (more, Lang::En) => format!("\nand {more} more"),
    };
    lang.pick(
        format!("{file} を取り込みませんでした。次の行を直してください。\n{}{rest}", rows.join("\n")),
        format!("{file} was not taken. Correct these rows:\n{}{rest}", rows.join("\n")),
    )
}

/// An opinion that stands in two rows.
pub fn opinion_twice(lang: Lang, opinion: &str) -> String {
    lang.pick(
        format!("意見 {opinion} の行が前にもあります。複数の分類は一つのセルに「;」で区切って書いてください"),
        format!("opinion {opinion} has a row before; write several codes into one cell, separated by ;"),
    )
}

/// One such row.
pub fn bad_row(lang: Lang, row: usize, why: &str) -> String {
    lang.pick(format!("{row}行目: {why}"), format!("row {row}: {why}"))
}

/// Codes were taken from a file.
pub fn imported(lang: Lang, rows: usize, coders: usize) -> String {
    lang.pick(
        format!("{rows}件の分類（{coders}人分）を取り込みました。"),
        format!("Took the codes of {rows} rows by {coders} coders."),
    )
}

/// Decisions that lost what they were about.
pub fn lost(lang: Lang, what: Lost<'_>) -> String {
    let pick = |ja: String, en: String| lang.pick(ja, en);
    match what {
        Lost::Undecided(count, first) => pick(
            format!("取扱いの決まっていない意見が{count}件あります（{first}）。決まるまで公表できません。"),
            format!("{count} opinions are undecided ({first}). Nothing can be published before they are."),
        ),
        Lost::Uncoded(count, first) => pick(
            format!("分類していない意見が{count}件あります（{first}）。"),
            format!("{count} opinions have no codes yet ({first})."),
        ),
        Lost::Opinion(id) => pick(
            format!("意見「{id}」についての判断がありますが、その意見がありません。"),
            format!("There are decisions about opinion \"{id}\", which is not there."),
        ),
        Lost::Receipt(id) => pick(
            format!("受付「{id}」についての判断がありますが、その受付がありません。"),
            format!("There are decisions about receipt \"{id}\", which is not there."),
        ),
        Lost::Taken(id) => pick(
            format!(
                "受付番号「{id}」が、入力した受付とファイルの両方にあります。ファイルの行を「{id}#2」などとしました。どちらかの番号を直してください。"
            ),
            format!(
                "The receipt number \"{id}\" is in a file and was typed in too. The row of the file is called \"{id}#2\" or the like. Change one of them."
            ),
        ),
        Lost::Changed(id) => pick(
            format!("受付「{id}」の原文が、分割や伏字の後に変わっています。分け方と伏字を確かめてください。"),
            format!(
                "The text of receipt \"{id}\" has changed since it was divided or masked. Look at the parts and masks."
            ),
        ),
        Lost::Item(id) => {
            pick(format!("公表項目「{id}」に意見がありません。"), format!("The item \"{id}\" has no opinion."))
        }
        Lost::Quote(id) => pick(
            format!("公表項目「{id}」の引用が、いまの原文と一致しません。"),
            format!("The quotation of item \"{id}\" is not what its original says."),
        ),
        Lost::Code(opinion, code) => pick(
            format!("意見「{opinion}」のコード「{code}」は、いまのコード表にありません。"),
            format!("The code \"{code}\" of opinion \"{opinion}\" is not in the codebook."),
        ),
    }
}

/// What lost its object.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "ids of what is named")]
pub enum Lost<'a> {
    Opinion(&'a str),
    Receipt(&'a str),
    Taken(&'a str),
    Changed(&'a str),
    Item(&'a str),
    Quote(&'a str),
    Code(&'a str, &'a str),
    Undecided(usize, &'a str),
    Uncoded(usize, &'a str),
}

/// How many there are.
pub fn count(lang: Lang, opinions: usize, people: usize) -> String {
    lang.pick(format!("{opinions}件（{people}人）"), format!("{opinions} opinions of {people} people"))
}
