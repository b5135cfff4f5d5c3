use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use revone::demo::FakePolar;

/// A wire between the program and Polar that keeps every byte which the program sends.
pub struct Wire {
    address: SocketAddr,
    sent: Arc<Mutex<Vec<u8>>>,
}

impl Wire {
    /// One that leads to this Polar. It ends with the test's process.
    pub fn to(polar: &FakePolar) -> Self {
        let target = polar.base_url().trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let sent: Arc<Mutex<Vec<u8>>> = Arc::default();
        let kept = Arc::clone(&sent);
        std::thread::spawn(move || {
            for program in listener.incoming().map_while(Result::ok) {
                let Ok(polar) = TcpStream::connect(&target) else { return };
                let (Ok(to_program), Ok(from_polar)) = (program.try_clone(), polar.try_clone()) else { return };
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || pass(program, polar, |bytes| kept.lock().unwrap().extend_from_slice(bytes)));
                std::thread::spawn(move || pass(from_polar, to_program, |_| {}));
            }
        });
        Self { address, sent }
    }

    /// What `REVONE_API_URL` is to be.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The requests so far, each line by line.
    pub fn requests(&self) -> Vec<Vec<String>> {
        let sent = String::from_utf8(self.sent.lock().unwrap().clone()).unwrap();
        // None has a body.
        sent.split("\r\n\r\n")
            .filter(|head| !head.is_empty())
            .map(|head| head.lines().map(str::to_owned).collect())
            .collect()
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, mut keep: impl FnMut(&[u8])) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        keep(&buffer[..read]);
        if to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    drop((from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both)));
}
