//! Tests that need the whole program or the world beside it.

mod contract;
