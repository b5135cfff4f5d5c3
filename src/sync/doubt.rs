//! The last page of a history that cannot be the last.

use super::plan::{ORDER_HISTORY, SUBSCRIPTION_HISTORY};
use super::rows::{RowId, Rows};
use super::slice::LOOKED_FOR;
use super::taken::Taken;
use super::task::Task;
use crate::domain::OrganizationId;
use crate::store::{Ledger, LedgerError, Mark, Marks};

/// How often histories have been doubted. What is doubted so often is believed: rows that no list shows are looked for
/// by passes later.
const DOUBTS: &str = "history_doubts";
const MOST_DOUBTS: i64 = 60;

/// What is done about a history that did not end where it said.
pub(super) struct Doubt {
    /// The rows that its end should have held, to be read by their ids.
    pub(super) rest: Option<Task>,
    /// It is walked from its top once more.
    pub(super) marks: Vec<(&'static str, Option<Mark>)>,
}

/// Whether the page with which a history ends leaves out rows that the ledger knows from within its window. A window begins at the
/// oldest row that was seen, so that an honest one is never empty; but to a token that has lost its organization every
/// list is, and so is what a proxy makes up.
///
/// # Errors
/// When the ledger cannot be read.
pub(super) fn of_the_end(
    ledger: &Ledger,
    organization: OrganizationId,
    marks: &Marks,
    task: &Task,
    taken: &Taken,
) -> Result<Option<Doubt>, LedgerError> {
    let doubts = marks.get(DOUBTS).map_or(0, |mark| mark.number);
    let Some(walk) = task.walk().filter(|walk| !walk.deep && walk.page == 1 && doubts < MOST_DOUBTS) else {
        return Ok(None);
    };
    let (cursor, known): (_, Vec<RowId>) = match task {
        Task::OrderHistory { .. } => {
            let known = ledger.orders_between(organization, None, walk.before)?;
            (ORDER_HISTORY, known.into_iter().map(RowId::Order).collect())
        }
        Task::SubscriptionHistory { .. } => {
            let known = ledger.subscriptions_between(organization, None, walk.before)?;
            (SUBSCRIPTION_HISTORY, known.into_iter().map(RowId::Subscription).collect())
        }
        _ => return Ok(None),
    };
    let shown: Vec<_> = taken.ids().collect();
    let missed = known.into_iter().filter(|row| !shown.contains(&row.id()));
    let rest = Rows::of(missed.take(LOOKED_FOR)).map(|rows| Task::Rows(rows.doubtful()));
    let doubted = Mark { at: None, number: doubts + 1 };
    Ok(rest.map(|rest| Doubt { rest: Some(rest), marks: vec![(cursor, None), (DOUBTS, Some(doubted))] }))
}
