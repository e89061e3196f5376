//! The settings of a centre.

use crate::app::{App, Operation, Written, account};
use crate::photos;
use crate::views::{About, Closure, DayHours, Done, Settings, SettingsSaved, SettingsSheet, Upload};
use chrono::NaiveTime;
use domain::calendar::{Buffers, CentreDays, MOST_BUFFER, SchoolZone};
use domain::fault::{Fault, Outcome};
use domain::interval::Period;
use domain::{loan, text};
use std::collections::HashSet;
use store::occupation::Taker;
use store::{Connection, borrower, closure, line, occupation, resource, setting};

/// Hours of a day of the week in a new base; the last two days are closed.
const HOURS: (&str, &str) = ("09:00", "17:30");
/// The longest that an option may hold, days.
const MOST_OPTION_DAYS: u32 = 365;

/// The days on which the centre works.
pub(crate) fn centre_days(c: &Connection) -> Outcome<CentreDays> {
    let mut days = CentreDays::default();
    for (open, hours) in days.week.iter_mut().zip(week(c)?) {
        *open = hours.open;
    }
    days.alsace_moselle = setting::get(c, "calendar.alsace_moselle")?.is_some_and(|kept| kept == "1");
    days.closures = closure::all(c)?.into_iter().map(|(period, _)| period).collect();
    Ok(days)
}

fn week(c: &Connection) -> Outcome<Vec<DayHours>> {
    (1..=7)
        .map(|day| {
            let hours = setting::get(c, &format!("opening.{day}"))?;
            let (open, hours) = match hours.as_deref().map(|hours| hours.strip_prefix('-').ok_or(hours)) {
                None => (day <= 5, None),
                Some(Err(hours)) => (true, hours.split_once('-')),
                Some(Ok(hours)) => (false, hours.split_once('-')),
            };
            let (from, to) = hours.unwrap_or(HOURS);
            Ok(DayHours { open, from: from.to_owned(), to: to.to_owned() })
        })
        .collect()
}

/// Open days kept free around each loan of a resource that says nothing else.
pub(crate) fn default_buffers(c: &Connection) -> Outcome<Buffers> {
    Ok(Buffers { before: number(c, "buffers.before", 0)?, after: number(c, "buffers.after", 0)? })
}

/// How long an option holds, days.
pub(crate) fn option_days(c: &Connection) -> Outcome<u32> {
    number(c, "option.days", loan::OPTION_DAYS)
}

fn number(c: &Connection, name: &str, first: u32) -> Outcome<u32> {
    Ok(setting::get(c, name)?.and_then(|number| number.parse().ok()).unwrap_or(first))
}

/// The zone of the centre's school holidays.
pub(crate) fn zone(c: &Connection) -> Outcome<Option<SchoolZone>> {
    let zone = setting::get(c, "calendar.zone")?;
    Ok(zone.and_then(|zone| serde_json::from_value(serde_json::Value::String(zone)).ok()))
}

fn read(c: &Connection) -> Outcome<Settings> {
    let text = |name: &str| -> Outcome<String> { Ok(setting::get(c, name)?.unwrap_or_default()) };
    Ok(Settings {
        name: text("centre.name")?,
        address: text("centre.address")?,
        town: text("centre.town")?,
        representative: text("centre.representative")?,
        phone: text("centre.phone")?,
        mail: text("centre.mail")?,
        zone: zone(c)?,
        alsace_moselle: centre_days(c)?.alsace_moselle,
        operator: text("operator")?,
        buffers: default_buffers(c)?,
        option_days: option_days(c)?,
        week: week(c)?,
        closures: closure::all(c)?.into_iter().map(|(period, label)| Closure { period, label }).collect(),
    })
}

/// The bytes of the centre's logo, where it has one.
pub(crate) fn logo(c: &Connection) -> Outcome<Option<Vec<u8>>> {
    let name = setting::get(c, "centre.logo")?.filter(|name| !name.is_empty());
    Ok(match name {
        Some(name) => store::photo::image(c, &name, store::photo::Size::Small)?,
        None => None,
    })
}

fn write(c: &Connection, settings: &Settings) -> Outcome<()> {
    let set = |name: &str, value: &str| -> Outcome<()> {
        if setting::get(c, name)?.unwrap_or_default() != value {
            setting::set(c, name, value)?;
        }
        Ok(())
    };
    set("centre.name", &text::short("name", &settings.name)?)?;
    set("centre.address", &text::note("address", &settings.address)?)?;
    set("centre.town", &text::short("town", &settings.town)?)?;
    set("centre.representative", &text::short("representative", &settings.representative)?)?;
    set("centre.phone", &text::short("phone", &settings.phone)?)?;
    set("centre.mail", &text::short("mail", &settings.mail)?)?;
    set("operator", &text::short("operator", &settings.operator)?)?;
    set("calendar.zone", settings.zone.map_or("", SchoolZone::code))?;
    set("calendar.alsace_moselle", if settings.alsace_moselle { "1" } else { "" })?;
    for (field, days) in
        [("buffer_before", settings.buffers.before), ("buffer_after", settings.buffers.after)]
    {
        if days > MOST_BUFFER {
            return Err(Fault::input("buffer_too_long")
                .with("days", days)
                .with("limit", MOST_BUFFER)
                .on(field));
        }
    }
    let set_number = |name: &str, there: u32, value: u32| -> Outcome<()> {
        if there != value {
            setting::set(c, name, &value.to_string())?;
        }
        Ok(())
    };
    let there = default_buffers(c)?;
    set_number("buffers.before", there.before, settings.buffers.before)?;
    set_number("buffers.after", there.after, settings.buffers.after)?;
    if !(1..=MOST_OPTION_DAYS).contains(&settings.option_days) {
        return Err(Fault::input("option_days_out_of_range")
            .with("days", settings.option_days)
            .with("limit", MOST_OPTION_DAYS)
            .on("option_days"));
    }
    set_number("option.days", option_days(c)?, settings.option_days)?;
    if settings.week.len() != 7 || settings.week.iter().all(|day| !day.open) {
        return Err(Fault::input("week_closed").on("week"));
    }
    for (day, hours) in (1..).zip(&settings.week) {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
        let (Some(from), Some(to)) = (time(&hours.from), time(&hours.to)) else {
            return Err(Fault::input("hours_unreadable").on("week"));
        };
        if to <= from {
            return Err(Fault::input("hours_upside_down")
                .with("from", hours.from.as_str())
                .with("to", hours.to.as_str())
                .on("week"));
        }
        let closed = if hours.open { "" } else { "-" };
        let written = format!("{closed}{}-{}", from.format("%H:%M"), to.format("%H:%M"));
        let is_first = day <= 5 && written == format!("{}-{}", HOURS.0, HOURS.1)
            || day > 5 && written == format!("-{}-{}", HOURS.0, HOURS.1);
        let name = format!("opening.{day}");
        if setting::get(c, &name)?.is_some() || !is_first {
            set(&name, &written)?;
        }
    }
    let mut closures = Vec::new();
    for Closure { period, label } in &settings.closures {
        let period = Period::new(period.from, period.to).ok_or_else(|| {
            Fault::input("end_before_start").with("from", period.from).with("to", period.to).on("closures")
        })?;
        closures.push((period, text::short("closures", label)?));
    }
    closures.sort_by_key(|(period, _)| (period.from, period.to));
    closure::replace(c, &closures)?;
    Ok(())
}

impl App {
    fn settings_sheet(&self, c: &Connection) -> Outcome<SettingsSheet> {
        let path = self.path();
        // What was written last may still stand beside the file.
        let size = |path: &std::path::Path| std::fs::metadata(path).map_or(0, |file| file.len());
        let bytes = size(path) + size(&path.with_extension("db-wal"));
        Ok(SettingsSheet {
            settings: read(c)?,
            logo: setting::get(c, "centre.logo")?.filter(|name| !name.is_empty()),
            path: path.display().to_string(),
            bytes,
            account: account(),
            resources: resource::count(c)?,
            borrowers: borrower::count(c)?,
            lines: line::count(c)?,
        })
    }

    /// The settings of the centre.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn settings(&self) -> Outcome<SettingsSheet> {
        self.base.read(|c| self.settings_sheet(c))
    }

    /// Writes the settings. Other opening days change the buffers of the lines to come, and what then clashes is
    /// told: a calendar is a fact, no wish that could be refused.
    ///
    /// # Errors
    /// Wrong input, named by field; faults of the base.
    pub fn save_settings(&self, settings: &Settings) -> Outcome<Done<SettingsSaved>> {
        let done = self.transact_and_tell(|tx| {
            write(tx, settings)?;
            Ok((self.settings_sheet(tx)?, Operation::new("settings_saved")))
        })?;
        let Written { answer: sheet, recomputed, violations } = done.value;
        let clashes = self.base.read(|c| {
            let mut clashing = HashSet::new();
            for violation in &violations {
                for excess in &violation.excess {
                    for stored in occupation::of_resource(c, violation.resource, *excess)? {
                        if let Some(Taker::Line(line)) = stored.taker {
                            clashing.insert(line);
                        }
                    }
                }
            }
            clashing
                .into_iter()
                .map(|id| line::by_id(c, id).map_err(Fault::from))
                .collect::<Outcome<Vec<_>>>()
        })?;
        let mut clashes = self.cards(clashes);
        clashes.sort_by(|a, b| a.planned.from.cmp(&b.planned.from).then_with(|| a.number.cmp(&b.number)));
        Ok(Done {
            value: SettingsSaved { sheet, recomputed, clashes },
            entry: done.entry,
            changed: done.changed,
        })
    }

    /// Sets the centre's logo, or takes it away.
    ///
    /// # Errors
    /// As of a photo; faults of the base.
    pub fn save_logo(&self, logo: Option<&Upload>) -> Outcome<Done<SettingsSheet>> {
        let image = logo.map(|upload| photos::read(upload, "logo")).transpose()?;
        self.transact(|tx| {
            if let Some(image) = &image {
                store::photo::keep_image(tx, &image.name, &image.whole, &image.small)?;
            }
            setting::set(tx, "centre.logo", image.as_ref().map_or("", |image| &image.name))?;
            Ok((self.settings_sheet(tx)?, Operation::new("settings_saved")))
        })
    }
}

/// What the program says of itself; `webview` is what shows its window.
#[must_use]
pub fn about(webview: &str) -> About {
    About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        sqlite: store::sqlite_version().to_owned(),
        webview: webview.to_owned(),
        system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
    }
}
