//! How long the tagging screen keeps a person waiting: every key at 10,000 opinions, with all that follows from it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use koe::messages::Lang;
use koe::tui::Start;
use koe::tui::key::Key;
use koe::tui::script::Player;
use koe::tui::state::State;

const KOE: &str =
    "[project]\ntitle = \"意見\"\nlocale = \"ja\"\ncomments = [\"c.toml\"]\nstore = \"sqlite:koe.sqlite\"\n";

const SOURCE: &str =
    "\n[[source]]\nfile = \"r.csv\"\nid = \"番号\"\nreceived = \"日\"\nchannel = \"方法\"\ntext = \"意見\"\n";

const CODES: [(&str, &str); 10] = [
    ("店", "空き店舗の活用"),
    ("店-若", "若手の出店"),
    ("農", "農地の保全"),
    ("交", "駅前の交通"),
    ("祭", "祭り・催し"),
    ("観", "観光"),
    ("福", "買物の支援"),
    ("職", "就労"),
    ("情", "情報の発信"),
    ("他", "そのほか"),
];

const OPINIONS: usize = 10_000;

/// Keys with what they lead to: codes and marks, groups, undo and redo, moving, boxes, order, filter and search, fates.
const ROUND: &str = "1 Enter 0 2 Enter n p f u Ctrl+Y u . ↓ ↑ g u - a Backspace A Delete → ← PageDown PageUp t Esc d Esc v m m z z \
                     e Esc ? Esc / え Esc F ↓ Enter Esc q ↓ Enter q ↑ Enter Ctrl+F 空 店 Backspace Esc s Enter u o x Enter u w x Enter u \
                     End Home";

/// Dividing and joining: groups are looked for anew each time, so this is done less often.
const DIVIDING: &str = "x 1 J u u";

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let mut set = "[comments]\nid = \"draft\"\ntitle = \"計画案への意見\"\nsynthetic = true\n".to_owned();
    for (id, title) in CODES {
        let phrase: String = title.chars().take(3).collect();
        write!(set, "\n[[comments.codes]]\nid = \"{id}\"\ntitle = \"{title}\"\nphrases = [\"{phrase}\"]\n").unwrap();
    }
    write("koe.toml", KOE);
    write("c.toml", &(set + SOURCE));
    let matters =
        ["空き店舗の家賃", "農地と畑", "駅前の駐車場", "祭りの運営", "買物の支援", "若手の起業", "市の情報の発信"];
    let wishes = [
        "を考え直してほしいと思います",
        "が足りないので困っています",
        "に市がもっと関わるべきです",
        "は今のままで十分です",
    ];
    let people = ["私は保谷に住む会社員で", "商店街で働く者として", "子どもを育てる親として", "高齢の母と暮らしていて"];
    let mut text = String::from("番号,日,方法,意見\r\n");
    for n in 0..OPINIONS {
        let opinion = format!(
            "{}、{}{}。{}番目に気になるのは{}{}。",
            people[n % 4],
            matters[n / 4 % 7],
            wishes[n / 28 % 4],
            n / 112,
            matters[n / 3 % 7],
            wishes[n / 5 % 4]
        );
        write!(text, "{n},2026-05-02,メール,{opinion}\r\n").unwrap();
    }
    write("r.csv", &text);
    folder
}

/// What a key took in all, and its longest part: until the next frame, or with what a thread had found.
type Took = (Duration, (Duration, String));

/// Plays keys; what each took is added under its name and that of the key before.
fn play(player: &mut Player, keys: &str, took: &mut BTreeMap<String, Vec<Took>>) {
    let mut before = "";
    for name in keys.split_whitespace() {
        let key = Key::parse(name).unwrap();
        let parts = player.timed(key, worked);
        let total = parts.iter().map(|(_, time)| *time).sum();
        let longest = parts.into_iter().map(|(what, time)| (time, what)).max().unwrap();
        took.entry(format!("{name} after {before}")).or_default().push((total, longest));
        before = name;
    }
}

fn coded(state: &State) -> usize {
    state.journal.state.decisions("draft").codings.len()
}

#[test]
fn ten_thousand_opinions_keep_every_key_quick() {
    let folder = project();
    let start = Start { dir: folder.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, 160, 45);
    player.begin();
    player.play("4\nW\nCtrl+U\ntext 分類係\nEnter").unwrap();
    let (mut took, mut dividing) = (BTreeMap::new(), BTreeMap::new());
    for _ in 0..5 {
        play(&mut player, ROUND, &mut took);
    }
    let before = coded(player.state());
    assert!(before > 20, "{before}");
    for _ in 0..2 {
        play(&mut player, DIVIDING, &mut dividing);
    }
    let limit = Duration::from_millis(16);
    // One press may meet anything a busy machine does; what a key usually takes is its own.
    let (all, most, _) = usual(took);
    assert!(most < limit, "{all}");
    // When the opinions are others, everything that is made of them comes in anew: no part of it may keep the next key waiting.
    let (all, _, part) = usual(dividing);
    assert!(part < limit, "{all}");
}

/// What keys usually take, as a text that is printed as well; the most of it in all, and for a part.
fn usual(took: BTreeMap<String, Vec<Took>>) -> (String, Duration, Duration) {
    let mut all: Vec<(Took, Took, String)> = Vec::new();
    for (name, mut times) in took {
        times.sort();
        let usual = times[(times.len() - 1) / 2].clone();
        all.push((usual, times.pop().unwrap(), name));
    }
    all.sort();
    let mut report = String::from("ms of the screen's thread: usual, of it the longest part; the slowest press\n");
    for ((usual, (part, what)), (most, _), name) in &all {
        let ms = |time: &Duration| time.as_secs_f64() * 1_000.0;
        writeln!(report, "{:>6.1} {:>6.1} {what:<12} {:>6.1}  {name}", ms(usual), ms(part), ms(most)).unwrap();
    }
    println!("{report}");
    let most = all.iter().map(|((usual, _), ..)| *usual).max().unwrap();
    let part = all.iter().map(|((_, (part, _)), ..)| *part).max().unwrap();
    (report, most, part)
}

/// How long this thread has worked, where the system tells: the machine of a test may be busy with others.
pub fn worked() -> Duration {
    thread_local! {
        static START: Instant = Instant::now();
    }
    // The system brings its account up to date when a thread steps back.
    std::thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| START.with(Instant::elapsed), Duration::from_nanos)
}
