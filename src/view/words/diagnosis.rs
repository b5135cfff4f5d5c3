//! What a report of a panic says, and who tells of it: the menu, the window, the terminal. Reports are read by whoever looks
//! into what is wrong.

use std::fmt::Display;

// The report.

/// Its first line. `ended` is whether that was the end of the program.
pub fn version(number: &str, ended: bool) -> String {
    let what = if ended { "ended unexpectedly" } else { "went wrong in a part, and went on" };
    format!("Revone {number} {what}.")
}

/// A fact, a line.
pub fn fact(name: &str, value: &str) -> String {
    format!("{name}: {value}")
}

/// When it was.
pub const TIME: &str = "Time";
/// What the program runs on.
pub const SYSTEM: &str = "System";
/// Which of the program's threads it was.
pub const THREAD: &str = "Thread";
/// Where in the sources.
pub const PLACE: &str = "Place";
/// What the program says of it, without what that may quote.
pub const MESSAGE: &str = "Message";
/// Where the program lies in memory: the addresses below count from there.
pub const ANCHOR: &str = "shell::diagnosis::install is at";

// What is told of it.

/// In a terminal, at its end. `report` is the file, where one could be written.
pub fn ended(place: &str, report: Option<&dyn Display>) -> String {
    match report {
        Some(report) => {
            format!(
                "Revone ended unexpectedly. The report is {report}: send it along when you tell of it; it holds no token and no figure."
            )
        }
        None => format!("Revone ended unexpectedly, at {place}. No report could be written."),
    }
}

/// On standard error, of a process that keeps nothing.
pub fn went_wrong(place: &str) -> String {
    format!("something in Revone went wrong at {place}")
}

/// In the menu, of the launch before; choosing it opens the report.
pub(in crate::view) fn ended_on(date: &str, time: &str) -> String {
    format!("Revone ended unexpectedly on {date} at {time}")
}

/// In the window, likewise.
pub(in crate::view) fn ended_on_sentence(date: &str, time: &str) -> String {
    format!(
        "{}. Nothing that was read is lost. The report is in the folder of Revone’s data, which revone doctor names: send it \
         along when you tell of it; it holds no token and no figure.",
        ended_on(date, time)
    )
}

/// In the diagnostics, of the launch before.
pub(in crate::view) fn ended_at(instant: &str) -> String {
    format!("Ended unexpectedly: {instant}")
}

/// A line of the doctor's: how many reports there are, when the newest was written, and where it is.
pub fn reports(count: usize, at: &str, newest: &dyn Display) -> String {
    let what = if count == 1 {
        "a part of Revone went wrong once".to_owned()
    } else {
        format!("parts of Revone went wrong {count} times")
    };
    format!("{what}, last on {at}: send {newest} along when you tell of it; it holds no token and no figure")
}

/// Where something that the owner asked for was under way when the worker broke off.
pub const BROKE_OFF: &str = "Something in Revone went wrong on the way, and this was not done. Try again.";
