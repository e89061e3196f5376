//! The closed lists of a register: what a cell may say, and what it means.

/// The `type` of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ResourceKindLabel {
    /// exposition légère
    LightExhibition,
    /// exposition interactive
    InteractiveExhibition,
    /// malle pédagogique
    Malle,
    /// matériel d'animation
    Equipment,
    /// machine (FabLab)
    Machine,
    /// ensemble
    ResourceSet,
}

/// The `statut` of a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoanStatus {
    /// demande
    Request,
    /// option
    Option,
    /// confirmé
    Confirmed,
    /// sorti
    Out,
    /// rentré
    Returned,
    /// annulé
    Cancelled,
    /// refusé
    Refused,
}

/// The `etat` of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConditionLabel {
    /// bon
    Good,
    /// à réparer
    ToRepair,
    /// contenu à mettre à jour
    Outdated,
    /// hors service
    OutOfOrder,
}

/// How the people of a questionnaire were counted (`public_methode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeopleCount {
    /// effectif
    Counted,
    /// estimation
    Estimated,
    /// inconnu
    Unknown,
}

/// An answer to a question of satisfaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Satisfaction {
    /// très satisfait
    Very,
    /// satisfait
    Satisfied,
    /// peu satisfait
    Little,
    /// pas satisfait
    Not,
}

/// A closed list with its words. The first word of each meaning is the one that is shown.
pub(super) trait Labelled: Copy + PartialEq + 'static {
    const LABELS: &'static [(&'static str, Self)];

    /// The word that is shown.
    fn label(self) -> &'static str {
        Self::LABELS.iter().find(|(_, value)| *value == self).map_or("", |(label, _)| label)
    }
}

impl Labelled for ResourceKindLabel {
    const LABELS: &'static [(&'static str, Self)] = &[
        ("exposition légère", Self::LightExhibition),
        ("exposition interactive", Self::InteractiveExhibition),
        ("malle pédagogique", Self::Malle),
        ("matériel d'animation", Self::Equipment),
        ("machine (FabLab)", Self::Machine),
        ("ensemble", Self::ResourceSet),
        ("machine", Self::Machine),
        ("exposition", Self::LightExhibition),
        ("expositions", Self::LightExhibition),
        ("expo", Self::LightExhibition),
        ("exposition itinérante", Self::LightExhibition),
        ("exposition panneaux", Self::LightExhibition),
        ("expo légère", Self::LightExhibition),
        ("expo interactive", Self::InteractiveExhibition),
        ("malle", Self::Malle),
        ("malles", Self::Malle),
        ("mallette", Self::Malle),
        ("mallette pédagogique", Self::Malle),
        ("valise pédagogique", Self::Malle),
        ("matériel", Self::Equipment),
        ("matériel pédagogique", Self::Equipment),
        ("machine FabLab", Self::Machine),
        ("machine du FabLab", Self::Machine),
    ];
}

impl Labelled for LoanStatus {
    const LABELS: &'static [(&'static str, Self)] = &[
        ("demande", Self::Request),
        ("option", Self::Option),
        ("confirmé", Self::Confirmed),
        ("sorti", Self::Out),
        ("rentré", Self::Returned),
        ("annulé", Self::Cancelled),
        ("refusé", Self::Refused),
        // As the program itself says them, of a line.
        ("confirmée", Self::Confirmed),
        ("sortie", Self::Out),
        ("rentrée", Self::Returned),
        ("clôturée", Self::Returned),
        ("clôturé", Self::Returned),
        ("annulée", Self::Cancelled),
        ("refusée", Self::Refused),
        // As centres say them.
        ("demandé", Self::Request),
        ("demandée", Self::Request),
        ("optionné", Self::Option),
        ("optionnée", Self::Option),
        ("option posée", Self::Option),
        ("pré-réservé", Self::Option),
        ("pré-réservée", Self::Option),
        ("à confirmer", Self::Option),
        ("réservé", Self::Confirmed),
        ("réservée", Self::Confirmed),
        ("réservation", Self::Confirmed),
        ("validé", Self::Confirmed),
        ("validée", Self::Confirmed),
        ("en cours", Self::Out),
        ("prêt en cours", Self::Out),
        ("parti", Self::Out),
        ("partie", Self::Out),
        ("rendu", Self::Returned),
        ("rendue", Self::Returned),
        ("retourné", Self::Returned),
        ("retournée", Self::Returned),
        ("revenu", Self::Returned),
        ("revenue", Self::Returned),
        ("clos", Self::Returned),
        ("close", Self::Returned),
        ("terminé", Self::Returned),
        ("terminée", Self::Returned),
        ("annulation", Self::Cancelled),
    ];
}

impl Labelled for ConditionLabel {
    const LABELS: &'static [(&'static str, Self)] = &[
        ("bon", Self::Good),
        ("à réparer", Self::ToRepair),
        ("contenu à mettre à jour", Self::Outdated),
        ("hors service", Self::OutOfOrder),
        ("bonne", Self::Good),
        ("bon état", Self::Good),
        ("en bon état", Self::Good),
        ("très bon", Self::Good),
        ("très bon état", Self::Good),
        ("neuf", Self::Good),
        ("neuve", Self::Good),
        ("état neuf", Self::Good),
        ("comme neuf", Self::Good),
        ("ok", Self::Good),
        ("en réparation", Self::ToRepair),
        ("réparation à prévoir", Self::ToRepair),
        ("à mettre à jour", Self::Outdated),
        ("à actualiser", Self::Outdated),
        ("contenu dépassé", Self::Outdated),
        ("HS", Self::OutOfOrder),
        ("inutilisable", Self::OutOfOrder),
    ];
}

impl Labelled for PeopleCount {
    const LABELS: &'static [(&'static str, Self)] =
        &[("effectif", Self::Counted), ("estimation", Self::Estimated), ("inconnu", Self::Unknown)];
}

impl Labelled for Satisfaction {
    const LABELS: &'static [(&'static str, Self)] = &[
        ("très satisfait", Self::Very),
        ("satisfait", Self::Satisfied),
        ("peu satisfait", Self::Little),
        ("pas satisfait", Self::Not),
    ];
}

macro_rules! public_label {
    ($($name:ty),+) => {$(
        impl $name {
            /// The word of the register, in French.
            pub fn label(self) -> &'static str {
                Labelled::label(self)
            }
        }
    )+};
}

public_label!(ResourceKindLabel, LoanStatus, ConditionLabel, PeopleCount, Satisfaction);
