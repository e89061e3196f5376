//! Stories in the real window, driven through WebDriver.

mod accessibility;
mod booking;
mod focus;
mod measures;
mod menus;
mod permissions;
mod pictures;
mod planning;
mod screens;
mod sheets;
mod start;
mod statistics;
mod story;
mod twice;
mod window;
