use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use super::connect::named;
use super::plan::{
    ANNOUNCE_AFTER, CANCELED_SEEN, Next, ORDER_HISTORY, ORDERS_NEWEST, Running, SUBSCRIPTION_HISTORY,
    SUBSCRIPTIONS_NEWEST, Session, Step,
};
use super::rota::Turn;
use super::task::{Answer, LIVE, News, PAGE, Task};
use super::unsettled::Unsettled;
use super::walk::{Seen, Walk};
use crate::domain::{Announce, CustomerId, Environment, Order, OrganizationId, Subscription, SubscriptionId};
use crate::polar::{
    Page, Rejected, Request, Response, Trouble, read_order, read_orders, read_organization, read_subscription,
    read_subscriptions,
};
use crate::store::mark::{LIVE_SUBSCRIPTIONS, ORDERS_SINCE, SUBSCRIPTIONS_SINCE};
use crate::store::{Applied, Batch, Ledger, LedgerError, Mark, Marks};

/// Fees are settled within days; an older order without one has none.
const FEES_SETTLE_WITHIN: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How many unsettled orders one turn looks at, the newest first.
const UNSETTLED_AT_ONCE: u32 = 1000;

/// The way to Polar: sends a request with the token and brings the answer, whatever its status.
pub trait Transport {
    /// # Errors
    /// A [`Trouble`] when no whole answer came.
    fn send(&self, request: &Request) -> impl Future<Output = Result<Response, Trouble>>;
}

/// Why a refresh stopped. What was stored before stays stored.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Polar could not be used.
    #[error(transparent)]
    Polar(#[from] Trouble),
    /// The ledger could not be read or written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Polar does not know the organization under this token any more.
    #[error("the organization is not listed for this token")]
    OrganizationGone,
}

/// A list whose history is downloaded: first the orders, then the subscriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// Everything that was ever sold.
    Orders,
    /// Everyone who ever subscribed.
    Subscriptions,
}

/// What one answered request brought.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What it changed in the ledger.
    pub applied: Applied,
    /// Customers' names, for the memory only.
    pub names: Vec<(CustomerId, String)>,
    /// What customers wrote on leaving, for the memory only.
    pub comments: Vec<(SubscriptionId, String)>,
    /// Rows that could not be read.
    pub rejected: Vec<Rejected>,
    /// While history downloads: how many of its rows are still to come, as far as Polar says.
    pub history_left: Option<u64>,
    /// While history downloads: which list these rows are of.
    pub history_of: Option<History>,
}

/// Sends the session's next request and stores what it brings; `None` when nothing is left to ask.
///
/// A fault leaves the session where it was: the same step can be tried again.
///
/// # Errors
/// A [`Fault`] when Polar or the ledger could not be used.
pub async fn step<T: Transport>(
    session: &mut Session,
    ledger: &mut Ledger,
    transport: &T,
    organization: OrganizationId,
    environment: Environment,
    now: Timestamp,
) -> Result<Option<Outcome>, Fault> {
    loop {
        let running = match session.next() {
            Next::Over => return Ok(None),
            Next::GoOn(running) => running,
            Next::Begin(step) => {
                let marks = ledger.marks(organization)?;
                if let Some(task) = begin(step, ledger, organization, &marks, now)? {
                    session.run(Running { step, task });
                } else if let Step::Turn(turn) = step {
                    stamp(ledger, organization, turn, now)?;
                }
                continue;
            }
        };
        let Some((request, answer)) = running.task.request(organization) else {
            session.answered(running.step, None);
            continue;
        };
        let response = transport.send(&request).await?;
        let marks = ledger.marks(organization)?;
        let taken = take(&response, answer, environment, &running.task).map_err(|fault| match fault {
            Fault::Polar(trouble) => Fault::Polar(named(trouble, &request)),
            other => other,
        })?;
        let (outcome, rest) = store(ledger, organization, &marks, &running, taken, now)?;
        session.answered(running.step, rest);
        return Ok(Some(outcome));
    }
}

fn begin(
    step: Step,
    ledger: &Ledger,
    organization: OrganizationId,
    marks: &Marks,
    now: Timestamp,
) -> Result<Option<Task>, LedgerError> {
    if step != Step::Turn(Turn::Unsettled) {
        return Ok(step.task(marks));
    }
    let since = now.checked_sub(FEES_SETTLE_WITHIN).unwrap_or(Timestamp::MIN);
    let unsettled = ledger.unsettled_orders(organization, since, UNSETTLED_AT_ONCE)?;
    Ok(Unsettled::among(unsettled).map(Task::Unsettled))
}

fn stamp(ledger: &mut Ledger, organization: OrganizationId, turn: Turn, now: Timestamp) -> Result<(), LedgerError> {
    let marks = vec![(turn.mark(), Some(Mark { at: Some(now), number: 0 }))];
    ledger.apply(organization, &Batch { marks, at: now, ..Batch::default() }).map(drop)
}

/// An answer, read.
#[derive(Default)]
struct Taken {
    batch: Batch,
    seen: Seen,
    rejected: Vec<Rejected>,
}

fn take(response: &Response, answer: Answer, environment: Environment, task: &Task) -> Result<Taken, Fault> {
    match answer {
        Answer::Organization => match read_organization(response, environment) {
            Ok(organization) => {
                Ok(Taken { batch: Batch { organization: Some(organization), ..Batch::default() }, ..Taken::default() })
            }
            Err(Trouble::NotFound) => Err(Fault::OrganizationGone),
            Err(trouble) => Err(trouble.into()),
        },
        Answer::Orders => Ok(orders(read_orders(response)?)),
        Answer::Subscriptions => Ok(subscriptions(read_subscriptions(response)?)),
        // A row that is gone is skipped: there is nothing to learn of it any more.
        Answer::Order => match read_order(response) {
            Ok(order) => Ok(orders(one(order))),
            Err(Trouble::NotFound) => Ok(Taken::default()),
            Err(Trouble::Malformed { path, reason }) => Ok(malformed(task, path, reason)),
            Err(trouble) => Err(trouble.into()),
        },
        Answer::Subscription => match read_subscription(response) {
            Ok(subscription) => Ok(subscriptions(one(subscription))),
            Err(Trouble::NotFound) => Ok(Taken::default()),
            Err(Trouble::Malformed { path, reason }) => Ok(malformed(task, path, reason)),
            Err(trouble) => Err(trouble.into()),
        },
    }
}

fn one<T>(item: T) -> Page<T> {
    Page { items: vec![item], rejected: Vec::new(), total_count: 1, max_page: 1 }
}

/// One unreadable row must not stop the others.
fn malformed(task: &Task, path: String, reason: String) -> Taken {
    debug_assert!(task.is_one_by_one());
    Taken { rejected: vec![Rejected { path, reason }], ..Taken::default() }
}

fn orders(page: Page<Order>) -> Taken {
    let seen = Seen {
        instants: page.items.iter().map(|order| order.created_at).collect(),
        rows: page.items.len() + page.rejected.len(),
        total: page.total_count,
        max_page: page.max_page,
        canceled: Vec::new(),
    };
    Taken { batch: Batch { orders: page.items, ..Batch::default() }, seen, rejected: page.rejected }
}

fn subscriptions(page: Page<Subscription>) -> Taken {
    let seen = Seen {
        instants: page.items.iter().filter_map(|subscription| subscription.started_at).collect(),
        rows: page.items.len() + page.rejected.len(),
        total: page.total_count,
        max_page: page.max_page,
        canceled: page.items.iter().map(|subscription| subscription.canceled_at).collect(),
    };
    Taken { batch: Batch { subscriptions: page.items, ..Batch::default() }, seen, rejected: page.rejected }
}

fn store(
    ledger: &mut Ledger,
    organization: OrganizationId,
    marks: &Marks,
    running: &Running,
    taken: Taken,
    now: Timestamp,
) -> Result<(Outcome, Option<Task>), LedgerError> {
    let Taken { mut batch, seen, rejected } = taken;
    let mut task = running.task.clone();
    note_ids(&mut task, &batch);
    let goes_on = task.advance(&seen);
    batch.at = now;
    batch.announce = announce(marks);
    batch.marks = page_marks(marks, &running.task, &task, &seen, goes_on, now);
    batch.success = matches!(task, Task::NewSubscriptions(_)) && !goes_on;
    let rest = if goes_on { Some(task) } else { follow_up(ledger, organization, running.step, task)? };
    if let (Step::Turn(turn), None) = (running.step, &rest) {
        batch.marks.extend(turn.covers().iter().map(|done| (done.mark(), Some(Mark { at: Some(now), number: 0 }))));
    }
    let applied = ledger.apply(organization, &batch)?;
    let (history_of, history_left) = match &running.task {
        Task::OrderHistory { walk } => (Some(History::Orders), Some(walk.left(&seen, PAGE))),
        Task::SubscriptionHistory { walk } => (Some(History::Subscriptions), Some(walk.left(&seen, PAGE))),
        _ => (None, None),
    };
    let (names, comments) = if history_left.is_none() { people(batch) } else { Default::default() };
    Ok((Outcome { applied, names, comments, rejected, history_left, history_of }, rest))
}

fn note_ids(task: &mut Task, batch: &Batch) {
    match task {
        Task::LiveSubscriptions { seen, .. } => seen.extend(batch.subscriptions.iter().map(|row| row.id)),
        Task::OrdersWithStatus { seen, .. } => seen.extend(batch.orders.iter().map(|row| row.id)),
        Task::Unsettled(unsettled) => unsettled.note(&batch.orders),
        _ => {}
    }
}

/// Nothing is news in the first answer that a ledger takes: it is what was there.
fn announce(marks: &Marks) -> Announce {
    match marks.get(ANNOUNCE_AFTER).and_then(|mark| mark.at) {
        Some(boundary) => Announce::After(boundary),
        None => Announce::Nothing,
    }
}

/// Rows of the ledger that a finished list should have held and did not: they have changed, so each is read by itself.
fn follow_up(
    ledger: &Ledger,
    organization: OrganizationId,
    step: Step,
    task: Task,
) -> Result<Option<Task>, LedgerError> {
    match (step, task) {
        (Step::Turn(Turn::Open), Task::OrdersWithStatus { seen, .. }) => {
            let ids: VecDeque<_> =
                ledger.open_orders(organization)?.into_iter().filter(|id| !seen.contains(id)).collect();
            Ok((!ids.is_empty()).then_some(Task::Orders { ids }))
        }
        (Step::Turn(Turn::LiveSubscriptions), Task::LiveSubscriptions { seen, .. }) => {
            let mut ids = VecDeque::new();
            for status in &LIVE {
                ids.extend(ledger.subscriptions_with_status(organization, status)?);
            }
            ids.retain(|id| !seen.contains(id));
            Ok((!ids.is_empty()).then_some(Task::Subscriptions { ids }))
        }
        _ => Ok(None),
    }
}

fn page_marks(
    marks: &Marks,
    before: &Task,
    after: &Task,
    seen: &Seen,
    goes_on: bool,
    now: Timestamp,
) -> Vec<(&'static str, Option<Mark>)> {
    let instant = |at| Some(Mark { at, number: 0 });
    match (before, after) {
        (Task::NewOrders(asked), Task::NewOrders(news)) if !goes_on => {
            let mut set = newest_marks(asked, news, seen, ORDERS_NEWEST, ORDERS_SINCE, ORDER_HISTORY);
            if !marks.contains_key(ANNOUNCE_AFTER) {
                // Of rows that cannot be read nobody knows how old they are: what comes before this hour is no news.
                let boundary = if seen.rows == 0 { Timestamp::MIN } else { now };
                set.push((ANNOUNCE_AFTER, instant(Some(news.newest.unwrap_or(boundary)))));
            }
            set
        }
        (Task::NewSubscriptions(asked), Task::NewSubscriptions(news)) if !goes_on => {
            newest_marks(asked, news, seen, SUBSCRIPTIONS_NEWEST, SUBSCRIPTIONS_SINCE, SUBSCRIPTION_HISTORY)
        }
        (Task::OrderHistory { walk: asked }, Task::OrderHistory { walk }) => {
            history_marks(marks, asked, goes_on.then_some(walk), seen, ORDERS_SINCE, ORDER_HISTORY)
        }
        (Task::SubscriptionHistory { walk: asked }, Task::SubscriptionHistory { walk }) => {
            history_marks(marks, asked, goes_on.then_some(walk), seen, SUBSCRIPTIONS_SINCE, SUBSCRIPTION_HISTORY)
        }
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
) -> Vec<(&'static str, Option<Mark>)> {
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
) -> Vec<(&'static str, Option<Mark>)> {
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

type People = (Vec<(CustomerId, String)>, Vec<(SubscriptionId, String)>);

fn people(batch: Batch) -> People {
    let (mut names, mut comments) = (Vec::new(), Vec::new());
    for order in batch.orders {
        names.extend(order.customer_id.zip(order.customer_name));
    }
    for subscription in batch.subscriptions {
        names.extend(subscription.customer_id.zip(subscription.customer_name));
        comments.extend(subscription.cancellation_comment.map(|comment| (subscription.id, comment)));
    }
    (names, comments)
}
