//! Tables as they are shown: cross tables, simple lists and their text on a terminal.
//!
//! The tables are made by hand; the small builder at the end is also used by the tests of exports.

#![expect(clippy::indexing_slicing, reason = "a helper of tests fails by panicking")]

use insta::assert_snapshot;
use koe::messages::Lang;
use koe::model::Kind;
use koe::model::table::{Note, Percent, RankScore};
use koe::present::grid::{Part, Value};
use koe::present::terminal::{Drawing, draw};
use koe::present::{Grid, Lines, Marks, View};
use koe::text::cells;

use self::build::{cross, multiple, numeric, rank, simple, weighted};

fn text(grid: &Grid) -> String {
    draw(grid, Drawing::default()).join("\n")
}

#[test]
fn a_cross_table() {
    assert_snapshot!(text(&Grid::new(&cross(), &View::default(), Lang::Ja)), @r#"
Q5　後継者
後継者はいますか。あてはまるもの1つに○をつけてください。
n=525　上段：件数　下段：％　横％（各区分のn＝100％）

                                                                              後継者は
                                                                  候補は        いない
                                            n  決定している  いるが未定①  （廃業予定）  後継者あり計  無回答
------------------------------------------------------------------------------------------------------------
全体                                      525            94          130           285           224      16
                                        100.0          17.9         24.8          54.3          42.7     3.0
商店会への加入
  加入                                    263            60           80           120           140       3
                                        100.0          22.8         30.4          45.6          53.2     1.1
  未加入※                                  22             4           10             8            14       -
                                        100.0          18.2         45.5          36.4          63.6       -
業種
  卸売業、小売業（𠮷野「ｶﾞｿﾘﾝ」を含       261            50           70           140           120       1
  む）                                  100.0          19.2         26.8          53.6          46.0     0.4
  建設業                                  264            44           60           145           104      15
                                        100.0          16.7         22.7          54.9          39.4     5.7
  鉱業※                                     0             -            -             -             -       -
                                            -             -            -             -             -       -

このデータは合成データです（実在の回答ではありません）。
nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。
割合（％）は四捨五入しているため、内訳の合計が100にならないことがある。
「商店会への加入」の区分に入らない240件（無回答・非該当など）を除くため、各区分の合計は全体と一致しない。
※はnが30未満の参考値で、検定の対象としない。
"#);
}

#[test]
fn a_cross_table_in_english_and_ascii() {
    let view = View { marks: Marks::ASCII, ..View::default() };
    let grid = Grid::new(&cross(), &view, Lang::En);
    assert_snapshot!(draw(&grid, Drawing { frame: true, width: 70 }).join("\n"), @r#"
Q5 後継者
後継者はいますか。あてはまるもの1つに○をつけてください。
n=525  upper: Count, lower: %  row % (n of each group = 100%)

+----------------------------------------+-------+--------------+
|                                        |     n | 決定している |
+----------------------------------------+-------+--------------+
| 全体                                   |   525 |           94 |
|                                        | 100.0 |         17.9 |
| 商店会への加入                         |       |              |
|   加入                                 |   263 |           60 |
|                                        | 100.0 |         22.8 |
|   未加入*                              |    22 |            4 |
|                                        | 100.0 |         18.2 |
| 業種                                   |       |              |
|   卸売業、小売業（𠮷野「ｶﾞｿﾘﾝ」を含    |   261 |           50 |
|   む）                                 | 100.0 |         19.2 |
|   建設業                               |   264 |           44 |
|                                        | 100.0 |         16.7 |
|   鉱業*                                |     0 |            - |
|                                        |     - |            - |
+----------------------------------------+-------+--------------+

+----------------------------------------+-------------+
|                                        |      候補は |
|                                        | いるが未定① |
+----------------------------------------+-------------+
| 全体                                   |         130 |
|                                        |        24.8 |
| 商店会への加入                         |             |
|   加入                                 |          80 |
|                                        |        30.4 |
|   未加入*                              |          10 |
|                                        |        45.5 |
| 業種                                   |             |
|   卸売業、小売業（𠮷野「ｶﾞｿﾘﾝ」を含    |          70 |
|   む）                                 |        26.8 |
|   建設業                               |          60 |
|                                        |        22.7 |
|   鉱業*                                |           - |
|                                        |           - |
+----------------------------------------+-------------+

+----------------------------------------+--------------+
|                                        |     後継者は |
|                                        |       いない |
|                                        | （廃業予定） |
+----------------------------------------+--------------+
| 全体                                   |          285 |
|                                        |         54.3 |
| 商店会への加入                         |              |
|   加入                                 |          120 |
|                                        |         45.6 |
|   未加入*                              |            8 |
|                                        |         36.4 |
| 業種                                   |              |
|   卸売業、小売業（𠮷野「ｶﾞｿﾘﾝ」を含    |          140 |
|   む）                                 |         53.6 |
|   建設業                               |          145 |
|                                        |         54.9 |
|   鉱業*                                |            - |
|                                        |            - |
+----------------------------------------+--------------+

+----------------------------------------+--------------+--------+
|                                        | 後継者あり計 | 無回答 |
+----------------------------------------+--------------+--------+
| 全体                                   |          224 |     16 |
|                                        |         42.7 |    3.0 |
| 商店会への加入                         |              |        |
|   加入                                 |          140 |      3 |
|                                        |         53.2 |    1.1 |
|   未加入*                              |           14 |      - |
|                                        |         63.6 |      - |
| 業種                                   |              |        |
|   卸売業、小売業（𠮷野「ｶﾞｿﾘﾝ」を含    |          120 |      1 |
|   む）                                 |         46.0 |    0.4 |
|   建設業                               |          104 |     15 |
|                                        |         39.4 |    5.7 |
|   鉱業*                                |            - |      - |
|                                        |            - |      - |
+----------------------------------------+--------------+--------+

These are synthetic data, not answers of real people.
n is everyone who was asked: no answer, invalid and unreadable are in,
not applicable is out.
Percentages are rounded, so they may not add up to 100.
240 respondents whose 商店会への加入 is not known are left out, so its
rows do not add up to the total.
* n is under 30: for reference only, and in no test.
"#);
}

#[test]
fn sides_changed_over() {
    let view = View { swap: true, ..View::default() };
    assert_snapshot!(text(&Grid::new(&cross(), &view, Lang::Ja)), @r#"
Q5　後継者
後継者はいますか。あてはまるもの1つに○をつけてください。
n=525　上段：件数　下段：％　縦％（各区分のn＝100％）

                                                                業種
                                                            卸売業、
                                     商店会へ           小売業（𠮷野
                                       の加入              「ｶﾞｿﾘﾝ」
                               全体      加入  未加入※      を含む）  建設業  鉱業※
-----------------------------------------------------------------------------------
n                               525       263       22           261     264      0
                              100.0     100.0    100.0         100.0   100.0      -
決定している                     94        60        4            50      44      -
                               17.9      22.8     18.2          19.2    16.7      -
候補はいるが未定①               130        80       10            70      60      -
                               24.8      30.4     45.5          26.8    22.7      -
後継者はいない（廃業予定）      285       120        8           140     145      -
                               54.3      45.6     36.4          53.6    54.9      -
後継者あり計                    224       140       14           120     104      -
                               42.7      53.2     63.6          46.0    39.4      -
無回答                           16         3        -             1      15      -
                                3.0       1.1        -           0.4     5.7      -

このデータは合成データです（実在の回答ではありません）。
nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。
割合（％）は四捨五入しているため、内訳の合計が100にならないことがある。
「商店会への加入」の区分に入らない240件（無回答・非該当など）を除くため、各区分の合計は全体と一致しない。
※はnが30未満の参考値で、検定の対象としない。
"#);
}

#[test]
fn a_weighted_cross_table_with_means() {
    let view = View { digits: 2, lines: Lines::PercentThenCount, ..View::default() };
    assert_snapshot!(text(&Grid::new(&weighted(), &view, Lang::Ja)), @r#"
Q26A　農業（Q26）
n=200　上段：％　下段：加重後件数　横％（各区分のn＝100％）

              n  加重後n   満足  やや不満  無回答   平均  中央値  標準偏差
--------------------------------------------------------------------------
全体              100.00  50.00     45.00    5.00  ▲0.13   ▲1.00      1.50
            200    200.0  100.0      90.0    10.0
年代
  18-39歳         100.00  57.14     42.86       -   0.88   ▲1.00      1.50
             70     78.8   45.0      33.8       -
  40歳以上        100.00  46.15     46.15    7.69   1.88   ▲1.00      1.50
            130    162.5   75.0      75.0    12.5

nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。
ウェイト：pop。nは加重前の数で、ウェイトの分を割り引くと187.7件分に当たる（有効サンプルサイズ）。誤差は、ウェイトの値を決まったものとして計算した。
"#);
}

#[test]
fn a_simple_list() {
    assert_snapshot!(text(&Grid::new(&simple(), &View::default(), Lang::Ja)), @r#"
Q5　後継者
後継者はいますか。あてはまるもの1つに○をつけてください。
n=525

No  選択肢                      件数  構成比  無回答を除く
----------------------------------------------------------
 1  決定している                  94    17.9          18.5
 2  候補はいるが未定①            130    24.8          25.5
 3  後継者はいない（廃業予定）   285    54.3          56.0
    後継者あり計                 224    42.7          44.0
    無回答                        16     3.0
    合計（n）                    525   100.0         100.0

nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。
割合（％）は四捨五入しているため、内訳の合計が100にならないことがある。
"#);
}

#[test]
fn a_simple_list_of_a_multiple_answer_by_size() {
    let view = View { sort: true, ..View::default() };
    assert_snapshot!(text(&Grid::new(&multiple(), &view, Lang::Ja)), @r#"
Q3　経営上の課題
経営上の課題は何ですか（3つまで○）。
n=400

No  選択肢            件数  構成比  無回答を除く
------------------------------------------------
 2  人手不足           210    52.5          56.0
 1  売上・受注の減少   120    30.0          32.0
 3  その他               -       -             -
    無回答              25     6.3
    対象者数（n）      400   100.0         100.0
    延べ回答数         330    82.5          88.0

nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。
複数回答の割合は延べ回答数でなくnを基数とするため、合計が100％を超えることがある。
"#);
}

#[test]
fn a_simple_list_of_ranks() {
    assert_snapshot!(text(&Grid::new(&rank(), &View::default(), Lang::Ja)), @r#"
Q24　力を入れてほしいこと
n=80

No  選択肢         件数  構成比  無回答を除く  1位  2位  3位  得点  平均得点
----------------------------------------------------------------------------
 1  空き店舗対策     60    75.0          80.0   30   20   10   140      1.87
 2  創業支援         50    62.5          66.7   10   20   20    90      1.20
    無回答            5     6.3
    対象者数（n）    80   100.0         100.0
    延べ回答数      110   137.5         146.7

得点は1位を3点、以下1点ずつ減らし3位を1点として合計した。件数・割合は3位までに選んだもの。
"#);
}

#[test]
fn numbers() {
    assert_snapshot!(text(&Grid::new(&numeric(), &View::default(), Lang::Ja)), @r#"
F2　従業員数
n=500

項目               件数
-----------------------
合計（n）           500
回答あり            480
無回答               20
平均（人）        12.35
中央値（人）       4.00
標準偏差          30.01
最小               0.00
第1四分位          2.00
第3四分位          9.50
最大             820.00
合計（人）      5925.60
"#);
}

#[test]
fn only_percentages_keep_the_base() {
    let view = View { lines: Lines::PercentOnly, digits: 0, show_missing: false, ..View::default() };
    assert_snapshot!(text(&Grid::new(&cross(), &view, Lang::Ja)), @r#"
Q5　後継者
後継者はいますか。あてはまるもの1つに○をつけてください。
n=525　横％（各区分のn＝100％）

                                                                            後継者は
                                                                候補は        いない
                                          n  決定している  いるが未定①  （廃業予定）  後継者あり計
--------------------------------------------------------------------------------------------------
全体                                    525            18           25            54            43
商店会への加入
  加入                                  263            23           30            46            53
  未加入※                                22            18           45            36            64
業種
  卸売業、小売業（𠮷野「ｶﾞｿﾘﾝ」を含     261            19           27            54            46
  む）
  建設業                                264            17           23            55            39
  鉱業※                                   0             -            -             -             -

このデータは合成データです（実在の回答ではありません）。
nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。
割合（％）は四捨五入しているため、内訳の合計が100にならないことがある。
「商店会への加入」の区分に入らない240件（無回答・非該当など）を除くため、各区分の合計は全体と一致しない。
※はnが30未満の参考値で、検定の対象としない。
"#);
}

#[test]
fn counts_only_when_no_percentage_was_asked() {
    let mut table = cross();
    table.percent = Percent::None;
    let grid = Grid::new(&table, &View::default(), Lang::Ja);
    assert!(grid.rows.iter().flat_map(|row| &row.cells).all(|cell| !matches!(cell.value, Value::Percent { .. })));
    assert!(!grid.has_units());
}

#[test]
fn every_row_has_a_cell_for_every_column() {
    for table in [cross(), simple(), multiple(), weighted(), rank(), numeric()] {
        for swap in [false, true] {
            for lines in [Lines::CountThenPercent, Lines::PercentThenCount, Lines::PercentOnly, Lines::CountOnly] {
                let grid = Grid::new(&table, &View { swap, lines, ..View::default() }, Lang::En);
                assert!(!grid.rows.is_empty());
                assert!(
                    grid.rows.iter().all(|row| row.cells.len() == grid.columns.len()),
                    "{} {lines:?}",
                    table.question
                );
            }
        }
    }
}

#[test]
fn nets_and_missing_stay_last_when_sorted() {
    let view = View { sort: true, ..View::default() };
    let grid = Grid::new(&cross(), &view, Lang::Ja);
    let labels: Vec<&str> = grid.columns.iter().map(|head| head.label.as_str()).collect();
    assert_eq!(
        labels[1..],
        ["後継者はいない（廃業予定）", "候補はいるが未定①", "決定している", "後継者あり計", "無回答"]
    );
    assert_eq!(grid.columns.last().map(|head| head.part), Some(Part::Missing));
}

#[test]
fn a_small_base_is_marked_and_explained() {
    let mut table = cross();
    table.notes.retain(|note| !matches!(note, Note::SmallBase { .. }));
    let grid = Grid::new(&table, &View::default(), Lang::Ja);
    assert!(grid.rows.iter().any(|row| row.head.small && row.head.label == "未加入※"));
    assert!(grid.notes.iter().any(|note| note.contains("30未満の参考値")), "{:?}", grid.notes);
}

#[test]
fn a_narrow_terminal_loses_nothing() {
    for table in [cross(), multiple(), weighted(), rank(), numeric()] {
        for swap in [false, true] {
            let grid = Grid::new(&table, &View { swap, ..View::default() }, Lang::Ja);
            for (width, frame) in [(160, false), (60, true), (40, false), (1, false)] {
                let lines = draw(&grid, Drawing { width, frame });
                assert!(width < 60 || lines.iter().all(|line| cells::width(line) <= width), "{lines:#?}");
                let drawn = lines.concat();
                for cell in grid.rows.iter().flat_map(|row| &row.cells) {
                    assert!(drawn.contains(&cell.text), "{} is gone at {width}", cell.text);
                }
            }
        }
    }
}

#[test]
fn a_table_of_nobody() {
    let mut table = cross();
    for group in &mut table.groups {
        group.n = 0;
        for cell in &mut group.cells {
            (cell.n, cell.weighted, cell.percent) = (0, 0.0, None);
        }
    }
    let grid = Grid::new(&table, &View::default(), Lang::Ja);
    let texts: Vec<&str> = grid.rows[1].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert!(texts.iter().all(|text| *text == "-"), "{texts:?}");
    assert_eq!(grid.rows[0].cells[0].text, "0");
}

#[test]
fn percentages_of_columns_come_from_the_table() {
    let mut table = cross();
    table.percent = Percent::Column;
    table.groups[1].cells[0].percent = Some(6.25);
    let grid = Grid::new(&table, &View::default(), Lang::Ja);
    assert_eq!(grid.rows[3].cells[1].text, "6.3");
    assert!(grid.subtitles.iter().any(|line| line.contains("縦％")));
    assert_eq!(grid.rows[1].cells[0].value, Value::Blank, "no 100.0 under n where n is not the base");
}

#[test]
fn a_text_question_says_who_answered() {
    let mut table = numeric();
    table.kind = Kind::Text;
    table.groups[0].stats = koe::model::table::Stats::default();
    let grid = Grid::new(&table, &View::default(), Lang::Ja);
    let labels: Vec<&str> = grid.rows.iter().map(|row| row.head.label.as_str()).collect();
    assert_eq!(labels, ["合計（n）", "回答あり", "無回答"]);
}

#[test]
fn the_mean_of_dates_is_a_date() {
    let mut table = numeric();
    table.kind = Kind::Date;
    table.groups[0].stats.mean = Some(19_539.7);
    let grid = Grid::new(&table, &View::default(), Lang::En);
    let mean = grid.rows.iter().find(|row| row.head.label == "Mean").map(|row| row.cells[0].text.as_str());
    assert_eq!(mean, Some("2023-07-01"));
    assert!(!grid.rows.iter().any(|row| row.head.label.starts_with("Sum")), "days do not add up");
}

#[test]
fn the_points_of_a_weighted_rank_question_are_weighted() {
    let mut table = rank();
    table.weight = Some("pop".to_owned());
    table.groups[0].rank_scores.as_mut().unwrap()[0] =
        RankScore { points: 151.25, mean: Some(2.0), ..RankScore::default() };
    let grid = Grid::new(&table, &View::default(), Lang::En);
    let shown: Vec<&str> = grid.rows[0].cells.iter().rev().take(2).map(|cell| cell.text.as_str()).collect();
    assert_eq!(shown, ["2.00", "151.25"]);
}

/// Tables made by hand.
pub mod build {
    use koe::model::Kind;
    use koe::model::table::{
        BannerTitle, Base, BaseKind, Cell, Group, Note, OptionLine, Percent, RankScore, Role, Stats, Table,
    };
    use koe::model::weight::WeightName;

    /// 後継者 by 加入 and 業種, with a net, 無回答, a small group and an empty one.
    pub fn cross() -> Table {
        let mut table = table("Q5", "後継者", Kind::Single);
        table.text = "後継者はいますか。あてはまるもの1つに○をつけてください。".to_owned();
        table.options = vec![
            option("1", "決定している", Role::Choice),
            option("2", "候補はいるが未定①", Role::Choice),
            option("3", "後継者はいない（廃業予定）", Role::Choice),
            option("N1", "後継者あり計", Role::Net),
            option("NA", "無回答", Role::Missing),
        ];
        table.banners = vec![banner("F5", "商店会への加入"), banner("F1", "業種")];
        table.groups = vec![
            group(&table, None, "全体", &[94, 130, 285, 224, 16]),
            group(&table, Some("F5"), "加入", &[60, 80, 120, 140, 3]),
            group(&table, Some("F5"), "未加入", &[4, 10, 8, 14, 0]),
            group(&table, Some("F1"), "卸売業、小売業（𠮷野「ｶﾞｿﾘﾝ」を含む）", &[50, 70, 140, 120, 1]),
            group(&table, Some("F1"), "建設業", &[44, 60, 145, 104, 15]),
            group(&table, Some("F1"), "鉱業", &[0, 0, 0, 0, 0]),
        ];
        finish(&mut table, 10);
        table.notes = vec![
            Note::Synthetic,
            Note::BaseAll,
            Note::Rounding,
            Note::BannerUnknown { banner: "F5".to_owned(), cases: 240 },
            Note::SmallBase { min_base: 30 },
        ];
        table
    }

    /// The same without banners.
    pub fn simple() -> Table {
        let mut table = cross();
        table.groups.truncate(1);
        table.banners.clear();
        table.notes = vec![Note::BaseAll, Note::Rounding];
        table
    }

    /// A multiple answer without banners.
    pub fn multiple() -> Table {
        let mut table = table("Q3", "経営上の課題", Kind::Multiple);
        table.text = "経営上の課題は何ですか（3つまで○）。".to_owned();
        table.options = vec![
            option("1", "売上・受注の減少", Role::Choice),
            option("2", "人手不足", Role::Choice),
            option("3", "その他", Role::Choice),
            option("NA", "無回答", Role::Missing),
        ];
        table.groups = vec![group(&table, None, "全体", &[120, 210, 0, 25])];
        let total = &mut table.groups[0];
        total.n = 400;
        finish(&mut table, 0);
        table.notes = vec![Note::BaseAll, Note::Multiple];
        table
    }

    /// A scored single answer under a weight.
    pub fn weighted() -> Table {
        let mut table = table("Q26A", "農業", Kind::Single);
        table.parent = Some("Q26".to_owned());
        table.weight = Some("pop".to_owned());
        table.options = vec![
            option("1", "満足", Role::Choice),
            option("2", "やや不満", Role::Choice),
            option("NA", "無回答", Role::Missing),
        ];
        table.banners = vec![banner("F2", "年代")];
        table.groups = vec![
            group(&table, None, "全体", &[100, 90, 10]),
            group(&table, Some("F2"), "18-39歳", &[40, 30, 0]),
            group(&table, Some("F2"), "40歳以上", &[60, 60, 10]),
        ];
        for (at, group) in table.groups.iter_mut().enumerate() {
            for cell in &mut group.cells {
                cell.weighted = cell.n as f64 * (1.0 + at as f64 / 8.0);
            }
            group.weighted = group.cells.iter().map(|cell| cell.weighted).sum();
            let mean = Some(-0.125 + at as f64);
            group.stats =
                Stats { n: group.n - group.cells[2].n, mean, sd: Some(1.5), median: Some(-1.0), ..Stats::default() };
        }
        finish(&mut table, 0);
        table.notes = vec![
            Note::BaseAll,
            Note::Weighted {
                weight: WeightName { id: "pop".to_owned(), label: String::new(), targets: Vec::new() },
                effective_n: 187.654_321,
                fitted: false,
            },
        ];
        table
    }

    /// Three ranks of two things.
    pub fn rank() -> Table {
        let mut table = table("Q24", "力を入れてほしいこと", Kind::Rank);
        table.options = vec![
            option("1", "空き店舗対策", Role::Choice),
            option("2", "創業支援", Role::Choice),
            option("NA", "無回答", Role::Missing),
        ];
        table.groups = vec![group(&table, None, "全体", &[60, 50, 5])];
        table.groups[0].n = 80;
        table.groups[0].ranks = Some(vec![vec![30, 20, 10], vec![10, 20, 20], vec![]]);
        let score = |points: f64| RankScore { points, mean: Some(points / 75.0), ..RankScore::default() };
        table.groups[0].rank_scores = Some(vec![score(140.0), score(90.0), score(0.0)]);
        finish(&mut table, 0);
        table.notes = vec![Note::RankScore { top: 3 }];
        table
    }

    /// A number without bands.
    pub fn numeric() -> Table {
        let mut table = table("F2", "従業員数", Kind::Numeric);
        table.unit = Some("人".to_owned());
        table.groups = vec![group(&table, None, "全体", &[])];
        table.groups[0].n = 500;
        table.groups[0].stats = Stats {
            n: 480,
            mean: Some(12.345),
            sd: Some(30.005),
            median: Some(4.0),
            quartiles: [Some(2.0), Some(9.5)],
            min: Some(0.0),
            max: Some(820.0),
            sum: Some(5925.6),
            se: None,
        };
        finish(&mut table, 0);
        table.base.answered = 480;
        table.base.NA = 20;
        table
    }

    fn table(question: &str, label: &str, kind: Kind) -> Table {
        Table {
            survey: "business".to_owned(),
            question: question.to_owned(),
            parent: None,
            label: label.to_owned(),
            kind,
            weight: None,
            percent: Percent::Row,
            base: Base::default(),
            options: Vec::new(),
            groups: Vec::new(),
            tests: Vec::new(),
            pairs: Vec::new(),
            measures: Vec::new(),
            notes: Vec::new(),
            text: String::new(),
            unit: None,
            banners: Vec::new(),
            filter: None,
            min_base: 30,
            inference: koe::model::table::Inference::default(),
        }
    }

    fn option(code: &str, label: &str, role: Role) -> OptionLine {
        OptionLine { code: code.to_owned(), label: label.to_owned(), role }
    }

    fn banner(name: &str, title: &str) -> BannerTitle {
        BannerTitle { name: name.to_owned(), title: title.to_owned() }
    }

    /// A group whose base is the sum of its choices and missing.
    fn group(table: &Table, banner: Option<&str>, label: &str, counts: &[u64]) -> Group {
        let cells: Vec<Cell> = table
            .options
            .iter()
            .zip(counts)
            .map(|(option, n)| Cell { option: option.code.clone(), n: *n, weighted: *n as f64, ..Cell::default() })
            .collect();
        let in_base = table.options.iter().zip(counts).filter(|(option, _)| option.role != Role::Net);
        let n = in_base.map(|(_, n)| n).sum();
        Group {
            answered: None,
            banner: banner.map(str::to_owned),
            code: if banner.is_none() { "total" } else { label }.to_owned(),
            label: label.to_owned(),
            path: Vec::new(),
            n,
            weighted: n as f64,
            effective_n: n as f64,
            cells,
            ranks: None,
            rank_scores: None,
            measures: Vec::new(),
            stats: Stats::default(),
        }
    }

    /// Percentages of rows, and the base.
    fn finish(table: &mut Table, not_asked: u64) {
        for group in &mut table.groups {
            for cell in &mut group.cells {
                cell.percent = (group.n > 0).then(|| 100.0 * cell.weighted / group.weighted.max(group.n as f64));
            }
        }
        let n = table.groups[0].n;
        let missing = table.groups[0].cells.iter().filter(|cell| cell.option == "NA").map(|cell| cell.n).sum();
        table.base = Base {
            kind: BaseKind::All,
            n,
            all: n + not_asked,
            answered: n - missing,
            NA: missing,
            NAP: not_asked,
            ..Base::default()
        };
    }
}
