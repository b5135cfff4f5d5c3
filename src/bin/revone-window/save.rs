//! The system's own panel for where a file goes. It does not hold up the loop; what was chosen arrives as a [`Wake`].

use std::path::PathBuf;

use revone::view::window::Listed;
use tao::event_loop::EventLoopProxy;
use tao::window::Window;
use uuid::Uuid;

use crate::Wake;

/// An export that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// What.
    pub of: Listed,
    /// Whose.
    pub organization: Uuid,
}

/// The panel while it is open.
#[derive(Default)]
pub struct SavePanel {
    #[cfg(target_os = "linux")]
    open: Option<gtk::FileChooserNative>,
}

impl SavePanel {
    /// Asks where an export goes.
    #[cfg(target_os = "linux")]
    pub fn ask(&mut self, export: Asked, window: &Window, proxy: EventLoopProxy<Wake>) {
        use gtk::prelude::{FileChooserExt, NativeDialogExt};
        use tao::platform::unix::WindowExtUnix;

        // One question at a time: the panel that is open takes the place of a second one.
        if self.open.as_ref().is_some_and(NativeDialogExt::is_visible) {
            return;
        }
        let panel = gtk::FileChooserNative::new(
            Some(revone::view::words::window_program::EXPORT),
            Some(window.gtk_window()),
            gtk::FileChooserAction::Save,
            None,
            None,
        );
        panel.set_do_overwrite_confirmation(true);
        panel.set_current_name(export.of.file_name());
        panel.connect_response(move |panel, response| {
            let file = (response == gtk::ResponseType::Accept).then(|| panel.filename()).flatten();
            chosen(&proxy, export, file);
        });
        panel.show();
        self.open = Some(panel);
    }

    /// Asks where an export goes.
    #[cfg(target_os = "macos")]
    pub fn ask(&mut self, export: Asked, window: &Window, proxy: EventLoopProxy<Wake>) {
        let panel = rfd::AsyncFileDialog::new().set_parent(window).set_file_name(export.of.file_name()).save_file();
        // The panel itself lives on the main thread; only the answer is waited for elsewhere.
        let wait = move || match tokio::runtime::Builder::new_current_thread().build() {
            Ok(runtime) => {
                let file = runtime.block_on(panel).map(|file| file.path().to_owned());
                chosen(&proxy, export, file);
            }
            Err(error) => eprintln!("revone-window: {error}"),
        };
        if let Err(error) = std::thread::Builder::new().name("panel".to_owned()).spawn(wait) {
            eprintln!("revone-window: {error}");
        }
    }
}

fn chosen(proxy: &EventLoopProxy<Wake>, export: Asked, file: Option<PathBuf>) {
    if let Some(path) = file {
        drop(proxy.send_event(Wake::Chosen(export, path)));
    }
}
