//! The crates as others meet them: separate crates, outside the workspace, built and tested as strangers would (of users, and papers);
//! the compiler's messages; what is documented, what is tested, and which compiler it takes.
#![allow(clippy::unwrap_used, reason = "a failure to run cargo is a failed test")]

mod docs;
mod messages;
mod msrv;
mod papers;
mod units;
mod user_crates;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the workspace.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs cargo in a crate, and returns what it prints if all went well. The workspace's lock file is lent to the crate, so that both
/// build the same versions, and its target folder, so that what others wrote is built once for both, as long as it is built alike. The
/// library is built anew, as users have it; these crates and the cases of `ui` share it.
fn cargo(folder: &Path, arguments: &[&str]) -> String {
    std::fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap())
        .env_remove("RUSTFLAGS")
        // As the workspace has it.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_LTO", "off")
        // What would make the next build quicker takes time.
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "cargo {arguments:?} in {}\n{stdout}\n{stderr}", folder.display());
    stdout.into_owned()
}
