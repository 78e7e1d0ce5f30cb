#![doc = include_str!("ARCHITECTURE.md")]

pub mod diagnostic;
pub mod failure;
pub mod parse;
pub mod publish;
pub mod site;
