//! Verdicts and shares of checks in JSON.

use super::frontier::{Frontier, FrontierStep};
use super::slice::{Slice, Swept};
use super::verdict::Verdict;
use super::witness::{Consequence, Witness};
use super::worst::Worst;
use crate::exact::text::Text;
use crate::model::Entries;
use crate::model::object::object;
use crate::model::objects::read_objects;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { holds, regret, witness } = self;
        object(serializer)?.field("holds", holds)?.number("regret", regret)?.field("witness", witness)?.end()
    }
}

impl Serialize for Witness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let others = self.others().map(|others| {
            others.into_iter().map(|(agent, report)| (agent.to_owned(), report)).collect::<Entries<_>>()
        });
        let object =
            object(serializer)?.field("agent", self.agent_name())?.field("type", self.type_name())?;
        let object = object.field("misreport", &self.misreport_name())?.field("others", &others)?;
        object.number("gain", &self.gain)?.field("truth", &self.truth)?.field("lie", &self.lie)?.end()
    }
}

impl Serialize for Consequence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { gets, pays, utility } = self;
        object(serializer)?.field("gets", gets)?.number("pays", pays)?.number("utility", utility)?.end()
    }
}

impl Serialize for Frontier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.steps().serialize(serializer)
    }
}

impl Serialize for FrontierStep {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { epsilon, q } = self;
        object(serializer)?.number("epsilon", epsilon)?.number("q", q)?.end()
    }
}

impl Serialize for Slice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { agents } = self;
        object(serializer)?.field("agents", agents)?.end()
    }
}

impl Serialize for Swept {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { columns, loss, gain, gain_taking_part, sums } = self;
        let object =
            object(serializer)?.field("columns", columns)?.field("loss", loss)?.field("gain", gain)?;
        object.field("gain_taking_part", gain_taking_part)?.field("sums", sums)?.end()
    }
}

impl Serialize for Worst {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { amount, own, report, others } = self;
        let object = object(serializer)?.number("amount", amount)?.field("own", own)?;
        object.field("report", report)?.field("others", others)?.end()
    }
}

/// As [`Worst`] is written.
struct WrittenWorst {
    amount: Text,
    own: usize,
    report: usize,
    others: usize,
}

impl<'de> Deserialize<'de> for Worst {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let WrittenWorst { amount, own, report, others } = Deserialize::deserialize(deserializer)?;
        Ok(Self { amount: amount.0, own, report, others })
    }
}

read_objects!(String:
    Slice { agents }
    Swept { columns; loss, gain, gain_taking_part, sums }
    WrittenWorst { amount, own, report, others }
);
