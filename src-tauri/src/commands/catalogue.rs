//! What there is, and whether it is free.

use app::views::{AvailabilityAnswer, AvailabilityQuery, Catalogue, CatalogueQuery, Lists, ResourceSheet};
use domain::fault::Outcome;

use crate::desk::Desk;

pub(super) fn catalogue(desk: &Desk, query: &CatalogueQuery) -> Outcome<Catalogue> {
    desk.app()?.catalogue(query)
}

pub(super) fn resource(desk: &Desk, code: &str) -> Outcome<ResourceSheet> {
    desk.app()?.resource(code)
}

pub(super) fn lists(desk: &Desk) -> Outcome<Lists> {
    desk.app()?.lists()
}

pub(super) fn availability(desk: &Desk, query: &AvailabilityQuery) -> Outcome<AvailabilityAnswer> {
    desk.app()?.availability(query)
}
