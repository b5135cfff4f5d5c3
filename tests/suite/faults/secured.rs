//! A fake Polar behind TLS, with certificates that are made when it is started.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What the certificate says that the server shows.
pub struct Shown {
    /// For whom it is.
    pub name: &'static str,
    /// The years in which it holds, from the first day of the one to the first day of the other.
    pub years: (i32, i32),
}

/// Somebody who vouches for servers.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its own certificate, as a file holds it.
    pub pem: String,
}

/// A port that speaks TLS and hands every request on to a server that does not.
pub struct Secured {
    address: SocketAddr,
    is_open: Arc<AtomicBool>,
}

impl Authority {
    pub fn new() -> Self {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "An authority of a test");
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    fn vouch(&self, shown: &Shown) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let mut params = CertificateParams::new(vec![shown.name.to_owned()]).unwrap();
        params.not_before = rcgen::date_time_ymd(shown.years.0, 1, 1);
        params.not_after = rcgen::date_time_ymd(shown.years.1, 1, 1);
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        (certificate.der().clone(), PrivatePkcs8KeyDer::from(key.serialize_der()).into())
    }
}

impl Secured {
    /// Shows a certificate of `authority` and hands on to the server at `behind`, such as `http://127.0.0.1:8080`.
    pub fn start(behind: &str, authority: &Authority, shown: &Shown) -> Self {
        let (certificate, key) = authority.vouch(shown);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = Arc::new(config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let behind = behind.trim_start_matches("http://").to_owned();
        let is_open = Arc::new(AtomicBool::new(true));
        let open = Arc::clone(&is_open);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if !open.load(Ordering::Relaxed) {
                    return;
                }
                let (config, behind) = (Arc::clone(&config), behind.clone());
                // Whoever does not like the certificate hangs up.
                std::thread::spawn(move || hand_on(stream, config, &behind).ok());
            }
        });
        Self { address, is_open }
    }

    pub fn base_url(&self) -> String {
        format!("https://{}", self.address)
    }
}

impl Drop for Secured {
    fn drop(&mut self) {
        self.is_open.store(false, Ordering::Relaxed);
        // Its thread waits for one more.
        drop(TcpStream::connect(self.address));
    }
}

/// Hands one request on, and its answer back.
fn hand_on(stream: TcpStream, config: Arc<ServerConfig>, behind: &str) -> std::io::Result<()> {
    let connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut asked = StreamOwned::new(connection, stream);
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        asked.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    head.truncate(head.len() - 2);
    head.extend_from_slice(b"connection: close\r\n\r\n");
    let mut server = TcpStream::connect(behind)?;
    server.write_all(&head)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    asked.write_all(&answer)?;
    asked.conn.send_close_notify();
    asked.flush()
}
