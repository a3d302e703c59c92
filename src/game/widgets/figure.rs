//! Figures and their pictures: numbers of equal width, bars, rings, trends.

use crate::game::theme::{P, tint};
use bevy_egui::egui::{
    Align2, Color32, CornerRadius, FontId, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2,
};
use std::f32::consts::PI;

/// Writes a figure with digits of equal width from its left top; returns its rectangle.
pub fn figures(ui: &Ui, at: Pos2, text: &str, font: FontId, colour: Color32) -> Rect {
    let width = |text: &str| {
        ui.painter()
            .layout_no_wrap(text.to_owned(), font.clone(), colour)
            .size()
    };
    let digit = width("0").x;
    let height = width("0").y;
    let mut x = at.x;
    let mut buffer = [0; 4];
    for letter in text.chars() {
        let letter_text: &str = letter.encode_utf8(&mut buffer);
        let step = if letter.is_ascii_digit() {
            digit
        } else {
            width(letter_text).x
        };
        ui.painter().text(
            pos2(x + step / 2.0, at.y),
            Align2::CENTER_TOP,
            letter_text,
            font.clone(),
            colour,
        );
        x += step;
    }
    Rect::from_min_max(at, pos2(x, at.y + height))
}

/// A bar filled to a share, with a white tick at the mark to compare with.
pub fn bar(ui: &Ui, rect: Rect, share: f32, colour: Color32, mark: Option<f32>) {
    let radius = CornerRadius::same((rect.height() / 2.0).min(3.0) as u8);
    ui.painter().rect_filled(rect, radius, P.track);
    let filled = Rect::from_min_size(
        rect.min,
        vec2(rect.width() * share.clamp(0.0, 1.0), rect.height()),
    );
    if filled.width() > 0.5 {
        ui.painter().rect_filled(filled, radius, colour);
    }
    if let Some(mark) = mark {
        let x = rect.left() + rect.width() * mark.clamp(0.0, 1.0);
        ui.painter().vline(
            x,
            (rect.top() - 4.0)..=(rect.bottom() + 4.0),
            Stroke::new(1.5, P.text),
        );
    }
}

/// A ring filled clockwise from the top to a share.
pub fn ring(ui: &Ui, centre: Pos2, radius: f32, width: f32, share: f32, colour: Color32) {
    let painter = ui.painter();
    painter.circle_stroke(
        centre,
        radius,
        Stroke::new(width, tint(P.track, P.panel, 0.9)),
    );
    let share = share.clamp(0.0, 1.0);
    if share >= 0.999 {
        painter.circle_stroke(centre, radius, Stroke::new(width, colour));
    } else if share > 0.004 {
        let steps = (64.0 * share).ceil().max(2.0) as usize;
        let points = (0..=steps)
            .map(|step| {
                let angle = -PI / 2.0 + 2.0 * PI * share * step as f32 / steps as f32;
                centre + radius * Vec2::angled(angle)
            })
            .collect();
        painter.add(Shape::line(points, Stroke::new(width, colour)));
    }
}

/// A trend, with a faint line where it began.
pub fn spark(ui: &Ui, rect: Rect, values: &[f32], mark: f32, range: (f32, f32), colour: Color32) {
    let height = |value: f32| {
        let share = ((value - range.0) / (range.1 - range.0).max(1e-6)).clamp(0.0, 1.0);
        rect.bottom() - share * rect.height()
    };
    ui.painter()
        .hline(rect.x_range(), height(mark), Stroke::new(1.0, P.hairline));
    let newest = 90;
    let values = &values[values.len().saturating_sub(newest)..];
    if values.len() < 2 {
        ui.painter().circle_filled(
            pos2(
                rect.left() + 1.0,
                height(values.first().copied().unwrap_or(mark)),
            ),
            1.6,
            colour,
        );
        return;
    }
    let step = rect.width() / (values.len() - 1).max(30) as f32;
    let points: Vec<Pos2> = values
        .iter()
        .enumerate()
        .map(|(place, value)| pos2(rect.left() + place as f32 * step, height(*value)))
        .collect();
    if let Some(last) = points.last() {
        ui.painter().circle_filled(*last, 1.8, colour);
    }
    ui.painter()
        .add(Shape::line(points, Stroke::new(1.4, colour)));
}
