use super::instant::Instant;
use super::today::About;
use crate::app::List;
use crate::view::page::{ListPage, zone_name};

/// What stands before the first row of a list, and before every other.
pub const BEFORE_ROW: [&str; 2] = ["\n", ",\n"];

/// What stands after the last row of a list.
pub const AFTER_ROWS: &str = "\n]}\n";

/// What stands before the first row of `revone orders --json` or `revone subscriptions --json`: whose rows follow, in
/// which time zone days were meant, when Polar answered last, and whether the ledger holds the whole history. The rows
/// are written one by one, each in a line of its own, because there may be more of them than memory should hold.
///
/// # Errors
/// When a text cannot be written as JSON.
pub fn before_rows(page: &ListPage<'_>) -> serde_json::Result<String> {
    let organization = serde_json::to_string(&About::of(page.organization))?;
    let time_zone = serde_json::to_string(&zone_name(page.zone, page.now))?;
    let last_success = serde_json::to_string(&page.health.last_success.map(Instant))?;
    let (complete, rows) = (page.complete, name(page.list));
    Ok(format!(
        "{{\"organization\":{organization},\"time_zone\":{time_zone},\"last_success\":{last_success},\"complete\":{complete},\"{rows}\":["
    ))
}

fn name(list: List) -> &'static str {
    match list {
        List::Orders => "orders",
        List::Subscriptions => "subscriptions",
    }
}
