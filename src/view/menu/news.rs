use super::SENTENCE;
use crate::app::Model;
use crate::view::amount::Amounts;
use crate::view::notices;
use crate::view::when::When;
use crate::view::words::menu as words;

/// What came since the owner last looked: `Since 9:40: 3 orders, $87, 1 cancellation`. `None` when nothing did.
pub(in crate::view) fn news(model: &Model, when: &When) -> Option<String> {
    let since = when.clock(model.news.since?);
    let tally = &model.news.tally();
    // Of another organization than the one that is shown, too: its dollars must not look like these.
    let shown = model.report.iter().flat_map(|report| report.summary.currencies.iter().copied());
    let amounts = Amounts::among(shown.chain(tally.revenue.currencies()), &model.region);
    let amounts = amounts.hidden(model.settings.hide_amounts);
    let room = SENTENCE.saturating_sub(words::news(&since, "").chars().count());
    notices::listed(tally, &amounts, room).map(|news| words::news(&since, &news))
}
