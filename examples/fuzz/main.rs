//! Feeds damaged files and texts to everything that reads what others wrote, and keeps what it cannot take.
//!
//! `cargo run --example fuzz -- SECONDS [SEED [FOLDER]]`. It starts from the files of `tests/loaders/malformed`,
//! `tests/fixtures` and `surveys`, changes them at random (bits, runs, lengths, lines, parts of zip files) and reads
//! them; texts are made for expressions, coding rules, numbers, days and year cells. A panic, ten seconds for one input,
//! or a gigabyte of memory is a find: its input is written to FOLDER (`out/fuzz`). The same seed gives the same inputs.
//! What it found so far stands in `docs/hostile-files.md`.

mod mutate;
mod targets;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use mutate::Random;
use targets::{Input, Targets};

/// One input may take so long, ...
const SLOW: Duration = Duration::from_secs(10);
/// ... a hung one is given up after so long, ...
const HUNG: Duration = Duration::from_secs(120);
/// ... and so much memory, in kB.
const MUCH: u64 = 1 << 20;

/// Where panics happened, and how often; those in readers that `load::read` contains are no finds but are counted.
type Panics = Arc<Mutex<BTreeMap<(bool, String), u64>>>;

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<u64, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.next().unwrap_or_default().parse().map_err(|_| "fuzz SECONDS [SEED [FOLDER]]")?;
    let seed: u64 = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "out/fuzz".to_owned()));
    std::fs::create_dir_all(&folder)?;
    let work = tempfile::tempdir()?;
    let targets = Targets::new(Path::new(env!("CARGO_MANIFEST_DIR")), work.path())?;
    // The readers install their hook at the first reading; this one comes after it and sees every panic.
    let panics = watch_panics();
    let (started, round) = (Instant::now(), Arc::new(AtomicU64::new(0)));
    let current: Arc<Mutex<Option<(Input, Instant)>>> = Arc::default();
    guard(&current, &folder);
    let mut random = Random::new(seed);
    let (mut finds, mut counts) = (0, BTreeMap::<&str, (u64, u64)>::new());
    while started.elapsed().as_secs() < seconds {
        let input = targets.make(&mut random);
        *current.lock().unwrap_or_else(PoisonError::into_inner) = Some((input.clone(), Instant::now()));
        let begun = worked(started);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| targets.try_one(&input)));
        let (taken, memory) = (worked(started).saturating_sub(begun), peak());
        *current.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let (tried, accepted) = counts.entry(input.target).or_default();
        *tried += 1;
        *accepted += u64::from(matches!(outcome, Ok(Ok(true))));
        let find = match outcome {
            Err(_) => Some("panic".to_owned()),
            Ok(Err(what)) => Some(what),
            Ok(Ok(_)) if taken > SLOW => Some(format!("slow-{}s", taken.as_secs())),
            Ok(Ok(_)) if memory.is_some_and(|peak| peak > MUCH) => Some("memory".to_owned()),
            Ok(Ok(_)) => None,
        };
        if let Some(what) = find {
            finds += 1;
            let number = round.load(Ordering::Relaxed);
            let path = folder.join(format!("{seed}-{number}-{}-{what}.{}", input.target, input.extension));
            std::fs::write(&path, &input.bytes)?;
            eprintln!("{what}: {}", path.display());
        }
        if memory.is_some_and(|peak| peak > MUCH / 2) {
            // The highest mark of this process starts anew.
            let _ = std::fs::write("/proc/self/clear_refs", "5");
        }
        round.fetch_add(1, Ordering::Relaxed);
    }
    println!("seed {seed}, {} s, {finds} finds", started.elapsed().as_secs());
    for (target, (tried, accepted)) in counts {
        println!("{target}: {tried} tried, {accepted} accepted");
    }
    for ((contained, place), count) in panics.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        println!("{} panics at {place}: {count}", if *contained { "contained" } else { "OPEN" });
    }
    Ok(finds)
}

/// How long this thread has worked, which other programs do not prolong; where the system does not tell, how long it is
/// since the start.
fn worked(started: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    told.map_or_else(|| started.elapsed(), Duration::from_nanos)
}

/// The highest memory of this process in kB; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

fn watch_panics() -> Panics {
    let panics = Panics::default();
    let seen = Arc::clone(&panics);
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().map_or_else(String::new, |at| {
            let file = at.file().rsplit('/').take(3).collect::<Vec<_>>();
            format!("{}:{}", file.into_iter().rev().collect::<Vec<_>>().join("/"), at.line())
        });
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        *seen.entry((koe::load::read::is_contained(), place)).or_default() += 1;
    }));
    panics
}

/// Ends the program when one input hangs, after writing it.
fn guard(current: &Arc<Mutex<Option<(Input, Instant)>>>, folder: &Path) {
    let (current, folder) = (Arc::clone(current), folder.to_owned());
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(5));
            let held = current.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((input, since)) = held.as_ref().filter(|(_, since)| since.elapsed() > HUNG) {
                let path = folder.join(format!("hang-{}.{}", input.target, input.extension));
                let _ = std::fs::write(&path, &input.bytes);
                eprintln!("hang: {} after {} s", path.display(), since.elapsed().as_secs());
                std::process::exit(1);
            }
        }
    });
}
