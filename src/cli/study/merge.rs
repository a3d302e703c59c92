//! `study merge`: the files of all shards become the one that a call without shards writes.

use super::super::output::Output;
use super::super::{Answer, Failure};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The files of all shards, in any order.
    #[arg(required = true, value_name = "PART")]
    parts: Vec<PathBuf>,
    /// Where the file of the whole study goes.
    #[arg(short, long, value_name = "FILE.parquet")]
    out: PathBuf,
}

#[cfg(not(feature = "parquet"))]
pub(super) fn run(_: &Args, _: &mut Output) -> Result<Answer, Failure> {
    Err(Failure::told(super::WITHOUT_PARQUET))
}

#[cfg(feature = "parquet")]
pub(super) fn run(args: &Args, output: &mut Output) -> Result<Answer, Failure> {
    use crate::study::files::merge;
    use crate::study::plan::Shard;
    use crate::study::summary::Summary;
    let mut summary = None;
    let about = merge(&args.parts, &args.out, |about, row| {
        summary
            .get_or_insert_with(|| Summary::new(about, 0))
            .take(row);
    });
    let about = about.map_err(|error| Failure::told(error.to_string()))?;
    let summary = summary.unwrap_or_else(|| Summary::new(&about, 0));
    let played = super::Played {
        finished: true,
        ticks_per_second: None,
    };
    super::answer(&about, &summary, Shard::WHOLE, &played, Vec::new(), output)?;
    Ok(Answer::Yes)
}
