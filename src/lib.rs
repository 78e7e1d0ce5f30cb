#![doc = include_str!("ARCHITECTURE.md")]

pub mod diagnostic;
pub mod failure;
pub mod publish;
pub mod render;
pub mod site;
