//! What only a Mac has cannot be run where the tests run. So a file of `src/shell/macos` asks and tells, and what is made of
//! it is decided in a room that has tests. This is the list of both.

use std::path::Path;

/// A file of `src/shell/macos`, and the test of the decision that leads to its calls: in which file, under which name.
/// `None` where nothing is decided.
const FILES: [(&str, Option<(&str, &str)>); 16] = [
    ("activation.rs", Some(("src/app/update/tests.rs", "a_second_launch_shows_the_page_that_is_wanted"))),
    ("clock_events.rs", Some(("src/app/update/tests.rs", "everything_else_has_its_one_effect"))),
    ("keychain.rs", Some(("src/shell/keychain_codes.rs", "missing_locked_refused_and_not_now_are_four_things"))),
    (
        "login_item.rs",
        Some(("src/app/update/tests/settings.rs", "what_the_system_says_of_the_login_is_asked_where_it_is_shown")),
    ),
    ("memory.rs", None),
    (
        "menu_bar_watch.rs",
        Some(("src/app/update/tests/guiding.rs", "an_icon_that_is_missing_twice_opens_the_window_once_a_day")),
    ),
    (
        "menu_rows.rs",
        Some(("src/view/columns.rs", "the_widest_name_and_the_widest_figure_make_the_columns_and_texts_do_not")),
    ),
    ("menu_tracking.rs", Some(("src/shell/screen/rows.rs", "rows_that_come_or_go_are_told_from_rows_that_change"))),
    ("mod.rs", None),
    ("network_path.rs", Some(("src/shell/system_codes.rs", "only_what_is_surely_no_network_counts_as_none"))),
    ("observer.rs", None),
    ("power_events.rs", Some(("src/shell/system_codes.rs", "a_box_with_a_battery_is_a_battery"))),
    ("region.rs", Some(("src/shell/region.rs", "a_form_of_the_hour_tells_the_clock"))),
    ("status_item.rs", Some(("src/view/title/place.rs", "the_place_grows_at_once_and_shrinks_for_no_figure"))),
    ("text.rs", None),
    ("volume.rs", Some(("src/shell/place.rs", "an_app_stays_where_it_was_moved_and_nowhere_that_goes_away"))),
];

#[test]
fn what_a_mac_is_asked_for_is_decided_where_it_is_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<String> = std::fs::read_dir(root.join("src/shell/macos"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    assert_eq!(found, FILES.map(|(file, _)| file), "a file of src/shell/macos is to be named here with its test");
    super::none(FILES.iter().filter_map(|(file, decision)| {
        let (source, test) = (*decision)?;
        let text = std::fs::read_to_string(root.join(source)).unwrap_or_default();
        (!text.contains(&format!("fn {test}("))).then(|| format!("{file}: {source} has no test {test}"))
    }));
}
