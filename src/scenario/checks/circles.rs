//! BC0403: what waits for itself never comes: dependencies in a circle, remedies after one another.

use super::load::callees;
use crate::scenario::at::At;
use crate::scenario::diagnostics::{Diagnostics, Span};
use crate::scenario::draft::Draft;
use crate::scenario::names::items;

/// A thing, where it is written, and what it needs.
struct Node<'a> {
    id: &'a str,
    place: Span,
    needs: Vec<&'a str>,
}

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    let services: Vec<_> = items(&draft.services)
        .filter_map(|service| {
            node(
                &service.id,
                callees(service).into_iter().filter_map(At::as_ref),
            )
        })
        .collect();
    report(
        &services,
        "dependencies run in a circle",
        "remove one of them",
        found,
    );
    let remedies: Vec<_> = items(&draft.faults)
        .flat_map(|fault| items(&fault.remedies))
        .filter_map(|remedy| node(&remedy.id, remedy.after.as_ref().into_iter()))
        .collect();
    report(
        &remedies,
        "remedies wait for one another",
        "remove one `after`",
        found,
    );
}

fn node<'a>(id: &'a At<String>, needs: impl Iterator<Item = &'a String>) -> Option<Node<'a>> {
    Some(Node {
        id: id.as_ref()?,
        place: id.span,
        needs: needs.map(String::as_str).collect(),
    })
}

/// Names the first circle, from its first member in the file.
fn report(nodes: &[Node<'_>], what: &str, help: &str, found: &mut Diagnostics) {
    let mut left: Vec<&Node<'_>> = nodes.iter().collect();
    loop {
        // Who needs nobody that is left cannot be part of a circle.
        let ids: Vec<&str> = left.iter().map(|node| node.id).collect();
        let before = left.len();
        left.retain(|node| node.needs.iter().any(|need| ids.contains(need)));
        if left.len() == before {
            break;
        }
    }
    // Everybody left needs somebody left: following the needs must come round.
    let Some(mut at) = left.first().copied() else {
        return;
    };
    let mut way: Vec<&Node<'_>> = Vec::new();
    while way.iter().all(|node| node.id != at.id) {
        way.push(at);
        match left.iter().find(|node| at.needs.contains(&node.id)) {
            Some(next) => at = next,
            None => return,
        }
    }
    let circle: Vec<_> = way
        .into_iter()
        .skip_while(|node| node.id != at.id)
        .collect();
    let ids: Vec<_> = circle.iter().map(|node| node.id).chain([at.id]).collect();
    found
        .error("BC0403", at.place, format!("{what}: {}", ids.join(" → ")))
        .help(help);
}
