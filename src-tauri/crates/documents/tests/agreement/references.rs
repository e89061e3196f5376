//! Pages compared with the images of `tests/reference`, made anew when `UPDATE_REFERENCES` is 1.

use std::path::{Path, PathBuf};

use tiny_skia::Pixmap;
use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_render::RenderOptions;

/// How much a channel of a pixel may differ before that pixel counts as different.
const CHANNEL_TOLERANCE: u8 = 40;
/// How many pixels in 100 000 may be different.
const DIFFERENT_PIXELS: usize = 20;

/// Compares every page with its image, at 72 pixels an inch.
pub(crate) fn check(name: &str, document: &PagedDocument) {
    let differences: Vec<String> =
        (1..).zip(document.pages()).filter_map(|(number, page)| difference(name, number, page)).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    let next = reference(name, document.pages().len() + 1);
    assert!(!next.exists(), "{} is the image of a page that is no longer there", next.display());
}

fn difference(name: &str, number: usize, page: &Page) -> Option<String> {
    let expected = reference(name, number);
    let options = RenderOptions { pixel_per_pt: Scalar::new(1.0), render_bleed: false };
    let image = typst_render::render(page, &options);
    if std::env::var("UPDATE_REFERENCES").is_ok_and(|value| value == "1") {
        write(&image, &expected);
        return None;
    }
    let same = Pixmap::load_png(&expected).is_ok_and(|expected| alike(&image, &expected));
    if same {
        return None;
    }
    let actual = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{number}.png"));
    write(&image, &actual);
    Some(format!(
        "page {number} differs from {}: see {}; if it is as wanted, run again with UPDATE_REFERENCES=1",
        expected.display(),
        actual.display()
    ))
}

fn alike(one: &Pixmap, other: &Pixmap) -> bool {
    let far = |(a, b): &(&[u8], &[u8])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > CHANNEL_TOLERANCE);
    let same_size = (one.width(), one.height()) == (other.width(), other.height());
    let pixels = one.data().chunks_exact(4).zip(other.data().chunks_exact(4));
    same_size && pixels.filter(far).count() * 100_000 <= DIFFERENT_PIXELS * one.data().len() / 4
}

fn write(image: &Pixmap, path: &Path) {
    image.save_png(path).expect("the image can be written");
}

fn reference(name: &str, number: usize) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(format!("{name}-{number}.png"))
}
