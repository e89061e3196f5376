//! Figures, reports and questionnaires.

use super::values::{Model, StatsSide, day, year};
use app::of_year;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::fault::{Fault, Outcome};
use domain::interval::Period;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum FigureCommand {
    /// Donne les chiffres d'une année ou d'une période, ou les lignes derrière l'un d'eux
    #[command(after_help = "Exemple : malleposte stats --year 2026 --lines days_out_total")]
    Stats {
        #[command(flatten)]
        over: Over,
        /// Les lignes derrière ce chiffre, par exemple days_out_total, ou loans_by_theme:eau pour un groupe
        #[arg(long, value_name = "CLÉ")]
        lines: Option<String>,
        /// D'une part : ce qui est compté (part), ce à quoi on le rapporte (whole), ou ce qui y manque (rest)
        #[arg(long, value_name = "CÔTÉ", default_value = "part", requires = "lines")]
        side: StatsSide,
    },
    /// Écrit le rapport d'une année ou d'une période, en PDF, DOCX ou XLSX
    #[command(after_help = "Exemple : malleposte report --year 2026 --out bilan.pdf")]
    Report {
        #[command(flatten)]
        over: Over,
        /// L'extension dit le format
        #[arg(long, value_name = "FICHIER.pdf|.docx|.xlsx")]
        out: PathBuf,
        /// Rapport annuel, ou tableau du financeur
        #[arg(long, value_name = "MODÈLE", default_value = "annual")]
        model: Model,
    },
    /// Questionnaires : qui n'a pas répondu, formulaires, réponses reçues
    Questionnaires {
        #[command(subcommand)]
        what: Questionnaires,
    },
    /// Entre un chiffre d'une année d'avant le registre, avec sa source ; sans valeur, le retire
    #[command(
        after_help = "Exemple : malleposte past --year 2021 --key people_reached --value 3700 --source \"Rapport d'activités 2021\""
    )]
    Past {
        /// L'année
        #[arg(long, value_name = "ANNÉE", value_parser = year, allow_negative_numbers = true)]
        year: i32,
        /// people_reached, loans_effective, days_out_total, fund, questionnaires ou borrowers_active
        #[arg(long, value_name = "CLÉ")]
        key: String,
        /// Le chiffre
        #[arg(long, value_name = "N", allow_negative_numbers = true)]
        value: Option<i64>,
        /// D'où il vient, par exemple « Rapport d'activités 2021 »
        #[arg(long, value_name = "TEXTE", default_value = "")]
        source: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Questionnaires {
    /// Liste les sorties rentrées qui attendent leur questionnaire
    #[command(after_help = "Exemple : malleposte questionnaires pending --year 2026")]
    Pending {
        #[command(flatten)]
        over: Over,
    },
    /// Écrit le formulaire d'un prêt : papier (PDF) ou à remplir dans un navigateur (HTML)
    #[command(after_help = "Exemple : malleposte questionnaires form 2026-051/2 --out avis.html")]
    Form {
        /// La référence : 2026-051, ou 2026-051/2 pour la deuxième ligne
        #[arg(value_name = "RÉFÉRENCE")]
        reference: String,
        /// L'extension dit le format
        #[arg(long, value_name = "FICHIER.pdf|.html")]
        out: PathBuf,
    },
    /// Reprend les fichiers de réponses de nos formulaires (.json), ou celui d'une enquête en ligne (.csv)
    #[command(
        after_help = "Exemple : malleposte questionnaires import enquete.csv --column \"Dossier=reference\" --dry-run"
    )]
    Import {
        /// Les fichiers
        #[arg(required = true, value_name = "FICHIER")]
        files: Vec<PathBuf>,
        /// Ce qu'apporte une colonne de l'enquête : « Intitulé=champ » (reference, people, overall…) ; à répéter
        #[arg(long = "column", value_name = "INTITULÉ=CHAMP")]
        columns: Vec<String>,
        /// N'écrit rien : dit ce qui entrerait et ce qui ne va pas (enquêtes)
        #[arg(long)]
        dry_run: bool,
    },
}

/// A year, or any days.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Over {
    /// Une année civile
    #[arg(long, value_name = "ANNÉE", value_parser = year, conflicts_with_all = ["from", "to"])]
    year: Option<i32>,
    /// Premier jour (AAAA-MM-JJ ou JJ/MM/AAAA)
    #[arg(long, value_name = "JOUR", value_parser = day, requires = "to")]
    from: Option<NaiveDate>,
    /// Dernier jour, compris
    #[arg(long, value_name = "JOUR", value_parser = day, requires = "from")]
    to: Option<NaiveDate>,
}

impl Over {
    /// The days meant.
    pub(crate) fn period(&self) -> Outcome<Period> {
        let missing = || Fault::input("text_missing").on("year");
        match (self.year, self.from, self.to) {
            (Some(year), _, _) => of_year(year).ok_or_else(missing),
            // As typed: the use cases refuse what is upside down.
            (None, Some(from), Some(to)) => Ok(Period { from, to }),
            _ => Err(missing()),
        }
    }
}
