//! The debrief: what it came to, where the points went, what was hidden.

mod pages;
mod view;

pub use view::{AxisCard, Beat, Curve, DebriefView, Hidden, PartRow, Sure};

use super::page;
use crate::game::glossary::Term;
use crate::game::theme::{self, P, medium, regular, semibold, size};
use crate::game::widgets::{
    Look, bar, button, caps, explained, figures, laid, line, named, paint, panel, sane, say,
    scroll_by_keys,
};
use crate::game::wish::{Page, Seed, Wish};
use crate::observe::sentences::Spoken;
use crate::words::fl;
use bevy_egui::egui::{
    Align, CornerRadius, Key, Layout, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    Vec2, pos2, vec2,
};

/// Draws the debrief; before it is measured there is nothing to show but that.
pub fn debrief(ui: &mut Ui, view: Option<&DebriefView>, shown: Page) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let inside = page(ui, 1360.0);
    named(ui, fl!("debrief-panel"), inside);
    let Some(view) = view else {
        let text = fl!("debrief-waiting");
        let font = semibold(size::TITLE);
        let written = line(ui, inside.min, text, font, P.text, inside.width());
        say(ui, written, "waiting", text);
        return wishes;
    };
    buttons(ui, inside, &mut wishes);
    if inside.width() >= ROOMY.x && inside.height() >= ROOMY.y {
        let beside = inside.width() - BUTTONS;
        content(ui, inside, beside, view, shown, &mut wishes);
    } else {
        scrolled(ui, inside, view, shown, &mut wishes);
    }
    keys(ui, shown, &mut wishes);
    super::anywhere(ui, &mut wishes);
    wishes
}

/// Where there is less room than this, parts stand one below the other, and scroll.
const ROOMY: Vec2 = vec2(900.0, 520.0);
/// The width of the buttons, with some air.
const BUTTONS: f32 = 430.0;

/// Everything below the buttons, as high as it needs to be.
fn scrolled(ui: &mut Ui, inside: Rect, view: &DebriefView, shown: Page, wishes: &mut Vec<Wish>) {
    let below = sane(Rect::from_min_max(inside.min + vec2(0.0, 36.0), inside.max));
    let head = 190.0;
    let body = match shown {
        Page::InShort => STACKED,
        Page::Axes => 4.0 * 220.0,
        Page::Timeline => 60.0 + 24.0 * view.story.len() as f32,
        Page::Hidden => 420.0 * view.hidden.len().max(1) as f32 + pages::SURE_HEIGHT,
    };
    let mut child = ui.new_child(UiBuilder::new().max_rect(below));
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            scroll_by_keys(ui, below.height());
            let size = vec2(ui.available_width() - 10.0, head + body);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            content(ui, rect, rect.width(), view, shown, wishes);
        });
}

/// The verdict, and the page that is shown.
fn content(
    ui: &mut Ui,
    inside: Rect,
    width: f32,
    view: &DebriefView,
    shown: Page,
    wishes: &mut Vec<Wish>,
) {
    caps(ui, inside.min + vec2(0.0, 6.0), &view.heading, P.dim);
    let verdict = laid(
        ui,
        &view.verdict,
        semibold(size::DISPLAY - 2.0),
        P.text,
        width,
        3,
    );
    let verdict = paint(ui, inside.min + vec2(0.0, 26.0), verdict);
    say(ui, verdict, "verdict", &view.verdict);
    let under = line(
        ui,
        pos2(inside.left(), verdict.bottom() + 4.0),
        &view.under,
        regular(size::LARGE),
        P.soft,
        inside.width(),
    );
    let tabs_bottom = tabs(
        ui,
        Rect::from_min_max(pos2(inside.left(), under.bottom() + 12.0), inside.max),
        shown,
        wishes,
    );
    let body = sane(Rect::from_min_max(
        pos2(inside.left(), tabs_bottom + 12.0),
        inside.max,
    ));
    match shown {
        Page::InShort => in_short(ui, body, view),
        Page::Axes => pages::axes(ui, body, view),
        Page::Timeline => pages::timeline(ui, body, view),
        Page::Hidden => pages::hidden(ui, body, view),
    }
}

fn buttons(ui: &mut Ui, inside: Rect, wishes: &mut Vec<Wish>) {
    let place = Rect::from_min_size(inside.min, vec2(inside.width(), 28.0));
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .layout(Layout::right_to_left(Align::Center)),
    );
    child.spacing_mut().item_spacing.x = 6.0;
    if button(&mut child, fl!("debrief-home"), Some("H"), Look::Quiet).clicked() {
        wishes.push(Wish::Home);
    }
    if button(&mut child, fl!("debrief-watch"), Some("W"), Look::Quiet).clicked() {
        wishes.push(Wish::Replay);
    }
    if button(
        &mut child,
        fl!("debrief-again-new"),
        Some("A"),
        Look::Chosen,
    )
    .clicked()
    {
        wishes.push(Wish::Again(Seed::New));
    }
    if button(
        &mut child,
        fl!("debrief-again-same"),
        Some("S"),
        Look::Quiet,
    )
    .clicked()
    {
        wishes.push(Wish::Again(Seed::Same));
    }
}

fn keys(ui: &Ui, shown: Page, wishes: &mut Vec<Wish>) {
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
    for (key, wish) in [
        (Key::H, Wish::Home),
        (Key::W, Wish::Replay),
        // Not N: whoever runs to the end of a watch by it should not run past the debrief.
        (Key::A, Wish::Again(Seed::New)),
        (Key::S, Wish::Again(Seed::Same)),
    ] {
        if pressed(key) {
            wishes.push(wish);
        }
    }
    for (key, page) in [Key::Num1, Key::Num2, Key::Num3, Key::Num4]
        .into_iter()
        .zip(Page::ALL)
    {
        if pressed(key) && page != shown {
            wishes.push(Wish::Page(page));
        }
    }
}

fn tabs(ui: &mut Ui, rect: Rect, shown: Page, wishes: &mut Vec<Wish>) -> f32 {
    let row = Rect::from_min_size(rect.min, vec2(rect.width(), 24.0));
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(row)
            .layout(Layout::left_to_right(Align::Min)),
    );
    child.spacing_mut().item_spacing.x = 20.0;
    ui.painter()
        .hline(rect.x_range(), row.bottom(), Stroke::new(1.0, P.hairline));
    for page in Page::ALL {
        let response = button(&mut child, page.name(), None, Look::Link);
        if page == shown {
            let x = response.rect.x_range();
            child
                .painter()
                .hline(x, row.bottom(), Stroke::new(2.0, P.focus));
        }
        if response.clicked() {
            wishes.push(Wish::Page(page));
        }
    }
    row.bottom()
}

/// A card on a roomy screen.
fn card(ui: &Ui, rect: Rect) -> Rect {
    ui.painter().rect(
        rect,
        CornerRadius::same(10),
        P.panel,
        Stroke::new(1.0, P.hairline),
        StrokeKind::Inside,
    );
    rect.shrink(15.0)
}

/// The places of what the first page shows.
struct InShort {
    axes: [Rect; 4],
    curve: Rect,
    parts: Rect,
    moments: [Rect; 3],
}

const GAP: f32 = 12.0;

/// So many equal places side by side.
fn row<const N: usize>(rect: Rect) -> [Rect; N] {
    let width = (rect.width() - GAP * (N - 1) as f32) / N as f32;
    std::array::from_fn(|place| {
        let left = rect.left() + (width + GAP) * place as f32;
        Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()))
    })
}

impl InShort {
    fn side_by_side(body: Rect) -> InShort {
        let cards = 106.0_f32.min(body.height() * 0.24);
        let top = body.top() + cards + GAP;
        let middle = ((body.bottom() - top) * 0.62).max(120.0);
        let split = body.left() + body.width() * 0.56;
        let rect = |left, top, right, bottom| {
            sane(Rect::from_min_max(pos2(left, top), pos2(right, bottom)))
        };
        InShort {
            axes: row(rect(body.left(), body.top(), body.right(), top - GAP)),
            curve: rect(body.left(), top, split - GAP / 2.0, top + middle),
            parts: rect(split + GAP / 2.0, top, body.right(), top + middle),
            moments: row(rect(
                body.left(),
                top + middle + GAP,
                body.right(),
                body.bottom(),
            )),
        }
    }

    /// One below the other, [`STACKED`] high.
    fn stacked(body: Rect) -> InShort {
        let mut top = body.top();
        let mut next = |height: f32| {
            let size = vec2(body.width(), height);
            let rect = Rect::from_min_size(pos2(body.left(), top), size);
            top += height + GAP;
            rect
        };
        let ([a, b], [c, d]) = (row(next(106.0)), row(next(106.0)));
        InShort {
            axes: [a, b, c, d],
            curve: next(210.0),
            parts: next(260.0),
            moments: [next(130.0), next(130.0), next(130.0)],
        }
    }
}

const STACKED: f32 = 2.0 * 106.0 + 210.0 + 260.0 + 3.0 * 130.0 + 7.0 * GAP;

fn in_short(ui: &mut Ui, body: Rect, view: &DebriefView) {
    let places = if body.width() >= ROOMY.x {
        InShort::side_by_side(body)
    } else {
        InShort::stacked(body)
    };
    for (axis, rect) in view.axes.iter().zip(places.axes) {
        panel(ui, axis.axis.spoken(), rect, |ui| axis_card(ui, rect, axis));
    }
    let (curve, parts) = (places.curve, places.parts);
    panel(ui, fl!("debrief-minute-by-minute"), curve, |ui| {
        pages::curve(ui, curve, view)
    });
    panel(ui, fl!("debrief-parts"), parts, |ui| {
        pages::parts(ui, parts, view)
    });
    for (place, (beat, rect)) in view.beats.iter().zip(places.moments).enumerate() {
        panel(ui, &fl!("debrief-moment", number = place + 1), rect, |ui| {
            pages::beat(ui, rect, beat)
        });
    }
}

fn axis_card(ui: &Ui, rect: Rect, axis: &AxisCard) {
    let inside = card(ui, rect);
    caps(ui, inside.min, axis.axis.spoken(), P.dim);
    let figure = figures(
        ui,
        inside.min + vec2(0.0, 18.0),
        &axis.score,
        semibold(28.0),
        P.text,
    );
    let phrase = laid(
        ui,
        &axis.phrase,
        medium(size::BODY),
        P.soft,
        inside.right() - figure.right() - 10.0,
        2,
    );
    let phrase_top = figure.bottom() - 7.0 - phrase.size().y;
    paint(
        ui,
        pos2(figure.right() + 9.0, phrase_top.max(inside.top())),
        phrase,
    );
    let track = Rect::from_min_size(
        pos2(inside.left(), figure.bottom() + 5.0),
        vec2(inside.width(), 5.0),
    );
    bar(ui, track, axis.share, theme::axis(axis.axis), axis.par);
    let y = track.bottom() + 6.0;
    let small = || regular(10.0);
    let base = line(
        ui,
        pos2(inside.left(), y),
        fl!("debrief-base"),
        small(),
        P.dim,
        60.0,
    );
    explained(ui, base, Term::Base);
    let ceiling = ui.painter().text(
        pos2(inside.right(), y),
        bevy_egui::egui::Align2::RIGHT_TOP,
        fl!("debrief-ceiling"),
        small(),
        P.dim,
    );
    explained(ui, ceiling, Term::Ceiling);
    if let Some(par) = axis.par {
        let x = (track.left() + track.width() * par.clamp(0.0, 1.0))
            .clamp(inside.left() + 62.0, inside.right() - 86.0);
        let text = fl!("debrief-par", par = format!("{:.0}", par * 100.0));
        let par = ui.painter().text(
            pos2(x, y),
            bevy_egui::egui::Align2::CENTER_TOP,
            text,
            small(),
            P.soft,
        );
        explained(ui, par, Term::Par);
    }
    say(
        ui,
        inside,
        axis.axis,
        &fl!(
            "debrief-axis-spoken",
            axis = axis.axis.spoken(),
            score = axis.score,
            phrase = axis.phrase
        ),
    );
}
