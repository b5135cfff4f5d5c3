use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use super::rota::{Turn, is_whole};
use super::task::{News, Task};
use super::unfinished::{Share, Unfinished};
use super::walk::Walk;
use crate::domain::Beginning;
use crate::store::Marks;
use crate::store::mark::{LIVE_SUBSCRIPTIONS, ORDERS_SINCE, SUBSCRIPTIONS_SINCE};

/// Newest `created_at` of an order that a finished walk has seen.
pub(super) const ORDERS_NEWEST: &str = "orders_newest";
/// Newest `started_at` of a subscription that a finished walk has seen.
pub(super) const SUBSCRIPTIONS_NEWEST: &str = "subscriptions_newest";
/// Newest `canceled_at` that a finished walk has seen.
pub(super) const CANCELED_SEEN: &str = "canceled_seen";
/// Where the walk into the orders' past goes on: the window's end, and its page as the number.
pub(super) const ORDER_HISTORY: &str = "order_history";
/// Where the walk into the subscriptions' past goes on.
pub(super) const SUBSCRIPTION_HISTORY: &str = "subscription_history";
/// Orders made after this are news; set by the first answer that a ledger ever takes. The number is when that came, in
/// microseconds.
pub(super) const ANNOUNCE_AFTER: &str = "announce_after";

/// When the ledger began; `None` until its first answer.
pub fn beginning(marks: &Marks) -> Option<Beginning> {
    let mark = marks.get(ANNOUNCE_AFTER)?;
    Some(Beginning { orders: mark.at?, at: Timestamp::from_microsecond(mark.number).ok()? })
}

/// New rows are asked for from a little before the newest known one: Polar's instants are set when a row is begun, and rows
/// may become visible a little out of order.
const OVERLAP: SignedDuration = SignedDuration::from_mins(10);

/// What a session does in turn. A task begins with what the ledger knows at that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    NewOrders { whole_page: bool },
    NewSubscriptions { whole_page: bool },
    Turn(Turn),
    OrderHistory,
    SubscriptionHistory,
}

#[derive(Clone, Debug)]
enum Entry {
    Begin(Step),
    Resume(Running),
}

/// A step under way.
#[derive(Clone, Debug)]
pub(super) struct Running {
    pub(super) step: Step,
    pub(super) task: Task,
}

/// A queue of things to find out, worked off one request at a time.
#[derive(Clone, Debug)]
pub struct Session {
    queue: VecDeque<Entry>,
    running: Option<Running>,
    /// Requests that rota turns may still send; a poll has one.
    turn_requests: u32,
    /// Whether it is a complete refresh, and when that began.
    complete: Complete,
    /// Turns that earlier polls began and this session does not go on with.
    aside: Unfinished,
}

/// How far a complete refresh has come.
#[derive(Clone, Copy, Debug)]
enum Complete {
    No,
    ToBegin,
    Since(Timestamp),
}

/// What a session does next.
pub(super) enum Next {
    Begin(Step),
    GoOn(Running),
    Over,
}

impl Session {
    /// A poll: what is new, and one request of the rota. The first poll of a launch reads the newest pages whole, because
    /// names live in memory only.
    pub fn poll(marks: &Marks, mut unfinished: Unfinished, first_of_launch: bool, now: Timestamp) -> Self {
        let turn = match unfinished.share(marks, now) {
            Share::GoOn(running) => Some(Entry::Resume(running)),
            Share::Begin(turn) => Some(Entry::Begin(Step::Turn(turn))),
            Share::Nothing => None,
        };
        let newest =
            [Step::NewOrders { whole_page: first_of_launch }, Step::NewSubscriptions { whole_page: first_of_launch }];
        let queue = newest.map(Entry::Begin).into_iter().chain(turn).collect();
        Self { queue, running: None, turn_requests: 1, complete: Complete::No, aside: unfinished }
    }

    /// One complete refresh: the newest rows, live subscriptions, everything that may have changed, history.
    pub fn complete() -> Self {
        let steps = [
            Step::Turn(Turn::Organization),
            // Before the newest rows: whatever these bring has just been read and need not be read again.
            Step::Turn(Turn::Unsettled),
            Step::NewOrders { whole_page: true },
            Step::NewSubscriptions { whole_page: true },
            Step::Turn(Turn::LiveSubscriptions),
            Step::Turn(Turn::Open),
            Step::Turn(Turn::Canceled),
            Step::Turn(Turn::AllRefunded),
            Step::Turn(Turn::AllPartiallyRefunded),
            Step::OrderHistory,
            Step::SubscriptionHistory,
            // Of a history that was known before: a page where one is due.
            Step::Turn(Turn::OrderSlice),
            Step::Turn(Turn::SubscriptionSlice),
        ];
        let queue = steps.map(Entry::Begin).into();
        Self {
            queue,
            running: None,
            turn_requests: u32::MAX,
            complete: Complete::ToBegin,
            aside: Unfinished::default(),
        }
    }

    /// Whether the ledger holds everything that Polar has: history and live subscriptions.
    pub fn is_history_whole(marks: &Marks) -> bool {
        is_whole(marks, ORDERS_SINCE) && is_whole(marks, SUBSCRIPTIONS_SINCE) && marks.contains_key(LIVE_SUBSCRIPTIONS)
    }

    /// What of the rota was begun and not finished, by this session or before it.
    pub fn unfinished(self) -> Unfinished {
        let mut unfinished = self.aside;
        // A session that stopped early has not come to the turn that it was to go on with.
        let waiting = self.queue.into_iter().filter_map(|entry| match entry {
            Entry::Resume(running) => Some(running),
            Entry::Begin(_) => None,
        });
        self.running.into_iter().chain(waiting).for_each(|running| unfinished.keep(running));
        unfinished
    }

    pub(super) fn next(&mut self) -> Next {
        if self.running.is_none() {
            match self.queue.pop_front() {
                None => return Next::Over,
                Some(Entry::Begin(step)) => return Next::Begin(step),
                Some(Entry::Resume(running)) => self.running = Some(running),
            }
        }
        match &self.running {
            Some(running) if matches!(running.step, Step::Turn(_)) && self.turn_requests == 0 => Next::Over,
            Some(running) => Next::GoOn(running.clone()),
            None => Next::Over,
        }
    }

    /// A request is about to be sent.
    pub(super) fn asks(&mut self, now: Timestamp) {
        if let Complete::ToBegin = self.complete {
            self.complete = Complete::Since(now);
        }
    }

    /// When a complete refresh began that is over now; once.
    pub(super) fn completed(&mut self) -> Option<Timestamp> {
        match std::mem::replace(&mut self.complete, Complete::No) {
            Complete::Since(began) => Some(began),
            Complete::No | Complete::ToBegin => None,
        }
    }

    /// Takes the step's first task.
    pub(super) fn run(&mut self, running: Running) {
        self.running = Some(running);
    }

    /// The organization is not there: rows that Polar did not know are not known to be gone.
    pub(super) fn doubt(&mut self) {
        if let Some(Running { task: Task::Rows(rows), .. }) = &mut self.running {
            rows.doubt();
        }
    }

    /// Begins the running step anew, the next time.
    pub(super) fn begin_again(&mut self) {
        if let Some(running) = self.running.take() {
            self.queue.push_front(Entry::Begin(running.step));
        }
    }

    /// A request of the running step was answered and stored; `rest` is what remains of the step.
    pub(super) fn answered(&mut self, step: Step, rest: Option<Task>) {
        if matches!(step, Step::Turn(_)) {
            self.turn_requests = self.turn_requests.saturating_sub(1);
        }
        self.running = rest.map(|task| Running { step, task });
    }
}

impl Step {
    /// The task with which a step begins, by what the ledger knows; `None` when there is nothing to ask. Turns that read
    /// rows of the ledger one by one begin in `refresh`.
    pub(super) fn task(self, marks: &Marks) -> Option<Task> {
        match self {
            Self::NewOrders { whole_page } => {
                Some(Task::NewOrders(news(marks, ORDERS_NEWEST, ORDERS_SINCE, whole_page)))
            }
            Self::NewSubscriptions { whole_page } => {
                Some(Task::NewSubscriptions(news(marks, SUBSCRIPTIONS_NEWEST, SUBSCRIPTIONS_SINCE, whole_page)))
            }
            Self::OrderHistory => history(marks, ORDER_HISTORY, ORDERS_SINCE).map(|walk| Task::OrderHistory { walk }),
            Self::SubscriptionHistory => {
                history(marks, SUBSCRIPTION_HISTORY, SUBSCRIPTIONS_SINCE).map(|walk| Task::SubscriptionHistory { walk })
            }
            Self::Turn(turn) => {
                let newest = newest_cancellation(marks);
                turn.task(marks, newest, overlapped(newest).max(LONG_AGO))
            }
        }
    }
}

fn at(marks: &Marks, name: &str) -> Option<Timestamp> {
    marks.get(name).and_then(|mark| mark.at)
}

fn overlapped(newest: Timestamp) -> Timestamp {
    newest.checked_sub(OVERLAP).unwrap_or(Timestamp::MIN)
}

fn news(marks: &Marks, newest: &str, since: &str, whole_page: bool) -> News {
    let newest = at(marks, newest);
    News { walk: Walk::down_to(newest.map(overlapped)), newest, first: !marks.contains_key(since), whole_page }
}

fn history(marks: &Marks, cursor: &str, since: &str) -> Option<Walk> {
    let cursor = marks.get(cursor).map_or(Walk::down_to(None), |mark| Walk::resumed(mark.at, mark.number));
    (!is_whole(marks, since)).then_some(cursor)
}

/// Before anything that Polar has, and after the instants that a request leaves out because they bound nothing.
const LONG_AGO: Timestamp = Timestamp::constant(1, 0);

/// The newest cancellation that has been seen. Before the first look, everything older comes with the live subscriptions
/// and the history, which are read after the newest rows.
fn newest_cancellation(marks: &Marks) -> Timestamp {
    let begun = at(marks, ORDERS_NEWEST).max(at(marks, SUBSCRIPTIONS_NEWEST));
    at(marks, CANCELED_SEEN).or(begun).unwrap_or(LONG_AGO)
}
