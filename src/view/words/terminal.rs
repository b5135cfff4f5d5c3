//! Tables and figures in a terminal.
