"""Prints of the town and its things."""

import math

from newsclip.demo.press import FULL, HOLE, H, W, disc, ink, print_on, turned


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
        x, y = at((128, 690))[0]
        disc(d, x, y, 74)

    def handle(d):
        d.polygon(at((-44, 20), (44, 20), (60, -250), (-60, -250)), FULL)
        x, y = at((0, -270))[0]
        disc(d, x, y, 78)
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
