#!/usr/bin/env python3
"""Makes the faces in this folder, and `src/theme/glyphs.rs`.

Text: Noto Sans, cut down to Latin, Greek, Cyrillic and punctuation, with arrows and signs from
Noto Sans Symbols and Noto Sans Math put into each cut, so that one face holds a whole label.
Icons: Phosphor, cut down to those that `src/theme/icons.rs` names.

Needs npm and fontTools (`pip install fonttools==4.68.0`); run it after a change of either list:

    python3 assets/faces/make.py
"""

import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

NOTO = "@expo-google-fonts/noto-sans@0.4.2"
SYMBOLS = "@expo-google-fonts/noto-sans-symbols@0.4.1"
MATH = "@expo-google-fonts/noto-sans-math@0.4.2"
PHOSPHOR = "@phosphor-icons/web@2.1.2"

# What is kept of Noto Sans, as blocks of Unicode.
LETTERS = [
    (0x0020, 0x024F),  # Latin
    (0x0250, 0x02FF),  # phonetic letters, spacing modifiers
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin, Vietnamese among it
    (0x1F00, 0x1FFF),  # Greek of all ages
    (0x2000, 0x20CF),  # punctuation, raised and lowered digits, currencies
    (0x2100, 0x218F),  # letter-like signs, fractions, Roman numerals
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),
    (0xFFFD, 0xFFFD),
]
# What is put in besides, wherever Noto Sans lacks it and one of the others has it.
SIGNS = [
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # operators
    (0x2308, 0x230B),  # ceiling and floor
    (0x25A0, 0x25FF),  # shapes
    (0x2605, 0x2606),  # stars
    (0x266A, 0x266F),  # notes, flat, sharp
    (0x27E8, 0x27EB),  # angle brackets
    (0x27F5, 0x27FA),  # long arrows
]
# Kerning, and marks on their letters. No ligatures: a letter stays one that can be pointed at.
FEATURES = ["kern", "mark", "mkmk", "ccmp"]

CUTS = [
    # our name, Noto Sans, Noto Sans Symbols
    ("NotoSans-Regular", "400Regular/NotoSans_400Regular", "400Regular/NotoSansSymbols_400Regular"),
    ("NotoSans-Bold", "700Bold/NotoSans_700Bold", "700Bold/NotoSansSymbols_700Bold"),
    ("NotoSans-Italic", "400Regular_Italic/NotoSans_400Regular_Italic", "400Regular/NotoSansSymbols_400Regular"),
    ("NotoSans-BoldItalic", "700Bold_Italic/NotoSans_700Bold_Italic", "700Bold/NotoSansSymbols_700Bold"),
]

ICONS = {"regular": "regular/Phosphor", "fill": "fill/Phosphor-Fill", "bold": "bold/Phosphor-Bold"}


def package(name: str, into: Path) -> Path:
    """The files of an npm package."""
    into = into / name.split("/")[1].split("@")[0]
    into.mkdir()
    packed = subprocess.run(
        ["npm", "pack", "--silent", name], cwd=into, check=True, capture_output=True, text=True
    )
    with tarfile.open(into / packed.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def codes(blocks: list[tuple[int, int]]) -> set[int]:
    return {code for first, last in blocks for code in range(first, last + 1)}


def cut_down(font: TTFont, wanted: set[int], features: list[str]) -> None:
    options = subset.Options()
    options.layout_features = features
    options.layout_scripts = ["*"]
    options.hinting = True
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.drop_tables += ["STAT", "DSIG", "MATH"]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=wanted)
    worker.subset(font)
    # The same bytes whenever it is made.
    font["head"].modified = font["head"].created


def put_in(font: TTFont, other: TTFont, wanted: set[int]) -> None:
    """Copies the outlines of what `font` lacks and `other` has."""
    has, offers, shapes = font.getBestCmap(), other.getBestCmap(), other.getGlyphSet()
    assert font["head"].unitsPerEm == other["head"].unitsPerEm
    for code in sorted(wanted & offers.keys() - has.keys()):
        name = f"u{code:04X}"
        outline = DecomposingRecordingPen(shapes)
        shapes[offers[code]].draw(outline)
        pen = TTGlyphPen(None)
        outline.replay(pen)
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = other["hmtx"][offers[code]]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    font.setGlyphOrder(font["glyf"].glyphOrder)


def save(font: TTFont, name: str) -> None:
    path = HERE / f"{name}.ttf"
    font.recalcTimestamp = False
    font.save(path)
    print(f"{path.name}: {path.stat().st_size} bytes, {len(font.getBestCmap())} characters")


def text(work: Path) -> None:
    noto, symbols, math = (package(name, work) for name in (NOTO, SYMBOLS, MATH))
    for name, cut, bold in CUTS:
        font = TTFont(noto / f"{cut}.ttf", recalcTimestamp=False)
        cut_down(font, codes(LETTERS) | codes(SIGNS), FEATURES)
        put_in(font, TTFont(symbols / f"{bold}.ttf"), codes(SIGNS))
        put_in(font, TTFont(math / "400Regular/NotoSansMath_400Regular.ttf"), codes(SIGNS))
        save(font, name)
    (HERE / "OFL.txt").write_text((noto / "LICENSE_FONT").read_text())


def icons(work: Path) -> None:
    phosphor = package(PHOSPHOR, work)
    source = (ROOT / "src/theme/icons.rs").read_text()
    out = ["//! Made by `assets/faces/make.py`: the icons of Phosphor that `icons.rs` names.", ""]
    for cut, file in ICONS.items():
        wanted = sorted(set(re.findall(rf"\b{cut}::([A-Z_]+)", source)))
        styles = (phosphor / f"src/{cut}/style.css").read_text()
        known = dict(re.findall(r"\.ph-([a-z0-9-]+):before \{\s*content: \"\\([0-9a-f]+)\"", styles))
        out.append(f"pub mod {cut} {{")
        points = set()
        for name in wanted:
            point = int(known[name.lower().replace("_", "-")], 16)
            points.add(point)
            out.append(f'    pub const {name}: &str = "\\u{{{point:x}}}";')
        out += ["}", ""]
        font = TTFont(phosphor / f"src/{file}.ttf", recalcTimestamp=False)
        cut_down(font, points, [])
        save(font, f"Phosphor-{cut.capitalize()}")
    (ROOT / "src/theme/glyphs.rs").write_text("\n".join(out).rstrip() + "\n")
    (HERE / "PHOSPHOR-LICENSE.txt").write_text((phosphor / "LICENSE").read_text())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        text(Path(folder))
        icons(Path(folder))
