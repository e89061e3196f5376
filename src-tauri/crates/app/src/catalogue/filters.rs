//! What lists of resources are narrowed by, and how many each choice would leave.

use crate::base::search::Words;
use crate::views::{KindCount, LabelCount};
use domain::catalogue::{ExhibitionForm, Resource, ResourceKind};
use domain::text::folded;
use std::collections::BTreeMap;

/// Whether a resource is of one of the kinds or forms, and bears one of the labels of each list; an empty list lets
/// everything through.
pub(crate) fn passes_labels(
    resource: &Resource,
    kinds: &[ResourceKind],
    forms: &[ExhibitionForm],
    themes: &[String],
    audiences: &[String],
) -> bool {
    let kind = kinds.is_empty() && forms.is_empty()
        || kinds.contains(&resource.kind)
        || resource.form.is_some_and(|form| forms.contains(&form));
    let any = |wanted: &[String], labels: &[String]| {
        wanted.is_empty() || wanted.iter().any(|label| labels.contains(label))
    };
    kind && any(themes, &resource.themes) && any(audiences, &resource.audiences)
}

/// How well a resource answers the words typed; none when one of them is not there.
pub(crate) fn score(resource: &Resource, words: &Words) -> Option<u32> {
    if words.is_empty() {
        return Some(0);
    }
    let texts = [
        folded(&resource.title),
        folded(&resource.code),
        folded(&resource.themes.join(" ")),
        folded(&resource.owner),
        folded(&resource.format),
        folded(&resource.audiences.join(" ")),
        folded(&resource.summary),
        folded(&resource.notes),
    ];
    words.score(&texts.each_ref().map(String::as_str))
}

/// How many resources are of each kind.
pub(crate) fn kind_counts<'a>(resources: impl Iterator<Item = &'a Resource>) -> Vec<KindCount> {
    let mut counts: BTreeMap<_, u32> = BTreeMap::new();
    for resource in resources {
        *counts.entry((resource.kind, resource.form)).or_default() += 1;
    }
    counts.into_iter().map(|((kind, form), count)| KindCount { kind, form, count }).collect()
}

/// How many times each label is borne, the most first.
pub(crate) fn label_counts<'a>(labels: impl Iterator<Item = &'a String>) -> Vec<LabelCount> {
    let mut counts: BTreeMap<&String, u32> = BTreeMap::new();
    for label in labels {
        *counts.entry(label).or_default() += 1;
    }
    let mut counts: Vec<LabelCount> =
        counts.into_iter().map(|(label, count)| LabelCount { label: label.clone(), count }).collect();
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| folded(&a.label).cmp(&folded(&b.label))));
    counts
}
