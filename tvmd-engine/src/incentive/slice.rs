//! A share of the work of a check, and what all shares come to.
//!
//! What takes long is a sweep over the columns of an agent, so that is what is divided: each share sweeps some of the others'
//! profiles, and keeps the worst that it finds there and sums over them. Agents without columns have few menus, and their part is left for
//! when the shares are put together. So is everything that follows from sums.

use super::dominant::{worst_gain, worst_gain_taking_part, worst_loss};
use super::expectations::Expectations;
use super::participants;
use super::report::{BayesianReport, IncentiveError, IncentiveReport};
use super::side::Side;
use super::verdict::Verdict;
use super::worst::Worst;
use crate::exact::Rational;
use crate::mechanism::{Columns, Table, on_sheet};
use crate::prior::{Prior, same_setting};
use std::cmp::Reverse;
use std::error::Error;
use std::fmt;
use std::ops::Range;

/// What one share of a check found. It can be written to a file and read from one.
///
/// ```
/// use tvmd::incentive::Slice;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior uniform;
/// #     }
/// #     mechanism FirstRefusal in Gallery {
/// #         outcomes { (High, _) => First gets { Painting } pays 3/2, (Low, High) => Second gets { Painting } pays 2, _ => nothing }
/// #     }
/// # }
///
/// let (table, prior) = (FirstRefusal.table(), Gallery::prior());
/// let slices = [1, 2, 3].map(|number| Slice::of(table, Some(&prior), number, 3));
/// let slices: Vec<Slice> = slices.into_iter().collect::<Result<_, _>>()?;
/// let together = IncentiveReport::of_slices(table, Some(&prior), &slices)?;
/// assert_eq!(together, FirstRefusal.incentives(&prior));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// By agent; `None` where nothing is divided.
    pub(super) agents: Vec<Option<Swept>>,
}

/// What a sweep over some of an agent's columns found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Swept {
    /// Which profiles of the others, among those where something happens to her.
    pub(super) columns: Range<usize>,
    pub(super) loss: Option<Worst>,
    pub(super) gain: Option<Worst>,
    pub(super) gain_taking_part: Option<Worst>,
    /// What types expect of reports, as whole numbers in decimal digits; `None` where expectations aren't summed over columns.
    pub(super) sums: Option<Vec<String>>,
}

/// Why slices aren't those of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SliceError {
    /// They have other agents or columns than the table, or not all of them.
    Cover {
        /// The agent's name.
        agent: String,
    },
    /// What one says isn't so.
    False {
        /// The agent's name.
        agent: String,
    },
    /// No report can be made at all.
    Incentives(IncentiveError),
}

impl fmt::Display for SliceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cover { agent } => write!(f, "together they don't cover {agent}'s side of this table"),
            Self::False { agent } => write!(f, "what one of them says of {agent} isn't true of this table"),
            Self::Incentives(error) => error.fmt(f),
        }
    }
}

impl Error for SliceError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Incentives(error) => Some(error),
            _ => None,
        }
    }
}

impl From<IncentiveError> for SliceError {
    fn from(error: IncentiveError) -> Self {
        Self::Incentives(error)
    }
}

impl Slice {
    /// Does a share of the work, one of `of`, from 1 on.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    ///
    /// # Panics
    /// If there is no such share.
    pub fn of(
        table: &Table,
        prior: Option<&Prior>,
        number: usize,
        of: usize,
    ) -> Result<Self, IncentiveError> {
        if let Some(prior) = prior {
            same_setting(table.setting(), prior.setting())?;
        }
        let swept = |agent: usize| {
            let columns = table.columns(agent)?;
            let lanes = on_sheet!(&columns.numbers, sheet => sheet.grid.share(number, of));
            let side = Side::new(table, agent, prior).of_part(columns.part(lanes.clone()));
            let sums =
                side.expectations().map(|expected| expected.sums().iter().map(i128::to_string).collect());
            Some(Swept {
                columns: lanes,
                loss: worst_loss(&side),
                gain: worst_gain(&side),
                gain_taking_part: worst_gain_taking_part(&side),
                sums,
            })
        };
        Ok(Self { agents: (0..table.setting().agents().len()).map(swept).collect() })
    }

    /// How many of the others' profiles each agent's columns were swept over, and from which on; `None` where nothing is divided.
    pub fn columns(&self) -> impl Iterator<Item = Option<Range<usize>>> + '_ {
        self.agents.iter().map(|swept| Some(swept.as_ref()?.columns.clone()))
    }
}

impl IncentiveReport {
    /// What all shares of a check come to: the same as [`of`](Self::of) finds.
    ///
    /// Every loss and gain that they name is looked up in the table, and their columns must be all there are, each once.
    ///
    /// # Errors
    /// If they aren't all shares of this table's check, or the prior belongs to another setting.
    pub fn of_slices(table: &Table, prior: Option<&Prior>, slices: &[Slice]) -> Result<Self, SliceError> {
        if let Some(prior) = prior {
            same_setting(table.setting(), prior.setting()).map_err(IncentiveError::Prior)?;
        }
        let whole: Vec<Whole<'_>> = (0..table.setting().agents().len())
            .map(|agent| Whole::new(table, agent, prior, slices))
            .collect::<Result<_, _>>()?;
        let dsic = Verdict::of_agents(table, whole.iter().map(|agent| agent.gain.clone()));
        let apart = || Verdict::of_agents(table, whole.iter().map(|agent| agent.gain_taking_part.clone()));
        let (ex_post_ir, dsic_participating) = (
            Verdict::of_agents(table, whole.iter().map(|agent| agent.loss.clone())),
            participants::without_bottom(&dsic).unwrap_or_else(apart),
        );
        let sides: Vec<Side<'_>> = whole.into_iter().map(|agent| agent.side).collect();
        let bic = prior.map(|prior| BayesianReport::new(table, &sides, prior));
        Ok(Self { ex_post_ir, dsic, dsic_participating, bic })
    }
}

/// All of an agent's shares, put together.
struct Whole<'t> {
    side: Side<'t>,
    loss: Option<Worst>,
    gain: Option<Worst>,
    gain_taking_part: Option<Worst>,
}

impl<'t> Whole<'t> {
    fn new(
        table: &'t Table,
        agent: usize,
        prior: Option<&'t Prior>,
        slices: &[Slice],
    ) -> Result<Self, SliceError> {
        let name = || table.setting().agents()[agent].name().to_owned();
        let cover = || SliceError::Cover { agent: name() };
        let side = Side::new(table, agent, prior);
        let agents = table.setting().agents().len();
        let swept = |slice: &Slice| (slice.agents.len() == agents).then(|| slice.agents[agent].clone());
        let swept: Option<Vec<Option<Swept>>> = slices.iter().map(swept).collect();
        let swept = swept.filter(|swept| !swept.is_empty()).ok_or_else(cover)?;
        let Some(columns) = table.columns(agent) else {
            if swept.iter().any(Option::is_some) {
                return Err(cover());
            }
            let (loss, gain) = (worst_loss(&side), worst_gain(&side));
            return Ok(Self { gain_taking_part: worst_gain_taking_part(&side), side, loss, gain });
        };
        let mut swept: Vec<Swept> = swept.into_iter().collect::<Option<_>>().ok_or_else(cover)?;
        swept.sort_by_key(|swept| (swept.columns.start, swept.columns.end));
        let end =
            swept.iter().try_fold(0, |end, swept| (swept.columns.start == end).then_some(swept.columns.end));
        if end != Some(columns.lanes.len()) {
            return Err(cover());
        }
        let worst = |of: fn(&Swept) -> &Option<Worst>| {
            let found: Vec<&Worst> = swept.iter().filter_map(|swept| of(swept).as_ref()).collect();
            let so = found.iter().all(|worst| is_so(&side, columns, worst));
            let order = |worst: &&&Worst| (worst.amount.clone(), Reverse(rank(&side, worst)));
            let worst = found.iter().max_by_key(order).map(|worst| (*worst).clone());
            if so { Ok(worst) } else { Err(SliceError::False { agent: name() }) }
        };
        let (loss, gain) = (worst(|swept| &swept.loss)?, worst(|swept| &swept.gain)?);
        let gain_taking_part = worst(|swept| &swept.gain_taking_part)?;
        let side = match (prior, added(&swept)) {
            (Some(prior), Some(sums)) => {
                side.expecting(Expectations::of_sums(agent, prior, sums).ok_or_else(cover)?)
            }
            _ => side,
        };
        Ok(Self { side, loss, gain, gain_taking_part })
    }
}

/// The sums over all columns; `None` if some aren't there.
fn added(swept: &[Swept]) -> Option<Vec<i128>> {
    let sums = |swept: &Swept| {
        swept.sums.as_ref()?.iter().map(|sum| sum.parse().ok()).collect::<Option<Vec<i128>>>()
    };
    swept.iter().map(sums).reduce(|one, other| {
        let (one, other) = (one?, other?);
        let added = one.iter().zip(&other).map(|(one, other)| one.checked_add(*other));
        (one.len() == other.len()).then(|| added.collect())?
    })?
}

/// Whether a loss or a gain is what the table says.
fn is_so(side: &Side<'_>, columns: &Columns, worst: &Worst) -> bool {
    let numbering = side.table.setting().numbering();
    let types = side.types();
    if worst.own >= types || worst.report >= types || worst.others >= numbering.others(side.agent) {
        return false;
    }
    let number = numbering.join(side.agent, 0, worst.others);
    let lane = columns.lanes.iter().position(|lane| *lane as usize == number);
    lane.is_some_and(|lane| {
        let truth = columns.utility(worst.own, worst.own, lane);
        let lie = if worst.report == worst.own { 0 } else { columns.utility(worst.own, worst.report, lane) };
        Rational::new((lie - truth).into(), columns.denominator.clone()) == worst.amount
    })
}

/// The order in which witnesses are looked for: by type, misreport and the others' types, ⊥ last.
fn rank(side: &Side<'_>, worst: &Worst) -> (usize, usize, Vec<usize>) {
    let numbering = side.table.setting().numbering();
    let last = |own: usize| own.wrapping_sub(1);
    let others = numbering.profile(numbering.join(side.agent, 0, worst.others));
    (last(worst.own), last(worst.report), others.bottom_last())
}
