//! What a person fills in, in the real window: a resource with its photo and inventory, two borrowers made one, a first
//! start with a register, a loan reached in three keys; in French and in English.

use base64::Engine;
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::json;
use std::io::Cursor;
use thirtyfour::Key;

use crate::screens::TODAY;
use crate::window::Window;

const LANGUAGES: [(&str, &str, &str); 2] = [("fr-FR", "Garder", "Fusionner"), ("en-GB", "Keep", "Merge")];

/// A picture of that size, each pixel after its place.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| image::Rgb([(x / 8) as u8, (y / 8) as u8, 140]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_is_made_with_its_inventory_and_its_photo_in_both_languages() {
    for (locale, _, _) in LANGUAGES {
        let home = tempfile::tempdir().expect("a home");
        let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
        window.settled().await;
        window.dress("light", locale).await;
        window.go("ressource").await;
        window.write("#resource-title", "Les oiseaux du lac").await;
        window.write("[data-column=label]", "Panneau numéroté").await;
        window.write("[data-column=quantity]", "12").await;
        // Twice: the second one finds nothing left to save.
        window.press_with_control_key(Key::Enter).await;
        window.press_with_control_key(Key::Enter).await;
        let address = window.wait_for_address(|address| address.contains("#/catalogue/")).await;
        let code = address.rsplit('/').next().unwrap_or_default().to_owned();
        let sheet = window.call("resource", &format!("{{ code: '{code}' }}")).await.expect("its sheet");
        assert_eq!(sheet["card"]["title"], "Les oiseaux du lac");
        assert_eq!(sheet["inventory"][0]["quantity"], 12);
        let query = "{ query: { search: 'oiseaux du lac' } }";
        let catalogue = window.call("catalogue", query).await.expect("the catalogue");
        let same = |card: &&serde_json::Value| card["title"] == "Les oiseaux du lac";
        assert_eq!(catalogue["resources"].as_array().into_iter().flatten().filter(same).count(), 1);

        window.settled().await;
        window.choose_file("input[type=file]", "lac.png", &png(320, 200)).await;
        window.see("img[src*=photo]").await;
        let loaded = window
            .wait_for(
                "const [done] = arguments;
                 const look = () => {
                     const image = document.querySelector('img[src*=photo]');
                     if (image?.complete && image.naturalWidth > 0) done(image.naturalWidth); else setTimeout(look, 50);
                 };
                 look();",
            )
            .await;
        assert!(loaded.as_u64().is_some_and(|width| width >= 320), "{loaded}");
        window.photograph(&format!("ressource-creee-{locale}")).await;

        // What is no image is told, and nothing is added.
        window.choose_file("input[type=file]", "notes.png", b"pas une image").await;
        window.see("[data-sonner-toast], [role=alert]").await;
        let sheet = window.call("resource", &format!("{{ code: '{code}' }}")).await.expect("its sheet");
        assert_eq!(sheet["photos"].as_array().map(Vec::len), Some(1));
        window.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_borrowers_become_one_in_both_languages() {
    for (locale, keep, merge) in LANGUAGES {
        let home = tempfile::tempdir().expect("a home");
        let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
        window.settled().await;
        window.dress("light", locale).await;
        let mut codes = Vec::new();
        for name in ["Médiathèque des Deux Lacs", "Mediatheque des deux lacs"] {
            let form = json!({ "id": null, "code": "", "name": name, "borrower_type": "médiathèque", "address": "",
                "postcode": "01130", "commune": "Nantua", "insee": "01269", "departement": "", "uai": "", "notes": "",
                "contacts": [], "memberships": [] });
            let done =
                window.call("save_borrower", &format!("{{ form: {form} }}")).await.expect("a borrower");
            codes.push(done["value"]["card"]["code"].as_str().unwrap_or_default().to_owned());
        }
        window.go(&format!("emprunteurs/{}", codes[0])).await;
        window.see("main h1").await;
        window.press(merge).await;
        window.see("[role=dialog]").await;
        window.settled().await;
        let dialog = window.ask("return document.querySelector('[role=dialog]')?.innerText ?? ''").await;
        let dialog = dialog.as_str().unwrap_or_default().to_owned();
        if !dialog.contains("Mediatheque des deux lacs") {
            window.write("[role=dialog] input", "mediatheque des deux").await;
            window.press_option("Mediatheque des deux lacs").await;
            window.settled().await;
        }
        window.photograph(&format!("fusion-{locale}")).await;
        assert!(!keep.is_empty());
        window.press_last_in("[role=dialog]", merge).await;
        window.gone("[role=dialog]").await;
        let left = [
            window.call("borrower", &format!("{{ code: '{}' }}", codes[0])).await.is_ok(),
            window.call("borrower", &format!("{{ code: '{}' }}", codes[1])).await.is_ok(),
        ];
        assert_eq!(left.iter().filter(|there| **there).count(), 1, "{left:?}");
        window.press_with_control('z').await;
        window.settled().await;
        for code in &codes {
            assert!(window.call("borrower", &format!("{{ code: '{code}' }}")).await.is_ok());
        }
        window.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_brings_a_register_in_both_languages() {
    let workbook = include_bytes!("../../fixtures/registre-2023/registre-2023.xlsx");
    for (locale, import) in [("fr-FR", "Importer"), ("en-GB", "Import")] {
        let home = tempfile::tempdir().expect("a home");
        let base = home.path().join("centre.db").display().to_string();
        let window = Window::open(home.path(), &["--base", &base, "--today", TODAY]).await;
        window.settled().await;
        window.dress("light", locale).await;
        // A file that is no register: a sentence, and nothing in the base.
        window.choose_file("#start-files", "courses.xlsx", b"beurre, farine").await;
        window.settled().await;
        assert_eq!(window.call("base_state", "{}").await.expect("the base")["resources"], 0);
        window.press_keys(Key::Escape + "").await;
        window.settled().await;
        window.choose_file("#start-files", "registre-2023.xlsx", workbook).await;
        window.see("[role=dialog]").await;
        window.settled().await;
        window.photograph(&format!("importer-{locale}")).await;
        window.press_last_in("[role=dialog]", import).await;
        window.wait_for_address(|address| address.contains("catalogue")).await;
        let state = window.call("base_state", "{}").await.expect("the base");
        assert_eq!((&state["resources"], &state["borrowers"]), (&json!(88), &json!(97)));
        window.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loan_is_reached_in_three_keys() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
    window.settled().await;
    let found = window.call("find", "{ search: '9' }").await.expect("what 9 finds");
    let number = found["loans"][0]["number"].as_str().expect("a loan").to_owned();
    window.press_with_control('k').await;
    window.see("[role=dialog] input:focus").await;
    window.press_keys("9").await;
    window.press_keys(Key::Enter + "").await;
    window.wait_for_address(|address| address.ends_with(&format!("#/dossiers/{number}"))).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_removed_while_open_and_a_second_window_lose_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let base = home.path().join("centre.db");
    let argument = base.display().to_string();
    let first = Window::open(home.path(), &["--base", &argument, "--today", TODAY]).await;
    first.settled().await;
    let borrower = |name: &str| {
        format!("{{ borrower: {{ name: '{name}', borrower_type: 'école', commune: 'Nantua' }} }}")
    };
    first.call("new_borrower", &borrower("École des Lilas")).await.expect("a borrower");

    // Two windows on one base: each sees what the other did.
    let second = Window::open(home.path(), &["--base", &argument, "--today", TODAY]).await;
    second.settled().await;
    second.call("new_borrower", &borrower("École des Roses")).await.expect("another");
    let all = first.call("borrowers", "{ search: 'école' }").await.expect("both");
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    second.close().await;

    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(home.path().join(format!("centre.db{suffix}")));
    }
    let fault = first.call("new_borrower", &borrower("École perdue")).await.expect_err("the base is gone");
    assert_eq!(fault["code"], "base_gone_saved", "{fault}");
    first.close().await;
    let saved = home.path().join("centre.secours.db").display().to_string();
    let again = Window::open(home.path(), &["--base", &saved, "--today", TODAY]).await;
    again.settled().await;
    let all = again.call("borrowers", "{ search: 'école' }").await.expect("the copy");
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    again.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_of_a_hundred_megapixels_is_refused_with_a_sentence() {
    let home = tempfile::tempdir().expect("a home");
    let window = Window::open(home.path(), &["--demo", "--today", TODAY]).await;
    window.settled().await;
    let mut huge = png(10, 10);
    huge[16..20].copy_from_slice(&10_000_u32.to_be_bytes());
    huge[20..24].copy_from_slice(&10_000_u32.to_be_bytes());
    let crc = crc32fast::hash(&huge[12..29]);
    huge[29..33].copy_from_slice(&crc.to_be_bytes());
    let content = base64::engine::general_purpose::STANDARD.encode(huge);
    let fault = window
        .call(
            "add_photo",
            &format!("{{ code: 'EXP-001', photo: {{ name: 'ciel.png', content: '{content}' }} }}"),
        )
        .await
        .expect_err("it is refused");
    assert_eq!(fault["code"], "image_too_large");
    window.close().await;
}
