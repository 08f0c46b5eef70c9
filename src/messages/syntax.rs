//! What is wrong with the text of a definition file, in words; the reader of TOML speaks English only.

use super::Lang;

/// What a message of the TOML reader means, and what to write instead.
pub fn toml(lang: Lang, message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let names = |texts: Vec<&str>| texts.join(lang.pick("、", ", "));
    if message.starts_with("unknown variant") || message.starts_with("unknown field") {
        let wrong = quoted.next().unwrap_or_default();
        let known = names(quoted.collect());
        let is_key = message.starts_with("unknown field");
        return lang.pick(
            format!(
                "「{wrong}」という{}は使えません。次のどれかにしてください: {known}。",
                if is_key { "キー" } else { "値" }
            ),
            format!("\"{wrong}\" is no {} here. Use one of: {known}.", if is_key { "key" } else { "value" }),
        );
    }
    if message.starts_with("missing field") || message.starts_with("duplicate field") {
        let key = quoted.next().unwrap_or_default();
        return if message.starts_with("missing") {
            lang.pick(format!("「{key}」がありません。書き足してください。"), format!("\"{key}\" is missing. Add it."))
        } else {
            lang.pick(
                format!("「{key}」が2回書かれています。どちらかを消してください。"),
                format!("\"{key}\" stands twice. Delete one."),
            )
        };
    }
    if let Some(name) = message.strip_prefix("data did not match any variant of untagged enum ") {
        let wanted = choice(lang, name);
        return lang.pick(
            format!("値の書き方が違います。ここには{wanted}を書いてください。"),
            format!("The value is of the wrong kind; {wanted} is expected."),
        );
    }
    if let Some(text) = message.strip_prefix("neither a number nor a date: ") {
        return lang.pick(
            format!("「{text}」は数でも日付でもありません。5 や \"2023-07-01\" のように書いてください。"),
            format!("\"{text}\" is neither a number nor a date: write 5 or \"2023-07-01\"."),
        );
    }
    if message.starts_with("invalid length") || message.starts_with("wanted exactly") {
        let wanted: String =
            message.rsplit("expected").next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
        return match wanted.as_str() {
            "" => lang.pick("値の個数が違います。", "The number of values is wrong."),
            "2" => lang.pick("[ ] の中に値を2つ書いてください。", "Write two values in [ ]."),
            _ => lang.pick("[ ] の中の値の個数が違います。", "The number of values in [ ] is wrong."),
        }
        .to_owned();
    }
    if message.starts_with("invalid value: integer") {
        return lang
            .pick("この数は使えません。0以上の整数にしてください。", "This number cannot be used: write 0 or more.")
            .to_owned();
    }
    if message.starts_with("invalid type") || message.starts_with("invalid value") || message.starts_with("wanted ") {
        let wanted = message.split_once("expected ").or_else(|| message.split_once("wanted ")).map_or("", |(_, it)| it);
        let wanted = kind(lang, wanted);
        return lang.pick(
            format!("値の書き方が違います。ここには{wanted}を書いてください。"),
            format!("The value is of the wrong kind; {wanted} is expected."),
        );
    }
    let found = KNOWN.iter().find(|(part, ..)| message.contains(part)).map(|(_, ja, en)| lang.pick(*ja, *en));
    found
        .unwrap_or(lang.pick(
            "= や [ ] { } \" , の付け忘れ、全角の記号がないか確かめてください。",
            "Check for =, brackets, quotation marks and commas that are missing or of full width.",
        ))
        .to_owned()
}

/// Parts of the reader's messages about signs, and what they mean. The first that fits counts.
const KNOWN: [(&str, &str, &str); 19] = [
    ("duplicate key", "同じキーが2回書かれています。どちらかを消してください。", "The key stands twice. Delete one."),
    (
        "must be quoted",
        "文字は半角の \" で囲んでください（“ ” などの全角の引用符は使えません）。数は数字だけ、はい・いいえは true か false です。",
        "Put words into straight quotation marks (\"); numbers, true and false stand without.",
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
    ("escape", "\" の中の \\ は \\\\ と書いてください。", "Write a backslash within quotation marks twice."),
    ("unicode value", "\" の中の \\ は \\\\ と書いてください。", "Write a backslash within quotation marks twice."),
    ("key with no value", "キーの後ろに = と値を書いてください。", "Write = and a value behind the key."),
    ("missing value", "= の後ろに値を書いてください。", "Write a value behind =."),
    ("missing key", "= の前にキーを書いてください。", "Write a key before =."),
    ("missing comma", "値と値の間に , がありません。", "There is no comma between the values."),
    ("extra comma", ", が1つ余分です。", "There is a comma too many."),
    ("extra `=`", "= が1つ余分です。", "There is an = too many."),
    ("unclosed array", "[ を閉じる ] がありません。", "A [ is not closed by ]."),
    ("unclosed", "閉じる記号（] や }）がありません。", "A bracket is not closed."),
    ("leading zero", "0 で始まる数は \" で囲んでください。", "Put a number that begins with 0 into quotation marks."),
    ("unquoted key", "キーは半角の英数字と _ - で書いてください。", "Write keys with letters, digits, _ and -."),
    (
        "carriage return",
        "改行の記号が壊れています。メモ帳などで保存し直してください。",
        "A line end is broken: save the file again in an editor.",
    ),
    (
        "unexpected key or value",
        "1行に1つだけ書き、行の終わりに余分な文字を置かないでください。",
        "Write one key on a line, and nothing behind its value.",
    ),
    (
        "number",
        "数の書き方が違います。文字なら \" で囲んでください。",
        "This is no number. Put words into quotation marks.",
    ),
];

/// A value that may be written in several ways, by the name of its type.
fn choice(lang: Lang, name: &str) -> &'static str {
    let (ja, en) = match name {
        "CodeText" => ("コード（\"1\" か 1）", "a code (\"1\" or 1)"),
        "End" => ("数か日付（5 や \"2023-07-01\"）", "a number or a date (5, \"2023-07-01\")"),
        "SheetRef" => ("シートの名前か番号（\"回答\" か 1）", "a sheet's name or number (\"Sheet1\", 1)"),
        "SourceColumn" => (
            "列の見出し（\"問5\"）か { column = \"問5\", … } の組",
            "a header (\"Q5\") or a group { column = \"Q5\", ... }",
        ),
        "Sources" => ("文字か、[ ] で囲んだ文字の並び", "text, or a list of texts in [ ]"),
        "FormulaText" => (
            "計算の名前か { satisfaction = \"…\", importance = \"…\" } の組",
            "a formula, or a group { satisfaction = \"...\", importance = \"...\" }",
        ),
        "CrossText" => ("\"mean\"、\"zero\" か [横, 縦] の数", "\"mean\", \"zero\" or two numbers [x, y]"),
        _ => ("別の種類の値", "another kind of value"),
    };
    lang.pick(ja, en)
}

/// A kind of value, as the TOML reader calls it.
fn kind(lang: Lang, name: &str) -> &'static str {
    let known: [(&[&str], &str, &str); 7] = [
        (&["a string", "string or", "variant identifier", "enum "], "\" で囲んだ文字", "text in quotation marks"),
        (
            &["usize", "u64", "u32", "u16", "i64", "u8", "integer"],
            "囲みのない整数",
            "a whole number without quotation marks",
        ),
        (&["f64", "floating"], "囲みのない数", "a number without quotation marks"),
        (&["bool"], "true か false", "true or false"),
        (&["sequence", "array", "tuple"], "[ ] で囲んだ並び", "a list in [ ]"),
        (&["struct", "map", "table"], "{ } で囲んだ組（または [ ] の見出し）", "a group in { }"),
        (&["string"], "\" で囲んだ文字", "text in quotation marks"),
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
