use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use revone::demo::FakePolar;
use revone::domain::OrderId;
use revone::store::Ledger;
use serde_json::json;

use super::life::Lives;
use super::moment::{Chance, Length};
use super::{a_few_sales, assert_sound, hours_ago, tell, times};
use crate::e2e::desktop::Desktop;
use crate::flows::reflection::assert_same;
use crate::running::shops::dollars;
use crate::running::wait;

/// The first of the amounts by which sales are told apart. Nothing in the shop before cost as much.
const FIRST: i64 = 500_001;

/// Which of the sales still wait to be announced.
fn waiting(ledger: &Ledger, sales: &BTreeMap<OrderId, i64>) -> BTreeSet<OrderId> {
    let id = ledger.organizations().unwrap()[0].organization.id;
    let names: Vec<String> = ledger.outbox(id).unwrap().iter().map(|one| one.change.stable_id()).collect();
    sales.keys().copied().filter(|sale| names.iter().any(|name| name.contains(&sale.to_string()))).collect()
}

fn open(desktop: &Desktop) -> Ledger {
    let path = desktop.home().data().join("ledger.sqlite");
    assert_sound(&path);
    Ledger::open(&path).unwrap()
}

#[tokio::test]
async fn an_app_killed_at_any_moment_announces_every_sale_and_repeats_only_what_was_in_flight() {
    let mut chance = Chance::of("crashes.app");
    let desktop = Desktop::start().await;
    desktop.has_settings(&json!({ "milestones": false, "grouping": "never" }));
    let polar = FakePolar::start(a_few_sales()).unwrap();
    desktop.revone(&["sync"]).asking(&polar).with_token_of(&polar).start().ended().await.exits(0);
    let mut sales = BTreeMap::new();
    let sell = |sales: &mut BTreeMap<OrderId, i64>, how_many: usize| {
        for _ in 0..how_many {
            let minor = FIRST + 101 * i64::try_from(sales.len()).unwrap();
            let order = polar.with(|state| state.shop.add_purchase(hours_ago(0), minor, "usd"));
            sales.insert(order, minor);
        }
    };
    let told = async |sales: &BTreeMap<OrderId, i64>| {
        wait::until("an empty outbox", async || {
            let shown = desktop.notifications().all();
            let missing = sales.values().filter(|minor| {
                let words = format!("New order · {}", dollars(**minor));
                !shown.iter().any(|one| one.summary == words)
            });
            let (missing, left) = (missing.count(), waiting(&open(&desktop), sales).len());
            if missing + left == 0 {
                Ok(())
            } else {
                Err(format!("{missing} not shown, {left} not recorded: {shown:?}"))
            }
        })
        .await;
    };

    // One life to its end.
    sell(&mut sales, 1);
    polar.forget_requests();
    let begun = std::time::Instant::now();
    let program = desktop.connected(&polar).start();
    told(&sales).await;
    let length = Length { took: begun.elapsed(), requests: polar.requests().len() };
    program.kill();

    let wanted = times(4, 60);
    let mut lives = Lives::lasting(length);
    // After how many kills a sale still waited, whether it was shown or not.
    let mut waited: BTreeMap<OrderId, usize> = BTreeMap::new();
    while lives.killed < wanted {
        // A flood would be told as one.
        if waiting(&open(&desktop), &sales).len() < 12 {
            sell(&mut sales, 1 + chance.below(2));
        }
        let ended = lives.one(desktop.connected(&polar), &polar, &mut chance).await;
        assert_eq!(ended.signal, Some(9), "the app ended by itself: {}", ended.said());
        for sale in waiting(&open(&desktop), &sales) {
            *waited.entry(sale).or_default() += 1;
        }
    }
    let killed = lives.killed;
    let program = desktop.connected(&polar).start();
    told(&sales).await;
    program.kill();

    let shown = desktop.notifications().all();
    let mut repeated = 0;
    for (sale, minor) in &sales {
        let words = format!("New order · {}", dollars(*minor));
        let times = shown.iter().filter(|one| one.summary == words).count();
        let at_most = 1 + waited.get(sale).copied().unwrap_or_default();
        assert!((1..=at_most).contains(&times), "{words} was shown {times} times, at most {at_most}: {shown:?}");
        repeated += times - 1;
    }
    let old = shown.iter().filter(|one| !sales.values().any(|minor| one.summary.ends_with(&dollars(*minor))));
    assert_eq!(old.count(), 0, "something from before the connection was shown: {shown:?}");
    desktop.revone(&["sync"]).asking(&polar).with_token_of(&polar).start().ended().await.exits(0);
    assert_same(&open(&desktop), polar.with(|state| state.shop.clone()), Timestamp::now());
    let all = sales.len();
    let figure = format!(
        "survived {killed} of {killed} kills; {all} of {all} sales announced, {repeated} repeated that were in flight"
    );
    tell("crashes.app", &figure);
}
