//! The overlays of the map: a question that is laid over it, and the same answer as a list beside it.

use super::Bridge;
use crate::game::glossary::Term;
use crate::game::theme::{P, medium, regular, semibold, size};
use crate::game::widgets::{
    Look, bar, button, caps, explained, laid, line, paint, panel, sane, say, scroll_by_keys,
};
use crate::game::wish::Wish;
use crate::observe::view::{Overlay, OverlayGroup, OverlayLine, OverlayView};
use crate::words::fl;
use bevy_egui::egui::{
    CornerRadius, Key, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    WidgetType, pos2, vec2,
};

/// The keys of the overlays, in their order.
pub(super) const KEYS: [(Key, &str); 3] = [(Key::F2, "F2"), (Key::F3, "F3"), (Key::F4, "F4")];

/// A switch for each overlay; another press takes it away.
pub(super) fn switches(ui: &mut Ui, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    for (overlay, (_, key)) in Overlay::ALL.into_iter().zip(KEYS) {
        let on = shown(bridge) == Some(overlay);
        let look = if on { Look::Chosen } else { Look::Quiet };
        let name = match overlay {
            Overlay::Overloaded => fl!("overlay-load"),
            Overlay::Failing => fl!("overlay-errors"),
            Overlay::Money => fl!("overlay-money"),
        };
        let response = button(ui, name, Some(key), look).on_hover_text(overlay.name());
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::SelectableLabel, true, on, overlay.name())
        });
        if response.clicked() {
            wishes.push(Wish::Overlay((!on).then_some(overlay)));
        }
    }
}

/// The overlay that lies over the map.
fn shown(bridge: &Bridge<'_>) -> Option<Overlay> {
    bridge.overlay.map(|view| view.overlay)
}

/// What a key asks for.
pub(super) fn wish_of(key: Key, bridge: &Bridge<'_>) -> Option<Wish> {
    let place = KEYS.iter().position(|(its, _)| *its == key)?;
    let overlay = Overlay::ALL[place];
    Some(Wish::Overlay(
        (shown(bridge) != Some(overlay)).then_some(overlay),
    ))
}

/// The list, in the place of an incident's sheet, so that nothing on the map is covered.
pub(super) fn list(ui: &mut Ui, place: Rect, view: &OverlayView) {
    let tall: f32 = view
        .groups
        .iter()
        .map(|group| 25.0 + group.lines.iter().map(height).sum::<f32>())
        .sum();
    let height = (tall.max(24.0) + 40.0).min(place.height());
    let rect = Rect::from_min_size(place.min, vec2(place.width(), height));
    panel(ui, fl!("overlay-panel"), rect, |ui| {
        ui.painter().rect(
            rect,
            CornerRadius::same(10),
            P.panel,
            Stroke::new(1.0, P.hairline),
            StrokeKind::Inside,
        );
        caps(
            ui,
            rect.min + vec2(12.0, 11.0),
            view.overlay.name(),
            P.focus,
        );
        let inside = sane(Rect::from_min_max(
            rect.min + vec2(12.0, 28.0),
            rect.max - vec2(6.0, 8.0),
        ));
        let mut child = ui.new_child(UiBuilder::new().max_rect(inside));
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(&mut child, |ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                scroll_by_keys(ui, inside.height());
                ui.set_width(inside.width() - 8.0);
                if view.groups.is_empty() {
                    ui.label(nothing(view.overlay));
                }
                for (place, group) in view.groups.iter().enumerate() {
                    self::group(ui, view.overlay, place, group);
                }
            });
    });
}

fn nothing(overlay: Overlay) -> &'static str {
    match overlay {
        Overlay::Overloaded => fl!("overlay-nothing-overloaded"),
        Overlay::Failing => fl!("overlay-nothing-failing"),
        Overlay::Money => fl!("overlay-nothing-money"),
    }
}

fn height(line: &OverlayLine) -> f32 {
    if line.note.is_empty() { 25.0 } else { 38.0 }
}

fn group(ui: &mut Ui, overlay: Overlay, place: usize, group: &OverlayGroup) {
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 25.0), Sense::hover());
    caps(ui, head.min + vec2(0.0, 9.0), group.title, P.dim);
    let term = match (overlay, place) {
        (Overlay::Overloaded, 0) => Some(Term::Overload),
        (Overlay::Failing, 0) => Some(Term::Health),
        (Overlay::Failing, _) => Some(Term::Dependency),
        _ => None,
    };
    if let Some(term) = term {
        explained(ui, head, term);
    }
    for (number, line) in group.lines.iter().enumerate() {
        one(ui, (group.title, number), overlay, line);
    }
}

fn one(ui: &mut Ui, id: (&str, usize), overlay: Overlay, shown: &OverlayLine) {
    let size = vec2(ui.available_width(), height(shown));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let figure = laid(ui, &shown.figure, medium(size::BODY), P.text, size.x, 1);
    let figure_left = rect.right() - figure.size().x;
    paint(ui, pos2(figure_left, rect.top() + 1.0), figure);
    line(
        ui,
        rect.min + vec2(0.0, 1.0),
        &shown.name,
        semibold(size::BODY),
        P.text,
        figure_left - rect.left() - 8.0,
    );
    if !shown.note.is_empty() {
        let note = line(
            ui,
            rect.min + vec2(0.0, 15.5),
            &shown.note,
            regular(size::SMALL),
            P.soft,
            rect.width(),
        );
        if shown.retries {
            explained(ui, note, Term::Retries);
        }
    }
    let track = Rect::from_min_max(
        pos2(rect.left(), rect.bottom() - 6.0),
        pos2(rect.right(), rect.bottom() - 3.5),
    );
    bar(ui, track, shown.share, colour(overlay, shown.share), None);
    let spoken = format!("{}: {} {}", shown.name, shown.figure, shown.note);
    say(ui, rect, id, spoken.trim());
}

/// The colour of a share; the figure beside it says the same. Where money goes there is a most, but no worst.
pub(super) fn colour(overlay: Overlay, share: f32) -> bevy_egui::egui::Color32 {
    match share {
        _ if overlay == Overlay::Money => P.axes[3],
        s if s >= 0.85 => P.severity[0],
        s if s >= 0.6 => P.severity[1],
        _ => P.axes[0],
    }
}

/// What stands inside a ring, as large as it fits.
pub(super) fn figure(ui: &Ui, at: bevy_egui::egui::Pos2, radius: f32, text: &str) {
    let length = text.chars().count().max(2) as f32;
    let size = (radius * 2.0 / length)
        .min((radius * 0.5).max(10.0))
        .clamp(7.0, 14.0);
    ui.painter().text(
        at,
        bevy_egui::egui::Align2::CENTER_CENTER,
        text,
        semibold(size),
        P.text,
    );
}
