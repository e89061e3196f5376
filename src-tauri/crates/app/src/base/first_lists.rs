//! What the lists of a new base hold.

use domain::catalogue::{TermList, TermRole};

/// Values that the lists of a new base hold, from the registers of the trade.
pub(crate) const FIRST_TERMS: &[(TermList, &[&str])] = &[
    (
        TermList::BorrowerType,
        &[
            "école",
            "collège",
            "lycée",
            "université",
            "médiathèque",
            "centre social",
            "mairie",
            "collectivité",
            "association",
            "musée",
            "entreprise",
            "particulier",
        ],
    ),
    (
        TermList::Audience,
        &[
            "primaire",
            "collège",
            "lycée",
            "supérieur",
            "familles",
            "jeunes",
            "adultes",
            "grand public",
            "seniors",
        ],
    ),
    (
        TermList::Use,
        &["exposition en accès libre", "atelier", "animation accompagnée", "visite libre en classe"],
    ),
    (TermList::Accompaniment, &["aucun", "prise en main", "aide au montage", "animation par un médiateur"]),
    (TermList::Channel, &["direct", "pass Culture", "subvention"]),
    (
        TermList::HowKnown,
        &[
            "catalogue commun",
            "lettre d'information",
            "pass Culture",
            "portes ouvertes des expositions",
            "site internet de l'association",
            "bouche-à-oreille",
            "réseau professionnel",
        ],
    ),
    (
        TermList::Appreciated,
        &[
            "contenu compréhensible / accessible",
            "thématique bien traitée",
            "esthétique",
            "adapté au public",
            "interactivité",
            "facilité de montage",
            "documents d'accompagnement",
        ],
    ),
    (
        TermList::NotAppreciated,
        &[
            "contenu erroné, dépassé ou à mettre à jour",
            "poids ou encombrement",
            "montage",
            "trop de texte",
            "manque d'accompagnement",
        ],
    ),
    (
        TermList::RequestOrigin,
        &["téléphone", "courriel", "site internet", "sur place", "salon ou rencontre", "partenaire"],
    ),
    (
        TermList::CancelReason,
        &[
            "à la demande de l'emprunteur",
            "dates reportées",
            "ressource abîmée ou indisponible",
            "météo ou transport",
            "raison sanitaire",
            "fermeture du lieu",
        ],
    ),
    (
        TermList::RefusalReason,
        &[
            "ressource déjà prise",
            "demande trop tardive",
            "hors du territoire",
            "lieu inadapté",
            "règlement de prêt non respecté",
        ],
    ),
    (
        TermList::RetirementReason,
        &[
            "contenu dépassé",
            "usée ou abîmée",
            "perdue ou volée",
            "rendue à son propriétaire",
            "plus demandée",
        ],
    ),
];

/// The first values on which the program itself relies: each keeps its role whatever it is called later.
pub(crate) const FIRST_ROLES: &[(TermRole, &str)] = &[
    (TermRole::PassCulture, "pass Culture"),
    (TermRole::Direct, "direct"),
    (TermRole::SchoolPrimary, "école"),
    (TermRole::SchoolMiddle, "collège"),
    (TermRole::SchoolHigh, "lycée"),
    (TermRole::OutdatedContent, "contenu erroné, dépassé ou à mettre à jour"),
    (TermRole::Weight, "poids ou encombrement"),
];
