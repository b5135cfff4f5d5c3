use std::env;
use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::app::WindowPage;
use crate::domain::OrganizationId;
use crate::view::words;

/// What another process of this home says to the running app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// The app was launched again: show yourself.
    Show,
    /// Token or ledger were changed: read them again.
    Changed,
    /// Show this organization.
    Choose(OrganizationId),
    /// Open the window on this page.
    Open(WindowPage),
    /// Ask Polar now.
    Refresh,
}

impl Message {
    fn line(self) -> String {
        match self {
            Self::Show => "show\n".to_owned(),
            Self::Changed => "changed\n".to_owned(),
            Self::Choose(organization) => format!("choose {organization}\n"),
            Self::Open(page) => format!("open {}\n", name(page)),
            Self::Refresh => "refresh\n".to_owned(),
        }
    }

    fn of(line: &[u8]) -> Option<Self> {
        match std::str::from_utf8(line).ok()?.strip_suffix('\n')? {
            "show" => Some(Self::Show),
            "changed" => Some(Self::Changed),
            "refresh" => Some(Self::Refresh),
            line => match line.split_once(' ')? {
                ("choose", organization) => OrganizationId::parse(organization).map(Self::Choose),
                ("open", page) => PAGES.into_iter().find(|known| name(*known) == page).map(Self::Open),
                _ => None,
            },
        }
    }
}

const PAGES: [WindowPage; 4] = [WindowPage::Dashboard, WindowPage::Settings, WindowPage::Connect, WindowPage::About];

fn name(page: WindowPage) -> &'static str {
    match page {
        WindowPage::Dashboard => "dashboard",
        WindowPage::Settings => "settings",
        WindowPage::Connect => "connect",
        WindowPage::About => "about",
    }
}

/// No message is longer.
const LONGEST_MESSAGE: u64 = 64;

/// The longest path of a socket that every system takes (Linux has room for 107 bytes, macOS for 103).
const LONGEST: usize = 100;

/// How long either side waits for the other.
pub const PATIENCE: Duration = Duration::from_secs(1);

/// Where the socket of `home` is: in it, or, where that path is too long for a socket, in a folder of the owner's own
/// among the temporary files, which is made, under a name made from the path.
pub fn path(home: &Path) -> io::Result<PathBuf> {
    let inside = home.join("app.sock");
    if inside.as_os_str().len() <= LONGEST {
        return Ok(inside);
    }
    let owner = fs::metadata(home)?.uid();
    let folder = folder_elsewhere(owner);
    private_folder(&folder, owner)?;
    Ok(folder.join(name_elsewhere(home)?))
}

/// The socket of a home whose path is too long for one, where it lies there: a crash leaves it behind.
pub fn left_elsewhere(home: &Path) -> Option<PathBuf> {
    let owner = fs::metadata(home).ok()?.uid();
    let socket = folder_elsewhere(owner).join(name_elsewhere(home).ok()?);
    fs::symlink_metadata(&socket).is_ok_and(|found| found.uid() == owner).then_some(socket)
}

fn folder_elsewhere(owner: u32) -> PathBuf {
    let folders = env::var_os("XDG_RUNTIME_DIR").map_or_else(env::temp_dir, PathBuf::from);
    folders.join(format!("revone-{owner}"))
}

fn name_elsewhere(home: &Path) -> io::Result<String> {
    let name = fnv_1a(fs::canonicalize(home)?.as_os_str().as_bytes());
    Ok(format!("{name:016x}.sock"))
}

/// Makes `folder` for `owner` alone, or finds it made so: among temporary files others may have been quicker.
fn private_folder(folder: &Path, owner: u32) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        other => return other,
    }
    let found = fs::symlink_metadata(folder)?;
    if found.is_dir() && found.uid() == owner && found.mode() & 0o077 == 0 {
        Ok(())
    } else {
        Err(io::Error::new(io::ErrorKind::PermissionDenied, words::computer::FOLDER_OF_SOMEBODY_ELSE))
    }
}

/// FNV-1a: the same name for the same path in every version of the program.
fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Makes the socket, in place of one that a crash left behind. The caller holds the lock of the home.
pub fn bind(socket: &Path) -> io::Result<UnixListener> {
    match fs::remove_file(socket) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(socket)?;
    fs::set_permissions(socket, Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// Tells the app that listens on `socket`.
pub fn tell(socket: &Path, message: Message) -> io::Result<()> {
    let mut connection = UnixStream::connect(socket)?;
    connection.set_write_timeout(Some(PATIENCE))?;
    connection.write_all(message.line().as_bytes())
}

/// What the other side of `connection` says, waited for no longer than `patience`; anything else is somebody else.
pub fn told(connection: UnixStream, patience: Duration) -> Option<Message> {
    let limited = connection.set_read_timeout(Some(patience));
    heard(limited, connection)
}

fn heard(limited: io::Result<()>, connection: impl Read) -> Option<Message> {
    match limited {
        // macOS sets no limit on a connection whose other side has closed already. What was said is there all the same, and
        // reading it waits for nobody.
        Err(error) if error.kind() != io::ErrorKind::InvalidInput => return None,
        _ => {}
    }
    let mut said = Vec::new();
    connection.take(LONGEST_MESSAGE).read_to_end(&mut said).ok()?;
    Message::of(&said)
}

/// Connects and says nothing.
pub fn knock(socket: &Path) -> io::Result<()> {
    UnixStream::connect(socket).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_understood_as_it_was_said_and_nothing_else_is() {
        let organization = OrganizationId(uuid::Uuid::from_u128(7));
        let plain = [Message::Show, Message::Changed, Message::Choose(organization), Message::Refresh];
        for message in plain.into_iter().chain(PAGES.map(Message::Open)) {
            let line = message.line();
            assert!(line.len() as u64 <= LONGEST_MESSAGE);
            assert_eq!(Message::of(line.as_bytes()), Some(message));
        }
        for line in
            ["", "show", "show\n\n", "choose\n", "choose acme\n", "choose \n", "hide\n", "open\n", "open door\n"]
        {
            assert_eq!(Message::of(line.as_bytes()), None, "{line:?}");
        }
        assert_eq!(Message::of(&[0xff, b'\n']), None);
    }

    #[test]
    fn who_has_closed_already_is_heard_and_who_could_be_waited_for_forever_is_not() {
        let refused = |kind: io::ErrorKind| Err(io::Error::from(kind));
        assert_eq!(heard(Ok(()), &b"show\n"[..]), Some(Message::Show));
        assert_eq!(heard(refused(io::ErrorKind::InvalidInput), &b"show\n"[..]), Some(Message::Show));
        assert_eq!(heard(refused(io::ErrorKind::Unsupported), &b"show\n"[..]), None);
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        theirs.write_all(b"refresh\n").unwrap();
        drop(theirs);
        assert_eq!(told(ours, PATIENCE), Some(Message::Refresh));
    }
}
