//! `tvmd`.

use std::process::ExitCode;

fn main() -> ExitCode {
    tvmd_cli::run("tvmd", std::env::args_os())
}
