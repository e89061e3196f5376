//! Registers as centres keep them (CSV, XLSX, ODS): bytes in, plain records and problems out. No database.

pub mod register;
