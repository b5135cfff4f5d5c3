use std::io::Write;

use jiff::Timestamp;
use serde::Serialize;

use crate::app::List;
use crate::domain::{
    ListQuery, Listing, OrderRow, OrderStatus, Organization, OrganizationId, SubscriptionRow, SubscriptionStatus,
};
use crate::shell::exports::{self, ExportError};
use crate::store::{Ledger, LedgerError};
use crate::view::terminal::{self, Measuring};
use crate::view::{ListPage, json};

/// What orders and subscriptions differ in, where they are listed.
pub(in crate::cli) trait Kind {
    /// Which list it is.
    const LIST: List;
    /// A row of the ledger.
    type Row;

    /// A part of the list, and how many rows there are.
    fn list(ledger: &Ledger, of: OrganizationId, query: &ListQuery) -> Result<Listing<Self::Row>, LedgerError>;

    /// Every row, one after the other.
    fn each(
        ledger: &Ledger,
        of: OrganizationId,
        query: &ListQuery,
        take: impl FnMut(Self::Row) -> Result<(), ExportError>,
    ) -> Result<(), ExportError>;

    /// Every row as the window's export writes it.
    fn csv(ledger: &Ledger, of: OrganizationId, query: &ListQuery, out: &mut dyn Write) -> Result<(), ExportError>;

    /// What JSON says of a row.
    fn json(row: &Self::Row, of: &Organization, now: Timestamp) -> impl Serialize;

    /// The table of the rows.
    fn table<'a>(page: &'a ListPage<'a>) -> Measuring<'a, Self::Row>;

    /// Whether a code is one of Polar's known statuses.
    fn is_status(code: &str) -> bool;

    /// The statuses that rows of the ledger have.
    fn statuses(ledger: &Ledger, of: OrganizationId) -> Result<Vec<String>, LedgerError>;
}

/// `revone orders`.
pub(in crate::cli) struct Orders;

/// `revone subscriptions`.
pub(in crate::cli) struct Subscriptions;

impl Kind for Orders {
    const LIST: List = List::Orders;
    type Row = OrderRow;

    fn list(ledger: &Ledger, of: OrganizationId, query: &ListQuery) -> Result<Listing<OrderRow>, LedgerError> {
        ledger.list_orders(of, query)
    }

    fn each(
        ledger: &Ledger,
        of: OrganizationId,
        query: &ListQuery,
        take: impl FnMut(OrderRow) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        ledger.each_order(of, query, take)
    }

    fn csv(ledger: &Ledger, of: OrganizationId, query: &ListQuery, out: &mut dyn Write) -> Result<(), ExportError> {
        exports::write_orders(ledger, of, query, out)
    }

    fn json(row: &OrderRow, of: &Organization, _: Timestamp) -> impl Serialize {
        json::order(row, of)
    }

    fn table<'a>(page: &'a ListPage<'a>) -> Measuring<'a, OrderRow> {
        terminal::orders(page)
    }

    fn is_status(code: &str) -> bool {
        !matches!(OrderStatus::from_code(code), OrderStatus::Other(_))
    }

    fn statuses(ledger: &Ledger, of: OrganizationId) -> Result<Vec<String>, LedgerError> {
        ledger.order_statuses(of)
    }
}

impl Kind for Subscriptions {
    const LIST: List = List::Subscriptions;
    type Row = SubscriptionRow;

    fn list(ledger: &Ledger, of: OrganizationId, query: &ListQuery) -> Result<Listing<SubscriptionRow>, LedgerError> {
        ledger.list_subscriptions(of, query)
    }

    fn each(
        ledger: &Ledger,
        of: OrganizationId,
        query: &ListQuery,
        take: impl FnMut(SubscriptionRow) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        ledger.each_subscription(of, query, take)
    }

    fn csv(ledger: &Ledger, of: OrganizationId, query: &ListQuery, out: &mut dyn Write) -> Result<(), ExportError> {
        exports::write_subscriptions(ledger, of, query, out)
    }

    fn json(row: &SubscriptionRow, of: &Organization, now: Timestamp) -> impl Serialize {
        json::subscription(row, of, now)
    }

    fn table<'a>(page: &'a ListPage<'a>) -> Measuring<'a, SubscriptionRow> {
        terminal::subscriptions(page)
    }

    fn is_status(code: &str) -> bool {
        !matches!(SubscriptionStatus::from_code(code), SubscriptionStatus::Other(_))
    }

    fn statuses(ledger: &Ledger, of: OrganizationId) -> Result<Vec<String>, LedgerError> {
        ledger.subscription_statuses(of)
    }
}
