//! What people and systems type: amounts, tokens, ids, dates in headers, locales, addresses. The first byte says which.

use jiff::civil::{date, time};
use revone::app::{Clock, Interval, Region, SettingInput, Settings, settings};
use revone::domain::{Environment, OrderId, OrganizationId};
use revone::figures::{RevenueBasis, Span};
use revone::money::Currency;
use revone::polar::{AccessToken, Response, TokenShape};
use revone::shell::Origin;
use revone::view::amount::Amounts;
use revone::view::region::{Dates, Numbers};

use super::draw::Draw;

const SETTINGS: [&str; 16] = [
    "title",
    "show_zero",
    "revenue",
    "hide_amounts",
    "notifications",
    "new_orders",
    "smallest_amount",
    "quiet_hours",
    "quiet_from",
    "quiet_to",
    "grouping",
    "interval",
    "time_zone",
    "sound",
    "own_rules",
    "own_rules/33333333-3333-4333-8333-333333333333/smallest_amount",
];

pub fn check(bytes: &[u8]) {
    let mut draw = Draw::of(bytes);
    match draw.byte() {
        b'$' => setting("smallest_amount", &text(draw)),
        b's' => {
            let name = *draw.one_of(&SETTINGS);
            setting(name, &text(draw));
        }
        b'n' => {
            let name = String::from_utf8_lossy(draw.piece()).into_owned();
            setting(&name, &text(draw));
        }
        b't' => token(&text(draw)),
        b'i' => ids(&text(draw)),
        b'd' => header(&text(draw)),
        b'l' => region(draw),
        b'o' => origin(&text(draw)),
        _ => codes(&text(draw)),
    }
}

fn text(draw: Draw<'_>) -> String {
    String::from_utf8_lossy(draw.rest()).into_owned()
}

/// What is taken is taken again as it is kept, and what is refused changes nothing.
fn setting(name: &str, typed: &str) {
    let mut changed = Settings::default();
    match settings::change(&mut changed, name, &SettingInput::Text(typed.to_owned())) {
        Err(error) => {
            assert_eq!(changed, Settings::default(), "what is refused changes nothing: {name}");
            assert!(!error.to_string().is_empty());
        }
        Ok(()) => {
            let mut again = changed.clone();
            settings::change(&mut again, name, &SettingInput::Text(typed.to_owned())).expect("taken once more");
            assert_eq!(again, changed, "typed twice is typed once");
            assert!(!changed.rules.smallest_amount.is_sign_negative() || changed.rules.smallest_amount.is_zero());
            assert!(changed.rules.smallest_amount.scale() <= 2, "an amount has at most two decimals");
            if let Some(zone) = &changed.time_zone {
                assert!(settings::time_zone(zone).is_some(), "{zone}");
            }
            assert!(changed.rules.quiet_hours.is_none_or(|hours| hours.from != hours.to));
        }
    }
    for on in [true, false] {
        let _ = settings::change(&mut changed, name, &SettingInput::On(on));
    }
}

fn token(pasted: &str) {
    let Some(token) = AccessToken::new(pasted) else { return };
    assert!(pasted.contains(token.expose()), "a token is a part of what was pasted");
    assert!(token.expose().bytes().all(|byte| byte.is_ascii_graphic()), "a token can stand in a header");
    assert_eq!(AccessToken::new(token.expose()).as_ref(), Some(&token), "a token pasted again is the same");
    if token.shape() == TokenShape::LooksRight {
        assert_eq!(token.expose().len(), 53);
    }
    let printed = format!("{token:?}");
    assert!(token.expose().len() < 24 || !printed.contains(token.expose()));
}

fn ids(typed: &str) {
    if let Some(id) = OrganizationId::parse(typed) {
        assert_eq!(OrganizationId::parse(&id.to_string()), Some(id));
        assert_eq!(OrderId::parse(typed).map(|order| order.0), Some(id.0));
    }
    if let Ok(currency) = Currency::parse(typed) {
        assert_eq!(Currency::parse(currency.code()), Ok(currency));
        assert!(matches!(currency.decimals(), 0 | 2));
    }
}

/// A date in a header, and what `Retry-After` makes of it beside another.
fn header(value: &str) {
    let response = Response { date: Some(value.to_owned()), ..Response::default() };
    if let Some(at) = response.served_at() {
        assert_eq!(response.served_at(), Some(at));
    }
    for (retry_after, date) in [(value, "Sun, 22 Nov 2026 10:00:00 GMT"), ("Sun, 22 Nov 2026 10:00:00 GMT", value)] {
        let response = Response {
            status: 429,
            retry_after: Some(retry_after.to_owned()),
            date: Some(date.to_owned()),
            ..Response::default()
        };
        let said = revone::polar::read_orders(&response);
        assert!(
            matches!(said, Err(revone::polar::Trouble::RateLimited(wait)) if wait.is_none_or(|wait| wait.as_secs() <= 3600))
        );
    }
}

/// Whatever a system calls its locale, numbers and dates come out in it, and a number can be read again.
fn region(mut draw: Draw<'_>) {
    let clock = [None, Some(Clock::Hours12), Some(Clock::Hours24)][draw.below(3)];
    let decimal = draw.header().and_then(|text| text.chars().next());
    let group = draw.header().and_then(|text| text.chars().next());
    let named = text(draw);
    let region = Region { clock, decimal, group, ..Region::of(&named) };
    let numbers = Numbers::of(&region);
    for number in [0, 7, 999, 1_000, 1_234_567, u64::MAX] {
        let written = numbers.count(number);
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits, number.to_string(), "{written} in {region:?}");
        assert!(!written.chars().any(char::is_control));
    }
    let currencies = ["usd", "jpy"].map(|code| Currency::parse(code).expect("a currency"));
    let amounts = Amounts::among(currencies, &region);
    for minor in [0, 1, -1, 99, 123_456_789, i128::from(i64::MIN), i128::MAX, i128::MIN] {
        for currency in currencies {
            let all = [amounts.menu(minor, currency), amounts.bar(minor, currency), amounts.exact(minor, currency)];
            assert!(all.iter().all(|written| written.chars().any(|sign| sign.is_ascii_digit())), "{all:?}");
        }
    }
    let dates = Dates::of(&region);
    let (first, last) = (date(-9999, 1, 1), date(9999, 12, 31));
    for day in [first, last, date(2026, 2, 28), date(0, 1, 1)] {
        for written in [dates.day(day), dates.day_of_year(day), dates.weekday(day), dates.weekday_of_year(day)] {
            assert!(!written.is_empty());
        }
    }
    assert!(!dates.span(first, last).is_empty());
    assert!(!dates.time(time(23, 59, 59, 999_999_999)).is_empty());
}

/// The token goes to one scheme, host and port, over TLS or within this computer.
fn origin(typed: &str) {
    let Ok(origin) = Origin::parse(typed) else { return };
    let text = origin.as_str();
    assert!(text.starts_with("https://") || (text.starts_with("http://") && origin.is_loopback()), "{text}");
    let (_, host) = text.split_once("://").expect("a scheme");
    assert!(!host.is_empty() && !host.contains(['/', '@', '?', '#', '\\', ' ']), "{text}");
    assert_eq!(Origin::parse(text).as_ref(), Ok(&origin), "an address that was taken is taken again");
}

fn codes(typed: &str) {
    if let Some(span) = Span::from_code(typed) {
        assert_eq!(span.code(), typed);
    }
    if let Some(interval) = Interval::from_code(typed) {
        assert_eq!(interval.code(), typed);
    }
    if let Some(basis) = RevenueBasis::from_code(typed) {
        assert_eq!(basis.code(), typed);
    }
    if let Some(environment) = Environment::from_code(typed) {
        assert_eq!(environment.code(), typed);
    }
    if let Some(time) = settings::time_of_day(typed) {
        assert_eq!(settings::time_of_day(&time.strftime("%H:%M").to_string()), Some(time));
    }
}
