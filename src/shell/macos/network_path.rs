//! Whether there is a way out to the network, as Network.framework's path monitor says. There are no bindings to that
//! framework, so that the seven functions of its `path_monitor.h` and `path.h` that it takes are declared here.

use std::ffi::c_void;
use std::ptr::NonNull;

use block2::{Block, RcBlock};
use dispatch2::{DispatchQueue, DispatchRetained};

use crate::app::{Event, Told};
use crate::shell::system_codes::network_of_path;
use crate::shell::tray_loop::Poster;

type Monitor = NonNull<c_void>;
type Path = NonNull<c_void>;

#[link(name = "Network", kind = "framework")]
#[allow(unsafe_code)]
unsafe extern "C" {
    fn nw_path_monitor_create() -> Option<Monitor>;
    fn nw_path_monitor_set_update_handler(monitor: Monitor, handler: &Block<dyn Fn(Path)>);
    fn nw_path_monitor_set_queue(monitor: Monitor, queue: &DispatchQueue);
    fn nw_path_monitor_start(monitor: Monitor);
    fn nw_path_monitor_cancel(monitor: Monitor);
    fn nw_path_get_status(path: Path) -> u32;
    fn nw_release(object: Monitor);
}

/// Tells the loop for as long as it lives.
pub struct NetworkPath {
    monitor: Monitor,
    _queue: DispatchRetained<DispatchQueue>,
}

/// Begins to tell, at first what is so already; `None` when the system gives no monitor.
pub fn observe(poster: &Poster) -> Option<NetworkPath> {
    let poster = poster.clone();
    let handler = RcBlock::new(move |path: Path| {
        #[allow(unsafe_code)]
        // SAFETY: the monitor calls this block with a path that lives as long as the call.
        let status = unsafe { nw_path_get_status(path) };
        poster.post(Event::Computer(Told::Network(network_of_path(status))));
    });
    let queue = DispatchQueue::new("app.revone.Revone.network", None);
    #[allow(unsafe_code)]
    // SAFETY: takes nothing, and gives an object that this function's caller owns, or none.
    let monitor = unsafe { nw_path_monitor_create() }?;
    #[allow(unsafe_code)]
    // SAFETY: the monitor is a live one, and copies the block, of which what it holds may be sent to any queue.
    unsafe {
        nw_path_monitor_set_update_handler(monitor, &handler)
    };
    #[allow(unsafe_code)]
    // SAFETY: both are live; the monitor retains the queue.
    unsafe {
        nw_path_monitor_set_queue(monitor, &queue)
    };
    #[allow(unsafe_code)]
    // SAFETY: it has its handler and its queue, and is started once.
    unsafe {
        nw_path_monitor_start(monitor)
    };
    Some(NetworkPath { monitor, _queue: queue })
}

impl Drop for NetworkPath {
    fn drop(&mut self) {
        #[allow(unsafe_code)]
        // SAFETY: the monitor is live and is cancelled once; a call of the block that is under way ends by itself.
        unsafe {
            nw_path_monitor_cancel(self.monitor)
        };
        #[allow(unsafe_code)]
        // SAFETY: gives back what `nw_path_monitor_create` gave; nobody uses it after this.
        unsafe {
            nw_release(self.monitor)
        };
    }
}
