//! Calls, read; and what is said of those that are wrong, beside what the parser of arguments says.

use crate::output;
use clap::builder::{StyledStr, Styles};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error, FromArgMatches};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use tvmd_core::names;
use tvmd_core::sweep::Sweep;

/// Options whose value is a list.
const LISTS: [&str; 4] = ["--mechanisms", "--require", "--show", "--only"];

/// What a call says, or the status with which it ends: help that was asked for, or a call that is wrong.
pub(crate) fn parsed<A: FromArgMatches>(
    command: impl Fn() -> Command,
    arguments: &[OsString],
) -> Result<A, ExitCode> {
    let words: Vec<String> = arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let parse = |mut command: Command| {
        if let Some(quoted) = unquoted_sweep(command.get_bin_name().unwrap_or("tvmd"), &words) {
            return Err(command.error(ErrorKind::UnknownArgument, quoted));
        }
        let known: Vec<String> = command.get_subcommands().map(|own| own.get_name().to_owned()).collect();
        let found = command.try_get_matches_from(arguments).and_then(|found| A::from_arg_matches(&found));
        found.map_err(|error| with_tips(error, &words, &known))
    };
    match parse(command()) {
        Ok(arguments) => Ok(arguments),
        // Help says nothing that the user wrote. What is wrong with a call may repeat any argument, and is said without styles, so that
        // all escapes in it are the user's.
        Err(help) if !help.use_stderr() => help.exit(),
        Err(styled) => {
            let plain = command().styles(Styles::plain());
            Err(output::call(&parse(plain).err().unwrap_or(styled)))
        }
    }
}

/// The call with its sweep in quotes, if a shell has divided that into arguments.
fn unquoted_sweep(called: &str, words: &[String]) -> Option<String> {
    let at = words.iter().position(|word| word == "--sweep" || word.starts_with("--sweep="))?;
    let (given, begins) = match words[at].strip_prefix("--sweep=") {
        Some(given) => (given, at),
        None => (words.get(at + 1)?.as_str(), at + 1),
    };
    let is_option = |word: &String| word.starts_with("--");
    let most = words[begins + 1..].iter().position(is_option).unwrap_or(words.len() - begins - 1);
    // The longest one that is a sweep.
    let ends = (1..=most).rev().map(|more| begins + 1 + more).find(|ends| {
        let whole = [&[given.to_owned()], &words[begins + 1..*ends]].concat().join(" ");
        whole.parse::<Sweep>().is_ok()
    })?;
    let sweep = [&[given.to_owned()], &words[begins + 1..ends]].concat().join(" ");
    let call = [&words[1..at], &["--sweep".to_owned(), sweep], &words[ends..]].concat();
    Some(format!("a sweep is one argument, in quotes:\n\n  {called} {}", output::typed(&call)))
}

/// The error with our tips, and without the one to give an option that isn't there as a file, which is hardly ever meant.
fn with_tips(mut error: Error, words: &[String], commands: &[String]) -> Error {
    let mut tips: Vec<StyledStr> = match error.remove(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(tips)) => {
            tips.into_iter().filter(|tip| !tip.to_string().starts_with("to pass '")).collect()
        }
        _ => Vec::new(),
    };
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.clone()),
        _ => None,
    };
    if let Some(word) = told(ContextKind::InvalidArg).filter(|_| error.kind() == ErrorKind::UnknownArgument) {
        tips.extend(of_one_too_many(&word, words).map(StyledStr::from));
    }
    if let Some(word) = told(ContextKind::InvalidSubcommand) {
        if let Some(near) = names::nearest(&word, commands.iter().map(String::as_str)) {
            error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![near]));
        }
        if Path::new(&word).is_file() {
            tips.push(format!("a command comes first: `tvmd check {}`", output::typed(&[word])).into());
        }
    }
    if !tips.is_empty() {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
    }
    error
}

/// What was perhaps meant with an argument that no command takes.
fn of_one_too_many(word: &str, words: &[String]) -> Option<String> {
    let at = words.iter().position(|own| own == word)?;
    let option = words[..at].iter().rev().find(|own| own.starts_with('-'));
    let option =
        option.and_then(|option| LISTS.into_iter().find(|list| option.split('=').next() == Some(*list)));
    let command = words.get(1)?.as_str();
    match (option, command) {
        (_, "optimum" | "maxmin" | "simple") if word.split('=').next() == Some("--mechanism") => Some(format!(
            "`{command}` looks for a mechanism of its own; `check`, `robustness` and `compare` are about those of the file"
        )),
        _ if word.starts_with('-') => None,
        (Some(option), _) => Some(format!(
            "what belongs to {option} is one argument, with commas between, and in quotes where it has spaces"
        )),
        (None, "compare") => Some(
            "mechanisms are compared where they stand in one file, under its `mechanisms`; `optimum --out` puts the best one beside them"
                .to_owned(),
        ),
        (None, "audit") => Some(format!("statements are named by `--only {word}`")),
        (None, "tv" | "man" | "completions" | "schema" | "help") => None,
        (None, _) => Some(format!("`{command}` is about one file; call it for each")),
    }
}
