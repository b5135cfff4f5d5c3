use std::borrow::Cow;

use crate::money::Currency;

/// Code, the symbol used at home, and the one that tells it from others with the same symbol.
const SYMBOLS: &[(&str, &str, &str)] = &[
    ("usd", "$", "$"),
    ("aud", "$", "A$"),
    ("cad", "$", "CA$"),
    ("clp", "$", "CLP$"),
    ("cop", "$", "COP$"),
    ("hkd", "$", "HK$"),
    ("mxn", "$", "MX$"),
    ("nzd", "$", "NZ$"),
    ("sgd", "$", "S$"),
    ("twd", "$", "NT$"),
    ("ars", "$", "AR$"),
    ("brl", "R$", "R$"),
    ("eur", "€", "€"),
    ("gbp", "£", "£"),
    ("egp", "£", "E£"),
    ("jpy", "¥", "¥"),
    ("cny", "¥", "CN¥"),
    ("krw", "₩", "₩"),
    ("inr", "₹", "₹"),
    ("pkr", "₨", "PKR"),
    ("lkr", "₨", "LKR"),
    ("ils", "₪", "₪"),
    ("ngn", "₦", "₦"),
    ("php", "₱", "₱"),
    ("rub", "₽", "₽"),
    ("thb", "฿", "฿"),
    ("try", "₺", "₺"),
    ("uah", "₴", "₴"),
    ("vnd", "₫", "₫"),
    ("kzt", "₸", "₸"),
    ("gel", "₾", "₾"),
    ("crc", "₡", "₡"),
    ("sek", "kr", "SEK"),
    ("nok", "kr", "NOK"),
    ("dkk", "kr", "DKK"),
    ("isk", "kr", "ISK"),
    ("pln", "zł", "zł"),
    ("czk", "Kč", "Kč"),
    ("huf", "Ft", "Ft"),
    ("ron", "lei", "lei"),
    ("zar", "R", "R"),
];

fn entry(currency: Currency) -> Option<(&'static str, &'static str)> {
    SYMBOLS.iter().find(|(code, ..)| *code == currency.code()).map(|(_, home, apart)| (*home, *apart))
}

/// What stands beside an amount: the symbol used at home while no other currency in play has the same; the code in
/// capitals for a currency without one.
pub(super) fn symbol(currency: Currency, in_play: &[Currency]) -> Cow<'static, str> {
    let Some((home, apart)) = entry(currency) else { return currency.code().to_uppercase().into() };
    let shared =
        in_play.iter().any(|other| *other != currency && entry(*other).is_some_and(|(theirs, _)| theirs == home));
    if shared { apart.into() } else { home.into() }
}
