//! People: faces, what they do, how awake, how they feel, where.

use super::Bridge;
use crate::game::glossary::{Term, entry};
use crate::game::theme::{P, medium, regular, semibold, size, tint};
use crate::game::widgets::{
    bar, caps, card_ground, explained, face, follow, key_cap, laid, line, paint, paint_right, panel,
};
use crate::game::wish::{Question, Wish};
use crate::observe::view::PersonCard;
use crate::words::fl;
use bevy_egui::egui::{
    Align2, CursorIcon, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2,
};

pub(super) fn show(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    panel(ui, fl!("people-panel"), rect, |ui| {
        let inside = rect.shrink2(vec2(10.0, 0.0));
        let mut child = ui.new_child(UiBuilder::new().max_rect(inside));
        let people: usize = bridge.view.teams.iter().map(|team| team.people.len()).sum();
        let room = (rect.height() - 21.0 * bridge.view.teams.len() as f32 - 8.0)
            / people.max(1) as f32
            - 4.0;
        let height = room.floor().clamp(42.0, 58.0);
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(&mut child, |ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, 4.0);
                for (place, team) in bridge.view.teams.iter().enumerate() {
                    let (row, _) =
                        ui.allocate_exact_size(vec2(ui.available_width(), 17.0), Sense::hover());
                    caps(
                        ui,
                        pos2(row.left() + 1.0, row.top() + 5.0),
                        &team.name,
                        P.dim,
                    );
                    if place == 0 {
                        key_cap(ui, pos2(row.right() - 16.0, row.top() + 2.0), "P");
                    }
                    for person in &team.people {
                        card(ui, person, height, wishes);
                    }
                }
                ui.add_space(4.0);
            });
    });
}

fn card(ui: &mut Ui, person: &PersonCard, height: f32, wishes: &mut Vec<Wish>) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let mut response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    let spoken = fl!(
        "people-card-spoken",
        name = person.name,
        doing = person.doing,
        awake = person.awake,
        morale = person.morale,
        state = person.state,
        uncovered = person.uncovered
    );
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &spoken));
    if response.clicked() {
        wishes.push(Wish::Choose(Question::PersonDoes(person.id)));
    }
    card_ground(ui, rect, false, response.has_focus());
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, 8.0, tint(P.soft, P.raised, 0.06));
    }
    if person.needs_a_talk {
        ui.painter()
            .rect_filled(rect, 8.0, tint(P.axes[2], P.raised, 0.10));
    }
    face(
        ui,
        pos2(rect.left() + 20.0, rect.center().y - 1.0),
        12.5,
        person.id.at(),
        &person.initials,
        person.incident.is_some(),
    );
    let left = rect.left() + 41.0;
    let right = rect.right() - 9.0;
    let top = rect.center().y - 18.5;
    let awake = paint_right(
        ui,
        pos2(right, top + 1.0),
        &awake(person),
        regular(10.5),
        P.soft,
    );
    explained(ui, awake, Term::Sleep);
    morale(
        ui,
        pos2(awake.left() - 9.0, awake.center().y),
        person.morale,
    );
    let name_colour = if person.here { P.text } else { P.soft };
    line(
        ui,
        pos2(left, top - 0.5),
        &person.name,
        semibold(size::BODY),
        name_colour,
        awake.left() - left - 20.0,
    );
    let state_colour = if person.free { P.focus } else { P.dim };
    let state = laid(
        ui,
        &person.state,
        if person.free {
            medium(10.5)
        } else {
            regular(10.5)
        },
        state_colour,
        96.0,
        1,
    );
    let state_left = right - state.size().x;
    let state_rect = paint(ui, pos2(state_left, top + 16.5), state);
    if person.waits_on_call {
        explained(ui, state_rect, Term::OnCall);
    }
    let colour = if person.here { P.soft } else { P.dim };
    line(
        ui,
        pos2(left, top + 15.5),
        &person.doing,
        regular(size::SMALL),
        colour,
        state_left - left - 6.0,
    );
    let track = Rect::from_min_max(pos2(left, top + 33.5), pos2(right, top + 36.5));
    let alert = match person.alertness {
        _ if person.asleep => P.hairline,
        a if a >= 0.6 => P.axes[1],
        a if a >= 0.4 => P.axes[3],
        _ => P.severity[0],
    };
    bar(
        ui,
        track,
        if person.asleep { 0.0 } else { person.alertness },
        alert,
        None,
    );
    if !person.uncovered.is_empty() {
        let word = entry(Term::Uncovered).map_or("", |entry| &entry.word);
        response = response.on_hover_text(fl!(
            "people-uncovered",
            word = word,
            name = person.name,
            uncovered = person.uncovered
        ));
    }
    let _ = response;
}

fn awake(person: &PersonCard) -> String {
    if person.asleep {
        format!("{} {}", egui_phosphor::regular::MOON, person.local)
    } else if person.here {
        person.awake.clone()
    } else {
        person.local.clone()
    }
}

/// Morale as a shape as well as a colour: up, level, down.
fn morale(ui: &Ui, centre: bevy_egui::egui::Pos2, morale: u8) {
    let (shape, colour) = match morale {
        65.. => (egui_phosphor::regular::SMILEY, P.axes[1]),
        50..=64 => (egui_phosphor::regular::SMILEY_MEH, P.axes[2]),
        _ => (egui_phosphor::regular::SMILEY_SAD, P.severity[0]),
    };
    ui.painter()
        .text(centre, Align2::CENTER_CENTER, shape, regular(13.0), colour);
}
