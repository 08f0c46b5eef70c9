//! Sentences about the settings file: what cannot be read in it, and which chosen key cannot be had.

use super::{Lang, phrases};
use crate::config::Fault;

phrases! {
    as_usual: "この設定は使わず、標準のまま動きます。" / "Everything stays as usual.";
    none: "（なし）" / "(none)";
    set_name: "自分の名前を設定する" / "Set my name";
    name_title: "自分の名前（分類者・判断した人として記録します）" / "My name (who codes and who decides)";
    name_why: "これからの分類・回答・所見・データの判断を、この名前で記録します。前の記録は変わりません。空にすると、この PC のアカウント名に戻ります。" / "Codes, replies, findings and decisions are kept under this name from now on; earlier ones stay. Empty is the name of the account.";
    name_undo: "元に戻せるのは、同じ名前で行った操作だけです。" / "Only what was done under the same name can be undone.";
    name_same: "名前はそのままです。" / "The name stays as it was.";
}

/// The file cannot be used.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let place = fault.line.map_or(String::new(), |line| lang.pick(format!(" {line}行目"), format!(", line {line}")));
    let (file, what, usual) = (fault.file.display(), what(lang, fault), as_usual(lang));
    match lang {
        Lang::Ja => format!("設定ファイル {file}{place}: {what}{usual}"),
        Lang::En => format!("Settings file {file}{place}: {what} {usual}"),
    }
}

/// What is wrong: of what a person wrote, in words of ours; the system's own words where the file cannot be read.
fn what(lang: Lang, fault: &Fault) -> String {
    match fault.line {
        Some(_) => super::syntax::toml(lang, &fault.what),
        None => lang.pick(format!("{}。", fault.what), format!("{}.", fault.what)),
    }
}

/// The name could not be written into the file.
pub fn not_kept(lang: Lang, fault: &Fault) -> String {
    let place = fault.line.map_or(String::new(), |line| lang.pick(format!(" {line}行目"), format!(", line {line}")));
    let (file, what) = (fault.file.display(), what(lang, fault));
    match lang {
        Lang::Ja => {
            format!("名前は変えましたが、設定ファイルに書けないため、終了すると元に戻ります。{file}{place}: {what}")
        }
        Lang::En => format!("The name holds until the program ends: the settings file {file}{place}: {what}"),
    }
}

/// The name now, and where it is kept.
pub fn named(lang: Lang, who: &str, file: Option<&str>) -> String {
    match (lang, file) {
        (Lang::Ja, Some(file)) => format!("これからは「{who}」の名前で記録します（設定ファイル {file}）。"),
        (Lang::Ja, None) => format!("これからは「{who}」の名前で記録します（終了するまで）。"),
        (Lang::En, Some(file)) => format!("The name is {who} from now on (settings file {file})."),
        (Lang::En, None) => format!("The name is {who} until the program ends."),
    }
}

/// A command that is not there.
pub fn no_command(lang: Lang, name: &str, nearest: Option<&str>) -> String {
    match (lang, nearest) {
        (Lang::Ja, Some(nearest)) => {
            format!(
                "設定 [keys] の {name} という操作はありません。{nearest} のことですか。名前は koe keys で見られます。"
            )
        }
        (Lang::Ja, None) => format!("設定 [keys] の {name} という操作はありません。名前は koe keys で見られます。"),
        (Lang::En, Some(nearest)) => {
            format!("Settings [keys]: there is no command {name}. Did you mean {nearest}? koe keys lists the names.")
        }
        (Lang::En, None) => format!("Settings [keys]: there is no command {name}. koe keys lists the names."),
    }
}

/// Something that is no key.
pub fn no_key(lang: Lang, name: &str, key: &str) -> String {
    match lang {
        Lang::Ja => format!("設定 [keys] の {name}: 「{key}」はキーの名前ではありません（例: F9、Ctrl+E、x）。"),
        Lang::En => format!("Settings [keys], {name}: \"{key}\" is no key (e.g. F9, Ctrl+E, x)."),
    }
}

/// Two commands with one key.
pub fn both(lang: Lang, first: &str, second: &str, key: &str) -> String {
    match lang {
        Lang::Ja => {
            format!("設定 [keys] で {key} が {first} と {second} の両方にあります。{second} は標準のキーのままです。")
        }
        Lang::En => {
            format!("Settings [keys]: {key} stands for both {first} and {second}; {second} keeps its usual keys.")
        }
    }
}

/// A command that would have no key left.
pub fn keyless(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ja => format!("設定 [keys] のままだと {name} を使うキーがなくなるため、標準のキーに戻しました。"),
        Lang::En => format!("Settings [keys] would leave {name} without a key: the usual keys are back."),
    }
}
