/// Whether there is a session bus. Without one neither tray nor menu can be shown, and the libraries below only print a
/// warning and wait.
pub fn is_there() -> bool {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return false };
    runtime.block_on(zbus::Connection::session()).is_ok()
}
