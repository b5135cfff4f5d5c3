use serde::Deserialize;

use super::body::one;
use super::field::{Text, not_blank};
use super::page::Page;
use crate::domain::{Environment, Organization, OrganizationId, OrganizationStatus};
use crate::polar::{Response, Trouble};

/// Reads the organizations that a token knows. No answer says which of Polar's worlds it comes from, so the caller
/// does.
///
/// # Errors
/// Any [`Trouble`] that an answer can be; a row that cannot be read is no error but a [`super::Rejected`].
pub fn read_organizations(response: &Response, environment: Environment) -> Result<Page<Organization>, Trouble> {
    Page::read(response, |row: OrganizationRow| row.into_organization(environment))
}

/// Reads one organization.
///
/// # Errors
/// Any [`Trouble`] that an answer can be.
pub fn read_organization(response: &Response, environment: Environment) -> Result<Organization, Trouble> {
    one(response).map(|row: OrganizationRow| row.into_organization(environment))
}

/// An organization as Polar writes it. Its id and slug are needed; everything else may be absent or null.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct OrganizationRow {
    id: Text<OrganizationId>,
    slug: String,
    name: Option<String>,
    status: Option<Text<OrganizationStatus>>,
    capabilities: Option<Capabilities>,
}

/// What Polar lets an organization do; what it does not mention is allowed.
#[derive(Default, Deserialize)]
#[serde(expecting = "an object")]
struct Capabilities {
    checkout_payments: Option<bool>,
    payouts: Option<bool>,
}

impl OrganizationRow {
    fn into_organization(self, environment: Environment) -> Organization {
        let capabilities = self.capabilities.unwrap_or_default();
        Organization {
            id: self.id.0,
            name: not_blank(self.name).unwrap_or_else(|| self.slug.clone()),
            slug: self.slug,
            environment,
            status: self.status.map_or(OrganizationStatus::from_code(""), Text::into_inner),
            can_take_payments: capabilities.checkout_payments.unwrap_or(true),
            can_be_paid_out: capabilities.payouts.unwrap_or(true),
        }
    }
}

#[cfg(test)]
mod tests;
