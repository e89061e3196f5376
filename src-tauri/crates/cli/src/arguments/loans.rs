//! What is asked about loans, and what is done to them.

use super::values::{BookingState, State, day};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::interval::Period;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum LoanCommand {
    /// Réserve une ressource
    #[command(
        after_help = "Exemple : malleposte book --resource EXP-001 --borrower E003 --from 04/05/2027 --to 22/05/2027"
    )]
    Book {
        /// La ressource
        #[arg(long, value_name = "CODE")]
        resource: String,
        /// L'emprunteur
        #[arg(long, value_name = "CODE")]
        borrower: String,
        #[command(flatten)]
        days: Days,
        /// Combien d'exemplaires
        #[arg(long, value_name = "N", default_value_t = 1)]
        quantity: u32,
        /// Comment la réservation commence
        #[arg(long, value_name = "ÉTAT", default_value = "option")]
        state: BookingState,
    },
    /// Liste ce qui est sorti
    #[command(after_help = "Exemple : malleposte out --on 25/03/2027")]
    Out {
        /// Ce jour-là plutôt qu'aujourd'hui
        #[arg(long, value_name = "JOUR", value_parser = day)]
        on: Option<NaiveDate>,
    },
    /// Liste les dossiers, les derniers d'abord
    #[command(after_help = "Exemple : malleposte loans --search \"médiathèque\" --state confirmed")]
    Loans {
        /// Des mots du numéro, de l'emprunteur, de la commune ou des titres
        #[arg(long, value_name = "TEXTE")]
        search: Option<String>,
        /// Un état ; à répéter pour plusieurs
        #[arg(long, value_name = "ÉTAT")]
        state: Vec<State>,
        /// Au plus
        #[arg(long, value_name = "N", default_value_t = 200)]
        limit: u32,
    },
    /// Montre un dossier
    #[command(after_help = "Exemple : malleposte loan 2026-051")]
    Loan {
        /// Son numéro, par exemple 2026-051
        #[arg(value_name = "NUMÉRO")]
        number: String,
    },
    /// Déplace les lignes d'un dossier à d'autres jours
    #[command(
        after_help = "Exemple : malleposte reschedule 2026-051 --from 11/05/2027 --to 29/05/2027 --line 2"
    )]
    Reschedule {
        #[command(flatten)]
        lines: Lines,
        #[command(flatten)]
        days: Days,
    },
    /// Confirme les lignes d'un dossier
    #[command(after_help = "Exemple : malleposte confirm 2026-051 --line 2")]
    Confirm(MoveArguments),
    /// Refuse les lignes demandées d'un dossier
    #[command(after_help = "Exemple : malleposte refuse 2026-051 --reason \"salle trop petite\"")]
    Refuse(MoveArguments),
    /// Annule les lignes d'un dossier
    #[command(after_help = "Exemple : malleposte cancel 2026-051 --reason \"classe reportée\"")]
    Cancel(MoveArguments),
    /// Enregistre le départ des lignes d'un dossier
    #[command(after_help = "Exemple : malleposte depart 2026-051 --on 04/05/2027")]
    Depart(MoveArguments),
    /// Enregistre le retour des lignes d'un dossier
    #[command(after_help = "Exemple : malleposte return 2026-051 --on 22/05/2027")]
    Return(MoveArguments),
    /// Clôt les lignes rentrées d'un dossier
    #[command(after_help = "Exemple : malleposte close 2026-051")]
    Close(MoveArguments),
    /// Écrit la convention d'un dossier en PDF
    #[command(after_help = "Exemple : malleposte agreement 2026-051 --out convention.pdf")]
    Agreement {
        /// Le numéro du dossier
        #[arg(value_name = "NUMÉRO")]
        number: String,
        /// Le fichier à écrire
        #[arg(long, value_name = "FICHIER.pdf")]
        out: PathBuf,
    },
}

/// Two days, both included.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Days {
    /// Premier jour (AAAA-MM-JJ ou JJ/MM/AAAA)
    #[arg(long, value_name = "JOUR", value_parser = day)]
    from: NaiveDate,
    /// Dernier jour, compris
    #[arg(long, value_name = "JOUR", value_parser = day)]
    to: NaiveDate,
}

impl From<Days> for Period {
    /// As typed: the use cases refuse what is upside down.
    fn from(days: Days) -> Self {
        Self { from: days.from, to: days.to }
    }
}

/// Lines of a loan.
#[derive(Debug, Args)]
pub(crate) struct Lines {
    /// Le numéro du dossier
    #[arg(value_name = "NUMÉRO")]
    pub(crate) number: String,
    /// Cette ligne seule, par sa place dans le dossier ; à répéter pour plusieurs
    #[arg(long = "line", value_name = "N")]
    pub(crate) places: Vec<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct MoveArguments {
    #[command(flatten)]
    pub(crate) lines: Lines,
    /// Ce jour-là plutôt qu'aujourd'hui
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(crate) on: Option<NaiveDate>,
    /// Pourquoi, d'un refus ou d'une annulation
    #[arg(long, value_name = "TEXTE", default_value = "")]
    pub(crate) reason: String,
    /// D'un retour dont le départ n'a pas été noté : le jour du départ, en une seule opération
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(crate) departed: Option<NaiveDate>,
    /// Ce jour est bien d'il y a plus de deux ans
    #[arg(long)]
    pub(crate) long_ago: bool,
}
