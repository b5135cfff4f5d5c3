/// What the owner chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Amounts are shown as `•••` in bar, menu, window and notifications.
    pub hide_amounts: bool,
    /// New orders and subscriptions are announced.
    pub notifications: bool,
    /// Customers' names are shown in notifications.
    pub names_in_notifications: bool,
    /// Notifications make a sound.
    pub sound: bool,
    /// A named time zone instead of this computer's.
    pub time_zone: Option<String>,
    /// The template of the title.
    pub title: String,
    /// Show `$0` in the title before the day's first sale, instead of the icon alone.
    pub show_zero: bool,
    /// Minutes between two refreshes.
    pub interval_minutes: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hide_amounts: false,
            notifications: true,
            names_in_notifications: true,
            sound: true,
            time_zone: None,
            title: "{revenue} · +{new_subscriptions}".to_owned(),
            show_zero: false,
            interval_minutes: 1,
        }
    }
}
