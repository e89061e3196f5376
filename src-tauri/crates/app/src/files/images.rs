//! Images: brought to two sizes when they come in, whatever the camera made of them.

use crate::files::uploads;
use crate::views::Upload;
use domain::fault::{Fault, Outcome};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage};
use sha2::{Digest, Sha256};
use std::io::Cursor;

/// The most pixels that a photo may have: a large telephone's. Each takes up to four bytes while it is read.
const MOST_PIXELS: u64 = 64_000_000;
/// The most bytes that a file may have.
const MOST_BYTES: usize = 40 * 1024 * 1024;
/// The longest side of what is kept, pixels: as large as a screen, and small enough to carry in the base.
const WHOLE: u32 = 1600;
/// The longest side of what a card shows.
const SMALL: u32 = 480;
/// Quality of the JPEG that is kept, of 100.
const QUALITY: u8 = 85;

/// An image as it is kept.
pub(crate) struct Image {
    /// The SHA-256 of its bytes.
    pub(crate) name: String,
    pub(crate) whole: Vec<u8>,
    pub(crate) small: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Reads an image of any usual format, upright, on white, in the two sizes.
pub(crate) fn read(upload: &Upload, field: &str) -> Outcome<Image> {
    let bytes = uploads::bytes(upload, field)?;
    let named = |code| Fault::input(code).with("path", upload.name.as_str()).on(field);
    if bytes.len() > MOST_BYTES {
        return Err(named("image_too_heavy")
            .with("megabytes", (bytes.len() / 1_048_576) as i64)
            .with("limit", (MOST_BYTES / 1_048_576) as i64));
    }
    let reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| named("image_unreadable"))?;
    let mut decoder = reader.into_decoder().map_err(|_| named("image_unreadable"))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS {
        return Err(named("image_too_large")
            .with("megapixels", pixels.div_ceil(1_000_000) as i64)
            .with("limit", (MOST_PIXELS / 1_000_000) as i64));
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    decoder.set_limits(limits).map_err(|_| named("image_unreadable"))?;
    let orientation = decoder.orientation().map_err(|_| named("image_unreadable"))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| named("image_unreadable"))?;
    image = fitted(image, WHOLE);
    image.apply_orientation(orientation);
    let image = on_white(&image);
    let whole = jpeg(&image).ok_or_else(|| named("image_unreadable"))?;
    let (width, height) = image.dimensions();
    let small = fitted(DynamicImage::ImageRgb8(image), SMALL).to_rgb8();
    let small = jpeg(&small).ok_or_else(|| named("image_unreadable"))?;
    let name = Sha256::digest(&whole).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Image { name, whole, small, width, height })
}

fn fitted(image: DynamicImage, side: u32) -> DynamicImage {
    if image.width().max(image.height()) <= side {
        return image;
    }
    // The mean of the pixels that become one, whose cost does not grow with the size wanted.
    image.thumbnail(side, side)
}

/// JPEG has no transparency: what shows through is white, as paper is.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let image = image.to_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let blended = |colour: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            ((colour * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        Rgb([blended(red), blended(green), blended(blue)])
    })
}

fn jpeg(image: &RgbImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(image).ok()?;
    Some(bytes)
}
