use jiff::Timestamp;

use super::pages::Pages;
use super::rows::Rows;
use super::slice::Slice;
use super::unsettled::{Ask, Unsettled};
use super::walk::{Seen, Walk};
use crate::domain::{OrderId, OrderStatus, OrganizationId, SubscriptionId, SubscriptionStatus};
use crate::polar::{
    OrdersQuery, Request, SubscriptionsQuery, order_request, orders_request, organization_request,
    subscriptions_request,
};

/// How many rows a page has at most, by Polar.
pub(super) const PAGE: u32 = 100;

/// The statuses of subscriptions that have not ended.
pub(super) const LIVE: [SubscriptionStatus; 6] = [
    SubscriptionStatus::Active,
    SubscriptionStatus::Trialing,
    SubscriptionStatus::PastDue,
    SubscriptionStatus::Paused,
    SubscriptionStatus::Unpaid,
    SubscriptionStatus::Incomplete,
];

/// One thing to find out, in one or more requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// The organization itself.
    Organization,
    /// Orders down to the watermark.
    NewOrders(News),
    /// Subscriptions down to the watermark.
    NewSubscriptions(News),
    /// Older and older orders.
    OrderHistory { walk: Walk },
    /// Older and older subscriptions.
    SubscriptionHistory { walk: Walk },
    /// Every subscription that has not ended; those of the ledger that are not among them are read one by one.
    LiveSubscriptions { walk: Walk, seen: Pages<SubscriptionId> },
    /// Every order of some statuses.
    OrdersWithStatus { statuses: Vec<OrderStatus>, walk: Walk, seen: Pages<OrderId> },
    /// Orders of a status that they keep, the newest page of them and as many more as the ledger does not know.
    Refunds(Refunds),
    /// Subscriptions that were cancelled after an instant; `newest` is the newest cancellation known or seen.
    Canceled { after: Timestamp, walk: Walk, newest: Timestamp },
    /// Paid orders whose fee is not settled.
    Unsettled(Unsettled),
    /// Rows of the ledger one by one.
    Rows(Rows),
    /// A page of the orders' whole history.
    OrderSlice(Slice),
    /// A page of the subscriptions' whole history.
    SubscriptionSlice(Slice),
}

/// A walk down the orders that were refunded. Which order was refunded last nobody tells, but how many there are Polar does:
/// while the ledger has fewer, there is one further down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refunds {
    pub(super) status: OrderStatus,
    pub(super) walk: Walk,
    /// How many Polar has, by its first page.
    pub(super) total: Option<u64>,
    /// How many fewer the ledger had when all of them had been walked.
    pub(super) known_shortfall: i64,
    /// The ledger does not know the whole history yet: only the newest page.
    pub(super) newest_only: bool,
}

/// A walk from the newest row down to the watermark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct News {
    pub(super) walk: Walk,
    /// The newest instant seen; the next watermark.
    pub(super) newest: Option<Timestamp>,
    /// The ledger knows no row yet: one page, from whose end the history goes on.
    pub(super) first: bool,
    /// Read the newest page whole although most of it is known: names live in memory only.
    pub(super) whole_page: bool,
}

impl News {
    fn asked_after(&self) -> Option<Timestamp> {
        if self.whole_page { None } else { self.walk.after }
    }
}

/// What kind of answer a request brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Organization,
    Orders,
    Order,
    Subscriptions,
    Subscription,
}

impl Task {
    /// The next request; `None` when nothing is left to ask.
    pub(super) fn request(&self, organization: OrganizationId) -> Option<(Request, Answer)> {
        let orders = |walk: &Walk, query: OrdersQuery| {
            let (created_before, page) = (walk.before, walk.page);
            let query = OrdersQuery { organization: Some(organization), created_before, page, ..query };
            (orders_request(&query), Answer::Orders)
        };
        let all = || OrdersQuery { limit: PAGE, ..OrdersQuery::default() };
        let subscriptions = |query: SubscriptionsQuery| {
            let query = SubscriptionsQuery { organization: Some(organization), limit: PAGE, ..query };
            (subscriptions_request(&query), Answer::Subscriptions)
        };
        match self {
            Self::Organization => Some((organization_request(organization), Answer::Organization)),
            Self::NewOrders(news) => {
                Some(orders(&news.walk, OrdersQuery { created_after: news.asked_after(), ..all() }))
            }
            Self::OrderHistory { walk } => Some(orders(walk, all())),
            Self::OrderSlice(slice) => Some(orders(slice.walk(), all())),
            Self::OrdersWithStatus { statuses, walk, .. } => {
                Some(orders(walk, OrdersQuery { statuses: statuses.clone(), ..all() }))
            }
            Self::Refunds(refunds) => {
                Some(orders(&refunds.walk, OrdersQuery { statuses: vec![refunds.status.clone()], ..all() }))
            }
            Self::NewSubscriptions(news) => Some(subscriptions(SubscriptionsQuery {
                started_after: news.asked_after(),
                started_before: news.walk.before,
                page: news.walk.page,
                ..SubscriptionsQuery::default()
            })),
            Self::SubscriptionHistory { walk } => Some(subscriptions(whole(walk))),
            Self::SubscriptionSlice(slice) => Some(subscriptions(whole(slice.walk()))),
            Self::LiveSubscriptions { walk, .. } => Some(subscriptions(SubscriptionsQuery {
                statuses: LIVE.to_vec(),
                started_before: walk.before,
                page: walk.page,
                ..SubscriptionsQuery::default()
            })),
            Self::Canceled { after, walk, .. } => Some(subscriptions(SubscriptionsQuery {
                canceled_at_after: Some(*after),
                started_before: walk.before,
                page: walk.page,
                ..SubscriptionsQuery::default()
            })),
            Self::Unsettled(unsettled) => unsettled.next().map(|next| match next {
                Ask::Order(id) => (order_request(id), Answer::Order),
                Ask::Page(walk, limit) => orders(&walk, OrdersQuery { limit, ..all() }),
            }),
            Self::Rows(rows) => rows.request(organization),
        }
    }

    /// Whether it asks for rows one by one, and so may take many requests for little.
    pub(super) fn is_one_by_one(&self) -> bool {
        match self {
            Self::Rows(_) => true,
            Self::Unsettled(unsettled) => unsettled.is_one_by_one(),
            _ => false,
        }
    }

    /// The walk down a list, of those that walk one.
    pub(super) fn walk(&self) -> Option<&Walk> {
        match self {
            Self::NewOrders(news) | Self::NewSubscriptions(news) => Some(&news.walk),
            Self::Refunds(refunds) => Some(&refunds.walk),
            Self::OrderSlice(slice) | Self::SubscriptionSlice(slice) => Some(slice.walk()),
            Self::Canceled { walk, .. }
            | Self::OrderHistory { walk }
            | Self::SubscriptionHistory { walk }
            | Self::LiveSubscriptions { walk, .. }
            | Self::OrdersWithStatus { walk, .. } => Some(walk),
            Self::Organization | Self::Unsettled(_) | Self::Rows(_) => None,
        }
    }

    /// Goes on after a page; `false` when the task is done. Instants later than `latest` are no watermark: a row of the year
    /// 9999 must not hide all that is sold until then.
    pub(super) fn advance(&mut self, seen: &Seen, latest: Timestamp) -> bool {
        let walk = match self {
            Self::Organization => return false,
            Self::Unsettled(unsettled) => return unsettled.advance(seen),
            Self::Rows(rows) => return rows.goes_on(),
            Self::OrderSlice(slice) | Self::SubscriptionSlice(slice) => return slice.advance(seen),
            Self::NewOrders(news) | Self::NewSubscriptions(news) => {
                news.newest = news.newest.max(seen.newest(latest));
                if news.first {
                    return false;
                }
                &mut news.walk
            }
            Self::Refunds(refunds) => {
                refunds.total = refunds.total.or(Some(seen.total));
                if refunds.newest_only {
                    return false;
                }
                &mut refunds.walk
            }
            Self::Canceled { walk, after, newest } => {
                let believed = seen.canceled.iter().flatten().filter(|at| **at <= latest);
                *newest = believed.fold(*newest, |newest, at| newest.max(*at));
                // Rows outside the asked window: the server ignores the filter and would send every subscription there
                // is. The walk over live subscriptions finds cancellations too, so this one stops.
                if seen.canceled.iter().any(|at| at.is_none_or(|at| at < *after)) {
                    return false;
                }
                walk
            }
            Self::OrderHistory { walk }
            | Self::SubscriptionHistory { walk }
            | Self::LiveSubscriptions { walk, .. }
            | Self::OrdersWithStatus { walk, .. } => walk,
        };
        match walk.next(seen) {
            Some(next) => *walk = next,
            None => return false,
        }
        true
    }
}

/// A page of all subscriptions.
fn whole(walk: &Walk) -> SubscriptionsQuery {
    SubscriptionsQuery { started_before: walk.before, page: walk.page, ..SubscriptionsQuery::default() }
}
