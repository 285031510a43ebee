"""Cut the two font files from the full Newsreader (Open Font License, see OFL.txt).

    python fonts/subset.py newsreader-latin-opsz-normal.woff2 newsreader.woff2 400 600
    python fonts/subset.py newsreader-latin-opsz-italic.woff2 newsreader-italic.woff2 400 400

Needs fonttools and brotli. Keeps optical sizes 18 to 44 and the given range of weights,
western European letters, kerning, ligatures and tabular figures.
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

LEAVE_OUT = {0xA4, 0xA6, 0xA8, 0xAC, 0xAF, 0xB2, 0xB3, 0xB8, 0xB9}
EXTRA = {
    0x152,
    0x153,
    0x160,
    0x161,
    0x17D,
    0x17E,
    0x2009,
    0x2011,
    0x2013,
    0x2014,
    0x2018,
    0x2019,
    0x201C,
    0x201D,
    0x201E,
    0x2022,
    0x2026,
    0x202F,
    0x2039,
    0x203A,
    0x2044,
    0x20AC,
    0x2212,
}


def main(source, target, lightest, boldest):
    weights = float(lightest) if lightest == boldest else (float(lightest), float(boldest))
    font = instantiateVariableFont(TTFont(source), {"opsz": (18, 44), "wght": weights})
    options = subset.Options(
        layout_features=["kern", "liga", "rvrn", "tnum"], hinting=False, name_IDs=[1, 2, 3, 4, 5, 6, 13, 14]
    )
    cut = subset.Subsetter(options)
    cut.populate(unicodes={*range(0x20, 0x7F), *range(0xA0, 0x100), *EXTRA} - LEAVE_OUT)
    cut.subset(font)
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
