use std::env;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// GTK's switch for its use of the graphics card.
const SWITCH: &str = "GDK_GL";

/// Starts the program anew with GTK kept away from OpenGL, in the same process; returns if that was done already or cannot
/// be. The first GTK program on a display otherwise loads the graphics driver only to look at it, which costs a program
/// without windows some 25 MiB for as long as it runs. The switch is read before the program can set it for itself.
pub fn keep_gtk_off_the_graphics_card() {
    if env::var_os(SWITCH).is_some() {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let error = Command::new(program).args(env::args_os().skip(1)).env(SWITCH, "disable").exec();
    tracing::warn!(%error, "the program could not be started anew");
}

/// The window draws with the card again.
pub fn allow_the_graphics_card(child: &mut Command) {
    child.env_remove(SWITCH);
}
