use std::process::Command;

/// GTK's switch for its use of the graphics card.
const SWITCH: &str = "GDK_GL";

/// Keeps GTK away from OpenGL, unless its owner has said something of it. The first GTK program on a display otherwise
/// loads the graphics driver only to look at it, which costs a program without windows some 25 MiB for as long as it runs.
/// Must be called before there is a second thread: it changes the environment.
pub fn keep_gtk_off_the_graphics_card() {
    if let Err(error) = glib::setenv(SWITCH, "disable", false) {
        tracing::warn!(%error, "GTK may load the graphics driver");
    }
}

/// The window draws with the card again.
pub fn allow_the_graphics_card(child: &mut Command) {
    child.env_remove(SWITCH);
}
