//! A first watch that was left, and is gone on with.

use super::{begun_with, folder, play};
use crate::game::{ask, headless, what_is_waited_for};
use crate::shipped;
use bridgecall::game::Desk;
use bridgecall::game::autosave::Autosave;
use bridgecall::game::play::Play;
use bridgecall::game::wish::Wish;

/// A first watch whose leader does what the guide says; `look` sees it whenever the clock has moved a minute.
fn led(mut play: Play, mut look: impl FnMut(&Play) -> bool) -> Play {
    let steps = play.run().scenario().guide.clone();
    while !play.run().over() {
        let Some(told) = play.told().cloned() else {
            play.minute();
            if look(&play) {
                break;
            }
            continue;
        };
        match steps[told.number - 1].until {
            Some(kind) => play.wish(Wish::Give(what_is_waited_for(kind))),
            None => play.wish(Wish::GuideOn),
        }
    }
    play
}

#[test]
fn a_guide_goes_on_at_the_step_at_which_a_run_was_left_whatever_the_minute() {
    let play = Play::begin(shipped("first-watch", "base"), 3, None, None);
    let mut told = Vec::new();
    led(play, |play| {
        let nowhere = Autosave::Off(String::new());
        let back = Play::go_on(play.run().clone(), None, nowhere);
        assert_eq!(
            back.told(),
            play.told(),
            "left at minute {}",
            play.run().now().0
        );
        told.extend(back.told().map(|told| told.number));
        false
    });
    assert!(told.len() > 5, "the guide spoke at {told:?}");
}

#[test]
fn a_first_watch_that_was_closed_goes_on_from_home_with_the_guide_where_it_was() {
    let folder = folder();
    let mut app = begun_with(folder.path(), "first-watch");
    let told = {
        let mut current = play(&mut app);
        let begun = current.0.take().unwrap();
        let is_declaring = |play: &Play| play.told().is_some_and(|told| told.number > 6);
        let mut left = led(begun, is_declaring);
        left.quit();
        left.told().cloned()
    };
    assert!(told.as_ref().is_some_and(|told| told.number > 6));
    drop(app);
    let mut app = headless(folder.path());
    let offered = app.world().resource::<Desk>().home.kept[0].clone();
    ask(&mut app, offered.wish);
    let current = play(&mut app);
    assert_eq!(current.0.as_ref().unwrap().told().cloned(), told);
}
