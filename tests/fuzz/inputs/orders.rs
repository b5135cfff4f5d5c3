//! Pages of orders, and a single one.

use revone::polar::{read_order, read_orders};

use super::{answers, faces, rows};

pub fn check(bytes: &[u8]) {
    let answer = answers::of(bytes, || rows::page(4, rows::order));
    answers::holds(&answer, read_orders);
    if let Err(trouble) = read_order(&answer.response) {
        answers::holds_trouble(&trouble);
    }
    if answer.stored
        && let Ok(page) = read_orders(&answer.response)
    {
        faces::stored_and_shown(bytes.last().copied().unwrap_or_default(), |batch| batch.orders = page.items);
    }
}
