//! The one binary of integration tests: a module a kind.

mod bad;
