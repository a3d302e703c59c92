//! What must be answered, low in the centre: a list that was opened, a decision, or a word about why the clock stands still.

use super::Bridge;
use crate::game::choices::sure::Matter;
use crate::game::choices::{Choice, Choices, Field, KEYS};
use crate::game::glossary::Term;
use crate::game::play::Halt;
use crate::game::theme::{P, regular, semibold, size};
use crate::game::widgets::{
    Look, button, caps, choice, choice_height, explained, laid, line, named, notice, paint,
    paint_right, say,
};
use crate::game::wish::{Question, Wish};
use crate::observe::view::CardView;
use crate::sim::Command;
use crate::words::fl;
use bevy_egui::egui::{
    Align, Color32, CornerRadius, Id, Key, Layout, Margin, Rect, ScrollArea, Shadow, Stroke,
    StrokeKind, TextEdit, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2,
};

/// The height that decisions are given below the map's services.
pub(super) const DECISION: f32 = 232.0;

/// Draws it low in a field; a decision only if it is not laid aside there.
pub(super) fn show(
    ui: &mut Ui,
    field: Rect,
    with_decision: bool,
    bridge: &Bridge<'_>,
    wishes: &mut Vec<Wish>,
) {
    let width = 620.0_f32.min(field.width() - 24.0).max(120.0);
    let bottom = pos2(field.center().x, field.bottom() - 12.0);
    if let Some(choices) = bridge.choices {
        list(ui, field, bottom, width, bridge, choices, wishes);
    } else if let Some(card) = bridge.view.card.as_ref().filter(|_| with_decision) {
        decision(ui, bottom, width, bridge, card, wishes);
    } else {
        word(ui, bottom, width, bridge);
    }
}

pub(super) fn board(ui: &Ui, rect: Rect) {
    let shadow = Shadow {
        offset: [0, 6],
        blur: 24,
        spread: 2,
        color: Color32::from_black_alpha(150),
    };
    ui.painter()
        .add(shadow.as_shape(rect, CornerRadius::same(12)));
    ui.painter().rect(
        rect,
        CornerRadius::same(12),
        P.raised,
        Stroke::new(1.2, P.focus),
        StrokeKind::Inside,
    );
}

fn decision(
    ui: &mut Ui,
    bottom: bevy_egui::egui::Pos2,
    width: f32,
    bridge: &Bridge<'_>,
    card: &CardView,
    wishes: &mut Vec<Wish>,
) {
    let inner = width - 30.0;
    let title = laid(ui, &card.title, semibold(size::TITLE), P.text, inner, 2);
    let text = laid(ui, &card.text, regular(size::BODY + 0.5), P.soft, inner, 5);
    // Options stand side by side and are equal in width and height.
    let columns = card.options.len().clamp(1, 3);
    let column = (inner - 8.0 * (columns - 1) as f32) / columns as f32;
    let tall = card
        .options
        .iter()
        .map(|option| choice_height(ui, option, "", column))
        .fold(28.0, f32::max);
    let rows = card.options.len().div_ceil(columns).max(1) as f32;
    let height =
        31.0 + title.size().y + 4.0 + text.size().y + 10.0 + rows * (tall + 6.0) + SURE + 4.0;
    let rect = Rect::from_min_max(
        pos2(bottom.x - width / 2.0, bottom.y - height),
        pos2(bottom.x + width / 2.0, bottom.y),
    );
    board(ui, rect);
    named(ui, fl!("ask-decision"), rect);
    let left = rect.left() + 15.0;
    let name = caps(
        ui,
        pos2(left, rect.top() + 13.0),
        fl!("ask-decision"),
        P.focus,
    );
    explained(ui, name, Term::Decision);
    let due = match bridge.pace.running {
        true => fl!("ask-answer-by-while-it-runs", due = card.due),
        false => fl!("ask-answer-by", due = card.due),
    };
    paint_right(
        ui,
        pos2(rect.right() - 15.0, rect.top() + 12.0),
        &due,
        regular(10.5),
        P.soft,
    );
    let title_height = title.size().y;
    let title_rect = paint(ui, pos2(left, rect.top() + 29.0), title);
    let text_rect = paint(ui, pos2(left, rect.top() + 29.0 + title_height + 4.0), text);
    say(
        ui,
        title_rect.union(text_rect),
        "card",
        &format!("{} {} {due}", card.title, card.text),
    );
    for (number, option) in card.options.iter().enumerate() {
        let at = vec2(
            (column + 8.0) * (number % columns) as f32,
            (tall + 6.0) * (number / columns) as f32,
        );
        let place = Rect::from_min_size(
            pos2(left, text_rect.bottom() + 10.0) + at,
            vec2(column, tall),
        );
        let mut child = ui.new_child(UiBuilder::new().max_rect(place));
        if choice(
            &mut child,
            KEYS.get(number).copied(),
            option,
            "",
            place.size(),
        )
        .clicked()
        {
            wishes.push(Wish::Give(Command::Decide(card.id, number as u8)));
        }
    }
    let foot = Rect::from_min_max(
        pos2(left, rect.bottom() - SURE - 2.0),
        rect.max - vec2(15.0, 4.0),
    );
    if bridge.can_note() {
        say_how_sure(ui, foot, bridge, card, wishes);
    }
    if let Some(refusal) = bridge.refusal {
        above(ui, rect, refusal);
    }
}

/// The height of the line below a decision's options.
const SURE: f32 = 24.0;

/// Whoever wants to can say how sure they are of their answer, and sees what they said.
fn say_how_sure(
    ui: &mut Ui,
    foot: Rect,
    bridge: &Bridge<'_>,
    card: &CardView,
    wishes: &mut Vec<Wish>,
) {
    let layout = Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(foot).layout(layout));
    let response = button(&mut child, fl!("ask-how-sure"), Some("K"), Look::Link);
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Button, true, fl!("ask-how-sure-of-answer"))
    });
    if response.clicked() {
        wishes.push(Wish::Choose(Question::SureOfOption(card.id)));
    }
    let said = bridge.noted.iter().rev().find_map(|(matter, percent)| {
        let Matter::Option(its, option) = *matter else {
            return None;
        };
        let text = card.options.get(usize::from(option))?;
        (its == card.id).then(|| fl!("ask-noted", percent = percent, text = text))
    });
    if let Some(said) = said {
        let left = response.rect.right() + 12.0;
        let at = pos2(left, response.rect.top() + 3.0);
        let font = regular(size::SMALL);
        let written = line(ui, at, &said, font, P.soft, foot.right() - left);
        say(ui, written, "noted-of-the-card", &said);
    }
}

fn list(
    ui: &mut Ui,
    field: Rect,
    bottom: bevy_egui::egui::Pos2,
    width: f32,
    bridge: &Bridge<'_>,
    choices: &Choices,
    wishes: &mut Vec<Wish>,
) {
    let inner = width - 30.0;
    let note = laid(ui, &choices.note, regular(size::BODY), P.soft, inner, 4);
    let note_height = if choices.note.is_empty() {
        0.0
    } else {
        note.size().y + 4.0
    };
    let columns = if choices.rows.len() > 4 && width > 500.0 {
        2
    } else {
        1
    };
    let column = (inner - 8.0 * (columns - 1) as f32) / columns as f32;
    let heights: Vec<f32> = choices
        .rows
        .iter()
        .map(|row| choice_height(ui, &row.text, note_of(row), column))
        .collect();
    let lines: Vec<f32> = heights
        .chunks(columns)
        .map(|line| line.iter().copied().fold(28.0, f32::max))
        .collect();
    let rows: f32 = lines.iter().map(|line| line + 5.0).sum();
    let most = (field.height() - 24.0).max(80.0);
    let field_height = if choices.field.is_some() { 34.0 } else { 0.0 };
    let head = 40.0 + note_height + field_height;
    let height = (head + rows.max(20.0) + 12.0).min(most);
    let rect = Rect::from_min_max(
        pos2(bottom.x - width / 2.0, bottom.y - height),
        pos2(bottom.x + width / 2.0, bottom.y),
    );
    board(ui, rect);
    named(ui, fl!("ask-panel-choice"), rect);
    let left = rect.left() + 15.0;
    let title = line(
        ui,
        pos2(left, rect.top() + 12.0),
        &choices.title,
        semibold(size::TITLE),
        P.text,
        inner - 80.0,
    );
    say(
        ui,
        title,
        "question",
        &format!("{} {}", choices.title, choices.note),
    );
    let close = Rect::from_min_max(
        pos2(rect.right() - 90.0, rect.top() + 10.0),
        pos2(rect.right() - 12.0, rect.top() + 34.0),
    );
    let mut corner = ui.new_child(
        UiBuilder::new()
            .max_rect(close)
            .layout(Layout::right_to_left(Align::Min)),
    );
    if button(
        &mut corner,
        fl!("ask-close"),
        Some(fl!("key-esc")),
        Look::Link,
    )
    .clicked()
    {
        wishes.push(Wish::Close);
    }
    if note_height > 0.0 {
        paint(ui, pos2(left, rect.top() + 35.0), note);
    }
    if let Some(field) = &choices.field {
        let at = Rect::from_min_size(pos2(left, rect.top() + head - 32.0), vec2(inner, 26.0));
        type_into(ui, at, field, choices, wishes);
    }
    let place = Rect::from_min_max(
        pos2(left, rect.top() + head),
        pos2(rect.right() - 8.0, rect.bottom() - 10.0),
    );
    let mut child = ui.new_child(UiBuilder::new().max_rect(place));
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 5.0);
            for (number, line) in choices.rows.chunks(columns).enumerate() {
                ui.horizontal(|ui| {
                    for (offset, row) in line.iter().enumerate() {
                        let key = KEYS.get(number * columns + offset).copied();
                        let size = vec2(column, lines.get(number).copied().unwrap_or(28.0));
                        let open = row.refusal.is_none();
                        let key = key.filter(|_| open && choices.field.is_none());
                        let response = ui.add_enabled_ui(open, |ui| {
                            choice(ui, key, &row.text, note_of(row), size)
                        });
                        if response.inner.clicked() {
                            wishes.push(row.wish.clone());
                        }
                    }
                });
            }
            if choices.rows.is_empty() {
                ui.label(fl!("ask-nothing-left"));
            }
        });
    if let Some(refusal) = bridge.refusal {
        above(ui, rect, refusal);
    }
}

/// Where one types; Enter takes the first row.
fn type_into(ui: &mut Ui, at: Rect, field: &Field, choices: &Choices, wishes: &mut Vec<Wish>) {
    let Field { name, example, .. } = *field;
    let mut typed = field.typed.clone();
    let edit = TextEdit::singleline(&mut typed)
        .id(Id::new(name))
        .font(regular(size::LARGE))
        .hint_text(example)
        .margin(Margin::symmetric(8, 4));
    let response = ui.put(at, edit);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, name));
    if entered && let Some(first) = choices.rows.first().filter(|row| row.refusal.is_none()) {
        wishes.push(first.wish.clone());
    } else if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    if typed != field.typed {
        wishes.push(Wish::Type(typed));
    }
}

/// What is worth knowing about a row: why it cannot be chosen, where it cannot.
fn note_of(row: &Choice) -> &str {
    row.refusal.as_deref().unwrap_or(&row.note)
}

/// A refusal, above what it is about.
fn above(ui: &Ui, rect: Rect, text: &str) {
    let galley = laid(
        ui,
        text,
        regular(size::BODY),
        P.text,
        rect.width() - 30.0,
        3,
    );
    let top = rect.top() - galley.size().y - 22.0;
    notice(
        ui,
        Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), rect.top() - 6.0)),
        text,
        P.severity[1],
    );
}

/// Why the clock stands still, or why something was refused, or that nothing is being saved.
fn word(ui: &mut Ui, bottom: bevy_egui::egui::Pos2, width: f32, bridge: &Bridge<'_>) {
    let (text, colour) = match (bridge.refusal, bridge.trouble, bridge.news) {
        (Some(refusal), ..) => (refusal.to_owned(), P.severity[1]),
        _ if bridge.notice.is_some() => (bridge.notice.unwrap_or_default().to_owned(), P.focus),
        (_, _, Some(news)) if bridge.pace.halt.is_some() => {
            let stop = if news.ends_with(['?', '!', '.']) {
                ""
            } else {
                "."
            };
            let news = format!("{news}{stop}");
            let text = match bridge.pace.halt {
                Some(Halt::Message) => fl!("ask-news-of-a-message", news = news),
                _ => fl!("ask-news", news = news),
            };
            (text, P.focus)
        }
        (_, Some(trouble), _) => (trouble.to_owned(), P.severity[1]),
        _ if !bridge.pace.running && bridge.view.minute == 0 => {
            (fl!("ask-watch-begins").to_owned(), P.focus)
        }
        _ => return,
    };
    let galley = laid(ui, &text, regular(size::BODY), P.text, width - 30.0, 3);
    let height = galley.size().y + 16.0;
    notice(
        ui,
        Rect::from_min_max(
            pos2(bottom.x - width / 2.0, bottom.y - height),
            pos2(bottom.x + width / 2.0, bottom.y),
        ),
        &text,
        colour,
    );
}
