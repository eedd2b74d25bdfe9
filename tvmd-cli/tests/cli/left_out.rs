//! What would pass without a word, since it is left out or about nothing, is refused: of tables, of files without a prior.

use super::calls::{gallery, refused};
use super::{example, tvmd};

/// What would be written under a name that says something else, counts that are none, and tables that aren't made are refused, not left out.
#[test]
fn what_would_be_left_out_or_misnamed_is_refused() {
    refused(
        &["check", "FILE", "--page", "out.json"],
        &["--page: out.json would hold a page for a browser; name it out.html"],
    );
    refused(&["optimum", "FILE", "--page=a.svg"], &["name it a.html"]);
    // The page of `robustness` was `--out` once, and is read so still.
    for option in ["--page", "--out"] {
        refused(
            &["robustness", "FILE", option, "out.json"],
            &["--page: out.json would hold a page for a browser"],
        );
    }
    refused(
        &["optimum", "FILE", "--table", "out.csv"],
        &["--table: out.csv would hold arrays of numpy; name it out.npz"],
    );
    refused(
        &["check", "FILE", "--drawing=out.PNG"],
        &["--drawing: out.PNG would hold a drawing; name it out.svg"],
    );
    for count in ["0", "1.5", "99999999999999999999999", "ten"] {
        let said = format!("`{count}` is no count; write a whole number from 1 to ");
        refused(&["check", "FILE", "--budget", count], &["--budget", &said]);
        refused(&["verify", "FILE", "--budget", count], &["--budget", &said]);
    }
    refused(
        &["optimum", "FILE", "--time-limit", "1s"],
        &["`1s` is no number of seconds; write a whole one from 1 to "],
    );
    refused(
        &["maxmin", "FILE", "--show", "interim"],
        &["expectations are those under one prior, and this is guaranteed under many"],
    );
    let many = example("hundred_bidders.json").canonicalize().unwrap();
    let many = many.to_str().unwrap();
    refused(
        &["check", many, "--show", "interim"],
        &["--show: tables are made of every profile, and here there are more than"],
    );
    refused(
        &["check", many, "--sweep", "bound=2..3"],
        &["--sweep: every profile is looked at for each value, and here there are more than"],
    );
    // Names in a list may have spaces between.
    let run = gallery(&["compare", "FILE", "--mechanisms", "Posted, Reserve"]);
    assert!(run.status == 0 && run.stdout.contains("Posted  Reserve"), "{}{}", run.stdout, run.stderr);
}

/// Each command that needs a prior says what for, and how one is written.
#[test]
fn a_file_without_a_prior_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bare.json");
    let text = std::fs::read_to_string(example("gallery.json")).unwrap();
    let mut instance: serde_json::Value = serde_json::from_str(&text).unwrap();
    instance.as_object_mut().unwrap().remove("prior");
    instance["mechanisms"] = serde_json::json!({ "Clarke": { "vcg": {} } });
    std::fs::write(&file, instance.to_string()).unwrap();
    let file = file.to_str().unwrap();
    for command in ["optimum", "maxmin", "robustness", "simple", "gambit", "tv"] {
        refused(
            &[command, file],
            &[
                "bare.json: ",
                ", and the file has no `prior`\n  help: \"prior\": \"uniform\" makes all types equally likely\n",
            ],
        );
    }
    let run = tvmd(["compare", file]);
    assert!(run.status == 0 && run.stdout.contains("without a prior nothing is expected"), "{}", run.stdout);
}
