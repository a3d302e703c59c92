//! Bridgecall.
pub mod scenario;
pub mod sim;
