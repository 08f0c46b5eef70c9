//! Words of the terminal program's screens about comments.

use crate::messages::phrases;

phrases! {
    tagging: "意見の分類" / "Tagging";
    items: "公表項目と回答" / "Items and replies";
    to_tagging: "意見の分類へ" / "Go to tagging";
    to_items: "公表項目と回答へ" / "Go to items and replies";
    no_set: "意見の定義ファイルがありません。koe.toml の comments に加えてください。" / "There is no set of comments. Add one to comments in koe.toml.";
    one_set: "意見の組は1つだけです。" / "There is only one set of comments.";
    loading: "意見を読み込んでいます…" / "Reading the comments…";
    no_opinions: "意見の提出はありませんでした。" / "No opinions were submitted.";
}
