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

#[test]
fn whose_token_it_is_can_be_read_whatever_is_wrong_with_how_the_organization_stands() {
    let (sound, nothing) = (sample::organization(), Value::Null);
    for changes in [
        &[("/status", &nothing)][..],
        &[("/status", &json!(7)), ("/capabilities", &json!("all"))],
        &[("/capabilities/payouts", &json!("yes"))],
        &[("/capabilities", &nothing), ("/name", &nothing)],
    ] {
        let changes: Vec<_> = changes.iter().map(|(path, value)| (*path, (*value).clone())).collect();
        let answer = ok(page(&[with(sound.clone(), &changes)]));
        assert_eq!(read_organizations(&answer, Environment::Sandbox).unwrap().items, []);
        let [read]: [Organization; 1] =
            read_identities(&answer, Environment::Sandbox).unwrap().items.try_into().unwrap();
        assert_eq!((read.id.to_string(), read.slug.as_str()), (ORGANIZATION.to_owned(), "example-works"));
        assert!(read.status.is_unread() && read.can_take_payments && read.can_be_paid_out, "{read:?}");
    }
    for field in ["/id", "/slug"] {
        let answer = ok(page(&[with(sound.clone(), &[(field, nothing.clone())])]));
        let read = read_identities(&answer, Environment::Sandbox).unwrap();
        assert_eq!((read.items.len(), read.rejected.len()), (0, 1), "{field}");
    }
}
