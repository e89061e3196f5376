//! What can be typed after `malleposte`: here what is said of the base itself, the rest by subject.

pub(crate) mod catalogue;
pub(crate) mod figures;
pub(crate) mod loans;
pub(crate) mod people;
mod values;

pub(crate) use values::Unreadable;

use crate::lists::Lists;
use catalogue::CatalogueCommand;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use figures::FigureCommand;
use loans::LoanCommand;
use people::PeopleCommand;
use std::path::PathBuf;
use values::day;

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
    #[command(after_help = "Exemple : malleposte --base centre.db init")]
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
    #[command(flatten)]
    Catalogue(CatalogueCommand),
    #[command(flatten)]
    Loans(LoanCommand),
    #[command(flatten)]
    People(PeopleCommand),
    #[command(flatten)]
    Figures(FigureCommand),
    /// Montre les réglages du centre, ou les change
    #[command(
        after_help = "Exemple : malleposte settings --set \"centre.nom=La Fabrique\" --set option.jours=21 --closure 2027-04-12:2027-04-16:Congés"
    )]
    Settings {
        /// Change un réglage ; à répéter pour plusieurs
        #[arg(long, value_name = "NOM=VALEUR")]
        set: Vec<String>,
        /// Ajoute des jours de fermeture ; à répéter pour plusieurs
        #[arg(long, value_name = "DU:AU:POURQUOI")]
        closure: Vec<String>,
    },
    /// Défait la dernière opération
    #[command(after_help = "Exemple : malleposte undo --entry 12")]
    Undo {
        /// Cette opération-là du journal plutôt que la dernière
        #[arg(long, value_name = "N")]
        entry: Option<i64>,
    },
    /// Rétablit la dernière opération défaite
    #[command(after_help = "Exemple : malleposte redo")]
    Redo {
        /// Cette opération-là du journal plutôt que la dernière défaite
        #[arg(long, value_name = "N")]
        entry: Option<i64>,
    },
    /// Montre les listes du centre et les change : renommer, fusionner, ordonner, ne plus proposer
    #[command(after_help = "Exemple : malleposte lists show theme")]
    Lists {
        /// Ce qu'il faut montrer ou changer ; sans rien, toutes les listes
        #[command(subcommand)]
        what: Option<Lists>,
    },
    /// Dit ce qu'il faut savoir pour aider : versions, tailles, dernières lignes du journal technique
    #[command(after_help = "Exemple : malleposte diagnostic")]
    Diagnostic,
    /// Montre les opérations, la dernière d'abord
    #[command(after_help = "Exemple : malleposte journal --limit 10")]
    Journal {
        /// Au plus
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
        /// Désormais, ne garde que ce nombre de jours de quoi défaire les opérations ; leurs phrases restent
        #[arg(long, value_name = "JOURS")]
        keep_days: Option<u32>,
    },
    /// Copie la base dans le dossier « sauvegardes », ou dans un fichier
    #[command(after_help = "Exemple : malleposte backup --out copie.db")]
    Backup {
        /// Où l'écrire plutôt que dans le dossier des sauvegardes
        #[arg(long, value_name = "FICHIER.db")]
        out: Option<PathBuf>,
    },
    /// Reprend une sauvegarde : dit d'abord ce qui serait perdu
    #[command(after_help = "Exemple : malleposte restore sauvegardes/copie.db --yes")]
    Restore {
        /// Le fichier de la sauvegarde
        #[arg(required_unless_present = "list", value_name = "FICHIER.db")]
        file: Option<PathBuf>,
        /// Liste les sauvegardes
        #[arg(long, conflicts_with = "file")]
        list: bool,
        /// Le fait
        #[arg(long)]
        yes: bool,
    },
    /// Vérifie la base : sortie 4 si elle est abîmée, les alertes à part
    #[command(after_help = "Exemple : malleposte check")]
    Check,
    /// Crée une base d'essai de la taille voulue ; même graine, même base
    #[command(after_help = "Exemple : malleposte --base essai.db generate --resources 300 --years 3")]
    Generate {
        /// Combien de ressources
        #[arg(long, value_name = "N", default_value_t = 3_000)]
        resources: u32,
        /// Combien de réservations
        #[arg(long, value_name = "N", default_value_t = 200_000)]
        bookings: u32,
        /// Sur combien d'années
        #[arg(long, value_name = "N", default_value_t = 10)]
        years: u32,
        /// D'où vient le hasard
        #[arg(long, value_name = "S", default_value_t = 1)]
        seed: u64,
    },
    /// Affiche l'aide, ou celle d'une commande
    #[command(after_help = "Exemple : malleposte help questionnaires form")]
    Help {
        /// La commande
        #[arg(value_name = "COMMANDE")]
        command: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Un registre : un dossier de fichiers CSV, ou un classeur XLSX ou ODS
    #[command(after_help = "Exemple : malleposte import register registre-2026 --dry-run")]
    Register {
        /// Le dossier ou le classeur
        #[arg(value_name = "CHEMIN")]
        path: PathBuf,
        /// N'écrit rien : dit ce qui entrerait et ce qui ne va pas
        #[arg(long)]
        dry_run: bool,
    },
}
