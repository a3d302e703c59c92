//! The model against published figures and closed forms: a file a part, a test an oracle, named after what it shows.

#![expect(
    clippy::disallowed_methods,
    reason = "a closed form is met within a tolerance; no bits depend on it"
)]

mod alerts;
mod alike;
mod command;
mod data;
mod delegates;
mod diagnosis;
mod durations;
mod faults;
mod futures;
mod governance;
mod hidden;
mod leading;
mod ledger;
mod levers;
mod load;
mod metrics;
mod morale;
mod parties;
mod people;
mod playing;
mod queues;
mod reviews;
mod rework;
mod safety;
mod work;
