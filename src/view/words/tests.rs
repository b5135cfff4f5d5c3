use std::time::Duration;

use super::*;

/// One of each trouble that there is.
pub(in crate::view) fn every_trouble() -> Vec<Trouble> {
    use polar::Trouble as Polar;
    let of_polar = [
        Polar::Unauthorized,
        Polar::MissingScope(Some(Scope::Orders)),
        Polar::NotFound,
        Polar::Refused(422),
        Polar::RateLimited(Some(Duration::from_secs(60))),
        Polar::RateLimited(None),
        Polar::Server(502),
        Polar::Redirected,
        Polar::Malformed { path: "items[3].net_amount".to_owned(), reason: "a string".to_owned() },
        Polar::TooLarge,
        Polar::NotPolar,
        Polar::Cut,
        Polar::Offline,
        Polar::Timeout,
        Polar::Tls,
    ];
    let own = [
        Trouble::TokenRejected,
        Trouble::MissingScope(Some(Scope::Subscriptions)),
        Trouble::MissingScope(None),
        Trouble::OrganizationGone,
        Trouble::KeychainLocked,
        Trouble::KeychainNotNow,
        Trouble::KeychainRefused,
        Trouble::KeychainMissing,
        Trouble::TokenMissing,
        Trouble::LedgerUnwritable("the disk is full.".to_owned()),
        Trouble::LedgerDamaged,
        Trouble::LedgerNewer,
        Trouble::LedgerReplaced,
        Trouble::BrokeOff,
        Trouble::Setup("REVONE_API_URL is no address.".to_owned()),
    ];
    of_polar.into_iter().map(Trouble::Polar).chain(own).collect()
}

#[test]
fn every_trouble_has_a_short_clause_and_a_whole_sentence_in_one_voice() {
    for trouble in every_trouble() {
        let (clause, sentence) = (clause(&trouble), sentence(&trouble));
        assert!(clause.chars().count() <= 48 && !clause.ends_with('.'), "{clause}");
        assert!(sentence.ends_with('.') && !sentence.contains("..") && !sentence.contains("  "), "{sentence}");
        for word in ["failed to", "please", "simply", "Some(", "{"] {
            assert!(!format!("{clause} {sentence}").to_lowercase().contains(&word.to_lowercase()), "{sentence}");
        }
    }
}

#[test]
fn what_is_missing_is_named() {
    assert!(sentence(&Trouble::MissingScope(Some(Scope::Orders))).contains("orders:read"));
    assert!(sentence(&Trouble::MissingScope(None)).contains("orders:read, organizations:read, subscriptions:read"));
    assert!(
        sentence(&Trouble::LedgerUnwritable("the disk is full.".to_owned())).contains("the disk is full. Make room")
    );
}

#[test]
fn rows_that_could_not_be_read_are_counted_with_the_last_ones_place() {
    let health = |rows, more, path: &str| Health {
        rejected: Rejected { rows, more, last: Some(path.to_owned()) },
        ..Health::default()
    };
    let numbers = Numbers::default();
    assert_eq!(rejected_rows(&Health::default(), &numbers), None);
    assert_eq!(
        rejected_rows(&health(1, false, "items[3].net_amount"), &numbers).as_deref(),
        Some("1 row from Polar could not be read (items[3].net_amount)")
    );
    for (more, said) in [(false, "1,200 rows"), (true, "At least 1,200 rows")] {
        let all = rejected_rows(&health(1200, more, "x\ny"), &numbers).unwrap();
        assert!(all.starts_with(&format!("{said} from Polar could not be read (x y)")), "{all}");
    }
}
