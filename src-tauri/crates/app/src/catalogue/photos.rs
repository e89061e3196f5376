//! Photos of resources.

use crate::base::app::{App, Operation};
use crate::files::images;
use crate::lending::wish::known_brief;
use crate::views::{Done, PhotoView, ResourceSheet, Upload};
use domain::fault::{Fault, Outcome};
use domain::id::{PhotoId, ResourceId};
use store::photo::{self, Photo, Size};
use store::{Read, Write, resource};

/// The photos of a resource, as they are shown.
pub(crate) fn views(c: &Read<'_>, resource: ResourceId) -> Outcome<Vec<PhotoView>> {
    let photos = photo::of_resource(c, resource)?.into_iter();
    Ok(photos
        .map(|photo| PhotoView { id: photo.id, name: photo.image, width: photo.width, height: photo.height })
        .collect())
}

impl App {
    /// Adds a photo to a resource; one that is there already changes nothing.
    ///
    /// # Errors
    /// `resource_unknown`; `image_unreadable`, `image_too_heavy`, `image_too_large`; faults of the base.
    pub fn add_photo(&self, code: &str, upload: &Upload) -> Outcome<Done<ResourceSheet>> {
        let image = images::read(upload, "photo")?;
        self.transact(|tx, at| {
            let brief = known_brief(tx, code)?;
            photo::keep_image(tx, &image.name, &image.whole, &image.small)?;
            let photo = Photo {
                id: PhotoId::new(),
                resource: brief.id,
                image: image.name.clone(),
                width: image.width,
                height: image.height,
            };
            photo::insert(tx, &photo)?;
            let operation = Operation::new("photo_added").with("title", brief.title.as_str());
            Ok((self.resource_sheet(tx, at, &brief.code)?, operation))
        })
    }

    /// Takes a photo away.
    ///
    /// # Errors
    /// `photo_unknown`; faults of the base.
    pub fn remove_photo(&self, id: PhotoId) -> Outcome<Done<ResourceSheet>> {
        self.change_photo(id, "photo_removed", |tx, photo| photo::delete(tx, photo.id))
    }

    /// Shows a photo before the others.
    ///
    /// # Errors
    /// `photo_unknown`; faults of the base.
    pub fn show_photo_first(&self, id: PhotoId) -> Outcome<Done<ResourceSheet>> {
        self.change_photo(id, "photo_first", photo::put_first)
    }

    fn change_photo(
        &self,
        id: PhotoId,
        code: &'static str,
        change: impl FnOnce(&Write<'_>, &Photo) -> store::Result<()>,
    ) -> Outcome<Done<ResourceSheet>> {
        self.transact(|tx, at| {
            let photo = photo::by_id(tx, id)?.ok_or_else(|| Fault::input("photo_unknown"))?;
            change(tx, &photo)?;
            let brief = resource::brief_by_id(tx, photo.resource)?;
            let operation = Operation::new(code).with("title", brief.title.as_str());
            Ok((self.resource_sheet(tx, at, &brief.code)?, operation))
        })
    }

    /// The bytes of an image, a JPEG: `name`, or `name/small` for the size of a card.
    ///
    /// # Errors
    /// Faults of the base.
    pub fn photo(&self, name: &str) -> Outcome<Option<Vec<u8>>> {
        let (name, size) = match name.strip_suffix("/small") {
            Some(name) => (name, Size::Small),
            None => (name, Size::Whole),
        };
        self.read(|c, _| Ok(photo::image(c, name, size)?))
    }
}
