//! Words of a mistake that ended the terminal program: the sentence at the end, and the report about it.

use std::path::Path;

use super::{Lang, phrases, screen};

phrases! {
    heading: "koe の不具合の記録（入力した文字、回答、意見は含みません）" / "koe: report of a mistake of the program (no typed texts, answers or comments)";
    version: "版" / "version";
    time: "日時" / "time";
    screen: "画面" / "screen";
    size: "大きさ" / "size";
    commands: "直前の操作" / "last commands";
    place: "場所" / "place";
    what: "内容" / "what";
    typing: "（文字の入力）" / "(typing)";
    pasting: "（貼り付け）" / "(pasting)";
    mouse: "（マウス）" / "(mouse)";
    not_known: "記録が終わるのを待てませんでした。次に開いたとき、最後の操作が入っているか確かめてください。" / "The journal did not answer in time: when you come back, see whether the last act is there.";
    unsaved_heading: "koe が終了したときに、保存していなかった入力です。" / "What had been typed and not saved when koe ended.";
}

/// What an earlier run left that was typed and not saved.
pub fn left_behind(lang: Lang, path: &Path, files: usize) -> String {
    let path = path.display();
    let more = if files > 1 {
        lang.pick(format!("ほか{}件", files - 1), format!(" and {} more", files - 1))
    } else {
        String::new()
    };
    lang.pick(
        format!("前回、保存しないまま終わった入力を {path} {more}に残してあります。"),
        format!("What was typed and not saved the last time is in {path}{more}."),
    )
}

/// The last sentence: what happened, where the report is, where what was not saved is.
pub fn ended(lang: Lang, report: Option<&Path>, unsaved: Option<&Path>) -> String {
    let mut lines = vec![screen::panicked(lang).to_owned()];
    let told = report.map(Path::display);
    lines.push(match told {
        Some(path) => lang.pick(
            format!("不具合の記録: {path}（担当者に送ってください。回答や入力した文字は含みません）"),
            format!("Report of the mistake: {path} (please send it in; it has no answers and no typed texts)"),
        ),
        None => {
            lang.pick("不具合の記録は書けませんでした。", "The report of the mistake could not be written.").to_owned()
        }
    });
    lines.extend(unsaved.map(Path::display).map(|path| {
        lang.pick(format!("保存していなかった入力: {path}"), format!("What had been typed and not saved: {path}"))
    }));
    lines.join("\n")
}

/// The journal could not write what was decided last.
pub fn not_written(lang: Lang, sentence: &str) -> String {
    lang.pick(
        format!("最後の操作を保存できませんでした。{sentence}"),
        format!("What was decided last could not be saved. {sentence}"),
    )
}
