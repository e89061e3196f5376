//! Word documents and workbooks, read by other programs than those that wrote them.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::read::solid;

/// A Word document.
pub(crate) struct Word {
    bytes: Vec<u8>,
    pub(crate) main: String,
}

impl Word {
    /// Reads the document; every part of it must be XML.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
        let names: Vec<String> =
            archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
        for name in names.iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
            let xml = part(&mut archive, name);
            let mut reader = quick_xml::Reader::from_str(&xml);
            while reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) != Event::Eof {}
        }
        Self { bytes: bytes.to_vec(), main: part(&mut archive, "word/document.xml") }
    }

    /// One of its parts.
    pub(crate) fn part(&self, name: &str) -> String {
        part(&mut ZipArchive::new(Cursor::new(&self.bytes)).expect("it is an archive"), name)
    }

    /// Its text without any white space.
    pub(crate) fn text(&self) -> String {
        let (mut text, mut typed) = (String::new(), false);
        self.each(|event| match event {
            Event::Start(start) => typed = start.name().as_ref() == "w:t",
            Event::End(_) => typed = false,
            Event::Text(value) if typed => text.push_str(value),
            Event::GeneralRef(reference) if typed => match reference.resolve_char_ref() {
                Ok(Some(character)) => text.push(character),
                _ => {
                    text.push_str(
                        quick_xml::escape::resolve_xml_entity(reference).expect("an entity of XML"),
                    );
                }
            },
            _ => {}
        });
        solid(&text)
    }

    /// The descriptions of its images.
    pub(crate) fn descriptions(&self) -> Vec<String> {
        self.attributes("wp:docPr", "descr")
    }

    /// The paragraphs of a style.
    pub(crate) fn paragraphs(&self, style: &str) -> Vec<String> {
        self.attributes("w:pStyle", "w:val").into_iter().filter(|value| value == style).collect()
    }

    /// The styles that it names.
    pub(crate) fn styles(&self) -> BTreeSet<String> {
        let styles = ["w:pStyle", "w:tblStyle", "w:rStyle"];
        styles.into_iter().flat_map(|name| self.attributes(name, "w:val")).collect()
    }

    /// How many elements have this name.
    pub(crate) fn count(&self, name: &str) -> usize {
        let mut count = 0;
        self.each_start(|start| count += usize::from(start.name().as_ref() == name));
        count
    }

    fn attributes(&self, element: &str, attribute: &str) -> Vec<String> {
        let mut values = Vec::new();
        self.each_start(|start| {
            if start.name().as_ref() == element {
                let value = start.try_get_attribute(attribute).expect("attributes").expect("it is there");
                let version = quick_xml::XmlVersion::Implicit1_0;
                values.push(value.normalized_value(version).expect("UTF-8").into_owned());
            }
        });
        values
    }

    fn each_start(&self, mut each: impl FnMut(&BytesStart)) {
        self.each(|event| {
            if let Event::Start(start) | Event::Empty(start) = event {
                each(start);
            }
        });
    }

    fn each(&self, mut each: impl FnMut(&Event)) {
        let mut reader = quick_xml::Reader::from_str(&self.main);
        loop {
            match reader.read_event().expect("it is XML") {
                Event::Eof => return,
                event => each(&event),
            }
        }
    }
}

/// A workbook.
pub(crate) struct Workbook {
    bytes: Vec<u8>,
}

impl Workbook {
    /// Reads the workbook.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let workbook = Self { bytes: bytes.to_vec() };
        assert!(!workbook.names().is_empty());
        workbook
    }

    /// One of its parts.
    pub(crate) fn part(&self, name: &str) -> String {
        part(&mut ZipArchive::new(Cursor::new(&self.bytes)).expect("it is an archive"), name)
    }

    /// The names of its sheets.
    pub(crate) fn names(&self) -> Vec<String> {
        self.open().sheet_names()
    }

    /// A cell, by row and column from 0.
    pub(crate) fn cell(&self, sheet: &str, row: u32, column: u32) -> Data {
        let sheet = self.open().worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}"));
        sheet.get_value((row, column)).cloned().unwrap_or_default()
    }

    /// The rows of a sheet.
    pub(crate) fn rows(&self, sheet: &str) -> Vec<Vec<Data>> {
        let sheet = self.open().worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}"));
        sheet.rows().map(<[Data]>::to_vec).collect()
    }

    /// The texts of each sheet, without any white space.
    pub(crate) fn texts(&self) -> Vec<String> {
        let text = |data: &Data| if let Data::String(text) = data { solid(text) } else { String::new() };
        let mut open = self.open();
        let sheets = open.worksheets();
        sheets.iter().map(|(_, sheet)| sheet.rows().flatten().map(text).collect()).collect()
    }

    /// How many of its cells are formulas.
    pub(crate) fn formulas(&self) -> usize {
        let mut open = self.open();
        let formulas = |name: &String| open.worksheet_formula(name).expect("a sheet").used_cells().count();
        self.names().iter().map(formulas).sum()
    }

    fn open(&self) -> Xlsx<Cursor<&Vec<u8>>> {
        calamine::open_workbook_from_rs(Cursor::new(&self.bytes)).expect("it is a workbook")
    }
}

fn part(archive: &mut ZipArchive<Cursor<impl AsRef<[u8]>>>, name: &str) -> String {
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    file.read_to_string(&mut text).expect("it is UTF-8");
    text
}
