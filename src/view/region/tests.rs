use jiff::civil::{date, time};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::app::{Clock, Region};
use crate::money::Currency;
use crate::view::amount::Amounts;

/// Ordinary spaces in place of those at which no line breaks, to be seen in a table.
fn seen(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], "~")
}

fn amounts(locale: &str) -> Amounts {
    Amounts::among([Currency::parse("eur").unwrap()], &Region::of(locale))
}

fn written(locale: &str, minor: i128) -> String {
    seen(&amounts(locale).exact(minor, Currency::parse("eur").unwrap()))
}

const REGIONS: [&str; 35] = [
    "en-US", "en-GB", "en-IE", "en-CA", "en-AU", "en-IN", "en-DE", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-CA",
    "fr-CH", "it-IT", "it-CH", "es-ES", "es-MX", "pt-BR", "pt-PT", "nl-NL", "pl-PL", "cs-CZ", "hu-HU", "sv-SE",
    "da-DK", "nb-NO", "fi-FI", "tr-TR", "ja-JP", "ko-KR", "zh-CN", "hi-IN", "he-IL", "ar-EG", "fa-IR",
];

#[test]
fn an_amount_is_written_as_in_its_owners_region() {
    for (locale, small, large) in [
        ("en-US", "€1,234.50", "−€12,345,678.90"),
        ("en-GB", "€1,234.50", "−€12,345,678.90"),
        ("en-IE", "€1,234.50", "−€12,345,678.90"),
        ("en-IN", "€1,234.50", "−€1,23,45,678.90"),
        ("en-DE", "1.234,50~€", "−12.345.678,90~€"),
        ("de-DE", "1.234,50~€", "−12.345.678,90~€"),
        ("de-AT", "€~1.234,50", "−€~12.345.678,90"),
        ("de-CH", "€~1'234.50", "−€~12'345'678.90"),
        ("fr-FR", "1~234,50~€", "−12~345~678,90~€"),
        ("fr-CA", "1~234,50~€", "−12~345~678,90~€"),
        ("fr-CH", "1'234.50~€", "−12'345'678.90~€"),
        ("it-IT", "1234,50~€", "−12.345.678,90~€"),
        ("es-ES", "1234,50~€", "−12.345.678,90~€"),
        ("es-MX", "€1,234.50", "−€12,345,678.90"),
        ("pt-BR", "€~1.234,50", "−€~12.345.678,90"),
        ("pt-PT", "1234,50~€", "−12~345~678,90~€"),
        ("nl-NL", "€~1.234,50", "−€~12.345.678,90"),
        ("pl-PL", "1234,50~€", "−12~345~678,90~€"),
        ("cs-CZ", "1~234,50~€", "−12~345~678,90~€"),
        ("sv-SE", "1~234,50~€", "−12~345~678,90~€"),
        ("da-DK", "1.234,50~€", "−12.345.678,90~€"),
        ("nb-NO", "1~234,50~€", "−12~345~678,90~€"),
        ("fi-FI", "1~234,50~€", "−12~345~678,90~€"),
        ("tr-TR", "€1.234,50", "−€12.345.678,90"),
        ("ja-JP", "€1,234.50", "−€12,345,678.90"),
        ("ko-KR", "€1,234.50", "−€12,345,678.90"),
        ("zh-CN", "€1,234.50", "−€12,345,678.90"),
        ("hi-IN", "€1,234.50", "−€1,23,45,678.90"),
        ("he-IL", "1,234.50~€", "−12,345,678.90~€"),
        ("ar-EG", "1,234.50~€", "−12,345,678.90~€"),
    ] {
        assert_eq!([written(locale, 123_450), written(locale, -1_234_567_890)], [small, large], "{locale}");
    }
}

#[test]
fn short_amounts_are_cut_and_take_the_regions_mark() {
    let of = Currency::parse("eur").unwrap();
    for (locale, menu, bar) in [
        ("en-US", "€12,499", "€12.4K"),
        ("de-DE", "12.499~€", "12,4K~€"),
        ("fr-FR", "12~499~€", "12,4K~€"),
        ("en-IN", "€12,499", "€12.4K"),
        ("pt-BR", "€~12.499", "€~12,4K"),
    ] {
        let amounts = amounts(locale);
        assert_eq!([seen(&amounts.menu(1_249_999, of)), seen(&amounts.bar(1_249_999, of))], [menu, bar], "{locale}");
    }
}

#[test]
fn letters_keep_a_space_and_decimals_are_those_of_polar() {
    for (locale, code, minor, expected) in [
        ("en-US", "sek", 12_000, "kr~120.00"),
        ("sv-SE", "sek", 12_000, "120,00~kr"),
        ("de-CH", "chf", 12_345_000, "CHF~123'450.00"),
        ("ja-JP", "jpy", 123_456, "¥123,456"),
        ("de-DE", "jpy", 123_456, "123.456~¥"),
        ("pt-BR", "brl", 123_450, "R$~1.234,50"),
        ("pl-PL", "pln", 1_234_500, "12~345,00~zł"),
        ("fr-FR", "isk", -12_000, "−120,00~kr"),
    ] {
        let of = Currency::parse(code).unwrap();
        let amounts = Amounts::among([of], &Region::of(locale));
        assert_eq!(seen(&amounts.exact(minor, of)), expected, "{locale} {code}");
    }
}

#[test]
fn a_dollar_alone_is_a_dollar_and_among_others_has_its_name() {
    for (locale, alone, among) in [
        ("en-CA", "$1", ["CA$1", "A$1", "$1"]),
        ("en-AU", "$1", ["CA$1", "A$1", "$1"]),
        ("en-US", "$1", ["CA$1", "A$1", "$1"]),
        ("fr-CA", "1~$", ["1~CA$", "1~A$", "1~$"]),
    ] {
        let region = Region::of(locale);
        let dollars = ["cad", "aud", "usd"].map(|code| Currency::parse(code).unwrap());
        for dollar in dollars {
            assert_eq!(seen(&Amounts::among([dollar], &region).menu(100, dollar)), alone, "{locale}");
        }
        let together = Amounts::among(dollars, &region);
        assert_eq!(dollars.map(|dollar| seen(&together.menu(100, dollar))), among, "{locale}");
    }
}

#[test]
fn a_locale_that_is_none_is_plain_english() {
    let long = "x".repeat(10_000);
    for odd in ["", "C", "C.UTF-8", "POSIX", "???", "de DE", "\0", "-", "u-nu-deva", &long] {
        let region = Region::of(odd);
        assert_eq!((Numbers::of(&region), Dates::of(&region)), (Numbers::default(), Dates::default()), "{odd:.20?}");
    }
}

#[test]
fn figures_are_latin_digits_whatever_the_locale() {
    for locale in ["ar-EG", "fa-IR", "hi-IN-u-nu-deva", "mr-IN", "bn-BD", "my-MM", "ne-NP"] {
        let text = amounts(locale).exact(1_234_567_890, Currency::USD);
        assert!(text.chars().all(|c| c.is_ascii_digit() || !c.is_numeric()), "{locale} {text}");
        assert!(!text.contains(['\u{200e}', '\u{200f}', '\u{61c}']), "{locale} {text:?}");
    }
}

#[test]
fn marks_that_the_owner_chose_are_taken_where_they_can_be_read_again() {
    let usual = Region::of("de-AT");
    for (decimal, group, count, amount) in [
        (None, None, "1~234", "€~1.234,50"),
        // What the system tells in any case is no choice: an amount keeps the point of its region.
        (Some(','), Some('\u{a0}'), "1~234", "€~1.234,50"),
        (Some('.'), Some('\''), "1'234", "€~1'234.50"),
        (Some(';'), None, "1~234", "€~1.234;50"),
        (Some('5'), Some('x'), "1~234", "€~1.234,50"),
        (Some('\''), Some('\''), "1~234", "€~1.234,50"),
        (Some('-'), Some('\n'), "1~234", "€~1.234,50"),
    ] {
        let region = Region { decimal, group, ..usual.clone() };
        let of = Currency::parse("eur").unwrap();
        let amounts = Amounts::among([of], &region);
        assert_eq!([seen(&amounts.numbers().count(1_234)), seen(&amounts.exact(123_450, of))], [count, amount]);
    }
}

#[test]
fn dates_and_times_have_the_order_and_the_clock_of_the_region() {
    let (day, morning, afternoon) = (date(2026, 11, 2), time(9, 40, 0, 0), time(14, 2, 0, 0));
    for (locale, short, long, weekday, early, late) in [
        ("", "2 Nov", "2 Nov 2026", "Mon, 2 Nov", "9:40", "14:02"),
        ("en-US", "Nov 2", "Nov 2, 2026", "Mon, Nov 2", "9:40~AM", "2:02~PM"),
        ("en-CA", "Nov 2", "Nov 2, 2026", "Mon, Nov 2", "9:40~AM", "2:02~PM"),
        ("en-GB", "2 Nov", "2 Nov 2026", "Mon, 2 Nov", "9:40", "14:02"),
        ("en-AU", "2 Nov", "2 Nov 2026", "Mon, 2 Nov", "9:40~am", "2:02~pm"),
        ("en-IN", "2 Nov", "2 Nov 2026", "Mon, 2 Nov", "9:40~am", "2:02~pm"),
        ("en_US@rg=dezzzz", "2 Nov", "2 Nov 2026", "Mon, 2 Nov", "9:40", "14:02"),
        ("de-DE", "2 Nov", "2 Nov 2026", "Mon, 2 Nov", "9:40", "14:02"),
        ("fr-FR", "2 Nov", "2 Nov 2026", "Mon, 2 Nov", "9:40", "14:02"),
        ("pt-BR", "2 Nov", "2 Nov 2026", "Mon, 2 Nov", "9:40", "14:02"),
        ("tr-TR", "2 Nov", "2 Nov 2026", "Mon, 2 Nov", "9:40", "14:02"),
        ("da-DK", "2 Nov", "2 Nov 2026", "Mon, 2 Nov", "9.40", "14.02"),
        ("ja-JP", "Nov 2", "Nov 2, 2026", "Mon, Nov 2", "9:40", "14:02"),
        ("zh-CN", "Nov 2", "Nov 2, 2026", "Mon, Nov 2", "9:40", "14:02"),
    ] {
        let dates = Dates::of(&Region::of(locale));
        let written =
            [dates.day(day), dates.day_of_year(day), dates.weekday(day), dates.time(morning), dates.time(afternoon)];
        assert_eq!(written.map(|text| seen(&text)), [short, long, weekday, early, late], "{locale}");
    }
}

#[test]
fn the_clock_that_the_owner_chose_counts() {
    for (locale, clock, expected) in [
        ("en-US", Clock::Hours24, "0:05 12:00"),
        ("de-DE", Clock::Hours12, "12:05~am 12:00~pm"),
        ("fi-FI", Clock::Hours12, "12.05~am 12.00~pm"),
        ("", Clock::Hours12, "12:05~am 12:00~pm"),
    ] {
        let dates = Dates::of(&Region { clock: Some(clock), ..Region::of(locale) });
        let written = [time(0, 5, 0, 0), time(12, 0, 0, 0)].map(|time| seen(&dates.time(time))).join(" ");
        assert_eq!(written, expected, "{locale}");
    }
}

#[test]
fn days_from_first_to_last_say_the_year_once_unless_it_is_another() {
    let (november, december, january) = (date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 2));
    for (locale, first, last, expected) in [
        ("de-DE", november, december, "1 Nov – 31 Dec 2026"),
        ("en-US", november, december, "Nov 1 – Dec 31, 2026"),
        ("en-US", december, january, "Dec 31, 2026 – Jan 2, 2027"),
        ("en-US", january, january, "Jan 2, 2027"),
    ] {
        assert_eq!(Dates::of(&Region::of(locale)).span(first, last), expected);
    }
}

proptest! {
    #[test]
    fn an_amount_in_any_region_reads_back_as_itself(minor in any::<i64>(), locale in select(REGIONS.to_vec())) {
        let written = amounts(locale).exact(minor.into(), Currency::parse("eur").unwrap());
        let digits: String = written.replace('−', "-").chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
        prop_assert_eq!(digits.parse::<i64>(), Ok(minor), "{}", written);
    }

    #[test]
    fn no_locale_breaks_anything(locale in ".{0,120}") {
        let written = amounts(&locale).exact(123_456_789, Currency::USD);
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        prop_assert_eq!(digits, "123456789");
        prop_assert!(!Dates::of(&Region::of(&locale)).time(time(14, 2, 0, 0)).is_empty());
    }
}
