use jiff::Timestamp;

use super::plan::{Running, Step};
use super::rota::{Turn, due_besides};
use crate::store::Marks;

/// Turns of the rota that polls have begun and not finished; later polls go on with them.
#[derive(Clone, Debug, Default)]
pub struct Unfinished {
    turns: Vec<Running>,
    /// How many polls in a row went to other turns.
    yielded: u32,
}

/// Rows that are read one by one let so many due turns pass between two of them: a hundred subscriptions that have all
/// ended must not keep a refund waiting.
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
        if let Some(place) = self.turns.iter().position(|running| !running.task.is_one_by_one()) {
            return Share::GoOn(self.turns.remove(place));
        }
        let begun: Vec<Step> = self.turns.iter().map(|running| running.step).collect();
        let due = due_besides(marks, now, |turn| begun.contains(&Step::Turn(turn)));
        match due {
            Some(turn) if self.turns.is_empty() => Share::Begin(turn),
            None if self.turns.is_empty() => Share::Nothing,
            Some(turn) if self.yielded < YIELDS => {
                self.yielded += 1;
                Share::Begin(turn)
            }
            _ => {
                self.yielded = 0;
                Share::GoOn(self.turns.remove(0))
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
