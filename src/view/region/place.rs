use super::locale::Locale;

/// Where a currency's symbol stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `$5`, and `kr 5` where it is letters.
    Before,
    /// `€ 5`.
    BeforeWithSpace,
    /// `5 €`.
    After,
}

/// Languages in which it stands after the number, in the currency patterns of CLDR 48.
const AFTER: &str = "ar ast az ba be bg bn br bs ca ce cs cv da de dsb el eo es et eu fi fo fr gl gsw he hr hsb hu hy is it \
    iw ka kea kk km ky lb lt lv mk my nb nds nn no pl ro ru sc se sh sk sl sq sr sv tg tk tt uk uz vec vi";

/// Languages in which it stands before the number with a space between.
const BEFORE_WITH_SPACE: &str = "as bo fa fur fy ha ia jv kkj mn ne nl os ps pt qu rw sd sw to wo";

/// Where a region writes otherwise than its language does.
const REGIONS: [(&str, &str, Place); 11] = [
    ("bn", "IN", Place::Before),
    ("de", "AT CH LI", Place::BeforeWithSpace),
    ("es", "419 AR BO BR BZ CL CR CU DO EC GQ GT HN MX NI PA PR SV US VE", Place::Before),
    ("es", "CO PE PY UY", Place::BeforeWithSpace),
    ("it", "CH", Place::BeforeWithSpace),
    ("pa", "PK", Place::BeforeWithSpace),
    ("pt", "AO CH CV GQ GW LU MO MZ PT ST TL", Place::After),
    ("ta", "MY SG", Place::BeforeWithSpace),
    ("ms", "BN", Place::BeforeWithSpace),
    // English where it is spoken beside another language, which decides what prices look like there.
    ("en", ENGLISH_AFTER, Place::After),
    ("en", ENGLISH_BEFORE_WITH_SPACE, Place::BeforeWithSpace),
];

/// Regions whose own language, by CLDR's likely subtags, writes it after the number, and is not English beside it.
const ENGLISH_AFTER: &str = "AD AE AL AM AO AZ BA BD BF BG BH BI BJ BL BY CD CG CI CV CY CZ DE DJ DK DZ EE EG EH ES FI FO FR GA GE GF GN GP \
    GR GW HR HU IL IQ IS IT JO KG KH KM KW KZ LB LT LU LV LY MA MC MD ME MF MK MM MQ MR MZ NC NO OM PF PL PM PS PT \
    QA RE RO RS RU SA SD SE SI SJ SK SM ST SY TD TF TG TJ TL TM TN UA UZ VA VN WF XK YE YT";

/// And before it with a space.
const ENGLISH_BEFORE_WITH_SPACE: &str = "AF AR AT AW BE BN BR CH CO IR LI MG MN NE NL NP PE SN SR UY";

impl Place {
    /// Where it stands in a locale.
    pub(super) fn of(locale: &Locale) -> Self {
        let listed = |list: &str, code: &str| list.split_ascii_whitespace().any(|other| other == code);
        let (language, region) = (locale.language(), locale.region().unwrap_or_default());
        let exception = REGIONS.iter().find(|(of, regions, _)| *of == language && listed(regions, region));
        if let Some((.., place)) = exception {
            *place
        } else if listed(AFTER, language) {
            Self::After
        } else if listed(BEFORE_WITH_SPACE, language) {
            Self::BeforeWithSpace
        } else {
            Self::Before
        }
    }
}
