"""Prints of water and weather."""

import itertools
import math
import random

from PIL import Image

from newsclip.demo.press import FULL, HOLE, H, W, disc, ink, plate, print_on, wave


def tide():
    """A warm disc going down behind cold water: heat from the estuary."""

    def sun(d):
        disc(d, W * 0.55 + H * 0.28, H * 0.44, H * 0.28)

    def water(step):
        return lambda d: d.polygon(wave(H * (0.46 + 0.115 * step), 26 + 9 * step, 300 + 60 * step, step * 1.9), FULL)

    inks = ("#b9dbe2", "#a3c9d8", "#86b1c9", "#6d97b8")
    return print_on("#eef1ee", ink("#f08a5d", sun), *(ink(colour, water(n)) for n, colour in enumerate(inks)))


def quay():
    """Warehouses and one crane, with their reflection."""
    rand = random.Random(7)  # noqa: S311, a drawing and not a secret
    line = H * 0.62
    houses, left = [], W * 0.04
    while left < W * 0.94:
        width = rand.choice((110, 150, 190, 240))
        houses.append((left, width, rand.uniform(0.16, 0.40) * H))
        left += width + rand.choice((0, 0, 18, 60))

    def front(d):
        for x, width, tall in houses:
            d.rectangle((x, line - tall, x + width, line), FULL)
            d.polygon(((x, line - tall), (x + width / 2, line - tall - width * 0.34), (x + width, line - tall)), FULL)

    def mirror(d):
        for x, width, tall in houses:
            for n in range(0, int(tall * 0.75), 26):
                cut = 9 * math.sin(n / 31 + x)
                d.rectangle((x + cut, line + 16 + n, x + width + cut, line + 16 + n + 17 - n * 0.028), FULL)

    def crane(d):
        foot = W * 0.66
        d.polygon(((foot - 16, line), (foot + 16, line), (foot + 10, H * 0.10), (foot - 10, H * 0.10)), FULL)
        d.line((foot - 520, H * 0.17, foot + 220, H * 0.125), FULL, 22)
        d.line((foot - 500, H * 0.17, foot, H * 0.08), FULL, 8)
        d.line((foot - 440, H * 0.17, foot - 440, H * 0.44), FULL, 7)
        d.rectangle((foot - 500, H * 0.44, foot - 380, H * 0.51), FULL)

    return print_on("#f0f0ec", ink("#7fb3ab", front), ink("#b6d3cd", mirror), ink("#d8553f", crane))


def moor():
    """Contour lines of a hill and the path across it."""
    small = (240, 150)
    hills = ((70, 64, 44, 1.0), (165, 96, 56, 0.9), (205, 30, 30, 0.55), (20, 140, 40, 0.5))
    field = Image.new("F", small)
    field.putdata(
        [
            sum(h * math.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * s * s)) for a, b, s, h in hills)
            for y in range(small[1])
            for x in range(small[0])
        ]
    )
    bands = field.resize((W, H), Image.Resampling.BICUBIC).convert("F").point(lambda v: v * 160 + 0).convert("L")

    def level(low, colour):
        mask = bands.point([FULL if v > low else HOLE for v in range(256)])
        return plate(colour, mask)

    def path(d):
        points = [(x, H * 0.83 - x * 0.27 + 120 * math.sin(x / 260)) for x in range(0, W + 30, 30)]
        for a, b in list(itertools.pairwise(points))[::2]:
            d.line((*a, *b), FULL, 16)
        disc(d, W * 0.69, H * 0.40 + 34, 34)

    tones = ((52, "#e6edd9"), (74, "#dde8d0"), (96, "#d5e3c6"), (118, "#cddebd"), (140, "#c2d6b0"))
    return print_on("#f1f2e8", *(level(*tone) for tone in tones), ink("#3f5f3a", path))


def ferry():
    """The night boat with its lamp, and the moon that looks on."""
    line, x, y = H * 0.60, W * 0.30, H * 0.60
    windows = [(x + 150 + 92 * n, y - 190) for n in range(6)]
    moon = (W * 0.74, H * 0.24, H * 0.115)

    def glints(d, fill):
        for n in range(14):
            half = 150 - 7 * n + 26 * math.sin(n * 2.1)
            middle = moon[0] + 22 * math.sin(n * 1.7)
            d.rounded_rectangle((middle - half, line + 34 + 40 * n, middle + half, line + 46 + 40 * n), 6, fill)

    def lamp(d, fill):
        disc(d, x + 780, y - 330, 26, fill)
        for n in range(9):
            half = 62 - 5 * n + 14 * math.sin(n * 1.9)
            middle = x + 780 + 12 * math.sin(n * 2.3)
            d.rounded_rectangle((middle - half, line + 70 + 44 * n, middle + half, line + 84 + 44 * n), 7, fill)
        for a, b in windows:
            d.rounded_rectangle((a, b, a + 54, b + 46), 8, fill)

    def night(d):
        d.rectangle((0, 0, W, H), FULL)
        disc(d, *moon, HOLE)
        glints(d, HOLE)
        lamp(d, HOLE)

    def water(d):
        d.polygon(wave(line, 6, 210, 0.4), FULL)
        glints(d, HOLE)
        lamp(d, HOLE)

    def deep(d):
        d.polygon(wave(H * 0.80, 16, 330, 2.2), FULL)
        glints(d, HOLE)
        lamp(d, HOLE)

    def boat(d):
        d.polygon(((x - 60, y - 110), (x + 1000, y - 110), (x + 900, y + 26), (x + 20, y + 26)), FULL)
        d.rounded_rectangle((x + 90, y - 230, x + 790, y - 100), 18, FULL)
        d.rectangle((x + 420, y - 300, x + 640, y - 220), FULL)
        d.polygon(((x + 220, y - 220), (x + 236, y - 390), (x + 326, y - 390), (x + 330, y - 220)), FULL)
        d.rectangle((x + 775, y - 320, x + 785, y - 110), FULL)
        lamp(d, HOLE)

    return print_on(
        "#f3efe2",
        ink("#7f9db5", night),
        ink("#8db0c4", water),
        ink("#a3bdcd", deep),
        ink("#33465a", boat),
        ink("#ffd067", lambda d: lamp(d, FULL)),
    )


def eels():
    """Six eels going up, in water that comes down."""
    rand = random.Random(11)  # noqa: S311
    starts = [(0.06, 0.80), (0.20, 0.97), (0.33, 0.58), (0.45, 0.86), (0.60, 0.48), (0.66, 0.78)]
    heading = math.radians(-31)

    def body(d, left, top, phase, length):
        for n in range(150):
            along = n / 149
            sway = 66 * math.sin(along * 7.2 + phase) * (1.15 - along * 0.75)
            step = along * length
            x = left + step * math.cos(heading) - sway * math.sin(heading)
            y = top + step * math.sin(heading) + sway * math.cos(heading)
            disc(d, x, y, 6 + 30 * math.sin(math.pi * min(1, 0.05 + along * 0.78)) ** 0.9)

    def shoal(d):
        for n, (a, b) in enumerate(starts):
            body(d, a * W, b * H, n * 2.4, 640 + 60 * (n % 3))

    def stream(step):
        def bands(d):
            for n in range(-2, 5):
                offset = n * 620 + step * 250
                line = [(x, offset + x * 0.30 + 46 * math.sin(x / 380 + step * 2 + n)) for x in range(0, W + 20, 20)]
                d.polygon([*line, *((x, y + 300 - 90 * step) for x, y in reversed(line))], FULL)

        return bands

    def bubbles(d):
        for _ in range(16):
            x, y, size = rand.uniform(0, W), rand.uniform(0, H), rand.choice((9, 13, 18))
            d.ellipse((x - size, y - size, x + size, y + size), outline=FULL, width=5)

    return print_on(
        "#eff4ea",
        ink("#d9eadd", stream(0)),
        ink("#cbe2d9", stream(1)),
        ink("#86aaa0", bubbles),
        ink("#38544c", shoal),
    )
