//! Files that are no instances, or no text, or no files.

use super::mistakes::{Folder, shop};
use super::tvmd;
#[test]
fn a_byte_order_mark_is_skipped_and_other_encodings_are_named() {
    let mark = "\u{feff}";
    let folder = Folder::with(&[
        ("shop.json", format!("{mark}{}", shop(r#"{ "include": "prior.csv" }"#)).as_bytes()),
        ("prior.csv", format!("{mark}Ann,Bob,probability\nLow,Only,1\n").as_bytes()),
    ]);
    let run = folder.check("shop.json");
    assert_eq!(run.status, 0, "{}", run.stderr);
    let utf_16: Vec<u8> =
        format!("{mark}{}", shop("\"uniform\"")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.file("shop.json"), utf_16).unwrap();
    let run = folder.check("shop.json");
    assert!(run.status == 2 && run.stderr.contains("UTF-16"), "{}", run.stderr);
}

#[test]
fn files_that_are_not_ours_are_refused_and_not_shown() {
    let secret = "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n";
    let file = r#"{ "user": "root",
  "password": "daemon" }"#;
    for (name, secret) in [
        ("prior.csv", secret),
        ("prior.json", secret),
        ("prior.txt", secret),
        ("prior.json", file),
        ("prior.json", &file.replace(',', "")),
        ("prior.csv", file),
    ] {
        let folder = Folder::with(&[
            ("shop.json", shop(&format!(r#"{{ "include": "{name}" }}"#)).as_bytes()),
            (name, secret.as_bytes()),
        ]);
        let run = folder.check("shop.json");
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert!(run.stderr.contains(name) && !run.stderr.contains("root"), "{}", run.stderr);
        assert!(!run.stderr.contains("daemon"), "{}", run.stderr);
    }
}

#[test]
fn only_files_that_end_are_read() {
    let folder = Folder::with(&[("shop.json", shop(r#"{ "include": "prior.csv" }"#).as_bytes())]);
    let huge = std::fs::File::create(folder.file("prior.csv")).unwrap();
    huge.set_len((256 << 20) + 1).unwrap();
    let run = folder.check("shop.json");
    assert!(
        run.status == 2 && run.stderr.contains("has 268435457 bytes; at most 268435456 are read"),
        "{}",
        run.stderr
    );
    std::fs::remove_file(folder.file("prior.csv")).unwrap();
    std::fs::create_dir(folder.file("prior.csv")).unwrap();
    assert!(folder.check("shop.json").stderr.contains("is a folder"));
    #[cfg(unix)]
    {
        let run = tvmd(["check", "/dev/zero"]);
        assert!(run.status == 2 && run.stderr.contains("/dev/zero: is a device or a pipe"), "{}", run.stderr);
    }
}
