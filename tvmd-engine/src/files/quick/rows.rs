//! Tables of outcomes: what rows give and take, and which row decides where.

use super::borrowed::{Each, Named, Number, unusual};
use super::names::Names;
use crate::exact::Rational;
use crate::exact::gathered::Gathered;
use crate::mechanism::rules::Outcomes;
use crate::mechanism::{Allocation, OutcomeList};
use crate::model::Claim;
use crate::model::objects::read_objects;
use crate::setting::{Bundle, Setting};
use serde_core::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fmt;
use tvmd_model::exact::pair::Pair;

struct Row<'a> {
    when: Vec<&'a str>,
    gets: Option<Gets<'a>>,
    lottery: Option<Vec<Branch<'a>>>,
    pays: Named<'a, Number>,
}

struct Branch<'a> {
    probability: Number,
    gets: Gets<'a>,
}

type Gets<'a> = Named<'a, Vec<&'a str>>;

read_objects!(&'de str:
    Row<'a> { when; gets, lottery, pays }
    Branch<'a> { probability; gets }
);

/// How many times all profiles may be gone through for the rows that match them: more are rows that mostly hide others.
const MAX_ROUNDS: usize = 8;

/// What is read of a table.
pub(super) struct Reader<'s> {
    names: Names<'s>,
    allocations: Allocations,
    /// Where the draws of each row start.
    starts: Vec<usize>,
    draws: Vec<u32>,
    chances: Gathered,
    payments: Gathered,
    /// The row that decides at each profile, by number.
    deciding: Vec<Option<u32>>,
    /// How many more profiles rows may match.
    left: usize,
    rows: u32,
}

impl<'s> Reader<'s> {
    pub(super) fn new(setting: &'s Setting) -> Self {
        let profiles = setting.profile_count();
        Self {
            names: Names::of(setting),
            allocations: Allocations::default(),
            starts: vec![0],
            draws: Vec::new(),
            chances: Gathered::new(),
            payments: Gathered::new(),
            deciding: vec![None; profiles],
            left: MAX_ROUNDS * profiles,
            rows: 0,
        }
    }

    /// Reads a mechanism that is a table, and returns what is claimed of it; `None` if it isn't read this way.
    pub(super) fn read(&mut self, raw: &RawValue) -> Option<Vec<Claim>> {
        serde_json::Deserializer::from_str(raw.get()).deserialize_map(Mechanism(self)).ok()
    }

    /// Takes in a row.
    fn row(&mut self, row: &Row<'_>) -> Option<()> {
        let Row { when, gets, lottery, pays } = row;
        let agents = self.names.setting.agents().len();
        let mut involved = vec![false; agents];
        let mut bundles = vec![Bundle::EMPTY; agents];
        match (gets, lottery) {
            (Some(_), Some(_)) => return None,
            (gets, None) => {
                if let Some(gets) = gets {
                    self.bundles(gets, &mut bundles)?;
                }
                self.draw((1, 1), &bundles, &mut involved)?;
            }
            (None, Some(branches)) => {
                for Branch { probability, gets } in branches {
                    self.bundles(gets, &mut bundles)?;
                    self.draw(probability.0, &bundles, &mut involved)?;
                }
            }
        }
        self.starts.push(self.draws.len());
        let mut payments: Vec<Option<Pair>> = vec![None; agents];
        for (name, Number(payment)) in &pays.0 {
            let agent = self.names.agent(name)?;
            if payments[agent].replace(*payment).is_some() {
                return None;
            }
            involved[agent] |= payment.0 != 0;
        }
        payments.iter().try_for_each(|payment| self.payments.push(payment.unwrap_or((0, 1))))?;
        self.decide(when, &involved)?;
        self.rows = self.rows.checked_add(1)?;
        Some(())
    }

    fn draw(&mut self, chance: Pair, bundles: &[Bundle], involved: &mut [bool]) -> Option<()> {
        if chance.0 != 0 {
            involved.iter_mut().zip(bundles).for_each(|(involved, bundle)| *involved |= !bundle.is_empty());
        }
        self.draws.push(self.allocations.position(bundles)?);
        self.chances.push(chance)
    }

    /// What each agent gets; `None` if anything is given twice.
    fn bundles(&self, gets: &Gets<'_>, bundles: &mut [Bundle]) -> Option<()> {
        bundles.fill(Bundle::EMPTY);
        let mut given = Bundle::EMPTY;
        let mut met = 0_u64;
        for (name, items) in &gets.0 {
            let (agent, bundle) = (self.names.agent(name)?, self.names.bundle(items)?);
            if met >> agent & 1 == 1 || !bundle.is_disjoint(given) {
                return None;
            }
            (met, given) = (met | 1 << agent, given.union(bundle));
            bundles[agent] = bundle;
        }
        Some(())
    }

    /// Lets the row decide where it is the first to match; `None` if it does nowhere, or where an agent who gets or pays something
    /// reports ⊥.
    fn decide(&mut self, when: &[&str], involved: &[bool]) -> Option<()> {
        // The numbers of profiles, and whether someone is at ⊥ and involved.
        let mut matched = vec![(0, false)];
        if when.len() != involved.len() {
            return None;
        }
        for (agent, (written, involved)) in when.iter().zip(involved).enumerate() {
            let (types, accepted) = self.names.accepted(agent, written)?;
            if matched.len().checked_mul(accepted.len())? > self.left {
                return None;
            }
            let with = |(number, wrong): (usize, bool)| {
                accepted
                    .iter()
                    .map(move |report| (number * types + report, wrong || *involved && *report == 0))
            };
            matched = matched.into_iter().flat_map(with).collect();
        }
        self.left -= matched.len();
        let mut reached = false;
        for (number, wrong) in matched {
            let deciding = &mut self.deciding[number];
            if deciding.is_none() {
                if wrong {
                    return None;
                }
                (*deciding, reached) = (Some(self.rows), true);
            }
        }
        reached.then_some(())
    }

    /// The table; `None` if a profile isn't covered, chances don't add up to 1, or a payment isn't in [-H, H].
    pub(super) fn finish(self) -> Option<Outcomes> {
        let Self {
            names: Names { setting, .. },
            allocations,
            starts,
            draws,
            chances,
            payments,
            deciding,
            ..
        } = self;
        let deciding = deciding.into_iter().collect::<Option<Vec<u32>>>()?;
        let (chances, payments) = (chances.finish()?, payments.finish()?);
        let most = (setting.bound() * Rational::from(payments.over.clone())).floor().to_integer();
        if payments.numerators.first_beyond(&most).is_some() {
            return None;
        }
        let agents = setting.agents().len();
        let rows = OutcomeList::new(agents, allocations.listed, &starts, &draws, &chances, payments).ok()?;
        let (outcomes, of_row) = rows.distinct();
        Some(Outcomes::new(outcomes, of_row, deciding))
    }
}

/// Allocations, each once.
#[derive(Default)]
struct Allocations {
    listed: Vec<Allocation>,
    positions: HashMap<Vec<Bundle>, u32>,
}

impl Allocations {
    /// The position of the one in which agent i gets `bundles[i]`, no item being given twice.
    fn position(&mut self, bundles: &[Bundle]) -> Option<u32> {
        if let Some(position) = self.positions.get(bundles) {
            return Some(*position);
        }
        let next = u32::try_from(self.listed.len()).ok()?;
        self.listed.push(Allocation::new(bundles.to_vec()).ok()?);
        self.positions.insert(bundles.to_vec(), next);
        Some(next)
    }
}

/// A mechanism that is a table.
struct Mechanism<'m, 's>(&'m mut Reader<'s>);

impl<'de> Visitor<'de> for Mechanism<'_, '_> {
    type Value = Vec<Claim>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Claim>, A::Error> {
        let (mut read, mut claims) = (false, None);
        while let Some(key) = map.next_key()? {
            match key {
                "outcomes" if !read => {
                    map.next_value_seed(Each::new(|row: Row<'de>| self.0.row(&row)))?;
                    read = true;
                }
                "claims" if claims.is_none() => claims = Some(map.next_value()?),
                _ => return Err(unusual()),
            }
        }
        if read { Ok(claims.unwrap_or_default()) } else { Err(unusual()) }
    }
}
