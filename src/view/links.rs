//! Addresses of Polar's own pages.

use std::fmt::Write;

use crate::app::Link;
use crate::domain::{Environment, Organization};

const PRODUCTION: &str = "https://polar.sh";
const SANDBOX: &str = "https://sandbox.polar.sh";

/// The address of a page at Polar. Without an organization Polar finds out itself whose page is meant.
pub fn url(link: Link, organization: Option<&Organization>) -> String {
    let host = match organization.map(|organization| organization.environment) {
        Some(Environment::Sandbox) => SANDBOX,
        Some(Environment::Production) | None => PRODUCTION,
    };
    let Some(organization) = organization else {
        return match link {
            Link::Tokens => format!("{host}/to/dashboard/settings"),
            Link::Overview | Link::Order(_) | Link::Subscription(_) | Link::Sales => format!("{host}/dashboard"),
        };
    };
    let page = match link {
        Link::Overview => String::new(),
        Link::Order(id) => format!("/sales/{id}"),
        Link::Subscription(id) => format!("/sales/subscriptions/{id}"),
        Link::Sales => "/sales".to_owned(),
        Link::Tokens => "/settings#developers".to_owned(),
    };
    format!("{host}/dashboard/{}{page}", segment(&organization.slug))
}

/// A segment of a path: whatever is not a letter, a digit or one of `-._~` is percent-encoded (RFC 3986, section 2.3).
fn segment(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            // Writing to a string always succeeds.
            _ => drop(write!(encoded, "%{byte:02X}")),
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{OrderId, SubscriptionId};
    use crate::view::samples::organization;

    #[test]
    fn every_page_has_its_address_in_its_own_world() {
        let id = "2cc39462-6e08-49d1-a88e-5d71034c9b9a";
        let sandbox = Organization { environment: Environment::Sandbox, ..organization() };
        for (link, page) in [
            (Link::Overview, String::new()),
            (Link::Order(OrderId::parse(id).unwrap()), format!("/sales/{id}")),
            (Link::Subscription(SubscriptionId::parse(id).unwrap()), format!("/sales/subscriptions/{id}")),
            (Link::Sales, "/sales".to_owned()),
            (Link::Tokens, "/settings#developers".to_owned()),
        ] {
            assert_eq!(url(link, Some(&organization())), format!("https://polar.sh/dashboard/acme{page}"));
            assert_eq!(url(link, Some(&sandbox)), format!("https://sandbox.polar.sh/dashboard/acme{page}"));
        }
        assert_eq!(url(Link::Tokens, None), "https://polar.sh/to/dashboard/settings");
    }

    #[test]
    fn a_slug_cannot_leave_its_segment() {
        let odd = Organization { slug: "a/../b?c#d é".to_owned(), ..organization() };
        assert_eq!(url(Link::Sales, Some(&odd)), "https://polar.sh/dashboard/a%2F..%2Fb%3Fc%23d%20%C3%A9/sales");
    }
}
