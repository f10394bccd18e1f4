//! What fuzzing begins with and has found, read and drawn again.
//!
//! It begins with the lessons of `tests/packs`, each as a pack in one file. `cargo test -- --ignored
//! seed_the_fuzzer` writes those beside what was found, which alone is kept.

use crate::everything::draw_everything;
use std::{fs, path::Path};

const CORPUS: &str = "fuzz/corpus/layout";

/// Each lesson of the packs as a pack of its own in one file, and each pack as a whole, with a
/// name.
fn seeds() -> Vec<(String, String)> {
    let mut seeds = Vec::new();
    for pack in ["gallery", "curriculum", "mistakes"] {
        let folder = Path::new("tests/packs").join(pack);
        let head = fs::read_to_string(folder.join("pack.ron")).unwrap();
        let files = fs::read_dir(folder.join("lessons")).unwrap();
        let mut files: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let lessons: Vec<(String, String)> = files
            .iter()
            .map(|file| {
                let id = file.file_stem().unwrap().to_string_lossy().into_owned();
                (id, fs::read_to_string(file).unwrap())
            })
            .collect();
        for (id, text) in &lessons {
            // The lessons that should be read before it are not in this pack.
            let alone = with_list(text, "prerequisites:", "[]").unwrap_or_else(|| text.clone());
            let seed = in_one_file(&head, &[(id.clone(), alone)]);
            seeds.push((format!("seed-{pack}-{id}.ron"), seed));
        }
        seeds.push((format!("seed-{pack}.ron"), in_one_file(&head, &lessons)));
    }
    seeds
}

/// A pack of these lessons, in one file.
fn in_one_file(head: &str, lessons: &[(String, String)]) -> String {
    let ids: Vec<String> = lessons.iter().map(|(id, _)| format!("\"{id}\"")).collect();
    let texts: Vec<&str> = lessons.iter().map(|(_, text)| text.trim_end()).collect();
    let units = format!("[(id: \"u\", title: \"U\", lessons: [{}])]", ids.join(", "));
    let inline = format!("[\n{}\n]", texts.join(",\n"));
    let pack = match with_list(head, "inline:", &inline) {
        Some(head) => with_list(&head, "units:", &units),
        None => with_list(head, "units:", &format!("{units},\n    inline: {inline}")),
    };
    pack.unwrap()
}

/// The text with another list behind a field's name, if it has that field.
fn with_list(text: &str, field: &str, list: &str) -> Option<String> {
    let start = text.find(field)?;
    let start = start + text[start..].find('[')?;
    let (mut depth, mut quoted) = (0, false);
    let end = text[start..].char_indices().find(|(_, letter)| {
        match letter {
            '"' => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let end = start + end?.0 + 1;
    Some(format!("{}{list}{}", &text[..start], &text[end..]))
}

#[test]
fn what_the_fuzzer_begins_with_is_drawn() {
    let (mut drawn, mut pictures) = (0, 0);
    for (_, text) in seeds() {
        let count = draw_everything(&text);
        drawn += usize::from(count > 0);
        pictures += count;
    }
    assert!(drawn > 5 && pictures > 60, "{pictures} pictures of {drawn} lessons");
}

#[test]
fn the_corpus_of_the_fuzzer_is_drawn_without_a_finding() {
    let mut files = 0;
    for entry in fs::read_dir(CORPUS).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        draw_everything(&String::from_utf8_lossy(&bytes));
        files += 1;
    }
    assert!(files > 10, "{files} files");
}

#[test]
#[ignore = "writes what fuzzing begins with"]
fn seed_the_fuzzer() {
    for (name, text) in seeds() {
        fs::write(Path::new(CORPUS).join(name), text).unwrap();
    }
}
