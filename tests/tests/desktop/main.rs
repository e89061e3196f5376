//! Stories in the real window, driven through WebDriver.

mod accessibility;
mod booking;
mod measures;
mod permissions;
mod pictures;
mod planning;
mod screens;
mod sheets;
mod story;
mod window;
