//! What the others' profiles weigh by type of an agent, laid out for sweeps over columns.
//!
//! Of a prior this is the same for every mechanism, so it is laid out once and kept with the prior: what is laid out first stays, since
//! mechanisms in which something happens at every profile have the same lanes.

use super::Prior;
use super::weights::on_narrow;
use std::sync::{Arc, OnceLock};
use tvmd_lanes::Weights;

/// Weights of lanes, by type of an agent.
#[derive(Debug)]
pub(crate) struct Conditionals {
    /// By lane: the number of the profile in which she reports ⊥.
    lanes: Vec<u32>,
    /// By type: how much she weighs at all profiles of the others, lanes or not.
    pub(crate) masses: Vec<i128>,
    /// Types of positive probability.
    pub(crate) likely: Vec<usize>,
    /// A row for each likely type, or one for all of them.
    pub(crate) weights: Weights,
    proportion: Option<Proportion>,
}

/// Those of all agents, as far as they were asked for.
#[derive(Clone, Debug)]
pub(super) struct Kept(Arc<[OnceLock<Arc<Conditionals>>]>);

impl Kept {
    pub(super) fn none(agents: usize) -> Self {
        Self((0..agents).map(|_| OnceLock::new()).collect())
    }
}

impl Prior {
    /// What lanes weigh, by type of an agent; `None` if weights or their sum are long.
    pub(crate) fn conditionals(&self, agent: usize, lanes: &[u32]) -> Option<Arc<Conditionals>> {
        let weights = self.distribution.short_weights()?;
        let made = || Arc::new(on_narrow!(weights, narrow => Conditionals::new(self, narrow, agent, lanes)));
        let kept = self.kept.0[agent].get_or_init(made);
        Some(if kept.lanes == lanes { Arc::clone(kept) } else { made() })
    }

    /// How much each type of an agent weighs; `None` if weights or their sum are long.
    pub(crate) fn masses(&self, agent: usize) -> Option<Vec<i128>> {
        let numbering = self.setting.numbering();
        let types = numbering.count() / numbering.others(agent);
        let weights = self.distribution.short_weights()?;
        Some(on_narrow!(weights, narrow => masses(narrow, numbering.stride(agent), types)))
    }
}

impl Conditionals {
    fn new<W: Copy + Into<i64>>(prior: &Prior, weights: &[W], agent: usize, lanes: &[u32]) -> Self {
        let numbering = prior.setting.numbering();
        let stride = numbering.stride(agent);
        let types = numbering.count() / numbering.others(agent);
        let masses = masses(weights, stride, types);
        let weight = |her_type: usize, lane: usize| weights[lanes[lane] as usize + her_type * stride].into();
        // Types of probability 0 expect nothing.
        let likely: Vec<usize> = (0..types).filter(|her_type| masses[*her_type] > 0).collect();
        let proportion = Proportion::of(lanes.len(), &likely, &weight);
        let weighed =
            proportion.as_ref().map_or(&likely[..], |proportion| std::slice::from_ref(&proportion.one));
        let laid = Weights::new(weighed.len(), lanes.len(), |row, some, out| {
            let of_type = &weights[weighed[row] * stride..];
            for (out, lane) in out.iter_mut().zip(&lanes[some]) {
                *out = of_type[*lane as usize].into();
            }
        });
        Self { lanes: lanes.to_vec(), masses, weights: laid, proportion, likely }
    }

    /// The sums over lanes of all likely types, from those of the rows; `None` if they leave an `i128`.
    pub(crate) fn of_types(&self, sums: Vec<i128>) -> Option<Vec<i128>> {
        match &self.proportion {
            Some(proportion) => proportion.scale(&sums),
            None => Some(sums),
        }
    }
}

/// How much each type weighs.
fn masses<W: Copy + Into<i64>>(weights: &[W], stride: usize, types: usize) -> Vec<i128> {
    let mut masses = vec![0; types];
    for of_types in weights.chunks_exact(types * stride) {
        for (mass, row) in masses.iter_mut().zip(of_types.chunks_exact(stride)) {
            *mass += i128::from(row.iter().map(|weight| (*weight).into()).sum::<i64>());
        }
    }
    masses
}

/// Weights of types that are multiples of those of one, as they are where the others' types don't depend on hers.
#[derive(Debug)]
struct Proportion {
    one: usize,
    /// By type, over that of the one.
    multiples: Vec<i64>,
    over: i64,
}

impl Proportion {
    /// `None` too if the first type meets no lane.
    fn of(lanes: usize, types: &[usize], weight: &impl Fn(usize, usize) -> i64) -> Option<Self> {
        let one = *types.first()?;
        let lane = (0..lanes).find(|lane| weight(one, *lane) != 0)?;
        let over = weight(one, lane);
        let is_multiple = |her_type: &usize| {
            let multiple = i128::from(weight(*her_type, lane));
            (0..lanes).all(|lane| {
                i128::from(weight(*her_type, lane)) * i128::from(over)
                    == i128::from(weight(one, lane)) * multiple
            })
        };
        // Where types matter, the last is unlike the first.
        types.iter().rev().all(is_multiple).then(|| Self {
            one,
            multiples: types.iter().map(|her_type| weight(*her_type, lane)).collect(),
            over,
        })
    }

    /// The sums of all types, from those of the one. Each is whole, so nothing is lost in dividing.
    fn scale(&self, sums: &[i128]) -> Option<Vec<i128>> {
        let over = i128::from(self.over);
        let of_type = |multiple: &i64| {
            let multiple = i128::from(*multiple);
            sums.iter().map(move |sum| Some(sum.checked_mul(multiple)? / over))
        };
        self.multiples.iter().flat_map(of_type).collect()
    }
}
