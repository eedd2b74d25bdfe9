//! What is asked for on the command line: instance files, with what is wrong with them in words; numbers, properties, objectives.
//!
//! What a file is refused for is refused here, too, by the same checks.

use crate::{Failure, arrays};
use clap::ValueEnum;
use std::convert::Infallible;
use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;
use tvmd_core::declared::AnyInstance;
use tvmd_core::files::FileError;
use tvmd_core::model::{Claim, Property};
use tvmd_core::objective::Standard;
use tvmd_core::optimum::Ball;
use tvmd_core::{Declared, Instance, Mechanism as _, Prior, Rational, exact, model, names, robustness};
use tvmd_view::answer::check::sensible;

/// Reads and resolves an instance file, and those that it names.
pub(crate) fn read(file: &Path) -> Result<Instance, Failure> {
    model::InstanceDecl::load_with(file, &arrays::read).map_err(|error| failed(file, &error))
}

/// The same of the text of such a file with another number in it.
pub(crate) fn read_with(file: &Path, text: &str) -> Result<Instance, Failure> {
    let read = model::InstanceDecl::load_text(text, file, Some(&arrays::read));
    read.map_err(|error| Failure::Input(error.to_string()))
}

/// The same of an instance of any number of profiles.
pub(crate) fn read_any(file: &Path) -> Result<AnyInstance, Failure> {
    model::InstanceDecl::load_any(file, &arrays::read).map_err(|error| failed(file, &error))
}

/// What is wrong with a file; of a table, what reads tables.
pub(crate) fn failed(file: &Path, error: &FileError) -> Failure {
    let is_table = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let help = if is_table { "\n  help: `tvmd learn` makes an instance of a table of bids" } else { "" };
    Failure::Input(format!("{error}{help}"))
}

/// The mechanism of this name among those of a file.
pub(crate) fn mechanism<'a, M>(
    mechanisms: &'a [M],
    name: fn(&M) -> &str,
    wanted: &str,
    file: &Path,
) -> Result<&'a M, Failure> {
    mechanisms.iter().find(|own| name(own) == wanted).ok_or_else(|| {
        let known = mechanisms.iter().map(name);
        Failure::Input(format!("{}: {}", file.display(), names::unknown("mechanism", wanted, known)))
    })
}

/// The way out where a file has no mechanism.
pub(crate) const NO_MECHANISM: &str =
    "\n  help: they stand under `mechanisms`; `tvmd optimum --out` writes the file with the best one in it";

/// The mechanism that a command is about: the one of this name, or the only one.
pub(crate) fn the_mechanism<'i>(
    instance: &'i Instance,
    wanted: Option<&str>,
    file: &Path,
) -> Result<&'i Declared, Failure> {
    let wrong = |reason: &str| Failure::Input(format!("{}: {reason}", file.display()));
    match (wanted, instance.mechanisms()) {
        (Some(name), all) => mechanism(all, Declared::name, name, file),
        (None, [only]) => Ok(only),
        (None, []) => Err(wrong(&format!("this is about a mechanism, and the file has none{NO_MECHANISM}"))),
        (None, all) => {
            let names: Vec<&str> = all.iter().map(Declared::name).collect();
            Err(wrong(&format!("--mechanism says which is meant; there are: {}", names.join(", "))))
        }
    }
}

/// The prior of an instance; `what` says what it is needed for.
pub(crate) fn prior<'i>(instance: &'i Instance, what: &str, file: &Path) -> Result<&'i Prior, Failure> {
    instance.prior().ok_or_else(|| {
        let help = "\"prior\": \"uniform\" makes all types equally likely";
        Failure::Input(format!("{}: {what}, and the file has no `prior`\n  help: {help}", file.display()))
    })
}

/// A path in a message.
pub(crate) fn shown(path: &Path) -> String {
    names::visible(&path.display().to_string()).into_owned()
}

/// The properties of a list, which make sense, whatever the mechanism.
#[derive(Clone, Debug, Default)]
pub(crate) struct Properties(pub(crate) Vec<Claim>);

impl FromStr for Properties {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let claims = Claim::list(text).map_err(|error| error.to_string())?;
        sensible(&claims, true)?;
        Ok(Self(claims))
    }
}

/// A gain that is allowed, ε, as `bic(ε)` takes it.
pub(crate) fn gain(text: &str) -> Result<Rational, String> {
    let epsilon = exact::parse(text).map_err(|error| error.at_least_0())?;
    let claim = Claim { negated: false, property: Property::EpsBic(epsilon.clone()) };
    match Claim::check(&[claim], true) {
        Ok(()) => Ok(epsilon),
        Err(errors) => Err(errors.iter().map(|error| error.message.clone()).collect::<Vec<_>>().join("\n")),
    }
}

/// A total variation distance.
pub(crate) fn distance(text: &str) -> Result<Rational, String> {
    let delta = exact::parse(text).map_err(|error| error.at_least_0())?;
    robustness::distance(delta).map_err(|error| error.to_string())
}

/// How many of something: a whole number above 0.
pub(crate) fn count(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(count) if count > 0 => Ok(count),
        _ => Err(format!("`{text}` is no count; write a whole number from 1 to {}", u64::MAX)),
    }
}

/// How many seconds: a whole number above 0.
pub(crate) fn seconds(text: &str) -> Result<u32, String> {
    let seconds = text.parse().ok().filter(|seconds| *seconds > 0);
    seconds
        .ok_or_else(|| format!("`{text}` is no number of seconds; write a whole one from 1 to {}", u32::MAX))
}

/// A name in a list, whose commas may have spaces behind them.
pub(crate) fn listed(text: &str) -> Result<String, Infallible> {
    Ok(text.trim().to_owned())
}

/// The seed of a search.
pub(crate) fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("`{text}` is no seed; write a whole number from 0 to {}", u64::MAX))
}

/// Refuses a list in which something comes twice.
pub(crate) fn each_once<T: PartialEq + Display>(option: &str, list: &[T]) -> Result<(), Failure> {
    match list.iter().enumerate().find(|(position, one)| list[..*position].contains(one)) {
        Some((_, twice)) => Err(Failure::Input(format!("{option}: `{twice}` is already there"))),
        None => Ok(()),
    }
}

/// An objective, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Wanted {
    Revenue,
    Welfare,
}

impl From<Wanted> for Standard {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Revenue => Self::Revenue,
            Wanted::Welfare => Self::Welfare,
        }
    }
}

/// Which priors within a distance there are, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Near {
    /// All.
    All,
    /// Those that have mass only where the file's prior has some.
    Support,
}

impl Near {
    /// Its word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Support => "support",
        }
    }
}

impl From<Near> for Ball {
    fn from(near: Near) -> Self {
        match near {
            Near::All => Self::All,
            Near::Support => Self::Support,
        }
    }
}
