//! Which organizations are connected, and which of them the owner looks at, beside the ledger: a ledger that breaks or
//! vanishes is read again from Polar only when it is known whose tokens the store of secrets holds. No token, no figure
//! and no customer is in this file.
//!
//! The choice stands here and not among the settings: connecting and disconnecting change it, in whichever process that
//! happens, while the settings belong to the app, which writes them whole.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::OpenOptionsExt;

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
    /// Its figures are the ones shown. At most one entry says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    chosen: bool,
}

/// Notes that an organization is connected on the API at `origin`, with its token in the store of secrets, and chooses it.
///
/// # Errors
/// When the file cannot be written.
pub fn add(home: &Home, organization: &Organization, origin: &str) -> io::Result<()> {
    let id = organization.id.to_string();
    change(home, |entries| {
        entries.retain(|entry| entry.id != id);
        entries.iter_mut().for_each(|entry| entry.chosen = false);
        entries.push(Entry {
            id,
            name: organization.name.clone(),
            slug: organization.slug.clone(),
            environment: organization.environment.code().to_owned(),
            origin: origin.to_owned(),
            chosen: true,
        });
    })
}

/// Notes that an organization is not connected any more. Where it was the chosen one, the one behind it is from now on,
/// or else the first.
///
/// # Errors
/// When the file cannot be written.
pub fn remove(home: &Home, organization: OrganizationId) -> io::Result<()> {
    let id = organization.to_string();
    change(home, |entries| {
        let Some(place) = entries.iter().position(|entry| entry.id == id) else { return };
        let next = if place + 1 < entries.len() { place } else { 0 };
        if entries.remove(place).chosen
            && let Some(next) = entries.get_mut(next)
        {
            next.chosen = true;
        }
    })
}

/// Notes which organization's figures are shown. One that is not connected changes nothing.
///
/// # Errors
/// When the file cannot be written.
pub fn choose(home: &Home, organization: OrganizationId) -> io::Result<()> {
    let id = organization.to_string();
    change(home, |entries| {
        if entries.iter().any(|entry| entry.id == id) {
            entries.iter_mut().for_each(|entry| entry.chosen = entry.id == id);
        }
    })
}

/// The organization whose figures are shown; `None` where nothing says so.
pub fn chosen(home: &Home) -> Option<OrganizationId> {
    read(home)?.into_iter().find(|entry| entry.chosen).and_then(|entry| OrganizationId::parse(&entry.id))
}

/// The connected organizations, as they were when they were connected, each with its origin; none where nothing says so.
pub fn connected(home: &Home) -> Vec<(Organization, String)> {
    listed(home).unwrap_or_default()
}

/// The same, with `None` where the file is missing or damaged: then nobody can say that none is connected.
pub fn listed(home: &Home) -> Option<Vec<(Organization, String)>> {
    Some(read(home)?.into_iter().filter_map(organization).collect())
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
fn read(home: &Home) -> Option<Vec<Entry>> {
    let text = std::fs::read(home.accounts()).ok()?;
    serde_json::from_slice(&text).ok()
}

/// Changes the file while no other process does: what one of them adds must not be lost to the other.
fn change(home: &Home, change: impl FnOnce(&mut Vec<Entry>)) -> io::Result<()> {
    let path = home.accounts_lock();
    let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
    // Held for the time that it takes to write a few lines, and given back by the system however the process ends.
    lock.lock()?;
    let before = read(home).unwrap_or_default();
    let mut entries = before.clone();
    change(&mut entries);
    if entries == before {
        Ok(())
    } else {
        private_file::write(&home.accounts(), &serde_json::to_vec_pretty(&entries)?)
    }
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
        assert_eq!((connected(&home), listed(&home)), (Vec::new(), None));
        for number in [1, 2, 1] {
            add(&home, &shop(number), "https://example.test").unwrap();
        }
        let at = |number| (shop(number), "https://example.test".to_owned());
        assert_eq!(connected(&home), [at(2), at(1)]);
        remove(&home, shop(2).id).unwrap();
        remove(&home, shop(9).id).unwrap();
        assert_eq!(connected(&home), [at(1)]);
        remove(&home, shop(1).id).unwrap();
        assert_eq!(listed(&home), Some(Vec::new()), "none is connected, which is known");
        std::fs::write(home.accounts(), "{ no").unwrap();
        assert_eq!((connected(&home), listed(&home)), (Vec::new(), None));
    }

    #[test]
    fn the_one_connected_last_is_chosen_until_another_is() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        assert_eq!(chosen(&home), None);
        for number in [1, 2, 3] {
            add(&home, &shop(number), "https://example.test").unwrap();
            assert_eq!(chosen(&home), Some(shop(number).id));
        }
        choose(&home, shop(2).id).unwrap();
        assert_eq!(chosen(&home), Some(shop(2).id));
        choose(&home, shop(9).id).unwrap();
        assert_eq!(chosen(&home), Some(shop(2).id), "an unknown one takes nobody's place");
        for (removed, next) in [(1, Some(2)), (2, Some(3)), (3, None)] {
            remove(&home, shop(removed).id).unwrap();
            assert_eq!(chosen(&home), next.map(|next| shop(next).id), "without {removed}");
        }
    }

    #[test]
    fn after_the_last_one_comes_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        for number in [1, 2, 3] {
            add(&home, &shop(number), "https://example.test").unwrap();
        }
        remove(&home, shop(3).id).unwrap();
        assert_eq!(chosen(&home), Some(shop(1).id));
    }

    #[test]
    fn a_file_from_before_there_was_a_choice_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let entry = format!(
            r#"[{{"id":"{}","name":"Shop 1","slug":"shop-1","environment":"sandbox","origin":"https://example.test"}}]"#,
            shop(1).id
        );
        std::fs::write(home.accounts(), entry).unwrap();
        assert_eq!(connected(&home), [(shop(1), "https://example.test".to_owned())]);
        assert_eq!(chosen(&home), None);
    }
}
