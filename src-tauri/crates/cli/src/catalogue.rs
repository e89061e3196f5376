//! The catalogue: what there is, what is free, what the centre keeps for itself.

use crate::answers::{Answer, Answered, conflict_text, period_text};
use crate::arguments::catalogue::CatalogueCommand;
use crate::loans::line_text;
use app::views::{CatalogueQuery, FreeAnswer, HeldResource, NewHold, ResourceCard, ResourceSheet};
use app::{App, words};
use domain::fault::Outcome;
use domain::hold::HoldKind;
use std::fmt::Write as _;

pub(crate) fn answer(app: &App, command: &CatalogueCommand) -> Outcome<Answered> {
    match command {
        CatalogueCommand::Resources { search, kind } => {
            let query = CatalogueQuery {
                search: search.clone().unwrap_or_default(),
                kinds: kind.map(|kind| vec![kind.into()]).unwrap_or_default(),
                with_retired: true,
                ..CatalogueQuery::default()
            };
            Ok(Answer::Resources(app.catalogue(&query)?.resources).into())
        }
        CatalogueCommand::Resource { code } => Ok(Answer::Resource(Box::new(app.resource(code)?)).into()),
        CatalogueCommand::Free { days, kind, resource, quantity } => {
            let kind = kind.map(Into::into);
            Ok(Answer::Free(app.free((*days).into(), kind, resource.as_deref(), *quantity)?).into())
        }
        CatalogueCommand::Hold { resource, days, kind, label, quantity } => {
            let done = app.hold(&NewHold {
                code: resource.clone(),
                kind: (*kind).into(),
                label: label.clone(),
                quantity: *quantity,
                period: (*days).into(),
            })?;
            let mut held = app.holds(Some(resource))?;
            held.retain(|held| held.hold.id == done.value.id);
            Ok(Answered::done(done, |_| Answer::Held(held)))
        }
        CatalogueCommand::Holds { resource } => Ok(Answer::Holds(app.holds(resource.as_deref())?).into()),
        CatalogueCommand::Release { hold } => {
            Ok(Answered::done(app.release(*hold)?, |()| Answer::Released(*hold)))
        }
    }
}

pub(crate) fn resource_text(resource: &ResourceCard) -> String {
    let kind = words::kind(resource.kind, resource.form);
    let place = match (resource.out_now, resource.back_on) {
        (1.., Some(back)) => format!(", sortie, retour prévu {}", words::day(back)),
        _ => String::new(),
    };
    format!("{:<10} {} ({kind}{place})\n", resource.code, resource.title)
}

pub(crate) fn sheet_text(sheet: &ResourceSheet) -> String {
    let mut text = resource_text(&sheet.card);
    let card = &sheet.card;
    let themes = card.themes.join(", ");
    let audiences = card.audiences.join(", ");
    let amount = sheet.insured_cents.map(|cents| format!("{} €", words::number(cents / 100)));
    let retired = card.retired_on.map(words::day).unwrap_or_default();
    for (name, value) in [
        ("Format", card.format.as_str()),
        ("Thèmes", &themes),
        ("Publics", &audiences),
        ("Exemplaires", &card.capacity.to_string()),
        ("Propriétaire", &card.owner),
        ("Rangement", &sheet.location),
        ("Valeur à assurer", &amount.unwrap_or_default()),
        ("Véhicule", &sheet.vehicle),
        ("À prévoir", &sheet.requirements),
        ("Hors du fonds le", &retired),
        ("Notes", &sheet.notes),
    ] {
        if !value.is_empty() {
            let _ = writeln!(text, "{name} : {value}");
        }
    }
    let _ = writeln!(
        text,
        "Battements : {} jours ouvrés avant, {} après",
        sheet.buffers.before, sheet.buffers.after
    );
    let _ = writeln!(text, "Sorties : {}, {} jours en tout", sheet.sorties, sheet.days_out);
    if let Some(next) = &sheet.next_free {
        let until = next.to.map(|to| format!(" jusqu’au {}", words::day(to))).unwrap_or_default();
        let _ = writeln!(text, "Libre à partir du {}{until}", words::day(next.from));
    }
    heading(&mut text, "Composition", sheet.parts.is_empty());
    for part in &sheet.parts {
        let _ = writeln!(text, "  {} × {} {}", part.quantity, part.code, part.title);
    }
    heading(&mut text, "Inventaire", sheet.inventory.is_empty());
    for item in &sheet.inventory {
        let _ = writeln!(text, "  {} × {}", item.quantity, item.label);
    }
    heading(&mut text, "Immobilisations", sheet.holds.is_empty());
    for hold in &sheet.holds {
        let label = if hold.label.is_empty() { kind_text(hold.kind) } else { hold.label.clone() };
        let _ = writeln!(text, "  {} × {}  {label}", hold.quantity, period_text(hold.period));
    }
    heading(&mut text, "Prêts à venir et en cours", sheet.coming.is_empty());
    for line in &sheet.coming {
        text.push_str(&line_text(line, &line.borrower));
    }
    heading(&mut text, "Prêts passés", sheet.past.is_empty());
    for line in &sheet.past {
        text.push_str(&line_text(line, &line.borrower));
    }
    text
}

/// The heading of a list that is not empty.
pub(crate) fn heading(text: &mut String, name: &str, is_empty: bool) {
    if !is_empty {
        let _ = writeln!(text, "{name} :");
    }
}

pub(crate) fn free_text(answer: &FreeAnswer) -> String {
    let verdict = match (answer.free, answer.if_back.is_empty()) {
        (true, true) => "libre",
        (true, false) => "libre si elle rentre d’ici là,",
        (false, _) => "pris",
    };
    let mut text =
        format!("{:<10} {verdict:<6} {} disponible(s)  {}\n", answer.code, answer.available, answer.title);
    for conflict in answer.if_back.iter().chain(&answer.refusal.conflicts) {
        let _ = writeln!(text, "           {}", conflict_text(conflict, &answer.code));
    }
    for alternative in &answer.refusal.alternatives {
        let _ = writeln!(text, "           libre {}", period_text(*alternative));
    }
    text
}

fn kind_text(kind: HoldKind) -> String {
    words::french(match kind {
        HoldKind::Maintenance => "hold_maintenance",
        HoldKind::OwnUse => "hold_own_use",
    })
}

pub(crate) fn holds_text(holds: &[HeldResource]) -> String {
    if holds.is_empty() {
        return "Rien n’est immobilisé.\n".to_owned();
    }
    let mut text = String::new();
    for HeldResource { hold, code, title } in holds {
        let label = if hold.label.is_empty() { String::new() } else { format!(" : {}", hold.label) };
        let _ = writeln!(
            text,
            "{}  {code:<10} {} × {title}  {}  {}{label}",
            hold.id,
            hold.quantity,
            period_text(hold.period),
            kind_text(hold.kind)
        );
    }
    text
}
