//! The settings of a centre.

use crate::base::app::{App, Operation, Written};
use crate::base::at::account;
use crate::base::calendar::{HOURS, centre_days, default_buffers, option_days, week, zone};
use crate::base::cards::cards;
use crate::files::images;
use crate::views::{About, Closure, Done, Settings, SettingsSaved, SettingsSheet, Upload};
use chrono::NaiveTime;
use domain::calendar::{MOST_BUFFER, SchoolZone};
use domain::fault::{Fault, Outcome};
use domain::interval::Period;
use domain::taker::Taker;
use domain::text;
use std::collections::HashSet;
use store::rule::Cause;
use store::{Read, Write, borrower, closure, line, occupation, resource, setting};

/// The longest that an option may hold, days.
const MOST_OPTION_DAYS: u32 = 365;

fn read(c: &Read<'_>) -> Outcome<Settings> {
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
pub(crate) fn logo(c: &Read<'_>) -> Outcome<Option<Vec<u8>>> {
    let name = setting::get(c, "centre.logo")?.filter(|name| !name.is_empty());
    Ok(match name {
        Some(name) => store::photo::image(c, &name, store::photo::Size::Small)?,
        None => None,
    })
}

fn write(c: &Write<'_>, settings: &Settings) -> Outcome<()> {
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
    fn settings_sheet(&self, c: &Read<'_>) -> Outcome<SettingsSheet> {
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
        self.read(|c, _| self.settings_sheet(c))
    }

    /// Writes the settings. Other opening days change the buffers of the lines to come, and what then clashes is
    /// told: a calendar is a fact, no wish that could be refused.
    ///
    /// # Errors
    /// Wrong input, named by field; faults of the base.
    pub fn save_settings(&self, settings: &Settings) -> Outcome<Done<SettingsSaved>> {
        let done = self.transact_and_tell(|tx, _| {
            write(tx, settings)?;
            Ok((self.settings_sheet(tx)?, Operation::new("settings_saved")))
        })?;
        let Written { answer: sheet, recomputed, violations } = done.value;
        let mut clashes = self.read(|c, at| {
            let mut clashing = HashSet::new();
            for violation in violations.iter().filter(|violation| violation.cause != Cause::History) {
                for excess in &violation.excess {
                    for stored in occupation::of_resource(c, violation.resource, *excess)? {
                        if stored
                            .occupation
                            .seen_from(at.today, &at.open)
                            .is_some_and(|seen| seen.overlaps(excess))
                            && let Taker::Line(line) = stored.taker
                        {
                            clashing.insert(line);
                        }
                    }
                }
            }
            let lines = clashing.into_iter().map(|id| line::by_id(c, id).map_err(Fault::from));
            Ok(cards(lines.collect::<Outcome<Vec<_>>>()?, at))
        })?;
        clashes.sort_by(|a, b| a.planned.from.cmp(&b.planned.from).then_with(|| a.number.cmp(&b.number)));
        Ok(Done {
            value: SettingsSaved { sheet, recomputed, clashes },
            entry: done.entry,
            changed: done.changed,
            told: done.told,
        })
    }

    /// Sets the centre's logo, or takes it away.
    ///
    /// # Errors
    /// As of a photo; faults of the base.
    pub fn save_logo(&self, logo: Option<&Upload>) -> Outcome<Done<SettingsSheet>> {
        let image = logo.map(|upload| images::read(upload, "logo")).transpose()?;
        self.transact(|tx, _| {
            if let Some(image) = &image {
                store::photo::keep_image(tx, &image.name, &image.whole, &image.small)?;
            }
            setting::set(tx, "centre.logo", image.as_ref().map_or("", |image| &image.name))?;
            let operation = Operation::new(if image.is_some() { "logo_set" } else { "logo_removed" });
            Ok((self.settings_sheet(tx)?, operation))
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
