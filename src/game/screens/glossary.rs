//! The glossary: the words of the bridge, each with what it means.

use super::list_page;
use crate::game::glossary::{Entry, entries};
use crate::game::theme::{P, regular, semibold, size};
use crate::game::widgets::{card_ground, laid, line, paint, say, scroll_by_keys};
use crate::game::wish::Wish;
use crate::words::fl;
use bevy_egui::egui::{Key, Rect, Sense, Ui, vec2};

/// The width of a column in which a meaning is read at ease.
const COLUMN: f32 = 420.0;
const GAP: f32 = 10.0;

/// Draws the glossary.
pub fn glossary(ui: &mut Ui) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let (_, back) = list_page(
        ui,
        1300.0,
        fl!("glossary-title"),
        fl!("glossary-back"),
        |ui, height| {
            scroll_by_keys(ui, height);
            columns(ui);
        },
    );
    if back || ui.input(|input| input.key_pressed(Key::Escape) || input.key_pressed(Key::F1)) {
        wishes.push(Wish::Back);
    }
    wishes
}

/// Entries read down one column and then the next.
fn columns(ui: &mut Ui) {
    let width = ui.available_width() - 8.0;
    let count = ((width + GAP) / (COLUMN * 0.8 + GAP))
        .floor()
        .clamp(1.0, 3.0) as usize;
    let column = (width - GAP * (count - 1) as f32) / count as f32;
    let entries = entries();
    let heights: Vec<f32> = entries
        .iter()
        .map(|entry| {
            laid(
                ui,
                &entry.text,
                regular(size::BODY),
                P.soft,
                column - 28.0,
                12,
            )
            .size()
            .y + 44.0
        })
        .collect();
    let each = entries.len().div_ceil(count).max(1);
    let tall = |heights: &[f32]| heights.iter().map(|height| height + GAP).sum::<f32>();
    let tallest = heights.chunks(each).map(tall).fold(0.0, f32::max);
    let (whole, _) = ui.allocate_exact_size(vec2(width, tallest), Sense::hover());
    for (number, (entries, heights)) in entries.chunks(each).zip(heights.chunks(each)).enumerate() {
        let mut at = whole.min + vec2((column + GAP) * number as f32, 0.0);
        for (entry, height) in entries.iter().zip(heights) {
            meaning(ui, Rect::from_min_size(at, vec2(column, *height)), entry);
            at.y += height + GAP;
        }
    }
}

fn meaning(ui: &Ui, rect: Rect, entry: &Entry) {
    card_ground(ui, rect, false, false);
    let width = rect.width() - 28.0;
    line(
        ui,
        rect.min + vec2(14.0, 10.0),
        &entry.word,
        semibold(size::LARGE),
        P.text,
        width,
    );
    let text = laid(ui, &entry.text, regular(size::BODY), P.soft, width, 12);
    paint(ui, rect.min + vec2(14.0, 31.0), text);
    say(
        ui,
        rect,
        &entry.word,
        &format!("{}: {}", entry.word, entry.text),
    );
}
