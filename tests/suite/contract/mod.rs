//! What is promised to and by Polar's API, held against recorded facts of it where `REVONE_FACTS` names their folder.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so and stops")]

mod captures;
mod client;
mod faults;
mod figures;
mod openapi;
mod refusals;
mod rows;
mod small_shop;
