//! Borrowers: lists, sheets, two that become one.

use crate::answers::{Answer, Answered, joined};
use crate::arguments::people::{Merge, PeopleCommand};
use crate::catalogue::heading;
use crate::loans::line_text;
use app::App;
use app::views::{BorrowerCard, BorrowerSheet, LineCard};
use domain::fault::Outcome;
use std::fmt::Write as _;

pub(crate) fn answer(app: &App, command: &PeopleCommand) -> Outcome<Answered> {
    let sheet = |sheet: BorrowerSheet| Answer::Borrower(Box::new(sheet));
    match command {
        PeopleCommand::Borrowers { search } => {
            Ok(Answer::Borrowers(app.borrowers(search.as_deref().unwrap_or_default())?).into())
        }
        PeopleCommand::Borrower { code } => Ok(sheet(app.borrower(code)?).into()),
        PeopleCommand::Merge { what: Merge::Borrower { kept, merged } } => {
            Ok(Answered::done(app.merge_borrowers(kept, merged)?, sheet))
        }
    }
}

fn borrower_text(borrower: &BorrowerCard) -> String {
    let member = if borrower.member { "adhérent" } else { "" };
    let late = if borrower.late > 0 { format!("{} en retard", borrower.late) } else { String::new() };
    let told = joined(&[&borrower.borrower_type, member, &format!("{} sorties", borrower.sorties), &late]);
    format!("{:<8} {} ({told})\n", borrower.code, joined(&[&borrower.name, &borrower.venue.commune]))
}

pub(crate) fn borrowers_text(borrowers: &[BorrowerCard]) -> String {
    if borrowers.is_empty() {
        return "Aucun emprunteur.\n".to_owned();
    }
    borrowers.iter().map(borrower_text).collect()
}

pub(crate) fn sheet_text(sheet: &BorrowerSheet) -> String {
    let mut text = borrower_text(&sheet.card);
    let card = &sheet.card;
    let town = format!("{} {}", card.postcode, card.venue.commune);
    for (name, value) in [
        ("Adresse", joined(&[&card.venue.address, town.trim()])),
        ("UAI", sheet.uai.clone()),
        ("Notes", sheet.notes.clone()),
    ] {
        if !value.is_empty() {
            let _ = writeln!(text, "{name} : {value}");
        }
    }
    heading(&mut text, "Contacts", card.contacts.is_empty());
    for contact in &card.contacts {
        let told = joined(&[&contact.function, &contact.name, &contact.mail, &contact.phone]);
        let _ = writeln!(text, "  {told}");
    }
    let of = |line: &LineCard| line_text(line, &format!("{} {}", line.code, line.title));
    heading(&mut text, "Prêts à venir et en cours", sheet.coming.is_empty());
    text.extend(sheet.coming.iter().map(of));
    heading(&mut text, "Prêts passés", sheet.past.is_empty());
    text.extend(sheet.past.iter().map(of));
    heading(&mut text, "Peut-être le même", sheet.alike.is_empty());
    for other in &sheet.alike {
        let _ = write!(text, "  {}", borrower_text(other));
    }
    text
}
