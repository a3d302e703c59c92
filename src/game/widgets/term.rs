//! Words that are explained where they stand.

use crate::game::glossary::{Term, entry};
use crate::game::theme::{P, regular, semibold, size};
use bevy_egui::egui::{Id, Rect, Response, Sense, Ui};

/// Explains a word to whoever rests on it.
pub fn explain(response: Response, term: Term) -> Response {
    let Some(entry) = entry(term) else {
        return response;
    };
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        ui.spacing_mut().item_spacing.y = 3.0;
        let write = |ui: &mut Ui, text: &str, font, colour| {
            let text = bevy_egui::egui::RichText::new(text)
                .font(font)
                .color(colour);
            ui.label(text);
        };
        write(ui, &entry.word, semibold(size::BODY), P.text);
        write(ui, &entry.text, regular(size::BODY), P.soft);
    })
}

/// Explains what is painted in a rectangle.
pub fn explained(ui: &Ui, rect: Rect, term: Term) {
    let id = Id::new((
        "term",
        ui.id(),
        term,
        rect.min.x.to_bits(),
        rect.min.y.to_bits(),
    ));
    explain(ui.interact(rect, id, Sense::hover()), term);
}
