//! Bases made by the program: the demonstration, and one of any size to measure on.

pub mod demo;
pub mod generate;
