//! `malleposte settings`: the settings of the centre under French names, shown or changed.

use crate::answers::{Answer, Answered, period_text};
use crate::loans::line_text;
use app::views::{Closure, DayHours, LineCard, Settings};
use app::{App, words};
use domain::calendar::SchoolZone;
use domain::day::parse_day;
use domain::fault::{Fault, Outcome};
use domain::interval::Period;
use domain::text::folded;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// A setting that has one value: its name, how it is told, how it is read. What it cannot be read from is none.
struct Setting {
    name: &'static str,
    told: fn(&Settings) -> String,
    /// What it may be, in words.
    possible: &'static str,
    set: fn(&mut Settings, &str) -> Option<()>,
}

const fn setting(
    name: &'static str,
    possible: &'static str,
    told: fn(&Settings) -> String,
    set: fn(&mut Settings, &str) -> Option<()>,
) -> Setting {
    Setting { name, told, possible, set }
}

macro_rules! text {
    ($name:literal, $field:ident) => {
        setting(
            $name,
            "setting_text",
            |all| all.$field.clone(),
            |all, typed| {
                typed.clone_into(&mut all.$field);
                Some(())
            },
        )
    };
}
macro_rules! number {
    ($name:literal, $($field:ident).+) => {
        setting($name, "setting_number", |all| all.$($field).+.to_string(), |all, typed| {
            all.$($field).+ = typed.parse().ok()?;
            Some(())
        })
    };
}
macro_rules! opening {
    ($name:literal, $day:literal) => {
        setting(
            $name,
            "setting_hours",
            |all| hours_text(&all.week[$day]),
            |all, typed| {
                all.week[$day] = hours(&all.week[$day], typed)?;
                Some(())
            },
        )
    };
}

const SETTINGS: [Setting; 18] = [
    text!("centre.nom", name),
    text!("centre.adresse", address),
    text!("centre.ville", town),
    text!("centre.téléphone", phone),
    text!("centre.courriel", mail),
    text!("qui", operator),
    setting(
        "vacances.zone",
        "setting_zone",
        |all| all.zone.map_or("", SchoolZone::code).to_owned(),
        |all, typed| {
            let zones = [SchoolZone::A, SchoolZone::B, SchoolZone::C, SchoolZone::Corse];
            let zone = zones.into_iter().find(|zone| folded(zone.code()) == folded(typed));
            all.zone = if typed.is_empty() { None } else { Some(zone?) };
            Some(())
        },
    ),
    setting(
        "fériés.alsace-moselle",
        "setting_yes_no",
        |all| words::french(if all.alsace_moselle { "yes" } else { "no" }),
        |all, typed| {
            all.alsace_moselle = match folded(typed).as_str() {
                "oui" => true,
                "non" => false,
                _ => return None,
            };
            Some(())
        },
    ),
    number!("tampons.avant", buffers.before),
    number!("tampons.après", buffers.after),
    number!("option.jours", option_days),
    opening!("ouverture.lundi", 0),
    opening!("ouverture.mardi", 1),
    opening!("ouverture.mercredi", 2),
    opening!("ouverture.jeudi", 3),
    opening!("ouverture.vendredi", 4),
    opening!("ouverture.samedi", 5),
    opening!("ouverture.dimanche", 6),
];

fn hours_text(day: &DayHours) -> String {
    if day.open { format!("{}-{}", day.from, day.to) } else { words::french("setting_closed") }
}

/// `09:00-17:30`, or that the day is closed, whose hours then stay for the day it opens again.
fn hours(before: &DayHours, typed: &str) -> Option<DayHours> {
    if folded(typed) == folded(&words::french("setting_closed")) {
        return Some(DayHours { open: false, ..before.clone() });
    }
    let (from, to) = typed.split_once('-')?;
    Some(DayHours { open: true, from: from.trim().to_owned(), to: to.trim().to_owned() })
}

pub(crate) fn answer(app: &App, set: &[String], closures: &[String]) -> Outcome<Answered> {
    let mut settings = app.settings()?.settings;
    if set.is_empty() && closures.is_empty() {
        return Ok(Answer::Settings { settings, recomputed: 0, clashes: Vec::new() }.into());
    }
    for typed in set {
        change(&mut settings, typed)?;
    }
    for typed in closures {
        settings.closures.push(closure(typed)?);
    }
    Ok(Answered::done(app.save_settings(&settings)?, |saved| Answer::Settings {
        settings: saved.sheet.settings,
        recomputed: saved.recomputed,
        clashes: saved.clashes,
    }))
}

fn change(settings: &mut Settings, typed: &str) -> Outcome<()> {
    let (name, value) = typed.split_once('=').unwrap_or((typed, ""));
    let known = || SETTINGS.iter().map(|setting| setting.name).collect::<Vec<_>>().join(", ");
    let setting = SETTINGS.iter().find(|setting| folded(setting.name) == folded(name)).ok_or_else(|| {
        Fault::input("setting_unknown").with("name", name.trim()).with("known", known()).on("set")
    })?;
    let unreadable = || {
        Fault::input("setting_unreadable")
            .with("name", setting.name)
            .with("value", value.trim())
            .with("possible", words::french(setting.possible))
            .on("set")
    };
    if !typed.contains('=') {
        return Err(unreadable());
    }
    (setting.set)(settings, value.trim()).ok_or_else(unreadable)
}

/// `2027-04-12:2027-04-16:Congés`; one day alone, `2027-04-12::Pont`, and no reason, are as good.
fn closure(typed: &str) -> Outcome<Closure> {
    let mut parts = typed.splitn(3, ':').map(str::trim);
    let (from, to) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let on_closure = |fault: Fault| fault.on("closure");
    let from = parse_day(from).map_err(on_closure)?;
    let to = if to.is_empty() { from } else { parse_day(to).map_err(on_closure)? };
    let period = Period::new(from, to)
        .ok_or_else(|| Fault::input("end_before_start").with("from", from).with("to", to).on("closure"))?;
    Ok(Closure { period, label: parts.next().unwrap_or_default().to_owned() })
}

pub(crate) fn json(settings: &Settings, recomputed: u32, clashes: &[LineCard]) -> Value {
    let named: Map<String, Value> =
        SETTINGS.iter().map(|setting| (setting.name.to_owned(), json!((setting.told)(settings)))).collect();
    json!({
        "settings": named,
        "closures": settings.closures,
        "recomputed": recomputed,
        "clashes": clashes,
    })
}

pub(crate) fn text(settings: &Settings, recomputed: u32, clashes: &[LineCard]) -> String {
    let mut text = String::new();
    for setting in &SETTINGS {
        // An address has several lines.
        let value = (setting.told)(settings).replace('\n', ", ");
        let _ = writeln!(text, "{} = {value}", setting.name);
    }
    for Closure { period, label } in &settings.closures {
        let label = if label.is_empty() { String::new() } else { format!(" : {label}") };
        let _ = writeln!(text, "fermeture {}{label}", period_text(*period));
    }
    if recomputed > 0 {
        let _ = writeln!(
            text,
            "{}",
            words::sentence("settings_recomputed", &[("count", recomputed.to_string())])
        );
    }
    if !clashes.is_empty() {
        let _ = writeln!(text, "{}", words::french("settings_clashes"));
    }
    for line in clashes {
        text.push_str(&line_text(line, &format!("{} {}", line.code, line.title)));
    }
    text
}
