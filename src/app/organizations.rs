//! Which organization is shown, and what is known of each.

use super::model::{Connection, Model, Names, News, Other, Report};
use super::{Health, Looking, WindowPage};
use crate::domain::{Organization, OrganizationId};
use crate::money::Currency;

/// What is known of one connected organization, the shown one or another.
pub(super) struct Known<'a> {
    pub organization: &'a mut Organization,
    pub report: &'a mut Option<Report>,
    pub names: &'a mut Names,
    pub health: &'a mut Health,
}

impl Model {
    /// A connected organization and the names of its people; `None` when it is not connected.
    pub fn organization(&self, id: OrganizationId) -> Option<(&Organization, &Names)> {
        let shown = self.connection.organization().filter(|shown| shown.id == id).map(|shown| (shown, &self.names));
        let other = || self.others.iter().find(|other| other.organization.id == id);
        shown.or_else(|| other().map(|other| (&other.organization, &other.names)))
    }

    /// The currencies that a connected organization sells in, as far as that is known.
    pub fn currencies_of(&self, id: OrganizationId) -> &[Currency] {
        let shown = self.connection.organization().is_some_and(|shown| shown.id == id);
        let other = || self.others.iter().find(|other| other.organization.id == id);
        let report = if shown { self.report.as_ref() } else { other().and_then(|other| other.report.as_ref()) };
        report.map_or(&[], |report| &report.summary.currencies)
    }

    /// A connected organization to be changed, with everything that is known of it.
    pub(super) fn known(&mut self, id: OrganizationId) -> Option<Known<'_>> {
        match &mut self.connection {
            Connection::Connected(organization) | Connection::Sample(organization) if organization.id == id => {
                let (report, names, health) = (&mut self.report, &mut self.names, &mut self.health);
                Some(Known { organization, report, names, health })
            }
            _ => self.others.iter_mut().find(|other| other.organization.id == id).map(|other| Known {
                organization: &mut other.organization,
                report: &mut other.report,
                names: &mut other.names,
                health: &mut other.health,
            }),
        }
    }

    /// Shows another connected organization, with everything that is known of it. `false` when it is not connected.
    pub(super) fn switch_to(&mut self, id: OrganizationId) -> bool {
        if self.connection.organization().is_some_and(|shown| shown.id == id) {
            return true;
        }
        let Some(place) = self.others.iter().position(|other| other.organization.id == id) else { return false };
        self.look_anew();
        let next = self.others.remove(place);
        let before = std::mem::replace(&mut self.connection, Connection::Connected(next.organization));
        let (report, names, health) = (
            std::mem::replace(&mut self.report, next.report),
            std::mem::replace(&mut self.names, next.names),
            std::mem::replace(&mut self.health, next.health),
        );
        if let Connection::Connected(organization) = before {
            self.others.push(Other { organization, report, names, health });
        }
        true
    }

    /// Takes over who is connected and who of them is shown. Of whoever stays, what is known stays; nobody's figures and
    /// people are shown under another's name, and the sample is nobody else.
    pub(super) fn show(&mut self, connection: Connection, others: Vec<Organization>) {
        if self.connection.organization().map(|shown| shown.id) != connection.organization().map(|shown| shown.id) {
            self.look_anew();
        }
        let is_sample = |connection: &Connection| matches!(connection, Connection::Sample(_));
        let another_world = is_sample(&self.connection) != is_sample(&connection);
        let mut kept: Vec<Other> = if another_world { Vec::new() } else { std::mem::take(&mut self.others) };
        let (report, names, health) =
            (self.report.take(), std::mem::take(&mut self.names), std::mem::take(&mut self.health));
        if let (Some(shown), false) = (self.connection.organization().cloned(), another_world) {
            kept.push(Other { organization: shown, report, names, health });
        }
        if kept.iter().all(|kept| Some(kept.organization.id) != connection.organization().map(|shown| shown.id)) {
            self.news = News::default();
        }
        let mut take = |organization: Organization| {
            let place = kept.iter().position(|kept| kept.organization.id == organization.id);
            match place.map(|place| kept.swap_remove(place)) {
                Some(known) => Other { organization, ..known },
                None => Other { organization, report: None, names: Names::default(), health: Health::default() },
            }
        };
        if let Some(shown) = connection.organization().cloned() {
            Other { report: self.report, names: self.names, health: self.health, .. } = take(shown);
        }
        self.others = others.into_iter().map(take).collect();
        self.connection = connection;
    }

    /// What was looked for is somebody else's; how many days are looked at is the owner's own choice.
    fn look_anew(&mut self) {
        self.dashboard = None;
        self.looking = Looking { span: self.looking.span, ..Looking::default() };
    }

    /// The page that the window opens on when none is asked for.
    pub(super) fn page(&self) -> WindowPage {
        match self.connection {
            Connection::Connected(_) | Connection::Sample(_) => WindowPage::Dashboard,
            Connection::Starting | Connection::NotConnected => WindowPage::Connect,
        }
    }
}
