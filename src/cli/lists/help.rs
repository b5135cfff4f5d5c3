use clap::Arg;

use crate::cli::known::Known;

/// The statuses of orders that Polar documents, which shells complete.
const OF_ORDERS: [&str; 6] = ["draft", "pending", "paid", "refunded", "partially_refunded", "void"];

/// Those of subscriptions.
const OF_SUBSCRIPTIONS: [&str; 8] =
    ["incomplete", "incomplete_expired", "trialing", "active", "past_due", "canceled", "unpaid", "paused"];

/// Lets shells complete `--status` of `revone orders`; every other argument stays as it is.
pub(in crate::cli) fn order_status(argument: Arg) -> Arg {
    completing(argument, || OF_ORDERS.to_vec())
}

/// The same for `revone subscriptions`.
pub(in crate::cli) fn subscription_status(argument: Arg) -> Arg {
    completing(argument, || OF_SUBSCRIPTIONS.to_vec())
}

fn completing(argument: Arg, words: fn() -> Vec<&'static str>) -> Arg {
    if argument.get_id() != "status" {
        return argument;
    }
    // They stand below the options already.
    argument.value_parser(Known { words, read: as_it_is }).hide_possible_values(true)
}

/// A row may have a status of which nothing is known yet.
fn as_it_is(typed: &str) -> Result<String, String> {
    Ok(typed.to_owned())
}

/// What stands below the options of `revone orders --help`.
pub(in crate::cli) const ORDERS_HELP: &str = "\
Statuses: draft, pending, paid, refunded, partially_refunded, void.

Examples:
  revone orders --since today
  revone orders --since 2026-11-01 --until 2026-11-30 --csv > november.csv
  revone orders --status refunded --search \"pro eur\"
  revone orders --search ACME-0042 --json | jq -r '.orders[].url'

It asks Polar nothing: `revone sync` reads what is new.";

/// What stands below the options of `revone subscriptions --help`.
pub(in crate::cli) const SUBSCRIPTIONS_HELP: &str = "\
Days are those on which subscriptions started.

Statuses: incomplete, incomplete_expired, trialing, active, past_due, canceled, unpaid, paused.

Examples:
  revone subscriptions --status past_due
  revone subscriptions --since 30d --search expensive
  revone subscriptions --limit 0 | less
  revone subscriptions --csv > subscriptions.csv

It asks Polar nothing: `revone sync` reads what is new.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::lists::{Kind, Orders, Subscriptions};

    #[test]
    fn the_statuses_that_are_completed_are_known_and_stand_in_the_help() {
        for (statuses, help, is_status) in [
            (&OF_ORDERS[..], ORDERS_HELP, Orders::is_status as fn(&str) -> bool),
            (&OF_SUBSCRIPTIONS, SUBSCRIPTIONS_HELP, Subscriptions::is_status),
        ] {
            assert!(help.contains(&format!("Statuses: {}.", statuses.join(", "))), "{help}");
            assert!(statuses.iter().all(|status| is_status(status)));
        }
    }
}
