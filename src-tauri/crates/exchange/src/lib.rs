//! Registers as centres keep them (CSV, XLSX, ODS) and answers of online surveys: bytes in, plain records and problems
//! out. No database.

pub mod register;
pub mod survey;
