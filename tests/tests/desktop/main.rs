//! Stories in the real window, driven through WebDriver.

mod accessibility;
mod booking;
mod permissions;
mod pictures;
mod screens;
mod story;
mod window;
