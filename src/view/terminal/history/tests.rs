use jiff::tz::TimeZone;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::app::{Health, Region};
use crate::domain::Organization;
use crate::view::samples::days::{self, A_BAD_DAY, IN_DOLLARS, IN_SEVERAL, QUIET};
use crate::view::samples::{ago, currency, now, organization};

fn printed(figures: &History, width: Option<usize>, colour: bool) -> String {
    let (organization, health) = (organization(), Health { last_success: Some(ago(0)), ..Health::default() });
    let page = HistoryPage {
        organization: &organization,
        sample: false,
        history: figures,
        health: &health,
        zone: &TimeZone::UTC,
        region: &Region::default(),
        now: now(),
    };
    history(&page, width, colour)
}

#[test]
fn a_wide_terminal_shows_every_figure_a_day_a_line() {
    let text = printed(&days::history(&[IN_DOLLARS, QUIET, A_BAD_DAY, IN_DOLLARS]), Some(400), false);
    insta::assert_snapshot!(text, @r"
    Acme Inc
    Updated 14:02
    Days in UTC

    Date              Revenue  Orders  New  Active        MRR         Net  Refunds  Renewed  Canceled  Churned  On Trial  Committed  Avg. Order  Churn Rate  Committed MRR  Trial MRR         ARR    ARPU
    2026-11-19        $412.50       7    2     183  $4,186.81     $363.00   $29.00        5         1        3         4        177      $58.93        3.3%      $4,186.81     $18.00  $50,241.72  $69.78
    2026-11-20          $0.00       0    2     183      $0.00       $0.00    $0.00        5         1        3         4        177                    3.3%          $0.00     $18.00       $0.00
    2026-11-21        −$12.50       2    2     183  $4,186.81  −$1,011.50  $999.00        5         1        3         4        177      −$6.25        3.3%      $4,186.81     $18.00  $50,241.72  $69.78
    2026-11-22 today  $412.50       7    2     183  $4,186.81     $363.00   $29.00        5         1        3         4        177      $58.93        3.3%      $4,186.81     $18.00  $50,241.72  $69.78
    ");
}

#[test]
fn a_day_in_several_currencies_takes_a_line_for_each() {
    let text = printed(&days::history(&[IN_DOLLARS, IN_SEVERAL]), Some(100), false);
    insta::assert_snapshot!(text, @r"
    Acme Inc
    Updated 14:02
    Days in UTC

    Date              Revenue  Orders  New  Active        MRR      Net  Refunds  Renewed  Canceled
    2026-11-21        $412.50       7    2     183  $4,186.81  $363.00   $29.00        5         1
    2026-11-22 today   $58.00       4    2     183  $4,186.81   $57.10    $0.00        5         1
                       €96.00                         €250.00    €0.00   €96.00
                        £0.00                           £0.00   −£0.30    £0.00
                       ¥1,500                              ¥0   ¥1,500       ¥0
    ");
}

#[test]
fn a_narrow_terminal_leaves_out_from_the_right_and_the_currencies_that_stood_there() {
    let text = printed(&days::history(&[IN_DOLLARS, IN_SEVERAL]), Some(40), false);
    insta::assert_snapshot!(text, @r"
    Acme Inc
    Updated 14:02
    Days in UTC

    Date              Revenue  Orders  New
    2026-11-21        $412.50       7    2
    2026-11-22 today   $58.00       4    2
                       €96.00
                       ¥1,500
    ");
}

#[test]
fn what_is_not_known_is_a_dash() {
    let since = "2026-11-22T00:00:00Z".parse().unwrap();
    let text = printed(&days::history_since(&[IN_DOLLARS, IN_DOLLARS], since, since), Some(80), false);
    insta::assert_snapshot!(text, @r"
    Acme Inc
    Updated 14:02
    Days in UTC

    Date              Revenue  Orders  New  Active        MRR      Net  Refunds
    2026-11-21              —       —    —       —          —        —        —
    2026-11-22 today  $412.50       7    2     183  $4,186.81  $363.00   $29.00

    — is not known yet: `revone sync` reads the whole history.
    ");
}

#[test]
fn the_table_is_never_wider_than_the_terminal() {
    let history = days::history(&[IN_SEVERAL, QUIET, A_BAD_DAY, IN_DOLLARS]);
    for width in 1..300 {
        let text = printed(&history, Some(width), false);
        assert!(text.lines().all(|line| line.width() <= width), "{width}\n{text}");
    }
    let since = "2026-11-22T00:00:00Z".parse().unwrap();
    let gaps = printed(&days::history_since(&[IN_DOLLARS, IN_DOLLARS], since, since), Some(24), false);
    assert!(gaps.lines().all(|line| line.width() <= 24) && !gaps.contains('…'), "{gaps}");
    assert_eq!(printed(&history, None, false), printed(&history, Some(400), false));
    let dates = printed(&history, Some(20), false);
    assert!(dates.contains("\n2026-11-22 today\n") && !dates.contains("Revenue"), "{dates}");
}

#[test]
fn colour_is_there_only_when_it_was_asked_for() {
    let history = days::history(&[QUIET, IN_DOLLARS]);
    assert!(!printed(&history, None, false).contains('\u{1b}'));
    let mut plain = printed(&history, None, true);
    assert!(plain.contains("\u{1b}[1mDate"));
    for code in ["[0m", "[1m", "[2m"] {
        plain = plain.replace(&format!("\u{1b}{code}"), "");
    }
    assert_eq!(plain, printed(&history, None, false));
}

#[test]
fn whoever_owns_the_figures_the_columns_stay() {
    let plain = printed(&days::history(&[IN_DOLLARS]), Some(80), false);
    let organization = Organization {
        name: "\u{202e}小さな店 with a very long name 小さな店 小さな店".to_owned(),
        ..organization()
    };
    let health = Health { last_success: Some(ago(0)), ..Health::default() };
    let figures = days::history(&[IN_DOLLARS]);
    let page = HistoryPage {
        organization: &organization,
        sample: false,
        history: &figures,
        health: &health,
        zone: &TimeZone::UTC,
        region: &Region::default(),
        now: now(),
    };
    let text = history(&page, Some(80), false);
    assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), plain.lines().skip(1).collect::<Vec<_>>());
    assert!(!text.contains('\u{202e}'));
}

#[test]
fn two_dollars_are_told_apart() {
    let history = History {
        currencies: vec![Currency::USD, currency("cad")],
        ..days::history(&[days::Sold { revenue: &[(500, "usd"), (700, "cad")], ..QUIET }])
    };
    let text = printed(&history, None, false);
    assert!(text.contains("CA$7.00"), "{text}");
}

#[test]
fn a_rate_is_a_percentage_with_one_decimal() {
    for (hundred_thousandths, expected) in
        [(3_279, "3.3%"), (0, "0.0%"), (150_000, "150.0%"), (50, "0.0%"), (51, "0.1%")]
    {
        assert_eq!(percent(Decimal::new(hundred_thousandths, 5), &Numbers::default()), expected);
    }
}
