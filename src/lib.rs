//! Bridgecall.
pub mod scenario;
pub mod sim;
pub mod observe;
pub mod leaders;
pub mod run;
