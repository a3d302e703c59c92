//! Settings, in their file and on screen.

use super::{SIZES, begun, folder, on, play, screen, shown_settings};
use crate::game::{ask, headless};
use crate::shipped;
use bevy_egui::egui::{Key, OutputCommand};
use bridgecall::game::play::Play;
use bridgecall::game::screens::keys::keys as keys_shown;
use bridgecall::game::screens::settings::settings;
use bridgecall::game::settings::{Kept, Settings};
use bridgecall::game::wish::Wish;
use bridgecall::game::{Desk, Screen};
use bridgecall::sim::event::What;
use egui_kittest::kittest::Queryable;
use std::collections::BTreeSet;

#[test]
fn what_was_set_holds_when_the_game_opens_again() {
    let folder = folder();
    let mut kept = Kept::open(Some(folder.path()));
    assert_eq!((kept.now, &kept.trouble), (Settings::default(), &None));
    let set = Settings {
        text_percent: 150,
        high_contrast: true,
        stop_for_messages: false,
        ..Settings::default()
    };
    kept.set(set);
    let again = Kept::open(Some(folder.path()));
    assert_eq!((again.now, again.trouble), (set, None));
}

#[test]
fn damaged_settings_are_put_aside_and_the_usual_ones_hold() {
    let damages = [
        &b"(text_percent: 15"[..],
        b"\xff\xfe\x00",
        b"(text_percent: \"big\")",
    ];
    for damage in damages {
        let folder = folder();
        let file = folder.path().join("settings.ron");
        std::fs::write(&file, damage).unwrap();
        let mut kept = Kept::open(Some(folder.path()));
        assert_eq!(kept.now, Settings::default());
        let trouble = kept.trouble.clone().expect("it is said");
        assert!(
            trouble.starts_with("Your settings are damaged"),
            "{trouble}"
        );
        let aside = std::fs::read(folder.path().join("settings.damaged.ron"));
        assert_eq!(aside.expect("it was kept"), damage);
        kept.set(kept.now);
        assert_eq!(kept.trouble, None, "what is set after that is written");
        assert_eq!(Kept::open(Some(folder.path())).trouble, None);
    }
}

#[test]
fn settings_that_cannot_be_written_hold_all_the_same_and_it_is_said() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut kept = Kept::open(Some(&file.path().join("bridgecall")));
    let set = Settings {
        reduced_motion: true,
        ..Settings::default()
    };
    kept.set(set);
    assert_eq!(kept.now, set);
    let trouble = kept.trouble.expect("it is said");
    assert!(
        trouble.starts_with("These settings hold until you leave"),
        "{trouble}"
    );
}

#[test]
fn settings_of_another_version_are_read_as_far_as_they_are_known() {
    let folder = folder();
    let file = folder.path().join("settings.ron");
    std::fs::write(&file, "(text_percent: 900, volume: 3)").unwrap();
    let kept = Kept::open(Some(folder.path()));
    assert_eq!((kept.now.text_percent, kept.trouble), (200, None));
}

#[test]
fn text_grows_and_shrinks_within_its_bounds() {
    let mut settings = Settings {
        text_percent: 80,
        ..Settings::default()
    };
    assert_eq!(settings.with_text(-1), None);
    let mut sizes = vec![80];
    while let Some(larger) = settings.with_text(1) {
        settings = larger;
        sizes.push(settings.text_percent);
    }
    assert_eq!(sizes, Vec::from_iter((80..=200).step_by(10)));
}

#[test]
fn each_switch_is_set_by_its_key_and_by_a_click() {
    let set = |settings: Settings| [Wish::Set(settings)];
    let usual = Settings::default();
    let cases = [
        (
            Key::Num1,
            "High contrast",
            Settings {
                high_contrast: true,
                ..usual
            },
        ),
        (
            Key::Num2,
            "Reduced motion",
            Settings {
                reduced_motion: true,
                ..usual
            },
        ),
        (
            Key::Num3,
            "When somebody asks",
            Settings {
                stop_for_messages: false,
                ..usual
            },
        ),
        (
            Key::Num4,
            "When an incident opens",
            Settings {
                stop_for_incidents: false,
                ..usual
            },
        ),
        (
            Key::Plus,
            "larger text",
            Settings {
                text_percent: 110,
                ..usual
            },
        ),
        (
            Key::Minus,
            "smaller text",
            Settings {
                text_percent: 90,
                ..usual
            },
        ),
    ];
    for (key, name, wanted) in cases {
        let mut harness = screen(SIZES[0], |ui| settings(ui, &shown_settings()));
        harness.key_press(key);
        harness.run_steps(2);
        assert_eq!(*harness.state(), set(wanted), "{name} by its key");
        harness.state_mut().clear();
        harness.get_by_label(name).click();
        harness.run_steps(2);
        assert_eq!(*harness.state(), set(wanted), "{name} by a click");
    }
}

#[test]
fn settings_say_what_went_wrong_and_where_things_are_kept() {
    let harness = screen(SIZES[0], |ui| settings(ui, &shown_settings()));
    for text in [shown_settings().trouble, shown_settings().folder] {
        harness.get_by_label(&text.unwrap());
    }
}

#[test]
fn settings_are_reached_from_home_and_from_the_bridge_and_lead_back() {
    let folder = folder();
    let mut app = headless(folder.path());
    for wish in [Wish::Settings, Wish::Glossary, Wish::Library] {
        ask(&mut app, wish.clone());
        assert_ne!(on(&app), Screen::Home, "{wish:?}");
        ask(&mut app, Wish::Back);
        assert_eq!(on(&app), Screen::Home, "{wish:?}");
    }
    let mut app = begun(folder.path());
    ask(&mut app, Wish::Settings);
    ask(&mut app, Wish::Glossary);
    assert_eq!(on(&app), Screen::Glossary);
    ask(&mut app, Wish::Back);
    assert_eq!(on(&app), Screen::Settings);
    ask(&mut app, Wish::Back);
    assert_eq!(on(&app), Screen::Bridge);
}

#[test]
fn what_is_set_on_the_way_holds_in_the_run_and_is_on_disk() {
    let folder = folder();
    let mut app = begun(folder.path());
    let set = Settings {
        stop_for_messages: false,
        text_percent: 120,
        ..Settings::default()
    };
    ask(&mut app, Wish::Settings);
    ask(&mut app, Wish::Set(set));
    ask(&mut app, Wish::Back);
    assert_eq!(play(&mut app).0.as_ref().unwrap().settings, set);
    assert_eq!(Kept::open(Some(folder.path())).now, set);
    let app = headless(folder.path());
    assert_eq!(
        app.world().resource::<Desk>().settings.now.text_percent,
        120
    );
}

#[test]
fn damaged_settings_are_said_at_home() {
    let folder = folder();
    std::fs::write(folder.path().join("settings.ron"), "(").unwrap();
    let app = headless(folder.path());
    let trouble = app.world().resource::<Desk>().home.trouble.clone();
    assert!(trouble.is_some_and(|trouble| trouble.starts_with("Your settings are damaged")));
}

/// The minutes at which the clock stopped by itself, in a run in which nothing is answered.
fn stops(settings: Settings) -> Vec<u32> {
    let mut play = Play::begin(shipped("waf-regex-2019", "history"), 7, None, None);
    play.settings = settings;
    let mut stops = Vec::new();
    while !play.run().over() {
        if !play.pace().running {
            play.wish(Wish::Pause);
        }
        play.minute();
        if !play.pace().running {
            stops.push(play.run().now().0);
        }
    }
    stops
}

#[test]
fn the_clock_stops_by_itself_for_what_is_set() {
    let both = stops(Settings::default());
    let for_incidents = stops(Settings {
        stop_for_messages: false,
        ..Settings::default()
    });
    let neither = stops(Settings {
        stop_for_messages: false,
        stop_for_incidents: false,
        ..Settings::default()
    });
    assert!(
        both.len() > for_incidents.len(),
        "{both:?} {for_incidents:?}"
    );
    assert!(
        for_incidents.len() > neither.len(),
        "{for_incidents:?} {neither:?}"
    );
    let run = bridgecall::score::played(&shipped("waf-regex-2019", "history"), 7, "neglect");
    let of_cards = (run.events().iter())
        .filter(|event| matches!(event.what, What::CardOpened(_) | What::Ended))
        .map(|event| event.tick.0);
    let of_cards: BTreeSet<u32> = of_cards.collect();
    assert_eq!(neither.len(), of_cards.len(), "{neither:?} {of_cards:?}");
}

#[test]
fn the_keys_in_the_settings_are_those_of_the_manual() {
    let manual = include_str!("../../docs/playing.md");
    let (_, keys) = manual.split_once("### All keys of the bridge").unwrap();
    let rows = keys.lines().skip_while(|line| !line.starts_with("| ---"));
    let rows = rows.skip(1).take_while(|line| line.starts_with('|'));
    let rows: Vec<Vec<&str>> = rows
        .map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let shown: Vec<Vec<&str>> = keys_shown()
        .iter()
        .map(|(key, does)| vec![*key, *does])
        .collect();
    assert_eq!(shown, rows);
    let harness = screen(SIZES[0], |ui| settings(ui, &shown_settings()));
    for (key, does) in keys_shown() {
        harness.get_by_label(&format!("{key}: {does}"));
    }
}

#[test]
fn the_folder_is_copied_by_its_key_and_by_a_click() {
    let copied = OutputCommand::CopyText(shown_settings().folder.unwrap());
    // High enough that the path is in sight.
    let mut harness = screen((1440.0, 1000.0), move |ui| {
        let wishes = settings(ui, &shown_settings());
        let is_copied = ui.output(|output| output.commands.contains(&copied));
        // Stands for it in what the screen was asked for.
        let told = is_copied.then_some(Wish::Close);
        wishes.into_iter().chain(told).collect()
    });
    harness.key_press(Key::Num6);
    harness.run_steps(2);
    assert_eq!(*harness.state(), [Wish::Close], "by its key");
    harness.state_mut().clear();
    harness.get_by_label("Copy this path").click();
    harness.run_steps(2);
    assert_eq!(*harness.state(), [Wish::Close], "by a click");
}
