//! A violation as a theorem of Lean 4: the outcomes that it is made of as functions, and that the property fails, by computation.

use super::{Case, Counterexample, Party};
use num_traits::One as _;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tvmd_core::mechanism::Outcome;
use tvmd_core::setting::Profile;

/// How statements about numbers are decided: Lean's kernel computes both sides.
const DECIDED: &str = "by decide +kernel";

impl Counterexample<'_> {
    /// The text of a file of its own.
    pub fn lean(&self) -> String {
        let mut text = String::new();
        // Writing to a string can't fail.
        let _ = self.write_lean(&mut text);
        text
    }

    fn write_lean(&self, text: &mut String) -> std::fmt::Result {
        let Some(party) = self.party() else { return Ok(()) };
        let who = &party.name;
        writeln!(
            text,
            "/-!\n{}\n\nLean 4 with rationals (`Rat`) in its core; nothing is imported.\n-/\n",
            self.words().join("\n").replace("-/", "- /")
        )?;
        let namespace = format!("{}.not_{}", self.mechanism, self.property);
        writeln!(text, "namespace {namespace}\n")?;
        inductive(text, "Item", self.items.iter().map(String::as_str))?;
        for party in &self.agents {
            let bottom = self.profiles().iter().any(|profile| profile.of(party.id) == 0);
            let types = party.types.iter().map(|(_, name)| name.as_str());
            inductive(text, &party.name, bottom.then_some("Bottom").into_iter().chain(types))?;
        }
        self.values(text, party)?;
        self.outcomes(text, party)?;
        let names: Vec<String> = (1..=self.agents.len()).map(|number| format!("x{number}")).collect();
        let typed: Vec<String> = self
            .agents
            .iter()
            .zip(&names)
            .map(|(party, name)| format!("({name} : {})", party.name))
            .collect();
        writeln!(text, "/-- What {who} is left with by what all report. -/")?;
        writeln!(text, "def utility {} : Rat :=", typed.join(" "))?;
        writeln!(text, "  let (drawn, pays) := outcome {}", names.join(" "))?;
        writeln!(text, "  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays\n")?;
        self.theorems(text, party)?;
        writeln!(text, "\nend {namespace}")
    }

    /// What the bundles are worth that she may get.
    fn values(&self, text: &mut String, party: &Party) -> std::fmt::Result {
        let (id, own) = (party.id, self.witness.own);
        let valuation = self.table.setting().agents()[id.0].types()[own].valuation();
        let profiles = self.profiles();
        let outcomes = profiles.iter().filter_map(|profile| self.outcome(profile));
        let bundles: BTreeSet<_> =
            outcomes.flat_map(|outcome| outcome.bundles(id)).map(|(_, bundle)| bundle).collect();
        writeln!(
            text,
            "/-- What a bundle is worth to {}, who is {}. -/",
            party.name,
            self.witness.type_name()
        )?;
        writeln!(text, "def value : List Item → Rat")?;
        for bundle in bundles.into_iter().filter(|bundle| !bundle.is_empty()) {
            writeln!(text, "  | {} => {}", self.list(bundle), valuation.value(bundle))?;
        }
        writeln!(text, "  | _ => 0\n")
    }

    /// What she gets and pays where it matters.
    fn outcomes(&self, text: &mut String, party: &Party) -> std::fmt::Result {
        let arrows: Vec<&str> = self.agents.iter().map(|party| party.name.as_str()).collect();
        writeln!(text, "/-- How likely {} gets which bundle, and what she pays. -/", party.name)?;
        writeln!(text, "def outcome : {} → List (Rat × List Item) × Rat", arrows.join(" → "))?;
        let mut profiles = self.profiles();
        profiles.sort_by(|one, other| one.types().cmp(other.types()));
        profiles.dedup();
        for profile in &profiles {
            let Some(outcome) = self.outcome(profile) else { continue };
            writeln!(
                text,
                "  | {} => {}",
                self.constructors(profile).join(", "),
                self.offer(outcome, party)
            )?;
        }
        // A line that nothing reaches is an error.
        let reports = |party: &Party| {
            profiles.iter().map(|profile| profile.of(party.id)).collect::<BTreeSet<_>>().len()
        };
        if self.agents.iter().map(reports).product::<usize>() > profiles.len() {
            writeln!(text, "  | {} => ([], 0)", vec!["_"; self.agents.len()].join(", "))?;
        }
        writeln!(text)
    }

    fn offer(&self, outcome: &Outcome, party: &Party) -> String {
        let drawn: Vec<String> = outcome
            .bundles(party.id)
            .into_iter()
            .filter(|(_, bundle)| !bundle.is_empty())
            .map(|(likely, bundle)| format!("({likely}, {})", self.list(bundle)))
            .collect();
        format!("([{}], {})", drawn.join(", "), outcome.payment(party.id))
    }

    fn list(&self, bundle: tvmd_core::setting::Bundle) -> String {
        let items: Vec<String> = self.bundle(bundle).into_iter().map(|item| format!(".{item}")).collect();
        format!("[{}]", items.join(", "))
    }

    fn constructors(&self, profile: &Profile) -> Vec<String> {
        self.agents.iter().map(|party| format!(".{}", Self::report(party, profile))).collect()
    }

    /// What she is left with by her report, the gain, and that the property fails.
    fn theorems(&self, text: &mut String, party: &Party) -> std::fmt::Result {
        let Some(case) = self.cases.first() else { return Ok(()) };
        let utility = |case: &Case| {
            let reports = self.agents.iter().map(|agent| match agent.id == party.id {
                true => "report".to_owned(),
                false => format!(".{}", Self::report(agent, &case.truth)),
            });
            let utility = format!("utility {}", reports.collect::<Vec<_>>().join(" "));
            if case.likely.is_one() { utility } else { format!("({}) * {utility}", case.likely) }
        };
        let sum: Vec<String> = self.cases.iter().map(utility).collect();
        let circumstances =
            if self.witness.profile.is_some() { "" } else { ", in expectation over the others' types" };
        writeln!(text, "/-- The same by her report{circumstances}. -/")?;
        writeln!(text, "def left (report : {}) : Rat :=\n  {}\n", party.name, sum.join(" +\n  "))?;
        let (gain, property) = (&self.witness.gain, self.property);
        let truth = Self::report(party, &case.truth);
        match self.lie(case) {
            Some(lie) => {
                let (lie, name) = (Self::report(party, &lie), &party.name);
                writeln!(text, "theorem gain : left .{lie} - left .{truth} = {gain} := {DECIDED}\n")?;
                writeln!(
                    text,
                    "theorem not_{property} : ¬ ∀ report : {name}, left report ≤ left .{truth} :="
                )?;
                writeln!(text, "  fun pays => absurd (pays .{lie}) ({DECIDED})")
            }
            None => {
                writeln!(text, "theorem loss : left .{truth} = {} := {DECIDED}\n", -gain)?;
                writeln!(text, "theorem not_{property} : ¬ 0 ≤ left .{truth} := {DECIDED}")
            }
        }
    }
}

fn inductive<'n>(
    text: &mut String,
    name: &str,
    constructors: impl Iterator<Item = &'n str>,
) -> std::fmt::Result {
    writeln!(text, "inductive {name} where")?;
    for constructor in constructors {
        writeln!(text, "  | {constructor}")?;
    }
    writeln!(text)
}
