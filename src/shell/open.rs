//! The browser.

use std::io;

/// Pages outside these are never opened, whatever asked for it: what a page at Polar is, is known.
const ALLOWED: [&str; 3] = ["https://polar.sh/", "https://sandbox.polar.sh/", "https://docs.polar.sh/"];

/// Why a page was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is not one of Polar's.
    #[error("the address is not one of Polar's")]
    NotPolar,
    /// The system has no way to open it.
    #[error("no browser could be started: {0}")]
    NoBrowser(#[from] io::Error),
}

/// Opens a page at Polar in the browser, without waiting for it.
///
/// # Errors
/// [`OpenError::NotPolar`] for any other address, [`OpenError::NoBrowser`] when nothing could be started.
pub fn open(url: &str) -> Result<(), OpenError> {
    if !is_polar(url) {
        return Err(OpenError::NotPolar);
    }
    open::that_detached(url).map_err(OpenError::NoBrowser)
}

fn is_polar(url: &str) -> bool {
    ALLOWED.iter().any(|site| url.starts_with(site)) && url.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_at_polar_are_opened() {
        for (url, allowed) in [
            ("https://polar.sh/to/dashboard/settings", true),
            ("https://sandbox.polar.sh/dashboard/acme/sales", true),
            ("https://docs.polar.sh/introduction", true),
            ("http://polar.sh/", false),
            ("https://polar.sh", false),
            ("https://polar.sh.example.com/", false),
            ("https://polar.sh@example.com/", false),
            ("https://api.polar.sh/v1/orders/", false),
            ("file:///etc/passwd", false),
            ("https://polar.sh/a b", false),
            ("https://polar.sh/\n", false),
            ("--help", false),
            ("", false),
        ] {
            assert_eq!(is_polar(url), allowed, "{url}");
        }
    }
}
