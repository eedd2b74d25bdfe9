//! What a mechanism is worth near its prior, and distances of priors.

use super::{example, json, tvmd};

#[test]
fn the_closest_product() {
    let file = example("myerson_correlated.json");
    let run = tvmd(["tv".as_ref(), file.as_os_str(), "--tolerance=1/50".as_ref(), "--format=json".as_ref()]);
    let answer = json(&run);
    let bound = |name: &str| tvmd_core::exact::parse(answer[name].as_str().unwrap()).unwrap();
    let width = bound("upper") - bound("lower");
    assert!(width >= tvmd_core::ratio!(0) && width <= tvmd_core::ratio!(1 / 50), "{}", run.stdout);
    assert_eq!(answer["product"].as_object().unwrap().len(), 2);

    let people = tvmd(["tv".as_ref(), file.as_os_str()]);
    assert!(people.stdout.contains("to the closest product"), "{}", people.stdout);
    let independent = tvmd(["tv".as_ref(), example("gallery.json").as_os_str()]);
    assert!(
        independent.stdout.starts_with("total variation distance 0 to the closest product"),
        "{}",
        independent.stdout
    );
    for wrong in ["0", "-1", "x"] {
        let refused = tvmd(["tv".as_ref(), file.as_os_str(), "--tolerance".as_ref(), wrong.as_ref()]);
        assert!(refused.status == 2 && refused.stderr.contains("--tolerance"), "{}", refused.stderr);
    }
    let alone = tvmd(["tv".as_ref(), example("lottery_unit_demand.json").as_os_str()]);
    assert!(
        alone.status == 2 && alone.stderr.contains("exactly one type for each combination"),
        "{}",
        alone.stderr
    );
}

/// The gallery's posted prices near its prior: what Lemma 2 bounds, the worst prior, promises that hold and one that doesn't.
#[test]
fn robustness() {
    let file = example("gallery.json");
    let asked = |more: &[&str]| {
        let arguments = ["robustness", file.to_str().unwrap(), "--mechanism", "Posted"];
        tvmd(arguments.iter().chain(more))
    };
    let run = asked(&["--format", "json", "--delta", "1/5", "--promise", "regret<=0"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let answer = json(&run);
    let points = answer["objective"]["least"].as_array().unwrap();
    let number = |value: &serde_json::Value| tvmd_core::exact::parse(value.as_str().unwrap()).unwrap();
    let expected = number(&points[0]["value"]);
    let width = number(&answer["bounds"]["lemma_2"]["width_in_play"]);
    assert!(points.len() > 1);
    for point in points {
        let (delta, value) = (number(&point["delta"]), number(&point["value"]));
        assert!(value <= expected && value >= &expected - &width * delta);
    }
    assert_eq!(answer["promises"][0]["holds_up_to"], "1");
    assert!(answer["objective"]["worst_prior"]["joint"].is_array());
    assert_eq!(answer["ball"], "all");
    // Truth is dominant, so nobody ever gains: people read a sentence, and programs the curve, too.
    let said = "truth is dominant, so no lie gains anything under any prior\n";
    let words = asked(&[]).stdout;
    assert!(words.contains(said) && !words.contains("Lemma 4") && !words.contains("largest gain"), "{words}");
    assert!(asked(&["--format=csv"]).stdout.contains("# Corners of the curve of the largest gain\nδ,gain\n"));
    let refusal =
        tvmd(["robustness", file.to_str().unwrap(), "--mechanism=FirstRefusal", "--delta=0"]).stdout;
    assert!(refusal.contains("  no lie gains anything\n") && refusal.contains("Lemma 4"), "{refusal}");
    let truthful = serde_json::json!([{ "epsilon": "0", "q": "0", "exact": true }]);
    assert_eq!(answer["incentives"]["frontier"], truthful);

    let kept = json(&asked(&["--format=json", "--ball=support"]));
    assert_eq!(kept["ball"], "support");
    let end = |answer: &serde_json::Value| {
        number(&answer["objective"]["least"].as_array().unwrap().last().unwrap()["value"])
    };
    // Somebody comes, but it may be nobody who buys.
    assert!(end(&kept) >= end(&answer));
    let first = ["robustness", file.to_str().unwrap(), "--mechanism=FirstRefusal", "--ball=support"];
    let run = tvmd(first);
    assert!(run.stdout.contains("(ε, q)-BIC   under every prior: (0, 3/5), (1/5, 0)\n"), "{}", run.stdout);

    // Where types stay independent, at one distance only.
    let near = json(&asked(&["--format=json", "--ball=product", "--delta=1/5", "--promise=revenue>=1"]));
    assert_eq!((&near["ball"], &near["promises"][0]["holds"]), (&"product".into(), &false.into()));
    assert_eq!(near["objective"]["least_at_delta"], "153/200");
    assert!(near["objective"].get("least").is_none() && near["incentives"]["lie"].is_null());
    let run = asked(&["--ball=product", "--promise=welfare>=1/2"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains(
        "where types are independent, and each agent's distribution is within 1/10 of the file's\n"
    ));
    assert!(run.stdout.contains(&format!("  {said}  welfare >= 1/2 holds\n")), "{}", run.stdout);
    // The worst prior is a table as in the other balls.
    let title = "The prior within 1/10 for each agent under which expected revenue is least\n";
    assert!(run.stdout.contains(title) && run.stdout.contains("  prior  worst prior\n"), "{}", run.stdout);
    let table = asked(&["--ball=product", "--format=csv"]);
    assert!(table.stdout.contains(",prior,worst prior\n"), "{}", table.stdout);
    let run = asked(&["--ball=product", "--promise=revenue>=100"]);
    assert!(run.status == 1 && run.stderr.contains("revenue >= 100 doesn't hold"), "{}", run.stderr);
    let correlated = example("cremer_mclean.json");
    let run = tvmd(["robustness", correlated.to_str().unwrap(), "--mechanism=Vickrey", "--ball=product"]);
    assert!(
        run.status == 2 && run.stderr.contains("about independent types, and the file's aren't"),
        "{}",
        run.stderr
    );
    let run = asked(&["--promise", "revenue>=1"]);
    assert!(
        run.stdout.contains("revenue >= 1 is broken; it holds up to δ = 1/12 (~0.0833)\n"),
        "{}",
        run.stdout
    );
    let run = asked(&["--promise", "revenue>=100"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("doesn't hold under the prior itself"), "{}", run.stdout);
    assert!(
        run.stderr.contains("revenue >= 100 doesn't hold under every prior within 1/10"),
        "{}",
        run.stderr
    );

    for (wrong, said) in [
        (["--delta", "2"], "2 isn't a distance of distributions"),
        (["--promise", "profit>=1"], "`profit>=1` is not a promise"),
        (["--mechanism", "Postde"], "cannot be used multiple times"),
    ] {
        let run = asked(&wrong);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}
