use super::Section;
use super::controls::{choice, switch, text};
use super::organizations::connected;
use super::refused::mark;
use crate::app::settings::{Grouping, Topic, name};
use crate::app::{Model, QuietHours, Rules};
use crate::domain::Organization;
use crate::figures::noteworthy::EVENING;
use crate::view::organization_name;
use crate::view::region::{Dates, Numbers};
use crate::view::window::controls::{Control, InputKind};

/// What rings.
pub(super) fn section(model: &Model) -> Section {
    let rules = &model.settings.rules;
    let refused = model.notifications_refused.as_ref().filter(|_| rules.on);
    Section {
        heading: "Notifications".to_owned(),
        note: refused.map_or_else(String::new, |refused| format!("{}.", refused.trim_end_matches('.'))),
        controls: Chosen { model, rules, whose: String::new() }.controls(),
        ..Section::default()
    }
}

/// The same for each organization where there are several, and for one alone that had rules of its own among several: what
/// is chosen above is not for it, but that nothing rings: then there is nothing to choose of its own either.
pub(super) fn own(model: &Model) -> Vec<Section> {
    if !model.settings.rules.on {
        return Vec::new();
    }
    let all = connected(model);
    let several = all.len() > 1;
    let shown = all.into_iter().filter(|one| several || model.settings.own_rules.contains_key(&one.id));
    shown.map(|organization| own_of(model, organization)).collect()
}

fn own_of(model: &Model, organization: &Organization) -> Section {
    let name = organization_name(organization);
    let setting = format!("{}/{}", name::OWN_RULES, organization.id);
    let rules = model.settings.own_rules.get(&organization.id);
    let has_own = switch(&setting, &format!("Rules of its own for {name}"), rules.is_some());
    let has_own = has_own.hint("Otherwise what is chosen above is for it, too.");
    let whose = format!("{setting}/");
    let chosen = rules.map(|rules| Chosen { model, rules, whose }.controls());
    Section {
        heading: format!("Notifications of {name}"),
        controls: [has_own].into_iter().chain(chosen.into_iter().flatten()).collect(),
        ..Section::default()
    }
}

/// Whether there are any.
pub fn shown(model: &Model) -> Control {
    Chosen { model, rules: &model.settings.rules, whose: String::new() }.shown()
}

/// Rules, and what the names of their settings begin with: nothing for those of all.
struct Chosen<'a> {
    model: &'a Model,
    rules: &'a Rules,
    whose: String,
}

impl Chosen<'_> {
    /// Without notifications there is nothing to choose but to have them.
    fn controls(&self) -> Vec<Control> {
        let rules = self.rules;
        let mut controls = vec![self.shown()];
        if !rules.on {
            return controls;
        }
        controls.extend(Topic::ALL.map(|topic| self.topic(topic)));
        controls.extend([
            self.smallest_amount(),
            self.grouping(),
            self.switch(name::SOUND, "Sound", rules.sound),
            self.switch(name::NAMES, "Customers’ names", rules.names)
                .hint("And what they write on leaving. E-mail addresses are never shown."),
            self.switch(name::QUIET_HOURS, "Quiet hours", rules.quiet_hours.is_some())
                .hint("What comes meanwhile is told as one notification afterwards."),
        ]);
        controls.extend(rules.quiet_hours.into_iter().flat_map(|hours| self.times(hours)));
        controls
    }

    fn shown(&self) -> Control {
        let control = self.switch(name::NOTIFICATIONS, "Show notifications", self.rules.on);
        let of_several = self.whose.is_empty() && connected(self.model).len() > 1;
        if of_several { control.hint("Off silences every organization.") } else { control }
    }

    fn topic(&self, topic: Topic) -> Control {
        let (label, hint) = topic_words(topic);
        let hint = match topic {
            Topic::DailySummary => format!("{hint}{}.", Dates::of(&self.model.region).time(EVENING)),
            Topic::Milestones => hint.replace("{}", &Numbers::of(&self.model.region).count(1_000)),
            _ => hint.to_owned(),
        };
        let control = self.switch(topic.name(), label, self.rules.topics.contains(&topic));
        if hint.is_empty() { control } else { control.hint(hint) }
    }

    fn smallest_amount(&self) -> Control {
        let amount = self.rules.smallest_amount;
        let value = if amount.is_zero() { String::new() } else { amount.to_string().replace('.', mark(self.model)) };
        let setting = self.setting(name::SMALLEST_AMOUNT);
        text(self.model, &setting, "Smallest amount", InputKind::Number, value, "0").hint(
            "An order, a refund or a failed payment of less does not ring. 5 means $5, €5 or ¥5, whichever it is in.",
        )
    }

    fn grouping(&self) -> Control {
        let options = Grouping::ALL.map(|grouping| (grouping.code().to_owned(), grouping_label(grouping).to_owned()));
        choice(&self.setting(name::GROUPING), "Several at once", self.rules.grouping.code(), options)
            .hint("What waited, while this computer slept for example, is told as one in any case.")
    }

    fn times(&self, hours: QuietHours) -> [Control; 2] {
        [(name::QUIET_FROM, "From", hours.from), (name::QUIET_TO, "Until", hours.to)].map(|(setting, label, time)| {
            let value = time.strftime("%H:%M").to_string();
            text(self.model, &self.setting(setting), label, InputKind::Time, value, "22:00")
        })
    }

    fn switch(&self, setting: &str, label: &str, on: bool) -> Control {
        switch(&self.setting(setting), label, on)
    }

    fn setting(&self, name: &str) -> String {
        format!("{}{name}", self.whose)
    }
}

/// What a topic is called, and what belongs to it where that is not plain; else nothing. The evening's time and a thousand are
/// written by the region.
fn topic_words(topic: Topic) -> (&'static str, &'static str) {
    match topic {
        Topic::NewOrders => ("New orders", ""),
        Topic::NewSubscriptions => ("New subscriptions", "With a subscription’s first payment, once."),
        Topic::Renewals => ("Renewals", ""),
        Topic::Trials => ("Trials", "When one begins, and when one is about to end."),
        Topic::Cancellations => ("Cancellations", "With the reason. Pauses, too, and when either is undone."),
        Topic::PlanChanges => ("Plan changes", "Another product or another price, as when a discount ends."),
        Topic::Refunds => ("Refunds", ""),
        Topic::FailedPayments => ("Failed payments", "And when the money comes after all."),
        Topic::Account => ("Account problems", "When Polar switches off payments or payouts, and when that is over."),
        Topic::Milestones => {
            ("Milestones", "The first sale, the 10th, 100th and {}th order, a best day, a new high of MRR.")
        }
        Topic::Silence => ("Silence", "No order for longer than is usual for your shop."),
        Topic::DailySummary => ("Daily summary", "The day’s figures at "),
    }
}

fn grouping_label(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Many => "Up to three one by one",
        Grouping::Always => "Always as one",
        Grouping::Never => "One by one",
    }
}
