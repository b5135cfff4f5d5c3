//! What the window says, line by line, and what another process says to the socket of the home.

use std::io::Write;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use revone::app::{Event, Model, update};
use revone::domain::OrganizationId;
use revone::shell::instance::{self, Claim, Message};
use revone::shell::window::messages::FromWindow;
use revone::shell::window::{FROM_WINDOW, Line, Lines, event};
use revone::view::window::{Said, page};

use super::{folder, rows};

/// Far longer than anything here takes.
const DEADLINE: Duration = Duration::from_secs(20);

/// An input that begins with it is said to the socket.
const TO_THE_SOCKET: u8 = b'>';

pub fn check(bytes: &[u8]) {
    match bytes.split_first() {
        Some((&TO_THE_SOCKET, said)) => socket(said),
        _ => window(bytes),
    }
}

fn window(bytes: &[u8]) {
    let mut lines = Lines::new(bytes, FROM_WINDOW);
    let mut expected = bytes.split(|byte| *byte == b'\n');
    let mut model = Model::new(jiff::tz::TimeZone::UTC);
    while let Some(line) = lines.next_line().expect("bytes can be read") {
        let text = expected.next().expect("a line for each that is read");
        let Line::Whole(line) = line else {
            assert!(text.len() >= FROM_WINDOW, "a line of {} bytes is not too long", text.len());
            continue;
        };
        assert_eq!(line, text, "a line is read as it was written");
        let Ok(message) = serde_json::from_slice::<FromWindow>(line) else { continue };
        let again = serde_json::to_vec(&message).expect("a message can be written");
        assert_eq!(serde_json::from_slice::<FromWindow>(&again).ok().as_ref(), Some(&message));
        let token = match &message {
            FromWindow::Page(Said::Connect { token, .. }) => token.expose().to_owned(),
            _ => String::new(),
        };
        let said = format!("{message:?}");
        let Some(event) = event(message) else { continue };
        if token.len() > 24 {
            assert!(!said.contains(&token) && !format!("{event:?}").contains(&token), "a typed token is not printed");
        }
        if let Event::Looked(look) = &event {
            assert!(!format!("{look:?}").is_empty());
        }
        update(&mut model, event, rows::now());
        let _ = page(&model, rows::now());
    }
    // What follows the last line break is no line.
    assert!(expected.count() <= 1);
}

/// What the socket is to make of what was said: the same as a reader who knows the lines by heart.
fn meant(said: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(said).ok()?.strip_suffix('\n')?;
    match line.split_once(' ') {
        None => matches!(line, "show" | "changed" | "refresh").then(|| line.to_owned()),
        Some(("open", page)) => matches!(page, "dashboard" | "settings" | "connect" | "about").then(|| line.to_owned()),
        Some(("choose", id)) => OrganizationId::parse(id).map(|id| format!("choose {id}")),
        Some(_) => None,
    }
}

fn written(message: Message) -> String {
    match message {
        Message::Show => "show".to_owned(),
        Message::Changed => "changed".to_owned(),
        Message::Refresh => "refresh".to_owned(),
        Message::Choose(organization) => format!("choose {organization}"),
        Message::Open(page) => format!("open {page:?}").to_lowercase(),
    }
}

fn socket(said: &[u8]) {
    let home = folder::fresh();
    let Ok(Claim::First(mut app)) = instance::claim(home.path(), Message::Show) else { panic!("a fresh home is free") };
    let (heard, messages) = mpsc::channel();
    let hear = move |message| heard.send(message).expect("the messages are waited for");
    app.listen_patiently(DEADLINE, hear).expect("a thread");
    let mut connection = UnixStream::connect(home.path().join("app.sock")).expect("the app listens");
    // The app may have heard enough before all of it is said.
    let _ = connection.write_all(said);
    let _ = connection.shutdown(Shutdown::Write);
    drop(connection);
    assert!(instance::tell(home.path(), Message::Changed).expect("it is still told"), "the app still listens");
    // No message is longer than 64 bytes, and what goes on behind them is not read.
    let expected: Vec<String> =
        meant(said.get(..64).unwrap_or(said)).into_iter().chain(["changed".to_owned()]).collect();
    for expected in expected {
        assert_eq!(messages.recv_timeout(DEADLINE).map(written).as_ref(), Ok(&expected));
    }
    drop(app);
    assert_eq!(messages.recv_timeout(DEADLINE), Err(RecvTimeoutError::Disconnected), "nothing else was heard");
}
