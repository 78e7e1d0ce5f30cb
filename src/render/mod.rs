//! Page → HTML: views say what a page shows, templates say how. This stage reads no file and no clock.

pub mod bare;
pub mod body;
pub mod brand;
pub mod chart;
pub mod colours;
pub mod diagram;
pub mod highlight;
mod mistake;
pub mod pictures;
pub mod renderer;
pub mod search_box;
pub mod shared;
mod terms;
pub mod theme;
pub mod view;
pub mod viewpoint;
pub mod words;
