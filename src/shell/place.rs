//! Where the program was started from. Not every place is one to stay at.

use std::path::{Component, Path};

/// Where the program's app lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Somewhere where it stays: in Applications as a rule.
    Stays,
    /// On a disk image, which is gone when it is ejected.
    DiskImage,
    /// In a folder of macOS's own that is gone when the program ends: a downloaded app runs there until it is moved (Gatekeeper
    /// Path Randomization).
    Translocated,
    /// In no app: the program alone.
    NoApp,
}

impl Place {
    /// The place of the program at `program`; `read_only` says whether nothing can be written to its volume. What a disk image
    /// of one's own making holds can be written and counts as a disk.
    pub fn of(program: &Path, read_only: bool) -> Self {
        let Some(app) = app_of(program) else { return Self::NoApp };
        if app.components().any(|part| part == Component::Normal("AppTranslocation".as_ref())) {
            Self::Translocated
        } else if app.starts_with("/Volumes") && read_only {
            Self::DiskImage
        } else {
            Self::Stays
        }
    }

    /// Whether the app will be gone from here, so that the system must not be told to open it here.
    pub fn is_for_a_moment(self) -> bool {
        matches!(self, Self::DiskImage | Self::Translocated)
    }
}

/// The app around a program: `Revone.app` of `Revone.app/Contents/MacOS/revone`.
fn app_of(program: &Path) -> Option<&Path> {
    let folder = program.parent().filter(|folder| folder.ends_with("Contents/MacOS"))?;
    folder.parent()?.parent()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_stays_where_it_was_moved_and_nowhere_that_goes_away() {
        let translocated = "/private/var/folders/zz/abc/X/AppTranslocation/1F-2E/d/Revone.app";
        for (app, read_only, expected) in [
            ("/Applications/Revone.app", false, Place::Stays),
            ("/people/jane/Applications/Revone.app", false, Place::Stays),
            ("/people/jane/Downloads/Revone.app", false, Place::Stays),
            ("/Volumes/Revone/Revone.app", true, Place::DiskImage),
            ("/Volumes/Work/Revone.app", false, Place::Stays),
            (translocated, true, Place::Translocated),
            (translocated, false, Place::Translocated),
        ] {
            let program = Path::new(app).join("Contents/MacOS/revone");
            let place = Place::of(&program, read_only);
            assert_eq!(place, expected, "{app}");
            assert_eq!(
                place.is_for_a_moment(),
                ["/Volumes/Revone", "/private"].iter().any(|at| app.starts_with(at)),
                "{app}"
            );
        }
    }

    #[test]
    fn a_program_without_an_app_is_nowhere() {
        for program in ["/usr/local/bin/revone", "/Volumes/Revone/revone", "revone", "/Applications/MacOS/revone"] {
            assert_eq!(Place::of(Path::new(program), true), Place::NoApp, "{program}");
        }
    }
}
