//! Everything that is tested from outside the library, in one binary: the program as people start it, the rooms of the
//! sources, and the documents.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on ends there, with a sentence"
)]
#![allow(clippy::disallowed_methods, reason = "the tests stand outside and read the clock that the program reads")]

mod documents;
mod rooms;
