//! Names that can't be seen, that change what is displayed, or that look like others.

use super::{Run, tvmd};

/// An instance in which every kind of name occurs: `$S`, `$I`, `$A`, `$T` and `$M`.
const NAMED: &str = r#"{ "tvmd": 1,
  "setting": { "name": "$S", "items": ["$I", "Cup"], "bound": "4", "agents": [
    { "name": "$A", "valuation": "additive", "types": [ { "name": "$T", "values": { "$I": "1" } }, { "name": "High", "values": { "$I": "2" } } ] },
    { "name": "Bob", "valuation": "additive", "types": [ { "name": "Only", "values": { "$I": "1" } } ] } ] },
  "prior": { "independent": { "$A": { "$T": "1" }, "Bob": "uniform" } },
  "mechanisms": { "$M": { "posted_prices": { "order": ["$A", "Bob"], "prices": { "$I": "1" } } }, "Other": { "vcg": {} } } }"#;

const PLAIN: [(&str, &str); 5] =
    [("$S", "Shop"), ("$I", "Tea"), ("$A", "Ann"), ("$T", "Low"), ("$M", "Posted")];

/// Checks the instance with one of its names given, everywhere or only where it occurs first.
fn check(which: &str, name: &str, everywhere: bool) -> Run {
    let mut text = NAMED.to_owned();
    for (slot, plain) in PLAIN {
        if slot == which {
            let name = serde_json::Value::from(name).to_string();
            let name = &name[1..name.len() - 1];
            text = if everywhere { text.replace(slot, name) } else { text.replacen(slot, name, 1) };
        }
        text = text.replace(slot, plain);
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    std::fs::write(&file, text).unwrap();
    tvmd(["check".as_ref(), file.as_os_str()])
}

/// Whether a text has a character that a terminal obeys, or that can't be seen.
fn is_raw(text: &str) -> bool {
    let orders = |c: char| matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    text.chars().any(|c| c.is_control() && c != '\n' || orders(c))
}

#[test]
fn characters_that_cannot_be_seen_are_in_no_name_and_are_shown_escaped() {
    let hidden = [
        "\u{1b}[2K\r  DSIC        holds\u{1b}[8m",
        "\u{7}",
        "\u{7f}",
        "\u{9b}31m",
        "\t",
        "\n",
        "\u{202e}",
        "\u{2066}",
        "\u{200e}",
        "\u{61c}",
        "\u{200b}",
        "\u{200d}",
        "\u{feff}",
        "\u{ad}",
        "\u{fe0f}",
        "\u{e0041}",
        "\u{2028}",
        "\u{a0}",
        "\u{3164}",
        "\u{e000}",
    ];
    for (slot, plain) in PLAIN {
        for part in hidden {
            let run = check(slot, &format!("{plain}{part}x"), true);
            let first = part.chars().next().unwrap();
            assert_eq!(run.status, 2, "{slot} with {part:?}: {}", run.stdout);
            assert!(run.stderr.contains("can't be seen"), "{slot} with {part:?}: {}", run.stderr);
            assert!(
                run.stderr.contains(&first.escape_unicode().to_string()),
                "{slot} with {part:?}: {}",
                run.stderr
            );
            assert!(!is_raw(&run.stderr), "{slot} with {part:?}: {:?}", run.stderr);
        }
    }
}

#[test]
fn words_that_are_unknown_are_shown_escaped() {
    for slot in ["$I", "$A", "$T"] {
        // Declared so, and called by its plain name elsewhere: the plain one is known nowhere else.
        let run = check(slot, "\u{1b}[31mx\u{202e}", false);
        assert_eq!(run.status, 2);
        assert!(!is_raw(&run.stderr), "{slot}: {:?}", run.stderr);
    }
    let text = NAMED
        .replace("\"prices\"", "\"pri\u{202e}ces\"")
        .replace("\"bound\": \"4\"", "\"bound\": \"4\u{9b}\"");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    std::fs::write(&file, PLAIN.iter().fold(text, |text, (slot, plain)| text.replace(slot, plain))).unwrap();
    let run = tvmd(["check".as_ref(), file.as_os_str()]);
    assert!(run.stderr.contains("pri\\u{202e}ces") && run.stderr.contains("4\\u{9b}"), "{}", run.stderr);
    assert!(!is_raw(&run.stderr), "{:?}", run.stderr);
}

#[test]
fn an_unknown_name_that_looks_like_a_known_one_is_told_apart() {
    // Cyrillic Т, а decomposed accent, a full-width letter.
    for (known, written, difference) in [
        ("Tea", "\u{422}ea", "character 1 is U+0422 (Cyrillic) in the one and U+0054 (Latin) in the other"),
        (
            "Th\u{e9}",
            "The\u{301}",
            "character 3 is U+0065 (Latin) in the one and U+00E9 (Latin) in the other",
        ),
        ("Tea", "\u{ff34}ea", "character 1 is U+FF34 (Latin) in the one"),
    ] {
        let text = NAMED
            .replace("\"prices\": { \"$I\"", &format!("\"prices\": {{ \"{written}\""))
            .replace("$I", known);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.json");
        std::fs::write(&file, PLAIN.iter().fold(text, |text, (slot, plain)| text.replace(slot, plain)))
            .unwrap();
        let run = tvmd(["check".as_ref(), file.as_os_str()]);
        let expected =
            format!("there is no item `{written}`\n  help: it looks like `{known}`, but {difference}");
        let said = super::without_lines(&run.stderr);
        assert!(run.status == 2 && said.contains(&expected), "{said}");
    }
}

#[test]
fn two_names_that_look_alike_are_refused() {
    for (slot, twin) in [
        ("$I", "\u{421}up"),
        ("$A", "\u{412}ob"),
        ("$T", "H\u{456}gh"),
        ("$T", "B\u{43e}ttom"),
        ("$M", "\u{41e}ther"),
    ] {
        let run = check(slot, twin, true);
        assert!(run.status == 2 && run.stderr.contains("looks like the"), "{slot}: {}", run.stderr);
        assert!(run.stderr.contains("(Cyrillic)"), "{slot}: {}", run.stderr);
        assert_eq!(run.stderr.matches("shop.json").count(), 1, "{slot}: {}", run.stderr);
    }
    // A script of its own is no mistake, and neither is plain ASCII.
    for name in ["\u{427}\u{430}\u{439}", "茶", "K\u{e4}the", "0ther", "Teа2"] {
        let run = check("$I", name, true);
        assert_eq!(run.status, 0, "{name}: {}", run.stderr);
    }
}

#[test]
fn articles_are_right() {
    assert!(check("$A", "_", true).stderr.contains("the name of an agent"));
    assert!(check("$I", "_", true).stderr.contains("the name of an item"));
    assert!(check("$T", "a,b", true).stderr.contains("the name of a type"));
}
