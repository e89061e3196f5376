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

public_label!(ResourceKindLabel, LoanStatus, PeopleCount, Satisfaction);
