//! Which organizations are connected, and which of them the owner looks at, beside the ledger: a ledger that breaks or
//! vanishes is read again from Polar only when it is known whose tokens the store of secrets holds. No token, no figure
//! and no customer is in this file.
//!
//! The choice stands here and not among the settings: connecting and disconnecting change it, in whichever process that
//! happens, while the settings belong to the app, which writes them whole.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

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
    /// Its token is about to be kept: it is not connected yet, and a process that ends here leaves a token behind that is
    /// known by this alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    begun: bool,
    /// What has begun has begun beside a list that said who is connected, be it nobody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    beside: bool,
}

impl Entry {
    fn of(organization: &Organization, origin: &str) -> Self {
        Self {
            id: organization.id.to_string(),
            name: organization.name.clone(),
            slug: organization.slug.clone(),
            environment: organization.environment.code().to_owned(),
            origin: origin.to_owned(),
            chosen: false,
            begun: false,
            beside: false,
        }
    }
}

/// Notes that an organization's token is about to be kept. One that is connected already stays as it is.
///
/// # Errors
/// When the file cannot be written.
pub fn begin(home: &Home, organization: &Organization, origin: &str) -> io::Result<()> {
    change(home, |kept| {
        let beside = read(home).is_some_and(|before| before.says_who());
        let entry = Entry { begun: true, beside, ..Entry::of(organization, origin) };
        if kept.entries.iter().all(|known| known.id != entry.id) {
            kept.entries.push(entry);
        }
    })
}

/// Notes that the token was not kept after all. One that is connected stays as it is.
///
/// # Errors
/// When the file cannot be written.
pub fn give_up(home: &Home, organization: OrganizationId) -> io::Result<()> {
    let id = organization.to_string();
    change(home, |kept| kept.entries.retain(|entry| !entry.begun || entry.id != id))
}

/// Notes that an organization is connected on the API at `origin`, with its token in the store of secrets, and chooses it.
///
/// # Errors
/// When the file cannot be written.
pub fn add(home: &Home, organization: &Organization, origin: &str) -> io::Result<()> {
    let entry = Entry { chosen: true, ..Entry::of(organization, origin) };
    change(home, |kept| {
        kept.forget(&entry.id);
        kept.entries.iter_mut().for_each(|known| known.chosen = false);
        kept.entries.push(entry);
    })
}

/// Notes that an organization is not connected any more. Where it was the chosen one, the one behind it is from now on,
/// or else the first.
///
/// # Errors
/// When the file cannot be written.
pub fn remove(home: &Home, organization: OrganizationId) -> io::Result<()> {
    let id = organization.to_string();
    change(home, |kept| {
        let place = kept.entries.iter().position(|entry| entry.id == id);
        let removed = place.map(|place| kept.entries[place].chosen);
        kept.forget(&id);
        let (Some(place), Some(true)) = (place, removed) else { return };
        let (before, behind) = kept.entries.split_at_mut(place);
        if let Some(next) = behind.iter_mut().chain(before).find(|entry| !entry.begun) {
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
    change(home, |kept| {
        if kept.entries.iter().any(|entry| entry.id == id && !entry.begun) {
            kept.entries.iter_mut().for_each(|entry| entry.chosen = entry.id == id);
        }
    })
}

/// The organization whose figures are shown; `None` where nothing says so.
pub fn chosen(home: &Home) -> Option<OrganizationId> {
    read(home)?.entries.into_iter().find(|entry| entry.chosen).and_then(|entry| OrganizationId::parse(&entry.id))
}

/// The connected organizations, as they were when they were connected, each with its origin; none where nothing says so.
pub fn connected(home: &Home) -> Vec<(Organization, String)> {
    let entries = read(home).unwrap_or_default().entries.into_iter();
    entries.filter(|entry| !entry.begun).filter_map(organization).collect()
}

/// The same, with `None` where the file is missing or damaged, be it in part: then nobody can say that none else is connected.
/// A file that was written for what has only begun says so neither.
pub fn listed(home: &Home) -> Option<Vec<(Organization, String)>> {
    read(home)?.says_who().then(|| connected(home))
}

/// Under whose names a token may be kept: those of the connected, and of those whose connection has only begun.
pub fn holders(home: &Home) -> impl Iterator<Item = OrganizationId> {
    read(home).unwrap_or_default().ids().collect::<Vec<_>>().into_iter()
}

fn organization(entry: Entry) -> Option<(Organization, String)> {
    let organization = Organization {
        id: OrganizationId::parse(&entry.id)?,
        name: entry.name,
        slug: entry.slug,
        environment: Environment::from_code(&entry.environment)?,
        // How it stands comes with the next refresh, and is no news then.
        status: OrganizationStatus::unread(),
        can_take_payments: true,
        can_be_paid_out: true,
    };
    Some((organization, entry.origin))
}

/// What is in the file.
#[derive(Clone, Debug, Default, PartialEq)]
struct Kept {
    entries: Vec<Entry>,
    /// Entries that cannot be read, by this version at least: they stay as they are and take no other along.
    unreadable: Vec<Value>,
}

impl Kept {
    /// Whether it says who is connected, be it nobody. One that was written for what has only begun does not, and one that
    /// cannot be read in part does not either.
    fn says_who(&self) -> bool {
        let only_begun = !self.entries.is_empty() && self.entries.iter().all(|entry| entry.begun && !entry.beside);
        self.unreadable.is_empty() && !only_begun
    }

    fn forget(&mut self, id: &str) {
        self.entries.retain(|entry| entry.id != id);
        self.unreadable.retain(|value| value["id"] != id);
    }

    fn ids(&self) -> impl Iterator<Item = OrganizationId> {
        let unreadable = self.unreadable.iter().filter_map(|value| value["id"].as_str());
        self.entries.iter().map(|entry| entry.id.as_str()).chain(unreadable).filter_map(OrganizationId::parse)
    }
}

/// What lies where the file is.
enum Found {
    Kept(Kept),
    None,
    /// No list of anything.
    Damaged,
}

fn find(home: &Home) -> io::Result<Found> {
    let text = match fs::read(home.accounts()) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::None),
        Err(error) => return Err(error),
    };
    let Ok(values) = serde_json::from_slice::<Vec<Value>>(&text) else { return Ok(Found::Damaged) };
    let mut kept = Kept::default();
    for value in values {
        match Entry::deserialize(&value) {
            Ok(entry) if organization(entry.clone()).is_some() => kept.entries.push(entry),
            _ => kept.unreadable.push(value),
        }
    }
    Ok(Found::Kept(kept))
}

/// A file that is missing or damaged knows of nobody: the owner connects again, as without it.
fn read(home: &Home) -> Option<Kept> {
    match find(home) {
        Ok(Found::Kept(kept)) => Some(kept),
        _ => None,
    }
}

/// Changes the file while no other process does: what one of them adds must not be lost to the other. One that is damaged is
/// moved aside, and one that cannot be read now is left alone.
fn change(home: &Home, change: impl FnOnce(&mut Kept)) -> io::Result<()> {
    let path = home.accounts_lock();
    let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
    // Held for the time that it takes to write a few lines, and given back by the system however the process ends.
    lock.lock()?;
    let found = find(home)?;
    let damaged = matches!(found, Found::Damaged);
    let before = if let Found::Kept(kept) = found { kept } else { Kept::default() };
    let mut kept = before.clone();
    change(&mut kept);
    if kept == before {
        return Ok(());
    }
    if kept == Kept::default() && !before.says_who() && before.unreadable.is_empty() {
        // An attempt that is over does not turn what was unknown into nobody.
        return fs::remove_file(home.accounts());
    }
    if damaged {
        fs::rename(home.accounts(), home.accounts().with_extension("broken.json"))?;
    }
    let entries = kept.entries.iter().map(serde_json::to_value).chain(kept.unreadable.into_iter().map(Ok));
    let entries: Vec<Value> = entries.collect::<Result<_, _>>()?;
    private_file::write(&home.accounts(), &serde_json::to_vec_pretty(&entries)?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn shop(number: u128) -> Organization {
        Organization {
            id: OrganizationId(uuid::Uuid::from_u128(number)),
            name: format!("Shop {number}"),
            slug: format!("shop-{number}"),
            environment: Environment::Sandbox,
            status: OrganizationStatus::unread(),
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
    fn what_has_only_begun_is_a_name_for_a_token_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let holders = || holders(&home).collect::<Vec<_>>();
        begin(&home, &shop(1), "https://example.test").unwrap();
        assert_eq!((listed(&home), chosen(&home), holders()), (None, None, vec![shop(1).id]));
        choose(&home, shop(1).id).unwrap();
        assert_eq!(chosen(&home), None);
        add(&home, &shop(2), "https://example.test").unwrap();
        assert_eq!((connected(&home).len(), holders()), (1, vec![shop(1).id, shop(2).id]));
        begin(&home, &shop(2), "https://example.test").unwrap();
        give_up(&home, shop(2).id).unwrap();
        assert_eq!(chosen(&home), Some(shop(2).id), "who is connected stays so when a further token is not kept");
        remove(&home, shop(2).id).unwrap();
        assert_eq!((chosen(&home), holders()), (None, vec![shop(1).id]));
        add(&home, &shop(1), "https://example.test").unwrap();
        assert_eq!((connected(&home).len(), chosen(&home)), (1, Some(shop(1).id)));
        begin(&home, &shop(3), "https://example.test").unwrap();
        give_up(&home, shop(3).id).unwrap();
        assert_eq!(holders(), [shop(1).id]);
    }

    #[test]
    fn an_attempt_beside_a_list_that_knows_of_nobody_leaves_that_known() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        add(&home, &shop(1), "https://example.test").unwrap();
        remove(&home, shop(1).id).unwrap();
        for number in [2, 3] {
            begin(&home, &shop(number), "https://example.test").unwrap();
            assert_eq!(listed(&home), Some(Vec::new()));
        }
        fs::write(home.accounts(), "{ no").unwrap();
        begin(&home, &shop(2), "https://example.test").unwrap();
        assert_eq!(listed(&home), None);
        give_up(&home, shop(2).id).unwrap();
        assert_eq!(listed(&home), None, "nobody knows more than before");
    }

    #[test]
    fn what_cannot_be_read_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        std::fs::create_dir(home.accounts()).unwrap();
        assert!(add(&home, &shop(1), "https://example.test").is_err(), "it is there and cannot be read");
        std::fs::remove_dir(home.accounts()).unwrap();
        std::fs::write(home.accounts(), "{ no").unwrap();
        choose(&home, shop(1).id).unwrap();
        assert_eq!(std::fs::read_to_string(home.accounts()).unwrap(), "{ no", "nothing was to be changed");
        add(&home, &shop(1), "https://example.test").unwrap();
        let aside = folder.path().join("accounts.broken.json");
        assert_eq!((fs::read_to_string(&aside).unwrap().as_str(), connected(&home).len()), ("{ no", 1));
        assert!(home.kept_files().unwrap().contains(&aside), "a reset would leave it");
    }

    #[test]
    fn an_entry_that_cannot_be_read_stays_and_takes_no_other_along() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        add(&home, &shop(1), "https://example.test").unwrap();
        let mut values: Vec<Value> = serde_json::from_slice(&fs::read(home.accounts()).unwrap()).unwrap();
        values.insert(0, serde_json::json!({ "id": shop(2).id.to_string(), "name": 7 }));
        values.push(serde_json::json!("odd"));
        fs::write(home.accounts(), serde_json::to_vec(&values).unwrap()).unwrap();
        add(&home, &shop(3), "https://example.test").unwrap();
        assert_eq!((connected(&home).len(), chosen(&home)), (2, Some(shop(3).id)));
        assert_eq!(listed(&home), None, "who else is connected is not known");
        assert_eq!(holders(&home).collect::<BTreeSet<_>>(), [1, 2, 3].map(|number| shop(number).id).into());
        add(&home, &shop(2), "https://example.test").unwrap();
        remove(&home, shop(2).id).unwrap();
        let values: Vec<Value> = serde_json::from_slice(&fs::read(home.accounts()).unwrap()).unwrap();
        assert_eq!((values.len(), values.last()), (3, Some(&serde_json::json!("odd"))));
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
