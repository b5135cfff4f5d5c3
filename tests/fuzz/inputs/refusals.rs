//! Answers of any status, with any headers and any body.

use std::time::Duration;

use revone::domain::Environment;
use revone::polar::{
    Response, Trouble, read_order, read_orders, read_organization, read_organizations, read_subscription,
    read_subscriptions,
};

use super::answers;
use super::draw::Draw;

const STATUSES: [u16; 16] = [200, 204, 301, 400, 401, 402, 403, 404, 405, 409, 418, 422, 429, 500, 503, 599];

pub fn check(bytes: &[u8]) {
    let mut draw = Draw::of(bytes);
    let status = match draw.byte() {
        0 => u16::from_be_bytes([draw.byte(), draw.byte()]),
        choice => STATUSES[usize::from(choice) % STATUSES.len()],
    };
    let response = Response {
        status,
        retry_after: draw.header(),
        www_authenticate: draw.header(),
        content_type: draw.header(),
        date: draw.header(),
        sandbox: draw.byte() == 1,
        body: draw.rest().to_vec(),
    };
    let _ = response.served_at();
    let troubles = [
        read_orders(&response).err(),
        read_order(&response).err(),
        read_subscriptions(&response).err(),
        read_subscription(&response).err(),
        read_organizations(&response, Environment::Production).err(),
        read_organization(&response, Environment::Production).err(),
    ];
    troubles.iter().flatten().for_each(answers::holds_trouble);
    if (200..300).contains(&status) {
        return;
    }
    let [Some(first), rest @ ..] = &troubles else { panic!("status {status} is no success") };
    assert!(rest.iter().all(|other| other.as_ref() == Some(first)), "every reader says {first}");
    match first {
        Trouble::Unauthorized => assert_eq!(status, 401, "only Polar's word blocks a token"),
        Trouble::MissingScope(_) => assert_eq!(status, 403),
        Trouble::NotFound => assert_eq!(status, 404, "only Polar's word takes a row out of the ledger"),
        Trouble::RateLimited(wait) => {
            assert_eq!(status, 429);
            assert!(wait.is_none_or(|wait| wait <= Duration::from_secs(3600)), "no wait is longer than an hour");
        }
        Trouble::Server(said) | Trouble::Refused(said) => assert_eq!(*said, status),
        Trouble::Redirected => assert_eq!(status / 100, 3),
        Trouble::NotPolar => {}
        other => panic!("status {status} is {other}"),
    }
}
