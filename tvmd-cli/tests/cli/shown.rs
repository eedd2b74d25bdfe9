//! Whatever a name, an argument or a file holds, nothing is printed that moves the cursor or that isn't seen.

use super::{Run, tvmd, tvmd_in};

/// Clears the line of a failure and writes a success over it; turns the direction of writing; has no width.
const SPOOF: &str = "Ann\u{1b}[2K\r  DSIC        holds\u{1b}[8m\u{9b}2K\u{202e}\u{200b}";

/// A character that is not seen, other than the end of a line.
fn hidden(text: &str) -> Option<char> {
    let unseen = |character: &char| {
        character.is_control() || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
    };
    text.chars().filter(|character| *character != '\n').find(unseen)
}

fn is_seen(run: &Run, call: &str) {
    assert_eq!(hidden(&run.stdout), None, "{call}: {:?}", run.stdout);
    assert_eq!(hidden(&run.stderr), None, "{call}: {:?}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{call}: {}", run.stderr);
    let prints = format!("{}{}", run.stdout, run.stderr);
    assert!(!prints.lines().any(|line| line.trim() == "DSIC        holds"), "{call}: {prints}");
}

/// An instance whose agent, type, item and mechanism have the name, and where truth isn't dominant.
fn instance(name: &str) -> String {
    let name = serde_json::to_string(name).unwrap();
    format!(
        r#"{{ "tvmd": 1, "setting": {{ "name": "Shop", "items": [{name}], "bound": "4", "agents": [
             {{ "name": {name}, "valuation": "additive", "types": [ {{ "name": "Low", "values": {{ {name}: "1" }} }},
               {{ "name": {name}, "values": {{ {name}: "2" }} }} ] }} ] }},
           "prior": "uniform",
           "mechanisms": {{ {name}: {{ "outcomes": [
             {{ "when": [{name}], "gets": {{ {name}: [{name}] }}, "pays": {{ {name}: "2" }} }},
             {{ "when": ["Low"], "gets": {{ {name}: [{name}] }}, "pays": {{ {name}: "1" }} }}, {{ "when": ["_"] }} ] }} }} }}"#
    )
}

#[test]
fn names_in_files() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("spoof.json"), instance(SPOOF)).unwrap();
    for call in [
        &["check", "spoof.json"][..],
        &["check", "spoof.json", "--require=dsic"],
        &["check", "spoof.json", "--mechanism=Posted"],
        &["check", "spoof.json", "--format=json", "--page=check.html"],
        &["compare", "spoof.json", "--page=compare.html"],
        &["optimum", "spoof.json", "--page=optimum.html"],
        &["optimum", "spoof.json", "--certificate=certificate.json"],
        &["optimum", "spoof.json", "--format=json"],
        &["maxmin", "spoof.json"],
        &["simple", "spoof.json"],
        &["tv", "spoof.json", "spoof.json"],
        &["robustness", "spoof.json", "--mechanism", SPOOF, "--page=page.html"],
        &["robustness", "spoof.json", "--mechanism", SPOOF, "--format=json"],
        &["verify", "spoof.json"],
        &["verify", "spoof.json", "--format=json"],
    ] {
        is_seen(&tvmd_in(folder.path(), call), &call.join(" "));
    }
    for written in ["certificate.json", "page.html", "check.html", "compare.html", "optimum.html"] {
        let text = std::fs::read_to_string(folder.path().join(written)).unwrap_or_default();
        assert_eq!(hidden(&text), None, "{written}: {text:?}");
    }
}

/// A name that is plain is printed as it is, accents and all.
#[test]
fn names_that_are_seen_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plain.json"), instance("Zoë")).unwrap();
    for format in ["--format=text", "--format=json"] {
        let run = tvmd_in(folder.path(), ["check", "plain.json", format]);
        assert!(run.status == 0 && run.stdout.contains("Zoë"), "{}{}", run.stdout, run.stderr);
    }
}

#[test]
fn arguments() {
    let unknown = format!("--{SPOOF}");
    for call in [
        &[SPOOF][..],
        &["check", SPOOF],
        &["check", "x.json", &unknown],
        &["check", "x.json", "--require", SPOOF],
        &["check", "x.json", "--format", SPOOF],
        &["optimum", "x.json", "--epsilon", SPOOF],
        &["optimum", "x.json", "--certificate", &format!("{SPOOF}/x")],
        &["robustness", "x.json", "--mechanism=M", "--promise", SPOOF],
        &["robustness", "x.json", "--mechanism=M", "--delta", SPOOF],
        &["tv", "x.json", "--tolerance", SPOOF],
        &["audit", "--only", SPOOF],
        &["audit", "--catalogue", SPOOF],
        &["audit", "--budget", SPOOF],
        &["audit", "--seed", SPOOF],
        &["man", SPOOF],
        &["completions", SPOOF],
        &["verify", SPOOF],
    ] {
        let run = tvmd(call);
        assert_eq!(run.status, 2, "{call:?}");
        is_seen(&run, &format!("{call:?}"));
    }
    // What was written is shown, so that it can be found.
    assert!(tvmd([SPOOF]).stderr.contains("\\u{1b}[2K"));
}
