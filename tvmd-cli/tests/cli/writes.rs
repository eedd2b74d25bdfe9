//! What is written to files: never over what is read, and whole or not at all, whatever stops it.

use super::{example, tvmd, tvmd_in};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The files of a folder, but what a killed process left.
fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let left = path.file_name().unwrap().to_str().unwrap().starts_with(".tvmd-");
        if path.is_file() && !left {
            files.insert(path.clone(), fs::read_to_string(&path).unwrap());
        }
    }
    files
}

/// A folder with an instance, by several names, and one that includes its prior.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("d")).unwrap();
    fs::copy(example("gallery.json"), at("in.json")).unwrap();
    fs::hard_link(at("in.json"), at("hard.json")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("in.json", at("link.json")).unwrap();
    #[cfg(not(unix))]
    fs::hard_link(at("in.json"), at("link.json")).unwrap();
    let mut including: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(at("in.json")).unwrap()).unwrap();
    including["prior"] = serde_json::json!({ "include": "prior.csv" });
    fs::write(at("including.json"), including.to_string()).unwrap();
    fs::write(at("prior.csv"), "First,Second,probability\nLow,Low,1/2\nHigh,High,1/2\n").unwrap();
    folder
}

#[test]
fn no_input_is_overwritten() {
    let folder = folder();
    let before = files(folder.path());
    let other = folder.path().join("d/../in.json");
    let commands = [
        (&["optimum", "in.json"][..], "--certificate"),
        (&["optimum", "in.json", "--no-lotteries"], "--certificate"),
        (&["maxmin", "in.json"], "--certificate"),
        (&["maxmin", "link.json", "--family=posted"], "--certificate"),
        (&["robustness", "hard.json", "--mechanism=Posted"], "--page"),
        (&["gambit", "in.json", "--mechanism=Posted"], "--out"),
    ];
    for (command, option) in commands {
        for out in ["in.json", "./in.json", "d/../in.json", "link.json", "hard.json", other.to_str().unwrap()]
        {
            let call = [command, &[option, out]].concat();
            let run = tvmd_in(folder.path(), &call);
            assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{call:?}");
            assert!(run.stderr.contains(option) && run.stderr.contains("is read, too"), "{}", run.stderr);
        }
        for (out, reason) in [("d", "is a folder"), ("no/out.json", "a folder that doesn't exist")] {
            let run = tvmd_in(folder.path(), [command, &[option, out]].concat());
            assert!(run.status == 2 && run.stderr.contains(reason), "{}", run.stderr);
        }
    }
    // An included file is read, too.
    let included = ["optimum", "including.json", "--truthfulness=bic", "--certificate", "./prior.csv"];
    let run = tvmd_in(folder.path(), included);
    assert!(run.status == 2 && run.stderr.contains("is read, too"), "{}", run.stderr);
    assert_eq!(files(folder.path()), before);

    let elsewhere = ["optimum", "including.json", "--truthfulness=bic", "--certificate", "d/out.json"];
    assert_eq!(tvmd_in(folder.path(), elsewhere).status, 0);
    #[cfg(unix)]
    for device in ["/dev/null", "/dev/stdout"] {
        let run = tvmd_in(folder.path(), ["optimum", "in.json", "--certificate", device]);
        assert_eq!(
            (run.status, run.stdout.contains("\"proves\"")),
            (0, device == "/dev/stdout"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn no_page_is_written_over_the_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let search = ["audit", "--only=lemma-1", "--budget=5"];
    let keep = tvmd_in(folder.path(), search.iter().chain(&["--keep"]));
    assert_eq!(keep.status, 0, "{}", keep.stderr);
    let before = files(&folder.path().join("catalogue"));
    assert_eq!(before.len(), 1);
    for option in ["--html", "--page"] {
        for kept in ["catalogue/lemma-1.json", "catalogue/../catalogue/lemma-1.json"] {
            let run = tvmd_in(folder.path(), ["audit", "--only=lemma-1", "--budget=5", option, kept]);
            assert!(run.status == 2 && run.stderr.contains("is read, too"), "{}", run.stderr);
        }
    }
    assert_eq!(files(&folder.path().join("catalogue")), before);
    // What isn't there yet would be written twice.
    let both = ["audit", "--budget=5", "--keep", "--only=lemma-2", "--html=catalogue/lemma-2.json"];
    let run = tvmd_in(folder.path(), both);
    assert_eq!(run.status, 2, "{}", run.stderr);
}

/// A buyer with so many types that her certificate takes more than one write.
fn large(folder: &Path) -> PathBuf {
    let types: Vec<_> = (1..=40)
        .map(|number| serde_json::json!({ "name": format!("T{number}"), "values": { "A": (number % 7).to_string(), "B": format!("{number}/3") } }))
        .collect();
    let instance = serde_json::json!({
        "tvmd": 1, "prior": "uniform",
        "setting": { "name": "Large", "items": ["A", "B"], "bound": "50",
            "agents": [{ "name": "Ann", "valuation": "additive", "types": types }] },
        "mechanisms": { "Posted": { "posted_prices": { "prices": { "A": "3", "B": "2" } } } }
    });
    let file = folder.join("large.json");
    fs::write(&file, instance.to_string()).unwrap();
    file
}

/// Writes can't go on beyond a size, as on a disk that is full: the old file is kept, and nothing is left beside it.
#[cfg(unix)]
#[test]
fn where_there_is_no_room_the_old_file_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let large = large(folder.path());
    for call in [
        vec!["optimum", "large.json", "--certificate", "out"],
        vec!["maxmin", "large.json", "--certificate", "out"],
        vec!["robustness", "large.json", "--mechanism=Posted", "--page", "out"],
        vec!["audit", "--only=lemma-1,lemma-2", "--budget=1", "--from-scratch", "--html", "out"],
    ] {
        let out = folder.path().join("out");
        fs::write(&out, "old").unwrap();
        let run = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_tvmd")])
            .args(&call)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let stderr = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{call:?}: {stderr}");
        assert!(stderr.contains("out: can't be written"), "{call:?}: {stderr}");
        let entries = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!((fs::read_to_string(&out).unwrap().as_str(), entries), ("old", 2), "{call:?}");
        assert!(large.exists());
    }
}

/// How many processes are killed for each kind of file: `TVMD_KILLS`, or a few.
fn kills() -> u32 {
    std::env::var("TVMD_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(6)
}

/// Starts `tvmd`, and kills it a random while after it has begun to write; the file is the old one or the new one, or absent where
/// there was none.
fn killed_while_writing(folder: &Path, call: &[&str], out: &Path) {
    let start = |folder: &Path| -> Child {
        Command::new(env!("CARGO_BIN_EXE_tvmd"))
            .args(call)
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    assert!(start(folder).wait().unwrap().success(), "{call:?}");
    let new = fs::read_to_string(out).unwrap();
    let mut cut_off = 0;
    for kill in 0..kills() {
        let old = (kill % 2 == 0).then(|| "old ".repeat(5_000));
        match &old {
            Some(old) => fs::write(out, old).unwrap(),
            None => fs::remove_file(out).unwrap_or_default(),
        }
        let listed = || fs::read_dir(out.parent().unwrap()).unwrap().count();
        let (entries, length) = (listed(), fs::metadata(out).map(|is| is.len()).ok());
        let mut child = start(folder);
        let begun = || listed() != entries || fs::metadata(out).map(|is| is.len()).ok() != length;
        while child.try_wait().unwrap().is_none() && !begun() {}
        // The lowest digits of the clock are as random as a death needs.
        let nanoseconds = Instant::now().elapsed().subsec_nanos()
            + std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().subsec_nanos();
        sleep(Duration::from_micros(u64::from(nanoseconds / 7 % 400)));
        child.kill().unwrap();
        cut_off += u32::from(!child.wait().unwrap().success());
        let found = fs::read_to_string(out).ok();
        assert!(
            found == old || found.as_deref() == Some(&new),
            "{call:?}: {} bytes",
            found.unwrap_or_default().len()
        );
        for entry in fs::read_dir(out.parent().unwrap()).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap().to_str().unwrap().starts_with(".tvmd-") {
                fs::remove_file(path).unwrap();
            }
        }
    }
    println!("{}: {cut_off} of {} killed before the end", call.join(" "), kills());
}

#[test]
fn a_killed_writer_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    large(folder.path());
    let out = folder.path().join("out");
    killed_while_writing(folder.path(), &["optimum", "large.json", "--certificate", "out"], &out);
    killed_while_writing(folder.path(), &["maxmin", "large.json", "--certificate", "out"], &out);
    killed_while_writing(
        folder.path(),
        &["robustness", "large.json", "--mechanism=Posted", "--page", "out"],
        &out,
    );
    let search = ["audit", "--only=lemma-1,lemma-2", "--budget=1", "--from-scratch", "--html", "out"];
    killed_while_writing(folder.path(), &search, &out);
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    let catalogue = format!("--catalogue={}", catalogue.display());
    let page = ["audit", "--only=lemma-1,lemma-2,lemma-3", &catalogue, "--page", "out"];
    killed_while_writing(folder.path(), &page, &out);
}

/// The catalogue is read before it is written, so there is no old file but one that is as bad.
#[test]
fn a_killed_search_leaves_a_catalogue_that_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("catalogue/lemma-2.json");
    let call = ["audit", "--only=lemma-2", "--budget=20", "--keep"];
    assert_eq!(tvmd_in(folder.path(), call).status, 0);
    let new = fs::read_to_string(&kept).unwrap();
    for kill in 0..u64::from(kills()) {
        fs::remove_file(&kept).unwrap_or_default();
        let mut child = Command::new(env!("CARGO_BIN_EXE_tvmd"))
            .args(call)
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let listed = || fs::read_dir(folder.path().join("catalogue")).unwrap().count();
        let entries = listed();
        while child.try_wait().unwrap().is_none() && listed() == entries {}
        sleep(Duration::from_micros(kill * 37 % 300));
        child.kill().unwrap();
        child.wait().unwrap();
        if let Ok(found) = fs::read_to_string(&kept) {
            assert!(found == new, "{} bytes", found.len());
        }
        assert_eq!(tvmd_in(folder.path(), ["audit", "--only=lemma-2", "--budget=1"]).status, 0);
    }
}

#[test]
fn of_two_calls_at_once_one_writes_the_file() {
    let folder = tempfile::tempdir().unwrap();
    large(folder.path());
    let out = folder.path().join("out");
    let call = |objective: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tvmd"));
        command.args(["optimum", "large.json", "--certificate", "out", "--objective", objective]);
        command.current_dir(folder.path()).stdout(Stdio::null());
        command
    };
    let whole = ["revenue", "welfare"].map(|objective| {
        assert!(call(objective).status().unwrap().success());
        fs::read_to_string(&out).unwrap()
    });
    for _ in 0..3 {
        let both = ["revenue", "welfare"].map(|objective| call(objective).spawn().unwrap());
        for mut one in both {
            assert!(one.wait().unwrap().success());
        }
        assert!(whole.contains(&fs::read_to_string(&out).unwrap()));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    assert_eq!(tvmd(["verify".as_ref(), out.as_os_str()]).status, 0);
}
