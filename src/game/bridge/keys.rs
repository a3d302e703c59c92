//! The keyboard: everything that a mouse can do here.

use super::Bridge;
use crate::game::choices::KEYS;
use crate::game::wish::{Question, Speed, Task, Wish};
use crate::sim::Command;
use bevy_egui::egui::{Event, Key, Modifiers, Ui};

/// What the keys pressed in this frame ask for.
pub(super) fn keys(ui: &Ui, bridge: &Bridge<'_>) -> Vec<Wish> {
    let mut pressed = Vec::new();
    let is_focused = ui.memory(|memory| memory.focused().is_some());
    ui.input_mut(|input| {
        // Space belongs to the clock wherever the focus is, but where somebody types; Enter acts on what is focused.
        let typing = bridge
            .choices
            .is_some_and(|choices| choices.field.is_some());
        if !typing && !bridge.menu && input.consume_key(Modifiers::NONE, Key::Space) {
            pressed.push(Key::Space);
        }
        // Enter runs the week where nothing is focused that it could act on.
        let acts = bridge.week.is_some() && bridge.choices.is_none() && !bridge.menu;
        if acts && !is_focused && input.consume_key(Modifiers::NONE, Key::Enter) {
            pressed.push(Key::Enter);
        }
        for event in &input.events {
            if let Event::Key {
                key,
                pressed: true,
                repeat: false,
                modifiers,
                ..
            } = event
                && !modifiers.ctrl
                && !modifiers.alt
                && !modifiers.command
            {
                pressed.push(*key);
            }
        }
    });
    pressed
        .into_iter()
        .filter_map(|key| wish_of(key, bridge))
        .collect()
}

fn wish_of(key: Key, bridge: &Bridge<'_>) -> Option<Wish> {
    if bridge.menu {
        return super::menu::wish_of(key, bridge);
    }
    if key == Key::Space {
        return Some(Wish::Pause);
    }
    if let Some(choices) = bridge.choices {
        if key == Key::Escape || (key == Key::Backspace && choices.field.is_none()) {
            return Some(Wish::Close);
        }
        if choices.field.is_some() {
            return None;
        }
        let place = KEYS.iter().position(|name| *name == key.name());
        return place
            .and_then(|place| choices.rows.get(place))
            .filter(|row| row.refusal.is_none())
            .map(|row| row.wish.clone());
    }
    if let (Some(card), Some(place)) = (&bridge.view.card, digit(key)) {
        // What cannot be read is not decided.
        if bridge.aside {
            return Some(Wish::TakeUp);
        }
        return (place < card.options.len())
            .then_some(Wish::Give(Command::Decide(card.id, place as u8)));
    }
    if let Some(wish) = (bridge.week).and_then(|week| super::week::wish_of(key, week)) {
        return Some(wish);
    }
    super::overlay::wish_of(key, bridge).or_else(|| letter(key, bridge))
}

fn digit(key: Key) -> Option<usize> {
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5]
        .iter()
        .position(|digit| *digit == key)
}

fn letter(key: Key, bridge: &Bridge<'_>) -> Option<Wish> {
    // Where the week lies over it, nobody sees the sheet that the keys would act on.
    let sheet = bridge.view.sheet.as_ref().filter(|_| bridge.week.is_none());
    let led = sheet.filter(|sheet| sheet.can_lead).map(|sheet| sheet.id);
    let ask = |question: fn(crate::scenario::ids::IncidentId) -> Question| {
        led.map(|id| Wish::Choose(question(id)))
    };
    match key {
        Key::Num1 => Some(Wish::Run(Speed::One)),
        Key::Num2 => Some(Wish::Run(Speed::Four)),
        Key::Num3 => Some(Wish::Run(Speed::Sixteen)),
        Key::N => Some(Wish::NextDecision),
        Key::Escape if bridge.hint.is_some() => Some(Wish::HintOff),
        Key::Escape => Some(Wish::Menu),
        Key::Q => bridge.aids.then_some(Wish::Hint),
        Key::F6 => Some(Wish::Show(super::narrow::after(bridge.part))),
        Key::F1 => Some(Wish::Glossary),
        Key::S => Some(Wish::Settings),
        Key::A => sheet
            .filter(|sheet| sheet.can_acknowledge)
            .map(|sheet| Wish::Give(Command::Acknowledge(sheet.id))),
        Key::D => ask(Question::Severity),
        Key::E => ask(Question::Inquiry),
        Key::R => ask(Question::Remedy),
        Key::L => ask(Question::Role),
        Key::T => ask(|incident| Question::Who(Task::Triage(incident))),
        Key::J => sheet.map(|sheet| Wish::Choose(Question::Incident(sheet.id))),
        Key::U => ask(Question::Audience),
        Key::F => ask(Question::MergeInto),
        Key::X => sheet
            .filter(|sheet| sheet.can_lead)
            .map(|sheet| Wish::Give(Command::Resolve(sheet.id))),
        Key::K => sure_of(bridge).map(Wish::Choose),
        Key::P => Some(Wish::Choose(Question::Person)),
        Key::W => Some(Wish::Choose(Question::Work)),
        Key::M => match bridge.view.messages.as_slice() {
            [] => None,
            [only] => Some(Wish::Choose(Question::Answer(only.id))),
            _ => Some(Wish::Choose(Question::Message)),
        },
        Key::I => next_incident(bridge).map(Wish::LookAt),
        Key::Z => bridge
            .view
            .attention
            .queue
            .iter()
            .filter_map(|waiting| waiting.undo)
            .next_back()
            .map(Wish::Undo),
        _ => (bridge.lists.iter())
            .find(|(_, name, _)| *name == key.name())
            .map(|(.., question)| Wish::Choose(*question)),
    }
}

/// What one can say to be how sure of: a decision that is asked, else the causes of the incident at hand.
fn sure_of(bridge: &Bridge<'_>) -> Option<Question> {
    let card = bridge.view.card.as_ref().filter(|_| !bridge.aside);
    let sheet = (bridge.view.sheet.as_ref()).filter(|sheet| !sheet.beliefs.is_empty());
    card.map(|card| Question::SureOfOption(card.id))
        .or(sheet.map(|sheet| Question::SureOfCause(sheet.id)))
}

fn next_incident(bridge: &Bridge<'_>) -> Option<crate::scenario::ids::IncidentId> {
    let incidents = &bridge.view.incidents;
    let now = bridge.view.sheet.as_ref().map(|sheet| sheet.id);
    let place = incidents
        .iter()
        .position(|card| Some(card.id) == now)
        .map_or(0, |place| place + 1);
    incidents
        .get(place)
        .or(incidents.first())
        .map(|card| card.id)
}
