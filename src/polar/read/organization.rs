use serde::Deserialize;

use super::body::one;
use super::field::{self, Text};
use super::page::Page;
use crate::domain::{Environment, Organization, OrganizationId, OrganizationStatus};
use crate::polar::{Response, Trouble};

/// Reads the organizations that a token knows. No answer says which of Polar's worlds it comes from, so the caller
/// does.
///
/// # Errors
/// Any [`Trouble`] that an answer can be; a row that cannot be read is no error but a [`super::Rejected`].
pub fn read_organizations(response: &Response, environment: Environment) -> Result<Page<Organization>, Trouble> {
    Page::read(response, |row: OrganizationRow| row.into_organization(environment), |organization| organization.id.0)
}

/// Reads whose token it is, and of an organization that says less than it should no more than that: its status is
/// [`OrganizationStatus::unread`], and what Polar lets it do is not known to be forbidden.
///
/// # Errors
/// Any [`Trouble`] that an answer can be; a row that cannot be read is no error but a [`super::Rejected`].
pub fn read_identities(response: &Response, environment: Environment) -> Result<Page<Organization>, Trouble> {
    Page::read(response, |row: IdentityRow| row.into_organization(environment), |organization| organization.id.0)
}

/// Reads one organization.
///
/// # Errors
/// Any [`Trouble`] that an answer can be.
pub fn read_organization(response: &Response, environment: Environment) -> Result<Organization, Trouble> {
    one(response).map(|row: OrganizationRow| row.into_organization(environment))
}

/// An organization as Polar writes it. Its id, its slug and how it stands are needed: what is not said is not allowed, nor
/// is it forbidden, and to guess would be to tell its owner that Polar has changed its mind. The name may be absent.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct OrganizationRow {
    id: Text<OrganizationId>,
    slug: String,
    name: Option<String>,
    status: Text<OrganizationStatus>,
    capabilities: Capabilities,
}

/// What Polar lets an organization do.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Capabilities {
    checkout_payments: bool,
    payouts: bool,
}

/// What an organization is called, without how it stands.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct IdentityRow {
    id: Text<OrganizationId>,
    slug: String,
    name: Option<String>,
}

impl IdentityRow {
    fn into_organization(self, environment: Environment) -> Organization {
        let Self { id, slug, name } = self;
        let status = Text(OrganizationStatus::unread());
        let capabilities = Capabilities { checkout_payments: true, payouts: true };
        OrganizationRow { id, slug, name, status, capabilities }.into_organization(environment)
    }
}

impl OrganizationRow {
    fn into_organization(self, environment: Environment) -> Organization {
        Organization {
            id: self.id.0,
            name: field::name(self.name).unwrap_or_else(|| self.slug.clone()),
            slug: self.slug,
            environment,
            status: self.status.0,
            can_take_payments: self.capabilities.checkout_payments,
            can_be_paid_out: self.capabilities.payouts,
        }
    }
}

#[cfg(test)]
mod tests;
