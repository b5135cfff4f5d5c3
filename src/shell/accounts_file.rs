//! Which organizations are connected, beside the ledger: a ledger that breaks or vanishes is read again from Polar only
//! when it is known whose tokens the store of secrets holds. No token, no figure and no customer is in this file.

use std::io;

use serde::{Deserialize, Serialize};

use super::{Home, private_file};
use crate::domain::{Environment, Organization, OrganizationId, OrganizationStatus};

#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
struct Entry {
    id: String,
    name: String,
    slug: String,
    environment: String,
    origin: String,
}

/// Notes that an organization is connected on the API at `origin`, with its token in the store of secrets.
///
/// # Errors
/// When the file cannot be written.
pub fn add(home: &Home, organization: &Organization, origin: &str) -> io::Result<()> {
    let id = organization.id.to_string();
    let mut entries = read(home);
    entries.retain(|entry| entry.id != id);
    entries.push(Entry {
        id,
        name: organization.name.clone(),
        slug: organization.slug.clone(),
        environment: organization.environment.code().to_owned(),
        origin: origin.to_owned(),
    });
    write(home, &entries)
}

/// Notes that an organization is not connected any more.
///
/// # Errors
/// When the file cannot be written.
pub fn remove(home: &Home, organization: OrganizationId) -> io::Result<()> {
    let id = organization.to_string();
    let mut entries = read(home);
    let before = entries.len();
    entries.retain(|entry| entry.id != id);
    if entries.len() == before { Ok(()) } else { write(home, &entries) }
}

/// The connected organizations, as they were when they were connected, each with its origin.
pub fn connected(home: &Home) -> Vec<(Organization, String)> {
    read(home).into_iter().filter_map(organization).collect()
}

fn organization(entry: Entry) -> Option<(Organization, String)> {
    let organization = Organization {
        id: OrganizationId::parse(&entry.id)?,
        name: entry.name,
        slug: entry.slug,
        environment: Environment::from_code(&entry.environment)?,
        // What it is today comes with the next refresh.
        status: OrganizationStatus::Active,
        can_take_payments: true,
        can_be_paid_out: true,
    };
    Some((organization, entry.origin))
}

/// A file that is missing or damaged knows of nobody: the owner connects again, as without it.
fn read(home: &Home) -> Vec<Entry> {
    let text = std::fs::read(home.accounts()).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

fn write(home: &Home, entries: &[Entry]) -> io::Result<()> {
    private_file::write(&home.accounts(), &serde_json::to_vec_pretty(entries)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop(number: u128) -> Organization {
        Organization {
            id: OrganizationId(uuid::Uuid::from_u128(number)),
            name: format!("Shop {number}"),
            slug: format!("shop-{number}"),
            environment: Environment::Sandbox,
            status: OrganizationStatus::Active,
            can_take_payments: true,
            can_be_paid_out: true,
        }
    }

    #[test]
    fn what_is_connected_is_known_until_it_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        assert_eq!(connected(&home), []);
        for number in [1, 2, 1] {
            add(&home, &shop(number), "https://example.test").unwrap();
        }
        let at = |number| (shop(number), "https://example.test".to_owned());
        assert_eq!(connected(&home), [at(2), at(1)]);
        remove(&home, shop(2).id).unwrap();
        remove(&home, shop(9).id).unwrap();
        assert_eq!(connected(&home), [at(1)]);
        std::fs::write(home.accounts(), "{ no").unwrap();
        assert_eq!(connected(&home), []);
    }
}
