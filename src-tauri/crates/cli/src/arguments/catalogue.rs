//! What is asked of the catalogue, and what the centre keeps for itself.

use super::loans::Days;
use super::values::{Kind, Reason, hold_id};
use clap::Subcommand;
use domain::id::HoldId;

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Liste les ressources du catalogue
    #[command(after_help = "Exemple : malleposte resources --search \"volcan\" --kind exhibition")]
    Resources {
        /// Des mots, sans souci d'accents ni de casse
        #[arg(long, value_name = "TEXTE")]
        search: Option<String>,
        /// Un genre de ressource
        #[arg(long, value_name = "GENRE")]
        kind: Option<Kind>,
    },
    /// Montre la fiche d'une ressource
    #[command(after_help = "Exemple : malleposte resource EXP-001")]
    Resource {
        /// Son code
        #[arg(value_name = "CODE")]
        code: String,
    },
    /// Dit ce qui est libre entre deux jours compris
    #[command(after_help = "Exemple : malleposte free --from 04/05/2027 --to 22/05/2027 --resource EXP-001")]
    Free {
        #[command(flatten)]
        days: Days,
        /// Un genre de ressource
        #[arg(long, value_name = "GENRE")]
        kind: Option<Kind>,
        /// Une seule ressource, avec les périodes libres les plus proches
        #[arg(long, value_name = "CODE")]
        resource: Option<String>,
        /// Combien d'exemplaires
        #[arg(long, value_name = "N", default_value_t = 1)]
        quantity: u32,
    },
    /// Immobilise une ressource pour le centre : entretien ou usage interne
    #[command(
        after_help = "Exemple : malleposte hold --resource EXP-001 --from 04/05/2027 --to 12/05/2027 --kind maintenance --label \"module 3 à réparer\""
    )]
    Hold {
        /// La ressource
        #[arg(long, value_name = "CODE")]
        resource: String,
        #[command(flatten)]
        days: Days,
        /// Entretien ou usage interne
        #[arg(long, value_name = "MOTIF", default_value = "maintenance")]
        kind: Reason,
        /// En quelques mots
        #[arg(long, value_name = "TEXTE", default_value = "")]
        label: String,
        /// Combien d'exemplaires
        #[arg(long, value_name = "N", default_value_t = 1)]
        quantity: u32,
    },
    /// Liste les immobilisations en cours et à venir, avec l'identifiant que prend « release »
    #[command(after_help = "Exemple : malleposte holds --resource EXP-001")]
    Holds {
        /// Une seule ressource
        #[arg(long, value_name = "CODE")]
        resource: Option<String>,
    },
    /// Lève une immobilisation
    #[command(after_help = "Exemple : malleposte release 0197c2f4-5b1e-7c3a-9d2e-3f4a5b6c7d8e")]
    Release {
        /// Son identifiant, que donne « holds »
        #[arg(value_name = "IDENTIFIANT", value_parser = hold_id)]
        hold: HoldId,
    },
}
