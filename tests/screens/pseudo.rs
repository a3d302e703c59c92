//! Every screen in a language that nobody speaks: what stays in plain letters does not come from the language file.
//!
//! Scenarios are read from copies whose own words have accents, too; so whatever is still plain stands in the source.

use super::{SIZES, folder, screen};
use crate::game::{USUAL, on_bridge};
use bevy_egui::egui::epaint::{ClippedShape, Shape};
use bevy_egui::egui::{Color32, FontFamily, FontId, Ui};
use bridgecall::game::bridge::Bridge;
use bridgecall::game::choices::choices;
use bridgecall::game::glossary;
use bridgecall::game::play::Play;
use bridgecall::game::replay::Replay;
use bridgecall::game::screens::briefing::{BriefingView, briefing};
use bridgecall::game::screens::debrief::{DebriefView, debrief};
use bridgecall::game::screens::drills::drills;
use bridgecall::game::screens::glossary as glossary_screen;
use bridgecall::game::screens::home::home;
use bridgecall::game::screens::library::{Origin, ScenarioRow, Sift, library};
use bridgecall::game::screens::path::path as my_path;
use bridgecall::game::screens::progress::progress;
use bridgecall::game::screens::replay::replay as replay_screen;
use bridgecall::game::screens::settings::{SettingsView, settings};
use bridgecall::game::wish::{Page, Question, Wish};
use bridgecall::game::{Desk, Options, app};
use bridgecall::leaders::by_name;
use bridgecall::observe::Viewpoint;
use bridgecall::run::log::LogFile;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::guide::Part;
use bridgecall::scenario::rules::{Level, Track};
use bridgecall::score::score;
use bridgecall::study::given::given;
use bridgecall::words::{Language, accented, in_language};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

fn pseudo<R>(speak: impl FnOnce() -> R) -> R {
    in_language(Language::Pseudo, speak)
}

/// A copy of what ships, and of what does not yet, in which the words of scenarios have accents.
static ACCENTED: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let copy = folder();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copied(&root.join("scenarios"), &copy.path().join("scenarios"));
    copy
});

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copied(&path, &to);
        } else if path.to_string_lossy().ends_with(".en.ron") {
            fs::write(to, with_accents(&fs::read_to_string(path).unwrap())).unwrap();
        } else {
            fs::copy(path, to).unwrap();
        }
    }
}

/// A file of words with its values in accents, and its keys as they are.
fn with_accents(words: &str) -> String {
    let mut written = String::new();
    for (place, part) in words.split('"').enumerate() {
        let is_text = place % 2 == 1;
        let rest = words.split('"').nth(place + 1).unwrap_or_default();
        let is_key = rest.trim_start().starts_with(':');
        match is_text && !is_key {
            true => written += &accented(part),
            false => written += part,
        }
        written.push('"');
    }
    written.pop();
    written
}

fn scenario(id: &str) -> Arc<Scenario> {
    let catalogue = Catalogue::new(Some(ACCENTED.path().join("scenarios")));
    let id = match id {
        "first-quarter" => ACCENTED
            .path()
            .join("scenarios/advanced/first-quarter.ron")
            .display()
            .to_string(),
        id => id.to_owned(),
    };
    let loaded = catalogue.load(&id, None);
    Arc::new(
        loaded
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario,
    )
}

/// Runs of words in plain letters that a text holds, and no source that is allowed for.
fn plain(text: &str, allowed: &BTreeSet<String>) -> Vec<String> {
    let text = text.to_lowercase();
    let of_words = |letter: char| letter.is_ascii_alphabetic() || " '-".contains(letter);
    let runs = text.split(|letter: char| !of_words(letter));
    let runs = runs.map(|run| run.trim_matches([' ', '-', '\'']));
    // The id of an incident is a word of no language.
    let runs = runs.filter(|run| *run != "inc");
    let is_word = |run: &&str| run.split([' ', '-', '\'']).any(|word| word.len() > 1);
    let is_allowed = |run: &str| allowed.iter().any(|from| from.contains(run));
    (runs.filter(is_word))
        .filter(|run| !is_allowed(run))
        .map(str::to_owned)
        .collect()
}

/// Everything that a screen says: what is painted, and what stands in the access tree.
fn said<T>(harness: &Harness<'_, T>) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for ClippedShape { shape, .. } in &harness.output().shapes {
        painted(shape, &mut said);
    }
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        said.extend(node.label().into_iter().chain(node.value()));
    }
    said
}

fn painted(shape: &Shape, said: &mut BTreeSet<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| painted(shape, said)),
        Shape::Text(text) => {
            said.insert(text.galley.text().to_owned());
        }
        _ => {}
    }
}

/// Everything that a screen says in that language.
fn told_by(
    size: (f32, f32),
    mut draw: impl FnMut(&mut Ui) -> Vec<Wish> + 'static,
) -> BTreeSet<String> {
    let harness = screen(size, move |ui| pseudo(|| draw(ui)));
    let texts = said(&harness);
    assert!(texts.iter().any(|text| text.starts_with('[')), "{texts:?}");
    texts
}

/// What is said in plain letters, and is in no text that is allowed for.
fn in_plain(texts: &BTreeSet<String>, allowed: &[&str]) -> Vec<String> {
    let allowed = allowed.iter().map(|text| text.to_lowercase()).collect();
    let of = |text: &String| {
        let runs = plain(text, &allowed).into_iter();
        runs.map(|run| format!("`{run}` in “{text}”"))
            .collect::<Vec<String>>()
    };
    texts.iter().flat_map(of).collect()
}

/// What a screen says in plain letters.
fn left_plain(draw: impl FnMut(&mut Ui) -> Vec<Wish> + 'static, allowed: &[&str]) -> Vec<String> {
    in_plain(&told_by(USUAL, draw), allowed)
}

fn none_is_left(screen: &str, left: &[String]) {
    assert!(
        left.is_empty(),
        "{screen}: these do not come from assets/words/en.ftl:\n{}\n",
        left.join("\n")
    );
}

/// A row of the library whose words have accents.
fn row(level: Level, track: Track, origin: Origin, minutes: u32) -> ScenarioRow {
    ScenarioRow {
        id: "a".to_owned(),
        title: accented("The outage"),
        summary: accented("Something happens."),
        minutes,
        level: Some(level),
        track: Some(track),
        origin,
        par: Some(91.6),
        ..ScenarioRow::default()
    }
}

#[test]
fn the_fonts_can_write_it() {
    let harness = screen(SIZES[0], |_| Vec::new());
    let letters: String = ('a'..='z').chain('A'..='Z').collect();
    let families = [
        FontFamily::Proportional,
        FontFamily::Monospace,
        FontFamily::Name("medium".into()),
        FontFamily::Name("semibold".into()),
    ];
    for family in families {
        let font = FontId::new(12.0, family);
        // A font that has no picture of a letter shows the same one for it as for what nobody writes.
        let picture = |letter: char| {
            let text = letter.to_string();
            let galley = harness
                .ctx
                .fonts_mut(|fonts| fonts.layout_no_wrap(text, font.clone(), Color32::WHITE));
            galley.rows[0].glyphs[0].uv_rect
        };
        let none = picture('\u{10FFFD}');
        let written = accented(&letters);
        // Some words are written in capitals.
        let missing: String = (written.chars().chain(written.to_uppercase().chars()))
            .filter(|letter| picture(*letter) == none)
            .collect();
        assert_eq!(missing, "", "{font:?}");
    }
}

#[test]
fn words_are_a_third_longer_and_figures_stay_as_they_are() {
    let text = "Nothing is owed to anybody in the next 12 hours.";
    let (plain_length, text) = (text.chars().count(), accented(text));
    let longer = 100 * text.chars().count() / plain_length;
    assert!((125..=145).contains(&longer), "{longer} %: {text}");
    assert!(text.contains("12"), "{text}");
    assert!(plain(&text, &BTreeSet::new()).is_empty(), "{text}");
}

#[test]
fn the_library_speaks_the_language_that_is_set() {
    let rows = vec![
        ScenarioRow {
            played: 2,
            best: Some((71.2, 91.6)),
            ..row(Level::Foundation, Track::Sre, Origin::Tutorial, 9)
        },
        ScenarioRow {
            played: 1,
            ..row(Level::Professional, Track::FinOps, Origin::RealEvent, 20)
        },
        ScenarioRow {
            par: None,
            played: 1,
            ..row(Level::Advanced, Track::DevOps, Origin::Invented, 45)
        },
        ScenarioRow {
            faults: 2,
            ..ScenarioRow::default()
        },
    ];
    let left = left_plain(move |ui| library(ui, &rows, &Sift::default()), &[]);
    none_is_left("the library", &left);
    let nothing = Sift {
        words: "2".to_owned(),
        ..Sift::default()
    };
    let left = left_plain(move |ui| library(ui, &[], &nothing), &[]);
    none_is_left("the empty library", &left);
}

#[test]
fn the_briefing_speaks_the_language_that_is_set() {
    for id in ["waf-regex-2019", "first-watch", "error-budget"] {
        let scenario = scenario(id);
        let told = pseudo(|| BriefingView::of(&scenario, 7));
        // Forms are ids of the scenario.
        let forms = told.forms.clone();
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        let left = left_plain(move |ui| briefing(ui, &told), &forms);
        none_is_left(id, &left);
    }
}

/// What the bridge says in plain letters, but for why an order is refused: the command line says that in the same words.
fn left_on_the_bridge(play: Play) -> Vec<String> {
    let rows = play
        .choices()
        .map(|choices| choices.rows)
        .unwrap_or_default();
    let mut refused: Vec<String> = rows.into_iter().filter_map(|row| row.refusal).collect();
    refused.extend(play.refusal().map(str::to_owned));
    let refused: Vec<&str> = refused.iter().map(String::as_str).collect();
    left_plain(move |ui| on_bridge(ui, &play), &refused)
}

fn begun(id: &str) -> Play {
    let mut play = pseudo(|| Play::begin(scenario(id), 7, None, None));
    play.settings.language = Language::Pseudo;
    play
}

/// Lets the textbook lead for so many minutes, but for decisions and messages.
fn led(play: &mut Play, minutes: u32) {
    let mut leader = by_name("textbook", play.run().scenario(), 7).unwrap();
    for _ in 0..minutes {
        if play.run().over() {
            return;
        }
        let seen = play.run().observe(Viewpoint::Leader);
        for command in leader.lead(&seen).commands {
            let asked = ["decide", "answer"].contains(&command.kind().word());
            if !asked {
                pseudo(|| play.wish(Wish::Give(command)));
            }
        }
        pseudo(|| play.minute());
    }
}

#[test]
fn the_bridge_speaks_the_language_that_is_set() {
    for (id, minutes) in [
        ("waf-regex-2019", 24),
        ("first-watch", 30),
        ("error-budget", 400),
    ] {
        let mut left = BTreeSet::new();
        let mut look = |wish: Wish, minutes: u32| {
            let mut play = begun(id);
            led(&mut play, minutes);
            pseudo(|| play.wish(wish));
            left.extend(left_on_the_bridge(play));
        };
        look(Wish::Pause, 0);
        look(Wish::Menu, minutes);
        for overlay in bridgecall::observe::view::Overlay::ALL {
            look(Wish::Overlay(Some(overlay)), minutes);
        }
        for question in [Question::Everything, Question::Person, Question::Message] {
            look(Wish::Choose(question), minutes);
        }
        look(Wish::Hint, minutes);
        none_is_left(id, &Vec::from_iter(left));
    }
}

#[test]
fn every_list_of_orders_speaks_the_language_that_is_set() {
    for (id, minutes) in [
        ("waf-regex-2019", 24),
        ("first-watch", 30),
        ("error-budget", 400),
        ("first-quarter", 3_000),
    ] {
        let mut play = begun(id);
        led(&mut play, minutes);
        let (scenario, seen) = (play.run().scenario().clone(), play.seen());
        let mut asked = vec![Question::Everything];
        let mut left = BTreeSet::new();
        for place in bridgecall::observe::view::Place::ALL {
            asked.push(Question::Place(place));
        }
        let mut at = 0;
        while at < asked.len() && at < 400 {
            let listed = pseudo(|| choices(asked[at], &scenario, &seen));
            let field = listed
                .field
                .iter()
                .flat_map(|field| [field.name, field.example]);
            let mut texts = vec![listed.title.as_str(), listed.note.as_str()];
            texts.extend(field);
            for row in &listed.rows {
                texts.extend([row.text.as_str(), row.note.as_str()]);
                if let Wish::Choose(question) = row.wish
                    && !asked.contains(&question)
                {
                    asked.push(question);
                }
            }
            for text in texts {
                for run in plain(text, &BTreeSet::new()) {
                    left.insert(format!("`{run}` in “{text}” of {:?}", asked[at]));
                }
            }
            at += 1;
        }
        none_is_left(id, &Vec::from_iter(left));
    }
}

/// A run that the textbook led to its end, with its debrief.
fn over(id: &str) -> (Play, DebriefView) {
    let mut play = begun(id);
    led(&mut play, u32::MAX);
    let catalogue = Catalogue::new(Some(ACCENTED.path().join("scenarios")));
    let marks = catalogue.load(id, None).unwrap().marks;
    let view = pseudo(|| {
        let given = given(play.run().scenario(), marks.as_deref());
        let card = score(play.run(), &given.marks);
        DebriefView::of(
            play.run(),
            play.trail(),
            &card,
            given.provisional.as_deref(),
        )
    });
    (play, view)
}

#[test]
fn the_debrief_speaks_the_language_that_is_set() {
    let mut play = begun("first-watch");
    led(&mut play, 40);
    let (_, view) = over("first-watch");
    let form = play.run().scenario().form.clone();
    for page in Page::ALL {
        let view = view.clone();
        let left = left_plain(move |ui| debrief(ui, Some(&view), page), &[&form]);
        none_is_left(&format!("{page:?}"), &left);
    }
    let left = left_plain(|ui| debrief(ui, None, Page::InShort), &[]);
    none_is_left("the debrief that is waited for", &left);
}

#[test]
fn the_replay_speaks_the_language_that_is_set() {
    let (play, _) = over("first-watch");
    let mut replay = Replay::of(play.run().clone());
    pseudo(|| replay.wish(Wish::GoTo(30)));
    let (view, bar) = pseudo(|| (replay.view(), replay.bar()));
    let left = left_plain(
        move |ui| {
            let shown = Bridge {
                view: &view,
                week: None,
                by_minute: false,
                pace: replay.pace,
                part: replay.part,
                aside: false,
                overlay: None,
                choices: None,
                lists: &[],
                noted: &[],
                refusal: None,
                news: None,
                told: None,
                aids: false,
                hint: None,
                last_order: None,
                trouble: None,
                menu: false,
                notice: None,
                planning: None,
                motion: None,
            };
            replay_screen(ui, &shown, &bar)
        },
        &[],
    );
    none_is_left("the replay", &left);
}

#[test]
fn a_week_speaks_the_language_that_is_set() {
    let mut play = begun("first-quarter");
    led(&mut play, 3_000);
    assert!(play.week().is_some());
    let left = left_on_the_bridge(play);
    none_is_left("the week", &left);
}

#[test]
fn the_bridge_of_a_small_window_speaks_the_language_that_is_set() {
    let mut left = BTreeSet::new();
    for part in [
        Part::Dispatch,
        Part::Map,
        Part::Incident,
        Part::People,
        Part::Work,
        Part::Timeline,
    ] {
        let mut play = begun("waf-regex-2019");
        led(&mut play, 24);
        pseudo(|| play.wish(Wish::Show(part)));
        let texts = told_by(SIZES[1], move |ui| on_bridge(ui, &play));
        left.extend(in_plain(&texts, &[]));
    }
    none_is_left("the bridge of a small window", &Vec::from_iter(left));
}

#[test]
fn what_lies_around_the_bridge_speaks_the_language_that_is_set() {
    let folder = folder();
    fs::write(folder.path().join("settings.ron"), "(language: Pseudo)").unwrap();
    let (play, _) = over("first-watch");
    let unfinished = begun("waf-regex-2019");
    fs::create_dir_all(folder.path().join("runs")).unwrap();
    for (name, play) in [("a", &play), ("b", &unfinished)] {
        let path = folder
            .path()
            .join("runs")
            .join(name)
            .with_extension("run.jsonl");
        LogFile::create(&path, play.run()).unwrap();
    }
    let mut app = app(Options {
        catalogue: Catalogue::new(Some(ACCENTED.path().join("scenarios"))),
        data: Some(folder.path().to_owned()),
        window: None,
        reduced_motion: true,
        fixed: None,
    });
    for _ in 0..4_000 {
        app.update();
        if app.world().resource::<Desk>().progress.waiting == 0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let desk = app.world().resource::<Desk>();
    assert_eq!(desk.settings.now.language, Language::Pseudo);
    let (at_home, progress_of, drills_of) = (
        desk.home.clone(),
        desk.progress.clone(),
        desk.drills.clone(),
    );
    let on_path = at_home.scenarios.clone();
    assert_eq!(at_home.kept.len(), 2);
    // Where runs are kept, and the forms of scenarios, are words of no language.
    let path = folder.path().display().to_string();
    let runs = format!("{path}/runs");
    let form = play.run().scenario().form.clone();
    let allowed = [runs.as_str(), form.as_str()];
    none_is_left("home", &left_plain(move |ui| home(ui, &at_home), &allowed));
    none_is_left(
        "the path",
        &left_plain(move |ui| my_path(ui, &on_path), &allowed),
    );
    none_is_left(
        "progress",
        &left_plain(move |ui| progress(ui, &progress_of), &allowed),
    );
    none_is_left(
        "drills",
        &left_plain(move |ui| drills(ui, &drills_of), &allowed),
    );
    let view = SettingsView {
        settings: desk.settings.now,
        folder: Some(path.clone()),
        trouble: None,
    };
    // Languages are called what those who speak them call them.
    let allowed = [path.as_str(), Language::English.name()];
    none_is_left(
        "settings",
        &left_plain(move |ui| settings(ui, &view), &allowed),
    );
    let explained: Vec<&str> = (glossary::entries().iter())
        .flat_map(|entry| [entry.word.as_str(), entry.text.as_str()])
        .collect();
    none_is_left(
        "the glossary",
        &left_plain(glossary_screen::glossary, &explained),
    );
}
