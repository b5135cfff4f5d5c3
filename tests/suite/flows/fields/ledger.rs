//! Every field of a row, wrong in turn, from the socket into a ledger: the row keeps what was known of it, its neighbours go
//! on, nothing is announced that did not happen, and when it is over the ledger is the server's.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use revone::demo::{DiscountDuration, DiscountKind, DiscountRow, Fault, Rewrite, Shop};
use revone::domain::{Change as Announced, OrderId, Subject, SubscriptionId};
use revone::polar::{Request, order_request, orders_request, organization_request, subscription_request};
use revone::store::RowKind;
use revone::sync::{Outcome, Transport};
use serde_json::Value;
use uuid::Uuid;

use super::super::lab::assert_reflects;
use super::super::lab::{Lab, ago, noon};
use super::super::shops::{fee, settle_all};
use super::fates::{Fate, Kind, Table, Use};
use super::foreign::assert_tells_nothing;
use super::paths::{self, Path, Step};
use super::wrongs::{Change, Wrong, all};
use super::{sampled, soaking};

/// Requests of a poll that has no reason to go on.
const A_POLL: usize = 3;
/// A play takes some ten milliseconds; what grows with what a server sends would take hours.
const AT_LONGEST: Duration = Duration::from_secs(120);
/// Plays in one ledger.
const A_SHOP: usize = 40;

/// Two rows of a kind, made a few minutes ago, among older ones.
struct Pair<T> {
    neighbour: T,
    victim: T,
}

fn shop() -> (Shop, Pair<OrderId>, Pair<SubscriptionId>) {
    let mut shop = Shop::empty(ago(60_000));
    for place in 1..4 {
        shop.add_purchase(ago(3_000 * place), 1_000, "usd");
    }
    let (neighbour, first) = shop.add_subscriber(ago(7), 900, "usd", "month");
    let (victim, second) = shop.add_subscriber(ago(5), 1_500, "eur", "month");
    let row = shop.subscription_mut(victim).unwrap();
    row.cadence.count = 3;
    settle_all(&mut shop);
    let discount = DiscountRow {
        id: Uuid::from_u128(0x00d1_5c00),
        created_at: ago(50_000),
        name: "Early".into(),
        code: "EARLY".into(),
        kind: DiscountKind::Percentage(1_000),
        duration: DiscountDuration::Forever,
    };
    shop.subscription_mut(victim).unwrap().discount_id = Some(discount.id);
    let order = shop.order_mut(second).unwrap();
    (order.discount_id, order.subtotal_amount, order.discount_amount) = (Some(discount.id), 1_700, 200);
    (order.net_amount, order.tax_amount, order.total_amount) = (1_500, 300, 1_800);
    shop.discounts.push(discount);
    shop.settle(second, fee(75));
    for order in [first, second] {
        shop.refund(order, 100);
    }
    (shop, Pair { neighbour: first, victim: second }, Pair { neighbour, victim })
}

/// Answers of a server with a shop, by its paths.
fn ask(shop: Shop, requests: impl Fn(&Lab) -> Vec<Request>) -> Vec<Value> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let lab = Lab::of(shop).await;
        let mut answers = Vec::new();
        for request in requests(&lab) {
            answers.push(serde_json::from_slice(&lab.http.send(&request).await.unwrap().body).unwrap());
        }
        answers
    })
}

/// A neighbour and a victim, as the server writes them.
pub fn rows_of(kind: Kind) -> [Value; 2] {
    let (shop, orders, subscriptions) = shop();
    let rows = ask(shop, |lab| match kind {
        Kind::Order => [orders.neighbour, orders.victim].map(order_request).to_vec(),
        Kind::Subscription => [subscriptions.neighbour, subscriptions.victim].map(subscription_request).to_vec(),
        Kind::Organization => vec![organization_request(lab.organization); 2],
    });
    let mut rows: [Value; 2] = rows.try_into().unwrap();
    if kind == Kind::Organization {
        // There is but one; another beside it has another id.
        rows[0]["id"] = Uuid::from_u128(0x0a17_07e2).to_string().into();
    }
    rows
}

/// The rows of a whole shop, with all that can happen in one.
pub fn every_row_of(kind: Kind) -> Vec<Value> {
    use revone::polar::{OrdersQuery, SubscriptionsQuery, subscriptions_request};
    let pages = ask(Shop::small_business(7, noon()), |lab| match kind {
        Kind::Order => {
            (1..=20).map(|page| orders_request(&OrdersQuery { page, limit: 100, ..OrdersQuery::default() })).collect()
        }
        Kind::Subscription => (1..=20)
            .map(|page| {
                subscriptions_request(&SubscriptionsQuery { page, limit: 100, ..SubscriptionsQuery::default() })
            })
            .collect(),
        Kind::Organization => vec![organization_request(lab.organization)],
    });
    let rows = |page: Value| match page.get("items") {
        Some(items) => items.as_array().unwrap().clone(),
        None => vec![page],
    };
    pages.into_iter().flat_map(rows).collect()
}

/// Plays a kind of row; how many plays that were.
pub fn play(kind: Kind) -> usize {
    let table = Table::of(kind);
    let plays = plays(table);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for some in plays.chunks(A_SHOP) {
            let mut bench = Bench::of(table).await;
            for (path, wrong) in some {
                bench.play(path, wrong).await;
            }
        }
    });
    plays.len()
}

/// What is played: everything that the program reads, and of what it ignores a few.
fn plays(table: &Table) -> Vec<(Path, Wrong)> {
    let [_, row] = rows_of(table.kind);
    let mut chance = fastrand::Rng::with_seed(2);
    let mut plays = Vec::new();
    for path in paths::all(&row) {
        let name = paths::written(&path);
        let (of, _) = table.field(&name);
        for wrong in all() {
            // A row by another name is another row: `another_id` plays that.
            let is_a_stranger =
                name == "id" && table.fate(&name, &wrong) == Fate::Read && !matches!(wrong.change, Change::UpperCase);
            let wanted = match of {
                Use::Ignored if soaking() => chance.usize(..20) == 0,
                Use::Ignored => chance.usize(..200) == 0,
                _ => matches!(wrong.change, Change::Missing) || sampled(&mut chance, 20),
            };
            if wanted && !is_a_stranger && paths::changed(&row, &path, &wrong.change).is_some() {
                plays.push((path.clone(), wrong));
            }
        }
    }
    plays
}

/// What becomes of an answer in which the row with this id is wrong.
pub fn spoiling(id: Uuid, path: Path, change: Change) -> Rewrite {
    Rewrite::by(move |body| {
        let Ok(answer) = serde_json::from_slice::<Value>(&body) else { return body };
        let is_it = |row: &Value| row["id"].as_str() == Some(&id.to_string());
        let place = answer["items"].as_array().and_then(|rows| rows.iter().position(is_it));
        let whole = match place {
            Some(place) => [vec![Step::Field("items".to_owned()), Step::Place(place)], path.clone()].concat(),
            None if is_it(&answer) => path.clone(),
            None => return body,
        };
        paths::changed(&answer, &whole, &change).unwrap_or(body)
    })
}

struct Bench {
    table: &'static Table,
    lab: Lab,
    orders: Pair<OrderId>,
    subscriptions: Pair<SubscriptionId>,
    played: i64,
}

impl Bench {
    async fn of(table: &'static Table) -> Self {
        let (shop, orders, subscriptions) = shop();
        let mut lab = Lab::of(shop).await;
        lab.complete().await;
        let mut bench = Self { table, lab, orders, subscriptions, played: 0 };
        bench.refresh().await;
        assert_reflects(&bench.lab);
        bench
    }

    fn victim(&self) -> Uuid {
        match self.table.kind {
            Kind::Order => self.orders.victim.0,
            Kind::Subscription => self.subscriptions.victim.0,
            Kind::Organization => self.lab.organization.0,
        }
    }

    /// Something happens to the neighbour and to the victim alike.
    fn happen(&mut self) {
        let (now, played) = (self.lab.now, self.played);
        match self.table.kind {
            Kind::Order => {
                [self.orders.neighbour, self.orders.victim].map(|id| self.lab.shop(|shop| shop.refund(id, 1)))
            }
            Kind::Subscription => [self.subscriptions.neighbour, self.subscriptions.victim].map(|id| {
                self.lab.shop(|shop| match played % 2 {
                    1 => shop.cancel(
                        id,
                        now - SignedDuration::from_secs(200 - played),
                        None,
                        Some("Ada Lovelace wrote this"),
                    ),
                    _ => shop.uncancel(id),
                })
            }),
            Kind::Organization => {
                self.lab.shop(|shop| shop.allow_payments(played % 2 == 0));
                [(), ()]
            }
        };
    }

    /// What is read when the row's turn comes; the changes that it brought.
    async fn refresh(&mut self) -> Vec<Announced> {
        let outcomes: Vec<Outcome> = match self.table.kind {
            Kind::Organization => {
                // Its turn is the first of a complete refresh, and what happens to it is named by the instant.
                self.lab.now += SignedDuration::from_secs(1);
                self.lab.complete().await
            }
            _ => {
                let outcomes = self.lab.poll().await;
                assert!(outcomes.len() <= A_POLL, "{} requests", outcomes.len());
                outcomes
            }
        };
        outcomes.into_iter().flat_map(|outcome| outcome.applied.changes).collect()
    }

    fn count(&self, changes: &[Announced], subject: Subject) -> usize {
        changes.iter().filter(|change| change.subject == subject).count()
    }

    fn subjects(&self) -> (Option<Subject>, Subject) {
        match self.table.kind {
            Kind::Order => (Some(Subject::Order(self.orders.neighbour)), Subject::Order(self.orders.victim)),
            Kind::Subscription => (
                Some(Subject::Subscription(self.subscriptions.neighbour)),
                Subject::Subscription(self.subscriptions.victim),
            ),
            Kind::Organization => (None, Subject::Organization),
        }
    }

    /// What the ledger knows of the victim.
    fn known(&self) -> String {
        let (ledger, id) = (&self.lab.ledger, self.lab.organization);
        match self.table.kind {
            Kind::Order => {
                let rows = ledger.recent_orders(id, 100).unwrap();
                let row = rows.into_iter().find(|row| row.id == self.orders.victim).unwrap();
                let at = [revone::domain::Period::new(row.created_at, row.created_at + SignedDuration::from_micros(1))];
                format!("{row:?} {:?}", ledger.facts(id, &at, at[0], self.lab.now).unwrap().periods)
            }
            Kind::Subscription => {
                let rows = ledger.recent_subscriptions(id, 100).unwrap();
                let left = ledger.recent_cancellations(id, 100).unwrap();
                let left = left.into_iter().find(|row| row.id == self.subscriptions.victim);
                format!("{:?} {left:?}", rows.into_iter().find(|row| row.id == self.subscriptions.victim))
            }
            Kind::Organization => format!("{:?}", ledger.organizations().unwrap()[0].organization),
        }
    }

    async fn play(&mut self, path: &Path, wrong: &Wrong) {
        let name = paths::written(path);
        let of = format!("{:?}: {name} is {}", self.table.kind, wrong.name);
        let fate = self.table.fate(&name, wrong);
        let (neighbour, victim) = self.subjects();
        let (before, began) = (self.known(), Instant::now());
        self.played += 1;
        self.happen();
        let rewrite = spoiling(self.victim(), path.clone(), wrong.change.clone());
        self.lab.polar.with(|state| state.behaviour.faults = vec![Fault::Rewritten(rewrite).always("/v1/")]);
        let changes = self.refresh().await;
        if let Some(neighbour) = neighbour {
            assert_eq!(self.count(&changes, neighbour), 1, "{of}: {changes:?}");
        }
        let rejections = self.lab.ledger.rejections(self.lab.organization).unwrap();
        match fate {
            Fate::Rejected => {
                assert_eq!((self.known(), self.count(&changes, victim)), (before, 0), "{of}: {changes:?}");
                let [rejection] = rejections.as_slice() else { panic!("{of}: {rejections:?}") };
                assert_tells_nothing(&format!("{} {}", rejection.path, rejection.reason));
                assert!(rejection.path.contains(&name) || matches!(wrong.change, Change::Twice), "{of}: {rejection:?}");
                assert_eq!((rejection.kind, rejection.seen_at), (self.row_kind(), self.lab.now), "{of}");
            }
            _ => assert_eq!(rejections, [], "{of}"),
        }
        if fate == Fate::Same {
            assert_eq!(self.count(&changes, victim), 1, "{of}: {changes:?}");
            assert_reflects(&self.lab);
        }

        self.lab.polar.with(|state| state.behaviour.faults.clear());
        let after = self.refresh().await;
        if name == "id" && fate == Fate::Rejected {
            // What had no name stands for what was on a page, until all pages have been read again.
            self.lab.now += SignedDuration::from_secs(1);
            self.lab.complete().await;
        }
        assert_eq!(self.lab.ledger.rejections(self.lab.organization).unwrap(), [], "{of}");
        assert_reflects(&self.lab);
        let told = self.count(&changes, victim) + self.count(&after, victim);
        // What was read as the server said it may have been news, and its correction too.
        assert!(told == 1 || fate == Fate::Read, "{of}: {changes:?} and then {after:?}");
        if let Some(neighbour) = neighbour {
            assert_eq!(self.count(&after, neighbour), 0, "{of}: {after:?}");
        }
        self.lab.settle();
        assert!(began.elapsed() < AT_LONGEST, "{of}: {:?}", began.elapsed());
    }

    fn row_kind(&self) -> RowKind {
        match self.table.kind {
            Kind::Order => RowKind::Order,
            Kind::Subscription => RowKind::Subscription,
            Kind::Organization => RowKind::Organization,
        }
    }
}
