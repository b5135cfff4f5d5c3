use std::cmp::Reverse;

use jiff::{SignedDuration, Timestamp};

use super::pages::Pages;
use super::slice::{Pass, Slice};
use super::task::{Refunds, Task};
use super::walk::Walk;
use crate::domain::OrderStatus;
use crate::store::Marks;
use crate::store::mark::{ORDERS_SINCE, SUBSCRIPTIONS_SINCE};

/// What Polar's lists do not bring to the top and is therefore looked at in turn, one request a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Subscriptions cancelled since the last look.
    Canceled,
    /// Orders that are not finalized or await payment.
    Open,
    /// The newest refunded orders, and older ones while the ledger has fewer of them than Polar.
    Refunded,
    /// Likewise the partially refunded ones.
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
    /// A page of the orders' whole history: what changed or vanished without any list telling.
    OrderSlice,
    /// A page of the subscriptions' whole history.
    SubscriptionSlice,
}

impl Turn {
    /// Every turn, the most pressing first.
    pub const ALL: [Self; 11] = [
        Self::Canceled,
        Self::Open,
        Self::LiveSubscriptions,
        Self::Refunded,
        Self::PartiallyRefunded,
        Self::Unsettled,
        Self::Organization,
        Self::AllRefunded,
        Self::AllPartiallyRefunded,
        Self::OrderSlice,
        Self::SubscriptionSlice,
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
            Self::OrderSlice => &[Self::OrderSlice],
            Self::SubscriptionSlice => &[Self::SubscriptionSlice],
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
            Self::OrderSlice => "rota_order_slice",
            Self::SubscriptionSlice => "rota_subscription_slice",
        }
    }

    /// The pass that a slice is a part of, and the mark that says from when on the ledger knows that history.
    const fn pass(self) -> Option<(Pass, &'static str)> {
        match self {
            Self::OrderSlice => Some((Pass::ORDERS, ORDERS_SINCE)),
            Self::SubscriptionSlice => Some((Pass::SUBSCRIPTIONS, SUBSCRIPTIONS_SINCE)),
            _ => None,
        }
    }

    /// Whether it reads a part of a history: the least pressing of all.
    pub(super) const fn is_slice(self) -> bool {
        self.pass().is_some()
    }

    /// How long after its end a turn is due again. Within a pass a slice is due when nothing else is.
    fn period(self, marks: &Marks) -> SignedDuration {
        match self {
            Self::OrderSlice | Self::SubscriptionSlice => match self.pass() {
                Some((pass, _)) if pass.is_under_way(marks) => SLICES_APART,
                _ => PASSES_APART,
            },
            Self::Canceled => SignedDuration::from_mins(5),
            Self::Open => SignedDuration::from_mins(15),
            Self::LiveSubscriptions => SignedDuration::from_mins(20),
            Self::Refunded | Self::PartiallyRefunded | Self::Unsettled => SignedDuration::from_mins(30),
            // Others may come first, and within an hour it is promised.
            Self::Organization => SignedDuration::from_mins(45),
            Self::AllRefunded | Self::AllPartiallyRefunded => SignedDuration::from_hours(20),
        }
    }

    /// Where a turn that asks for a list begins; `None` for one that reads rows of the ledger one by one.
    /// `newest` and `after` are the newest cancellation that is known, and from when on they are asked for.
    pub(super) fn task(self, marks: &Marks, newest: Timestamp, after: Timestamp) -> Option<Task> {
        let orders = |statuses: &[OrderStatus]| {
            let (statuses, walk) = (statuses.to_vec(), Walk::down_to(None));
            Some(Task::OrdersWithStatus { statuses, walk, seen: Pages::none() })
        };
        let refunds = |status| {
            let known_shortfall = marks.get(self.mark()).map_or(0, |mark| mark.number);
            let newest_only = !is_whole(marks, ORDERS_SINCE);
            let walk = Walk::down_to(None);
            Some(Task::Refunds(Refunds { status, walk, total: None, known_shortfall, newest_only }))
        };
        match self {
            Self::Organization => Some(Task::Organization),
            Self::Open => orders(&[OrderStatus::Pending, OrderStatus::Draft]),
            Self::Refunded => refunds(OrderStatus::Refunded),
            Self::PartiallyRefunded => refunds(OrderStatus::PartiallyRefunded),
            Self::AllRefunded => orders(&[OrderStatus::Refunded]),
            Self::AllPartiallyRefunded => orders(&[OrderStatus::PartiallyRefunded]),
            Self::LiveSubscriptions => Some(Task::LiveSubscriptions { walk: Walk::down_to(None), seen: Pages::none() }),
            Self::Canceled => Some(Task::Canceled { after, walk: Walk::down_to(None), newest }),
            Self::Unsettled => None,
            Self::OrderSlice => Some(Task::OrderSlice(Slice::at(marks.get(Pass::ORDERS.cursor)))),
            Self::SubscriptionSlice => Some(Task::SubscriptionSlice(Slice::at(marks.get(Pass::SUBSCRIPTIONS.cursor)))),
        }
    }
}

/// How long after a page of a history the next one is read, while nothing else is due: some 9,600 rows a day.
const SLICES_APART: SignedDuration = SignedDuration::from_mins(15);
/// A page that has waited this long is as pressing as anything that is due.
const SLICE_IN_NEED: SignedDuration = SignedDuration::from_hours(1);
/// How long a history rests when all of it has been read once more.
const PASSES_APART: SignedDuration = SignedDuration::from_hours(20);

/// Whether the ledger holds a history from its beginning.
pub(super) fn is_whole(marks: &Marks, since: &str) -> bool {
    marks.get(since).and_then(|mark| mark.at) == Some(Timestamp::MIN)
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

/// How overdue a turn is, in thousandths of its period; `None` when it is not due.
pub(super) fn overdue(marks: &Marks, turn: Turn, now: Timestamp) -> Option<i128> {
    let pass = turn.pass();
    // What is being downloaded needs no second look.
    if pass.is_some_and(|(_, since)| !is_whole(marks, since)) {
        return None;
    }
    let Some(last) = marks.get(turn.mark()).and_then(|mark| mark.at) else { return Some(i128::MAX) };
    let since = now.duration_since(last);
    // A mark from the future means that the clock was set back. When it was by the clock that is right now nobody knows, and
    // so it counts like none: what has a mark of now must not come first for as long as the clock was wrong.
    if since < SignedDuration::ZERO {
        return Some(i128::MAX);
    }
    let period = turn.period(marks);
    let in_need = if pass.is_some() { period.max(SLICE_IN_NEED) } else { period };
    (since >= period).then(|| since.as_millis().saturating_mul(1000) / in_need.as_millis().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Mark;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + minutes * 60).unwrap()
    }

    fn all_done_at(minutes: i64) -> Marks {
        let done = Turn::ALL.into_iter().map(|turn| (turn.mark(), Some(at(minutes))));
        let whole = [ORDERS_SINCE, SUBSCRIPTIONS_SINCE].map(|since| (since, Some(Timestamp::MIN)));
        done.chain(whole).map(|(name, at)| (name.to_owned(), Mark { at, number: 0 })).collect()
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
                let promised = match turn {
                    Turn::AllRefunded | Turn::AllPartiallyRefunded | Turn::OrderSlice | Turn::SubscriptionSlice => {
                        24 * 60
                    }
                    _ => 70,
                };
                assert!(gap <= promised, "{turn:?} after {gap} minutes");
            }
        }
        assert_eq!(last.len(), Turn::ALL.len());
    }

    #[test]
    fn a_slice_waits_for_everything_else_and_not_for_ever() {
        let mut marks = all_done_at(0);
        marks.insert(Pass::ORDERS.cursor.to_owned(), Mark { at: Some(at(-90)), number: 1 });
        let turns = |marks: &Marks, minute| due(marks, at(minute));
        assert_eq!(turns(&marks, 4), None);
        for turn in [Turn::Canceled, Turn::Open] {
            marks.insert(turn.mark().to_owned(), Mark { at: Some(at(15)), number: 0 });
        }
        assert_eq!(turns(&marks, 15), Some(Turn::OrderSlice), "nothing else is due");
        assert_eq!(turns(&marks, 20), Some(Turn::Canceled), "something else is");
        // However long everything else takes.
        let turn = |minute| {
            let mut busy = marks.clone();
            for turn in Turn::ALL.into_iter().filter(|turn| !turn.is_slice()) {
                let at = at(minute) - turn.period(&marks) * 2;
                busy.insert(turn.mark().to_owned(), Mark { at: Some(at), number: 0 });
            }
            due(&busy, at(minute))
        };
        assert_ne!(turn(115), Some(Turn::OrderSlice));
        assert_eq!(turn(121), Some(Turn::OrderSlice));
    }

    #[test]
    fn a_history_that_is_being_downloaded_is_not_read_twice() {
        let mut marks = all_done_at(0);
        marks.insert(ORDERS_SINCE.to_owned(), Mark { at: Some(at(-90)), number: 0 });
        assert_eq!(overdue(&marks, Turn::OrderSlice, at(1_000_000)), None);
        assert!(overdue(&marks, Turn::SubscriptionSlice, at(1_000_000)).is_some());
    }

    #[test]
    fn after_a_clock_is_set_back_everything_comes_once_before_anything_comes_twice() {
        // By minutes, by an hour, by some days and by years.
        for back in [3, 60, 10_000, 1_000_000] {
            for apart in 1..=30 {
                let mut marks = all_done_at(back);
                // Where the polls are so far apart that the next ones come after the marks.
                let polls = Turn::ALL.len().min(usize::try_from(back / apart).unwrap());
                let mut done = std::collections::BTreeSet::new();
                for poll in 0..i64::try_from(polls).unwrap() {
                    let turn = due(&marks, at(poll * apart)).unwrap_or_else(|| panic!("{back} {apart} {poll}"));
                    assert!(done.insert(turn), "{turn:?} comes twice: set back by {back}, {apart} apart");
                    marks.insert(turn.mark().to_owned(), Mark { at: Some(at(poll * apart)), number: 0 });
                }
            }
        }
    }

    #[test]
    fn however_far_apart_the_polls_are_every_turn_comes_again_and_again() {
        for apart in 1..=30 {
            let mut marks = all_done_at(100_000);
            let mut last: std::collections::BTreeMap<_, i64> = Turn::ALL.into_iter().map(|turn| (turn, 0)).collect();
            for poll in 1..=3_000 {
                if let Some(turn) = due(&marks, at(poll * apart)) {
                    marks.insert(turn.mark().to_owned(), Mark { at: Some(at(poll * apart)), number: 0 });
                    last.insert(turn, poll);
                }
                for (turn, at) in &last {
                    // Every turn is as much too late as every other; the whole lists, which are due once a day, by the most.
                    let most = if turn.period(&marks) >= PASSES_APART { 1_500 } else { 60 };
                    assert!(poll - at <= most, "{turn:?} has not come for {} polls {apart} minutes apart", poll - at);
                }
            }
        }
    }
}
