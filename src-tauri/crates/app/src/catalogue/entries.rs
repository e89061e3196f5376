//! The catalogue: what there is, and the sheet of a resource.

use crate::base::app::App;
use crate::base::at::At;
use crate::base::calendar;
use crate::base::cards::{Drawn, History, cards, drawn};
use crate::base::search::Words;
use crate::base::takers::{conflict, takers_of};
use crate::catalogue::filters::{kind_counts, label_counts, passes_labels, score};
use crate::catalogue::photos;
use crate::centre::school;
use crate::lending::availability::holidays;
use crate::lending::free::{Standing, free_of_all};
use crate::lending::judge::{demand, if_back};
use crate::lending::wish::asked_period;
use crate::views::{
    CardAvailability, Catalogue, CatalogueQuery, NextFree, PartCard, ResourceCard, ResourceSheet, is_past,
};
use chrono::{Datelike, NaiveDate};
use domain::availability::{Availability, availability, nearest_free};
use domain::catalogue::Resource;
use domain::fault::{Fault, Outcome};
use domain::id::ResourceId;
use domain::interval::{Period, plus_days};
use domain::taker::Taker;
use domain::text::{self, reading_order};
use std::cmp::Reverse;
use std::collections::HashMap;
use store::line;
use store::{Read, photo, resource};

/// Weeks that the sheet of a resource draws.
const SHEET_WEEKS: i64 = 26;

/// As many past loans as a sheet shows.
const PAST: u32 = 30;

/// Where the units of a resource are now.
#[derive(Default)]
struct Whereabouts {
    out: u32,
    back_on: Option<NaiveDate>,
    late: bool,
    next_departure: Option<NaiveDate>,
}

/// Where what is away is, through sets too, and the next planned departures; of one resource or of all.
fn whereabouts(c: &Read<'_>, only: Option<ResourceId>, at: &At) -> Outcome<HashMap<ResourceId, Whereabouts>> {
    let mut all: HashMap<ResourceId, Whereabouts> = HashMap::new();
    for (resource, out, back_on) in line::units_out(c, only)? {
        let late = back_on < at.today;
        all.insert(resource, Whereabouts { out, back_on: Some(back_on), late, next_departure: None });
    }
    for (resource, departure) in line::next_departures(c, only, at.today)? {
        all.entry(resource).or_default().next_departure = Some(departure);
    }
    Ok(all)
}

fn card(
    resource: &Resource,
    photo: Option<&String>,
    here: Option<&Whereabouts>,
    availability: Option<CardAvailability>,
) -> ResourceCard {
    ResourceCard {
        id: resource.id,
        code: resource.code.clone(),
        title: resource.title.clone(),
        short_name: resource.short_name.clone(),
        kind: resource.kind,
        form: resource.form,
        format: resource.format.clone(),
        themes: resource.themes.clone(),
        audiences: resource.audiences.clone(),
        owner: resource.owner.clone(),
        weight_g: resource.weight_g,
        capacity: resource.capacity,
        condition: resource.condition,
        out_now: here.map_or(0, |here| here.out),
        back_on: here.and_then(|here| here.back_on),
        late: here.is_some_and(|here| here.late),
        next_departure: here.and_then(|here| here.next_departure),
        photo: photo.cloned(),
        retired_on: resource.retired_on,
        availability,
    }
}

/// The filters of the catalogue, so that each can be counted without itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    Kind,
    Theme,
    Audience,
}

fn passes(resource: &Resource, query: &CatalogueQuery, but: Option<Filter>) -> bool {
    let unless = |filter| if but == Some(filter) { None } else { Some(()) };
    let kinds = unless(Filter::Kind).map_or((&[][..], &[][..]), |()| (&query.kinds, &query.forms));
    let themes = unless(Filter::Theme).map_or(&[][..], |()| &query.themes);
    let audiences = unless(Filter::Audience).map_or(&[][..], |()| &query.audiences);
    passes_labels(resource, kinds.0, kinds.1, themes, audiences)
}

impl App {
    /// The catalogue, filtered, the best match first.
    ///
    /// # Errors
    /// `end_before_start`; faults of the base.
    pub fn catalogue(&self, query: &CatalogueQuery) -> Outcome<Catalogue> {
        let free = query.free.map(asked_period).transpose()?;
        let quantity = query.quantity.unwrap_or(1).max(1);
        let words = Words::of(&query.search);
        let searched = if words.is_empty() {
            None
        } else {
            Some(words.found_by(&self.base, |groups| self.base.find_resources(groups))?)
        };
        self.read(|c, at| {
            let all = match &searched {
                Some(ids) => resource::by_ids(c, ids)?,
                None => resource::all(c)?,
            };
            let photos = photo::firsts(c)?;
            let (matched, retired): (Vec<(u32, &Resource)>, Vec<_>) = all
                .iter()
                .filter_map(|r| Some((score(r, &words)?, r)))
                .partition(|(_, r)| query.with_retired || !r.is_retired(at.today));
            let here = whereabouts(c, None, at)?;
            let answers = free.map(|period| free_of_all(c, period, quantity, at)).transpose()?;
            let answers: Option<HashMap<ResourceId, Standing>> =
                answers.map(|answers| answers.into_iter().map(|one| (one.brief.id, one)).collect());
            let firsts = |one: &Standing| [one.in_the_way.first().copied(), one.if_back.first().copied()];
            let first: Vec<Taker> = answers
                .iter()
                .flat_map(HashMap::values)
                .flat_map(|one| firsts(one).into_iter().flatten())
                .collect();
            let taken = takers_of(c, &first)?;

            let mut found: Vec<(u32, ResourceCard)> = Vec::new();
            let mut free_count = 0;
            for (score, resource) in matched.iter().filter(|(_, resource)| passes(resource, query, None)) {
                let availability = match (&answers, free) {
                    // A machine is booked by the hour on site: whole days say nothing of it.
                    (Some(answers), Some(period)) if resource.kind.travels() => {
                        let Some(one) = answers.get(&resource.id) else { continue };
                        let [conflict, if_back] = firsts(one).map(|first| {
                            let taken = taken.get(&first?)?;
                            Some(conflict(taken, Some(period), &resource.code, at))
                        });
                        let Availability { free, available, .. } = one.answer;
                        Some(CardAvailability { free, available, conflict, if_back })
                    }
                    _ => None,
                };
                let is_free = availability.as_ref().map_or(free.is_none(), |availability| availability.free);
                free_count += u32::from(is_free);
                if is_free || !query.only_free {
                    found.push((
                        *score,
                        card(resource, photos.get(&resource.id), here.get(&resource.id), availability),
                    ));
                }
            }
            found.sort_by_cached_key(|(score, card)| (Reverse(*score), reading_order(&card.code)));
            let counted =
                |but: Filter| matched.iter().map(|(_, r)| *r).filter(move |r| passes(r, query, Some(but)));
            Ok(Catalogue {
                total: resource::count(c)?,
                resources: found.into_iter().map(|(_, card)| card).collect(),
                free: free_count,
                retired: retired.iter().filter(|(_, resource)| passes(resource, query, None)).count() as u32,
                kinds: kind_counts(counted(Filter::Kind)),
                themes: label_counts(counted(Filter::Theme).flat_map(|r| &r.themes)),
                audiences: label_counts(counted(Filter::Audience).flat_map(|r| &r.audiences)),
            })
        })
    }

    /// Everything about the resource of that code.
    ///
    /// # Errors
    /// `resource_unknown`; faults of the base.
    pub fn resource(&self, code: &str) -> Outcome<ResourceSheet> {
        self.read(|c, at| self.resource_sheet(c, at, code))
    }

    pub(crate) fn resource_sheet(&self, c: &Read<'_>, at: &At, code: &str) -> Outcome<ResourceSheet> {
        let resource = resource::by_code(c, &text::named(code))?
            .ok_or_else(|| Fault::input("resource_unknown").with("code", code.trim()).on("resource"))?;
        let monday = plus_days(at.today, -i64::from(at.today.weekday().num_days_from_monday()));
        let window = Period { from: monday, to: plus_days(monday, 7 * SHEET_WEEKS - 1) };
        let lines = line::coming_of_resource(c, resource.id)?;
        let here = whereabouts(c, Some(resource.id), at)?;
        let history = History::of(line::stays_of_resource(c, resource.id)?, at.today);
        let Drawn { bars, holds } = drawn(c, resource.id, window, at)?;
        let mut coming = cards(lines, at);
        // What takes it through a set is to come as well.
        coming.extend(bars.iter().filter(|bar| bar.code != resource.code && !is_past(bar.state)).cloned());
        coming.sort_by_key(|card| (card.planned.from, card.id));
        let mut parts = Vec::new();
        for part in resource::parts(c, resource.id)? {
            let brief = resource::brief_by_id(c, part.part)?;
            parts.push(PartCard { code: brief.code, title: brief.title, quantity: part.quantity });
        }
        Ok(ResourceSheet {
            based_on: crate::base::digest::of(&crate::catalogue::resources::as_formed(c, &resource)?),
            card: card(
                &resource,
                photo::of_resource(c, resource.id)?.first().map(|photo| &photo.image),
                here.get(&resource.id),
                None,
            ),
            inventory: resource::inventory(c, resource.id)?,
            next_free: next_free(c, &resource, at)?,
            parts,
            window,
            bars,
            holidays: holidays(window, &at.open),
            holds,
            school_holidays: calendar::zone(c)?
                .map(|zone| school::over(window, Some(zone)))
                .unwrap_or_default(),
            photos: photos::views(c, resource.id)?,
            coming,
            past: cards(line::past_of_resource(c, resource.id, PAST)?, at),
            past_count: history.past,
            sorties: history.sorties,
            days_out: history.days_out,
            summary: resource.summary,
            panels: resource.panels,
            acquired_on: resource.acquired_on,
            insured_cents: resource.insured_cents,
            crates: resource.crates,
            volume_l: resource.volume_l,
            surface_m2: resource.surface_m2,
            setup_minutes: resource.setup_minutes,
            setup_people: resource.setup_people,
            vehicle: resource.vehicle,
            requirements: resource.requirements,
            languages: resource.languages,
            location: resource.location,
            buffers: resource.buffers,
            shortest_days: resource.shortest_days,
            longest_days: resource.longest_days,
            weekly_member_cents: resource.weekly_member_cents,
            weekly_cents: resource.weekly_cents,
            deposit_cents: resource.deposit_cents,
            notes: resource.notes,
        })
    }
}

/// The next days on which a unit is free, one day at least, and until when.
fn next_free(c: &Read<'_>, resource: &Resource, at: &At) -> Outcome<Option<NextFree>> {
    let brief = resource::brief_by_id(c, resource.id)?;
    let demands = demand(c, &brief, 1, at, None)?;
    let needs: Vec<_> = demands.iter().map(|demand| demand.need.clone()).collect();
    let fits = |period: Period| {
        needs.iter().all(|n| availability(&n.load, n.buffers.around(period, &at.open), n.quantity).free)
    };
    let one_day = Period { from: at.today, to: at.today };
    let first =
        if fits(one_day) { Some(one_day) } else { nearest_free(&needs, one_day, at.today, &at.open).later };
    let Some(first) = first else { return Ok(None) };
    let from = first.from;
    let mut is_if_back = false;
    for demand in &demands {
        let wanted = demand.need.buffers.around(first, &at.open);
        is_if_back |= !if_back(c, demand, wanted, at)?.is_empty();
    }
    // The last day on which a loan from then on could end: found by halves, for a longer one is never free
    // where a shorter one is not.
    let last = needs
        .iter()
        .flat_map(|need| need.load.taken.iter().map(|t| t.interval.end.date()))
        .max()
        .unwrap_or(from);
    let horizon = last.max(
        needs
            .iter()
            .filter_map(|need| need.load.capacity.iter().filter_map(|u| u.until).max())
            .max()
            .unwrap_or(from),
    );
    let beyond = plus_days(horizon, 60).max(plus_days(from, 60));
    if fits(Period { from, to: beyond }) {
        return Ok(Some(NextFree { from, to: None, if_back: is_if_back }));
    }
    let (mut free, mut taken) = (from, beyond);
    while (taken - free).num_days() > 1 {
        let middle = plus_days(free, (taken - free).num_days() / 2);
        if fits(Period { from, to: middle }) { free = middle } else { taken = middle }
    }
    Ok(Some(NextFree { from, to: Some(free), if_back: is_if_back }))
}
