//! The text of a file: read in bounded memory, without a byte order mark.

use super::FileError;
use crate::names::{nearest, visible};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// The most bytes of a file that are read: 256 MiB.
pub const MAX_BYTES: u64 = 256 << 20;

/// The byte order mark of UTF-8, which some editors put first; it is skipped.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text of a file of at most [`MAX_BYTES`], without a byte order mark.
///
/// # Errors
/// [`FileError`] if there is no such file, it is a folder, a device or a pipe, is too large or isn't UTF-8 text.
pub fn read_text(file: &Path) -> Result<String, FileError> {
    read_at_most(file, MAX_BYTES).map_err(|reason| FileError::whole(Some(file), reason))
}

fn read_at_most(file: &Path, most: u64) -> Result<String, String> {
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => no_such_file(file),
        _ => format!("can't be read: {error}"),
    };
    // Before it is opened: to open a pipe waits for who writes to it.
    let metadata = std::fs::metadata(file).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err("is a folder, not a file".to_owned());
    }
    if !metadata.is_file() {
        return Err("is a device or a pipe, which may never end; save what it gives in a file".to_owned());
    }
    let too_large = |size: &str| format!("has {size} bytes; at most {most} are read");
    if metadata.len() > most {
        return Err(too_large(&metadata.len().to_string()));
    }
    let mut bytes = Vec::new();
    let read =
        File::open(file).and_then(|open| open.take(most + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if u64::try_from(read).is_ok_and(|read| read > most) {
        return Err(too_large(&format!("over {most}")));
    }
    decode(bytes)
}

/// That there is no such file, and the one in the same folder that may be meant: it is called nearly so, or the same with an ending.
#[doc(hidden)]
#[must_use]
pub fn no_such_file(file: &Path) -> String {
    let near = || {
        let wanted = file.file_name()?.to_str()?;
        let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let entries = std::fs::read_dir(folder).ok()?.flatten().filter(|entry| entry.path().is_file());
        let mut known: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        known.sort();
        let is_meant = |known: &&String| Path::new(known).file_stem().is_some_and(|stem| stem == wanted);
        known.iter().find(is_meant).cloned().or_else(|| nearest(wanted, known.iter().map(String::as_str)))
    };
    let meant = near().map(|near| format!("; did you mean `{}`?", visible(&near)));
    format!("there is no such file{}", meant.unwrap_or_default())
}

fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let utf_16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let mut text = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => text,
        _ if utf_16 => return Err("is UTF-16 text; save it as UTF-8".to_owned()),
        Ok(_) => return Err("has null bytes, as UTF-16 text has; save it as UTF-8 text".to_owned()),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            return Err(format!("is not UTF-8 text (byte {} isn't); save it as UTF-8", valid + 1));
        }
    };
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Ok(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "files of our own")]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_named() {
        assert_eq!(decode(b"\xef\xbb\xbf{}".to_vec()).unwrap(), "{}");
        assert!(decode(b"\xff\xfe{\0}\0".to_vec()).unwrap_err().contains("UTF-16"));
        assert!(decode(b"{\0}\0".to_vec()).unwrap_err().contains("null bytes"));
        assert!(decode(b"{\"K\xe4the\"}".to_vec()).unwrap_err().contains("byte 4"));
    }

    #[test]
    fn a_file_that_may_be_meant_is_named() {
        let said = |name: &str| no_such_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
        assert_eq!(said("Crago.toml"), "there is no such file; did you mean `Cargo.toml`?");
        assert_eq!(said("Cargo"), "there is no such file; did you mean `Cargo.toml`?");
        assert_eq!(said("auction.json"), "there is no such file");
        assert_eq!(said("nowhere/Cargo.toml"), "there is no such file");
        // A folder is none.
        assert_eq!(said("scr"), "there is no such file");
    }

    #[test]
    fn only_files_of_bounded_size_are_read() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = here.join("Cargo.toml");
        let size = std::fs::metadata(&file).unwrap().len();
        assert!(read_at_most(&file, size).is_ok());
        assert_eq!(
            read_at_most(&file, size - 1).unwrap_err(),
            format!("has {size} bytes; at most {} are read", size - 1)
        );
        assert!(read_at_most(here, size).unwrap_err().contains("folder"));
        #[cfg(unix)]
        assert!(read_at_most(Path::new("/dev/zero"), size).unwrap_err().contains("device"));
    }
}
