/// Whether a day has twice twelve hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// `2:02 PM`.
    Hours12,
    /// `14:02`.
    Hours24,
}

/// The owner's region as the system tells it. Nothing of it is checked: the view makes of it what can be made, and what
/// means nothing is written as in plain English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Region {
    /// The locale of numbers and amounts, as systems name it: `de-DE`, `de_DE.UTF-8`, `en_US@rg=dezzzz`; empty for none.
    pub numbers: String,
    /// The locale of dates and times, likewise.
    pub dates: String,
    /// The clock that the owner chose, where it may be another than their region's.
    pub clock: Option<Clock>,
    /// The decimal mark that the owner chose, likewise.
    pub decimal: Option<char>,
    /// The mark between groups of digits that the owner chose, likewise.
    pub group: Option<char>,
}

impl Region {
    /// The region of one locale, with nothing chosen beside it.
    pub fn of(locale: &str) -> Self {
        Self { numbers: locale.to_owned(), dates: locale.to_owned(), ..Self::default() }
    }
}
