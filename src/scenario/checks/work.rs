//! BC0540–BC0544: pipelines have stages that share all of the work, what only deployments have is asked of pipelines that deploy,
//! and somebody can take every stage.

use crate::scenario::at::At;
use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::{Draft, LeverKind, Pipeline};
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for pipeline in items(&draft.pipelines) {
        shares(pipeline, found);
        skills(draft, pipeline, found);
    }
    deployments(draft, found);
    for work in items(&draft.work) {
        let (after, amount) = (&work.urgent_after_minutes, &work.urgent_per_hour);
        let one_alone = match (after.get(), amount.get()) {
            (Some(_), None) => Some((after.span, "urgent_per_hour")),
            (None, Some(_)) => Some((amount.span, "urgent_after_minutes")),
            _ => None,
        };
        if let Some((place, missing)) = one_alone {
            found
                .error("BC0543", place, "half of what makes the item urgent")
                .help(format!("add `{missing}: …,`"));
        }
        if work.migration.get() == Some(true) && !deploys(draft, &work.pipeline) {
            found
                .error(
                    "BC0542",
                    work.migration.span,
                    "a migration that never goes out",
                )
                .help("give the item a `pipeline` that has a `deploy`");
        }
    }
}

fn shares(pipeline: &Pipeline, found: &mut Diagnostics) {
    let stages = pipeline.stages.items();
    let shares: Vec<i64> = items(&pipeline.stages)
        .filter_map(|stage| stage.share.get())
        .map(|share| share.0)
        .collect();
    if pipeline.stages.value.is_none() || shares.len() < stages.len() {
        return;
    }
    let sum: i64 = shares.iter().sum();
    if (sum - 1_000_000).abs() > stages.len() as i64 {
        let message = format!(
            "the shares of the stages sum to {}, not 1",
            sum as f64 / 1e6
        );
        found
            .error("BC0540", pipeline.stages.span.opening(), message)
            .help("change them so that they sum to 1");
    }
}

/// Whether a pipeline deploys; what cannot be told is on record.
fn deploys(draft: &Draft, line: &At<String>) -> bool {
    let of_line = |pipeline: &&Pipeline| pipeline.id.value == line.value;
    let mut pipelines = items(&draft.pipelines);
    line.value.is_some()
        && pipelines
            .find(of_line)
            .is_none_or(|pipeline| pipeline.deploy.value.is_some())
}

fn deployments(draft: &Draft, found: &mut Diagnostics) {
    let levers = items(&draft.levers).filter_map(|lever| match lever.what.as_ref()? {
        LeverKind::ChangeApproval(line)
        | LeverKind::TestDepth(line)
        | LeverKind::CanaryMinutes(line)
        | LeverKind::BatchSize(line) => Some(line),
        _ => None,
    });
    let remedies = items(&draft.faults)
        .flat_map(|fault| items(&fault.remedies))
        .map(|remedy| &remedy.rolls_back);
    for line in levers.chain(remedies) {
        if let Some(id) = line.as_ref().filter(|_| !deploys(draft, line)) {
            found
                .error(
                    "BC0541",
                    line.span,
                    format!("the pipeline `{id}` deploys nothing"),
                )
                .help("give the pipeline a `deploy: (…)`");
        }
    }
}

/// Every stage needs somebody of each team whose work goes through it.
fn skills(draft: &Draft, pipeline: &Pipeline, found: &mut Diagnostics) {
    for stage in items(&pipeline.stages) {
        let Some(skill) = stage.skill.as_ref() else {
            continue;
        };
        let mut teams = items(&draft.work)
            .filter(|work| work.pipeline.value == pipeline.id.value)
            .filter_map(|work| work.team.as_ref());
        let lacking = teams.find(|team| {
            !items(&draft.people).any(|person| {
                let mut skills = person.skills.entries().iter();
                person.team.as_ref() == Some(team)
                    && skills.any(|(known, _)| known.as_ref() == Some(skill))
            })
        });
        if let Some(team) = lacking {
            let message = format!("nobody in the team `{team}` has the skill `{skill}`");
            found
                .warning("BC0544", stage.skill.span, message)
                .help("give it to a person of that team, or nobody takes up this stage unasked");
        }
    }
}
