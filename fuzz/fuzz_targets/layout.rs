//! From the text of a pack to its pictures: whatever the text is, nothing panics and nothing hangs.
#![no_main]

use libfuzzer_sys::fuzz_target;

// `cargo test` replays the corpus through the same function.
#[path = "../../tests/it/everything.rs"]
mod everything;

fuzz_target!(|text: &str| {
    everything::draw_everything(text);
});
