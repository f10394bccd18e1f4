//! Widths of columns, and numbers that keep their units.

use strata::{
    pack::{
        check,
        columns::{Column, column, widths},
        prose::Span,
        read,
        search::{elsewhere, occurrences},
    },
    theme::{
        TextStyle,
        typeset::{bound, is_number},
    },
};

fn words(least: f32, natural: f32) -> Column {
    Column { least, natural, numbers: false }
}

fn numbers(width: f32) -> Column {
    Column { least: width, natural: width, numbers: true }
}

#[test]
fn a_number_keeps_its_unit() {
    for (text, tied) in [
        ("16 GiB and 1 GiB", "16\u{a0}GiB and 1\u{a0}GiB"),
        ("73.2 MiB, or 14 %.", "73.2\u{a0}MiB, or 14\u{a0}%."),
        ("in 5 ms (8 s)", "in 5\u{a0}ms (8\u{a0}s)"),
        ("2 in one", "2 in one"),
        ("14 VMs", "14 VMs"),
        ("Layer s", "Layer s"),
    ] {
        assert_eq!(bound(text), tied);
    }
    for number in ["1,051", "138.7", "≈ 73.2 MiB", "−4", "14 %", "14%", "1–3", "2×", "10 GB/s"]
    {
        assert!(is_number(number), "{number}");
    }
    for word in ["", "Type 1", "3 of 4", "12 monkeys", "≈", "1st", "a 1", "2020, in May"] {
        assert!(!is_number(word), "{word}");
    }
}

#[test]
fn a_column_of_numbers_is_one_whatever_its_notes_say() {
    let cell = |text: &str| vec![Span { text: text.to_owned(), ..Span::default() }];
    let cells = [cell("1,051"), cell("—"), cell("73.2 MiB")];
    let wants = |cells: &[Vec<Span>]| {
        column(&cell("Memory"), cells.iter().map(Vec::as_slice), TextStyle::Ui, 24.0)
    };
    let found = wants(&cells);
    assert!(found.numbers);
    // The longest number and its unit are one word.
    assert!((found.least - found.natural).abs() < 0.01, "{found:?}");
    assert!(!wants(&[cell("1,051"), cell("many")]).numbers);
    assert!(!wants(&[cell("—")]).numbers);
}

#[test]
fn columns_have_what_they_want_where_there_is_room() {
    // Long names beside two columns of numbers, which stay narrow.
    let names = widths(&[words(80.0, 1_200.0), numbers(60.0), numbers(70.0)], 616.0).unwrap();
    assert_eq!(names, [486.0, 60.0, 70.0]);
    // Everything fits on one line: the column of words gets the rest.
    assert_eq!(widths(&[words(50.0, 100.0), numbers(60.0)], 400.0).unwrap(), [340.0, 60.0]);
    // A column that wants less than its share leaves the rest; long texts share that, and none gets
    // all of it.
    let texts =
        widths(&[words(80.0, 170.0), words(90.0, 1_600.0), words(90.0, 400.0)], 616.0).unwrap();
    assert!((texts.iter().sum::<f32>() - 616.0).abs() < 0.1, "{texts:?}");
    assert!((texts[0] - 170.0).abs() < 0.1 && texts[1] > texts[2] && texts[2] > 140.0, "{texts:?}");
}

#[test]
fn columns_are_never_narrower_than_a_word_nor_wider_than_the_room() {
    assert_eq!(widths(&[words(300.0, 400.0), words(320.0, 320.0)], 616.0), None);
    assert_eq!(widths(&[], 616.0), None);
    let mut seed = 7_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from(u16::try_from(seed >> 20).unwrap())
    };
    for _ in 0..2_000 {
        let columns: Vec<Column> = (0..=(next() as usize) % 6)
            .map(|_| {
                let least = 10.0 + next() / 20.0;
                let natural = least + if next() > 2_000.0 { next() / 2.0 } else { 0.0 };
                Column { least, natural, numbers: next() > 3_000.0 }
            })
            .collect();
        let Some(given) = widths(&columns, 616.0) else { continue };
        assert!((given.iter().sum::<f32>() - 616.0).abs() < 0.5, "{columns:?} {given:?}");
        for (column, width) in columns.iter().zip(&given) {
            assert!(*width > column.least - 0.1, "{columns:?} {given:?}");
        }
    }
}

#[test]
fn words_are_found_whatever_the_case_and_the_space() {
    assert_eq!(occurrences("16\u{a0}GiB", "16 gib"), vec![0..7]);
    let course = check(&read("content/containers-vs-vms".as_ref()).unwrap()).course.unwrap();
    let course = &course;
    let first = &course.lessons[0].id;
    assert_eq!(elsewhere(course, first, "  ").hits, 0);
    assert_eq!(elsewhere(course, first, "no such words").next, None);
    let found = elsewhere(course, &course.lessons[1].id, "docker");
    assert!(found.hits > 5 && !found.at_least, "{found:?}");
    assert_eq!(found.next.as_ref(), Some(first), "round the end, from the beginning");
}
