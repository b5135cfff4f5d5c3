//! The window: a program of its own (`revone-window`) that lives as long as it is open, and JSON lines between the two.

mod lines;
pub mod messages;
#[cfg(feature = "tray")]
mod process;

pub use lines::{Line, Lines};
#[cfg(feature = "tray")]
pub use process::{Program, Window, WindowError, WindowEvent};
