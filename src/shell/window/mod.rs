//! The window: a program of its own (`revone-window`) that lives as long as it is open, and JSON lines between the two.

#[cfg(feature = "window")]
pub mod files;
mod heard;
mod lines;
pub mod messages;
#[cfg(feature = "tray")]
mod process;

pub use heard::event;
pub use lines::{FROM_WINDOW, Line, Lines, TO_WINDOW};
#[cfg(feature = "tray")]
pub use process::{Program, Window, WindowError, WindowEvent};
