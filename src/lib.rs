#![doc = include_str!("ARCHITECTURE.md")]

pub mod check;
pub mod diagnostic;
pub mod failure;
pub mod media;
pub mod model;
pub mod pages;
pub mod parse;
pub mod pipeline;
pub mod policy;
pub mod publish;
pub mod render;
pub mod site;
pub mod source;
