//! Running the real program: a home of its own, a process with an end, a shop to ask.

mod home;
mod process;
pub mod rows;
pub mod service;
pub mod shops;
#[cfg(target_os = "linux")]
pub mod terminal;
pub mod wait;
pub mod webdriver;

pub use home::{Home, Run, set_mode};
pub use process::{Ended, Started, send};
