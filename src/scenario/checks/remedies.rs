//! BC0404 and BC0413: a cause that no remedy fixes cannot be won; a remedy that nobody approves cannot be applied.

use super::every_list_of_effects;
use crate::scenario::at::{At, Pairs};
use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::{Draft, Effect, List, RemedyEffect};
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for fault in items(&draft.faults) {
        for cause in items(&fault.causes) {
            let Some(id) = cause.id.as_ref() else {
                continue;
            };
            if !items(&fault.remedies).any(|remedy| fixes(&remedy.effects, id)) {
                found
                    .error(
                        "BC0404",
                        cause.id.span,
                        format!("no remedy fixes the cause `{id}`"),
                    )
                    .help("give one remedy the effect `Fixes` for it, or remove the cause");
            }
        }
        for remedy in
            items(&fault.remedies).filter(|remedy| remedy.needs_approval.get() == Some(true))
        {
            let Some(id) = remedy.id.as_ref() else {
                continue;
            };
            if !every_list_of_effects(draft).any(|effects| approves(effects, id)) {
                found
                    .warning(
                        "BC0413",
                        remedy.id.span,
                        format!("nothing approves the remedy `{id}`"),
                    )
                    .help(format!(
                        "give an option of a card the effect `Approve(\"{id}\")`"
                    ));
            }
        }
    }
}

fn fixes(effects: &At<Pairs<RemedyEffect>>, cause: &str) -> bool {
    effects.entries().iter().any(|(id, effect)| {
        id.as_ref().is_some_and(|id| id == cause)
            && matches!(effect.as_ref(), None | Some(RemedyEffect::Fixes))
    })
}

fn approves(effects: &At<List<Effect>>, remedy: &str) -> bool {
    items(effects).any(|effect| match effect {
        Effect::Approve(id) => id.as_ref().is_some_and(|id| id == remedy),
        Effect::Later(_, effects) | Effect::Chance(_, effects) => approves(effects, remedy),
        _ => false,
    })
}
