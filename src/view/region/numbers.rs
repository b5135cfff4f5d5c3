use super::locale::Locale;
use super::marks::{self, Marks};
use super::place::Place;
use crate::app::Region;

/// How numbers and amounts are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    counts: Marks,
    amounts: Marks,
    place: Place,
}

impl Default for Numbers {
    /// As in English: `1,204.50`, `$5`.
    fn default() -> Self {
        Self { counts: Marks::ENGLISH, amounts: Marks::ENGLISH, place: Place::Before }
    }
}

impl Numbers {
    /// As in the owner's region, with the marks that they chose; in English where the region says nothing.
    pub fn of(region: &Region) -> Self {
        let locale = Locale::parse(&region.numbers);
        let known = locale.and_then(|locale| {
            let counts = Marks::of(&locale)?;
            Some(Self { counts, amounts: of_amounts(&locale, counts), place: Place::of(&locale) })
        });
        let known = known.unwrap_or_default();
        Self {
            counts: chosen(known.counts, known.counts, region),
            amounts: chosen(known.amounts, known.counts, region),
            ..known
        }
    }

    /// A count of things: `1,200`.
    pub fn count(&self, number: u64) -> String {
        self.counts.grouped(number.into())
    }

    /// `1 order`, `9 orders`.
    pub fn things(&self, number: u64, one: &str, several: &str) -> String {
        format!("{} {}", self.count(number), if number == 1 { one } else { several })
    }

    /// A number of major units.
    pub(in crate::view) fn major(&self, number: u128) -> String {
        self.amounts.grouped(number)
    }

    /// The mark before an amount's decimals.
    pub(in crate::view) fn decimal(&self) -> char {
        self.amounts.decimal
    }

    /// The mark before the decimals of what is no amount.
    pub(in crate::view) fn plain_decimal(&self) -> char {
        self.counts.decimal
    }

    /// Where a currency's symbol stands.
    pub(in crate::view) fn place(&self) -> Place {
        self.place
    }
}

/// Two regions write amounts otherwise than other numbers (`currencyGroup`, `currencyDecimal` in CLDR).
fn of_amounts(locale: &Locale, counts: Marks) -> Marks {
    match (locale.language(), locale.region()) {
        ("de", Some("AT")) => Marks { group: Some('.'), ..counts },
        ("fr", Some("CH")) => Marks { decimal: '.', ..counts },
        _ => counts,
    }
}

/// With the owner's marks where they are others than those of the locale's numbers: the system tells them in any case. Marks
/// by which a number could not be read again are not taken.
fn chosen(marks: Marks, usual: Marks, region: &Region) -> Marks {
    let chosen =
        |mark: Option<char>, usual: Option<char>| mark.filter(|mark| Some(*mark) != usual && marks::is_a_mark(*mark));
    let decimal = chosen(region.decimal, Some(usual.decimal)).unwrap_or(marks.decimal);
    let group = chosen(region.group, usual.group).or(marks.group);
    if group == Some(decimal) { marks } else { Marks { decimal, group, ..marks } }
}
