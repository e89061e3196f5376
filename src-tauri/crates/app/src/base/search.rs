//! Search as one types: accents and case ignored, a typo forgiven.

use domain::fault::Outcome;
use domain::text::folded;
use store::Base;

/// What was typed, ready to be looked for.
pub(crate) struct Words(Vec<String>);

impl Words {
    pub(crate) fn of(typed: &str) -> Self {
        Self(folded(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the index of the base finds by the beginnings of these words. Where that is nothing, a typo is forgiven, and
    /// what they are a part of is found too.
    pub(crate) fn found_by<T>(
        &self,
        base: &Base,
        ask: impl Fn(&[Vec<String>]) -> store::Result<Vec<T>>,
    ) -> Outcome<Vec<T>> {
        let mut groups: Vec<Vec<String>> = self.0.iter().map(|word| vec![word.clone()]).collect();
        let found = ask(&groups)?;
        if !found.is_empty() {
            return Ok(found);
        }
        let known = base.known_words()?;
        for group in &mut groups {
            let word = group[0].clone();
            group
                .extend(known.iter().filter(|other| other.contains(&word) || is_near(&word, other)).cloned());
        }
        if groups.iter().all(|group| group.len() == 1) { Ok(found) } else { Ok(ask(&groups)?) }
    }

    /// How well every word is found among folded texts, the weightiest text first: none when one is not. A
    /// word that begins one counts more than one inside, and that more than one with a typo.
    pub(crate) fn score(&self, texts: &[&str]) -> Option<u32> {
        self.0
            .iter()
            .map(|word| {
                texts
                    .iter()
                    .zip((1..=8).rev())
                    .filter_map(|(text, weight)| Some(found(word, text)? * weight))
                    .max()
            })
            .sum()
    }
}

fn found(word: &str, text: &str) -> Option<u32> {
    let mut best = text.contains(word).then_some(4);
    for other in text.split(' ') {
        if other == word {
            return Some(10);
        }
        if other.starts_with(word) {
            best = best.max(Some(8));
        } else if best.is_none() && is_near(word, other) {
            best = Some(1);
        }
    }
    best
}

/// Whether one typo (two in a long word) makes a word of the other, or of its beginning.
fn is_near(word: &str, other: &str) -> bool {
    let length = word.chars().count();
    let typos = match length {
        0..=3 => return false,
        4..=7 => 1,
        _ => 2,
    };
    let beginning: String = other.chars().take(length + 1).collect();
    [other, beginning.as_str(), beginning.get(..word.len().min(beginning.len())).unwrap_or(other)].iter().any(
        |candidate| {
            candidate.len().abs_diff(word.len()) <= typos && strsim::osa_distance(word, candidate) <= typos
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        Words::of(typed).score(&[&folded(text)]).is_some()
    }

    #[test]
    fn accents_case_and_apostrophes_do_not_matter() {
        assert!(finds("neandertal", "Néandertal"));
        assert!(finds("L’ENERGIE", "L'énergie en jeu"));
        assert!(finds("oeil", "L’œil et le cerveau"));
        assert!(finds("super esp", "Super espèces : la vie extraordinaire"));
    }

    #[test]
    fn a_typo_is_forgiven_in_a_word_that_is_long_enough() {
        assert!(finds("nenadertal", "Néandertal"));
        assert!(finds("mesopotami", "Mésopotamie - Terre d'argile"));
        assert!(finds("biodiversté", "La biodiversité de nos campagnes"));
        assert!(!finds("abc", "abd"));
        assert!(!finds("volcan", "Néandertal"));
    }

    #[test]
    fn every_word_has_to_be_found_and_the_best_comes_first() {
        assert!(!finds("terre volcan", "Mésopotamie - Terre d'argile"));
        let score = |text: &str| Words::of("terre").score(&[&folded(text)]);
        assert!(score("Terre d'argile") > score("La pomme de terreau"));
        assert!(score("Pomme de terreau") > score("Souterrein"));
    }
}
