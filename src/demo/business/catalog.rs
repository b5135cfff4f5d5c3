use jiff::Timestamp;

use crate::demo::rows::{DiscountKind, DiscountRow, Duration, PriceRow, ProductRow};
use crate::demo::shop::Shop;
use crate::domain::{Cadence, Interval, ProductId};
use crate::money::Currency;

/// A product that renews, and how its subscribers behave.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub product: ProductId,
    /// How many of a thousand subscribers choose it.
    pub share: u32,
    /// How many of a thousand leave in a cycle.
    pub leaving: u32,
    /// How many of a thousand begin with its trial.
    pub trying: u32,
    /// Whether usage is billed on top.
    pub metered: bool,
}

/// Name, prices in US dollars, euros, pounds and yen.
struct Once(&'static str, [i64; 4]);

const ONCE: [Once; 4] = [
    Once("Driftnote for Mac", [3900, 3900, 3400, 5800]),
    Once("Tidepool Icon Set", [1900, 1800, 1500, 2900]),
    Once("Shoreline Templates", [1200, 1200, 1000, 1800]),
    Once(
        "The Complete Heron & Reed Bundle: Driftnote for Mac, Tidepool Icon Set, Shoreline Templates, every colour theme \
         of the last three seasons, the printed handbook as PDF and EPUB, and a year of early access to what comes next",
        [8900, 8900, 7900, 12_800],
    ),
];

/// Name, interval, prices, trial in days, and the plan's habits: share, leaving, trying, metered.
struct Renewing(&'static str, Interval, [i64; 4], Option<u32>, (u32, u32, u32, bool));

fn renewing() -> [Renewing; 6] {
    [
        Renewing("Driftnote Pro", Interval::Month, [900, 900, 800, 1300], Some(14), (510, 135, 560, false)),
        Renewing("Driftnote Pro (Yearly)", Interval::Year, [9000, 9000, 7900, 12_900], None, (100, 380, 0, false)),
        Renewing("Driftnote Team", Interval::Month, [2900, 2700, 2400, 4200], None, (90, 95, 0, true)),
        Renewing("Marginalia Weekly", Interval::Week, [300, 300, 250, 450], None, (90, 95, 0, false)),
        Renewing("Studio Day Pass", Interval::Day, [400, 400, 350, 600], None, (60, 260, 0, false)),
        Renewing("Driftnote Free", Interval::Month, [0, 0, 0, 0], None, (150, 130, 0, false)),
    ]
}

/// The currencies that prices are in, in their order.
pub(super) const CURRENCIES: [&str; 4] = ["usd", "eur", "gbp", "jpy"];

/// Puts products and discounts into a shop.
pub(super) fn stock(shop: &mut Shop, at: Timestamp) -> Vec<Plan> {
    for Once(name, amounts) in ONCE {
        product(shop, at, name, amounts, None, None);
    }
    let plans = renewing().map(|Renewing(name, interval, amounts, trial, (share, leaving, trying, metered))| Plan {
        product: product(shop, at, name, amounts, Some(Cadence { interval, count: 1 }), trial),
        share,
        leaving,
        trying,
        metered,
    });
    let five = CURRENCIES.iter().zip([500, 500, 400, 700]);
    let five = five.filter_map(|(code, minor)| Some((Currency::parse(code).ok()?, minor))).collect();
    for (name, code, kind, duration) in [
        ("Launch week", "HELLO20", DiscountKind::Percentage(2000), Duration::Once),
        ("Early bird", "EARLYBIRD", DiscountKind::Percentage(3000), Duration::Forever),
        ("Five off", "FIVEOFF", DiscountKind::Fixed(five), Duration::Once),
        ("For friends", "FRIENDS", DiscountKind::Percentage(10_000), Duration::Once),
    ] {
        let row = DiscountRow { id: shop.uuid(), created_at: at, name: name.into(), code: code.into(), kind, duration };
        shop.discounts.push(row);
    }
    plans.to_vec()
}

fn product(
    shop: &mut Shop,
    created_at: Timestamp,
    name: &str,
    amounts: [i64; 4],
    cadence: Option<Cadence>,
    trial_days: Option<u32>,
) -> ProductId {
    let id = ProductId(shop.uuid());
    let priced = CURRENCIES.iter().zip(amounts);
    let prices = priced
        .filter_map(|(code, amount)| Some(PriceRow { id: shop.uuid(), amount, currency: Currency::parse(code).ok()? }));
    let prices = prices.collect();
    let row = ProductRow { id, created_at, name: name.into(), trial_days, cadence, prices, is_archived: false };
    shop.products.push(row);
    id
}
