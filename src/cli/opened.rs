use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::exit::Exit;
use super::print;
use crate::app::{Connection, Health, Model, Region, Report, Settings, Trouble};
use crate::domain::Organization;
use crate::figures::{Outlook, RevenueBasis};
use crate::shell::account::{Account, NoAccount};
use crate::shell::{SyncLock, World, clock, connected, desk, ledger_file, syncing};
use crate::store::{Ledger, LedgerError};
use crate::view::{Page, words};

/// The ledger of this home, opened.
pub(super) struct Opened {
    pub(super) ledger: Ledger,
    /// A broken ledger was moved aside and a new one begun.
    pub(super) replaced: bool,
    /// Which file it was opened from.
    pub(super) file: Option<(u64, u64)>,
}

impl Opened {
    /// The ledger of somebody who has connected, or who brings a token along. Nobody else's home is touched: the app still
    /// greets them at its very first launch.
    pub(super) fn of_somebody(world: &World) -> Result<Self, Exit> {
        if world.token.is_none() && !world.home.is_in_use() {
            return Err(Exit::not_connected());
        }
        Self::new(world)
    }

    pub(super) fn new(world: &World) -> Result<Self, Exit> {
        let opened = ledger_file::open(&world.home, clock::now());
        let (ledger, replaced) = opened.map_err(|error| Exit::ledger(&error, world))?;
        if replaced {
            print::aside(&format!("revone: {}", words::sentence(&Trouble::LedgerReplaced)));
        }
        Ok(Self { ledger, replaced, file: ledger_file::identity(&world.home) })
    }

    /// Opens the ledger anew where another file lies there by now, or none: while somebody waits for the network, for the
    /// store of secrets, or for another process, it may be removed or begun anew. The caller has the lock of those who sync.
    ///
    /// # Errors
    /// [`NoAccount::NotConnected`] where the account is not connected any more, and what stops the opening.
    pub(super) fn is_what_lies_there(&mut self, world: &World, account: &Account) -> Result<(), NoAccount> {
        if self.is_kept(world) {
            return Ok(());
        }
        if world.token.is_none() && !world.home.is_in_use() {
            return Err(NoAccount::NotConnected);
        }
        let unwritable = |error: std::io::Error| LedgerError::Unwritable(error.to_string());
        world.home.create().map_err(unwritable)?;
        let opened = Ledger::open(&world.home.ledger())?;
        self.ledger = ledger_file::knowing_the_connected(opened, &world.home, clock::now())?;
        self.file = ledger_file::identity(&world.home);
        let (organization, origin) = (&account.organization, account.http.origin().as_str());
        if world.token.is_some() {
            self.ledger.connect(organization, origin, clock::now())?;
        } else if connected::stored(&self.ledger, organization.id)?.is_none() {
            return Err(NoAccount::NotConnected);
        }
        Ok(())
    }

    /// Whether the file that it was opened from still lies there; otherwise nothing that was stored is kept.
    pub(super) fn is_kept(&self, world: &World) -> bool {
        self.file.is_some() && ledger_file::identity(&world.home) == self.file
    }

    /// The account to ask about.
    pub(super) async fn account(&mut self, world: &World, wanted: Option<&str>) -> Result<Account, Exit> {
        syncing::open(world, &mut self.ledger, wanted, syncing::IN_FULL).await.map_err(|none| no_account(none, world))
    }
}

/// How the program ends without an account.
pub(super) fn no_account(none: NoAccount, world: &World) -> Exit {
    match none {
        NoAccount::NotConnected | NoAccount::Trouble(Trouble::TokenMissing) => Exit::not_connected(),
        NoAccount::Unknown(wanted) => Exit::usage(words::commands::no_organization_called(&wanted)),
        NoAccount::Ambiguous { wanted, ids } => {
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            Exit::usage(words::commands::several_organizations_called(&wanted, &ids))
        }
        NoAccount::Trouble(trouble) => Exit::trouble(words::sentence(&trouble)),
        NoAccount::Ledger(error) => Exit::ledger(&error, world),
    }
}

/// Waits until no other process of this home syncs.
///
/// # Errors
/// When the lock's file cannot be made.
pub(super) async fn sync_lock(world: &World) -> Result<SyncLock, LedgerError> {
    const TELL_AFTER: Duration = Duration::from_secs(2);
    let path = world.home.sync_lock();
    let unwritable = |error: std::io::Error| LedgerError::Unwritable(error.to_string());
    match tokio::time::timeout(TELL_AFTER, SyncLock::take(&path)).await {
        Ok(taken) => taken.map(|(lock, _)| lock).map_err(unwritable),
        Err(_) => {
            print::aside(&format!("revone: {}", words::commands::ANOTHER_REFRESHES));
            SyncLock::take(&path).await.map(|(lock, _)| lock).map_err(unwritable)
        }
    }
}

/// What a terminal shows. Amounts are never hidden there.
pub(super) struct Shown {
    pub(super) settings: Settings,
    organization: Organization,
    sample: bool,
    report: Report,
    health: Health,
    zone: TimeZone,
    region: Region,
}

impl Shown {
    /// Reads it; `for_programs` counts revenue as Polar does, whatever the owner chose.
    pub(super) fn read(
        world: &World,
        ledger: &Ledger,
        organization: Organization,
        health: Health,
        for_programs: bool,
    ) -> Result<Self, LedgerError> {
        let (settings, _) = world.settings();
        let basis = if for_programs { RevenueBasis::AsInPolar } else { settings.revenue };
        let zone = world.zones.of(&settings);
        let report = desk::report(ledger, organization.id, &zone, basis, clock::now())?;
        Ok(Self {
            settings,
            organization,
            sample: world.is_sample(),
            report,
            health,
            zone,
            region: world.region.clone(),
        })
    }

    /// What is to be expected at the instant that the figures speak of.
    pub(super) fn outlook(&self, ledger: &Ledger) -> Result<Outlook, LedgerError> {
        desk::outlook(ledger, self.organization.id, &self.zone, self.report.summary.as_of)
    }

    /// The same as the menu bar has it, amounts shown.
    pub(super) fn model(&self) -> Model {
        let organization = self.organization.clone();
        Model {
            connection: match self.sample {
                true => Connection::Sample(organization),
                false => Connection::Connected(organization),
            },
            report: Some(self.report.clone()),
            health: self.health.clone(),
            region: self.region.clone(),
            settings: Settings { hide_amounts: false, ..self.settings.clone() },
            ..Model::new(self.zone.clone())
        }
    }

    pub(super) fn page(&self, now: Timestamp) -> Page<'_> {
        Page {
            organization: &self.organization,
            sample: self.sample,
            summary: &self.report.summary,
            health: &self.health,
            zone: &self.zone,
            region: &self.region,
            now,
        }
    }
}
