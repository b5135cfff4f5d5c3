use super::amount::Amounts;
use super::bar_chart::Bars;
use super::sparkline::sparkline;
use super::words::figures as words;
pub(super) use super::words::figures::change;
use crate::figures::{Comparison, PeriodFigures, Summary};
use crate::money::{Currency, Totals};

/// What stands where nothing is known.
pub(super) const UNKNOWN: &str = "—";

/// A figure of the menu and of the terminal: what it is, what it says, what that means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub label: String,
    pub value: String,
    pub note: String,
}

impl Line {
    fn unknown(label: &str) -> Vec<Self> {
        vec![Self { label: label.to_owned(), value: UNKNOWN.to_owned(), note: String::new() }]
    }
}

/// What the lines are written from.
pub(super) struct Figures<'a> {
    pub summary: &'a Summary,
    pub amounts: &'a Amounts,
}

impl Figures<'_> {
    /// Today's revenue. Its label says what counts as revenue where that is not Polar's own.
    pub fn today(&self) -> Vec<Line> {
        let label = words::today(self.summary.basis);
        self.period(label, &self.summary.today, self.summary.usual_by_now.as_ref(), words::VS_USUAL_BY_NOW)
    }

    /// The revenue of the other periods, one line for each currency.
    pub fn periods(&self) -> Vec<Line> {
        let of = self.summary;
        [
            self.period(words::YESTERDAY, &of.yesterday, None, ""),
            self.period(words::THIS_WEEK, &of.this_week, of.week_before.as_ref(), ""),
            self.period(words::THIS_MONTH, &of.this_month, of.month_before.as_ref(), words::VS_SAME_DAYS),
            self.period(words::LAST_30_DAYS, &of.last_30_days, None, ""),
        ]
        .concat()
    }

    fn period(&self, label: &str, figures: &PeriodFigures, against: Option<&Comparison>, what: &str) -> Vec<Line> {
        if !figures.complete {
            return Line::unknown(label);
        }
        let revenue = self.summary.shown(figures);
        let line = |currency: Currency| Line {
            label: label.to_owned(),
            value: self.amounts.menu(revenue.minor(currency), currency),
            note: against
                .and_then(|against| against.percent(currency))
                .map_or_else(String::new, |to| change(to, what, self.amounts.numbers())),
        };
        selling(self.summary).into_iter().map(line).collect()
    }

    /// Recurring revenue, one line for each currency.
    pub fn recurring(&self) -> Vec<Line> {
        let Some(recurring) = &self.summary.recurring else { return Line::unknown(words::MRR) };
        let line = |currency: Currency| Line {
            label: words::MRR.to_owned(),
            value: self.amounts.menu(recurring.mrr.minor(currency), currency),
            note: words::arr(&self.amounts.bar(recurring.arr.minor(currency), currency)),
        };
        occurring(self.summary, &[&recurring.mrr]).into_iter().map(line).collect()
    }

    /// The last 30 days of the currency with the most orders, as blocks.
    pub fn sparkline(&self) -> String {
        self.last_days().map_or_else(|| UNKNOWN.to_owned(), |(_, days)| sparkline(&days))
    }

    /// The same days as a picture, and what a screen reader says of it.
    pub fn picture(&self) -> Option<(Bars, String)> {
        let (currency, days) = self.last_days()?;
        let (least, most, today) = (days.iter().min()?, days.iter().max()?, days.last()?);
        let spoken = if self.amounts.are_hidden() {
            words::LAST_DAYS_HIDDEN.to_owned()
        } else {
            let [least, most, today] = [least, most, today].map(|day| self.amounts.menu(*day, currency));
            words::last_days(&least, &most, &today)
        };
        Some((Bars::of(&days), spoken))
    }

    fn last_days(&self) -> Option<(Currency, Vec<i128>)> {
        let currency = *selling(self.summary).first()?;
        let days = &self.summary.last_30_days_revenue;
        self.summary.last_30_days.complete.then(|| (currency, days.iter().map(|day| day.minor(currency)).collect()))
    }

    /// Today's orders and new subscriptions.
    pub fn counts(&self) -> String {
        let today = &self.summary.today;
        if !today.complete {
            return words::UNKNOWN_ORDERS.to_owned();
        }
        words::counts(today.orders, today.new_subscriptions, self.amounts.numbers())
    }

    /// The active subscriptions and their parts.
    pub fn subscriptions(&self) -> String {
        let recurring = self.summary.recurring.as_ref();
        recurring.map_or_else(
            || words::UNKNOWN_SUBSCRIPTIONS.to_owned(),
            |recurring| words::subscriptions(recurring, self.amounts.numbers()),
        )
    }
}

/// The currencies in which something was sold in the periods that are shown: the same rows for every period, and none
/// for a currency that only a fee is in, unless the owner looks at what is left after fees.
pub(super) fn selling(summary: &Summary) -> Vec<Currency> {
    let shown = [&summary.today, &summary.yesterday, &summary.this_week, &summary.this_month, &summary.last_30_days];
    let sums = shown.map(|figures| summary.shown(figures));
    occurring(summary, &sums.each_ref())
}

/// The summary's currencies that occur in one of these sums; its first, or else dollars, when none does.
fn occurring(summary: &Summary, sums: &[&Totals]) -> Vec<Currency> {
    let occurs = |currency: &Currency| sums.iter().any(|totals| totals.minor(*currency) != 0);
    let found: Vec<Currency> = summary.currencies.iter().copied().filter(occurs).collect();
    if found.is_empty() { vec![summary.currencies.first().copied().unwrap_or(Currency::USD)] } else { found }
}
