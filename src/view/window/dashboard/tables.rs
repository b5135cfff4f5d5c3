use std::cmp::Reverse;

use jiff::Timestamp;

use super::Shown;
use super::axis::thousandth;
use crate::domain::{AtRisk, ProductTotals};
use crate::figures::{Due, Expected, Kept, Leaving, MrrMovement};
use crate::money::Totals;
use crate::view::lines::UNKNOWN;
use crate::view::text::line;
use crate::view::window::blocks::{Block, Card, Cell, Column, Place, Row, Table};
use crate::view::window::said::{Said, WindowLink};

/// How many products and subscriptions a card names.
const NAMED: usize = 10;

/// The longest name in a table.
const NAME: usize = 64;

/// Said while a part of the ledger that a card is made of is still being downloaded.
const DOWNLOADING: &str = "Still being downloaded.";

impl Shown<'_> {
    /// What these days sold, by product.
    pub fn products(&self) -> Card {
        let products = self.dashboard.sold.products.as_deref();
        let mut known: Vec<&ProductTotals> = products
            .unwrap_or_default()
            .iter()
            .filter(|product| product.revenue.currencies().any(|currency| currency == self.currency))
            .collect();
        // One without a name comes after those with one; the id makes the order the same each time.
        known.sort_by_key(|product| {
            (Reverse(product.revenue.minor(self.currency)), product.name.is_none(), &product.name, product.id)
        });
        let most = known.iter().map(|product| product.revenue.minor(self.currency)).max().unwrap_or_default();
        let row = |product: &&ProductTotals| {
            let revenue = product.revenue.minor(self.currency);
            Row {
                cells: vec![
                    name(product.name.as_deref()),
                    self.count(product.orders).into(),
                    self.menu(revenue).into(),
                ],
                share: Some(thousandth(revenue, most)),
                ..Row::default()
            }
        };
        let mut rows: Vec<Row> = known.iter().take(NAMED).map(row).collect();
        if let Some(others) = known.get(NAMED..).filter(|others| !others.is_empty()) {
            let (orders, revenue) = others.iter().fold((0_u64, 0_i128), |(orders, revenue), product| {
                (orders.saturating_add(product.orders), revenue.saturating_add(product.revenue.minor(self.currency)))
            });
            let words = self.amounts.numbers().things(others.len() as u64, "more product", "more products");
            rows.push(Row {
                cells: vec![words.into(), self.count(orders).into(), self.menu(revenue).into()],
                share: Some(thousandth(revenue, most)),
                ..Row::default()
            });
        }
        let none = || self.none("Nothing was sold in these days.", "Nothing was sold in {} in these days.");
        let empty = rows.is_empty().then(none);
        card(
            Place::Start,
            "products",
            "Products",
            self.counted("", "Orders"),
            columns([("Product", false), ("Orders", true), ("Revenue", true)]),
            rows,
            if products.is_none() { Some(DOWNLOADING.to_owned()) } else { empty },
        )
    }

    /// What became of what customers paid in these days.
    pub fn kept(&self) -> Card {
        let kept = self.dashboard.sold.kept.as_ref();
        let rows = kept.map(|kept| self.kept_rows(kept)).unwrap_or_default();
        card(
            Place::End,
            "kept",
            "What You Keep",
            "Of the orders of these days".to_owned(),
            columns([("Part", false), ("Amount", true)]),
            rows,
            kept.is_none().then(|| DOWNLOADING.to_owned()),
        )
    }

    fn kept_rows(&self, kept: &Kept) -> Vec<Row> {
        let minor = |totals: &Totals| totals.minor(self.currency);
        let row = |label: &str, amount: i128, sum: bool| Row {
            cells: vec![label.to_owned().into(), self.exact(amount).into()],
            sum,
            ..Row::default()
        };
        let mut rows = vec![
            row("Paid by customers", minor(&kept.paid), false),
            row("Tax, which Polar remits", -minor(&kept.tax), false),
            row("Polar’s fees, as far as settled", -minor(&kept.fees), false),
            row("Refunds, without tax", -minor(&kept.refunds), false),
            row("Yours", minor(&kept.yours), true),
        ];
        // A fee that was settled in a currency in which nothing is sold belongs to no other page of the dashboard.
        let elsewhere = kept
            .fees
            .iter()
            .filter(|(currency, fee)| *currency != self.currency && *fee != 0 && kept.paid.minor(*currency) == 0);
        rows.extend(elsewhere.map(|(currency, fee)| Row {
            cells: vec![
                format!("Polar’s fees, settled in {}", currency.code().to_uppercase()).into(),
                self.amounts.exact(-fee, currency).into(),
            ],
            ..Row::default()
        }));
        rows
    }

    /// Renewals to come.
    pub fn due(&self) -> Card {
        let due = self.dashboard.outlook.due.as_ref();
        let row = |when: &str, expected: &Expected| Row {
            cells: vec![
                when.to_owned().into(),
                self.count(expected.renewals).into(),
                self.menu(expected.amount.minor(self.currency)).into(),
            ],
            ..Row::default()
        };
        let rows = |Due { today, next_7_days, next_30_days }: &Due| {
            vec![row("Today", today), row("Next 7 days", next_7_days), row("Next 30 days", next_30_days)]
        };
        let none = due.is_some_and(|due| due.next_30_days.renewals == 0);
        card(
            Place::Start,
            "due",
            "Money Due",
            self.counted("Renewals to come, as things stand", "renewals"),
            columns([("When", false), ("Renewals", true), ("Revenue", true)]),
            due.map(rows).unwrap_or_default(),
            if due.is_none() {
                Some(DOWNLOADING.to_owned())
            } else {
                none.then(|| "No renewals in the next 30 days.".to_owned())
            },
        )
    }

    /// Subscriptions whose payment is overdue.
    pub fn at_risk(&self) -> Card {
        let at_risk = self.dashboard.outlook.at_risk.as_ref();
        let items = at_risk.iter().flat_map(|overdue| &overdue.items);
        let own: Vec<&AtRisk> = items.filter(|one| one.amount.currency == self.currency).collect();
        let mut rows: Vec<Row> = own.iter().take(NAMED).map(|one| self.overdue_row(one)).collect();
        let total = at_risk.map_or(0, |overdue| overdue.amount.minor(self.currency));
        let named: i128 = own.iter().take(NAMED).map(|one| i128::from(one.amount.minor)).sum();
        if own.len() > NAMED {
            let cells = ["More".to_owned(), String::new(), String::new(), self.exact(total - named)];
            rows.push(Row { cells: cells.map(Cell::from).into(), ..Row::default() });
        }
        let note = if rows.is_empty() { String::new() } else { format!("{} overdue", self.menu(total)) };
        let none = rows.is_empty().then(|| self.none("No payment is overdue.", "No payment in {} is overdue."));
        card(
            Place::Start,
            "at_risk",
            "At Risk",
            note,
            columns([("Subscription", false), ("Overdue since", false), ("Next attempt", false), ("Revenue", true)]),
            rows,
            if at_risk.is_none() { Some(DOWNLOADING.to_owned()) } else { none },
        )
    }

    fn overdue_row(&self, one: &AtRisk) -> Row {
        let date = |at: Option<Timestamp>| at.map_or_else(|| UNKNOWN.to_owned(), |at| self.when.date(at));
        let attempt = one.next_attempt.map_or_else(|| "none planned".to_owned(), |at| self.when.date(at));
        Row {
            cells: vec![
                name(one.product_name.as_deref()),
                date(one.since).into(),
                attempt.into(),
                self.amounts.money(one.amount).into(),
            ],
            opens: self.opens(WindowLink::Subscription(one.id.0)),
            ..Row::default()
        }
    }

    /// Subscriptions that have an end.
    pub fn leaving(&self) -> Card {
        let leaving = self.dashboard.outlook.leaving.as_ref();
        let row = |when: String, subscriptions: u64, mrr: &Totals| Row {
            cells: vec![when.into(), self.count(subscriptions).into(), self.menu(mrr.minor(self.currency)).into()],
            ..Row::default()
        };
        let rows = |leaving: &Leaving| {
            let mut rows: Vec<Row> = leaving
                .by_date
                .iter()
                .take(NAMED)
                .map(|on| row(self.when.dates().weekday(on.date), on.subscriptions, &on.mrr))
                .collect();
            let (mut later, mut later_mrr) = (leaving.later_subscriptions, leaving.later_mrr.clone());
            for on in leaving.by_date.iter().skip(NAMED) {
                later = later.saturating_add(on.subscriptions);
                later_mrr.add_totals(&on.mrr);
            }
            if later > 0 {
                rows.push(row("Later".to_owned(), later, &later_mrr));
            }
            if rows.len() > 1 {
                rows.push(Row { sum: true, ..row("In all".to_owned(), leaving.subscriptions, &leaving.mrr) });
            }
            rows
        };
        let none = leaving.is_some_and(|leaving| leaving.subscriptions == 0);
        card(
            Place::End,
            "leaving",
            "Leaving",
            self.counted("Cancelled, and still running until then", "subscriptions"),
            columns([("Until", false), ("Subscriptions", true), ("MRR", true)]),
            leaving.map(rows).unwrap_or_default(),
            if leaving.is_none() {
                Some(DOWNLOADING.to_owned())
            } else {
                none.then(|| "Nobody is leaving.".to_owned())
            },
        )
    }

    /// How recurring revenue moved.
    pub fn movement(&self) -> Card {
        let movement = self.dashboard.outlook.mrr_movement.as_ref();
        let row = |label: &str, amount: Option<i128>, sum: bool| Row {
            cells: vec![
                label.to_owned().into(),
                amount.map_or_else(|| UNKNOWN.to_owned(), |minor| self.exact(minor)).into(),
            ],
            sum,
            ..Row::default()
        };
        let minor = |totals: &Totals| totals.minor(self.currency);
        let rows = |of: &MrrMovement| {
            vec![
                row("New", Some(minor(&of.new)), false),
                row("Expansion", of.expansion.as_ref().map(minor), false),
                row("Contraction", of.contraction.as_ref().map(|totals| -minor(totals)), false),
                row("Churn", Some(-minor(&of.churn)), false),
                row("Change of MRR", Some(minor(&of.net)), true),
            ]
        };
        card(
            Place::End,
            "movement",
            "How MRR Moved",
            "In the last 30 days".to_owned(),
            columns([("Part", false), ("MRR", true)]),
            movement.map(rows).unwrap_or_default(),
            movement.is_none().then(|| DOWNLOADING.to_owned()),
        )
    }

    /// What a row that leads to Polar says; the sample shop has no page there.
    pub fn opens(&self, link: WindowLink) -> Option<Said> {
        (!self.sample).then_some(Said::Open { link })
    }
}

/// A product's name, safe to show; the whole of it beside it where it is cut.
pub(super) fn name(name: Option<&str>) -> Cell {
    let Some(text) = name.and_then(|name| line(name, NAME)) else { return "Without a name".to_owned().into() };
    let full = name.and_then(|name| line(name, 4 * NAME)).filter(|full| *full != text).unwrap_or_default();
    Cell { text, full }
}

pub(super) fn columns<const N: usize>(columns: [(&str, bool); N]) -> Vec<Column> {
    columns.into_iter().map(|(label, figures)| Column { label: label.to_owned(), figures }).collect()
}

fn card(
    place: Place,
    id: &str,
    heading: &str,
    note: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    nothing: Option<String>,
) -> Card {
    Card {
        id: id.to_owned(),
        heading: heading.to_owned(),
        note: if nothing.is_some() { String::new() } else { note },
        buttons: Vec::new(),
        place,
        nothing,
        block: Block::Table(Table { columns, rows }),
    }
}
