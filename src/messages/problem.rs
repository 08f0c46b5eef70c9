//! What went wrong, and what to do about it: definitions, files, answers, tables, weights, the store.

use std::path::Path;

use super::Lang;
use crate::load::infer::AdhocError;
use crate::load::{DefinitionError, Fault, LoadError, ReadError};
use crate::model::survey::STRATUM;
use crate::model::weight::WeightError;
use crate::model::{Diagnostic, Problem, Severity};
use crate::responses::eval::ExprError;
use crate::responses::grouping::GroupingError;
use crate::tabulate::TabulateError;

/// Name of a severity.
pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => lang.pick("誤り", "error"),
        Severity::Warning => lang.pick("注意", "warning"),
        Severity::Info => lang.pick("参考", "note"),
    }
}

/// Stands where the severity of a problem stands that somebody has looked at.
pub fn kept(lang: Lang) -> &'static str {
    lang.pick("確認済", "seen")
}

pub(super) fn maybe(lang: Lang, nearest: Option<&String>) -> String {
    match (nearest, lang) {
        (None, _) => String::new(),
        (Some(name), Lang::Ja) => format!("「{name}」のことですか。"),
        (Some(name), Lang::En) => format!(" Did you mean \"{name}\"?"),
    }
}

/// A sentence about why a survey cannot be loaded: where, what, and what to do.
pub fn load_error(lang: Lang, error: &LoadError) -> String {
    match error {
        LoadError::Definition(error) => definition_error(lang, error),
        LoadError::Read { file, error } => {
            let name = file.display();
            match lang {
                Lang::Ja => format!("「{name}」を読めません。{}", read_error(lang, error)),
                Lang::En => format!("Cannot read \"{name}\". {}", read_error(lang, error)),
            }
        }
        LoadError::NoSource { file } => match lang {
            Lang::Ja => format!(
                "{}: [[source]] がありません。回答の入った表計算ファイルを file = \"…\" で書いてください。",
                file.display()
            ),
            Lang::En => format!(
                "{}: there is no [[source]]. Name the spreadsheet with the answers: file = \"…\".",
                file.display()
            ),
        },
        LoadError::NoColumns { file, sheet, wanted, found } => {
            let (wanted, found) = (super::infer::some(lang, wanted), super::infer::some(lang, found));
            let of = |word: &str| if sheet.is_empty() { String::new() } else { word.replace("{}", sheet) };
            match lang {
                Lang::Ja => format!(
                    "「{file}」{}には、定義にある列が1つもありません（探した列: {wanted}、ある見出し: {found}）。別のファイルでないか、シートや見出しが変わっていないか確かめてください。",
                    of("のシート「{}」")
                ),
                Lang::En => format!(
                    "\"{file}\"{} has none of the columns of the definition (looked for: {wanted}; headers: {found}). Check whether it is another file, sheet or header.",
                    of(" (sheet \"{}\")")
                ),
            }
        }
        LoadError::Adhoc(error) => adhoc_error(lang, error),
        LoadError::Cancelled => lang.pick("読み込みを中止しました。", "Reading was stopped.").to_owned(),
        LoadError::Internal(what) => match lang {
            Lang::Ja => format!(
                "プログラムの不具合です（{what}）。元のファイルには何も書いていません。開発元へお知らせください。"
            ),
            Lang::En => format!("This is a mistake of the program ({what}). Nothing was written. Please report it."),
        },
    }
}

/// A sentence about why a definition cannot be used.
pub(super) fn definition_error(lang: Lang, error: &DefinitionError) -> String {
    let file = error.file.display();
    let place = match (error.line, lang) {
        (Some(line), Lang::Ja) => format!("{file} {line}行目: "),
        (Some(line), Lang::En) => format!("{file}, line {line}: "),
        (None, _) => format!("{file}: "),
    };
    place + &fault(lang, &error.fault)
}

fn fault(lang: Lang, fault: &Fault) -> String {
    let ja = lang == Lang::Ja;
    match fault {
        Fault::Unreadable(error) if error.kind() == std::io::ErrorKind::NotFound => lang
            .pick(
                "ファイルがありません。フォルダの指定（koe フォルダ名、または -p）を確かめてください。",
                "there is no such file. Check the folder (koe FOLDER, or -p).",
            )
            .to_owned(),
        Fault::Unreadable(error) => {
            if ja {
                format!("読めません（{error}）。")
            } else {
                format!("cannot be read ({error}).")
            }
        }
        Fault::Syntax { message, key, text } => {
            // The reader takes what is missing for a text without quotes.
            let message = if text.ends_with('=') { "missing value" } else { message };
            let what = super::syntax::toml(lang, message);
            let text = crate::text::fit::cut(&crate::text::fold::display(text), 60);
            let place = match (key, text.is_empty()) {
                (Some(key), _) => lang.pick(format!("（{key} の値）"), format!(" (value of {key})")),
                (None, false) => lang.pick(format!("（{text}）"), format!(" ({text})")),
                (None, true) => String::new(),
            };
            lang.pick(
                format!("書き方に誤りがあります{place}。{what}"),
                format!("not written as it should be{place}. {what} ({message})"),
            )
        }
        Fault::UnknownKey { key, nearest } => {
            let maybe = maybe(lang, nearest.as_ref());
            if ja {
                format!("「{key}」というキーは使えません。{maybe}")
            } else {
                format!("there is no key \"{key}\".{maybe}")
            }
        }
        Fault::NoColumn { path, column, nearest } => super::intake::no_column(lang, path, column, nearest.as_ref()),
        Fault::Unparsed(error) => parse_error(lang, error),
        Fault::NoKey { key } => {
            if ja {
                format!("{key} = … がありません。書き加えてください。")
            } else {
                format!("{key} = … is missing. Add it.")
            }
        }
        Fault::NoSurveys => lang
            .pick(
                "surveys に調査定義が1つもありません。surveys = [\"surveys/○○.toml\"] と書いてください。",
                "surveys lists no survey definition.",
            )
            .to_owned(),
        Fault::Outside { path } => {
            if ja {
                format!("「{path}」はプロジェクトのフォルダの外です。フォルダの中に置いてください。")
            } else {
                format!("\"{path}\" is outside the project folder. Put it inside.")
            }
        }
        Fault::IdTwice { id } => {
            if ja {
                format!("id「{id}」が2回使われています。どちらかを変えてください。")
            } else {
                format!("the id \"{id}\" is used twice. Change one.")
            }
        }
        Fault::IdReserved { id } => {
            if ja {
                format!("id「{id}」は予約語なので使えません。")
            } else {
                format!("the id \"{id}\" is reserved.")
            }
        }
        Fault::CodeTwice { question, code } => {
            if ja {
                format!("{question}: コード「{code}」が2回使われています（計 [[net]] のコードも重ねられません）。")
            } else {
                format!("{question}: the code \"{code}\" is used twice (nets count too).")
            }
        }
        Fault::CodeReserved { question, code } => {
            if ja {
                format!("{question}: コード「{code}」は予約語です（NA NAP INV UNK total は使えません）。")
            } else {
                format!("{question}: the code \"{code}\" is reserved (NA NAP INV UNK total).")
            }
        }
        Fault::UnknownQuestion { owner, id, nearest } => {
            let maybe = maybe(lang, nearest.as_ref());
            if ja {
                format!("{owner}: 設問「{id}」がありません。{maybe}")
            } else {
                format!("{owner}: there is no question \"{id}\".{maybe}")
            }
        }
        Fault::UnknownCode { owner, question, code } => {
            if ja {
                format!("{owner}: {question} に選択肢「{code}」がありません。")
            } else {
                format!("{owner}: {question} has no choice \"{code}\".")
            }
        }
        Fault::KeyMissing { question, key } => {
            if ja {
                format!("{question}: {key} がありません。")
            } else {
                format!("{question}: {key} is missing.")
            }
        }
        Fault::FlagCount { question, columns, choices } => {
            if ja {
                format!(
                    "{question}: 列（columns）が{columns}個、選択肢（choices）が{choices}個です。同じ数にしてください。"
                )
            } else {
                format!("{question}: {columns} columns but {choices} choices. There must be as many.")
            }
        }
        Fault::Expression { owner, error } => format!("{owner}: {}", expression_error(lang, error)),
        Fault::Circle { question } if question == STRATUM => {
            if ja {
                "[[stratum]] の where をたどると自分自身（stratum）に戻ります。".to_owned()
            } else {
                "the where of a [[stratum]] leads back to stratum itself.".to_owned()
            }
        }
        Fault::Circle { question } => {
            if ja {
                format!("{question}: ask_if をたどると自分自身に戻ります。")
            } else {
                format!("{question}: its ask_if leads back to itself.")
            }
        }
        Fault::Bands { owner } => {
            if ja {
                format!("{owner}: from が to より大きいか、値が重なる区分があります（両端を含みます）。")
            } else {
                format!("{owner}: a band's from is above its to, or two bands share a value (ends are included).")
            }
        }
        Fault::NotSingle { .. }
        | Fault::NoValues { .. }
        | Fault::NoScores { .. }
        | Fault::PortfolioItems { .. }
        | Fault::PortfolioZero { .. } => super::measures::fault(lang, fault),
        Fault::NoGroups { owner } => {
            if ja {
                format!("{owner}: 選択肢の設問には groups、数値の設問には bands を書いてください。")
            } else {
                format!("{owner}: needs groups (for choices) or bands (for numbers).")
            }
        }
        Fault::UnknownWeight { id } => {
            if ja {
                format!("default_weight の「{id}」という [[weight]] がありません。")
            } else {
                format!("default_weight: there is no [[weight]] \"{id}\".")
            }
        }
        Fault::Targets { weight, path } => {
            if ja {
                format!("[[weight]] {weight}: 「{path}」に question、code、target（数値）の列がそろっていません。")
            } else {
                format!("[[weight]] {weight}: \"{path}\" needs the columns question, code and target (numbers).")
            }
        }
        Fault::ChoiceTwice { question, text } => {
            if ja {
                format!("{question}: 「{text}」が2つの選択肢に当たります（全角・半角などの違いは区別しません）。")
            } else {
                format!("{question}: \"{text}\" stands for two choices (width and the like make no difference).")
            }
        }
        Fault::RankCount { question, columns, top } => {
            if ja {
                format!("{question}: 列（columns）が{columns}個、top が{top}です。同じ数にしてください。")
            } else {
                format!("{question}: {columns} columns but top = {top}. There must be as many.")
            }
        }
        Fault::Trim { weight } => {
            if ja {
                format!("[[weight]] {weight}: trim は [下限, 上限] で、0以上1未満と1より大きい数にしてください。")
            } else {
                format!("[[weight]] {weight}: trim needs a number from 0 to below 1 and one above 1.")
            }
        }
        Fault::Encoding { file, encoding } => {
            if ja {
                format!(
                    "{file}: encoding に「{encoding}」は使えません。auto、utf-8、cp932、utf-16 のどれかにしてください。"
                )
            } else {
                format!("{file}: there is no encoding \"{encoding}\". Use auto, utf-8, cp932 or utf-16.")
            }
        }
        Fault::IdLetters { id } => {
            if ja {
                format!("id「{id}」は使えません。文字、数字、_ だけで付けてください。")
            } else {
                format!("the id \"{id}\" cannot be used. Use letters, digits and _ only.")
            }
        }
        Fault::Personal { file, owner } => {
            if ja {
                format!("{file}: personal の列を {owner} が使っています。個人情報は集計できません。")
            } else {
                format!("{file}: {owner} uses a column named in personal. Such data are never tabulated.")
            }
        }
        Fault::NoItems { question } => {
            if ja {
                format!("{question}: matrix には items が要ります。")
            } else {
                format!("{question}: a matrix needs items.")
            }
        }
        Fault::Mapping(fault) => super::waves::mapping_fault(lang, fault),
        Fault::Plan(fault) => super::plan::fault(lang, fault),
        Fault::Comments(fault) => super::comments::fault(lang, fault),
        Fault::UnknownRecord { id, nearest } => {
            let maybe = maybe(lang, nearest.as_ref());
            if ja {
                format!("parent の「{id}」という記録がありません。{maybe}")
            } else {
                format!("there is no record \"{id}\" that is named as a parent.{maybe}")
            }
        }
    }
}

/// Why a spreadsheet cannot be read, and what to do.
pub fn read_error(lang: Lang, error: &ReadError) -> String {
    let fixed = |ja: &str, en: &str| lang.pick(ja, en).to_owned();
    match error {
        ReadError::NotFound => fixed(
            "ファイルがありません。名前と場所を確かめてください。",
            "There is no such file. Check its name and folder.",
        ),
        ReadError::Folder => fixed("フォルダです。ファイルを指定してください。", "It is a folder. Name a file."),
        ReadError::NoPermission => fixed(
            "読む権限がありません。ファイルの管理者に確かめてください。",
            "You may not read it. Ask whoever keeps the file.",
        ),
        ReadError::Cancelled => fixed("読み込みを中止しました。", "Reading was stopped."),
        ReadError::Locked => fixed(
            "Excel などで開かれています。閉じてからもう一度行ってください。",
            "It is open in Excel or another program. Close it and try again.",
        ),
        ReadError::Encrypted => fixed(
            "パスワードで保護されています。Excel でパスワードを外して保存し直してください。",
            "It has a password. Save it without one in Excel.",
        ),
        ReadError::Unsupported { what } => match lang {
            Lang::Ja => {
                format!("表計算ファイルではありません（{what}）。xlsx、xls、ods、csv のどれかで保存し直してください。")
            }
            Lang::En => format!("It is no spreadsheet ({what}). Save it as xlsx, xls, ods or csv."),
        },
        ReadError::Html => fixed(
            "中身はウェブページ（HTML）です。Excel で開き、xlsx で保存し直してください。",
            "It is really a web page (HTML). Open it in Excel and save it as xlsx.",
        ),
        ReadError::NoAnswers { wanted } => match lang {
            Lang::Ja => format!("回答のファイル「{wanted}」がありません。同じフォルダに置いてください。"),
            Lang::En => format!("The file with the answers, \"{wanted}\", is missing. Put it into the same folder."),
        },
        ReadError::Empty => fixed("中身が空です。受け取り直してください。", "The file is empty. Ask for it again."),
        ReadError::CutOff { reason } => match lang {
            Lang::Ja => format!(
                "ファイルが途中で切れています（{reason}）。コピーや受信が途中で終わったようです。もう一度受け取ってください。"
            ),
            Lang::En => format!("It is cut off ({reason}): a copy or a download broke off. Ask for it again."),
        },
        ReadError::OpenQuote { row, column } => match lang {
            Lang::Ja => format!(
                "{row}行目 {column}列目の引用符（\"）が閉じていません。以後の行がすべて一つのセルになるため読みません。引用符を直すか、途中で切れていないか確かめてください。"
            ),
            Lang::En => format!(
                "The quotation mark in row {row}, column {column} is never closed, and all following lines would be one cell. Mend it, or ask for the file again if it is cut off."
            ),
        },
        ReadError::LongText { row, column, bytes } => match lang {
            Lang::Ja => format!(
                "{row}行目 {column}列目の文字列が長すぎます（{bytes}バイト）。改行や引用符（\"）が失われていないか確かめてください。"
            ),
            Lang::En => format!(
                "The text in row {row}, column {column} is too long ({bytes} bytes). Check whether line breaks or quotation marks are lost."
            ),
        },
        ReadError::Bloated { packed, bytes } => match lang {
            Lang::Ja => format!(
                "小さく圧縮された中身（{packed}バイト）を開くと {bytes}バイトになり、不自然です。害のあるファイルかもしれません。開かずに送り主へ確かめてください。"
            ),
            Lang::En => format!(
                "What is packed into {packed} bytes unpacks to {bytes} bytes, which is not natural and may be meant to do harm. Do not open it; ask the sender."
            ),
        },
        ReadError::Damaged { reason } => match lang {
            Lang::Ja => format!(
                "ファイルが壊れています（{reason}）。Excel で開けるなら別名で保存し直し、開けないなら受け取り直してください。"
            ),
            Lang::En => format!(
                "It is damaged ({reason}). If Excel opens it, save it under another name; otherwise ask for it again."
            ),
        },
        ReadError::TooLarge { rows, columns, limit } => match lang {
            Lang::Ja => format!("大きすぎます（{rows}行 × {columns}列、上限 {limit}）。余分な行や列を消してください。"),
            Lang::En => {
                format!("It is too large ({rows} rows by {columns} columns, limit {limit}). Remove what is not needed.")
            }
        },
        ReadError::Unpacked { bytes, limit } => match lang {
            Lang::Ja => format!(
                "開くと大きすぎます（{bytes}バイト、上限 {limit}）。データの外に離れて残っている値や、余分なシートを消してください。"
            ),
            Lang::En => format!(
                "It is too large when opened ({bytes} bytes, limit {limit}). Remove values far away from the data, and sheets that are not needed."
            ),
        },
        ReadError::Repeated { row, rows, limit } => match lang {
            Lang::Ja => format!(
                "{row}行目などの同じ行が{rows}回くり返されています（上限 {limit}）。表計算ソフトで開き、データの下に写された行を消して保存し直してください。"
            ),
            Lang::En => format!(
                "Row {row} and its like are repeated {rows} times (limit {limit}). Open the file, delete the rows copied below the data and save it again."
            ),
        },
        ReadError::FileTooLarge { bytes, limit } => match lang {
            Lang::Ja => format!("大きすぎます（{bytes}バイト、上限 {limit}）。画像や余分なシートを消してください。"),
            Lang::En => format!(
                "It is too large ({bytes} bytes, limit {limit}). Remove pictures and sheets that are not needed."
            ),
        },
        ReadError::NoSheet { available, .. } if available.is_empty() => fixed(
            "テキストファイルにはシートがありません。sheet の指定を外してください。",
            "A text file has no sheets. Leave the sheet out.",
        ),
        ReadError::NoSheet { wanted, available } => match lang {
            Lang::Ja => format!("シート「{wanted}」がありません。あるのは {} です。", available.join("、")),
            Lang::En => format!("There is no sheet \"{wanted}\". There are: {}.", available.join(", ")),
        },
        ReadError::NoData => fixed("データのあるシートがありません。", "No sheet has any data."),
        ReadError::Encoding { expected, row, .. } => match lang {
            Lang::Ja => format!("{row}行目から {expected} として読めません。encoding を確かめてください。"),
            Lang::En => format!("From row {row} on it is not {expected}. Check the encoding."),
        },
        ReadError::Io(error) => match lang {
            Lang::Ja => format!("読み取りに失敗しました（{error}）。"),
            Lang::En => format!("Reading failed ({error})."),
        },
    }
}

fn adhoc_error(lang: Lang, error: &AdhocError) -> String {
    match (error, lang) {
        (AdhocError::NoColumn { name, nearest }, Lang::Ja) => {
            format!("「{name}」という列がありません。{}3列目なら #3 と書けます。", maybe(lang, nearest.as_ref()))
        }
        (AdhocError::NoColumn { name, nearest }, Lang::En) => {
            format!("There is no column \"{name}\".{} The third column is #3.", maybe(lang, nearest.as_ref()))
        }
        (AdhocError::Multiple { text }, Lang::Ja) => {
            format!("--multiple 「{text}」が読めません。'設問=;' または '名前=列1+列2' と書いてください。")
        }
        (AdhocError::Multiple { text }, Lang::En) => {
            format!("Cannot read --multiple \"{text}\". Write 'Q=;' or 'NAME=COL1+COL2'.")
        }
        (AdhocError::NoHeader, _) => lang
            .pick(
                "見出しの行が見つかりません。--header-rows で行数を指定してください。",
                "No header row was found. Say how many with --header-rows.",
            )
            .to_owned(),
    }
}

const QUOTE_JA: &str = "空白や記号のある選択肢名は F1 = \"小売業・卸売業\" のように引用符で囲んでください。";
const QUOTE_EN: &str = " Put labels with blanks or signs into quotation marks: F1 = \"retail, trade\".";

/// Codes with their labels.
fn choices(lang: Lang, known: &[(String, String)]) -> String {
    let named =
        |(code, label): &(String, String)| crate::text::fold::display(&crate::model::survey::coded(code, label));
    known.iter().map(named).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// Why an expression makes no sense.
pub fn expression_error(lang: Lang, error: &ExprError) -> String {
    match (error, lang) {
        (ExprError::UnknownSubject { subject, nearest }, Lang::Ja) => {
            let quote = if nearest.is_none() && !subject.is_ascii() { QUOTE_JA } else { "" };
            format!("条件にある「{subject}」という設問がありません。{}{quote}", maybe(lang, nearest.as_ref()))
        }
        (ExprError::UnknownSubject { subject, nearest }, Lang::En) => {
            let quote = if nearest.is_none() && !subject.is_ascii() { QUOTE_EN } else { "" };
            format!(
                "The condition speaks of \"{subject}\", which does not exist.{}{quote}",
                maybe(lang, nearest.as_ref())
            )
        }
        (ExprError::UnknownCode { subject, code, known, nearest }, Lang::Ja) => {
            let near = maybe(lang, nearest.as_ref());
            format!(
                "条件にある {subject} の「{code}」という選択肢がありません。{near}あるのは {} です。",
                choices(lang, known)
            )
        }
        (ExprError::UnknownCode { subject, code, known, nearest }, Lang::En) => {
            let near = maybe(lang, nearest.as_ref());
            format!("{subject} has no code or label \"{code}\".{near} It has: {}.", choices(lang, known))
        }
        (ExprError::LabelTwice { subject, label, codes }, Lang::Ja) => {
            let (codes, first) = (codes.join("、"), codes.first().map_or("", String::as_str));
            format!(
                "{subject} には「{label}」という選択肢が2つ以上あります（コード {codes}）。{subject} = {first} のようにコードで書いてください。"
            )
        }
        (ExprError::LabelTwice { subject, label, codes }, Lang::En) => {
            let (codes, first) = (codes.join(", "), codes.first().map_or("", String::as_str));
            format!(
                "Several choices of {subject} are called \"{label}\" (codes {codes}). Write a code: {subject} = {first}."
            )
        }
        (ExprError::NotANumber { subject, op }, Lang::Ja) => {
            format!("{subject} は数値ではないので「{op}」で比べられません。")
        }
        (ExprError::NotANumber { subject, op }, Lang::En) => {
            format!("{subject} has no numbers, so \"{op}\" cannot compare it.")
        }
        (ExprError::BadNumber { subject, value }, Lang::Ja) => {
            format!(
                "{subject} と比べる「{value}」が数値ではありません。設問どうしなら {subject} - {value} = 0 のように書いてください。"
            )
        }
        (ExprError::BadNumber { subject, value }, Lang::En) => {
            format!(
                "\"{value}\", compared with {subject}, is no number. For two questions write {subject} - {value} = 0."
            )
        }
        (ExprError::NotCalculable { subject }, Lang::Ja) => {
            format!("{subject} は数値の設問ではないので、計算や大小の比較に使えません。")
        }
        (ExprError::NotCalculable { subject }, Lang::En) => {
            format!("{subject} is no question with numbers, so it cannot be calculated with.")
        }
        (ExprError::DateCalculated { subject }, Lang::Ja) => {
            format!(
                "{subject} は日付なので、日付どうしの差か比較にだけ使えます。日付そのものは \"2023-07-01\" のように引用符で囲んでください。"
            )
        }
        (ExprError::DateCalculated { subject }, Lang::En) => {
            format!(
                "{subject} is a date: only differences and comparisons of dates mean something. Put a date in quotes: \"2023-07-01\"."
            )
        }
    }
}

/// Where an expression stops making sense.
pub fn parse_error(lang: Lang, error: &crate::model::expr::ParseError) -> String {
    // A label that is no plain word is where people stop most.
    let before = error.text.chars().take(error.at.saturating_sub(1));
    let word = !before.collect::<String>().is_ascii();
    let quote = |words: &'static str| if word { words } else { "" };
    match lang {
        Lang::Ja => format!(
            "条件「{}」の{}文字目が読めません。例: F5 = 1 and Q3 in (2, 3)。{}",
            error.text,
            error.at,
            quote(QUOTE_JA)
        ),
        Lang::En => format!(
            "Cannot read the condition \"{}\" at character {}: expected {}.{}",
            error.text,
            error.at,
            error.expected,
            quote(QUOTE_EN)
        ),
    }
}

/// Why a table cannot be made.
pub fn tabulate_error(lang: Lang, error: &TabulateError) -> String {
    match (error, lang) {
        (TabulateError::UnknownQuestion { id, nearest }, Lang::Ja) => {
            format!("設問「{id}」がありません。{}", maybe(lang, nearest.as_ref()))
        }
        (TabulateError::UnknownQuestion { id, nearest }, Lang::En) => {
            format!("There is no question \"{id}\".{}", maybe(lang, nearest.as_ref()))
        }
        (TabulateError::Banner { id, nearest, error: GroupingError::Unknown(_) }, Lang::Ja) => {
            format!("表側にする「{id}」がありません。{}", maybe(lang, nearest.as_ref()))
        }
        (TabulateError::Banner { id, nearest, error: GroupingError::Unknown(_) }, Lang::En) => {
            format!("There is no banner \"{id}\".{}", maybe(lang, nearest.as_ref()))
        }
        (TabulateError::Banner { id, error: GroupingError::NoGroups(_), .. }, Lang::Ja) => {
            format!("「{id}」には選択肢も区分（bands）もないので、表側にできません。")
        }
        (TabulateError::Banner { id, error: GroupingError::NoGroups(_), .. }, Lang::En) => {
            format!("\"{id}\" has neither choices nor bands, so it cannot be a banner.")
        }
        (TabulateError::Expression(error), _) => expression_error(lang, error),
        (TabulateError::Weight(error), _) => weight_error(lang, error),
        (TabulateError::TooManyGroups { id, groups }, Lang::Ja) => {
            format!("「{id}」は{groups}区分になり、多すぎます。")
        }
        (TabulateError::TooManyGroups { id, groups }, Lang::En) => {
            format!("\"{id}\" would have {groups} groups, which is too many.")
        }
        (TabulateError::Cancelled, _) => lang.pick("中止しました。", "Cancelled.").to_owned(),
    }
}

/// Why a weighting scheme cannot be carried out.
pub fn weight_error(lang: Lang, error: &WeightError) -> String {
    let ja = lang == Lang::Ja;
    let id = match error {
        WeightError::Unknown { weight }
        | WeightError::Question { weight, .. }
        | WeightError::Code { weight, .. }
        | WeightError::EmptyCategory { weight, .. }
        | WeightError::NoTarget { weight, .. }
        | WeightError::ShareSum { weight, .. }
        | WeightError::CountSum { weight, .. }
        | WeightError::Negative { weight, .. }
        | WeightError::NoConvergence { weight, .. }
        | WeightError::Contradiction { weight, .. }
        | WeightError::Missing { weight, .. }
        | WeightError::Trim { weight, .. }
        | WeightError::NegativeWeight { weight, .. }
        | WeightError::NoNumber { weight, .. }
        | WeightError::Nobody { weight }
        | WeightError::Circular { weight }
        | WeightError::Key { weight, .. }
        | WeightError::NoPopulation { weight } => weight,
    };
    let what = match error {
        WeightError::Unknown { .. } if ja => "定義にありません。".to_owned(),
        WeightError::Unknown { .. } => "is not defined.".to_owned(),
        WeightError::Question { question, .. } if ja => {
            format!("{question} は1つだけ答える設問ではないので、目標にできません。")
        }
        WeightError::Question { question, .. } => format!("{question} has no single answer, so it cannot be a target."),
        WeightError::Code { question, code, .. } if ja => format!("{question} に「{code}」という区分がありません。"),
        WeightError::Code { question, code, .. } => format!("{question} has no code \"{code}\"."),
        WeightError::EmptyCategory { question, code, target, .. } if ja => {
            format!("{question} の「{code}」は目標が{target}なのに回答者がいません。他の区分とまとめてください。")
        }
        WeightError::EmptyCategory { question, code, target, .. } => {
            format!("nobody is in {question} = {code}, but its target is {target}. Merge it with another category.")
        }
        WeightError::NoTarget { question, code, .. } if ja => {
            format!("{question} の「{code}」に回答者がいますが、目標がありません。")
        }
        WeightError::NoTarget { question, code, .. } => format!("{question} = {code} has respondents but no target."),
        WeightError::ShareSum { question, sum, .. } if ja => {
            format!("{question} の割合の合計が{sum}です。1にしてください。")
        }
        WeightError::ShareSum { question, sum, .. } => format!("the shares of {question} add up to {sum}, not 1."),
        WeightError::CountSum { question, sum, other, other_sum, .. } if ja => {
            format!("件数の合計が合いません（{question} {sum}、{other} {other_sum}）。")
        }
        WeightError::CountSum { question, sum, other, other_sum, .. } => {
            format!("the counts do not add up to the same ({question} {sum}, {other} {other_sum}).")
        }
        WeightError::Negative { question, .. } if ja => format!("{question} の目標に負の数か数でないものがあります。"),
        WeightError::Negative { question, .. } => format!("a target of {question} is negative or no number."),
        WeightError::NoConvergence { cycles, error, question, code, .. } if ja => {
            format!(
                "{cycles}回くり返しても目標に届きません（{question} の「{code}」で{:.4}%のずれ）。小さな区分をまとめてください。",
                error * 100.0
            )
        }
        WeightError::NoConvergence { cycles, error, question, code, .. } => {
            format!(
                "after {cycles} cycles {question} = {code} still misses its target by {:.4} %. Merge small categories.",
                error * 100.0
            )
        }
        WeightError::Contradiction { error, question, code, .. } if ja => {
            format!(
                "目標どうしが矛盾していて、同時には満たせません（{question} の「{code}」で{:.4}%のずれ）。",
                error * 100.0
            )
        }
        WeightError::Contradiction { error, question, code, .. } => {
            format!("the targets contradict each other: {question} = {code} misses its own by {:.4} %.", error * 100.0)
        }
        WeightError::Missing { question, cases, .. } if ja => {
            format!("{question} に答えていない回答が{cases}件あります（missing = \"error\"）。")
        }
        WeightError::Missing { question, cases, .. } => {
            format!("{cases} respondents did not answer {question} (missing = \"error\").")
        }
        WeightError::Trim { low, high, .. } if ja => {
            format!("平均の{low}倍から{high}倍の範囲では目標に合わせられません。")
        }
        WeightError::Trim { low, high, .. } => {
            format!("weights between {low} and {high} of the mean cannot meet the targets.")
        }
        WeightError::NegativeWeight { value, case, .. } if ja => format!("{case} のウェイトが負です（{value}）。"),
        WeightError::NegativeWeight { value, case, .. } => format!("case {case} has a negative weight ({value})."),
        WeightError::NoNumber { case, .. } if ja => format!("{case} のウェイトが数値ではありません。"),
        WeightError::NoNumber { case, .. } => format!("the weight of case {case} is no number."),
        WeightError::Nobody { .. } if ja => "ウェイトを付けられる回答がありません。".to_owned(),
        WeightError::Nobody { .. } => "nobody is left to weight.".to_owned(),
        WeightError::Circular { .. } if ja => "start をたどると自分自身に戻ります。".to_owned(),
        WeightError::Circular { .. } => "its start leads back to itself.".to_owned(),
        WeightError::Key { key, .. } if ja => format!("{key} がないか、kind に合っていません。"),
        WeightError::Key { key, .. } => format!("{key} is missing or does not fit the kind."),
        WeightError::NoPopulation { .. } if ja => {
            "total = \"population\" には [survey] の population が要ります。".to_owned()
        }
        WeightError::NoPopulation { .. } => "total = \"population\" needs [survey] population.".to_owned(),
    };
    match lang {
        Lang::Ja => format!("ウェイト「{id}」: {what}"),
        Lang::En => format!("Weight \"{id}\": {what}"),
    }
}

/// What a finding of the data check says.
pub fn diagnostic(lang: Lang, diagnostic: &Diagnostic) -> String {
    let ja = lang == Lang::Ja;
    match &diagnostic.problem {
        Problem::OverLimit { max, marks } if ja => format!("○は{max}つまでのところ{marks}つあります。"),
        Problem::OverLimit { max, marks } => format!("{marks} marks where {max} are allowed."),
        Problem::DoubleMark if ja => "○は1つのところ2つ以上あります。".to_owned(),
        Problem::DoubleMark => "Several marks where one is allowed.".to_owned(),
        Problem::NotAsked { filter: Some(filter), .. } if ja => {
            format!("分かれ目の {filter} が無回答なのに回答があります。非該当にしました。")
        }
        Problem::NotAsked { filter: Some(filter), .. } => {
            format!("Answered although {filter}, which leads here, has no answer. Counted as not applicable.")
        }
        Problem::NotAsked { condition, .. } if ja => {
            format!("対象外（{condition} でない）なのに回答があります。非該当にしました。")
        }
        Problem::NotAsked { condition, .. } => {
            format!("Answered although not asked ({condition} does not hold). Counted as not applicable.")
        }
        Problem::FilterBlank { .. }
        | Problem::AskedUnanswered { .. }
        | Problem::OtherEmpty { .. }
        | Problem::StraightLine { .. }
        | Problem::NonsenseText
        | Problem::IdAlike { .. }
        | Problem::NumberClash { .. } => super::check::met(lang, &diagnostic.problem),
        Problem::OtherUnmarked { label, added: false } if ja => {
            format!("「{label}」に○がなく、記入だけがあります。ほかの○と両立しないので、数えませんでした。")
        }
        Problem::OtherUnmarked { label, added: false } => {
            format!("\"{label}\" is written out but not marked. Not counted: the other marks leave no room for it.")
        }
        Problem::OtherUnmarked { label, .. } if ja => {
            format!("「{label}」に○がなく、記入だけがあります。○があるものとしました。")
        }
        Problem::OtherUnmarked { label, .. } => format!("\"{label}\" is written out but not marked. Taken as marked."),
        Problem::NumberWords { taken } if ja => format!("数字だけではありません。{taken} としました。"),
        Problem::NumberWords { taken } => format!("More than a number. Taken as {taken}."),
        Problem::OutOfRange { low, high } if ja => format!("{low}から{high}の範囲を外れています。そのまま使いました。"),
        Problem::OutOfRange { low, high } => format!("Outside {low} to {high}. Used as it is."),
        Problem::NotANumber if ja => "数値として読めません。不明にしました。".to_owned(),
        Problem::NotANumber => "Not a number. Counted as unknown.".to_owned(),
        Problem::NotADate if ja => "日付として読めません。不明にしました。".to_owned(),
        Problem::NotADate => "Not a date. Counted as unknown.".to_owned(),
        Problem::UnexpectedDate if ja => {
            "Excel が日付に変えてしまったようです（例: 1-2 → 1月2日）。不明にしました。".to_owned()
        }
        Problem::UnexpectedDate => "Excel seems to have made a date of it. Counted as unknown.".to_owned(),
        Problem::ErrorCell if ja => "Excel のエラー値です。不明にしました。".to_owned(),
        Problem::ErrorCell => "A spreadsheet error. Counted as unknown.".to_owned(),
        Problem::UnknownCode { nearest } if ja => format!("選択肢にない値です。{}", maybe(lang, nearest.as_ref())),
        Problem::UnknownCode { nearest } => format!("No choice is written like this.{}", maybe(lang, nearest.as_ref())),
        Problem::Exclusive { label } if ja => {
            format!("「{label}」とほかの選択肢が両方選ばれています。ほかに問題がなければ、そのまま数えます。")
        }
        Problem::Exclusive { label } => {
            format!("\"{label}\" beside other choices. Counted as marked if nothing else is wrong.")
        }
        Problem::RankOrder if ja => {
            "順位に同じものの重複か、途中の抜けがあります。重複は上の順位だけ数えました。".to_owned()
        }
        Problem::RankOrder => "A rank is repeated or left out. A repeat counts once, at its higher place.".to_owned(),
        Problem::CodeClash { code, label } if ja => {
            format!("コード「{code}」は欠損の印でもあり選択肢「{label}」でもあります。選択肢としました。")
        }
        Problem::CodeClash { code, label } => {
            format!("The code \"{code}\" means both missing and \"{label}\". Taken as the choice.")
        }
        Problem::FullWidth if ja => "全角や丸数字で書かれています。半角として読みました。".to_owned(),
        Problem::FullWidth => "Full-width digits, read as plain ones.".to_owned(),
        Problem::AttributeMissing if ja => "属性が無回答です。この属性の集計区分には入りません。".to_owned(),
        Problem::AttributeMissing => "An attribute without an answer: in none of its groups.".to_owned(),
        Problem::Blank if ja => "白紙です。有効回答に数えません。".to_owned(),
        Problem::Blank => "A blank form: not counted as valid.".to_owned(),
        Problem::Delivered(delivery) => super::intake::delivered(lang, delivery),
        Problem::LeftOut { .. } | Problem::FixStale { .. } => super::fix::met(lang, &diagnostic.problem),
        Problem::Duplicate { of, place, personal } if ja => {
            let how = if *personal { "連絡先が同じ" } else { "番号が同じ" };
            format!("{how}回答が先にあります（{of}、{} {}）。数えません。", place.file, place.cell)
        }
        Problem::Duplicate { of, place, personal } => {
            let how = if *personal { "Same address as" } else { "Same id as" };
            format!("{how} case {of} ({} {}). Not counted.", place.file, place.cell)
        }
        Problem::IdenticalRow { row, file: None } if ja => {
            format!("{row}行目とまったく同じ行です。番号がないので、そのまま数えました。")
        }
        Problem::IdenticalRow { row, file: None } => {
            format!("Identical to row {row}. There is no id, so it is counted.")
        }
        Problem::IdenticalRow { file: Some(place), .. } if ja => {
            format!("{} {} からの行とまったく同じ行です。番号がないので、両方を数えました。", place.file, place.cell)
        }
        Problem::IdenticalRow { file: Some(place), .. } => {
            format!("Identical to the row at {} {}. There is no id, so both are counted.", place.file, place.cell)
        }
        Problem::OutOfScope { condition } if ja => format!("対象外です（{condition}）。有効回答に数えません。"),
        Problem::OutOfScope { condition } => format!("Out of scope ({condition}): not counted as valid."),
        Problem::SummaryRow if ja => {
            "合計・平均・注・見出しの繰り返しなどの行なので、回答として読みません。".to_owned()
        }
        Problem::SummaryRow => {
            "A row of totals, averages or notes, or the header once more: not read as a case.".to_owned()
        }
        Problem::SkippedRow { column } if ja => {
            format!("定義の skip（{column}）に当たる行なので、回答として読みません。")
        }
        Problem::SkippedRow { column } => {
            format!("A row left out by skip ({column}) of the definition, not read as a case.")
        }
        Problem::NoReceiptId { .. }
        | Problem::NoReceiptColumn
        | Problem::ReceiptIdTwice { .. }
        | Problem::NoOpinion
        | Problem::NoReceiptDay
        | Problem::ReceiptColumnUnused { .. } => super::comments::met(lang, &diagnostic.problem),
        Problem::Rule { message, .. } => message.clone(),
        Problem::Stratum { strata } if strata.is_empty() => {
            lang.pick("どの層にも当てはまりません。", "Belongs to no stratum.").to_owned()
        }
        Problem::Stratum { strata } if ja => format!("複数の層に当てはまります（{}）。", strata.join("、")),
        Problem::Stratum { strata } => format!("Belongs to several strata ({}).", strata.join(", ")),
        Problem::NotOnForm { wanted } if ja => {
            format!("列「{wanted}」がないので、この設問はこの票では尋ねていないものとし、全員を非該当にしました。")
        }
        Problem::NotOnForm { wanted } => {
            format!(
                "There is no column \"{wanted}\", so the question was not asked on this form; everybody is not applicable."
            )
        }
        Problem::ColumnMissing { wanted, nearest } if ja => {
            format!("列「{wanted}」がありません。{}", maybe(lang, nearest.as_ref()))
        }
        Problem::ColumnMissing { wanted, nearest } => {
            format!("There is no column \"{wanted}\".{}", maybe(lang, nearest.as_ref()))
        }
        Problem::ColumnTwice { wanted, cells } if ja => {
            format!("列「{wanted}」が複数あります（{}）。最初のものを読みました。", cells.join("、"))
        }
        Problem::ColumnTwice { wanted, cells } => {
            format!("Several columns are called \"{wanted}\" ({}). The first was read.", cells.join(", "))
        }
        Problem::ColumnUnused { header } if ja => format!("列「{header}」はどの設問も使っていません。"),
        Problem::ColumnUnused { header } => format!("No question uses the column \"{header}\"."),
        Problem::UnusedChoice { label } if ja => format!("「{label}」を選んだ回答がありません。"),
        Problem::UnusedChoice { label } => format!("Nobody chose \"{label}\"."),
        Problem::SmallGroup { label, n, min_base } if ja => {
            format!("「{label}」は{n}件です（{min_base}件未満は参考値）。")
        }
        Problem::SmallGroup { label, n, min_base } => {
            format!("\"{label}\" has {n} respondents (fewer than {min_base}).")
        }
        Problem::TieTop { labels, n } if ja => format!("最も多い選択肢が同数です（{}、各{n}件）。", labels.join("、")),
        Problem::TieTop { labels, n } => format!("The first place is shared ({}, {n} each).", labels.join(", ")),
        Problem::Encoding { name } if ja => format!("文字コードは {name} と判断しました。"),
        Problem::Encoding { name } => format!("Read as {name}."),
        Problem::Undecodable if ja => "文字として読めないバイトがあります（� にしました）。".to_owned(),
        Problem::Undecodable => "Bytes that are no characters (shown as �).".to_owned(),
        Problem::HeaderRows { rows } if ja => format!("見出しは{rows}行と判断しました。"),
        Problem::HeaderRows { rows } => format!("The header takes {rows} rows."),
        Problem::BadWeight if ja => "ウェイトが負か数値ではありません。直すまでこのウェイトは使えません。".to_owned(),
        Problem::BadWeight => {
            "The weight is negative or no number. This weighting cannot be used until it is corrected.".to_owned()
        }
        Problem::BadCount if ja => "度数が整数ではありません。1件と数えました。".to_owned(),
        Problem::BadCount => "The count is no whole number. Counted once.".to_owned(),
        Problem::Weight(error) => weight_error(lang, error),
    }
}

/// What a person can do about a finding; empty where nothing needs to be done.
pub fn fix(lang: Lang, diagnostic: &Diagnostic) -> &'static str {
    let (ja, en) = match &diagnostic.problem {
        Problem::OverLimit { .. } | Problem::DoubleMark => (
            "調査票の原本を確かめてください。扱いは調査の定義（over_limit・double_mark）で変えられます。",
            "Look at the form. over_limit and double_mark set the rule.",
        ),
        Problem::NotANumber | Problem::NotADate | Problem::UnexpectedDate | Problem::ErrorCell => {
            ("原本を見て、表計算ファイルの値を直してください。", "Look at the form and correct the cell.")
        }
        Problem::UnknownCode { .. } => (
            "選択肢の aliases に加えるか、セルの値を直してください。",
            "Add it to the aliases of a choice, or correct the cell.",
        ),
        Problem::CodeClash { .. } => {
            ("missing の印か選択肢のコードを変えてください。", "Change the missing code or the choice's code.")
        }
        Problem::NotOnForm { .. } => (
            "尋ねたのに列がないのなら、[source.columns] を見出しに合わせてください。",
            "If it was asked, make [source.columns] match the header.",
        ),
        Problem::ColumnMissing { .. } | Problem::ColumnTwice { .. } => (
            "設問の column、または [source.columns] を見出しに合わせてください。",
            "Make column or [source.columns] match the header.",
        ),
        Problem::Stratum { .. } => ("[[stratum]] の where を見直してください。", "Review the where of [[stratum]]."),
        Problem::Undecodable => {
            ("encoding を確かめるか、受け取り直してください。", "Check the encoding, or ask for the file again.")
        }
        Problem::Weight(_) => (
            "直すまで、このウェイトを使う集計はできません。",
            "No table can be made with this weight until it is mended.",
        ),
        Problem::BadWeight | Problem::BadCount => ("セルの値を直してください。", "Correct the cell."),
        Problem::FixStale { .. } => (
            "原本を確かめ、処理をやり直すか取り消してください（koe fix）。",
            "Look at the form, then decide anew or take the decision back (koe fix).",
        ),
        Problem::SmallGroup { .. } => ("区分をまとめることを考えてください。", "Consider merging groups."),
        Problem::NotAsked { filter: Some(_), .. } => (
            "原本を確かめてください。分かれ目の設問に値が入れば、この回答も数えます。",
            "Look at the form. With an answer to the filter this one counts.",
        ),
        Problem::FilterBlank { .. }
        | Problem::IdAlike { .. }
        | Problem::NumberClash { .. }
        | Problem::NonsenseText
        | Problem::StraightLine { .. } => super::check::fix(&diagnostic.problem),
        Problem::Duplicate { .. } | Problem::IdenticalRow { .. } => {
            ("どちらを数えるか、元の回答を見比べてください。", "Compare the two and decide which one counts.")
        }
        Problem::Exclusive { .. }
        | Problem::RankOrder
        | Problem::OutOfRange { .. }
        | Problem::Rule { .. }
        | Problem::NumberWords { .. }
        | Problem::OtherUnmarked { .. }
        | Problem::NotAsked { .. } => ("原本を確かめてください。", "Look at the form."),
        _ => ("", ""),
    };
    lang.pick(ja, en)
}

/// A project folder that is none.
pub fn no_project(lang: Lang, folder: &Path) -> String {
    match lang {
        Lang::Ja => format!(
            "「{}」に koe.toml がありません。プロジェクトのフォルダを指定するか、koe tab 設問 --data ファイル で直接集計してください。",
            folder.display()
        ),
        Lang::En => format!(
            "There is no koe.toml in \"{}\". Name a project folder, or tabulate a spreadsheet directly: koe tab QUESTION --data FILE.",
            folder.display()
        ),
    }
}
