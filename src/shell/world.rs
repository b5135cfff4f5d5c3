use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;
use zeroize::Zeroizing;

use super::clock::Clock;
use super::secrets::{self, InMemory, SecretStore};
use super::settings_file::{self, Found};
use super::{Home, LoginItem, Origin, RefusedOrigin, clock, instance, region, temporary};
use crate::app::settings::time_zone;
use crate::app::{Region, Settings};
use crate::demo::{Arrivals, FakePolar, Shop};
use crate::domain::OrganizationId;
use crate::polar::AccessToken;
use crate::view::words;

/// A token in place of the stored one. No other program that this one starts may see it.
pub const TOKEN: &str = "REVONE_TOKEN";

/// What the program was started with: where it keeps things, where it asks, and with what.
pub struct World {
    /// Where ledger and settings live.
    pub home: Home,
    /// An address in Polar's place (`REVONE_API_URL`).
    pub origin: Option<Origin>,
    /// A token in place of the stored one (`REVONE_TOKEN`).
    pub token: Option<AccessToken>,
    /// The organization that is asked for in place of the owner's choice, where that is known already.
    pub wanted: Option<OrganizationId>,
    /// The store of secrets.
    pub secrets: Arc<dyn SecretStore>,
    /// How the system starts the program when its owner logs in.
    pub login: LoginItem,
    /// How the owner's time zone is found.
    pub zones: Zones,
    /// How numbers, dates and times are written for the owner.
    pub region: Region,
    /// The clocks that the menu-bar program's worker goes by.
    pub clock: Clock,
    /// The app has never been started in this home; whatever the command line did there.
    pub first_launch: bool,
    sample: Option<Sample>,
}

/// The sample shop and the folder that goes away with it. The order matters: the server stops before its folder goes.
struct Sample {
    _polar: FakePolar,
    folder: PathBuf,
}

/// Finds the owner's time zone: the environment's, the settings', or this computer's.
#[derive(Clone, Debug)]
pub struct Zones {
    environment: Option<TimeZone>,
    /// Where a test has the computer be.
    #[cfg(all(test, feature = "tray"))]
    told: Option<Arc<std::sync::Mutex<TimeZone>>>,
}

impl Zones {
    fn of_the_environment() -> Result<Self, SetupError> {
        variable("REVONE_TIME_ZONE")?
            .map(|name| TimeZone::get(name.trim()).map_err(|_| SetupError::TimeZone(name)))
            .transpose()
            .map(Self::from)
    }

    /// Without a zone of the environment.
    #[cfg(all(test, feature = "tray"))]
    pub(super) fn of_this_computer() -> Self {
        Self::from(None)
    }

    /// Of a computer that is where the test says, and goes where the test takes it.
    #[cfg(all(test, feature = "tray"))]
    pub(super) fn told(zone: &Arc<std::sync::Mutex<TimeZone>>) -> Self {
        Self { environment: None, told: Some(Arc::clone(zone)) }
    }

    /// The settings' time zone, where it counts and is none.
    fn unknown<'a>(&self, settings: &'a Settings) -> Option<&'a str> {
        let name = settings.time_zone.as_deref()?;
        (self.environment.is_none() && named(name).is_none()).then_some(name)
    }

    /// The zone in which days begin and end.
    pub fn of(&self, settings: &Settings) -> TimeZone {
        let chosen = || settings.time_zone.as_deref().and_then(named);
        self.environment.clone().or_else(chosen).unwrap_or_else(|| self.of_the_system())
    }

    fn of_the_system(&self) -> TimeZone {
        #[cfg(all(test, feature = "tray"))]
        if let Some(told) = &self.told {
            return told.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        }
        TimeZone::system()
    }
}

impl From<Option<TimeZone>> for Zones {
    fn from(environment: Option<TimeZone>) -> Self {
        Self {
            environment,
            #[cfg(all(test, feature = "tray"))]
            told: None,
        }
    }
}

/// A zone by its name: as the system knows it, which may be newer, or as the program does.
fn named(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok().or_else(|| time_zone(name))
}

/// The program cannot begin with what it was given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// `REVONE_API_URL` is not allowed.
    #[error(transparent)]
    Origin(#[from] RefusedOrigin),
    /// `REVONE_TIME_ZONE` names no zone.
    #[error("REVONE_TIME_ZONE is “{0}”, which is no time zone: use a name such as Europe/Berlin, or unset it")]
    TimeZone(String),
    /// `REVONE_TOKEN` is set to what no token can be.
    #[error(
        "REVONE_TOKEN is set, and what it holds cannot be a token: set it to one token without spaces, or unset it"
    )]
    Token,
    /// A variable holds what is no text.
    #[error("{0} is set to what is no text (UTF-8): set it anew, or unset it")]
    NoText(&'static str),
    /// There is no folder to keep things in.
    #[error("there is no home folder to keep the ledger in: set REVONE_HOME to a folder")]
    NoHome,
    /// The sample could not be set up.
    #[error("the sample shop could not start: {0}")]
    Sample(String),
}

/// How sample data is the same each time and still of today.
const SAMPLE_SEED: u64 = 2026;

impl World {
    /// The owner's own world, by the environment's variables.
    ///
    /// # Errors
    /// A [`SetupError`] whose sentence names the variable.
    pub fn of_the_owner() -> Result<Self, SetupError> {
        let home = match folder("REVONE_HOME") {
            Some(folder) => Home::at(&absolute(&folder)),
            None => Home::of_this_user().ok_or(SetupError::NoHome)?,
        };
        let origin = variable("REVONE_API_URL")?.map(|url| Origin::parse(&url)).transpose()?;
        // The environment itself keeps it for as long as the process runs; this copy does not.
        let token = variable(TOKEN)?.map(Zeroizing::new);
        let token = token.map(|token| AccessToken::new(&token).ok_or(SetupError::Token)).transpose()?;
        Ok(Self {
            first_launch: !instance::has_run(home.data()),
            home,
            origin,
            token,
            wanted: None,
            secrets: secrets::system().into(),
            login: LoginItem::of_this_user(),
            zones: Zones::of_the_environment()?,
            region: region::of_the_system(),
            clock: Clock::default(),
            sample: None,
        })
    }

    /// A world of sample data: a fake Polar on this computer, a folder that is gone afterwards, no store of secrets.
    ///
    /// # Errors
    /// A [`SetupError`] when loopback or the folder for temporary files cannot be used.
    pub fn of_sample_data() -> Result<Self, SetupError> {
        let failed = |error: &dyn std::fmt::Display| SetupError::Sample(error.to_string());
        temporary::sweep();
        let folder = temporary::folder(temporary::Kind::Sample);
        let home = Home::at(&folder);
        home.create().map_err(|error| failed(&error))?;
        let polar =
            FakePolar::start(Shop::small_business(SAMPLE_SEED, clock::now())).map_err(|error| failed(&error))?;
        polar.set_arrivals(Some(Arrivals::new(u64::from(clock::chance()), clock::now)));
        let origin = Origin::parse(&polar.base_url())?;
        let token = Some(polar.token());
        let sample = Some(Sample { _polar: polar, folder });
        Ok(Self {
            first_launch: false,
            home,
            origin: Some(origin),
            token,
            wanted: None,
            secrets: Arc::new(InMemory::default()),
            login: LoginItem::None(words::NO_LOGIN_FOR_SAMPLE.to_owned()),
            zones: Zones::of_the_environment()?,
            region: region::of_the_system(),
            clock: Clock::default(),
            sample,
        })
    }

    /// The world of a test: a folder of its own, a fake Polar and its token, secrets in memory.
    #[cfg(all(test, feature = "tray"))]
    pub(super) fn of_a_test(folder: &Path, polar: &FakePolar, token: Option<AccessToken>) -> Self {
        Self {
            home: Home::at(folder),
            origin: Origin::parse(&polar.base_url()).ok(),
            token,
            wanted: None,
            secrets: Arc::new(InMemory::default()),
            login: LoginItem::None(words::NO_LOGIN_ITEM.to_owned()),
            zones: Zones::from(Some(TimeZone::UTC)),
            region: Region::default(),
            clock: Clock::default(),
            first_launch: true,
            sample: None,
        }
    }

    /// Whether everything shown is sample data.
    pub fn is_sample(&self) -> bool {
        self.sample.is_some()
    }

    /// The owner's settings; sample data has the defaults. A broken or unreadable file gives the defaults and a sentence.
    pub fn settings(&self) -> (Settings, Option<String>) {
        if self.is_sample() {
            return (Settings::default(), None);
        }
        match settings_file::read(&self.home.settings()) {
            Ok(Found::Kept(settings)) => {
                let sentence = self
                    .zones
                    .unknown(&settings)
                    .map(|name| words::computer::unknown_time_zone(name, &self.home.settings().display()));
                (settings, sentence)
            }
            Ok(Found::None) => (Settings::default(), None),
            Ok(Found::Broken(aside)) => {
                let sentence = words::computer::settings_moved_aside(&aside.display());
                (Settings::default(), Some(sentence))
            }
            Err(error) => {
                let sentence = words::computer::settings_unreadable(&error, &self.home.settings().display());
                (Settings::default(), Some(sentence))
            }
        }
    }
}

impl Drop for Sample {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// An empty variable counts as unset.
fn variable(name: &'static str) -> Result<Option<String>, SetupError> {
    match env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.trim().is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(SetupError::NoText(name)),
    }
}

/// A folder may be named by anything.
fn folder(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
