//! What surrounds the pages of the window.
