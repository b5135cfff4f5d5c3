use super::*;
use crate::view::samples::days::{self, A_BAD_DAY, IN_DOLLARS, IN_SEVERAL, QUIET};

fn rows(text: &str) -> Vec<Vec<&str>> {
    text.strip_suffix("\r\n").unwrap().split("\r\n").map(|row| row.split(',').collect()).collect()
}

#[test]
fn the_interface_is_stable() {
    let text = history(&days::history(&[IN_DOLLARS, QUIET, A_BAD_DAY, IN_SEVERAL]));
    insta::assert_snapshot!(text.replace("\r\n", "\n"), @r"
    date,currency,complete,revenue,net_revenue,refunds,average_order_value,mrr,committed_mrr,trial_mrr,arr,average_revenue_per_user,orders,new_subscriptions,renewals,canceled,churned,churn_rate,active,committed,trialing
    2026-11-19,usd,true,412.50,363.00,29.00,58.93,4186.81,4186.81,18.00,50241.72,69.78,7,2,5,1,3,0.0328,183,177,4
    2026-11-19,eur,true,0.00,0.00,0.00,,0.00,0.00,0.00,0.00,,,,,,,,,,
    2026-11-19,gbp,true,0.00,0.00,0.00,,0.00,0.00,0.00,0.00,,,,,,,,,,
    2026-11-19,jpy,true,0,0,0,,0,0,0,0,,,,,,,,,,
    2026-11-20,usd,true,0.00,0.00,0.00,,0.00,0.00,18.00,0.00,,0,2,5,1,3,0.0328,183,177,4
    2026-11-20,eur,true,0.00,0.00,0.00,,0.00,0.00,0.00,0.00,,,,,,,,,,
    2026-11-20,gbp,true,0.00,0.00,0.00,,0.00,0.00,0.00,0.00,,,,,,,,,,
    2026-11-20,jpy,true,0,0,0,,0,0,0,0,,,,,,,,,,
    2026-11-21,usd,true,-12.50,-1011.50,999.00,-6.25,4186.81,4186.81,18.00,50241.72,69.78,2,2,5,1,3,0.0328,183,177,4
    2026-11-21,eur,true,0.00,0.00,0.00,,0.00,0.00,0.00,0.00,,,,,,,,,,
    2026-11-21,gbp,true,0.00,0.00,0.00,,0.00,0.00,0.00,0.00,,,,,,,,,,
    2026-11-21,jpy,true,0,0,0,,0,0,0,0,,,,,,,,,,
    2026-11-22,usd,true,58.00,57.10,0.00,29.00,4186.81,4186.81,18.00,50241.72,69.78,4,2,5,1,3,0.0328,183,177,4
    2026-11-22,eur,true,96.00,0.00,96.00,96.00,250.00,250.00,0.00,3000.00,4.17,,,,,,,,,
    2026-11-22,gbp,true,0.00,-0.30,0.00,,0.00,0.00,0.00,0.00,,,,,,,,,,
    2026-11-22,jpy,true,1500,1500,0,1500,0,0,0,0,,,,,,,,,,
    ");
}

#[test]
fn every_row_has_every_column_and_ends_as_a_row_does() {
    let text = history(&days::history(&[IN_SEVERAL, QUIET]));
    let rows = rows(&text);
    assert_eq!(rows.len(), 1 + 2 * 4, "two days in dollars, euros, pounds and yen");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(!text.contains('"'));
}

#[test]
fn a_column_of_counts_adds_up_whatever_currencies_there_are() {
    let text = history(&days::history(&[IN_SEVERAL, IN_DOLLARS]));
    let rows = rows(&text);
    let orders = rows[0].iter().position(|title| *title == "orders").unwrap();
    let sum: u64 = rows[1..].iter().filter_map(|row| row[orders].parse::<u64>().ok()).sum();
    assert_eq!(sum, 4 + 7);
}

#[test]
fn what_is_not_known_is_empty() {
    let since = "2026-11-22T00:00:00Z".parse().unwrap();
    let text = history(&days::history_since(&[IN_DOLLARS, IN_DOLLARS], since, since));
    assert_eq!(rows(&text)[1].join(","), format!("2026-11-21,usd,false{}", ",".repeat(18)));
}

#[test]
fn a_shop_that_never_sold_has_a_row_a_day_in_dollars() {
    let nothing = History { currencies: Vec::new(), ..days::history(&[QUIET, QUIET]) };
    let text = history(&nothing);
    assert!(rows(&text)[1..].iter().all(|row| row[1] == "usd" && row[3] == "0.00"), "{text}");
}

#[test]
fn an_amount_is_exact_however_large() {
    for (minor, code, expected) in [
        (0, "usd", "0.00"),
        (5, "usd", "0.05"),
        (-5, "usd", "-0.05"),
        (-123_456, "eur", "-1234.56"),
        (500, "jpy", "500"),
        (-500, "jpy", "-500"),
        (i128::MIN, "jpy", "-170141183460469231731687303715884105728"),
        (i128::MAX, "usd", "1701411834604692317316873037158841057.27"),
    ] {
        assert_eq!(major(minor, Currency::parse(code).unwrap()), expected, "{minor} {code}");
    }
}
