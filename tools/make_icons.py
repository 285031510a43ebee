"""Draw the icons that browsers want as pictures; the same shapes as static/icons/icon.svg.

python tools/make_icons.py
"""

from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).resolve().parent.parent / "static" / "icons"
INK, TEAL, PAPER = "#14171f", "#3fb8b0", "#f4f6f7"
SIDE = 32  # of the drawing
FINE = 4  # times larger, then made smaller: soft edges
BARS = [(8, 13, 24), (8, 19, 24), (8, 25, 17)]  # from, at, to


def main() -> None:
    for size in (192, 512):
        sheet(size).save(ICONS / f"icon-{size}.png", optimize=True)
    whole(512, 0.62).save(ICONS / "icon-maskable-512.png", optimize=True)
    whole(180, 0.8).save(ICONS / "apple-touch-icon.png", optimize=True)
    sheet(48).save(ICONS / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])


def sheet(size: int) -> Image.Image:
    """The sheet on nothing."""
    return _drawn(size, 1.0, (0, 0, 0, 0))


def whole(size: int, share: float) -> Image.Image:
    """The sheet on its own colour, for places that cut the corners off or do not know transparency."""
    return _drawn(size, share, INK).convert("RGB")


def _drawn(size, share, ground):
    picture = Image.new("RGBA", (size * FINE, size * FINE), ground)
    draw, scale = ImageDraw.Draw(picture), size * FINE / SIDE * share
    edge = size * FINE * (1 - share) / 2

    def fill(left, top, right, bottom, colour):
        draw.rectangle(
            [edge + left * scale, edge + top * scale, edge + right * scale - 1, edge + bottom * scale - 1], colour
        )

    fill(4, 0, 28, 32, INK)
    fill(8, 0, 17, 6, TEAL)
    for left, at, right in BARS:
        fill(left, at - 1.2, right, at + 1.2, PAPER)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
