//! The editable lists on the command line.

use crate::answers::{Answer, Answered};
use app::views::ListView;
use app::{App, words};
use clap::{Subcommand, ValueEnum};
use domain::catalogue::{TermList, TermRole};
use domain::fault::Outcome;

/// A list, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum List {
    Theme,
    Audience,
    BorrowerType,
    Use,
    Accompaniment,
    Channel,
    HowKnown,
    Appreciated,
    NotAppreciated,
    RequestOrigin,
    CancelReason,
    RefusalReason,
    RetirementReason,
}

impl From<List> for TermList {
    fn from(list: List) -> Self {
        TermList::ALL[list as usize]
    }
}

/// A role, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Role {
    PassCulture,
    Direct,
    SchoolPrimary,
    SchoolMiddle,
    SchoolHigh,
    OutdatedContent,
    Weight,
}

impl From<Role> for TermRole {
    fn from(role: Role) -> Self {
        TermRole::ALL[role as usize]
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Lists {
    /// Montre une liste : ses valeurs, combien de fois chacune sert, son rôle
    #[command(after_help = "Exemple : malleposte lists show theme")]
    Show {
        /// La liste
        #[arg(value_name = "LISTE")]
        list: List,
    },
    /// Ajoute une valeur
    #[command(after_help = "Exemple : malleposte lists add theme Robotique")]
    Add {
        /// La liste
        #[arg(value_name = "LISTE")]
        list: List,
        /// La valeur
        #[arg(value_name = "VALEUR")]
        label: String,
    },
    /// Renomme une valeur, partout où elle sert
    #[command(after_help = "Exemple : malleposte lists rename channel \"pass Culture\" Pass")]
    Rename {
        /// La liste
        #[arg(value_name = "LISTE")]
        list: List,
        /// La valeur
        #[arg(value_name = "VALEUR")]
        label: String,
        /// Son nouveau nom
        #[arg(value_name = "NOM")]
        to: String,
    },
    /// Fusionne une valeur dans une autre, qui la remplace partout
    #[command(after_help = "Exemple : malleposte lists merge theme Eau \"L'eau\"")]
    Merge {
        /// La liste
        #[arg(value_name = "LISTE")]
        list: List,
        /// Celle qui reste
        #[arg(value_name = "RESTE")]
        kept: String,
        /// Celle qui la rejoint
        #[arg(value_name = "REJOINT")]
        merged: String,
    },
    /// Ne propose plus une valeur ; ce qui la cite ne change pas
    #[command(after_help = "Exemple : malleposte lists retire theme Eau")]
    Retire {
        /// La liste
        #[arg(value_name = "LISTE")]
        list: List,
        /// La valeur
        #[arg(value_name = "VALEUR")]
        label: String,
    },
    /// Propose de nouveau une valeur
    #[command(after_help = "Exemple : malleposte lists unretire theme Eau")]
    Unretire {
        /// La liste
        #[arg(value_name = "LISTE")]
        list: List,
        /// La valeur
        #[arg(value_name = "VALEUR")]
        label: String,
    },
    /// Met des valeurs en tête, dans cet ordre
    #[command(after_help = "Exemple : malleposte lists order theme Eau Climat")]
    Order {
        /// La liste
        #[arg(value_name = "LISTE")]
        list: List,
        /// Les valeurs, la première d'abord
        #[arg(required = true, value_name = "VALEUR")]
        labels: Vec<String>,
    },
    /// Dit le rôle d'une valeur pour les chiffres ; sans rôle, le lui retire
    #[command(after_help = "Exemple : malleposte lists role channel Pass pass_culture")]
    Role {
        /// La liste
        #[arg(value_name = "LISTE")]
        list: List,
        /// La valeur
        #[arg(value_name = "VALEUR")]
        label: String,
        /// Le rôle
        #[arg(value_name = "RÔLE")]
        role: Option<Role>,
    },
}

pub(crate) fn answer(app: &App, what: Option<&Lists>) -> Outcome<Answered> {
    let done = match what {
        None => {
            let all = TermList::ALL.into_iter().map(|list| app.list(list));
            return Ok(Answer::Lists(all.collect::<Outcome<_>>()?).into());
        }
        Some(Lists::Show { list }) => return Ok(Answer::Lists(vec![app.list((*list).into())?]).into()),
        Some(Lists::Add { list, label }) => app.add_list_value((*list).into(), label)?,
        Some(Lists::Rename { list, label, to }) => app.rename_list_value((*list).into(), label, to)?,
        Some(Lists::Merge { list, kept, merged }) => app.merge_list_values((*list).into(), kept, merged)?,
        Some(Lists::Retire { list, label }) => app.retire_list_value((*list).into(), label, true)?,
        Some(Lists::Unretire { list, label }) => app.retire_list_value((*list).into(), label, false)?,
        Some(Lists::Order { list, labels }) => app.order_list((*list).into(), labels)?,
        Some(Lists::Role { list, label, role }) => {
            app.set_list_role((*list).into(), label, role.map(Into::into))?
        }
    };
    Ok(Answered::done(done, |list| Answer::Lists(vec![list])))
}

pub(crate) fn text(lists: &[ListView]) -> String {
    let mut text = String::new();
    for ListView { list, values, .. } in lists {
        text.push_str(&format!("{}\n", words::list(*list)));
        for value in values {
            let role = value.role.map(|role| format!(" [{}]", words::role(role))).unwrap_or_default();
            let retired = if value.retired { " (n’est plus proposée)" } else { "" };
            text.push_str(&format!("{:>6}  {}{role}{retired}\n", value.uses, value.label));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_and_each_role_is_typed_by_its_code() {
        for list in List::value_variants() {
            let typed = list.to_possible_value().unwrap().get_name().to_owned();
            assert_eq!(serde_json::to_value(TermList::from(*list)).unwrap(), typed);
        }
        for role in Role::value_variants() {
            let typed = role.to_possible_value().unwrap().get_name().to_owned();
            assert_eq!(serde_json::to_value(TermRole::from(*role)).unwrap(), typed);
        }
        assert_eq!(
            (List::value_variants().len(), Role::value_variants().len()),
            (TermList::ALL.len(), TermRole::ALL.len())
        );
    }
}
