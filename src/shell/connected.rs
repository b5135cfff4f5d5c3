//! Which organizations there are to ask about and to show.

use super::account::NoAccount;
use super::{World, accounts_file};
use crate::domain::OrganizationId;
use crate::store::{Ledger, LedgerError, StoredOrganization};

/// The connected organizations, the one connected first first. A token of the environment belongs to one organization and
/// stands in for the Keychain: then it is the one that the world is wanted for, or the one synced last, until that token has
/// been asked.
///
/// # Errors
/// When the ledger cannot be read.
pub fn connected(world: &World, ledger: &Ledger) -> Result<Vec<StoredOrganization>, LedgerError> {
    let mut stored = ledger.organizations()?;
    if world.token.is_some() {
        if let Some(wanted) = world.wanted {
            stored.retain(|stored| stored.organization.id == wanted);
        }
        stored.truncate(1);
        return Ok(stored);
    }
    // The ledger may also hold what a token of the environment has read once, and no token is kept for that. Where the
    // file of accounts is missing or damaged the ledger alone knows.
    if let Some(noted) = accounts_file::listed(&world.home) {
        stored.retain(|stored| noted.iter().any(|(organization, _)| organization.id == stored.organization.id));
    }
    stored.sort_by_key(|stored| (stored.connected_at, stored.organization.id));
    Ok(stored)
}

/// The organization to show: the one that `wanted` names by slug or id, or the owner's choice, or where nothing is known
/// of a choice the one connected last. With a token of the environment it is the one synced last.
///
/// # Errors
/// [`NoAccount::Unknown`] when `wanted` names none, [`NoAccount::Ambiguous`] when it names several,
/// [`NoAccount::Ledger`] when the ledger cannot be read.
pub fn chosen(world: &World, ledger: &Ledger, wanted: Option<&str>) -> Result<Option<StoredOrganization>, NoAccount> {
    let Some(wanted) = wanted else {
        let mut stored = connected(world, ledger)?;
        let choice = accounts_file::chosen(&world.home);
        let place = stored.iter().position(|stored| Some(stored.organization.id) == choice);
        return Ok(match place {
            Some(place) => Some(stored.remove(place)),
            None => stored.pop(),
        });
    };
    named(ledger.organizations()?, wanted).map(Some)
}

/// The one of `stored` that `wanted` names by slug or id.
///
/// # Errors
/// [`NoAccount::Unknown`] when it names none, [`NoAccount::Ambiguous`] when it is the slug of several: Polar's production
/// and its sandbox do not know each other's.
pub fn named(stored: Vec<StoredOrganization>, wanted: &str) -> Result<StoredOrganization, NoAccount> {
    let (ids, slugs): (Vec<_>, Vec<_>) = stored
        .into_iter()
        .filter(|stored| stored.organization.slug == wanted || stored.organization.id.to_string() == wanted)
        .partition(|stored| stored.organization.id.to_string() == wanted);
    let mut found = if ids.is_empty() { slugs } else { ids };
    match (found.pop(), found.is_empty()) {
        (None, _) => Err(NoAccount::Unknown(wanted.to_owned())),
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            found.push(last);
            let ids = found.iter().map(|stored| stored.organization.id).collect();
            Err(NoAccount::Ambiguous { wanted: wanted.to_owned(), ids })
        }
    }
}

/// What the ledger has of an organization; `None` when it is not there.
///
/// # Errors
/// When the ledger cannot be read.
pub fn stored(ledger: &Ledger, organization: OrganizationId) -> Result<Option<StoredOrganization>, LedgerError> {
    Ok(ledger.organizations()?.into_iter().find(|stored| stored.organization.id == organization))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::{Environment, Organization, OrganizationStatus};

    fn shop(number: u128, slug: &str) -> StoredOrganization {
        StoredOrganization {
            organization: Organization {
                id: OrganizationId(uuid::Uuid::from_u128(number)),
                name: slug.to_owned(),
                slug: slug.to_owned(),
                environment: Environment::Production,
                status: OrganizationStatus::Active,
                can_take_payments: true,
                can_be_paid_out: true,
            },
            origin: "https://example.test".to_owned(),
            connected_at: Timestamp::UNIX_EPOCH,
            last_success: None,
        }
    }

    #[test]
    fn a_name_means_one_organization_or_none() {
        let all = || vec![shop(1, "acme"), shop(2, "beta"), shop(3, "acme")];
        assert_eq!(named(all(), "beta").unwrap(), shop(2, "beta"));
        let id = shop(3, "").organization.id;
        assert_eq!(named(all(), &id.to_string()).unwrap(), shop(3, "acme"));
        assert!(matches!(named(all(), "gamma"), Err(NoAccount::Unknown(name)) if name == "gamma"));
        assert!(matches!(named(all(), "acme"), Err(NoAccount::Ambiguous { ids, .. }) if ids.len() == 2));
        assert!(matches!(named(all(), ""), Err(NoAccount::Unknown(_))));
    }

    #[test]
    fn an_id_is_never_mistaken_for_a_slug() {
        let id = shop(1, "").organization.id.to_string();
        let odd = || vec![shop(1, "acme"), shop(2, &id)];
        assert_eq!(named(odd(), &id).unwrap(), shop(1, "acme"));
    }
}
