"""The press: inks, paper and the few shapes that several prints need. Needs Pillow only."""

import math

from PIL import Image, ImageChops, ImageDraw

WIDTH, HEIGHT, SCALE = 1200, 750, 2
W, H = WIDTH * SCALE, HEIGHT * SCALE
FULL, HOLE = 255, 0


def ink(colour, draw_shapes):
    """One printing plate: the shapes in one colour, white elsewhere."""
    mask = Image.new("L", (W, H), HOLE)
    draw_shapes(ImageDraw.Draw(mask))
    return plate(colour, mask)


def print_on(paper, *plates):
    sheet = Image.new("RGB", (W, H), paper)
    for plate in plates:
        sheet = ImageChops.multiply(sheet, plate)
    return sheet.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def disc(d, x, y, radius, fill=FULL):
    d.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def wave(base, height, length, phase):
    top = [
        (x, base + height * math.sin(x / length + phase) + height * 0.4 * math.sin(x / length * 2.3 + phase * 2))
        for x in range(0, W + 20, 20)
    ]
    return [*top, (W, H), (0, H)]


def turned(points, centre, angle):
    """`points` turned about `centre` by `angle` in radians."""
    (a, b), cos, sin = centre, math.cos(angle), math.sin(angle)
    return [(a + (x - a) * cos - (y - b) * sin, b + (x - a) * sin + (y - b) * cos) for x, y in points]


def plate(colour, mask):
    """A plate from a mask that is already drawn."""
    return Image.composite(Image.new("RGB", (W, H), colour), Image.new("RGB", (W, H), "white"), mask)
