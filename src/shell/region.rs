use std::env;

#[cfg(any(target_os = "macos", test))]
use crate::app::Clock;
use crate::app::Region;

/// The owner's region as the system tells it. A Mac has it in its settings; `LC_ALL`, as a script sets it, comes before them.
pub fn of_the_system() -> Region {
    #[cfg(target_os = "macos")]
    if variable("LC_ALL").is_none() {
        return super::macos::region::read();
    }
    of(variable)
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// The region of the locale's variables, in the order of POSIX (Base Definitions, §8.2). Prices come before other numbers:
/// they are what is shown.
fn of(variable: impl Fn(&str) -> Option<String>) -> Region {
    let named = |name: &&str| variable(name).filter(|value| !value.trim().is_empty());
    let first = |names: &[&str]| names.iter().find_map(named).unwrap_or_default();
    Region {
        numbers: first(&["LC_ALL", "LC_MONETARY", "LC_NUMERIC", "LANG"]),
        dates: first(&["LC_ALL", "LC_TIME", "LANG"]),
        ..Region::default()
    }
}

/// The clock of a form of the hour (`h a`, `HH 'h'`; Unicode Technical Standard 35, part 4, §8): letters in quotes are words.
#[cfg(any(target_os = "macos", test))]
pub(super) fn clock_of(form: &str) -> Option<Clock> {
    form.split('\'').step_by(2).flat_map(str::chars).find_map(|letter| match letter {
        'h' | 'K' => Some(Clock::Hours12),
        'H' | 'k' => Some(Clock::Hours24),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_the_hour_tells_the_clock() {
        for (form, expected) in [
            ("h\u{202f}a", Some(Clock::Hours12)),
            ("HH", Some(Clock::Hours24)),
            ("HH 'h'", Some(Clock::Hours24)),
            ("'klokken' H", Some(Clock::Hours24)),
            ("Bh", Some(Clock::Hours12)),
            ("", None),
            ("'h", None),
        ] {
            assert_eq!(clock_of(form), expected, "{form}");
        }
    }

    #[test]
    fn the_narrower_variable_counts_and_lc_all_before_every_other() {
        for (set, numbers, dates) in [
            (&[][..], "", ""),
            (&[("LANG", "de_DE.UTF-8")], "de_DE.UTF-8", "de_DE.UTF-8"),
            (&[("LANG", "en_US.UTF-8"), ("LC_TIME", "en_GB.UTF-8")], "en_US.UTF-8", "en_GB.UTF-8"),
            (&[("LANG", "en_US.UTF-8"), ("LC_NUMERIC", "de_DE")], "de_DE", "en_US.UTF-8"),
            (&[("LC_MONETARY", "fr_FR"), ("LC_NUMERIC", "de_DE")], "fr_FR", ""),
            (&[("LC_ALL", "C"), ("LANG", "de_DE"), ("LC_TIME", "de_DE")], "C", "C"),
            (&[("LC_ALL", " "), ("LANG", "de_DE")], "de_DE", "de_DE"),
        ] {
            let variable =
                |name: &str| set.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
            let region = of(variable);
            assert_eq!((&*region.numbers, &*region.dates), (numbers, dates), "{set:?}");
        }
    }
}
