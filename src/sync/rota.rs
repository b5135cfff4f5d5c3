use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::task::Task;
use super::walk::Walk;
use crate::domain::OrderStatus;
use crate::store::Marks;

/// What Polar's lists do not bring to the top and is therefore looked at in turn, one request a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Subscriptions cancelled since the last look.
    Canceled,
    /// Orders that are not finalized or await payment.
    Open,
    /// The newest refunded orders.
    Refunded,
    /// The newest partially refunded orders.
    PartiallyRefunded,
    /// Paid orders whose fee is not settled.
    Unsettled,
    /// Every live subscription: past due, trials, plan changes, undone cancellations, ends.
    LiveSubscriptions,
    /// The organization's own status.
    Organization,
    /// Every refunded order.
    AllRefunded,
    /// Every partially refunded order.
    AllPartiallyRefunded,
}

impl Turn {
    /// Every turn, the most pressing first.
    pub const ALL: [Self; 9] = [
        Self::Canceled,
        Self::Open,
        Self::LiveSubscriptions,
        Self::Refunded,
        Self::PartiallyRefunded,
        Self::Unsettled,
        Self::Organization,
        Self::AllRefunded,
        Self::AllPartiallyRefunded,
    ];

    /// The turns that are done when this one is: who has read every refunded order has read the newest.
    pub(super) const fn covers(self) -> &'static [Self] {
        match self {
            Self::AllRefunded => &[Self::AllRefunded, Self::Refunded],
            Self::AllPartiallyRefunded => &[Self::AllPartiallyRefunded, Self::PartiallyRefunded],
            Self::Canceled => &[Self::Canceled],
            Self::Open => &[Self::Open],
            Self::Refunded => &[Self::Refunded],
            Self::PartiallyRefunded => &[Self::PartiallyRefunded],
            Self::Unsettled => &[Self::Unsettled],
            Self::LiveSubscriptions => &[Self::LiveSubscriptions],
            Self::Organization => &[Self::Organization],
        }
    }

    /// The mark that says when the turn was last finished.
    pub(super) const fn mark(self) -> &'static str {
        match self {
            Self::Canceled => "rota_canceled",
            Self::Open => "rota_open",
            Self::Refunded => "rota_refunded",
            Self::PartiallyRefunded => "rota_partially_refunded",
            Self::Unsettled => "rota_unsettled",
            Self::LiveSubscriptions => "rota_live_subscriptions",
            Self::Organization => "rota_organization",
            Self::AllRefunded => "rota_all_refunded",
            Self::AllPartiallyRefunded => "rota_all_partially_refunded",
        }
    }

    /// How long after its end a turn is due again.
    const fn period(self) -> SignedDuration {
        match self {
            Self::Canceled => SignedDuration::from_mins(5),
            Self::Open => SignedDuration::from_mins(15),
            Self::LiveSubscriptions => SignedDuration::from_mins(20),
            Self::Refunded | Self::PartiallyRefunded | Self::Unsettled => SignedDuration::from_mins(30),
            Self::Organization => SignedDuration::from_hours(1),
            Self::AllRefunded | Self::AllPartiallyRefunded => SignedDuration::from_hours(20),
        }
    }

    /// Where a turn that asks for a list begins; `None` for one that reads rows of the ledger one by one.
    /// `newest` and `after` are the newest cancellation that is known, and from when on they are asked for.
    pub(super) fn task(self, newest: Timestamp, after: Timestamp) -> Option<Task> {
        let orders = |statuses: &[OrderStatus], pages| {
            let (statuses, walk) = (statuses.to_vec(), Walk::down_to(None));
            Some(Task::OrdersWithStatus { statuses, walk, seen: BTreeSet::new(), pages })
        };
        match self {
            Self::Organization => Some(Task::Organization),
            Self::Open => orders(&[OrderStatus::Pending, OrderStatus::Draft], u32::MAX),
            Self::Refunded => orders(&[OrderStatus::Refunded], 1),
            Self::PartiallyRefunded => orders(&[OrderStatus::PartiallyRefunded], 1),
            Self::AllRefunded => orders(&[OrderStatus::Refunded], u32::MAX),
            Self::AllPartiallyRefunded => orders(&[OrderStatus::PartiallyRefunded], u32::MAX),
            Self::LiveSubscriptions => {
                Some(Task::LiveSubscriptions { walk: Walk::down_to(None), seen: BTreeSet::new() })
            }
            Self::Canceled => Some(Task::Canceled { after, walk: Walk::down_to(None), newest }),
            Self::Unsettled => None,
        }
    }
}

/// The turn that is most overdue for its period; `None` while nothing is due.
pub fn due(marks: &Marks, now: Timestamp) -> Option<Turn> {
    due_besides(marks, now, |_| false)
}

/// The most overdue of the turns that have not been begun yet.
pub(super) fn due_besides(marks: &Marks, now: Timestamp, is_begun: impl Fn(Turn) -> bool) -> Option<Turn> {
    // `Reverse` of the position: of two that are equally overdue, the more pressing one.
    Turn::ALL
        .into_iter()
        .enumerate()
        .filter(|(_, turn)| !is_begun(*turn))
        .filter_map(|(position, turn)| overdue(marks, turn, now).map(|by| (by, Reverse(position), turn)))
        .max_by_key(|(by, position, _)| (*by, *position))
        .map(|(_, _, turn)| turn)
}

/// How overdue a turn is, in thousandths of its period.
fn overdue(marks: &Marks, turn: Turn, now: Timestamp) -> Option<i128> {
    let Some(last) = marks.get(turn.mark()).and_then(|mark| mark.at) else { return Some(i128::MAX) };
    let since = now.duration_since(last);
    // A mark from the future means that the clock was set back: due at once rather than never.
    let is_due = since >= turn.period() || since < SignedDuration::ZERO;
    is_due.then(|| since.as_millis().saturating_mul(1000) / turn.period().as_millis().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Mark;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + minutes * 60).unwrap()
    }

    fn all_done_at(minutes: i64) -> Marks {
        Turn::ALL.into_iter().map(|turn| (turn.mark().to_owned(), Mark { at: Some(at(minutes)), number: 0 })).collect()
    }

    #[test]
    fn nothing_is_due_right_after_a_complete_sync() {
        assert_eq!(due(&all_done_at(0), at(0)), None);
        assert_eq!(due(&all_done_at(0), at(4)), None);
    }

    #[test]
    fn every_turn_comes_within_the_hour_and_the_whole_lists_within_a_day() {
        let mut marks = all_done_at(0);
        let mut last = std::collections::BTreeMap::new();
        for minute in 1..=48 * 60 {
            if let Some(turn) = due(&marks, at(minute)) {
                marks.insert(turn.mark().to_owned(), Mark { at: Some(at(minute)), number: 0 });
                let gap = minute - last.insert(turn, minute).unwrap_or(0);
                let promised =
                    if matches!(turn, Turn::AllRefunded | Turn::AllPartiallyRefunded) { 24 * 60 } else { 70 };
                assert!(gap <= promised, "{turn:?} after {gap} minutes");
            }
        }
        assert_eq!(last.len(), Turn::ALL.len());
    }

    #[test]
    fn a_clock_set_back_makes_a_turn_due() {
        assert!(due(&all_done_at(100_000), at(0)).is_some());
    }
}
