//! Pages as the product makes them of a small business that it has synced.

use std::path::PathBuf;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use revone::app::settings::name;
use revone::app::{
    Connection, Form, Health, LaunchAtLogin, Looking, Model, Names, Other, Progress, QuietHours, RejectedSetting,
    Rules, SettingError, Trouble, WindowPage, Wish,
};
use revone::demo::{FakePolar, Shop};
use revone::domain::{Organization, OrganizationId};
use revone::figures::{RevenueBasis, Span};
use revone::money::Currency;
use revone::polar;
use revone::shell::desk;
use revone::store::Ledger;
use revone::sync::History;
use revone::view::window::{self, Page};
use uuid::Uuid;

use crate::running::{Home, shops};

static PAGES: LazyLock<Vec<(&'static str, Page)>> = LazyLock::new(|| Desk::new().pages());

/// Pages of a small business, each with its name. They are made once for all tests.
pub fn pages() -> Vec<(&'static str, Page)> {
    PAGES.clone()
}

/// What is read for the pages.
struct Desk {
    ledger: Ledger,
    organization: Organization,
    zone: TimeZone,
    now: Timestamp,
    _home: Home,
}

impl Desk {
    /// The ledger of a small business, read from Polar with the command line.
    fn new() -> Self {
        let home = Home::new();
        let polar = FakePolar::start(Shop::small_business(2026, Timestamp::now())).unwrap();
        home.revone(&["sync"]).asking(&polar).with_token_of(&polar).finish().exits(0);
        let ledger = Ledger::open(&home.data().join("ledger.sqlite")).unwrap();
        let organization = ledger.organizations().unwrap().remove(0).organization;
        let zone = TimeZone::get(&shops::zone_at_noon()).unwrap();
        Self { ledger, organization, zone, now: Timestamp::now(), _home: home }
    }

    /// The program with the figures of the shop, showing its dashboard.
    fn looking(&self, looking: Looking) -> Model {
        let (ledger, id, zone, now) = (&self.ledger, self.organization.id, &self.zone, self.now);
        let basis = RevenueBasis::AsInPolar;
        let mut model = Model::new(zone.clone());
        model.connection = Connection::Connected(self.organization.clone());
        model.report = Some(desk::report(ledger, id, zone, basis, now).unwrap());
        model.dashboard = Some(Box::new(desk::dashboard(ledger, id, &looking, zone, basis, now).unwrap()));
        model.looking = looking;
        model.health.last_success = Some(now);
        model.system = "macOS 15.1".to_owned();
        model.launch_at_login = LaunchAtLogin::Off;
        model.window = Some(WindowPage::Dashboard);
        model
    }

    fn page(&self, model: &Model) -> Page {
        window::page(model, self.now).unwrap()
    }

    fn pages(&self) -> Vec<(&'static str, Page)> {
        let year = Looking { span: Span::Last365Days, ..Looking::default() };
        let euros = Looking { currency: Some(Currency::parse("eur").unwrap()), ..Looking::default() };
        let nothing = Wish { search: "nothing is called this".to_owned(), ..Wish::default() };
        let none = Looking { span: Span::ThisMonth, orders: nothing, ..Looking::default() };
        let mut pages: Vec<(&'static str, Page)> = [
            ("a small business, 30 days", Looking::default()),
            ("a small business, 365 days", year),
            ("a small business in euros", euros),
            ("a small business, a search that finds none", none),
        ]
        .map(|(name, looking)| (name, self.page(&self.looking(looking))))
        .into();
        let other = |change: &dyn Fn(&mut Model)| {
            let mut model = self.looking(Looking::default());
            change(&mut model);
            self.page(&model)
        };
        pages.extend([
            ("a small business, amounts hidden", other(&|model| model.settings.hide_amounts = true)),
            ("a small business, offline", other(&offline)),
            ("a small business, token rejected", other(&|model| model.health.trouble = Some(Trouble::TokenRejected))),
            ("a small business, still downloading", other(&downloading)),
            ("a small business, saved", other(&|model| exported(model, Ok(())))),
            ("a small business, not saved", other(&|model| exported(model, Err("the disk is full".to_owned())))),
            ("a small business, not read yet", other(&|model| model.dashboard = None)),
            ("sample data", other(&|model| model.connection = Connection::Sample(self.organization.clone()))),
            ("settings of a small business", other(&|model| model.window = Some(WindowPage::Settings))),
            ("settings, rules of its own", other(&|model| self.rule(model))),
            ("settings, nothing right", other(&|model| self.harm(model))),
            ("about, connected", other(&|model| model.window = Some(WindowPage::About))),
            ("the form over a small business", other(&|model| model.window = Some(WindowPage::Connect))),
            ("connected, with figures", other(&connected)),
        ]);
        pages
    }

    /// Two organizations, of which one has rules of its own.
    fn rule(&self, model: &mut Model) {
        model.window = Some(WindowPage::Settings);
        let id = OrganizationId(Uuid::from_u128(8));
        let organization = Organization { id, name: "Beta Goods".to_owned(), ..self.organization.clone() };
        model.others.push(Other { organization, report: None, names: Names::default(), health: Health::default() });
        let rules = Rules { quiet_hours: Some(QuietHours::default()), ..Rules::default() };
        model.settings.own_rules.insert(id, rules);
    }

    /// Everything that the settings can complain of.
    fn harm(&self, model: &mut Model) {
        model.window = Some(WindowPage::Settings);
        model.complaint = Some("The settings could not be read and were moved aside.".to_owned());
        model.not_done = Some("The token could not be removed: the keyring is locked.".to_owned());
        model.launch_at_login = LaunchAtLogin::Unavailable("Move Revone to the folder Applications first.".to_owned());
        model.notifications_refused = Some("Nobody shows notifications here.".to_owned());
        let typed = "{revenues}".to_owned();
        let error = SettingError::UnknownFields(vec!["revenues".to_owned()]);
        model.rejected_setting = Some(RejectedSetting { setting: name::TITLE.to_owned(), typed, error });
        let organization = Organization { name: "W".repeat(500), ..self.organization.clone() };
        model.others.push(Other { organization, report: None, names: Names::default(), health: Health::default() });
    }
}

fn offline(model: &mut Model) {
    model.health.trouble = Some(Trouble::Polar(polar::Trouble::Offline));
}

fn downloading(model: &mut Model) {
    model.health.refreshing = true;
    model.health.download = Some(Progress { of: History::Orders, done: 4_200, total: 10_000 });
}

fn exported(model: &mut Model, written: Result<(), String>) {
    model.exported = Some((PathBuf::from("orders.csv"), written));
}

fn connected(model: &mut Model) {
    model.window = Some(WindowPage::Connect);
    model.form = Form { done: true, ..Form::default() };
}

#[test]
fn the_pages_of_a_small_business_are_full() {
    let dashboard = |wanted: &str| {
        let page = pages().into_iter().find(|(name, _)| *name == wanted);
        let Some((_, Page::Dashboard(dashboard))) = page else { panic!("{wanted} is no dashboard") };
        dashboard
    };
    for (name, days) in [("a small business, 30 days", 30), ("a small business, 365 days", 365)] {
        let dashboard = dashboard(name);
        assert_eq!(dashboard.drawings.iter().map(|drawing| drawing.now.len()).collect::<Vec<_>>(), [days; 3]);
        let empty: Vec<&str> = dashboard.cards.iter().filter_map(|card| card.nothing.as_deref()).collect();
        assert_eq!(empty, Vec::<&str>::new(), "{name}");
        assert!(dashboard.lists.iter().all(|list| list.table.rows.len() == 25 && list.pager.has_next), "{name}");
    }
    assert_eq!(dashboard("a small business in euros").currency.unwrap().value, "eur");
    assert!(dashboard("a small business, amounts hidden").facts[0].value.contains('•'));
}
