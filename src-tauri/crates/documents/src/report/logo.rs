//! The logo: shown where it can be read, left out where it cannot.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};

/// A logo that can be read.
pub(super) struct Logo {
    /// Its format, as Typst and the names of files call it.
    pub(super) format: &'static str,
    /// How wide and high it is shown, in millimetres.
    pub(super) size: (f64, f64),
}

/// The most room that a logo takes, in millimetres.
const ROOM: (f64, f64) = (55.0, 18.0);

/// The format and size of a PNG or JPEG image; none of what is no such image, or larger than any logo.
pub(super) fn read(bytes: &[u8]) -> Option<Logo> {
    let format = match image::guess_format(bytes).ok()? {
        ImageFormat::Png => "png",
        ImageFormat::Jpeg => "jpg",
        _ => return None,
    };
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(10_000), Some(10_000));
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.limits(limits);
    let image = reader.decode().ok()?;
    let (width, height) = (f64::from(image.width()), f64::from(image.height()));
    let scale = (ROOM.0 / width).min(ROOM.1 / height);
    Some(Logo { format, size: (width * scale, height * scale) })
}
