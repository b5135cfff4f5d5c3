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
use crate::view::words;

/// How many products and subscriptions a card names.
const NAMED: usize = 10;

/// The longest name in a table.
const NAME: usize = 64;

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
            let more = words::dashboard::more_products(others.len() as u64, self.amounts.numbers());
            rows.push(Row {
                cells: vec![more.into(), self.count(orders).into(), self.menu(revenue).into()],
                share: Some(thousandth(revenue, most)),
                ..Row::default()
            });
        }
        let none = rows.is_empty().then(|| words::dashboard::nothing_sold(self.of_several().as_deref()));
        card(
            Place::Start,
            "products",
            words::dashboard::PRODUCTS,
            if self.several { words::dashboard::ORDERS_IN_ANY_CURRENCY.to_owned() } else { String::new() },
            columns([
                (words::dashboard::PRODUCT, false),
                (words::dashboard::ORDERS, true),
                (words::dashboard::REVENUE, true),
            ]),
            rows,
            if products.is_none() { Some(words::dashboard::DOWNLOADING.to_owned()) } else { none },
        )
    }

    /// What became of what customers paid in these days.
    pub fn kept(&self) -> Card {
        let kept = self.dashboard.sold.kept.as_ref();
        let rows = kept.map(|kept| self.kept_rows(kept)).unwrap_or_default();
        card(
            Place::End,
            "kept",
            words::dashboard::WHAT_YOU_KEEP,
            words::dashboard::OF_THE_ORDERS.to_owned(),
            columns([(words::dashboard::PART, false), (words::dashboard::AMOUNT, true)]),
            rows,
            kept.is_none().then(|| words::dashboard::DOWNLOADING.to_owned()),
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
            row(words::dashboard::PAID, minor(&kept.paid), false),
            row(words::dashboard::TAX, -minor(&kept.tax), false),
            row(words::dashboard::FEES, -minor(&kept.fees), false),
            row(words::dashboard::REFUNDS, -minor(&kept.refunds), false),
            row(words::dashboard::YOURS, minor(&kept.yours), true),
        ];
        // A fee that was settled in a currency in which nothing is sold belongs to no other page of the dashboard.
        let elsewhere = kept
            .fees
            .iter()
            .filter(|(currency, fee)| *currency != self.currency && *fee != 0 && kept.paid.minor(*currency) == 0);
        rows.extend(elsewhere.map(|(currency, fee)| Row {
            cells: vec![
                words::dashboard::fees_settled_in(&currency.code().to_uppercase()).into(),
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
            vec![
                row(words::dashboard::TODAY, today),
                row(words::dashboard::NEXT_7_DAYS, next_7_days),
                row(words::dashboard::NEXT_30_DAYS, next_30_days),
            ]
        };
        let none = due.is_some_and(|due| due.next_30_days.renewals == 0);
        card(
            Place::Start,
            "due",
            words::dashboard::MONEY_DUE,
            words::dashboard::renewals_to_come(self.several).to_owned(),
            columns([
                (words::dashboard::WHEN, false),
                (words::dashboard::RENEWALS, true),
                (words::dashboard::REVENUE, true),
            ]),
            due.map(rows).unwrap_or_default(),
            if due.is_none() {
                Some(words::dashboard::DOWNLOADING.to_owned())
            } else {
                none.then(|| words::dashboard::NO_RENEWALS.to_owned())
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
            let cells = [words::dashboard::MORE.to_owned(), String::new(), String::new(), self.exact(total - named)];
            rows.push(Row { cells: cells.map(Cell::from).into(), ..Row::default() });
        }
        let note = if rows.is_empty() { String::new() } else { words::dashboard::overdue(&self.menu(total)) };
        let none = rows.is_empty().then(|| words::dashboard::nothing_overdue(self.of_several().as_deref()));
        card(
            Place::Start,
            "at_risk",
            words::dashboard::AT_RISK,
            note,
            columns([
                (words::dashboard::SUBSCRIPTION, false),
                (words::dashboard::OVERDUE_SINCE, false),
                (words::dashboard::NEXT_ATTEMPT, false),
                (words::dashboard::REVENUE, true),
            ]),
            rows,
            if at_risk.is_none() { Some(words::dashboard::DOWNLOADING.to_owned()) } else { none },
        )
    }

    fn overdue_row(&self, one: &AtRisk) -> Row {
        let date = |at: Option<Timestamp>| at.map_or_else(|| UNKNOWN.to_owned(), |at| self.when.date(at));
        let attempt =
            one.next_attempt.map_or_else(|| words::dashboard::NONE_PLANNED.to_owned(), |at| self.when.date(at));
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
                rows.push(row(words::dashboard::LATER.to_owned(), later, &later_mrr));
            }
            if rows.len() > 1 {
                rows.push(Row {
                    sum: true,
                    ..row(words::dashboard::IN_ALL.to_owned(), leaving.subscriptions, &leaving.mrr)
                });
            }
            rows
        };
        let none = leaving.is_some_and(|leaving| leaving.subscriptions == 0);
        card(
            Place::End,
            "leaving",
            words::dashboard::LEAVING,
            words::dashboard::still_running(self.several).to_owned(),
            columns([
                (words::dashboard::UNTIL, false),
                (words::dashboard::SUBSCRIPTIONS, true),
                (words::dashboard::MRR, true),
            ]),
            leaving.map(rows).unwrap_or_default(),
            if leaving.is_none() {
                Some(words::dashboard::DOWNLOADING.to_owned())
            } else {
                none.then(|| words::dashboard::NOBODY_IS_LEAVING.to_owned())
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
                row(words::dashboard::NEW, Some(minor(&of.new)), false),
                row(words::dashboard::EXPANSION, of.expansion.as_ref().map(minor), false),
                row(words::dashboard::CONTRACTION, of.contraction.as_ref().map(|totals| -minor(totals)), false),
                row(words::dashboard::CHURN, Some(-minor(&of.churn)), false),
                row(words::dashboard::CHANGE_OF_MRR, Some(minor(&of.net)), true),
            ]
        };
        card(
            Place::End,
            "movement",
            words::dashboard::HOW_MRR_MOVED,
            words::dashboard::IN_THE_LAST_30_DAYS.to_owned(),
            columns([(words::dashboard::PART, false), (words::dashboard::MRR, true)]),
            movement.map(rows).unwrap_or_default(),
            movement.is_none().then(|| words::dashboard::DOWNLOADING.to_owned()),
        )
    }

    /// What a row that leads to Polar says; the sample shop has no page there.
    pub fn opens(&self, link: WindowLink) -> Option<Said> {
        (!self.sample).then_some(Said::Open { link })
    }
}

/// A product's name, safe to show; the whole of it beside it where it is cut.
pub(super) fn name(name: Option<&str>) -> Cell {
    let Some(text) = name.and_then(|name| line(name, NAME)) else {
        return words::dashboard::WITHOUT_A_NAME.to_owned().into();
    };
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
