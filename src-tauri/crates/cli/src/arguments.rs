//! What can be typed after `malleposte`.

use app::views::ReportModel;
use app::{of_year, words};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::catalogue::ResourceKind;
use domain::fault::{Fault, Outcome};
use domain::figures::Side;
use domain::interval::Period;
use domain::loan::LineState;
use std::path::PathBuf;

/// Malleposte en ligne de commande : les mêmes opérations que la fenêtre, sur la même base.
///
/// Codes de sortie : 0 fait ; 2 mauvais usage ou donnée fausse ; 3 refusé par une règle ; 4 base inutilisable.
#[derive(Debug, Parser)]
#[command(name = "malleposte", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) shared: Shared,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Shared {
    /// La base (un fichier SQLite)
    #[arg(long, global = true, value_name = "FICHIER", default_value = "malleposte.db")]
    pub(crate) base: PathBuf,
    /// Répond en JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Dit sur l'erreur standard le temps passé à chaque étape
    #[arg(long, global = true)]
    pub(crate) timings: bool,
    /// Travaille comme si l'on était ce jour-là
    #[arg(long, global = true, value_name = "JOUR", value_parser = day)]
    pub(crate) today: Option<NaiveDate>,
    /// Qui fait l'opération, pour le journal (par défaut la personne connectée)
    #[arg(long = "as", global = true, value_name = "NOM")]
    pub(crate) who: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Crée une base vide ; avec --demo, la base de démonstration
    Init {
        /// Des données réelles, ramenées à aujourd'hui
        #[arg(long)]
        demo: bool,
    },
    /// Reprend des données existantes
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Liste les ressources du catalogue
    Resources {
        /// Des mots, sans souci d'accents ni de casse
        #[arg(long, value_name = "TEXTE")]
        search: Option<String>,
        #[arg(long)]
        kind: Option<Kind>,
    },
    /// Dit ce qui est libre entre deux jours compris
    Free {
        #[command(flatten)]
        days: Days,
        #[arg(long)]
        kind: Option<Kind>,
        /// Une seule ressource, avec les périodes libres les plus proches
        #[arg(long, value_name = "CODE")]
        resource: Option<String>,
        #[arg(long, value_name = "N", default_value_t = 1)]
        quantity: u32,
    },
    /// Réserve une ressource
    Book {
        #[arg(long, value_name = "CODE")]
        resource: String,
        #[arg(long, value_name = "CODE")]
        borrower: String,
        #[command(flatten)]
        days: Days,
        #[arg(long, value_name = "N", default_value_t = 1)]
        quantity: u32,
        #[arg(long, default_value = "option")]
        state: BookingState,
    },
    /// Liste ce qui est sorti
    Out {
        /// Ce jour-là plutôt qu'aujourd'hui
        #[arg(long, value_name = "JOUR", value_parser = day)]
        on: Option<NaiveDate>,
    },
    /// Montre un dossier
    Loan {
        /// Son numéro, par exemple 2026-051
        number: String,
    },
    /// Confirme les lignes d'un dossier
    Confirm(MoveArguments),
    /// Annule les lignes d'un dossier
    Cancel(MoveArguments),
    /// Enregistre le départ des lignes d'un dossier
    Depart(MoveArguments),
    /// Enregistre le retour des lignes d'un dossier
    Return(MoveArguments),
    /// Clôt les lignes rentrées d'un dossier
    Close(MoveArguments),
    /// Écrit la convention d'un dossier en PDF
    Agreement {
        /// Le numéro du dossier
        number: String,
        #[arg(long, value_name = "FICHIER.pdf")]
        out: PathBuf,
    },
    /// Annule la dernière opération
    Undo {
        /// Cette opération-là du journal plutôt que la dernière
        #[arg(long, value_name = "N")]
        entry: Option<i64>,
    },
    /// Montre les opérations, la dernière d'abord
    Journal {
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
    },
    /// Donne les chiffres d'une année ou d'une période, ou les lignes derrière l'un d'eux
    Stats {
        #[command(flatten)]
        over: Over,
        /// Les lignes derrière ce chiffre, par exemple days_out_total, ou loans_by_theme:eau pour un groupe
        #[arg(long, value_name = "CLÉ")]
        lines: Option<String>,
        /// D'une part : ce qui est compté (part), ce à quoi on le rapporte (whole), ou ce qui y manque (rest)
        #[arg(long, default_value = "part", requires = "lines")]
        side: StatsSide,
    },
    /// Écrit le rapport d'une année ou d'une période, en PDF, DOCX ou XLSX
    Report {
        #[command(flatten)]
        over: Over,
        /// L'extension dit le format
        #[arg(long, value_name = "FICHIER.pdf|.docx|.xlsx")]
        out: PathBuf,
        #[arg(long, default_value = "annual")]
        model: Model,
    },
    /// Questionnaires : qui n'a pas répondu, formulaires, réponses reçues
    Questionnaires {
        #[command(subcommand)]
        what: Questionnaires,
    },
    /// Entre un chiffre d'une année d'avant le registre, avec sa source ; sans valeur, le retire
    Past {
        #[arg(long, value_name = "ANNÉE")]
        year: i32,
        /// people_reached, loans_effective, days_out_total, fund, questionnaires ou borrowers_active
        #[arg(long, value_name = "CLÉ")]
        key: String,
        #[arg(long, value_name = "N", allow_negative_numbers = true)]
        value: Option<i64>,
        /// D'où il vient, par exemple « Rapport d'activités 2021 »
        #[arg(long, value_name = "TEXTE", default_value = "")]
        source: String,
    },
    /// Copie la base dans le dossier « sauvegardes », ou dans un fichier
    Backup {
        #[arg(long, value_name = "FICHIER.db")]
        out: Option<PathBuf>,
    },
    /// Reprend une sauvegarde : dit d'abord ce qui serait perdu
    Restore {
        /// Le fichier de la sauvegarde
        #[arg(required_unless_present = "list")]
        file: Option<PathBuf>,
        /// Liste les sauvegardes
        #[arg(long, conflicts_with = "file")]
        list: bool,
        /// Le fait
        #[arg(long)]
        yes: bool,
    },
    /// Vérifie la base : sortie 4 si elle est abîmée, les alertes à part
    Check,
    /// Crée une base d'essai de la taille voulue ; même graine, même base
    Generate {
        #[arg(long, value_name = "N", default_value_t = 3_000)]
        resources: u32,
        #[arg(long, value_name = "N", default_value_t = 200_000)]
        bookings: u32,
        #[arg(long, value_name = "N", default_value_t = 10)]
        years: u32,
        #[arg(long, value_name = "S", default_value_t = 1)]
        seed: u64,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Un registre : un dossier de fichiers CSV, ou un classeur XLSX ou ODS
    Register {
        path: PathBuf,
        /// N'écrit rien : dit ce qui entrerait et ce qui ne va pas
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Questionnaires {
    /// Liste les sorties rentrées qui attendent leur questionnaire
    Pending {
        #[command(flatten)]
        over: Over,
    },
    /// Écrit le formulaire d'un prêt : papier (PDF) ou à remplir dans un navigateur (HTML)
    Form {
        /// La référence : 2026-051, ou 2026-051/2 pour la deuxième ligne
        reference: String,
        /// L'extension dit le format
        #[arg(long, value_name = "FICHIER.pdf|.html")]
        out: PathBuf,
    },
    /// Reprend les fichiers de réponses de nos formulaires (.json), ou celui d'une enquête en ligne (.csv)
    Import {
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

/// A report.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Model {
    Annual,
    #[value(alias = "financeur")]
    Funder,
}

impl From<Model> for ReportModel {
    fn from(model: Model) -> Self {
        match model {
            Model::Annual => Self::Annual,
            Model::Funder => Self::Funder,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Days {
    /// Premier jour (AAAA-MM-JJ ou JJ/MM/AAAA)
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(crate) from: NaiveDate,
    /// Dernier jour, compris
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(crate) to: NaiveDate,
}

/// A year, or any days.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Over {
    /// Une année civile
    #[arg(long, value_name = "ANNÉE", conflicts_with_all = ["from", "to"])]
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
        match (self.year, self.from, self.to) {
            (Some(year), _, _) => of_year(year)
                .filter(|_| (1900..=2200).contains(&year))
                .ok_or_else(|| Fault::input("year_out_of_range").with("year", i64::from(year)).on("year")),
            (None, Some(from), Some(to)) => Ok(Period { from, to }),
            _ => Err(Fault::input("text_missing").on("year")),
        }
    }
}

/// A side of a share.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum StatsSide {
    Part,
    Whole,
    Rest,
}

impl From<StatsSide> for Side {
    fn from(side: StatsSide) -> Self {
        match side {
            StatsSide::Part => Self::Part,
            StatsSide::Whole => Self::Whole,
            StatsSide::Rest => Self::Rest,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct MoveArguments {
    /// Le numéro du dossier
    pub(crate) number: String,
    /// Ce jour-là plutôt qu'aujourd'hui
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(crate) on: Option<NaiveDate>,
    /// Pourquoi, d'une annulation
    #[arg(long, value_name = "TEXTE", default_value = "")]
    pub(crate) reason: String,
}

/// A kind of resource, as it is typed: `exhibition` or `exposition`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    #[value(alias = "exposition")]
    Exhibition,
    Malle,
    #[value(alias = "matériel", alias = "materiel")]
    Equipment,
    Machine,
    #[value(name = "resource_set", alias = "ensemble", alias = "set", alias = "resource-set")]
    ResourceSet,
}

impl From<Kind> for ResourceKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Exhibition => Self::Exhibition,
            Kind::Malle => Self::Malle,
            Kind::Equipment => Self::Equipment,
            Kind::Machine => Self::Machine,
            Kind::ResourceSet => Self::ResourceSet,
        }
    }
}

/// The states in which a booking can begin.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum BookingState {
    #[value(alias = "demande")]
    Request,
    Option,
    #[value(alias = "confirmée", alias = "confirmee")]
    Confirmed,
}

impl From<BookingState> for LineState {
    fn from(state: BookingState) -> Self {
        match state {
            BookingState::Request => Self::Request,
            BookingState::Option => Self::Option,
            BookingState::Confirmed => Self::Confirmed,
        }
    }
}

/// An argument that cannot be read as what it should be.
#[derive(Debug, Clone)]
pub(crate) struct Unreadable(pub(crate) Fault);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&words::fault(&self.0))
    }
}

impl std::error::Error for Unreadable {}

fn day(typed: &str) -> Result<NaiveDate, Unreadable> {
    ["%Y-%m-%d", "%d/%m/%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(typed, format).ok())
        .ok_or_else(|| Unreadable(Fault::input("date_unreadable").with("read", typed)))
}
