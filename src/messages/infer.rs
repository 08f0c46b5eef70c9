//! Words about drafting a definition from spreadsheets: `koe new`, `koe infer`, and the comments in what they write.

use std::path::Path;

use super::{Lang, phrases, problem};
use crate::load::draft::again::{Again, Misfit};
use crate::load::draft::book::BookError;
use crate::load::draft::write::Comments;
use crate::load::draft::{Change, Draft, DraftError, Found, Guess, LeftOut, Origin, Reason, SheetKind};
use crate::model::Kind;

phrases! {
    new: "プロジェクトを作る。表計算ファイルを渡すと、調べて定義の下書きを書く" / "Start a project; spreadsheets given are inspected and draft definitions written";
    new_dir: "作るフォルダ" / "Folder to make";
    new_files: "回答の表計算ファイル（複数可）、コード表のファイル" / "Spreadsheets of answers, files of codes";
    new_help: "例:\n  koe new 事業者調査 回答.xlsx コード表.xlsx\n  koe new 市民調査 紙.csv ウェブ.xlsx   同じ設問のファイルは1つの調査になる\n  koe new 市民調査 回答.xlsx --review    推定を画面で確かめて直してから書く\n終了コード 1 は、確かめてほしい推定（# guess:）が残っていることを示します。" /
        "Examples:\n  koe new survey answers.xlsx codes.xlsx\n  koe new residents paper.csv web.xlsx   files with the same questions become one survey\n  koe new residents answers.xlsx --review   guesses are looked through on a screen first\nExit code 1 says that guesses (# guess:) are left to be looked at.";
    infer: "表計算ファイルから、調査の定義の下書きを作って表示する" / "Print a draft survey definition for a spreadsheet";
    infer_file: "回答の表計算ファイル" / "Spreadsheet of answers";
    infer_codes: "コード表のファイル" / "File with the codes";
    infer_like: "この定義を次の納品のファイルに当てはめ、合わないところを挙げる（新しく推定はしない）" / "Apply this definition to the next delivery and list what no longer fits (nothing is guessed anew)";
    infer_help: "例:\n  koe infer 回答.xlsx > surveys/business.toml\n  koe infer 回答.xlsx --codes コード表.xlsx\n  koe infer 回答.xlsx --review -o surveys/business.toml\n  koe infer 第2回納品.xlsx --like surveys/business.toml" /
        "Examples:\n  koe infer answers.xlsx > surveys/business.toml\n  koe infer answers.xlsx --codes codes.xlsx\n  koe infer answers.xlsx --review -o surveys/business.toml\n  koe infer second.xlsx --like surveys/business.toml";
    head: "回答のファイルから作った下書きです。「# guess:」は推定なので、調査票と見比べて直してください。" / "Drafted from the answers. Lines with \"# guess:\" are guesses: compare them with the questionnaire.";
    sketched: "? は推定です。違う場合は --single・--numeric・--multiple で指定するか、koe new で定義を作って直してください。" /
        "Lines with ? are guesses: state otherwise with --single, --numeric or --multiple, or make a definition with koe new.";
    sketched_data: "? は推定です。違う場合は koe new で定義を作って直してください。" /
        "Lines with ? are guesses: if one is wrong, make a definition with koe new.";
    fits: "定義はこのファイルにそのまま使えます。" / "The definition fits this file as it is.";
}

/// The comments of a definition file in a language.
pub struct Words(pub Lang);

impl Comments for Words {
    fn head(&self, found: &Found) -> Vec<String> {
        let order = as_they_come(self.0, found).map(|line| line.trim().to_owned());
        let hidden = hidden_rows(self.0, found).map(|line| line.trim().to_owned());
        let untold = untold(self.0, found).map(|line| line.trim().to_owned());
        std::iter::once(head(self.0).to_owned()).chain(hidden).chain(order).chain(untold).collect()
    }

    fn guess(&self, guess: &Guess) -> String {
        format!("guess: {}", sentence(self.0, guess))
    }
}

/// Some of many texts, quoted.
pub fn some(lang: Lang, texts: &[String]) -> String {
    const MOST: usize = 5;
    const LONGEST: usize = 40;
    let cut = |text: &String| {
        let short: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let more = if text.chars().count() > LONGEST { "…" } else { "" };
        lang.pick(format!("「{short}{more}」"), format!("\"{short}{more}\""))
    };
    let mut shown = texts.iter().take(MOST).map(cut).collect::<Vec<_>>().join(lang.pick("", ", "));
    if texts.len() > MOST {
        shown += &lang.pick(format!("ほか{}件", texts.len() - MOST), format!(" and {} more", texts.len() - MOST));
    }
    shown
}

/// A guess in words: the reason, then what else it may be.
pub fn sentence(lang: Lang, guess: &Guess) -> String {
    let others: Vec<String> = guess.alternatives.iter().map(|change| alternative(lang, change)).collect();
    let others = others.join(lang.pick("、または ", ", or "));
    let reason = reason(lang, &guess.reason);
    match (lang, others.is_empty()) {
        (_, true) => reason,
        (Lang::Ja, false) => format!("{reason}違う場合: {others}"),
        (Lang::En, false) => format!("{reason} Otherwise: {others}"),
    }
}

/// A guess about columns of a spreadsheet that has no definition, which stand side by side; none of them for the whole file.
pub fn doubt(lang: Lang, columns: &[&str], guess: &Guess) -> String {
    let place = match columns {
        [] => lang.pick("ファイル全体", "whole file").to_owned(),
        [one] => (*one).to_owned(),
        [first, .., last] => lang.pick(
            format!("{first}～{last}（{}列）", columns.len()),
            format!("{first} to {last} ({} columns)", columns.len()),
        ),
    };
    let rivals: Vec<String> = guess
        .alternatives
        .iter()
        .filter(|change| matches!(change, Change::Sheet(_)))
        .map(|change| format!("--{}", alternative(lang, change).replace(" = ", " ")))
        .collect();
    let others = match (lang, rivals.is_empty()) {
        (_, true) => String::new(),
        (Lang::Ja, false) => format!("違う場合: {}", rivals.join("、または ")),
        (Lang::En, false) => format!(" Otherwise: {}", rivals.join(", or ")),
    };
    format!("? {place}: {}{others}", reason(lang, &guess.reason))
}

/// Why something was taken as it was.
pub fn reason(lang: Lang, reason: &Reason) -> String {
    let ja = lang == Lang::Ja;
    match reason {
        Reason::FewNumbers { distinct } if ja => format!("小さい整数が{distinct}種類なので、選択肢のコードとした。"),
        Reason::FewNumbers { distinct } => format!("{distinct} small whole numbers, taken for codes."),
        Reason::Numbers if ja => "コードらしくない数なので、数量とした。".to_owned(),
        Reason::Numbers => "Numbers that do not look like codes, taken for quantities.".to_owned(),
        Reason::Repeats { once } if ja => format!("同じ文がくり返し現れるので、選択肢とした（1回だけの文 {once}件）。"),
        Reason::Repeats { once } => format!("Texts that come again, taken for choices ({once} of them once only)."),
        Reason::Seldom { distinct } if ja => format!("くり返しの少ない{distinct}種類の文なので、自由記述とした。"),
        Reason::Seldom { distinct } => format!("{distinct} texts that hardly come again, taken for free answers."),
        Reason::Separator { separator } if ja => {
            format!("「{}」で区切られたセルがあるので、複数回答とした。", visible(separator))
        }
        Reason::Separator { separator } => format!("A few cells hold \"{}\", so several answers.", visible(separator)),
        Reason::Joined { label } if ja => {
            format!("「{label}」はいつも続けて現れるので、区切りの記号を含む1つの選択肢とした。")
        }
        Reason::Joined { label } => {
            format!("\"{label}\" always stands together, taken for one choice that holds the separator.")
        }
        Reason::Together { first, second } if ja => {
            format!("「{first}」と「{second}」はほぼ続けて現れるが、別の選択肢とした。")
        }
        Reason::Together { first, second } => {
            format!("\"{first}\" and \"{second}\" mostly stand together, taken for two choices.")
        }
        Reason::Written { texts } if ja => {
            format!("選択肢でない文 {}種類{}は「その他」の記入とした。", texts.len(), some(lang, texts))
        }
        Reason::Written { texts } => {
            format!("{} texts that stand once ({}) are taken for words beside その他.", texts.len(), some(lang, texts))
        }
        Reason::Rare { texts } if ja => format!("1回だけの文 {}件{}も選択肢とした。", texts.len(), some(lang, texts)),
        Reason::Rare { texts } => {
            format!("{} texts that stand once ({}) are taken for choices.", texts.len(), some(lang, texts))
        }
        Reason::Spellings { label, also } if ja => {
            format!("{}は「{label}」の別の書き方とみて、同じ選択肢とした。", some(lang, also))
        }
        Reason::Spellings { label, also } => {
            format!("{} taken for other spellings of \"{label}\".", some(lang, also))
        }
        Reason::Near { first, second } if ja => {
            format!("「{first}」と「{second}」は似ているが、別の選択肢とした。")
        }
        Reason::Near { first, second } => {
            format!("\"{first}\" and \"{second}\" are alike, taken for two choices.")
        }
        Reason::Degrees if ja => "選択肢の順番は、言葉の強さ（とても、少しなど）から決めた。".to_owned(),
        Reason::Degrees => "The order of the choices follows their words of degree.".to_owned(),
        Reason::Units { unit } if ja => format!("「{unit}」の付いた数が並ぶが、種類が少ないので選択肢とした。"),
        Reason::Units { unit } => format!("Numbers with \"{unit}\", few enough to be choices."),
        Reason::DoubleMarks { texts } if ja => {
            format!("2つ以上の回答があるセル{}は二重回答とみて、単数回答とした。", some(lang, texts))
        }
        Reason::DoubleMarks { texts } => {
            format!("Cells with several answers ({}) are taken for double marks of one answer.", some(lang, texts))
        }
        Reason::Remarks { column } if ja => format!("「{column}」は入力した人の覚え書きらしいが、自由記述として読む。"),
        Reason::Remarks { column } => format!("\"{column}\" may be notes of those who entered the data, read as text."),
        Reason::SerialAsked { column } if ja => {
            format!("「{column}」は番号の列らしいが、同じ値がくり返し現れるので設問とした。")
        }
        Reason::SerialAsked { column } => {
            format!("\"{column}\" is called a number, but its values come again, so it is a question.")
        }
        Reason::Serial { column } if ja => format!("「{column}」は番号の列らしいので、設問にしない。"),
        Reason::Serial { column } => format!("\"{column}\" looks like a number of the rows, so it is no question."),
        Reason::OtherOf { column, label } if ja => format!("列「{column}」の記入は、選択肢「{label}」のものとした。"),
        Reason::OtherOf { column, label } => {
            format!("Column \"{column}\" is taken for the words of choice \"{label}\".")
        }
        Reason::NewOther { column } if ja => {
            format!("列「{column}」の記入がある人に合う選択肢がないので、選択肢「その他」を加え、その記入とした。")
        }
        Reason::NewOther { column } => {
            format!("No choice fits those who wrote in column \"{column}\", so a choice その他 was added for it.")
        }
        Reason::OtherApart { column } if ja => {
            format!("列「{column}」は、この設問の「その他」の記入とみるには合わないので、別の自由記述の設問とした。")
        }
        Reason::OtherApart { column } => {
            format!("Column \"{column}\" does not fit as words of その他 here, so it is a question of its own.")
        }
        Reason::SameHeader { column } if ja => format!("見出し「{column}」は前の列にもあるが、別の設問とした。"),
        Reason::SameHeader { column } => {
            format!("Header \"{column}\" stands before another column too; taken for another question.")
        }
        Reason::NoStem if ja => {
            "印だけの列が並ぶので、1問の複数回答とした。設問の名前は見出しにないので、label を書き直す。".to_owned()
        }
        Reason::NoStem => {
            "Columns of marks side by side, taken for one question with several answers; give it a label.".to_owned()
        }
        Reason::CircleCross if ja => {
            "同じ名前の列がどれも「○・×」なので、列ごとに○×を数えるマトリクスとした。".to_owned()
        }
        Reason::CircleCross => "Columns under one name, all ○ or ×, taken for a matrix.".to_owned(),
        Reason::ItemRanks if ja => {
            "項目の列に順位が重複なく入るので、項目ごとに順位を数えるマトリクスとした。".to_owned()
        }
        Reason::ItemRanks => "Items with their places, each place once, taken for a matrix of places.".to_owned(),
        Reason::GapCode { code } if ja => format!("コード {code} は離れているので、無回答・非該当のコードとした。"),
        Reason::GapCode { code } => format!("Code {code} stands apart, taken for no answer or not asked."),
        Reason::Negative { codes } if ja => format!("負の数 {} は無回答・無効のコードとした。", codes.join("、")),
        Reason::Negative { codes } => format!("Negative numbers {} are taken for missing answers.", codes.join(", ")),
        Reason::MaybeCode { code } if ja => {
            format!("数量の中の {code} はそのままの値として数えるが、無回答のコードかもしれない。")
        }
        Reason::Doubled { labels } if ja => {
            format!("同じ語が1つのセルに2回あるので、区切り文字を含む選択肢かもしれない（{}）。", some(lang, labels))
        }
        Reason::Doubled { labels } => {
            format!("Words stand twice in one cell, so labels may hold the separator ({}).", some(lang, labels))
        }
        Reason::Signs { texts } if ja => format!("{}は無回答とした。", some(lang, texts)),
        Reason::Signs { texts } => format!("{} stand for no answer.", some(lang, texts)),
        Reason::RunTogether { codes } if ja => {
            format!("{}は、「1,3」が表計算ソフトで13になったものとみて、読まない（不明とする）。", some(lang, codes))
        }
        Reason::RunTogether { codes } => {
            format!("{} may be \"1,3\" that became the number 13, and are not read.", some(lang, codes))
        }
        Reason::OwnWords if ja => "同じ文がくり返し現れるが、見出しから自由記述とした。".to_owned(),
        Reason::OwnWords => "The header asks for own words, though texts come again.".to_owned(),
        Reason::AskedSome { condition, header, strays } if ja => {
            let why = match header {
                Some(header) => format!("見出しに「{header}」とあるので"),
                None => "ほかの人はだれも答えていないので".to_owned(),
            };
            let strays = match strays {
                0 => String::new(),
                strays => format!("当たらない人の回答{strays}件は数えない。"),
            };
            format!("{why}、{condition} に当たる人だけに尋ねた設問（ほかは非該当）とした。{strays}")
        }
        Reason::AskedSome { condition, header, strays } => {
            let why = match header {
                Some(header) => format!("The header says \"{header}\""),
                None => "Nobody else answered".to_owned(),
            };
            let strays = match strays {
                0 => String::new(),
                strays => format!(" {strays} answers of others are not counted."),
            };
            format!("{why}, so only those with {condition} were asked.{strays}")
        }
        Reason::OneEach if ja => "見出しは複数回答だが、どのセルの回答も1つなので単数回答とした。".to_owned(),
        Reason::OneEach => "The header asks for several answers, but every cell has one.".to_owned(),
        Reason::MaybeCode { code } => {
            format!("{code} among quantities counts as {code}, though it may stand for no answer.")
        }
        Reason::ListOrder if ja => "セルの中の順番に意味があるかもしれない（順位）。".to_owned(),
        Reason::ListOrder => "The order within a cell may mean something (ranks).".to_owned(),
        Reason::OneMark { mark } if ja => {
            format!("「{mark}」だけの列なので、隣の列と合わせて1つの複数回答かもしれない。")
        }
        Reason::OneMark { mark } => {
            format!(
                "A column with nothing but \"{mark}\"; with its neighbours it may be one question with several answers."
            )
        }
        Reason::OneTwo if ja => {
            "1と2だけの列が並ぶのでマトリクスとした。1が選択なら複数回答（marked = [\"1\"]）。".to_owned()
        }
        Reason::OneTwo => {
            "Columns with 1 and 2 only, taken for a matrix. If 1 means chosen, several answers (marked = [\"1\"])."
                .to_owned()
        }
        Reason::FromZero if ja => "0から始まる数なので、数量かもしれない。".to_owned(),
        Reason::FromZero => "Numbers from 0 up, which may be quantities.".to_owned(),
        Reason::Branches if ja => "同じ番号の設問が別にあるので、枝問かもしれない（列ごとに別の設問）。".to_owned(),
        Reason::Branches => "Another question has this number, so these may be questions of their own.".to_owned(),
        Reason::YesNo if ja => {
            "同じ名前の列がどれも「はい・いいえ」「あり・なし」などなので、1問の複数回答とした。".to_owned()
        }
        Reason::YesNo => {
            "Columns under one name, all yes or no, taken for one question with several answers.".to_owned()
        }
        Reason::SameScale if ja => "同じ名前の列なのでまとめたが、選択肢の範囲が列によって違う。".to_owned(),
        Reason::SameScale => "Columns under one name taken together, though their choices differ in range.".to_owned(),
        Reason::FromLeft if ja => "左の列から埋まり重複がないので、1つ目、2つ目…の回答とした。".to_owned(),
        Reason::FromLeft => "Filled from the left without repeats, taken for the first, second, … answer.".to_owned(),
        Reason::AnyOrder if ja => "①②③…の列にコードが順不同に入り重複がないので、順位とした。".to_owned(),
        Reason::AnyOrder => "Codes in any order under ① ② ③ without repeats, taken for ranks.".to_owned(),
        Reason::Digits if ja => "小さい順に並んだ数字なので、コードを続けて書いた複数回答とした。".to_owned(),
        Reason::Digits => "Digits in ascending order, taken for several codes side by side.".to_owned(),
        Reason::Hidden { column } if ja => format!("{column}列はファイルで非表示になっているが、設問として読む。"),
        Reason::Hidden { column } => format!("Column {column} is hidden in the file, and read as a question."),
        Reason::Sheets { taken } if ja => {
            format!("回答らしいシートがいくつかあるので、行と列の最も多い「{taken}」を読む。")
        }
        Reason::Sheets { taken } => format!("Several sheets look like answers; the largest, \"{taken}\", is read."),
        Reason::IdRepeats { column, times } if ja => {
            format!("「{column}」を整理番号とした。同じ番号が{times}行でくり返され、2件目からは重複として除かれる。")
        }
        Reason::IdRepeats { column, times } => {
            format!("\"{column}\" is taken for the id; it repeats in {times} rows, which count as duplicates.")
        }
        Reason::Worded { texts } if ja && texts.is_empty() => {
            "言葉の混じった数（3回、約10人など）とみて数量とした。".to_owned()
        }
        Reason::Worded { texts } if ja => {
            format!("言葉の混じった数とみて数量とした。数と読めないもの{}は点検で示す。", some(lang, texts))
        }
        Reason::Worded { texts } if texts.is_empty() => "Numbers among words, taken for a quantity.".to_owned(),
        Reason::Worded { texts } => {
            format!("Numbers among words, taken for a quantity; {} cannot be read as numbers.", some(lang, texts))
        }
        Reason::PersonalRepeats { column, rows } if ja => format!(
            "「{column}」は読み捨てる。同じ回答者が{rows}行でくり返されるので、重複を除くのには使わず、全ての行を数える。"
        ),
        Reason::PersonalRepeats { column, rows } => format!(
            "\"{column}\" is not kept. The same person comes again in {rows} rows; all of them are counted, none as a double."
        ),
        Reason::Status { column, texts } if ja => {
            format!("「{column}」が{}の行も回答として数える。", some(lang, texts))
        }
        Reason::Status { column, texts } => format!("Rows whose \"{column}\" is {} are counted.", some(lang, texts)),
        Reason::Skipped { column, texts, rows } if ja => {
            format!("「{column}」が{}の{rows}行は、無効票や試しの回答とみて除いた。", some(lang, texts))
        }
        Reason::Skipped { column, texts, rows } => {
            format!("{rows} rows whose \"{column}\" is {} are left out as invalid or tests.", some(lang, texts))
        }
        Reason::Unfinished { column, rows } if ja => {
            format!("「{column}」によると最後まで答えていない{rows}行も、回答として数える。")
        }
        Reason::Unfinished { column, rows } => {
            format!("{rows} rows of people who, by \"{column}\", did not come to the end are counted.")
        }
        Reason::Side { columns } if ja => {
            format!("{}は回答の横に作られた集計表とみて、設問にしない。", some(lang, columns))
        }
        Reason::Side { columns } => {
            format!("{} are a small table beside the answers, so no questions.", some(lang, columns))
        }
        Reason::Merged { column, rows } if ja => {
            format!("「{column}」には縦に結合したセルがあるので、結合した{rows}行にも同じ値が入っているとして読む。")
        }
        Reason::Merged { column, rows } => {
            format!("\"{column}\" has merged cells; their value counts for the {rows} rows below as well.")
        }
        Reason::SeveralRows { column, rows } if ja => format!(
            "「{column}」のセルが縦に結合してあり、1人（1票）が何行かにわたるらしいが、どの行も1人と数える（番号のない{rows}行）。"
        ),
        Reason::SeveralRows { column, rows } => format!(
            "Cells of \"{column}\" are merged, so a respondent may have several rows; each row counts as one ({rows} without a number)."
        ),
        Reason::SecondHeader { row } if ja => {
            format!("{row}行目は下に同じ値がなく設問の名前らしいので、見出しの2行目とした。")
        }
        Reason::SecondHeader { row } => {
            format!("Nothing in row {row} comes again below, so it is taken for a second header row.")
        }
        Reason::OtherPeople { file, column, rows } if ja => format!(
            "「{file}」の「{column}」は前のファイルと{rows}件同じだが、回答の多くが違うので別の人とみて、番号では突き合わせずに全員を数える。"
        ),
        Reason::OtherPeople { file, column, rows } => format!(
            "\"{column}\" of \"{file}\" repeats {rows} numbers of files before, with other answers: taken for other people, and all are counted."
        ),
        Reason::SamePeople { file, column, rows, differ } if ja => format!(
            "「{file}」の「{column}」は前のファイルと{rows}件同じなので、同じ人の重複として除かれる（うち回答の違うもの{differ}件は前のファイルの回答を数える）。"
        ),
        Reason::SamePeople { file, column, rows, differ } => format!(
            "\"{column}\" of \"{file}\" repeats {rows} numbers of files before, which count as duplicates; {differ} of them have other answers, of which the first count."
        ),
        Reason::NotInCodebook { codes } if ja => {
            format!("コード表にない値{}があり、不明として数える。", some(lang, codes))
        }
        Reason::NotInCodebook { codes } => {
            format!("Values that the code sheet lacks ({}) count as 不明.", some(lang, codes))
        }
        Reason::MaybePersonal { column } if ja => format!("「{column}」は個人情報らしいので、設問にせず読み捨てる。"),
        Reason::MaybePersonal { column } => format!("\"{column}\" looks personal, so it is no question and not kept."),
        Reason::NotInFile { file, questions } if ja => format!(
            "「{file}」には {} の列がないので、この票では尋ねていない設問（この票の全員が非該当）とした。",
            questions.join("、")
        ),
        Reason::NotInFile { file, questions } => format!(
            "\"{file}\" has no columns of {}, so they were not asked there (not applicable).",
            questions.join(", ")
        ),
        Reason::ByPlace { file } if ja => {
            format!("「{file}」は設問の番号や見出しの多くが同じなので、1つの調査にまとめた。")
        }
        Reason::ByPlace { file } => format!("\"{file}\" has mostly the same questions, so it joined this survey."),
    }
}

/// A separator that can be seen.
pub fn visible(separator: &str) -> String {
    separator.replace('\n', "\\n").replace('\t', "\\t")
}

fn alternative(lang: Lang, change: &Change) -> String {
    let ja = lang == Lang::Ja;
    match change {
        Change::Kind(kind) => format!(
            "kind = \"{}\"{}",
            kind_key(*kind),
            lang.pick(format!("（{}）", kind_word(lang, *kind)), String::new())
        ),
        Change::List { separator, .. } => {
            format!("kind = \"multiple\", layout = \"list\", separator = \"{}\"", visible(separator))
        }
        Change::Join { label, .. } if ja => format!("「{label}」を1つの選択肢にする"),
        Change::Join { label, .. } => format!("\"{label}\" is one choice"),
        Change::Same { label, also } if ja => {
            format!("「{also}」を choices から消し、「{label}」に aliases = [\"{also}\"] を書く")
        }
        Change::Same { label, also } => {
            format!("take \"{also}\" from choices and give \"{label}\" aliases = [\"{also}\"]")
        }
        Change::Apart { also, .. } if ja => format!("{}を aliases から消し、別の選択肢にする", some(lang, also)),
        Change::Apart { also, .. } => format!("{} are choices of their own", some(lang, also)),
        Change::Order(labels) if ja => format!("現れた順（{}）に並べる", some(lang, labels)),
        Change::Order(labels) => format!("as they come: {}", some(lang, labels)),
        Change::Quantity { unit } if ja => format!("kind = \"numeric\", unit = \"{unit}\"（数量）"),
        Change::Quantity { unit } => format!("kind = \"numeric\", unit = \"{unit}\""),
        Change::Part { parts, .. } if ja => format!("{}を別々の選択肢にする", some(lang, parts)),
        Change::Part { parts, .. } => format!("{} are choices of their own", some(lang, parts)),
        Change::Choices(_) if ja => "これらの文を choices に加える".to_owned(),
        Change::Choices(_) => "add these texts to choices".to_owned(),
        Change::Words { column, .. } if ja => {
            format!("これらを choices から消し、「その他」に other = \"{column}\" を書く")
        }
        Change::Words { column, .. } => format!("take them from choices and give その他 other = \"{column}\""),
        Change::OtherOf { code, label } if ja => format!("other を選択肢 {code}「{label}」に移す"),
        Change::OtherOf { code, label } => format!("move other to choice {code} \"{label}\""),
        Change::Other { column } if ja => {
            format!("「その他」（なければ choices に加える）に other = \"{column}\" を書き、その列の設問を消す")
        }
        Change::Other { column } => {
            format!("give その他 (added to choices) other = \"{column}\" and delete the question of that column")
        }
        Change::OwnText { column, .. } if ja => {
            format!("other を消し、column = \"{column}\", kind = \"text\" の設問を加える")
        }
        Change::OwnText { column, .. } => {
            format!("delete other and add a question with column = \"{column}\", kind = \"text\"")
        }
        Change::AskAll if ja => "ask_if を消す（全員に尋ねた設問。空欄は無回答）".to_owned(),
        Change::AskAll => "delete ask_if (everybody was asked; blank is no answer)".to_owned(),
        Change::Code(code) if ja => format!("{code} を missing から消す（選択肢なら choices に書く）"),
        Change::Code(code) => format!("take {code} from missing (a choice goes into choices)"),
        Change::Missing(code) if ja => format!("missing の NA に {code} を加える"),
        Change::Missing(code) => format!("put {code} into NA of missing"),
        Change::Flags => "kind = \"multiple\", layout = \"flags\"".to_owned(),
        Change::Slots => "kind = \"multiple\", layout = \"slots\"".to_owned(),
        Change::Ignore { column } if ja => format!("この設問を消し、{column}列の見出しを [[source]] の ignore に書く"),
        Change::Ignore { column } => {
            format!("delete this question and list column {column} under ignore of [[source]]")
        }
        Change::Sheet(sheet) => format!("sheet = \"{sheet}\""),
        Change::NoId if ja => "id の行を消す".to_owned(),
        Change::NoId => "delete the line id".to_owned(),
        Change::Id { column } if ja => format!("[[source]] に id = \"{column}\" を書き、ignore から消す"),
        Change::Id { column } => format!("id = \"{column}\" in every [[source]], and not under ignore"),
        Change::Skip { column, texts } => {
            let texts: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
            format!("skip = {{ \"{column}\" = [{}] }}", texts.join(", "))
        }
        Change::Count { column, texts } if ja => {
            format!("skip の「{column}」から{}を消す（回答として数える）", some(lang, texts))
        }
        Change::Count { column, texts } => {
            format!("take {} of \"{column}\" from skip, so that they count", some(lang, texts))
        }
        Change::Ask { columns } if ja => format!("{}を ignore から消して設問にする", some(lang, columns)),
        Change::Ask { columns } => format!("take {} from ignore and make them questions", some(lang, columns)),
        Change::NotFilled { column } if ja => format!("fill から「{column}」を消す（結合した下の行は無回答）"),
        Change::NotFilled { column } => format!("take \"{column}\" from fill (the rows below have no answer)"),
        Change::HeaderRows(rows) if ja => format!("koe infer に --header-rows {rows} を付けて作り直す"),
        Change::HeaderRows(rows) => format!("draft anew by koe infer with --header-rows {rows}"),
        Change::Personal { column } => format!("personal = [\"{column}\"]"),
        Change::OwnSurvey if ja => "別の調査として定義を分ける".to_owned(),
        Change::OwnSurvey => "a survey of its own".to_owned(),
    }
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "single",
        Kind::Multiple => "multiple",
        Kind::Numeric => "numeric",
        Kind::Date => "date",
        Kind::Text => "text",
        Kind::Rank => "rank",
        Kind::Matrix => "matrix",
    }
}

/// A kind of question in words.
pub fn kind_word(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Single => lang.pick("単数回答", "one answer"),
        Kind::Multiple => lang.pick("複数回答", "several answers"),
        Kind::Numeric => lang.pick("数量", "number"),
        Kind::Date => lang.pick("日付", "date"),
        Kind::Text => lang.pick("自由記述", "text"),
        Kind::Rank => lang.pick("順位", "rank"),
        Kind::Matrix => lang.pick("マトリクス", "matrix"),
    }
}

/// The service a file comes from.
pub fn origin(lang: Lang, origin: Origin) -> &'static str {
    match origin {
        Origin::GoogleForms => lang.pick("Google フォーム", "Google Forms"),
        Origin::MicrosoftForms => "Microsoft Forms",
        Origin::SurveyMonkey => "SurveyMonkey",
        Origin::Qualtrics => "Qualtrics",
        Origin::LimeSurvey => "LimeSurvey",
        Origin::LogoForm => lang.pick("LoGoフォームなどの申請フォーム", "a municipal form (LoGo Form or the like)"),
        Origin::ElectronicApplication => lang.pick("電子申請", "electronic application"),
        Origin::Generic => lang.pick("一般の表", "a table of no known service"),
    }
}

/// What was found in a file, a line per fact.
pub fn found(lang: Lang, draft: &Draft) -> Vec<String> {
    let mut lines = facts(lang, draft);
    lines.extend(draft.guesses.iter().map(|guess| guessed(lang, guess)));
    lines
}

/// The same without the guesses.
pub fn facts(lang: Lang, draft: &Draft) -> Vec<String> {
    let mut lines = vec![summary(lang, draft)];
    lines.extend(about_rows(lang, &draft.found));
    lines.extend(about_sheets(lang, &draft.found));
    lines.extend(left_out(lang, &draft.found));
    lines.extend(as_they_come(lang, &draft.found));
    lines.extend(untold(lang, &draft.found));
    lines
}

/// A guess with what it is about, as a line.
pub fn guessed(lang: Lang, guess: &Guess) -> String {
    let place = guess.question.as_deref().unwrap_or(lang.pick("ファイル全体", "whole file"));
    format!("  ? {place}: {}", sentence(lang, guess))
}

/// Which choices stand in no order of a form, if any.
pub fn as_they_come(lang: Lang, found: &Found) -> Option<String> {
    let ids = found.as_they_come.join(lang.pick("、", ", "));
    (!ids.is_empty()).then(|| {
        lang.pick(
            format!("  選択肢が回答に現れた順のままの設問: {ids}（調査票の順に並べ替えてください）"),
            format!("  Choices in the order in which they come in the answers: {ids} (put them in that of the form)"),
        )
    })
}

/// What a codebook says of no question, if anything.
pub fn untold(lang: Lang, found: &Found) -> Option<String> {
    let names = some(lang, &found.untold);
    (!found.untold.is_empty()).then(|| {
        lang.pick(
            format!("  コード表のうち、どの設問の選択肢にもならなかったもの: {names}（列の名前と見比べてください）"),
            format!(
                "  Entries of the codebook that became choices of no question: {names} (compare the names of columns)"
            ),
        )
    })
}

fn summary(lang: Lang, draft: &Draft) -> String {
    let found = &draft.found;
    let kinds = [Kind::Single, Kind::Multiple, Kind::Matrix, Kind::Rank, Kind::Numeric, Kind::Date, Kind::Text];
    let counts = kinds.iter().map(|kind| (*kind, draft.count(*kind))).filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts.map(|(kind, count)| format!("{} {count}", kind_word(lang, kind))).collect();
    let (file, origin) = (&draft.source.file, origin(lang, found.origin));
    let (from, to) = (found.header_first + 1, found.header_first + found.header_rows);
    match lang {
        Lang::Ja => {
            let sheet =
                if found.sheet.is_empty() { String::new() } else { format!("（シート「{}」）", found.sheet) };
            let header = if from == to { format!("{from}行目") } else { format!("{from}～{to}行目") };
            format!(
                "{file}{sheet}: {origin}、回答{}行、見出し {header}、設問{}（{}）、推定{}件",
                found.rows,
                draft.questions.len(),
                counts.join("、"),
                draft.guesses.len()
            )
        }
        Lang::En => {
            let sheet = if found.sheet.is_empty() { String::new() } else { format!(" (sheet \"{}\")", found.sheet) };
            let header = if from == to { format!("row {from}") } else { format!("rows {from} to {to}") };
            format!(
                "{file}{sheet}: {origin}, {} rows of answers, header in {header}, {} questions ({}), {} guesses",
                found.rows,
                draft.questions.len(),
                counts.join(", "),
                draft.guesses.len()
            )
        }
    }
}

/// Which rows with answers are hidden in the file, if any.
fn hidden_rows(lang: Lang, found: &Found) -> Option<String> {
    let count = found.hidden_rows.len();
    let rows: Vec<String> = found.hidden_rows.iter().take(5).map(ToString::to_string).collect();
    let more = if count > 5 { "…" } else { "" };
    (count > 0).then(|| {
        lang.pick(
            format!("  非表示の行が{count}行あります（{}{more}行目）。回答として数えます。", rows.join("、")),
            format!("  {count} hidden rows (row {}{more}) are counted as answers.", rows.join(", ")),
        )
    })
}

fn about_rows(lang: Lang, found: &Found) -> Vec<String> {
    let mut lines: Vec<String> = hidden_rows(lang, found).into_iter().collect();
    for (text, count) in &found.skipped {
        lines.push(lang.pick(
            format!("  「{text}」の{count}行は試しの回答なので除きます（skip）。"),
            format!("  {count} rows marked \"{text}\" are no answers and left out (skip)."),
        ));
    }
    if found.totals > 0 {
        lines.push(lang.pick(
            format!("  合計の行 {}行（平均、注、見出しの繰り返しを含む）は回答として読みません。", found.totals),
            format!(
                "  {} rows of totals (averages, notes and repeated headers among them) are not read.",
                found.totals
            ),
        ));
    }
    lines
}

fn about_sheets(lang: Lang, found: &Found) -> Vec<String> {
    let what = |kind: &SheetKind| match kind {
        SheetKind::Answers => lang.pick("回答らしいが読まない", "looks like answers, not read"),
        SheetKind::Codes => lang.pick("コード表として使う", "used as the code sheet"),
        SheetKind::Blank => lang.pick("空", "blank"),
        SheetKind::Explanation => lang.pick("説明とみて読まない", "an explanation, not read"),
        SheetKind::Tables => lang.pick("集計表とみて読まない", "tables, not read"),
        SheetKind::Hidden => lang.pick("非表示のシートなので読まない", "hidden, not read"),
    };
    let mut lines: Vec<String> = found
        .sheets
        .iter()
        .map(|(name, kind)| {
            lang.pick(format!("  シート「{name}」: {}", what(kind)), format!("  sheet \"{name}\": {}", what(kind)))
        })
        .collect();
    if !found.codebooks.is_empty() {
        let places = found.codebooks.join(lang.pick("、", ", "));
        lines.push(
            lang.pick(
                format!("  選択肢はコード表（{places}）から。"),
                format!("  Choices from the codes in {places}."),
            ),
        );
    }
    lines
}

fn left_out(lang: Lang, found: &Found) -> Vec<String> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for (header, why) in &found.left_out {
        let why = match why {
            LeftOut::Id => lang.pick("整理番号", "id").to_owned(),
            LeftOut::Time => lang.pick("日時", "time").to_owned(),
            LeftOut::Received => lang.pick("受け付けた日時", "when it came in").to_owned(),
            LeftOut::Weight => lang.pick("ウェイト", "weight").to_owned(),
            LeftOut::Personal => lang.pick("個人情報（読み捨てる）", "personal, not kept").to_owned(),
            LeftOut::Service => lang.pick("サービスや事務の列", "added by the service").to_owned(),
            LeftOut::Blank => lang.pick("空の列", "blank").to_owned(),
            LeftOut::Repeats(id) => lang.pick(format!("{id} と同じ内容の列"), format!("repeats {id}")),
            LeftOut::Skip => lang.pick("無効や試しの回答を見分ける列", "tells rows that are no answers").to_owned(),
            LeftOut::Side => lang.pick("回答の横の集計表", "a small table beside the answers").to_owned(),
        };
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, headers)) => headers.push(header.clone()),
            None => groups.push((why, vec![header.clone()])),
        }
    }
    let line = |(why, headers): &(String, Vec<String>)| {
        lang.pick(
            format!("  設問にしない列（{why}）: {}", some(lang, headers)),
            format!("  no question ({why}): {}", some(lang, headers)),
        )
    };
    groups.iter().map(line).collect()
}

/// Why a file gives no draft.
pub fn failure(lang: Lang, file: &Path, error: &BookError) -> String {
    let file = file.display();
    match error {
        BookError::Read(error) => super::problem::read_error(lang, error),
        BookError::Draft(DraftError::NoRows) => lang.pick(
            format!(
                "{file}: 見出しとその下の回答が見つかりません。回答の入ったファイルを渡してください。回答の表が別のシートにあれば koe infer {file} --sheet シート名 で読めます。"
            ),
            format!("{file}: no header with answers below it. Give a file with answers; if they are on another sheet, name it with koe infer {file} --sheet NAME."),
        ),
        BookError::Draft(DraftError::NoQuestions) => lang.pick(
            format!("{file}: 設問になる列がありません（番号、日時、個人情報、空の列だけです）。"),
            format!("{file}: no column is a question (only ids, times, personal or blank columns)."),
        ),
        BookError::CodesOnly => lang.pick(
            format!("{file}: コード表だけで、回答がありません。回答のファイルと一緒に渡してください。"),
            format!("{file}: only codes, no answers. Give it together with the answers."),
        ),
    }
}

/// How many answers a definition finds in the next delivery.
pub fn again(lang: Lang, again: &Again) -> String {
    let (file, rows, misfits) = (&again.source.file, again.rows, again.misfits.len());
    lang.pick(
        format!("{file}: 有効な回答{rows}件、合わないところ{misfits}件。次の [[source]] を定義に加えてください。"),
        format!("{file}: {rows} valid answers, {misfits} misfits. Add this [[source]] to the definition."),
    )
}

/// What is to be done before a file from elsewhere can be read by a project.
pub fn copy_first(lang: Lang, file: &Path, name: &str) -> String {
    let file = file.display();
    lang.pick(
        format!("「{file}」はプロジェクトの外にあります。プロジェクトの data フォルダに写してから加えてください（定義の上では {name}）。"),
        format!("\"{file}\" is not in the project. Copy it into its folder data first (the definition calls it {name})."),
    )
}

/// How many rows are the same as in a file the definition already reads.
pub fn in_common(lang: Lang, file: &str, rows: usize) -> String {
    lang.pick(
        format!("  注意: {rows}行は {file} の行とまったく同じです。加えると二重に数えるおそれがあります。"),
        format!("  Note: {rows} rows are identical to rows of {file}; adding this file may count them twice."),
    )
}

/// Something that no longer fits, with its cells.
pub fn misfit(lang: Lang, misfit: &Misfit) -> String {
    const MOST: usize = 8;
    let sentence = problem::diagnostic(lang, &misfit.first);
    let question = misfit.first.question.as_deref().unwrap_or_default();
    let value = misfit.first.value.as_deref().map(|value| some(lang, &[value.to_owned()])).unwrap_or_default();
    let shown: Vec<&str> = misfit.cells.iter().take(MOST).map(String::as_str).collect();
    let more = if misfit.cells.len() > MOST { "…" } else { "" };
    let cells = match misfit.cells.len() {
        0 if misfit.first.place.cell.is_empty() => String::new(),
        0 => format!("（{}）", misfit.first.place.cell),
        count => lang.pick(
            format!("（{count}件: {}{more}）", shown.join("、")),
            format!(" ({count}: {}{more})", shown.join(", ")),
        ),
    };
    format!("  ! {question}{value} {sentence}{cells}").replace("!  ", "! ")
}

/// The folder is a project already.
pub fn exists(lang: Lang, folder: &Path) -> String {
    let folder = folder.display();
    lang.pick(
        format!("{folder} にはもう koe.toml があります。何も書きませんでした。別のフォルダを指定するか、koe infer で定義だけを作ってください。"),
        format!("{folder} has a koe.toml already. Nothing was written. Name another folder, or draft a definition with koe infer."),
    )
}

/// A file that would be written is there already.
pub fn in_the_way(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!("{path} がもうあります。何も書きませんでした。空のフォルダを指定してください。"),
        format!("{path} is there already. Nothing was written. Name an empty folder."),
    )
}

/// Two files of one name, of which one describes answers that lie beside it.
pub fn called_the_same(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!(
            "{path} と同じ名前のファイルがほかにもあります。Triple-Sの説明と回答は名前でつながっているので、名前を変えて写すことはできません。何も書きませんでした。別々のプロジェクトにしてください。"
        ),
        format!(
            "There is another file called like {path}. Descriptions of Triple-S find their answers by name, so copies cannot be renamed. Nothing was written. Make a project of each."
        ),
    )
}

/// The project was made.
pub fn made(lang: Lang, folder: &Path, surveys: &[(String, usize)], is_reviewed: bool) -> Vec<String> {
    let mut lines = vec![lang.pick(
        format!("{} を作りました。表計算ファイルは data/ に写しました（元のファイルはそのまま）。", folder.display()),
        format!("Made {}. The spreadsheets were copied to data/; the originals are as they were.", folder.display()),
    )];
    if surveys.is_empty() {
        lines = vec![lang.pick(
            format!("{} を作りました。surveys/survey.toml に調査の定義を書いてください。", folder.display()),
            format!("Made {}. Write the survey's definition in surveys/survey.toml.", folder.display()),
        )];
    }
    for (id, guesses) in surveys {
        lines.push(match guesses {
            0 => lang.pick(format!("  surveys/{id}.toml: 推定なし"), format!("  surveys/{id}.toml: no guesses")),
            _ => lang.pick(
                format!("  surveys/{id}.toml: 「# guess:」{guesses}件を調査票と見比べてください。"),
                format!("  surveys/{id}.toml: compare {guesses} lines \"# guess:\" with the questionnaire."),
            ),
        });
    }
    if !is_reviewed && surveys.iter().any(|(_, guesses)| *guesses > 0) {
        lines.push(
            lang.pick(
                "  koe new に --review を付けると、推定を画面で確かめて直してから書けます。",
                "  With --review, koe new shows the guesses on a screen before anything is written.",
            )
            .to_owned(),
        );
    }
    if !surveys.is_empty() {
        let folder = folder.display();
        lines.push(lang.pick(
            format!("次に: koe check -p {folder}（回答の点検）、koe tab -p {folder}（集計）、koe {folder}（画面で見る）"),
            format!("Next: koe check -p {folder} (check the answers), koe tab -p {folder} (tables), koe {folder} (on screen)"),
        ));
    }
    lines
}
