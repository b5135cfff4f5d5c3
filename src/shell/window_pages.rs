use super::window::messages::{
    AboutPage, DonePage, DownloadProgress, FormField, FormPage, FormProblem, FormWords, Switch, SwitchId, ToWindow,
};
use crate::app::{Model, WindowPage};
use crate::view::form::{self, Field};

/// What the window shows of the model.
pub(super) fn page(model: &Model, page: WindowPage) -> ToWindow {
    match page {
        WindowPage::Connect => ToWindow::Form(Box::new(connect(model))),
        WindowPage::About => ToWindow::About(Box::new(about())),
    }
}

fn connect(model: &Model) -> FormPage {
    let state = form::state(model);
    FormPage {
        words: words(),
        step: state.step.map(str::to_owned),
        error: state.error.map(|error| FormProblem {
            field: match error.field {
                Field::Token => FormField::Token,
                Field::Organization => FormField::Organization,
                Field::Connect => FormField::Form,
            },
            text: error.sentence,
        }),
        done: state.success.map(|success| DonePage {
            heading: success.headline,
            sentences: vec![success.progress.clone()],
            progress: model.health.download.map(|progress| DownloadProgress {
                done: progress.done,
                total: progress.total,
                text: success.progress,
            }),
            switches: vec![Switch {
                id: SwitchId::Notifications,
                label: success.notifications.to_owned(),
                on: model.settings.notifications,
            }],
            close: success.close.to_owned(),
        }),
    }
}

fn words() -> FormWords {
    let labels = form::labels();
    FormWords {
        language: "en".to_owned(),
        title: labels.title.to_owned(),
        heading: labels.heading.to_owned(),
        introduction: labels.introduction.to_owned(),
        token_link: labels.open_polar.to_owned(),
        scopes_label: labels.scopes.to_owned(),
        scopes: labels.scope_names,
        hints: labels.token_steps,
        token_label: labels.token.to_owned(),
        token_placeholder: labels.token_placeholder.to_owned(),
        show: labels.show.to_owned(),
        hide: labels.hide.to_owned(),
        organization_label: labels.organization.to_owned(),
        organization_hint: labels.organization_hint.to_owned(),
        environment_label: labels.environment.to_owned(),
        automatic: labels.automatic.to_owned(),
        production: labels.production.to_owned(),
        sandbox: labels.sandbox.to_owned(),
        connect: labels.connect.to_owned(),
        promise: labels.promise.to_owned(),
    }
}

fn about() -> AboutPage {
    let about = form::about();
    AboutPage {
        language: "en".to_owned(),
        title: about.title,
        name: about.name.to_owned(),
        version: about.version,
        sentences: about.sentences,
        close: about.close.to_owned(),
    }
}
