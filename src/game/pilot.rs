//! Plays a first watch by keys alone, from what a screen reader would say of the screen and from nothing else: whoever cannot see the
//! bridge can lead from it. The guide's own words say which keys to press.

use super::choices::KEYS;
use crate::words::fl;
use bevy_egui::egui::accesskit::{Node, Role};
use bevy_egui::egui::{Key, Rect, pos2};

/// Something that a screen reader says.
#[derive(Clone, PartialEq, Debug)]
pub struct Said {
    /// What it is.
    pub role: Role,
    /// Its name.
    pub name: String,
    /// It can be acted on.
    pub enabled: bool,
    /// Where it is.
    pub rect: Rect,
}

impl Said {
    /// What is said of a node; nothing of one without a name or a place.
    pub fn of(node: &Node) -> Option<Said> {
        let name = node.label().or(node.value())?;
        let place = node.bounds()?;
        let corner = |x: f64, y: f64| pos2(x as f32, y as f32);
        Some(Said {
            role: node.role(),
            name: name.to_owned(),
            enabled: !node.is_disabled(),
            rect: Rect::from_min_max(corner(place.x0, place.y0), corner(place.x1, place.y1)),
        })
    }
}

/// What to do next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Next {
    /// Press a key.
    Press(Key),
    /// Something is being worked out.
    Wait,
    /// This is the debrief: what it says first.
    Read(String),
}

/// Somebody who hears what is on the screen, and has a keyboard.
#[derive(Default, Debug)]
pub struct Pilot {
    /// What was answered last, and with which key; to say it twice would be to wait for ever.
    answered: Option<(String, Key)>,
}

impl Pilot {
    /// What to do on a screen.
    pub fn next(&mut self, screen: &[Said]) -> Next {
        let panel = |name: &str| {
            let is_panel = |said: &&Said| is_part(said.role) && said.name == name;
            screen.iter().find(is_panel)
        };
        if panel(fl!("debrief-panel")).is_some() {
            return debrief(screen);
        }
        if panel(fl!("home-panel")).is_some() {
            // A first start leads to the tutorial.
            return Next::Press(Key::Num1);
        }
        if panel(fl!("briefing-title")).is_some() {
            return Next::Press(Key::Enter);
        }
        if let Some(choice) = panel(fl!("ask-panel-choice")) {
            return Next::Press(self.choose(screen, choice.rect));
        }
        if panel(fl!("ask-decision")).is_some() {
            return Next::Press(Key::Num1);
        }
        let Some(guide) = panel(fl!("guide-panel")) else {
            return Next::Press(Key::N);
        };
        let inside = || {
            screen
                .iter()
                .filter(|said| guide.rect.contains_rect(said.rect))
        };
        if inside().any(|said| said.role == Role::Button && said.name == fl!("guide-go-on")) {
            return Next::Press(Key::Enter);
        }
        let told = inside().filter(|said| said.role == Role::Label);
        let told = told.map(|said| said.name.as_str()).collect::<String>();
        Next::Press(self.answer(told))
    }

    /// The key that is named, unless that was tried: then time has to pass.
    fn answer(&mut self, told: String) -> Key {
        let Some(key) = named_key(&told) else {
            return Key::N;
        };
        let answer = Some((told, key));
        if self.answered == answer {
            self.answered = None;
            return Key::N;
        }
        self.answered = answer;
        key
    }

    /// The first row of a list that can be chosen.
    fn choose(&mut self, screen: &[Said], list: Rect) -> Key {
        let is_row = |said: &&Said| {
            said.role == Role::Button
                && said.name != fl!("ask-close")
                && list.contains(said.rect.center())
        };
        let mut rows: Vec<&Said> = screen.iter().filter(is_row).collect();
        let place = |said: &Said| (said.rect.top().round() as i32, said.rect.left() as i32);
        rows.sort_by_key(|said| place(said));
        let open = rows.iter().position(|said| said.enabled);
        let key = open.and_then(|place| Key::from_name(KEYS.get(place)?));
        key.unwrap_or(Key::Escape)
    }
}

fn is_part(role: Role) -> bool {
    matches!(role, Role::Pane | Role::Group)
}

fn debrief(screen: &[Said]) -> Next {
    let mut buttons = screen.iter().filter(|said| said.role == Role::Button);
    if buttons.all(|said| said.name != fl!("debrief-again-new")) {
        return Next::Wait;
    }
    let highest = |said: &&Said| said.rect.top().round() as i32;
    let spoken = screen.iter().filter(|said| said.role == Role::Label);
    let verdict = spoken.min_by_key(highest);
    verdict.map_or(Next::Wait, |said| Next::Read(said.name.clone()))
}

/// The key in “press W” or “Press W”.
fn named_key(told: &str) -> Option<Key> {
    let (_, after) = told.split_once("ress ")?;
    let name: String = after
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    Key::from_name(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_from_the_words_that_name_it() {
        assert_eq!(named_key("Press W, choose them, then Chidi."), Some(Key::W));
        assert_eq!(
            named_key("First take note of it: press A, or the button."),
            Some(Key::A)
        );
        assert_eq!(named_key("Let time run now with Space or N."), None);
    }
}
