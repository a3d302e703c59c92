//! BC0530: turns on call that nobody can take. BC0531: working days that never come.

use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::Draft;
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for rota in items(&draft.rotas) {
        if rota.people.value.as_ref().is_some_and(Vec::is_empty) {
            found
                .error("BC0530", rota.people.span, "nobody takes turns on call")
                .help("name people of the team, in the order of their turns");
        }
        for id in rota.people.items() {
            let mut people = items(&draft.people);
            let person =
                people.find(|person| person.id.value.is_some() && person.id.value == id.value);
            let elsewhere = person.is_some_and(|person| {
                person.team.value.is_some() && person.team.value != rota.team.value
            });
            if elsewhere {
                let team = rota.team.value.as_deref().unwrap_or_default();
                found
                    .error(
                        "BC0530",
                        id.span,
                        format!("they are not of the team `{team}`"),
                    )
                    .help("name people of the team, in the order of their turns");
            }
        }
    }
    for person in items(&draft.people) {
        if person.days.value.as_ref().is_some_and(Vec::is_empty) {
            found
                .error("BC0531", person.days.span, "no day is a working day")
                .help("write days such as `[\"monday\", \"tuesday\"]`, or leave `days` out for Monday to Friday");
        }
    }
}
