use super::Section;
use super::controls::{switch, text};
use crate::app::settings::name;
use crate::app::{Model, QuietHours};
use crate::view::window::controls::{Control, InputKind};

/// What rings. Without notifications there is nothing to choose but to have them.
pub(super) fn section(model: &Model) -> Section {
    let settings = &model.settings;
    let mut controls = vec![shown(model)];
    if settings.notifications {
        controls.extend([
            switch(name::NEW_ORDERS, "New orders", settings.new_orders),
            switch(name::NEW_SUBSCRIPTIONS, "New subscriptions", settings.new_subscriptions)
                .hint("With a subscription’s first payment, once."),
            switch(name::RENEWALS, "Renewals", settings.renewals),
            smallest_amount(model),
            switch(name::SOUND, "Sound", settings.sound),
            switch(name::NAMES, "Customers’ names", settings.names_in_notifications)
                .hint("E-mail addresses are never shown."),
            switch(name::QUIET_HOURS, "Quiet hours", settings.quiet_hours.is_some())
                .hint("What comes meanwhile is told as one notification afterwards."),
        ]);
        controls.extend(settings.quiet_hours.into_iter().flat_map(|hours| times(model, hours)));
    }
    Section {
        heading: "Notifications".to_owned(),
        note: model.notifications_unavailable.as_ref().map_or_else(String::new, |reason| format!("{reason}.")),
        controls,
        ..Section::default()
    }
}

/// Whether there are any.
pub fn shown(model: &Model) -> Control {
    switch(name::NOTIFICATIONS, "Show notifications", model.settings.notifications)
}

fn smallest_amount(model: &Model) -> Control {
    let amount = model.settings.smallest_amount;
    let value = if amount.is_zero() { String::new() } else { amount.to_string() };
    text(model, name::SMALLEST_AMOUNT, "Smallest amount", InputKind::Number, value, "0")
        .hint("Less does not ring. 5 means $5, €5 or ¥5, whichever an order is in.")
}

fn times(model: &Model, hours: QuietHours) -> [Control; 2] {
    [(name::QUIET_FROM, "From", hours.from), (name::QUIET_TO, "Until", hours.to)].map(|(setting, label, time)| {
        let value = time.strftime("%H:%M").to_string();
        text(model, setting, label, InputKind::Time, value, "22:00")
    })
}
