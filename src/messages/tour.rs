//! The first walk through the program.

use super::Lang;

/// A sentence with the key to be pressed, and banners of the survey by name.
pub type Sentence = fn(Lang, &str, &[String]) -> String;

/// Declares the sentences: `name: "日本語" / "English";` with `{}` for the key.
macro_rules! steps {
    ($($name:ident: $ja:literal / $en:literal;)+) => {
        $(
            #[doc = concat!("`` ", $ja, " / ", $en, " ``")]
            pub fn $name(lang: Lang, key: &str, _: &[String]) -> String {
                lang.pick(format!($ja, key), format!($en, key))
            }
        )+
    };
}

steps! {
    to_table: "{} を押すと、選んだ調査の集計表が開きます。" / "{} opens the tables of the survey.";
    next_question: "{} を押すと次の設問の表になります。数えるのは一瞬です。" / "{} shows the table of the next question.";
    next_pane: "{} で設問の一覧から表へ移ります。矢印でセルを動けます。" / "{} goes from the list to the table; the arrows move over its cells.";
    open_cell: "{} を押すと、そのセルに数えた回答者の一覧が出ます。" / "{} lists the respondents counted in the cell.";
    back: "{} で戻ります。どの画面でも同じです。" / "{} leads back, everywhere.";
    to_problems: "{} でデータ検査へ。問題のある回答を、セルの位置とともに示します。" / "{} leads to the data check: every problem with its cell.";
    to_evidence: "{} で根拠の表へ。課題ごとに、設問・意見・所見がそろっているかを見ます。" / "{} leads to the evidence of each issue.";
    menu: "{} でメニューが開きます。その画面でできることの全てがここにあります。" / "{} opens the menu: everything that can be done here.";
    end: "案内はここまでです。{} でメニューを閉じます。キーの一覧もここから開けます。" / "That is all. {} closes the menu, which also has the list of keys.";
}

/// How tables are split, with banners that the survey has.
pub fn banners(lang: Lang, key: &str, examples: &[String]) -> String {
    let such = lang.pick(format!("（{}など）", examples.join("・")), format!(" ({} and so on)", examples.join(", ")));
    let such = if examples.is_empty() { String::new() } else { such };
    lang.pick(format!("{key} を押して、表側{such}を選びます。"), format!("{key} chooses the banner{such}."))
}

/// How one is chosen.
pub fn accept(lang: Lang, key: &str, examples: &[String]) -> String {
    match examples.first() {
        Some(one) => lang.pick(
            format!("上下の矢印で「{one}」などへ動き、{key} で決めます。その区分ごとの表になります。"),
            format!("Go to \"{one}\" or another with the arrows, accept with {key}: the table is split by it."),
        ),
        None => lang.pick(
            format!("上下の矢印で選び、{key} で決めます。選んだ区分ごとの表になります。"),
            format!("Choose with the arrows, accept with {key}: the table is split by it."),
        ),
    }
}

/// The step goes on elsewhere; the key leads there, or closes what is open.
pub fn go_back(lang: Lang, key: &str, place: &str) -> String {
    lang.pick(
        format!("案内の続きは{place}です。{key} で戻ってください。"),
        format!("The walk goes on here: {place}. {key} leads back."),
    )
}

/// How far the walk is, the sentence, and how it is ended.
pub fn step(lang: Lang, at: usize, all: usize, sentence: &str, key: &str) -> String {
    match lang {
        Lang::Ja => format!("案内 {at}/{all}　{sentence}（{key} で終了）"),
        Lang::En => format!("Tour {at}/{all}: {sentence} ({key} ends it)"),
    }
}
