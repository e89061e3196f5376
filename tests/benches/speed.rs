//! How fast the engine answers on a base of the size of a network: 3 000 resources, 200 000 bookings, ten years
//! (SPEC §13). Each question is asked in turn with its bare SQL, so that what the machine does beside weighs on both:
//! the same rows read or written through rusqlite with nothing around, on the same file, with the same sync.
//!
//! Beside each median stands the fastest of the measures: on a machine that is busy with something else, it is what
//! tells most.
//!
//! `cargo bench -p speed [-- WORD…]` asks the questions whose name holds one of the words.

#![allow(clippy::print_stdout, reason = "a measure is printed")]

mod bare;

use app::generate::{self, Size};
use app::views::{AvailabilityQuery, CatalogueQuery, LoanQuery, Move, NewBooking, Wanted};
use app::{App, Clock};
use bare::{Bare, Ids};
use chrono::NaiveDate;
use domain::availability::{Load, Taken, availability};
use domain::calendar::WorkingDays;
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use std::fmt::Debug;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const SIZE: Size = Size { resources: 3_000, bookings: 200_000, years: 10, seed: 1 };
/// How often each question is asked.
const SAMPLES: usize = 31;
/// What is faster than this is asked several times in a row.
const SHORTEST: Duration = Duration::from_millis(2);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day")
}

fn booking(code: &str, period: Period) -> NewBooking {
    let wanted = vec![Wanted::new(code, 1)];
    NewBooking::new("E100", wanted, period, LineState::Option)
}

/// The base, made once and kept for the runs that follow; each run works on a copy.
fn base(folder: &Path) -> PathBuf {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("network.db");
    let copy = folder.join("network.db");
    let copied = kept.exists() && std::fs::copy(&kept, &copy).is_ok();
    // One that another version made may be too new.
    if copied && App::open(&copy, Clock::Fixed(today())).is_ok() {
        return copy;
    }
    let _ = std::fs::remove_file(&copy);
    let started = Instant::now();
    let app = generate::create(&copy, Clock::Fixed(today()), SIZE).expect("a base");
    drop(app);
    println!("generated in {:.1?}", started.elapsed());
    std::fs::copy(&copy, kept).expect("room for the base");
    copy
}

/// Asks and prints.
struct Measures {
    words: Vec<String>,
}

impl Measures {
    fn wants(&self, name: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| name.contains(word))
    }

    /// A question beside its bare SQL, and the bound in milliseconds that it has.
    fn compare<A: Debug, E: Debug>(
        &self,
        name: &str,
        bound: Option<f64>,
        mut ask: impl FnMut() -> Result<A, E>,
        mut bare: impl FnMut(),
    ) {
        if !self.wants(name) {
            return;
        }
        let mut asked = || {
            black_box(ask().expect("an answer"));
        };
        let (often, bare_often) = (repeats(&mut asked), repeats(&mut bare));
        let (mut answers, mut bares) = (Vec::new(), Vec::new());
        for _ in 0..SAMPLES {
            answers.push(timed(often, &mut asked));
            bares.push(timed(bare_often, &mut bare));
        }
        let (answer, fastest) = median(answers);
        let (bare, bare_fastest) = median(bares);
        let bound = bound.map_or(String::new(), |bound| {
            format!("  bound {bound} ms{}", if answer > bound { ": missed" } else { "" })
        });
        let ratio = answer / bare;
        println!(
            "{name:<52} {answer:>8.3} ms ({fastest:.3})   bare {bare:>8.3} ms ({bare_fastest:.3})   ×{ratio:.1} (×{:.1}){bound}",
            fastest / bare_fastest
        );
    }

    /// A question that reads nothing, or has no other way.
    fn alone<A>(&self, name: &str, bound: Option<f64>, mut ask: impl FnMut() -> A) {
        if !self.wants(name) {
            return;
        }
        let mut asked = || {
            black_box(ask());
        };
        let often = repeats(&mut asked);
        let (answer, fastest) = median((0..SAMPLES).map(|_| timed(often, &mut asked)).collect());
        let bound = bound.map_or(String::new(), |bound| {
            format!("  bound {bound} ms{}", if answer > bound { ": missed" } else { "" })
        });
        println!("{name:<52} {answer:>8.4} ms ({fastest:.4}){bound}");
    }
}

/// How often something is done in a row, so that it can be timed; done a few times first, so that it is warm.
fn repeats(done: &mut impl FnMut()) -> u32 {
    for _ in 0..3 {
        done();
    }
    let once = timed(1, done);
    ((SHORTEST.as_secs_f64() * 1e3 / once.max(1e-5)) as u32).clamp(1, 10_000)
}

/// Milliseconds that it takes once.
fn timed(often: u32, done: &mut impl FnMut()) -> f64 {
    let started = Instant::now();
    for _ in 0..often {
        done();
    }
    started.elapsed().as_secs_f64() * 1e3 / f64::from(often)
}

/// The median, and the fastest.
fn median(mut measures: Vec<f64>) -> (f64, f64) {
    measures.sort_by(f64::total_cmp);
    (measures[measures.len() / 2], measures[0])
}

/// The code of the resource that most bookings want, and what takes it.
fn most_wanted(app: &App) -> (String, Load) {
    let found = app.inspect(|c| {
        let always = Period { from: plus_days(today(), -4_000), to: plus_days(today(), 4_000) }.interval();
        let mut most = (String::new(), Load::default());
        for brief in store::resource::briefs(c)? {
            let stored = store::occupation::of_resource(c, brief.id, always)?;
            if stored.len() > most.1.taken.len() {
                let seen = stored.iter().filter_map(|stored| {
                    let interval = stored.occupation.seen_from(today(), &WorkingDays)?;
                    Some(Taken { interval, quantity: stored.occupation.quantity })
                });
                most = (brief.code.clone(), Load { capacity: brief.units(), taken: seen.collect() });
            }
        }
        Ok(most)
    });
    found.expect("the resources")
}

fn answers(measures: &Measures, app: &App, bare: &Bare) {
    let (code, load) = most_wanted(app);
    let asked = Period::starting(plus_days(today(), 30), 14);
    let ids = Ids::of(bare, &code, asked, today());
    println!("most wanted: {code}, {} bookings in ten years", load.taken.len());
    let first = asked.interval();
    measures.alone("engine: is the most wanted free, over ten years", Some(0.1), || {
        availability(black_box(&load), black_box(first), 1)
    });
    measures.compare(
        "free --resource, with the free periods around",
        None,
        || app.free(black_box(asked), None, Some(&code), 1),
        || bare.occupations_of(&ids),
    );
    measures.compare(
        "free, the whole catalogue, and what is in the way",
        None,
        || app.free(black_box(asked), None, None, 1),
        || bare.free_catalogue(&ids),
    );

    let query = AvailabilityQuery { period: asked, wanted: vec![Wanted::new(&code, 1)] };
    measures.compare(
        "live availability while a booking is typed",
        Some(10.0),
        || app.availability(&query),
        || bare.live_availability(&ids),
    );
    let all = CatalogueQuery { free: Some(asked), ..CatalogueQuery::default() };
    measures.compare(
        "the catalogue, with what is free",
        Some(15.0),
        || app.catalogue(&all),
        || bare.catalogue_with_dates(&ids),
    );
    let some = CatalogueQuery { search: "volcans loupe".to_owned(), ..CatalogueQuery::default() };
    measures.compare(
        "the catalogue, two words typed",
        Some(15.0),
        || app.catalogue(&some),
        || bare.catalogue_by_words("\"volcans\"* AND \"loupe\"*"),
    );
    measures.compare(
        "the sheet of the most wanted resource",
        Some(5.0),
        || app.resource(&code),
        || bare.resource_sheet(&ids),
    );
    measures.compare("today", Some(15.0), || app.today_view(), || bare.today(&ids));
    measures.compare("the sidebar", Some(5.0), || app.base_state(), || bare.sidebar(&ids));
    measures.compare("the borrowers, a word typed", Some(5.0), || app.borrowers("laon"), || bare.borrowers());
}

fn lists(measures: &Measures, app: &App, bare: &Bare) {
    let in_state = |state| LoanQuery { states: vec![state], ..LoanQuery::default() };
    let typed = |search: &str| LoanQuery { search: search.to_owned(), ..LoanQuery::default() };
    measures.compare("the latest loans", None, || app.loans(&LoanQuery::default()), || bare.latest(None));
    let closed = in_state(LineState::Closed);
    measures.compare(
        "the loans that are closed",
        None,
        || app.loans(&closed),
        || bare.latest(Some("closed")),
    );
    let word = typed("lycée");
    measures.compare("the loans, a word typed", Some(5.0), || app.loans(&word), || bare.words("\"lycee\"*"));
    let words = typed("lycée vol lao");
    measures.compare(
        "the loans, three words begun",
        Some(5.0),
        || app.loans(&words),
        || bare.words("\"lycee\"* AND \"vol\"* AND \"lao\"*"),
    );
    measures.compare("Ctrl K, a number", None, || app.find("51"), || bare.words("\"_n51\"*"));
    measures.alone("Ctrl K, a letter", None, || app.find("l"));
    measures.alone("Ctrl K, a word", None, || app.find("lycee"));
    measures.alone("Ctrl K, a typo that nothing begins with", None, || app.find("volcnas"));
}

fn writes(measures: &Measures, app: &App, bare: &Bare, path: &Path) {
    let base = store::Base::open(path).expect("the base");
    let mut count = 0_u64;
    measures.alone("one synced commit of one row, to compare", None, || {
        count += 1;
        base.write(|tx| store::setting::set(tx, "bench", &count.to_string()))
    });
    let codes: Vec<String> = app
        .catalogue(&CatalogueQuery::default())
        .expect("the catalogue")
        .resources
        .into_iter()
        .filter(|resource| resource.kind.travels())
        .map(|resource| resource.code)
        .collect();
    let mut next = 0;
    let mut bare_next = 0;
    let book = |next: &mut usize| {
        // Beyond the last of the ten years, so that each one finds room.
        let from = plus_days(today(), 800 + 60 * (*next / codes.len()) as i64);
        let done = app.book(&booking(&codes[*next % codes.len()], Period::starting(from, 14)));
        *next += 1;
        done
    };
    let number = book(&mut next).expect("a free period").value.number;
    measures.compare("a booking", Some(1.0), || book(&mut next), || bare.book(&mut bare_next));
    let mut to = LineState::Confirmed;
    let mut bare_to = false;
    measures.compare(
        "a confirmation, or taking it back",
        Some(2.0),
        || {
            let moved = Move::new(&number, to);
            to = if to == LineState::Confirmed { LineState::Option } else { LineState::Confirmed };
            app.move_lines(&moved)
        },
        || bare.confirm(&mut bare_to),
    );
    let word = LoanQuery { search: "lycée".to_owned(), ..LoanQuery::default() };
    measures.alone("the loans, a word typed after a booking", Some(5.0 + 1.0), || {
        book(&mut next).expect("a free period");
        app.loans(&word).expect("the loans")
    });
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let measures = Measures { words };
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let path = base(folder.path());
    let app = App::open(&path, Clock::Fixed(today())).expect("the base");
    let started = Instant::now();
    app.ready_search().expect("an index");
    let megabytes = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len() / 1_000_000);
    println!(
        "{} MB, its index made in {:.1?}, {} MB",
        megabytes(&path),
        started.elapsed(),
        megabytes(&folder.path().join("network.db.recherche"))
    );
    let bare = Bare::open(&path);
    answers(&measures, &app, &bare);
    lists(&measures, &app, &bare);
    measures.alone("opening the base", None, || App::open(&path, Clock::Fixed(today())));
    writes(&measures, &app, &bare, &path);
}
