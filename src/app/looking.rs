//! What the owner looks at on the dashboard, and what is read for it.

use crate::domain::{ListQuery, Listing, OrderRow, SubscriptionRow};
use crate::figures::{History, Outlook, Sold, Span};
use crate::money::Currency;

/// How many rows a list shows at once.
const ROWS: u64 = 25;

/// What the dashboard is to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looking {
    /// Which days.
    pub span: Span,
    /// In which currency; `None` is the one with the most orders.
    pub currency: Option<Currency>,
    /// Which orders.
    pub orders: Wish,
    /// Which subscriptions.
    pub subscriptions: Wish,
}

/// Which rows of a list are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// What is looked for; may be empty.
    pub search: String,
    /// Only rows of this status, by Polar's code.
    pub status: Option<String>,
    /// The page of rows, from 0.
    pub page: u32,
}

/// The lists of the dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// Orders.
    Orders,
    /// Subscriptions.
    Subscriptions,
}

/// Another thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Other days.
    Span(Span),
    /// Another currency.
    Currency(Currency),
    /// Other rows.
    Rows(List, Wish),
}

/// What can be written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Export {
    /// The figures of the days that are shown.
    Days,
    /// All rows of a list that are looked for.
    Rows(List),
}

impl Wish {
    /// The rows of its page.
    pub fn query(&self) -> ListQuery {
        ListQuery { skip: u64::from(self.page) * ROWS, limit: ROWS, ..self.all() }
    }

    /// All rows that are looked for.
    pub fn all(&self) -> ListQuery {
        ListQuery {
            search: self.search.clone(),
            status: self.status.clone(),
            period: None,
            skip: 0,
            limit: u64::from(u32::MAX),
        }
    }

    /// The place of its first row in the list, from 0.
    pub fn first(&self) -> u64 {
        self.query().skip
    }
}

impl Looking {
    /// Looks at something else.
    pub(super) fn turn_to(&mut self, look: Look) {
        match look {
            Look::Span(span) => self.span = span,
            Look::Currency(currency) => self.currency = Some(currency),
            Look::Rows(List::Orders, wish) => self.orders = wish,
            Look::Rows(List::Subscriptions, wish) => self.subscriptions = wish,
        }
    }
}

impl Looking {
    /// Turns a list that is looked at beyond its end back to its last page, and says whether one was.
    pub(super) fn back_to_what_there_is(&mut self, read: &Dashboard) -> bool {
        let lists = [
            (&mut self.orders, read.orders.rows.is_empty(), read.orders.total),
            (&mut self.subscriptions, read.subscriptions.rows.is_empty(), read.subscriptions.total),
        ];
        let mut back = false;
        for (wish, nothing, total) in lists {
            if nothing && wish.page > 0 {
                wish.page = u32::try_from(total.saturating_sub(1) / ROWS).unwrap_or(0).min(wish.page - 1);
                back = true;
            }
        }
        back
    }
}

/// What was read for the dashboard, at one instant of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Dashboard {
    /// What it was read for.
    pub looking: Looking,
    /// The days.
    pub days: History,
    /// The days before that stand beside them.
    pub days_before: History,
    /// What these days sold.
    pub sold: Sold,
    /// What is to be expected.
    pub outlook: Outlook,
    /// The orders.
    pub orders: Listing<OrderRow>,
    /// The subscriptions.
    pub subscriptions: Listing<SubscriptionRow>,
}
