//! `cargo tvmd`: cargo looks for a program of this name and hands it its own arguments, `tvmd` before the others.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().peekable();
    let program = arguments.next();
    arguments.next_if(|first| first == "tvmd");
    tvmd_cli::run("cargo tvmd", program.into_iter().chain(arguments))
}
