//! How long the program keeps a person waiting: every key with all that follows from it, drawing included.
//!
//! `cargo bench --bench keys`; ends with 1 if a key usually takes longer than 16 ms, a frame 8 ms, the first one 200 ms. Looks at the tagging screen with
//! 10,000 opinions, where dividing and joining are told but not judged in all (only each stretch of work), and at the main
//! screens of the sample.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use koe::messages::Lang;
use koe::tui::Start;
use koe::tui::key::Key;
use koe::tui::script::Player;

const LIMIT: Duration = Duration::from_millis(16);

/// A whole frame, and the first one.
const FRAME: Duration = Duration::from_millis(8);
const FIRST_FRAME: Duration = Duration::from_millis(200);

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
const TAGGING: &str = "1 Enter 0 2 Enter n p f u Ctrl+Y u . ↓ ↑ g u - a Backspace A Delete → ← PageDown PageUp t Esc d Esc v m m z z \
                       e Esc ? Esc / え Esc F ↓ Enter Esc r ↓ Enter r ↑ Enter Ctrl+F 空 店 Backspace Esc s Enter u o x Enter u w x \
                       Enter u End Home";

/// Dividing and joining: groups are looked for anew each time, so this is done less often.
const DIVIDING: &str = "x 1 J u u";

/// Where to go on the sample and what to press there.
const SAMPLE: [(&str, &str); 6] = [
    ("1", "Down Down Up PageDown End Home"),
    ("2", "Down Right Left Up j k"),
    ("3", "Down Down PageDown End Home"),
    ("8", "Down Down Up End Home"),
    ("6 Tab", "Down Down PageDown s a n Enter Tab"),
    ("7", "Down Right Right + Down End Home Tab"),
];

/// Pictures and shades at their largest: a table with many groups, its chart alone, the same shown to a meeting.
const PICTURES: [(&str, &str); 3] = [
    ("2 with shades", "Alt+2 n n n n n n b Down Down Space Enter T"),
    ("2 with its chart alone", "Tab Tab Tab z"),
    ("of a presentation", "z V"),
];

fn main() {
    match measure() {
        Ok(true) => {}
        Ok(false) => std::process::exit(1),
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(2);
        }
    }
}

/// Prints everything; true if no key was slow.
fn measure() -> Result<bool, Box<dyn Error>> {
    let (tagging, dividing) = opinions()?;
    // When the opinions are others, everything made of them comes in anew: no part of it may keep the next key waiting.
    let quick = [
        report("10,000 opinions", tagging).most < LIMIT,
        report("10,000 opinions, dividing and joining", dividing).longest_part < LIMIT,
        report("the sample", sample()?).most < LIMIT,
        frames()?,
    ];
    Ok(quick.iter().all(|quick| *quick))
}

/// What a key took in all, and its longest part: until the next frame, or with what a thread had found.
type Took = (Duration, (Duration, String));
type Times = BTreeMap<String, Vec<Took>>;

fn opinions() -> Result<(Times, Times), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    write_opinions(folder.path())?;
    let mut player = begin(folder.path());
    player.play("4\nW\nCtrl+U\ntext 分類係\nEnter").map_err(|error| error.to_string())?;
    let (mut tagging, mut dividing) = (Times::new(), Times::new());
    for _ in 0..5 {
        press(&mut player, "", TAGGING, &mut tagging)?;
    }
    if player.state().journal.state.decisions("draft").codings.len() <= 20 {
        return Err("the keys gave no codes".into());
    }
    for _ in 0..2 {
        press(&mut player, "", DIVIDING, &mut dividing)?;
    }
    Ok((tagging, dividing))
}

fn sample() -> Result<Times, Box<dyn Error>> {
    let folder = project()?;
    let mut player = begin(folder.path());
    let mut took = Times::new();
    for _ in 0..5 {
        for (place, keys) in SAMPLE {
            press(&mut player, "", place, &mut Times::new())?;
            press(&mut player, &format!("{place}: "), keys, &mut took)?;
        }
    }
    Ok(took)
}

/// The first frame of the sample, and a whole frame of each screen at 200x60; true if none takes too long.
fn frames() -> Result<bool, Box<dyn Error>> {
    let folder = project()?;
    let started = Instant::now();
    let mut player = Player::new(&start(folder.path()), 200, 60);
    let first = started.elapsed();
    println!("first frame: {:.1} ms", first.as_secs_f64() * 1_000.0);
    player.begin();
    let mut quick = first < FIRST_FRAME;
    let screens = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].map(|screen| (screen, format!("Alt+{screen}")));
    for (screen, keys) in screens.iter().map(|(screen, keys)| (*screen, keys.as_str())).chain(PICTURES) {
        player.play(keys).map_err(|error| error.to_string())?;
        let mut times: Vec<Duration> = (0..20)
            .map(|_| {
                let begun = worked();
                player.redraw();
                worked().saturating_sub(begun)
            })
            .collect();
        times.sort();
        let usual = times.get(10).copied().unwrap_or_default();
        println!("{:>6.1} ms  a frame of screen {screen} at 200x60", usual.as_secs_f64() * 1_000.0);
        quick &= usual < FRAME;
    }
    Ok(quick)
}

fn begin(dir: &Path) -> Player {
    let mut player = Player::new(&start(dir), 160, 45);
    player.begin();
    player
}

fn start(dir: &Path) -> Start {
    Start { dir: dir.to_owned(), lang: Lang::Ja, ascii: false, read_only: false }
}

/// A copy of the sample project.
fn project() -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("koe.toml"), folder.path().join("koe.toml"))?;
    for name in ["surveys", "sample-data"] {
        copy(&root.join(name), &folder.path().join(name))?;
    }
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn write_opinions(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut set = "[comments]\nid = \"draft\"\ntitle = \"計画案への意見\"\nsynthetic = true\n".to_owned();
    for (id, title) in CODES {
        let phrase: String = title.chars().take(3).collect();
        write!(set, "\n[[comments.codes]]\nid = \"{id}\"\ntitle = \"{title}\"\nphrases = [\"{phrase}\"]\n")?;
    }
    fs::write(folder.join("koe.toml"), KOE)?;
    fs::write(folder.join("c.toml"), set + SOURCE)?;
    let matters =
        ["空き店舗の家賃", "農地と畑", "駅前の駐車場", "祭りの運営", "買物の支援", "若手の起業", "市の情報の発信"];
    let wishes = [
        "を考え直してほしいと思います",
        "が足りないので困っています",
        "に市がもっと関わるべきです",
        "は今のままで十分です",
    ];
    let people = ["私は保谷に住む会社員で", "商店街で働く者として", "子どもを育てる親として", "高齢の母と暮らしていて"];
    let of = |texts: &[&'static str], at: usize| texts.get(at % texts.len()).copied().unwrap_or_default();
    let mut text = String::from("番号,日,方法,意見\r\n");
    for n in 0..OPINIONS {
        let opinion = format!(
            "{}、{}{}。{}番目に気になるのは{}{}。",
            of(&people, n),
            of(&matters, n / 4),
            of(&wishes, n / 28),
            n / 112,
            of(&matters, n / 3),
            of(&wishes, n / 5)
        );
        write!(text, "{n},2026-05-02,メール,{opinion}\r\n")?;
    }
    fs::write(folder.join("r.csv"), text)?;
    Ok(())
}

/// Presses keys; what each took is added under its name and that of the key before.
fn press(player: &mut Player, place: &str, keys: &str, took: &mut Times) -> Result<(), String> {
    let mut before = "";
    for name in keys.split_whitespace() {
        let key = Key::parse(name).ok_or_else(|| format!("{name} is no key"))?;
        let parts = player.timed(key, worked);
        let total = parts.iter().map(|(_, time)| *time).sum();
        let longest = parts.into_iter().map(|(what, time)| (time, what)).max().unwrap_or_default();
        took.entry(format!("{place}{name} after {before}")).or_default().push((total, longest));
        before = name;
    }
    Ok(())
}

/// The most a key usually takes, in all and for a part.
struct Usual {
    most: Duration,
    longest_part: Duration,
}

/// Prints what keys usually take: one press may meet anything a busy machine does.
fn report(title: &str, took: Times) -> Usual {
    let mut all: Vec<(Took, Duration, String)> = Vec::new();
    for (name, mut times) in took {
        times.sort();
        let most = times.last().map_or(Duration::ZERO, |(total, _)| *total);
        if let Some(usual) = times.get((times.len() - 1) / 2) {
            all.push((usual.clone(), most, name));
        }
    }
    all.sort();
    println!("{title}: ms of the screen's thread: usual, of it the longest part; the slowest press");
    for ((usual, (part, what)), most, name) in &all {
        let ms = |time: &Duration| time.as_secs_f64() * 1_000.0;
        println!("{:>6.1} {:>6.1} {what:<12} {:>6.1}  {name}", ms(usual), ms(part), ms(most));
    }
    Usual {
        most: all.iter().map(|((usual, _), ..)| *usual).max().unwrap_or_default(),
        longest_part: all.iter().map(|((_, (part, _)), ..)| *part).max().unwrap_or_default(),
    }
}

/// How long this thread has worked, where the system tells: the machine may be busy with others.
fn worked() -> Duration {
    thread_local! {
        static START: Instant = Instant::now();
    }
    // The system brings its account up to date when a thread steps back.
    std::thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| START.with(Instant::elapsed), Duration::from_nanos)
}
