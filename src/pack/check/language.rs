//! Tags of languages: what could be one, and what was probably meant by what is none.

/// All language tags of two letters (ISO 639-1).
const TWO: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co \
    cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he \
    hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku \
    kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr \
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq \
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi \
    yo za zh zu";

/// What people write instead of a tag (names, longer tags, countries), and the tag that they mean.
const MEANT: [(&str, &str); 58] = [
    ("english", "en"),
    ("eng", "en"),
    ("uk-en", "en-GB"),
    ("us", "en-US"),
    ("gb", "en-GB"),
    ("german", "de"),
    ("deutsch", "de"),
    ("deu", "de"),
    ("ger", "de"),
    ("at", "de-AT"),
    ("french", "fr"),
    ("francais", "fr"),
    ("français", "fr"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("spanish", "es"),
    ("espanol", "es"),
    ("español", "es"),
    ("spa", "es"),
    ("mx", "es-MX"),
    ("italian", "it"),
    ("italiano", "it"),
    ("ita", "it"),
    ("portuguese", "pt"),
    ("portugues", "pt"),
    ("por", "pt"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("nld", "nl"),
    ("dut", "nl"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("pol", "pl"),
    ("russian", "ru"),
    ("rus", "ru"),
    ("ukrainian", "uk"),
    ("ukr", "uk"),
    ("ua", "uk"),
    ("chinese", "zh"),
    ("zho", "zh"),
    ("chi", "zh"),
    ("cn", "zh"),
    ("japanese", "ja"),
    ("jpn", "ja"),
    ("jp", "ja"),
    ("korean", "ko"),
    ("kor", "ko"),
    ("czech", "cs"),
    ("cze", "cs"),
    ("ces", "cs"),
    ("cz", "cs"),
    ("danish", "da"),
    ("dk", "da"),
    ("swedish", "sv"),
    ("greek", "el"),
    ("gr", "el"),
    ("turkish", "tr"),
    ("arabic", "ar"),
];

/// Does it have the form of a BCP 47 tag?
pub(super) fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or("");
    (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// What to say of a tag: nothing if it may be one; else the tag that was probably meant, if it is
/// known.
#[expect(clippy::option_option, reason = "no mistake, one, and one with its remedy")]
pub(super) fn meant(tag: &str) -> Option<Option<&'static str>> {
    let whole = tag.to_lowercase();
    let first = whole.split('-').next().unwrap_or("");
    let found = MEANT.iter().find(|(name, _)| *name == whole || *name == first);
    if let Some((_, tag)) = found {
        return Some(Some(tag));
    }
    let known = match first.len() {
        2 => TWO.split_whitespace().any(|two| two == first),
        // There are thousands of tags of three letters, so these are believed; longer ones there
        // are none.
        length => length == 3,
    };
    (is_tag(tag) && !known).then_some(None)
}
