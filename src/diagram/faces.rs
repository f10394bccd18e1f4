//! What is made of the model and its layout: words, pictures, the way of the arrow keys.

pub mod describe;
pub mod neighbours;
mod roles;
pub mod still;
pub mod svg;
