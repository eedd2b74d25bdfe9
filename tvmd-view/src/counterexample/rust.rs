//! A violation as a test in Rust: a block with the outcomes that it is made of, which claims that the property fails, and the gain.

use super::{Case, Counterexample, Party, snake_case};
use num_traits::{One as _, Signed as _, ToPrimitive as _};
use std::fmt::Write as _;
use tvmd_core::Rational;
use tvmd_core::mechanism::{Allocation, Outcome};
use tvmd_core::model::Values;
use tvmd_core::model::{Entries, Space, ValuationKind};
use tvmd_core::setting::Profile;

impl Counterexample<'_> {
    /// The text of the test.
    pub fn rust(&self) -> String {
        let mut text = String::new();
        // Writing to a string can't fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        let Some(party) = self.party() else { return Ok(()) };
        let (mechanism, property, who) = (&self.mechanism, self.property, &party.name);
        for line in self.words() {
            writeln!(text, "/// {}", line.trim_end())?;
        }
        writeln!(text, "#[test]\nfn {}_is_not_{property}() {{", snake_case(mechanism))?;
        writeln!(text, "    tvmd::mechanism! {{")?;
        let agents: Vec<&str> = self.agents.iter().map(|party| party.name.as_str()).collect();
        writeln!(text, "        setting Shown<{}> {{", agents.join(", "))?;
        writeln!(text, "            items {{ {} }}", self.items.join(", "))?;
        writeln!(text, "            bound {};", self.table.setting().bound())?;
        for party in &self.agents {
            writeln!(text, "            {}", self.agent(party))?;
        }
        if self.witness.profile.is_none() {
            let masses: Vec<String> = self
                .cases
                .iter()
                .map(|case| format!("{}: {}", self.pattern(&case.truth), case.likely))
                .collect();
            writeln!(text, "            prior joint {{ {} }}", masses.join(", "))?;
        }
        writeln!(text, "        }}\n        mechanism {mechanism} in Shown {{\n            outcomes {{")?;
        for profile in self.profiles() {
            if let Some(outcome) = self.outcome(&profile).filter(|_| self.takes_part(&profile)) {
                writeln!(text, "                {} => {},", self.pattern(&profile), self.clauses(outcome))?;
            }
        }
        writeln!(text, "                _ => nothing,\n            }}")?;
        writeln!(text, "            claims not {property};\n        }}\n    }}")?;
        writeln!(text, "    // What {who}, who is {}, is left with.", self.witness.type_name())?;
        writeln!(text, "    fn utility(outcome: &tvmd::Outcome) -> tvmd::Rational {{")?;
        let true_type = self.cases.first().map_or("Bottom", |case| Self::report(party, &case.truth));
        writeln!(
            text,
            "        let value = outcome.value(shown::Agent::{who}, shown::{who}::{true_type}.valuation());"
        )?;
        writeln!(text, "        value - outcome.payment(shown::Agent::{who})\n    }}")?;
        let gains: Vec<String> = self.cases.iter().map(|case| self.gain(case)).collect();
        writeln!(text, "    let gain = {};", gains.join("\n        + "))?;
        writeln!(text, "    assert_eq!(gain, {});\n}}", literal(&self.witness.gain))
    }

    /// Whether somebody takes part.
    fn takes_part(&self, profile: &Profile) -> bool {
        self.agents.iter().any(|party| profile.of(party.id) != 0)
    }

    /// An agent with the types that matter.
    fn agent(&self, party: &Party) -> String {
        let said = &self.table.setting().to_model().agents[party.id.0];
        let kind = match said.valuation {
            ValuationKind::Additive => "additive",
            ValuationKind::UnitDemand => "unit_demand",
            ValuationKind::Bundles => "bundles",
        };
        let names = self.table.setting().items();
        let item = |name: &str| {
            names.iter().position(|known| known == name).map_or("", |at| self.items[at].as_str()).to_owned()
        };
        let types = party.types.iter().map(|(number, word)| {
            // ⊥ isn't listed.
            let values: Vec<String> = match said.types.get(number - 1).map(|decl| &decl.space) {
                Some(Space::One(Values::Items(Entries(values)))) => {
                    values.iter().map(|(name, value)| format!("{}: {}", item(name), value.0)).collect()
                }
                Some(Space::One(Values::Bundles(values))) => {
                    let bundle =
                        |names: &[String]| names.iter().map(|name| item(name)).collect::<Vec<_>>().join(", ");
                    values
                        .iter()
                        .map(|entry| format!("[{}]: {}", bundle(&entry.bundle), entry.value))
                        .collect()
                }
                _ => Vec::new(),
            };
            if values.is_empty() {
                format!("{word} = 0")
            } else {
                format!("{word} = {{ {} }}", values.join(", "))
            }
        });
        format!("agent {}: {kind} {{ {} }}", party.name, types.collect::<Vec<_>>().join(", "))
    }

    /// The reports of a profile, as a row or a mass has them.
    fn pattern(&self, profile: &Profile) -> String {
        let reports: Vec<&str> = self.agents.iter().map(|party| Self::report(party, profile)).collect();
        match reports.as_slice() {
            [alone] => (*alone).to_owned(),
            several => format!("({})", several.join(", ")),
        }
    }

    /// What an outcome gives and takes.
    fn clauses(&self, outcome: &Outcome) -> String {
        let payments = |party: &Party| {
            let pays = outcome.payment(party.id);
            (pays != Rational::default()).then(|| format!("pays {pays}"))
        };
        match outcome.allocations() {
            [(likely, allocation)] if likely.is_one() => self.given(allocation, &payments),
            branches => {
                let branches: Vec<String> = branches
                    .iter()
                    .map(|(likely, allocation)| format!("{likely}: {}", self.given(allocation, &|_| None)))
                    .collect();
                let pays: Vec<String> = self
                    .agents
                    .iter()
                    .filter_map(|party| Some(format!("{} {}", party.name, payments(party)?)))
                    .collect();
                let and = if pays.is_empty() { "" } else { " and " };
                format!("lottery {{ {} }}{and}{}", branches.join(", "), pays.join(" and "))
            }
        }
    }

    fn given(&self, allocation: &Allocation, pays: &dyn Fn(&Party) -> Option<String>) -> String {
        let clauses: Vec<String> = self
            .agents
            .iter()
            .filter_map(|party| {
                let items = self.bundle(allocation.bundle(party.id));
                let gets = (!items.is_empty()).then(|| format!("gets {{ {} }}", items.join(", ")));
                let parts: Vec<String> = gets.into_iter().chain(pays(party)).collect();
                (!parts.is_empty()).then(|| format!("{} {}", party.name, parts.join(" ")))
            })
            .collect();
        if clauses.is_empty() { "nothing".to_owned() } else { clauses.join(" and ") }
    }

    /// What is gained in a case, by the lie or by staying away.
    fn gain(&self, case: &Case) -> String {
        let utility = |profile: &Profile| {
            let reports: Vec<String> = self
                .agents
                .iter()
                .map(|party| format!("shown::{}::{}", party.name, Self::report(party, profile)))
                .collect();
            match reports.as_slice() {
                [alone] => format!("utility(&{}.outcome({alone}))", self.mechanism),
                several => format!("utility(&{}.outcome(({})))", self.mechanism, several.join(", ")),
            }
        };
        let truth = utility(&case.truth);
        let gain = match self.lie(case) {
            Some(lie) => format!("{} - {truth}", utility(&lie)),
            None => format!("-{truth}"),
        };
        if case.likely.is_one() { gain } else { format!("{} * ({gain})", literal(&case.likely)) }
    }
}

/// A number in Rust.
fn literal(number: &Rational) -> String {
    let is_short = number.numer().abs().to_i64().is_some() && number.denom().to_i64().is_some();
    match is_short {
        true if number.is_integer() => format!("tvmd::ratio!({number})"),
        true => format!("tvmd::ratio!({} / {})", number.numer(), number.denom()),
        false => format!("tvmd::exact::parse(\"{number}\").unwrap()"),
    }
}
