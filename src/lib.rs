//! Bridgecall: a person leads through outages and trade-offs before having to do it for real.
//!
//! A scenario is text; a [`run`] plays it minute by minute in a [`sim::World`]; a leader sees an [`observe::Observation`] and
//! gives commands; the [`score`] places the run between measured marks. Scenario, seed and commands rebuild every state.
//!
//! # A complete run
//! ```
//! use bridgecall::{leaders, run::{Run, log, replay}, scenario::catalogue::Catalogue, score, study};
//! use std::sync::Arc;
//!
//! let loaded = Catalogue::default().load("waf-regex-2019", None).expect("a shipped scenario");
//! let scenario = Arc::new(loaded.scenario);
//! let mut textbook = leaders::by_name("textbook", &scenario, 7).expect("a reference leader");
//! let run = Run::new(scenario.clone(), 7, "textbook").led_by(textbook.as_mut());
//! assert!(run.over());
//!
//! let again = replay::verify(&log::read(log::write(&run).as_bytes())?)?;
//! assert!(again.verified && again.run.digest() == run.digest());
//!
//! let marks = study::given::given(&scenario, loaded.marks.as_deref()).marks;
//! assert!(score::score(&run, &marks).overall > 50.0);
//! # Ok::<(), bridgecall::run::log::LogError>(())
//! ```
//!
//! The modules stand in reading order, each floor above those it uses; `ARCHITECTURE.md` is the map.

pub mod words;

pub mod scenario;

pub mod sim;

pub mod observe;

pub mod leaders;

pub mod run;

pub mod score;

pub mod analysis;

pub mod study;

pub mod cli;

#[cfg(feature = "game")]
pub mod game;
