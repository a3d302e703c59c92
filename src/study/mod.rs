//! Floor 8: many runs: studies over leaders × scenarios × seeds, marks. No player, no clock; the callers' threads and the files
//! of a study live here.
//!
//! Read on in [`plan`], which says what a study consists of, and [`summary`], which says what it came to.

pub mod balance;
pub mod cores;
pub mod dependability;
pub mod given;
pub mod measure;
pub mod plan;
pub mod plot;
pub mod row;
pub mod rows;
pub mod statistics;
pub mod summary;
pub mod unfinished;

#[cfg(feature = "parquet")]
pub mod files;

pub use measure::{MARK_SEEDS, PROVISIONAL_SEEDS, measure};
