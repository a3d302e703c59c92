//! A file for each outside crate that needs setting up.

pub(super) mod display;
pub(super) mod egui;
pub(super) mod window;
