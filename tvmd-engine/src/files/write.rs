//! Writing files: all of the new one, or the old one.
//!
//! Macros are compiled with this crate, so it is written with the standard library alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// More symbolic links in a row than any honest path has.
const MAX_LINKS: usize = 40;

/// Tells apart the files that this process is writing.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Writes a file so that at any moment, whatever happens, its path has what was there before or the whole of `contents`.
///
/// They go to a file of another name in the same folder, is flushed to the disk, and the file is renamed. The path may
/// be a symbolic link, which stays one; permissions of a file that is replaced stay as they are. What isn't a file, such as
/// `/dev/null`, is written to directly. Where the process is killed a file `.tvmd-….tmp` may be left beside it.
///
/// # Errors
/// Why it couldn't be written; then the old file is still there, and nothing beside it.
pub fn write_whole(path: &Path, contents: impl AsRef<[u8]>) -> io::Result<()> {
    let old = match fs::metadata(path) {
        Ok(old) => {
            // What may not be written to may not be replaced, either.
            let mut open = OpenOptions::new().write(true).open(path)?;
            if !old.is_file() {
                return open.write_all(contents.as_ref());
            }
            Some(old)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let target = followed(path);
    let mut new = Beside::create(&target)?;
    if let Some(old) = old {
        new.file.set_permissions(old.permissions())?;
    }
    new.file.write_all(contents.as_ref())?;
    new.file.sync_all()?;
    new.rename(&target)
}

/// The path to which symbolic links at the end of this one lead, whether or not anything is there.
#[must_use]
pub fn followed(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(link) = fs::read_link(&target) else { break };
        target = folder(&target).join(link);
    }
    target
}

/// The folder that a path is in.
#[must_use]
pub fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A new file beside another one, removed when it is dropped unless it was renamed.
struct Beside {
    file: File,
    path: PathBuf,
    renamed: bool,
}

impl Beside {
    fn create(target: &Path) -> io::Result<Self> {
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder(target).join(format!(".tvmd-{}-{number}.tmp", process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok(Self { file, path, renamed: false }),
                // Left by a process that was killed and had the same number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn rename(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        self.renamed = true;
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.renamed {
            // It failed already, and that is what is said.
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder for one test.
    fn empty(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("tvmd-files-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_is_left_beside_it() {
        let folder = empty("beside");
        let file = folder.join("a.json");
        for text in ["old", "new and longer", "x"] {
            write_whole(&file, text).unwrap();
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
        assert_eq!(names(&folder), ["a.json"]);
        assert!(write_whole(&folder, "x").is_err(), "a folder");
        assert!(write_whole(&folder.join("no/a.json"), "x").is_err(), "no folder");
        assert_eq!(names(&folder), ["a.json"]);
        fs::remove_dir_all(folder).unwrap();
    }

    /// A reader who has the old file open goes on reading the old one.
    #[test]
    fn the_old_file_is_replaced_and_not_written_over() {
        use std::io::Read as _;
        let folder = empty("replaced");
        let file = folder.join("a.json");
        write_whole(&file, "old").unwrap();
        let mut open = File::open(&file).unwrap();
        write_whole(&file, "new").unwrap();
        let mut text = String::new();
        open.read_to_string(&mut text).unwrap();
        assert_eq!(text, "old");
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = empty("links");
        fs::create_dir(folder.join("real")).unwrap();
        let real = folder.join("real/a.json");
        symlink("real/a.json", folder.join("one")).unwrap();
        symlink("one", folder.join("two")).unwrap();
        // The link leads nowhere yet.
        write_whole(&folder.join("two"), "first").unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "first");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        write_whole(&folder.join("two"), "second").unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "second");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(folder.join("two")).unwrap().is_symlink());
        symlink("b", folder.join("a")).unwrap();
        symlink("a", folder.join("b")).unwrap();
        assert!(write_whole(&folder.join("a"), "x").is_err(), "links in a circle");
        write_whole(Path::new("/dev/null"), "x").unwrap();
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn of_two_writers_at_once_one_wins() {
        let folder = empty("writers");
        let file = folder.join("a.json");
        let texts = ["a".repeat(100_000), "b".repeat(50_000)];
        std::thread::scope(|scope| {
            for text in &texts {
                scope.spawn(|| (0..30).for_each(|_| write_whole(&file, text.as_bytes()).unwrap()));
            }
            for _ in 0..200 {
                if let Ok(read) = fs::read_to_string(&file) {
                    assert!(texts.contains(&read), "{} bytes", read.len());
                }
            }
        });
        assert_eq!(names(&folder), ["a.json"]);
        fs::remove_dir_all(folder).unwrap();
    }
}
