//! Whatever takes units of a resource (ce qui occupe, SPEC §3): each taker says what it takes as a function of itself
//! and of a few facts. Another kind of taker is another variant here and another `takes`.

use crate::calendar::{Buffers, OpenDays};
use crate::hold::Hold;
use crate::id::{HoldId, LineId, ResourceId, UnitId};
use crate::loan::LoanLine;
use crate::occupation::Occupation;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an occupation is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taker {
    /// A line of a loan.
    Line(LineId),
    /// The centre itself.
    Hold(HoldId),
}

/// The sorts of takers, as they are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakerKind {
    /// A line of a loan.
    Line,
    /// The centre itself.
    Hold,
}

impl Taker {
    /// The taker of that sort and identifier.
    #[must_use]
    pub fn of(kind: TakerKind, id: Uuid) -> Self {
        match kind {
            TakerKind::Line => Self::Line(LineId(id)),
            TakerKind::Hold => Self::Hold(HoldId(id)),
        }
    }

    /// Its sort.
    #[must_use]
    pub fn kind(self) -> TakerKind {
        match self {
            Self::Line(_) => TakerKind::Line,
            Self::Hold(_) => TakerKind::Hold,
        }
    }

    /// Its identifier, whatever its sort.
    #[must_use]
    pub fn id(self) -> Uuid {
        match self {
            Self::Line(LineId(id)) | Self::Hold(HoldId(id)) => id,
        }
    }

    /// The line, where it is one.
    #[must_use]
    pub fn line(self) -> Option<LineId> {
        match self {
            Self::Line(id) => Some(id),
            Self::Hold(_) => None,
        }
    }

    /// The hold, where it is one.
    #[must_use]
    pub fn hold(self) -> Option<HoldId> {
        match self {
            Self::Hold(id) => Some(id),
            Self::Line(_) => None,
        }
    }
}

/// A resource that one unit of something takes: itself, or a part of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf {
    /// The resource.
    pub resource: ResourceId,
    /// Units of it for one unit of what is taken.
    pub quantity: u32,
    /// Open days kept free around a loan of it.
    pub buffers: Buffers,
}

/// What a taker takes of one resource, all of it, and once more of each numbered unit that was named: the rule is asked
/// of the resource, and of each unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taking {
    /// The resource.
    pub resource: ResourceId,
    /// The unit that was named; none for all that is taken of the resource.
    pub unit: Option<UnitId>,
    /// When and how many.
    pub occupation: Occupation,
}

impl LoanLine {
    /// What it takes of each leaf of its resource, the resource itself first; `units` are the numbered units that were
    /// named, at most as many as its quantity.
    #[must_use]
    pub fn takes(&self, leaves: &[Leaf], units: &[UnitId], open: &dyn OpenDays) -> Vec<Taking> {
        let of_leaf = |leaf: &Leaf, quantity: u32| Occupation::of_line(self, quantity, leaf.buffers, open);
        takings(self.resource, self.quantity, leaves, units, of_leaf)
    }
}

impl Hold {
    /// What it takes of each leaf of its resource: its days, without buffers.
    #[must_use]
    pub fn takes(&self, leaves: &[Leaf], units: &[UnitId]) -> Vec<Taking> {
        let of_leaf = |_: &Leaf, quantity: u32| Some(Occupation { quantity, ..self.occupation() });
        takings(self.resource, self.quantity, leaves, units, of_leaf)
    }
}

fn takings(
    own: ResourceId,
    quantity: u32,
    leaves: &[Leaf],
    units: &[UnitId],
    occupation: impl Fn(&Leaf, u32) -> Option<Occupation>,
) -> Vec<Taking> {
    let mut all = Vec::with_capacity(leaves.len() + units.len());
    for leaf in leaves {
        let units_of_leaf = quantity.saturating_mul(leaf.quantity);
        if units_of_leaf == 0 {
            continue;
        }
        let taken = |unit, quantity| {
            let occupation = occupation(leaf, quantity)?;
            Some(Taking { resource: leaf.resource, unit, occupation })
        };
        all.extend(taken(None, units_of_leaf));
        if leaf.resource == own {
            all.extend(units.iter().filter_map(|unit| taken(Some(*unit), 1)));
        }
    }
    all
}
