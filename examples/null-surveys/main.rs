//! Simulates surveys without any association and prints how often each default test rejects at the 5 % level.
//!
//! `cargo run --example null-surveys [FIRST LAST]`: seeds 1 to 20000 unless told otherwise. Exit code 1 when a rate is
//! outside its range. The results stand in `docs/null-surveys.md`.

use std::process::ExitCode;

mod simulation;

use simulation::Target;

fn main() -> ExitCode {
    let seeds: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let (first, last) = match seeds.as_slice() {
        [] => (1, 20_000),
        [first, last] if first <= last => (*first, *last),
        _ => {
            eprintln!("usage: null-surveys [FIRST LAST]");
            return ExitCode::from(2);
        }
    };
    let Some(lines) = simulation::run(first, last) else {
        eprintln!("a survey was refused");
        return ExitCode::from(2);
    };
    println!("seeds {first} to {last}, 400 respondents each, weights with a design effect of 1.49, level 5 %");
    println!("{:<52} {:>9} {:>9} {:>7}  {:<10} holds", "test", "tests", "rejected", "± se", "range");
    for line in &lines {
        let range = if line.target == Target::Near { "4.5 to 5.5" } else { "up to 5.5" };
        let holds = if line.holds(0.0) { "yes" } else { "NO" };
        let simulation::Line { name, tests, rate, error, .. } = line;
        println!("{name:<52} {tests:>9} {rate:>7.2} % {error:>7.2}  {range:<10} {holds}");
    }
    ExitCode::from(u8::from(!lines.iter().all(|line| line.holds(0.0))))
}
