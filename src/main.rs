//! The `revone` program; see `revone --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    revone::cli::main()
}
