use revone::demo::{FakePolar, Shop};

use super::secured::{Authority, Secured, Shown};
use crate::running::Home;
use crate::running::shops::hours_ago;

const NOT_SECURE: &[&str] = &["The connection to Polar is not secure", "Check the date of this computer"];

fn polar() -> FakePolar {
    let mut shop = Shop::empty(hours_ago(24));
    shop.add_purchase(hours_ago(3), 1_900, "usd");
    FakePolar::start(shop).unwrap()
}

/// A sync with `address` in Polar's place, by a program that trusts the authority whose certificate this is, and no other.
fn sync(polar: &FakePolar, address: &str, trusted: &str) -> crate::running::Ended {
    let home = Home::new();
    let file = home.path("authorities.pem");
    std::fs::write(&file, trusted).unwrap();
    let run = home.revone(&["sync"]).with_token_of(polar).env("REVONE_API_URL", address);
    run.env("SSL_CERT_FILE", &file.display().to_string()).finish()
}

#[test]
fn the_token_goes_to_nobody_who_cannot_show_a_certificate_that_holds() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    for (what, vouched_by, name, years, holds) in [
        ("a good certificate", &authority, "127.0.0.1", (2020, 2090), true),
        ("an issuer whom nobody trusts", &stranger, "127.0.0.1", (2020, 2090), false),
        ("another's name", &authority, "elsewhere.test", (2020, 2090), false),
        ("one that has expired", &authority, "127.0.0.1", (2010, 2020), false),
        ("one that does not hold yet", &authority, "127.0.0.1", (2090, 2099), false),
    ] {
        let polar = polar();
        let secured = Secured::start(&polar.base_url(), vouched_by, &Shown { name, years });
        let ended = sync(&polar, &secured.base_url(), &authority.pem);
        if holds {
            ended.exits(0);
        } else {
            ended.exits(1).says(NOT_SECURE);
        }
        assert_eq!(polar.requests().is_empty(), !holds, "{what}");
    }
}

#[test]
fn a_name_that_no_name_server_knows_is_told_as_no_connection() {
    let polar = polar();
    sync(&polar, "https://polar.invalid", &Authority::new().pem).exits(1).says(&["Polar cannot be reached"]);
}
