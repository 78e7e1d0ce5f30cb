#![doc = include_str!("ARCHITECTURE.md")]

pub mod check;
pub mod colour;
pub mod diagnostic;
pub mod failure;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod publish;
pub mod site;
pub mod source;
