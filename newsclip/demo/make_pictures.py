"""Make the demonstration pictures: small prints in two to five flat inks.

    python newsclip/demo/make_pictures.py [folder] [name …]

Needs Pillow only. Each picture is drawn at twice its size, multiplied ink over
ink on tinted paper as a letterpress would, and saved as WebP of at most 25 KB.
"""

import itertools
import math
import pathlib
import random
import sys

from PIL import Image, ImageChops, ImageDraw

WIDTH, HEIGHT, SCALE = 1200, 750, 2
W, H = WIDTH * SCALE, HEIGHT * SCALE
MOST_BYTES = 25_000
FULL, HOLE = 255, 0


def ink(colour, draw_shapes):
    """One printing plate: the shapes in one colour, white elsewhere."""
    mask = Image.new("L", (W, H), HOLE)
    draw_shapes(ImageDraw.Draw(mask))
    return Image.composite(Image.new("RGB", (W, H), colour), Image.new("RGB", (W, H), "white"), mask)


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
        return Image.composite(Image.new("RGB", (W, H), colour), Image.new("RGB", (W, H), "white"), mask)

    def path(d):
        points = [(x, H * 0.83 - x * 0.27 + 120 * math.sin(x / 260)) for x in range(0, W + 30, 30)]
        for a, b in list(itertools.pairwise(points))[::2]:
            d.line((*a, *b), FULL, 16)
        disc(d, W * 0.69, H * 0.40 + 34, 34)

    tones = ((52, "#e6edd9"), (74, "#dde8d0"), (96, "#d5e3c6"), (118, "#cddebd"), (140, "#c2d6b0"))
    return print_on("#f1f2e8", *(level(*tone) for tone in tones), ink("#3f5f3a", path))


def chamber():
    """Twenty-three seats in a half ring: seventeen for, six against."""
    seats = []
    for ring, count in enumerate((5, 7, 11)):
        radius = H * (0.30 + 0.155 * ring)
        for n in range(count):
            angle = math.pi * (n + 0.5) / count
            seats.append((angle, W / 2 - radius * 1.08 * math.cos(angle), H * 0.93 - radius * math.sin(angle)))
    seats.sort()

    def dots(some):
        return lambda d: [disc(d, x, y, H * 0.05) for _, x, y in some]

    def floor(d):
        d.pieslice((W / 2 - H * 0.80, H * 0.13, W / 2 + H * 0.80, H * 1.73), 180, 360, fill=FULL)

    def table(d):
        d.rectangle((W / 2 - H * 0.10, H * 0.86, W / 2 + H * 0.10, H * 0.93), fill=FULL)

    return print_on(
        "#f3f0f1",
        ink("#e9dde4", floor),
        ink("#8a5a86", dots(seats[:17])),
        ink("#e0a13a", dots(seats[17:])),
        ink("#3c2f45", table),
    )


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


def oven():
    """Two loaves in one brick arch."""
    middle, foot, inner, outer = W / 2, H * 0.86, H * 0.52, H * 0.72

    def glow(d):
        d.pieslice((middle - inner, foot - inner * 1.1, middle + inner, foot + inner * 1.1), 180, 360, fill=FULL)

    def heart(d):
        d.pieslice(
            (middle - inner * 0.9, foot - inner * 0.86, middle + inner * 0.9, foot + inner * 0.86), 180, 360, fill=FULL
        )

    def arch(d):
        count = 17
        for n in range(count):
            a, b = (math.pi * (n + edge) / count for edge in (0.045, 0.955))
            corners = [(inner * 1.03, a), (outer, a), (outer, b), (inner * 1.03, b)]
            d.polygon([(middle - r * math.cos(t), foot - r * 1.1 * math.sin(t)) for r, t in corners], FULL)

    def wall(d):
        high = 92
        for row in range(-1, 18):
            top = foot - (row + 1) * high
            for n in range(-1, 14):
                left = n * 216 + (row % 2) * 108
                d.rectangle((left + 8, top + 8, left + 208, top + high - 1), FULL)
        d.pieslice(
            (middle - outer * 1.02, foot - outer * 1.12, middle + outer * 1.02, foot + outer * 1.12),
            180,
            360,
            fill=HOLE,
        )
        d.rectangle((0, foot, W, H), fill=HOLE)

    def hearth(d):
        d.rectangle((0, foot + 8, W, foot + 70), FULL)

    def loaves(d):
        for x in (middle - H * 0.215, middle + H * 0.215):
            d.pieslice((x - H * 0.20, foot - H * 0.20, x + H * 0.20, foot + H * 0.20), 180, 360, fill=FULL)
            for cut in (-1, 0, 1):
                a = x + cut * H * 0.095
                d.line((a - 34, foot - H * 0.06, a + 30, foot - H * 0.14 + abs(cut) * 36), fill=HOLE, width=20)

    return print_on(
        "#f5efe6",
        ink("#ecd9c8", wall),
        ink("#f6b45f", glow),
        ink("#f8a04c", heart),
        ink("#b4654a", arch),
        ink("#8a5a34", loaves),
        ink("#6d4a3c", hearth),
    )


def picture_house():
    """Rows of seats, and a screen with nothing on it."""
    left, top, right, bottom = W * 0.25, H * 0.13, W * 0.75, H * 0.53

    def screen(d, fill):
        d.rectangle((left, top, right, bottom), fill)

    def row(d, number, fill):
        size, y = 82 + 30 * number, H * (0.60 + 0.105 * number)
        for n in range(-1, int(W / (size * 2.25)) + 3):
            x = (n + 0.5 * (number % 2)) * size * 2.25 + 30
            d.rounded_rectangle((x - size, y, x + size, H + 200), size * 0.5, fill)

    def behind(d, first):
        """Leave out what the rows in front cover."""
        for number in range(first, 4):
            row(d, number, HOLE)

    def room(d):
        d.rectangle((0, 0, W, H), FULL)
        screen(d, HOLE)
        behind(d, 0)

    def floor(d):
        d.rectangle((0, bottom + 150, W, H), FULL)
        d.polygon(((left, bottom + 150), (right, bottom + 150), (right + 380, H), (left - 380, H)), HOLE)
        behind(d, 0)

    def curtains(d):
        for side in (-1, 1):
            for n in range(6):
                x = W / 2 + side * (W * 0.285 + n * 92)
                d.polygon(((x - 30, 0), (x + 30, 0), (x + 40, bottom + 150), (x - 40, bottom + 150)), FULL)
        for n in range(13):
            x = n * W / 12
            d.pieslice((x - 130, -150, x + 130, 120), 0, 180, fill=FULL)
        screen(d, HOLE)
        behind(d, 0)

    def seats(number):
        def plate(d):
            row(d, number, FULL)
            behind(d, number + 1)

        return plate

    reds = ("#c8838c", "#b06672", "#8f4a59", "#6c3546")
    return print_on(
        "#faf4ea",
        ink("#86657b", room),
        ink("#b98a98", floor),
        ink("#b98a98", curtains),
        *(ink(colour, seats(n)) for n, colour in enumerate(reds)),
    )


def bell():
    """A hand bell in mid swing, and what one hears of it."""
    centre, tilt = (W * 0.5, H * 0.34), math.radians(-24)

    def at(*points):
        return turned([(W * 0.5 + x, H * 0.34 + y) for x, y in points], centre, tilt)

    def rings(d):
        x, y = at((0, 470))[0]
        for n in range(5):
            radius = 560 + n * 190
            box = (x - radius, y - radius, x + radius, y + radius)
            d.arc(box, 128, 196, fill=FULL, width=34 - 5 * n)
            d.arc(box, -70, 2, fill=FULL, width=34 - 5 * n)

    def brass(d):
        curve = [(118 + 300 * (n / 40) ** 2.4 + 60 * math.sin(n / 40 * math.pi), 60 + 520 * n / 40) for n in range(41)]
        left = [(-x, y) for x, y in curve]
        d.polygon(at((-118, 60), (-60, 8), (60, 8), (118, 60), *curve, *reversed(left)), FULL)

    def rim(d):
        d.polygon(at((-430, 560), (430, 560), (452, 632), (-452, 632)), FULL)

    def clapper(d):
        disc(d, *at((128, 690))[0], 74)

    def handle(d):
        d.polygon(at((-44, 20), (44, 20), (60, -250), (-60, -250)), FULL)
        disc(d, *at((0, -270))[0], 78)
        d.polygon(at((-80, -60), (80, -60), (80, -20), (-80, -20)), FULL)

    def shine(d):
        d.polygon(at((-70, 110), (-120, 130), (-205, 520), (-120, 520)), FULL)

    return print_on(
        "#f3f0f3",
        ink("#cdbbd6", rings),
        ink("#4d3a5c", clapper),
        ink("#e5b04c", brass),
        ink("#d9b06a", rim),
        ink("#efcf96", shine),
        ink("#6b4a5e", handle),
    )


def balloon():
    """The thin edge of the air, and a balloon that has got there."""
    x, y, radius = W * 0.60, H * 0.27, H * 0.175

    def sky(step):
        def air(d):
            size = W * (1.48 + 0.115 * step)
            d.ellipse(
                (W * 0.46 - size, H * 0.70 - 150 * step, W * 0.46 + size, H * 0.70 - 150 * step + size * 2), fill=HOLE
            )

        def dark(d):
            d.rectangle((0, 0, W, H), FULL)
            air(d)
            disc(d, x, y, radius, HOLE)

        return dark

    def land(d):
        size = W * 1.40
        d.ellipse((W * 0.46 - size, H * 0.81, W * 0.46 + size, H * 0.81 + size * 2), fill=FULL)

    def river(d):
        for n in range(240):
            disc(d, W * 0.40 + 170 * math.sin(n / 34), H * 0.825 + n * 1.2, 3 + n * 0.22)

    def skin(d):
        disc(d, x, y, radius)
        d.polygon(((x - 60, y + radius * 0.93), (x + 60, y + radius * 0.93), (x, y + radius * 1.22)), FULL)

    def seam(d):
        for part in (0.36, 0.78):
            d.arc((x - radius * part, y - radius, x + radius * part, y + radius), 0, 360, fill=FULL, width=7)

    def load(d):
        d.line((x, y + radius * 1.2, x + 26, y + radius * 2.35), fill=FULL, width=7)
        d.polygon(((x - 40, y + radius * 1.62), (x + 64, y + radius * 1.62), (x + 12, y + radius * 1.42)), FULL)
        d.rectangle((x - 14, y + radius * 2.35, x + 66, y + radius * 2.35 + 68), FULL)

    return print_on(
        "#eef3ee",
        *(ink(colour, sky(n)) for n, colour in enumerate(("#d3e4e4", "#b7d1d6", "#9cbfca"))),
        ink("#a9c08a", land),
        ink("#b5cfd0", river),
        ink("#f3b58a", skin),
        ink("#e79a6c", seam),
        ink("#39505a", load),
    )


PRINTS = (tide, quay, moor, chamber, ferry, eels, oven, picture_house, bell, balloon)


def main(arguments):
    folder = pathlib.Path(arguments[0] if arguments else pathlib.Path(__file__).parent / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    for draw in PRINTS:
        name = draw.__name__.replace("_", "-")
        if arguments[1:] and name not in arguments[1:]:
            continue
        path, picture = folder / f"{name}.webp", draw()
        for quality in (82, 74, 66, 58, 50, 40):
            picture.save(path, quality=quality, method=6)
            if path.stat().st_size <= MOST_BYTES:
                break
        sys.stdout.write(f"{path.name} {path.stat().st_size}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
