use jiff::Timestamp;
use uuid::Uuid;

use super::refresh::Fault;
use super::rows::RowId;
use super::task::{Answer, Task};
use super::walk::Seen;
use crate::domain::{Environment, Order, OrganizationId, Subscription};
use crate::polar::{
    Page, Rejected, Response, Trouble, read_order, read_orders, read_organization, read_subscription,
    read_subscriptions,
};
use crate::store::{Batch, Rejection, RowKind};

/// An answer, read.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) batch: Batch,
    pub(super) seen: Seen,
    pub(super) rejected: Vec<Rejected>,
    /// Polar does not know the row that was asked for.
    pub(super) missing: bool,
    /// The organization's own row could not be read: whether the token still has it is not known.
    pub(super) uncertain: bool,
}

impl Taken {
    /// Reads an answer to a task's request about `of`, at `now`.
    pub(super) fn read(
        response: &Response,
        answer: Answer,
        of: (OrganizationId, Environment),
        task: &Task,
        now: Timestamp,
    ) -> Result<Self, Fault> {
        let mut taken = match answer {
            Answer::Organization => Self::organization(response, of)?,
            Answer::Orders => Self::orders(read_orders(response)?),
            Answer::Subscriptions => Self::subscriptions(read_subscriptions(response)?),
            Answer::Order => Self::one(read_order(response), Self::orders, task)?,
            Answer::Subscription => Self::one(read_subscription(response), Self::subscriptions, task)?,
        };
        let kind = match answer {
            Answer::Subscription | Answer::Subscriptions => RowKind::Subscription,
            Answer::Order | Answer::Orders => RowKind::Order,
            Answer::Organization => RowKind::Organization,
        };
        taken.batch.rejections = taken.rejected.iter().map(|rejected| rejection(kind, rejected, now)).collect();
        Ok(taken)
    }

    /// The organization's own row. One that cannot be read must not stop the rest: it comes in turn with everything else
    /// that no list tells, and what was known of it stays.
    fn organization(response: &Response, (id, environment): (OrganizationId, Environment)) -> Result<Self, Fault> {
        let (path, reason) = match read_organization(response, environment) {
            Ok(organization) if organization.id == id => {
                let batch = Batch { organization: Some(organization), ..Batch::default() };
                return Ok(Self { batch, ..Self::default() });
            }
            Ok(_) => another_row(),
            Err(Trouble::NotFound) => return Err(Fault::OrganizationGone),
            Err(Trouble::Malformed { path, reason }) => (path, reason),
            Err(trouble) => return Err(trouble.into()),
        };
        Ok(Self { rejected: vec![Rejected { id: Some(id.0), path, reason }], uncertain: true, ..Self::default() })
    }

    /// A single row. One that is gone, or that cannot be read, must not stop the others.
    fn one<T>(read: Result<T, Trouble>, page: fn(Page<T>) -> Self, task: &Task) -> Result<Self, Fault> {
        match read {
            Ok(item) => {
                let taken = page(Page { items: vec![item], rejected: Vec::new(), total_count: 1, max_page: 1 });
                if asked(task).is_none_or(|id| taken.ids().any(|it| it == id)) {
                    return Ok(taken);
                }
                let (path, reason) = another_row();
                Ok(Self { rejected: vec![Rejected { id: asked(task), path, reason }], ..Self::default() })
            }
            Err(Trouble::NotFound) => Ok(Self { missing: true, ..Self::default() }),
            Err(Trouble::Malformed { path, reason }) => {
                let rejected = Rejected { id: asked(task), path, reason };
                Ok(Self { rejected: vec![rejected], ..Self::default() })
            }
            Err(trouble) => Err(trouble.into()),
        }
    }

    fn orders(page: Page<Order>) -> Self {
        let seen = Seen {
            instants: page.items.iter().map(|order| order.created_at).collect(),
            rows: page.items.len() + page.rejected.len(),
            total: page.total_count,
            max_page: page.max_page,
            canceled: Vec::new(),
        };
        let batch = Batch { orders: page.items, ..Batch::default() };
        Self { batch, seen, rejected: page.rejected, ..Self::default() }
    }

    fn subscriptions(page: Page<Subscription>) -> Self {
        let seen = Seen {
            instants: page.items.iter().filter_map(|subscription| subscription.started_at).collect(),
            rows: page.items.len() + page.rejected.len(),
            total: page.total_count,
            max_page: page.max_page,
            canceled: page.items.iter().map(|subscription| subscription.canceled_at).collect(),
        };
        let batch = Batch { subscriptions: page.items, ..Batch::default() };
        Self { batch, seen, rejected: page.rejected, ..Self::default() }
    }

    /// The ids of its rows, of the unreadable ones too.
    pub(super) fn ids(&self) -> impl Iterator<Item = Uuid> {
        let orders = self.batch.orders.iter().map(|row| row.id.0);
        let subscriptions = self.batch.subscriptions.iter().map(|row| row.id.0);
        orders.chain(subscriptions).chain(self.rejected.iter().filter_map(|rejected| rejected.id))
    }
}

/// Where and why a row is not the one that was asked for.
fn another_row() -> (String, String) {
    ("id".to_owned(), "another than was asked for".to_owned())
}

/// The row that a request for one row names.
fn asked(task: &Task) -> Option<Uuid> {
    match task {
        Task::Rows(rows) => rows.asked().map(RowId::id),
        Task::Unsettled(unsettled) => unsettled.asked().map(|id| id.0),
        _ => None,
    }
}

fn rejection(kind: RowKind, rejected: &Rejected, now: Timestamp) -> Rejection {
    let Rejected { id, path, reason } = rejected.clone();
    Rejection { kind, id, path, reason, seen_at: now }
}
