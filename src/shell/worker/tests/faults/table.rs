//! The faults that are played, and what the program promises under each.

use std::time::Duration;

use jiff::Timestamp;

use super::bodies;
use crate::demo::{Fault, State, Then};
use crate::domain::OrganizationId;
use crate::polar::{AccessToken, Scope};

/// One fault.
pub struct Case {
    /// Which entry of the list it belongs to.
    pub of: &'static str,
    /// What is special about it.
    pub name: String,
    /// What happens.
    pub does: Does,
    /// What the owner reads.
    pub says: Says,
    /// What the owner reads where it hits the question about the organization itself, if that is something else.
    pub says_of_organization: Option<Says>,
}

/// What the server, or the way to it, does.
pub enum Does {
    /// A fault of the fake's, at the place that is hit.
    Answers(Fault),
    /// 429 with a `Retry-After` that is told by the server's clock.
    Pauses(fn(Timestamp) -> String),
    /// Nothing listens at its address.
    Refuses,
    /// Requests are led to another address.
    Leads(Address),
    /// The server stands otherwise, and then again as before.
    Turns(fn(&mut State, &AccessToken), fn(&mut State, &AccessToken)),
    /// The server's clock is off by so many seconds.
    ServersClock(i64),
    /// This computer's clock is off by so many seconds.
    OwnClock(i64),
}

/// Where requests are led.
#[derive(Clone, Copy)]
pub enum Address {
    /// To a name that no name server knows (RFC 6761 §6.4).
    UnknownName,
    /// To a port that speaks HTTP where TLS is begun.
    PlainHttp,
    /// To a port that ends every connection in the middle of the handshake.
    CutHandshake,
}

/// What the menu's row of how the figures stand says, and with it when Polar is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// That the figures are fresh.
    Nothing,
    Offline,
    NoAnswer,
    BrokeOff,
    InPolarsPlace,
    Unreadable,
    Down,
    Refused(u16),
    Retired,
    /// With the seconds that Polar is left alone.
    Pause(u64),
    Rejected,
    LacksOrders,
    Gone,
    Insecure,
}

/// When the next request may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Each time after about twice as long, from five seconds to a quarter of an hour.
    Growing,
    /// After so many seconds.
    After(u64),
    /// When the token has changed, or the owner asks.
    Never,
}

impl Says {
    /// The whole row, where the last refresh that succeeded was at `then`.
    pub fn row(self, then: &str) -> String {
        let clause = match self {
            Self::Nothing => return format!("Updated {then}"),
            Self::Rejected => return "Polar rejected the token – Reconnect…".to_owned(),
            Self::LacksOrders => return "The token lacks orders:read – Reconnect…".to_owned(),
            Self::Gone => return "The token no longer reaches this organization – Reconnect…".to_owned(),
            Self::Offline => "Offline".to_owned(),
            Self::NoAnswer => "Polar does not answer".to_owned(),
            Self::BrokeOff => "The connection broke off".to_owned(),
            Self::InPolarsPlace => "Something answered in Polar’s place".to_owned(),
            Self::Unreadable => "Polar’s answer could not be read".to_owned(),
            Self::Down => "Polar is down".to_owned(),
            Self::Refused(status) => format!("Polar refused the request ({status})"),
            Self::Retired => "Polar no longer knows this version of Revone".to_owned(),
            Self::Pause(_) => "Polar asks for a pause".to_owned(),
            Self::Insecure => "The connection is not secure".to_owned(),
        };
        format!("{clause} – figures from {then}")
    }

    pub fn retry(self) -> Retry {
        match self {
            Self::Pause(seconds) => Retry::After(seconds),
            Self::LacksOrders => Retry::After(15 * 60),
            Self::Rejected => Retry::Never,
            _ => Retry::Growing,
        }
    }
}

impl Case {
    fn new(of: &'static str, name: impl Into<String>, does: Does, says: Says) -> Self {
        Self { of, name: name.into(), does, says, says_of_organization: None }
    }

    fn of_organization(self, says: Says) -> Self {
        Self { says_of_organization: Some(says), ..self }
    }

    /// Whether it can only be seen by waiting for an answer that does not come.
    pub fn is_slow(&self) -> bool {
        self.says == Says::NoAnswer
    }

    /// Whether megabytes are read each time.
    pub fn is_large(&self) -> bool {
        self.of == "endless body" || self.name.starts_with("million")
    }

    /// Whether a poll needs minutes to see it.
    pub fn takes_minutes(&self) -> bool {
        self.of == "pages that never end"
    }

    /// Whether it is about the answer to one request, and so can hit each.
    pub fn hits_one_request(&self) -> bool {
        matches!(self.does, Does::Answers(_) | Does::Pauses(_))
    }
}

/// Longer than any test waits for an answer.
const LONG: Duration = Duration::from_secs(3600);
const YEARS: i64 = 5 * 365 * 86_400;

/// Every fault but the statuses.
pub fn cases() -> Vec<Case> {
    use Does::{Answers, Leads, OwnClock, Pauses, Refuses, ServersClock, Turns};
    use Says::{
        BrokeOff, Down, Gone, InPolarsPlace, Insecure, LacksOrders, NoAnswer, Nothing, Offline, Pause, Rejected,
        Unreadable,
    };
    let wire = |bytes: &[u8], then| Answers(Fault::Wire { bytes: bytes.to_vec(), then });
    let closed = |bytes: &[u8]| wire(bytes, Then::Close);
    let json = |body: &[u8]| {
        let (content_type, body) = ("application/json".to_owned(), body.to_vec());
        Answers(Fault::Answer { status: 200, content_type, body })
    };
    let limited = |after: Option<&str>| Answers(Fault::RateLimited { retry_after: after.map(str::to_owned) });
    let case = Case::new;
    let mut cases = vec![
        case("refused connection", "nothing listens", Refuses, Offline),
        case("DNS gone", "a name that nobody knows", Leads(Address::UnknownName), Offline),
        case("TLS", "HTTP where TLS is begun", Leads(Address::PlainHttp), Insecure),
        case("TLS", "a handshake that is cut", Leads(Address::CutHandshake), Offline),
        case("captive portal", "200 with HTML", Answers(Fault::Html), InPolarsPlace),
        case(
            "redirect",
            "to another host",
            Answers(Fault::Redirect("https://elsewhere.test/".to_owned())),
            InPolarsPlace,
        ),
        case(
            "redirect",
            "to nowhere",
            closed(b"HTTP/1.1 302 Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"),
            InPolarsPlace,
        ),
        case("cut body", "half of it", Answers(Fault::CutBody), BrokeOff),
        case("cut body", "none of it", Answers(Fault::CloseConnection), BrokeOff),
        case("cut body", "half a head", closed(b"HTTP/1.1 200 OK\r\ncontent-ty"), BrokeOff),
        case("cut body", "less than was announced", closed(bodies::ANNOUNCED_LONGER), BrokeOff),
        case("cut body", "a chunk that ends early", closed(bodies::CUT_CHUNK), BrokeOff),
        case("cut body", "a chunk of absurd length", closed(bodies::ABSURD_CHUNK), BrokeOff),
        case("cut body", "petabytes announced", closed(bodies::ANNOUNCED_PETABYTES), BrokeOff),
        case("cut body", "no HTTP at all", closed(b"SSH-2.0-OpenSSH_9.9\r\n\r\n"), BrokeOff),
        case("cut body", "compressed, and cut", closed(&bodies::cut_gzip()), BrokeOff),
        case("endless body", "over and over", Answers(Fault::EndlessBody), Unreadable),
        case("endless body", "a bomb", Answers(bodies::gzip_bomb()), Unreadable),
        case(
            "endless body",
            "headers without end",
            wire(b"HTTP/1.1 200 OK\r\n", Then::Repeat(b"a: b\r\n".into())),
            BrokeOff,
        ),
        case("slow drip", "sixteen bytes in a while", Answers(Fault::SlowDrip(Duration::from_millis(100))), NoAnswer),
        case("slow drip", "an answer much later", Answers(Fault::Delay(LONG)), NoAnswer),
        case("slow drip", "no answer", wire(b"", Then::Hold), NoAnswer),
        case("slow drip", "a head and nothing more", wire(bodies::ANNOUNCED_LONGER, Then::Hold), NoAnswer),
        case("1xx–5xx", "503, as Polar sends it", Answers(Fault::Status(503)), Down),
        case("1xx–5xx", "100 and then the answer", Answers(Fault::Interim(100)), Nothing),
        case("1xx–5xx", "103 and then the answer", Answers(Fault::Interim(103)), Nothing),
        case("429", "without Retry-After", limited(None), Pause(60)),
        case("429", "seconds", limited(Some("90")), Pause(90)),
        case("429", "a few seconds", limited(Some("7")), Pause(7)),
        case("429", "no second", limited(Some("0")), Pause(0)),
        case("429", "a date", Pauses(|now| http_date(now, 200)), Pause(200)),
        case("429", "a date gone by", Pauses(|now| http_date(now, -86_400)), Pause(0)),
        case("429", "a date in years", Pauses(|now| http_date(now, YEARS)), Pause(3600)),
        case("429", "years of seconds", limited(Some("99999999999999999999999")), Pause(3600)),
        case("429", "less than nothing", limited(Some("-1")), Pause(60)),
        case("429", "a power of ten", limited(Some("1e9")), Pause(60)),
        case("429", "a word", limited(Some("soon")), Pause(60)),
        case("empty 200", "nothing in it", json(b""), BrokeOff),
        case("empty 200", "blanks", json(b" \r\n\t "), BrokeOff),
        case("empty 200", "null", json(b"null"), Unreadable),
        case("empty 200", "an empty array", json(b"[]"), Unreadable),
        case("empty 200", "an empty object", json(b"{}"), Unreadable),
        case("empty 200", "a list of nothing", json(bodies::EMPTY_LIST), Nothing).of_organization(Unreadable),
        case("wrong content type", "a picture", Answers(bodies::picture()), InPolarsPlace),
        case("wrong content type", "a list called HTML", Answers(bodies::list_called_html()), Nothing)
            .of_organization(InPolarsPlace),
        case("invalid UTF-8", "from the first byte on", json(&[0xff; 64]), InPolarsPlace),
        case("invalid UTF-8", "in a row", json(bodies::ROW_OF_NO_TEXT), Nothing).of_organization(Unreadable),
        case("deep nesting", "a hundred thousand arrays", json(&bodies::deep()), Unreadable),
        case("deep nesting", "arrays that never close", json(&[b'['; 200_000]), BrokeOff),
        case("deep nesting", "in a row", json(&bodies::deep_row()), Nothing).of_organization(Unreadable),
        case("huge numbers", "more pages than there are numbers", json(bodies::HUGE_COUNT), Unreadable),
        case("huge numbers", "an exponent", json(bodies::HUGE_EXPONENT), Unreadable),
        case("huge numbers", "a million digits", json(&bodies::digits()), Unreadable),
        case("huge numbers", "millions of rows", json(&bodies::many_rows()), Unreadable),
        case("wrong types", "in the first row", Answers(Fault::WrongTypes), Nothing).of_organization(Unreadable),
        case("duplicate ids", "an order twice", Turns(double_an_order, single_an_order), Nothing),
        case("pages that never end", "the first for every one", Answers(Fault::NeverEnds), Unreadable)
            .of_organization(Nothing),
        case("pages that shrink", "none, it says", Answers(Fault::Pages { total_count: 0, max_page: 0 }), Nothing),
        case(
            "pages that shrink",
            "fewer than there are",
            Answers(Fault::Pages { total_count: 1, max_page: 1 }),
            Nothing,
        ),
        case("an organization that disappears", "to the token", Turns(lose, find), Gone),
        case("a token revoked in the middle", "revoked", Turns(revoke, grant), Rejected),
        case("a token revoked in the middle", "at one question", Answers(Fault::Unauthorized), Rejected),
        case("a token revoked in the middle", "a scope taken away", Turns(narrow, widen), LacksOrders),
    ];
    for (name, by) in
        [("years ahead", YEARS), ("years behind", -YEARS), ("an hour ahead", 3600), ("an hour behind", -3600)]
    {
        cases.push(Case::new("clock", format!("the server's {name}"), ServersClock(by), Nothing));
        cases.push(Case::new("clock", format!("this computer's {name}"), OwnClock(by), Nothing));
    }
    cases
}

/// Every status that there is, as it goes over the wire.
pub fn statuses() -> impl Iterator<Item = Case> {
    (100..=599_u16).map(|status| {
        let says = match status {
            101 => Says::InPolarsPlace,
            // An interim answer is none; and what has no body is not what was asked for.
            100..=199 | 204 => Says::BrokeOff,
            200..=299 => Says::Unreadable,
            300..=399 => Says::InPolarsPlace,
            401 => Says::Rejected,
            404 => Says::Retired,
            429 => Says::Pause(60),
            400..=499 => Says::Refused(status),
            _ => Says::Down,
        };
        let bytes = bodies::of_status(status);
        let case =
            Case::new("1xx–5xx", status.to_string(), Does::Answers(Fault::Wire { bytes, then: Then::Close }), says);
        if status == 404 { case.of_organization(Says::Gone) } else { case }
    })
}

fn http_date(now: Timestamp, seconds: i64) -> String {
    let at = now + jiff::SignedDuration::from_secs(seconds);
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn double_an_order(state: &mut State, _: &AccessToken) {
    let order = state.shop.orders.last().unwrap().clone();
    state.shop.orders.push(order);
}

fn single_an_order(state: &mut State, _: &AccessToken) {
    let mut seen = std::collections::BTreeSet::new();
    state.shop.orders.retain(|order| seen.insert(order.id));
}

fn lose(state: &mut State, _: &AccessToken) {
    let elsewhere = OrganizationId(uuid::Uuid::from_u128(99));
    state.tokens.iter_mut().for_each(|(_, grant)| grant.organization = elsewhere);
}

fn find(state: &mut State, _: &AccessToken) {
    let home = state.shop.organization.id;
    state.tokens.iter_mut().for_each(|(_, grant)| grant.organization = home);
}

fn revoke(state: &mut State, token: &AccessToken) {
    state.revoke(token);
}

fn grant(state: &mut State, token: &AccessToken) {
    state.grant(token, &Scope::ALL);
}

fn narrow(state: &mut State, _: &AccessToken) {
    state.behaviour.scopes = vec![Scope::Organizations];
}

fn widen(state: &mut State, _: &AccessToken) {
    state.behaviour.scopes = Scope::ALL.to_vec();
}
