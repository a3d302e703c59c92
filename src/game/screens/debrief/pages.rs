//! The pages of the debrief, and the parts of its first one.

use super::card;
use super::view::{Beat, Curve, DebriefView, PartRow, Sure, signed};
use crate::game::theme::{self, P, medium, mono, regular, semibold, size, tint};
use crate::game::widgets::{caps, laid, line, paint, paint_right, panel, say, scroll_by_keys};
use crate::observe::sentences::Spoken;
use crate::scenario::units::MinuteOfDay;
use crate::words::fl;
use bevy_egui::egui::{
    Align2, CornerRadius, Pos2, Rect, ScrollArea, Sense, Shape, Stroke, Ui, UiBuilder, pos2, vec2,
};

/// What customers got and what was believed, minute by minute.
pub(super) fn curve(ui: &Ui, rect: Rect, view: &DebriefView) {
    let inside = card(ui, rect);
    let curve = &view.curve;
    caps(ui, inside.min, fl!("debrief-minute-by-minute"), P.dim);
    let right = paint_right(
        ui,
        inside.right_top() - vec2(0.0, 2.0),
        fl!("debrief-curve-belief"),
        regular(size::SMALL),
        P.focus,
    );
    paint_right(
        ui,
        pos2(right.left() - 18.0, inside.top() - 2.0),
        fl!("debrief-curve-served"),
        regular(size::SMALL),
        P.axes[1],
    );
    let plot = Rect::from_min_max(inside.min + vec2(34.0, 30.0), inside.max - vec2(6.0, 20.0));
    if plot.height() < 20.0 || plot.width() < 40.0 {
        return;
    }
    let x = |tick: f32| plot.left() + plot.width() * tick / curve.ends as f32;
    let y = |share: f32| plot.bottom() - plot.height() * share.clamp(0.0, 1.0);
    for share in [0.0, 0.25, 0.5, 0.75, 1.0_f32] {
        ui.painter().hline(
            plot.x_range(),
            y(share),
            Stroke::new(1.0, tint(P.hairline, P.panel, 0.6)),
        );
        ui.painter().text(
            pos2(plot.left() - 8.0, y(share)),
            Align2::RIGHT_CENTER,
            format!("{:.0}", share * 100.0),
            mono(10.0),
            P.dim,
        );
    }
    clocks(ui, plot, curve);
    let served: Vec<Pos2> = curve
        .served
        .iter()
        .enumerate()
        .map(|(tick, share)| pos2(x(tick as f32), y(*share)))
        .collect();
    let belief = steps(&curve.belief, curve.ends, &x, &y);
    if belief.len() > 1 {
        ui.painter().add(Shape::line(
            belief,
            Stroke::new(1.4, tint(P.focus, P.panel, 0.8)),
        ));
    }
    if served.len() > 1 {
        ui.painter()
            .add(Shape::line(served, Stroke::new(2.0, P.axes[1])));
    }
    marks(ui, plot, curve, &x);
    say(ui, plot, "curve", fl!("debrief-curve-spoken"));
}

fn steps(
    belief: &[(u32, f32)],
    ends: u32,
    x: &impl Fn(f32) -> f32,
    y: &impl Fn(f32) -> f32,
) -> Vec<Pos2> {
    let mut points: Vec<Pos2> = Vec::new();
    for (tick, share) in belief {
        if let Some(last) = points.last().copied() {
            points.push(pos2(x(*tick as f32), last.y));
        }
        points.push(pos2(x(*tick as f32), y(*share)));
    }
    if let Some(last) = points.last().copied() {
        points.push(pos2(x(ends as f32), last.y));
    }
    points
}

/// So many clocks stand below the curve without touching, in the narrowest window.
const CLOCKS_MOST: u32 = 9;

fn clocks(ui: &Ui, plot: Rect, curve: &Curve) {
    let steps = [10, 15, 30, 60, 120, 240, 480, 1440, 2880, 10_080];
    let fits = |step: &&u32| curve.ends / **step <= CLOCKS_MOST;
    let step = steps.iter().find(fits).unwrap_or(&43_200);
    for tick in (0..=curve.ends).step_by(*step as usize) {
        let face = MinuteOfDay(curve.starts_at)
            .plus(i64::from(tick))
            .to_string();
        let x = plot.left() + plot.width() * tick as f32 / curve.ends as f32;
        ui.painter().text(
            pos2(x, plot.bottom() + 6.0),
            Align2::CENTER_TOP,
            face,
            mono(10.0),
            P.dim,
        );
    }
}

fn marks(ui: &Ui, plot: Rect, curve: &Curve, x: &impl Fn(f32) -> f32) {
    let mut taken = [f32::MIN; 4];
    for (tick, word) in &curve.marks {
        let at = x(*tick as f32);
        let galley = laid(ui, word, medium(10.0), P.text, 150.0, 1);
        ui.painter().extend(Shape::dashed_line(
            &[pos2(at, plot.top()), pos2(at, plot.bottom())],
            Stroke::new(1.0, P.hairline),
            2.0,
            3.0,
        ));
        let width = galley.size().x + 12.0;
        let start = (at - 2.0).min(plot.right() - width);
        let Some(lane) = (0..taken.len()).find(|lane| taken[*lane] <= start) else {
            continue;
        };
        taken[lane] = start + width + 4.0;
        // Above the curve's middle, where a served half of requests is rare.
        let top = plot.top() + plot.height() * 0.30 + 18.0 * lane as f32;
        let place = Rect::from_min_size(pos2(start, top), vec2(width, 15.0));
        ui.painter()
            .rect_filled(place, CornerRadius::same(4), P.raised);
        paint(ui, place.min + vec2(6.0, 1.2), galley);
    }
}

/// From the start to the result, part by part: each bar begins where the last one ended.
pub(super) fn parts(ui: &Ui, rect: Rect, view: &DebriefView) {
    let inside = card(ui, rect);
    caps(ui, inside.min, fl!("debrief-parts"), P.dim);
    paint_right(
        ui,
        inside.right_top() - vec2(0.0, 2.0),
        fl!("debrief-points"),
        regular(size::SMALL),
        P.dim,
    );
    let step = 20.0;
    let rows = (((inside.height() - 26.0) / step).floor() as usize).max(4);
    let shown = view.parts.len().min(rows - 3);
    let rest: f32 = view.result
        - view.start
        - view
            .parts
            .iter()
            .take(shown)
            .map(|row| row.points)
            .sum::<f32>();
    let (mut least, mut most, mut total) = (0.0_f32, view.start.max(view.result), view.start);
    for row in view.parts.iter().take(shown) {
        total += row.points;
        least = least.min(total);
        most = most.max(total);
    }
    let left = inside.left() + inside.width() * 0.61;
    let right = inside.right() - 48.0;
    let x = |points: f32| left + (right - left) * (points - least) / (most - least).max(1.0);
    let row_at = |place: usize| inside.top() + 25.0 + step * place as f32;
    let draw = |place: usize,
                dot: Option<bevy_egui::egui::Color32>,
                text: &str,
                from: f32,
                to: f32,
                colour,
                figure: &str,
                strong: bool| {
        let y = row_at(place);
        if let Some(dot) = dot {
            ui.painter()
                .circle_filled(pos2(inside.left() + 4.0, y + 9.0), 3.0, dot);
        }
        let (font, ink) = if strong {
            (semibold(size::BODY), P.text)
        } else {
            (regular(size::BODY), P.soft)
        };
        let written = line(
            ui,
            pos2(inside.left() + 14.0, y + 1.0),
            text,
            font,
            ink,
            left - inside.left() - 28.0,
        );
        let (start, end) = (x(from.min(to)), x(from.max(to)));
        let bar = Rect::from_x_y_ranges(start..=end.max(start + 2.0), (y + 4.0)..=(y + 14.0));
        ui.painter().rect_filled(bar, CornerRadius::same(2), colour);
        paint_right(
            ui,
            pos2(inside.right(), y + 1.5),
            figure,
            mono(size::SMALL),
            P.text,
        );
        say(ui, written, ("part", place), &format!("{text}: {figure}"));
    };
    let grey = tint(P.dim, P.panel, 0.55);
    draw(
        0,
        None,
        fl!("debrief-part-start"),
        0.0,
        view.start,
        grey,
        &format!("{:.0}", view.start),
        false,
    );
    let mut total = view.start;
    for (place, row) in view.parts.iter().take(shown).enumerate() {
        let colour = if row.points < 0.0 {
            P.severity[1]
        } else {
            P.axes[1]
        };
        draw(
            place + 1,
            Some(theme::axis(row.axis)),
            &row.why,
            total,
            total + row.points,
            colour,
            &signed(f64::from(row.points)),
            false,
        );
        total += row.points;
    }
    draw(
        shown + 1,
        None,
        fl!("debrief-part-rest"),
        total,
        total + rest,
        grey,
        &signed(f64::from(rest)),
        false,
    );
    draw(
        shown + 2,
        None,
        fl!("debrief-part-result"),
        0.0,
        view.result,
        P.text,
        &format!("{:.0}", view.result),
        true,
    );
}

fn bars(ui: &Ui, rect: Rect, rows: &[PartRow], most: usize) {
    let largest = rows.iter().map(|row| row.points.abs()).fold(0.1, f32::max);
    let zero = rect.left() + rect.width() * 0.71;
    let reach = rect.width() * 0.15;
    ui.painter().vline(
        zero,
        rect.top()..=(rect.top() + 20.5 * rows.len().min(most) as f32),
        Stroke::new(1.0, P.hairline),
    );
    for (place, row) in rows.iter().take(most).enumerate() {
        let y = rect.top() + 20.5 * place as f32;
        ui.painter()
            .circle_filled(pos2(rect.left() + 4.0, y + 9.0), 3.0, theme::axis(row.axis));
        let text = line(
            ui,
            pos2(rect.left() + 14.0, y + 1.0),
            &row.why,
            regular(size::BODY),
            P.soft,
            zero - reach - rect.left() - 24.0,
        );
        let end = zero + reach * row.points / largest;
        let place = Rect::from_x_y_ranges(
            zero.min(end)..=zero.max(end).max(zero.min(end) + 1.5),
            (y + 4.0)..=(y + 14.0),
        );
        ui.painter().rect_filled(
            place,
            CornerRadius::same(2),
            if row.points < 0.0 {
                P.severity[1]
            } else {
                P.axes[1]
            },
        );
        paint_right(
            ui,
            pos2(rect.right(), y + 1.5),
            &signed(f64::from(row.points)),
            mono(size::SMALL),
            P.text,
        );
        say(
            ui,
            text,
            ("part", row.axis, &row.why),
            &fl!(
                "debrief-part-spoken",
                why = row.why,
                points = signed(f64::from(row.points)),
                axis = row.axis.spoken(),
                when = row.when
            ),
        );
    }
}

/// A moment worth talking about.
pub(super) fn beat(ui: &Ui, rect: Rect, beat: &Beat) {
    let inside = card(ui, rect);
    let good = beat.row.points >= 0.0;
    let (mark, colour) = if good {
        ("+", P.axes[1])
    } else {
        ("−", P.severity[1])
    };
    let badge = Rect::from_min_size(inside.min, vec2(18.0, 18.0));
    ui.painter()
        .rect_filled(badge, CornerRadius::same(5), colour);
    ui.painter().text(
        badge.center(),
        Align2::CENTER_CENTER,
        mark,
        semibold(13.0),
        P.map,
    );
    let points = signed(f64::from(beat.row.points));
    let axis = beat.row.axis.spoken();
    let head = match good {
        true => fl!("debrief-beat-won", points = points, axis = axis),
        false => fl!("debrief-beat-cost", points = points, axis = axis),
    };
    let when = paint_right(
        ui,
        inside.right_top() + vec2(0.0, 1.0),
        &beat.row.when,
        mono(size::SMALL),
        P.soft,
    );
    line(
        ui,
        inside.min + vec2(26.0, 0.5),
        &head,
        medium(size::BODY),
        colour,
        when.left() - inside.left() - 34.0,
    );
    let why = laid(
        ui,
        &beat.row.why,
        semibold(size::LARGE),
        P.text,
        inside.width(),
        2,
    );
    let why = paint(ui, inside.min + vec2(0.0, 27.0), why);
    let mut y = why.bottom() + 7.0;
    for text in &beat.around {
        let galley = laid(ui, text, regular(size::BODY), P.soft, inside.width(), 2);
        if y + galley.size().y > inside.bottom() + 2.0 {
            break;
        }
        y = paint(ui, pos2(inside.left(), y), galley).bottom() + 3.0;
    }
    say(
        ui,
        why,
        ("beat", &beat.row.why),
        &format!("{head}: {}", beat.row.why),
    );
}

/// Every part of every axis.
pub(super) fn axes(ui: &mut Ui, body: Rect, view: &DebriefView) {
    let gap = 12.0;
    let columns = if body.width() >= super::ROOMY.x { 2 } else { 1 };
    let lines = view.all_parts.len().div_ceil(columns).max(1);
    let share = |room: f32, count: usize| (room - gap * (count - 1) as f32) / count as f32;
    let (width, height) = (share(body.width(), columns), share(body.height(), lines));
    for (place, (axis, rows)) in view.all_parts.iter().enumerate() {
        let at = body.min
            + vec2(
                (width + gap) * (place % columns) as f32,
                (height + gap) * (place / columns) as f32,
            );
        let rect = Rect::from_min_size(at, vec2(width, height));
        panel(ui, axis.spoken(), rect, |ui| {
            let inside = card(ui, rect);
            let axis_card = &view.axes[place];
            let head = caps(ui, inside.min, axis.spoken(), theme::axis(*axis));
            line(
                ui,
                pos2(head.right() + 10.0, inside.top() - 1.0),
                &format!("{} · {}", axis_card.score, axis_card.weight),
                regular(size::SMALL),
                P.soft,
                300.0,
            );
            let most = (((inside.height() - 24.0) / 20.5).floor() as usize).max(1);
            bars(
                ui,
                Rect::from_min_max(inside.min + vec2(0.0, 22.0), inside.max),
                rows,
                most,
            );
        });
    }
}

/// Everything that happened.
pub(super) fn timeline(ui: &mut Ui, body: Rect, view: &DebriefView) {
    panel(ui, fl!("debrief-story"), body, |ui| {
        let inside = card(ui, body);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inside));
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(&mut child, |ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                scroll_by_keys(ui, inside.height());
                for (place, (clock, text, hidden)) in view.story.iter().enumerate() {
                    let width = ui.available_width() - 80.0;
                    let colour = if *hidden { P.severity[0] } else { P.text };
                    let galley = laid(ui, text, regular(size::BODY), colour, width, 3);
                    let (row, _) = ui.allocate_exact_size(
                        vec2(width + 70.0, galley.size().y + 3.0),
                        Sense::hover(),
                    );
                    line(ui, row.min, clock, mono(size::SMALL), P.dim, 60.0);
                    let at = paint(ui, row.min + vec2(60.0, 0.0), galley);
                    if *hidden {
                        paint_right(
                            ui,
                            row.right_top(),
                            fl!("debrief-hidden-until-now"),
                            regular(size::SMALL),
                            P.severity[0],
                        );
                    }
                    say(ui, at, ("story", place), &format!("{clock} {text}"));
                }
            });
    });
}

/// What was hidden, and what was believed of it.
/// What was hidden, and beside it how sure the leader was; below it where there is less room.
pub(super) fn hidden(ui: &mut Ui, body: Rect, view: &DebriefView) {
    let half = 6.0;
    let (left, right) = if body.width() >= super::ROOMY.x {
        let (left, right) = body.split_left_right_at_x(body.left() + body.width() * 0.58);
        (
            left.with_max_x(left.right() - half),
            right.with_min_x(right.left() + half),
        )
    } else {
        let (above, below) = body.split_top_bottom_at_y(body.bottom() - SURE_HEIGHT);
        (
            above.with_max_y(above.bottom() - half),
            below.with_min_y(below.top() + half),
        )
    };
    what_was_hidden(ui, left, view);
    how_sure(ui, right, &view.sure);
}

/// The height of what was said, where it stands below the rest.
pub(super) const SURE_HEIGHT: f32 = 320.0;

fn how_sure(ui: &mut Ui, body: Rect, sure: &Sure) {
    panel(ui, fl!("debrief-sure"), body, |ui| {
        let inside = card(ui, body);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inside));
        ScrollArea::vertical()
            .id_salt("how-sure")
            .auto_shrink([false, false])
            .show(&mut child, |ui| {
                ui.spacing_mut().item_spacing.y = 5.0;
                told(ui, fl!("debrief-sure-and-why"), &sure.said);
                told(ui, fl!("debrief-sure-compared"), &sure.against);
                told(
                    ui,
                    fl!("debrief-sure-comes-to"),
                    std::slice::from_ref(&sure.comes_to),
                );
            });
    });
}

/// Lines under a heading; nothing where there are none.
fn told(ui: &mut Ui, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let width = ui.available_width();
    let (head, _) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    caps(ui, head.min, heading, P.dim);
    for (place, text) in lines.iter().enumerate() {
        let galley = laid(ui, text, regular(size::BODY), P.text, width - 12.0, 6);
        let height = galley.size().y;
        let (row, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let written = paint(ui, row.min, galley);
        say(ui, written, (heading, place), text);
    }
    ui.add_space(10.0);
}

fn what_was_hidden(ui: &mut Ui, body: Rect, view: &DebriefView) {
    panel(ui, fl!("debrief-hidden"), body, |ui| {
        let inside = card(ui, body);
        let mut y = inside.top();
        for hidden in &view.hidden {
            caps(ui, pos2(inside.left(), y), &hidden.title, P.dim);
            let truth = laid(
                ui,
                &hidden.truth,
                semibold(size::TITLE),
                P.text,
                inside.width(),
                2,
            );
            let truth = paint(ui, pos2(inside.left(), y + 18.0), truth);
            say(ui, truth, ("truth", &hidden.title), &hidden.truth);
            y = truth.bottom() + 14.0;
            caps(
                ui,
                pos2(inside.left(), y),
                fl!("debrief-hidden-believed"),
                P.dim,
            );
            y += 20.0;
            for step in &hidden.believed {
                let galley = laid(ui, step, regular(size::BODY), P.soft, inside.width(), 2);
                if y + galley.size().y > inside.bottom() {
                    break;
                }
                y = paint(ui, pos2(inside.left(), y), galley).bottom() + 4.0;
            }
            y += 18.0;
        }
    });
}
