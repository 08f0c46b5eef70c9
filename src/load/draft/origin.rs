//! Which service a file comes from, told by the columns the service itself adds, and what those columns are for.
//!
//! What is known of each service's export stands here and nowhere else. A file of no known service is `Generic`; the
//! columns for ids, times and persons are found in it by their usual names.

use crate::load::columns::{ColumnName, Header};
use crate::load::sheet::{Cell, Sheet};
use crate::text::fold;

/// Where a file comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the services")]
pub enum Origin {
    GoogleForms,
    MicrosoftForms,
    SurveyMonkey,
    Qualtrics,
    LimeSurvey,
    LogoForm,
    ElectronicApplication,
    #[default]
    Generic,
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Identifies a respondent.
    Id,
    /// When somebody answered.
    Time,
    /// Who somebody is.
    Personal,
    /// Added by the service, no answer.
    Service,
    /// Tells previews and tests from answers.
    Status,
}

/// Texts in a status column that mark no answer, folded and in lower case.
const PREVIEW: [&str; 6] = ["survey preview", "preview", "spam", "survey test", "プレビュー", "調査プレビュー"];
/// Numbers Qualtrics writes for the same: preview, test, spam, preview marked as spam, preview offline.
const PREVIEW_CODES: [&str; 5] = ["1", "2", "8", "9", "17"];
/// Texts in a status column that may mark no answer.
const DOUBTFUL: [&str; 7] = ["取下げ", "取下げ済", "取り下げ", "却下", "申請却下", "キャンセル", "テスト"];

const GOOGLE: [(&str, Role); 8] = [
    ("タイムスタンプ", Role::Time),
    ("timestamp", Role::Time),
    ("ユーザー名", Role::Personal),
    ("username", Role::Personal),
    ("メールアドレス", Role::Personal),
    ("email address", Role::Personal),
    ("スコア", Role::Service),
    ("score", Role::Service),
];
const MICROSOFT: [(&str, Role); 18] = [
    ("id", Role::Id),
    ("開始時刻", Role::Time),
    ("完了時刻", Role::Time),
    ("最終変更時刻", Role::Time),
    ("start time", Role::Time),
    ("completion time", Role::Time),
    ("last modified time", Role::Time),
    ("メール", Role::Personal),
    ("email", Role::Personal),
    ("名前", Role::Personal),
    ("name", Role::Personal),
    ("言語", Role::Service),
    ("language", Role::Service),
    ("合計点", Role::Service),
    ("合計ポイント", Role::Service),
    ("クイズのフィードバック", Role::Service),
    ("total points", Role::Service),
    ("quiz feedback", Role::Service),
];
const MONKEY: [(&str, Role); 23] = [
    ("respondent id", Role::Id),
    ("respondentid", Role::Id),
    ("回答者 id", Role::Id),
    ("回答者id", Role::Id),
    ("collector id", Role::Service),
    ("collectorid", Role::Service),
    ("コレクター id", Role::Service),
    ("start date", Role::Time),
    ("end date", Role::Time),
    ("date created", Role::Time),
    ("date modified", Role::Time),
    ("開始日", Role::Time),
    ("終了日", Role::Time),
    ("ip address", Role::Personal),
    ("ip アドレス", Role::Personal),
    ("email address", Role::Personal),
    ("メールアドレス", Role::Personal),
    ("first name", Role::Personal),
    ("last name", Role::Personal),
    ("名", Role::Personal),
    ("姓", Role::Personal),
    ("custom data 1", Role::Service),
    ("カスタムデータ 1", Role::Service),
];
const QUALTRICS: [(&str, Role); 17] = [
    ("responseid", Role::Id),
    ("startdate", Role::Time),
    ("enddate", Role::Time),
    ("recordeddate", Role::Time),
    ("status", Role::Status),
    ("ipaddress", Role::Personal),
    ("progress", Role::Service),
    ("duration (in seconds)", Role::Service),
    ("finished", Role::Service),
    ("recipientlastname", Role::Personal),
    ("recipientfirstname", Role::Personal),
    ("recipientemail", Role::Personal),
    ("externalreference", Role::Service),
    ("externaldatareference", Role::Service),
    ("locationlatitude", Role::Personal),
    ("locationlongitude", Role::Personal),
    ("userlanguage", Role::Service),
];
const LIME: [(&str, Role); 26] = [
    ("id", Role::Id),
    ("response id", Role::Id),
    ("回答id", Role::Id),
    ("回答 id", Role::Id),
    ("submitdate", Role::Time),
    ("date submitted", Role::Time),
    ("送信日", Role::Time),
    ("提出日", Role::Time),
    ("startdate", Role::Time),
    ("date started", Role::Time),
    ("datestamp", Role::Time),
    ("date last action", Role::Time),
    ("開始日", Role::Time),
    ("lastpage", Role::Service),
    ("last page", Role::Service),
    ("最後のページ", Role::Service),
    ("startlanguage", Role::Service),
    ("start language", Role::Service),
    ("開始言語", Role::Service),
    ("seed", Role::Service),
    ("シード", Role::Service),
    ("token", Role::Personal),
    ("ipaddr", Role::Personal),
    ("ip address", Role::Personal),
    ("refurl", Role::Service),
    ("referrer url", Role::Service),
];
/// Forms of municipalities, whose columns differ from form to form.
const MUNICIPAL: [(&str, Role); 28] = [
    ("回答id", Role::Id),
    ("受付番号", Role::Id),
    ("申込番号", Role::Id),
    ("到達番号", Role::Id),
    ("整理番号", Role::Id),
    ("回答日時", Role::Time),
    ("回答開始日時", Role::Time),
    ("回答完了日時", Role::Time),
    ("送信日時", Role::Time),
    ("受付日時", Role::Time),
    ("申込日時", Role::Time),
    ("申請日時", Role::Time),
    ("到達日時", Role::Time),
    ("更新日時", Role::Time),
    ("最終更新日時", Role::Time),
    ("ステータス", Role::Status),
    ("状態", Role::Status),
    ("処理状況", Role::Status),
    ("対応状況", Role::Status),
    ("審査状況", Role::Status),
    ("担当者", Role::Service),
    ("フォーム名", Role::Service),
    ("フォームid", Role::Service),
    ("手続き名", Role::Service),
    ("手続名", Role::Service),
    ("利用者id", Role::Personal),
    ("申込者", Role::Personal),
    ("申請者", Role::Personal),
];
/// A form of a service that is not known by its names has this all the same.
const GENERIC: [(&str, Role); 3] =
    [("ステータス", Role::Status), ("受付状況", Role::Status), ("申請状況", Role::Status)];
/// Names of columns that identify a respondent, the surest first.
const IDS: [&str; 32] = [
    "整理番号",
    "調査票番号",
    "受付番号",
    "回答id",
    "回答番号",
    "回答者id",
    "respondentid",
    "responseid",
    "回答者番号",
    "サンプル番号",
    "サンプルno",
    "通し番号",
    "管理番号",
    "票番号",
    "票no",
    "整理no",
    "行番号",
    "番号",
    "番",
    "会員番号",
    "会員no",
    "顧客番号",
    "利用者番号",
    "事業所番号",
    "連番",
    "ナンバー",
    "id",
    "no",
    // What says in a first column that names and wordings of the others follow.
    "設問番号",
    "質問番号",
    "変数名",
    "項目名",
];
/// Names that are those of a person wherever they stand; longer headers must begin or end with one.
const PERSONS: [&str; 21] = [
    "氏名",
    "お名前",
    "名前",
    "ご氏名",
    "フリガナ",
    "ふりがな",
    "メールアドレス",
    "メール",
    "e-mail",
    "email",
    "電話番号",
    "電話",
    "携帯電話",
    "住所",
    "ご住所",
    "郵便番号",
    "ipアドレス",
    "ip address",
    "ip",
    "生年月日",
    "会員id",
];
const TIMES: [&str; 9] =
    ["タイムスタンプ", "timestamp", "回答日時", "回答日", "受付日", "受付日時", "入力日", "送信日時", "更新日時"];

/// Names of columns that say when a form came in, the surest first: when it was sent before when it was begun or changed.
const RECEIVED: [&str; 22] = [
    "タイムスタンプ",
    "timestamp",
    "完了時刻",
    "completion time",
    "end date",
    "enddate",
    "終了日",
    "submitdate",
    "date submitted",
    "送信日",
    "提出日",
    "recordeddate",
    "回答完了日時",
    "回答日時",
    "送信日時",
    "受付日時",
    "到達日時",
    "申込日時",
    "申請日時",
    "受付日",
    "回答日",
    "date created",
];

/// How surely a column of a time says when the form came in; smaller is surer.
pub fn received_rank(name: &ColumnName) -> Option<usize> {
    let plain = plain(name);
    RECEIVED.iter().position(|known| *known == plain)
}

/// What a service writes between several answers in one cell; nothing where it is not known.
pub fn separators(origin: Origin) -> &'static [&'static str] {
    match origin {
        Origin::GoogleForms => &[";", ", "],
        Origin::MicrosoftForms => &[";"],
        Origin::Qualtrics => &[","],
        _ => &[],
    }
}

fn plain(name: &ColumnName) -> String {
    name.written.first().map(|text| fold::matching(text).to_lowercase()).unwrap_or_default()
}

/// Tells the service by the names of the columns.
pub fn recognise(sheet: &Sheet, header: &Header) -> Origin {
    let names: Vec<String> = header.columns.iter().map(plain).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let all = |wanted: &[&str]| wanted.iter().all(|name| has(name));
    let first = names.first().map(String::as_str).unwrap_or_default();
    let import = sheet.rows.iter().take(header.data_start()).flatten();
    let is_import = import.filter_map(text).any(|text| text.contains("{\"ImportId\""));
    if is_import || all(&["responseid", "recordeddate"]) {
        Origin::Qualtrics
    } else if all(&["respondent id", "collector id"])
        || all(&["respondentid", "collectorid"])
        || all(&["回答者 id", "コレクター id"])
    {
        Origin::SurveyMonkey
    } else if all(&["id", "開始時刻", "完了時刻"]) || all(&["id", "start time", "completion time"]) {
        Origin::MicrosoftForms
    } else if has("startlanguage") || has("start language") || has("開始言語") || all(&["submitdate", "lastpage"]) {
        Origin::LimeSurvey
    } else if ["タイムスタンプ", "timestamp"].contains(&first) {
        Origin::GoogleForms
    } else if ["申込日時", "申請日時", "到達日時", "到達番号", "申込番号"].iter().any(|name| has(name))
    {
        Origin::ElectronicApplication
    } else if (has("回答id") || has("受付番号"))
        && ["回答日時", "回答開始日時", "回答完了日時", "送信日時", "受付日時"].iter().any(|name| has(name))
    {
        Origin::LogoForm
    } else {
        Origin::Generic
    }
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

/// What every column of a header is for, see [`role`]; and those that only their neighbours tell from questions.
pub fn roles(origin: Origin, header: &Header) -> Vec<Option<(Role, bool)>> {
    let is_there =
        |name: &str| header.columns.iter().any(|column| column.written.first().is_some_and(|own| own == name));
    let is_question = |name: &str| {
        let of = |own: &String| own == name || own.strip_prefix(name).is_some_and(|rest| rest.starts_with(['[', '_']));
        header.columns.iter().any(|column| column.written.first().is_some_and(of))
    };
    let beside = |name: &ColumnName| {
        let written = name.written.first().map(String::as_str).unwrap_or_default();
        match origin {
            // A test that gives points has its points and remarks beside every question.
            Origin::GoogleForms => {
                let ends = [" [スコア]", " [フィードバック]", " [Score]", " [Feedback]"];
                ends.iter().any(|end| written.strip_suffix(end).is_some_and(is_there))
            }
            // How long somebody took: for the whole, for a group, for a question.
            Origin::LimeSurvey => {
                let group = written.strip_prefix("groupTime").is_some_and(|rest| rest.parse::<u32>().is_ok());
                written == "interviewtime" || group || written.strip_suffix("Time").is_some_and(is_question)
            }
            _ => false,
        }
    };
    let of = |name: &ColumnName| role(origin, name).or_else(|| beside(name).then_some((Role::Service, true)));
    header.columns.iter().map(of).collect()
}

/// The texts by which a column of a service says that somebody did not come to the end; an empty one is a blank cell. `rows` are
/// all there are.
pub fn unfinished(origin: Origin, name: &ColumnName, texts: &[(String, usize)], rows: usize) -> Vec<String> {
    let plain = plain(name);
    let filled: usize = texts.iter().map(|(_, count)| count).sum();
    match origin {
        Origin::Qualtrics if plain == "finished" => {
            let is_no = |text: &&(String, usize)| ["false", "0"].contains(&text.0.to_lowercase().as_str());
            texts.iter().filter(is_no).map(|(text, _)| text.clone()).collect()
        }
        Origin::LimeSurvey if SUBMITTED.contains(&plain.as_str()) && filled > 0 && filled < rows => vec![String::new()],
        _ => Vec::new(),
    }
}

/// Where LimeSurvey says when somebody came to the end.
const SUBMITTED: [&str; 4] = ["submitdate", "date submitted", "送信日", "提出日"];

/// What a column is for, when it is no question. `sure` is false for a column that only looks personal by its wording.
pub fn role(origin: Origin, name: &ColumnName) -> Option<(Role, bool)> {
    let plain = plain(name);
    let table: &[(&str, Role)] = match origin {
        Origin::GoogleForms => &GOOGLE,
        Origin::MicrosoftForms => &MICROSOFT,
        Origin::SurveyMonkey => &MONKEY,
        Origin::Qualtrics => &QUALTRICS,
        Origin::LimeSurvey => &LIME,
        Origin::LogoForm | Origin::ElectronicApplication => &MUNICIPAL,
        Origin::Generic => &GENERIC,
    };
    let own = table.iter().find(|(known, _)| *known == plain).map(|(_, role)| *role);
    // The columns of a service have no second line of their own.
    if let Some(role) = own.filter(|_| name.written.len() == 1 || origin == Origin::Qualtrics) {
        return Some((role, true));
    }
    if origin == Origin::Qualtrics && (plain.starts_with("q_") || plain.starts_with("distributionchannel")) {
        return Some((Role::Service, true));
    }
    if origin == Origin::SurveyMonkey && (plain.starts_with("custom data") || plain.starts_with("カスタムデータ"))
    {
        return Some((Role::Service, true));
    }
    if TIMES.contains(&plain.as_str()) {
        return Some((Role::Time, true));
    }
    // 住所 of one's workplace as a choice is a question; a bare 氏名 is a person.
    let bare = plain.trim_start_matches(['ご', 'お']).trim_end_matches(|c: char| c.is_ascii_punctuation());
    if PERSONS.contains(&plain.as_str()) || PERSONS.contains(&bare) {
        return Some((Role::Personal, true));
    }
    let begins = PERSONS
        .iter()
        .any(|person| person.chars().count() > 1 && (plain.starts_with(person) || plain.ends_with(person)));
    begins.then_some((Role::Personal, false))
}

/// How sure a name is that of an id; smaller is surer.
pub fn id_rank(name: &ColumnName) -> Option<usize> {
    let plain = plain(name);
    let plain: String = plain.chars().filter(|c| !['.', '_', '#', ' '].contains(c)).collect();
    IDS.iter().position(|id| *id == plain)
}

/// Names of columns with what those who entered the data noted down.
const REMARKS: [&str; 12] = [
    "備考",
    "備考欄",
    "入力備考",
    "摘要",
    "メモ",
    "特記事項",
    "入力者メモ",
    "担当者メモ",
    "確認事項",
    "コメント欄(事務局)",
    "remarks",
    "notes",
];

/// True for a column of remarks that nobody was asked for.
pub fn is_remarks(name: &ColumnName) -> bool {
    let plain = plain(name);
    name.written.len() == 1 && REMARKS.contains(&plain.trim_matches(['(', ')', '※', ' ']))
}

/// The texts of a status column that mark previews and tests.
pub fn previews(origin: Origin, texts: &[(String, usize)]) -> Vec<(String, usize)> {
    let is_preview = |text: &str| {
        let folded = fold::matching(text).to_lowercase();
        PREVIEW.contains(&folded.as_str()) || (origin == Origin::Qualtrics && PREVIEW_CODES.contains(&folded.as_str()))
    };
    texts.iter().filter(|(text, _)| is_preview(text)).cloned().collect()
}

/// The texts of a status column that may mark rows that are no answers.
pub fn doubtful(texts: &[(String, usize)]) -> Vec<String> {
    let is_doubtful = |text: &String| DOUBTFUL.iter().any(|known| fold::matching(text).contains(known));
    texts.iter().map(|(text, _)| text.clone()).filter(is_doubtful).collect()
}
