use clap::Parser;

use super::*;

#[derive(Parser, Debug)]
struct Line {
    #[command(flatten)]
    options: HistoryOptions,
}

fn read(arguments: &[&str]) -> Result<HistoryOptions, clap::Error> {
    Line::try_parse_from(["history"].iter().chain(arguments)).map(|line| line.options)
}

fn dates(arguments: &[&str]) -> Result<String, String> {
    let today: Date = "2026-11-22".parse().unwrap();
    read(arguments).unwrap().dates(today).map(|(first, last)| format!("{first} {last}"))
}

#[test]
fn days_go_back_from_today_or_from_the_day_that_is_named() {
    for (arguments, expected) in [
        (&[][..], "2026-10-24 2026-11-22"),
        (&["--days", "1"], "2026-11-22 2026-11-22"),
        (&["--days", "3660"], "2016-11-15 2026-11-22"),
        (&["--days", "2", "--to", "2026-03-01"], "2026-02-28 2026-03-01"),
        (&["--to", "2026-03-01"], "2026-01-31 2026-03-01"),
        (&["--from", "2026-11-20"], "2026-11-20 2026-11-22"),
        (&["--from", "7d", "--to", "yesterday"], "2026-11-15 2026-11-21"),
        (&["--from", "today"], "2026-11-22 2026-11-22"),
        (&["--from", "2026-11-22", "--to", "2026-11-22"], "2026-11-22 2026-11-22"),
        (&["--from", "1969-12-31", "--to", "1970-01-01"], "1969-12-31 1970-01-01"),
        (&["--to=-009999-01-02"], "-009999-01-01 -009999-01-02"),
    ] {
        assert_eq!(dates(arguments), Ok(expected.to_owned()));
    }
}

#[test]
fn days_that_cannot_be_are_refused_with_the_cure() {
    for (arguments, cure) in [
        (&["--to", "2026-11-23"][..], "up to today, 2026-11-22"),
        (&["--from", "2027-01-01"], "--from names a day to come"),
        (&["--from", "2026-11-02", "--to", "2026-11-01"], "give 2026-11-01 first and 2026-11-02 last"),
        (&["--from", "2016-11-14"], "3661 days"),
        (&["--from", "0001-01-01"], "ask for fewer"),
    ] {
        let refusal = dates(arguments).unwrap_err();
        assert!(refusal.contains(cure), "{arguments:?}: {refusal}");
    }
}

#[test]
fn what_is_no_date_no_count_and_no_zone_is_refused_where_it_is_read() {
    for (arguments, cure) in [
        (&["--from", "last week"][..], "7d for seven days ago"),
        (&["--from", "2026-02-30"], "such as 2026-11-22"),
        (&["--from", "2026-11-22T10:00"], "such as 2026-11-22"),
        (&["--to", "20261122"], "such as 2026-11-22"),
        (&["--to", "22.11.2026"], "such as 2026-11-22"),
        (&["--days", "0"], "a number of days from 1 to 3660"),
        (&["--days", "-1"], "a number of days from 1 to 3660"),
        (&["--days", "3661"], "a number of days from 1 to 3660"),
        (&["--days", "many"], "a number of days from 1 to 3660, such as 30"),
        (&["--days", "3", "--from", "2026-11-01"], "cannot be used with"),
        (&["--json", "--csv"], "cannot be used with"),
        (&["--time-zone", "Mars/Olympus"], "Europe/Berlin"),
        (&["--time-zone", ""], "Europe/Berlin"),
    ] {
        let refusal = read(arguments).unwrap_err().to_string();
        assert!(refusal.contains(cure), "{arguments:?}: {refusal}");
    }
}
