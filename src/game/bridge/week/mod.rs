//! The week at a turn: what has been begun and what is owed on the left, who works the new way and what asks for an answer in the
//! centre, what this week goes to on the right. Where an incident is to be led minute by minute, the bridge takes its place.

mod asked;
mod begun;
mod places;

use super::top::meter_at;
use super::{Bridge, ask, guide};
use crate::game::glossary::Term;
use crate::game::theme::{P, mono, regular, semibold, size, tint};
use crate::game::widgets::{caps, explained, figures, ground, line, named, paint_right, sane, say};
use crate::game::wish::{Question, Wish};
use crate::observe::view::{Place, WeekView};
use crate::words::fl;
use bevy_egui::egui::{
    Align2, CornerRadius, Key, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2,
    pos2, vec2,
};

const TOP: f32 = 64.0;
/// The smallest size in which all parts stand side by side; a smaller window scrolls.
const LEAST: Vec2 = vec2(1100.0, 560.0);
const GAP: f32 = 12.0;
const PAD: f32 = 16.0;

/// The keys of the week's places, in their order.
const PLACE_KEYS: [(Key, Place); 6] = [
    (Key::Num1, Place::Priority),
    (Key::Num2, Place::Priority),
    (Key::Num3, Place::Priority),
    (Key::Num4, Place::Conversation),
    (Key::Num5, Place::Conversation),
    (Key::Num6, Place::Policy),
];

/// What a key asks for here; `None` where it means what it means on the bridge.
pub(super) fn wish_of(key: Key, view: &WeekView) -> Option<Wish> {
    if key == Key::Enter {
        return Some(Wish::Pause);
    }
    let (_, place) = PLACE_KEYS.into_iter().find(|(its, _)| *its == key)?;
    // The speeds of the clock, which these keys are on the bridge, mean nothing here.
    Some(match view.has_room(place) {
        true => Wish::Choose(Question::Place(place)),
        false => Wish::Close,
    })
}

pub(super) fn draw(
    ui: &mut Ui,
    area: Rect,
    bridge: &Bridge<'_>,
    view: &WeekView,
    wishes: &mut Vec<Wish>,
) {
    ui.painter().rect_filled(area, 0.0, P.background);
    if area.width() + 0.5 >= LEAST.x && area.height() + 0.5 >= LEAST.y {
        parts(ui, area, bridge, view, wishes);
    } else {
        ScrollArea::both()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let (rect, _) = ui.allocate_exact_size(area.size().max(LEAST), Sense::hover());
                parts(ui, rect, bridge, view, wishes);
            });
    }
    ask::show(ui, area, !bridge.aside, bridge, wishes);
    if let Some(hint) = bridge.hint {
        let places =
            super::Places::all_in(Rect::from_min_size(area.min, vec2(area.width(), TOP)), area);
        guide::hint(ui, &places, area.top() + TOP, hint, wishes);
    }
}

fn parts(ui: &mut Ui, whole: Rect, bridge: &Bridge<'_>, view: &WeekView, wishes: &mut Vec<Wish>) {
    let top = Rect::from_min_size(whole.min, vec2(whole.width(), TOP));
    head(ui, top, bridge, view);
    let area = sane(Rect::from_min_max(top.left_bottom(), whole.max).shrink(GAP));
    let side = (area.width() * 0.225).clamp(250.0, 430.0);
    let right = (area.width() * 0.205).clamp(240.0, 400.0);
    let rect = |from: (f32, f32), until: (f32, f32)| {
        sane(Rect::from_min_max(
            pos2(from.0, from.1),
            pos2(until.0, until.1),
        ))
    };
    let middle = area.top() + area.height() * 0.66;
    let (left, centre) = (area.left() + side, area.right() - right);
    let owed_top = area.top() + area.height() * 0.6;
    begun::portfolio(
        ui,
        rect(
            (area.left(), area.top()),
            (left - GAP / 2.0, owed_top - GAP / 2.0),
        ),
        view,
        wishes,
    );
    begun::owed(
        ui,
        rect(
            (area.left(), owed_top + GAP / 2.0),
            (left - GAP / 2.0, area.bottom()),
        ),
        view,
    );
    asked::groups(
        ui,
        rect(
            (left + GAP / 2.0, area.top()),
            (centre - GAP / 2.0, middle - GAP / 2.0),
        ),
        view,
        wishes,
    );
    asked::this_week(
        ui,
        rect(
            (left + GAP / 2.0, middle + GAP / 2.0),
            (centre - GAP / 2.0, area.bottom()),
        ),
        bridge,
        view,
        wishes,
    );
    places::places(
        ui,
        rect(
            (centre + GAP / 2.0, area.top()),
            (area.right(), area.bottom()),
        ),
        bridge,
        view,
        wishes,
    );
}

/// A panel with a heading.
fn card(ui: &mut Ui, rect: Rect, name: &str, right: &str, content: impl FnOnce(&mut Ui)) {
    board(ui, rect, name, [36.0, 10.0], content);
    caps(ui, rect.min + vec2(PAD, 14.0), name, P.dim);
    paint_right(
        ui,
        pos2(rect.right() - PAD, rect.top() + 13.0),
        right,
        regular(size::SMALL),
        P.soft,
    );
}

/// A panel that keeps so much free above and below its content, which scrolls where it has no room.
fn board(
    ui: &mut Ui,
    rect: Rect,
    name: &str,
    [above, below]: [f32; 2],
    content: impl FnOnce(&mut Ui),
) {
    named(ui, name, rect);
    ui.painter().rect(
        rect,
        CornerRadius::same(10),
        P.panel,
        Stroke::new(1.0, P.hairline),
        StrokeKind::Inside,
    );
    let inside = sane(Rect::from_min_max(
        rect.min + vec2(PAD, above),
        rect.max - vec2(PAD - 6.0, below),
    ));
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(inside));
    child.shrink_clip_rect(inside.expand2(vec2(4.0, 2.0)));
    ScrollArea::vertical()
        .id_salt(name)
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            ui.set_width(inside.width() - 8.0);
            ui.spacing_mut().item_spacing = vec2(0.0, 7.0);
            content(ui);
        });
}

fn head(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, view: &WeekView) {
    named(ui, fl!("week-panel"), rect);
    ground(ui, rect);
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, P.hairline));
    let at = rect.min + vec2(PAD + 4.0, 9.0);
    let title = fl!("week-title", week = view.week, weeks = view.weeks);
    let written = line(ui, at, &title, semibold(22.0), P.text, 200.0);
    line(
        ui,
        pos2(at.x, written.bottom()),
        &view.clock,
        regular(size::SMALL),
        P.soft,
        200.0,
    );
    say(ui, written, "week", &format!("{title}, {}", view.clock));
    strip(
        ui,
        Rect::from_min_size(
            pos2(rect.left() + 236.0, rect.top() + 18.0),
            vec2(320.0, 30.0),
        ),
        view,
    );
    let from = (rect.left() + 580.0).min(rect.right() - 500.0);
    let free = rect.right() - 118.0;
    let step = (free - from) / 4.0;
    for (place, meter) in bridge.view.meters.iter().enumerate() {
        meter_at(
            ui,
            pos2(from + step * place as f32, rect.top() + 9.0),
            step - 18.0,
            meter,
        );
    }
    let name = caps(
        ui,
        pos2(free, rect.top() + 9.0),
        fl!("week-attention"),
        P.dim,
    );
    explained(ui, name, Term::Attention);
    let busy = bridge.view.attention.busy_seconds;
    let (big, small) = match busy {
        0 => (fl!("week-attention-free").to_owned(), String::new()),
        1..3600 => (
            fl!("week-attention-min", minutes = busy.div_ceil(60)),
            fl!("week-attention-until-free").to_owned(),
        ),
        _ => (
            fl!(
                "week-attention-hours",
                hours = format!("{:.1}", f64::from(busy) / 3600.0)
            ),
            fl!("week-attention-until-free").to_owned(),
        ),
    };
    let place = figures(
        ui,
        pos2(free, rect.top() + 22.0),
        &big,
        semibold(15.5),
        P.text,
    );
    line(
        ui,
        pos2(free, place.bottom() - 1.0),
        &small,
        regular(9.5),
        P.soft,
        100.0,
    );
    say(
        ui,
        place,
        "attention",
        &fl!("week-attention-spoken", busy = big, note = small),
    );
}

/// The weeks, those that are over filled.
fn strip(ui: &Ui, rect: Rect, view: &WeekView) {
    let step = rect.width() / view.weeks.max(1) as f32;
    for week in 1..=view.weeks {
        let left = rect.left() + step * (week - 1) as f32;
        let colour = match week.cmp(&view.week) {
            std::cmp::Ordering::Less => tint(P.focus, P.panel, 0.5),
            std::cmp::Ordering::Equal => P.focus,
            std::cmp::Ordering::Greater => P.track,
        };
        let mark = Rect::from_min_size(pos2(left, rect.top()), vec2((step - 4.0).max(2.0), 6.0));
        ui.painter()
            .rect_filled(mark, CornerRadius::same(3), colour);
        let ink = if week == view.week { P.text } else { P.soft };
        ui.painter().text(
            pos2(mark.center().x, rect.top() + 11.0),
            Align2::CENTER_TOP,
            week,
            mono(9.5),
            ink,
        );
    }
}

fn nothing(ui: &mut Ui, text: &str) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    line(ui, row.min, text, regular(size::BODY), P.soft, row.width());
    say(ui, row, ("nothing", text), text);
}
