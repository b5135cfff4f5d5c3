//! The window's page in Chromium: every state of every page, held against the rules of accessibility, the policy, the
//! smallest window, the keyboard and hostile names. `make test-browser` runs them: they need Chromium and axe-core.

mod arriving;
mod browser;
#[path = "../../../src/bin/revone-window/chart.rs"]
mod chart;
mod keyboard;
mod looks;
mod server;
mod shown;
