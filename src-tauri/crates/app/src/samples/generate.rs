//! A synthetic base, of any size: the same seed and day give the same rows. Seasons and popularity are
//! those of the trade: the school year, and few resources that everybody wants.

use crate::base::app::App;
use crate::base::at::Clock;
use chrono::{Datelike, NaiveDate};
use domain::availability::{Load, Taken, availability};
use domain::borrower::{Borrower, Contact, Membership, Venue};
use domain::calendar::{Buffers, OpenDays};
use domain::catalogue::{ExhibitionForm, InventoryItem, Resource, ResourceKind};
use domain::fault::{Fault, Outcome};
use domain::id::{BorrowerId, LineId, LoanId, ResourceId};
use domain::interval::{Period, plus_days};
use domain::loan::{self, Cancellation, LineState, Loan, LoanLine};
use domain::questionnaire::{CountingMethod, Questionnaire, Satisfaction};
use domain::tariff::{Tariff, amount};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use std::path::Path;
use store::{borrower, line, occupation, questionnaire, resource, setting};
use uuid::Uuid;

/// What to generate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Resources, 1 to 20 000.
    pub resources: u32,
    /// Lines of loans, up to 2 000 000.
    pub bookings: u32,
    /// Years of register, the last of which lies ahead, 1 to 30.
    pub years: u32,
    /// The same seed gives the same base.
    pub seed: u64,
}

const THEMES: [&str; 16] = [
    "biodiversité",
    "histoire des sciences",
    "physique",
    "archéologie",
    "chimie",
    "mathématiques",
    "eau",
    "égalité",
    "climat",
    "santé",
    "géologie",
    "énergie",
    "numérique",
    "astronomie",
    "alimentation",
    "technologie et industrie",
];
const SUBJECTS: [&str; 20] = [
    "Les abeilles",
    "La lumière",
    "Le son",
    "Les fossiles",
    "L’eau",
    "Les volcans",
    "Le cerveau",
    "Les plantes",
    "Les robots",
    "Le ciel",
    "Les nombres",
    "Les métaux",
    "Le sol",
    "Les oiseaux",
    "Le vent",
    "La mer",
    "Les microbes",
    "Le temps",
    "Les couleurs",
    "La forêt",
];
const ANGLES: [&str; 10] = [
    "en jeu",
    "et nous",
    "à la loupe",
    "au quotidien",
    "d’hier à demain",
    "en questions",
    "sans frontières",
    "à manipuler",
    "pour tous",
    "en images",
];
const AUDIENCES: [&str; 5] = ["primaire", "collège", "lycée", "supérieur", "grand public"];
const COMMUNES: [(&str, &str, &str); 12] = [
    ("Bourg-en-Bresse", "01053", "01000"),
    ("Amiens", "80021", "80000"),
    ("Lille", "59350", "59000"),
    ("Arras", "62041", "62000"),
    ("Beauvais", "60057", "60000"),
    ("Laon", "02408", "02000"),
    ("Trévoux", "01427", "01600"),
    ("Nantua", "01269", "01130"),
    ("Vienne", "38544", "38200"),
    ("Abbeville", "80001", "80100"),
    ("Oyonnax", "01283", "01100"),
    ("Soissons", "02722", "02200"),
];
const TYPES: [&str; 8] =
    ["école", "collège", "lycée", "médiathèque", "mairie", "association", "centre social", "musée"];
/// Departures by month, January first, out of 100: those of the reference register.
const SEASON: [u32; 12] = [6, 9, 8, 8, 13, 14, 5, 4, 9, 16, 7, 1];

/// Makes the base.
///
/// # Errors
/// `generate_limits`; `base_exists`; faults of the disk.
pub fn create(path: &Path, clock: Clock, size: Size) -> Outcome<App> {
    if !(1..=20_000).contains(&size.resources) || size.bookings > 2_000_000 || !(1..=30).contains(&size.years)
    {
        return Err(Fault::input("generate_limits"));
    }
    let app = App::create(path, clock)?;
    let at = app.read(|_, at| Ok(at.clone()))?;
    let mut world = World { random: ChaCha8Rng::seed_from_u64(size.seed), made: 0, today: at.today };
    app.base.write(|tx| -> Outcome<()> {
        setting::set(tx, "centre.name", "Base d’essai")?;
        let resources: Vec<Resource> = (1..=size.resources).map(|number| world.resource(number)).collect();
        for made in &resources {
            resource::save(tx, made)?;
            if made.kind == ResourceKind::Malle {
                for position in 1..=8 {
                    resource::insert_item(tx, made.id, position, &world.item(position))?;
                }
            }
        }
        let borrowers: Vec<Borrower> =
            (1..=(size.bookings / 60).clamp(12, 4_000)).map(|number| world.borrower(number)).collect();
        for made in &borrowers {
            borrower::save(tx, made)?;
        }
        let mut register = Register::new(&resources);
        let first_day = plus_days(at.today, -365 * i64::from(size.years.max(2) - 1));
        let mut bookings: Vec<(Period, usize, LineState)> = Vec::new();
        for _ in 0..size.bookings {
            bookings.push(register.place(&mut world, &resources, first_day, size.years, &at.open));
        }
        bookings.sort_by_key(|(period, resource, _)| (period.from, *resource));
        let mut sequences: BTreeMap<i32, u32> = BTreeMap::new();
        for (period, place, state) in bookings {
            let sequence = sequences.entry(period.from.year()).or_default();
            *sequence += 1;
            let borrower = &borrowers[world.skewed(borrowers.len())];
            let (loan, line) = world.loan(
                loan::number(period.from.year(), *sequence),
                borrower,
                &resources[place],
                period,
                state,
            );
            store::loan::insert(tx, &loan)?;
            line::insert(tx, 1, &line)?;
            occupation::write_of_line(tx, &line, &at.open)?;
            if line.state == LineState::Closed && world.random.random_bool(ANSWERED) {
                questionnaire::insert(tx, &world.answers(&line))?;
            }
        }
        store::statistics(tx)?;
        Ok(())
    })?;
    Ok(app)
}

/// Share of the closed lines that have a questionnaire.
const ANSWERED: f64 = 0.65;
const APPRECIATED: [&str; 4] =
    ["contenu compréhensible / accessible", "thématique bien traitée", "esthétique", "interactivité"];
const NOT_APPRECIATED: [&str; 3] = ["poids ou encombrement", "montage", "trop de texte"];
const DEGREES: [Satisfaction; 4] = [
    Satisfaction::VerySatisfied,
    Satisfaction::Satisfied,
    Satisfaction::LittleSatisfied,
    Satisfaction::NotSatisfied,
];

struct World {
    random: ChaCha8Rng,
    made: u64,
    today: NaiveDate,
}

impl World {
    /// An identifier of the seed, in the order in which things are made.
    fn id(&mut self) -> Uuid {
        self.made += 1;
        let mut noise = [0_u8; 10];
        self.random.fill(&mut noise);
        uuid::Builder::from_unix_timestamp_millis(1_700_000_000_000 + self.made, &noise).into_uuid()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.random.random_range(0..of.len())]
    }

    /// A place among `count`, the first ones far more often: popularity.
    fn skewed(&mut self, count: usize) -> usize {
        let share: f64 = self.random.random::<f64>().powf(1.8);
        ((share * count as f64) as usize).min(count - 1)
    }

    fn resource(&mut self, number: u32) -> Resource {
        let (kind, prefix) = match self.random.random_range(0..100) {
            0..=69 => (ResourceKind::Exhibition, "EXP"),
            70..=84 => (ResourceKind::Malle, "MAL"),
            _ => (ResourceKind::Equipment, "MAT"),
        };
        let title = format!("{} {} ({number})", self.one(&SUBJECTS), self.one(&ANGLES));
        let weekly = i64::from(self.random.random_range(2..13_u32)) * 1_000;
        let themes = [self.one(&THEMES), self.one(&THEMES)];
        let acquired = plus_days(self.today, -i64::from(self.random.random_range(4_000..9_000_u32)));
        Resource {
            id: ResourceId(self.id()),
            form: match kind {
                ResourceKind::Exhibition if self.random.random_bool(0.08) => {
                    Some(ExhibitionForm::Interactive)
                }
                ResourceKind::Exhibition => Some(ExhibitionForm::Light),
                _ => None,
            },
            format: if kind == ResourceKind::Exhibition {
                self.one(&["panneaux", "roll-up", "bâche", "autoportante"])
            } else {
                ""
            }
            .to_owned(),
            themes: if themes[0] == themes[1] {
                vec![themes[0].to_owned()]
            } else {
                themes.map(str::to_owned).to_vec()
            },
            audiences: AUDIENCES
                .iter()
                .filter(|_| self.random.random_bool(0.6))
                .map(|label| (*label).to_owned())
                .collect(),
            panels: (kind == ResourceKind::Exhibition).then(|| self.random.random_range(4..24)),
            owner: "Base d’essai".to_owned(),
            acquired_on: Some(acquired),
            insured_cents: Some(i64::from(self.random.random_range(2..60_u32)) * 10_000),
            weight_g: Some(i64::from(self.random.random_range(20..1_200_u32)) * 100),
            capacity: if kind == ResourceKind::Equipment { self.random.random_range(2..16) } else { 1 },
            buffers: Buffers { before: 1, after: 2 },
            weekly_member_cents: Some(weekly),
            weekly_cents: Some(weekly * 3 / 2),
            deposit_cents: Some(50_000),
            ..Resource::new(&format!("{prefix}-{number:04}"), &title, kind)
        }
    }

    fn item(&mut self, position: u32) -> InventoryItem {
        InventoryItem {
            label: format!("Pièce {position}"),
            container: if position > 4 { "caisse 2" } else { "caisse 1" }.to_owned(),
            quantity: self.random.random_range(1..20),
            consumable: self.random.random_bool(0.2),
            replacement_cents: Some(i64::from(self.random.random_range(1..80_u32)) * 100),
            remarks: String::new(),
        }
    }

    fn borrower(&mut self, number: u32) -> Borrower {
        let (commune, insee, postcode) = COMMUNES[self.random.random_range(0..COMMUNES.len())];
        let kind = self.one(&TYPES);
        Borrower {
            id: BorrowerId(self.id()),
            borrower_type: kind.to_owned(),
            address: format!("{} rue de l’Essai", self.random.random_range(1..120)),
            postcode: postcode.to_owned(),
            commune: commune.to_owned(),
            insee: insee.to_owned(),
            departement: insee[..2].to_owned(),
            contacts: vec![Contact { function: "Accueil".to_owned(), ..Contact::default() }],
            memberships: if self.random.random_bool(0.3) {
                vec![Membership { from: None, to: None }]
            } else {
                Vec::new()
            },
            ..Borrower::new(&format!("E{number:03}"), &format!("{kind} {number} de {commune}"))
        }
    }

    fn loan(
        &mut self,
        number: String,
        borrower: &Borrower,
        resource: &Resource,
        planned: Period,
        state: LineState,
    ) -> (Loan, LoanLine) {
        let loan = Loan {
            id: LoanId(self.id()),
            number,
            borrower: borrower.id,
            contact: "Accueil".to_owned(),
            venue: Venue::from(borrower),
            created_on: plus_days(planned.from, -40).min(self.today),
            transport: String::new(),
            insurance_received_on: None,
            agreement_sent_on: None,
            agreement_signed_on: None,
            notes: String::new(),
        };
        let tariff = if borrower.memberships.is_empty() { Tariff::NonMember } else { Tariff::Member };
        let line = LoanLine {
            id: LineId(self.id()),
            loan: loan.id,
            resource: resource.id,
            quantity: 1,
            state,
            planned,
            departed_on: state.has_left().then_some(planned.from),
            returned_on: (state == LineState::Closed).then_some(planned.to),
            option_until: (state == LineState::Option)
                .then(|| loan::option_until(self.today, planned, loan::OPTION_DAYS)),
            tariff,
            channel: if self.random.random_bool(0.3) { "pass Culture" } else { "direct" }.to_owned(),
            usage: "exposition en accès libre".to_owned(),
            accompaniment: "aucun".to_owned(),
            amount_cents: amount(resource, tariff, planned, 1),
            cancellation: (state == LineState::Cancelled).then(|| Cancellation {
                on: Some(plus_days(planned.from, -10).min(self.today)),
                by: String::new(),
                reason: "projet reporté".to_owned(),
                from: Some(LineState::Confirmed),
            }),
        };
        (loan, line)
    }

    fn answers(&mut self, line: &LoanLine) -> Questionnaire {
        let words = |words: &[&str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
        let first_loan = self.random.random_bool(0.5);
        let is_estimate = self.random.random_bool(0.7);
        let people = 20 + self.random.random_range(0..400);
        let degrees = [0, 1, 2].map(|_| DEGREES[self.skewed(DEGREES.len())]);
        Questionnaire {
            answered_on: line.returned_on.map(|day| plus_days(day, 7).min(self.today)),
            first_loan: Some(first_loan),
            how_known: if first_loan { "bouche-à-oreille".to_owned() } else { String::new() },
            people: Some(people),
            counting: Some(if is_estimate { CountingMethod::Estimate } else { CountingMethod::Headcount }),
            audiences: words(&[self.one(&AUDIENCES)]),
            overall: Some(degrees[0]),
            welcome: Some(degrees[1]),
            logistics: Some(degrees[2]),
            appreciated: words(&[self.one(&APPRECIATED)]),
            not_appreciated: if self.random.random_bool(0.3) {
                words(&[self.one(&NOT_APPRECIATED)])
            } else {
                Vec::new()
            },
            ..Questionnaire::of(line.id)
        }
    }
}

/// What was placed so far, resource by resource.
struct Register {
    loads: Vec<Load>,
}

impl Register {
    fn new(resources: &[Resource]) -> Self {
        let units = |resource: &Resource| domain::availability::Units {
            quantity: resource.capacity,
            from: resource.acquired_on,
            until: None,
        };
        Self {
            loads: resources
                .iter()
                .map(|resource| Load { capacity: vec![units(resource)], taken: Vec::new() })
                .collect(),
        }
    }

    /// Days, a resource and a state for one more booking. One that finds no room is a cancelled one: wanted
    /// by many at once, as the trade knows.
    fn place(
        &mut self,
        world: &mut World,
        resources: &[Resource],
        first: NaiveDate,
        years: u32,
        open: &dyn OpenDays,
    ) -> (Period, usize, LineState) {
        let mut last = (Period::starting(first, 7), 0);
        for attempt in 0..60 {
            let from = Self::some_day(world, first, years);
            let period = Period::starting(from, world.random.random_range(5..30));
            let place = if attempt < 30 {
                world.skewed(resources.len())
            } else {
                world.random.random_range(0..resources.len())
            };
            last = (period, place);
            if attempt == 0 && world.random.random_bool(0.06) {
                return (period, place, LineState::Cancelled);
            }
            let interval = resources[place].buffers.around(period, open);
            let load = &mut self.loads[place];
            let near: Vec<Taken> =
                load.taken.iter().filter(|taken| taken.interval.overlaps(&interval)).copied().collect();
            let near = Load { capacity: load.capacity.clone(), taken: near };
            if availability(&near, interval, 1).free {
                load.taken.push(Taken { interval, quantity: 1 });
                return (period, place, Self::state(world, period));
            }
        }
        (last.0, last.1, LineState::Cancelled)
    }

    fn some_day(world: &mut World, first: NaiveDate, years: u32) -> NaiveDate {
        let mut drawn = world.random.random_range(0..SEASON.iter().sum());
        let mut month = 0;
        while drawn >= SEASON[month] {
            drawn -= SEASON[month];
            month += 1;
        }
        let year = first.year() + i32::try_from(world.random.random_range(0..=years.max(1))).unwrap_or(0);
        let day = NaiveDate::from_ymd_opt(year, month as u32 + 1, world.random.random_range(1..=28))
            .unwrap_or(first);
        let last = plus_days(first, 365 * i64::from(years));
        let within = if day < first {
            plus_days(day, 365)
        } else if day > last {
            plus_days(day, -365)
        } else {
            day
        };
        // Departures are on working days.
        plus_days(
            within,
            match within.weekday().num_days_from_monday() {
                5 => 2,
                6 => 1,
                _ => 0,
            },
        )
    }

    fn state(world: &mut World, period: Period) -> LineState {
        if period.to < world.today {
            let recent = (world.today - period.to).num_days() <= 6;
            return if recent && world.random.random_bool(0.08) { LineState::Out } else { LineState::Closed };
        }
        if period.from <= world.today {
            return LineState::Out;
        }
        match world.random.random_range(0..10) {
            0 | 1 => LineState::Option,
            _ => LineState::Confirmed,
        }
    }
}
