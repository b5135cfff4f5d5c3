use icu_locale_core::LanguageIdentifier;
use icu_locale_core::subtags::{Language, Region};

/// No system names a locale at greater length.
const LONGEST: usize = 96;

/// A locale by its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Locale {
    /// Language, script and region, as far as they were named.
    pub id: LanguageIdentifier,
}

impl Locale {
    /// Reads what a system calls a locale: `de-DE`, `de_DE.UTF-8`, `zh-Hans_CN`, `en_US@rg=dezzzz`. `None` for what is no
    /// locale, and for those of no place (`C`, `POSIX`).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST || !text.is_ascii() {
            return None;
        }
        let named = text.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
        // What follows is about something else than language and region.
        let plain = named.find("-u-").map_or(named.as_str(), |at| named.get(..at).unwrap_or_default());
        let mut id: LanguageIdentifier = plain.parse().ok()?;
        if id.language == Language::UNKNOWN {
            return None;
        }
        if let Some(region) = region_override(text) {
            id.region = Some(region);
        }
        Some(Self { id })
    }

    /// The language's code.
    pub fn language(&self) -> &str {
        self.id.language.as_str()
    }

    /// The region's code.
    pub fn region(&self) -> Option<&str> {
        self.id.region.as_ref().map(Region::as_str)
    }
}

/// The region whose habits were chosen beside a language of another one: `rg` with the region and four letters z, in the
/// way of ICU (`@rg=dezzzz`) or of BCP 47 (`-u-rg-dezzzz`); Unicode Technical Standard 35, part 1, §3.6.1.
fn region_override(text: &str) -> Option<Region> {
    let lower = text.to_ascii_lowercase();
    let at = ["@rg=", ";rg=", "-rg-"].iter().find_map(|key| Some(lower.find(key)? + key.len()))?;
    lower.get(at..at + 6)?.strip_suffix("zzzz")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_read_in_every_way_in_which_systems_write_one() {
        for (text, expected) in [
            ("de-DE", Some("de-DE")),
            ("de_DE", Some("de-DE")),
            ("de_DE.UTF-8", Some("de-DE")),
            ("de_DE@euro", Some("de-DE")),
            ("sr_RS.UTF-8@latin", Some("sr-RS")),
            ("zh-Hans_CN", Some("zh-Hans-CN")),
            ("es_419", Some("es-419")),
            ("fr", Some("fr")),
            (" PT_br ", Some("pt-BR")),
            ("en_US@rg=dezzzz", Some("en-DE")),
            ("en_US@calendar=gregorian;rg=gbzzzz", Some("en-GB")),
            ("en-US-u-hc-h23-rg-atzzzz", Some("en-AT")),
            ("en-US-u-nu-deva", Some("en-US")),
            ("en_US@rg=", Some("en-US")),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
            ("und", None),
            ("English_United States.1252", None),
            ("🇩🇪", None),
            ("../../etc/passwd", None),
            ("de-DE-DE-DE-DE-DE-DE-DE", None),
        ] {
            let read = Locale::parse(text).map(|locale| locale.id.to_string());
            assert_eq!(read.as_deref(), expected, "{text:?}");
        }
        assert_eq!(Locale::parse(&"de".repeat(5_000)), None);
        assert_eq!(Locale::parse(&format!("de_DE.{}", "x".repeat(10_000))), None);
    }
}
