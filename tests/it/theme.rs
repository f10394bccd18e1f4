//! The token table holds the contrasts and distances that the visual design demands.

use strata::{
    diagram::LayerRole,
    theme::{ColourScheme, Rgb, Tokens, colour::linear},
};

fn surfaces(t: &Tokens) -> [Rgb; 6] {
    [t.window, t.panel, t.reading, t.raised, t.sunken, t.hover]
}

fn least(inks: &[Rgb], grounds: &[Rgb]) -> f64 {
    let pairs = inks.iter().flat_map(|ink| grounds.iter().map(move |ground| ink.contrast(*ground)));
    pairs.fold(f64::INFINITY, f64::min)
}

#[test]
fn every_text_has_a_contrast_of_4_5_and_every_outline_of_3() {
    for scheme in ColourScheme::ALL {
        let t = scheme.tokens();
        let all = surfaces(t);
        let softs = [t.success_soft, t.error_soft, t.warning_soft, t.info_soft];
        let mut rows: Vec<(String, f64, f64)> = vec![
            ("text".into(), 4.5, least(&[t.text, t.text2, t.text3, t.accent_text], &all)),
            ("text3 on held rows".into(), 4.5, least(&[t.text3], &[t.pressed, t.accent_soft])),
            ("links on chosen rows".into(), 4.5, least(&[t.accent_text], &[t.accent_soft])),
            (
                "on accent".into(),
                4.5,
                least(&[t.on_accent], &[t.accent, t.accent_hover, t.accent_pressed]),
            ),
            ("on success and error".into(), 4.5, least(&[t.on_accent], &[t.success, t.error])),
            ("reasons on softs".into(), 4.5, least(&[t.text2], &softs)),
            ("control".into(), 3.0, least(&[t.control], &all)),
            ("focus".into(), 3.0, least(&[t.focus], &[&all[..], &[t.accent_soft]].concat())),
            ("accent".into(), 3.0, least(&[t.accent], &[&all[..], &[t.track]].concat())),
        ];
        for (name, stroke, soft, text) in [
            ("success", t.success, t.success_soft, t.success_text),
            ("error", t.error, t.error_soft, t.error_text),
            ("warning", t.warning, t.warning_soft, t.warning_text),
            ("info", t.info, t.info_soft, t.info_text),
        ] {
            rows.push((format!("{name} text"), 4.5, least(&[text], &[soft])));
            let grounds = [t.window, t.panel, t.reading, t.raised];
            rows.push((format!("{name} text on surfaces"), 4.5, least(&[text], &grounds)));
            rows.push((
                format!("{name} stroke"),
                3.0,
                least(&[stroke], &[&all[..], &[soft]].concat()),
            ));
        }
        for role in LayerRole::ALL {
            let c = role.colours(t);
            let name = role.name();
            rows.push((format!("{name} name"), 4.5, least(&[c.text], &[c.fill, t.hot(c)])));
            rows.push((format!("{name} name, dimmed"), 4.5, least(&[t.text3], &[t.dim(c)])));
            let grounds = [c.fill, t.panel, t.reading, t.sunken, t.hot(c)];
            rows.push((format!("{name} outline"), 3.0, least(&[c.stroke], &grounds)));
            rows.push((format!("{name} icon"), 3.0, least(&[t.icon(c)], &[c.fill, t.hot(c)])));
        }
        rows.push(("ghost".into(), 4.5, least(&[t.ghost.text], &[t.ghost.fill])));
        rows.push((
            "exposed".into(),
            4.5,
            least(&[t.exposed.text], &[t.exposed.fill, t.hatch(&t.exposed)]),
        ));
        for (pair, needed, found) in rows {
            assert!(found >= needed, "{}: {pair}: {found:.2}, needed {needed}", scheme.name());
        }
    }
}

#[test]
fn colours_of_meaning_can_be_told_apart_by_everyone() {
    for scheme in ColourScheme::ALL {
        let t = scheme.tokens();
        let strokes: Vec<Rgb> = LayerRole::ALL.iter().map(|role| role.colours(t).stroke).collect();
        let all = [&strokes[..], &[t.exposed.stroke]].concat();
        for (vision, seen) in VISIONS {
            let nearest = |colours: &[Rgb]| {
                let labs: Vec<_> = colours.iter().map(|c| lab(*c, seen)).collect();
                let mut nearest = f64::INFINITY;
                for (index, one) in labs.iter().enumerate() {
                    for other in labs.iter().skip(index + 1) {
                        nearest = nearest.min(distance(*one, *other));
                    }
                }
                nearest
            };
            let name = scheme.name();
            assert!(
                nearest(&strokes[..5]) >= 11.0,
                "{name}, {vision}: core {}",
                nearest(&strokes[..5])
            );
            assert!(nearest(&all) >= 6.5, "{name}, {vision}: all {}", nearest(&all));
            let verdicts = nearest(&[t.success, t.error]);
            assert!(verdicts >= 13.0, "{name}, {vision}: success and error {verdicts}");
        }
    }
}

type Matrix = [[f64; 3]; 3];

/// Matrices for colour blindness by Machado, Oliveira and Fernandes (2009), severity 1, on linear
/// light.
const VISIONS: [(&str, Matrix); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn times(m: Matrix, v: [f64; 3]) -> [f64; 3] {
    m.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum())
}

/// CIE L*a*b* under D65 of a colour as someone with that vision sees it.
fn lab(colour: Rgb, vision: Matrix) -> [f64; 3] {
    let light = [linear(colour.0), linear(colour.1), linear(colour.2)];
    let seen = times(vision, light).map(|v| v.clamp(0.0, 1.0));
    let xyz = times(
        [
            [0.412_456_4, 0.357_576_1, 0.180_437_5],
            [0.212_672_9, 0.715_152_2, 0.072_175_0],
            [0.019_333_9, 0.119_192_0, 0.950_304_1],
        ],
        seen,
    );
    let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let [x, y, z] = [f(xyz[0] / 0.950_47), f(xyz[1]), f(xyz[2] / 1.088_83)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The distance of two colours by CIEDE2000, after Sharma, Wu and Dalal (2005).
fn distance([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let mean = |a: f64, b: f64| f64::midpoint(a, b);
    let c7 = mean(a1.hypot(b1), a2.hypot(b2)).powi(7);
    let g = 0.5 * (1.0 - (c7 / (c7 + 25_f64.powi(7))).sqrt());
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| {
        if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) }
    };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let mut dh = h2 - h1;
    if c1 * c2 == 0.0 {
        dh = 0.0;
    } else if dh > 180.0 {
        dh -= 360.0;
    } else if dh < -180.0 {
        dh += 360.0;
    }
    let dh_big = 2.0 * (c1 * c2).sqrt() * (dh / 2.0).to_radians().sin();
    let (lm, cm) = (mean(l1, l2), mean(c1, c2));
    let hm = if c1 * c2 == 0.0 {
        h1 + h2
    } else if (h1 - h2).abs() <= 180.0 {
        mean(h1, h2)
    } else if h1 + h2 < 360.0 {
        mean(h1, h2) + 180.0
    } else {
        mean(h1, h2) - 180.0
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(hm - 30.0) + 0.24 * cos(2.0 * hm) + 0.32 * cos(3.0 * hm + 6.0)
        - 0.20 * cos(4.0 * hm - 63.0);
    let theta = 30.0 * (-((hm - 275.0) / 25.0).powi(2)).exp();
    let cm7 = cm.powi(7);
    let rc = 2.0 * (cm7 / (cm7 + 25_f64.powi(7))).sqrt();
    let l50 = (lm - 50.0).powi(2);
    let sl = 1.0 + 0.015 * l50 / (20.0 + l50).sqrt();
    let (sc, sh) = (1.0 + 0.045 * cm, 1.0 + 0.015 * cm * t);
    let rt = -(2.0 * theta).to_radians().sin() * rc;
    let (dl, dc, dh) = ((l2 - l1) / sl, (c2 - c1) / sc, dh_big / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

/// Two pairs of the data that were published with the formula.
#[test]
fn the_distance_is_the_published_one() {
    let near = |found: f64, known: f64| assert!((found - known).abs() < 1e-4, "{found} {known}");
    near(distance([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485]), 2.0425);
    near(distance([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387]), 1.2644);
}
