"""Make the demonstration pictures: small prints in two to five flat inks.

    python -m newsclip.demo.make_pictures [folder] [name …]

Needs Pillow only. Each picture is drawn at twice its size, multiplied ink over
ink on tinted paper as a letterpress would, and saved as WebP of at most 25 KB.
"""

import pathlib
import sys

from newsclip.demo.prints_of_the_town import balloon, bell, chamber, oven, picture_house
from newsclip.demo.prints_of_the_water import eels, ferry, moor, quay, tide

MOST_BYTES = 25_000
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
