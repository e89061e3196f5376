//! What there is, and whether it is free.

use app::views::{
    AvailabilityAnswer, AvailabilityQuery, Catalogue, CatalogueQuery, Done, Lists, ResourceForm,
    ResourceSheet, Upload,
};
use chrono::NaiveDate;
use domain::fault::Outcome;
use domain::id::PhotoId;

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

pub(super) fn save_resource(desk: &Desk, form: &ResourceForm) -> Outcome<Done<ResourceSheet>> {
    desk.app()?.save_resource(form)
}

pub(super) fn retire_resource(
    desk: &Desk,
    code: &str,
    on: &Option<NaiveDate>,
) -> Outcome<Done<ResourceSheet>> {
    desk.app()?.retire_resource(code, *on)
}

pub(super) fn add_photo(desk: &Desk, code: &str, photo: &Upload) -> Outcome<Done<ResourceSheet>> {
    desk.app()?.add_photo(code, photo)
}

pub(super) fn remove_photo(desk: &Desk, photo: &PhotoId) -> Outcome<Done<ResourceSheet>> {
    desk.app()?.remove_photo(*photo)
}

pub(super) fn show_photo_first(desk: &Desk, photo: &PhotoId) -> Outcome<Done<ResourceSheet>> {
    desk.app()?.show_photo_first(*photo)
}
