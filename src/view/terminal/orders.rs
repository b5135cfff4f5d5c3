use super::columns::{Cell, Column, Side};
use super::ink::Style;
use super::listing::{Measuring, Pen};
use crate::domain::{OrderRow, OrderStatus};
use crate::money::Money;
use crate::view::lines::UNKNOWN;
use crate::view::page::ListPage;
use crate::view::terms::{self, capitalized};
use crate::view::text::{NAME, cells};
use crate::view::words::terminal::titles;

const fn column(title: &'static str, side: Side, rank: usize, least: Option<usize>) -> Column {
    Column { title, side, rank, least }
}

/// The ranks say what a narrow terminal leaves out: the instant stays longest.
const COLUMNS: [Column; 10] = [
    column(titles::DATE, Side::Left, 0, None),
    column(titles::PRODUCT, Side::Left, 2, Some(16)),
    column(titles::KIND, Side::Left, 4, None),
    column(titles::STATUS, Side::Left, 3, None),
    column(titles::AMOUNT, Side::Right, 1, None),
    column(titles::REFUNDED, Side::Right, 6, None),
    column(titles::TAX, Side::Right, 8, None),
    column(titles::FEE, Side::Right, 9, None),
    column(titles::INVOICE, Side::Left, 5, None),
    column(titles::ORDER, Side::Left, 7, None),
];

/// The table of `revone orders`, newest first as its rows come. Amounts are revenue, without tax.
pub fn orders<'a>(page: &'a ListPage<'a>) -> Measuring<'a, OrderRow> {
    Measuring::new(page, &COLUMNS, row)
}

fn row(pen: &Pen<'_>, order: &OrderRow) -> Vec<Cell> {
    let of_it = |minor: i64| match minor {
        0 => String::new(),
        _ => pen.amounts.money(Money::new(minor, order.amount.currency)),
    };
    let words = |words: Option<String>| capitalized(&words.unwrap_or_default());
    let text = |text: Option<&str>| text.and_then(|text| cells(text, 4 * NAME));
    vec![
        pen.instant(order.created_at).into(),
        text(order.product_name.as_deref()).unwrap_or_else(|| UNKNOWN.to_owned()).into(),
        words(terms::billing_reason(&order.billing_reason)).into(),
        Cell { text: words(terms::order_status(&order.status)), style: style(&order.status) },
        pen.amounts.money(order.amount).into(),
        of_it(order.refunded).into(),
        of_it(order.tax).into(),
        order.platform_fee.map_or_else(String::new, |fee| pen.amounts.money(fee)).into(),
        text(order.invoice_number.as_deref()).unwrap_or_default().into(),
        order.id.to_string().into(),
    ]
}

fn style(status: &OrderStatus) -> Option<Style> {
    match status {
        OrderStatus::Paid => Some(Style::Green),
        OrderStatus::Pending => Some(Style::Yellow),
        OrderStatus::Refunded | OrderStatus::PartiallyRefunded => Some(Style::Red),
        OrderStatus::Draft | OrderStatus::Void => Some(Style::Dim),
        OrderStatus::Other(_) => None,
    }
}
