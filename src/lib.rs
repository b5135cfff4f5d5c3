//! Revone keeps a Polar merchant's revenue and new subscriptions in the menu bar. `ARCHITECTURE.md` says what lives in
//! which room and which way the arrows point.

/// Some of the tests' own files are read from inside and from outside of the library.
#[cfg(test)]
extern crate self as revone;

pub mod app;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod figures;
pub mod money;
pub mod polar;
pub mod shell;
pub mod store;
pub mod sync;
pub mod view;
