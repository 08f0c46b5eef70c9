//! Words of the screen on which the guesses of a draft are looked through.

use super::{Lang, infer, phrases, problem};
use crate::load::draft::review::Refused;
use crate::load::draft::review::shape::Shape;
use crate::load::draft::{Change, Guess};

phrases! {
    guesses: "推定の確認" / "Guesses";
    choose: "ほかの読み方を選ぶ" / "Choose another reading";
    short_choose: "選ぶ" / "Choose";
    keep: "推定のままでよい" / "It is right as guessed";
    short_keep: "このまま" / "Right";
    next: "次の推定へ" / "Next guess";
    short_next: "次の推定" / "Next";
    previous: "前の推定へ" / "Guess before";
    kind: "設問の種類を変える" / "Change the kind of question";
    short_kind: "種類" / "Kind";
    label: "設問の名前を変える" / "Change the name of the question";
    short_label: "名前" / "Name";
    id: "設問のIDを変える" / "Change the id of the question";
    short_id: "ID" / "Id";
    choices: "選択肢を直す（順序・排他・その他の記入・名前）" / "Put choices right (order, exclusive, words beside, name)";
    short_choices: "選択肢" / "Choices";
    max: "選べる数の上限を決める（○は3つまで）" / "Set how many may be chosen";
    attribute: "属性（集計の表側に使う設問）にする・やめる" / "An attribute (to tabulate by), or not";
    short_attribute: "属性" / "Attribute";
    is_attribute: "属性" / "attribute";
    as_they_come: "選択肢は回答に現れた順のままです。調査票の順に動かしてください。" / "The choices stand as they came in the answers: put them into the order of the form.";
    not_attribute: "自由記述とマトリクスは属性にできません。" / "Texts and matrices cannot be attributes.";
    move_up: "1つ上へ" / "Up";
    move_down: "1つ下へ" / "Down";
    move_first: "先頭へ" / "To the beginning";
    move_last: "末尾へ" / "To the end";
    leave_out: "設問にしない" / "Leave the question out";
    short_leave_out: "除く" / "Leave out";
    pane: "設問の一覧とデータを行き来する" / "Questions or data";
    short_pane: "データ" / "Data";
    undo: "元に戻す" / "Undo";
    redo: "やり直す" / "Redo";
    write: "定義を書き出して終わる" / "Write the definition and leave";
    short_write: "書き出す" / "Write";
    pick_1: "1番の読み方にする" / "Take reading 1";
    pick_2: "2番の読み方にする" / "Take reading 2";
    pick_3: "3番の読み方にする" / "Take reading 3";
    pick_4: "4番の読み方にする" / "Take reading 4";
    pick_5: "5番の読み方にする" / "Take reading 5";
    whole: "ファイル全体" / "Whole file";
    data: "データ" / "Data";
    not_found: "ファイルに見つからない列" / "Not found in the file";
    unknown: "選択肢にない" / "fits nothing";
    unread: "読めない（不明）" / "cannot be read";
    unmarked: "選ばれていない" / "not marked";
    as_it_is: "そのまま読む" / "as it stands";
    exclusive: "排他" / "exclusive";
    settled: "推定はありません。" / "Nothing is guessed here.";
    only_guess_left: "未確認の推定はこの行だけです。" / "This is the only line with a guess left.";
    all_settled: "推定はすべて確認しました。" / "Every guess is settled.";
    no_question: "設問の上で押してください。" / "This needs a question.";
    no_choices: "この設問には選択肢がありません。" / "This question has no choices.";
    not_multiple: "複数回答の設問ではありません。" / "This is not a question with several answers.";
    nothing_to_undo: "元に戻すものがありません。" / "Nothing to undo.";
    nothing_to_redo: "やり直すものがありません。" / "Nothing to redo.";
    one_survey: "調査は1つだけです。" / "There is one survey only.";
    draft_anew: "ここでは選べません。koe infer --sheet でシートを指定するか、ファイルを別々に渡してください。" / "Not here: name the sheet with koe infer --sheet, or give the files one by one.";
    other_header: "ここでは選べません。koe infer --header-rows で見出しの行数を指定してください。" / "Not here: say how many header rows there are with koe infer --header-rows.";
    not_possible: "この設問の列では、その種類にできません。" / "The columns of this question cannot be that.";
    no_columns: "設問の列に値がないので、種類を変えられません。" / "The columns hold nothing, so the kind cannot change.";
    choose_box: "読み方を選ぶ" / "Choose the reading";
    kind_box: "設問の種類" / "Kind of question";
    label_box: "設問の名前" / "Name of the question";
    id_box: "設問のID（文字・数字・_ ）" / "Id of the question (letters, digits, _)";
    max_box: "選べる数の上限（空は上限なし）" / "How many may be chosen (empty: any number)";
    choice_label_box: "選択肢の名前" / "Name of the choice";
    write_box: "定義を書き出しますか" / "Write the definition?";
    write_yes: "書き出す" / "Write";
    write_no: "戻って続ける" / "Go on";
    drop_box: "書き出さずにやめますか" / "Leave without writing?";
    drop_yes: "書き出さずにやめる" / "Leave without writing";
    drop_no: "戻って続ける" / "Go on";
    set_exclusive: "排他にする（ほかと一緒に選べない）" / "Exclusive: cannot stand beside others";
    unset_exclusive: "排他をやめる" / "Not exclusive";
    rename_choice: "名前を変える…" / "Change its name…";
    no_words: "記入の列なし" / "No column of words";
    number_wanted: "1以上の整数を入れてください。" / "Type a whole number from 1 on.";
    label_wanted: "名前を入れてください。" / "Type a name.";
    review: "推定を画面で確かめてから書く" / "Look through the guesses on a screen before anything is written";
    no_terminal: "推定を確かめる画面（--review）は端末の中で使います。何も書きませんでした。" / "The screen of guesses (--review) needs a terminal. Nothing was written.";
    nothing_written: "何も書きませんでした。" / "Nothing was written.";
}

/// Title of the list of choices.
pub fn choices_box(lang: Lang, accept: &str) -> String {
    lang.pick(format!("選択肢（{accept} で直す）"), format!("Choices ({accept} to change)"))
}

/// A place among the guesses left: how many of the survey, and its name.
pub fn list_title(lang: Lang, survey: &str, open: usize, surveys: usize, at: usize) -> String {
    let which = if surveys > 1 { format!(" {}/{surveys}", at + 1) } else { String::new() };
    match open {
        0 => lang.pick(format!("{survey}{which}　推定なし"), format!("{survey}{which}: settled")),
        _ => lang.pick(format!("{survey}{which}　推定{open}件"), format!("{survey}{which}: {open} guesses")),
    }
}

/// What a reading makes of a question, for choosing it.
pub fn option(lang: Lang, change: &Change) -> String {
    let ja = lang == Lang::Ja;
    match change {
        Change::Kind(kind) if ja => format!("{}にする", infer::kind_word(lang, *kind)),
        Change::Kind(kind) => infer::kind_word(lang, *kind).to_owned(),
        Change::List { separator, .. } if ja => format!("「{}」で区切られた複数回答にする", infer::visible(separator)),
        Change::List { separator, .. } => format!("several answers, separated by \"{}\"", infer::visible(separator)),
        Change::Join { label, .. } if ja => format!("「{label}」を1つの選択肢にする"),
        Change::Join { label, .. } => format!("\"{label}\" is one choice"),
        Change::Same { label, also } if ja => format!("「{also}」を「{label}」と同じ選択肢にする"),
        Change::Same { label, also } => format!("\"{also}\" is the choice \"{label}\""),
        Change::Apart { also, .. } if ja => format!("{}を別の選択肢にする", infer::some(lang, also)),
        Change::Apart { also, .. } => format!("{} are choices of their own", infer::some(lang, also)),
        Change::Order(labels) if ja => format!("{}の順に並べる", infer::some(lang, labels)),
        Change::Order(labels) => format!("the order {}", infer::some(lang, labels)),
        Change::Quantity { unit } if ja => format!("数量（単位 {unit}）にする"),
        Change::Quantity { unit } => format!("number of {unit}"),
        Change::Part { parts, .. } if ja => format!("{}を別々の選択肢にする", infer::some(lang, parts)),
        Change::Part { parts, .. } => format!("{} are choices of their own", infer::some(lang, parts)),
        Change::Choices(texts) if ja => format!("{}も選択肢にする", infer::some(lang, texts)),
        Change::Choices(texts) => format!("{} are choices too", infer::some(lang, texts)),
        Change::Words { texts, .. } if ja => format!("{}を「その他」の記入とする", infer::some(lang, texts)),
        Change::Words { texts, .. } => format!("{} are words beside その他", infer::some(lang, texts)),
        Change::OtherOf { code, label } if ja => format!("選択肢 {code}「{label}」の記入とする"),
        Change::OtherOf { code, label } => format!("words of choice {code} \"{label}\""),
        Change::Other { column } if ja => format!("「{column}」を選択肢「その他」の記入とする"),
        Change::Other { column } => format!("\"{column}\" holds the words of その他"),
        Change::OwnText { column, .. } if ja => format!("「{column}」を別の自由記述の設問にする"),
        Change::OwnText { column, .. } => format!("\"{column}\" is a text question of its own"),
        Change::AskAll if ja => "全員に尋ねた設問とする（空欄は無回答）".to_owned(),
        Change::AskAll => "everybody was asked; blank is no answer".to_owned(),
        Change::Code(code) if ja => format!("{code} を回答とする"),
        Change::Code(code) => format!("{code} is an answer"),
        Change::Missing(code) if ja => format!("{code} を無回答とする"),
        Change::Missing(code) => format!("{code} is no answer"),
        Change::Flags => shape(lang, Shape::Flags).to_owned(),
        Change::Slots => shape(lang, Shape::Slots).to_owned(),
        Change::Ignore { .. } => leave_out(lang).to_owned(),
        Change::Sheet(sheet) => lang.pick(format!("シート「{sheet}」を読む"), format!("read sheet \"{sheet}\"")),
        Change::NoId => lang.pick("整理番号なしとする", "no column is the id").to_owned(),
        Change::Id { column } if ja => format!("「{column}」を整理番号とし、同じ番号の2件目からは除く"),
        Change::Id { column } => format!("\"{column}\" is the id, and repeats do not count"),
        Change::Count { column, texts } if ja => format!("「{column}」が{}の行も数える", infer::some(lang, texts)),
        Change::Count { column, texts } => {
            format!("count rows whose \"{column}\" is {}", infer::some(lang, texts))
        }
        Change::Ask { columns } if ja => format!("{}を設問にする", infer::some(lang, columns)),
        Change::Ask { columns } => format!("{} are questions", infer::some(lang, columns)),
        Change::NotFilled { column } if ja => format!("「{column}」の結合したセルは最初の行だけの値とする"),
        Change::NotFilled { column } => format!("a merged cell of \"{column}\" holds for its first row only"),
        Change::HeaderRows(rows) if ja => format!("見出しを{rows}行とする"),
        Change::HeaderRows(rows) => format!("{rows} header rows"),
        Change::Skip { column, texts } if ja && texts.iter().all(String::is_empty) => {
            format!("「{column}」が空の行を除く")
        }
        Change::Skip { column, texts } if texts.iter().all(String::is_empty) => {
            format!("leave out rows whose \"{column}\" is blank")
        }
        Change::Skip { column, texts } if ja => format!("「{column}」が{}の行を除く", infer::some(lang, texts)),
        Change::Skip { column, texts } => {
            format!("leave out rows whose \"{column}\" is {}", infer::some(lang, texts))
        }
        Change::Personal { column } if ja => format!("「{column}」を個人情報として読み捨てる"),
        Change::Personal { column } => format!("\"{column}\" is personal and not kept"),
        Change::OwnSurvey => lang.pick("別の調査として分ける", "a survey of its own").to_owned(),
    }
}

/// A guess, without what else it may be.
pub fn reason(lang: Lang, guess: &Guess) -> String {
    infer::reason(lang, &guess.reason)
}

/// What a question can be.
pub fn shape(lang: Lang, shape: Shape) -> &'static str {
    match shape {
        Shape::Single => lang.pick("単数回答", "one answer"),
        Shape::List => lang.pick("複数回答（1つのセルに区切って並ぶ）", "several answers in one cell"),
        Shape::Flags => lang.pick("複数回答（選択肢ごとに1列）", "several answers, a column per choice"),
        Shape::Slots => lang.pick("複数回答（1つ目、2つ目…の列）", "several answers: first, second, …"),
        Shape::Rank => lang.pick("順位（1位、2位…の列）", "ranks: first, second, …"),
        Shape::Matrix => lang.pick("マトリクス（列ごとに同じ選択肢から1つ）", "a matrix: one answer per column"),
        Shape::Apart => lang.pick("列ごとに別の設問（単数回答）", "a question per column"),
        Shape::Numeric => lang.pick("数量", "number"),
        Shape::Date => lang.pick("日付", "date"),
        Shape::Text => lang.pick("自由記述", "text"),
    }
}

/// A shape in a list with little room.
pub fn short_shape(lang: Lang, shape: Shape) -> &'static str {
    match shape {
        Shape::Single | Shape::Apart => lang.pick("単数", "one"),
        Shape::List | Shape::Flags | Shape::Slots => lang.pick("複数", "several"),
        Shape::Rank => lang.pick("順位", "rank"),
        Shape::Matrix => lang.pick("表", "matrix"),
        Shape::Numeric => lang.pick("数量", "number"),
        Shape::Date => lang.pick("日付", "date"),
        Shape::Text => lang.pick("記述", "text"),
    }
}

/// Kind of a question with what belongs to it: choices, items, the most that may be chosen.
pub fn about(lang: Lang, name: &str, choices: usize, items: usize, max: Option<usize>) -> String {
    let mut parts = vec![name.to_owned()];
    if items > 0 {
        parts.push(lang.pick(format!("{items}項目"), format!("{items} items")));
    }
    if choices > 0 {
        parts.push(lang.pick(format!("選択肢{choices}"), format!("{choices} choices")));
    }
    if let Some(max) = max {
        parts.push(lang.pick(format!("○は{max}つまで"), format!("at most {max}")));
    }
    parts.join(lang.pick("、", ", "))
}

/// A number that words were read as, without a point where it is whole.
pub fn number(number: f64) -> String {
    number.to_string()
}

/// A column above its values.
pub fn column(lang: Lang, file: &str, letters: &str, filled: usize, distinct: usize) -> String {
    lang.pick(
        format!("{letters}列（{file}）　{filled}件、{distinct}種類"),
        format!("column {letters} ({file}): {filled} cells, {distinct} values"),
    )
}

/// Values that are not shown.
pub fn more(lang: Lang, count: usize) -> String {
    lang.pick(format!("ほか{count}種類"), format!("{count} more"))
}

/// Words beside a choice.
pub fn words_beside(lang: Lang, label: &str) -> String {
    lang.pick(format!("「{label}」の記入"), format!("words beside \"{label}\""))
}

/// A column for the words beside a choice.
pub fn words_in(lang: Lang, column: &str) -> String {
    lang.pick(format!("記入の列: {column}"), format!("words in {column}"))
}

/// How many guesses are left, before writing.
pub fn left(lang: Lang, open: usize) -> String {
    match open {
        0 => all_settled(lang).to_owned(),
        _ => lang.pick(
            format!("推定が{open}件残っています。残した推定には「# guess:」が付きます。"),
            format!("{open} guesses are left; they are marked \"# guess:\"."),
        ),
    }
}

/// What is lost by leaving.
pub fn dropped(lang: Lang, steps: usize) -> String {
    lang.pick(
        format!("ここまでの変更{steps}件は失われます。何も書かれません。"),
        format!("{steps} changes are lost, and nothing is written."),
    )
}

/// Why a change is not made.
pub fn refused(lang: Lang, refused: &Refused) -> String {
    match refused {
        Refused::Definition(error) => problem::definition_error(lang, error),
        Refused::NotHere => not_possible(lang).to_owned(),
        Refused::DraftAnew => draft_anew(lang).to_owned(),
        Refused::OtherHeader => other_header(lang).to_owned(),
        Refused::NoColumns => no_columns(lang).to_owned(),
    }
}
