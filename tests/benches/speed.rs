//! How fast the engine answers on a base of the size of a network: 3 000 resources, 200 000 bookings, ten
//! years (SPEC §13).

#![allow(clippy::print_stdout, reason = "a measure says what it was taken on")]

use app::generate::{self, Size};
use app::views::{AvailabilityQuery, CatalogueQuery, Move, NewBooking, Wanted};
use app::{App, Clock};
use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use domain::availability::{Load, Taken, availability};
use domain::calendar::WorkingDays;
use domain::fault::Fault;
use domain::interval::{Period, plus_days};
use domain::loan::LineState;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use tempfile::TempDir;

const SIZE: Size = Size { resources: 3_000, bookings: 200_000, years: 10, seed: 1 };

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day")
}

fn booking(code: &str, period: Period) -> NewBooking {
    let wanted = vec![Wanted::new(code, 1)];
    NewBooking::new("E100", wanted, period, LineState::Option)
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

fn answers(criterion: &mut Criterion, app: &App, path: &Path) {
    let (code, load) = most_wanted(app);
    let asked = Period::starting(plus_days(today(), 30), 14);
    println!("most wanted: {code}, {} bookings in ten years", load.taken.len());
    let first = asked.interval();
    criterion.bench_function("engine: is it free, over the ten years of the most wanted resource", |b| {
        b.iter(|| availability(black_box(&load), black_box(first), 1));
    });
    criterion.bench_function("free --resource, with the free periods around", |b| {
        b.iter(|| app.free(black_box(asked), None, Some(&code), 1));
    });
    criterion.bench_function("free, the whole catalogue", |b| {
        b.iter(|| app.free(black_box(asked), None, None, 1));
    });

    let query = AvailabilityQuery { period: asked, wanted: vec![Wanted::new(&code, 1)] };
    criterion.bench_function("live availability while a booking is typed", |b| {
        b.iter(|| app.availability(&query));
    });
    let all = CatalogueQuery { free: Some(asked), ..CatalogueQuery::default() };
    criterion.bench_function("the catalogue, with what is free", |b| b.iter(|| app.catalogue(&all)));
    let some = CatalogueQuery { search: "volcans loupe".to_owned(), ..CatalogueQuery::default() };
    criterion.bench_function("the catalogue, two words typed", |b| b.iter(|| app.catalogue(&some)));
    criterion.bench_function("the sheet of the most wanted resource", |b| b.iter(|| app.resource(&code)));
    criterion.bench_function("today", |b| b.iter(|| app.today_view()));
    criterion.bench_function("the sidebar", |b| b.iter(|| app.base_state()));
    criterion.bench_function("the borrowers, a word typed", |b| b.iter(|| app.borrowers("laon")));
    criterion.bench_function("the latest loans", |b| b.iter(|| app.loans(&Default::default())));
    criterion.bench_function("opening the base", |b| b.iter(|| App::open(path, Clock::Fixed(today()))));
}

fn writes(criterion: &mut Criterion, app: &App, path: &Path) {
    let base = store::Base::open(path).expect("the base");
    let mut count = 0_u64;
    criterion.bench_function("one synced commit of one row, to compare", |b| {
        b.iter(|| {
            count += 1;
            base.write(|tx| store::setting::set(tx, "bench", &count.to_string())).map_err(Fault::from)
        });
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
    criterion.bench_function("a booking", |b| {
        b.iter(|| {
            // Beyond the last of the ten years, so that each one finds room.
            let from = plus_days(today(), 800 + 60 * (next / codes.len()) as i64);
            let done = app.book(&booking(&codes[next % codes.len()], Period::starting(from, 14)));
            next += 1;
            done.expect("a free period")
        });
    });
    let number = app.loans(&Default::default()).expect("the loans")[0].number.clone();
    let mut to = LineState::Confirmed;
    criterion.bench_function("a confirmation, or taking it back", |b| {
        b.iter(|| {
            let moved = Move::new(&number, to);
            to = if to == LineState::Confirmed { LineState::Option } else { LineState::Confirmed };
            app.move_lines(&moved).expect("a move")
        });
    });
}

fn speed(criterion: &mut Criterion) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("network.db");
    let started = Instant::now();
    let app = generate::create(&path, Clock::Fixed(today()), SIZE).expect("a base");
    println!(
        "generated in {:.1?}, {} MB",
        started.elapsed(),
        std::fs::metadata(&path).map(|file| file.len() / 1_000_000).unwrap_or(0)
    );
    answers(criterion, &app, &path);
    writes(criterion, &app, &path);
}

criterion_group! {
    name = measures;
    config = Criterion::default().sample_size(30).warm_up_time(std::time::Duration::from_millis(500))
        .measurement_time(std::time::Duration::from_secs(2));
    targets = speed
}
criterion_main!(measures);
