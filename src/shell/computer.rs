//! What the system tells of its computer: power, network, sleep.

use crate::app::{Power, Told};

/// Tells what becomes of the computer, until it is dropped; it never ends by itself. On a Mac the loop of the main thread hears it,
/// and a program without a menu bar hears nothing.
pub(super) async fn tells(told: impl Fn(Told)) {
    #[cfg(all(target_os = "linux", feature = "tray"))]
    super::linux::system_bus::tell(&told).await;
    #[cfg(not(all(target_os = "linux", feature = "tray")))]
    drop(told);
    std::future::pending::<()>().await;
}

/// What the computer lives on at this moment.
pub async fn power() -> Power {
    #[cfg(all(target_os = "linux", feature = "tray"))]
    return super::linux::system_bus::power_now().await;
    #[cfg(all(target_os = "macos", feature = "tray"))]
    return super::macos::power_events::power();
    #[cfg(not(all(any(target_os = "linux", target_os = "macos"), feature = "tray")))]
    Power::default()
}
