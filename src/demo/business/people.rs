use jiff::{SignedDuration, Timestamp};

use super::chance::{chance, weighted};
use crate::demo::rows::CustomerRow;
use crate::demo::shop::Shop;
use crate::domain::CustomerId;

const FIRST: [&str; 28] = [
    "Amara", "Anna", "Bea", "Chidi", "Clara", "Diego", "Elif", "Emma", "Farid", "Grace", "Hana", "Ines", "Jonas",
    "Kenji", "Lars", "Lucía", "Maya", "Mei", "Noah", "Nora", "Oskar", "Priya", "Quinn", "Rosa", "Samir", "Theo",
    "Yuki", "Zoë",
];
const LAST: [&str; 28] = [
    "Abara", "Berg", "Costa", "Dubois", "Eriksen", "Fischer", "García", "Haddad", "Ito", "Jansen", "Kowalski",
    "Larsson", "Moreau", "Nakamura", "Novák", "O'Neill", "Okafor", "Patel", "Quist", "Rossi", "Sato", "Schmidt",
    "Tanaka", "Ueda", "Vogel", "Walker", "Young", "Øster",
];

/// Names that someone will write into a form one day.
const ODD: [&str; 6] = [
    "<img src=x onerror=alert(1)>",
    "<b>Bold</b> & Sons",
    "\u{202e}moc.elpmaxe",
    "Robert'); DROP TABLE orders;--",
    "🦊",
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh von und zu Ravensburg-Hohenstein-Langenfeld, on behalf of the \
     Society for the Preservation of Unreasonably Long Names and Other Curiosities of the Written Word, Department II",
];

const COUNTRIES: [(&str, u32); 14] = [
    ("US", 520),
    ("CA", 50),
    ("AU", 35),
    ("IN", 35),
    ("BR", 20),
    ("DE", 90),
    ("FR", 60),
    ("ES", 30),
    ("NL", 30),
    ("IT", 20),
    ("GB", 60),
    ("JP", 45),
    ("SE", 20),
    ("MX", 15),
];

/// Someone who buys: every sixth time somebody who bought before.
pub(super) fn buyer(shop: &mut Shop, at: Timestamp) -> CustomerId {
    if chance(&mut shop.rng, 160)
        && let Some(order) = shop.rng.choice(&shop.orders)
    {
        return order.customer_id;
    }
    newcomer(shop, at)
}

/// For how long the shop had prices in pounds and yen.
const LOCAL_PRICES: SignedDuration = SignedDuration::from_hours(24 * 540);

/// Someone new.
pub(super) fn newcomer(shop: &mut Shop, at: Timestamp) -> CustomerId {
    let id = CustomerId(shop.uuid());
    let number = shop.customers.len() + 1;
    let rng = &mut shop.rng;
    let name: Option<Box<str>> = match rng.u32(0..1000) {
        0..110 => None,
        110..118 => rng.choice(ODD).map(Into::into),
        _ => Some(format!("{} {}", rng.choice(FIRST).unwrap_or_default(), rng.choice(LAST).unwrap_or_default()).into()),
    };
    let country = weighted(rng, &COUNTRIES, |country| country.1).map_or("US", |country| country.0);
    // The shop gave up prices in pounds and yen after its first years.
    let local_prices = at.duration_since(shop.organization.created_at) < LOCAL_PRICES;
    let country = if matches!(country, "GB" | "JP") && !local_prices { "US" } else { country };
    let row = CustomerRow {
        id,
        created_at: at,
        external_id: chance(rng, 300).then(|| format!("user_{number}").into()),
        email: Some(format!("customer{number}@example.test").into()),
        name,
        country,
        deleted_at: None,
    };
    shop.customers.insert(id, row);
    id
}

/// Some who bought long ago have had themselves deleted since.
pub(super) fn forget_some(shop: &mut Shop, now: Timestamp) {
    for customer in shop.customers.values_mut() {
        let later = customer.created_at.checked_add(SignedDuration::from_hours(24 * 40)).ok();
        customer.deleted_at = later.filter(|at| *at < now && chance(&mut shop.rng, 12));
    }
}
