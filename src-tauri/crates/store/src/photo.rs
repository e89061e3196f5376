//! Photos of resources, and the images that they, and the centre's logo, refer to.

use crate::values::Id;
use crate::{Read, Result, Write};
use domain::id::{PhotoId, ResourceId};
use rusqlite::{OptionalExtension, Row, params};
use std::collections::HashMap;

/// A photo of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Its identifier.
    pub id: PhotoId,
    /// Of what.
    pub resource: ResourceId,
    /// The image: the SHA-256 of its bytes, in hexadecimal.
    pub image: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// The two sizes in which an image is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// As large as a screen.
    Whole,
    /// For a card.
    Small,
}

const SELECT: &str = "select id, resource_id, image_id, width, height from photo";

fn photo(row: &Row<'_>) -> rusqlite::Result<Photo> {
    Ok(Photo {
        id: PhotoId(row.get::<_, Id>(0)?.0),
        resource: ResourceId(row.get::<_, Id>(1)?.0),
        image: row.get(2)?,
        width: row.get(3)?,
        height: row.get(4)?,
    })
}

/// The photos of a resource, in their order.
///
/// # Errors
/// Faults of the base.
pub fn of_resource(connection: &Read<'_>, resource: ResourceId) -> Result<Vec<Photo>> {
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} where resource_id = $1 order by position, id"))?;
    Ok(statement.query_map(params![Id(resource.0)], photo)?.collect::<rusqlite::Result<_>>()?)
}

/// The image of the first photo of each resource that has one.
///
/// # Errors
/// Faults of the base.
pub fn firsts(connection: &Read<'_>) -> Result<HashMap<ResourceId, String>> {
    let mut statement = connection
        .prepare_cached("select resource_id, image_id from photo order by position desc, id desc")?;
    let rows = statement.query_map([], |row| Ok((ResourceId(row.get::<_, Id>(0)?.0), row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The photo of that id.
///
/// # Errors
/// Faults of the base.
pub fn by_id(connection: &Read<'_>, id: PhotoId) -> Result<Option<Photo>> {
    Ok(connection
        .prepare_cached(&format!("{SELECT} where id = $1"))?
        .query_row(params![Id(id.0)], photo)
        .optional()?)
}

/// Adds a photo after the others of its resource; one that is there already stays where it is.
///
/// # Errors
/// Faults of the base.
pub fn insert(connection: &Write<'_>, photo: &Photo) -> Result<()> {
    connection
        .prepare_cached(
            "insert into photo (id, resource_id, position, image_id, width, height) \
             select $1, $2, 1 + coalesce((select max(position) from photo where resource_id = $2), 0), $3, $4, $5 \
             where not exists (select 1 from photo where resource_id = $2 and image_id = $3)",
        )?
        .execute(params![Id(photo.id.0), Id(photo.resource.0), photo.image, photo.width, photo.height])?;
    Ok(())
}

/// Puts a photo before the others of its resource.
///
/// # Errors
/// Faults of the base.
pub fn put_first(connection: &Write<'_>, photo: &Photo) -> Result<()> {
    connection
        .prepare_cached(
            "update photo set position = (select min(position) - 1 from photo where resource_id = $1) where id = $2",
        )?
        .execute(params![Id(photo.resource.0), Id(photo.id.0)])?;
    Ok(())
}

/// Takes a photo away; its image stays for an undo.
///
/// # Errors
/// Faults of the base.
pub fn delete(connection: &Write<'_>, id: PhotoId) -> Result<()> {
    connection.prepare_cached("delete from photo where id = $1")?.execute(params![Id(id.0)])?;
    Ok(())
}

/// Keeps an image under its name.
///
/// # Errors
/// Faults of the base.
pub fn keep_image(connection: &Write<'_>, name: &str, whole: &[u8], small: &[u8]) -> Result<()> {
    connection
        .prepare_cached(
            "insert into image (id, bytes, small) values ($1, $2, $3) on conflict (id) do nothing",
        )?
        .execute(params![name, whole, small])?;
    Ok(())
}

/// The bytes of an image.
///
/// # Errors
/// Faults of the base.
pub fn image(connection: &Read<'_>, name: &str, size: Size) -> Result<Option<Vec<u8>>> {
    let column = match size {
        Size::Whole => "bytes",
        Size::Small => "small",
    };
    Ok(connection
        .prepare_cached(&format!("select {column} from image where id = $1"))?
        .query_row(params![name], |row| row.get(0))
        .optional()?)
}
