use std::io::{self, Write};

use jiff::Timestamp;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::app::Model;
use crate::cli::print;
use crate::view::terminal::{At, Foot, Room, watch};

/// The menu as lines, all of them anew whenever more than the time has changed.
#[derive(Default)]
pub(super) struct Lines {
    printed: Option<Printed>,
}

struct Printed {
    text: String,
    at: Timestamp,
    last_success: Option<Timestamp>,
}

impl Lines {
    pub fn show(&mut self, model: &Model, now: Timestamp) -> io::Result<()> {
        // A history that is still being read would be shown page by page.
        let known = model.report.as_ref().is_some_and(|report| report.summary.all_time.complete);
        if !known && model.health.trouble.is_none() {
            return reader_is_there();
        }
        if self.printed.as_ref().is_some_and(|printed| printed.text == text(&seen_as(model, printed), printed.at)) {
            return reader_is_there();
        }
        let text = text(model, now);
        let before = if self.printed.is_some() { "\n" } else { "" };
        let mut out = io::stdout().lock();
        out.write_all(format!("{before}{text}\n").as_bytes())?;
        out.flush()?;
        self.printed = Some(Printed { text, at: now, last_success: model.health.last_success });
        Ok(())
    }
}

/// The model as it would be if it had been refreshed last when the text before was printed: ages and that time are no news.
fn seen_as(model: &Model, printed: &Printed) -> Model {
    let mut model = model.clone();
    model.health.last_success = printed.last_success;
    model
}

fn text(model: &Model, now: Timestamp) -> String {
    let room = Room { colour: print::in_colour(), ..Room::default() };
    watch(model, now, room, &Foot::None, At::default()).lines.join("\n")
}

/// Fails once nobody holds the other end of a pipe: otherwise that would be noticed by the next line only.
fn reader_is_there() -> io::Result<()> {
    let out = io::stdout();
    let mut ends = [PollFd::new(&out, PollFlags::empty())];
    poll(&mut ends, Some(&Timespec::default()))?;
    let [end] = ends;
    if end.revents().intersects(PollFlags::ERR | PollFlags::HUP) {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    Ok(())
}
