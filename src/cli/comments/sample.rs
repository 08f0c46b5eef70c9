//! `koe comments sample`: a random sample of coded opinions for a second coding.

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use super::{Set, set_flag};
use crate::cli::{Context, DONE, Failure, json_flag, print, say};
use crate::comments::sample::{Size, draw, pool};
use crate::export::json as export_json;
use crate::messages::{Lang, comments::agreement as words};
use crate::project::CommentOp;

pub(super) fn command(lang: Lang) -> Command {
    let plain = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    Command::new("sample")
        .about(words::sample_about(lang))
        .arg(set_flag(lang))
        .arg(plain("n", "N", words::sample_n(lang)).value_parser(clap::value_parser!(usize)).conflicts_with("share"))
        .arg(plain("share", "SHARE", words::sample_share(lang)).value_parser(clap::value_parser!(f64)))
        .arg(plain("coder", "NAME", words::sample_coder(lang)).required(true))
        .arg(plain("seed", "SEED", words::sample_seed(lang)).value_parser(clap::value_parser!(u64)))
        .arg(json_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let size = match (arguments.get_one::<usize>("n"), arguments.get_one::<f64>("share")) {
        (Some(count), _) if *count > 0 => Size::Count(*count),
        (None, Some(share)) if *share > 0.0 && *share <= 1.0 => Size::Share(*share),
        (None, Some(_)) => return Err(Failure::Usage(words::sample_range(lang).to_owned())),
        _ => return Err(Failure::Usage(words::sample_size(lang).to_owned())),
    };
    let coder = arguments.get_one::<String>("coder").map_or("", |name| name.trim());
    let seed = arguments.get_one::<u64>("seed").copied().unwrap_or(1);
    let mut set = Set::open(context, arguments)?;
    let (decisions, docket) = (set.decisions(), set.docket());
    let pool = pool(&docket, &decisions, coder).len();
    if pool == 0 {
        return Err(Failure::Usage(words::empty_pool(lang, coder)));
    }
    let sample = draw(&docket, &decisions, coder, size, seed);
    set.act(context, CommentOp::Sample { sample: sample.clone() })?;
    say(&words::drawn(lang, &sample.id, sample.opinions.len(), pool, coder));
    if arguments.get_flag("json") {
        let object =
            json!({ "id": sample.id, "coder": sample.coder, "seed": seed, "pool": pool, "opinions": sample.opinions });
        print(&export_json::value(&object)?)?;
        return Ok(DONE);
    }
    say(words::sample_order(lang));
    print(&sample.opinions.join("\n"))?;
    Ok(DONE)
}
