use super::*;

const ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

fn organization() -> Option<OrganizationId> {
    OrganizationId::parse(ID)
}

fn at(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

#[test]
fn lists_end_with_a_slash_and_single_things_do_not() {
    for (request, path, scope) in [
        (orders_request(&OrdersQuery::default()), "/v1/orders/?page=1&limit=100&sorting=-created_at", Scope::Orders),
        (
            subscriptions_request(&SubscriptionsQuery::default()),
            "/v1/subscriptions/?page=1&limit=100&sorting=-started_at",
            Scope::Subscriptions,
        ),
        (organizations_request(), "/v1/organizations/?limit=100", Scope::Organizations),
        (order_request(OrderId::parse(ID).unwrap()), &format!("/v1/orders/{ID}"), Scope::Orders),
        (
            subscription_request(SubscriptionId::parse(ID).unwrap()),
            &format!("/v1/subscriptions/{ID}"),
            Scope::Subscriptions,
        ),
        (organization_request(organization().unwrap()), &format!("/v1/organizations/{ID}"), Scope::Organizations),
    ] {
        assert_eq!(request.path_and_query(), path);
        assert_eq!(request.accept_scope(), scope, "{path}");
    }
}

#[test]
fn every_filter_of_orders_is_sent_and_statuses_repeat() {
    let query = OrdersQuery {
        organization: organization(),
        statuses: vec![OrderStatus::Refunded, OrderStatus::PartiallyRefunded, OrderStatus::from_code("new & odd")],
        created_after: at("2026-11-01T00:00:00Z"),
        created_before: at("2026-11-02T03:04:05.000006Z"),
        page: 7,
        limit: 25,
    };
    assert_eq!(
        orders_request(&query).path_and_query(),
        format!(
            "/v1/orders/?organization_id={ID}&status=refunded&status=partially_refunded&status=new%20%26%20odd\
             &created_after=2026-11-01T00%3A00%3A00.000000Z&created_before=2026-11-02T03%3A04%3A05.000006Z\
             &page=7&limit=25&sorting=-created_at"
        )
    );
}

#[test]
fn every_filter_of_subscriptions_is_sent() {
    let query = SubscriptionsQuery {
        organization: organization(),
        statuses: vec![SubscriptionStatus::PastDue, SubscriptionStatus::Paused],
        cancel_at_period_end: Some(true),
        canceled_at_after: at("2026-11-01T00:00:00Z"),
        started_after: at("2026-11-02T00:00:00Z"),
        started_before: at("2026-11-03T00:00:00Z"),
        page: 2,
        limit: 100,
    };
    assert_eq!(
        subscriptions_request(&query).path_and_query(),
        format!(
            "/v1/subscriptions/?organization_id={ID}&status=past_due&status=paused&cancel_at_period_end=true\
             &canceled_at_after=2026-11-01T00%3A00%3A00.000000Z&started_after=2026-11-02T00%3A00%3A00.000000Z\
             &started_before=2026-11-03T00%3A00%3A00.000000Z&page=2&limit=100&sorting=-started_at"
        )
    );
}

#[test]
fn a_page_that_polar_would_refuse_or_cut_is_never_asked_for() {
    for (page, limit, sent) in [(0, 0, "page=1&limit=1"), (3, 5000, "page=3&limit=100"), (1, 100, "page=1&limit=100")] {
        let query = OrdersQuery { page, limit, ..OrdersQuery::default() };
        assert_eq!(orders_request(&query).path_and_query(), format!("/v1/orders/?{sent}&sorting=-created_at"));
    }
}
