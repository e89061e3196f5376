//! A virtual display, where the machine has none.
