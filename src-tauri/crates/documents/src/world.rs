//! All that Typst may read: the templates and fonts of the program, and the data of one document. There is no
//! file system, no network and no clock behind it.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInstance, FontVariations};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// What a template reads its input from: `json("data.json")`.
const DATA: &str = "data.json";

/// What a template reads an image from that goes with its input: `image("picture")`.
const PICTURE: &str = "picture";

macro_rules! template {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../assets/typst/", $name)))
    };
}

/// The templates, by the name that they import each other by.
pub(crate) const TEMPLATES: [(&str, &str); 10] = [
    template!("agreement.typ"),
    template!("agreement-text.typ"),
    template!("form.typ"),
    template!("form-text.typ"),
    template!("french.typ"),
    template!("planning.typ"),
    template!("report.typ"),
    template!("report-drawing.typ"),
    template!("report-drawings.typ"),
    template!("report-text.typ"),
];

/// The faces, in the order in which a template asks for them: Atkinson for all that is printed, DejaVu for
/// Greek, Cyrillic, Hebrew, Arabic, arrows and signs, Noto for emoji.
const FACES: [&[u8]; 4] = [
    include_bytes!("../../../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
    include_bytes!("../../../../assets/fonts/DejaVuSans.ttf"),
    include_bytes!("../../../../assets/fonts/NotoEmoji-Regular.ttf"),
];

/// One document to be made: a template and its data.
pub(crate) struct DocumentWorld {
    main: FileId,
    data: Bytes,
    picture: Option<Bytes>,
}

impl DocumentWorld {
    /// The world of `template`, one of [`TEMPLATES`], with its input as JSON.
    pub(crate) fn new(template: &str, data: Vec<u8>) -> Self {
        Self { main: file_id(template), data: Bytes::new(data), picture: None }
    }

    /// The same with an image, which must have been read once: Typst takes no document with a broken one.
    pub(crate) fn with_picture(self, picture: Vec<u8>) -> Self {
        Self { picture: Some(Bytes::new(picture)), ..self }
    }
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SHARED.sources.iter().find(|source| source.id() == id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let known = if id == SHARED.data {
            Some(&self.data)
        } else if id == SHARED.picture {
            self.picture.as_ref()
        } else {
            None
        };
        known.cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What every document has in common, made once.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    data: FileId,
    picture: FileId,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = FACES.into_iter().filter_map(|face| Font::new(Bytes::new(face), 0)).collect();
    let mut book = FontBook::new();
    fonts.iter().for_each(|font| book.push(font.info().clone()));
    let sources =
        TEMPLATES.into_iter().map(|(name, text)| Source::new(file_id(name), text.to_owned())).collect();
    Shared {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(book),
        fonts,
        sources,
        data: file_id(DATA),
        picture: file_id(PICTURE),
    }
});

/// The faces, to be measured and asked for their glyphs.
static INSTANCES: LazyLock<Vec<FontInstance>> = LazyLock::new(|| {
    let instance = |font: &Font| {
        font.clone().instantiate(font.info().variant, Abs::pt(10.0), &FontVariations::default())
    };
    SHARED.fonts.iter().map(instance).collect()
});

/// The faces, in their order.
pub(crate) fn faces() -> &'static [FontInstance] {
    &INSTANCES
}

/// The face of all that is printed where nothing asks for another.
pub(crate) fn first_face() -> Option<&'static FontInstance> {
    INSTANCES.first()
}

/// The face with the widest letters: as wide as those of any common font.
pub(crate) fn wide_face() -> Option<&'static FontInstance> {
    INSTANCES.get(2)
}

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names of the templates are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

#[cfg(test)]
mod tests {
    use super::{FACES, SHARED, TEMPLATES};

    #[test]
    fn every_face_is_read() {
        assert_eq!(SHARED.fonts.len(), FACES.len());
    }

    #[test]
    fn the_words_of_the_templates_have_french_spaces() {
        for (name, text) in TEMPLATES.iter().filter(|(name, _)| name.ends_with("-text.typ")) {
            let comment = |line: &&str| line.trim_start().starts_with("//");
            let words = text.lines().filter(|line| !comment(line)).map(|line| line.replace("!=", ""));
            for (number, line) in (1..).zip(words) {
                for plain in [" :", " ;", " !", " ?", " €", " %", "« ", " »", "'"] {
                    assert!(
                        !line.contains(plain),
                        "{name}: « {plain} » in line {number} of the words: {line}"
                    );
                }
            }
        }
    }
}
