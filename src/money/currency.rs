use std::fmt;

/// A currency's code in lower case, as Polar writes it. Any code of one to eight ASCII letters or digits is
/// accepted, so that a currency which Polar adds later is data and not an error.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; Currency::LONGEST]);

/// The text is no currency code: empty, too long, or not made of ASCII letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a currency code")]
pub struct InvalidCurrency;

/// Currencies without a minor unit, by Polar's own list. ISO 4217 and CLDR differ from it (ISK, UGX, KWD and BHD are
/// divided by 100 at Polar), and Polar's is what the amounts mean.
const ZERO_DECIMAL: [&str; 15] =
    ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"];

impl Currency {
    const LONGEST: usize = 8;

    /// US dollars, in which Polar settles its fees.
    pub const USD: Self = Self(*b"usd\0\0\0\0\0");

    /// Reads a code in any case.
    ///
    /// # Errors
    /// [`InvalidCurrency`] when it is empty, longer than eight characters, or not ASCII letters and digits.
    pub fn parse(code: &str) -> Result<Self, InvalidCurrency> {
        let bytes = code.as_bytes();
        if bytes.is_empty() || bytes.len() > Self::LONGEST || !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return Err(InvalidCurrency);
        }
        let mut stored = [0; Self::LONGEST];
        for (slot, byte) in stored.iter_mut().zip(bytes) {
            *slot = byte.to_ascii_lowercase();
        }
        Ok(Self(stored))
    }

    /// The code in lower case.
    pub fn code(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(Self::LONGEST);
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }

    /// How many decimals a minor unit stands for: 0 for Polar's zero-decimal currencies, otherwise 2.
    pub fn decimals(&self) -> u32 {
        if ZERO_DECIMAL.contains(&self.code()) { 0 } else { 2 }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_polars_and_not_iso_4217s() {
        for (code, decimals) in
            [("usd", 2), ("JPY", 0), ("isk", 2), ("ugx", 2), ("kwd", 2), ("bhd", 2), ("xpf", 0), ("zzz", 2)]
        {
            assert_eq!(Currency::parse(code).map(|currency| currency.decimals()), Ok(decimals), "{code}");
        }
    }

    #[test]
    fn a_code_is_kept_in_lower_case_and_an_odd_one_survives() {
        assert_eq!(Currency::parse("EUR").map(|c| c.to_string()), Ok("eur".to_owned()));
        assert_eq!(Currency::parse("usdc4").map(|c| c.to_string()), Ok("usdc4".to_owned()));
        assert_eq!(Currency::parse("usd"), Ok(Currency::USD));
        for bad in ["", "euro-cent", "ninechars", "€"] {
            assert_eq!(Currency::parse(bad), Err(InvalidCurrency), "{bad}");
        }
    }
}
