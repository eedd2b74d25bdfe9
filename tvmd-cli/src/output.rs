//! Writing to standard output, standard error and files.
//!
//! Here, in one place, characters that aren't seen or that change how others are seen become escapes: a name can't clear a line
//! of a terminal, nor turn the direction of writing, nor say that something holds.

use crate::{Failure, Format};
use serde::Serialize;
use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;
use tvmd_core::files::write_whole;
use tvmd_core::model::InstanceDecl;
use tvmd_core::names::visible;
use tvmd_core::optimum::file::File as Certificate;
use tvmd_view::page::Page;
use tvmd_view::{Sheet, below, markdown};

/// Prints an answer as it is asked for: for programs, in words, or as tables. `words` says it with these tables; without any, what there is to say
/// beside them, which stands before them in Markdown and LaTeX.
///
/// # Errors
/// If tables are asked for and it has none.
pub(crate) fn answer(
    format: Format,
    programs: &impl Serialize,
    words: impl FnOnce(&[Sheet]) -> String,
    sheets: &[Sheet],
) -> Result<(), Failure> {
    let write: fn(&Sheet) -> String = match format {
        Format::Json => return json(programs),
        Format::Text => return text(&words(sheets)),
        Format::Csv if sheets.len() > 1 => |sheet| format!("# {}\n{}", sheet.title, sheet.csv()),
        Format::Csv => Sheet::csv,
        Format::Markdown => Sheet::markdown,
        Format::Latex => Sheet::latex,
    };
    if sheets.is_empty() {
        return Err(Failure::Input(
            "--format: there is no table in this answer; `text` and `json` have all of it".to_owned(),
        ));
    }
    let said = match format {
        Format::Markdown => lines_as(&markdown(&words(&[])), "", "\n"),
        Format::Latex => lines_as(&words(&[]), "% ", ""),
        _ => String::new(),
    };
    let said = Some(said).filter(|said| !said.is_empty());
    let written: Vec<String> = said.into_iter().chain(sheets.iter().map(write)).collect();
    text(&written.join("\n"))
}

/// Prints an answer that is a table.
pub(crate) fn table(format: Format, programs: &impl Serialize, sheet: &Sheet) -> Result<(), Failure> {
    answer(format, programs, |tables| below("", tables), std::slice::from_ref(sheet))
}

/// Lines of words, each with something before and behind it: paragraphs, or comments.
fn lines_as(words: &str, before: &str, behind: &str) -> String {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.map(|line| format!("{before}{line}\n")).collect();
    lines.join(behind)
}

/// Prints an answer for people.
pub(crate) fn text(answer: &str) -> Result<(), Failure> {
    bytes(format!("{}\n", lines(answer.trim_end())).as_bytes())
}

/// Prints an answer for programs.
pub(crate) fn json(answer: &impl Serialize) -> Result<(), Failure> {
    let document = serde_json::to_string_pretty(answer).map_err(|error| Failure::Input(error.to_string()))?;
    bytes(format!("{}\n", escaped(&document)).as_bytes())
}

/// A reader that closes the pipe has read enough; everything else that stops us from writing is said.
pub(crate) fn bytes(answer: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(answer).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Input(format!("the answer can't be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a page of text that was asked for.
pub(crate) fn page(path: &Path, page: &str) -> Result<(), Failure> {
    file(path, lines(page))
}

/// Writes a page for a browser that was asked for, with the call that did.
pub(crate) fn html(path: &Path, made: &Page) -> Result<(), Failure> {
    let mut made = made.clone();
    made.made_by(said(CALL.get().map_or(&[], Vec::as_slice), path));
    page(path, &made.html())
}

/// The arguments of this call.
static CALL: OnceLock<Vec<OsString>> = OnceLock::new();

/// From now on pages say that they were made by this call: the program's name comes first, and is left out.
pub(crate) fn called(arguments: &[OsString]) {
    // There is one call.
    let _ = CALL.set(arguments.iter().skip(1).cloned().collect());
}

/// Arguments as they are typed, without the one that asks for this page. Of whole paths only the name is told, since a page may be shown to others.
fn said(arguments: &[OsString], page: &Path) -> String {
    let name = |text: &str| match Path::new(text) {
        whole if whole.is_absolute() => whole.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        _ => text.to_owned(),
    };
    let mut told: Vec<String> = Vec::new();
    for argument in arguments {
        let text = argument.to_string_lossy();
        let (option, value) = text.split_once('=').filter(|(option, _)| option.starts_with("--")).unzip();
        if Path::new(argument) == page {
            told.pop();
        } else if let Some((option, value)) = option.zip(value) {
            told.extend((Path::new(value) != page).then(|| format!("{option}={}", name(value))));
        } else {
            told.push(name(&text));
        }
    }
    typed(&told)
}

/// Arguments in a row as they are typed, in quotes where a shell would divide them.
pub(crate) fn typed(arguments: &[String]) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./=,:+%@".contains(letter);
    let quoted = |word: &String| match word.chars().all(is_plain) && !word.is_empty() {
        true => word.clone(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    };
    arguments.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// Writes a certificate that was asked for.
pub(crate) fn certificate(path: &Path, certificate: &Certificate) -> Result<(), Failure> {
    let text = certificate.to_json().map_err(|error| Failure::Input(error.to_string()))?;
    file(path, escaped(&text))
}

/// Writes an instance that was asked for.
pub(crate) fn instance(path: &Path, instance: &InstanceDecl) -> Result<(), Failure> {
    file(path, escaped(&instance.to_file()))
}

/// Writes arrays that were asked for.
pub(crate) fn arrays(path: &Path, arrays: &[u8]) -> Result<(), Failure> {
    file(path, arrays)
}

fn file(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), Failure> {
    if is_standard(path) {
        return bytes(contents.as_ref());
    }
    write_whole(path, contents)
        .map_err(|error| Failure::Input(format!("{}: can't be written: {error}", path.display())))
}

/// Whether a path is that of standard output, into which the answer goes, too.
pub(crate) fn is_standard(path: &Path) -> bool {
    path == Path::new("/dev/stdout")
}

/// Makes room for a message where a terminal shows how far the work is.
pub(crate) fn clear_progress() {
    if io::stderr().is_terminal() {
        // To the beginning of the line, of which nothing is left.
        let _ = write!(io::stderr(), "\r\x1b[2K");
    }
}

/// Prints a message on standard error.
pub(crate) fn complain(message: &str) {
    // Nothing can be done where standard error is closed.
    let _ = writeln!(io::stderr(), "tvmd: {}", lines(message));
}

/// Says what is wrong with the call; `error` has no styles.
pub(crate) fn call(error: &clap::Error) -> ExitCode {
    // The other way of writing it leaves escapes out.
    let _ = write!(io::stderr(), "{}", lines(&error.render().ansi().to_string()));
    ExitCode::from(2)
}

/// Text with its line breaks, and everything else that isn't seen as an escape.
pub(crate) fn lines(text: &str) -> String {
    let shown: Vec<Cow<'_, str>> = text.split('\n').map(visible).collect();
    shown.join("\n")
}

/// A JSON document, in the strings of which every character that isn't seen is an escape of JSON.
fn escaped(document: &str) -> String {
    // Most are plain.
    if document.bytes().all(|byte| byte == b'\n' || (b' '..0x7f).contains(&byte)) {
        return document.to_owned();
    }
    let mut text = String::with_capacity(document.len());
    for character in document.chars() {
        let plain = character == '\n' || !character.is_ascii_control() && character.is_ascii();
        if plain || matches!(visible(character.encode_utf8(&mut [0; 4])), Cow::Borrowed(_)) {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string can't fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_told_without_whole_paths() {
        let told = |call: &[&str]| {
            said(&call.iter().map(OsString::from).collect::<Vec<_>>(), Path::new("/srv/out.html"))
        };
        let call = [
            "optimum",
            "/home/ann/gallery.json",
            "--delta",
            "1/10",
            "--page",
            "/srv/out.html",
            "--sweep",
            "reserve=0..2 step 1/4",
        ];
        assert_eq!(told(&call), "optimum gallery.json --delta 1/10 --sweep 'reserve=0..2 step 1/4'");
        assert_eq!(
            told(&["check", "it's.json", "--page=/srv/out.html", "--out=/srv/a.json"]),
            "check 'it'\\''s.json' --out=a.json"
        );
    }

    #[test]
    fn a_document_with_escapes_says_the_same() {
        let name = "a\u{1b}[2K\r\u{7f}\u{9b}\u{202e}\u{200b}\u{e0041}é δ\n\t\"";
        let document = serde_json::to_string_pretty(&[name]).unwrap();
        let written = escaped(&document);
        assert_eq!(serde_json::from_str::<Vec<String>>(&written).unwrap(), [name]);
        assert!(matches!(visible(&written.replace('\n', "")), Cow::Borrowed(_)), "{written:?}");
        assert!(written.contains("\\u202e") && written.contains("é δ"), "{written}");
    }
}
