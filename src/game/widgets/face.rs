//! People as faces, severities as shapes.

use crate::game::theme::{self, P, semibold};
use bevy_egui::egui::epaint::PathShape;
use bevy_egui::egui::{Align2, Color32, Pos2, Stroke, Ui, Vec2, pos2, vec2};
use std::f32::consts::PI;

/// Somebody's face: initials on their own ground, ringed while they are busy with an incident.
pub fn face(ui: &Ui, centre: Pos2, radius: f32, person: usize, initials: &str, ringed: bool) {
    ui.painter()
        .circle_filled(centre, radius, theme::face(person));
    let ring = if ringed {
        Stroke::new(1.5, P.focus)
    } else {
        Stroke::new(1.0, theme::tint(P.text, theme::face(person), 0.18))
    };
    ui.painter().circle_stroke(centre, radius, ring);
    ui.painter().text(
        centre,
        Align2::CENTER_CENTER,
        initials,
        semibold((radius * 0.82).max(6.0)),
        P.text,
    );
}

/// A row of small faces from the left; returns where it ends.
pub fn faces(ui: &Ui, left: Pos2, people: &[(usize, String)]) -> f32 {
    let mut x = left.x;
    for (person, initials) in people {
        face(ui, pos2(x + 8.5, left.y), 8.5, *person, initials, true);
        x += 20.0;
    }
    x
}

/// A severity: octagon, triangle, diamond, circle, with its digit; an open circle before one is declared.
pub fn severity(ui: &Ui, centre: Pos2, radius: f32, severity: Option<u8>) {
    let colour = theme::severity(severity);
    let polygon = |corners: usize, turn: f32| -> Vec<Pos2> {
        (0..corners)
            .map(|corner| {
                let angle = turn + 2.0 * PI * corner as f32 / corners as f32;
                centre + radius * Vec2::angled(angle)
            })
            .collect()
    };
    let painter = ui.painter();
    let mut low = 0.0;
    match severity {
        Some(1) => drop(painter.add(PathShape::convex_polygon(
            polygon(8, PI / 8.0),
            colour,
            Stroke::NONE,
        ))),
        Some(2) => {
            let up = centre + vec2(0.0, radius * 0.15);
            let corners = [vec2(0.0, -1.12), vec2(1.08, 0.78), vec2(-1.08, 0.78)]
                .map(|corner| up + corner * radius);
            painter.add(PathShape::convex_polygon(
                corners.to_vec(),
                colour,
                Stroke::NONE,
            ));
            low = radius * 0.25;
        }
        Some(3) => drop(painter.add(PathShape::convex_polygon(
            polygon(4, 0.0),
            colour,
            Stroke::NONE,
        ))),
        Some(_) => drop(painter.circle_filled(centre, radius * 0.92, colour)),
        None => drop(painter.circle_stroke(centre, radius * 0.85, Stroke::new(1.5, colour))),
    }
    let (digit, ink) = match severity {
        Some(number) => (number.to_string(), Color32::from_rgb(0x14, 0x12, 0x10)),
        None => ("?".to_owned(), colour),
    };
    painter.text(
        centre + vec2(0.0, low),
        Align2::CENTER_CENTER,
        digit,
        semibold(radius * 1.15),
        ink,
    );
}
