//! Each rule's page has a picture of it, drawn by `check --drawing`, and says in words what it shows.

use super::book;
use std::fs;
use std::process::Command;

/// By page the file and the mechanism that is drawn.
const DRAWN: [(&str, &str, &str); 10] = [
    ("outcomes", "gallery.json", "FirstRefusal"),
    ("posted_prices", "buyer.json", "Posted"),
    ("bundles", "buyer.json", "Bundles"),
    ("menu", "buyer.json", "Menu"),
    ("second_price", "bidders.json", "Reserve"),
    ("vcg", "bidders.json", "Vcg"),
    ("lookahead", "bidders.json", "Lookahead"),
    ("extensions", "bidders.json", "Kept"),
    ("arrays", "../../../examples/learned/auction.json", "Auction"),
    ("by_hand", "bidders.json", "PayYourBid"),
];

/// `TVMD_BOOK=overwrite` draws them anew, and writes their words.
#[test]
fn each_rule_has_its_picture() {
    let rules = book().join("src/rules");
    let folder = tempfile::tempdir().unwrap();
    let overwrite = std::env::var_os("TVMD_BOOK").is_some_and(|word| word == "overwrite");
    for (rule, file, mechanism) in DRAWN {
        let drawn = folder.path().join("drawn.svg");
        let run = Command::new(env!("CARGO_BIN_EXE_tvmd"))
            .args(["check", book().join("auctions").join(file).to_str().unwrap(), "--mechanism", mechanism])
            .args(["--drawing", drawn.to_str().unwrap()])
            .output()
            .unwrap();
        assert!(run.status.success(), "{rule}: {}", String::from_utf8_lossy(&run.stderr));
        let drawn = fs::read_to_string(drawn).unwrap();
        let (page, picture) = (rules.join(format!("{rule}.md")), rules.join(format!("pictures/{rule}.svg")));
        let line = format!("![{}. {}](pictures/{rule}.svg)", said(&drawn, "title"), said(&drawn, "desc"));
        let mut text = fs::read_to_string(&page).unwrap();
        if overwrite {
            fs::write(&picture, &drawn).unwrap();
            let shown =
                |known: &str| known.starts_with("![") && known.ends_with(&format!("](pictures/{rule}.svg)"));
            text = text
                .lines()
                .map(|known| if shown(known) { &line } else { known })
                .fold(String::new(), |text, line| text + line + "\n");
            fs::write(&page, &text).unwrap();
        }
        assert!(
            fs::read_to_string(&picture).is_ok_and(|kept| kept == drawn),
            "{rule}: the picture isn't what is drawn"
        );
        assert!(text.lines().any(|known| known == line), "{rule}: the page hasn't the line {line}");
        assert!(text.contains("**Ties**"), "{rule}: nothing is said of ties");
    }
    let mut pages: Vec<String> = fs::read_dir(&rules)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.retain(|page| !DRAWN.iter().any(|(rule, _, _)| *page == format!("{rule}.md")));
    assert_eq!(pages, ["pictures"], "pages without a picture");
}

/// What a picture says in such an element.
fn said(drawn: &str, element: &str) -> String {
    let from = drawn.split(&format!("<{element} ")).nth(1).and_then(|rest| rest.split_once('>')).unwrap().1;
    let text = from.split('<').next().unwrap();
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}
