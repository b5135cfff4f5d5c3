use jiff::Timestamp;

use super::{Mark, Rejection, RowKind};
use crate::domain::{Announce, Change, Order, OrderId, Organization, Subscription, SubscriptionId};

/// What one answer of Polar, or several, change: stored whole or not at all.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Orders to insert or update. One that is in it twice counts as the later one says.
    pub orders: Vec<Order>,
    /// Subscriptions to insert or update.
    pub subscriptions: Vec<Subscription>,
    /// Orders that Polar does not have any more.
    pub gone_orders: Vec<OrderId>,
    /// Subscriptions that Polar does not have any more.
    pub gone_subscriptions: Vec<SubscriptionId>,
    /// Rows that could not be read.
    pub rejections: Vec<Rejection>,
    /// Kinds of which every row has been read since an instant: what could not be read before it and was not seen again is
    /// forgotten.
    pub read_whole: Vec<(RowKind, Timestamp)>,
    /// A complete refresh that began then is over: what had no readable id and was not seen in it is forgotten.
    pub refreshed_since: Option<Timestamp>,
    /// The organization itself, when it was read.
    pub organization: Option<Organization>,
    /// Marks to set, or with `None` to take away.
    pub marks: Vec<(&'static str, Option<Mark>)>,
    /// Which first sights of an order are news.
    pub announce: Announce,
    /// A refresh succeeded with it: stamps the organization's last success.
    pub success: bool,
    /// The instant of it all, by the clock of this process.
    pub at: Timestamp,
}

impl Default for Batch {
    /// Nothing, announced to nobody, at the epoch.
    fn default() -> Self {
        Self {
            orders: Vec::new(),
            subscriptions: Vec::new(),
            gone_orders: Vec::new(),
            gone_subscriptions: Vec::new(),
            rejections: Vec::new(),
            read_whole: Vec::new(),
            refreshed_since: None,
            organization: None,
            marks: Vec::new(),
            announce: Announce::Nothing,
            success: false,
            at: Timestamp::UNIX_EPOCH,
        }
    }
}

/// What a batch changed. The same batch again changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Orders never seen before.
    pub new_orders: u64,
    /// Orders whose row is different now.
    pub changed_orders: u64,
    /// Subscriptions never seen before.
    pub new_subscriptions: u64,
    /// Subscriptions whose row is different now.
    pub changed_subscriptions: u64,
    /// Orders that are not there any more.
    pub removed_orders: u64,
    /// Subscriptions that are not there any more.
    pub removed_subscriptions: u64,
    /// What was put into the outbox.
    pub changes: Vec<Change>,
}
