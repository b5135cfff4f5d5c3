use std::mem::swap;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use revone::demo::{Behaviour, FakePolar, Shop};
use revone::domain::{Announcement, ChangeKind, Environment, OrderId, OrganizationId, Subject};
use revone::shell::{Http, Origin};
use revone::store::{Ledger, Marks};
use revone::sync::connect::organization_of;
use revone::sync::{Fault, Outcome, Session, Unfinished, step};

use super::reflection::assert_same;

/// A shop behind a socket and the ledger that follows it, at an hour that only tests move on.
pub struct Lab {
    pub polar: FakePolar,
    pub http: Http,
    pub ledger: Ledger,
    pub organization: OrganizationId,
    pub now: Timestamp,
    unfinished: Unfinished,
}

/// A second organization in the same ledger, while the first is asked about.
pub struct Neighbour {
    polar: FakePolar,
    http: Http,
    organization: OrganizationId,
    unfinished: Unfinished,
}

/// The hour at which every test begins.
pub fn noon() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// Minutes before [`noon`].
pub fn ago(minutes: i64) -> Timestamp {
    noon() - SignedDuration::from_mins(minutes)
}

/// Fails where the ledger differs from the shop.
pub fn assert_reflects(lab: &Lab) {
    assert_same(&lab.ledger, lab.shop(|shop| shop.clone()), lab.now);
}

impl Lab {
    /// A ledger in memory, connected and empty.
    pub async fn of(shop: Shop) -> Self {
        Self::behaving(shop, Behaviour::default()).await
    }

    /// The same over a server that behaves in a way of its own.
    pub async fn behaving(shop: Shop, behaviour: Behaviour) -> Self {
        Self::keeping(Ledger::in_memory().unwrap(), shop, behaviour).await
    }

    /// A ledger in a file.
    pub async fn on_disk(shop: Shop, path: &Path) -> Self {
        Self::behaving_on_disk(shop, Behaviour::default(), path).await
    }

    /// A ledger in a file over a server that behaves in a way of its own.
    pub async fn behaving_on_disk(shop: Shop, behaviour: Behaviour, path: &Path) -> Self {
        Self::keeping(Ledger::open(path).unwrap(), shop, behaviour).await
    }

    /// Connects a second organization in the same ledger.
    pub async fn neighbour(&mut self, shop: Shop, behaviour: Behaviour) -> Neighbour {
        let Self { polar, http, ledger, organization, .. } = Self::behaving(shop, behaviour).await;
        let found = ledger.organizations().unwrap().remove(0).organization;
        self.ledger.connect(&found, http.origin().as_str(), noon()).unwrap();
        Neighbour { polar, http, organization, unfinished: Unfinished::default() }
    }

    /// The other organization is the one that is asked about from now on.
    pub fn change_places(&mut self, neighbour: &mut Neighbour) {
        swap(&mut self.polar, &mut neighbour.polar);
        swap(&mut self.http, &mut neighbour.http);
        swap(&mut self.organization, &mut neighbour.organization);
        swap(&mut self.unfinished, &mut neighbour.unfinished);
    }

    /// The process ends and another opens the file.
    pub fn reopen(&mut self, path: &Path) {
        self.ledger = Ledger::open(path).unwrap();
        self.unfinished = Unfinished::default();
    }

    async fn keeping(mut ledger: Ledger, shop: Shop, behaviour: Behaviour) -> Self {
        let polar = FakePolar::start_with(shop, behaviour).unwrap();
        let http = Http::new(Origin::parse(&polar.base_url()).unwrap(), &polar.token()).unwrap();
        let found = organization_of(&http, Environment::Production, None).await.unwrap();
        ledger.connect(&found, http.origin().as_str(), noon()).unwrap();
        polar.forget_requests();
        Self { polar, http, ledger, organization: found.id, now: noon(), unfinished: Unfinished::default() }
    }

    /// Changes the shop between two requests.
    pub fn shop<R>(&self, change: impl FnOnce(&mut Shop) -> R) -> R {
        self.polar.with(|state| change(&mut state.shop))
    }

    pub fn marks(&self) -> Marks {
        self.ledger.marks(self.organization).unwrap()
    }

    /// One request of a session.
    pub async fn step(&mut self, session: &mut Session) -> Result<Option<Outcome>, Fault> {
        // Both clocks go alike.
        self.polar.with(|state| state.behaviour.clock = Some(self.now));
        step(session, &mut self.ledger, &self.http, self.organization, Environment::Production, self.now).await
    }

    /// The rest of a session.
    pub async fn finish(&mut self, session: &mut Session) -> Result<Vec<Outcome>, Fault> {
        let mut outcomes = Vec::new();
        while let Some(outcome) = self.step(session).await? {
            outcomes.push(outcome);
            assert!(outcomes.len() < 2_000, "the session does not end");
        }
        Ok(outcomes)
    }

    /// A complete session.
    pub async fn complete(&mut self) -> Vec<Outcome> {
        self.finish(&mut Session::complete()).await.unwrap()
    }

    /// Complete sessions, far enough apart that each reads a page of the histories once more, until each history has been
    /// read from end to end. The two come to their ends at different times, and then begin anew.
    pub async fn read_everything_once_more(&mut self) {
        const PASSES: [&str; 2] = ["order_slice", "subscription_slice"];
        // One that is under way began before.
        let mut ends_to_come = PASSES.map(|mark| if self.marks().contains_key(mark) { 2 } else { 1 });
        for round in 0.. {
            self.now += SignedDuration::from_hours(21);
            self.complete().await;
            let marks = self.marks();
            for (mark, ends) in PASSES.into_iter().zip(&mut ends_to_come) {
                *ends -= i32::from(!marks.contains_key(mark));
            }
            if ends_to_come.iter().all(|ends| *ends <= 0) {
                break;
            }
            assert!(round < 100, "the passes do not end");
        }
    }

    /// A poll, which goes on with what the one before left unfinished.
    pub async fn try_poll(&mut self) -> Result<Vec<Outcome>, Fault> {
        let mut session = Session::poll(&self.marks(), std::mem::take(&mut self.unfinished), false, self.now);
        let outcomes = self.finish(&mut session).await;
        self.unfinished = session.unfinished();
        outcomes
    }

    /// A poll that nothing gets in the way of.
    pub async fn poll(&mut self) -> Vec<Outcome> {
        self.try_poll().await.unwrap()
    }

    /// The first poll of a launch, after which nothing is known but what the ledger holds.
    pub async fn first_poll(&mut self) -> Vec<Outcome> {
        let mut session = Session::poll(&self.marks(), Unfinished::default(), true, self.now);
        let outcomes = self.finish(&mut session).await.unwrap();
        self.unfinished = session.unfinished();
        outcomes
    }

    /// A poll a minute, until the ledger shows something; how many minutes that took.
    pub async fn minutes_until(&mut self, longest: i64, seen: impl Fn(&Ledger, OrganizationId) -> bool) -> i64 {
        for minute in 1..=longest {
            self.now += SignedDuration::from_mins(1);
            self.poll().await;
            if seen(&self.ledger, self.organization) {
                return minute;
            }
        }
        panic!("not seen within {longest} minutes");
    }

    /// A poll a minute for so many minutes.
    pub async fn poll_for(&mut self, minutes: i64) {
        for _ in 0..minutes {
            self.now += SignedDuration::from_mins(1);
            self.poll().await;
        }
    }

    /// What was asked since the last look: paths and queries.
    pub fn asked(&self) -> Vec<String> {
        let asked = self.polar.requests().into_iter().map(|seen| seen.path_and_query).collect();
        self.polar.forget_requests();
        asked
    }

    /// What waits to be announced, with its facts.
    pub fn outbox(&self) -> Vec<Announcement> {
        self.ledger.outbox(self.organization).unwrap()
    }

    /// What waits to be announced, and of what.
    pub fn waiting(&self) -> Vec<(Subject, ChangeKind)> {
        self.outbox().iter().map(|waiting| (waiting.change.subject, waiting.change.kind)).collect()
    }

    /// The paid orders that wait to be announced.
    pub fn sales(&self) -> Vec<(OrderId, ChangeKind)> {
        let sale = |(subject, kind): (Subject, ChangeKind)| match subject {
            Subject::Order(order) if kind.is_sale() => Some((order, kind)),
            _ => None,
        };
        self.waiting().into_iter().filter_map(sale).collect()
    }

    /// Everything that waits has been announced.
    pub fn settle(&mut self) {
        let ids: Vec<String> = self.outbox().iter().map(|waiting| waiting.change.stable_id()).collect();
        self.ledger.settle(self.organization, &ids).unwrap();
    }
}
