//! What the stories share: a base in a folder of its own, days, bookings, and the questions asked of every
//! base at the end of a story.

pub mod published;

use app::views::{LoanSheet, Move, NewBooking, ResourceForm, ResourceSheet, Wanted};
use app::{App, Clock};
use chrono::NaiveDate;
use domain::fault::{Fault, Outcome};
use domain::interval::Period;
use domain::loan::LineState;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The day of most stories: a Monday without a public holiday near.
pub const TODAY: &str = "2026-03-02";

/// A folder that goes with the story, and the base in it.
#[derive(Debug)]
pub struct Desk {
    folder: TempDir,
}

impl Default for Desk {
    fn default() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder of the story") }
    }
}

impl Desk {
    /// A desk with an empty base.
    #[must_use]
    pub fn empty() -> Self {
        let desk = Self::default();
        drop(App::create(&desk.base(), Clock::Fixed(day(TODAY))).expect("a new base"));
        desk
    }

    /// A desk with a register of the fixtures imported.
    #[must_use]
    pub fn with(register: &str) -> Self {
        let desk = Self::empty();
        let report = desk.open().import_register(&fixture(register), false).expect("the register").value;
        assert!(!report.is_refused(), "{:?}", report.problems);
        desk
    }

    /// The same register, each resource of which keeps open days free before and after a loan.
    #[must_use]
    pub fn with_buffers(register: &str, before: u32, after: u32) -> Self {
        let desk = Self::empty();
        desk.set("buffers.before", &before.to_string());
        desk.set("buffers.after", &after.to_string());
        desk.open().import_register(&fixture(register), false).expect("the register");
        desk
    }

    /// A desk whose base is a copy of the one kept of a schema, made by the program of its time.
    #[must_use]
    pub fn kept_of_schema(schema: u32) -> Self {
        let desk = Self::default();
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("bases/schema-{schema}.db"));
        std::fs::copy(kept, desk.base()).expect("the base kept of that schema");
        desk
    }

    /// Sets a setting, for which no screen exists yet.
    pub fn set(&self, name: &str, value: &str) {
        let base = store::Base::open(&self.base()).expect("the base");
        base.write(|tx| store::setting::set(tx, name, value)).map_err(Fault::from).expect("a setting");
    }

    /// The base.
    #[must_use]
    pub fn base(&self) -> PathBuf {
        self.path("base.db")
    }

    /// A file of this desk.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Opens the base on [`TODAY`].
    #[must_use]
    pub fn open(&self) -> App {
        self.on(TODAY)
    }

    /// Opens the base on another day.
    #[must_use]
    pub fn on(&self, today: &str) -> App {
        App::open(&self.base(), Clock::Fixed(day(today))).expect("the base opens")
    }

    /// Writes a register of CSV files and says where.
    #[must_use]
    pub fn register(&self, name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = self.path(name);
        std::fs::create_dir_all(&folder).expect("a folder of the register");
        for (file, content) in files {
            std::fs::write(folder.join(file), content).expect("a file of the register");
        }
        folder
    }
}

/// A register or a file of the fixtures.
#[must_use]
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// A day as ISO writes it.
#[must_use]
pub fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("a day of the story")
}

/// Days, both included.
#[must_use]
pub fn period(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to)).expect("a period of the story")
}

/// A booking of an option, with nothing but who, what and when.
#[must_use]
pub fn booking(borrower: &str, wanted: &[(&str, u32)], from: &str, to: &str) -> NewBooking {
    let wanted = wanted.iter().map(|(code, quantity)| Wanted::new(code, *quantity));
    NewBooking::new(borrower, wanted.collect(), period(from, to), LineState::Option)
}

/// What the form of a resource says before a person changes anything in it.
#[must_use]
pub fn form_of(sheet: &ResourceSheet) -> ResourceForm {
    let parts = sheet.parts.iter().map(|part| Wanted::new(&part.code, part.quantity));
    ResourceForm {
        id: Some(sheet.card.id),
        code: sheet.card.code.clone(),
        short_name: sheet.card.short_name.clone(),
        form: sheet.card.form,
        format: sheet.card.format.clone(),
        summary: sheet.summary.clone(),
        themes: sheet.card.themes.clone(),
        audiences: sheet.card.audiences.clone(),
        panels: sheet.panels,
        owner: sheet.card.owner.clone(),
        acquired_on: sheet.acquired_on,
        insured_cents: sheet.insured_cents,
        crates: sheet.crates,
        weight_g: sheet.card.weight_g,
        volume_l: sheet.volume_l,
        surface_m2: sheet.surface_m2,
        setup_minutes: sheet.setup_minutes,
        setup_people: sheet.setup_people,
        vehicle: sheet.vehicle.clone(),
        requirements: sheet.requirements.clone(),
        languages: sheet.languages.clone(),
        location: sheet.location.clone(),
        capacity: sheet.card.capacity,
        buffers: sheet.buffers,
        shortest_days: sheet.shortest_days,
        longest_days: sheet.longest_days,
        weekly_member_cents: sheet.weekly_member_cents,
        weekly_cents: sheet.weekly_cents,
        deposit_cents: sheet.deposit_cents,
        condition: sheet.card.condition,
        notes: sheet.notes.clone(),
        inventory: sheet.inventory.clone(),
        parts: parts.collect(),
        ..ResourceForm::new(&sheet.card.title, sheet.card.kind)
    }
}

/// Moves all the lines of a loan that can.
///
/// # Errors
/// Those of [`App::move_lines`].
pub fn moved(app: &App, number: &str, to: LineState, on: &str) -> Outcome<LoanSheet> {
    let request = Move { on: Some(day(on)), ..Move::new(number, to) };
    app.move_lines(&request).map(|done| done.value)
}

/// Everything that the base holds, the journal and the numbers given apart.
#[must_use]
pub fn digest(app: &App) -> String {
    app.inspect(store::check::digest).expect("a digest")
}

/// The same without what differs from one making to the next: each identifier is told by its place.
#[must_use]
pub fn content(app: &App) -> String {
    let mut known: Vec<String> = Vec::new();
    digest(app)
        .lines()
        .map(|line| {
            let cells: Vec<String> = line
                .split('|')
                .map(|cell| {
                    if !is_identifier(cell) {
                        return cell.to_owned();
                    }
                    let place = known.iter().position(|other| other == cell).unwrap_or_else(|| {
                        known.push(cell.to_owned());
                        known.len() - 1
                    });
                    format!("#{place}")
                })
                .collect();
            cells.join("|") + "\n"
        })
        .collect()
}

/// Whether a cell holds a UUID: 36 letters, with a hyphen (45) at its four places.
fn is_identifier(cell: &str) -> bool {
    let letters = cell.strip_prefix("Text([").and_then(|cell| cell.strip_suffix("])"));
    let letters: Vec<&str> = letters.map(|letters| letters.split(", ").collect()).unwrap_or_default();
    letters.len() == 36 && [8, 13, 18, 23].iter().all(|place| letters[*place] == "45")
}

/// Asserts that nothing is wrong with the base and that nothing is taken more often than there is.
pub fn assert_sound(app: &App) {
    let report = app.check().expect("a check");
    assert!(report.clean, "{:?}", report.errors);
    assert!(report.alerts.is_empty(), "{:?}", report.alerts);
}

/// Asserts that the base does not answer, and how.
///
/// # Panics
/// When it does.
pub fn refused<T: std::fmt::Debug>(outcome: Outcome<T>, code: &str) -> Fault {
    match outcome {
        Ok(value) => panic!("expected the refusal {code}, got {value:?}"),
        Err(fault) => {
            assert_eq!(fault.code, code, "{fault}");
            fault
        }
    }
}

/// Chances that are the same at every run.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number under a limit (SplitMix64).
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}
