//! The desk in Bridgecall: the scenario as it is shipped, led by the reference leader `desk`, on the path that
//! `bridgecall play incident-desk-8 --leader desk` takes.

use crate::tally;
use bridgecall::leaders;
use bridgecall::run::Run;
use bridgecall::scenario::{Scenario, catalogue::Catalogue};
use bridgecall::sim::What;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

const LEADER: &str = "desk";

/// The scenario, read once.
pub struct Desk(Arc<Scenario>);

impl Desk {
    pub fn load() -> Result<Desk, String> {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../scenarios/oracle/incident-desk-8.ron"
        );
        let loaded = Catalogue::default().load(path, None);
        let loaded = loaded.map_err(|problems| problems.to_string())?;
        Ok(Desk(Arc::new(loaded.scenario)))
    }

    /// Plays the desk with each of those seeds, and the seconds that it took.
    pub fn play(&self, seeds: Range<u64>) -> (Vec<tally::Run>, f64) {
        let begun = Instant::now();
        let played = seeds.map(|seed| self.play_one(seed)).collect();
        (played, begun.elapsed().as_secs_f64())
    }

    fn play_one(&self, seed: u64) -> tally::Run {
        let mut leader = leaders::by_name(LEADER, &self.0, seed).expect("a reference leader");
        let run = Run::new(self.0.clone(), seed, LEADER).led_by(leader.as_mut());
        let mut told = tally::Run::default();
        let mut opened = Vec::new();
        for event in run.events() {
            match event.what {
                What::CaseOpened(_, queue) => {
                    opened.push((queue.0, event.tick.0));
                    told.incidents += 1;
                }
                What::CaseClosed(case, _) => {
                    let (queue, since) = opened[case.0 as usize];
                    told.close(queue.into(), since.into(), event.tick.0.into());
                }
                What::CaseTurnedAway(_) => panic!("the desk was full"),
                _ => {}
            }
        }
        told
    }
}
