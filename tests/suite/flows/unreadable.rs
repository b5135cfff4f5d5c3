//! What cannot be read of an answer costs nothing that does not depend on it.

use revone::demo::{Behaviour, Fault, Rewrite, Shop};
use revone::domain::{ChangeKind, Environment, OrderStatus, OrganizationId};
use revone::polar::Trouble;
use revone::sync::connect::{Refusal, check, organization_of};
use serde_json::Value;

use super::lab::{Lab, ago};
use super::shops::with_history;

/// Where the organizations are listed, and not one of them.
const LIST: &str = "/v1/organizations/?";

/// Every row of an answer, or its only one, changed.
fn rows(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Fault {
    Fault::Rewritten(Rewrite::by(move |body| {
        let Ok(mut answer) = serde_json::from_slice::<Value>(&body) else { return body };
        match answer.get_mut("items").and_then(Value::as_array_mut) {
            Some(items) => items.iter_mut().for_each(&change),
            None => change(&mut answer),
        }
        answer.to_string().into_bytes()
    }))
}

fn without(field: &'static str) -> Fault {
    rows(move |row| drop(row.as_object_mut().unwrap().remove(field)))
}

#[tokio::test]
async fn who_does_not_hear_how_an_organization_stands_connects_all_the_same_and_tells_nothing_at_its_first_sight() {
    for field in ["capabilities", "status"] {
        let mut shop = Shop::empty(ago(60));
        shop.add_purchase(ago(30), 1900, "usd");
        shop.allow_payments(false);
        let faults = vec![without(field).always(LIST)];
        let mut lab = Lab::behaving(shop, Behaviour { faults, ..Behaviour::default() }).await;
        let id = lab.organization;
        for expected in [None, Some(id)] {
            let found = check(&lab.http, Environment::Production, expected, |_| {}).await;
            assert_eq!(found.unwrap().id, id, "{field}");
        }
        // A poll may come before the organization's own row.
        lab.poll().await;
        lab.complete().await;
        assert_eq!(lab.waiting(), [], "{field}");
        lab.shop(|shop| shop.allow_payments(true));
        lab.complete().await;
        assert_eq!(
            lab.waiting().iter().map(|(_, kind)| *kind).collect::<Vec<_>>(),
            [ChangeKind::PaymentsOn],
            "{field}"
        );
    }
}

#[tokio::test]
async fn an_organization_that_cannot_be_read_is_not_said_to_be_none_or_another() {
    let lab = Lab::of(with_history(1, 0)).await;
    let other = OrganizationId::parse("11111111-1111-4111-8111-111111111111").unwrap();
    let refused = async |expected| organization_of(&lab.http, Environment::Production, expected).await.unwrap_err();
    for (field, of_another) in [("slug", Refusal::OrganizationMismatch), ("id", missing("id"))] {
        lab.polar.with(|state| state.behaviour.faults = vec![without(field).always(LIST)]);
        assert_eq!(refused(None).await, missing(field));
        assert_eq!(refused(Some(lab.organization)).await, missing(field));
        assert_eq!(refused(Some(other)).await, of_another);
    }
    let empty = Rewrite::by(|_| br#"{"items":[],"pagination":{"total_count":0,"max_page":0}}"#.to_vec());
    lab.polar.with(|state| state.behaviour.faults = vec![Fault::Rewritten(empty).always(LIST)]);
    assert_eq!(refused(Some(lab.organization)).await, Refusal::NoOrganization);
}

fn missing(field: &str) -> Refusal {
    Refusal::Polar(Trouble::Malformed { path: format!("items[0].{field}"), reason: "missing".to_owned() })
}

#[tokio::test]
async fn rows_that_a_list_holds_and_that_cannot_be_read_are_not_asked_for_one_by_one() {
    let mut shop = with_history(3, 12);
    let open = shop.add_purchase(ago(90), 700, "usd");
    shop.order_mut(open).unwrap().status = OrderStatus::Pending;
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    lab.asked();
    let spoilt = || rows(|row| row["currency"] = "€".into());
    lab.polar.with(|state| {
        state.behaviour.faults = ["/v1/subscriptions/", "/v1/orders/"].map(|list| spoilt().always(list)).to_vec();
    });
    lab.poll_for(90).await;
    let asked = lab.asked();
    let lists = |of: &str| asked.iter().filter(|path| path.starts_with(of)).count();
    assert!(lists("/v1/subscriptions/?") > 90 && lists("/v1/orders/?") > 90, "{asked:?}");
    assert_eq!(lists("/v1/subscriptions/") - lists("/v1/subscriptions/?"), 0, "{asked:?}");
    let of_it = format!("/v1/orders/{open}");
    assert_eq!(lists(&of_it), 0, "{asked:?}");
    // What was known of them stays.
    assert_eq!(lab.ledger.counts(lab.organization).unwrap().subscriptions, 12);
}
