//! A violation that stands alone, as a program: the agents, the types and the outcomes that it is made of, and nothing else.

mod lean;
mod rust;

use num_traits::One as _;
use tvmd_core::incentive::{IncentiveReport, Witness};
use tvmd_core::mechanism::Outcome;
use tvmd_core::setting::{Bundle, Profile};
use tvmd_core::{AgentId, Prior, Rational, Table};

/// Who violates which property of a mechanism.
pub struct Counterexample<'a> {
    /// What the mechanism is called, as an identifier.
    mechanism: String,
    /// The property, as it is claimed.
    property: &'static str,
    witness: &'a Witness,
    table: &'a Table,
    /// Those who take part in a case.
    agents: Vec<Party>,
    /// The items, as identifiers.
    items: Vec<String>,
    cases: Vec<Case>,
}

/// An agent who takes part.
struct Party {
    id: AgentId,
    /// As an identifier.
    name: String,
    /// The numbers of her types in the setting, ⊥ left out, and these as identifiers.
    types: Vec<(usize, String)>,
}

/// What all report if nobody lies, and how likely that is given the type of the one who gains; surely where the others are known.
struct Case {
    likely: Rational,
    truth: Profile,
}

impl<'a> Counterexample<'a> {
    /// All violations of a mechanism: of taking part and of truthfulness, at a profile and in expectation.
    pub fn all(
        mechanism: &str,
        table: &'a Table,
        prior: Option<&Prior>,
        report: &'a IncentiveReport,
    ) -> Vec<Self> {
        let bic = report.bic.as_ref();
        let verdicts = [
            ("ex_post_ir", Some(&report.ex_post_ir)),
            ("interim_ir", bic.map(|bic| &bic.interim_ir)),
            ("dsic", Some(&report.dsic)),
            ("bic", bic.map(|bic| &bic.verdict)),
        ];
        let witnesses = verdicts
            .into_iter()
            .filter_map(|(property, verdict)| Some((property, verdict?.witness.as_ref()?)));
        witnesses.map(|(property, witness)| Self::new(mechanism, property, witness, table, prior)).collect()
    }

    fn new(
        mechanism: &str,
        property: &'static str,
        witness: &'a Witness,
        table: &'a Table,
        prior: Option<&Prior>,
    ) -> Self {
        let (setting, agent) = (table.setting(), witness.agent);
        let cases = match (&witness.profile, prior) {
            (Some(profile), _) => vec![Case { likely: Rational::one(), truth: profile.clone() }],
            (None, prior) => {
                let others = prior.and_then(|prior| prior.conditional(agent, witness.own));
                let case = |others: &tvmd_core::prior::Distribution, at: usize| Case {
                    likely: others.mass(at),
                    truth: setting.profile_at(setting.numbering().join(agent.0, witness.own, at)),
                };
                others.iter().flat_map(|others| others.support().map(|at| case(others, at))).collect()
            }
        };
        let reports = |id: AgentId| {
            let lie = witness.misreport.filter(|_| id == agent);
            let mut types: Vec<usize> = cases
                .iter()
                .map(|case| case.truth.of(id))
                .chain(lie)
                .filter(|reported| *reported != 0)
                .collect();
            types.sort_unstable();
            types.dedup();
            types
        };
        let parts: Vec<(AgentId, Vec<usize>)> =
            (0..setting.agents().len()).map(|id| (AgentId(id), reports(AgentId(id)))).collect();
        // Who never takes part gets nothing, and isn't missed.
        let parts: Vec<_> =
            parts.into_iter().filter(|(id, types)| *id == agent || !types.is_empty()).collect();
        let names = identifiers(parts.iter().map(|(id, _)| setting.agents()[id.0].name()));
        let agents = parts.into_iter().zip(names).map(|((id, mut types), name)| {
            // One who is truly ⊥ and says so has no type; there is none without.
            if types.is_empty() {
                types.push(1);
            }
            let owner = &setting.agents()[id.0];
            let words = identifiers(types.iter().map(|number| owner.type_name(*number)));
            Party { id, name, types: types.into_iter().zip(words).collect() }
        });
        Self {
            mechanism: identifier(mechanism),
            property,
            witness,
            table,
            agents: agents.collect(),
            items: identifiers(setting.items().iter().map(String::as_str)),
            cases,
        }
    }

    /// The one who gains, or loses by taking part.
    fn party(&self) -> Option<&Party> {
        self.agents.iter().find(|party| party.id == self.witness.agent)
    }

    /// The profile of a case with the lie in it.
    fn lie(&self, case: &Case) -> Option<Profile> {
        self.witness.misreport.map(|lie| case.truth.with(self.witness.agent, lie))
    }

    /// All profiles that matter: first those with the truth, then those with the lie.
    fn profiles(&self) -> Vec<Profile> {
        let lies = self.cases.iter().filter_map(|case| self.lie(case));
        self.cases.iter().map(|case| case.truth.clone()).chain(lies).collect()
    }

    fn outcome(&self, profile: &Profile) -> Option<&Outcome> {
        self.table.outcome(profile)
    }

    /// A report of a party, as an identifier.
    fn report<'s>(party: &'s Party, profile: &Profile) -> &'s str {
        let reported = profile.of(party.id);
        party.types.iter().find(|(number, _)| *number == reported).map_or("Bottom", |(_, name)| name)
    }

    fn bundle(&self, bundle: Bundle) -> Vec<&str> {
        bundle.items().map(|item| self.items[item.0].as_str()).collect()
    }

    /// What it is, in the words of a check, a line each.
    fn words(&self) -> Vec<String> {
        self.witness.to_string().lines().map(str::to_owned).collect()
    }
}

/// Names as identifiers that differ, of Rust and of Lean.
fn identifiers<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let bare = |name: &str| name.to_lowercase().replace('_', "");
    for name in names {
        let first = identifier(name);
        let numbered = (2..).map(|number| format!("{first}N{number}"));
        let differs = |name: &String| all.iter().all(|other| bare(other) != bare(name));
        let found = [first.clone()].into_iter().chain(numbered).find(differs);
        all.push(found.unwrap_or(first));
    }
    all
}

/// A name as an identifier: a capital first, so that it is no keyword.
fn identifier(name: &str) -> String {
    /// What stands for something else where names are declared.
    const TAKEN: [&str; 11] =
        ["Agent", "All", "ALL", "Bottom", "Item", "Profile", "Prop", "Self", "Shown", "Sort", "Type"];
    let mut identifier = String::new();
    for word in
        name.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    {
        let is_digit =
            |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
        let mut characters = word.chars();
        match identifier.chars().last() {
            None if is_digit(word.chars().next()) => identifier.push('V'),
            last if is_digit(last) && is_digit(word.chars().next()) => identifier.push('_'),
            _ => {}
        }
        identifier.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        identifier.push_str(characters.as_str());
    }
    match identifier.as_str() {
        "" => "V".to_owned(),
        taken if TAKEN.contains(&taken) => format!("{taken}1"),
        _ => identifier,
    }
}

/// An identifier in words of small letters.
fn snake_case(identifier: &str) -> String {
    let mut words = String::new();
    let mut before = '_';
    for character in identifier.chars() {
        if character.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            words.push('_');
        }
        words.push(character.to_ascii_lowercase());
        before = character;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{identifiers, snake_case};

    #[test]
    fn names_become_identifiers_that_differ() {
        let names = "Low,low,LOW,L_ow,1/2,type,Bottom,the cup & 3 x,,self";
        let expected = "Low,LowN2,LOWN3,LOwN4,V1_2,Type1,Bottom1,TheCup3X,V,Self1";
        assert_eq!(identifiers(names.split(',')).join(","), expected);
        assert_eq!(["FirstRefusal", "V1_2", "VCGRun"].map(snake_case), ["first_refusal", "v1_2", "vcgrun"]);
    }
}
