//! Stories in the real window, driven through WebDriver.

mod booking;
mod permissions;
mod story;
mod window;
