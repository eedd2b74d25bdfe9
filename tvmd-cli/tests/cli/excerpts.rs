//! The line of a file that a mistake is about, with a mark under its place.

use super::mistakes::{Folder, mistakes, shop};
/// The lines below the first one of a message, up to what is said of the way out.
fn excerpt(told: &str) -> String {
    let lines = told.lines().skip(1).take_while(|line| !line.starts_with("  help: "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_line_is_shown_with_a_mark_under_the_place() {
    let text = r#"{
  "tvmd": 1,
  "setting": { "name": "Shop", "items": ["Tea"], "bund": "4",
    "agents": [
	{ "name": "Änn 茶", "valuation": "additive", "types": [ { "name": "Low", "values": { "Tee" : "1" } } ] },
      { "name": "Bob", "types": [
        { "name": "Only", "values": { "Tea": 0.5 } } ] } ] },
  "prior": { "independent": {
    "Änn 茶": { "Low": "1/2",
      "Lwo": "1/2" } } }
}"#;
    let folder = Folder::with(&[("shop.json", text.as_bytes())]);
    let told = mistakes(&folder.check("shop.json"), &folder.file("shop.json"));
    let expected = [
        // Names, quotes and all.
        r#"  |
3 |   "setting": { "name": "Shop", "items": ["Tea"], "bund": "4",
  |                                                  ^^^^^^"#,
        // A letter of two columns and a tab of four are before these.
        r#"  |
5 |     { "name": "Änn 茶", "valuation": "additive", "types": [ { "name": "Low", "values": { "Tee" : "1" } } ] },
  |                                                                                          ^^^^^"#,
        // To the end of the line.
        r#"  |
6 |       { "name": "Bob", "types": [
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^"#,
        r#"  |
7 |         { "name": "Only", "values": { "Tea": 0.5 } } ] } ] },
  |                                              ^^^"#,
        r#"  |
8 |   "prior": { "independent": {
  |                             ^"#,
        r#"   |
10 |       "Lwo": "1/2" } } }
   |       ^^^^^"#,
    ];
    assert_eq!(told.iter().map(|message| excerpt(message)).collect::<Vec<_>>(), expected);
    // What isn't JSON, in a line that is too long to be shown.
    let text =
        format!("{{\"tvmd\": 1, \"setting\": [{}\u{202e}{}]}}", "\"é\", ".repeat(99), "0, ".repeat(99));
    std::fs::write(folder.file("shop.json"), text).unwrap();
    let told = mistakes(&folder.check("shop.json"), &folder.file("shop.json"));
    let shown = format!("  |\n1 | …{}\\u{{202e}}{}", "\"é\", ".repeat(10), "0, ".repeat(23));
    assert!(excerpt(&told[0]).starts_with(&shown), "{}", told[0]);
    let mark = format!("\n  | {}{}", " ".repeat(51), "^".repeat(8));
    assert!(excerpt(&told[0]).ends_with(&mark), "{}", told[0]);
}

#[test]
fn fields_of_a_table_are_marked() {
    let table = "Ann,Bob,probability\n\nLow,  \"Only\",1/2\n\"Lo\"\"w, x\",Onyl , 1/8\nHigh,Only,-1\n";
    let folder = Folder::with(&[
        ("shop.json", shop(r#"{ "include": "prior.csv" }"#).as_bytes()),
        ("prior.csv", table.as_bytes()),
    ]);
    let told = mistakes(&folder.check("shop.json"), &folder.file("prior.csv"));
    let marked: Vec<(usize, String)> = told
        .iter()
        .map(|told| {
            let shown = excerpt(told);
            let [_, line, mark] = *shown.lines().collect::<Vec<_>>() else { panic!("{told}") };
            let from = mark.find('^').unwrap();
            (told[5..6].parse().unwrap(), line[from..mark.len()].to_owned())
        })
        .collect();
    let expected = [(3, "\"Only\""), (4, "\"Lo\"\"w, x\""), (4, "Onyl"), (5, "-1")];
    assert_eq!(marked, expected.map(|(line, part)| (line, part.to_owned())), "{}", told.join("\n"));
}
