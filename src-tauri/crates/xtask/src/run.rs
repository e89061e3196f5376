//! Opens the window on the demonstration base.

use std::process::{Child, Command};

use crate::display::VirtualDisplay;
use crate::step::{Done, cargo, end, failed, out, step, target};
use crate::test::FEATURES;
use crate::{setup, ui};

/// How long the window stays open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stay {
    /// Until a person closes it or interrupts the task.
    UntilClosed,
    /// Until it has been photographed.
    ForOneScreenshot,
}

/// Sets up, builds, and opens the window; on a virtual display, with a picture of it, where there is no other.
pub(crate) fn run(stay: Stay) -> Done {
    setup::setup()?;
    ui::build()?;
    step(
        "Construction de la fenêtre",
        &mut cargo(&["build", "--package", "malleposte-desktop", "--features", FEATURES]),
    )?;
    let display = if stay == Stay::ForOneScreenshot {
        Some(VirtualDisplay::start()?)
    } else {
        VirtualDisplay::where_there_is_none()?
    };
    let mut program = Command::new(target().join("debug/malleposte-desktop"));
    program.arg("--demo");
    println!("→ Ouverture de Malleposte sur la base de démonstration");
    let Some(display) = display else {
        return wait(&mut program.spawn()?);
    };
    let why = if stay == Stay::ForOneScreenshot { "" } else { "Pas d’écran ici : " };
    println!("  {why}la fenêtre est sur un écran virtuel, {}.", display.name());
    let mut window = display.show(&mut program).spawn()?;
    let outcome = photograph_and_stay(&display, &mut window, stay);
    end(&mut window);
    outcome
}

fn photograph_and_stay(display: &VirtualDisplay, window: &mut Child, stay: Stay) -> Done {
    let picture = out()?.join("malleposte.png");
    let full = display.photograph(window, &picture)?;
    println!("  Capture de la fenêtre : {}", picture.display());
    if stay == Stay::ForOneScreenshot {
        return if full { Ok(()) } else { failed("la fenêtre reste vide, ou n’arrête pas de changer") };
    }
    if !full {
        println!("  Attention : la fenêtre restait vide, ou n’arrêtait pas de changer.");
    }
    println!("  La fenêtre reste ouverte ; Ctrl+C pour la fermer.");
    wait(window)
}

fn wait(window: &mut Child) -> Done {
    let status = window.wait()?;
    if status.success() {
        Ok(())
    } else {
        failed(format!("Malleposte s’est arrêté sur une erreur ({status})"))
    }
}
