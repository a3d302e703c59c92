//! `verdict`: what several runs say together.

use super::output::Output;
use super::summary::Summary;
use super::{Answer, Failure, input};
use crate::run::log;
use crate::run::replay::verify;
use crate::scenario::catalogue::Catalogue;
use crate::score::process::verdict::{Answer as Said, Verdict, verdict};
use crate::study::given::given;
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Logs of runs of one level, of four different scenarios or more.
    #[arg(required = true, value_name = "LOG")]
    logs: Vec<PathBuf>,
}

pub(super) fn run(args: &Args, output: &mut Output) -> Result<Answer, Failure> {
    let mut runs = Vec::new();
    let mut seen = BTreeSet::new();
    let mut leaders = BTreeSet::new();
    for path in &args.logs {
        let told = |why: String| Failure::told(format!("`{}`: {why}", path.display()));
        let log = log::read(&input::file(path)?).map_err(|error| told(error.to_string()))?;
        let verified = verify(&log).map_err(|error| told(error.to_string()))?;
        if !verified.verified {
            return Err(told(
                "the log does not verify; `bridgecall replay` says where".into(),
            ));
        }
        let run = verified.run;
        // The same run named twice is one run.
        if !seen.insert((
            run.scenario().rules_digest.clone(),
            run.seed(),
            run.digest(),
        )) {
            continue;
        }
        leaders.insert(run.leader().to_owned());
        let (id, form) = (&log.header.scenario, &log.header.form);
        let beside = Catalogue::find().load(id, Some(form)).ok();
        let marks = given(
            run.scenario(),
            beside.and_then(|loaded| loaded.marks).as_deref(),
        );
        runs.push(Summary::of(&run, &marks).assessed(run.scenario().rules.level));
    }
    if leaders.len() > 1 {
        let names: Vec<&str> = leaders.iter().map(String::as_str).collect();
        let names = names.join(", ");
        return Err(Failure::told(format!(
            "these logs are of different leaders: {names}; a verdict is on one"
        )));
    }
    let verdict = verdict(&runs).map_err(Failure::told)?;
    output.answer(&verdict, || text(&verdict))?;
    Ok(match verdict.verdict {
        Said::Pass => Answer::Yes,
        Said::NotYet | Said::MoreEvidence => Answer::No,
    })
}

fn text(verdict: &Verdict) -> String {
    let said = match verdict.verdict {
        Said::Pass => "pass",
        Said::NotYet => "not yet",
        Said::MoreEvidence => "more evidence is needed",
    };
    let mut text = format!("Level {}: {said}.\n\n", verdict.level.word());
    for (scenario, mark) in &verdict.marks {
        text += &format!("  {mark:>5.1}  {scenario}\n");
    }
    text += "\n";
    for (capability, rating) in &verdict.capabilities {
        text += &format!("  {rating:?}  {capability}: {}\n", rating.word());
    }
    text += "\n";
    for reason in &verdict.reasons {
        text += &format!("  {reason}.\n");
    }
    text += &format!(
        "\nRubric {}: {}. This is {}.\n",
        verdict.rubric,
        verdict.standard,
        verdict.standing.word()
    );
    text
}
