//! The top bar: the clock and its speeds, running figures, the error budget, what is lost, what takes the leader's attention.

use super::Bridge;
use crate::game::glossary::Term;
use crate::game::planning::long;
use crate::game::theme::{self, P, medium, mono, regular, semibold, size};
use crate::game::widgets::{
    Look, button, caps_within, explained, figures, laid, line, paint, panel, ring, say, spark,
};
use crate::game::wish::{Speed, Wish};
use crate::observe::sentences::Spoken;
use crate::observe::view::{BridgeView, Meter};
use crate::scenario::rules::Axis;
use crate::words::fl;
use bevy_egui::egui::{Align, Layout, Pos2, Rect, Ui, UiBuilder, Vec2, pos2, vec2};

pub(super) fn show(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    panel(ui, fl!("top-panel"), rect, |ui| {
        let view = bridge.view;
        clock(ui, rect, view);
        speeds(ui, rect, bridge, wishes);
        planning(ui, rect.min + PLANNING, 250.0, bridge);
        // Figures share what is left between the speeds and the attention.
        let attention = rect.right() - ATTENTION;
        meters(ui, rect.min + vec2(512.0, 9.0), attention, view);
        let place = Rect::from_min_max(pos2(attention, rect.top()), rect.max);
        attend(ui, place, bridge, wishes);
    });
}

/// The same where it has half the width: the figures stand below the clock.
pub(super) fn show_in_two_rows(
    ui: &mut Ui,
    rect: Rect,
    bridge: &Bridge<'_>,
    wishes: &mut Vec<Wish>,
) {
    panel(ui, fl!("top-panel"), rect, |ui| {
        let first = Rect::from_min_size(rect.min, vec2(rect.width(), 54.0));
        clock(ui, first, bridge.view);
        speeds(ui, first, bridge, wishes);
        planning(ui, first.min + PLANNING, 250.0, bridge);
        let attention = pos2(first.right() - ATTENTION, first.top());
        attend(ui, Rect::from_min_max(attention, first.max), bridge, wishes);
        let from = first.left_bottom() + vec2(14.0, 2.0);
        meters(ui, from, rect.right() - 8.0, bridge.view);
    });
}

/// The width of what takes the leader's attention.
const ATTENTION: f32 = 216.0;
/// Below the buttons of the clock.
const PLANNING: Vec2 = vec2(248.0, 40.5);

/// How long the leader may still hold the clock, below what stops it.
pub(super) fn planning(ui: &Ui, at: Pos2, width: f32, bridge: &Bridge<'_>) {
    if let Some(left) = bridge.planning {
        let text = match left {
            0.0 => fl!("planning-nothing-left").to_owned(),
            left => fl!("planning-left", time = long(left)),
        };
        let written = line(ui, at, &text, regular(10.5), P.soft, width);
        explained(ui, written, Term::PlanningTime);
        say(ui, written, "planning", &text);
    }
}

/// Running figures side by side.
fn meters(ui: &Ui, from: Pos2, right: f32, view: &BridgeView) {
    let step = ((right - from.x) / 6.2).max(70.0);
    let at = |place: f32| from + vec2(step * place, 0.0);
    for (place, meter) in view.meters.iter().enumerate() {
        meter_at(ui, at(place as f32), step - 12.0, meter);
    }
    budget(ui, at(4.0), step * 1.2, view);
    lost(ui, at(5.2), step, view);
}

fn clock(ui: &Ui, rect: Rect, view: &BridgeView) {
    let at = rect.min + vec2(14.0, 7.0);
    let face = figures(ui, at, &view.clock, semibold(22.0), P.text);
    let minute = fl!("top-minute", minute = view.minute, ends = view.ends);
    line(
        ui,
        pos2(at.x, face.bottom() - 1.0),
        &minute,
        regular(size::CAPS),
        P.soft,
        120.0,
    );
    say(
        ui,
        face,
        "clock",
        &fl!(
            "top-clock-spoken",
            clock = view.clock,
            minute = view.minute,
            ends = view.ends
        ),
    );
    for (place, site) in view.sites.iter().take(3).enumerate() {
        let moon = if site.night {
            egui_phosphor::regular::MOON
        } else {
            ""
        };
        let text = format!("{} {} {moon}", site.name, site.clock);
        line(
            ui,
            rect.min + vec2(146.0, 7.0 + 13.5 * place as f32),
            &text,
            regular(10.5),
            P.soft,
            100.0,
        );
    }
}

fn speeds(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    let place = Rect::from_min_max(
        rect.min + vec2(246.0, 14.0),
        pos2(rect.left() + 504.0, rect.bottom()),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .layout(Layout::left_to_right(Align::Min)),
    );
    child.spacing_mut().item_spacing.x = 4.0;
    let standing = !bridge.pace.running;
    let pause = if standing {
        egui_phosphor::regular::PLAY
    } else {
        egui_phosphor::regular::PAUSE
    };
    let response = button(
        &mut child,
        pause,
        Some("␣"),
        if standing { Look::Chosen } else { Look::Quiet },
    );
    let name = if standing {
        fl!("top-run")
    } else {
        fl!("top-pause")
    };
    response.widget_info(|| {
        bevy_egui::egui::WidgetInfo::labeled(bevy_egui::egui::WidgetType::Button, true, name)
    });
    if response.on_hover_text(name).clicked() {
        wishes.push(Wish::Pause);
    }
    for (speed, name) in Speed::ALL.into_iter().zip(["1×", "4×", "16×"]) {
        let chosen = bridge.pace.running && !bridge.pace.skipping && bridge.pace.speed == speed;
        if button(
            &mut child,
            name,
            None,
            if chosen { Look::Chosen } else { Look::Quiet },
        )
        .clicked()
        {
            wishes.push(Wish::Run(speed));
        }
    }
    let look = if bridge.pace.skipping {
        Look::Chosen
    } else {
        Look::Quiet
    };
    if button(&mut child, fl!("top-next-decision"), Some("N"), look)
        .on_hover_text(fl!("top-next-decision-note"))
        .clicked()
    {
        wishes.push(Wish::NextDecision);
    }
    if bridge.by_minute
        && button(&mut child, fl!("top-week"), None, Look::Quiet)
            .on_hover_text(fl!("top-week-note"))
            .clicked()
    {
        wishes.push(Wish::ByMinute(false));
    }
}

pub(super) fn meter_at(ui: &Ui, at: Pos2, width: f32, meter: &Meter) {
    let colour = theme::axis(meter.axis);
    let term = match meter.axis {
        Axis::Flow => Term::Flow,
        Axis::Reliability => Term::Reliability,
        Axis::Morale => Term::Morale,
        Axis::Cost => Term::Cost,
    };
    explained(ui, Rect::from_min_size(at, vec2(width, 40.0)), term);
    caps_within(ui, at, meter.axis.spoken(), P.dim, width);
    let figure = figures(
        ui,
        at + vec2(0.0, 12.0),
        &meter.figure,
        semibold(15.5),
        P.text,
    );
    let unit_at = pos2(at.x, figure.bottom() - 1.0);
    line(ui, unit_at, &meter.unit, regular(9.5), P.dim, width);
    let left = (figure.right() + 6.0).min(at.x + width - 24.0);
    let trend = Rect::from_min_max(
        pos2(left, at.y + 17.0),
        pos2((at.x + width).max(left + 8.0), at.y + 30.0),
    );
    spark(ui, trend, &meter.trend, meter.mark, meter.range, colour);
    say(
        ui,
        figure,
        meter.axis,
        &format!("{}: {} {}", meter.axis.spoken(), meter.figure, meter.unit),
    );
}

fn budget(ui: &Ui, at: Pos2, width: f32, view: &BridgeView) {
    let name = caps_within(ui, at, fl!("top-budget"), P.dim, width - 8.0);
    explained(ui, name, Term::ErrorBudget);
    let left = figures(
        ui,
        at + vec2(0.0, 12.0),
        &view.budget.left,
        semibold(15.5),
        P.text,
    );
    let colour = if view.budget.burning {
        P.severity[0]
    } else {
        P.soft
    };
    let burn = line(
        ui,
        pos2(left.right() + 7.0, at.y + 16.0),
        &view.budget.burn,
        medium(size::SMALL),
        colour,
        width - left.width() - 10.0,
    );
    explained(ui, burn, Term::BurnRate);
    line(
        ui,
        pos2(at.x, left.bottom() - 1.0),
        &view.budget.service,
        regular(9.5),
        P.dim,
        width - 8.0,
    );
    say(
        ui,
        left,
        "budget",
        &fl!(
            "top-budget-spoken",
            service = view.budget.service,
            left = view.budget.left,
            burn = view.budget.burn
        ),
    );
}

fn lost(ui: &Ui, at: Pos2, width: f32, view: &BridgeView) {
    explained(
        ui,
        Rect::from_min_size(at, vec2(width, 40.0)),
        Term::LostRevenue,
    );
    caps_within(ui, at, fl!("top-lost-revenue"), P.dim, width - 6.0);
    let colour = if view.lost.hurting {
        P.severity[0]
    } else {
        P.text
    };
    let figure = figures(
        ui,
        at + vec2(0.0, 12.0),
        &view.lost.per_minute,
        semibold(15.5),
        colour,
    );
    line(
        ui,
        pos2(figure.right() + 4.0, at.y + 17.0),
        fl!("top-lost-a-minute"),
        regular(10.5),
        P.soft,
        width - figure.width() - 8.0,
    );
    line(
        ui,
        pos2(at.x, figure.bottom() - 1.0),
        &fl!("top-lost-so-far", lost = view.lost.so_far),
        regular(9.5),
        P.dim,
        width - 6.0,
    );
    say(
        ui,
        figure,
        "lost",
        &fl!(
            "top-lost-spoken",
            lost = view.lost.per_minute,
            so_far = view.lost.so_far
        ),
    );
}

fn attend(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    let attention = &bridge.view.attention;
    let centre = pos2(rect.left() + 20.0, rect.center().y);
    let share = (attention.busy_seconds as f32 / 180.0).min(1.0);
    ring(ui, centre, 14.0, 3.5, share, P.focus);
    let minutes = match attention.busy_seconds {
        0 => "·".to_owned(),
        seconds if seconds < 60 => format!("{seconds}″"),
        seconds => format!("{}′", seconds.div_ceil(60)),
    };
    ui.painter().text(
        centre,
        bevy_egui::egui::Align2::CENTER_CENTER,
        &minutes,
        mono(9.5),
        P.text,
    );
    let left = rect.left() + 42.0;
    let width = rect.right() - left - 10.0;
    let at = pos2(left, rect.top() + 6.0);
    let name = caps_within(ui, at, fl!("top-attention"), P.dim, width);
    explained(ui, name, Term::Attention);
    let undoable = attention
        .queue
        .iter()
        .rev()
        .find_map(|waiting| waiting.undo);
    let text_width = if undoable.is_some() {
        width - 48.0
    } else {
        width
    };
    let idle = if attention.busy_seconds > 0 {
        fl!("top-attention-taken")
    } else {
        fl!("top-attention-free")
    };
    let now = attention
        .queue
        .first()
        .map_or(idle, |first| first.text.as_str());
    paint(
        ui,
        pos2(left, rect.top() + 19.0),
        laid(ui, now, medium(size::SMALL), P.text, text_width, 1),
    );
    let then = match attention.queue.as_slice() {
        [] if attention.busy_seconds > 0 => {
            fl!("top-attention-free-in", seconds = attention.busy_seconds)
        }
        [] => match bridge.pace.running {
            true => fl!("top-attention-nothing-waits").to_owned(),
            false => fl!("top-attention-thought-is-free").to_owned(),
        },
        [only] => fl!("top-attention-takes-effect", seconds = only.seconds),
        [_, second] => fl!("top-attention-then", order = second.text),
        [_, second, rest @ ..] => fl!(
            "top-attention-then-more",
            order = second.text,
            more = rest.len()
        ),
    };
    paint(
        ui,
        pos2(left, rect.top() + 33.0),
        laid(ui, &then, regular(10.5), P.soft, text_width, 1),
    );
    say(
        ui,
        Rect::from_min_size(pos2(left, rect.top() + 19.0), vec2(text_width, 26.0)),
        "attention",
        &format!("{now}; {then}"),
    );
    if let Some(place) = undoable {
        let at = Rect::from_min_size(
            pos2(rect.right() - 56.0, rect.top() + 17.0),
            vec2(50.0, 20.0),
        );
        let mut child = ui.new_child(UiBuilder::new().max_rect(at));
        if button(&mut child, fl!("top-undo"), Some("Z"), Look::Link).clicked() {
            wishes.push(Wish::Undo(place));
        }
    }
}
