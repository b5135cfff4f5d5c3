use proptest::prelude::*;

use super::*;

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn among(codes: &[&str]) -> Amounts {
    Amounts::among(codes.iter().map(|code| currency(code)), &Region::default())
}

#[test]
fn each_place_shows_as_many_digits_as_it_has_room_for() {
    for (code, minor, menu, bar, exact) in [
        ("usd", 0, "$0", "$0", "$0.00"),
        ("usd", 5, "$0.05", "$0.05", "$0.05"),
        ("usd", 99, "$0.99", "$0.99", "$0.99"),
        ("usd", 41_250, "$412.50", "$412", "$412.50"),
        ("usd", 41_200, "$412", "$412", "$412.00"),
        ("usd", 120_400, "$1,204", "$1,204", "$1,204.00"),
        ("usd", 987_050, "$9,870.50", "$9,870", "$9,870.50"),
        ("usd", 999_999, "$9,999.99", "$9,999", "$9,999.99"),
        ("usd", 1_000_000, "$10,000", "$10K", "$10,000.00"),
        ("usd", 1_190_299, "$11,902", "$11.9K", "$11,902.99"),
        ("usd", 1_249_900, "$12,499", "$12.4K", "$12,499.00"),
        ("usd", 99_999_999, "$999,999", "$999K", "$999,999.99"),
        ("usd", 124_000_000, "$1.24M", "$1.24M", "$1,240,000.00"),
        ("usd", 100_000_000, "$1M", "$1M", "$1,000,000.00"),
        ("usd", 150_000_000_000, "$1.5B", "$1.5B", "$1,500,000,000.00"),
        ("usd", 1_234_500_000_000_000_000, "$12,345T", "$12,345T", "$12,345,000,000,000,000.00"),
        ("usd", -2_900, "−$29", "−$29", "−$29.00"),
        ("usd", -5, "−$0.05", "−$0.05", "−$0.05"),
        ("jpy", 500, "¥500", "¥500", "¥500"),
        ("jpy", 41_250, "¥41,250", "¥41.2K", "¥41,250"),
        ("eur", 9_600, "€96", "€96", "€96.00"),
        ("sek", 12_000, "kr\u{a0}120", "kr\u{a0}120", "kr\u{a0}120.00"),
        ("isk", 12_000, "kr\u{a0}120", "kr\u{a0}120", "kr\u{a0}120.00"),
        ("abc", 1_230, "ABC\u{a0}12.30", "ABC\u{a0}12", "ABC\u{a0}12.30"),
        ("abc", -1_230, "−ABC\u{a0}12.30", "−ABC\u{a0}12", "−ABC\u{a0}12.30"),
    ] {
        let (amounts, of) = (among(&[code]), currency(code));
        assert_eq!([amounts.menu(minor, of), amounts.bar(minor, of), amounts.exact(minor, of)], [menu, bar, exact]);
    }
}

#[test]
fn the_largest_sum_there_can_be_is_written_too() {
    let written = |minor| among(&["usd"]).exact(minor, Currency::USD);
    assert_eq!(written(i128::MAX), "$1,701,411,834,604,692,317,316,873,037,158,841,057.27");
    assert_eq!(written(i128::MIN), "−$1,701,411,834,604,692,317,316,873,037,158,841,057.28");
    assert!(among(&["usd"]).bar(i128::MIN, Currency::USD).ends_with('T'));
}

#[test]
fn a_symbol_is_told_from_another_only_where_both_are_in_play() {
    for (codes, expected) in [
        (&["usd"][..], &["$1"][..]),
        (&["cad"], &["$1"]),
        (&["cad", "usd", "eur"], &["CA$1", "$1", "€1"]),
        (&["aud", "cad"], &["A$1", "CA$1"]),
        (&["jpy", "cny"], &["¥0", "CN¥1"]),
        (&["sek", "nok"], &["SEK\u{a0}1", "NOK\u{a0}1"]),
    ] {
        let written: Vec<String> =
            codes.iter().map(|code| among(codes).menu(100, currency(code)).replace("¥100", "¥0")).collect();
        assert_eq!(written, expected);
    }
}

#[test]
fn hidden_amounts_tell_neither_size_nor_sign_nor_currency() {
    let amounts = among(&["usd", "jpy"]).hidden(true);
    for minor in [0, -5, 1_000_000] {
        for written in [
            amounts.menu(minor, Currency::USD),
            amounts.bar(minor, currency("jpy")),
            amounts.exact(minor, Currency::USD),
        ] {
            assert_eq!(written, "•••");
        }
    }
}

#[test]
fn two_currencies_stand_side_by_side_and_the_rest_is_an_ellipsis() {
    let currencies = ["usd", "eur", "jpy", "gbp"].map(currency);
    for (sums, expected) in [
        (&[][..], "$0"),
        (&[("usd", 41_250)], "$412"),
        (&[("eur", 9_600), ("usd", 41_250)], "$412 + €96"),
        (&[("eur", -300), ("usd", 41_250)], "$412 − €3"),
        (&[("usd", 0), ("eur", 9_600), ("gbp", 100)], "€96 + £1"),
        (&[("usd", 100), ("eur", 9_600), ("gbp", 100)], "$1 + €96 …"),
    ] {
        let totals: Totals = sums.iter().map(|(code, minor)| Money::new(*minor, currency(code))).collect();
        let amounts = Amounts::among(currencies, &Region::default());
        assert_eq!(amounts.sum(&totals, &currencies, Amounts::bar), expected);
        assert_eq!(amounts.hidden(true).sum(&totals, &currencies, Amounts::bar), "•••");
    }
}

proptest! {
    #[test]
    fn an_exact_amount_reads_back_as_itself(minor in any::<i64>()) {
        let written = among(&["usd"]).exact(i128::from(minor), Currency::USD);
        let digits: String = written.replace('−', "-").chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
        prop_assert_eq!(digits.parse::<i64>(), Ok(minor));
    }

    #[test]
    fn the_bar_is_short(minor in -100_000_000_000_000_000_i128..100_000_000_000_000_000) {
        prop_assert!(among(&["usd"]).bar(minor, Currency::USD).chars().count() <= 7);
    }
}
