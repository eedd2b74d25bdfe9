//! What a check found, in words.

use super::{Checked, Decided, Timings};
use crate::{Rounded, below};
use num_traits::Signed as _;
use std::fmt::Write as _;
use tvmd_core::Rational;
use tvmd_core::work::MAX_CORNERS;

/// The most characters of a number that is shown to people as it is.
const LONGEST: usize = 200;

impl Checked {
    /// In words, with its tables.
    #[must_use]
    pub fn for_people(&self) -> String {
        let text = self.in_words();
        if self.tables.is_empty() { text } else { below(&text, &self.tables) }
    }

    /// In words.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut text = format!("{}\n", self.name);
        for (what, is) in self.facts() {
            // Later lines of a witness are set under its first.
            let is = is.replace('\n', "\n              ");
            let _ = writeln!(text, "  {what:<11} {is}");
        }
        text
    }

    /// What was found, in words.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = Vec::new();
        let mut line = |what: &'static str, is: &str| facts.push((what, is.to_owned()));
        line("ex-post IR", &self.ex_post_ir.to_string());
        if let Some(interim) = self.interim_ir.as_ref().filter(|_| !self.ex_post_ir.holds) {
            line("interim IR", &interim.to_string());
        }
        let dsic = [("DSIC", Some(&self.dsic), Some(&self.dsic_participating))];
        let bic = [("BIC", self.bic.as_ref(), self.bic_participating.as_ref())];
        for (what, with_bottom, participating) in dsic.into_iter().chain(bic) {
            let Some((with_bottom, participating)) = with_bottom.zip(participating) else { continue };
            line(what, &with_bottom.to_string());
            if let Some(apart) = participating.unlike(with_bottom) {
                line("", &apart);
            }
        }
        if let Some(frontier) = self.frontier.as_ref().filter(|frontier| frontier.steps().len() > 1) {
            let steps: Vec<String> =
                frontier.steps().iter().map(|step| format!("({}, {})", step.epsilon, step.q)).collect();
            line("(ε, q)-BIC", &format!("from {} on", steps.join(", ")));
        }
        if self.bic.is_some() && self.frontier_as_printed.is_none() {
            line(
                "as printed",
                &format!("its frontier has more than {MAX_CORNERS} corners, and isn't listed"),
            );
        }
        for (what, value) in [("revenue", &self.revenue), ("welfare", &self.welfare)] {
            if let Some(value) = value {
                line(what, &short(&value.0));
            }
        }
        if let Some(theorem) = &self.theorem {
            line("because", theorem);
        }
        for Decided { claim, holds, .. } in &self.claims {
            line("claim", &format!("{claim}: {}", if *holds { "holds" } else { "DOESN'T HOLD" }));
        }
        if let Some(Timings { read, table, kernel, kernel_name }) = &self.timings {
            let took = format!("read {read:.6} s, table {table:.6} s, kernel {kernel:.6} s ({kernel_name})");
            line("timings", &took);
        }
        facts
    }
}

/// A number for people: one of very many digits, as expectations over many agents are, is cut to decimals, and that is said.
fn short(number: &Rational) -> String {
    let written = number.to_string();
    if written.len() <= LONGEST {
        return Rounded::Near.beside(number);
    }
    let sign = if number.is_negative() { "-" } else { "" };
    let millionths = number.abs() * Rational::from_integer(1_000_000.into());
    let digits = format!("{:0>7}", millionths.to_integer());
    let (whole, rest) = digits.split_at(digits.len() - 6);
    format!("{sign}{whole}.{rest}… (`--format json` has it as a fraction)")
}
