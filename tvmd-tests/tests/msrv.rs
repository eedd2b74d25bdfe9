//! The MSRV that `Cargo.toml` states is not below that of any dependency. That our own code keeps to it is clippy's
//! `incompatible_msrv`, which the workspace denies.
#![allow(clippy::unwrap_used, reason = "a failure to run cargo is a failed test")]

use std::process::Command;

/// `1.89` or `1.89.0` as numbers.
fn version(text: &str) -> Vec<u64> {
    let mut parts: Vec<u64> = text.split('.').map(|part| part.parse().unwrap()).collect();
    parts.resize(3, 0);
    parts
}

#[test]
fn no_dependency_needs_a_newer_compiler() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let stated = |name: &str| {
        let package = packages.iter().find(|package| package["name"] == name).unwrap();
        version(package["rust_version"].as_str().unwrap())
    };
    let ours = stated("tvmd");
    let members: Vec<&str> =
        metadata["workspace_members"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    let of_workspace = packages.iter().filter(|package| members.contains(&package["id"].as_str().unwrap()));
    for member in of_workspace.map(|package| package["name"].as_str().unwrap()) {
        assert_eq!(stated(member), ours, "{member}");
    }
    for package in packages {
        if let Some(theirs) = package["rust_version"].as_str() {
            assert!(version(theirs) <= ours, "{} needs {theirs}", package["name"]);
        }
    }
}
