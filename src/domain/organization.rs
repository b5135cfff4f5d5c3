use super::OrganizationId;
use super::code::codes;

codes! {
    /// Where an organization stands with Polar.
    OrganizationStatus {
        /// Just made.
        Created = "created",
        /// Under review.
        Review = "review",
        /// Its review is put off.
        Snoozed = "snoozed",
        /// Its review failed.
        Denied = "denied",
        /// In business.
        Active = "active",
        /// Blocked by Polar.
        Blocked = "blocked",
        /// Leaving Polar.
        Offboarding = "offboarding",
        /// Has left Polar.
        Offboarded = "offboarded",
    }
}

/// Stands for a status that nobody has read yet; Polar has none of this name.
const UNREAD: &str = "unread";

impl OrganizationStatus {
    /// Of an organization of which it is not known how it stands: the first reading of it is no news.
    pub fn unread() -> Self {
        Self::Other(UNREAD.into())
    }

    /// Whether it is [`OrganizationStatus::unread`].
    pub fn is_unread(&self) -> bool {
        matches!(self, Self::Other(code) if **code == *UNREAD)
    }
}

/// Which of Polar's two separate worlds an organization lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// Real money.
    Production,
    /// Polar's sandbox.
    Sandbox,
}

impl Environment {
    /// Its name in files, arguments and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Sandbox => "sandbox",
        }
    }

    /// Reads [`Environment::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Production, Self::Sandbox].into_iter().find(|environment| environment.code() == code)
    }
}

/// An organization that sells through Polar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name as people read it.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// Where it lives.
    pub environment: Environment,
    /// Where it stands with Polar.
    pub status: OrganizationStatus,
    /// Whether Polar lets it take payments.
    pub can_take_payments: bool,
    /// Whether Polar pays it out.
    pub can_be_paid_out: bool,
}
