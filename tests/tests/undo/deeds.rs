//! What a person may do, in no order, and the base that it is done to.

use app::App;
use app::views::{Answers, Closure, LoanForm, Move, NewBorrower, NewHold, Reschedule, UnitForm};
use domain::catalogue::TermList;
use domain::fault::Fault;
use domain::hold::HoldKind;
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use domain::questionnaire::CountingMethod;
use proptest::prelude::*;
use std::sync::LazyLock;
use stories::{Desk, TODAY, booking, day, form_of};

/// What a person may do, told so that it always means something.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    Book {
        first: usize,
        second: Option<usize>,
        quantity: u32,
        start: i64,
        days: u32,
        state: LineState,
        usage: usize,
        /// A numbered unit of the first that is asked for, where it has any.
        unit: Option<usize>,
    },
    Move {
        loan: usize,
        to: LineState,
        on: i64,
    },
    Reschedule {
        loan: usize,
        start: i64,
        days: u32,
    },
    Remark {
        loan: usize,
    },
    ChangeLoan {
        loan: usize,
        transport: usize,
    },
    Hold {
        code: usize,
        quantity: u32,
        start: i64,
        days: u32,
    },
    Release,
    ChangeResource {
        code: usize,
        before: u32,
        capacity: u32,
        label: usize,
    },
    NewBorrower {
        kind: usize,
    },
    Merge,
    Import,
    Parts {
        quantity: u32,
    },
    AddValue {
        label: usize,
    },
    RenameValue {
        label: usize,
        to: usize,
    },
    MergeValues {
        kept: usize,
        merged: usize,
    },
    RetireValue {
        label: usize,
        retired: bool,
    },
    OrderValues {
        first: usize,
    },
    Answers {
        loan: usize,
        people: i64,
        liked: usize,
    },
    /// The units of a resource are numbered, as many as that; of one of them it is known since when it is lost.
    Units {
        code: usize,
        count: u32,
        lost: Option<(usize, i64)>,
    },
    /// A line is given numbered units.
    Give {
        loan: usize,
        first: usize,
        count: usize,
    },
    /// Another calendar may clash with what is booked: it is told, not refused.
    Calendar {
        saturday: bool,
        closed: u32,
    },
}

pub(crate) const CODES: [&str; 6] = ["EXP-ILL", "MAL-TAR", "EXP-ABL", "ENS-LAB", "MAT-THY", "MAT-ORD"];
const LABELS: [&str; 3] = ["", "atelier", "une valeur nouvelle"];
/// Values of the list of themes, of which some are there and some come with a deed.
const VALUES: [&str; 4] = ["eau", "atelier", "une valeur nouvelle", "une autre"];

pub(crate) fn deed() -> impl Strategy<Value = Deed> {
    let state = prop_oneof![Just(LineState::Request), Just(LineState::Option), Just(LineState::Confirmed)];
    let book = (
        0..CODES.len(),
        proptest::option::of(0..CODES.len()),
        1..9_u32,
        0..25_i64,
        1..15_u32,
        state,
        0..LABELS.len(),
        proptest::option::of(0..3_usize),
    )
        .prop_map(|(first, second, quantity, start, days, state, usage, unit)| Deed::Book {
            first,
            second,
            quantity,
            start,
            days,
            state,
            usage,
            unit,
        });
    let moved = (0..8_usize, 0..LineState::ALL.len(), -3..1_i64).prop_map(|(loan, to, on)| Deed::Move {
        loan,
        to: LineState::ALL[to],
        on,
    });
    prop_oneof![
        5 => book,
        9 => moved,
        3 => (0..8_usize, 0..25_i64, 1..15_u32).prop_map(|(loan, start, days)| Deed::Reschedule { loan, start, days }),
        1 => (0..8_usize).prop_map(|loan| Deed::Remark { loan }),
        1 => (0..8_usize, 0..LABELS.len()).prop_map(|(loan, transport)| Deed::ChangeLoan { loan, transport }),
        2 => (0..CODES.len(), 1..4_u32, 0..25_i64, 1..15_u32)
            .prop_map(|(code, quantity, start, days)| Deed::Hold { code, quantity, start, days }),
        1 => Just(Deed::Release),
        2 => (0..CODES.len(), 0..3_u32, 1..25_u32, 0..LABELS.len())
            .prop_map(|(code, before, capacity, label)| Deed::ChangeResource { code, before, capacity, label }),
        1 => (0..LABELS.len()).prop_map(|kind| Deed::NewBorrower { kind }),
        1 => Just(Deed::Merge),
        1 => Just(Deed::Import),
        1 => (1..4_u32).prop_map(|quantity| Deed::Parts { quantity }),
        1 => (0..VALUES.len()).prop_map(|label| Deed::AddValue { label }),
        1 => (0..VALUES.len(), 0..VALUES.len()).prop_map(|(label, to)| Deed::RenameValue { label, to }),
        1 => (0..VALUES.len(), 0..VALUES.len())
            .prop_map(|(kept, merged)| Deed::MergeValues { kept, merged }),
        1 => (0..VALUES.len(), any::<bool>())
            .prop_map(|(label, retired)| Deed::RetireValue { label, retired }),
        1 => (0..VALUES.len()).prop_map(|first| Deed::OrderValues { first }),
        2 => (0..8_usize, 0..200_i64, 0..LABELS.len())
            .prop_map(|(loan, people, liked)| Deed::Answers { loan, people, liked }),
    ]
}

/// The same, with numbered units, lost ones among them, and another calendar of the centre.
pub(crate) fn deed_of_any_sort() -> impl Strategy<Value = Deed> {
    prop_oneof![
        12 => deed(),
        2 => (0..CODES.len(), 1..5_u32, proptest::option::of((0..3_usize, -5..20_i64)))
            .prop_map(|(code, count, lost)| Deed::Units { code, count, lost }),
        2 => (0..8_usize, 0..3_usize, 0..3_usize)
            .prop_map(|(loan, first, count)| Deed::Give { loan, first, count }),
        1 => (any::<bool>(), 0..4_u32).prop_map(|(saturday, closed)| Deed::Calendar { saturday, closed }),
    ]
}

static ALTEC: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let desk = Desk::with("altec-2024");
    std::fs::read(desk.base()).expect("the base, closed")
});

pub(crate) fn desk() -> Desk {
    let desk = Desk::default();
    std::fs::write(desk.base(), &*ALTEC).expect("a copy of the base");
    desk
}

/// The entry of the journal, where the deed could be done and changed anything.
pub(crate) fn done(
    desk: &Desk,
    app: &App,
    deed: &Deed,
    numbers: &mut Vec<String>,
    imports: &mut u32,
) -> Result<Option<i64>, Fault> {
    match deed {
        Deed::Book { first, second, quantity, start, days, state, usage, unit } => {
            let quantity_of = |code: usize| if CODES[code].starts_with("MAT") { *quantity } else { 1 };
            let mut wanted = vec![(CODES[*first], quantity_of(*first))];
            wanted.extend(
                second.filter(|second| second != first).map(|second| (CODES[second], quantity_of(second))),
            );
            let mut wish = booking("A003", &wanted, TODAY, TODAY);
            wish.period = Period::starting(plus_days(day(TODAY), *start), *days);
            wish.state = *state;
            wish.usage = LABELS[*usage].to_owned();
            let there = app.units(CODES[*first])?;
            wish.wanted[0].units.extend(unit.and_then(|unit| there.get(unit)).map(|unit| unit.label.clone()));
            let done = app.book(&wish)?;
            numbers.push(done.value.number);
            Ok(done.entry)
        }
        Deed::Move { loan, to, on } => {
            if numbers.is_empty() {
                return Ok(None);
            }
            let request = Move {
                number: numbers[loan % numbers.len()].clone(),
                lines: None,
                to: *to,
                on: Some(plus_days(day(TODAY), *on)),
                reason: "essai".to_owned(),
                departed: None,
                long_ago: false,
            };
            Ok(app.move_lines(&request)?.entry)
        }
        Deed::Reschedule { loan, start, days } => {
            if numbers.is_empty() {
                return Ok(None);
            }
            let request = Reschedule {
                number: numbers[loan % numbers.len()].clone(),
                lines: None,
                period: Period::starting(plus_days(day(TODAY), *start), *days),
            };
            Ok(app.reschedule(&request)?.entry)
        }
        Deed::Remark { loan } if !numbers.is_empty() => {
            Ok(app.remark(&numbers[loan % numbers.len()], "prévoir le monte-charge")?.entry)
        }
        Deed::ChangeLoan { loan, transport } if !numbers.is_empty() => {
            let sheet = app.loan(&numbers[loan % numbers.len()])?;
            let form = LoanForm {
                number: sheet.number,
                based_on: Some(sheet.based_on),
                contact: sheet.contact,
                venue: sheet.venue,
                transport: LABELS[*transport].to_owned(),
                notes: sheet.notes,
                insurance_received_on: Some(day(TODAY)),
                agreement_sent_on: None,
                agreement_signed_on: None,
            };
            Ok(app.save_loan(&form)?.entry)
        }
        Deed::Remark { .. } | Deed::ChangeLoan { .. } => Ok(None),
        Deed::Hold { code, quantity, start, days } => {
            let hold = NewHold {
                code: CODES[*code].to_owned(),
                kind: HoldKind::Maintenance,
                label: "à réparer".to_owned(),
                quantity: if CODES[*code].starts_with("MAT") { *quantity } else { 1 },
                period: Period::starting(plus_days(day(TODAY), *start), *days),
            };
            Ok(app.hold(&hold)?.entry)
        }
        Deed::Release => {
            let mut holds = CODES.iter().flat_map(|code| app.resource(code).expect("its sheet").holds);
            holds.next().map_or(Ok(None), |hold| Ok(app.release(hold.id)?.entry))
        }
        Deed::ChangeResource { code, before, capacity, label } => {
            let mut form = form_of(&app.resource(CODES[*code])?);
            form.buffers.before = *before;
            if CODES[*code].starts_with("MAT") {
                form.capacity = *capacity;
            }
            form.themes = vec!["eau".to_owned(), LABELS[*label].to_owned()];
            form.themes.retain(|label| !label.is_empty());
            form.inventory.pop();
            Ok(app.save_resource(&form)?.entry)
        }
        Deed::Merge => {
            let all = app.borrowers("")?;
            let (kept, merged) = (&all[0].code, &all[all.len() - 1].code);
            Ok(if kept == merged { None } else { app.merge_borrowers(kept, merged)?.entry })
        }
        Deed::NewBorrower { kind } => {
            let new = NewBorrower {
                name: "Quelqu'un".to_owned(),
                borrower_type: LABELS[*kind].to_owned(),
                contact_function: "Accueil".to_owned(),
                member: true,
                ..NewBorrower::default()
            };
            Ok(app.new_borrower(&new)?.entry)
        }
        Deed::Parts { quantity } => {
            let mut form = form_of(&app.resource("ENS-LAB")?);
            if let Some(part) = form.parts.first_mut() {
                part.quantity = *quantity;
            }
            Ok(app.save_resource(&form)?.entry)
        }
        Deed::AddValue { label } => Ok(app.add_list_value(TermList::Theme, VALUES[*label])?.entry),
        Deed::RenameValue { label, to } => {
            Ok(app.rename_list_value(TermList::Theme, VALUES[*label], VALUES[*to])?.entry)
        }
        Deed::MergeValues { kept, merged } => {
            Ok(app.merge_list_values(TermList::Theme, VALUES[*kept], VALUES[*merged])?.entry)
        }
        Deed::RetireValue { label, retired } => {
            Ok(app.retire_list_value(TermList::Theme, VALUES[*label], *retired)?.entry)
        }
        Deed::OrderValues { first } => {
            Ok(app.order_list(TermList::Theme, &[VALUES[*first].to_owned()])?.entry)
        }
        Deed::Answers { loan, people, liked } => {
            if numbers.is_empty() {
                return Ok(None);
            }
            let mut answers = Answers {
                counting: Some(CountingMethod::Headcount),
                people: Some(*people),
                ..Answers::default()
            };
            answers.appreciated.extend((*liked > 0).then(|| "esthétique".to_owned()));
            Ok(app.save_questionnaire(&numbers[loan % numbers.len()], &answers, true)?.entry)
        }
        Deed::Units { code, count, lost } => {
            let code = CODES[*code];
            let there = app.units(code)?;
            let mut forms: Vec<UnitForm> = Vec::new();
            for place in 0..*count as usize {
                let mut form = UnitForm::new(&format!("n° {}", place + 1));
                form.id = there.get(place).map(|unit| unit.id);
                let day_lost = lost.filter(|(unit, _)| *unit == place).map(|(_, after)| after);
                form.lost_on = day_lost.map(|after| plus_days(day(TODAY), after));
                forms.push(form);
            }
            Ok(app.save_units(code, &forms)?.entry)
        }
        Deed::Give { loan, first, count } => {
            if numbers.is_empty() {
                return Ok(None);
            }
            let number = &numbers[loan % numbers.len()];
            let sheet = app.loan(number)?;
            let card = &sheet.lines[0].card;
            let labels = app.units(&card.code)?.into_iter().map(|unit| unit.label).skip(*first).take(*count);
            Ok(app.give_units(number, card.id, &labels.collect::<Vec<_>>())?.entry)
        }
        Deed::Calendar { saturday, closed } => {
            let mut settings = app.settings()?.settings;
            settings.week[5].open = *saturday;
            settings.closures = Vec::new();
            if *closed > 0 {
                let period = Period::starting(plus_days(day(TODAY), 7), *closed);
                settings.closures.push(Closure { period, label: "congés".to_owned() });
            }
            Ok(app.save_settings(&settings)?.entry)
        }
        Deed::Import => {
            *imports += 1;
            let n = *imports;
            let path = desk.register(
                &format!("import-{n}"),
                &[
                    ("ressources.csv", &format!("code;titre;type;thématiques\nX{n};Une malle;malle pédagogique;eau|neuf\n")),
                    ("emprunteurs.csv", &format!("code;nom;type\nX{n};Quelqu'un;{}\n", ["école", "neuf"][n as usize % 2])),
                    (
                        "prets.csv",
                        &format!(
                            "numero;ressource_code;emprunteur_code;date_depart;date_retour;statut\n\
                             X-{n};X{n};X{n};02/02/2026;06/02/2026;rentré\nY-{n};EXP-LUN;X{n};0{n}/04/2026;0{n}/04/2026;confirmé\n"
                        ),
                    ),
                ],
            );
            let done = app.import_register(&path, false)?;
            assert!(!done.value.is_refused(), "{:?}", done.value.problems);
            Ok(done.entry)
        }
    }
}

/// What a deed may be refused for.
pub(crate) const EXPECTED: &[&str] = &[
    "taken",
    "unit_given",
    "units_too_many",
    "unit_taken",
    "still_away",
    "transition_forbidden",
    "returned_before_departed",
    "period_over",
    "dates_fixed",
    "departure_fixed",
    "quantity_over_capacity",
    "borrower_unknown",
    "list_value_unknown",
    "list_value_there",
    "list_value_itself",
    "line_never_left",
];
