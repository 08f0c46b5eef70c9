//! Words of the data check: what its rules are called, the sentences of those about several answers, its list and its summary.

use super::{Lang, phrases};
use crate::model::Problem;
use crate::model::diagnostic::Kept;

phrases! {
    title: "データチェック（確認依頼票）" / "Data check";
    head_severity: "区分" / "Severity";
    head_rule: "規則" / "Rule";
    head_name: "内容" / "What it is";
    head_count: "件数" / "Count";
    head_survey: "調査" / "Survey";
    head_file: "ファイル" / "File";
    head_sheet: "シート" / "Sheet";
    head_cell: "セル" / "Cell";
    head_case: "整理番号" / "Case";
    head_question: "設問" / "Question";
    head_value: "値" / "Value";
    head_message: "内容" / "What is wrong";
    head_fix: "確認すること" / "What to do";
    head_answer: "対応" / "Done";
    summary: "規則ごとの件数" / "Count by rule";
    by_rule: "この規則のものだけを出す（くり返し可）" / "Only what this rule found (repeat for more)";
    by_case: "この整理番号のものだけを出す（くり返し可）" / "Only what concerns this case (repeat for more)";
    by_severity: "この区分のものだけを出す（error 誤り、warning 注意、info 参考。くり返し可）" / "Only this severity (repeat for more)";
    nothing_fits: "当てはまるものはありません。" / "Nothing fits.";
    notes_left_out: "参考は --all で出ます。" / "Notes: see --all.";
    raw: "値はファイルにあるとおり。番号のないファイルでは、ファイル名と行番号を整理番号の代わりにした。" /
        "Values are as they stand in the file. Where a file has no ids, its name and the row stand for them.";
}

/// What was found, for a list: how many, of which severities.
pub fn found(lang: Lang, [errors, warnings, notes]: [usize; 3]) -> String {
    match lang {
        Lang::Ja => format!("誤り {errors}件、注意 {warnings}件、参考 {notes}件。"),
        Lang::En => format!("{errors} errors, {warnings} warnings, {notes} notes."),
    }
}

/// Somebody looked at a problem and left it as it is.
pub fn kept(lang: Lang, kept: &Kept) -> String {
    let Kept { who, at, note } = kept;
    let who = super::fix::person(lang, who);
    let note = if note.is_empty() { String::new() } else { format!(" {note}") };
    match lang {
        Lang::Ja => format!("確認済（{who} {at}）{note}"),
        Lang::En => format!("looked at ({who} {at}){note}"),
    }
}

/// A rule that is none.
pub fn unknown_rule(lang: Lang, rule: &str, nearest: Option<&String>) -> String {
    let maybe = super::problem::maybe(lang, nearest);
    match lang {
        Lang::Ja => format!("「{rule}」という規則はありません。{maybe}"),
        Lang::En => format!("There is no rule \"{rule}\".{maybe}"),
    }
}

/// A case that is in no file.
pub fn unknown_case(lang: Lang, case: &str) -> String {
    match lang {
        Lang::Ja => format!("整理番号「{case}」はどのファイルにもありません。"),
        Lang::En => format!("No file has a case \"{case}\"."),
    }
}

/// What a rule is called; a contradiction of the survey's own has its message.
pub fn name(lang: Lang, problem: &Problem) -> String {
    let (ja, en) = match problem {
        Problem::Rule { message, .. } => return message.clone(),
        Problem::OverLimit { .. } => ("○の数が上限を超える", "more marks than allowed"),
        Problem::DoubleMark => ("○が1つの設問に2つ以上", "several marks where one is allowed"),
        Problem::NotAsked { .. } => ("対象外なのに回答あり", "answered although not asked"),
        Problem::FilterBlank { .. } => ("分かれ目の設問が無回答", "a filter without an answer"),
        Problem::AskedUnanswered { .. } => ("回答対象なのに無回答", "asked but not answered"),
        Problem::OtherUnmarked { .. } => ("その他に○がなく記入あり", "\"other\" written out but not marked"),
        Problem::OtherEmpty { .. } => ("その他に○があり記入なし", "\"other\" marked but not written out"),
        Problem::NumberWords { .. } => ("数字以外を含む数値", "a number among words"),
        Problem::OutOfRange { .. } => ("範囲を外れた数値", "a number out of range"),
        Problem::NotANumber => ("数値として読めない", "not a number"),
        Problem::NotADate => ("日付として読めない", "not a date"),
        Problem::UnexpectedDate => ("日付に変わった値", "turned into a date"),
        Problem::ErrorCell => ("Excel のエラー値", "a spreadsheet error"),
        Problem::UnknownCode { .. } => ("選択肢にない値", "a value that is no choice"),
        Problem::Exclusive { .. } => ("「特にない」などとほかの○", "an exclusive choice beside others"),
        Problem::RankOrder => ("順位の重複・抜け", "ranks repeated or left out"),
        Problem::CodeClash { .. } | Problem::NumberClash { .. } => {
            ("欠損の印と値が同じ", "a missing-code that is also a value")
        }
        Problem::FullWidth => ("全角・丸数字", "full-width digits"),
        Problem::AttributeMissing => ("属性の無回答", "an attribute without an answer"),
        Problem::StraightLine { .. } => ("表形式の設問が全て同じ回答", "the same answer to all items"),
        Problem::NonsenseText => ("意味のない自由記述", "a free answer that is no text"),
        Problem::Blank => ("白紙", "a blank form"),
        Problem::Duplicate { .. } => ("重複した回答", "a repeated respondent"),
        Problem::IdenticalRow { .. } => ("まったく同じ行", "an identical row"),
        Problem::IdAlike { .. } => ("先頭の0だけが違う番号", "ids that differ in leading zeros"),
        Problem::LeftOut { .. } => ("個別に除いた回答", "left out by hand"),
        Problem::FixStale { .. } => ("合わなくなった処理", "a decision that does not fit any more"),
        Problem::OutOfScope { .. } => ("調査の対象外", "out of scope"),
        Problem::SummaryRow => ("合計・平均・注・見出しの繰り返し", "a row of totals or notes, or the header again"),
        Problem::SkippedRow { .. } => ("試しの回答などの行（読まない）", "preview and test rows (not read)"),
        Problem::Stratum { .. } => ("層が決まらない", "in no stratum, or in several"),
        Problem::NotOnForm { .. } => ("この票にない設問", "a question that is not on this form"),
        Problem::ColumnMissing { .. } => ("列がない", "a column is missing"),
        Problem::ColumnTwice { .. } => ("同じ見出しの列", "two columns of one name"),
        Problem::ColumnUnused { .. } | Problem::ReceiptColumnUnused { .. } => ("使っていない列", "a column not used"),
        Problem::UnusedChoice { .. } => ("だれも選ばない選択肢", "a choice nobody chose"),
        Problem::SmallGroup { .. } => ("件数の少ない区分", "a small group"),
        Problem::TieTop { .. } => ("最多が同数", "a tie at the top"),
        Problem::Delivered(_) => ("届いたファイルの変化", "a file that changed since it was last seen"),
        Problem::Encoding { .. } => ("文字コード", "encoding"),
        Problem::Undecodable => ("文字として読めない", "bytes that are no characters"),
        Problem::HeaderRows { .. } => ("見出しの行数", "header rows"),
        Problem::BadWeight => ("ウェイトが数値でない", "a weight that cannot be used"),
        Problem::BadCount => ("度数が整数でない", "a count that is no whole number"),
        Problem::Weight(_) => ("ウェイトを付けられない", "a weighting that cannot be carried out"),
        Problem::NoReceiptId { .. } | Problem::NoReceiptColumn => ("受付番号がない", "no receipt number"),
        Problem::ReceiptIdTwice { .. } => ("受付番号の重複", "a receipt number twice"),
        Problem::NoOpinion => ("意見の本文がない", "a receipt without a text"),
        Problem::NoReceiptDay => ("受付日が読めない", "no day of receipt"),
    };
    lang.pick(ja, en).to_owned()
}

/// Sentences of the rules that look at several answers of a respondent, or at several respondents.
pub(super) fn met(lang: Lang, problem: &Problem) -> String {
    let ja = lang == Lang::Ja;
    match problem {
        Problem::FilterBlank { followers, fits } => {
            let list = followers.join(lang.pick("、", ", "));
            let fits = match (fits, ja) {
                (None, _) => String::new(),
                (Some((_, choice)), true) => format!("合う選択肢は「{choice}」だけです。"),
                (Some((_, choice)), false) => format!(" Only \"{choice}\" would fit."),
            };
            if ja {
                format!("無回答ですが、この設問で分かれる {list} に回答があります。{fits}")
            } else {
                format!("No answer, but {list}, which depend on it, are answered.{fits}")
            }
        }
        Problem::AskedUnanswered { condition } if ja => format!("回答対象（{condition}）ですが、無回答です。"),
        Problem::AskedUnanswered { condition } => format!("Asked ({condition}), but not answered."),
        Problem::OtherEmpty { label } if ja => format!("「{label}」に○がありますが、記入がありません。"),
        Problem::OtherEmpty { label } => format!("\"{label}\" is marked but not written out."),
        Problem::StraightLine { items, label } if ja => {
            format!("答えた{items}項目が全て「{label}」です。そのまま数えました。")
        }
        Problem::StraightLine { items, label } => {
            format!("All {items} answered items are \"{label}\". Counted as they are.")
        }
        Problem::NonsenseText if ja => "文になっていません。そのまま残しました。".to_owned(),
        Problem::NonsenseText => "No text. Kept as it is.".to_owned(),
        Problem::IdAlike { of, place } if ja => {
            format!(
                "番号の先頭の0だけが違う回答があります（{of}、{} {}）。別の回答者として数えました。",
                place.file, place.cell
            )
        }
        Problem::IdAlike { of, place } => format!(
            "Differs from case {of} ({} {}) only in leading zeros. Counted as another person.",
            place.file, place.cell
        ),
        Problem::NumberClash { code } if ja => {
            format!("「{code}」は欠損の印ですが、ありうる数値でもあります。欠損としました。")
        }
        Problem::NumberClash { code } => {
            format!("\"{code}\" means missing but is a possible number, too. Taken as missing.")
        }
        _ => String::new(),
    }
}

/// What can be done about those rules.
pub(super) fn fix(problem: &Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::FilterBlank { .. } => (
            "原本を確かめ、分かれ目の設問に値を入れるか、後の回答を非該当のままにするかを決めてください。",
            "Look at the form: give the filter its value, or leave the later answers out.",
        ),
        Problem::IdAlike { .. } => (
            "同じ回答者なら、番号の書き方を元のファイルでそろえてください。",
            "If it is one person, write the id in one way.",
        ),
        Problem::NumberClash { .. } => (
            "数値なら、この設問に missing を書いて印を変えてください。",
            "If it is a number, state `missing` for this question.",
        ),
        Problem::NonsenseText => {
            ("無回答とするなら missing の NA に加えてください。", "To count it as no answer add it to NA of `missing`.")
        }
        Problem::StraightLine { .. } => (
            "この設問で自然な答えなら straight_line = 0 で止められます。",
            "Where that is natural, straight_line = 0 turns the rule off.",
        ),
        _ => ("", ""),
    }
}
