//! The csv files: in UTF-8 with and without a byte order mark, and in Windows-31J.

use super::folder;

pub(super) fn utf8(case: &str, file: &str, text: &str) {
    std::fs::write(folder(case).join(file), text).unwrap();
}

pub(super) fn bom(case: &str, file: &str, text: &str) {
    utf8(case, file, &format!("\u{feff}{text}"));
}

fn cp932(case: &str, file: &str, text: &str) {
    let (bytes, _, failed) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!failed, "{case}/{file} has characters that Windows-31J lacks");
    std::fs::write(
        folder(case).join(file),
        text.replace('\n', "\r\n")
            .len()
            .checked_sub(text.len())
            .map_or(bytes.to_vec(), |_| encoding_rs::SHIFT_JIS.encode(&text.replace('\n', "\r\n")).0.to_vec()),
    )
    .unwrap();
}

pub fn write() {
    // Google フォーム, 「回答」タブの csv: one column per question, `;` between answers, a grid as 質問 [行].
    utf8(
        "google-forms",
        "アンケート.csv",
        r#""タイムスタンプ","性別","年代","駅までの交通手段（あてはまるものすべて）","施策の満足度 [防災]","施策の満足度 [子育て]","市政へのご意見をお書きください"
"2024/05/01 9:12:03 午前 GMT+9","女性","30代","徒歩;自転車","満足","やや不満",""
"2024/05/01 9:15:40 午前 GMT+9","男性","40代","自転車","やや満足","不満","駅前の駐輪場を増やしてください。"
"2024/05/01 10:02:11 午前 GMT+9","女性","20代","徒歩;バス","満足","満足",""
"2024/05/02 8:45:09 午前 GMT+9","男性","60代","バス","やや満足","やや満足","特にありません"
"2024/05/02 1:20:55 午後 GMT+9","女性","40代","徒歩;バス;自家用車（家族の送迎を含む）","不満","やや満足",""
"2024/05/03 7:03:31 午後 GMT+9","女性","30代","徒歩;自転車","満足","やや不満",""
"2024/05/03 7:33:08 午後 GMT+9","男性","70歳以上","自家用車（家族の送迎を含む）","やや満足","不満",""
"2024/05/04 11:11:11 午前 GMT+9","回答しない","30代","自転車;バス","満足","満足",""
"2024/05/05 6:59:59 午後 GMT+9","男性","60代","","やや不満","","道路の段差をなくしてほしい。"
"2024/05/06 9:00:00 午前 GMT+9","女性","20代","徒歩","満足","やや満足",""
"#,
    );
    // Qualtrics, numeric values: names, wordings, import ids, then previews among the answers.
    let metadata = "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,RecipientLastName,RecipientFirstName,RecipientEmail,ExternalReference,LocationLatitude,LocationLongitude,DistributionChannel,UserLanguage";
    let wordings = "開始日,終了日,回答タイプ,IPアドレス,進行度,期間 (秒単位),終了,記録日,回答ID,受信者の姓,受信者の名,受信者のメール,外部データ参照,場所の緯度,場所の経度,配布チャネル,ユーザー言語";
    let ids: Vec<String> = [
        "startDate",
        "endDate",
        "status",
        "ipAddress",
        "progress",
        "duration",
        "finished",
        "recordedDate",
        "_recordId",
        "recipientLastName",
        "recipientFirstName",
        "recipientEmail",
        "externalDataReference",
        "locationLatitude",
        "locationLongitude",
        "distributionChannel",
        "userLanguage",
    ]
    .iter()
    .map(|id| format!("\"{{\"\"ImportId\"\":\"\"{id}\"\"}}\""))
    .collect();
    let lead = |status: &str, n: u32| {
        format!(
            "2024-06-{n:02} 10:00:00,2024-06-{n:02} 10:05:00,{status},192.0.2.{n},100,300,1,2024-06-{n:02} 10:05:01,R_{n:03}abc,,,,,35.7,139.5,anonymous,JA"
        )
    };
    let import = |names: &[&str]| {
        names.iter().map(|id| format!("\"{{\"\"ImportId\"\":\"\"{id}\"\"}}\"")).collect::<Vec<_>>().join(",")
    };
    let numeric = [
        ("1", "1,1,,1,,5,4,"),
        ("0", "1,1,1,,,5,4,"),
        ("0", "2,,1,,,4,4,"),
        ("0", "2,1,,,,3,2,"),
        ("0", "3,,,1,送迎バス,1,1,"),
        ("0", "1,1,1,,,5,3,もっと相談の場を"),
        ("8", "3,1,1,1,x,1,1,spam"),
        ("0", "2,,,,,2,2,"),
        ("0", "1,1,,,,4,5,"),
    ];
    let rows: String =
        numeric.iter().zip(1..).map(|((status, answers), n)| format!("{},{answers}\n", lead(status, n))).collect();
    utf8(
        "qualtrics-numeric",
        "Survey_June.csv",
        &format!(
            "{metadata},Q1,Q2_1,Q2_2,Q2_3,Q2_3_TEXT,Q3_1,Q3_2,Q4\n{wordings},お住まいの地区,交通手段 (複数選択可) - 選択した選択肢 - 徒歩,交通手段 (複数選択可) - 選択した選択肢 - バス,交通手段 (複数選択可) - 選択した選択肢 - その他,交通手段 (複数選択可) - その他 - 文字入力,次の項目の満足度 - 相談窓口,次の項目の満足度 - 広報,ご意見をご記入ください\n{},{}\n{rows}",
            ids.join(","),
            import(&["QID1", "QID2_1", "QID2_2", "QID2_3", "QID2_3_TEXT", "QID3_1", "QID3_2", "QID4_TEXT"])
        ),
    );
    // The same with choice text: several answers in one cell, joined with a comma.
    let texts = [
        ("Survey Preview", "北部,\"徒歩,バス\""),
        ("IP Address", "北部,\"徒歩,バス\""),
        ("IP Address", "南部,徒歩"),
        ("IP Address", "南部,\"徒歩,自転車\""),
        ("IP Address", "北部,バス"),
        ("IP Address", "南部,\"バス,自転車\""),
        ("IP Address", "北部,徒歩"),
        ("IP Address", "北部,\"徒歩,バス,自転車\""),
    ];
    let rows: String = texts
        .iter()
        .zip(1..)
        .map(|((status, answers), n)| {
            format!("{},{answers}\n", lead(status, n).replace(",100,300,1,", ",100,300,True,"))
        })
        .collect();
    utf8(
        "qualtrics-text",
        "Survey_text.csv",
        &format!(
            "{metadata},Q1,Q2\n{wordings},お住まいの地区,使う交通手段をすべて選んでください\n{},{}\n{rows}",
            ids.join(","),
            import(&["QID1", "QID2"])
        ),
    );
    // LimeSurvey, question codes as headers, answers as codes, byte order mark.
    bom(
        "limesurvey",
        "results-survey1234.csv",
        r#""id","submitdate","lastpage","startlanguage","seed","Q1","Q2[SQ001]","Q2[SQ002]","Q2[SQ003]","Q2[other]","Q3[SQ001]","Q3[SQ002]","Q4"
"1","2024-07-01 10:00:00","3","ja","1182","A1","Y","","","","1","2","20"
"2","2024-07-01 10:10:00","3","ja","3342","A2","Y","Y","","","2","2","35"
"3","2024-07-01 11:00:00","3","ja","9912","A1","","","Y","","3","1","41"
"5","2024-07-02 09:00:00","3","ja","4471","A1","","Y","","フリーマーケット","1","3","52"
"6","2024-07-02 09:30:00","3","ja","8123","A2","Y","","","","2","1","28"
"7","2024-07-03 14:00:00","3","ja","7731","A1","","","","","1","","63"
"8","2024-07-03 15:00:00","3","ja","5512","A3","Y","Y","Y","","3","3","47"
"9","2024-07-04 16:00:00","3","ja","6623","A2","","Y","","町内会の集まり","2","2","39"
"#,
    );
    // LoGoフォーム, cp932, several answers on lines of one cell (assumed; no public sample is known).
    cp932(
        "logoform",
        "回答データ.csv",
        "回答ID,回答日時,ステータス,整理番号,お住まいの地区,利用したことのある施設（複数選択）,年齢（歳）,メールアドレス\nL-0001,2024/08/01 10:00:00,完了,0001,北地区,\"図書館\n体育館\",34,a@example.jp\nL-0002,2024/08/01 11:00:00,完了,0002,南地区,図書館,51,b@example.jp\nL-0003,2024/08/01 12:30:00,完了,0003,北地区,\"図書館\n公民館\",28,\nL-0004,2024/08/02 09:00:00,完了,0004,南地区,\"体育館\n公民館\",67,d@example.jp\nL-0005,2024/08/02 10:00:00,完了,0005,北地区,体育館,45,\nL-0006,2024/08/03 10:00:00,完了,0006,北地区,,39,\nL-0007,2024/08/03 10:20:00,完了,0007,南地区,\"図書館\n体育館\n公民館\",72,g@example.jp\n",
    );
    // 電子申請, cp932; withdrawn applications stay in the file.
    cp932(
        "electronic-application",
        "申込一覧.csv",
        "受付番号,申込日時,状態,申込者,氏名,電話番号,1. 業種をお答えください,2. 直近の業況,3. 困っていること\n20240001,2024/09/01 10:00,処理完了,u001,山田 太郎,042-000-0001,小売業,良い,人手不足、資金繰り\n20240002,2024/09/01 11:00,処理完了,u002,鈴木 花子,042-000-0002,飲食業,悪い,人手不足\n20240003,2024/09/02 09:00,取下げ済,u003,佐藤 一郎,042-000-0003,小売業,悪い,資金繰り\n20240004,2024/09/02 10:00,処理完了,u004,高橋 次郎,042-000-0004,小売業,ふつう,人手不足、販路\n20240005,2024/09/03 10:00,処理完了,u005,田中 三郎,042-000-0005,飲食業,良い,販路\n20240006,2024/09/03 11:00,処理完了,u006,伊藤 四郎,042-000-0006,製造業,ふつう,資金繰り、販路\n20240007,2024/09/04 11:00,処理完了,u007,渡辺 五郎,042-000-0007,製造業,悪い,人手不足、資金繰り、販路\n",
    );
    // Mark readers: a column per allowed answer, -1 for none, -9999 for spoiled.
    utf8(
        "slots",
        "omr.csv",
        "ID,Q1,Q2_1,Q2_2,Q2_3\n1,1,1,3,-1\n2,2,2,-1,-1\n3,-9999,1,2,3\n4,1,3,4,-1\n5,-1,-1,-1,-1\n6,2,1,4,-1\n7,1,-9999,-9999,-9999\n8,2,2,3,4\n9,1,1,-1,-1\n10,2,4,-1,-1\n",
    );
    // A reporting program: 【設問】選択肢, ○ for chosen, - for not chosen.
    utf8(
        "title-in-brackets",
        "export.csv",
        "No,【性別】,【利用手段】徒歩,【利用手段】バス,【利用手段】電車,【満足度】\n1,女性,○,-,○,満足\n2,男性,-,○,-,不満\n3,女性,○,○,-,満足\n4,男性,-,-,○,やや満足\n5,女性,-,-,-,満足\n6,女性,○,-,-,やや不満\n7,男性,○,○,○,不満\n",
    );
    // Entered by hand on an old machine: half-width kana, full-width digits.
    cp932("half-width", "入力.csv", "ﾅﾝﾊﾞｰ,性別,問１,問２（○は３つまで）\n１,ﾀﾞﾝｾｲ,１,１，３\n２,ダンセイ,２,２\n３,ｼﾞｮｾｲ,1,１，２\n４,ジョセイ,３,３\n５,ｼﾞｮｾｲ,２,1,\n６,ﾀﾞﾝｾｲ,１,２，３\n".replace("2,1,\n", "２,1\n").as_str());
    // Rows of a matrix by letters, and a first, second, third choice.
    utf8(
        "letters-and-ranks",
        "data.csv",
        "整理番号,問8-A,問8-B,問8-C,問9_1位,問9_2位,問9_3位\n001,1,2,3,4,1,2\n002,2,2,1,1,3,\n003,3,1,1,2,4,1\n004,1,1,2,1,,\n005,2,3,3,3,1,4\n006,1,2,,1,2,3\n007,3,3,2,4,2,1\n008,1,1,1,1,4,2\n",
    );
    // Codes side by side, and 9 or 99 for no answer.
    utf8(
        "digits-and-gaps",
        "data.csv",
        "No,Q1,Q2 あてはまるものすべてに○,Q3\n1,1,13,1\n2,2,2,2\n3,1,123,99\n4,9,1,3\n5,3,24,2\n6,2,14,1\n7,1,,2\n8,9,3,12\n9,2,12,3\n10,1,4,1\n11,3,1,2\n12,1,2,12\n",
    );
    // Answers with codes, a separate file with the codes in blocks.
    utf8(
        "separate-codes",
        "市民意識調査.csv",
        "整理番号,F1,F2,問1,問2,問2_その他,問3\n1,1,3,2,\"1,3\",,5\n2,2,4,1,2,,3\n3,2,2,3,\"1,2\",,4\n4,1,5,2,4,朝市,5\n5,2,6,4,\"3,4\",ネット,1\n6,9,1,2,1,,2\n7,1,3,1,\"1,2,3\",,9\n8,2,4,2,3,,4\n",
    );
    // Data in the notation of government statistics: codes in columns with the names of variables.
    cp932(
        "standard-layout",
        "個票.csv",
        "ID,SEX,AGE,JOB,HOURS\n00001,1,42,2,40\n00002,2,35,1,38\n00003,2,67,3,0\n00004,1,29,1,45\n00005,1,71,3,12\n00006,2,50,V,30\n",
    );
    // Triple-S: the description and the answers in columns beside it, a 0/1 string, a list of codes, a weight.
    utf8(
        "triple-s",
        "来訪者調査.sss",
        r#"<?xml version="1.0" encoding="UTF-8"?>
<sss version="1.1"><survey><title>来訪者調査</title><record ident="A">
<variable ident="1" type="character" use="serial"><name>NR</name><label>票の番号</label><position start="1" finish="3"/><size>3</size></variable>
<variable ident="2" type="single"><name>Q1</name><label>満足度</label><position start="4"/>
 <values><value code="1">満足</value><value code="2">不満</value><value code="9">無回答</value></values></variable>
<variable ident="3" type="multiple"><name>Q2</name><label>きっかけ</label><position start="5" finish="7"/>
 <values><value code="1">広報</value><value code="2">ウェブ</value><value code="9">その他</value></values></variable>
<variable ident="4" type="multiple"><name>Q3</name><label>課題</label><position start="8" finish="11"/><spread subfields="2" width="2"/>
 <values><value code="1">人手</value><value code="2">資金</value><value code="10">販路</value></values></variable>
<variable ident="5" type="quantity"><name>Q4</name><label>来訪回数</label><position start="12" finish="13"/><values><range from="0" to="50"/></values></variable>
<variable ident="6" type="quantity" use="weight"><name>WT</name><label>ウェイト</label><position start="14" finish="16"/></variable>
</record></survey></sss>
"#,
    );
    utf8("triple-s", "来訪者調査.asc", "0011100 110 21.0\n0022110 2   40.5\n0039000     61.5\n0041011 2  121.0\n");
    // Two deliveries of the same paper forms, the second with a code the first has not.
    utf8(
        "two-batches",
        "第1回納品.csv",
        "整理番号,問1（○は1つ）,問2（○はいくつでも）,問2_その他\n1,1,\"1,2\",\n2,2,2,\n3,1,\"1,4\",朝市\n4,3,1,\n5,1,\"2,4\",直売所\n6,2,\"1,2\",\n",
    );
    utf8(
        "two-batches",
        "第2回納品.csv",
        "整理番号,問1（○は1つ）,問2（○はいくつでも）,問2_その他\n7,2,\"1,3\",\n8,4,\"2,3\",\n9,1,3,\n10,3,\"3,4\",通販\n",
    );
    // Ranks under circled digits, filled from the left in any order.
    utf8(
        "circled-ranks",
        "data.csv",
        "No,問22①,問22②,問22③,問23①,問23②,問23③\n1,3,1,2,1,2,3\n2,1,4,,1,3,\n3,2,1,3,2,3,4\n4,4,3,1,1,,\n5,1,2,,1,4,\n6,3,,,2,4,\n7,2,4,1,1,2,4\n8,1,3,4,3,4,\n",
    );
    // A label in the cell of its column instead of a mark.
    utf8(
        "label-in-cell",
        "expanded.csv",
        "回答番号,利用手段_徒歩,利用手段_バス,利用手段_その他,利用手段_その他（内容）\n1,徒歩,,,\n2,徒歩,バス,,\n3,,バス,その他,送迎\n4,徒歩,,,\n5,,バス,,\n6,,,その他,タクシー\n",
    );
}
