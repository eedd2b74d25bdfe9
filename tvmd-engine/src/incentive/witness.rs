//! Witnesses: who gains how much by reporting what, and what happens either way.

use super::worst::Worst;
use crate::exact::Rational;
use crate::mechanism::{Chances, Table};
use crate::prior::Prior;
use crate::setting::{AgentId, Profile, Setting};
use num_traits::Zero;
use std::fmt;

/// An agent who loses by taking part, or gains by misreporting.
///
/// What a [`Verdict`](super::Verdict) has where a property fails; the [module's page](super) has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    pub(super) setting: Setting,
    /// The agent's position.
    pub agent: AgentId,
    /// Her true type.
    pub own: usize,
    /// What she reports instead; `None` where taking part truthfully is what costs her.
    pub misreport: Option<usize>,
    /// The profile in which she reports truthfully, with the others' reports; `None` where the others are drawn from
    /// the prior and all is in expectation.
    pub profile: Option<Profile>,
    /// What she gets and pays when she is truthful.
    pub truth: Consequence,
    /// What she gets and pays when she misreports.
    pub lie: Option<Consequence>,
    /// Her gain, or her loss by taking part, in units of payments.
    pub gain: Rational,
}

/// What a report leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// What she gets, in words.
    pub gets: String,
    /// What she pays, expected if the others are drawn.
    pub pays: Rational,
    /// Her utility, expected if the others are drawn.
    pub utility: Rational,
}

impl Witness {
    /// A witness against known reports of the others.
    pub(super) fn ex_post(table: &Table, position: usize, worst: &Worst) -> Self {
        let setting = table.setting();
        let agent = AgentId(position);
        let profile_at = |report| setting.numbering().join(position, report, worst.others);
        let consequence = |report| {
            let outcome = table.outcome_at(profile_at(report));
            let valuation = &setting.agents()[position].types[worst.own].valuation;
            let pays = outcome.payment(agent);
            Consequence {
                gets: outcome.describe(setting, agent),
                utility: outcome.value(agent, valuation) - &pays,
                pays,
            }
        };
        let lie = (worst.report != worst.own).then_some(worst.report);
        Self {
            setting: setting.clone(),
            agent,
            own: worst.own,
            misreport: lie,
            profile: Some(setting.numbering().profile(profile_at(worst.own))),
            truth: consequence(worst.own),
            lie: lie.map(consequence),
            gain: worst.amount.clone(),
        }
    }

    /// A witness in expectation over the others, given the agent's type; without a report, one who loses by taking part.
    pub(super) fn interim(
        table: &Table,
        prior: &Prior,
        agent: usize,
        own: usize,
        report: Option<usize>,
        gain: Rational,
    ) -> Self {
        let setting = table.setting();
        let consequence = |report| expected(table, prior, agent, own, report);
        Self {
            setting: setting.clone(),
            agent: AgentId(agent),
            own,
            misreport: report,
            profile: None,
            truth: consequence(own),
            lie: report.map(consequence),
            gain,
        }
    }

    /// The agent's name.
    #[must_use]
    pub fn agent_name(&self) -> &str {
        self.setting.agents()[self.agent.0].name()
    }

    /// The name of her true type.
    #[must_use]
    pub fn type_name(&self) -> &str {
        self.setting.agents()[self.agent.0].type_name(self.own)
    }

    /// The name of the type she reports instead.
    #[must_use]
    pub fn misreport_name(&self) -> Option<&str> {
        self.misreport.map(|report| self.setting.agents()[self.agent.0].type_name(report))
    }

    /// The others' names with the names of the types they report.
    #[must_use]
    pub fn others(&self) -> Option<Vec<(&str, &str)>> {
        let profile = self.profile.as_ref()?;
        let reports =
            self.setting.agents().iter().enumerate().filter(|(position, _)| *position != self.agent.0);
        Some(
            reports
                .map(|(position, agent)| (agent.name(), agent.type_name(profile.of(AgentId(position)))))
                .collect(),
        )
    }

    fn circumstances(&self) -> String {
        match self.others() {
            None => " in expectation over the others' types".to_owned(),
            Some(others) if others.is_empty() => String::new(),
            Some(others) => {
                let reports: Vec<String> =
                    others.iter().map(|(agent, report)| format!("{agent} reports {report}")).collect();
                format!(" when {}", reports.join(" and "))
            }
        }
    }
}

/// The expected consequence of a report, given the true type, when the others are drawn from the prior.
fn expected(table: &Table, prior: &Prior, agent: usize, own: usize, report: usize) -> Consequence {
    let setting = table.setting();
    let valuation = &setting.agents()[agent].types[own].valuation;
    let mut chances = Chances::default();
    let (mut pays, mut value) = (Rational::zero(), Rational::zero());
    let conditional = prior.conditional(AgentId(agent), own);
    for (others, mass) in conditional.iter().flat_map(|others| others.support().map(|o| (o, others.mass(o))))
    {
        let outcome = table.outcome_at(setting.numbering().join(agent, report, others));
        pays += &mass * outcome.payment(AgentId(agent));
        value += &mass * outcome.value(AgentId(agent), valuation);
        for (probability, bundle) in outcome.bundles(AgentId(agent)) {
            chances.add(&(&mass * probability), bundle);
        }
    }
    let chances = chances.in_order();
    let gets =
        crate::mechanism::describe_bundles(setting, chances.iter().map(|(chance, bundle)| (chance, *bundle)));
    Consequence { gets, utility: value - &pays, pays }
}

impl fmt::Display for Consequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gets {}, pays {}, utility {}", self.gets, self.pays, self.utility)
    }
}

impl fmt::Display for Witness {
    /// The witness on two or three lines, the first without a verb's subject being cut:
    /// `First of type High gains 1/2 by reporting Low when Second reports Low`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (agent, own, circumstances) = (self.agent_name(), self.type_name(), self.circumstances());
        match (self.misreport_name(), &self.lie) {
            (Some(misreport), Some(lie)) => {
                let gain = &self.gain;
                writeln!(f, "{agent} of type {own} gains {gain} by reporting {misreport}{circumstances}:")?;
                writeln!(f, "  truth     → {}", self.truth)?;
                write!(f, "  misreport → {lie}")
            }
            _ => {
                writeln!(f, "{agent} of type {own} loses {} by taking part{circumstances}:", self.gain)?;
                write!(f, "  truth     → {}", self.truth)
            }
        }
    }
}
