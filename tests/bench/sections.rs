use crate::{day, figures, lists, peers, poll, reading, table, tray};

/// Measures what is named in the arguments (`reading`, `figures`, `lists`, `poll`, `tray`, `day`, `peers`), or everything
/// that needs nothing but this repository.
pub fn run() {
    // Cargo adds options of its own.
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let asked = |section: &str| named.is_empty() || named.iter().any(|name| name == section);
    table::head();
    if asked("reading") {
        reading::measure();
    }
    if asked("figures") {
        figures::measure();
    }
    if asked("lists") {
        lists::measure();
    }
    if asked("poll") {
        poll::measure();
    }
    if asked("tray") {
        tray::measure();
    }
    if asked("day") {
        day::measure();
    }
    if named.iter().any(|name| name == "peers") {
        peers::measure();
    }
}
