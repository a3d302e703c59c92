//! The timeline: what lasts as bars, what happened as dots, what is due as flags, and now as a line.

use super::Bridge;
use crate::game::theme::{P, medium, mono, regular, semibold, tint};
use crate::game::widgets::{caps, laid, paint, panel, say};
use crate::observe::view::{BarKind, Timeline, Tone};
use crate::scenario::units::MinuteOfDay;
use crate::words::fl;
use bevy_egui::egui::{Align2, Color32, CornerRadius, Rect, Stroke, Ui, pos2, vec2};

/// Minutes that are shown at once.
const WINDOW: u32 = 48;

pub(super) fn show(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>) {
    panel(ui, fl!("timeline-title"), rect, |ui| {
        caps(
            ui,
            rect.min + vec2(12.0, 10.0),
            fl!("timeline-timeline"),
            P.dim,
        );
        let timeline = &bridge.view.timeline;
        let from = timeline
            .now
            .saturating_sub(34)
            .min(timeline.ends.saturating_sub(WINDOW));
        draw(
            ui,
            Rect::from_min_max(rect.min + vec2(14.0, 26.0), rect.max - vec2(14.0, 8.0)),
            timeline,
            from,
            from + WINDOW,
        );
    });
}

/// Draws a stretch of a timeline into a rectangle.
pub(crate) fn draw(ui: &mut Ui, rect: Rect, timeline: &Timeline, from: u32, until: u32) {
    let span = until.saturating_sub(from).max(1) as f32;
    let x = |tick: u32| rect.left() + rect.width() * (tick as f32 - from as f32) / span;
    let step = if span > 90.0 { 20 } else { 10 };
    let mut mark = from.div_ceil(step) * step;
    while mark <= until {
        let face = MinuteOfDay(timeline.starts_at)
            .plus(i64::from(mark))
            .to_string();
        let align = if mark == until {
            Align2::RIGHT_TOP
        } else {
            Align2::LEFT_TOP
        };
        ui.painter()
            .text(pos2(x(mark), rect.top()), align, face, mono(10.0), P.dim);
        ui.painter().vline(
            x(mark),
            (rect.top() + 14.0)..=rect.bottom(),
            Stroke::new(1.0, tint(P.hairline, P.panel, 0.5)),
        );
        mark += step;
    }
    if timeline.now >= from && timeline.now <= until {
        ui.painter().vline(
            x(timeline.now),
            (rect.top() + 14.0)..=rect.bottom(),
            Stroke::new(1.5, P.text),
        );
    }
    let lane_height = 16.0;
    let lanes = (((rect.height() - 18.0) / lane_height).floor() as usize).max(2);
    let mut taken: Vec<Vec<(f32, f32)>> = vec![Vec::new(); lanes];
    let lane_top = |lane: usize| rect.top() + 18.0 + lane_height * lane as f32;
    // Harm on top, then what happened, then who works; a third of the lanes at most for what happened.
    let dots_end = (1 + (lanes - 1).div_ceil(2)).min(lanes);
    let mut free_lane = |start: f32, end: f32, least: usize, most: usize| {
        let free = |lane: &usize| {
            let mut others = taken[*lane].iter();
            others.all(|(from, to)| *to + 5.0 <= start || end + 5.0 <= *from)
        };
        let lane = (least..most).find(free)?;
        taken[lane].push((start, end));
        Some(lane)
    };
    for bar in timeline
        .bars
        .iter()
        .filter(|bar| bar.kind != BarKind::Work && bar.until >= from)
    {
        bar_at(ui, rect, &x, bar, &lane_top, &mut |start, end| {
            free_lane(start, end, 0, lanes)
        });
    }
    // Where there is no room for all, what was learned stands before what the leader did.
    let shown = |tone: Tone| {
        let dots = timeline.dots.iter();
        dots.filter(move |dot| dot.tone == tone && (from..=until).contains(&dot.tick))
    };
    let dots = [Tone::Good, Tone::Warning, Tone::News, Tone::Own]
        .into_iter()
        .flat_map(shown);
    for dot in dots {
        let galley = laid(ui, &dot.text, regular(10.5), P.soft, 130.0, 1);
        let (at, wide) = (x(dot.tick), galley.size().x);
        // Words that would run over the line of now stand before their dot.
        let over =
            dot.tick <= timeline.now && at + 10.0 + wide > x(timeline.now) && timeline.now <= until;
        let before = over && at - 11.0 - wide > rect.left();
        let start = if before { at - 8.0 - wide } else { at - 3.0 };
        let Some(lane) = free_lane(start, start + 11.0 + wide, 1, dots_end) else {
            continue;
        };
        let y = lane_top(lane) + 7.5;
        ui.painter().circle_filled(pos2(at, y), 3.4, tone(dot.tone));
        let left = if before { start } else { at + 7.0 };
        let text = paint(ui, pos2(left, y - galley.size().y / 2.0), galley);
        say(ui, text, ("dot", dot.tick, &dot.text), &dot.sentence);
    }
    // Who works now is never left out for who worked before.
    let work = |open: bool| {
        let bars = timeline.bars.iter();
        bars.filter(move |bar| bar.kind == BarKind::Work && bar.until >= from && bar.open == open)
    };
    for bar in work(true).chain(work(false)) {
        bar_at(ui, rect, &x, bar, &lane_top, &mut |start, end| {
            free_lane(start, end, dots_end, lanes)
        });
    }
    for due in timeline
        .dues
        .iter()
        .filter(|due| due.tick > timeline.now && due.tick <= until)
    {
        let galley = laid(ui, &due.text, medium(10.0), P.severity[1], 120.0, 1);
        let start = x(due.tick).min(rect.right() - galley.size().x - 12.0);
        let Some(lane) = free_lane(start, start + galley.size().x + 12.0, 1, lanes) else {
            continue;
        };
        let place = Rect::from_min_size(
            pos2(start, lane_top(lane)),
            vec2(galley.size().x + 12.0, 15.0),
        );
        ui.painter()
            .rect_filled(place, CornerRadius::same(3), tint(P.axes[0], P.panel, 0.16));
        paint(ui, place.min + vec2(6.0, 1.5), galley);
    }
}

fn bar_at(
    ui: &Ui,
    rect: Rect,
    x: &impl Fn(u32) -> f32,
    bar: &crate::observe::view::Bar,
    lane_top: &impl Fn(usize) -> f32,
    free_lane: &mut impl FnMut(f32, f32) -> Option<usize>,
) {
    let start = x(bar.from).max(rect.left());
    let end = x(bar.until).clamp(start + 3.0, rect.right().max(start + 3.0));
    let (fill, ink, font) = match bar.kind {
        BarKind::Harm => (
            P.severity[0],
            Color32::from_rgb(0x1A, 0x10, 0x0A),
            semibold(10.5),
        ),
        BarKind::Exposure => (
            P.severity[2],
            Color32::from_rgb(0x1A, 0x18, 0x0A),
            semibold(10.5),
        ),
        BarKind::Work if bar.open => (tint(P.focus, P.panel, 0.34), P.text, medium(10.5)),
        BarKind::Work => (tint(P.focus, P.panel, 0.18), P.soft, regular(10.5)),
    };
    // A bar too short for its text has the text behind it.
    let inside = end - start >= 60.0;
    let room = if inside {
        end - start - 10.0
    } else {
        150.0_f32.min(rect.right() - end - 6.0)
    };
    let galley = laid(
        ui,
        &bar.text,
        font,
        if inside { ink } else { P.soft },
        room,
        1,
    );
    let whole = if inside {
        end
    } else {
        end + galley.size().x + 5.0
    };
    let Some(lane) = free_lane(start, whole) else {
        return;
    };
    let place = Rect::from_min_max(
        pos2(start, lane_top(lane)),
        pos2(end, lane_top(lane) + 15.0),
    );
    ui.painter().rect_filled(place, CornerRadius::same(3), fill);
    let at = if inside {
        place.min + vec2(6.0, 1.2)
    } else {
        pos2(end + 5.0, place.top() + 1.2)
    };
    if room > 12.0 {
        let text = paint(ui, at, galley);
        say(ui, text, ("bar", bar.from, &bar.text), &bar.text);
    }
}

fn tone(tone: Tone) -> Color32 {
    match tone {
        Tone::Own => P.focus,
        Tone::News => P.axes[0],
        Tone::Warning => P.severity[1],
        Tone::Good => P.axes[1],
    }
}
