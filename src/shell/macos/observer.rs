use std::ptr::NonNull;

use block2::RcBlock;
use objc2::rc::Retained;
use objc2::runtime::{NSObjectProtocol, ProtocolObject};
use objc2_foundation::{NSNotification, NSNotificationCenter, NSNotificationName};

/// Hears one of the system's notifications for as long as it lives.
pub struct Observer {
    center: Retained<NSNotificationCenter>,
    token: Retained<ProtocolObject<dyn NSObjectProtocol>>,
}

impl Observer {
    /// Calls `heard` whenever `center` posts `name`, on the thread that posts it.
    pub fn new(
        center: Retained<NSNotificationCenter>,
        name: &NSNotificationName,
        heard: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let block = RcBlock::new(move |_: NonNull<NSNotification>| heard());
        #[allow(unsafe_code)]
        // SAFETY: there is no object to be of a wrong type and no queue, and the block may be sent and called anywhere, as
        // what it holds is `Send` and `Sync`.
        let token = unsafe { center.addObserverForName_object_queue_usingBlock(Some(name), None, None, &block) };
        Self { center, token }
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        #[allow(unsafe_code)]
        // SAFETY: the token is what this center answered when the observer was added, which is the type it wants back.
        unsafe {
            self.center.removeObserver(self.token.as_ref())
        };
    }
}
