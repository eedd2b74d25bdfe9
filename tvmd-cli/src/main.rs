//! The `tvmd` command-line tool: a thin shell over `tvmd-core`.
//!
//! Answers go to standard output, for people or (`--format json`) as one JSON document; progress and messages go to
//! standard error. Exit status: 0 done and everything asked for holds, 1 something asked for doesn't hold, 2 the
//! input or the call is wrong.

mod budget;
mod commands;
mod input;
mod output;
mod page;
mod progress;

use clap::{Parser, Subcommand, ValueEnum};
use std::process::ExitCode;

/// Exact checks of auctions and of the theory of their robustness.
#[derive(Debug, Parser)]
#[command(name = "tvmd", version, about, arg_required_else_help = true)]
struct Arguments {
    /// For people, or for programs.
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
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the paper, statement by statement, and print the ledger.
    Audit(commands::audit::Audit),
    /// Check the incentives of the mechanisms in an instance file.
    Check(commands::check::Check),
    /// The most revenue or welfare that can be guaranteed when only the marginals are known.
    #[command(name = "maxmin")]
    MaxMin(commands::maxmin::MaxMin),
    /// The best mechanism for an instance's setting and prior, with a certificate.
    Optimum(commands::optimum::Optimum),
    /// What a mechanism can lose, and what lying can gain, under every prior near the one it was made for.
    Robustness(commands::robustness::Robustness),
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
}

fn main() -> ExitCode {
    let Arguments { format, command } = Arguments::parse();
    let done = match command {
        Command::Audit(audit) => audit.run(format),
        Command::Check(check) => check.run(format),
        Command::MaxMin(maxmin) => maxmin.run(format),
        Command::Optimum(optimum) => optimum.run(format),
        Command::Robustness(robustness) => robustness.run(format),
        Command::Simple(simple) => simple.run(format),
        Command::Tv(tv) => tv.run(format),
        Command::Verify(verify) => verify.run(format),
    };
    let (status, message) = match done {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::DoesNotHold(message)) => (1, message),
        Err(Failure::Input(message)) => (2, message),
    };
    output::complain(&message);
    ExitCode::from(status)
}
