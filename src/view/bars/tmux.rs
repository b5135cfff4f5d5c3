//! A text for tmux's status line. Of what a command prints there, tmux takes `#` for the beginning of a format or a style;
//! two of them are one that is shown (tmux(1), FORMATS).

use jiff::Timestamp;

use crate::app::Model;

pub(super) fn tmux(model: &Model, now: Timestamp) -> String {
    super::text(model, now).replace('#', "##")
}
