//! Bridgecall.

pub mod cli;
#[cfg(feature = "game")]
pub mod game;
pub mod leaders;
pub mod observe;
pub mod run;
pub mod scenario;
pub mod score;
pub mod sim;
pub mod study;
