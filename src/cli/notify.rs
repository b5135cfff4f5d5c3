//! Notifications of made-up events, and whether any can be shown.

use uuid::Uuid;

use super::exit::Exit;
use super::print;
use crate::domain::{Environment, Organization, OrganizationId, OrganizationStatus};
use crate::shell::notifier::{Notifier, NotifyError, Shown};
use crate::shell::{World, clock, why_not_shown};
use crate::view::notices::{self, Context, each};
use crate::view::words;

/// Shows one notification of each kind, as the owner's settings would have it.
pub(super) async fn run(world: &World) -> Exit {
    let each = one_of_each_in_words(world);
    let shown = with_a_notifier(|notifier| {
        let mut written = Ok(());
        for shown in each {
            let line = format!("{} – {}", shown.title, shown.body);
            notifier.show(shown)?;
            written = written.and_then(|()| print::line(&line));
        }
        Ok(written)
    });
    match shown.await {
        Ok(written) => Exit::after(written),
        Err(error) => Exit::trouble(words::commands::notifications(&why_not_shown(&error))),
    }
}

/// Asks the system, and through it the owner once, whether notifications may be shown.
pub(super) async fn ask_permission() -> Result<(), NotifyError> {
    with_a_notifier(|notifier| notifier.ask_permission()).await
}

/// The notifier waits for the system, which must not happen inside async code. Nobody waits for a click: the program ends
/// when it is done.
async fn with_a_notifier<T: Send + 'static>(
    work: impl FnOnce(&Notifier) -> Result<T, NotifyError> + Send + 'static,
) -> Result<T, NotifyError> {
    let notifier = Notifier::new(|_| {}).map_err(|error| NotifyError::Other(error.to_string()))?;
    let ended = tokio::task::spawn_blocking(move || work(&notifier)).await;
    ended.unwrap_or_else(|ended| Err(NotifyError::Other(ended.to_string())))
}

fn one_of_each_in_words(world: &World) -> Vec<Shown> {
    let (settings, _) = world.settings();
    let (zone, now) = (world.zones.of(&settings), clock::now());
    let (organization, names) = (somebody(), each::names());
    let context = Context {
        names: &names,
        rules: &settings.rules,
        hide_amounts: settings.hide_amounts,
        organization: &organization,
        currencies: &[],
        one_of_several: false,
        // They say that they are not real.
        sample: true,
        zone: &zone,
        region: &world.region,
        now,
    };
    let words = each::one_of_each(now).into_iter().map(|notice| notices::words(&notice, &context));
    let shown = words.enumerate().map(|(number, words)| Shown {
        // A place of its own each: none replaces another, nor one that is real.
        place: format!("test/{number}"),
        title: words.title,
        body: words.body,
        click: None,
        sound: settings.rules.sound,
    });
    shown.collect()
}

/// Whose events they are.
fn somebody() -> Organization {
    Organization {
        id: OrganizationId(Uuid::nil()),
        name: "Acme Inc".to_owned(),
        slug: "acme".to_owned(),
        environment: Environment::Production,
        status: OrganizationStatus::Active,
        can_take_payments: true,
        can_be_paid_out: true,
    }
}
