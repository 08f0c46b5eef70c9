//! Rows that are no answers, headers in two rows, merged answers, several files: csv files and Excel books.

use rust_xlsxwriter::Format;

use super::books::{book, fill};
use super::texts::{bom, utf8};

pub fn write() {
    headers();
    rows();
    services();
    merged();
}

fn headers() {
    // The names of the columns once more below their wording.
    bom(
        "names-below-header",
        "調査データ.csv",
        "No,回答日時,性別,理由_値段,理由_味,年齢（歳）\nNo,DATE,Q1,Q2_1,Q2_2,Q3\n1,2024/10/1 10:00,1,0,0,34\n2,2024/10/1 10:40,2,1,0,51\n3,2024/10/2 9:10,1,0,1,28\n4,2024/10/2 9:30,2,1,1,67\n5,2024/10/3 8:00,1,0,0,45\n6,2024/10/3 8:20,2,1,0,39\n7,2024/10/3 9:55,1,0,1,52\n8,2024/10/4 7:15,2,1,1,60\n",
    );
    // Wordings below the names, over labels: only that nobody answers so tells them.
    utf8(
        "wording-below-names",
        "回答.csv",
        "Q1,Q2,Q3\n性別,頻度,満足度\n男,毎日,満足\n女,週1回,不満\n女,毎日,満足\n男,週1回,満足\n女,毎日,不満\n男,毎日,満足\n女,週1回,不満\n男,週1回,満足\n女,毎日,満足\n男,毎日,不満\n",
    );
    // SurveyMonkey, cut down to one question: two cells in the upper header row.
    utf8(
        "options-beside-id",
        "抜粋.csv",
        "Respondent ID,利用手段（あてはまるものすべて）,,,\n,徒歩,バス,車,自転車\n118,徒歩,,車,\n119,徒歩,バス,車,自転車\n120,,バス,,\n121,徒歩,,,自転車\n122,,,車,\n123,徒歩,バス,,\n",
    );
    utf8("one-column", "性別.csv", "性別\n男\n女\n女\n男\n女\n女\n");
    // Codes with leading zeros, as of districts.
    utf8(
        "padded-codes",
        "地区別.csv",
        "No,地区コード,性別（○は1つ）\n1,01,1\n2,02,2\n3,01,1\n4,03,2\n5,02,1\n6,01,2\n7,02,1\n8,03,1\n",
    );
}

fn rows() {
    // Two places that number their forms from 1.
    utf8(
        "numbered-from-one",
        "東会場.csv",
        "No,性別,来場の頻度,満足度\n1,男,毎日,満足\n2,女,週1回,普通\n3,男,週1回,不満\n4,女,毎日,満足\n5,男,毎日,普通\n6,女,週1回,不満\n",
    );
    utf8(
        "numbered-from-one",
        "西会場.csv",
        "No,性別,来場の頻度,満足度\n1,女,週1回,不満\n2,男,週1回,満足\n3,男,毎日,満足\n4,男,毎日,不満\n5,女,週1回,不満\n6,女,毎日,普通\n",
    );
    // Forms marked as invalid, and tests, told by a name and by a number.
    utf8(
        "invalid-and-tests",
        "入力.csv",
        "整理番号,区分,氏名,性別,頻度\n1,有効,甲野一,男,毎日\n2,有効,乙山,女,週1回\n3,無効,丙川,男,毎日\n4,有効,丁田,女,毎日\n5,有効,テスト太郎,男,毎日\n6,有効,戊井,女,週1回\n7,有効,己村,男,毎日\n8,有効,庚島,男,週1回\n9,無効,辛木,女,週1回\n10,有効,壬谷,女,毎日\nテスト,有効,動作確認,男,毎日\n11,有効,癸原,男,週1回\n",
    );
}

fn services() {
    // LimeSurvey: words beside every option, how long everything took, two who did not come to the end.
    utf8(
        "limesurvey-comments",
        "results.csv",
        "id,submitdate,lastpage,startlanguage,G1Q1,G1Q2[SQ001],G1Q2[SQ001comment],G1Q2[SQ002],G1Q2[SQ002comment],interviewtime,groupTime12,G1Q1Time\n1,2024-05-01 10:00:00,3,ja,A1,Y,値段が安い,,,31.2,10.1,3.2\n2,2024-05-01 10:20:00,3,ja,A2,,,Y,,12.5,4.2,2.2\n3,,1,ja,A1,,,,,5.5,1.2,1.1\n4,2024-05-02 10:00:00,3,ja,A2,Y,,Y,駅から近い,44.1,20.1,5.0\n5,2024-05-02 11:00:00,3,ja,A1,Y,,,,18.8,9.4,4.4\n6,2024-05-02 12:00:00,3,ja,A2,,,Y,,22.0,8.8,3.9\n7,,1,ja,A1,Y,,,,4.9,2.0,1.0\n8,2024-05-03 10:00:00,3,ja,A1,Y,,Y,,29.7,9.9,3.3\n",
    );
    // Google フォーム as a test with points.
    utf8(
        "google-quiz",
        "理解度.csv",
        "タイムスタンプ,スコア,居住地区,居住地区 [スコア],居住地区 [フィードバック]\n2024/10/01 0:00:00,0 / 0,東,-- / 0,\n2024/10/01 0:37:00,0 / 0,西,-- / 0,\n2024/10/01 1:14:00,0 / 0,東,-- / 0,\n2024/10/01 1:51:00,0 / 0,東,-- / 0,\n2024/10/01 2:28:00,0 / 0,西,-- / 0,\n2024/10/01 3:05:00,0 / 0,東,-- / 0,\n",
    );
}

fn merged() {
    // A district merged over its respondents.
    book("merged-answers", "地区別.xlsx", |book| {
        let sheet = book.add_worksheet();
        fill(
            sheet,
            0,
            &[
                &["No", "地区", "性別", "頻度"],
                &["1", "", "男", "毎日"],
                &["2", "", "女", "毎日"],
                &["3", "", "男", "週1回"],
                &["4", "", "女", "毎日"],
                &["5", "", "男", "毎日"],
                &["6", "", "女", "週1回"],
                &["7", "", "男", "毎日"],
                &["8", "", "女", "週1回"],
                &["9", "", "男", "週1回"],
            ],
        );
        for (first, district) in [(1, "東"), (4, "西"), (7, "南")] {
            sheet.merge_range(first, 1, first + 2, 1, district, &Format::new()).unwrap();
        }
    });
    // A household with a row for each of its members.
    book("rows-of-members", "世帯.xlsx", |book| {
        let sheet = book.add_worksheet();
        fill(
            sheet,
            0,
            &[
                &["整理番号", "続柄", "年齢（歳）"],
                &["", "世帯主", "45"],
                &["", "配偶者", "43"],
                &["", "子", "12"],
                &["", "世帯主", "70"],
                &["", "配偶者", "68"],
                &["", "世帯主", "33"],
                &["", "配偶者", "30"],
            ],
        );
        for (first, last, number) in [(1, 3, "1"), (4, 5, "2"), (6, 7, "3")] {
            sheet.merge_range(first, 0, last, 0, number, &Format::new()).unwrap();
        }
    });
    // A table that begins in the middle, its header once more, a total, a note, and a small table beside it.
    book("table-in-the-middle", "入力表.xlsx", |book| {
        let sheet = book.add_worksheet();
        fill(
            sheet,
            1,
            &[
                &["", "買い物アンケート 入力表"],
                &["", "入力者：佐藤"],
                &[],
                &["", "番号", "性別", "年代", "頻度", "", "", "集計", "件数"],
                &["", "1", "男", "20代", "毎日", "", "", "男", "5"],
                &["", "2", "女", "30代", "週1回", "", "", "女", "5"],
                &["", "3", "男", "30代", "毎日"],
                &["", "4", "女", "20代", "毎日"],
                &["", "5", "男", "20代", "週1回"],
                &["", "6", "女", "30代", "毎日"],
                &["", "7", "男", "30代", "週1回"],
                &["", "8", "女", "20代", "毎日"],
                &["", "番号", "性別", "年代", "頻度"],
                &["", "9", "男", "30代", "毎日"],
                &["", "10", "女", "20代", "週1回"],
                &["", "合計", "10"],
                &[],
                &["", "※未回答は空欄"],
            ],
        );
    });
}
