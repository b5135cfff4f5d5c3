mod token;

use std::io;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use self::token::Held;
use super::exit::Exit;
use super::opened::no_account;
use super::{print, unreadable};
use crate::app::Trouble;
use crate::domain::{Environment, Organization};
use crate::polar::{AccessToken, Response, Scope, organizations_request};
use crate::shell::account::{self, NoAccount};
use crate::shell::{Http, World, accounts_file, clock, connected, diagnosis, ledger_sentence};
use crate::store::{Ledger, LedgerError, StoredOrganization};
use crate::sync::Transport;
use crate::sync::connect::{Check, Refusal, check};
use crate::view::region::Numbers;
use crate::view::words::{
    self,
    doctor::{self as said, about},
};

/// A clock that is off by more than this moves sales to another day.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(120);

/// How both of Polar's worlds answer a token that is not theirs.
const UNKNOWN_TOKEN: u16 = 401;

/// One line of the report.
struct Finding {
    about: &'static str,
    mark: Mark,
    text: String,
}

/// How it stands with what a line is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Fine,
    /// Fine, and yet there is something to say.
    Remark,
    Trouble,
}

impl Mark {
    const fn sign(self) -> &'static str {
        match self {
            Self::Fine => "✓",
            Self::Remark => "–",
            Self::Trouble => "✗",
        }
    }
}

impl Finding {
    fn fine(about: &'static str, text: impl Into<String>) -> Self {
        Self { about, mark: Mark::Fine, text: text.into() }
    }

    /// Nothing that this program could do better, with what the owner could.
    fn remark(about: &'static str, text: impl Into<String>) -> Self {
        Self { about, mark: Mark::Remark, text: text.into() }
    }

    fn trouble(about: &'static str, text: impl Into<String>) -> Self {
        Self { about, mark: Mark::Trouble, text: text.into() }
    }

    fn is_fine(&self) -> bool {
        self.mark != Mark::Trouble
    }
}

pub(super) async fn run(world: &World, wanted: Option<&str>) -> Exit {
    let ledger = open_ledger(world);
    let organizations = match organizations(world, &ledger, wanted) {
        Ok(organizations) => organizations,
        Err(none) => return no_account(none, world),
    };
    report(world, &ledger, &organizations).await.unwrap_or_else(Exit::unwritten)
}

async fn report(
    world: &World,
    ledger: &Result<Option<Ledger>, String>,
    organizations: &[Option<StoredOrganization>],
) -> io::Result<Exit> {
    print::line(&said::heading(env!("CARGO_PKG_VERSION"), &world.home.data().display()))?;
    let (mut connected, mut fine) = (false, true);
    for stored in organizations {
        if let (Some(stored), true) = (stored, organizations.len() > 1) {
            print::line(&format!("\n{}", crate::view::organization_name(&stored.organization)))?;
        }
        let (findings, has_token) = of_organization(world, ledger, stored.as_ref()).await;
        connected |= has_token;
        fine &= told(&findings)?;
    }
    if organizations.len() > 1 {
        print::line("")?;
    }
    fine &= told(&[settings_finding(world), notifications().await])?;
    fine &= told(&reports_finding(world).into_iter().collect::<Vec<_>>())?;
    Ok(match (connected, fine) {
        (false, _) => Exit::not_connected_told(),
        (true, true) => Exit::fine(),
        (true, false) => Exit::trouble_told(),
    })
}

/// Prints findings, and says whether all is well.
fn told(findings: &[Finding]) -> io::Result<bool> {
    for finding in findings {
        print::line(&format!("{} {:<15} {}", finding.mark.sign(), finding.about, finding.text))?;
    }
    Ok(findings.iter().all(Finding::is_fine))
}

/// What there is to say about one organization, or about none, and whether there is a token, be it one that is not handed
/// out now.
async fn of_organization(
    world: &World,
    ledger: &Result<Option<Ledger>, String>,
    stored: Option<&StoredOrganization>,
) -> (Vec<Finding>, bool) {
    let (held, keychain) = token::held(world, stored).await;
    let network = match held.token() {
        Some(token) => network(world, token, stored).await,
        None => vec![Finding::fine(about::NETWORK, said::NOT_ASKED)],
    };
    let accepted = network.iter().any(|finding| finding.about == about::SCOPES && finding.is_fine());
    let mut findings = vec![held.finding(accepted), keychain];
    findings.extend(network);
    findings.push(ledger_finding(world, ledger, stored));
    findings.extend(unreadable_finding(world, ledger, stored));
    (findings, held != Held::Nothing)
}

/// Whom to report on: the one that is wanted, or everybody who is connected. Nobody is reported on as one who is not known.
fn organizations(
    world: &World,
    ledger: &Result<Option<Ledger>, String>,
    wanted: Option<&str>,
) -> Result<Vec<Option<StoredOrganization>>, NoAccount> {
    let known = match (ledger, wanted) {
        // With a token of the environment the organization may not be in the ledger yet.
        (Ok(Some(ledger)), Some(wanted)) => match connected::named(ledger.organizations()?, wanted) {
            Err(NoAccount::Unknown(_)) if world.token.is_some() => Vec::new(),
            named => vec![named?],
        },
        (Ok(Some(ledger)), None) => connected::connected(world, ledger)?,
        // The ledger is gone or broken; whose tokens are kept is known all the same.
        _ => noted(world, wanted),
    };
    Ok(if known.is_empty() { vec![None] } else { known.into_iter().map(Some).collect() })
}

fn noted(world: &World, wanted: Option<&str>) -> Vec<StoredOrganization> {
    let named = |organization: &Organization| {
        wanted.is_none_or(|wanted| organization.slug == wanted || organization.id.to_string() == wanted)
    };
    let noted = accounts_file::connected(&world.home).into_iter();
    let noted = noted.filter(|(organization, _)| named(organization));
    let now = clock::now();
    noted
        .map(|(organization, origin)| StoredOrganization {
            organization,
            origin,
            connected_at: now,
            last_success: None,
        })
        .collect()
}

/// A look must not change anything: a broken ledger is reported here and moved aside by the next refresh.
fn open_ledger(world: &World) -> Result<Option<Ledger>, String> {
    let sentence = |error: LedgerError| ledger_sentence(&error, &world.home);
    world.home.create().map_err(|error| sentence(LedgerError::Unwritable(error.to_string())))?;
    if !world.home.ledger().exists() {
        return Ok(None);
    }
    let ledger = Ledger::open(&world.home.ledger()).map_err(sentence)?;
    ledger.integrity().map_err(sentence)?;
    Ok(Some(ledger))
}

async fn network(world: &World, token: &AccessToken, stored: Option<&StoredOrganization>) -> Vec<Finding> {
    let (http, environment, response) = match first_answer(world, token, stored).await {
        Ok(answer) => answer,
        Err(sentence) => return vec![Finding::trouble(about::NETWORK, sentence)],
    };
    let mut findings =
        vec![Finding::fine(about::NETWORK, said::answers(http.origin().as_str())), clock_finding(&response)];
    let mut checking = Check::Organization;
    let expected = stored.filter(|_| world.token.is_none()).map(|stored| stored.organization.id);
    findings.push(match check(&http, environment, expected, |now| checking = now).await {
        Ok(organization) => Finding::fine(
            about::SCOPES,
            said::all_scopes(
                &Scope::ALL.map(Scope::code),
                &crate::view::organization_name(&organization),
                &organization.slug,
            ),
        ),
        Err(Refusal::Polar(crate::polar::Trouble::Unauthorized)) => {
            Finding::trouble(about::SCOPES, words::sentence(&Trouble::TokenRejected))
        }
        Err(Refusal::Polar(crate::polar::Trouble::MissingScope(scope))) => {
            Finding::trouble(about::SCOPES, words::sentence(&Trouble::MissingScope(scope.or(Some(scope_of(checking))))))
        }
        Err(Refusal::Polar(trouble)) => Finding::trouble(about::SCOPES, words::sentence(&Trouble::Polar(trouble))),
        Err(Refusal::NoOrganization | Refusal::OrganizationMismatch) => {
            Finding::trouble(about::SCOPES, words::sentence(&Trouble::OrganizationGone))
        }
    });
    findings
}

/// The answer of the first of Polar's worlds that knows the token, or of the last.
async fn first_answer(
    world: &World,
    token: &AccessToken,
    stored: Option<&StoredOrganization>,
) -> Result<(Http, Environment, Response), String> {
    let mut answer = Err(words::sentence(&Trouble::TokenRejected));
    for (origin, environment) in account::origins(world, stored).map_err(|trouble| words::sentence(&trouble))? {
        let http = Http::new(origin, token).map_err(|missing| missing.to_string())?;
        let sent = http.send(&organizations_request()).await;
        let response = sent.map_err(|trouble| words::sentence(&Trouble::Polar(trouble)))?;
        let known = response.status != UNKNOWN_TOKEN;
        answer = Ok((http, environment, response));
        if known {
            break;
        }
    }
    answer
}

const fn scope_of(checking: Check) -> Scope {
    match checking {
        Check::Organization => Scope::Organizations,
        Check::Orders => Scope::Orders,
        Check::Subscriptions => Scope::Subscriptions,
    }
}

fn clock_finding(response: &Response) -> Finding {
    let said = response.date.as_deref().and_then(|date| rfc2822::DateTimeParser::new().parse_timestamp(date).ok());
    let Some(polar) = said else { return Finding::fine(about::CLOCK, said::CLOCK_NOT_COMPARED) };
    let off: Timestamp = clock::now();
    let difference = off.duration_since(polar).unsigned_abs();
    if difference > CLOCK_TOLERANCE {
        let minutes = difference.as_secs().div_ceil(60);
        Finding::trouble(about::CLOCK, said::clock_off(minutes))
    } else {
        Finding::fine(about::CLOCK, said::CLOCK_AGREES)
    }
}

fn ledger_finding(
    world: &World,
    ledger: &Result<Option<Ledger>, String>,
    stored: Option<&StoredOrganization>,
) -> Finding {
    let ledger = match ledger {
        Ok(Some(ledger)) => ledger,
        Ok(None) => return Finding::fine(about::LEDGER, said::NO_LEDGER),
        Err(sentence) => return Finding::trouble(about::LEDGER, sentence.clone()),
    };
    let Some(stored) = stored else { return Finding::fine(about::LEDGER, said::LEDGER_IS_EMPTY) };
    match ledger.counts(stored.organization.id) {
        Ok(counts) => {
            let numbers = Numbers::of(&world.region);
            Finding::fine(
                about::LEDGER,
                said::ledger_sound(&numbers.count(counts.orders), &numbers.count(counts.subscriptions)),
            )
        }
        Err(error) => Finding::trouble(about::LEDGER, ledger_sentence(&error, &world.home)),
    }
}

/// Only where there are any: a line about nothing is read for nothing.
fn unreadable_finding(
    world: &World,
    ledger: &Result<Option<Ledger>, String>,
    stored: Option<&StoredOrganization>,
) -> Option<Finding> {
    let rejections = ledger.as_ref().ok()?.as_ref()?.rejections(stored?.organization.id).ok()?;
    let zone = world.zones.of(&world.settings().0);
    unreadable::report(&rejections, &zone, &world.region).map(|rows| Finding::trouble(about::UNREADABLE_ROWS, rows))
}

fn settings_finding(world: &World) -> Finding {
    match world.settings() {
        (settings, None) => Finding::fine(about::SETTINGS, said::settings_read(world.zones.of(&settings).iana_name())),
        (_, Some(complaint)) => Finding::trouble(about::SETTINGS, complaint),
    }
}

/// Reports of what went wrong in the program itself, where there are any.
fn reports_finding(world: &World) -> Option<Finding> {
    let reports = diagnosis::all(world.home.data());
    let newest = reports.first()?;
    let at = newest.at.to_zoned(world.zones.of(&world.settings().0)).strftime("%F %R").to_string();
    Some(Finding::remark(about::REPORTS, words::diagnosis::reports(reports.len(), &at, &newest.file.display())))
}

/// A computer without a place to show them (a server, a session over SSH, a program outside its app) is no trouble: all
/// that can work there works. A refusal, and a service that is there and does not answer, are.
#[cfg(feature = "tray")]
async fn notifications() -> Finding {
    use super::notify::ask_permission;
    use crate::shell::notifier::NotifyError;
    use crate::shell::why_not_shown;
    match ask_permission().await {
        Ok(()) => Finding::fine(about::NOTIFICATIONS, said::CAN_BE_SHOWN),
        Err(error @ (NotifyError::NoBundle | NotifyError::NoBus(_) | NotifyError::NoService)) => {
            Finding::remark(about::NOTIFICATIONS, why_not_shown(&error))
        }
        Err(error) => Finding::trouble(about::NOTIFICATIONS, why_not_shown(&error)),
    }
}

#[cfg(not(feature = "tray"))]
async fn notifications() -> Finding {
    Finding::remark(about::NOTIFICATIONS, said::NOT_IN_THIS_BUILD)
}
