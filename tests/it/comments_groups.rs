//! Copies, near copies and templates that were planted among other texts; the sample's planted ones; similar opinions and
//! putting those of the same meaning together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use koe::comments::groups::{GroupKind, find};
use koe::comments::random::Random;
use serde_json::Value;

use crate::support::{Workdir, run};

/// Made-up sentences out of small parts, so that two texts share words and phrases but hardly ever a sentence.
struct Writer(Random);

const WHERE: [&str; 20] = [
    "駅前の",
    "市役所の北側の",
    "うちの近くの",
    "中央公園の",
    "川沿いの",
    "小学校の裏の",
    "商店街の",
    "団地の中の",
    "国道沿いの",
    "図書館の",
    "南口の",
    "旧市街の",
    "病院へ行く途中の",
    "工業団地の",
    "畑の多い",
    "坂の上の",
    "バス停の横の",
    "市民会館の",
    "保育園の前の",
    "東町の",
];
const WHAT: [&str; 24] = [
    "空き店舗",
    "歩道",
    "街灯",
    "自転車置き場",
    "広場",
    "案内板",
    "直売所",
    "貸し農園",
    "休憩所",
    "掲示板",
    "横断歩道",
    "駐車場",
    "古い倉庫",
    "共同作業場",
    "集会室",
    "市場",
    "公衆便所",
    "遊具",
    "桜並木",
    "用水路",
    "アーケード",
    "喫茶店",
    "相談窓口",
    "展示室",
];
const HOW: [&str; 20] = [
    "が暗くて",
    "の手入れが足りず",
    "が使いにくく",
    "を若い人に貸して",
    "の数を増やして",
    "が狭いため",
    "の屋根が傷み",
    "の場所が分かりにくく",
    "を週末も開けて",
    "に人が集まらず",
    "の家賃が高く",
    "を直してもらい",
    "に看板がないため",
    "が遠く感じられ",
    "を夜まで使えるようにして",
    "の予約が取りにくく",
    "を子どもに開放して",
    "に手すりがなく",
    "の段差が多く",
    "を地元の店に任せて",
];
const SO: [&str; 20] = [
    "毎日とても困っています",
    "年寄りには危ないと思います",
    "にぎわいを取り戻したいです",
    "もったいないと感じます",
    "買い物の足が遠のきました",
    "見直してほしいです",
    "働く場所が生まれるはずです",
    "観光客にも喜ばれるでしょう",
    "予算を付けてください",
    "隣の市を見習うべきです",
    "子育て世代が助かります",
    "計画に書き込んでください",
    "地元の農家も参加できます",
    "雨の日は誰も通りません",
    "町会でも話題になりました",
    "補助の条件をゆるめてください",
    "十年前から変わっていません",
    "担当の課がはっきりしません",
    "まず調べることから始めてください",
    "来年度に間に合わせてください",
];
const AND: [&str; 12] = [
    "また、",
    "それから、",
    "一方で、",
    "たとえば、",
    "さらに、",
    "できれば、",
    "正直に言うと、",
    "以前から、",
    "家族とも話しましたが、",
    "今年になって、",
    "利用者としては、",
    "",
];

impl Writer {
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.0.below(from.len())]
    }

    fn sentence(&mut self) -> String {
        // So many that two writers hardly ever share forty characters by chance, as people do not.
        let number = self.0.below(900) + 100;
        let parts = [
            self.pick(&AND).to_owned(),
            self.pick(&WHERE).to_owned(),
            self.pick(&WHAT).to_owned(),
            self.pick(&HOW).to_owned(),
            match self.0.below(5) {
                0 => format!("{number}年前から"),
                1 => format!("{number}人に聞いたところ"),
                2 => format!("{number}回も見ましたが"),
                3 => format!("{number}歳を過ぎて"),
                _ => format!("この{number}日で"),
            },
            self.pick(&SO).to_owned(),
            "。".to_owned(),
        ];
        parts.concat()
    }

    fn text(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence()).collect()
    }

    /// Another spelling of the same words.
    fn respelled(&mut self, text: &str) -> String {
        let mut text = match self.0.below(4) {
            0 => text.replace('。', "．").replace('、', "，"),
            1 => text.replace('。', "。\n").replace("ア", "ｱ"),
            2 => text.replace('、', "").replace('。', "！ "),
            _ => text.chars().flat_map(|c| [c].into_iter().chain((c == 'の').then_some(' '))).collect(),
        };
        if self.0.below(2) == 0 {
            text = format!("いつもお世話になっております。\n{text}");
        }
        if self.0.below(2) == 0 {
            text = format!("{text}\nよろしくお願いいたします。");
        }
        text
    }

    /// One character in fifty exchanged, dropped or doubled, one at least.
    fn edited(&mut self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..(chars.len() / 50).max(1) {
            let at = self.0.below(chars.len() - 1);
            match self.0.below(3) {
                0 => chars[at] = '々',
                1 => drop(chars.remove(at)),
                _ => chars.insert(at, chars[at]),
            }
        }
        chars.into_iter().collect()
    }
}

/// Texts with the cluster each was planted in; each text that stands alone has one of its own.
fn planted() -> (Vec<String>, Vec<usize>, BTreeMap<usize, GroupKind>) {
    let mut writer = Writer(Random::new(4));
    let mut texts: Vec<(String, usize)> = Vec::new();
    let mut kinds = BTreeMap::new();
    let mut cluster = 0;
    let plant = |members: Vec<String>,
                 kind,
                 texts: &mut Vec<(String, usize)>,
                 kinds: &mut BTreeMap<_, _>,
                 cluster: &mut usize| {
        texts.extend(members.into_iter().map(|text| (text, *cluster)));
        kinds.insert(*cluster, kind);
        *cluster += 1;
    };
    for round in 0..200 {
        let text = writer.text(1 + round % 4);
        let copy = writer.respelled(&text);
        plant(vec![text, copy], GroupKind::Exact, &mut texts, &mut kinds, &mut cluster);
    }
    for round in 0..200 {
        let text = writer.text(2 + round % 4);
        let copy = writer.edited(&text);
        plant(vec![text, copy], GroupKind::Near, &mut texts, &mut kinds, &mut cluster);
    }
    for round in 0..150 {
        let template = writer.text(2 + round % 4);
        let half: String = template.chars().take(template.chars().count() / 2 + 10).collect();
        let (own, other, long) = (writer.text(2), writer.text(1), writer.text(5));
        let mut members = vec![format!("{template}{long}"), format!("{own}{template}"), format!("{other}\n{half}")];
        if round % 3 > 0 {
            members.push(template.clone());
        }
        if round % 5 == 0 {
            let at = template.find('。').unwrap() + "。".len();
            members.push(format!("{}{other}{}", &template[..at], &template[at..]));
        }
        plant(members, GroupKind::Template, &mut texts, &mut kinds, &mut cluster);
    }
    for round in 0..2_400 {
        texts.push((writer.text(1 + round % 5), cluster));
        cluster += 1;
    }
    for short in [
        "賛成です。",
        "反対です。",
        "賛成ですよ",
        "特になし",
        "ありません",
        "道路を広げる",
        "道路を広げるな",
        "増税には反対",
        "減税には賛成",
    ] {
        texts.push((short.to_owned(), cluster));
        cluster += 1;
    }
    // Not in the order they were made.
    let mut order = Random::new(5);
    for at in (1..texts.len()).rev() {
        texts.swap(at, order.below(at + 1));
    }
    let (texts, clusters) = texts.into_iter().unzip();
    (texts, clusters, kinds)
}

fn pairs(groups: impl IntoIterator<Item = Vec<usize>>) -> BTreeSet<(usize, usize)> {
    let of = |group: Vec<usize>| {
        let all: Vec<(usize, usize)> =
            group.iter().enumerate().flat_map(|(at, one)| group[at + 1..].iter().map(|other| (*one, *other))).collect();
        all
    };
    groups.into_iter().flat_map(of).collect()
}

#[test]
fn planted_copies_and_templates_are_found_and_nothing_else() {
    let (texts, clusters, kinds) = planted();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, cluster) in clusters.iter().enumerate() {
        members.entry(*cluster).or_default().push(at);
    }
    let planted = pairs(members.into_values().filter(|members| members.len() > 1));
    assert!(planted.len() >= 500 && texts.len() >= 2_000 + 1_000);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let groups = find(&texts, &AtomicBool::new(false));
    let found = pairs(groups.iter().map(|group| group.members.clone()));
    let right = found.intersection(&planted).count();
    let (recall, precision) = (right as f64 / planted.len() as f64, right as f64 / found.len() as f64);
    println!("recall {recall:.4}, precision {precision:.4}, {} pairs planted", planted.len());
    for (kind, share) in [(GroupKind::Exact, 1.0), (GroupKind::Near, 0.98), (GroupKind::Template, 0.98)] {
        let of_kind: Vec<_> = planted.iter().filter(|(one, _)| kinds.get(&clusters[*one]) == Some(&kind)).collect();
        let found = of_kind.iter().filter(|pair| found.contains(pair)).count() as f64 / of_kind.len() as f64;
        assert!(found >= share, "recall of {kind:?}: {found}");
    }
    assert!(recall >= 0.98, "recall {recall}");
    let wrong = found.difference(&planted).take(6).map(|(one, other)| format!("{}\n= {}", texts[*one], texts[*other]));
    assert!(precision >= 0.99, "precision {precision}\n{}", wrong.collect::<Vec<_>>().join("\n\n"));
    // Groups of a kind that was planted are called so; an edit may have changed a punctuation mark alone, or exchanged so much
    // of a short text that only the run it shares is left.
    let (mut near, mut called) = (0, 0);
    for group in &groups {
        if let Some(kind) = kinds.get(&clusters[group.members[0]]).filter(|_| group.members.len() == 2) {
            if *kind == GroupKind::Near {
                near += 1;
                called += usize::from(group.kind == GroupKind::Near);
            } else {
                assert_eq!(group.kind, *kind, "{group:?}");
            }
        }
    }
    assert!(near > 150 && 10 * called >= 9 * near, "{called} of {near}");
    assert_eq!(groups, find(&texts, &AtomicBool::new(false)), "the same in every run");
    let sizes: Vec<usize> = groups.iter().map(|group| group.members.len()).collect();
    assert!(sizes.is_sorted_by(|a, b| a >= b));
}

#[test]
fn the_own_words_of_planted_templates_are_told() {
    let mut writer = Writer(Random::new(9));
    let (mut written, mut found) = (0, 0);
    for _ in 0..40 {
        let template = writer.text(4);
        let own = [writer.text(2), writer.text(1), writer.text(3)];
        let texts = [
            template.clone(),
            format!("{template}{}", own[0]),
            format!("{}{template}", own[1]),
            format!("{template}\n{}", own[2]),
        ];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let groups = find(&texts, &AtomicBool::new(false));
        assert_eq!((groups.len(), groups[0].kind), (1, GroupKind::Template));
        let told: BTreeMap<usize, String> = groups[0]
            .own
            .iter()
            .map(|(at, spans)| (*at, spans.iter().map(|span| span.of(texts[*at])).collect()))
            .collect();
        assert!(!told.contains_key(&0), "{told:?}");
        for (at, own) in (1..).zip(&own) {
            let (told, own) = (told[&at].chars().count(), own.chars().count());
            assert!(told <= own, "{told} of {own}");
            written += own;
            found += told;
        }
    }
    // A phrase that the writer also used in the template is not told apart from it.
    assert!(found as f64 >= 0.95 * written as f64, "{found} of {written}");
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&run(folder, arguments).code(0).stdout).unwrap()
}

#[test]
fn the_planted_groups_of_the_sample_are_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let planted: Value =
        serde_json::from_str(&std::fs::read_to_string(root.join("sample-data/comments/planted.json")).unwrap())
            .unwrap();
    let dir = Workdir::new();
    // A project of its own, so that what somebody did in the sample does not matter.
    let comments = root.join("sample-data/comments");
    for file in ["receipts.xlsx", "web-form.csv", "draft-plan.toml"] {
        dir.write(&format!("sample-data/comments/{file}"), std::fs::read(comments.join(file)).unwrap());
    }
    dir.write(
        "sample-data/plans/nishitokyo-2024.toml",
        std::fs::read(root.join("sample-data/plans/nishitokyo-2024.toml")).unwrap(),
    );
    dir.write(
        "koe.toml",
        "[project]\nplans = [\"sample-data/plans/nishitokyo-2024.toml\"]\ncomments = [\"sample-data/comments/draft-plan.toml\"]\n",
    );
    let found = json(dir.path(), &["comments", "groups", "--json"]);
    let found = found.as_array().unwrap();
    let ids = |value: &Value| -> BTreeSet<String> {
        value.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
    };
    let mut expected: Vec<(&str, BTreeSet<String>)> = Vec::new();
    let template: BTreeSet<String> = planted["template"]["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["receipt"].as_str().unwrap().to_owned())
        .collect();
    for kind in ["exact", "near"] {
        for group in planted[kind].as_object().unwrap().values().map(ids) {
            // The exact copies of the campaign are part of its group.
            if !group.is_subset(&template) {
                expected.push((kind, group));
            }
        }
    }
    expected.push(("template", template));
    for (kind, members) in &expected {
        let group = found.iter().find(|group| ids(&group["members"]).is_superset(members));
        let group = group.unwrap_or_else(|| panic!("{kind} {members:?} in {found:#?}"));
        assert_eq!(&ids(&group["members"]), members);
        assert_eq!(group["kind"], *kind);
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    // What the campaign's members added stays to be read, and names in it are masked.
    let campaign = found.iter().find(|group| group["kind"] == "template").unwrap();
    let adding: BTreeSet<String> =
        campaign["own"].as_array().unwrap().iter().map(|own| own["opinion"].as_str().unwrap().to_owned()).collect();
    let planted_adding = planted["template"]["members"].as_array().unwrap().iter().filter(|one| one["form"] != "copy");
    assert_eq!(adding, planted_adding.map(|one| one["receipt"].as_str().unwrap().to_owned()).collect());
    assert!(!campaign.to_string().contains("𠮷野"));
    assert!(campaign["people"].as_u64().unwrap() >= 10);
}

#[test]
fn any_spreadsheet_is_grouped_by_row_or_id() {
    let dir = Workdir::new();
    dir.write("a.csv", "番号,自由記述\nA1,駅前に\u{3000}ベンチを。\nA2,別の話\nA3,駅前にﾍﾞﾝﾁを！\n,駅前にベンチを\n");
    let found = json(dir.path(), &["comments", "groups", "--data", "a.csv", "--text", "自由記述", "--json"]);
    assert_eq!(found[0]["kind"], "exact");
    assert_eq!(found[0]["members"], serde_json::json!(["1", "3", "4"]));
    assert_eq!(found[0]["distinct_texts"], 1);
    let found = json(dir.path(), &["comments", "groups", "--data", "a.csv", "--text", "#2", "--id", "番号", "--json"]);
    assert_eq!(found[0]["members"], serde_json::json!(["A1", "A3", "4"]));
    let comments = |arguments: &[&str]| dir.koe(&[&["comments", "groups", "--data", "a.csv"], arguments].concat());
    comments(&["--text", "意見"]).code(2).says(&["意見"]);
    comments(&[]).code(2).says(&["--text"]);
    comments(&["--text", "自由記述", "-o", "a.csv"]).code(2);
    let table = String::from_utf8(comments(&["--text", "自由記述"]).code(0).stdout).unwrap();
    assert!(table.contains("完全一致") && table.contains("1・3・4") && !table.contains('%'), "{table}");
    for name in ["out.csv", "out.md", "out.xlsx"] {
        comments(&["--text", "自由記述", "-o", name]).code(0);
        assert!(std::fs::metadata(dir.file(name)).unwrap().len() > 100);
    }
}

/// A set with personal columns: 2 and 4 are alike, 5 is withdrawn from comparison by nobody.
fn set() -> Workdir {
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\ncomments = [\"c.toml\"]\n");
    dir.write(
        "c.toml",
        "[comments]\nid = \"c\"\n[[source]]\nfile = \"c.csv\"\nid = \"番号\"\ntext = \"意見\"\npersonal = [\"氏名\"]\n",
    );
    dir.write(
        "c.csv",
        "番号,氏名,意見\n1,高橋春子,街灯を増やしてほしい\n2,山田太郎,山田太郎です。空き店舗の家賃を下げてほしい\n3,高橋春子,街灯を 増やしてほしい。\n\
         4,鈴木次郎,空き店舗の家賃が下がるとよい\n5,佐藤三郎,祭りを続けてほしい\n",
    );
    dir
}

#[test]
fn similar_opinions_are_put_into_one_item_by_people() {
    let dir = set();
    let groups = json(dir.path(), &["comments", "groups", "--json"]);
    assert_eq!(groups.as_array().unwrap().len(), 1);
    let counts = ["people", "receipts", "opinions", "distinct_texts"].map(|key| groups[0][key].as_u64().unwrap());
    assert_eq!(counts, [1, 2, 2, 1]);
    let found = json(dir.path(), &["comments", "similar", "2", "--json"]);
    assert_eq!(found[0]["opinion"], "4");
    assert!(!dir.koe(&["comments", "similar", "4", "--json"]).code(0).stdout.is_empty());
    let shown = String::from_utf8(dir.koe(&["comments", "similar", "4"]).code(0).stdout).unwrap();
    assert!(shown.contains("［氏名］") && !shown.contains("山田"), "{shown}");
    dir.koe(&["comments", "similar", "9"]).code(2).says(&["9"]);

    let same = |arguments: &[&str]| dir.koe(&[&["comments", "same"], arguments].concat());
    let item = |run: crate::support::Run| String::from_utf8(run.code(0).stdout).unwrap().trim().to_owned();
    let first = item(same(&["2", "4"]));
    assert_eq!(first, "K2");
    // Another of the same meaning goes into the item that is there.
    assert_eq!(item(same(&["4", "5"])), first);
    let second = item(same(&["1", "3"]));
    assert_ne!(second, first);
    same(&["1", "2"]).code(2).says(&[&first, &second, "--into"]);
    assert_eq!(item(same(&["1", "--into", &first])), first);
    same(&["1"]).code(2);
    same(&["1", "77"]).code(2).says(&["77"]);
    same(&["1", "--into", "none"]).code(2).says(&["none"]);
    let status = json(dir.path(), &["comments", "status", "--json"]);
    assert_eq!(status["fates"]["published"], 2);
    assert_eq!(status["fates"]["merged"], 3);
    let found = json(dir.path(), &["comments", "similar", "2", "--json"]);
    assert_eq!((&found[0]["fate"], &found[0]["item"]), (&"merged".into(), &first.into()));
}
