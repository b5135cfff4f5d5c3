//! Every fault of a list, played to the real worker over real HTTP by a clock that tests move: what the owner reads
//! meanwhile, when Polar is asked again, and that nothing is lost or announced wrongly.

#[path = "../../../../../tests/suite/faults/bodies.rs"]
mod bodies;
#[path = "../../../../../tests/suite/flows/reflection.rs"]
#[allow(dead_code, reason = "the tests outside use all of it")]
mod reflection;
mod stage;
mod table;

use std::collections::BTreeSet;

use jiff::SignedDuration;

use self::stage::{Stage, stage};
use self::table::{Case, Retry, Says, cases, statuses};
use crate::app::{Event, Trouble};
use crate::polar;

/// Which request is hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A poll's question about new orders.
    Orders,
    /// A poll's question about new subscriptions.
    Subscriptions,
    /// The question about the organization, which has its turn now and then.
    Organization,
    /// The second page of a first download.
    Download,
}

impl Place {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Orders | Self::Download => "/v1/orders/?",
            Self::Subscriptions => "/v1/subscriptions/?",
            Self::Organization => "/v1/organizations/",
        }
    }
}

impl Case {
    fn says_at(&self, place: Place) -> Says {
        match place {
            Place::Organization => self.says_of_organization.unwrap_or(self.says),
            _ => self.says,
        }
    }
}

/// How many polls are looked at before a fault has to have been noticed: the organization has its turn within an hour.
const POLLS: usize = 100;

/// Takes a round and then waits for as long as it said.
async fn round_and_wait(stage: &mut Stage<impl Fn(Event)>) {
    let pause = stage.round().await;
    stage.pass(pause);
}

/// Plays a fault from before it begins until everything is as if it had not been.
async fn play(stage: &mut Stage<impl Fn(Event)>, case: &Case, place: Place) {
    let says = case.says_at(place);
    let before = (stage.report().rows, stage.report().summary.all_time.clone());
    stage.sell();
    stage.begin(case, place.prefix(), u32::from(place == Place::Download));
    if place == Place::Organization && says == Says::Unreadable && goes_on_without_the_organization(stage).await {
        stage.nothing_is_announced_wrongly();
        stage.end(case);
        until_unreadable_are(stage, 0).await;
        return recover(stage, Says::Nothing, None).await;
    }
    let last_success = if says == Says::Nothing {
        for _ in 0..4 {
            round_and_wait(stage).await;
            assert_eq!(stage.model.health.trouble, None);
        }
        None
    } else {
        notice(stage, says).await;
        retries(stage, case, says).await;
        if place == Place::Orders && stage.attempts.len() > 1 && case.hits_one_request() {
            let now = (stage.report().rows, stage.report().summary.all_time.clone());
            assert_eq!(now, before, "the figures are not those from before");
        }
        stage.model.health.last_success
    };
    stage.nothing_is_announced_wrongly();
    stage.end(case);
    recover(stage, says, last_success).await;
}

/// The organization's own row is no reason to stop: it is counted among those that cannot be read, until it can be, and
/// everything else goes on. What is no answer at all, for its size, stops all the same.
async fn goes_on_without_the_organization(stage: &mut Stage<impl Fn(Event)>) -> bool {
    for _ in 0..POLLS {
        let pause = stage.round().await;
        match (&stage.model.health.trouble, stage.model.health.rejected.rows) {
            (Some(Trouble::Polar(polar::Trouble::TooLarge)), _) => return false,
            (None, 1) => return true,
            (trouble, rows) => assert_eq!((trouble, rows), (&None, 0)),
        }
        stage.pass(pause);
    }
    panic!("nobody notices");
}

async fn until_unreadable_are(stage: &mut Stage<impl Fn(Event)>, rows: u64) {
    for _ in 0..POLLS {
        round_and_wait(stage).await;
        assert_eq!(stage.model.health.trouble, None);
        if stage.model.health.rejected.rows == rows {
            return;
        }
    }
    panic!("{} rows cannot be read", stage.model.health.rejected.rows);
}

/// Polls until the trouble is seen, and reads what the menu says of it.
async fn notice(stage: &mut Stage<impl Fn(Event)>, says: Says) {
    for _ in 0..POLLS {
        let pause = stage.round().await;
        if stage.model.health.trouble.is_some() {
            let then = stage.model.health.last_success.unwrap().strftime("%H:%M").to_string();
            assert_eq!(stage.row(), says.row(&then));
            return;
        }
        stage.pass(pause);
    }
    panic!("nobody notices");
}

/// Sees when Polar is asked again, as often as is needed to know.
async fn retries(stage: &mut Stage<impl Fn(Event)>, case: &Case, says: Says) {
    let last_success = stage.model.health.last_success;
    let trouble = stage.model.health.trouble.clone();
    let begun = stage.now();
    stage.attempts = vec![begun];
    let wanted = match says.retry() {
        Retry::Never => 1,
        _ if case.is_slow() || (case.is_large() && !is_long()) => 2,
        Retry::Growing => 4,
        Retry::After(_) => 3,
    };
    let longest = SignedDuration::from_hours(4);
    while stage.now().duration_since(begun) < longest && (stage.attempts.len() < wanted || says.retry() == Retry::Never)
    {
        round_and_wait(stage).await;
        assert_eq!(stage.model.health.trouble, trouble, "the trouble has changed");
        assert_eq!(stage.model.health.last_success, last_success, "a success that was none");
    }
    assert_eq!(stage.attempts.len(), wanted, "attempts: {:?}", stage.attempts);
    for (failures, pair) in stage.attempts.windows(2).enumerate() {
        let waited = pair[1].duration_since(pair[0]).as_millis();
        // The time of the back-off that this is the whole of, in milliseconds.
        let whole = (5_000_i128 << failures).min(900_000);
        let (least, most) = match says.retry() {
            Retry::Growing => (whole / 2, whole),
            // What is shorter than a back-off of at most a minute is no pause.
            Retry::After(seconds) => {
                let asked = i128::from(seconds) * 1000;
                (asked.max((whole / 2).min(60_000)), asked.max(whole.min(60_000)))
            }
            Retry::Never => panic!("it asked again"),
        };
        // A walk without an end takes the requests of minutes before it is given up.
        let most = if case.takes_minutes() { most + 5 * 60_000 } else { most };
        assert!((least..=most + 1000).contains(&waited), "waited {waited} ms, not {least} to {most}, at {failures}");
    }
}

/// The next request succeeds, and within the hour everything is known and announced once.
async fn recover(stage: &mut Stage<impl Fn(Event)>, says: Says, last_success: Option<jiff::Timestamp>) {
    if says.retry() == Retry::Never {
        stage.owner_asks().await;
    }
    if says != Says::Nothing {
        stage.attempts.clear();
        // One that has begun may have to wait for its budget.
        while stage.attempts.is_empty() || stage.model.health.refreshing {
            round_and_wait(stage).await;
        }
        assert_eq!(stage.attempts.len(), 1, "attempts until one succeeded: {:?}", stage.attempts);
        assert_eq!(stage.model.health.trouble, None, "the first request after the fault");
        assert!(stage.model.health.last_success > last_success);
    }
    stage.pass(SignedDuration::from_hours(2));
    for _ in 0..60 {
        round_and_wait(stage).await;
        assert_eq!(stage.model.health.trouble, None);
        if stage.unannounced().is_empty() && stage.is_whole() {
            break;
        }
    }
    stage.nothing_is_announced_wrongly();
    assert_eq!(stage.unannounced(), [], "this was not announced");
    stage.assert_reflects();
    stage.settled();
}

fn is_long() -> bool {
    std::env::var_os("REVONE_SOAK").is_some()
}

/// Plays faults to one worker, one after another and day after day; each to a download of its own. Fails with the name of
/// every one that does harm, and says how many were played.
async fn play_all(cases: Vec<Case>, place: Place) -> usize {
    let played = cases.len();
    let mut harmful: Vec<String> = Vec::new();
    let mut kept = None;
    for case in cases {
        let name = format!("{}, {} ({place:?})", case.of, case.name);
        let before = kept.take();
        // A task of its own, so that one that ends in a panic does not keep the others from being played.
        let playing = tokio::task::LocalSet::new();
        let task = async move {
            let mut stage = match before {
                Some(stage) => stage,
                None if place == Place::Download => stage(230, false).await,
                None => stage(24, true).await,
            };
            if place != Place::Download {
                stage.next_noon().await;
            }
            play(&mut stage, &case, place).await;
            stage
        };
        let task = playing.spawn_local(task);
        let ended = playing.run_until(task).await;
        match ended {
            Ok(stage) if place != Place::Download => kept = Some(stage),
            Ok(_) => {}
            Err(_) => harmful.push(name),
        }
    }
    assert!(harmful.is_empty(), "of {played} faults these do harm:\n{}", harmful.join("\n"));
    played
}

/// What is played where: each fault once in a poll, and a choice of them everywhere; or all of them everywhere.
fn programme() -> [(Place, Vec<Case>); 4] {
    let chosen = |case: &Case| {
        is_long()
            || matches!(
                case.name.as_str(),
                "half of it" | "503, as Polar sends it" | "a few seconds" | "revoked" | "a list of nothing"
            )
    };
    // A time-out takes its time; one of them shows what all do.
    let in_polls = |case: &Case| is_long() || !case.is_slow() || case.name == "no answer";
    let answers = |case: &Case| case.hits_one_request() || case.name == "revoked";
    let elsewhere = || cases().into_iter().filter(|case| answers(case) && chosen(case));
    let (each, apart) = if is_long() { (1, 20) } else { (50, 250) };
    let some = |first: usize| elsewhere().chain(statuses().skip(first).step_by(apart)).collect();
    [
        (Place::Orders, cases().into_iter().filter(in_polls).chain(statuses().step_by(each)).collect()),
        (Place::Subscriptions, some(1)),
        (Place::Organization, some(2)),
        (Place::Download, some(3)),
    ]
}

#[test]
fn no_fault_takes_a_figure_away_or_tells_what_is_not_so() {
    // A worker belongs to one thread; each place has one of its own.
    let playing = programme().map(|(place, cases)| {
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(play_all(cases, place))
        })
    });
    let played: usize = playing.map(|thread| thread.join().unwrap()).into_iter().sum();
    println!("reliability: faults: survived {played} of {played} played");
}

#[test]
fn every_fault_of_the_list_is_played() {
    let played: BTreeSet<&str> = cases().iter().map(|case| case.of).collect();
    for entry in [
        "refused connection",
        "DNS gone",
        "TLS",
        "captive portal",
        "redirect",
        "cut body",
        "endless body",
        "slow drip",
        "1xx–5xx",
        "429",
        "empty 200",
        "wrong content type",
        "invalid UTF-8",
        "deep nesting",
        "huge numbers",
        "duplicate ids",
        "pages that never end",
        "pages that shrink",
        "an organization that disappears",
        "a token revoked in the middle",
        "clock",
    ] {
        assert!(played.contains(entry), "{entry} is not played");
    }
    assert_eq!(statuses().count(), 500);
}
