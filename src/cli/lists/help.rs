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
