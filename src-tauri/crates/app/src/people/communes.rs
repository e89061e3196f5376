//! The communes of France (`assets/geo`): found by name, postal code or INSEE code.

use crate::views::CommuneCard;
use domain::text::folded;
use std::collections::HashMap;
use std::sync::LazyLock;

/// As many as a list under a field shows.
const MOST: usize = 12;

struct Commune {
    card: CommuneCard,
    /// Its name without accents, case, hyphens nor apostrophes.
    folded: String,
    /// Longitude and latitude in degrees, where they are known.
    place: Option<(f64, f64)>,
    /// Whether that is its own place, and not the middle of its arrondissement or département.
    exact: bool,
}

/// The most populous first.
static ALL: LazyLock<Vec<Commune>> = LazyLock::new(|| {
    let mut all: Vec<Commune> =
        include_str!("../../../../../assets/geo/communes.csv").lines().skip(1).filter_map(row).collect();
    all.sort_by_key(|commune| std::cmp::Reverse(commune.card.population));
    all
});

/// `insee,name,departement,region,postal_codes,population,latitude,longitude,precision`: no name holds a comma.
fn row(line: &str) -> Option<Commune> {
    let mut cells = line.split(',');
    let (insee, name, departement) = (cells.next()?, cells.next()?, cells.next()?);
    let postcodes = cells.nth(1)?;
    let population = cells.next()?.parse().unwrap_or(0);
    let (latitude, longitude) = (cells.next()?.parse(), cells.next()?.parse());
    Some(Commune {
        folded: plain(name),
        place: longitude.ok().zip(latitude.ok()),
        exact: cells.next()? == "commune",
        card: CommuneCard {
            insee: insee.to_owned(),
            name: name.to_owned(),
            departement: departement.to_owned(),
            postcodes: postcodes.split(' ').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            population,
        },
    })
}

/// As people type it: « saint etienne », « st-etienne », « l’abergement ».
fn plain(name: &str) -> String {
    folded(name)
        .split_whitespace()
        .map(|word| match word {
            "st" => "saint",
            "ste" => "sainte",
            word => word,
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where a commune is, by its INSEE code: degrees east, degrees north, and whether that is its own place.
pub(crate) fn place(insee: &str) -> Option<(f64, f64, bool)> {
    static PLACES: LazyLock<HashMap<&str, (f64, f64, bool)>> = LazyLock::new(|| {
        let place = |commune: &'static Commune| {
            let (longitude, latitude) = commune.place?;
            Some((commune.card.insee.as_str(), (longitude, latitude, commune.exact)))
        };
        ALL.iter().filter_map(place).collect()
    });
    PLACES.get(insee).copied()
}

/// The communes whose name, postal code or INSEE code begins so, then those with a later word that does; the most
/// populous first in each, at most twelve.
#[must_use]
pub fn communes(search: &str) -> Vec<CommuneCard> {
    let wanted = plain(search);
    if wanted.is_empty() {
        return Vec::new();
    }
    let begins = |commune: &&Commune| {
        commune.folded.starts_with(&wanted)
            || commune.card.insee.to_lowercase().starts_with(&wanted)
            || commune.card.postcodes.iter().any(|code| code.starts_with(&wanted))
    };
    let within = format!(" {wanted}");
    let exact = ALL.iter().filter(|commune| commune.folded == wanted);
    let first = ALL.iter().filter(begins).filter(|commune| commune.folded != wanted);
    let then = ALL.iter().filter(|commune| commune.folded.contains(&within) && !begins(commune));
    exact.chain(first).chain(then).take(MOST).map(|commune| commune.card.clone()).collect()
}

/// The commune of that INSEE code.
pub(crate) fn by_insee(insee: &str) -> Option<&'static CommuneCard> {
    ALL.iter().map(|commune| &commune.card).find(|card| card.insee == insee)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(search: &str) -> Vec<String> {
        communes(search).into_iter().map(|card| card.name).collect()
    }

    #[test]
    fn a_commune_is_found_as_people_type_it() {
        assert_eq!(names("bourg en bresse")[0], "Bourg-en-Bresse");
        assert_eq!(names("ST ETIENNE")[0], "Saint-Étienne");
        assert!(names("01000").contains(&"Bourg-en-Bresse".to_owned()));
        assert_eq!(communes("01053")[0].name, "Bourg-en-Bresse");
        assert_eq!(names("lyon")[0], "Lyon");
        assert_eq!(names("2a004"), ["Ajaccio"]);
        assert!(names("Zzyzx-les-Bains").is_empty());
        assert!(names("  ").is_empty());
    }

    #[test]
    fn all_of_them_are_there_with_a_code_and_a_postal_code() {
        assert_eq!(ALL.len(), 34_969);
        assert!(ALL.iter().all(|c| c.card.insee.len() == 5));
        assert!(by_insee("01053").is_some() && by_insee("99999").is_none());
    }
}
