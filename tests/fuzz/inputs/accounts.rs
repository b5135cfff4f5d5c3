//! The file that says who is connected: the bytes themselves, or a sound file with an odd entry in it.

use std::fs;

use revone::domain::{Environment, Organization, OrganizationId, OrganizationStatus};
use revone::shell::{Home, accounts_file};
use serde_json::{Value, json};
use uuid::Uuid;

use super::answers::BUILT;
use super::draw::Draw;
use super::folder;

fn shop(number: u128) -> Organization {
    Organization {
        id: OrganizationId(Uuid::from_u128(number)),
        name: format!("Shop {number}"),
        slug: format!("shop-{number}"),
        environment: Environment::Sandbox,
        // The file does not say.
        status: OrganizationStatus::unread(),
        can_take_payments: true,
        can_be_paid_out: true,
    }
}

const ORIGIN: &str = "https://example.test";

pub fn check(bytes: &[u8]) {
    let folder = folder::fresh();
    let home = Home::at(folder.path());
    let text = match bytes.split_first() {
        Some((&BUILT, choices)) => built(Draw::of(choices)),
        _ => bytes.to_vec(),
    };
    fs::write(home.accounts(), &text).expect("written");

    let before = accounts_file::connected(&home);
    // Where an entry cannot be read nobody can say that none else is connected.
    if let Some(listed) = accounts_file::listed(&home) {
        assert_eq!(listed, before);
    }
    if let Some(chosen) = accounts_file::chosen(&home) {
        accounts_file::choose(&home, chosen).expect("chosen");
        assert_eq!(accounts_file::chosen(&home), Some(chosen), "what is chosen stays so");
    }

    let newcomer = shop(0xFEED);
    accounts_file::add(&home, &newcomer, ORIGIN).expect("added");
    let after = accounts_file::connected(&home);
    assert!(after.contains(&(newcomer.clone(), ORIGIN.to_owned())), "who connects is connected");
    assert_eq!(accounts_file::chosen(&home), Some(newcomer.id), "who connects is chosen");
    for known in before.iter().filter(|(organization, _)| organization.id != newcomer.id) {
        assert!(after.contains(known), "who was connected still is");
    }
    accounts_file::remove(&home, newcomer.id).expect("removed");
    assert!(accounts_file::connected(&home).iter().all(|(organization, _)| organization.id != newcomer.id));
}

/// Three organizations of which the bytes choose what is odd.
fn built(mut draw: Draw<'_>) -> Vec<u8> {
    let entry = |number: u128| {
        let shop = shop(number);
        json!({"id": shop.id.to_string(), "name": shop.name, "slug": shop.slug, "environment": "sandbox", "origin": ORIGIN,
            "chosen": number == 2})
    };
    let mut entries: Vec<Value> = (1..4).map(entry).collect();
    let odd = [
        json!(null),
        json!(7),
        json!(""),
        json!("production"),
        json!("00000000-0000-0000-0000-000000000001"),
        json!(true),
        json!([]),
        json!({}),
        json!("x".repeat(300)),
        json!(-1),
    ];
    for _ in 0..6 {
        if draw.is_over() {
            break;
        }
        let at = draw.below(entries.len());
        let names = ["id", "name", "slug", "environment", "origin", "chosen", "more"];
        let value = draw.one_of(&odd).clone();
        match (draw.below(names.len() + 2), entries[at].as_object_mut()) {
            (choice, Some(fields)) if choice < names.len() => drop(fields.insert(names[choice].to_owned(), value)),
            (choice, Some(fields)) if choice == names.len() => drop(fields.remove(names[draw.below(names.len())])),
            _ => entries[at] = value,
        }
    }
    Value::from(entries).to_string().into_bytes()
}
