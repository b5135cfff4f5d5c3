use jiff::tz::TimeZone;

use crate::app::Region;
use crate::shell::rejected;
use crate::store::{Rejection, RowKind};
use crate::view::region::Numbers;
use crate::view::words;

/// More rows than this are counted and not named.
const NAMED: usize = 10;

/// The rows of Polar's that could not be read, by name; `None` when there are none.
pub(super) fn report(rejections: &[Rejection], zone: &TimeZone, region: &Region) -> Option<String> {
    if rejections.is_empty() {
        return None;
    }
    let mut lines = vec![words::unreadable(&rejected::of(rejections), &Numbers::of(region))];
    lines.extend(rejections.iter().take(NAMED).map(|rejection| row(rejection, zone, region)));
    if rejections.len() > NAMED {
        lines.push(words::doctor::and_more(rejections.len() - NAMED));
    }
    Some(lines.join("\n    "))
}

fn row(rejection: &Rejection, zone: &TimeZone, region: &Region) -> String {
    let unreadable = match rejection.kind {
        RowKind::Order => words::doctor::unreadable_order,
        RowKind::Subscription => words::doctor::unreadable_subscription,
        RowKind::Organization => words::doctor::unreadable_organization,
    };
    let id = rejection.id.map(|id| id.hyphenated().to_string());
    let seen = words::instant(rejection.seen_at, zone, region);
    unreadable(id.as_deref(), &rejection.path, &rejection.reason, &seen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use uuid::Uuid;

    fn rejection(kind: RowKind, id: Option<Uuid>) -> Rejection {
        let seen_at: Timestamp = "2026-11-22T14:02:00Z".parse().unwrap();
        Rejection { kind, id, path: "items[3].net_amount".to_owned(), reason: "missing".to_owned(), seen_at }
    }

    #[test]
    fn rows_are_named_and_beyond_ten_counted() {
        let known = rejection(RowKind::Order, Some(Uuid::from_u128(7)));
        let unknown = rejection(RowKind::Subscription, None);
        insta::assert_snapshot!(report(&[known, unknown.clone()], &TimeZone::UTC, &Region::default()).unwrap(), @r"
        2 rows from Polar could not be read. What was known of them before stays; a newer version of Revone may know them.
            order 00000000-0000-0000-0000-000000000007: items[3].net_amount in Polar’s orders, missing; seen 22 Nov 2026, 14:02
            subscription without a readable id: items[3].net_amount in Polar’s subscriptions, missing; seen 22 Nov 2026, 14:02
        ");
        assert!(
            report(&vec![unknown.clone(); 13], &TimeZone::UTC, &Region::default()).unwrap().ends_with("and 3 more")
        );
        let full = report(&vec![unknown; 50], &TimeZone::UTC, &Region::default()).unwrap();
        assert!(full.starts_with("At least 50 rows") && full.ends_with("and 40 more"), "no more of them are kept");
        assert_eq!(report(&[], &TimeZone::UTC, &Region::default()), None);
    }
}
