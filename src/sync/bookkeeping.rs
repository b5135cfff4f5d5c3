use jiff::Timestamp;

use super::plan::{
    ANNOUNCE_AFTER, CANCELED_SEEN, ORDER_HISTORY, ORDERS_NEWEST, SUBSCRIPTION_HISTORY, SUBSCRIPTIONS_NEWEST,
};
use super::rota::Turn;
use super::slice::{Pass, Slice};
use super::task::{News, Task};
use super::walk::{Seen, Walk};
use crate::store::mark::{LIVE_SUBSCRIPTIONS, ORDERS_SINCE, SUBSCRIPTIONS_SINCE};
use crate::store::{Mark, Marks};

/// Marks to set, or with `None` to take away.
pub(super) type Setting = Vec<(&'static str, Option<Mark>)>;

/// A turn is done, and those that it covers; what their marks know besides stays.
pub(super) fn done(turn: Turn, marks: &Marks, now: Timestamp) -> Setting {
    let number = |mark| marks.get(mark).map_or(0, |known: &Mark| known.number);
    let done = |turn: &Turn| (turn.mark(), Some(Mark { at: Some(now), number: number(turn.mark()) }));
    turn.covers().iter().map(done).collect()
}

/// The marks that a task's answer sets: how far its walk has come, and what is whole now.
pub(super) fn page_marks(
    marks: &Marks,
    before: &Task,
    after: &Task,
    seen: &Seen,
    goes_on: bool,
    (now, served): (Timestamp, Timestamp),
) -> Setting {
    let instant = |at| Some(Mark { at, number: 0 });
    match (before, after) {
        (Task::NewOrders(asked), Task::NewOrders(news)) if !goes_on => {
            let mut set = newest_marks(asked, news, seen, ORDERS_NEWEST, ORDERS_SINCE, ORDER_HISTORY);
            if !marks.contains_key(ANNOUNCE_AFTER) {
                // Of rows that cannot be read nobody knows how old they are: what comes before this hour is no news.
                let boundary = if seen.rows == 0 { Timestamp::MIN } else { now };
                // The instant of this answer is the mark's number, by the clock that dates cancellations and trials.
                let mark = Mark { at: Some(news.newest.unwrap_or(boundary)), number: served.as_microsecond() };
                set.push((ANNOUNCE_AFTER, Some(mark)));
            }
            set
        }
        (Task::NewSubscriptions(asked), Task::NewSubscriptions(news)) if !goes_on => {
            newest_marks(asked, news, seen, SUBSCRIPTIONS_NEWEST, SUBSCRIPTIONS_SINCE, SUBSCRIPTION_HISTORY)
        }
        (Task::OrderHistory { walk: asked }, Task::OrderHistory { walk }) => {
            let mut set = history_marks(marks, asked, goes_on.then_some(walk), seen, ORDERS_SINCE, ORDER_HISTORY);
            // What has just been read whole need not be read again at once.
            if !goes_on {
                set.extend(done(Turn::OrderSlice, marks, now));
            }
            set
        }
        (Task::SubscriptionHistory { walk: asked }, Task::SubscriptionHistory { walk }) => {
            let rest = goes_on.then_some(walk);
            let mut set = history_marks(marks, asked, rest, seen, SUBSCRIPTIONS_SINCE, SUBSCRIPTION_HISTORY);
            if !goes_on {
                set.extend(done(Turn::SubscriptionSlice, marks, now));
            }
            set
        }
        (Task::OrderSlice(slice), _) if !goes_on => slice_marks(Pass::ORDERS, slice, marks, seen, now),
        (Task::SubscriptionSlice(slice), _) if !goes_on => slice_marks(Pass::SUBSCRIPTIONS, slice, marks, seen, now),
        (Task::LiveSubscriptions { .. }, _) if !goes_on => vec![(LIVE_SUBSCRIPTIONS, instant(None))],
        (Task::Canceled { .. }, Task::Canceled { newest, .. }) if !goes_on => {
            vec![(CANCELED_SEEN, instant(Some(*newest)))]
        }
        _ => Vec::new(),
    }
}

/// The watermark moves when a walk has arrived, never in its middle: a gap would be forgotten.
fn newest_marks(
    asked: &News,
    news: &News,
    seen: &Seen,
    newest: &'static str,
    since: &'static str,
    cursor: &'static str,
) -> Setting {
    let mut set = vec![(newest, Some(Mark { at: news.newest, number: 0 }))];
    if news.first {
        match asked.walk.next(seen) {
            None => set.push((since, Some(Mark { at: Some(Timestamp::MIN), number: 0 }))),
            Some(rest) => {
                set.push((since, Some(Mark { at: asked.walk.complete_since(seen), number: 0 })));
                set.push((cursor, Some(Mark { at: rest.before, number: rest.number() })));
            }
        }
    }
    set
}

fn history_marks(
    marks: &Marks,
    asked: &Walk,
    rest: Option<&Walk>,
    seen: &Seen,
    since: &'static str,
    cursor: &'static str,
) -> Setting {
    let Some(rest) = rest else {
        return vec![(since, Some(Mark { at: Some(Timestamp::MIN), number: 0 })), (cursor, None)];
    };
    let known = marks.get(since).and_then(|mark| mark.at);
    let reached = asked.complete_since(seen);
    let complete = match (known, reached) {
        (Some(known), Some(reached)) => Some(known.min(reached)),
        (known, reached) => known.or(reached),
    };
    vec![
        (since, Some(Mark { at: complete, number: 0 })),
        (cursor, Some(Mark { at: rest.before, number: rest.number() })),
    ]
}

/// Where a pass goes on, and from the first of its slices on when it began.
fn slice_marks(pass: Pass, slice: &Slice, marks: &Marks, seen: &Seen, now: Timestamp) -> Setting {
    let began = Mark { at: Some(pass.began(marks, now)), number: 0 };
    vec![(pass.cursor, slice.cursor(seen)), (pass.began, Some(began))]
}
