//! Questionnaires, figures and the reports made of them.

pub(crate) mod answer_files;
pub(crate) mod figures;
pub(crate) mod forms;
pub(crate) mod questionnaires;
pub(crate) mod report;
pub(crate) mod survey;
