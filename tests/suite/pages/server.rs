use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use revone::shell::window::files;

/// Serves the files of the window's page on the loopback, under the policy under which the window serves them.
pub struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Listens until the test's process ends.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                // A browser opens connections before it needs them, and one that has gone away needs no answer.
                std::thread::spawn(move || answer(stream, &log).ok());
            }
        });
        Self { address, asked }
    }

    /// Where its files are.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What it was asked for and does not have.
    pub fn refused(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().filter(|path| files::file(path).is_none()).cloned().collect()
    }
}

fn answer(mut stream: TcpStream, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(()) };
    // The rest of the head says nothing that matters here; an answer before it is read would cut the connection.
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let file = files::file(&path);
    // A browser looks for it by itself; a window does not.
    let icon = path == "/favicon.ico";
    if !icon {
        asked.lock().unwrap().push(path);
    }
    let (status, kind, bytes) = match file {
        Some(file) => ("200 OK", file.kind, file.bytes),
        None if icon => ("200 OK", "image/png", &b""[..]),
        None => ("404 Not Found", "text/plain", &b""[..]),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\ncontent-security-policy: {}\r\n\
         x-content-type-options: nosniff\r\nconnection: close\r\n\r\n",
        bytes.len(),
        files::POLICY
    )?;
    stream.write_all(bytes)
}
