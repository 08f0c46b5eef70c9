//! Sentences about the settings file: what cannot be read in it, and which chosen key cannot be had.

use super::{Lang, phrases};
use crate::config::Fault;

phrases! {
    as_usual: "この設定は使わず、標準のまま動きます。" / "Everything stays as usual.";
    none: "（なし）" / "(none)";
}

/// The file cannot be used.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let place = fault.line.map_or(String::new(), |line| lang.pick(format!(" {line}行目"), format!(", line {line}")));
    let (file, what, usual) = (fault.file.display(), &fault.what, as_usual(lang));
    match lang {
        Lang::Ja => format!("設定ファイル {file}{place}: {what}。{usual}"),
        Lang::En => format!("Settings file {file}{place}: {what}. {usual}"),
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
