//! Certificates on the command line: what is proved, of which file, and where an instance is read.

use crate::{example, json, tvmd};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A certificate that a command writes about an example.
fn certificate(folder: &TempDir, name: &str, command: &[&str]) -> PathBuf {
    let out = folder.path().join(name);
    let file = example("gallery.json");
    let (file, path) = (file.to_str().unwrap(), out.to_str().unwrap());
    let run = tvmd([&command[..1], &[file], &command[1..], &["--certificate", path]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    out
}

fn verify(certificate: &Path, more: &[&str]) -> crate::Run {
    tvmd([&["verify", certificate.to_str().unwrap()], more].concat())
}

#[test]
fn the_verdict_is_the_whole_claim() {
    let folder = TempDir::new().unwrap();
    for (command, said, proves, under) in [
        (
            &["optimum"][..],
            "(expected revenue in Gallery under its prior; DSIC, ex-post IR, with lotteries)",
            "optimum",
            "prior",
        ),
        (
            &[
                "optimum",
                "--truthfulness",
                "bic",
                "--epsilon",
                "1/10",
                "--participation",
                "interim",
                "--objective",
                "welfare",
            ],
            "(expected welfare in Gallery under its prior; BIC up to a gain of 1/10, interim IR, with lotteries)",
            "optimum",
            "prior",
        ),
        (
            &["optimum", "--no-lotteries"],
            "(expected revenue in Gallery under its prior; DSIC, ex-post IR, without lotteries)",
            "deterministic",
            "prior",
        ),
        (
            &["maxmin"],
            "(expected revenue in Gallery under every joint distribution with the marginals of its prior; DSIC, ex-post IR, with lotteries)",
            "max-min",
            "marginals",
        ),
        (
            &["optimum", "--within", "1/10"],
            "(expected revenue in Gallery under every prior within 1/10 of its prior; DSIC, ex-post IR, with lotteries)",
            "robust-optimum",
            "prior",
        ),
        (
            &["optimum", "--within=1/10", "--ball=support", "--truthfulness=bic", "--participation=interim"],
            "(expected revenue in Gallery under every prior within 1/10 of its prior, and with no mass where that has none; BIC, interim IR, with lotteries)",
            "robust-optimum",
            "prior",
        ),
        (
            &["maxmin", "--within=1/10", "--within", "Second=1/5", "--ball", "support"],
            "(expected revenue in Gallery under every joint distribution with marginals near those of its prior (First within 1/10, Second within 1/5), and with no mass where those have none; DSIC, ex-post IR, with lotteries)",
            "max-min",
            "marginals",
        ),
    ] {
        let out = certificate(&folder, "out.json", command);
        let run = verify(&out, &[]);
        assert!(
            run.stdout.starts_with("valid: the ") && run.stdout.trim_end().ends_with(said),
            "{}",
            run.stdout
        );
        assert_eq!(run.stdout.lines().count(), 1);
        let answer = json(&verify(&out, &["--format=json"]));
        let claim = &answer["claim"];
        assert_eq!(
            (&answer["valid"], &claim["proves"], &claim["under"]),
            (&true.into(), &proves.into(), &under.into())
        );
        assert!(claim["in_words"].as_str().unwrap().ends_with(said));
        let is_near = command.iter().any(|word| word.starts_with("--within"));
        assert_eq!(claim["ball"].is_string(), is_near);
    }
}

#[test]
fn a_certificate_is_about_its_setting_and_prior() {
    let folder = TempDir::new().unwrap();
    let gallery = example("gallery.json");
    let (optimum, maxmin) = (
        certificate(&folder, "optimum.json", &["optimum"]),
        certificate(&folder, "maxmin.json", &["maxmin"]),
    );
    let (robust, noisy) = (
        certificate(&folder, "robust.json", &["optimum", "--within", "1/10"]),
        certificate(&folder, "noisy.json", &["maxmin", "--within", "1/10"]),
    );
    // Another prior with the same marginals; other marginals; another bound.
    let text = fs::read_to_string(&gallery).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
    file.as_object_mut().unwrap().remove("mechanisms");
    let other = |name: &str, file: &serde_json::Value| {
        let path = folder.path().join(name);
        fs::write(&path, file.to_string()).unwrap();
        path
    };
    let mut changed = file.clone();
    changed["prior"] = serde_json::json!({ "joint": [
        { "profile": ["Low", "Low"], "probability": "1/2" }, { "profile": ["High", "High"], "probability": "1/2" },
    ]});
    let correlated = other("correlated.json", &changed);
    changed["prior"] = serde_json::json!({ "joint": [{ "profile": ["Low", "Low"], "probability": "1" }] });
    let sure = other("sure.json", &changed);
    file["setting"]["bound"] = "3".into();
    let larger = other("larger.json", &file);
    for (certificate, file, status) in [
        (&optimum, &gallery, 0),
        (&optimum, &optimum, 0),
        (&optimum, &correlated, 1),
        (&optimum, &larger, 1),
        (&maxmin, &gallery, 0),
        (&maxmin, &correlated, 0),
        (&maxmin, &sure, 1),
        (&maxmin, &larger, 1),
        (&robust, &gallery, 0),
        (&robust, &robust, 0),
        (&robust, &correlated, 1),
        (&noisy, &correlated, 0),
        (&noisy, &sure, 1),
    ] {
        let run = verify(certificate, &["--of", file.to_str().unwrap()]);
        assert_eq!(run.status, status, "{}{}", run.stdout, run.stderr);
        let words = if status == 0 { "\nit is about " } else { "\nit is not about " };
        assert!(run.stdout.contains(words) && run.stdout.starts_with("valid: "), "{}", run.stdout);
        let answer = json(&verify(certificate, &["--of", file.to_str().unwrap(), "--format=json"]));
        assert_eq!((&answer["valid"], &answer["of"]["same"]), (&true.into(), &(status == 0).into()));
        assert_eq!(answer["of"]["reason"].is_null(), status == 0);
    }
    let run = verify(&optimum, &["--of", correlated.to_str().unwrap()]);
    assert!(
        run.stdout.contains("(Low, Low) has mass 1/4 in the certificate and 1/2 there"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_is_no_certificate_is_the_wrong_input() {
    let folder = TempDir::new().unwrap();
    let words = folder.path().join("words.json");
    fs::write(&words, "hello").unwrap();
    let run = verify(&words, &[]);
    assert_eq!((run.status, &run.stdout[..]), (2, ""));
    assert!(run.stderr.contains("not a certificate: it is not JSON"), "{}", run.stderr);
    let run = verify(&example("gallery.json"), &[]);
    assert_eq!((run.status, &run.stdout[..]), (2, ""));
    assert!(run.stderr.contains("not a certificate: it is an instance"), "{}", run.stderr);
    let optimum = certificate(&folder, "optimum.json", &["optimum"]);
    let text = fs::read_to_string(&optimum).unwrap();
    fs::write(&words, text.replace("\"tvmd\": 1", "\"tvmd\": 2")).unwrap();
    let run = verify(&words, &[]);
    assert!(run.status == 2 && run.stderr.contains("version 2 of the format"), "{}", run.stderr);
    // What is repeated of a file can be seen.
    fs::write(&words, text.replace("\"objective\"", "\"a\\u001b[2K\\u202eb\"")).unwrap();
    let run = verify(&words, &[]);
    assert!(run.status == 2 && run.stderr.contains("\\u{1b}[2K\\u{202e}b"), "{}", run.stderr);
}

#[test]
fn a_certificate_is_read_where_an_instance_is() {
    let folder = TempDir::new().unwrap();
    let optimum = certificate(&folder, "optimum.json", &["optimum"]);
    let path = optimum.to_str().unwrap();
    let run = tvmd(["check", path, "--require", "dsic,ex_post_ir", "--format=json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let answer = json(&run);
    assert_eq!(answer["mechanisms"][0]["name"], "Certified");
    let value = &json(&verify(&optimum, &["--format=json"]))["value"];
    assert_eq!(&answer["mechanisms"][0]["revenue"], value);
    let gallery = example("gallery.json");
    for command in [
        &["robustness", path, "--mechanism", "Certified"][..],
        &["tv", path, gallery.to_str().unwrap()],
        &["optimum", path],
        &["maxmin", path],
        &["optimum", path, "--within", "1/10"],
    ] {
        let run = tvmd(command);
        assert_eq!(run.status, 0, "{command:?}: {}", run.stderr);
    }
    let answer = json(&tvmd(["optimum", path, "--format=json"]));
    assert_eq!(&answer["value"], value);
    // Each mistake at its place, as in an instance.
    let wrong = fs::read_to_string(&optimum).unwrap().replace("\"bound\": \"2\"", "\"bound\": \"0\"");
    fs::write(&optimum, wrong).unwrap();
    let run = tvmd(["check", path]);
    assert!(run.status == 2 && run.stderr.contains("setting.bound"), "{}", run.stderr);
}

/// Items go one by one where all agents are additive, so there may be as many as an instance has.
#[test]
fn many_additive_items_are_certified() {
    let folder = TempDir::new().unwrap();
    for items in [17, 64] {
        let names: Vec<String> = (0..items).map(|item| format!("I{item}")).collect();
        let values = |each: &str| {
            names.iter().map(|name| (name.clone(), each.into())).collect::<serde_json::Map<_, _>>()
        };
        let agent = serde_json::json!({ "name": "X", "valuation": "additive", "types": [
            { "name": "t0", "values": values("1") }, { "name": "t1", "values": values("2") },
        ]});
        let instance = serde_json::json!({ "tvmd": 1, "prior": "uniform", "setting": {
            "name": "Case", "items": names, "bound": "1000", "agents": [agent],
        }});
        let (file, out) = (folder.path().join("in.json"), folder.path().join("out.json"));
        fs::write(&file, instance.to_string()).unwrap();
        for command in ["optimum", "maxmin"] {
            let run = tvmd([command.as_ref(), file.as_os_str(), "--certificate".as_ref(), out.as_os_str()]);
            assert_eq!(run.status, 0, "{}", run.stderr);
            let run = verify(&out, &["--of", file.to_str().unwrap()]);
            assert_eq!(run.status, 0, "{items} {command}: {}", run.stdout);
        }
    }
}

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
