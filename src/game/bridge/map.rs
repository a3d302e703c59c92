//! The living service map: rings by health and tier, edges by load, a glow where customers are hurt, people on their way.

use super::Bridge;
use crate::game::glossary::Term;
use crate::game::theme::{self, P, medium, regular, size, tint};
use crate::game::widgets::{Look, button, explain, face, follow, panel, ring, sane};
use crate::game::wish::{Question, Wish};
use crate::observe::view::{Edge, MapView, Node, Overlay, OverlayView, Walker};
use crate::words::fl;
use bevy_egui::egui::{
    Align, Align2, Color32, CursorIcon, FontId, Id, Layout, Mesh, Painter, Pos2, Rect, Sense,
    Shape, Stroke, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType, pos2, vec2,
};
use std::f32::consts::PI;

/// Draws the map in a rectangle of which something at the right and below is taken. Returns where what can be opened along its
/// top ends.
pub(super) fn show(
    ui: &mut Ui,
    rect: Rect,
    taken: Vec2,
    bridge: &Bridge<'_>,
    wishes: &mut Vec<Wish>,
) -> f32 {
    panel(ui, fl!("map-panel"), rect, |ui| {
        let painter = ui.painter().clone();
        painter.rect_filled(rect, 0.0, P.map);
        grid(&painter, rect);
        let map = &bridge.view.map;
        let free = Rect::from_min_max(rect.min, rect.max - vec2(taken.x.max(10.0), 0.0));
        let bottom = lists(ui, free, bridge, wishes);
        let head = bottom - rect.top();
        // Scenarios keep the lowest quarter free; there decisions stand, so that they never cover what they are about.
        let height = ((rect.height() - taken.y - head - 36.0) / 0.765).max(120.0);
        let field = Rect::from_min_size(
            rect.min + vec2(46.0, head - 6.0),
            vec2((rect.width() - 92.0 - taken.x).max(100.0), height),
        );
        let places: Vec<Pos2> = map.nodes.iter().map(|node| on(field, node.place)).collect();
        let hurts = !bridge
            .overlay
            .is_some_and(|view| view.overlay != Overlay::Failing);
        for (node, place) in map.nodes.iter().zip(&places).filter(|_| hurts) {
            glow(&painter, *place, 60.0 + 84.0 * node.heat, node.heat);
        }
        for edge in &map.edges {
            edge_line(&painter, edge, &places, map, bridge.motion);
        }
        for (node, place) in map.nodes.iter().zip(&places) {
            service(ui, *place, node, bridge.overlay, wishes);
        }
        walkers(ui, map, &places, field, bridge.motion);
        ui.set_clip_rect(rect);
        bottom
    })
}

/// What can be opened from anywhere, along the top of the map.
fn lists(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) -> f32 {
    let place = Rect::from_min_size(rect.min + vec2(12.0, 10.0), vec2(rect.width() - 14.0, 26.0));
    if bridge.lists.is_empty() {
        return place.bottom();
    }
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(sane(place))
            .layout(Layout::left_to_right(Align::Min).with_main_wrap(true)),
    );
    child.spacing_mut().item_spacing = vec2(6.0, 6.0);
    for (name, key, question) in bridge.lists {
        let mut response = button(&mut child, name, Some(key), Look::Quiet);
        if let Some(term) = term(*question) {
            response = explain(response, term);
        }
        if response.clicked() {
            wishes.push(Wish::Choose(*question));
        }
    }
    if bridge.aids {
        let icon = egui_phosphor::regular::LIGHTBULB;
        let hint = button(&mut child, icon, Some("Q"), Look::Quiet);
        hint.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, fl!("map-hint")));
        if hint.on_hover_text(fl!("map-hint")).clicked() {
            wishes.push(Wish::Hint);
        }
    }
    let menu = button(
        &mut child,
        egui_phosphor::regular::LIST,
        Some(fl!("key-esc")),
        Look::Quiet,
    );
    menu.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, fl!("map-menu")));
    if menu.on_hover_text(fl!("map-menu")).clicked() {
        wishes.push(Wish::Menu);
    }
    super::overlay::switches(&mut child, bridge, wishes);
    child.min_rect().bottom()
}

/// What a list is about.
fn term(question: Question) -> Option<Term> {
    match question {
        Question::Levers => Some(Term::Lever),
        Question::Pipelines => Some(Term::Pipeline),
        Question::Cases => Some(Term::Case),
        Question::Change => Some(Term::Change),
        Question::Delegation => Some(Term::Delegate),
        _ => None,
    }
}

fn on(field: Rect, place: (f32, f32)) -> Pos2 {
    pos2(
        field.left() + field.width() * place.0,
        field.top() + field.height() * place.1,
    )
}

fn grid(painter: &Painter, rect: Rect) {
    let line = Stroke::new(1.0, tint(P.hairline, P.map, 0.16));
    let mut x = rect.left() + 24.0;
    while x < rect.right() {
        painter.vline(x, rect.y_range(), line);
        x += 36.0;
    }
    let mut y = rect.top() + 24.0;
    while y < rect.bottom() {
        painter.hline(rect.x_range(), y, line);
        y += 36.0;
    }
}

/// A soft glow: a fan of triangles from the colour to nothing.
fn glow(painter: &Painter, centre: Pos2, radius: f32, heat: f32) {
    if heat < 0.03 {
        return;
    }
    let mut mesh = Mesh::default();
    let inner = Color32::from_rgba_unmultiplied(0xFF, 0x7A, 0x45, (130.0 * heat.min(1.0)) as u8);
    let middle = Color32::from_rgba_unmultiplied(0xFF, 0x7A, 0x45, (48.0 * heat.min(1.0)) as u8);
    mesh.colored_vertex(centre, inner);
    let steps = 48_u32;
    for (share, colour) in [(0.45, middle), (1.0, Color32::TRANSPARENT)] {
        for step in 0..steps {
            let angle = 2.0 * PI * step as f32 / steps as f32;
            mesh.colored_vertex(centre + radius * share * Vec2::angled(angle), colour);
        }
    }
    for step in 0..steps {
        let next = (step + 1) % steps;
        mesh.add_triangle(0, 1 + step, 1 + next);
        mesh.add_triangle(1 + step, 1 + steps + step, 1 + steps + next);
        mesh.add_triangle(1 + step, 1 + steps + next, 1 + next);
    }
    painter.add(Shape::mesh(mesh));
}

fn radius(node: &Node) -> f32 {
    match node.tier {
        1 if node.load > 0.7 => 31.0,
        1 => 22.0,
        2 => 17.0,
        _ => 15.0,
    }
}

fn edge_line(painter: &Painter, edge: &Edge, places: &[Pos2], map: &MapView, motion: Option<f64>) {
    let (Some(from), Some(to)) = (places.get(edge.from), places.get(edge.to)) else {
        return;
    };
    let way = *to - *from;
    let length = way.length();
    let ends = radius(&map.nodes[edge.from]) + radius(&map.nodes[edge.to]) + 4.0;
    if length <= ends {
        return;
    }
    let along = way / length;
    let start = *from + along * (radius(&map.nodes[edge.from]) + 2.0);
    let stop = *to - along * (radius(&map.nodes[edge.to]) + 2.0);
    let hurt = tint(P.severity[0], P.map, 0.34);
    let calm = tint(P.axes[0], P.map, 0.22);
    let colour = if edge.failing > 0.05 { hurt } else { calm };
    let width = 1.0 + 2.6 * edge.load;
    if edge.hard {
        painter.line_segment([start, stop], Stroke::new(width, colour));
    } else {
        painter.extend(Shape::dashed_line(
            &[start, stop],
            Stroke::new(width * 0.8, colour),
            5.0,
            4.0,
        ));
    }
    let gap = 46.0 - 20.0 * edge.load;
    let run = (stop - start).length();
    let drift = motion.map_or(0.3, |seconds| {
        (seconds * (0.25 + 0.5 * f64::from(edge.load))).fract() as f32
    });
    let mut at = gap * drift;
    let mut number = 0_u32;
    while at < run {
        // Which dots fail is fixed by their number, so that they do not flicker.
        let fails = ((number * 37 + 11) % 100) as f32 / 100.0 < edge.failing;
        let dot = if fails {
            P.severity[0]
        } else {
            tint(P.axes[0], P.map, 0.9)
        };
        painter.circle_filled(start + along * at, 1.7, dot);
        at += gap;
        number += 1;
    }
}

fn service(
    ui: &mut Ui,
    at: Pos2,
    node: &Node,
    overlay: Option<&OverlayView>,
    wishes: &mut Vec<Wish>,
) {
    let radius = radius(node);
    let painter = ui.painter();
    painter.circle_filled(at, radius + 2.0, P.map);
    painter.circle_filled(at, radius - 2.0, P.raised);
    let width = if radius > 25.0 { 4.5 } else { 3.5 };
    let (filled, colour, figure) = ring_of(node, overlay);
    ring(ui, at, radius - width / 2.0, width, filled, colour);
    let served = served(node);
    super::overlay::figure(ui, at, radius, &figure);
    let below = pos2(at.x, at.y + radius + 5.0);
    let name = outlined(painter, below, &node.name, medium(size::BODY), P.text);
    if !node.note.is_empty() && overlay.is_none() {
        let colour = if node.health < 0.985 {
            tint(P.severity[0], P.text, 0.45)
        } else {
            P.focus
        };
        outlined(
            painter,
            pos2(at.x, name.bottom() - 1.0),
            &node.note,
            regular(size::SMALL),
            colour,
        );
    }
    let place = Rect::from_center_size(at, vec2(radius * 2.0, radius * 2.0));
    let spoken = fl!(
        "map-service-spoken",
        name = node.name,
        percent = format!("{served:.0}"),
        note = node.note
    );
    let response = ui.interact(place, Id::new(("service", node.id)), Sense::click());
    let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &spoken));
    if response.has_focus() || response.hovered() {
        ui.painter()
            .circle_stroke(at, radius + 4.0, Stroke::new(2.0, P.focus));
    }
    if response.clicked() {
        wishes.push(Wish::Choose(Question::Service(node.id)));
    }
}

/// Good requests in percent; 100 is for all of them.
fn served(node: &Node) -> f32 {
    if node.health >= 0.9995 {
        100.0
    } else {
        (node.health * 100.0).floor().min(99.0)
    }
}

/// How far a service's ring is filled, in which colour, and the figure inside: its health, or what the overlay says.
fn ring_of(node: &Node, overlay: Option<&OverlayView>) -> (f32, Color32, String) {
    let Some(view) = overlay else {
        let figure = format!("{:.0}", served(node));
        return (node.health, theme::health(node.health), figure);
    };
    match view.marks.get(node.id.at()).and_then(Option::as_ref) {
        Some(mark) => {
            let colour = super::overlay::colour(view.overlay, mark.share);
            (mark.share, colour, mark.figure.clone())
        }
        None => (0.0, P.dim, String::new()),
    }
}

/// Text with an outline of the ground, so that it never drowns.
fn outlined(painter: &Painter, top: Pos2, text: &str, font: FontId, colour: Color32) -> Rect {
    for (x, y) in [
        (-1.2, 0.0),
        (1.2, 0.0),
        (0.0, -1.2),
        (0.0, 1.2),
        (-0.9, -0.9),
        (0.9, 0.9),
        (-0.9, 0.9),
        (0.9, -0.9),
    ] {
        painter.text(
            top + vec2(x, y),
            Align2::CENTER_TOP,
            text,
            font.clone(),
            P.map,
        );
    }
    painter.text(top, Align2::CENTER_TOP, text, font, colour)
}

fn walkers(ui: &Ui, map: &MapView, places: &[Pos2], field: Rect, motion: Option<f64>) {
    let mut there = vec![0_usize; places.len()];
    for walker in &map.walkers {
        let Some(place) = places.get(walker.at) else {
            continue;
        };
        let slot = there[walker.at];
        there[walker.at] += 1;
        let stands = *place + stand(slot, radius(&map.nodes[walker.at]) + 13.0);
        if walker.walking {
            let home = pos2(
                field.right() - 8.0,
                (stands.y + 120.0).min(field.bottom() - 10.0),
            );
            walk(ui, walker, home, stands, motion);
        } else {
            face(ui, stands, 9.5, walker.person.at(), &walker.initials, true);
        }
    }
}

/// Places around a service, above it first, never over its label.
fn stand(slot: usize, distance: f32) -> Vec2 {
    const ANGLES: [f32; 9] = [-150.0, -30.0, -120.0, -60.0, -90.0, 180.0, 0.0, 155.0, 25.0];
    let ring = (slot / ANGLES.len()) as f32;
    let angle = ANGLES[slot % ANGLES.len()].to_radians();
    (distance + 22.0 * ring) * Vec2::angled(angle)
}

fn walk(ui: &Ui, walker: &Walker, from: Pos2, to: Pos2, motion: Option<f64>) {
    let line = Stroke::new(1.0, tint(P.focus, P.map, 0.6));
    ui.painter()
        .extend(Shape::dashed_line(&[from, to], line, 3.0, 4.0));
    let sway = motion.map_or(0.5, |seconds| {
        (0.5 + 0.12 * libm::sin(seconds * 1.3)) as f32
    });
    let at = from + (to - from) * sway;
    face(ui, at, 9.5, walker.person.at(), &walker.initials, true);
}
