//! Bridgecall.
