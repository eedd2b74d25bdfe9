//! What the page on instance files shows is read: each part in the place of that of the page's auction, and each key of the schema is on the page.

use super::book;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

/// The blocks of a page in a language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("\n```").next().unwrap().to_owned()).collect()
}

#[test]
fn what_the_page_of_the_format_shows_is_read() {
    let page = fs::read_to_string(book().join("src/format.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let table = fs::read_to_string(book().join("auctions/sale_prior.csv")).unwrap();
    assert_eq!(blocks(&page, "csv"), [table.trim_end()]);
    fs::write(folder.path().join("sale_prior.csv"), table).unwrap();
    // Whole texts, since the order of mechanisms counts.
    let blocks = blocks(&page, "json");
    let setting = blocks.iter().find(|block| block.starts_with("\"setting\"")).unwrap();
    let mut shown = BTreeSet::new();
    for block in &blocks {
        let key = block.split('"').nth(1).unwrap();
        shown.insert(key);
        let parts = match key {
            "setting" => block.clone(),
            "agents" => format!("{}{block} }}", setting.split("\"agents\"").next().unwrap()),
            _ => format!("{setting}, {block}"),
        };
        let file = folder.path().join("sale.json");
        fs::write(&file, format!("{{ \"tvmd\": 1, {parts} }}")).unwrap();
        let run = Command::new(env!("CARGO_BIN_EXE_tvmd")).arg("check").arg(&file).output().unwrap();
        assert!(run.status.success(), "{block}: {}", String::from_utf8_lossy(&run.stderr));
    }
    assert_eq!(Vec::from_iter(shown), ["agents", "mechanisms", "prior", "setting"]);
}

#[test]
fn every_key_of_a_file_is_on_its_page() {
    let page = fs::read_to_string(book().join("src/format.md")).unwrap();
    let schema = fs::read_to_string(book().join("../schema/instance.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut keys = BTreeSet::new();
    gather(&schema, &mut keys);
    assert!(keys.len() > 40, "{keys:?}");
    let missing: Vec<&String> = keys
        .iter()
        .filter(|key| !["`", "\""].iter().any(|quote| page.contains(&format!("{quote}{key}{quote}"))))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The names of all fields, and the words that stand for something.
fn gather(schema: &Value, keys: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("properties", Value::Object(own)) => keys.extend(own.keys().cloned()),
                    ("enum", Value::Array(words)) => {
                        keys.extend(words.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => {}
                }
                gather(value, keys);
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| gather(part, keys)),
        _ => {}
    }
}
