//! How much room the title takes in the menu bar. A title that becomes shorter and longer again pushes its neighbours about;
//! so its place grows at once and shrinks only when another day begins, or when its owner has made it another title.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::{Connection, Model};
use crate::domain::OrganizationId;
use crate::figures::RevenueBasis;

/// Which titles take turns in the same place. While this stays the same, only the figures in the title change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    day: Date,
    shown: Shown,
    template: String,
    show_zero: bool,
    revenue: RevenueBasis,
    hidden: bool,
}

/// Whose figures the title has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Nobody,
    Account(OrganizationId),
    Sample,
}

impl Place {
    /// The place of the title of `model` at `now`.
    pub(in crate::view) fn of(model: &Model, now: Timestamp) -> Self {
        let settings = &model.settings;
        Self {
            day: now.to_zoned(model.time_zone.clone()).date(),
            shown: match &model.connection {
                Connection::Starting | Connection::NotConnected => Shown::Nobody,
                Connection::Connected(organization) => Shown::Account(organization.id),
                Connection::Sample(_) => Shown::Sample,
            },
            template: settings.title.clone(),
            show_zero: settings.show_zero,
            revenue: settings.revenue,
            hidden: settings.hide_amounts,
        }
    }
}

/// How wide the item in the menu bar is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As wide as it needs to be.
    Own,
    /// As wide as it was before this title.
    AsBefore,
}

/// The widest title that a place has had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Widest(Option<(Place, u32)>);

impl Widest {
    /// How wide the item is to be for a title of `width`, in whole points as measured in the bar's own font; 0 is the icon
    /// alone.
    pub fn take(&mut self, place: &Place, width: u32) -> Width {
        match &self.0 {
            Some((before, widest)) if before == place && 0 < width && width < *widest => Width::AsBefore,
            _ => {
                self.0 = Some((place.clone(), width));
                Width::Own
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::view::samples::*;

    #[test]
    fn the_place_grows_at_once_and_shrinks_for_no_figure() {
        let place = Place::of(&connected(report()), now());
        let mut widest = Widest::default();
        for (width, expected) in [
            (40, Width::Own),
            (40, Width::Own),
            (55, Width::Own),
            (40, Width::AsBefore),
            (54, Width::AsBefore),
            (55, Width::Own),
            (56, Width::Own),
            (55, Width::AsBefore),
            // The icon alone takes no room for a text, and neither does what follows it.
            (0, Width::Own),
            (40, Width::Own),
            (39, Width::AsBefore),
        ] {
            assert_eq!(widest.take(&place, width), expected, "{width}");
        }
    }

    #[test]
    fn another_day_and_another_title_begin_anew() {
        let model = connected(report());
        let today = Place::of(&model, now());
        let changed = |change: fn(&mut Model)| {
            let mut model = model.clone();
            change(&mut model);
            Place::of(&model, now())
        };
        for (what, place) in [
            ("the day", Place::of(&model, now() + SignedDuration::from_hours(12))),
            ("the template", changed(|model| model.settings.title = "{mrr}".to_owned())),
            ("hidden amounts", changed(|model| model.settings.hide_amounts = true)),
            ("a zero", changed(|model| model.settings.show_zero = true)),
            ("what counts", changed(|model| model.settings.revenue = RevenueBasis::AfterFees)),
            ("the sample", Place::of(&sample(report()), now())),
            ("no account", Place::of(&not_connected(), now())),
        ] {
            let mut widest = Widest::default();
            assert_eq!(widest.take(&today, 55), Width::Own);
            assert_eq!(widest.take(&place, 30), Width::Own, "{what}");
            assert_eq!(widest.take(&place, 29), Width::AsBefore, "{what}");
        }
    }

    #[test]
    fn figures_trouble_and_time_change_no_place() {
        let mut model = connected(report());
        let place = Place::of(&model, now());
        model.report = None;
        model.health.trouble = Some(crate::app::Trouble::TokenRejected);
        assert_eq!(Place::of(&model, now() + SignedDuration::from_hours(1)), place);
    }
}
