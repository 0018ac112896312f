#!/bin/sh
# Makes the fonts that are built into the program: LunxunSans for the window, LunxunSong for papers, both in
# Regular and Bold.
#
#   sh assets/fonts/make.sh
#
# Needs python3 with fonttools (`pip install fonttools`), npm and a network. The same input gives the
# same bytes: the source package is pinned, and no time of day is written into the files.
#
# Source: Noto Sans SC and Noto Serif SC, SIL Open Font License 1.1 (OFL.txt), as static TrueType files in npm
# packages.
# Kept: the 8,105 characters of 通用规范汉字表 (table-8105.txt; from Unihan's kTGH), GB 2312 (the codec that
# comes with Python), and the signs named below. Rarer names are drawn with the system's fonts.
# Papers are set one glyph a character, so LunxunSong has no layout features; and its figures are made equally wide,
# so that they stand below each other in a column.
# The files carry a name of their own, since a changed font should not pass for the original.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$here/table-8105.txt" > "$work/characters.txt" <<'PY'
import sys

characters = set(open(sys.argv[1], encoding="utf-8").read())
for first in range(0xA1, 0xF8):
    for second in range(0xA1, 0xFF):
        try:
            characters.add(bytes([first, second]).decode("gb2312"))
        except UnicodeDecodeError:
            pass
ranges = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # pinyin with tone marks
    (0x02B0, 0x02FF),  # modifier letters
    (0x0391, 0x03C9),  # Greek
    (0x2000, 0x206F),  # punctuation
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # letter-like signs, fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x24FF),  # numbers in circles and brackets
    (0x2500, 0x25FF),  # boxes, blocks, geometric shapes
    (0x2600, 0x27BF),  # stars, ticks, crosses
    (0x2E80, 0x2FDF),  # radicals
    (0x3000, 0x303F),  # CJK punctuation
    (0x3105, 0x312F),  # bopomofo
    (0x3200, 0x33FF),  # enclosed and squared CJK
    (0xFE10, 0xFE4F),  # vertical and compatibility forms
    (0xFF01, 0xFFEE),  # full-width and half-width forms
]
for first, last in ranges:
    characters.update(map(chr, range(first, last + 1)))
# hiragana and katakana come with GB 2312
sys.stdout.write("".join(sorted(c for c in characters if c.isprintable() or c == "\u3000")))
PY

# make FAMILY SOURCE PACKAGE FEATURES: both weights of a family.
make() {
    rm -rf "$work/package"
    (cd "$work" && npm pack --silent "$3" >/dev/null && tar xzf ./*.tgz && rm ./*.tgz)
    for weight in 400Regular 700Bold; do
        style=${weight#?00}
        target="$here/Lunxun$1-$style.ttf"
        python3 -m fontTools.subset "$work/package/$weight/$2_$weight.ttf" \
            --text-file="$work/characters.txt" \
            --output-file="$target" \
            --no-hinting \
            --layout-features="$4" \
            --drop-tables+=vhea,vmtx,VORG,BASE,DSIG \
            --name-IDs='0,1,2,3,4,5,6,13,14' \
            --notdef-outline \
            --no-recalc-timestamp
        python3 "$work/finish.py" "$target" "$1" "$style" "$2"
    done
}

cat > "$work/finish.py" <<'PY'
import sys
from fontTools.ttLib import TTFont

path, family, style, source = sys.argv[1:]
source = {"NotoSansSC": "Noto Sans SC", "NotoSerifSC": "Noto Serif SC"}[source]
font = TTFont(path, recalcTimestamp=False)
names = {
    1: f"Lunxun {family}",
    2: style,
    3: f"Lunxun {family} {style}; made from {source}",
    4: f"Lunxun {family} {style}",
    6: f"Lunxun{family}-{style}",
}
for record in list(font["name"].names):
    if record.nameID in names:
        font["name"].setName(
            names[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID
        )
    elif record.nameID in (16, 17):
        font["name"].removeNames(nameID=record.nameID)
widths = font["hmtx"].metrics
figures = [font.getBestCmap()[ord(c)] for c in "0123456789"]
widest = max(widths[name][0] for name in figures)
for name in figures:
    if widths[name][0] < widest:
        glyph = font["glyf"][name]
        glyph.coordinates.translate(((widest - widths[name][0]) // 2, 0))
        glyph.recalcBounds(font["glyf"])
        widths[name] = (widest, glyph.xMin)
font.save(path)
print(f"{path}: {len(font.getBestCmap())} characters")
PY

make Sans NotoSansSC '@expo-google-fonts/noto-sans-sc@0.4.3' 'kern,liga,calt,ccmp,locl,mark,mkmk,tnum'
cp "$work/package/LICENSE_FONT" "$here/OFL.txt"
make Song NotoSerifSC '@expo-google-fonts/noto-serif-sc@0.4.3' ''
# the licence is the same; the second line is what the font itself says of its copyright
sed -i '1a Copyright 2017-2024 Adobe (http://www.adobe.com/)' "$here/OFL.txt"
