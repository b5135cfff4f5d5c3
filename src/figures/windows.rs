/// How many weeks back the usual of a weekday is taken from.
const WEEKS: [i64; 4] = [1, 2, 3, 4];

/// One value for each period of a summary, by name.
#[derive(Clone, Debug)]
pub(super) struct Windows<T> {
    pub today: T,
    pub yesterday: T,
    pub this_week: T,
    pub this_month: T,
    pub last_30_days: T,
    pub all_time: T,
    pub week_before: T,
    pub month_before: T,
    pub thirty_days_before: T,
    /// The same weekday one to four weeks ago, up to this time of day.
    pub usual: [T; WEEKS.len()],
    /// Each of the last 30 days, oldest first, ending with today.
    pub days: Vec<T>,
}

/// One value for each week that a weekday's usual is taken from.
pub(super) fn usual<T>(of: impl FnMut(i64) -> T) -> [T; WEEKS.len()] {
    WEEKS.map(of)
}

/// One value for each of the last 30 days, oldest first, from how many days ago it was.
pub(super) fn days<T>(of: impl FnMut(i64) -> T) -> Vec<T> {
    (0..30).rev().map(of).collect()
}

impl<T> Windows<T> {
    /// Turns every value into another, always in this one order: the only place that knows it.
    pub fn map<U>(self, mut each: impl FnMut(T) -> U) -> Windows<U> {
        Windows {
            today: each(self.today),
            yesterday: each(self.yesterday),
            this_week: each(self.this_week),
            this_month: each(self.this_month),
            last_30_days: each(self.last_30_days),
            all_time: each(self.all_time),
            week_before: each(self.week_before),
            month_before: each(self.month_before),
            thirty_days_before: each(self.thirty_days_before),
            usual: self.usual.map(&mut each),
            days: self.days.into_iter().map(each).collect(),
        }
    }
}
