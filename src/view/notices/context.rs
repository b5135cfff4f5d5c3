use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Words;
use crate::app::{Link, Names, Region, Rules};
use crate::domain::{Environment, Organization};
use crate::money::Currency;
use crate::view::amount::Amounts;
use crate::view::organization_name;
use crate::view::words::notices as said;

/// What the words are chosen by, beside the notice itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Names of customers, and what they wrote on leaving.
    pub names: &'a Names,
    /// What is announced of the organization, and how.
    pub rules: &'a Rules,
    /// Amounts are shown as `•••`.
    pub hide_amounts: bool,
    /// Whose it is.
    pub organization: &'a Organization,
    /// The currencies that it sells in: where two of them share a symbol, each gets one of its own.
    pub currencies: &'a [Currency],
    /// Others are connected, so that it has to be said whose.
    pub one_of_several: bool,
    /// It is of the sample data.
    pub sample: bool,
    /// The owner's time zone.
    pub zone: &'a TimeZone,
    /// The owner's region.
    pub region: &'a Region,
    /// The present.
    pub now: Timestamp,
}

impl Context<'_> {
    pub(super) fn amounts(&self, in_play: impl IntoIterator<Item = Currency>) -> Amounts {
        Amounts::among(self.currencies.iter().copied().chain(in_play), self.region).hidden(self.hide_amounts)
    }

    /// The sandbox and the sample are named, so that nobody takes their money for real; and whose it is where it could be
    /// another's.
    pub(super) fn words(&self, title: String, mut parts: Vec<String>, link: Link) -> Words {
        let name = organization_name(self.organization);
        if self.sample {
            parts.push(said::SAMPLE_DATA.to_owned());
        } else if !parts.contains(&name) {
            if self.one_of_several {
                parts.push(name);
            } else if self.organization.environment == Environment::Sandbox {
                parts.push(said::SANDBOX.to_owned());
            }
        }
        Words { title, body: parts.join(" · "), link }
    }
}
