use super::*;
use crate::app::{
    Computer, Connection, Event, FormError, History, LaunchAtLogin, Network, Other, Power, Progress, Rejected,
    RejectedSetting, SettingError, update,
};
use crate::polar;
use crate::view::samples::*;

fn failing(model: &mut Model, of: Option<OrganizationId>, trouble: Trouble, minutes: i64) {
    let health = Health { trouble: Some(trouble), last_success: Some(ago(90)), ..Health::default() };
    update(model, Event::Health(of, Box::new(health)), ago(minutes));
}

#[test]
fn a_fact_stands_in_each_line() {
    let mut model = connected(report());
    model.system = "Debian GNU/Linux 13, x86_64".to_owned();
    let id = organization().id;
    failing(&mut model, Some(id), Trouble::Polar(polar::Trouble::Offline), 20);
    failing(&mut model, Some(id), Trouble::Polar(polar::Trouble::Server(502)), 10);
    failing(&mut model, Some(id), Trouble::Polar(polar::Trouble::Server(502)), 5);
    model.health.download = Some(Progress { of: History::Orders, done: 8_412, total: 9_000 });
    model.health.rejected = Rejected { rows: 2, more: false, last: Some("items[3].net_amount".to_owned()) };
    let text = text(&model, now());
    let text = text.replacen(env!("CARGO_PKG_VERSION"), "0.0.0", 1).replacen("Keychain:", "Keyring:", 1);
    insta::assert_snapshot!(text, @"
    Revone 0.0.0
    System: Debian GNU/Linux 13, x86_64
    Now: 2026-11-22 14:02Z
    Time zone: UTC (this computer’s)
    Connection: connected
    Organization 1, production:
      Health: stale, last success 2026-11-22 12:32:30Z, server (502) since 2026-11-22 13:52:30Z
      Ledger: 8412 orders, 230 subscriptions
      Rows not read: 2
      Download: 8412 of 9000 orders
    Refreshing: automatic, every 1 min now
    Computer: not on a battery, network not known
    Notifications: on (new_orders, new_subscriptions, cancellations, refunds, failed_payments, account, milestones)
    Keyring: no trouble
    Launch at login: not known
    Settings: no trouble
    Last troubles, newest first:
      2026-11-22 13:52:30Z organization 1: server (502)
      2026-11-22 13:42:30Z organization 1: offline
    ");
}

#[test]
fn what_the_system_tells_of_the_computer_is_said() {
    let mut model = connected(report());
    for (power, network, asleep, said) in [
        (Power::Battery, Network::Online, false, "every 2 min now\nComputer: on a battery, network there\n"),
        (
            Power::Saving,
            Network::Offline,
            true,
            "every 15 min now\nComputer: saving power, network none, falling asleep\n",
        ),
    ] {
        model.computer = Computer { power, network, asleep };
        let text = text(&model, now());
        assert!(text.contains(&format!("\nRefreshing: automatic, {said}")), "{text}");
    }
}

#[test]
fn nothing_that_anybody_wrote_appears() {
    let hostile = "jane@example.test Jäne Acme <script> /srv/jane";
    let mut named = organization();
    (named.name, named.slug) = (hostile.to_owned(), "jane-slug".to_owned());
    let mut model = connected(report());
    model.connection = Connection::Connected(named.clone());
    let mut other = named;
    other.id = OrganizationId(uuid::Uuid::from_u128(99));
    let id = other.id;
    let (health, names) = (Health::default(), names());
    model.others = vec![Other { organization: other, report: Some(report()), names, health }];
    model.names.customers.values_mut().for_each(|name| hostile.clone_into(name));
    model.names.comments.values_mut().for_each(|comment| hostile.clone_into(comment));
    if let Some(report) = &mut model.report {
        report.orders.iter_mut().for_each(|order| order.product_name = Some(hostile.to_owned()));
    }
    let told = || hostile.to_owned();
    model.settings.title = told();
    model.settings.time_zone = Some(told());
    model.complaint = Some(told());
    model.not_done = Some(told());
    model.notifications_refused = Some(told());
    model.launch_at_login = LaunchAtLogin::Unavailable(told());
    model.looking.orders.search = told();
    model.form.error = Some(FormError::Setup(told()));
    model.rejected_setting =
        Some(RejectedSetting { setting: told(), typed: told(), error: SettingError::UnknownFields(vec![told()]) });
    let malformed = |path: &str| Trouble::Polar(polar::Trouble::Malformed { path: path.to_owned(), reason: told() });
    for trouble in [
        Trouble::Setup(told()),
        Trouble::LedgerUnwritable(told()),
        malformed(hostile),
        malformed("items[3].jane"),
        malformed("items[jane].status"),
        malformed("items[3].net_amount"),
    ] {
        failing(&mut model, Some(id), trouble.clone(), 3);
        failing(&mut model, Some(organization().id), trouble, 2);
    }
    model.health.rejected = Rejected { rows: 2, more: true, last: Some(told()) };
    let text = text(&model, now());
    for word in
        ["jane", "jäne", "acme", "example", "<script", "/srv", "slug", "pro plan", &organization().id.to_string()]
    {
        assert!(!text.to_lowercase().contains(word), "{word}:\n{text}");
    }
    assert!(text.contains("malformed answer at items[3].net_amount") && text.contains("items[3].…"), "{text}");
    assert!(text.contains("Organization 2, production:"), "{text}");
}

#[test]
fn ten_troubles_are_remembered_and_one_that_lasts_is_one() {
    let mut model = connected(report());
    let id = Some(organization().id);
    for round in 0..30 {
        failing(&mut model, id, Trouble::Polar(polar::Trouble::Server(500 + round)), 60 - i64::from(round));
        failing(&mut model, id, Trouble::Polar(polar::Trouble::Server(500 + round)), 60 - i64::from(round));
    }
    let text = text(&model, now());
    let remembered: Vec<&str> = text.lines().filter(|line| line.contains("organization 1: server")).collect();
    assert_eq!(remembered.len(), 10, "{text}");
    assert!(remembered[0].ends_with("server (529)"), "{text}");
    assert!(text.contains("server (529) since 2026-11-22 13:31:30Z"), "{text}");
}

#[test]
fn before_there_is_an_account_the_program_speaks_for_itself() {
    let mut model = Model::new(TimeZone::UTC);
    failing(&mut model, None, Trouble::Polar(polar::Trouble::Offline), 1);
    let text = text(&model, now());
    assert!(text.contains("Connection: starting\nHealth: stale") && text.contains("Revone: offline"), "{text}");
}

#[test]
fn what_rings_is_said_by_the_names_of_the_settings() {
    use crate::app::Rules;
    let mut model = connected(report());
    let line = |model: &Model| {
        let text = text(model, now());
        text.lines().find(|line| line.starts_with("Notifications:")).unwrap().to_owned()
    };
    model.settings.paused_until = Some(ago(-60));
    model.notifications_refused = Some("Allow them.".to_owned());
    model.settings.rules.topics = [crate::app::Topic::Refunds, crate::app::Topic::Account].into();
    assert_eq!(
        line(&model),
        "Notifications: on (refunds, account), refused by the system, paused until 2026-11-22 15:02:30Z"
    );
    (model.settings.paused_until, model.notifications_refused) = (None, None);
    model.settings.rules.topics.clear();
    assert_eq!(line(&model), "Notifications: on (nothing)");
    model.settings.rules.on = false;
    assert_eq!(line(&model), "Notifications: off");
    let own = Rules { topics: [crate::app::Topic::Silence].into(), ..Rules::default() };
    model.settings.own_rules.insert(organization().id, own);
    assert!(text(&model, now()).contains("\n  Notifications of its own: on (silence)\n"));
}
