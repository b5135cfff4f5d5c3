use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::bookkeeping::{done, page_marks};
use super::connect::named;
use super::doubt;
use super::plan::{Next, ORDER_HISTORY, Running, SUBSCRIPTION_HISTORY, Session, Step, beginning};
use super::rota::{Turn, overdue};
use super::rows::{RowId, Rows};
use super::slice::{LOOKED_FOR, Pass};
use super::taken::Taken;
use super::task::{LIVE, PAGE, Refunds, Task};
use super::unsettled::Unsettled;
use super::walk::Walk;
use crate::domain::{Announce, CustomerId, Environment, OrderId, OrganizationId, SubscriptionId};
use crate::polar::{Rejected, Request, Response, Trouble};
use crate::store::{Applied, Batch, Ledger, LedgerError, Mark, Marks, RowKind};

/// Fees are settled within days; an older order without one has none.
const FEES_SETTLE_WITHIN: SignedDuration = SignedDuration::from_hours(14 * 24);
const A_DAY: SignedDuration = SignedDuration::from_hours(24);
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
            Next::Over => {
                // When one began during which the clock was set back nobody knows.
                if let Some(began) = session.completed().filter(|began| *began <= now) {
                    let over = Batch { refreshed_since: Some(began), at: now, ..Batch::default() };
                    ledger.apply(organization, &over)?;
                }
                return Ok(None);
            }
            Next::GoOn(running) => running,
            Next::Begin(step) => {
                let marks = ledger.marks(organization)?;
                if let Some(task) = begin(step, ledger, organization, &marks, now)? {
                    session.run(Running { step, task });
                } else if let Step::Turn(turn) = step
                    && !turn.is_slice()
                {
                    set(ledger, organization, done(turn, &marks, now), now)?;
                }
                continue;
            }
        };
        let Some((request, answer)) = running.task.request(organization) else {
            session.answered(running.step, None);
            continue;
        };
        if running.task.walk().is_some_and(Walk::is_stuck) {
            return Err(begin_again(session, ledger, organization, &running.task, now));
        }
        session.asks(now);
        let response = transport.send(&request).await?;
        let marks = ledger.marks(organization)?;
        let taken = match Taken::read(&response, answer, (organization, environment), &running.task, now) {
            Ok(taken) => taken,
            Err(Fault::Polar(trouble)) => return Err(Fault::Polar(named(trouble, &request))),
            Err(fault) => {
                session.doubt();
                return Err(fault);
            }
        };
        let times = Times { now, served: response.served_at().unwrap_or(now), latest: latest_believed(&response, now) };
        let (outcome, rest) = store(ledger, organization, &marks, &running, taken, times)?;
        session.answered(running.step, rest);
        return Ok(Some(outcome));
    }
}

/// A list has no end. Nothing of how far its walk came is of use: when the list is one again, it is walked from its top.
fn begin_again(
    session: &mut Session,
    ledger: &mut Ledger,
    organization: OrganizationId,
    task: &Task,
    now: Timestamp,
) -> Fault {
    session.begin_again();
    let cursor = match task {
        Task::OrderHistory { .. } => ORDER_HISTORY,
        Task::SubscriptionHistory { .. } => SUBSCRIPTION_HISTORY,
        Task::OrderSlice(_) => Pass::ORDERS.cursor,
        Task::SubscriptionSlice(_) => Pass::SUBSCRIPTIONS.cursor,
        _ => return endless(),
    };
    match set(ledger, organization, vec![(cursor, None)], now) {
        Ok(()) => endless(),
        Err(error) => error.into(),
    }
}

fn endless() -> Fault {
    let (path, reason) = ("pagination".to_owned(), "pages without end".to_owned());
    Trouble::Malformed { path, reason }.into()
}

fn begin(
    step: Step,
    ledger: &Ledger,
    organization: OrganizationId,
    marks: &Marks,
    now: Timestamp,
) -> Result<Option<Task>, LedgerError> {
    match step {
        Step::Turn(Turn::Unsettled) => {}
        // A complete refresh reads one where one is due.
        Step::Turn(turn) if turn.is_slice() && overdue(marks, turn, now).is_none() => return Ok(None),
        other => return Ok(other.task(marks)),
    }
    let since = now.checked_sub(FEES_SETTLE_WITHIN).unwrap_or(Timestamp::MIN);
    let unsettled = ledger.unsettled_orders(organization, since, UNSETTLED_AT_ONCE)?;
    Ok(Unsettled::among(unsettled).map(Task::Unsettled))
}

/// Rows dated later than this were misdated: nothing is sold tomorrow. Polar's own clock counts where this computer's is slow.
fn latest_believed(response: &Response, now: Timestamp) -> Timestamp {
    let clock = response.served_at().map_or(now, |served| served.max(now));
    clock.checked_add(A_DAY).unwrap_or(Timestamp::MAX)
}

fn set(
    ledger: &mut Ledger,
    organization: OrganizationId,
    marks: Vec<(&'static str, Option<Mark>)>,
    now: Timestamp,
) -> Result<(), LedgerError> {
    ledger.apply(organization, &Batch { marks, at: now, ..Batch::default() }).map(drop)
}

/// When an answer came.
struct Times {
    /// By this computer's clock.
    now: Timestamp,
    /// By Polar's, where it told.
    served: Timestamp,
    /// Rows dated later were misdated.
    latest: Timestamp,
}

fn store(
    ledger: &mut Ledger,
    organization: OrganizationId,
    marks: &Marks,
    running: &Running,
    taken: Taken,
    Times { now, served, latest }: Times,
) -> Result<(Outcome, Option<Task>), LedgerError> {
    let mut task = running.task.clone();
    let gone = note(&mut task, &taken);
    let goes_on = task.advance(&taken.seen, latest);
    let doubt = match goes_on {
        true => None,
        false => doubt::of_the_end(ledger, organization, marks, &running.task, &taken)?,
    };
    let marks_set = page_marks(marks, &running.task, &task, &taken.seen, goes_on, (now, served));
    let refunds = match &task {
        Task::Refunds(refunds) if !refunds.newest_only => Some(refunds.clone()),
        _ => None,
    };
    let (rest, marks_set) = match doubt {
        Some(doubt) => (doubt.rest, doubt.marks),
        None if goes_on => (Some(task), marks_set),
        None => (follow_up(ledger, organization, running.step, task, &taken)?, marks_set),
    };
    let Taken { mut batch, seen, rejected, .. } = taken;
    batch.at = now;
    batch.announce = announce(marks);
    batch.marks = marks_set;
    batch.success = matches!(running.task, Task::NewSubscriptions(_)) && !goes_on;
    batch.read_whole = read_whole(marks, &running.task, &batch.marks, now);
    for row in gone {
        match row {
            RowId::Order(id) => batch.gone_orders.push(id),
            RowId::Subscription(id) => batch.gone_subscriptions.push(id),
        }
    }
    if let (Step::Turn(turn), None) = (running.step, &rest) {
        batch.marks.extend(done(turn, marks, now));
    }
    let applied = ledger.apply(organization, &batch)?;
    let rest = match (running.step, refunds) {
        (Step::Turn(turn), Some(refunds)) => leave_off(ledger, organization, turn, &refunds, rest, now)?,
        _ => rest,
    };
    let (history_of, history_left) = match &running.task {
        Task::OrderHistory { walk } => (Some(History::Orders), Some(walk.left(&seen, PAGE))),
        Task::SubscriptionHistory { walk } => (Some(History::Subscriptions), Some(walk.left(&seen, PAGE))),
        _ => (None, None),
    };
    let (names, comments) = if history_left.is_none() { people(batch) } else { Default::default() };
    Ok((Outcome { applied, names, comments, rejected, history_left, history_of }, rest))
}

/// Takes note of an answer's rows, of the unreadable ones too, as they are there, and gives those that are known to be gone.
fn note(task: &mut Task, taken: &Taken) -> Vec<RowId> {
    match task {
        Task::LiveSubscriptions { seen, .. } => seen.push(taken.ids().map(SubscriptionId)),
        Task::OrdersWithStatus { seen, .. } => seen.push(taken.ids().map(OrderId)),
        Task::Unsettled(unsettled) => unsettled.note(&taken.batch.orders),
        Task::OrderSlice(slice) | Task::SubscriptionSlice(slice) => slice.note(taken.ids()),
        Task::Rows(rows) if taken.uncertain => rows.give_up(),
        Task::Rows(rows) => return rows.answered(taken.missing),
        _ => {}
    }
    Vec::new()
}

/// Nothing is news in the first answer that a ledger takes: it is what was there.
fn announce(marks: &Marks) -> Announce {
    beginning(marks).map_or(Announce::Nothing, Announce::After)
}

/// What has been read from end to end when a pass through a history ends, and since when.
fn read_whole(
    marks: &Marks,
    task: &Task,
    set: &[(&'static str, Option<Mark>)],
    now: Timestamp,
) -> Vec<(RowKind, Timestamp)> {
    let (pass, kind) = match task {
        Task::OrderSlice(_) => (Pass::ORDERS, RowKind::Order),
        Task::SubscriptionSlice(_) => (Pass::SUBSCRIPTIONS, RowKind::Subscription),
        _ => return Vec::new(),
    };
    if set.contains(&(pass.cursor, None)) { vec![(kind, pass.began(marks, now))] } else { Vec::new() }
}

/// How many refunded orders the ledger lacks once an answer is stored; the turn is over when that is no news, or when all of
/// them have been walked.
fn leave_off(
    ledger: &mut Ledger,
    organization: OrganizationId,
    turn: Turn,
    refunds: &Refunds,
    rest: Option<Task>,
    now: Timestamp,
) -> Result<Option<Task>, LedgerError> {
    let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
    let known = ledger.refunded_orders(organization, &refunds.status)?;
    let lacking = count(refunds.total.unwrap_or_default()).saturating_sub(count(known));
    if rest.is_some() && lacking > refunds.known_shortfall {
        return Ok(rest);
    }
    set(ledger, organization, vec![(turn.mark(), Some(Mark { at: Some(now), number: lacking }))], now)?;
    Ok(None)
}

/// Rows of the ledger that a finished list should have held and did not: they have changed, so each is read by itself.
fn follow_up(
    ledger: &Ledger,
    organization: OrganizationId,
    step: Step,
    task: Task,
    taken: &Taken,
) -> Result<Option<Task>, LedgerError> {
    let rows = match (step, task) {
        (Step::Turn(Turn::Open), Task::OrdersWithStatus { seen, .. }) => {
            let (open, seen) = (ledger.open_orders(organization)?, seen.rows());
            Rows::of(open.into_iter().filter(|id| !seen.contains(id)).map(RowId::Order))
        }
        (Step::Turn(Turn::LiveSubscriptions), Task::LiveSubscriptions { seen, .. }) => {
            Rows::of(live_but(&seen.rows(), ledger, organization)?)
        }
        (_, Task::OrderSlice(slice)) => {
            let stretch = slice.stretch(&taken.seen);
            let known = ledger.orders_between(organization, stretch.after, stretch.before)?;
            let missed = known.into_iter().filter(|id| !slice.has_seen(id.0)).map(RowId::Order);
            Rows::of(missed.take(LOOKED_FOR)).map(Rows::doubtful)
        }
        (_, Task::SubscriptionSlice(slice)) => {
            let stretch = slice.stretch(&taken.seen);
            let known = ledger.subscriptions_between(organization, stretch.after, stretch.before)?;
            let missed = known.into_iter().filter(|id| !slice.has_seen(id.0)).map(RowId::Subscription);
            Rows::of(missed.take(LOOKED_FOR)).map(Rows::doubtful)
        }
        _ => None,
    };
    Ok(rows.map(Task::Rows))
}

fn live_but(
    seen: &BTreeSet<SubscriptionId>,
    ledger: &Ledger,
    organization: OrganizationId,
) -> Result<Vec<RowId>, LedgerError> {
    let mut rows = Vec::new();
    for status in &LIVE {
        let live = ledger.subscriptions_with_status(organization, status)?;
        rows.extend(live.into_iter().filter(|id| !seen.contains(id)).map(RowId::Subscription));
    }
    Ok(rows)
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
