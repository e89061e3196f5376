//! What puts an entry into a group of a breakdown.

use super::register::ResourceFact;
use crate::catalogue::{ExhibitionForm, ResourceKind};
use crate::questionnaire::CountingMethod;

/// Told of what the register leaves empty.
const UNSPECIFIED: (&str, &str) = ("non renseigné", "unspecified");

/// What puts an entry into a group: a word of the register, or one of the program's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'r> {
    pub(super) key: &'r str,
    pub(super) label: &'r str,
    pub(super) code: &'static str,
}

impl<'r> Word<'r> {
    /// A word of the register; what it leaves empty is « non renseigné ».
    pub(super) fn new(word: &'r str) -> Self {
        let (key, code) = if word.is_empty() { UNSPECIFIED } else { (word, "") };
        Self { key, label: key, code }
    }

    pub(super) fn all(words: &'r [String]) -> Vec<Self> {
        words.iter().map(|word| Self::new(word)).collect()
    }

    pub(super) fn called(mut self, label: &'r str) -> Self {
        if !label.is_empty() {
            self.label = label;
        }
        self
    }

    pub(super) fn coded(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }
}

pub(super) fn type_of(resource: &ResourceFact) -> Vec<Word<'_>> {
    let (word, code) = match (resource.kind, resource.form) {
        (ResourceKind::Exhibition, Some(ExhibitionForm::Interactive)) => {
            ("exposition interactive", "exhibition_interactive")
        }
        (ResourceKind::Exhibition, Some(ExhibitionForm::Light)) => ("exposition légère", "exhibition_light"),
        (ResourceKind::Exhibition, None) => ("exposition", "exhibition"),
        (ResourceKind::Malle, _) => ("malle pédagogique", "malle"),
        (ResourceKind::Equipment, _) => ("matériel d'animation", "equipment"),
        (ResourceKind::ResourceSet, _) => ("ensemble", "resource_set"),
        (ResourceKind::Machine, _) => ("machine", "machine"),
    };
    vec![Word::new(word).coded(code)]
}

pub(super) fn format_of(resource: &ResourceFact) -> Vec<Word<'_>> {
    vec![Word::new(&resource.format)]
}

pub(super) fn owner_of(resource: &ResourceFact) -> Vec<Word<'_>> {
    vec![Word::new(&resource.owner)]
}

/// A loan counts once in each theme of its resource.
pub(super) fn themes_of(resource: &ResourceFact) -> Vec<Word<'_>> {
    several(&resource.themes)
}

pub(super) fn audiences_of(resource: &ResourceFact) -> Vec<Word<'_>> {
    several(&resource.audiences)
}

fn several(words: &[String]) -> Vec<Word<'_>> {
    if words.is_empty() { vec![Word::new("")] } else { Word::all(words) }
}

pub(super) fn counting_word(method: CountingMethod) -> Word<'static> {
    let (word, code) = match method {
        CountingMethod::Headcount => ("effectif", "headcount"),
        CountingMethod::Estimate => ("estimation", "estimate"),
        CountingMethod::Range => ("fourchette", "range"),
        CountingMethod::Unknown => ("inconnu", "unknown"),
    };
    Word::new(word).coded(code)
}
