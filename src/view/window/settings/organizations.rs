use super::{Action, Section};
use crate::app::{Connection, Model, Removing};
use crate::domain::Organization;
use crate::view::organization_name;
use crate::view::window::controls::{Button, Question};
use crate::view::window::said::{PageName, Said};
use crate::view::words;

/// Who is connected, each with the way to remove it, and the ways to connect.
pub(super) fn section(model: &Model) -> Section {
    let mut actions: Vec<Action> = connected(model).into_iter().map(|one| removable(model, one)).collect();
    let go = Said::Go { page: PageName::Connect };
    let buttons = match model.connection {
        Connection::Connected(_) => vec![button("Connect Another…", go)],
        Connection::Sample(_) => {
            vec![button("Connect to Polar…", go), button("Leave Sample Data", Said::LeaveSample)]
        }
        Connection::NotConnected => {
            vec![button("Connect to Polar…", go), button("Try with Sample Data", Said::TrySample)]
        }
        Connection::Starting => Vec::new(),
    };
    if !buttons.is_empty() {
        actions.push(Action { label: String::new(), hint: String::new(), buttons });
    }
    let note = match model.connection {
        Connection::NotConnected => "None is connected.",
        Connection::Sample(_) => "What you see is sample data.",
        Connection::Starting | Connection::Connected(_) => "",
    };
    Section { heading: "Organizations".to_owned(), note: note.to_owned(), actions, ..Section::default() }
}

/// The connected organizations by name, so that a row stays where it is whichever is shown.
pub(super) fn connected(model: &Model) -> Vec<&Organization> {
    let Connection::Connected(shown) = &model.connection else { return Vec::new() };
    let mut all: Vec<&Organization> = model.others.iter().map(|other| &other.organization).collect();
    all.push(shown);
    all.sort_by_cached_key(|organization| (organization_name(organization).to_lowercase(), organization.id));
    all
}

fn removable(model: &Model, organization: &Organization) -> Action {
    let name = organization_name(organization);
    let removing = match model.removing {
        None => false,
        Some(Removing::One(one)) => one == organization.id,
        Some(Removing::Everything) => true,
    };
    if removing {
        return Action { label: name, hint: going(), buttons: Vec::new() };
    }
    let question = Question {
        text: format!(
            "Remove {name} from Revone? Its token and everything read with it go from this computer. {}",
            words::token_after(false)
        ),
        yes: "Remove".to_owned(),
        no: "Keep".to_owned(),
    };
    let says = Said::Remove { organization: organization.id.0 };
    let remove = Button { label: "Remove…".to_owned(), says, question: Some(question) };
    Action { label: name, hint: String::new(), buttons: vec![remove] }
}

/// Forgetting everything.
pub(super) fn reset(model: &Model) -> Section {
    let what = "Tokens, figures and settings of every organization go from this computer.";
    let question = Question {
        text: format!("Reset Revone? {what} {}", words::token_after(false)),
        yes: "Reset".to_owned(),
        no: "Keep Everything".to_owned(),
    };
    let reset = Button { label: "Reset…".to_owned(), says: Said::Reset, question: Some(question) };
    let action = match model.removing {
        Some(Removing::Everything) => Action { label: String::new(), hint: going(), buttons: Vec::new() },
        None | Some(Removing::One(_)) => Action { label: String::new(), hint: what.to_owned(), buttons: vec![reset] },
    };
    Section { heading: "Reset".to_owned(), actions: vec![action], ..Section::default() }
}

/// The store of secrets may ask its owner first.
fn going() -> String {
    format!("Being removed. The {} may ask you first.", words::SECRETS)
}

fn button(label: &str, says: Said) -> Button {
    Button { label: label.to_owned(), says, question: None }
}
