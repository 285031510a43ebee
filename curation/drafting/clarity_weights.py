"""What each sign of a clear sentence weighs; printed by `python -m evaluation.fit`."""

BIAS = -2.99
ALONE = {
    "leans": -1.30,
    "author": -0.58,
    "quoted": -1.94,
    "says": -1.45,
    "names": 0.32,
    "no_name": -1.38,
    "spoken_of": 1.93,
    "title": 2.25,
    "bare_surname": -0.15,
    "pointer": -0.39,
    "pronoun": -0.53,
    "number": 1.23,
    "long": 2.42,
    "short": -1.87,
    "first": 0.72,
    "early": 0.44,
    "paragraph": 0.75,
    "central": 0.71,
    "in_quote": -0.99,
}
