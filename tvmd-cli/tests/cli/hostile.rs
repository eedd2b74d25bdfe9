//! Files that would take all memory or time, were they believed.

use super::malformed::{GOOD, assert_message};
use super::tvmd;

#[test]
fn hostile_files_are_refused_calmly() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hostile.json");
    let megabyte = format!("\"bound\": \"{}\",", "9".repeat(1 << 20));
    let texts: [(Vec<u8>, &str); 6] = [
        (GOOD.replacen("\"bound\": \"4\",", &megabyte, 1).into_bytes(), "characters"),
        ("[".repeat(100_000).into_bytes(), "hostile.json"),
        (vec![0xff, 0xfe, 0x00], "UTF-8"),
        (Vec::new(), "the text is empty"),
        (b"null".to_vec(), "hostile.json"),
        (format!("{GOOD} trailing").into_bytes(), "something follows"),
    ];
    for (text, expected) in texts {
        std::fs::write(&file, text).unwrap();
        let run = tvmd(["check".as_ref(), file.as_os_str()]);
        assert_message(&run, &[expected], expected);
    }
}

#[test]
fn denominators_out_of_all_proportion_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    let (one, other) = (format!("1{}1", "0".repeat(1_500)), format!("1{}3", "0".repeat(1_501)));
    let masses = format!("\"Low\": \"1/{one}\", \"High\": \"1/{other}\"");
    std::fs::write(&file, GOOD.replacen("\"Low\": \"1/2\", \"High\": \"1/2\"", &masses, 1)).unwrap();
    let run = tvmd(["check".as_ref(), file.as_os_str()]);
    assert_message(
        &run,
        &["prior.independent.Ann", "common denominator", "4096 bits"],
        "coprime denominators",
    );
}

#[test]
fn too_many_profiles_are_counted_and_refused() {
    let agents: Vec<String> = (0..25)
        .map(|agent| format!(r#"{{ "name": "A{agent}", "valuation": "additive", "types": [ {{ "name": "T", "values": {{}} }} ] }}"#))
        .collect();
    let text = format!(
        r#"{{ "tvmd": 1, "setting": {{ "name": "Big", "items": ["I"], "bound": "1", "agents": [{}] }} }}"#,
        agents.join(",")
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("big.json");
    std::fs::write(&file, text).unwrap();
    for command in ["optimum", "maxmin", "simple"] {
        let run = tvmd([command.as_ref(), file.as_os_str()]);
        assert_message(&run, &["setting", "33554432 type profiles", "4194304"], "25 agents");
    }
}
