use clap::Parser;

use super::*;

#[derive(Parser, Debug)]
struct Line {
    #[command(flatten)]
    options: ListOptions,
}

fn read(arguments: &[&str]) -> Result<ListOptions, clap::Error> {
    Line::try_parse_from(["orders"].iter().chain(arguments)).map(|line| line.options)
}

fn calendar(zone: &str) -> Calendar {
    Calendar::at("2026-11-22T14:02:30Z".parse().unwrap(), &TimeZone::get(zone).unwrap())
}

#[test]
fn days_are_whole_ones_of_the_zone_and_both_are_included() {
    for (arguments, zone, expected) in [
        (&[][..], "UTC", None),
        (&["--since", "today"], "UTC", Some(("2026-11-22T00:00:00Z", ""))),
        (
            &["--since", "yesterday", "--until", "yesterday"],
            "UTC",
            Some(("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z")),
        ),
        (&["--since", "7d"], "Asia/Tokyo", Some(("2026-11-14T15:00:00Z", ""))),
        // On the first of November clocks go back in New York: the day has 25 hours.
        (
            &["--since", "2026-11-01", "--until", "2026-11-01"],
            "America/New_York",
            Some(("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")),
        ),
        (&["--until", "2026-11-21"], "UTC", Some(("", "2026-11-22T00:00:00Z"))),
        // A clock that is ahead of Polar's is no reason to refuse.
        (&["--until", "2027-01-01"], "UTC", Some(("", "2027-01-02T00:00:00Z"))),
    ] {
        let calendar = calendar(zone);
        let period = read(arguments).unwrap().days(calendar.today()).unwrap().period(&calendar);
        let bound = |text: &str, none: Timestamp| if text.is_empty() { none } else { text.parse().unwrap() };
        let expected = expected.map(|(from, to)| Period::new(bound(from, Timestamp::MIN), bound(to, Timestamp::MAX)));
        assert_eq!(period, expected, "{arguments:?} in {zone}");
    }
}

#[test]
fn days_that_cannot_be_are_refused_with_the_cure() {
    for (arguments, cure) in [
        (&["--since", "2026-11-23"][..], "give today, 2026-11-22"),
        (&["--since", "today", "--until", "yesterday"], "give 2026-11-21 first and 2026-11-22 last"),
        (&["--since", "9999-12-31", "--until", "9999-12-31"], "a day to come"),
    ] {
        let refusal = read(arguments).unwrap().days(calendar("UTC").today()).unwrap_err();
        assert!(refusal.contains(cure), "{arguments:?}: {refusal}");
    }
}

#[test]
fn a_table_has_a_screen_of_rows_and_a_file_all_of_them() {
    for (arguments, rows) in [
        (&[][..], 50),
        (&["--limit", "7"], 7),
        (&["--limit", "0"], u64::MAX),
        (&["--json"], u64::MAX),
        (&["--csv"], u64::MAX),
        (&["--csv", "--limit", "7"], 7),
    ] {
        assert_eq!(read(arguments).unwrap().rows(), rows, "{arguments:?}");
    }
}

#[test]
fn what_is_no_day_no_count_and_no_zone_is_refused_where_it_is_read() {
    for (arguments, cure) in [
        (&["--since", "last week"][..], "7d for seven days ago"),
        (&["--until", "2026-02-30"], "such as 2026-11-22"),
        (&["--limit=-1"], "such as 20, or 0 for all"),
        (&["--limit", "-1"], "such as 20, or 0 for all"),
        (&["--limit", "many"], "such as 20, or 0 for all"),
        (&["--limit", ""], "--limit"),
        (&["--json", "--csv"], "cannot be used with"),
        (&["--time-zone", "Mars/Olympus"], "Europe/Berlin"),
    ] {
        let refusal = read(arguments).unwrap_err().to_string();
        assert!(refusal.contains(cure), "{arguments:?}: {refusal}");
    }
}
