//! BC0305 and BC0411: somebody who does not answer a card has chosen, and an answer is told by its verb.

use crate::scenario::diagnostics::{Diagnostics, did_you_mean};
use crate::scenario::draft::Draft;
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for card in items(&draft.cards) {
        if let Some([]) = card.options.as_ref().map(Vec::as_slice) {
            found.error(
                "BC0411",
                card.options.span,
                "a card needs at least one option",
            );
        }
        let options = || {
            items(&card.options)
                .filter_map(|option| option.id.as_ref())
                .map(String::as_str)
        };
        let Some(default) = card.default.as_ref() else {
            continue;
        };
        let all_read = items(&card.options).count() == card.options.items().len();
        if all_read && options().count() > 0 && !options().any(|option| option == default) {
            let help = did_you_mean(default, options()).unwrap_or_else(|| {
                format!(
                    "options are `{}`",
                    options().collect::<Vec<_>>().join("`, `")
                )
            });
            found
                .error(
                    "BC0305",
                    card.default.span,
                    format!("the default `{default}` is no option"),
                )
                .help(help);
        }
    }
    for message in items(&draft.messages) {
        for (at, answer) in items(&message.answers).enumerate() {
            let verb = answer.verb.get().map(|verb| verb.0);
            if let Some(verb) = verb
                && items(&message.answers)
                    .take(at)
                    .any(|other| other.verb.get().map(|verb| verb.0) == Some(verb))
            {
                found.error(
                    "BC0309",
                    answer.verb.span,
                    format!("the answer `{}` stands here twice", verb.word()),
                );
            }
        }
    }
}
