//! What the interface can ask: one thin file per domain, and one list of them all.

mod base;
mod borrowers;
mod catalogue;
mod documents;
mod exports;
mod figures;
mod loans;
mod planning;
mod questionnaires;

use app::views;
use chrono::NaiveDate;
use domain::catalogue::{TermList, TermRole};
use domain::fault::Outcome;
use domain::id::{HoldId, PhotoId, QuestionId};
use domain::interval::Period;
use tauri::ipc::Invoke;

use crate::desk::Desk;

/// From the list: a Tauri command around each function, run on a blocking thread so that the window keeps answering.
macro_rules! commands {
    ($($file:ident { $($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)* })*) => {
        mod handlers {
            use super::{
                Desk, HoldId, NaiveDate, Outcome, Period, PhotoId, QuestionId, TermList, TermRole, views,
            };

            $($(
                $(#[$doc])*
                #[tauri::command]
                pub(super) async fn $name(handle: tauri::AppHandle, $($argument: $type),*) -> Outcome<$answer> {
                    let desk = Desk::new(handle);
                    let asked = desk.clone();
                    let answered =
                        tauri::async_runtime::spawn_blocking(move || super::$file::$name(&asked, $(&$argument),*))
                            .await;
                    desk.kept(stringify!($name), answered)
                }
            )*)*
        }

        /// Answers every command of the list.
        pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($(handlers::$name),*),*]
        }
    };
}

include!("list.rs");
