use revone::demo::{Fault, Shop};
use revone::domain::{Environment, OrganizationId};
use revone::polar::{AccessToken, Scope, Trouble};
use revone::shell::{Http, Origin};
use revone::store::Counts;
use revone::sync::connect::{Refusal, check};
use revone::sync::{Fault as SyncFault, Session, due};

use super::lab::{Lab, ago, assert_reflects, noon};
use super::shops::{crowd, with_history};

#[tokio::test]
async fn a_shop_that_has_sold_nothing_is_whole_at_once_and_its_first_sale_is_news() {
    let mut lab = Lab::of(Shop::empty(ago(60))).await;
    lab.complete().await;
    assert!(Session::is_history_whole(&lab.marks()));
    assert_eq!(due(&lab.marks(), noon()), None);
    assert_eq!(lab.poll().await.len(), 2);
    assert_reflects(&lab);

    let first = lab.shop(|shop| shop.add_purchase(noon(), 1900, "usd"));
    lab.poll().await;
    assert_eq!(lab.sales().iter().map(|(order, _)| *order).collect::<Vec<_>>(), [first]);
    assert_reflects(&lab);
}

#[tokio::test]
async fn a_cancellation_in_a_young_shop_is_asked_for_and_not_searched_for() {
    let mut lab = Lab::of(Shop::empty(ago(600))).await;
    lab.complete().await;
    lab.shop(|shop| {
        (0..120).for_each(|place| {
            shop.add_subscriber(ago(300 - 2 * place), 900, "usd", "month");
        })
    });
    lab.poll().await;
    let oldest = lab.shop(|shop| {
        let oldest = shop.subscriptions[0].id;
        shop.cancel(oldest, noon(), None, None);
        oldest
    });
    let minutes = lab
        .minutes_until(10, |ledger, id| ledger.recent_cancellations(id, 9).unwrap().iter().any(|row| row.id == oldest))
        .await;
    assert!(minutes <= 6, "{minutes}");
}

#[tokio::test]
async fn a_shop_with_one_order() {
    let mut shop = Shop::empty(ago(60));
    shop.add_purchase(ago(30), 1900, "jpy");
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    assert!(Session::is_history_whole(&lab.marks()));
    assert_reflects(&lab);
    assert_eq!(lab.waiting(), []);
}

#[tokio::test]
async fn three_pages_of_one_microsecond_are_read_whole() {
    let mut shop = Shop::empty(ago(60));
    crowd(&mut shop, ago(30), 100);
    crowd(&mut shop, ago(20), 260);
    crowd(&mut shop, ago(10), 100);
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    assert_reflects(&lab);
    lab.shop(|shop| crowd(shop, noon(), 230));
    lab.poll().await;
    assert_reflects(&lab);
    assert_eq!(lab.sales().len(), 230);
}

#[tokio::test]
async fn an_organization_that_the_token_no_longer_knows_costs_nothing_that_was_stored() {
    let mut lab = Lab::of(with_history(150, 40)).await;
    lab.complete().await;
    let (before, marks) = (lab.ledger.counts(lab.organization).unwrap(), lab.marks());
    let elsewhere = OrganizationId::parse("11111111-1111-4111-8111-111111111111").unwrap();
    lab.polar.with(|state| state.tokens.iter_mut().for_each(|(_, grant)| grant.organization = elsewhere));

    let gone = lab.finish(&mut Session::complete()).await;
    assert!(matches!(gone, Err(SyncFault::OrganizationGone)), "{gone:?}");
    assert_eq!((lab.ledger.counts(lab.organization).unwrap(), lab.marks()), (before, marks));

    // Polls see it too, although lists of an unknown organization are empty and no error.
    let mut minutes = 0;
    loop {
        minutes += 1;
        lab.now += jiff::SignedDuration::from_mins(1);
        match lab.try_poll().await {
            Ok(_) => assert!(minutes < 75, "nobody notices"),
            Err(SyncFault::OrganizationGone) => break,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(lab.ledger.counts(lab.organization).unwrap(), before);
    assert!(matches!(lab.try_poll().await, Err(SyncFault::OrganizationGone)), "and they go on saying so");

    // However long it lasts, and when it is over, no row has been taken for gone.
    for _ in 0..200 {
        lab.now += jiff::SignedDuration::from_mins(7);
        let _ = lab.try_poll().await;
        assert_eq!(lab.ledger.counts(lab.organization).unwrap(), before);
    }
    let home = lab.organization;
    lab.polar.with(|state| state.tokens.iter_mut().for_each(|(_, grant)| grant.organization = home));
    lab.poll_for(60).await;
    lab.read_everything_once_more().await;
    assert_reflects(&lab);
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_counted_and_its_neighbours_are_stored() {
    let mut lab = Lab::of(with_history(40, 0)).await;
    lab.polar.with(|state| state.behaviour.faults.push(Fault::WrongTypes.always("/v1/orders/")));
    let outcomes = lab.complete().await;
    let rejected: Vec<_> = outcomes.iter().flat_map(|outcome| &outcome.rejected).collect();
    assert!(!rejected.is_empty() && rejected.iter().all(|row| row.path.starts_with("items[0].")), "{rejected:?}");
    assert_eq!(lab.ledger.counts(lab.organization).unwrap(), Counts { orders: 39, subscriptions: 0 });

    // Whatever was wrong is put right: a new first page brings the row.
    lab.polar.with(|state| state.behaviour.faults.clear());
    lab.first_poll().await;
    assert_reflects(&lab);
}

#[tokio::test]
async fn a_page_on_which_nothing_can_be_read_is_no_reason_to_announce_the_past() {
    let mut lab = Lab::of(with_history(150, 0)).await;
    let broken = br#"{"items":[{"id":1}],"pagination":{"total_count":150,"max_page":2}}"#;
    let fault = Fault::Answer { status: 200, content_type: "application/json".to_owned(), body: broken.to_vec() };
    let mut session = Session::complete();
    lab.step(&mut session).await.unwrap();
    lab.polar.with(|state| state.behaviour.faults.push(fault.once("/v1/orders/")));
    lab.finish(&mut session).await.unwrap();
    lab.complete().await;
    assert_eq!(lab.waiting(), []);
    lab.first_poll().await;
    assert_reflects(&lab);
    assert_eq!(lab.waiting(), []);
}

#[tokio::test]
async fn a_fault_leaves_the_session_where_it_was() {
    let faults = [
        (Fault::Status(502), Trouble::Server(502)),
        (Fault::CutBody, Trouble::Cut),
        (Fault::Html, Trouble::NotPolar),
        (Fault::Unauthorized, Trouble::Unauthorized),
        (Fault::RateLimited { retry_after: None }, Trouble::RateLimited(None)),
    ];
    let mut lab = Lab::of(with_history(250, 130)).await;
    let mut session = Session::complete();
    let mut requests = 0;
    loop {
        let (fault, trouble) = &faults[requests % faults.len()];
        lab.polar.with(|state| state.behaviour.faults = vec![fault.clone().once("/")]);
        match lab.step(&mut session).await {
            Err(SyncFault::Polar(met)) => assert_eq!(met, *trouble),
            Ok(None) => break,
            other => panic!("{other:?}"),
        }
        lab.polar.with(|state| state.behaviour.faults.clear());
        lab.step(&mut session).await.unwrap().unwrap();
        requests += 1;
    }
    assert!(requests > 10);
    assert_reflects(&lab);
    assert_eq!(due(&lab.marks(), noon()), None);
}

#[tokio::test]
async fn a_turn_half_done_outlives_a_poll_that_fails() {
    let mut lab = Lab::of(with_history(20, 450)).await;
    lab.complete().await;
    // Until a poll has read the first page of the live subscriptions.
    let pages =
        |lab: &Lab| lab.asked().iter().filter(|asked| asked.contains("status=trialing")).cloned().collect::<Vec<_>>();
    pages(&lab);
    let mut read = Vec::new();
    while read.is_empty() {
        lab.poll_for(1).await;
        read = pages(&lab);
    }
    lab.polar.with(|state| state.behaviour.faults.push(Fault::Status(503).once("/v1/orders/")));
    assert!(lab.try_poll().await.is_err());
    lab.poll_for(4).await;
    read.extend(pages(&lab));
    let distinct: std::collections::BTreeSet<_> = read.iter().collect();
    assert_eq!((read.len(), distinct.len()), (5, 5), "{read:?}");
}

#[tokio::test]
async fn a_connection_is_checked_scope_by_scope() {
    let mut shop = Shop::empty(ago(60));
    shop.add_purchase(ago(30), 1900, "usd");
    let lab = Lab::of(shop).await;
    let mut checked = Vec::new();
    let found = check(&lab.http, Environment::Production, Some(lab.organization), |step| checked.push(step)).await;
    assert_eq!(found.unwrap().id, lab.organization);
    assert_eq!((checked.len(), lab.asked().len()), (3, 3));

    for missing in Scope::ALL {
        let rest: Vec<Scope> = Scope::ALL.into_iter().filter(|scope| *scope != missing).collect();
        lab.polar.with(|state| state.behaviour.scopes = rest);
        let refused = check(&lab.http, Environment::Production, None, |_| {}).await;
        assert_eq!(refused, Err(Refusal::Polar(Trouble::MissingScope(Some(missing)))));
    }
    lab.polar.with(|state| state.behaviour.scopes = Scope::ALL.to_vec());

    let other = OrganizationId::parse("11111111-1111-4111-8111-111111111111").unwrap();
    let refused = check(&lab.http, Environment::Production, Some(other), |_| {}).await;
    assert_eq!(refused, Err(Refusal::OrganizationMismatch));
    let stranger = AccessToken::well_formed(&"x9".repeat(19)[..37]).unwrap();
    let http = Http::new(Origin::parse(&lab.polar.base_url()).unwrap(), &stranger).unwrap();
    let refused = check(&http, Environment::Production, None, |_| {}).await;
    assert_eq!(refused, Err(Refusal::Polar(Trouble::Unauthorized)));
}

#[tokio::test]
async fn a_missing_scope_is_named_while_polling() {
    let mut lab = Lab::of(with_history(3, 0)).await;
    lab.polar.with(|state| state.behaviour.scopes = vec![Scope::Orders, Scope::Organizations]);
    let refused = lab.try_poll().await;
    let named = Trouble::MissingScope(Some(Scope::Subscriptions));
    assert!(matches!(&refused, Err(SyncFault::Polar(trouble)) if *trouble == named), "{refused:?}");
    assert_eq!(lab.ledger.counts(lab.organization).unwrap().orders, 3, "what came before it stays");
}
