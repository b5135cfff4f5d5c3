use serde_json::Value;

use super::Setting;
use crate::running::shops;

#[test]
fn text_follows_the_region_and_what_programs_read_does_not() {
    let mut shop = shops::a_few_sales();
    shop.add_purchase(shops::hours_ago(1), 123_450, "eur");
    let setting = Setting::with(shop);
    setting.revone(&["sync"]).finish().exits(0);
    let json = |told: &str| -> Value {
        let mut told: Value = serde_json::from_str(told).unwrap();
        told["as_of"] = Value::Null;
        told["outlook"] = Value::Null;
        told
    };
    let mut plain = Vec::new();
    for (locale, amount) in [
        ("C.UTF-8", "€1,234.50"),
        ("en_US.UTF-8", "€1,234.50"),
        ("de_DE.UTF-8", "1.234,50\u{a0}€"),
        ("de_AT.UTF-8", "€\u{a0}1.234,50"),
        ("ar_EG.UTF-8", "1,234.50\u{a0}€"),
        ("no such locale", "€1,234.50"),
    ] {
        let said = |arguments: &[&str]| setting.revone(arguments).env("LC_ALL", locale).finish().exits(0).stdout;
        assert!(said(&["today", "--offline"]).contains(amount), "{locale}: {}", said(&["today", "--offline"]));
        assert!(said(&["history", "--days", "2"]).contains(amount), "{locale}");
        let today = json(&said(&["today", "--offline", "--json"]));
        let csv = said(&["history", "--days", "2", "--csv"]);
        let monday: jiff::Timestamp = today["periods"]["this_week"]["from"].as_str().unwrap().parse().unwrap();
        let zone = jiff::tz::TimeZone::get(today["time_zone"].as_str().unwrap()).unwrap();
        assert_eq!(monday.to_zoned(zone).weekday(), jiff::civil::Weekday::Monday, "{locale}: weeks are Polar’s");
        plain.push((locale, today, csv));
    }
    for (locale, today, csv) in &plain {
        assert_eq!((today, csv), (&plain[0].1, &plain[0].2), "{locale}");
    }
}
