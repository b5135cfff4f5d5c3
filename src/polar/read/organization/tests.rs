use serde_json::{Value, json};

use super::*;
use crate::polar::read::sample::{self, ORGANIZATION, ok, only, page, with};

fn read(row: &Value) -> Organization {
    read_organization(&ok(row.to_string()), Environment::Production).unwrap()
}

#[test]
fn an_organization_lives_where_it_was_asked_for() {
    for environment in [Environment::Production, Environment::Sandbox] {
        let list = read_organizations(&ok(page(&[sample::organization()])), environment).unwrap();
        let expected = Organization {
            id: OrganizationId::parse(ORGANIZATION).unwrap(),
            name: "Example Works".to_owned(),
            slug: "example-works".to_owned(),
            environment,
            status: OrganizationStatus::Active,
            can_take_payments: false,
            can_be_paid_out: false,
        };
        assert_eq!(list.items, [expected]);
    }
}

#[test]
fn an_organization_of_essentials_alone_is_called_by_its_slug() {
    let organization = read(&only(&sample::organization(), &["id", "slug", "status", "capabilities"]));
    assert_eq!(organization.name, "example-works");
}

#[test]
fn an_organization_without_an_essential_is_malformed_by_its_path() {
    for field in ["id", "slug", "status", "capabilities", "capabilities/checkout_payments", "capabilities/payouts"] {
        let row = with(sample::organization(), &[(&format!("/{field}"), Value::Null)]);
        let read = read_organization(&ok(row.to_string()), Environment::Sandbox);
        assert!(matches!(read, Err(Trouble::Malformed { path, .. }) if path == field.replace('/', ".")), "{field}");
    }
}

#[test]
fn a_status_that_polar_adds_later_survives() {
    let row = with(sample::organization(), &[("/status", json!("on_the_moon"))]);
    assert_eq!(read(&row).status.code(), "on_the_moon");
}
