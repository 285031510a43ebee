"""A child that does what it is told: die, sleep, show its surroundings, or want too much."""

import os
import time

from curation.intake.limited import MEMORY, serve


def take_apart(data, *, do):
    return {"die": os.abort, "sleep": sleep, "look": look, "fill": fill, "dive": dive}[do]()


def sleep():
    time.sleep(30)


def look():
    return {"known": sorted(os.environ)}


def fill():
    return {"length": len(bytearray(MEMORY))}


def dive():
    return dive()


if __name__ == "__main__":
    serve(take_apart)
