//! The demonstration base: two real registers, shifted by whole weeks to the day it is made.

use crate::base::app::App;
use crate::base::at::Clock;
use crate::views::Move;
use chrono::{Datelike, NaiveDate};
use domain::calendar::{Buffers, WorkingDays, after_buffer, before_buffer};
use domain::fault::{Fault, Outcome};
use domain::interval::{Interval, midnight, plus_days};
use domain::loan::{self, LineState};
use exchange::register::{self, LoanRecord, LoanStatus, Register, Row};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use store::setting;

/// A register of the demonstration and the Monday of it that becomes this week's.
struct Source {
    files: &'static [(&'static str, &'static [u8])],
    monday: (i32, u32, u32),
}

const SOURCES: &[Source] = &[
    Source {
        files: &[
            ("fonds.csv", include_bytes!("../../../../../assets/demo/registre/fonds.csv")),
            ("malles-contenu.csv", include_bytes!("../../../../../assets/demo/registre/malles-contenu.csv")),
            ("emprunteurs.csv", include_bytes!("../../../../../assets/demo/registre/emprunteurs.csv")),
            ("prets.csv", include_bytes!("../../../../../assets/demo/registre/prets.csv")),
            ("questionnaires.csv", include_bytes!("../../../../../assets/demo/registre/questionnaires.csv")),
        ],
        monday: (2023, 10, 9),
    },
    Source {
        files: &[
            ("ressources.csv", include_bytes!("../../../../../assets/demo/altec/ressources.csv")),
            ("ensembles.csv", include_bytes!("../../../../../assets/demo/altec/ensembles.csv")),
            ("malles-contenu.csv", include_bytes!("../../../../../assets/demo/altec/malles-contenu.csv")),
            ("emprunteurs.csv", include_bytes!("../../../../../assets/demo/altec/emprunteurs.csv")),
            ("prets.csv", include_bytes!("../../../../../assets/demo/altec/prets.csv")),
        ],
        monday: (2024, 9, 23),
    },
];

/// Open days around each loan of the demonstration.
const BUFFERS: Buffers = Buffers { before: 1, after: 2 };

const CENTRE: &[(&str, &str)] = &[
    ("demonstration", "1"),
    ("centre.name", "Centre de sciences"),
    (
        "centre.address",
        "Maison de la Culture et de la Citoyenneté\n4 allée des Brotteaux\n01000 Bourg-en-Bresse",
    ),
    ("centre.town", "Bourg-en-Bresse"),
    ("centre.phone", "03 00 00 90 00"),
    ("centre.mail", "pret@centre-de-sciences.example.org"),
    ("calendar.zone", "A"),
    ("buffers.before", "1"),
    ("buffers.after", "2"),
];

/// Makes the demonstration base.
///
/// # Errors
/// `base_exists`; faults of the disk.
pub fn create(path: &Path, clock: Clock) -> Outcome<App> {
    let app = App::create(path, clock)?;
    app.base.write(|tx| -> store::Result<()> {
        for (name, value) in CENTRE {
            setting::set(tx, name, value)?;
        }
        Ok(())
    })?;
    let report = app.import(&register_of(app.today())?, "démonstration", false)?.value;
    // Shifted by weeks, a departure may fall on a public holiday, which is told and does no harm.
    if let Some(problem) = report.problems.iter().find(|problem| problem.severity == "error") {
        return Err(Fault::input("register_unreadable")
            .with("message", format!("{}:{} {}", problem.file, problem.line, problem.message)));
    }
    reopen_the_last_returned(&app)?;
    Ok(app)
}

/// Two loans that came back in the last days are still to be closed.
fn reopen_the_last_returned(app: &App) -> Outcome<()> {
    let today = app.today();
    let closed = app.base.read(|c| store::line::in_state(c, LineState::Closed))?;
    let mut recent: Vec<_> =
        closed.into_iter().filter(|named| named.line.returned_on >= Some(plus_days(today, -12))).collect();
    recent.sort_by_key(|named| std::cmp::Reverse((named.line.returned_on, named.number.clone())));
    let mut reopened = 0;
    for named in recent {
        match app.move_lines(&Move::new(&named.number, LineState::Returned)) {
            Ok(_) => reopened += 1,
            // The buffer after it would fall on the next loan: it stays closed.
            Err(fault) if fault.code == "taken" => {}
            Err(fault) => return Err(fault),
        }
        if reopened == 2 {
            break;
        }
    }
    Ok(())
}

/// Both registers as of a day: shifted, renumbered, with the states that the day makes of them.
fn register_of(today: NaiveDate) -> Outcome<Register> {
    let mut all = Register::default();
    for source in SOURCES {
        let files: Vec<(String, Vec<u8>)> =
            source.files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        let mut register = register::read_files(&files)
            .map_err(|e| Fault::input("register_unreadable").with("message", e.message()))?;
        let (year, month, day) = source.monday;
        let monday = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let this_monday = plus_days(today, -i64::from(today.weekday().num_days_from_monday()));
        shift(&mut register, (this_monday - monday).num_days());
        all.resources.append(&mut register.resources);
        all.set_parts.append(&mut register.set_parts);
        all.inventory.append(&mut register.inventory);
        all.borrowers.append(&mut register.borrowers);
        all.loans.append(&mut register.loans);
        all.questionnaires.append(&mut register.questionnaires);
        all.problems.append(&mut register.problems);
    }
    all.loans.sort_by_key(|row| (row.record.starts_on, row.record.number.clone()));
    give_states(&mut all.loans, today);
    let answered: HashSet<String> = all
        .loans
        .iter()
        .filter(|row| row.record.status == LoanStatus::Returned)
        .map(|row| row.record.number.clone())
        .collect();
    all.questionnaires.retain(|row| {
        answered.contains(&row.record.loan_number) && row.record.answered_on.is_none_or(|on| on <= today)
    });
    renumber(&mut all);
    Ok(all)
}

fn shift(register: &mut Register, days: i64) {
    let later = |day: &mut NaiveDate| *day = plus_days(*day, days);
    register.resources.iter_mut().filter_map(|row| row.record.acquired_on.as_mut()).for_each(later);
    for Row { record, .. } in &mut register.loans {
        later(&mut record.starts_on);
        later(&mut record.ends_on);
        record.cancelled_on.iter_mut().for_each(later);
        record.source = None;
    }
    register.questionnaires.iter_mut().filter_map(|row| row.record.answered_on.as_mut()).for_each(later);
}

/// What each loan's dates make of it today; one of those away is due today and one is late.
fn give_states(loans: &mut [Row<LoanRecord>], today: NaiveDate) {
    let going = |loan: &LoanRecord| loan.status != LoanStatus::Cancelled;
    let next_start: Vec<Option<NaiveDate>> = (0..loans.len())
        .map(|place| {
            let this = &loans[place].record;
            let later = loans[place + 1..].iter().map(|row| &row.record);
            later
                .filter(|other| going(other) && other.resource_code == this.resource_code)
                .map(|other| other.starts_on)
                .next()
        })
        .collect();
    let leaves_room = |place: usize, until: NaiveDate| {
        next_start[place]
            .is_none_or(|start| midnight(start) >= after_buffer(until, BUFFERS.after, &WorkingDays))
    };

    let away: Vec<usize> = (0..loans.len())
        .filter(|place| {
            let loan = &loans[*place].record;
            going(loan) && loan.starts_on <= today && today <= loan.ends_on
        })
        .collect();
    let due_today = away
        .iter()
        .copied()
        .filter(|place| loans[*place].record.starts_on < today)
        .min_by_key(|place| loans[*place].record.ends_on);
    if let Some(place) = due_today {
        loans[place].record.ends_on = today;
    }
    let late = (0..loans.len())
        .filter(|place| {
            let loan = &loans[*place].record;
            let overdue = (today - loan.ends_on).num_days();
            going(loan) && (2..=25).contains(&overdue) && leaves_room(*place, plus_days(today, 14))
        })
        .max_by_key(|place| loans[*place].record.ends_on);

    let mut taken: BTreeMap<String, Vec<Interval>> = BTreeMap::new();
    let mut coming = 0;
    for (place, row) in loans.iter_mut().enumerate() {
        let loan = &mut row.record;
        if !going(loan) {
            // A cancellation that is still to come is no cancellation yet.
            if loan.cancelled_on.is_some_and(|on| on > today) {
                loan.status = LoanStatus::Request;
                loan.cancelled_on = None;
                loan.cancellation_reason = None;
            }
            continue;
        }
        loan.status = if late == Some(place) {
            LoanStatus::Out
        } else if loan.ends_on < today {
            LoanStatus::Returned
        } else if loan.starts_on <= today {
            LoanStatus::Out
        } else {
            coming += 1;
            match coming % 4 {
                2 => LoanStatus::Option,
                0 if loan.starts_on > plus_days(today, 45) => LoanStatus::Request,
                _ => LoanStatus::Confirmed,
            }
        };
        let interval = interval_of(loan, today);
        let neighbours = taken.entry(loan.resource_code.clone()).or_default();
        if loan.status != LoanStatus::Request && neighbours.iter().any(|other| other.overlaps(&interval)) {
            loan.status = LoanStatus::Request;
        } else if loan.status != LoanStatus::Request {
            neighbours.push(interval);
        }
    }
}

/// What a loan of the register will take, buffers included.
fn interval_of(loan: &LoanRecord, today: NaiveDate) -> Interval {
    let back = |day| after_buffer(day, BUFFERS.after, &WorkingDays);
    let (start, end) = match loan.status {
        LoanStatus::Returned => (midnight(loan.starts_on), midnight(plus_days(loan.ends_on, 1))),
        LoanStatus::Out => (midnight(loan.starts_on), back(loan.ends_on.max(today))),
        _ => (before_buffer(loan.starts_on, BUFFERS.before, &WorkingDays), back(loan.ends_on)),
    };
    Interval { start, end }
}

fn renumber(register: &mut Register) {
    let mut sequences: BTreeMap<i32, u32> = BTreeMap::new();
    let mut numbers: BTreeMap<String, String> = BTreeMap::new();
    for row in &mut register.loans {
        let year = row.record.starts_on.year();
        let sequence = sequences.entry(year).or_default();
        *sequence += 1;
        let number = loan::number(year, *sequence);
        numbers.insert(row.record.number.clone(), number.clone());
        row.record.number = number;
    }
    for row in &mut register.questionnaires {
        if let Some(number) = numbers.get(&row.record.loan_number) {
            row.record.loan_number.clone_from(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::LoanQuery;

    #[test]
    fn whatever_the_day_something_is_out_due_late_optional_and_coming() {
        for on in
            ["2026-01-01", "2026-03-26", "2026-05-01", "2026-08-15", "2026-11-22", "2027-02-28", "2028-02-29"]
        {
            let folder = tempfile::tempdir().unwrap();
            let day = on.parse().unwrap();
            let app = create(&folder.path().join("demo.db"), Clock::Fixed(day))
                .unwrap_or_else(|fault| panic!("{on}: {fault}"));
            let today = app.today_view().unwrap();
            assert!(today.out.len() >= 4, "{on}: {} out", today.out.len());
            assert!(!today.late.is_empty(), "{on}: nothing late");
            assert!(today.out.iter().any(|card| card.planned.to == day), "{on}: nothing due today");
            assert!(!today.options.is_empty(), "{on}: no option");
            assert!(!today.movements_coming.is_empty(), "{on}: nothing to come");
            let report = app.check().unwrap();
            assert!(report.clean && report.alerts.is_empty(), "{on}: {report:?}");
            assert_eq!(app.catalogue(&crate::views::CatalogueQuery::default()).unwrap().total, 106);
            assert!(app.loans(&LoanQuery { limit: Some(500), ..LoanQuery::default() }).unwrap().len() > 130);
        }
    }
}
