//! Objectives that linear programs can maximise.

use super::Goal;
use crate::objective::{Objective, Revenue, Standard, Welfare};

pub(crate) mod private {
    /// Keeps [`Linear`](super::Linear) to this crate.
    pub trait Sealed {}
}

/// An objective that is linear in lotteries and payments, with its form for a linear program.
///
/// Sealed: that the two forms agree is what certificates rest on.
pub trait Linear: Objective + private::Sealed {
    /// The same objective, to be maximised.
    fn goal(&self) -> Goal<'_>;
}

impl private::Sealed for Revenue {}

impl Linear for Revenue {
    fn goal(&self) -> Goal<'_> {
        Goal::Revenue
    }
}

impl private::Sealed for Welfare {}

impl Linear for Welfare {
    fn goal(&self) -> Goal<'_> {
        Goal::Welfare
    }
}

impl private::Sealed for Standard {}

impl Linear for Standard {
    fn goal(&self) -> Goal<'_> {
        match self {
            Self::Revenue => Goal::Revenue,
            Self::Welfare => Goal::Welfare,
        }
    }
}
