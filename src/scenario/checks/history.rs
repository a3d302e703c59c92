//! BC0408: a history step begins with the verb of a command.

use crate::scenario::diagnostics::{Diagnostics, did_you_mean};
use crate::scenario::draft::Draft;
use crate::scenario::names::items;
use crate::scenario::rules::CommandKind;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    let verbs = CommandKind::ALL.map(CommandKind::word);
    for step in items(&draft.history_steps) {
        let Some(command) = step.what.as_ref() else {
            continue;
        };
        let verb = command.split_whitespace().next().unwrap_or_default();
        if !verbs.contains(&verb) {
            found
                .error("BC0408", step.what.span, format!("`{verb}` is no command"))
                .help(
                    did_you_mean(verb, verbs)
                        .unwrap_or_else(|| format!("commands are `{}`", verbs.join("`, `"))),
                );
        }
    }
}
