//! The `tvmd` command-line tool: a thin shell over `tvmd-core`.
//!
//! Answers go to standard output, for people or (`--format json`) as one JSON document; progress and messages go to
//! standard error. Exit status: 0 done and everything asked for holds, 1 something asked for doesn't hold, 2 the
//! input or the call is wrong, 3 a search was stopped by its `--time-limit`, 130 it was interrupted: what was finished or known by then is printed.

mod arrays;
mod budget;
mod call;
mod commands;
mod extended;
mod input;
mod interrupt;
mod output;
mod part;
mod progress;
mod schema;
mod shard;
mod shown;
mod sweep;
mod targets;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;
use std::ffi::OsString;
use std::fmt::Display;
use std::process::ExitCode;
use tvmd_core::exact::text::Text;
use tvmd_core::model::MechanismDecl;
use tvmd_core::optimum::SoFar;
use tvmd_core::paper::Paper;
use tvmd_core::tv_robustness::TvRobustness;
use tvmd_view::schema::{Exact, found};

/// Where to begin, below the commands.
const FIRST: &str = "\
Begin with an auction in a file, as those in examples/instances: `tvmd check examples/instances/gallery.json`.
The book, docs/book, leads from such a file, or from bids, to an auction that is robust; it begins in docs/book/src/introduction.md.";

/// Exact checks of auctions and of the theory of their robustness.
#[derive(Debug, Parser)]
#[command(name = "tvmd", version, arg_required_else_help = true, after_help = FIRST)]
struct Arguments {
    /// For people, for programs, or as tables.
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

/// How answers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// Tables alone, as comma-separated values. Where there are several, each has its title in front, after a `#`; what is said beside them, and
    /// notes, are left out, since a file of values has no place for words.
    Csv,
    /// Tables in Markdown, below what is said beside them.
    Markdown,
    /// Tables in LaTeX, with the package `booktabs`; what is said beside them comes first, as comments.
    Latex,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the paper, statement by statement, and print the ledger.
    Audit(commands::audit::Audit),
    /// Check the incentives of the mechanisms in an instance file.
    Check(commands::check::Check),
    /// The mechanisms of a file side by side.
    Compare(commands::compare::Compare),
    /// Print a script by which a shell completes what is typed.
    Completions(commands::man::Completions),
    /// The game that a mechanism is, for Gambit: truth is an equilibrium of it exactly if the mechanism is BIC.
    Gambit(commands::gambit::Gambit),
    /// A setting and a prior from bids, how far off that may be, and the revenue that is promised nevertheless.
    Learn(commands::learn::Learn),
    /// Print a page for `man`.
    Man(commands::man::Man),
    /// The most revenue or welfare that can be guaranteed when only the marginals are known.
    #[command(name = "maxmin")]
    MaxMin(commands::maxmin::MaxMin),
    /// Put together what the shares of a check or an audit came to.
    Merge(commands::merge::Merge),
    /// The best mechanism for an instance's setting and prior, with a certificate.
    Optimum(commands::optimum::Optimum),
    /// What a mechanism can lose, and what lying can gain, under every prior near the one it was made for.
    Robustness(commands::robustness::Robustness),
    /// Print the JSON Schema of instance files, of certificates, or of a command's answer.
    Schema(commands::schema::Schema),
    /// One additive buyer: separate prices, a bundle price, and the best mechanism.
    Simple(commands::simple::Simple),
    /// The total variation distance of the priors of two instance files, with certificates.
    Tv(commands::tv::Tv),
    /// Check a certificate of optimality, independently of what wrote it.
    Verify(commands::verify::Verify),
}

/// Why a command didn't end well.
#[derive(Debug)]
enum Failure {
    /// Something asked for doesn't hold: status 1.
    DoesNotHold(String),
    /// The input or the call is wrong: status 2.
    Input(String),
    /// Time was up, or the search was interrupted, and bounds are known: status 3 or 130.
    TimeIsUp(Box<SoFar>),
    /// Time was up in a part of what was asked for: status 3.
    TimeIsUpWithin(String),
}

impl Failure {
    /// The same where it is said first in what it came, and last what helps.
    fn within(self, part: &str, help: &str) -> Self {
        let said = |message: &dyn Display| format!("{part}:\n{message}{help}");
        match self {
            Self::DoesNotHold(message) => Self::DoesNotHold(said(&message)),
            Self::Input(message) => Self::Input(said(&message)),
            Self::TimeIsUp(known) => Self::TimeIsUpWithin(said(&format_args!("time was up: {known}"))),
            Self::TimeIsUpWithin(message) => Self::TimeIsUpWithin(said(&message)),
        }
    }
}

/// What is known where a search was stopped, for programs.
#[derive(Serialize, JsonSchema)]
struct Stopped {
    status: &'static str,
    /// What a known mechanism makes; null where none is known.
    #[schemars(with = "Option<Exact>")]
    value: Option<Text>,
    /// What no mechanism exceeds; null where nothing is known.
    #[schemars(with = "Option<Exact>")]
    upper_bound: Option<Text>,
    #[schemars(with = "Option<Exact>")]
    gap: Option<Text>,
    /// The mechanism that makes the value, where it isn't one that does nothing, or posts prices.
    #[schemars(with = "Option<found::Mechanism>")]
    mechanism: Option<MechanismDecl>,
}

/// Runs the tool with these arguments, the program's own name first; `called` is what its user types to call it.
pub fn run(called: &'static str, arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let tvmd = || Arguments::command().bin_name(called);
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let Arguments { format, command } = match call::parsed(tvmd, &arguments) {
        Ok(arguments) => arguments,
        Err(status) => return status,
    };
    interrupt::heed();
    output::called(&arguments);
    let done = match command {
        Command::Audit(audit) => audit.run(&[&TvRobustness], format),
        Command::Check(check) => check.run(format),
        Command::Compare(compare) => compare.run(format),
        Command::Completions(completions) => completions.run(tvmd()),
        Command::Gambit(gambit) => gambit.run(format),
        Command::Learn(learn) => learn.run(format),
        Command::Man(man) => man.run(tvmd()),
        Command::MaxMin(maxmin) => maxmin.run(format),
        Command::Merge(merge) => merge.run(&[&TvRobustness], format),
        Command::Optimum(optimum) => optimum.run(format),
        Command::Robustness(robustness) => robustness.run(format),
        Command::Schema(schema) => schema.run(),
        Command::Simple(simple) => simple.run(format),
        Command::Tv(tv) => tv.run(format),
        Command::Verify(verify) => verify.run(format),
    };
    let (reason, status) = if interrupt::stopped_a_search() {
        ("interrupted", interrupt::INTERRUPTED)
    } else {
        ("time was up", 3)
    };
    exit(match done {
        Err(Failure::TimeIsUp(known)) => stopped(reason, *known, format).map(|()| ExitCode::from(status)),
        // The search was over, or what comes after it was given up, which the answer says.
        Ok(()) if interrupt::stopped_a_search() => Ok(ExitCode::from(status)),
        done => done.map(|()| ExitCode::SUCCESS),
    })
}

/// Says what is known where a search was stopped.
fn stopped(reason: &str, known: SoFar, format: Format) -> Result<(), Failure> {
    let text = format!("{reason}: {known}");
    let gap = known.gap().map(Text);
    let (value, upper_bound) = (known.value.map(Text), known.upper.map(Text));
    let mechanism = known.mechanism.map(|rule| MechanismDecl { rule, claims: Vec::new() });
    let stopped = Stopped { status: "stopped", value, upper_bound, gap, mechanism };
    output::answer(format, &stopped, |_| text, &[])
}

/// `audit`, with all its flags, as a program of its own that audits these papers.
#[derive(Debug, Parser)]
#[command(
    version,
    about = "Check the papers, statement by statement, and print the ledger.",
    args_conflicts_with_subcommands = true
)]
struct AuditAlone {
    /// For people, for programs, or as tables.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    audit: commands::audit::Audit,
    #[command(subcommand)]
    merge: Option<MergeAlone>,
}

/// What such a program does beside.
#[derive(Debug, Subcommand)]
enum MergeAlone {
    /// Put together what the shares of an audit came to.
    Merge(commands::merge::Merge),
}

/// Audits papers, with the flags that the program was called with: the whole `main` of a crate that brings a paper.
///
/// ```no_run
/// use std::process::ExitCode;
/// use tvmd_core::tv_robustness::TvRobustness;
///
/// fn main() -> ExitCode {
///     tvmd_cli::audit(&[&TvRobustness])
/// }
/// ```
///
/// Where there are several, ids have the paper's slug in front: `tv-robustness/lemma-2`. Exit status as of `tvmd audit`.
pub fn audit(papers: &[&dyn Paper]) -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    match call::parsed(AuditAlone::command, &arguments) {
        Ok(AuditAlone { format, audit, merge: None }) => {
            interrupt::heed();
            output::called(&arguments);
            exit(audit.run(papers, format).map(|()| ExitCode::SUCCESS))
        }
        Ok(AuditAlone { format, merge: Some(MergeAlone::Merge(merge)), .. }) => {
            exit(merge.run(papers, format).map(|()| ExitCode::SUCCESS))
        }
        Err(status) => status,
    }
}

/// Says what went wrong, and returns the status.
fn exit(done: Result<ExitCode, Failure>) -> ExitCode {
    let (status, message) = match done {
        Ok(status) => return status,
        Err(Failure::DoesNotHold(message)) => (1, message),
        Err(Failure::Input(message)) => (2, message),
        Err(Failure::TimeIsUp(known)) => (3, format!("time was up: {known}")),
        Err(Failure::TimeIsUpWithin(message)) => (3, message),
    };
    output::complain(&message);
    ExitCode::from(status)
}
