use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_decimal::preferences::NumberingSystem;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale_core::extensions::unicode::value;

use super::locale::Locale;

/// The marks within a number, and where those between groups stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// Before the decimals.
    pub decimal: char,
    /// Between groups; `None` where digits stand ungrouped.
    pub group: Option<char>,
    /// How many digits the last group has.
    pub last: usize,
    /// How many every other group has: two in India.
    pub other: usize,
    /// Numbers of fewer digits are not grouped: `1234`, but `12.345` in Spain.
    pub least: usize,
}

impl Marks {
    /// `1,204.50`.
    pub const ENGLISH: Self = Self { decimal: '.', group: Some(','), last: 3, other: 3, least: 4 };

    /// What ICU4X writes in a locale, in Latin digits, as learnt from numbers that it wrote. Figures are written by it no
    /// further: what was learnt is small, can be compared, and takes the marks that an owner has chosen for themselves.
    pub fn of(locale: &Locale) -> Option<Self> {
        let mut preferences = DecimalFormatterPreferences::from(&locale.id);
        preferences.numbering_system = NumberingSystem::try_from(value!("latn")).ok();
        let formatter = DecimalFormatter::try_new(preferences, DecimalFormatterOptions::default()).ok()?;
        let write = |number: u64, decimals: i16| {
            let mut number = Decimal::from(number);
            number.multiply_pow10(-decimals);
            plain(&formatter.format(&number).to_string())
        };
        let (decimal, groups) = taken_apart(&write(1_234_567_890_125, 2))?;
        let Some((group, last, other)) = groups else {
            return Some(Self { decimal, group: None, ..Self::ENGLISH });
        };
        let is_grouped = |digits: &u32| write(10_u64.pow(digits - 1), 0).contains(group);
        let least = (1..=12).find(is_grouped).map_or(12, |digits| digits as usize);
        Some(Self { decimal, group: Some(group), last, other, least })
    }

    /// A whole number with its groups.
    pub fn grouped(&self, number: u128) -> String {
        let digits = number.to_string();
        let count = digits.len();
        let Some(group) = self.group.filter(|_| count >= self.least) else { return digits };
        let begins_a_group =
            |left: usize| left == self.last || (left > self.last && (left - self.last).is_multiple_of(self.other));
        let mut text = String::with_capacity(count * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && begins_a_group(count - at) {
                text.push(group);
            }
            text.push(digit);
        }
        text
    }
}

/// Whether digits on both sides of it are still read as one number.
pub(super) fn is_a_mark(character: char) -> bool {
    !character.is_alphanumeric() && !character.is_control() && !matches!(character, '-' | '+' | '−')
}

/// Without the marks of direction that stand in some languages: they are for words that read from right to left.
fn plain(text: &str) -> String {
    text.chars().filter(|character| !matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}')).collect()
}

/// The mark between groups, with the sizes of the last group and of the one before.
type Groups = (char, usize, usize);

/// The decimal mark of a number with decimals, and its groups, where it has any.
fn taken_apart(number: &str) -> Option<(char, Option<Groups>)> {
    let (whole, decimals) = number.rsplit_once(|character: char| !character.is_ascii_digit())?;
    let decimal = number.get(whole.len()..number.len() - decimals.len())?.chars().next()?;
    let Some(group) = whole.chars().find(|character| !character.is_ascii_digit()) else {
        return Some((decimal, None));
    };
    let mut sizes = whole.rsplit(group).map(str::len);
    let (last, other) = (sizes.next()?, sizes.next()?);
    // What is not digits and this mark alone is not understood.
    let understood = last > 0 && other > 0 && group != decimal && is_a_mark(group) && is_a_mark(decimal);
    let digits = whole.chars().all(|character| character.is_ascii_digit() || character == group);
    (understood && digits).then_some((decimal, Some((group, last, other))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    const LOCALES: [&str; 24] = [
        "en-US", "en-GB", "en-IN", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-CA", "it-IT", "es-ES", "es-MX", "pt-BR",
        "pt-PT", "pl-PL", "cs-CZ", "sv-SE", "nb-NO", "tr-TR", "ja-JP", "hi-IN", "he-IL", "ar-EG", "hu-HU", "bn-BD",
    ];

    proptest! {
        #[test]
        fn every_number_is_written_as_icu_writes_it(locale in select(LOCALES.to_vec()), number in any::<u64>(), digits in 1_u32..20) {
            let locale = Locale::parse(locale).unwrap();
            let number = if digits < 20 { number % 10_u64.pow(digits) } else { number };
            let mut preferences = DecimalFormatterPreferences::from(&locale.id);
            preferences.numbering_system = NumberingSystem::try_from(value!("latn")).ok();
            let formatter = DecimalFormatter::try_new(preferences, DecimalFormatterOptions::default()).unwrap();
            let expected = plain(&formatter.format(&Decimal::from(number)).to_string());
            prop_assert_eq!(Marks::of(&locale).unwrap().grouped(number.into()), expected);
        }
    }

    #[test]
    fn what_is_no_number_teaches_nothing() {
        for text in ["", "123", "1,2.3,4", "12a34b56", "..", "1..2"] {
            assert_eq!(taken_apart(text).filter(|(_, groups)| groups.is_some()), None, "{text:?}");
        }
        assert_eq!(taken_apart("12345,67"), Some((',', None)));
        assert_eq!(taken_apart("1,23,45,678.90"), Some(('.', Some((',', 3, 2)))));
    }
}
