use jiff::Timestamp;
use jiff::tz::TimeZone;
use revone::app::{ConnectStep, Connection, Form, FormError, LaunchAtLogin, Model, Progress, WindowPage};
use revone::domain::{Environment, Organization, OrganizationId, OrganizationStatus};
use revone::polar::Trouble;
use revone::sync::History;
use revone::view::form::Field;
use revone::view::window::{self, Page};
use uuid::Uuid;

/// A page of a program that nobody has connected yet.
pub fn unconnected(page: WindowPage) -> Page {
    made(page, |_| {})
}

/// The form before anything was typed.
pub fn form() -> Page {
    unconnected(WindowPage::Connect)
}

/// While an attempt runs.
pub fn checking() -> Page {
    made(WindowPage::Connect, |model| model.form.step = Some(ConnectStep::CheckingOrders))
}

/// After an attempt, with what is wrong beside this field.
pub fn wrong(field: Field) -> Page {
    let error = match field {
        Field::Token => FormError::TokenRejected { cut_off: false },
        Field::Organization => FormError::OrganizationMalformed,
        Field::Connect => FormError::Polar(Trouble::Offline),
    };
    made(WindowPage::Connect, |model| model.form.error = Some(error))
}

/// After an attempt that succeeded.
pub fn connected(downloading: bool) -> Page {
    made(WindowPage::Connect, |model| {
        model.connection = Connection::Connected(organization());
        model.launch_at_login = LaunchAtLogin::Off;
        model.form = Form { done: true, ..Form::default() };
        model.health.download = downloading.then_some(Progress { of: History::Orders, done: 4_200, total: 10_000 });
    })
}

fn made(page: WindowPage, change: impl FnOnce(&mut Model)) -> Page {
    let mut model = Model::new(TimeZone::UTC);
    model.connection = Connection::NotConnected;
    model.window = Some(page);
    change(&mut model);
    window::page(&model, Timestamp::UNIX_EPOCH).unwrap()
}

fn organization() -> Organization {
    Organization {
        id: OrganizationId(Uuid::from_u128(1)),
        name: "Paper Lantern".to_owned(),
        slug: "paper-lantern".to_owned(),
        environment: Environment::Production,
        status: OrganizationStatus::Active,
        can_take_payments: true,
        can_be_paid_out: true,
    }
}
