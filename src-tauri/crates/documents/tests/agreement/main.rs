//! The agreement of a loan, from its input to its pages.

mod pages;
mod read;
mod references;
mod samples;

use documents::{agreement_pages, agreement_pdf, agreement_svg};
use domain::agreement::Agreement;
use proptest::prelude::*;
use read::{solid, texts};
use serde_json::Value;

#[test]
fn it_looks_like_its_reference_images() {
    let samples = [
        ("one-resource", samples::one_resource()),
        ("two-resources", samples::two_resources()),
        ("three-resources", samples::three_resources()),
        ("long-inventory", samples::long_inventory()),
        ("other-alphabets", samples::other_alphabets()),
    ];
    for (name, agreement) in samples {
        references::check(name, &agreement_pages(&agreement).expect("the sample is printed"));
    }
}

#[test]
fn one_two_or_three_resources_take_one_page_without_a_page_number() {
    for agreement in [samples::one_resource(), samples::two_resources(), samples::three_resources()] {
        let pages = printed(&agreement);
        assert_eq!(pages.len(), 1);
        assert!(!pages[0].contains("page1"), "{}", pages[0]);
    }
}

#[test]
fn it_says_all_that_the_loan_holds() {
    let text = printed(&samples::three_resources()).concat();
    for expected in [
        "Convention de prêt",
        "Collège La Sidoine",
        "01600 Trévoux",
        "Grilles d’accrochage × 14",
        "14 × 40 €",
        "1 × Livret, 30 × Fiche élève (consommable)",
        "Valeur à assurer 2 875 €",
        "Du lundi 30 mars au vendredi 17 avril 2026 inclus, soit 19 jours.",
        "Hall du CDI, Trévoux",
        "Poids total : 175,3 kg",
        "Prix du prêt : 120 € · Tarif : adhérent · Paiement : pass Culture, offre collective",
        "Une caution de 300 €",
        "Fait en deux exemplaires à Bourg-en-Bresse, le 16 mars 2026.",
    ] {
        assert!(text.contains(&solid(expected)), "« {expected} » is not in {text}");
    }
}

#[test]
fn what_is_not_known_is_said_or_left_out() {
    let text = printed(&samples::two_resources()).concat();
    for expected in [
        "non précisée",
        "Le mercredi 1er avril 2026.",
        "Super espèces : 120 € · Tarif : adhérent",
        "Prix du prêt : sur devis",
        "à leur valeur de remplacement",
        "Aucune caution n’est demandée.",
        "Le transport est organisé d’un commun accord.",
    ] {
        assert!(text.contains(&solid(expected)), "« {expected} » is not in {text}");
    }
    assert!(!text.contains("Poidstotal") && !text.contains("Valeuràassurer"), "{text}");
}

#[test]
fn the_thin_space_separates_thousands_and_the_no_break_space_precedes_the_euro() {
    let document = agreement_pages(&samples::three_resources()).expect("the sample is printed");
    let text = read::text(&document.pages()[0].frame);
    assert!(text.contains("2\u{202f}875\u{a0}€"), "{text}");
    assert!(text.contains("«\u{a0}clou à clou\u{a0}»"), "{text}");
}

#[test]
fn a_long_inventory_flows_over_numbered_pages_and_loses_nothing() {
    let agreement = samples::long_inventory();
    let pages = printed(&agreement);
    assert!(pages.len() > 2, "{} pages", pages.len());
    for (number, page) in (1..).zip(&pages) {
        assert!(page.contains(&format!("page{number}sur{}", pages.len())), "{page}");
    }
    for page in &pages[1..] {
        assert!(page.contains("Conventiondeprêt2026-042"), "{page}");
        assert!(page.contains("PièceContenantQuantité"), "no table header on {page}");
    }
    let text = pages.concat();
    for item in &agreement.lines[0].inventory {
        let row = format!(
            "{}{}{}{}",
            item.label,
            if item.consumable { "(consommable)" } else { "" },
            item.container,
            item.quantity
        );
        assert_eq!(text.matches(&solid(&row)).count(), 1, "{row}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_and_another_number_gives_others() {
    let agreement = samples::three_resources();
    let first = agreement_pdf(&agreement).expect("the sample is printed");
    agreement_pdf(&samples::one_resource()).expect("the sample is printed");
    assert_eq!(first, agreement_pdf(&agreement).expect("the sample is printed"));
    assert_eq!(agreement_svg(&agreement).ok(), agreement_svg(&agreement).ok());
    let amended = Agreement { number: "2026-042-A1".into(), ..agreement };
    assert_ne!(first, agreement_pdf(&amended).expect("the sample is printed"));
}

#[test]
fn the_pdf_is_tagged_in_french_and_declares_itself_accessible() {
    let pdf = agreement_pdf(&samples::other_alphabets()).expect("the sample is printed");
    let text = String::from_utf8_lossy(&pdf);
    for expected in [
        "%PDF-1.7",
        "/StructTreeRoot",
        "/Lang(fr-FR)",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<xmp:CreateDate>2026-03-16T00:00:00+00:00</xmp:CreateDate>",
        "Convention de prêt 2026-042 – Συλλογή 🧪 Академия",
    ] {
        assert!(text.contains(expected), "{expected} is not in the file");
    }
}

#[test]
fn each_page_is_an_image_of_its_own() {
    let pages = agreement_svg(&samples::long_inventory()).expect("the sample is printed");
    assert_eq!(pages.len(), printed(&samples::long_inventory()).len());
    assert!(pages.iter().all(|page| page.starts_with("<svg") && page.contains("viewBox=\"0 0 595.")));
}

#[test]
fn a_character_that_no_face_shows_never_prevents_the_document() {
    let mut agreement = samples::one_resource();
    agreement.borrower.name = "科学館 \u{e000} \u{10fffd} हिन्दी".into();
    let pdf = agreement_pdf(&agreement).expect("the document is made all the same");
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("/StructTreeRoot"));
    assert!(!text.contains("pdfuaid:part"), "it may not call itself PDF/UA");
}

#[test]
fn hostile_text_in_every_field_is_printed_as_it_was_typed() {
    let all = HOSTILE.join(" ");
    let (agreement, fields) = with_every_text(&samples::three_resources(), |field| format!("{field}k{all}"));
    let text = printed(&agreement).concat();
    for field in 0..fields {
        assert!(text.contains(&solid(&format!("{field}k{all}"))), "field {field} is not as typed in {text}");
    }
    agreement_pdf(&agreement).expect("its PDF is made");
    assert!(
        agreement_svg(&agreement).expect("its pages are drawn").iter().all(|page| !page.contains("<script"))
    );
}

#[test]
fn a_word_of_300_letters_stays_within_the_page() {
    for letter in ["m", "🧪", "م", "ש", "-", ".", ")", "a@", "a\u{a0}"] {
        let (agreement, fields) = with_every_text(&samples::one_resource(), |_| letter.repeat(300));
        let document = agreement_pages(&agreement).expect("it is printed");
        for page in document.pages() {
            let right = read::right_edge(&page.frame);
            assert!(right <= page.frame.width(), "{letter} reaches {right:?}");
        }
        let letters = texts(&document).concat().matches(letter.trim_end()).count();
        assert!(letters >= 300 * fields, "{letter} is lost: {letters} in {fields} fields");
    }
}

#[test]
fn a_note_of_20_000_characters_is_whole() {
    let words: Vec<String> = (0..2_000).map(|number| format!("mot{number:05}")).collect();
    let mut agreement = samples::one_resource();
    agreement.notes = words.join(" ") + &" fin".repeat(500);
    agreement.lines[0].contents = agreement.notes.replace("mot", "con");
    let text = printed(&agreement).concat();
    for word in words {
        assert_eq!(text.matches(&word).count(), 1, "{word}");
        assert_eq!(text.matches(&word.replace("mot", "con")).count(), 1, "{word}");
    }
}

#[test]
fn hebrew_arabic_and_unprintable_characters_do_no_harm() {
    let typed = "א\u{202e}בג\0\u{7}\u{1b}\u{fffe}\u{feff}\u{fffc} مركز\u{2067} العلوم\u{2066}\u{200f}x\u{85}y\r\nz\u{2028}t";
    let (agreement, fields) = with_every_text(&samples::three_resources(), |_| typed.into());
    let text = printed(&agreement).concat();
    for expected in ["אבג", "مركز", "العلوم", "Article1", "Fait en deux exemplaires"].map(solid)
    {
        assert!(text.contains(&expected), "{expected} is not in {text}");
    }
    assert!(text.matches("אבג").count() >= fields, "{text}");
    agreement_pdf(&agreement).expect("its PDF is made");
}

#[test]
fn a_line_break_that_was_typed_is_kept() {
    let mut agreement = samples::one_resource();
    agreement.notes = "première\nseconde".into();
    let document = agreement_pages(&agreement).expect("it is printed");
    let height = |word| read::height_of(&document.pages()[0].frame, word).expect("it is on the page");
    assert!(height("seconde") > height("première"));
}

#[test]
fn an_agreement_with_nothing_in_it_is_still_a_page() {
    let (agreement, _) = with_every_text(&samples::one_resource(), |_| String::new());
    assert_eq!(printed(&agreement).len(), 1);
    assert_eq!(printed(&Agreement { lines: Vec::new(), ..agreement }).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_prevents_an_agreement(texts in prop::collection::vec(any::<String>(), 1..40)) {
        let (agreement, _) = with_every_text(&samples::three_resources(), |field| texts[field % texts.len()].clone());
        prop_assert!(agreement_pdf(&agreement).is_ok());
    }
}

/// Code of Typst, markup, HTML, SQL and spreadsheets.
const HOSTILE: [&str; 24] = [
    "#let x = 1",
    "#panic(\"x\")",
    "#eval(\"1\")",
    "#include \"/etc/passwd\"",
    "\"",
    "'",
    "<script>alert(1)</script>",
    "<label>",
    "=cmd|' /C calc'!A0",
    "= Titre",
    "$x^2$",
    "*bold*",
    "_it_",
    "`raw`",
    "\\",
    "\\u{41}",
    "//",
    "/* */",
    "@ref",
    "[",
    "]",
    "~ -- --- ...",
    "'; drop table loan; --",
    "👩\u{200d}🔬 🧪 é e\u{301}",
];

/// The agreement with each of its texts replaced by what `text` says for the number of that field; and how
/// many there are. Dates are no texts.
fn with_every_text(agreement: &Agreement, mut text: impl FnMut(usize) -> String) -> (Agreement, usize) {
    let mut value = serde_json::to_value(agreement).expect("an agreement is JSON");
    let mut count = 0;
    replace_texts(&mut value, &mut |field| {
        *field = text(count);
        count += 1;
    });
    (serde_json::from_value(value).expect("it is an agreement still"), count)
}

fn replace_texts(value: &mut Value, replace: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => replace(text),
        Value::Array(values) => values.iter_mut().for_each(|value| replace_texts(value, replace)),
        Value::Object(fields) => {
            let texts =
                fields.iter_mut().filter(|(name, _)| !["date", "from", "to"].contains(&name.as_str()));
            texts.for_each(|(_, value)| replace_texts(value, replace));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn printed(agreement: &Agreement) -> Vec<String> {
    texts(&agreement_pages(agreement).expect("the agreement is printed"))
}
