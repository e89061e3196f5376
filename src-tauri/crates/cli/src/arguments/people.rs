//! What is asked about borrowers.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum PeopleCommand {
    /// Liste les emprunteurs
    #[command(after_help = "Exemple : malleposte borrowers --search \"collège vannes\"")]
    Borrowers {
        /// Des mots du nom, de la commune, du type ou du code
        #[arg(long, value_name = "TEXTE")]
        search: Option<String>,
    },
    /// Montre la fiche d'un emprunteur
    #[command(after_help = "Exemple : malleposte borrower E003")]
    Borrower {
        /// Son code
        #[arg(value_name = "CODE")]
        code: String,
    },
    /// Réunit deux fiches qui n'en font qu'une
    Merge {
        #[command(subcommand)]
        what: Merge,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Merge {
    /// Réunit deux emprunteurs : le premier reste, avec les prêts, contacts et adhésions de l'autre
    #[command(after_help = "Exemple : malleposte merge borrower E003 E041")]
    Borrower {
        /// Le code de celui qui reste
        #[arg(value_name = "GARDÉ")]
        kept: String,
        /// Le code de celui qui disparaît
        #[arg(value_name = "AUTRE")]
        merged: String,
    },
}
