pub mod highlight;
