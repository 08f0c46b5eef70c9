//! Words of the pictures in the terminal and of the screen that is shown to a meeting.

use super::{Lang, phrases};

phrases! {
    chart: "グラフの種類を切り替える・消す" / "Next kind of chart, or none";
    choose_chart: "グラフの種類を選ぶ" / "Choose the kind of chart";
    tones: "全体との差を網掛けで示す・消す" / "Shade differences from the total, or not";
    show: "発表用に大きく表示する" / "Present questions in large";
    show_place: "発表" / "Presentation";
    short_show: "発表" / "Present";
    show_next: "次の設問を映す" / "Show the next question";
    show_previous: "前の設問を映す" / "Show the question before";
    show_banner: "次の表側で映す" / "Show by the next banner";
    show_banner_back: "前の表側で映す" / "Show by the banner before";
    show_chart: "グラフの種類を変えて映す" / "Show another kind of chart";
    show_leave: "発表を終える" / "End the presentation";
    bands: "帯グラフ" / "Bands of 100%";
    bars: "横棒グラフ（多い順）" / "Bars, largest first";
    lines: "折れ線グラフ（経年）" / "Lines over the waves";
    points: "散布図（満足度×重要度）" / "Scatter of satisfaction and importance";
    yearly: "実績を棒と折れ線のどちらで描くか切り替える" / "Draw figures over the years as bars or as a line";
    yearly_bars: "棒（年度ごと）" / "bars by year";
    yearly_lines: "折れ線（年度ごと）" / "a line over the years";
    hidden: "グラフなし" / "No chart";
    not_adding: "合計が100％にならない設問（複数回答など）なので、帯グラフにできません。" / "The answers do not add up to 100%, so bands cannot be drawn.";
    no_options: "選択肢のない設問なので、グラフはありません。" / "This question has no options, so there is no chart.";
    outside_bands: "（空白）どの階級にも入らない値" / "(empty) in none of the classes";
    no_waves: "比べられる過去の調査（同じ系列・同じ設問番号）がこのプロジェクトにないので、折れ線にできません。" / "The project has no other wave of this series with the question, so lines cannot be drawn.";
    waves_loading: "比べる調査を読み込んでいます。" / "The other waves are still being read.";
    no_portfolio: "満足度・重要度の組（[[portfolio]]）にない設問なので、散布図にできません。" / "The question is in no [[portfolio]] of the survey, so no scatter can be drawn.";
    nothing_to_place: "満足度と重要度の値がそろわないため、散布図を描けません。" / "There are not both values of any item: nothing can be placed.";
    not_suited: "この設問では描けません" / "not for this question";
    no_group_in_waves: "この区分は、比べる調査の集計にありません。" / "The compared surveys have no such group.";
    nobody: "該当者がいません。" / "Nobody is counted.";
    shades_flag: "全体との差（5・10ポイント）をセルの塗りで示す（xlsx のみ）" / "Shade cells 5 or 10 points above or below the total (xlsx only)";
    shades_only_xlsx: "--shades は xlsx に書き出すときだけ使えます（--format xlsx -o F.xlsx）。" / "--shades is for xlsx only (--format xlsx -o F.xlsx).";
    shades_note: "セルの塗りは全体との差：濃い塗り＝10ポイント以上高い、薄い塗り＝5ポイント以上高い、斜線＝5ポイント以上低い、格子＝10ポイント以上低い。" / "Shades are differences from the total: dark 10 points or more above, light 5 above, stripes 5 below, grid 10 below.";
    tones_on: "全体との差を網掛けで示します。" / "Differences from the total are shaded.";
    tones_off: "全体との差の網掛けを消しました。" / "Differences from the total are not shaded any more.";
    tones_need_banner: "全体との差は、表側のある横％の表で示します。表側を選ぶか、％の種類を横％にしてください。" / "Differences from the total are shown in tables of row percentages with a banner: choose one.";
    show_first: "これが最初の設問です。" / "This is the first question.";
    show_last: "これが最後の設問です。" / "This is the last question.";
    show_no_banner: "この調査には表側がありません。" / "The survey has no banners.";
    show_one_chart: "この設問で描けるグラフはこれだけです。" / "This is the only chart the question has.";
}

/// That a key does nothing in a presentation, and what ends it.
pub fn show_unknown(lang: Lang, key: &str, leave: &str, help: &str) -> String {
    lang.pick(
        format!("発表中は {key} を使えません。{leave} で終了、{help} でキー一覧。"),
        format!("{key} does nothing in a presentation: {leave} ends it, {help} lists the keys."),
    )
}

/// That the chart has been switched.
pub fn switched(lang: Lang, kind: &str) -> String {
    lang.pick(format!("グラフ: {kind}"), format!("Chart: {kind}"))
}

/// What the signs beside shaded cells mean.
pub fn tones_legend(lang: Lang, [much_higher, higher, lower, much_lower]: [&str; 4]) -> [String; 2] {
    lang.pick(
        [
            format!("全体より {much_higher}10・{higher}5ポイント以上高い {lower}5・{much_lower}10以上低い"),
            format!("全体との差 {much_higher}:+10 {higher}:+5 {lower}:-5 {much_lower}:-10"),
        ],
        [
            format!("vs total: {much_higher} 10, {higher} 5 points above; {lower} 5, {much_lower} 10 below"),
            format!("vs total {much_higher}:+10 {higher}:+5 {lower}:-5 {much_lower}:-10"),
        ],
    )
}

/// A base behind the label of a group.
pub fn of_base(lang: Lang, n: &str) -> String {
    lang.pick(format!("（{n}）"), format!(" ({n})"))
}

/// Groups out of sight.
pub fn more_groups(lang: Lang, count: usize) -> String {
    lang.pick(format!("ほか{count}区分"), format!("{count} more groups"))
}

/// Lines that are not drawn.
pub fn more_lines(lang: Lang, count: usize) -> String {
    lang.pick(format!("ほか{count}（下位）は省略"), format!("{count} more (smaller) left out"))
}

/// The axis that goes up, with its printed ends.
pub fn axis_up(lang: Lang, name: &str, low: &str, high: &str) -> String {
    lang.pick(format!("縦：{name}（{low}～{high}）"), format!("up: {name} ({low} to {high})"))
}

/// The axis that goes across, with its printed ends.
pub fn axis_across(lang: Lang, name: &str, low: &str, high: &str) -> String {
    lang.pick(format!("横：{name}（{low}～{high}）"), format!("across: {name} ({low} to {high})"))
}

/// Where the axes cross.
pub fn cross(lang: Lang, [x, y]: [&str; 2], [at_x, at_y]: [&str; 2]) -> String {
    lang.pick(format!("線は {x} {at_x}、{y} {at_y}"), format!("lines at {x} {at_x}, {y} {at_y}"))
}

/// What is shown: the banner by which a question is divided.
pub fn by_banner(lang: Lang, banner: &str) -> String {
    let by = banner.strip_suffix('別').unwrap_or(banner);
    lang.pick(format!("{by}別"), format!("by {banner}"))
}

/// The place of a question among all.
pub fn place(lang: Lang, at: usize, all: usize) -> String {
    lang.pick(format!("{at}／{all}"), format!("{at} of {all}"))
}

/// A wave that is not among the lines.
pub fn wave_unread(lang: Lang, title: &str) -> String {
    lang.pick(
        format!("「{title}」は、ファイルを読めないため含みません。"),
        format!(" \"{title}\" is left out, as its files cannot be read."),
    )
}
