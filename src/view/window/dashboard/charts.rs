use jiff::civil::Date;

use super::Shown;
use super::axis::{Axis, thousandth};
use crate::figures::{Dates, DayFigures};
use crate::view::lines::UNKNOWN;
use crate::view::terms::capitalized;
use crate::view::window::blocks::{Block, Card, Chart, Guide, Place, Point};
use crate::view::window::controls::Button;
use crate::view::window::drawing::{Drawing, Marks};
use crate::view::window::said::{Listed, Said};
use crate::view::words;
use crate::view::words::dashboard::Course;

/// How many days are named below a chart at most.
const NAMED: usize = 6;

/// A value of a day; `None` where it is not known.
type Value = Option<i128>;

/// What a chart is of.
struct Subject<'a> {
    id: &'a str,
    heading: &'a str,
    note: String,
    marks: Marks,
    place: Place,
    buttons: Vec<Button>,
    /// Said when every value is zero.
    nothing: String,
    /// The smallest step between two lines.
    least: i64,
    write: &'a dyn Fn(i128) -> String,
    write_guide: &'a dyn Fn(i128) -> String,
    now: Vec<Value>,
    before: Vec<Value>,
    /// The chart in a sentence.
    sentence: String,
    legend: Vec<String>,
    heads: Vec<String>,
}

impl Shown<'_> {
    /// Revenue by day, recurring revenue and active subscriptions.
    pub fn charts(&self) -> ([Card; 3], [Drawing; 3]) {
        let [(first, one), (second, two), (third, three)] = [self.revenue(), self.mrr(), self.active()];
        ([first, second, third], [one, two, three])
    }

    /// Revenue by day, with the days before behind it.
    fn revenue(&self) -> (Card, Drawing) {
        let basis = self.model.settings.revenue;
        let of = |day: &DayFigures| day.sales.as_ref().map(|sales| sales.shown(basis).minor(self.currency));
        let now = self.values(of);
        let before: Vec<Value> = self.dashboard.days_before.days.iter().map(of).collect();
        let sum = |values: &[Value]| values.iter().copied().sum::<Value>();
        let (days, days_before) = (self.span_words(), self.before_words());
        let amount = |value: Value| value.map_or_else(|| UNKNOWN.to_owned(), |minor| self.menu(minor));
        let best = self.best(&now);
        let best = best.as_ref().map(|(day, most)| (day.as_str(), most.as_str()));
        self.chart(Subject {
            id: "revenue",
            heading: words::dashboard::REVENUE_BY_DAY,
            note: words::basis(basis).map(capitalized).unwrap_or_default(),
            marks: Marks::Bars,
            place: Place::Wide,
            buttons: vec![self.export(Listed::Days)],
            nothing: words::dashboard::nothing_sold(self.of_several().as_deref()),
            least: 1,
            write: &|minor| self.menu(minor),
            write_guide: &|minor| self.guide(minor),
            sentence: words::dashboard::revenue_by_day(
                &days,
                &amount(sum(&now)),
                best,
                &days_before,
                &amount(sum(&before)),
            ),
            legend: vec![days, days_before],
            heads: [
                words::dashboard::DAY,
                words::dashboard::REVENUE,
                words::dashboard::DAY_BEFORE,
                words::dashboard::ITS_REVENUE,
            ]
            .map(str::to_owned)
            .into(),
            now,
            before,
        })
    }

    /// Monthly recurring revenue at the end of each day.
    fn mrr(&self) -> (Card, Drawing) {
        let now = self.values(|day| day.standing.as_ref().map(|standing| standing.mrr.minor(self.currency)));
        let sentence = self.course(Course::Mrr, &now, &|minor| self.menu(minor));
        self.chart(Subject {
            id: "mrr",
            heading: words::dashboard::MRR,
            note: words::dashboard::END_OF_EACH_DAY.to_owned(),
            marks: Marks::Line,
            place: Place::Start,
            buttons: Vec::new(),
            nothing: words::dashboard::no_recurring_revenue(self.of_several().as_deref()),
            least: 1,
            write: &|minor| self.menu(minor),
            write_guide: &|minor| self.guide(minor),
            sentence,
            legend: Vec::new(),
            heads: [words::dashboard::DAY, words::dashboard::MRR].map(str::to_owned).into(),
            now,
            before: Vec::new(),
        })
    }

    /// Active subscriptions at the end of each day.
    fn active(&self) -> (Card, Drawing) {
        let now = self.values(|day| day.standing.as_ref().map(|standing| i128::from(standing.active)));
        let write = |number: i128| self.count(u64::try_from(number).unwrap_or_default());
        let sentence = self.course(Course::Active, &now, &write);
        self.chart(Subject {
            id: "active",
            heading: words::dashboard::ACTIVE_SUBSCRIPTIONS,
            note: words::dashboard::END_OF_EACH_DAY.to_owned(),
            marks: Marks::Line,
            place: Place::End,
            buttons: Vec::new(),
            nothing: words::dashboard::NO_SUBSCRIPTIONS_IN_THESE_DAYS.to_owned(),
            least: 1,
            write: &write,
            write_guide: &write,
            sentence,
            legend: Vec::new(),
            heads: [words::dashboard::DAY, words::dashboard::ACTIVE].map(str::to_owned).into(),
            now,
            before: Vec::new(),
        })
    }

    fn values(&self, of: impl Fn(&DayFigures) -> Value) -> Vec<Value> {
        self.dashboard.days.days.iter().map(of).collect()
    }

    /// The best day and its value; none where none brought anything.
    fn best(&self, values: &[Value]) -> Option<(String, String)> {
        let known = self.dashboard.days.days.iter().zip(values);
        let (day, value) = known.filter_map(|(day, value)| Some((day, (*value)?))).max_by_key(|(_, value)| *value)?;
        (value > 0).then(|| (self.day_words(day.date), self.menu(value)))
    }

    /// Where a figure came from and where it is, in a sentence.
    fn course(&self, of: Course, values: &[Value], write: &dyn Fn(i128) -> String) -> String {
        let mut known = values.iter().flatten();
        let days = self.span_words();
        match (known.next(), known.last()) {
            (Some(first), Some(last)) => words::dashboard::course(of, &days, &write(*first), &write(*last)),
            (Some(only), None) => words::dashboard::course_of_one_day(of, &write(*only)),
            (None, _) => words::dashboard::course_unknown(of, &days),
        }
    }

    fn chart(&self, subject: Subject<'_>) -> (Card, Drawing) {
        let drawn = |values: &[Value]| values.iter().map(|value| value.map(clamped)).collect::<Vec<Option<i64>>>();
        let (now, before) = (drawn(&subject.now), drawn(&subject.before));
        let axis = Axis::around(now.iter().chain(&before).copied().flatten(), subject.least);
        let known = subject.now.iter().chain(&subject.before).flatten();
        let nothing = match (subject.now.iter().all(Option::is_none), known.clone().all(|value| *value == 0)) {
            (true, _) => Some(words::dashboard::DAYS_DOWNLOADING.to_owned()),
            (false, true) => Some(subject.nothing),
            (false, false) => None,
        };
        let across = axis
            .across
            .iter()
            .map(|value| Guide { at: axis.height(*value), text: (subject.write_guide)(i128::from(*value)) });
        let chart = Chart {
            sentence: subject.sentence,
            legend: subject.legend,
            across: across.collect(),
            below: self.below(),
            points: self.points(&subject.now, &subject.before, subject.write),
            heads: subject.heads,
            as_table: words::dashboard::AS_TABLE.to_owned(),
        };
        let card = Card {
            id: subject.id.to_owned(),
            heading: subject.heading.to_owned(),
            note: subject.note,
            buttons: subject.buttons,
            place: subject.place,
            nothing,
            block: Block::Chart(chart),
        };
        let drawing = Drawing {
            id: subject.id.to_owned(),
            marks: subject.marks,
            lowest: axis.lowest,
            highest: axis.highest,
            across: axis.across,
            now,
            before,
        };
        (card, drawing)
    }

    fn points(&self, now: &[Value], before: &[Value], write: &dyn Fn(i128) -> String) -> Vec<Point> {
        let write = |value: Value| value.map_or_else(|| UNKNOWN.to_owned(), write);
        let (days, days_before) = (&self.dashboard.days.days, &self.dashboard.days_before.days);
        let point = |(at, (day, value)): (usize, (&DayFigures, &Value))| {
            let earlier = days_before.get(at).zip(before.get(at));
            Point {
                day: self.day_words(day.date),
                value: write(*value),
                day_before: earlier.map(|(day, _)| self.day_words(day.date)),
                before: earlier.map(|(_, value)| write(*value)),
            }
        };
        days.iter().zip(now).enumerate().map(point).collect()
    }

    /// A few of the days, evenly spread, the last one among them.
    fn below(&self) -> Vec<Guide> {
        let days = &self.dashboard.days.days;
        let each = days.len().div_ceil(NAMED + usize::from(days.len() <= NAMED + 1)).max(1);
        let last = days.len().saturating_sub(1);
        let named = |at: usize| (last - at).is_multiple_of(each);
        let guide = |(at, day): (usize, &DayFigures)| Guide {
            at: thousandth(2 * at as i128 + 1, 2 * days.len() as i128),
            text: self.short_day_words(day.date, days.len()),
        };
        days.iter().enumerate().filter(|(at, _)| named(*at)).map(guide).collect()
    }

    /// `Sun, 22 Nov`, with the year where it is another than today's.
    fn day_words(&self, date: Date) -> String {
        let (today, dates) = (self.dashboard.days.today, self.when.dates());
        let day = if date.year() == today.year() { dates.weekday(date) } else { dates.weekday_of_year(date) };
        if date == today { words::dashboard::so_far(&day) } else { day }
    }

    fn short_day_words(&self, date: Date, of: usize) -> String {
        match of {
            ..=7 => date.strftime("%a %-d").to_string(),
            8..=100 => self.when.dates().day(date),
            _ => date.strftime("%b %Y").to_string(),
        }
    }

    /// The days that are shown, within a sentence.
    fn span_words(&self) -> String {
        self.first_to_last(self.dates.0)
    }

    fn first_to_last(&self, dates: Option<Dates>) -> String {
        dates.map(|dates| self.when.dates().span(dates.first, dates.last)).unwrap_or_default()
    }

    fn before_words(&self) -> String {
        self.first_to_last(self.dates.1)
    }
}

/// What can be drawn of a value.
fn clamped(minor: i128) -> i64 {
    i64::try_from(minor.clamp(i128::from(i64::MIN / 8), i128::from(i64::MAX / 8))).unwrap_or_default()
}

impl Shown<'_> {
    /// The button that writes something to a file.
    pub fn export(&self, of: Listed) -> Button {
        let organization = self.model.connection.organization().map(|shown| shown.id.0).unwrap_or_default();
        Button { label: words::dashboard::EXPORT.to_owned(), says: Said::Export { of, organization }, question: None }
    }
}
