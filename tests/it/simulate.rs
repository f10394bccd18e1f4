//! The models behind the live figures.

mod request_cost;
mod request_cost_packs;
