//! What can be said on the command line.

use app::Clock;
use chrono::NaiveDate;
use clap::Parser;
use std::path::PathBuf;

/// Malleposte, la fenêtre : le prêt des expositions itinérantes et des malles.
#[derive(Debug, Clone, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// Ouvre cette base ; elle est créée si elle n’existe pas.
    #[arg(long, value_name = "FICHIER", conflicts_with = "demo")]
    pub(crate) base: Option<PathBuf>,

    /// Ouvre la base de démonstration ; elle est créée la première fois.
    #[arg(long)]
    pub(crate) demo: bool,

    /// Travaille comme si l’on était ce jour-là (AAAA-MM-JJ).
    #[arg(long, value_name = "JOUR")]
    pub(crate) today: Option<NaiveDate>,
}

impl Arguments {
    /// The centre's clock: the computer's, or the day that was given.
    pub(crate) fn clock(&self) -> Clock {
        self.today.map_or(Clock::System, Clock::Fixed)
    }

    /// Whether the centre's own base is meant. That one has a single window; a base named on the command line may be
    /// looked at beside it.
    pub(crate) fn own_base(&self) -> bool {
        self.base.is_none() && !self.demo
    }
}
