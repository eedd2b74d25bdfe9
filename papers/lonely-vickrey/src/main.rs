//! The ledger of the paper: `cargo run --release`, with all flags of `tvmd audit`.

use lonely_vickrey::LonelyVickrey;
use std::process::ExitCode;

fn main() -> ExitCode {
    tvmd_cli::audit(&[&LonelyVickrey])
}
