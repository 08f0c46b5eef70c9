//! Personal data planted in texts by a program is found again; words that only look like it are left alone; what is masked
//! never comes out.

use std::collections::BTreeMap;

use koe::comments::docket::assemble;
use koe::comments::mask::{decision, find, hide, in_effect, in_text};
use koe::model::comment::decisions::Typed;
use koe::model::comment::receipt::{Found, Personal};
use koe::model::comment::{CommentsDefinition, Decisions, RawReceipt, Receipt, Span};
use koe::project::{CommentOp, Op, State};
use proptest::prelude::*;

/// A text in which `［…］` marks what is planted: the text without the marks, and the planted spans.
pub(crate) fn planted(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    let mut at = 0;
    for c in marked.chars() {
        match c {
            '［' => open = at,
            '］' => spans.push(Span::new(open, at)),
            c => {
                text.push(c);
                at += 1;
            }
        }
    }
    (text, spans)
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' | '-' | '(' | ')' | '@' | '.' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            c => c,
        })
        .collect()
}

/// Marked texts by kind.
fn corpus() -> Vec<(&'static str, String)> {
    let mut corpus = Vec::new();
    let before = [
        "",
        "駅前に駐輪場がほしいです。",
        "商店街の街路灯が暗いと思います。\n",
        "平成30年から3店が閉まり、客は2割減りました。",
    ];
    let after = ["", "。よろしくお願いします。", "\n以上", " まで返事をください。"];
    let phones = [
        "042-464-1311",
        "03-3993-1111",
        "090-1234-5678",
        "080-9876-5432",
        "070-1111-2222",
        "0424-64-1311",
        "(042)464-1311",
        "042(464)1311",
        "0424641311",
        "09012345678",
        "+81-90-1234-5678",
        "+81 3-1234-5678",
        "0120-123-456",
        "050-1234-5678",
        "042 464 1311",
        "090.1234.5678",
        "042-464-1311(内線123)",
        "042-464-1311 内線 2345",
        "０９０ー１２３４ー５６７８",
        "〇九〇-一二三四-五六七八",
    ];
    let mut put = |kind, text: String| corpus.push((kind, text));
    for (at, phone) in phones.iter().enumerate() {
        for (step, form) in ["電話 {}", "TEL:{}", "連絡先は{}です", "{}", "FAX {}"].iter().enumerate() {
            let number = if step % 2 == 1 { wide(phone) } else { (*phone).to_owned() };
            let place = at + step;
            put(
                "phone",
                format!("{}{}{}", before[place % 4], form.replace("{}", &format!("［{number}］")), after[place % 3]),
            );
        }
    }
    let mails = [
        "taro.yamada@example.jp",
        "hanako_s+koe@mail.example.co.jp",
        "x1@example.com",
        "taro(at)example.jp",
        "taro[at]example[dot]jp",
        "koe ＠ example.ne.jp",
        "taro アットマーク example.jp",
        "info-1@city.example.lg.jp",
    ];
    for (at, mail) in mails.iter().enumerate() {
        for form in ["メール: {}", "返信は{}へ", "{}", "E-mail {}"] {
            let number = if at % 2 == 0 && !mail.contains(' ') { wide(mail) } else { (*mail).to_owned() };
            put("mail", format!("{}{}{}", before[at % 4], form.replace("{}", &format!("［{number}］")), after[at % 3]));
        }
    }
    for (at, code) in ["〒188-8666", "〒 177-0041", "〒1888666", "188-8666"].iter().enumerate() {
        for step in 0..4 {
            let code = if step % 2 == 1 { wide(code) } else { (*code).to_owned() };
            put("post", format!("{}［{code}］ 西東京市の者です{}", before[(at + step) % 4], after[step % 2]));
        }
    }
    let addresses = [
        "東京都西東京市南町5-6-13",
        "西東京市田無町４丁目１５番１１号",
        "練馬区豊玉北六丁目12番1号",
        "西東京市保谷町1-2-3",
        "練馬区石神井町3-4",
        "西東京市ひばりが丘2-3-4",
        "練馬区光が丘2丁目9番6号",
        "埼玉県新座市野火止123番地4",
        "武蔵野市吉祥寺本町1の2の3",
        "西東京市柳沢3-5-7 コーポ柳沢201号室",
        "練馬区関町北1-21-9メゾン関町305",
        "東京都 西東京市 住吉町 6-1-5",
        "西東京市向台町2丁目14番地",
        "西東京市芝久保町5-4-3-202",
        "コーポ田無203号室",
    ];
    for (at, address) in addresses.iter().enumerate() {
        for (step, form) in
            ["住所：{}", "私は{}に住んでいます", "{}の者です", "現住所 {}", "自宅は{}です"].iter().enumerate()
        {
            let address = if step == 2 { wide(address) } else { (*address).to_owned() };
            put(
                "address",
                format!(
                    "{}{}{}",
                    before[(at + step) % 4],
                    form.replace("{}", &format!("［{address}］")),
                    after[step % 3]
                ),
            );
        }
    }
    let accounts = [
        "口座番号 ［1234567］",
        "普通 ［1234567］",
        "普通預金 口座番号：［7654321］",
        "ゆうちょ 記号［10120］ 番号［12345671］",
        "カード番号［1234-5678-9012-3456］",
        "［4980123456789012］のカード",
        "マイナンバー ［123456789012］",
        "マイナンバーは［1234-5678-9012］です",
        "個人番号：［123412341234］",
        "当座 ［0123456］",
        "被保険者番号［12345678］",
        "免許証番号［301234567890］",
        "パスポート番号 ［TK1234567］",
    ];
    for account in accounts {
        put("account", format!("還付先は {account} にしてください。"));
        put("account", wide(&format!("{account}。")));
    }
    let surnames = [
        "佐藤",
        "鈴木",
        "髙橋",
        "田中",
        "渡邊",
        "伊藤",
        "山本",
        "中村",
        "小林",
        "加藤",
        "𠮷田",
        "佐々木",
        "齋藤",
        "長谷川",
        "五十嵐",
        "森田",
        "岡本",
        "藤原",
        "石井",
        "後藤",
        "斉藤",
        "遠藤",
        "青木",
        "坂本",
        "久保田",
        "菅原",
        "大久保",
        "小笠原",
        "菊池",
        "三浦",
    ];
    let given = ["太郎", "花子", "健一", "美咲", "由美子", "翔太", "さくら", "一郎", "恵", "誠", "陽菜", "ケンジ"];
    for (at, surname) in surnames.iter().enumerate() {
        let name = given[at % given.len()];
        let forms = [
            format!("［{surname}］と申します。駅前が暗いです。"),
            format!("田無町の［{surname}{name}］と申します。"),
            format!("私は［{surname}］です。子育て中です。"),
            format!("商店会の［{surname}］さんに聞きました。"),
            format!("市の担当の［{surname}］様はよくしてくれました。"),
            format!("［{surname}］議員の話を聞きました。"),
            format!("農家の［{surname} {name}］氏が話していた。"),
            format!("［{surname}］会長によろしく。"),
            format!("氏名：［{surname} {name}］\n駐輪場がほしい。"),
            format!("担当：［{surname}］\n直売所を増やして。"),
            format!("道を広げてください。\n［{surname} {name}］"),
            format!("道を広げてください。街灯も。\n以上 ［{surname}{name}］"),
            format!("隣の［{surname}］さん宅の木が道に出ています。"),
            format!("［{surname}］先生の教室が閉まりました。"),
            format!("お名前　［{surname}{name}］（68歳）"),
        ];
        for step in 0..4 {
            put("name", forms[(at * 4 + step) % forms.len()].clone());
        }
        put("name", forms[(at + 3) % forms.len()].clone());
    }
    for text in [
        "［マリア・サントス］と申します。看板を英語でも出してください。",
        "私は［グエン・ヴァン］さんと働いています。",
        "氏名：［ジョン・スミス］",
        "看板が読めません。\n［John Smith］",
        "［やまだ］さんの店が好きです。",
        "担当は［Taro Yamada］です。",
        "妻の［花子］も同じ意見です。",
        "［美咲］ちゃんと公園に行きます。",
    ] {
        put("name", text.to_owned());
    }
    corpus
}

/// Sentences in which nothing is personal.
const DECOYS: &[&str] = &[
    "山田町の公園を直してください。",
    "田中商店が閉店して困っています。",
    "西東京市の田無、保谷、ひばりが丘の商店街を元気に。",
    "練馬区の大学や森林、林業のことです。",
    "原因は小さな店が減ったことです。",
    "小林製作所の前の道が狭い。",
    "高松町と中村橋の駅前に駐輪場を。",
    "南町5丁目の公園の前が暗いです。",
    "都道3・4・7号線の工事はいつですか。",
    "2023-11-24から2023-12-25まで募集されています。",
    "予算は1,234,567円と聞きました。",
    "令和5年度から令和9年度の計画です。",
    "図3-1と表2-4を見てください。",
    "問12-3の集計が違います。",
    "施策1-2-3の書き方が分かりません。",
    "お客様や皆様の声を聞いてください。",
    "業者さんや農家さん、奥さんにも聞いて。",
    "スタッフさんとボランティアさんに感謝。",
    "カフェ・レストラン・パン屋を増やして。",
    "ビル・マンションばかり建つ。",
    "小松菜とキャベツの直売所がほしい。",
    "今野菜が高いので直売所は助かる。",
    "人口は20万5千人、世帯は98,765世帯です。",
    "利用は1日100-150人ほどです。",
    "10時30分から17時まで開けてほしい。",
    "担当：産業振興課",
    "担当課：商工係",
    "代表者会議を開いてください。",
    "お名前は匿名でお願いします。",
    "氏名：匿名希望",
    "住所がなくても応募できますか。",
    "住所：西東京市",
    "電話で聞いても分かりませんでした。",
    "メールで知らせてほしい。",
    "ページ12-13の図が小さい。",
    "田無駅から徒歩10分です。",
    "仕様書の様式を見直して。",
    "上野公園や高田馬場のように人を集めたい。",
    "千葉県や石川県の例もあります。",
    "岡崎市の取り組みが参考になる。",
    "市長や議員の皆さんに届けたい。",
    "市民の声を会長会で話して。",
    "1個@100円で売っています。",
    "店は3階建てで家賃が15万円です。",
    "資金は500万円まで、利率は1.2%です。",
    "平日の9-17時だけでは行けません。",
    "第1-2-3回の会議録を出して。",
    "空き店舗率は12.5%、前年比0.8ポイント増。",
    "会員は1234人です。",
    "A案とB案の比較を100-200字で。",
    "平和と文化のまち。",
    "娘の世代にも残したい。",
    "母の介護と仕事の両立が大変。",
    "父の日や母の日の催しを。",
    "商店街-2の書き方。",
    "東京都の補助金を使えないか。",
    "番号順に読むと1-5番が抜けています。",
    "三原台や富士見台、桜台の道は広い。",
    "保谷駅南口の再開発。",
    "大泉学園駅の北口です。",
    "創業の相談は年120件ありました。",
    "国道254号の渋滞。",
    "1-3月は客が少ない。",
    "市役所田無庁舎の2階へ行った。",
];

pub(crate) fn covered(span: Span, found: &[Found]) -> bool {
    (span.start..span.end).all(|at| found.iter().any(|found| found.span.start <= at && at < found.span.end))
}

#[test]
fn planted_personal_data_is_found() {
    let mut score: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut hits, mut all_found) = (0, 0);
    let (mut missed, mut spurious) = (Vec::new(), Vec::new());
    for (kind, marked) in corpus() {
        let (text, spans) = planted(&marked);
        let found = in_text(&text, &[]);
        for span in &spans {
            let entry = score.entry(kind).or_default();
            entry.1 += 1;
            if covered(*span, &found) {
                entry.0 += 1;
            } else {
                missed.push(format!("{kind} {marked} -> {found:?}"));
            }
        }
        for one in &found {
            all_found += 1;
            let mine = spans.iter().any(|span| span.overlaps(one.span));
            hits += usize::from(mine);
            if !mine {
                spurious.push(format!("{} in {marked}", one.span.of(&text)));
            }
        }
    }
    for decoy in DECOYS {
        for one in in_text(decoy, &[]) {
            all_found += 1;
            spurious.push(format!("{} in {decoy}", one.span.of(decoy)));
        }
    }
    let planted: usize = score.values().map(|(_, all)| all).sum();
    let precision = hits as f64 / all_found as f64;
    println!(
        "planted {planted}, by kind {score:?}, precision {precision:.4} of {all_found}\nmissed {missed:#?}\nspurious {spurious:#?}"
    );
    assert!(planted >= 300, "{planted}");
    for (kind, (found, all)) in &score {
        let least = if *kind == "name" { 0.90 } else { 0.99 };
        assert!(*found as f64 >= least * *all as f64, "{kind}: {found} of {all}: {missed:#?}");
    }
    assert!(precision >= 0.97, "{precision}: {spurious:#?}");
}

pub(crate) fn raw(text: &str, personal: &[(&str, &str)]) -> RawReceipt {
    RawReceipt {
        receipt: Receipt { text: text.into(), ..Receipt::default() },
        personal: personal.iter().map(|(header, value)| ((*header).into(), (*value).into())).collect(),
    }
}

fn shown(text: &str, personal: &[(&str, &str)], public: &[&str]) -> String {
    let raw = raw(text, personal);
    let public: Vec<String> = public.iter().map(|name| (*name).to_owned()).collect();
    hide(text, Span::whole(text), &find(&raw, &public)).text
}

#[test]
fn the_submitters_own_columns_are_found_in_the_text() {
    let person = [
        ("氏名", "保谷　梅太郎"),
        ("ふりがな", "ほうや うめたろう"),
        ("住所", "西東京市南町5-6-13 コーポ南202"),
        ("電話", "042-464-1311"),
        ("メール", "ume@example.jp"),
    ];
    for (text, wanted) in [
        ("保谷梅太郎です。保谷駅の前に。", "［氏名］です。保谷駅の前に。"),
        ("保谷 梅太郎の意見。", "［氏名］の意見。"),
        ("ホウヤウメタロウより", "［氏名］より"),
        ("梅太郎は困っています", "［氏名］は困っています"),
        ("保谷の意見です", "［氏名］の意見です"),
        ("南町５−６−１３に住む者", "［住所］に住む者"),
        ("464-1311へ電話を", "［電話番号］へ電話を"),
        ("ＵＭＥ＠ｅｘａｍｐｌｅ．ｊｐまで", "［メールアドレス］まで"),
    ] {
        assert_eq!(shown(text, &person, &[]), wanted, "{text}");
    }
    // Without a space in the cell, and in variants of the characters.
    assert_eq!(shown("斎藤です。渡辺さんも。", &[("氏名", "齋藤一郎")], &[]), "［氏名］です。［氏名］さんも。");
    assert_eq!(shown("一郎と話す", &[("氏名", "齋藤一郎")], &[]), "［氏名］と話す");
    // The submitter's surname in a place's name is the place.
    assert_eq!(shown("山田町の山田商店", &[("氏名", "山田 花子")], &[]), "山田町の［氏名］商店");
    assert_eq!(shown("南田中の道", &[("氏名", "田中 花子")], &[]), "南田中の道");
}

#[test]
fn public_names_are_never_masked() {
    assert_eq!(
        shown("牧野富太郎さんの庭園と佐藤さんの店", &[], &["牧野富太郎"]),
        "牧野富太郎さんの庭園と［氏名］さんの店"
    );
    assert_eq!(shown("山田商店の山田さん", &[("氏名", "山田 太郎")], &["山田商店"]), "山田商店の［氏名］さん");
    assert_eq!(shown("佐藤議員と佐藤さん", &[], &["佐藤議員"]), "佐藤議員と［氏名］さん");
}

proptest! {
    /// Whatever is masked: no masked character comes out, marks stand for it, and every shown character knows its place.
    #[test]
    fn hiding_never_leaks_and_maps_rightly(
        text in "(?s)[a-e𠮷🍚か\u{3099}\n]{0,40}",
        masks in prop::collection::vec((0usize..45, 0usize..12, 0usize..7), 0..6),
        cut in (0usize..45, 0usize..45),
    ) {
        let found: Vec<Found> = masks.iter().map(|(start, length, kind)| Found { span: Span::new(*start, start + length), kind: Personal::ALL[*kind] }).collect();
        let masks = in_effect(&found, []);
        let span = Span::new(cut.0.min(cut.1), cut.0.max(cut.1));
        let hidden = hide(&text, span, &masks);
        let chars: Vec<char> = text.chars().collect();
        let masked = |at: usize| found.iter().any(|mask| mask.span.start <= at && at < mask.span.end);
        prop_assert_eq!(hidden.text.chars().count(), hidden.places.len());
        let mut seen = std::collections::BTreeSet::new();
        for (c, at) in hidden.text.chars().zip(&hidden.places) {
            prop_assert!(span.start <= *at && *at < span.end.min(chars.len()));
            if masked(*at) {
                let mask = masks.iter().find(|mask| mask.span.start <= *at && *at < mask.span.end).unwrap();
                prop_assert!(mask.kind.mark().contains(c));
            } else {
                prop_assert_eq!(c, chars[*at]);
                seen.insert(*at);
            }
        }
        let open: std::collections::BTreeSet<usize> = (span.start..span.end.min(chars.len())).filter(|at| !masked(*at)).collect();
        prop_assert_eq!(seen, open);
        prop_assert!(hidden.places.is_sorted());
    }

    /// Any text at all: what is found is in order, does not overlap and lies within the text.
    #[test]
    fn any_text_can_be_searched(text in "(?s)[0-9０-９@＠〒a-z佐藤田中市区町番号丁目は、。 　\n()（）・ーｱﾞ+:：様さん-]{0,60}|(?s).{0,40}") {
        let found = in_text(&text, &[]);
        let length = text.chars().count();
        prop_assert!(found.iter().all(|one| !one.span.is_empty() && one.span.end <= length));
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }
}

/// Forms that a reviewer wrote without knowing the program.
#[test]
fn names_and_numbers_in_other_natural_forms() {
    for marked in [
        "街灯の件、よろしくお願いします。以上、［山本］より。",
        "隣の［﨑山］さんに聞きました。",
        "［村上］、42歳、会社員です。空き店舗について書きます。",
        "連絡は Tel.［03(3993)1111］ ［前田］",
        "［藤田］家の三代目として畑を守っています。",
        "娘の［坂本さくら］が通う学校の前です。",
        "主人の［山口誠］が店を営んでいます。",
        "振込先は普通預金［7654321］ 名義［オカダケンジ］",
        "［ﾀﾅｶ ﾀﾛｳ］さんの畑です。",
        "［田中太郎（タナカタロウ）］さんの店です。",
    ] {
        let (text, spans) = planted(marked);
        let found = in_text(&text, &[]);
        for span in spans {
            assert!(covered(span, &found), "{marked}: {found:?}");
        }
    }
    for text in [
        "詳しくは市の担当まで。",
        "森さんぽコースの案内がほしい。",
        "千葉さんぽ道を歩いた。",
        "南さんご商店街の振興を。",
        "農家の暮らし、画家の卵、大家の都合。",
        "1人名前を書く欄がない。",
    ] {
        assert!(in_text(text, &[]).is_empty(), "{text}: {:?}", in_text(text, &[]));
    }
}

/// The sample's own plants, written by another program: receipts of the draft plan as they are read, with their columns.
#[test]
fn the_plants_of_the_sample_are_found() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let plants: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(root.join("sample-data/comments/planted.json")).unwrap())
            .unwrap();
    let project = koe::load::project_file(root).unwrap();
    let mut receipts = BTreeMap::new();
    // The free answers of the surveys have personal data too, which is not listed as planted.
    let sets = koe::project::comments::corpus::definitions(&project).unwrap();
    for (file, definition) in sets.into_iter().filter(|(_, set)| set.about.id == "draft-plan") {
        let corpus =
            koe::project::Corpus::open(&project, &file, definition, &std::collections::BTreeMap::new()).unwrap();
        receipts.extend(corpus.receipts.into_iter().map(|receipt| (receipt.id.clone(), receipt)));
    }
    let (mut names, mut others, mut missed) = ((0, 0), (0, 0), Vec::new());
    let mut planted: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for plant in plants["personal"].as_array().unwrap() {
        let (id, kind) = (plant["receipt"].as_str().unwrap(), plant["kind"].as_str().unwrap());
        let span = Span::new(plant["start"].as_u64().unwrap() as usize, plant["end"].as_u64().unwrap() as usize);
        let receipt: &Receipt = &receipts[id];
        assert_eq!(span.of(&receipt.text), plant["text"].as_str().unwrap(), "the plants are of another sample");
        planted.entry(id.to_owned()).or_default().push(span);
        let chars: Vec<char> = receipt.text.chars().collect();
        let whole = (span.start..span.end)
            .all(|at| chars[at].is_whitespace() || covered(Span::new(at, at + 1), &receipt.found));
        let score = if kind == "name" { &mut names } else { &mut others };
        score.0 += usize::from(whole);
        score.1 += 1;
        if !whole {
            missed.push(format!("{id} {kind} {}: {:?}", span.of(&receipt.text), receipt.found));
        }
    }
    let mut spurious = Vec::new();
    let mut all = 0;
    for (id, receipt) in &receipts {
        all += receipt.found.len();
        let of = planted.get(id);
        for one in &receipt.found {
            if !of.is_some_and(|spans| spans.iter().any(|span| span.overlaps(one.span))) {
                spurious.push(format!("{id} {:?} {}", one.kind, one.span.of(&receipt.text)));
            }
        }
    }
    println!("names {names:?} others {others:?} found {all}\nmissed {missed:#?}\nspurious {spurious:#?}");
    assert!(names.0 as f64 >= 0.90 * names.1 as f64 && others.0 == others.1, "{missed:#?}");
    assert!(spurious.len() * 10 <= all, "{spurious:#?}");
}

#[test]
fn place_and_attributes_are_masked_too() {
    let receipt = Receipt {
        id: "1".into(),
        channel: "窓口".into(),
        place: "第2章 3（連絡先 090-5555-0102、山田花子）".into(),
        attributes: vec![("地区".into(), "石川".into()), ("備考".into(), "hanako@example.jp".into())],
        text: "街路灯を増やして。".into(),
        ..Receipt::default()
    };
    let raw = RawReceipt { receipt, personal: vec![("氏名".into(), "山田　花子".into())] };
    let received = koe::comments::intake::receive(vec![raw], &CommentsDefinition::default());
    assert_eq!(received[0].place, "第2章 3（連絡先 ［電話番号］、［氏名］）");
    let values: Vec<&str> = received[0].attributes.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(values, ["石川", "［メールアドレス］"]);
    assert_eq!((received[0].channel.as_str(), received[0].text.as_str()), ("窓口", "街路灯を増やして。"));

    // A receipt that was typed in, without personal columns.
    let typed =
        Typed {
            id: "2".into(), place: "電話0460-55-0102の件".into(), text: "賛成。".into(), ..Typed::default()
        };
    let decisions = Decisions { typed: [typed].into_iter().collect(), ..Decisions::default() };
    let docket = assemble(&CommentsDefinition::default(), &received, &decisions);
    assert_eq!(docket.receipts[1].place, "［電話番号］の件");
}

#[test]
fn a_corrected_file_unmasks_nothing() {
    let definition = CommentsDefinition::default();
    let receive = |text: &str| {
        let receipt = Receipt { id: "1".into(), text: text.into(), ..Receipt::default() };
        koe::comments::intake::receive(vec![RawReceipt { receipt, personal: Vec::new() }], &definition)
    };
    let text = "窓口は042-555-0100です。";
    let span = Span::new(3, 15);
    let read = receive(text);
    let mut state = State::default();
    let mut decide = |mask| {
        let act = CommentOp::Mask { receipt: "1".into(), mask };
        koe::project::apply::apply(&mut state, &Op::Comment { set: "c".into(), act: Box::new(act) });
        state.decisions("c")
    };
    let decisions = decide(decision(text, span, None));
    let docket = assemble(&definition, &read, &decisions);
    assert_eq!((docket.opinions[0].text.as_str(), docket.changed.len()), (text, 0));

    // Another number stands there now: nobody has said that it may be shown.
    let read = receive("自宅は042-555-0199です。");
    let docket = assemble(&definition, &read, &decisions);
    assert_eq!(docket.opinions[0].text, "自宅は［電話番号］です。");
    assert_eq!(docket.changed, ["1"]);
    // Looked at again, it is in order.
    let decisions = decide(decision(&read[0].text, span, None));
    let docket = assemble(&definition, &read, &decisions);
    assert_eq!((docket.opinions[0].masked, docket.changed.len()), (false, 0));

    // An act from before the fingerprint is read as it was.
    let old = r#"{"what":"mask","receipt":"1","mask":{"span":{"start":3,"end":15},"kind":null}}"#;
    let old: Result<CommentOp, _> = serde_json::from_str(old);
    assert!(matches!(old, Ok(CommentOp::Mask { mask, .. }) if mask.text.is_empty()));
}
