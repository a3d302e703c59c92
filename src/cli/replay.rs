//! `replay`: a run rebuilt from its log, and verified.

use super::output::Output;
use super::summary::Summary;
use super::{Answer, Failure, input};
use crate::run::log::{self, LogError};
use crate::run::replay::verify;
use crate::scenario::catalogue::Catalogue;
use crate::study::given::given;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The log of a run.
    log: PathBuf,
}

pub(super) fn run(args: &Args, output: &mut Output) -> Result<Answer, Failure> {
    let unplayable = |error: LogError| Failure::told(format!("`{}`: {error}", args.log.display()));
    let log = log::read(&input::file(&args.log)?).map_err(unplayable)?;
    let verified = match verify(&log) {
        Ok(verified) => verified,
        // A scenario that somebody broke by editing the log is an edited log, too.
        Err(error) if !log.differences.is_empty() => {
            log.differences
                .iter()
                .for_each(|difference| output.error(&difference.to_string()));
            let json =
                json!({"verified": false, "finished": false, "differences": log.differences});
            output.answer(&json, || format!("The log does not verify: {error}\n"))?;
            return Ok(Answer::No);
        }
        Err(error) => return Err(unplayable(error)),
    };
    verified
        .warnings
        .iter()
        .for_each(|warning| output.warning(warning));
    verified
        .differences
        .iter()
        .for_each(|difference| output.error(&difference.to_string()));

    // Marks lie beside the scenario, not in the log; they count only if they fit what the log plays.
    let (id, form) = (&log.header.scenario, &log.header.form);
    let beside = Catalogue::find()
        .load(id, Some(form))
        .ok()
        .and_then(|loaded| loaded.marks);
    let marks = given(verified.run.scenario(), beside.as_deref());
    let mut summary = Summary::of(&verified.run, &marks);
    summary.verified = Some(verified.verified);
    summary.finished = Some(verified.finished);
    summary.differences = verified.differences;
    output.answer(&summary, || summary.text(&verified.run))?;
    Ok(if verified.verified {
        Answer::Yes
    } else {
        Answer::No
    })
}
