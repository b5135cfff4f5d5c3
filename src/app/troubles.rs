use std::collections::VecDeque;

use jiff::Timestamp;

use super::Trouble;
use crate::domain::OrganizationId;

/// How many are remembered.
const REMEMBERED: usize = 10;

/// What went wrong since the launch, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Troubles(VecDeque<Occurred>);

/// A trouble that came up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurred {
    /// When.
    pub at: Timestamp,
    /// With whom; `None` is the program itself.
    pub organization: Option<OrganizationId>,
    /// What.
    pub trouble: Trouble,
}

impl Troubles {
    /// Remembers it, and forgets the oldest where there are too many.
    pub(super) fn remember(&mut self, occurred: Occurred) {
        while self.0.len() >= REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(occurred);
    }

    /// The newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &Occurred> {
        self.0.iter().rev()
    }

    /// When the trouble that an organization has now came up.
    pub fn since(&self, organization: Option<OrganizationId>, trouble: &Trouble) -> Option<Timestamp> {
        let known = self.newest_first().find(|one| one.organization == organization);
        known.filter(|one| one.trouble == *trouble).map(|one| one.at)
    }
}
