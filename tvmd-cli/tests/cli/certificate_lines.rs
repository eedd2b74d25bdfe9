//! What is wrong with a certificate is shown at its line, be it the form or what it proves.

use super::certificates::{certificate, verify};
use crate::{example, json, tvmd};
use std::fs;
use tempfile::TempDir;

/// What is wrong with its form is shown at its line, as in every other file.
#[test]
fn a_certificate_of_the_wrong_form_is_shown_at_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.json");
    let run =
        tvmd(["optimum", example("gallery.json").to_str().unwrap(), "--certificate", file.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let text = std::fs::read_to_string(&file).unwrap();
    let line = |part: &str| 1 + text[..text.find(part).unwrap()].matches('\n').count();
    let said = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let run = tvmd(["verify", file.to_str().unwrap()]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        run.stderr
    };
    let value = "\n  \"value\": \"3/2\"";
    let wrong = said(&text.replace(value, "\n  \"value\": \"3 / x\""));
    let shown = format!("line {}: not a certificate: `3 / x` is no rational", line(value) + 1);
    assert!(wrong.contains(&shown) && wrong.contains("| ") && wrong.ends_with(" ^^^^^^^\n"), "{wrong}");
    // A field that isn't known, where it stands, and not that the file is an instance.
    let wrong = said(&text.replace("\"proves\"", "\"prooves\""));
    let shown = format!("line {}: not a certificate: unknown field `prooves`", line("\"proves\""));
    assert!(wrong.contains(&shown) && wrong.ends_with(" ^^^^^^^^^\n"), "{wrong}");
    let wrong = said(&text[..text.len() / 2]);
    assert!(wrong.contains("line ") && wrong.contains("it is not JSON: EOF while parsing"), "{wrong}");
}

/// What is right in form and proves nothing is shown where that is seen: a row of the mechanism, a multiplier, a probability, the value.
#[test]
fn a_certificate_that_proves_nothing_is_shown_at_its_line() {
    let folder = TempDir::new().unwrap();
    let dsic = certificate(&folder, "dsic.json", &["optimum"]);
    let near = certificate(&folder, "near.json", &["optimum", "--within=1/10"]);
    let wrong = folder.path().join("wrong.json");
    // The first of the texts that is found behind the second, exchanged; and the text that is marked, from its beginning to the end of the line.
    for (file, from, behind, to, said, marked) in [
        (
            &dsic,
            "\"value\": \"3/2\"",
            "",
            "\"value\": \"2\"",
            "the mechanism attains 3/2, the upper bound is 3/2, not 2",
            "\"2\"",
        ),
        (&dsic, "\"multiplier\": \"", "", "\"multiplier\": \"-", "a multiplier that is negative", "\"-"),
        (
            &dsic,
            "\"probability\": \"1/4\"",
            "",
            "\"probability\": \"1/8\"",
            "probabilities that are negative or don't add up to 1",
            "[",
        ),
        (&near, "\"probability\": \"", "\"worst_prior\"", "\"probability\": \"-", "", "["),
        (&dsic, "\"First\": \"", "\"pays\"", "\"First\": \"9", "a payment outside [-H, H]", "\"First\": \"9"),
        (
            &dsic,
            "\"First\": \"",
            "\"pays\"",
            "\"First\": \"-",
            "gains more than is allowed by reporting High",
            "\"when\": [",
        ),
        (&near, "\"within\": \"1/10\"", "", "\"within\": \"2\"", "a distance that isn't in [0, 1]", "\"2\""),
    ] {
        let text = fs::read_to_string(file).unwrap();
        let (before, after) = text.split_at(text.find(behind).unwrap());
        assert!(after.contains(from), "{from} is not in\n{text}");
        fs::write(&wrong, format!("{before}{}", after.replacen(from, to, 1))).unwrap();
        let run = verify(&wrong, &[]);
        assert_eq!(run.status, 1, "{to}: {}{}", run.stdout, run.stderr);
        let text = fs::read_to_string(&wrong).unwrap();
        let line: usize =
            run.stdout.strip_prefix("not valid: line ").unwrap().split(':').next().unwrap().parse().unwrap();
        let shown = text.lines().nth(line - 1).unwrap();
        assert!(run.stdout.contains(&format!("{line} | {shown}\n")), "{}", run.stdout);
        assert!(run.stdout.contains(said) && shown.contains(marked), "{}", run.stdout);
        let mark = run.stdout.trim_end().lines().last().unwrap();
        assert_eq!(mark.trim_start_matches([' ', '|']).trim_matches('^'), "", "{}", run.stdout);
        // Programs are told the line, too, and the same reason.
        let answer = json(&verify(&wrong, &["--format=json"]));
        assert_eq!((&answer["line"], &answer["valid"]), (&line.into(), &false.into()));
        assert!(run.stdout.contains(answer["reason"].as_str().unwrap()), "{answer}");
    }
    let right = json(&verify(&dsic, &["--format=json"]));
    assert!(right.get("line").is_none());
}
