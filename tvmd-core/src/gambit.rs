//! Mechanisms as games that [Gambit](https://www.gambit-project.org) reads.
//!
//! The game is Bayesian: chance draws the agents' types by the prior; each agent sees her own and reports a type, ⊥ (`Bottom`) among
//! them; then happens what the mechanism does at the reports, and payoffs are what it is worth to the types less the payments. All
//! numbers are exact. Profiles of probability 0 are left out, so that each agent's information sets are her types of positive probability.
//!
//! Telling the truth everywhere is a Nash equilibrium of it exactly if the mechanism is BIC, ⊥ being a report; and what an information
//! set can gain by another report is what [`BayesianReport`](crate::incentive::BayesianReport) says of the type.
//!
//! ```
//! use tvmd::gambit::efg;
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
//!     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
//! }
//!
//! assert_eq!(
//!     efg("Posted", Posted.table(), &Shop::prior())?,
//!     r#"EFG 2 R "Posted in Shop" { "Buyer" }
//! "Telling the truth everywhere is a Nash equilibrium exactly if the mechanism is BIC, Bottom being a report."
//!
//! c "" 1 "types" { "Low" 1/2 "High" 1/2 } 0
//! p "" 1 2 "Buyer is Low" { "Bottom" "Low" "High" } 0
//! t "" 1 "" { 0 }
//! t "" 2 "" { 0 }
//! t "" 3 "" { -1/2 }
//! p "" 1 3 "Buyer is High" { "Bottom" "Low" "High" } 0
//! t "" 4 "" { 0 }
//! t "" 5 "" { 0 }
//! t "" 6 "" { 1/2 }
//! "#
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::exact::Rational;
use crate::mechanism::Table;
use crate::prior::{Prior, PriorError, same_setting};
use crate::setting::{AgentId, Profile};
use std::fmt::{self, Write};

/// Games of more ends than this aren't written.
pub const MAX_ENDS: usize = 1_000_000;

/// Why there is no game.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GameError {
    /// The prior belongs to another setting.
    Prior(PriorError),
    /// It would have so many profiles of types, each followed by so many of reports: over [`MAX_ENDS`] ends.
    TooLarge {
        /// The profiles of types of positive probability.
        types: usize,
        /// The profiles of reports.
        reports: usize,
    },
}

impl fmt::Display for GameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prior(error) => error.fmt(f),
            Self::TooLarge { types, reports } => write!(
                f,
                "as a game it has {types} profiles of types, each with {reports} of reports, and games of at most {MAX_ENDS} ends are \
                 written; fewer types per agent make it smaller"
            ),
        }
    }
}

impl std::error::Error for GameError {}

/// The game that a mechanism is under a prior, in Gambit's format `.efg`; `name` is the mechanism's.
///
/// # Errors
/// If the prior belongs to another setting, or the game is too large.
pub fn efg(name: &str, table: &Table, prior: &Prior) -> Result<String, GameError> {
    let setting = table.setting();
    same_setting(setting, prior.setting()).map_err(GameError::Prior)?;
    let (types, reports) = (prior.support().count(), setting.profile_count());
    if types.checked_mul(reports).is_none_or(|ends| ends > MAX_ENDS) {
        return Err(GameError::TooLarge { types, reports });
    }
    let mut game = Game { table, text: String::new(), ends: 0 };
    // Writing to a string can't fail.
    let _ = game.write(name, prior);
    Ok(game.text)
}

/// A game as far as it is written, node by node, each before those that follow it.
struct Game<'a> {
    table: &'a Table,
    text: String,
    ends: usize,
}

impl Game<'_> {
    fn write(&mut self, name: &str, prior: &Prior) -> fmt::Result {
        let setting = self.table.setting();
        let agents = setting.agents().iter().map(|agent| quoted(agent.name()));
        let agents: Vec<String> = agents.collect();
        writeln!(
            self.text,
            "EFG 2 R {} {{ {} }}\n\"Telling the truth everywhere is a Nash equilibrium exactly if the mechanism is BIC, Bottom being a \
             report.\"\n",
            quoted(&format!("{name} in {}", setting.name())),
            agents.join(" ")
        )?;
        let drawn = |(types, mass): (Profile, Rational)| {
            format!("{} {mass}", quoted(&setting.type_names(&types).join(", ")))
        };
        let drawn: Vec<String> = prior.support().map(drawn).collect();
        writeln!(self.text, "c \"\" 1 \"types\" {{ {} }} 0", drawn.join(" "))?;
        let mut reports = Vec::with_capacity(setting.agents().len());
        prior.support().try_for_each(|(types, _)| self.reported(&types, &mut reports))
    }

    /// All that can happen once these reports are made.
    fn reported(&mut self, types: &Profile, reports: &mut Vec<usize>) -> fmt::Result {
        let table = self.table;
        let next = reports.len();
        let Some(agent) = table.setting().agents().get(next) else { return self.end(types, reports) };
        let true_type = types.of(AgentId(next));
        let known = quoted(&format!("{} is {}", agent.name(), agent.type_name(true_type)));
        let can: Vec<String> =
            (0..agent.types().len()).map(|report| quoted(agent.type_name(report))).collect();
        // Gambit numbers players and information sets from 1.
        writeln!(self.text, "p \"\" {} {} {known} {{ {} }} 0", next + 1, true_type + 1, can.join(" "))?;
        for report in 0..agent.types().len() {
            reports.push(report);
            self.reported(types, reports)?;
            reports.pop();
        }
        Ok(())
    }

    /// What comes of it.
    fn end(&mut self, types: &Profile, reports: &[usize]) -> fmt::Result {
        let setting = self.table.setting();
        let Some(outcome) = self.table.outcome(&Profile::new(reports.to_vec())) else { return Ok(()) };
        self.ends += 1;
        let utility = |(position, agent): (usize, &crate::setting::Agent)| {
            let id = AgentId(position);
            (outcome.value(id, agent.types()[types.of(id)].valuation()) - outcome.payment(id)).to_string()
        };
        let utilities: Vec<String> = setting.agents().iter().enumerate().map(utility).collect();
        writeln!(self.text, "t \"\" {} \"\" {{ {} }}", self.ends, utilities.join(", "))
    }
}

/// A name as Gambit reads it: it knows no way to write a backslash that a quotation mark follows, so that all are another character that looks
/// alike, which no other name has in its place.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\u{2216}").replace('"', "\\\""))
}
