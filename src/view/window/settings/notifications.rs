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
use crate::view::words;

/// What rings.
pub(super) fn section(model: &Model) -> Section {
    let rules = &model.settings.rules;
    let refused = model.notifications_refused.as_ref().filter(|_| rules.on);
    Section {
        heading: words::settings::NOTIFICATIONS.to_owned(),
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
    let has_own = switch(&setting, &words::settings::own_rules(&name), rules.is_some());
    let has_own = has_own.hint(words::settings::OWN_RULES_HINT);
    let whose = format!("{setting}/");
    let chosen = rules.map(|rules| Chosen { model, rules, whose }.controls());
    Section {
        heading: words::settings::notifications_of(&name),
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
            self.switch(name::SOUND, words::settings::SOUND, rules.sound),
            self.switch(name::NAMES, words::settings::NAMES, rules.names).hint(words::settings::NAMES_HINT),
            self.switch(name::QUIET_HOURS, words::settings::QUIET_HOURS, rules.quiet_hours.is_some())
                .hint(words::settings::QUIET_HOURS_HINT),
        ]);
        controls.extend(rules.quiet_hours.into_iter().flat_map(|hours| self.times(hours)));
        controls
    }

    fn shown(&self) -> Control {
        let control = self.switch(name::NOTIFICATIONS, words::settings::SHOW_NOTIFICATIONS, self.rules.on);
        let of_several = self.whose.is_empty() && connected(self.model).len() > 1;
        if of_several { control.hint(words::settings::OFF_SILENCES_ALL) } else { control }
    }

    fn topic(&self, topic: Topic) -> Control {
        let evening = Dates::of(&self.model.region).time(EVENING);
        let thousand = Numbers::of(&self.model.region).count(1_000);
        let control = self.switch(topic.name(), words::settings::topic(topic), self.rules.topics.contains(&topic));
        match words::settings::topic_hint(topic, &evening, &thousand) {
            Some(hint) => control.hint(hint),
            None => control,
        }
    }

    fn smallest_amount(&self) -> Control {
        let amount = self.rules.smallest_amount;
        let value = if amount.is_zero() { String::new() } else { amount.to_string().replace('.', mark(self.model)) };
        let setting = self.setting(name::SMALLEST_AMOUNT);
        text(self.model, &setting, words::settings::SMALLEST_AMOUNT, InputKind::Number, value, "0")
            .hint(words::settings::SMALLEST_AMOUNT_HINT)
    }

    fn grouping(&self) -> Control {
        let options =
            Grouping::ALL.map(|grouping| (grouping.code().to_owned(), words::settings::grouping(grouping).to_owned()));
        choice(&self.setting(name::GROUPING), words::settings::GROUPING, self.rules.grouping.code(), options)
            .hint(words::settings::GROUPING_HINT)
    }

    fn times(&self, hours: QuietHours) -> [Control; 2] {
        [
            (name::QUIET_FROM, words::settings::QUIET_FROM, hours.from),
            (name::QUIET_TO, words::settings::QUIET_UNTIL, hours.to),
        ]
        .map(|(setting, label, time)| {
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
