//! What laid out pages say, without any tool that reads PDF.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// The text of each page in the order of its layout, without any white space: where a line ends depends on
/// the width of the page.
pub(crate) fn texts(document: &PagedDocument) -> Vec<String> {
    document.pages().iter().map(|page| solid(&text(&page.frame))).collect()
}

/// A text as [`texts`] returns it.
pub(crate) fn solid(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The text of a frame in the order of its layout.
pub(crate) fn text(frame: &Frame) -> String {
    runs(frame, Point::zero()).into_iter().map(|(_, run)| run.text.as_str()).collect()
}

/// How far to the right any of its text reaches.
pub(crate) fn right_edge(frame: &Frame) -> Abs {
    runs(frame, Point::zero()).into_iter().map(|(at, run)| at.x + run.width()).max().unwrap_or_default()
}

/// How far down the line that holds `word` stands.
pub(crate) fn height_of(frame: &Frame, word: &str) -> Option<Abs> {
    runs(frame, Point::zero()).into_iter().find(|(_, run)| run.text.contains(word)).map(|(at, _)| at.y)
}

fn runs(frame: &Frame, origin: Point) -> Vec<(Point, &TextItem)> {
    let mut found = Vec::new();
    for (position, item) in frame.items() {
        match item {
            FrameItem::Group(group) => found.extend(runs(&group.frame, origin + *position)),
            FrameItem::Text(run) => found.push((origin + *position, run)),
            _ => {}
        }
    }
    found
}
