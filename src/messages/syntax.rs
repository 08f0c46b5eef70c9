//! What is wrong with the text of a definition file, in words; the reader of TOML speaks English only.

use super::Lang;

/// What a message of the TOML reader means, and what to write instead.
pub fn toml(lang: Lang, message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let names = |texts: Vec<&str>| texts.join(lang.pick("、", ", "));
    if message.starts_with("unknown variant") {
        let wrong = quoted.next().unwrap_or_default();
        let known = names(quoted.collect());
        return lang.pick(
            format!("「{wrong}」という値は使えません。次のどれかにしてください: {known}。"),
            format!("\"{wrong}\" is no value here. Use one of: {known}."),
        );
    }
    if message.starts_with("invalid type") || message.starts_with("wanted ") {
        let wanted = message.split_once("expected ").or_else(|| message.split_once("wanted ")).map_or("", |(_, it)| it);
        let wanted = kind(lang, wanted);
        return lang.pick(
            format!("値の書き方が違います。ここには{wanted}を書いてください。"),
            format!("The value is of the wrong kind; {wanted} is expected."),
        );
    }
    let known: [(&str, &str, &str); 8] = [
        (
            "duplicate key",
            "同じキーが2回書かれています。どちらかを消してください。",
            "The key stands twice. Delete one.",
        ),
        (
            "must be quoted",
            "文字は半角の \" で囲んでください（“ ” などの全角の引用符は使えません）。",
            "Put words into straight quotation marks (\").",
        ),
        (
            "basic string",
            "文字を囲む \" が閉じていません。行の終わりを確かめてください。",
            "A quotation mark is not closed.",
        ),
        (
            "literal string",
            "文字を囲む ' が閉じていません。行の終わりを確かめてください。",
            "A quotation mark is not closed.",
        ),
        ("key with no value", "キーの後ろに = と値を書いてください。", "Write = and a value behind the key."),
        ("missing comma", "値と値の間に , がありません。", "There is no comma between the values."),
        ("unclosed array", "[ を閉じる ] がありません。", "A [ is not closed by ]."),
        ("unclosed", "閉じる記号（] や }）がありません。", "A bracket is not closed."),
    ];
    let found = known.iter().find(|(part, ..)| message.contains(part)).map(|(_, ja, en)| lang.pick(*ja, *en));
    found
        .unwrap_or(lang.pick(
            "= や [ ] { } \" , の付け忘れ、全角の記号がないか確かめてください。",
            "Check for =, brackets, quotation marks and commas that are missing or of full width.",
        ))
        .to_owned()
}

/// A kind of value, as the TOML reader calls it.
fn kind(lang: Lang, name: &str) -> &'static str {
    let known: [(&[&str], &str, &str); 6] = [
        (&["a string", "string or"], "\" で囲んだ文字", "text in quotation marks"),
        (&["usize", "u64", "u32", "i64", "u8", "integer"], "囲みのない整数", "a whole number without quotation marks"),
        (&["f64", "floating"], "囲みのない数", "a number without quotation marks"),
        (&["bool"], "true か false", "true or false"),
        (&["sequence", "array"], "[ ] で囲んだ並び", "a list in [ ]"),
        (&["struct", "map", "table"], "{ } で囲んだ組（または [ ] の見出し）", "a group in { }"),
    ];
    known
        .iter()
        .find(|(parts, ..)| parts.iter().any(|part| name.contains(part)))
        .map_or(lang.pick("別の種類の値", "another kind of value"), |(_, ja, en)| lang.pick(*ja, *en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_of_toml_is_put_into_words() {
        let ja = |message: &str| toml(Lang::Ja, message);
        assert!(ja("unknown variant `sngle`, expected one of `single`, `multiple`").contains("single、multiple"));
        assert!(ja("invalid type: string \"3\", expected usize").contains("囲みのない整数"));
        assert!(ja("wanted string or table").contains("\" で囲んだ文字"));
        assert!(ja("string values must be quoted, expected literal string").contains("半角の"));
        assert!(ja("something new").contains("全角"));
        assert!(toml(Lang::En, "unclosed array, expected `]`").contains("not closed"));
    }
}
