//! Everything that can be ordered in the window, runs that are gone on with, and runs that are watched again.

use crate::everybody::world_of;
use crate::shipped;
use bevy::prelude::*;
use bridgecall::game::choices::{choices, lists};
use bridgecall::game::play::Play;
use bridgecall::game::replay::Replay;
use bridgecall::game::wish::{Question, Task, Wish};
use bridgecall::game::{Asked, Current, Options, Screen, app};
use bridgecall::leaders::by_name;
use bridgecall::observe::Viewpoint;
use bridgecall::run::note::Note;
use bridgecall::run::{Act, Entry, Run};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::delegation::{Area, Delegation, Limits};
use bridgecall::scenario::ids::{PersonId, TeamId};
use bridgecall::scenario::rules::CommandKind;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::{Command, Giver};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The kinds of command that can be reached from a list by choosing rows, over every list that it leads to.
fn reached(
    question: Question,
    scenario: &Scenario,
    run: &Run,
    kinds: &mut BTreeSet<CommandKind>,
    depth: u32,
) {
    let seen = run.observe(Viewpoint::Leader);
    for row in choices(question, scenario, &seen).rows {
        match row.wish {
            Wish::Give(command) => {
                kinds.insert(command.kind());
            }
            Wish::Choose(next) if depth > 0 => reached(next, scenario, run, kinds, depth - 1),
            _ => {}
        }
    }
}

/// A run half-way, as the textbook leads it.
fn halfway(scenario: &Arc<Scenario>, minute: u32) -> Run {
    let mut run = Run::new(scenario.clone(), 7, "textbook");
    let mut leader = by_name("textbook", scenario, 7).expect("a reference leader");
    run.be_led(leader.as_mut(), Tick(minute));
    run
}

/// A run that nobody leads, with an area in somebody's hands.
fn unled(scenario: &Arc<Scenario>, minute: u32) -> Run {
    let mut run = Run::new(scenario.clone(), 7, "person");
    run.step(Tick(minute));
    for person in 0..scenario.rules.people.len() as u16 {
        let brief = Delegation {
            area: Area::Board(TeamId(0)),
            to: PersonId(person),
            intent: None,
            limits: Limits::default(),
            back_minutes: 0,
        };
        if run.propose(Giver::Leader, Command::Delegate(brief)).is_ok() {
            run.step(Tick(minute + 30));
            break;
        }
    }
    run
}

#[test]
fn whatever_a_leader_may_order_can_be_ordered_in_the_window() {
    let scenario = world_of("tests/worlds", "everything");
    let led = [60, 240, 700].map(|minute| halfway(&scenario, minute));
    let unled = [5, 60, 120, 240, 480, 700].map(|minute| unled(&scenario, minute));
    let mut kinds = BTreeSet::new();
    for run in led.iter().chain(&unled) {
        reached(Question::Everything, &scenario, run, &mut kinds, 2);
        for (_, _, question) in lists(&scenario) {
            reached(question, &scenario, run, &mut kinds, 2);
        }
    }
    // Cards stand in the centre by themselves, answers at their message; injects are the trainer's; who joined a call gets a reply,
    // and a delegate who asks gets an answer, only once they are there.
    let elsewhere = [
        CommandKind::Decide,
        CommandKind::Answer,
        CommandKind::Inject,
        CommandKind::Reply,
        CommandKind::Permit,
    ];
    let missing: Vec<&str> = (CommandKind::ALL.iter())
        .filter(|kind| !kinds.contains(kind) && !elsewhere.contains(kind))
        .map(|kind| kind.word())
        .collect();
    assert!(
        missing.is_empty(),
        "not to be found in any list: {missing:?}"
    );
}

#[test]
fn what_would_be_refused_says_why_before_it_is_chosen() {
    let begin = || Play::begin(shipped("sale-eve", "usual"), 7, None, None);
    let mut play = begin();
    let mut rows = Vec::new();
    for question in [Question::Pipelines, Question::PersonDoes(PersonId(0))] {
        play.wish(Wish::Choose(question));
        rows.extend(play.choices().expect("a list is open").rows);
    }
    let given = rows.iter().filter_map(|row| match row.wish {
        Wish::Give(command) => Some((command, row.refusal.clone())),
        _ => None,
    });
    let (refused, open): (Vec<_>, Vec<_>) = given.partition(|(_, refusal)| refusal.is_some());
    assert!(!refused.is_empty() && !open.is_empty());
    for (command, refusal) in refused.into_iter().chain(open) {
        let mut other = begin();
        other.wish(Wish::Give(command));
        assert_eq!(other.refusal(), refusal.as_deref(), "{command:?}");
    }
}

#[test]
fn a_word_that_is_typed_finds_the_order() {
    let mut play = Play::begin(shipped("sale-eve", "usual"), 7, None, None);
    play.wish(Wish::Choose(Question::Everything));
    play.wish(Wish::Type("talk".to_owned()));
    let rows = play.choices().expect("a list is open").rows;
    assert!(!rows.is_empty());
    for row in rows {
        let text = format!("{} {}", row.text, row.note).to_lowercase();
        assert!(text.contains("talk"), "{text}");
    }
    play.wish(Wish::Close);
    play.wish(Wish::Choose(Question::Everything));
    let field = play.choices().expect("a list is open").field;
    let typed = field.map(|field| field.typed);
    assert_eq!(typed.as_deref(), Some(""), "an old search is forgotten");
}

#[test]
fn somebody_who_is_sent_finds_out_what_an_incident_is_about() {
    let scenario = shipped("sale-eve", "usual");
    let mut play = Play::begin(scenario, 7, None, None);
    while play.view().sheet.is_none_or(|sheet| sheet.triage.is_none()) && !play.run().over() {
        play.minute();
    }
    let sheet = play.view().sheet.expect("an incident is open");
    play.wish(Wish::Give(Command::Acknowledge(sheet.id)));
    play.wish(Wish::Choose(Question::Who(Task::Triage(sheet.id))));
    let rows = play.choices().expect("a list is open").rows;
    let somebody = rows
        .iter()
        .find(|row| matches!(row.wish, Wish::Give(Command::Triage(..))));
    play.wish(somebody.expect("somebody is at work").wish.clone());
    for _ in 0..120 {
        play.minute();
    }
    let known = play
        .run()
        .observe(Viewpoint::Leader)
        .incident(sheet.id)
        .and_then(|it| it.triaged);
    assert!(known.is_some(), "after two hours somebody has found out");
}

#[test]
fn a_run_that_is_watched_is_the_one_that_was_played() {
    let scenario = shipped("waf-regex-2019", "history");
    let whole = halfway(&scenario, 90);
    let mut replay = Replay::of(whole.clone());
    replay.wish(Wish::GoTo(60));
    let forwards = replay.view();
    replay.wish(Wish::GoTo(89));
    replay.wish(Wish::GoTo(7));
    replay.wish(Wish::GoTo(60));
    assert_eq!(replay.view(), forwards, "back and forth shows the same");
    replay.wish(Wish::GoTo(10_000));
    assert_eq!(replay.run().digest(), whole.digest());
    assert_eq!(replay.run().entries(), whole.entries());
}

#[test]
fn a_run_that_was_left_goes_on_in_its_log_and_home_offers_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(Options {
        catalogue: Catalogue::find(),
        data: Some(folder.path().to_owned()),
        window: None,
        reduced_motion: true,
        fixed: None,
    });
    let step = |app: &mut App, wish: Wish| {
        app.world_mut().write_message(Asked(wish));
        app.update();
        app.update();
    };
    app.update();
    step(&mut app, Wish::Brief("waf-regex-2019".to_owned()));
    step(&mut app, Wish::Start);
    let mut current = app.world_mut().resource_mut::<Current>();
    let play = current.0.as_mut().expect("a run is played");
    while play.view().sheet.is_none() {
        play.minute();
    }
    let incident = play.view().sheet.expect("an incident is open").id;
    play.wish(Wish::Give(Command::Acknowledge(incident)));
    play.minute();
    let (entries, path) = (
        play.run().entries().to_vec(),
        play.save().path().map(ToOwned::to_owned),
    );
    let path = path.expect("the run is kept");
    step(&mut app, Wish::Home);
    let kept = app
        .world()
        .resource::<bridgecall::game::Desk>()
        .home
        .kept
        .clone();
    assert!(
        kept.iter()
            .any(|run| run.wish == Wish::GoOn && run.unfinished),
        "{kept:?}"
    );
    step(&mut app, Wish::Open(path.clone()));
    assert_eq!(
        *app.world().resource::<State<Screen>>().get(),
        Screen::Bridge
    );
    let play = app
        .world_mut()
        .resource_mut::<Current>()
        .0
        .take()
        .expect("it goes on");
    let (given, left) = play.run().entries().split_at(entries.len());
    assert_eq!(given, entries);
    let is_left = |entry: &Entry| entry.act == Act::Note(Note::Left);
    assert!(left.len() == 1 && left.iter().all(is_left), "{left:?}");
    assert_eq!(play.save().path(), Some(path.as_path()));
    assert_eq!(
        play.trail().samples().len(),
        play.run().now().0 as usize + 1
    );
}
