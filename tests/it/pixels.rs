//! Pictures as pixels: one that would be too large is refused before anything is drawn, and so is
//! one that can't be read.

use strata::picture::{MOST, PictureError, pixel_size, png};

#[test]
fn a_scale_that_is_named_is_small_enough_and_hardly_smaller() {
    for (width, height, scale) in [
        (4_000.0, 300.0, 8.0),
        (680.0, 90_000.0, 2.0),
        (200_000.0, 50.0, 0.1),
        (16_385.0, 1.0, 1.0),
    ] {
        let Err(PictureError::TooLarge { fitting: Some(fitting), .. }) =
            pixel_size(width, height, scale)
        else {
            panic!("{width} × {height} at {scale} is not too large");
        };
        let (wide, high) = pixel_size(width, height, f32::from(fitting) / 100.0).unwrap();
        assert!(u64::from(wide.max(high)) <= MOST);
        assert!(pixel_size(width, height, f32::from(fitting + 1) / 100.0).is_err());
    }
    let endless = pixel_size(1.0e9, 1.0, 1.0);
    assert!(matches!(endless, Err(PictureError::TooLarge { fitting: None, .. })), "{endless:?}");
    assert_eq!(pixel_size(680.0, 400.0, 2.0), Ok((1_360, 800)));
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    // The size is looked at first, so the broken rest is not even read.
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="680" height="90000"><broken"#;
    assert!(matches!(png(svg, 1.0, true), Err(PictureError::TooLarge { height: 90_000, .. })));
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="680" height="900"><broken"#;
    assert!(matches!(png(svg, 1.0, true), Err(PictureError::Undrawn(_))));
}
