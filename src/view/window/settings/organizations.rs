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
        Connection::Connected(_) => vec![button(words::settings::CONNECT_ANOTHER, go)],
        Connection::Sample(_) => {
            vec![button(words::settings::CONNECT, go), button(words::settings::LEAVE_SAMPLE, Said::LeaveSample)]
        }
        Connection::NotConnected => {
            vec![button(words::settings::CONNECT, go), button(words::settings::TRY_SAMPLE, Said::TrySample)]
        }
        Connection::Starting => Vec::new(),
    };
    if !buttons.is_empty() {
        actions.push(Action { label: String::new(), hint: String::new(), buttons });
    }
    let note = match model.connection {
        Connection::NotConnected => words::settings::NONE_CONNECTED,
        Connection::Sample(_) => words::settings::SAMPLE_SHOWN,
        Connection::Starting | Connection::Connected(_) => "",
    };
    Section { heading: words::settings::ORGANIZATIONS.to_owned(), note: note.to_owned(), actions, ..Section::default() }
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
        return Action { label: name, hint: words::settings::being_removed(), buttons: Vec::new() };
    }
    let question = Question {
        text: words::settings::remove_question(&name, words::token_after(false)),
        yes: words::settings::REMOVE.to_owned(),
        no: words::settings::KEEP.to_owned(),
    };
    let says = Said::Remove { organization: organization.id.0 };
    let remove = Button { label: words::settings::ASK_REMOVE.to_owned(), says, question: Some(question) };
    Action { label: name, hint: String::new(), buttons: vec![remove] }
}

/// Forgetting everything.
pub(super) fn reset(model: &Model) -> Section {
    let question = Question {
        text: words::settings::reset_question(words::token_after(false)),
        yes: words::settings::RESET.to_owned(),
        no: words::settings::KEEP_EVERYTHING.to_owned(),
    };
    let reset = Button { label: words::settings::ASK_RESET.to_owned(), says: Said::Reset, question: Some(question) };
    let action = match model.removing {
        Some(Removing::Everything) => {
            Action { label: String::new(), hint: words::settings::being_removed(), buttons: Vec::new() }
        }
        None | Some(Removing::One(_)) => {
            Action { label: String::new(), hint: words::settings::RESET_HINT.to_owned(), buttons: vec![reset] }
        }
    };
    Section { heading: words::settings::RESET.to_owned(), actions: vec![action], ..Section::default() }
}

fn button(label: &str, says: Said) -> Button {
    Button { label: label.to_owned(), says, question: None }
}
