//! Bridgecall.

pub mod scenario;
