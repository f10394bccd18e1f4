//! What fuzzing has found worth keeping, read and drawn again.

use crate::everything::draw_everything;
use std::fs;

#[test]
fn the_corpus_of_the_fuzzer_is_drawn_without_a_finding() {
    let mut pictures = 0;
    let mut files = 0;
    for entry in fs::read_dir("fuzz/corpus/layout").unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        pictures += draw_everything(&String::from_utf8_lossy(&bytes));
        files += 1;
    }
    assert!(files > 10 && pictures > 40, "{pictures} pictures from {files} files");
}
