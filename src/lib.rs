#![doc = include_str!("ARCHITECTURE.md")]
// Nothing that people write can stop the program; a test that stops has told something.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

// What everything speaks.
pub mod colour;
pub mod diagnostic;
pub mod failure;
pub mod guard;
pub mod holidays;
pub mod memo;
pub mod paths;
pub mod policy;
pub mod scan;
pub mod site;
pub mod threads;

// The stages, in order.
pub mod source;

pub mod parse;

pub mod model;

pub mod check;

pub mod media;

pub mod pages;

pub mod render;

pub mod assets;
pub mod search;

pub mod outputs;

pub mod publish;

// What puts them in order, and the door to it.
pub mod pipeline;

// The preview: a browser at one end, a folder at the other.
pub mod serve;
pub mod watch;

pub mod cli;
