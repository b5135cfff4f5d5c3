use jiff::Timestamp;

use super::plan::{Running, Step};
use super::rota::{Turn, due_besides};
use crate::store::Marks;

/// Turns of the rota that polls have begun and not finished; later polls go on with them.
#[derive(Clone, Debug, Default)]
pub struct Unfinished {
    turns: Vec<Running>,
    /// How many polls in a row went on with them.
    went_on: u32,
    /// How many polls in a row went to other turns since.
    yielded: u32,
}

/// So many requests of a list follow one another before other turns get theirs: a thousand rows, so that the list of a
/// large shop does not keep a cancellation waiting for hours.
const PAGES_IN_A_ROW: u32 = 10;
/// So many due turns get a request then. Rows that are read one by one let as many pass between two of them: a hundred
/// subscriptions that have all ended must not keep a refund waiting.
const YIELDS: u32 = 3;

/// What a poll does for the rota.
pub(super) enum Share {
    Begin(Turn),
    GoOn(Running),
    Nothing,
}

impl Unfinished {
    /// What the next poll does: it goes on with a list that is half read, begins what is due, or reads the next of the
    /// rows that are read one by one.
    pub(super) fn share(&mut self, marks: &Marks, now: Timestamp) -> Share {
        let begun: Vec<Step> = self.turns.iter().map(|running| running.step).collect();
        let due = due_besides(marks, now, |turn| begun.contains(&Step::Turn(turn)));
        let list = self.turns.iter().position(|running| !running.task.is_one_by_one());
        let in_a_row = if list.is_some() { PAGES_IN_A_ROW } else { 0 };
        match due {
            Some(turn) if self.turns.is_empty() => {
                (self.went_on, self.yielded) = (0, 0);
                Share::Begin(turn)
            }
            None if self.turns.is_empty() => Share::Nothing,
            Some(turn) if self.went_on >= in_a_row && self.yielded < YIELDS => {
                self.yielded += 1;
                Share::Begin(turn)
            }
            _ => {
                self.went_on = if self.yielded > 0 { 1 } else { self.went_on.saturating_add(1) };
                self.yielded = 0;
                Share::GoOn(self.turns.remove(list.unwrap_or_default()))
            }
        }
    }

    /// Keeps a turn for a later poll, behind the others.
    pub(super) fn keep(&mut self, running: Running) {
        if matches!(running.step, Step::Turn(_)) {
            self.turns.push(running);
        }
    }
}
