//! BC0405: what takes a skill that nobody has is never done.

use crate::scenario::at::At;
use crate::scenario::diagnostics::{Diagnostics, did_you_mean};
use crate::scenario::draft::Draft;
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    let has_some = |share: &At<_>| {
        share
            .get()
            .is_none_or(|share: crate::scenario::numbers::Share| share.0 > 0)
    };
    let known: Vec<&str> = items(&draft.people)
        .flat_map(|person| person.skills.entries())
        .filter(|(_, share)| has_some(share))
        .filter_map(|(skill, _)| skill.as_ref().map(String::as_str))
        .collect();
    let inquiries = items(&draft.faults)
        .flat_map(|fault| items(&fault.inquiries))
        .map(|inquiry| &inquiry.skill);
    let remedies = items(&draft.faults)
        .flat_map(|fault| items(&fault.remedies))
        .map(|remedy| &remedy.skill);
    let work = items(&draft.work).map(|work| &work.skill);
    let streams = items(&draft.streams).map(|stream| &stream.skill);
    let actions = items(&draft.faults)
        .flat_map(|fault| items(&fault.actions))
        .map(|action| &action.skill);
    let work = work.chain(streams).chain(actions);
    let queues = items(&draft.queues).map(|queue| &queue.skill);
    for needed in inquiries.chain(remedies).chain(work).chain(queues) {
        if let Some(skill) = needed
            .as_ref()
            .filter(|skill| !known.contains(&skill.as_str()))
        {
            let guess = did_you_mean(skill, known.iter().copied());
            found
                .error(
                    "BC0405",
                    needed.span,
                    format!("nobody has the skill `{skill}`"),
                )
                .help(guess.unwrap_or_else(|| {
                    format!("give it to a person: `skills: {{\"{skill}\": 0.8}}`")
                }));
        }
    }
}
