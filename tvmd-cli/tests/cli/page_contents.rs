//! What pages say beside the numbers of their answers: the call that made them, names, the ledger with its links; and where they are written.

use super::pages::{has_every_number, is_a_page, written};
use super::{example, tvmd, tvmd_in};
use serde_json::Value;
use std::path::Path;

/// Of several mechanisms there is a picture and a table for each thing that was found, and a sentence for what holds throughout.
#[test]
fn sweeps_of_several_mechanisms() {
    let file = example("gallery.json");
    let call = ["check", file.to_str().unwrap(), "--sweep=bound=2..3 step 1/2"];
    let (answer, page) = written(&call, "--page");
    let values = answer["sweep"].as_array().unwrap().iter();
    let numbers: Vec<&Value> = values
        .flat_map(|at| {
            at["mechanisms"].as_array().unwrap().iter().flat_map(|own| [&own["revenue"], &own["welfare"]])
        })
        .collect();
    assert_eq!(numbers.len(), 18);
    has_every_number(&serde_json::to_value(numbers).unwrap(), &page);
    for caption in ["Revenue by bound", "Welfare by bound", "DSIC"] {
        assert_eq!(
            page.matches(&format!("<figcaption>{caption}</figcaption>")).count(),
            1,
            "{caption}: {page}"
        );
    }
    let heads = ["bound", "FirstRefusal", "Posted", "Reserve"].map(|name| format!(">{name}</th>"));
    assert!(heads.iter().all(|head| page.matches(head).count() == 3), "{page}");
    assert!(page.contains("<p class=\"note\">ex-post IR and BIC hold at every value</p>"), "{page}");
    // What it is about is said at its head alone, beside the name of the document.
    assert_eq!(page.matches("hat changes with").count(), 2);
    // In a terminal there are the same tables, and for programs there is one.
    let text = tvmd(call).stdout;
    assert!(text.contains("revenue\n bound  FirstRefusal  Posted"), "{text}");
    let csv = tvmd(call.into_iter().chain(["--format=csv"])).stdout;
    assert!(csv.starts_with("bound,FirstRefusal: ex-post IR,FirstRefusal: DSIC,"), "{csv}");
}

/// Where a page is narrow, a wide table of rows is stacked, so that its last columns are seen; one whose rows are compared scrolls, and says so.
#[test]
fn wide_tables_are_told_on_a_telephone() {
    let file = example("gallery.json");
    let (_, page) = written(&["check", file.to_str().unwrap(), "--mechanism=FirstRefusal"], "--page");
    assert!(page.contains("<td class=\"number\" data-label=\"Second pays\">"), "{page}");
    // Two columns have room anywhere.
    assert!(page.contains("<th scope=\"row\">revenue</th>"));
    assert!(!page.contains("There are more columns"));
    let file = example("two_items_zero_one_two.json");
    let (_, page) = written(&["optimum", file.to_str().unwrap()], "--page");
    assert!(page.contains("<p class=\"hint narrow\">There are more columns to the right.</p>"), "{page}");
}

/// A line that lies on another is said to.
#[test]
fn lines_that_cannot_be_seen_are_told() {
    let file = example("gallery.json");
    let call = ["compare", file.to_str().unwrap(), "--mechanisms=Reserve,Posted"];
    let (_, page) = written(&call, "--page");
    assert!(page.contains("Posted</li>") && !page.contains("the same as Reserve"), "{page}");
    // Under the same rule twice there is the same curve.
    let text = std::fs::read_to_string(&file).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let twice = folder.path().join("twice.json");
    let again = text.replacen("\"Posted\":", "\"Again\": { \"posted_prices\": { \"order\": [\"First\", \"Second\"], \"prices\": { \"Painting\": \"3/2\" } } }, \"Posted\":", 1);
    std::fs::write(&twice, again).unwrap();
    let (_, page) = written(&["compare", twice.to_str().unwrap(), "--mechanisms=Again,Posted"], "--page");
    assert!(page.contains("Posted (the same as Again)</li>"), "{page}");
    // Under posted prices revenue falls as fast as the lemma allows on this mechanism, until the bound leaves the picture.
    let (_, page) = written(&["robustness", file.to_str().unwrap(), "--mechanism=Posted"], "--page");
    assert!(page.contains("Lemma 2, on this mechanism (the same as least revenue)</li>"), "{page}");
}

/// A page says at its end what made it, so that it can be made again, and nothing of where it was.
#[test]
fn a_page_says_which_call_made_it() {
    let file = example("gallery.json");
    let call = ["compare", file.to_str().unwrap(), "--mechanisms", "Posted,Reserve", "--delta=1/7"];
    let (_, page) = written(&call, "--page");
    let version = env!("CARGO_PKG_VERSION");
    let said = format!(
        "<footer>tvmd {version} · <code>compare gallery.json --mechanisms Posted,Reserve --delta=1/7 --format=json</code></footer>"
    );
    assert!(page.contains(&said), "{page}");
    assert!(!page.contains(file.parent().unwrap().to_str().unwrap()));
}

/// What a table of lies says, in words: in expectation or at worst, and what its colours are.
#[test]
fn tables_of_lies_say_what_they_are() {
    let file = example("gallery.json");
    let (_, page) = written(&["check", file.to_str().unwrap(), "--mechanism=FirstRefusal"], "--page");
    for said in [
        "<figcaption>What First gains over the truth by each report, in expectation</figcaption>",
        "<figcaption>What First gains over the truth by each report, where what the others report favours it most</figcaption>",
        "One lie gains: the cell with a +. In blue is what a lie loses, the deeper the more.",
        "gets it; a number is what is paid<",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

/// The words beside a picture promise the numbers that it has.
#[test]
fn a_picture_has_the_numbers_that_its_key_promises() {
    for (from, top, promised) in [
        (0, 8, "gets it; a number is what is paid<"),
        (5, 14, "gets it; a number is what is paid, where there is room for it<"),
        (0, 24, "gets it<"),
    ] {
        let grid = format!(
            r#"[{{ "name": "V", "grid": {{ "Tea": {{ "from": "{from}", "to": "{top}", "step": "1" }} }} }}]"#
        );
        let agent =
            |name: &str| format!(r#"{{ "name": "{name}", "valuation": "additive", "types": {grid} }}"#);
        let text = format!(
            r#"{{ "tvmd": 1, "setting": {{ "name": "Shop", "items": ["Tea"], "bound": "{top}", "agents": [{}, {}] }},
                "mechanisms": {{ "Auction": {{ "second_price": {{}} }} }} }}"#,
            agent("Ann"),
            agent("Ben")
        );
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.json");
        std::fs::write(&file, text).unwrap();
        let (_, page) = written(&["check", file.to_str().unwrap()], "--page");
        assert!(page.contains(promised), "{top}: {page}");
        assert_eq!(page.contains("class=\"legible\""), promised != "gets it<", "{top}");
    }
}

#[test]
fn ledger() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("ledger.html");
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    let run = tvmd([
        "audit",
        "--only=lemma-2,proposition-5",
        "--budget=20",
        "--html",
        page.to_str().unwrap(),
        "--catalogue",
        catalogue.to_str().unwrap(),
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = std::fs::read_to_string(page).unwrap();
    is_a_page(&page);
    // Statements in words, what is true, how near the search came, and the worst instances.
    assert!(page.contains("<h2 id=\"proposition-5\">") && page.contains("REFUTED"));
    assert!(page.contains("As printed, which is refuted") && page.contains("Sharpest known, which holds"));
    assert!(page.contains("for every ex-post IR mechanism"));
    assert!(page.contains("<svg class=\"bar\""));
    assert_eq!(page.matches("<details><summary>The worst instance of ").count(), 2);
    assert_eq!(page.matches("who gets what, and pays what</figcaption>").count(), 2);
    assert!(page.contains(">D^</th>"), "the other prior");
}

/// A page is one for a browser wherever it is called one, and to read where it isn't.
#[test]
fn a_page_is_what_its_name_says() {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    let audit = |more: &[&str]| {
        let call = ["audit", "--only=lemma-2", "--budget=20", "--catalogue", catalogue.to_str().unwrap()];
        tvmd_in(folder.path(), [&call[..], more].concat())
    };
    for (page, start) in [("page.html", "<!DOCTYPE html>"), ("page.md", "# What the paper says")] {
        let run = audit(&["--page", page]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let written = std::fs::read_to_string(folder.path().join(page)).unwrap();
        assert!(written.starts_with(start), "{written}");
        // For a browser statements are searched, and the ledger is printed, too.
        assert_eq!(run.stdout.is_empty(), page == "page.md");
    }
    let wrong = audit(&["--page=page.md", "--keep"]);
    assert!(
        wrong.status == 2 && wrong.stderr.contains("go with one for a browser, FILE.html"),
        "{}",
        wrong.stderr
    );
    let gallery = example("gallery.json");
    let [out, page] = [("--out", "out.html"), ("--page", "page.html")].map(|(option, page)| {
        let call = ["robustness", gallery.to_str().unwrap(), "--mechanism=Posted", option, page];
        assert_eq!(tvmd_in(folder.path(), call).status, 0);
        std::fs::read_to_string(folder.path().join(page)).unwrap()
    });
    assert_eq!(out, page);
}

/// From the folder of the project, statements have links to their proofs, which are there.
#[test]
fn the_ledger_links_to_proofs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = tempfile::tempdir_in(root.join("target")).unwrap();
    let file = folder.path().join("ledger.html");
    let run = tvmd_in(&root, ["audit", "--only=lemma-2", "--budget=1", "--html", file.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = std::fs::read_to_string(&file).unwrap();
    let links: Vec<&str> =
        page.split("<a href=\"").skip(1).map(|link| link.split('"').next().unwrap()).collect();
    let out: Vec<&&str> = links.iter().filter(|link| !link.starts_with('#')).collect();
    assert_eq!(out.len(), 2, "{links:?}");
    for link in out {
        let place = link.split('#').next().unwrap();
        assert!(folder.path().join(place).is_file(), "{link}");
    }
}

/// Names are text, whatever is in them.
#[test]
fn names_are_no_markup() {
    let folder = tempfile::tempdir().unwrap();
    let name = "<b>&amp;\"'</b>";
    let said = serde_json::to_string(name).unwrap();
    let instance = format!(
        r#"{{ "tvmd": 1, "setting": {{ "name": {said}, "items": [{said}], "bound": "2", "agents": [
             {{ "name": {said}, "valuation": "additive", "types": [ {{ "name": {said}, "values": {{ {said}: "1" }} }} ] }} ] }},
           "prior": "uniform", "mechanisms": {{ {said}: {{ "posted_prices": {{ "prices": {{ {said}: "1" }} }} }} }} }}"#
    );
    std::fs::write(folder.path().join("names.json"), instance).unwrap();
    let mechanism = format!("--mechanism={name}");
    for call in [
        &["check", "names.json", "--page=page.html"][..],
        &["compare", "names.json", "--page=page.html"],
        &["optimum", "names.json", "--page=page.html"],
        &["robustness", "names.json", &mechanism, "--page=page.html"],
        &["maxmin", "names.json", "--page=page.html"],
        &["simple", "names.json", "--page=page.html"],
    ] {
        let run = tvmd_in(folder.path(), call);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let page = std::fs::read_to_string(folder.path().join("page.html")).unwrap();
        assert!(page.contains("&lt;b&gt;&amp;amp;&quot;") && !page.contains("<b>"), "{page}");
    }
}

/// A page is written nowhere where something else would be lost.
#[test]
fn no_page_is_written_over_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(example("gallery.json"), folder.path().join("gallery.json")).unwrap();
    for command in ["check", "compare", "optimum", "maxmin", "simple", "learn"] {
        let run = tvmd_in(folder.path(), [command, "gallery.json", "--page=gallery.json"]);
        assert!(run.status == 2 && run.stderr.contains("is read, too"), "{}", run.stderr);
    }
}
