//! What is made of the model and its layout: words, pictures, the way of the arrow keys.

pub mod bidi;
pub mod describe;
pub mod drawing;
pub mod fates;
pub mod neighbours;
pub mod requests;
mod roles;
pub mod route;
pub mod routes;
pub mod scene;
pub mod still;
pub mod svg;
